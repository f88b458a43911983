from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from kg.describe import Describer, decimal
from kg.namespaces import RDF, TYPE, XSD, dip, part, thing
from kg.ontology import Ontology, Property
from kg.terms import Literal, Triple
from tests.fixtures.corpora import terms

THINGS = {
    "denmark": "Polity",
    "sweden": "Polity",
    "travendal": "Place",
    "peace": "Treaty",
    "war": "War",
    "unsaid": "",
    "peace/provision/i": "Provision",
}


def own_terms() -> Ontology:
    """The ontology, and properties of every kind of value that a corpus may add to it."""
    made = [
        Property(name, dip(name), name, False, False, frozenset({"Event"}), frozenset({kind}), "", "")
        for name, kind in (
            ("ships", "integer"),
            ("miles", "decimal"),
            ("isLost", "boolean"),
            ("words", "langString"),
            ("seen", "anyURI"),
        )
    ]
    made += [
        Property("unbound", dip("unbound"), "", False, False, frozenset(), frozenset({"string"}), "", ""),
        Property("ofScheme", dip("ofScheme"), "", True, False, frozenset({"Event"}), frozenset(), "Empty", ""),
        Property(
            "settles", dip("settles"), "", True, False, frozenset({"Event"}), frozenset({"Event", "Treaty"}), "", ""
        ),
    ]
    return replace(terms(), properties={**terms().properties, **{each.name: each for each in made}})


TERMS = own_terms()


def describe(kind: str, table: Mapping[str, Any]) -> tuple[set[Triple], list[str]]:
    """What a table says of ``id:x``, and what is wrong with it."""
    wrong: list[str] = []
    describer = Describer(TERMS, THINGS, lambda message, advice: wrong.append(f"{message} ({advice})"))
    return set(describer.describe(thing("x"), kind, table)), wrong


