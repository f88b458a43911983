"""Dates as a claim writes them (EDTF, and other calendars) to the days they allow, and back.

A claim's ``start``, ``end`` or ``date`` goes in; out come the earliest and latest day of a beginning and of
an end (``model.Bounds``), in the proleptic Gregorian calendar, years 0001 to 9999. The EDTF of a claim is a
small part of ISO 8601-2, as one reading of it only is wanted: what is not listed in ``read_point`` is refused
with a DateError that says what to write instead.
"""

from __future__ import annotations

import calendar as months
import datetime
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from kg.errors import DateError, excerpt
from kg.model import Bounds

Day = datetime.date
Certainty = Literal["certain", "possible", "no", "unknown"]


class _Point(NamedTuple):
    earliest: Day | None
    latest: Day | None
    doubtful: bool = False


def as_edtf(value: object) -> str:
    """Turn a value as TOML gives it, quoted or not, into the EDTF string that was meant. Raises DateError.

    >>> as_edtf("1905-12"), as_edtf(datetime.date(1904, 2, 12)), as_edtf(1900)
    ('1905-12', '1904-02-12', '1900')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        raise DateError(f"{value} has a time of day, and a claim is dated by days: write {value.date()}")
    if isinstance(value, Day):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return _year(value)
    raise DateError(f'{value} is not a date but a {type(value).__name__}: put the date in quotes, such as "1905-12"')


def _year(number: int) -> str:
    """A year of four digits as text. Raises DateError for fewer digits, since 190 may be short for 1900 to 1909."""
    if 1000 <= number <= 9999:
        return str(number)
    if 100 <= number < 1000:
        advice = f'write "0{number}" in quotation marks for the year, "{number}X" for the decade'
        raise DateError(f"{number} is a year, or a decade without its last digit: {advice}")
    if 0 < number < 100:
        raise DateError(f'{number} lacks digits: write "{number:04d}" in quotation marks for the year {number}')
    if 10**7 <= number < 10**8:
        raise DateError(f'{number} is no year: write a day with hyphens and in quotation marks, as in "1904-02-12"')
    raise DateError(f"{number} is no year: {_RANGE}")


def read_point(edtf: str) -> tuple[Day | None, Day | None]:
    """Read one point in time in EDTF as the earliest and the latest day it allows. Raises DateError.

    Accepted: a day, a month, a year, a decade ``190X``; ``[a..b]`` some day within, ``[a..]`` on or after,
    ``[..b]`` on or before, ``[a,b]`` one of them, with days, months or years inside; and ``?``, ``~`` or ``%``
    after a day, month or year, which leaves the two days as they are (see ``start_bounds``).

    >>> read_point("1905-12")
    (datetime.date(1905, 12, 1), datetime.date(1905, 12, 31))
    >>> read_point("[1905-09-05..]")
    (datetime.date(1905, 9, 5), None)
    """
    point = _point(edtf)
    return point.earliest, point.latest


def read_day(text: str) -> Day:
    """Read one day, ``1904-02-12``. Raises DateError."""
    first, last = read_point(text)
    if first is None or first != last or not text[-1].isdigit():
        raise DateError(f"{text!r} is not one day: write year, month and day, 1904-02-12")
    return first


def period(text: str) -> tuple[Day, Day]:
    """The first and the last day of a day, a month or a year. Raises DateError.

    >>> [str(day) for day in period("1904-02")]
    ['1904-02-01', '1904-02-29']
    """
    first, last = read_point(text)
    if first is None or last is None or not text[-1].isdigit():
        raise DateError(f"{text!r} is not a day, a month or a year: write 1904-03-01, 1904-03 or 1904")
    return first, last


def start_bounds(edtf: str) -> Bounds:
    """Read the ``start`` of a claim; a doubtful one gets no latest start, so it is possible and never certain."""
    point = _point(edtf)
    return Bounds(earliest_start=point.earliest, latest_start=None if point.doubtful else point.latest)


def end_bounds(edtf: str) -> Bounds:
    """Read the ``end`` of a claim; a doubtful one gets no earliest end, so it is possible and never certain."""
    point = _point(edtf)
    return Bounds(earliest_end=None if point.doubtful else point.earliest, latest_end=point.latest)


def date_bounds(edtf: str) -> Bounds:
    """Read the ``date`` of a claim: a point is a happening on some day within, a span ``a/b`` lasts from a to b.

    Open spans are refused: what has no end is a state of affairs, and that takes ``start``.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return narrow((start_bounds(edtf), end_bounds(edtf)))
    if "" in (first, last) or ".." in (first, last) or "/" in last:
        raise _refusal(edtf)
    begun, ended = start_bounds(first), end_bounds(last)
    if begun.earliest_start and ended.latest_end and ended.latest_end < begun.earliest_start:
        raise DateError(f"{edtf!r} is reversed, it ends before it begins: write the earlier date first")
    return narrow((begun, ended))


