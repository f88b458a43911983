"""What each accepted way of writing a date means, what is refused and why, and what bounds say together."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable

import pytest

from kg.dates import (
    Certainty,
    as_edtf,
    conflicts,
    date_bounds,
    end_bounds,
    holds_on,
    narrow,
    read_point,
    start_bounds,
    to_edtf,
)
from kg.errors import DateError
from kg.model import Bounds

Day = datetime.date


def _day(written: str) -> Day | None:
    return None if written == "-" else Day.fromisoformat(written)


# The EDTF | the earliest and the latest day of the point | as start: earliest and latest start | as end: earliest and
# latest end. As date it has all four of these. "-" where there is none.
ACCEPTED = """
1904-02-08                | 1904-02-08 1904-02-08 | 1904-02-08 1904-02-08 | 1904-02-08 1904-02-08
1905-12                   | 1905-12-01 1905-12-31 | 1905-12-01 1905-12-31 | 1905-12-01 1905-12-31
1904-02                   | 1904-02-01 1904-02-29 | 1904-02-01 1904-02-29 | 1904-02-01 1904-02-29
1900-02                   | 1900-02-01 1900-02-28 | 1900-02-01 1900-02-28 | 1900-02-01 1900-02-28
1905                      | 1905-01-01 1905-12-31 | 1905-01-01 1905-12-31 | 1905-01-01 1905-12-31
0001                      | 0001-01-01 0001-12-31 | 0001-01-01 0001-12-31 | 0001-01-01 0001-12-31
9999-12                   | 9999-12-01 9999-12-31 | 9999-12-01 9999-12-31 | 9999-12-01 9999-12-31
190X                      | 1900-01-01 1909-12-31 | 1900-01-01 1909-12-31 | 1900-01-01 1909-12-31
[1904-02-08..1905-06]     | 1904-02-08 1905-06-30 | 1904-02-08 1905-06-30 | 1904-02-08 1905-06-30
[1904..1905]              | 1904-01-01 1905-12-31 | 1904-01-01 1905-12-31 | 1904-01-01 1905-12-31
[1905-12-05..1905]        | 1905-12-05 1905-12-31 | 1905-12-05 1905-12-31 | 1905-12-05 1905-12-31
[1905-09-05..]            | 1905-09-05 -          | 1905-09-05 -          | 1905-09-05 -
[1905..]                  | 1905-01-01 -          | 1905-01-01 -          | 1905-01-01 -
[..1907-05-25]            | - 1907-05-25          | - 1907-05-25          | - 1907-05-25
[..1907-05]               | - 1907-05-31          | - 1907-05-31          | - 1907-05-31
[1904,1906]               | 1904-01-01 1906-12-31 | 1904-01-01 1906-12-31 | 1904-01-01 1906-12-31
[1906-03-04,1904-02,1905] | 1904-02-01 1906-03-04 | 1904-02-01 1906-03-04 | 1904-02-01 1906-03-04
1905?                     | 1905-01-01 1905-12-31 | 1905-01-01 -          | - 1905-12-31
1905-12~                  | 1905-12-01 1905-12-31 | 1905-12-01 -          | - 1905-12-31
1904-02-08%               | 1904-02-08 1904-02-08 | 1904-02-08 -          | - 1904-02-08
""".strip().splitlines()

SPANS = """
1904-02-08/1905-09-05 | 1904-02-08 1904-02-08 1905-09-05 1905-09-05
1904/1905-09          | 1904-01-01 1904-12-31 1905-09-01 1905-09-30
1904-02-08/1904-02-08 | 1904-02-08 1904-02-08 1904-02-08 1904-02-08
1905/1905             | 1905-01-01 1905-12-31 1905-01-01 1905-12-31
1905-12/1905          | 1905-12-01 1905-12-31 1905-01-01 1905-12-31
190X/[1910..1911]     | 1900-01-01 1909-12-31 1910-01-01 1911-12-31
[1904,1905]/1906      | 1904-01-01 1905-12-31 1906-01-01 1906-12-31
[..1904]/[1905..]     | - 1904-12-31 1905-01-01 -
1904?/1905            | 1904-01-01 - 1905-01-01 1905-12-31
1904/1905~            | 1904-01-01 1904-12-31 - 1905-12-31
""".strip().splitlines()


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: row.split("|")[0].strip())
def test_each_way_of_writing_a_point_has_these_bounds(row: str) -> None:
    edtf, *cells = (cell.strip() for cell in row.split("|"))
    point, (start_0, start_1), (end_0, end_1) = (tuple(_day(day) for day in cell.split()) for cell in cells)
    assert read_point(edtf) == point
    assert start_bounds(edtf) == Bounds(start_0, start_1, None, None)
    assert end_bounds(edtf) == Bounds(None, None, end_0, end_1)
    assert date_bounds(edtf) == Bounds(start_0, start_1, end_0, end_1)


@pytest.mark.parametrize("row", SPANS, ids=lambda row: row.split("|")[0].strip())
def test_each_span_has_these_bounds(row: str) -> None:
    edtf, cell = (cell.strip() for cell in row.split("|"))
    assert date_bounds(edtf) == Bounds(*(_day(day) for day in cell.split()))


REFUSED = {
    "": "leave the date out",
    "1904-02-30": "1904-02-30 is not a day of the Gregorian calendar: 1904-02 has 29 days",
    "1905-02-29": "1905-02 has 28 days",
    "1905-06-00": "not a day",
    "1905-13": "months run from 01 to 12",
    "1905-00-01": "months run from 01 to 12",
    "1904-31-12": "months run from 01 to 12",
    "1905-21": "season",
    "[1905..1904-02-30]": "1904-02 has 29 days",
    "[1904-02-30,1905]": "1904-02 has 29 days",
    "0000": "0001 to 9999",
    "0000-01-01": "0001 to 9999",
    "000X": "0001 to 9999",
    "-0044": "0001 to 9999",
    "12345": "0001 to 9999",
    "12345-01-01": "0001 to 9999",
    "Y170000": "0001 to 9999",
    "904": "lacks a digit",
    "1904-2-8": "lacks a digit",
    "1904-2": "lacks a digit",
    "19040208": "hyphens",
    "1904/02/08": "hyphens",
    "1904.2.8": "hyphens",
    "08/02/1904": "year last",
    "8.2.1904": "year last",
    " 1905": "blank",
    "1905\n": "blank",
    "[1904, 1905]": "blank",
    "1904-02-08T10:00": "time of day",
    "1904-02-08 10:00": "time of day",
    "1900/": 'write start = "1900" and leave end out',
    "1900/..": 'write start = "1900" and leave end out',
    "/1905": 'write end = "1905" and leave start out',
    "../1905": 'write end = "1905" and leave start out',
    "../..": "span",
    "1904/1905/1906": "beginning and an end",
    "[1905..1904]": r"reversed: write the earlier date first, [1904..1905]",
    "[1905-03..1905-02-28]": "reversed",
    "[..]": "names no day",
    "[]": "names no day",
    "[,]": "names no day",
    "[1905]": "write 1905, or [1905..]",
    "[1904?..1905]": "brackets take",
    "[190X..1911]": "brackets take",
    "[1904..1905..1906]": "brackets take",
    "[1904,1905..1906]": "brackets take",
    "[1904,]": "brackets take",
    "[[1904..1905]..]": "brackets take",
    "[1904..1905": "lacks its brackets",
    "1904..1905": "lacks its brackets",
    "{1904,1905}": "write [a,b] for one of them",
    "19XX": "last digit of a year",
    "1904-XX": "last digit of a year",
    "190X-02": "last digit of a year",
    "190x": "write 190X",
    "190u": "write 190X",
    "190X?": "mark of doubt",
    "1905??": "mark of doubt",
    "?1905": "mark of doubt",
    "1905?-12": "mark of doubt",
    "8 February 1904": "write 1904-02-08",
    "unknown": "write 1904-02-08",
    "8\nFebruary": "write 1904-02-08",
    "１９０５": "write 1904-02-08",
}


@pytest.mark.parametrize("edtf", REFUSED)
def test_everything_else_is_refused_with_what_was_written_and_why(edtf: str) -> None:
    for read in (read_point, start_bounds, end_bounds, date_bounds):
        with pytest.raises(DateError) as refused:
            read(edtf)
        assert REFUSED[edtf] in str(refused.value)
        assert repr(edtf)[1:-1] in str(refused.value) or "1904-02-30" in edtf


@pytest.mark.parametrize("read", [read_point, start_bounds, end_bounds])
def test_a_start_or_end_is_one_point(read: Callable[[str], object]) -> None:
    with pytest.raises(DateError, match="write start and end"):
        read("1904/1905")


@pytest.mark.parametrize("edtf", ["1905/1904", "1905-09-05/1904-02-08", "[1905..]/1904", "1905?/1904"])
def test_a_span_that_ends_before_it_begins_is_refused(edtf: str) -> None:
    with pytest.raises(DateError, match="reversed"):
        date_bounds(edtf)


def test_a_bad_end_of_a_span_is_named() -> None:
    with pytest.raises(DateError, match="1905-02-30 is not a day"):
        date_bounds("1904/1905-02-30")


def test_dates_of_toml_without_quotes_are_understood() -> None:
    table = tomllib.loads("day = 1904-02-12\nyear = 1900\nearly = 904\nquoted = '1905-12'")
    assert {key: as_edtf(value) for key, value in table.items()} == {
        "day": "1904-02-12",
        "year": "1900",
        "early": "0904",
        "quoted": "1905-12",
    }


@pytest.mark.parametrize(
    ("toml", "advice"),
    [
        ("1904-02-12T10:00:00", "time of day.* write 1904-02-12"),
        ("1905.12", "float: put the date in quotes"),
        ("true", "bool: put the date in quotes"),
        ("10:00:00", "time: put the date in quotes"),
        ("['1904']", "list: put the date in quotes"),
    ],
)
def test_other_values_of_toml_are_refused(toml: str, advice: str) -> None:
    with pytest.raises(DateError, match=advice):
        as_edtf(tomllib.loads(f"date = {toml}")["date"])


@pytest.mark.parametrize("year", [0, -44, 12345])
def test_a_year_out_of_range_is_refused_when_read(year: int) -> None:
    with pytest.raises(DateError, match="0001 to 9999"):
        read_point(as_edtf(year))


def test_a_year_and_a_day_within_it_narrow_to_the_day() -> None:
    assert narrow([date_bounds("1905"), date_bounds("1905-09-05")]) == date_bounds("1905-09-05")


def test_a_start_and_an_end_from_two_claims_join() -> None:
    both = narrow([start_bounds("[1904-02-08..]"), end_bounds("[..1907-05-25]"), end_bounds("[1905-09-05..]")])
    assert both == Bounds(Day(1904, 2, 8), None, Day(1905, 9, 5), Day(1907, 5, 25))
    assert conflicts(both) == []


def test_nothing_narrows_to_nothing_known() -> None:
    assert narrow([]) == Bounds()


def test_two_days_for_one_battle_conflict_in_words() -> None:
    assert conflicts(narrow([date_bounds("1904-02-08"), date_bounds("1904-02-09")])) == [
        "begins no earlier than 1904-02-09 and no later than 1904-02-08",
        "ends no earlier than 1904-02-09 and no later than 1904-02-08",
        "begins no earlier than 1904-02-09 but ends no later than 1904-02-08",
    ]


def test_an_end_before_the_beginning_conflicts_in_words() -> None:
    assert conflicts(narrow([start_bounds("1906"), end_bounds("1905-09-05")])) == [
        "begins no earlier than 1906-01-01 but ends no later than 1905-09-05"
    ]


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        ("-", "-", ""),
        ("1904-02-08", "1904-02-08", "1904-02-08"),
        ("1904-02-01", "1904-02-29", "1904-02"),
        ("1905-01-01", "1905-12-31", "1905"),
        ("1900-01-01", "1909-12-31", "190X"),
        ("1901-01-01", "1910-12-31", "[1901-01-01..1910-12-31]"),
        ("1905-01-01", "1906-12-31", "[1905-01-01..1906-12-31]"),
        ("1904-02-01", "1904-02-28", "[1904-02-01..1904-02-28]"),
        ("0001-01-01", "0009-12-31", "[0001-01-01..0009-12-31]"),
        ("1904-02-08", "1907-05-25", "[1904-02-08..1907-05-25]"),
        ("1904-02-08", "-", "[1904-02-08..]"),
        ("-", "1907-05-25", "[..1907-05-25]"),
    ],
)
def test_bounds_are_written_in_the_shortest_form(earliest: str, latest: str, edtf: str) -> None:
    assert to_edtf(_day(earliest), _day(latest)) == edtf


def test_no_edtf_is_written_for_an_empty_rest() -> None:
    with pytest.raises(DateError, match="no day is on or after 1905-01-02"):
        to_edtf(Day(1905, 1, 2), Day(1905, 1, 1))


OCCUPATION = narrow([start_bounds("1900"), end_bounds("[1905-09-05..1907-05-25]")])


@pytest.mark.parametrize(
    ("bounds", "day", "certainty"),
    [
        (OCCUPATION, "1899-12-31", "no"),
        (OCCUPATION, "1900-01-01", "possible"),
        (OCCUPATION, "1900-12-31", "certain"),
        (OCCUPATION, "1905-09-05", "certain"),
        (OCCUPATION, "1905-09-06", "possible"),
        (OCCUPATION, "1907-05-26", "no"),
        (date_bounds("1904-02-12"), "1904-02-12", "certain"),
        (date_bounds("1904-02-12"), "1904-02-13", "no"),
        (date_bounds("1905"), "1905-06-01", "possible"),
        (date_bounds("1904-02-08%"), "1904-02-08", "possible"),
        (start_bounds("1900"), "1904-02-15", "unknown"),
        (start_bounds("1900"), "1899-01-01", "no"),
        (end_bounds("1905"), "1904-02-15", "unknown"),
        (end_bounds("1905"), "1906-01-01", "no"),
        (Bounds(), "1904-02-15", "unknown"),
        (narrow([start_bounds("1900"), end_bounds("[1905..]")]), "1950-01-01", "possible"),
    ],
)
def test_what_holds_on_a_day(bounds: Bounds, day: str, certainty: Certainty) -> None:
    assert holds_on(bounds, Day.fromisoformat(day)) == certainty
