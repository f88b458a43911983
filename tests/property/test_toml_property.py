"""What holds of TOML: claims that are written are read again as they were, also those that ``kg extract`` writes."""

from __future__ import annotations

import math
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import corpus
from kg.extract import Proposal, to_toml
from tests.fixtures.corpora import small
from tests.fixtures.toml import document, toml
from tests.property.strategies import NAMES, TEXTS, VALUES, any_claims

KEYS = st.sampled_from(["party", "actor", "target", "concerns", "overPlace"])


@settings(max_examples=60, deadline=None)
@given(any_claims())
def test_claims_come_back_from_a_file_as_they_were_written(claims: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = corpus.read(small(Path(folder), claims=toml("claim", claims)))
    back = [dict(each.table) for each in found.claims]
    assert found.problems == ()
    assert _without_nan(back) == _without_nan(claims)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_any_values_come_back_from_toml(table: dict[str, Any]) -> None:
    assert _without_nan(tomllib.loads(document(table))) == _without_nan(table)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_nan(each) for each in value]
    return "nan" if isinstance(value, float) and math.isnan(value) else value


PROPOSALS = st.builds(
    Proposal,
    id=NAMES,
    kind=st.just("alliance"),
    type=st.sampled_from(["Alliance", "DiplomaticAct"]),
    terms=st.dictionaries(st.sampled_from(["actType", "outcome"]), NAMES, max_size=2),
    roles=st.dictionaries(KEYS, st.lists(NAMES, max_size=3).map(tuple), max_size=3),
    spans=st.just({}),
    when=st.sampled_from(["date", "start", "end"]),
    date=st.sampled_from(["", "1904-02-08", "[1900..]", "190X"]),
    quote=TEXTS,
    start=st.just(0),
    end=st.just(1),
    trigger=st.just((0, 1)),
    rule=TEXTS,
    flags=st.lists(TEXTS, max_size=2).map(tuple),
    occurrence=st.integers(0, 3),
)


@given(st.lists(PROPOSALS, max_size=4))
def test_proposals_come_back_from_the_claims_that_are_written_of_them(proposals: list[Proposal]) -> None:
    tables = tomllib.loads(to_toml(proposals, "a-text")).get("claim", [])
    assert len(tables) == len(proposals)
    for table, proposal in zip(tables, proposals, strict=True):
        roles = {key: list(each) if len(each) > 1 else each[0] for key, each in proposal.roles.items() if each}
        assert {key: table.get(key) for key in roles} == roles
        assert (table["id"], table["type"], table["quote"]) == (proposal.id, proposal.type, proposal.quote)
        assert table.get(proposal.when, "") == proposal.date
        assert table.get("occurrence", 0) == proposal.occurrence
        assert (table["status"], table["rule"]) == ("Unreviewed", proposal.rule)
        assert all(flag in table["note"] for flag in proposal.flags)


@given(st.text(), NAMES)
def test_any_words_that_are_quoted_come_back_whole(words: str, name: str) -> None:
    words = words.encode("utf-8", "ignore").decode()  # half a character is no text
    (back,) = tomllib.loads(toml("claim", [{"id": name, "quote": words}]))["claim"]
    assert back == {"id": name, "quote": words}