_RANGE = "years run from 0001 to 9999"
# [0-9], since \d takes the digits of every script.
_PLAIN = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_DECADE = re.compile(r"(?!000)([0-9]{3})X")
_WITHIN = re.compile(rf"\[(?!\.\.\])({_PLAIN})?\.\.({_PLAIN})?\]")
_AMONG = re.compile(rf"\[{_PLAIN}(?:,{_PLAIN})+\]")


def _point(edtf: str) -> _Point:
    if date := _DATE.fullmatch(edtf):
        return _Point(*_days(date), doubtful=bool(date[4]))
    if decade := _DECADE.fullmatch(edtf):
        return _Point(Day(int(decade[1] + "0"), 1, 1), Day(int(decade[1] + "9"), 12, 31))
    if within := _WITHIN.fullmatch(edtf):
        earliest, latest = (_point(end) if end else _Point(None, None) for end in within.groups())
        if earliest.earliest and latest.latest and latest.latest < earliest.earliest:
            raise DateError(f"{edtf!r} is reversed: write the earlier date first, [{within[2]}..{within[1]}]")
        return _Point(earliest.earliest, latest.latest)
    if _AMONG.fullmatch(edtf):
        firsts, lasts = zip(*(_days(date) for date in _DATE.finditer(edtf)), strict=True)
        return _Point(min(firsts), max(lasts))
    raise _refusal(edtf)


def _days(date: re.Match[str]) -> tuple[Day, Day]:
    """Find the first and the last day of a day, month or year. Raises DateError where the calendar has none."""
    written = date[0].rstrip("?~%")
    year, month, day = int(date[1]), int(date[2] or 0), int(date[3] or 0)
    if year == 0:
        raise DateError(f"{written} is in the year 0000: {_RANGE}")
    if date[2] is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    if 21 <= month <= 41 and date[3] is None:
        raise DateError(f"{written} is a season or quarter of EDTF: write its months, as in [1905-03..1905-05]")
    if not 1 <= month <= 12:
        raise DateError(f"{written} is not a date of the Gregorian calendar: months run from 01 to 12")
    length = months.monthrange(year, month)[1]
    if date[3] is None:
        return Day(year, month, 1), Day(year, month, length)
    if not 1 <= day <= length:
        raise DateError(f"{written} is not a day of the Gregorian calendar: {written[:7]} has {length} days")
    return Day(year, month, day), Day(year, month, day)


_FORMS = "is not a date: write 1904-02-08, 1905-12, 1905, 190X, [a..b], [a..], [..b] or [a,b]; ? ~ % for doubt"
# Tried in this order; the first that fits the whole string says why it is refused and what to write. What it would have
# written by name, ``date``, is read before, so that no advice leads to what is refused again.
_REFUSALS = (
    (r"", "is empty: leave the date out where nothing is known"),
    (r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}", "has its year last: write year, month and day, as in 1904-02-08"),
    (r"[0-9]{4}([/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{8}", "is written without hyphens: write it as in 1904-02-08"),
    (r"\[[.,]*\]|[./]+", "names no day: leave the date out where nothing is known"),
    (r"(?P<date>[^/]+)/(?:\.\.)?", r'is a span without an end: write start = "\g<date>" and leave end out'),
    (r"(?:\.\.)?/(?P<date>[^/]+)", r'is a span without a beginning: write end = "\g<date>" and leave start out'),
    (r"[^/]+/[^/]+", "is a span where one point is meant: write start and end, or [a..b] for some day within"),
    (r".*/.*", "has more than a beginning and an end: a span is written a/b"),
    (r"\[?(.*[.,])?(-[0-9]|Y-?[0-9]|[0-9]{5}(?![0-9]{3}(?![0-9]))).*|000[XxuU*_]", f"is out of range: {_RANGE}"),
    (
        rf"\[(?P<date>{_PLAIN})\]",
        r"has one date in brackets: write \g<date>, or [\g<date>..] for on or after, [..\g<date>] for on or before",
    ),
    (r"\[(?P<date>[^].,]*)\]", r"has one date in brackets: write \g<date> without them"),
    (r"\[.*\]", "is not read: brackets take [a..b], [a..], [..b] or [a,b], of plain days, months and years"),
    (r"\{.*\}", "means every one of its dates: write [a,b] for one of them, or a claim for each"),
    (r"[^[]*\]|\[[^]]*|[^[]*\.\.[^[]*", "lacks its brackets: write [a..b], [a..] or [..b]"),
    (r"[0-9]{1,3}(-.*)?|[0-9]{4}(-[0-9]{1,2}){1,2}", "lacks a digit: write it as in 0904, 1904-02 or 1904-02-08"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ].*", "has a time of day, and a claim is dated by days: write the day alone"),
    (r"(?P<decade>[0-9]{3})[xuU*_]", r"is not how a decade is written: write \g<decade>X, with a capital X"),
    (r"[0-9X-]*X[0-9X-]*", "has an X elsewhere than for the last digit of a year: write [a..b], or a shorter date"),
    (
        r"[0-9].*[?~%].*|[?~%].*",
        "has a mark of doubt elsewhere than once after a day, month or year: write 1904-02-08? or 1905~",
    ),
    (r".*", _FORMS),
)
_LONGEST = 100  # characters; of what is longer nobody asks what it may have meant


