"""Days as a calendar writes them come in; days of the proleptic Gregorian calendar go out, and back.

Julian by counting days; Chinese lunisolar, with leap months, sexagenary years and Qing eras, by lunar_python.

What was compared, day by day. Julian: 0001 to 9999 with jdcal and convertdate. Chinese: the lunar years 1645 to 2056
with sxtwl, from 1900 with borax and lunardate, from 1901 with cnlunar, and every month with the conjunctions and solar
terms that ERFA gives. All agree, but for this. Of the Qing we give what its almanacs had, which differ from astronomy
in 22 first days and 5 leap months (Yuk Tung Liu, "Discrepancies between modern calculation and historical data
(1645-1911)", ytliu0.github.io/ChineseCalendar). Until 1928 the day began at midnight in Peking, so three months of
1914, 1916 and 1920 begin a day before those of the time at 120 degrees east. lunardate is wrong in 1933, 1954 and 1978.
From 2057 on the libraries differ by days that depend on seconds, so nothing later is read.

What is not covered: the calendars of the Southern Ming, of the Zheng and of the Taiping, and those of Japan, Korea and
Viet Nam, whose months may begin on other days; Old Style years that begin on 25 March; the Swedish calendar of 1700 to
1712; and which calendar was used where.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.dates import read_day
from kg.errors import DateError, excerpt

Day = datetime.date

CALENDARS = ("Gregorian", "Julian", "ChineseLunisolar")

_WRITE = "write year, month and day, as in 1904-01-30; years run from 0001 to 9999"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CHINESE_DAY = re.compile(r"([a-z]{1,20})-(?:([0-9]{1,2})-)?(L?)([0-9]{1,2})-([0-9]{1,2})")
_STEMS = ("jia", "yi", "bing", "ding", "wu", "ji", "geng", "xin", "ren", "gui")
_BRANCHES = ("zi", "chou", "yin", "mao", "chen", "si", "wu", "wei", "shen", "you", "xu", "hai")
_SEXAGENARY = tuple(_STEMS[i % 10] + _BRANCHES[i % 12] for i in range(60))

# The first day of the lunar year 1645, the first with a calendar of the Qing, and the last day of 2056.
_FIRST_NEW_YEAR, _LAST_EVE = Day(1645, 1, 28), Day(2057, 2, 3)

# The Gregorian year in which an era's year 1 began, and the era's last year.
_ERAS = {
    "shunzhi": (1644, 18), "kangxi": (1662, 61), "yongzheng": (1723, 13), "qianlong": (1736, 60),
    "jiaqing": (1796, 25), "daoguang": (1821, 30), "xianfeng": (1851, 11), "tongzhi": (1862, 13),
    "guangxu": (1875, 34), "xuantong": (1909, 3),
}  # fmt: skip


def to_gregorian(value: str, calendar: str, *, near: Day | None = None) -> Day:
    """Turn a day written in one of ``CALENDARS`` into the day of the Gregorian calendar. Raises DateError.

    Gregorian and Julian: ``YYYY-MM-DD``. ChineseLunisolar (1645 to 2056): the year by its sexagenary name or by
    era and number, then month and day, ``L`` before a leap month. A sexagenary name returns every 60 years, so it
    takes a day ``near`` it, and the year of that name nearest to it is meant. A Qing era, by the reckoning of its
    own almanacs, began with the lunar new year after the accession (guangxu 1 began in 1875): no year has two names.

    >>> to_gregorian("1905-08-23", "Julian")
    datetime.date(1905, 9, 5)
    >>> to_gregorian("guimao-12-27", "ChineseLunisolar", near=datetime.date(1904, 2, 12))
    datetime.date(1904, 2, 12)
    >>> to_gregorian("guangxu-29-12-27", "ChineseLunisolar")
    datetime.date(1904, 2, 12)
    """
    if _known(calendar) == "ChineseLunisolar":
        return _from_chinese(value, near)
    if not _DAY.fullmatch(value):
        raise DateError(f"{excerpt(value)} is not a day in the {calendar} calendar: {_WRITE}")
    if calendar == "Julian":
        return _from_julian(value)
    return read_day(value)


def from_gregorian(day: Day, calendar: str) -> str:
    """Write a day of the Gregorian calendar in one of ``CALENDARS``, as ``to_gregorian`` reads it. Raises DateError.

    >>> from_gregorian(datetime.date(1904, 2, 12), "ChineseLunisolar")
    'guimao-12-27'
    """
    if _known(calendar) == "Gregorian":
        return day.isoformat()
    if calendar == "Julian":
        return "{:04d}-{:02d}-{:02d}".format(*_to_julian(day))
    if not _FIRST_NEW_YEAR <= day <= _LAST_EVE:
        raise _out_of_range(day.isoformat())
    from lunar_python import Solar

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    month = lunar.getMonth()
    written = f"{month:02d}" if month > 0 else f"L{-month}"
    return f"{_SEXAGENARY[(lunar.getYear() - 4) % 60]}-{written}-{lunar.getDay():02d}"


def in_each(day: Day) -> dict[str, str]:
    """A day as each calendar that reaches it writes it, by the names of ``CALENDARS``."""
    reached = CALENDARS if _FIRST_NEW_YEAR <= day <= _LAST_EVE else ("Gregorian", "Julian")
    return {calendar: from_gregorian(day, calendar) for calendar in reached}


class ChineseMonth(NamedTuple):
    """A month of the Chinese calendar: its first day, the sexagenary name of its year, its number."""

    first: Day
    year: str
    number: int
    is_leap: bool


def chinese_months(first_year: int, last_year: int) -> list[ChineseMonth]:
    """Every month that has a day in the Gregorian years from one to another, as far as Chinese dates are read.

    A day is counted from the last first day that is not after it. The months are put together here from the new moons
    and solar terms of lunar_python, whose own years take fifty times as long.

    >>> [(str(month.first), month.year, month.number) for month in chinese_months(1904, 1904)][:2]
    [('1903-12-19', 'guimao', 11), ('1904-01-17', 'guimao', 12)]
    """
    first, last = max(first_year, _FIRST_NEW_YEAR.year), min(last_year, _LAST_EVE.year)
    if first > last:
        return []
    found = [month for year in range(first, last + 2) for month in _from_solstice(year)]
    ends = [month.first for month in found[1:]] + [Day.max]
    return [
        month
        for month, end in zip(found, ends, strict=True)
        if _FIRST_NEW_YEAR <= month.first <= _LAST_EVE and month.first.year <= last_year and end > Day(first, 1, 1)
    ]


def _from_solstice(year: int) -> Iterator[ChineseMonth]:
    """The months from that of the winter solstice before a Gregorian year up to that of the next, not included.

    The solstice falls into the eleventh month. Where there are thirteen, the first into which none of the twelve
    principal solar terms falls is a leap month (the rule since 1645).
    """
    from lunar_python.util import ShouXingUtil

    solstice, next_one = (ShouXingUtil.calcQi(_solstice_near(each)) for each in (year - 1, year))
    begun, next_begun = (_new_moon_before(each) for each in (solstice, next_one))
    count = round((next_begun - begun) / _MOON)
    moons = [ShouXingUtil.calcShuo(begun + _MOON * each) for each in range(count + 1)]
    terms = [ShouXingUtil.calcQi(solstice + _TERM * each) for each in range(count + 1)]
    leap = next((each for each in range(1, count) if count == 13 and moons[each + 1] <= terms[each]), count)
    for place, moon in enumerate(moons[:count]):
        place_in_year = place - (place >= leap)
        lunar_year = year if place_in_year > 1 else year - 1
        name = _SEXAGENARY[(lunar_year - 4) % 60]
        yield ChineseMonth(_day(moon), name, (place_in_year + 10) % 12 + 1, place == leap)


_MOON, _TERM = 29.5306, 30.4368  # days between two new moons, and between two principal solar terms, on the average
_J2000 = Day(2000, 1, 1).toordinal()  # the day from which lunar_python counts new moons and solar terms


def _solstice_near(year: int) -> float:
    return (year - 2000) * 365.2422 + 355


def _new_moon_before(day: float) -> float:
    from lunar_python.util import ShouXingUtil

    moon: float = ShouXingUtil.calcShuo(day)
    return moon if moon <= day else ShouXingUtil.calcShuo(day - _MOON)


def _day(moon: float) -> Day:
    return Day.fromordinal(_J2000 + int(moon))


def _known(calendar: str) -> str:
    if calendar not in CALENDARS:
        raise DateError(f"{calendar!r} is none of the calendars {', '.join(CALENDARS)}{_like(calendar, CALENDARS)}")
    return calendar


def _like(word: str, words: Iterable[str]) -> str:
    nearest = difflib.get_close_matches(word, tuple(words), n=1)
    return f": did you mean {nearest[0]}?" if nearest else ""


def _from_julian(value: str) -> Day:
    """Count days from a year that begins in March, so that the leap day comes last.

    The rule is the calendar's own: every fourth year has a 29 February. Day 1 of ``Day.toordinal`` is
    1 January 0001 Gregorian, which is 3 January 0001 Julian.
    """
    year, month, day = (int(part) for part in value.split("-"))
    length = 29 if month == 2 and year % 4 == 0 else _MONTH_LENGTHS.get(month, 0)
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    ordinal = 365 * years + years // 4 + (153 * months + 2) // 5 + day - 308
    if not 1 <= day <= length or not 1 <= ordinal <= Day.max.toordinal():
        raise DateError(f"{value} is not a day of the Julian calendar within the years 0001 to 9999")
    return Day.fromordinal(ordinal)


def _to_julian(day: Day) -> tuple[int, int, int]:
    """The inverse of ``_from_julian``: year, month and day."""
    count = day.toordinal() + 307
    years, rest = divmod(4 * count + 3, 1461)
    months, left = divmod(5 * (rest // 4) + 2, 153)
    month = months + 3 if months < 10 else months - 9
    return (years if months < 10 else years + 1), month, left // 5 + 1


_MONTH_LENGTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _from_chinese(value: str, near: Day | None) -> Day:
    from lunar_python import LunarMonth, LunarYear

    parts = _CHINESE_DAY.fullmatch(value)
    if parts is None:
        advice = "write guimao-12-27 or guangxu-29-12-27, a leap month as L5"
        raise DateError(f"{excerpt(value)} is not a Chinese date: {advice}")
    year = _lunar_year(value, parts[1], parts[2], near)
    if not _FIRST_NEW_YEAR.year <= year < _LAST_EVE.year:
        raise _out_of_range(value)
    month, day = int(parts[4]), int(parts[5])
    lunar = LunarMonth.fromYm(year, -month if parts[3] else month)  # a leap month has a negative number there
    if lunar is None:
        leap = LunarYear.fromYear(year).getLeapMonth()
        has = f"the months 01 to 12 and L{leap}" if leap else "the months 01 to 12 and no leap month"
        raise DateError(f"{value} is not a day of the Chinese calendar: the lunar year of {year} has {has}")
    if not 1 <= day <= lunar.getDayCount():
        raise DateError(f"{value} is not a day of the Chinese calendar: that month has {lunar.getDayCount()} days")
    return Day.fromordinal(int(lunar.getFirstJulianDay()) - 1721425 + day - 1)  # ordinal 1 is Julian day 1721426


def _lunar_year(value: str, name: str, number: str | None, near: Day | None) -> int:
    """Find the Gregorian year in which a named lunar year began."""
    if name in _ERAS and number:
        first, last = _ERAS[name]
        if not 1 <= int(number) <= last:
            raise DateError(f"{value} is no date of the {name} era: it has the years 1 to {last}")
        return first + int(number) - 1
    if name in _ERAS:
        raise DateError(f"{value} names the {name} era without its year: write {name}-YEAR-MONTH-DAY")
    if name not in _SEXAGENARY:
        meant = _like(name, (*_SEXAGENARY, *_ERAS)) or ": write guimao-12-27 or guangxu-29-12-27"
        raise DateError(f"{value} has a year that is no sexagenary year and no Qing era{meant}")
    if number:
        raise DateError(f"{value} has a number after the sexagenary year {name}: write {name}-MONTH-DAY")
    if near is None:
        several = f"is a day of several years, since {name} returns every 60 years"
        raise DateError(f"{value} {several}: date the claim, or write era and year")
    first = near.year - 30  # a lunar year begins in its Gregorian year and ends in the next: 30 before, 29 after
    return first + (_SEXAGENARY.index(name) + 4 - first) % 60


def _out_of_range(written: str) -> DateError:
    years = f"{_FIRST_NEW_YEAR.year} to {_LAST_EVE.year - 1}, from {_FIRST_NEW_YEAR} to {_LAST_EVE} of the Gregorian"
    return DateError(f"{written} is not read as a Chinese date: those of the lunar years {years} calendar are")