def days(triples: set[Triple]) -> dict[str, str]:
    """The bounds of ``id:x``, by short names."""
    found = {t.predicate.rpartition("#")[2]: str(t.object) for t in triples if t.subject == thing("x")}
    return {name: found.get(name, "-") for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")}


@pytest.mark.parametrize(
    ("kind", "table", "words"),
    [
        ("Event", {"date": "1700-02-30"}, ["date = '1700-02-30': ", "has 28 days"]),
        ("Event", {"date": "1721/1700"}, ["reversed"]),
        ("Event", {"date": 1.5}, ["date = 1.5", "in quotes"]),
        ("Event", {"date": True}, ["date = true"]),
        ("Event", {"date": ["1700"]}, ["date = "]),
        ("Event", {"date": datetime.datetime(1700, 8, 18, 12)}, ["time of day", "1700-08-18"]),
        ("Event", {"start": "1700/1721"}, ["a span where one point is meant"]),
        (
            "Event",
            {"written": [{"text": "t", "calendar": "Julian", "value": "1700-02-30"}]},
            ["written '1700-02-30': "],
        ),
        ("DiplomaticAct", {"actType": "Zzz"}, ["actType = 'Zzz': no such concept (one of Acceptance, Advice, "]),
        ("DiplomaticAct", {"actType": "Sovereignty"}, ["no such concept"]),
    ],
)
def test_each_mistake_is_told_with_what_was_meant(kind: str, table: Mapping[str, Any], words: list[str]) -> None:
    _, wrong = describe(kind, table)
    assert len(wrong) == 1, wrong
    assert all(word in wrong[0] for word in words), wrong[0]


ALLIANCE = "Alliance takes endedBy, establishedBy, party, target, written, date, start, end"
TEXT = "a text in quotation marks, without signs of control"


@pytest.mark.parametrize(
    ("kind", "table", "told"),
    [
        (
            "Event",
            {"date": "1700", "start": "1700"},
            "'date' stands beside 'start' or 'end' (write date for a happening, start and end for a state)",
        ),
        ("Treaty", {"date": "1700"}, "Treaty takes no dates (give the dates to the act or the state of affairs)"),
        ("Alliance", {"partty": "denmark"}, "unknown key 'partty' (did you mean 'party'?)"),
        ("Alliance", {"zzz": "x"}, f"unknown key 'zzz' ({ALLIANCE})"),
        ("Treaty", {"zzz": "x"}, "unknown key 'zzz' (Treaty takes ownLanguage, provision, without)"),
        ("WrittenDate", {"zzz": "x"}, "unknown key 'zzz' (WrittenDate takes calendar, text, value)"),
        ("Alliance", {"lat": 5}, "unknown key 'lat' (it does not belong here)"),
        ("Alliance", {"everAlliedWith": "denmark"}, f"unknown key 'everAlliedWith' ({ALLIANCE})"),
        (
            "Alliance",
            {"holder": "denmark"},
            "'holder' does not belong to Alliance (holder is for Dependency, TerritorialControl)",
        ),
        ("Alliance", {"unbound": "x"}, "'unbound' does not belong to Alliance (unbound is for nothing in a claim)"),
        ("Alliance", {"party": "denmrak"}, "party = 'denmrak': nothing has that name (did you mean 'denmark'?)"),
        (
            "Alliance",
            {"party": "zzz"},
            "party = 'zzz': nothing has that name (declare it in authority.toml, or describe it in a claim)",
        ),
        ("Alliance", {"party": "travendal"}, "party = 'travendal': that is a Place (wanted: Actor)"),
        ("Event", {"settles": "travendal"}, "settles = 'travendal': that is a Place (wanted: Event, Treaty)"),
        ("Alliance", {"party": 5}, 'party = 5: a name is wanted (write party = "...")'),
        ("Alliance", {"party": {"clause": "I"}}, "'party' takes a name, not a table (write party = \"...\")"),
        (
            "Alliance",
            {"party": []},
            "party = [] is an empty list (write each value of party once, or leave the key out)",
        ),
        (
            "Alliance",
            {"party": ["denmark", "sweden", "denmark"]},
            "party = ['denmark', 'sweden', 'denmark'] says the same twice "
            "(write each value of party once, or leave the key out)",
        ),
        (
            "DiplomaticAct",
            {"actType": "Signatur"},
            "actType = 'Signatur': no such concept (did you mean 'Signature'?)",
        ),
        ("Event", {"ofScheme": "x"}, "ofScheme = 'x': no such concept (one of none: the scheme is empty)"),
        (
            "DiplomaticAct",
            {"actType": ["Signature", "Demand"]},
            "'actType' takes one value, not 2 (split the claim, or choose)",
        ),
        ("Treaty", {"provision": [{"text": "a"}]}, "'provision' lacks 'clause' (which names it within the thing)"),
        ("Treaty", {"provision": [{"clause": " "}]}, "'provision' lacks 'clause' (which names it within the thing)"),
        ("Treaty", {"provision": [{"clause": "I", "quote": "x"}]}, "unknown key 'quote' (it does not belong here)"),
        (
            "Treaty",
            {"provision": [{"clause": "II"}, {"clause": "ii.", "text": "x"}]},
            "provision has several tables that are named ii (name them apart by their letters)",
        ),
        (
            "Treaty",
            {"provision": "peace/provision/ii"},
            "provision = 'peace/provision/ii': nothing has that name (did you mean 'peace/provision/i'?)",
        ),
        ("Place", {"text": 5}, f"text = 5 cannot be used (wanted: {TEXT})"),
        ("Place", {"text": " "}, f"text = ' ' cannot be used (wanted: {TEXT})"),
        ("Event", {"words": 5}, f"words = 5 cannot be used (wanted: {TEXT})"),
        ("Event", {"ships": "5"}, "ships = '5' cannot be used (wanted: a whole number of at most 18 digits)"),
        ("Event", {"ships": True}, "ships = true cannot be used (wanted: a whole number of at most 18 digits)"),
        ("Event", {"ships": 10**18}, f"ships = {10**18} cannot be used (wanted: a whole number of at most 18 digits)"),
        (
            "Event",
            {"miles": True},
            "miles = true cannot be used (wanted: a number of at most 9 digits before the point)",
        ),
        (
            "Event",
            {"miles": 1e9},
            "miles = 1000000000.0 cannot be used (wanted: a number of at most 9 digits before the point)",
        ),
        ("Event", {"isLost": 1}, "isLost = 1 cannot be used (wanted: true or false)"),
        ("Event", {"seen": "x"}, "seen = 'x' cannot be used (wanted: another kind of value)"),
        (
            "Event",
            {"earliestStart": "1700-01-01"},
            "earliestStart = '1700-01-01' cannot be used (wanted: date, or start and end, in place of this key)",
        ),
        (
            "Event",
            {"written": [{"text": "t", "calendar": "Jullian", "value": "1700-08-07"}]},
            "calendar = 'Jullian': no such concept (did you mean 'Julian'?)",
        ),
        ("Event", {"written": [{"calendar": "Julian"}]}, "'written' lacks 'value' (which names it within the thing)"),
    ],
)
def test_each_mistake_is_told_in_full(kind: str, table: Mapping[str, Any], told: str) -> None:
    assert describe(kind, table)[1] == [told]


def test_values_have_the_type_that_the_ontology_gives() -> None:
    said, wrong = describe(
        "Event", {"ships": 10**18 - 1, "miles": 2.5, "isLost": False, "words": "Ja", "language": "DE"}
    )
    assert not wrong
    assert said == {
        Triple(thing("x"), dip("ships"), Literal("9" * 18, XSD + "integer")),
        Triple(thing("x"), dip("miles"), Literal("2.5", XSD + "decimal")),
        Triple(thing("x"), dip("isLost"), Literal("false", XSD + "boolean")),
        Triple(thing("x"), dip("words"), Literal("Ja", RDF + "langString", "de")),
    }
    (truth,) = describe("Event", {"isLost": True})[0]
    assert truth.object == Literal("true", XSD + "boolean")
    (whole,) = describe("Event", {"miles": 3})[0]
    assert whole.object == Literal("3.0", XSD + "decimal")


def test_a_text_whose_language_is_none_is_kept_as_english() -> None:
    said, wrong = describe("Place", {"text": "T", "language": "in Danish"})
    assert wrong == ["language = 'in Danish' is no language tag (language = \"zh-hant\")"]
    assert said == {Triple(thing("x"), dip("text"), Literal("T", RDF + "langString", "en"))}


def test_what_is_right_is_described_beside_what_is_wrong() -> None:
    said, wrong = describe(
        "Alliance", {"party": ["denmark", "nobody", "sweden"], "foo": 1, "start": "1700", "end": "x"}
    )
    assert {str(t.object) for t in said if t.predicate == dip("party")} == {thing("denmark"), thing("sweden")}
    assert days(said)["earliestStart"] == "1700-01-01"
    assert len(wrong) == 3
    assert days(describe("Event", {"start": "x", "end": "1700"})[0])["latestEnd"] == "1700-12-31"


def test_a_nested_table_is_a_node_named_by_its_key() -> None:
    table = {"provision": [{"clause": "II", "obligor": ["denmark", "sweden"], "text": "Peace."}, {"clause": "III"}]}
    said, wrong = describe("Treaty", table)
    node = part(thing("x"), "provision", "II")
    assert not wrong
    assert node == thing("x/provision/ii")
    assert said == {
        Triple(thing("x"), dip("provision"), node),
        Triple(node, TYPE, dip("Provision")),
        Triple(node, dip("clause"), Literal("II")),
        Triple(node, dip("obligor"), thing("denmark")),
        Triple(node, dip("obligor"), thing("sweden")),
        Triple(node, dip("text"), Literal("Peace.", RDF + "langString", "en")),
        Triple(thing("x"), dip("provision"), thing("x/provision/iii")),
        Triple(thing("x/provision/iii"), TYPE, dip("Provision")),
        Triple(thing("x/provision/iii"), dip("clause"), Literal("III")),
    }


def test_a_node_within_a_thing_may_be_referred_to() -> None:
    said, wrong = describe("Alliance", {"establishedBy": ["peace", "peace/provision/i"]})
    assert not wrong
    assert Triple(thing("x"), dip("establishedBy"), thing("peace/provision/i")) in said


def test_a_thing_whose_class_nobody_gives_may_stand_anywhere() -> None:
    """That nobody gives it is told once, where it is described."""
    assert describe("Alliance", {"party": "unsaid"})[1] == []


def test_texts_carry_the_language_that_stands_beside_them() -> None:
    said, wrong = describe("Place", {"name": [{"text": "Traventhal", "language": "de"}, {"text": "特拉文塔爾"}]})
    texts = {t.object for t in said if t.predicate == dip("text")}
    assert not wrong
    assert texts == {Literal("Traventhal", RDF + "langString", "de"), Literal("特拉文塔爾", RDF + "langString", "en")}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (38, "38.0"),
        (0, "0.0"),
        (-0.0, "0.0"),
        (1e-9, "0.0"),
        (-18.5, "-18.5"),
        (121.2667, "121.2667"),
        (1e6, "1000000.0"),
    ],
)
def test_decimals_are_canonical(number: float, text: str) -> None:
    assert decimal(number) == text


def test_types_are_written_out_up_to_the_top() -> None:
    describer = Describer(terms(), {}, lambda message, advice: pytest.fail(message))
    found = [triple.object for triple in describer.types(thing("x"), "Alliance")]
    assert found == [dip("Alliance"), dip("Relation")]
