from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from kg.describe import Describer, decimal
from kg.namespaces import RDF, TYPE, XSD, dip, part, thing
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


def describe(kind: str, table: Mapping[str, Any]) -> tuple[set[Triple], list[str]]:
    """What a table says of ``id:x``, and what is wrong with it."""
    wrong: list[str] = []
    describer = Describer(terms(), THINGS, lambda message, advice: wrong.append(f"{message} ({advice})"))
    return set(describer.describe(thing("x"), kind, table)), wrong


def days(triples: set[Triple]) -> dict[str, str]:
    """The bounds of ``id:x``, by short names."""
    found = {t.predicate.rpartition("#")[2]: str(t.object) for t in triples if t.subject == thing("x")}
    return {name: found.get(name, "-") for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"date": "1700-08-18"}, ["1700-08-18", "1700-08-18", "1700-08-18", "1700-08-18"]),
        ({"date": "1700-08"}, ["1700-08-01", "1700-08-31", "1700-08-01", "1700-08-31"]),
        ({"date": "1700"}, ["1700-01-01", "1700-12-31", "1700-01-01", "1700-12-31"]),
        ({"date": "1700?"}, ["1700-01-01", "-", "-", "1700-12-31"]),
        ({"date": "[..1700]"}, ["-", "1700-12-31", "-", "1700-12-31"]),
        ({"date": "1700/1721"}, ["1700-01-01", "1700-12-31", "1721-01-01", "1721-12-31"]),
        ({"start": "1700"}, ["1700-01-01", "1700-12-31", "-", "-"]),
        ({"end": "[1700..]"}, ["-", "-", "1700-01-01", "-"]),
        ({"start": "1700-02", "end": "1721"}, ["1700-02-01", "1700-02-28", "1721-01-01", "1721-12-31"]),
        ({"start": 1700}, ["1700-01-01", "1700-12-31", "-", "-"]),
        ({"date": datetime.date(1700, 8, 18)}, ["1700-08-18"] * 4),
    ],
)
def test_dates_become_bounds_and_are_no_finer_than_written(table: Mapping[str, Any], expected: list[str]) -> None:
    said, wrong = describe("Event", table)
    assert not wrong
    assert list(days(said).values()) == expected


def test_a_claim_keeps_its_own_notation_of_a_date() -> None:
    said, _ = describe("Event", {"start": "[1700..1702]", "end": "172X"})
    assert Triple(thing("x"), dip("edtfStart"), Literal("[1700..1702]")) in said
    assert Triple(thing("x"), dip("edtfEnd"), Literal("172X")) in said
    span, _ = describe("Event", {"date": "1700/1721"})
    assert {(t.predicate, str(t.object)) for t in span} >= {(dip("edtfStart"), "1700"), (dip("edtfEnd"), "1721")}


@pytest.mark.parametrize(
    ("kind", "table", "words"),
    [
        ("Event", {"date": "1700-02-30"}, ["1700-02-30", "has 28 days"]),
        ("Event", {"date": "1721/1700"}, ["reversed"]),
        ("Event", {"date": 1.5}, ["date = 1.5", "in quotes"]),
        ("Event", {"date": True}, ["date = True"]),
        ("Event", {"date": ["1700"]}, ["date = "]),
        ("Event", {"date": datetime.datetime(1700, 8, 18, 12)}, ["time of day", "1700-08-18"]),
        ("Event", {"date": "1700", "start": "1700"}, ["'date' stands beside 'start' or 'end'"]),
        ("Event", {"start": "1700/1721"}, ["a span where one point is meant"]),
        ("Treaty", {"date": "1700"}, ["Treaty takes no dates", "act"]),
        ("Alliance", {"partty": "denmark"}, ["unknown key 'partty'", "'party'"]),
        (
            "Alliance",
            {"zzz": "x"},
            ["unknown key 'zzz'", "Alliance takes endedBy, establishedBy, party, target, written, date, start, end)"],
        ),
        ("Treaty", {"zzz": "x"}, ["unknown key 'zzz'", "Treaty takes ", "provision"]),
        ("Alliance", {"lat": 5}, ["unknown key 'lat'", "does not belong here"]),
        ("Alliance", {"everAlliedWith": "denmark"}, ["unknown key 'everAlliedWith'"]),
        ("Alliance", {"holder": "denmark"}, ["'holder' does not belong to Alliance", "TerritorialControl"]),
        ("Alliance", {"party": "denmrak"}, ["nothing has that name", "'denmark'"]),
        ("Alliance", {"party": "zzz"}, ["nothing has that name", "authority.toml"]),
        ("Alliance", {"party": "travendal"}, ["that is a Place", "wanted: Actor"]),
        ("Alliance", {"party": 5}, ["party = 5: a name is wanted"]),
        ("Alliance", {"party": {"clause": "I"}}, ["takes a name, not a table"]),
        ("DiplomaticAct", {"actType": "Signatur"}, ["no such concept", "'Signature'"]),
        ("DiplomaticAct", {"actType": "Zzz"}, ["no such concept", "one of "]),
        ("DiplomaticAct", {"actType": "Sovereignty"}, ["no such concept"]),
        ("DiplomaticAct", {"actType": ["Signature", "Demand"]}, ["'actType' takes one value, not 2"]),
        ("Treaty", {"provision": [{"text": "Peace."}]}, ["'provision' lacks 'clause'"]),
        ("Treaty", {"provision": [{"clause": " ", "text": "Peace."}]}, ["'provision' lacks 'clause'"]),
        ("Treaty", {"provision": [{"clause": "I", "quote": "x"}]}, ["unknown key 'quote'"]),
        ("Treaty", {"provision": "peace/provision/ii"}, ["nothing has that name", "peace/provision/i"]),
        ("Place", {"text": 5}, ["text = 5: a value of type", "wanted"]),
        ("Place", {"text": " "}, ["text = ' ': a value of type", "wanted"]),
        ("Place", {"name": [{"text": "T", "language": "in Danish"}]}, ["'in Danish' is no language tag"]),
        ("Event", {"written": [{"text": "t", "calendar": "Jullian", "value": "1700-08-07"}]}, ["Jullian", "'Julian'"]),
        ("Event", {"written": [{"text": "t", "calendar": "Julian", "value": "1700-02-30"}]}, ["1700-02-30"]),
        ("Event", {"written": [{"text": "t", "calendar": "Julian"}]}, ["lacks 'value'"]),
    ],
)
def test_each_mistake_is_told_with_what_was_meant(kind: str, table: Mapping[str, Any], words: list[str]) -> None:
    _, wrong = describe(kind, table)
    assert len(wrong) == 1, wrong
    assert all(word in wrong[0] for word in words), wrong[0]


