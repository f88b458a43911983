"""Days of the Julian and Chinese calendars that are known, and days that no calendar has."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from kg.calendars import CALENDARS, from_gregorian, to_gregorian
from kg.errors import DateError

Day = datetime.date

# Days on which two calendars are known to meet: the pairs of Russian acts and of Qing edicts and treaties.
KNOWN_DAYS = [
    ("Julian", "1904-01-27", "1904-02-09"),
    ("Julian", "1904-01-30", "1904-02-12"),
    ("Julian", "1905-08-23", "1905-09-05"),
    ("Julian", "1900-02-28", "1900-03-12"),
    ("Julian", "1900-02-29", "1900-03-13"),
    ("Julian", "1900-03-01", "1900-03-14"),
    ("Julian", "1582-10-05", "1582-10-15"),
    ("Julian", "1689-08-27", "1689-09-06"),
    ("Gregorian", "1904-02-29", "1904-02-29"),
    ("ChineseLunisolar", "gengzi-01-01", "1900-01-31"),
    ("ChineseLunisolar", "guimao-01-01", "1903-01-29"),
    ("ChineseLunisolar", "guimao-L5-01", "1903-06-25"),
    ("ChineseLunisolar", "guimao-06-01", "1903-07-24"),
    ("ChineseLunisolar", "guimao-12-27", "1904-02-12"),
    ("ChineseLunisolar", "jiachen-01-01", "1904-02-16"),
    ("ChineseLunisolar", "yisi-01-01", "1905-02-04"),
    ("ChineseLunisolar", "renzi-01-01", "1912-02-18"),
    ("ChineseLunisolar", "xinhai-12-25", "1912-02-12"),
    ("ChineseLunisolar", "renyin-07-24", "1842-08-29"),
    ("ChineseLunisolar", "jisi-07-24", "1689-09-07"),
]

REIGNS = [
    ("xuantong-3-12-25", "1912-02-12"),
    ("xuantong-1-01-01", "1909-01-22"),
    ("guangxu-34-12-29", "1909-01-20"),
    ("guangxu-29-12-27", "1904-02-12"),
    ("guangxu-31-11-26", "1905-12-22"),
    ("guangxu-29-L5-01", "1903-06-25"),
    ("guangxu-1-1-1", "1875-02-06"),
    ("tongzhi-1-01-01", "1862-01-30"),
    ("xianfeng-1-01-01", "1851-02-01"),
    ("daoguang-22-07-24", "1842-08-29"),
    ("kangxi-28-07-24", "1689-09-07"),
]


@pytest.mark.parametrize(("calendar", "written", "gregorian"), KNOWN_DAYS)
def test_known_days_in_another_calendar(calendar: str, written: str, gregorian: str) -> None:
    day = Day.fromisoformat(gregorian)
    assert to_gregorian(written, calendar, near=day) == day
    assert from_gregorian(day, calendar) == written


@pytest.mark.parametrize(("written", "gregorian"), REIGNS)
def test_known_days_by_era(written: str, gregorian: str) -> None:
    assert to_gregorian(written, "ChineseLunisolar") == Day.fromisoformat(gregorian)


@pytest.mark.parametrize(
    ("near", "meant"), [("1844-01-01", 1844), ("1873-12-01", 1844), ("1874-12-01", 1904), ("1963-12-01", 1964)]
)
def test_a_sexagenary_year_is_the_one_nearest_to_the_day(near: str, meant: int) -> None:
    assert to_gregorian("guimao-12-20", "ChineseLunisolar", near=Day.fromisoformat(near)).year == meant


@pytest.mark.parametrize(
    ("calendar", "written", "why"),
    [
        ("Gregorian", "1900-02-29", "1900-02 has 28 days"),
        ("Gregorian", "1904-02", "year, month and day"),
        ("Gregorian", "1904-02-12?", "year, month and day"),
        ("Julian", "1901-02-29", "not a day of the Julian calendar"),
        ("Julian", "1904-13-01", "not a day of the Julian calendar"),
        ("Julian", "1904-00-01", "not a day of the Julian calendar"),
        ("Julian", "1904-04-31", "not a day of the Julian calendar"),
        ("Julian", "0000-01-01", "0001 to 9999"),
        ("Julian", "9999-12-31", "0001 to 9999"),
        ("Julian", "30 January 1904", "year, month and day"),
        ("ChineseLunisolar", "1903-12-27", "guangxu-29-12-27"),
        ("ChineseLunisolar", "guimao-12", "guangxu-29-12-27"),
        ("ChineseLunisolar", "guimao-13-01", "the months 01 to 12 and L5"),
        ("ChineseLunisolar", "guimao-00-01", "the months 01 to 12 and L5"),
        ("ChineseLunisolar", "guimao-L6-01", "the months 01 to 12 and L5"),
        ("ChineseLunisolar", "jiachen-L5-01", "no leap month"),
        ("ChineseLunisolar", "guimao-05-30", "that month has 29 days"),
        ("ChineseLunisolar", "guimao-12-31", "that month has 30 days"),
        ("ChineseLunisolar", "guimao-12-00", "that month has 30 days"),
        ("ChineseLunisolar", "guimaw-12-27", "did you mean guimao"),
        ("ChineseLunisolar", "guanxu-29-12-27", "did you mean guangxu"),
        ("ChineseLunisolar", "guangxu-12-27", "its year is missing"),
        ("ChineseLunisolar", "guangxu-35-01-01", "the years 1 to 34"),
        ("ChineseLunisolar", "guangxu-0-01-01", "the years 1 to 34"),
        ("ChineseLunisolar", "guimao-29-12-27", "write guimao-MONTH-DAY"),
        ("ChineseLunisolar", "shunzhi-1-01-01", "1645 to 2100"),
        ("julian", "1904-01-30", "did you mean Julian"),
        ("Coptic", "1904-01-30", "Gregorian, Julian, ChineseLunisolar"),
    ],
)
def test_days_that_a_calendar_does_not_have_are_refused(calendar: str, written: str, why: str) -> None:
    with pytest.raises(DateError, match=why):
        to_gregorian(written, calendar, near=Day(1904, 2, 12))


def test_a_sexagenary_year_alone_is_ambiguous() -> None:
    with pytest.raises(DateError, match="guimao returns every 60 years"):
        to_gregorian("guimao-12-27", "ChineseLunisolar")


@pytest.mark.parametrize("day", ["1644-12-31", "1582-10-10", "0001-01-01", "9999-12-31"])
def test_chinese_dates_outside_the_calendar_of_the_qing_are_refused(day: str) -> None:
    with pytest.raises(DateError, match="1645 to 2100"):
        from_gregorian(Day.fromisoformat(day), "ChineseLunisolar")


def test_an_unknown_calendar_is_not_written_either() -> None:
    with pytest.raises(DateError, match="Gregorian, Julian, ChineseLunisolar"):
        from_gregorian(Day(1904, 2, 12), "Coptic")


def test_the_calendars_are_these() -> None:
    assert CALENDARS == ("Gregorian", "Julian", "ChineseLunisolar")


def test_no_calendar_library_is_loaded_before_a_calendar_is_asked() -> None:
    code = "import sys, kg.calendars, kg.dates; sys.exit(any(name in sys.modules for name in ('lunar_python',)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
