"""Corpora with one thing wrong, by the thousand: each is refused at its place with help, or may stand for a reason.

All of them with FOEDERA_WHOLE=1, or by ``python -m tests.fuzz.broken``; a sample else.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.describe import DATE_KEYS
from kg.frame import CLAIM, ENTITY
from tests.fixtures import every_key
from tests.fixtures.broken import Broken, slip, values
from tests.fixtures.corpora import read_closely, terms, write
from tests.fixtures.toml import value
from tests.fuzz.broken import REASONS, Reading, of_every_key, verdict

SAMPLE = 220


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return Reading(every_key.FILES, tmp_path_factory.mktemp("right"))


def sample() -> list[Broken]:
    if os.environ.get("FOEDERA_WHOLE"):
        return of_every_key()
    return random.Random(1904).sample(of_every_key(4), SAMPLE)


def test_the_right_corpus_is_right_and_has_every_key(tmp_path: Path) -> None:
    found = read_closely(write(tmp_path, every_key.FILES))
    assert found.problems == []
    bounds = {name for name, prop in terms().properties.items() if prop.range == {"date"}}
    of_the_reader = {"evidence", "says", "standsFor"}
    may = {name for name, prop in terms().properties.items() if not prop.derived_by} - bounds - of_the_reader
    assert set(_keys(every_key.TABLES)) >= may | set(CLAIM) | set(ENTITY) | set(DATE_KEYS)


def _keys(table: object) -> Iterator[str]:
    for each in table if isinstance(table, list) else []:
        yield from _keys(each)
    for key, each in table.items() if isinstance(table, dict) else []:
        yield key
        yield from _keys(each)


def test_a_broken_corpus_is_refused_with_help_or_may_stand_for_a_reason(reading: Reading) -> None:
    amiss, fared = [], set()
    for each in sample():
        how, wrong = verdict(reading, each)
        fared.add(how)
        amiss += [f"{each.name}: {fault}" for fault in wrong]
    assert amiss == []
    assert fared >= {"refused", "warned", "changed"}
    assert reading.said() == reading.right, "the corpus is mended after each"


def test_no_reason_is_given_for_what_is_refused_anyway() -> None:
    made = {(each.key, each.kind) for each in of_every_key(1)}
    unused = [reason.why for reason in REASONS if not any((k, w) in made for k in reason.keys for w in reason.kinds)]
    assert unused == []


@pytest.mark.parametrize("given", ["", "a\0b", "a\rb", "bell\x07", ["a", "a"], [], {}, ["a", 5]])
@pytest.mark.parametrize("key", ["alias", "code", "cite", "note"])
def test_a_key_of_an_entity_that_holds_nothing_or_signs_of_control_is_told(
    reading: Reading, key: str, given: object
) -> None:
    right = f"{key} ="
    (each,) = [
        each
        for each in values({"authority.toml": {"entity": [every_key.ENTITIES[0]]}})
        if (each.key, each.kind) == (key, "a truth")
    ]
    content = bytes(each.content).replace(f"{right} true".encode(), f"{right} {value(given)}".encode())  # type: ignore[call-overload]
    problems, _ = reading.spoilt(Broken(each.path, content))
    assert any(f"{key} = " in problem.message and "wanted: " in problem.advice for problem in problems)


def test_a_slip_is_another_word() -> None:
    assert [slip(each) for each in ("denmark", "aa", "a-b", "1700")] == ["denamrk", "aax", "a-bx", "1700x"]