def test_what_is_right_is_described_beside_what_is_wrong() -> None:
    said, wrong = describe(
        "Alliance", {"party": ["denmark", "nobody", "sweden"], "foo": 1, "start": "1700", "end": "x"}
    )
    assert {str(t.object) for t in said if t.predicate == dip("party")} == {thing("denmark"), thing("sweden")}
    assert days(said)["earliestStart"] == "1700-01-01"
    assert len(wrong) == 3


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


def written(value: str, calendar: str) -> Mapping[str, Any]:
    return {"written": [{"text": "as it stands", "calendar": calendar, "value": value}]}


@pytest.mark.parametrize(
    ("value", "calendar"),
    [("1700-08-18", "Gregorian"), ("1700-08-07", "Julian"), ("gengchen-07-04", "ChineseLunisolar")],
)
def test_a_date_as_written_is_converted(value: str, calendar: str) -> None:
    said, wrong = describe("Event", {"date": "1700-08-18", **written(value, calendar)})
    node = part(thing("x"), "written", value)
    assert not wrong
    assert Triple(node, dip("gregorian"), Literal("1700-08-18", XSD + "date")) in said
    assert Triple(node, dip("calendar"), dip(calendar)) in said
    assert Triple(node, dip("value"), Literal(value)) in said


@pytest.mark.parametrize(
    ("value", "calendar", "day"),
    [
        ("1700-08-17", "Gregorian", "1700-08-17"),
        ("1700-08-08", "Julian", "1700-08-19"),
        ("gengchen-07-03", "ChineseLunisolar", "1700-08-17"),
    ],
)
def test_a_date_as_written_that_is_another_day_is_told_with_both_days(value: str, calendar: str, day: str) -> None:
    _, wrong = describe("Event", {"date": "1700-08-18", **written(value, calendar)})
    assert len(wrong) == 1
    assert f"{value!r} ({calendar}) is {day}" in wrong[0]
    assert "the claim's date is 1700-08-18" in wrong[0]


def test_a_date_as_written_may_be_that_of_the_end() -> None:
    table = {"start": "1700-02", "end": "1700-08-18"}
    assert describe("Event", {**table, **written("1700-08-07", "Julian")})[1] == []
    _, wrong = describe("Event", {**table, **written("1700-05-01", "Julian")})
    assert "the claim's date is 1700-02 and 1700-08-18" in wrong[0]


def test_a_date_as_written_is_held_against_the_table_that_it_stands_in() -> None:
    inner = {"participant": "denmark", "start": "1700-08-18", **written("1700-08-07", "Julian")}
    _, wrong = describe("War", {"start": "1700-02", "participation": [inner]})
    assert wrong == []


def test_a_sexagenary_year_is_read_near_any_date_of_the_claim() -> None:
    for table in ({"start": "[..1700-08-18]"}, {"end": "1700-08-18"}, {"date": "1700-08-18?"}):
        said, wrong = describe("Event", {**table, **written("gengchen-07-04", "ChineseLunisolar")})
        assert not wrong
        assert any(str(t.object) == "1700-08-18" for t in said if t.predicate == dip("gregorian"))
    assert "returns every 60 years" in describe("Event", written("gengchen-07-04", "ChineseLunisolar"))[1][0]


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
