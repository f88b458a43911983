"""What holds of all dates, against slow and obvious references."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.calendars import CALENDARS, from_gregorian, to_gregorian
from kg.dates import (
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
from tests.fixtures.edtf import advised
from tests.property.worlds import (
    ALL_BOUNDS,
    EVERY_BOUNDS,
    KNOWN,
    PRESENCE,
    WINDOW,
    certainty,
    is_possible,
    presence,
    worlds,
)

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

SOME = st.one_of(st.none(), st.sampled_from(KNOWN))
BOUNDS = st.builds(Bounds, SOME, SOME, SOME, SOME)


# The answers that are possible where these bounds are given: earliest and latest start, earliest and latest end.
POSSIBLE_ANSWERS = {
    given: {
        *(["no"] if given[0] or given[3] else []),
        *(["certain"] if given[1] and given[2] else []),
        "possible" if any(given[:2]) and any(given[2:]) else "unknown",
    }
    for given in PRESENCE
}


@pytest.mark.parametrize(
    "given",
    PRESENCE,
    ids=lambda given: "".join(name if is_known else "-" for name, is_known in zip("sSeE", given, strict=True)),
)
def test_what_holds_on_a_day_is_what_trying_all_beginnings_and_ends_says(given: tuple[bool, ...]) -> None:
    """Every presence of the four bounds, in every order of them that leaves a beginning and an end, on every day."""
    answers = set()
    for bounds in filter(lambda each: presence(each) == given, EVERY_BOUNDS):
        for day in WINDOW:
            answers.add(holds_on(bounds, day))
            assert holds_on(bounds, day) == certainty(bounds, day), (bounds, day)
    assert answers == POSSIBLE_ANSWERS[given]


@given(BOUNDS, DAYS)
def test_a_missing_bound_is_never_certain(bounds: Bounds, day: Day) -> None:
    if bounds.latest_start is None or bounds.earliest_end is None:
        assert holds_on(bounds, day) != "certain"


def test_bounds_conflict_when_no_beginning_is_left_with_an_end_after_it() -> None:
    for bounds in ALL_BOUNDS:
        assert bool(conflicts(bounds)) == (not is_possible(bounds)), bounds


@given(st.lists(BOUNDS, max_size=4))
def test_narrowing_keeps_what_all_bounds_allow(several: list[Bounds]) -> None:
    common = set(worlds(Bounds())).intersection(*(set(worlds(bounds)) for bounds in several))
    assert set(worlds(narrow(several))) == common


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
        for each in advised(edtf, str(refused)):
            assert read_point(each)
        return
    assert earliest is None or latest is None or earliest <= latest


@given(POINTS, st.sampled_from("X[].,/?~%- 0"), st.integers(0, 24), st.sampled_from([0, 1]))
def test_one_slip_is_read_or_refused_with_advice_that_is_accepted(edtf: str, slip: str, at: int, over: int) -> None:
    slipped = edtf[:at] + slip + edtf[at + over :]
    try:
        read_point(slipped)
    except DateError as refused:
        for each in advised(slipped, str(refused)):
            assert read_point(each)


@pytest.mark.parametrize("calendar", CALENDARS)
@given(day=st.dates(Day(1645, 1, 28), Day(2057, 2, 3)), apart=st.integers(-10_000, 10_000))
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


@given(st.dates(Day(1645, 1, 28), Day(2057, 2, 2)))
def test_the_day_after_is_the_next_of_its_month_or_the_first(day: Day) -> None:
    today, tomorrow = (
        from_gregorian(each, "ChineseLunisolar").rsplit("-", 1) for each in (day, day + datetime.timedelta(1))
    )
    if today[0] == tomorrow[0]:
        assert int(tomorrow[1]) == int(today[1]) + 1
    else:
        assert int(today[1]) in (29, 30)
        assert tomorrow[1] == "01"
