from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from kg.describe import Describer
from kg.errors import DateError
from kg.namespaces import BOUNDS, XSD, dip, part, thing
from kg.terms import Literal, Triple
from tests.fixtures.corpora import terms


def describe(kind: str, table: Mapping[str, Any]) -> tuple[set[Triple], list[str]]:
    """What a table says of ``id:x``, and what is wrong with it."""
    wrong: list[str] = []
    describer = Describer(terms(), {"denmark": "Polity"}, lambda message, advice: wrong.append(f"{message} ({advice})"))
    return set(describer.describe(thing("x"), kind, table)), wrong


def days(triples: set[Triple]) -> dict[str, str]:
    """The bounds of ``id:x``, by short names."""
    found = {t.predicate.rpartition("#")[2]: str(t.object) for t in triples if t.subject == thing("x")}
    bounds = [t.object for t in triples if t.predicate in BOUNDS.values()]
    assert {each.datatype for each in bounds if isinstance(each, Literal)} <= {XSD + "date"}
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
    assert wrong[0] == (
        f"written {value!r} ({calendar}) is {day} in the Gregorian calendar, but the claim's date is 1700-08-18 "
        "(one of the two is wrong, or the claim takes a date of its own)"
    )


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
    ("error", "told"),
    [
        ("'a: b' is no day: write a day", "date = 'a: b': 'a: b' is no day (write a day)"),
        ("there is no such day", "date = 'a: b': there is no such day (write it as in 1904-02-12)"),
    ],
)
def test_what_is_wrong_with_a_date_comes_before_what_to_write(
    monkeypatch: pytest.MonkeyPatch, error: str, told: str
) -> None:
    def refuse(value: object) -> str:
        raise DateError(error)

    monkeypatch.setattr("kg.dates.as_edtf", refuse)
    assert describe("Event", {"date": "a: b"}) == (set(), [told])


JULIAN = {"text": "8 August", "calendar": "Julian", "value": "1700-08-08"}  # 19 August
GREGORIAN = {"text": "18 August", "calendar": "Gregorian", "value": "1700-08-18"}
TWO_DAYS = (
    "written '1700-08-08' (Julian) is 1700-08-19 in the Gregorian calendar, and '1700-08-18' (Gregorian) is 1700-08-18"
)


@pytest.mark.parametrize("dated", [{}, {"date": "1700"}, {"date": "1700-08"}])
def test_two_dates_as_written_that_are_two_days_are_told(dated: dict[str, str]) -> None:
    _, wrong = describe("Event", {**dated, "written": [JULIAN, GREGORIAN]})
    assert wrong == [f"{TWO_DAYS} (one of the two is wrong, or each takes a claim of its own)"]


@pytest.mark.parametrize("dated", [{"date": "1700-08-01/1700-09"}, {"start": "1700-08", "end": "1701"}])
def test_two_days_of_what_has_a_beginning_and_an_end_may_be_both(dated: dict[str, str]) -> None:
    assert describe("Event", {**dated, "written": [JULIAN, GREGORIAN]})[1] == []


def test_two_dates_as_written_that_are_one_day_are_right() -> None:
    assert describe("Event", {"written": [{**JULIAN, "value": "1700-08-07"}, GREGORIAN]})[1] == []


def test_each_thing_has_its_own_dates_as_written() -> None:
    """What stands within another thing is compared with what stands beside it, and with nothing else."""
    said: list[tuple[str, str]] = []
    describer = Describer(terms(), {}, lambda message, advice: said.append((message, advice)))
    list(describer.describe(thing("x"), "Event", {"written": JULIAN}))
    list(describer.describe(thing("y"), "Event", {"written": GREGORIAN}))
    assert said == []
