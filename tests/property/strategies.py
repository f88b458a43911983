"""What random corpora are made of: tables that are right, tables with something wrong, and TOML that holds them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from kg.namespaces import DIP, ID, RDF, slug
from kg.terms import XSD, Iri, Literal, Triple
from tests.fixtures.corpora import AUTHORITY, TEXT, terms
from tests.fixtures.toml import toml

POLITIES = ("denmark", "holstein-gottorp")
THINGS = ("peace-of-travendal", "great-northern-war", "travendal", *POLITIES)

# No lone surrogates, which are no text; no line ends within IRIs.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRIS = st.sampled_from([ID, DIP, "https://example.org/"]).flatmap(
    lambda base: st.text("AZaz09_/.~-", min_size=1, max_size=12).map(lambda rest: Iri(base + rest))
)
NAMES = st.lists(st.text("abyz019", min_size=1, max_size=5), min_size=1, max_size=3).map("-".join)
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, st.just(RDF + "langString"), st.sampled_from(["en", "zh-hant"])),
    st.builds(Literal, st.integers().map(str), st.just(XSD + "integer")),
    st.builds(Literal, TEXTS, st.sampled_from([XSD + "decimal", XSD + "boolean", "https://example.org/type"])),
    st.builds(Literal, st.dates().map(str), st.just(XSD + "date")),
)
TRIPLES = st.builds(Triple, IRIS, IRIS, st.one_of(IRIS, LITERALS))

DATES = st.one_of(
    st.dates(datetime.date(1600, 1, 1), datetime.date(1800, 1, 1)).map(str),
    st.integers(1600, 1800).map(str),
    st.sampled_from(["170X", "1700-08", "[1700..1701]", "[..1700]", "[1700-02..]", "1700?", "[1700,1702]"]),
)
VALUES = st.recursive(
    st.one_of(
        TEXTS,
        st.sampled_from([*THINGS, "Event", "Accepted", "signature", "chronicle:c0", "1700", "en"]),
        st.integers(-3, 3),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["clause", "text", "value", "exact", "iri", "en", "calendar"]), inner, max_size=2
        ),
    ),
    max_leaves=4,
)


def _several(*names: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).filter(str.strip)
_FRAMES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["Accepted", "Disputed", "Rejected", "Unreviewed"]),
        "note": _WORDS,
        "by": _WORDS,
        "rule": _WORDS,
    },
)
_PROVISION: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"clause": _WORDS, "text": _WORDS, "obligor": _several(*POLITIES)}
)
_PROVISIONS = st.lists(_PROVISION, min_size=1, max_size=2, unique_by=lambda table: slug(table["clause"]))
_DESCRIPTIONS = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("Alliance"), "party": _several(*POLITIES)}, optional={"start": DATES, "end": DATES}
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("DiplomaticAct"),
            "actType": st.sampled_from(sorted(terms().schemes["actTypes"])),
            "actor": _several(*POLITIES),
        },
        optional={"target": _several(*POLITIES), "concerns": _several(*THINGS), "date": DATES},
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("Treaty"),
            "provision": _PROVISIONS,
        }
    ),
    st.fixed_dictionaries({"type": st.just("War"), "start": DATES, "end": DATES}),
    st.fixed_dictionaries({"type": st.just("Judgement"), "concerns": _several(*THINGS), "text": _WORDS}),
)
_QUOTES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda at: TEXT[at[0] : at[0] + at[1]])


@st.composite
def right_claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Claims that each may stand, each of a thing of its own; together they may still disagree with nothing."""
    tables = []
    for number in range(draw(st.integers(1, 3))):
        table: dict[str, Any] = {
            "id": f"c{number}",
            "about": f"thing-{number}-{'abc'[number] * 9}",
            **draw(_FRAMES),
            **draw(_DESCRIPTIONS),
        }
        quote = draw(_QUOTES)
        table["quote"] = {"exact": quote, "occurrence": draw(st.integers(1, _times(quote)))}
        if table["type"] == "Judgement":
            table["status"] = "Disputed"
        if table.get("status") == "Rejected":
            table["note"] = "for a reason"
        tables.append(table)
    return tables


@st.composite
def any_claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Claims of which some keys hold anything, and some keys are unknown or missing."""
    keys = sorted({*terms().properties, *terms().keys, "junk", "id", "about", "type", "status", "quote", "contradicts"})
    tables = draw(right_claims())
    for table in tables:
        table.update(draw(st.dictionaries(st.sampled_from(keys), VALUES, max_size=2)))
        for key in draw(st.lists(st.sampled_from(sorted(table)), max_size=1)):
            del table[key]
    return tables


@st.composite
def any_entities(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Entities of which some keys hold anything."""
    keys = [
        "id",
        "type",
        "label",
        "alias",
        "code",
        "cite",
        "sameAs",
        "lat",
        "long",
        "note",
        "start",
        "name",
        "partOf",
        "x",
    ]
    right = {"id": "sweden", "type": "Polity", "label": {"en": "Sweden"}, "cite": "a list"}
    return [right | draw(st.dictionaries(st.sampled_from(keys), VALUES, max_size=3))]


def _times(quote: str) -> int:
    return sum(TEXT.startswith(quote, at) for at in range(len(TEXT)))


def authority(tables: Sequence[Mapping[str, Any]]) -> str:
    """The authority file of the small corpus, with more entities."""
    return AUTHORITY + toml("entity", tables)
