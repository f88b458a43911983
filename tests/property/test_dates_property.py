"""What holds of all dates, against slow and obvious references."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.calendars import CALENDARS, from_gregorian, to_gregorian
from kg.dates import (
    Certainty,
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

DAYS = st.dates(Day(1, 1, 1), Day(9999, 12, 31))
PLAIN = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
POINTS = st.one_of(
    PLAIN,
    st.integers(1, 999).map(lambda decade: f"{decade:03d}X"),
    PLAIN.map(lambda plain: f"[{plain}..]"),
    PLAIN.map(lambda plain: f"[..{plain}]"),
    st.lists(PLAIN, min_size=2, max_size=4).map(lambda plains: f"[{','.join(plains)}]"),
    st.tuples(PLAIN, PLAIN).map(sorted).map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
)

WINDOW = [Day(1904, 2, 1) + datetime.timedelta(offset) for offset in range(8)]
SOME = st.one_of(st.none(), st.sampled_from(WINDOW[1:-1]))
BOUNDS = st.builds(Bounds, SOME, SOME, SOME, SOME)


def _pairs(bounds: Bounds) -> list[tuple[Day, Day]]:
    """List all beginnings and ends that bounds allow; the window stretches a day beyond every bound."""
    begun = [day for day in WINDOW if (bounds.earliest_start or day) <= day <= (bounds.latest_start or day)]
    ended = [day for day in WINDOW if (bounds.earliest_end or day) <= day <= (bounds.latest_end or day)]
    return list(product(begun, ended))


def _slow_certainty(bounds: Bounds, day: Day) -> Certainty:
    held = [start <= day <= end for start, end in _pairs(bounds)]
    if not any(held):
        return "no"
    if all(held):
        return "certain"
    no_start = bounds.earliest_start is None and bounds.latest_start is None
    no_end = bounds.earliest_end is None and bounds.latest_end is None
    return "unknown" if no_start or no_end else "possible"


@given(BOUNDS.filter(lambda bounds: not conflicts(bounds)), st.sampled_from(WINDOW[1:-1]))
def test_what_holds_on_a_day_is_what_trying_all_beginnings_and_ends_says(bounds: Bounds, day: Day) -> None:
    assert holds_on(bounds, day) == _slow_certainty(bounds, day)


@given(BOUNDS, DAYS)
def test_a_missing_bound_is_never_certain(bounds: Bounds, day: Day) -> None:
    if bounds.latest_start is None or bounds.earliest_end is None:
        assert holds_on(bounds, day) != "certain"


@given(BOUNDS)
def test_bounds_conflict_when_no_beginning_is_left_with_an_end_after_it(bounds: Bounds) -> None:
    assert bool(conflicts(bounds)) == (not any(start <= end for start, end in _pairs(bounds)))


@given(st.lists(BOUNDS, max_size=4))
def test_narrowing_keeps_what_all_bounds_allow(several: list[Bounds]) -> None:
    common = set(product(WINDOW, WINDOW)).intersection(*(set(_pairs(bounds)) for bounds in several))
    assert set(_pairs(narrow(several))) == common


@given(POINTS)
def test_a_point_written_again_has_the_same_days(edtf: str) -> None:
    assert read_point(to_edtf(*read_point(edtf))) == read_point(edtf)


@given(POINTS)
def test_written_again_it_is_written_the_same(edtf: str) -> None:
    once = to_edtf(*read_point(edtf))
    assert to_edtf(*read_point(once)) == once


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_any_two_days_in_order_are_written_and_read_back(first: Day | None, last: Day | None) -> None:
    earliest, latest = sorted((first, last)) if first and last else (first, last)
    if earliest or latest:
        assert read_point(to_edtf(earliest, latest)) == (earliest, latest)


@given(POINTS)
def test_a_happening_may_begin_and_end_on_the_same_days(edtf: str) -> None:
    days = read_point(edtf)
    assert date_bounds(edtf) == Bounds(*days, *days)


@given(PLAIN, st.sampled_from("?~%"), st.sampled_from([start_bounds, end_bounds, date_bounds]))
def test_doubt_takes_certainty_and_nothing_else(plain: str, mark: str, read: Callable[[str], Bounds]) -> None:
    day = read_point(plain)[0]
    assert day is not None
    assert holds_on(read(plain + mark), day) in ("possible", "unknown")
    assert narrow([read(plain), read(plain + mark)]) == read(plain)


@given(st.text(st.sampled_from("0129X[].,/?~%- uT"), max_size=14) | st.text(max_size=12))
def test_a_string_is_read_or_refused_and_what_is_read_has_its_days_in_order(edtf: str) -> None:
    try:
        earliest, latest = read_point(edtf)
    except DateError as refused:
        assert str(refused)
        return
    assert earliest is None or latest is None or earliest <= latest


@pytest.mark.parametrize("calendar", CALENDARS)
@given(day=st.dates(Day(1850, 1, 1), Day(1950, 12, 31)), apart=st.integers(-10_000, 10_000))
def test_a_day_written_in_a_calendar_is_that_day(calendar: str, day: Day, apart: int) -> None:
    written = from_gregorian(day, calendar)
    assert to_gregorian(written, calendar, near=day + datetime.timedelta(apart)) == day


def _days_of_julian_calendar(written: str) -> int:
    """Count the days of the Julian calendar from its 1 January 1, which is counted 1."""
    year, month, day = (int(part) for part in written.split("-"))
    lengths = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (year - 1) * 365 + (year - 1) // 4 + sum(lengths[: month - 1]) + day


@given(DAYS)
@example(Day(1900, 3, 12))
@example(Day(1900, 3, 13))
@example(Day(1900, 3, 14))
def test_the_julian_calendar_counts_a_leap_day_every_four_years(day: Day) -> None:
    written = from_gregorian(day, "Julian")
    assert _days_of_julian_calendar(written) == day.toordinal() + 2
    assert to_gregorian(written, "Julian") == day


@given(st.dates(Day(1850, 1, 1), Day(1950, 12, 30)))
def test_the_day_after_is_the_next_of_its_month_or_the_first(day: Day) -> None:
    today, tomorrow = (
        from_gregorian(each, "ChineseLunisolar").rsplit("-", 1) for each in (day, day + datetime.timedelta(1))
    )
    if today[0] == tomorrow[0]:
        assert int(tomorrow[1]) == int(today[1]) + 1
    else:
        assert int(today[1]) in (29, 30)
        assert tomorrow[1] == "01"