def _refusal(edtf: str) -> DateError:
    if len(edtf) > _LONGEST:
        return DateError(f"{excerpt(edtf)} {_FORMS}")
    joined = re.sub(r"\s", "", edtf)
    if joined != edtf and _reads(joined):
        return DateError(f"{edtf!r} has a blank in it: write it without, {joined}")
    fits = ((re.fullmatch(form, edtf, re.DOTALL), why) for form, why in _REFUSALS)
    match, why = next((match, why) for match, why in fits if match)
    if inner := match.groupdict().get("date"):
        _point(inner)
    return DateError(f"{edtf!r} {match.expand(why)}")


def _reads(edtf: str) -> bool:
    try:
        _point(edtf)
    except DateError:
        return False
    return True


def narrow(bounds: Iterable[Bounds]) -> Bounds:
    """Join bounds that are all true into the narrowest: the largest of the earliest, the smallest of the latest.

    Every bound that results is one of those given. Whether any day is left, ``conflicts`` says.
    """
    every = tuple(bounds)
    return Bounds(
        earliest_start=max((b.earliest_start for b in every if b.earliest_start), default=None),
        latest_start=min((b.latest_start for b in every if b.latest_start), default=None),
        earliest_end=max((b.earliest_end for b in every if b.earliest_end), default=None),
        latest_end=min((b.latest_end for b in every if b.latest_end), default=None),
    )


def conflicts(bounds: Bounds) -> list[str]:
    """Say in words what in these bounds cannot be; empty where some beginning and end are left."""
    pairs = (
        ("begins no earlier than {} and no later than {}", bounds.earliest_start, bounds.latest_start),
        ("ends no earlier than {} and no later than {}", bounds.earliest_end, bounds.latest_end),
        ("begins no earlier than {} but ends no later than {}", bounds.earliest_start, bounds.latest_end),
    )
    return [words.format(first, last) for words, first, last in pairs if first and last and first > last]


def to_edtf(earliest: Day | None, latest: Day | None) -> str:
    """Write an earliest and a latest day as the shortest EDTF that ``read_point`` reads back; "" if both are unknown.

    >>> to_edtf(datetime.date(1905, 12, 1), datetime.date(1905, 12, 31))
    '1905-12'
    >>> to_edtf(datetime.date(1904, 2, 8), datetime.date(1907, 5, 25))
    '[1904-02-08..1907-05-25]'
    """
    if earliest is None or latest is None:
        return f"[{_written(earliest, 0)}..{_written(latest, 1)}]" if earliest or latest else ""
    if latest < earliest:
        raise DateError(f"no day is on or after {earliest} and on or before {latest}")
    first = earliest.isoformat()
    for shorter in (first, first[:7], first[:4], f"{first[:3]}X"):
        if shorter != "000X" and read_point(shorter) == (earliest, latest):
            return shorter
    return f"[{first}..{latest.isoformat()}]"


def _written(day: Day | None, end: int) -> str:
    """A day by the year or month of which it is the first (``end`` 0) or the last day (``end`` 1), else itself."""
    if day is None:
        return ""
    iso = day.isoformat()
    return next(text for text in (iso[:4], iso[:7], iso) if read_point(text)[end] == day)


def holds_on(bounds: Bounds, day: Day) -> Certainty:
    """Say whether what these bounds date held on a day, beginning and end included.

    - ``certain``: the latest start and the earliest end are known, and the day is between them.
    - ``no``: the day is before the earliest start, or after the latest end.
    - ``possible``: neither, and something is known of the beginning and of the end.
    - ``unknown``: neither, and nothing is known of the beginning, or of the end. The queries of the project
      count this as possible.
    """
    if (bounds.earliest_start and day < bounds.earliest_start) or (bounds.latest_end and bounds.latest_end < day):
        return "no"
    if bounds.latest_start and bounds.earliest_end and bounds.latest_start <= day <= bounds.earliest_end:
        return "certain"
    start_known, end_known = bounds.earliest_start or bounds.latest_start, bounds.earliest_end or bounds.latest_end
    return "possible" if start_known and end_known else "unknown"
