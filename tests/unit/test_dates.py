"""What each accepted way of writing a date means, and what bounds say together."""

from __future__ import annotations

import datetime

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
0001-01-01                | 0001-01-01 0001-01-01 | 0001-01-01 0001-01-01 | 0001-01-01 0001-01-01
9999-12-31                | 9999-12-31 9999-12-31 | 9999-12-31 9999-12-31 | 9999-12-31 9999-12-31
0001                      | 0001-01-01 0001-12-31 | 0001-01-01 0001-12-31 | 0001-01-01 0001-12-31
9999-12                   | 9999-12-01 9999-12-31 | 9999-12-01 9999-12-31 | 9999-12-01 9999-12-31
001X                      | 0010-01-01 0019-12-31 | 0010-01-01 0019-12-31 | 0010-01-01 0019-12-31
999X                      | 9990-01-01 9999-12-31 | 9990-01-01 9999-12-31 | 9990-01-01 9999-12-31
190X                      | 1900-01-01 1909-12-31 | 1900-01-01 1909-12-31 | 1900-01-01 1909-12-31
[1904-02-08..1905-06]     | 1904-02-08 1905-06-30 | 1904-02-08 1905-06-30 | 1904-02-08 1905-06-30
[1904..1905]              | 1904-01-01 1905-12-31 | 1904-01-01 1905-12-31 | 1904-01-01 1905-12-31
[0001..9999]              | 0001-01-01 9999-12-31 | 0001-01-01 9999-12-31 | 0001-01-01 9999-12-31
[1905-12-05..1905]        | 1905-12-05 1905-12-31 | 1905-12-05 1905-12-31 | 1905-12-05 1905-12-31
[1905-09-05..]            | 1905-09-05 -          | 1905-09-05 -          | 1905-09-05 -
[1905..]                  | 1905-01-01 -          | 1905-01-01 -          | 1905-01-01 -
[1905-09..]               | 1905-09-01 -          | 1905-09-01 -          | 1905-09-01 -
[9999-12-31..]            | 9999-12-31 -          | 9999-12-31 -          | 9999-12-31 -
[..0001-01-01]            | - 0001-01-01          | - 0001-01-01          | - 0001-01-01
[..1907]                  | - 1907-12-31          | - 1907-12-31          | - 1907-12-31
[..1907-05-25]            | - 1907-05-25          | - 1907-05-25          | - 1907-05-25
[..1907-05]               | - 1907-05-31          | - 1907-05-31          | - 1907-05-31
[1904,1906]               | 1904-01-01 1906-12-31 | 1904-01-01 1906-12-31 | 1904-01-01 1906-12-31
[1906-03-04,1904-02,1905] | 1904-02-01 1906-03-04 | 1904-02-01 1906-03-04 | 1904-02-01 1906-03-04
1905?                     | 1905-01-01 1905-12-31 | 1905-01-01 -          | - 1905-12-31
1905-12~                  | 1905-12-01 1905-12-31 | 1905-12-01 -          | - 1905-12-31
1904-02-08%               | 1904-02-08 1904-02-08 | 1904-02-08 -          | - 1904-02-08
1904-02-08?               | 1904-02-08 1904-02-08 | 1904-02-08 -          | - 1904-02-08
1904-02-08~               | 1904-02-08 1904-02-08 | 1904-02-08 -          | - 1904-02-08
1905-12?                  | 1905-12-01 1905-12-31 | 1905-12-01 -          | - 1905-12-31
1905-12%                  | 1905-12-01 1905-12-31 | 1905-12-01 -          | - 1905-12-31
1905~                     | 1905-01-01 1905-12-31 | 1905-01-01 -          | - 1905-12-31
1905%                     | 1905-01-01 1905-12-31 | 1905-01-01 -          | - 1905-12-31
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
0001-01-01/9999-12-31 | 0001-01-01 0001-01-01 9999-12-31 9999-12-31
[1904..]/[..1905]     | 1904-01-01 - - 1905-12-31
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
        ("1905-01-01", "-", "[1905..]"),
        ("1905-12-01", "-", "[1905-12..]"),
        ("1905-12-31", "-", "[1905-12-31..]"),
        ("-", "1905-12-31", "[..1905]"),
        ("-", "1905-11-30", "[..1905-11]"),
        ("-", "1905-01-01", "[..1905-01-01]"),
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


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (999, "is a year, or a decade without its last digit"),
        (100, "is a year, or a decade without its last digit"),
        (99, "lacks digits"),
        (1, "lacks digits"),
        (0, "is no year: years run"),
        (10**7, "is no year: write a day with hyphens"),
        (10**8 - 1, "is no year: write a day with hyphens"),
        (10**8, "is no year: years run"),
        (10**7 - 1, "is no year: years run"),
    ],
)
def test_a_bare_number_is_refused_by_its_digits(number: int, words: str) -> None:
    with pytest.raises(DateError) as told:
        as_edtf(number)
    assert str(told.value).startswith(f"{number} {words}")


def test_a_bare_year_of_four_digits_is_a_year() -> None:
    assert (as_edtf(1000), as_edtf(9999)) == ("1000", "9999")
