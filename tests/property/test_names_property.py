"""What holds of IRIs: each thing, claim, passage and part has one of its own, and every store takes it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg import namespaces as ns
from kg import portable
from kg.model import Passage
from kg.namespaces import RDF, dip
from kg.terms import XSD, Iri, Literal, Triple
from tests.property.strategies import NAMES, TEXTS, TRIPLES

LONG = st.integers(150, 4000).map(lambda length: "ab-" * (length // 3) + "z")
ANY = st.one_of(TEXTS, LONG, st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
KEYS = st.sampled_from(["provision", "participation", "name", "written"])
PASSAGES = st.builds(Passage, NAMES, TEXTS, locator=TEXTS, occurrence=st.integers(1, 3))


@st.composite
def minted(draw: st.DrawFn) -> tuple[object, Iri]:
    """Anything that has an IRI, with what makes it the one that it is."""
    kind = draw(st.sampled_from(["thing", "part", "source", "claim", "passage", "statement"]))
    if kind == "thing":
        name = draw(NAMES.filter(ns.is_thing_name))
        return (kind, name), ns.thing(name)
    if kind == "part":
        name, key, value = draw(NAMES.filter(ns.is_thing_name)), draw(KEYS), draw(NAMES)
        return (kind, name, key, value), ns.part(ns.thing(name), key, value)
    if kind == "source":
        name = draw(NAMES)
        return (kind, name), ns.source(name)
    if kind == "claim":
        name, other = draw(NAMES), draw(NAMES)
        return (kind, name, other), ns.claim(f"{name}:{other}")
    if kind == "passage":
        passage = draw(PASSAGES)
        number = passage.occurrence if passage.exact else 0
        return (kind, passage.source, passage.exact, number, passage.locator), ns.passage(passage)
    triple = draw(TRIPLES)
    return (kind, triple), ns.statement(triple)


@given(st.lists(minted(), max_size=20))
def test_two_things_never_share_an_iri(every: list[tuple[object, Iri]]) -> None:
    by_iri: dict[Iri, object] = {}
    for made_of, iri in every:
        assert by_iri.setdefault(iri, made_of) == made_of


@given(st.sampled_from(["agent", "claim", "passage", "rule", "source", "statement"]), NAMES, NAMES)
def test_a_thing_is_not_named_as_a_kind_of_node(name: str, key: str, value: str) -> None:
    assert not ns.is_thing_name(name)
    assert ns.is_name(name)
    shared = {ns.part(ns.thing(name), key, value), ns.claim(f"{key}:{value}")}
    assert (len(shared) == 1) == (name == "claim"), "its parts would be taken for claims"


@given(minted())
def test_every_iri_is_one_that_every_store_takes(made: tuple[object, Iri]) -> None:
    _, iri = made
    assert ns.is_address(iri)
    assert portable.faults([Triple(iri, dip("about"), iri)]) == []


@given(ANY, KEYS)
def test_every_iri_that_is_made_of_words_is_one_that_every_store_takes(words: str, key: str) -> None:
    longest = ns.thing("a" * ns.LONGEST_NAME)
    inner = ns.part(ns.part(longest, "participation", "a" * ns.LONGEST_NAME), key, words)
    passage = ns.passage(Passage("s" * ns.LONGEST_NAME, words, locator=words))
    reading = ns.part(ns.claim(f"{'s' * ns.LONGEST_NAME}:{'c' * ns.LONGEST_NAME}"), "reading", words)
    for iri in (inner, passage, reading):
        assert ns.is_address(iri)
        assert portable.faults([Triple(iri, dip("about"), iri)]) == []


@given(LONG, st.integers(1, 9), st.integers(1, 9))
def test_long_words_that_differ_at_their_end_have_parts_of_their_own(words: str, one: int, other: int) -> None:
    nodes = {ns.part(ns.thing("treaty"), "provision", f"{words}{end}") for end in (one, other)}
    assert len(nodes) == len({one, other})


def test_iris_stay_what_they_were() -> None:
    """Others may have them in their own data: another IRI for the same thing would break that."""
    triple = Triple(ns.thing("qing"), dip("text"), Literal("大清", RDF + "langString", "zh-hant"))
    assert {
        "thing": ns.thing("qing"),
        "part": ns.part(ns.thing("peace"), "provision", "Art. II (Korea)"),
        "claim": ns.claim("portsmouth:article-ix"),
        "passage": ns.passage(Passage("portsmouth", locator="art. IX")),
        "quote": ns.passage(Passage("a-text", "Denmark left", 1, 2, occurrence=2)),
        "statement": ns.statement(triple),
        "number": ns.statement(Triple(ns.thing("qing"), dip("text"), Literal("1.0", XSD + "decimal"))),
    } == {
        "thing": "https://w3id.org/foedera/id/qing",
        "part": "https://w3id.org/foedera/id/peace/provision/art-ii-korea",
        "claim": "https://w3id.org/foedera/id/claim/portsmouth/article-ix",
        "passage": "https://w3id.org/foedera/id/passage/portsmouth/821ce114b0dd",
        "quote": "https://w3id.org/foedera/id/passage/a-text/147a2aeeacdc",
        "statement": "https://w3id.org/foedera/id/statement/1151c345c300463567d9",
        "number": "https://w3id.org/foedera/id/statement/a67b692dd9b51316db5a",
    }
