"""Dates as a graph writes them come in; the bounds that they allow, as days of ISO 8601, go out.

A graph may say more than a claim (``kg.dates``): years before 1 and after 9999, centuries (``18XX``), a day with its
time, a span where a point is meant. What is none of these has no bounds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg import block, dates
from kg.errors import DateError

_LAST_YEAR = 200_000  # browsers count days up to the year 275760
_TIMED = re.compile(r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:.*")
_WIDE = re.compile(r"(-?[0-9]{1,4}X{0,3}|Y-?[0-9]{5,6})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?([?~%]?)")
_WITHIN = re.compile(r"\[([^][.,/]*)\.\.([^][.,/]*)\]")


class _Point(NamedTuple):
    earliest: str = ""
    latest: str = ""
    doubtful: bool = False


def bounds(start: str, end: str) -> dict[str, str]:
    """The bounds of what began and ended then, as far as they are known; a span may stand in both or in the first.

    A doubtful point bounds as in a claim: it is possible and never certain.

    >>> bounds("1812", "18XX")["latest_end"], bounds("-0043/..", "")["latest_start"], bounds("about 1812", "")
    ('1899-12-31', '-0043-12-31', {})
    """
    if "/" in start:
        first, _, last = start.partition("/")
        start, end = first, last if end in ("", start) else end
    begun, ended = _point(start), _point(end)
    found = {
        "earliest_start": begun.earliest,
        "latest_start": "" if begun.doubtful else begun.latest,
        "earliest_end": "" if ended.doubtful else ended.earliest,
        "latest_end": ended.latest,
    }
    return {bound: day for bound, day in found.items() if day}


@lru_cache(maxsize=4096)
def _point(text: str) -> _Point:
    """The first and the last day that a point allows; neither where it is no date."""
    timed = _TIMED.fullmatch(text)
    text = timed[1] if timed else text
    try:
        begun, ended = dates.start_bounds(text), dates.end_bounds(text)
    except DateError:
        return _wide(text)
    earliest, latest = (day.isoformat() if day else "" for day in (begun.earliest_start, ended.latest_end))
    return _Point(earliest, latest, begun.latest_start != ended.latest_end)


def _wide(text: str) -> _Point:
    if within := _WITHIN.fullmatch(text):
        return _within(*(_point(each) for each in within.groups()))
    date = _WIDE.fullmatch(text)
    if not date or (date[1][0] != "Y" and len(date[1].lstrip("-")) != len("1904")) or date[1] == "-0000":
        return _Point()
    year, month, day = date[1].removeprefix("Y"), date[2] or "XX", date[3] or "XX"
    if ("X" in year and date[2]) or (month == "XX" and day != "XX") or abs(int(year.replace("X", "9"))) > _LAST_YEAR:
        return _Point()
    years = sorted(int(year.replace("X", digit)) for digit in "09")
    return _Point(_day(years[0], month, day, last=False), _day(years[1], month, day, last=True), bool(date[4]))


def _within(begun: _Point, ended: _Point) -> _Point:
    first, last = (block.day_number(day) for day in (begun.earliest, ended.latest))
    return _Point() if first is not None and last is not None and last < first else _Point(begun.earliest, ended.latest)


def _day(year: int, month: str, day: str, *, last: bool) -> str:
    """The first or the last day of what is not said more exactly; nothing where the calendar has none."""
    month = month.replace("XX", "12" if last else "01")
    wanted = ("31", "30", "29", "28") if last else ("01",)
    days = (f"{'-' if year < 0 else ''}{abs(year):04}-{month}-{each}" for each in (wanted if day == "XX" else (day,)))
    return next((iso for iso in days if block.day_number(iso) is not None), "")
