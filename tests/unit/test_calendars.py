"""Days of the Julian and Chinese calendars that are known, and days that no calendar has."""

from __future__ import annotations

import bisect
import datetime
import itertools
import subprocess
import sys

import pytest

from kg.calendars import CALENDARS, chinese_months, from_gregorian, in_each, to_gregorian
from kg.errors import DateError

Day = datetime.date

# Days on which two calendars meet, those of Russian acts and of Qing edicts and treaties among them.
KNOWN_DAYS = [
    ("Julian", "1904-01-27", "1904-02-09"),
    ("Julian", "1904-01-30", "1904-02-12"),
    ("Julian", "1905-08-23", "1905-09-05"),
    ("Julian", "1900-02-28", "1900-03-12"),
    ("Julian", "1900-02-29", "1900-03-13"),
    ("Julian", "1900-03-01", "1900-03-14"),
    ("Julian", "1582-10-05", "1582-10-15"),
    ("Julian", "1904-02-29", "1904-03-13"),
    ("Julian", "0001-01-03", "0001-01-01"),
    ("Julian", "9999-10-19", "9999-12-31"),
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

# By era: accessions, last days, leap months, and what treaties and acts give in both calendars themselves.
REIGNS = [
    ("xuantong-1-01-01", "1909-01-22"),
    ("guangxu-34-12-29", "1909-01-20"),
    ("guangxu-29-12-27", "1904-02-12"),
    ("guangxu-29-L5-01", "1903-06-25"),
    ("guangxu-29-L5-29", "1903-07-23"),
    ("guangxu-1-1-1", "1875-02-06"),
    ("tongzhi-13-12-05", "1875-01-12"),  # the emperor died; his era lasts until the new year
    ("tongzhi-1-01-01", "1862-01-30"),
    ("xianfeng-1-01-01", "1851-02-01"),
    ("daoguang-1-01-01", "1821-02-03"),
    ("jiaqing-1-01-01", "1796-02-09"),
    ("qianlong-60-12-30", "1796-02-08"),
    ("qianlong-1-01-01", "1736-02-12"),
    ("yongzheng-1-01-01", "1723-02-05"),
    ("kangxi-61-12-29", "1723-02-04"),
    ("kangxi-1-01-01", "1662-02-18"),
    ("shunzhi-18-12-29", "1662-02-17"),
    ("shunzhi-2-01-01", "1645-01-28"),
    ("kangxi-28-07-24", "1689-09-07"),  # Treaty of Nerchinsk, Chinese text; the Russian one has the day before
    ("yongzheng-5-07-15", "1727-08-31"),  # Treaty of the Bura, 20 August 1727 Old Style
    ("yongzheng-6-05-18", "1728-06-25"),  # Treaty of Kyakhta exchanged, 14 June 1728 Old Style
    ("daoguang-22-07-24", "1842-08-29"),  # Treaty of Nanking: "twenty-fourth day of the seventh month"
    ("daoguang-24-05-18", "1844-07-03"),  # Treaty of Wanghia: "twenty-fourth year, fifth month, and eighteenth day"
    ("xianfeng-8-05-16", "1858-06-26"),  # Treaty of Tientsin: "sixteenth day, fifth moon, of the eighth year"
    ("guangxu-21-03-23", "1895-04-17"),  # Treaty of Shimonoseki, beside "the 17th day of the 4th month" of Meiji 28
    ("guangxu-21-04-14", "1895-05-08"),  # the same, art. XI: its exchange, "the 8th day of the 5th month" of Meiji 28
    ("guangxu-27-07-25", "1901-09-07"),  # Boxer Protocol
    ("guangxu-31-11-26", "1905-12-22"),  # Treaty of Peking with Japan
    ("xuantong-3-12-25", "1912-02-12"),  # edict of abdication
]

# Months that the almanacs of the Qing began a day before or after the true conjunction at 120 degrees east: Yuk Tung
# Liu, "Discrepancies between modern calculation and historical data (1645-1911)". Lunar year, month, its first day.
ALMANAC_MONTHS = """
1649 04 1649-05-11 | 1662 01 1662-02-18 | 1673 10 1673-11-09 | 1685 01 1685-02-03 | 1687 02 1687-03-13
1694 L5 1694-06-22 | 1704 10 1704-10-29 | 1708 02 1708-02-21 | 1720 06 1720-07-05 | 1759 03 1759-03-28
1763 08 1763-09-07 | 1778 03 1778-03-28 | 1779 06 1779-07-13 | 1787 11 1787-12-09 | 1789 06 1789-07-22
1796 05 1796-06-05 | 1804 07 1804-08-05 | 1831 03 1831-04-12 | 1841 12 1842-01-11 | 1862 12 1863-01-19
1880 10 1880-11-03 | 1896 01 1896-02-13
"""
# The same paper: the leap month that the almanac had, and the one that modern reckoning would have.
ALMANAC_LEAPS = [(1645, "L6", "L5"), (1651, "L2", "L1"), (1661, "L7", "L8"), (1727, "L3", "L2"), (1789, "L5", "L6")]


@pytest.mark.parametrize(("calendar", "written", "gregorian"), KNOWN_DAYS)
def test_known_days_in_another_calendar(calendar: str, written: str, gregorian: str) -> None:
    day = Day.fromisoformat(gregorian)
    assert to_gregorian(written, calendar, near=day) == day
    assert from_gregorian(day, calendar) == written


@pytest.mark.parametrize(("written", "gregorian"), REIGNS)
def test_known_days_by_era(written: str, gregorian: str) -> None:
    assert to_gregorian(written, "ChineseLunisolar") == Day.fromisoformat(gregorian)


@pytest.mark.parametrize("row", ALMANAC_MONTHS.replace("\n", " | ").strip(" |").split(" | "))
def test_months_begin_as_in_the_almanacs_and_not_as_in_the_sky(row: str) -> None:
    year, month, first = row.split()
    day = Day.fromisoformat(first)
    written = from_gregorian(day, "ChineseLunisolar")
    assert written.endswith(f"-{month}-01")
    assert to_gregorian(written, "ChineseLunisolar", near=Day(int(year), 6, 1)) == day


@pytest.mark.parametrize(("year", "had", "has_not"), ALMANAC_LEAPS)
def test_leap_months_are_those_of_the_almanacs(year: int, had: str, has_not: str) -> None:
    name = from_gregorian(Day(year, 6, 1), "ChineseLunisolar").partition("-")[0]
    near = Day(year, 6, 1)
    assert to_gregorian(f"{name}-{had}-01", "ChineseLunisolar", near=near).year == year
    with pytest.raises(DateError, match=f"the months 01 to 12 and {had}"):
        to_gregorian(f"{name}-{has_not}-01", "ChineseLunisolar", near=near)


@pytest.mark.parametrize(("written", "gregorian"), [("bingzi-12-30", "2057-02-03"), ("yiyou-01-01", "1645-01-28")])
def test_the_first_and_the_last_day_that_are_read(written: str, gregorian: str) -> None:
    day = Day.fromisoformat(gregorian)
    assert from_gregorian(day, "ChineseLunisolar") == written
    assert to_gregorian(written, "ChineseLunisolar", near=day) == day


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
        ("Julian", "1904-02-30", "not a day of the Julian calendar"),
        ("Julian", "1901-02-29", "not a day of the Julian calendar"),
        ("Julian", "1904-13-01", "not a day of the Julian calendar"),
        ("Julian", "1904-00-01", "not a day of the Julian calendar"),
        ("Julian", "1904-04-31", "not a day of the Julian calendar"),
        ("Julian", "0000-01-01", "0001 to 9999"),
        ("Julian", "9999-12-31", "0001 to 9999"),
        ("Julian", "30 January 1904", "year, month and day"),
        ("Julian", "-0043-03-15", "0001 to 9999"),
        ("Julian", "10000-01-01", "0001 to 9999"),
        ("Julian", "0001-01-02", "0001 to 9999"),
        ("Gregorian", "0000-01-01", "0001 to 9999"),
        ("Gregorian", "-0043-03-15", "0001 to 9999"),
        ("Gregorian", "10000-01-01", "0001 to 9999"),
        ("ChineseLunisolar", "1903-12-27", "guangxu-29-12-27, a leap month as L5$"),
        ("ChineseLunisolar", "guimao-12", "guangxu-29-12-27"),
        ("ChineseLunisolar", "guimao-13-01", "the months 01 to 12 and L5"),
        ("ChineseLunisolar", "guimao-00-01", "the months 01 to 12 and L5"),
        ("ChineseLunisolar", "guimao-L6-01", "the months 01 to 12 and L5"),
        ("ChineseLunisolar", "jiachen-L5-01", "has the months 01 to 12 and no leap month$"),
        ("ChineseLunisolar", "guimao-05-30", "that month has 29 days"),
        ("ChineseLunisolar", "guimao-12-31", "that month has 30 days"),
        ("ChineseLunisolar", "guimao-12-00", "that month has 30 days"),
        ("ChineseLunisolar", "guimaw-12-27", r"^guimaw-12-27 .* and no Qing era: did you mean guimao\?$"),
        ("ChineseLunisolar", "xyz-12-27", "and no Qing era: write guimao-12-27 or guangxu-29-12-27$"),
        ("ChineseLunisolar", "guanxu-29-12-27", "did you mean guangxu"),
        ("ChineseLunisolar", "guangxu-12-27", "names the guangxu era without its year: write guangxu-YEAR-MONTH-DAY$"),
        ("ChineseLunisolar", "guangxu-35-01-01", "is no date of the guangxu era: it has the years 1 to 34$"),
        ("ChineseLunisolar", "guangxu-0-01-01", "the years 1 to 34"),
        ("ChineseLunisolar", "guimao-29-12-27", "number after .* guimao: write guimao-MONTH-DAY$"),
        ("ChineseLunisolar", "shunzhi-1-01-01", "1645 to 2056"),
        ("ChineseLunisolar", f"{'a' * 1000}-01-01", "guangxu-29-12-27"),
        ("julian", "1904-01-30", "did you mean Julian"),
        ("Coptic", "1904-01-30", "Gregorian, Julian, ChineseLunisolar$"),
    ],
)
def test_days_that_a_calendar_does_not_have_are_refused(calendar: str, written: str, why: str) -> None:
    with pytest.raises(DateError, match=why) as refused:
        to_gregorian(written, calendar, near=Day(1904, 2, 12))
    named = str(refused.value).strip("'").startswith((written[:100], calendar))
    assert named or calendar == "Gregorian"  # that is read, and refused, as EDTF


@pytest.mark.parametrize(
    ("era", "last", "began"),
    [
        ("shunzhi", 18, 1661),
        ("kangxi", 61, 1722),
        ("yongzheng", 13, 1735),
        ("qianlong", 60, 1795),
        ("jiaqing", 25, 1820),
        ("daoguang", 30, 1850),
        ("xianfeng", 11, 1861),
        ("tongzhi", 13, 1874),
        ("guangxu", 34, 1908),
        ("xuantong", 3, 1911),
    ],
)
def test_each_era_ends_with_the_year_before_the_next(era: str, last: int, began: int) -> None:
    assert to_gregorian(f"{era}-{last}-01-01", "ChineseLunisolar").year == began
    with pytest.raises(DateError, match=f"is no date of the {era} era: it has the years 1 to {last}$"):
        to_gregorian(f"{era}-{last + 1}-01-01", "ChineseLunisolar")


def test_sixty_years_have_sixty_names() -> None:
    names = [from_gregorian(Day(year, 7, 1), "ChineseLunisolar").partition("-")[0] for year in range(1864, 1924)]
    assert (names[0], names[40], names[-1]) == ("jiazi", "jiachen", "guihai")
    assert len(set(names)) == 60
    for year, name in zip(range(1864, 1924), names, strict=True):
        assert to_gregorian(f"{name}-06-01", "ChineseLunisolar", near=Day(year, 7, 1)).year == year


def test_a_sexagenary_year_alone_is_ambiguous() -> None:
    told = r"^guimao-12-27 is .* guimao returns every 60 years: date the claim, or write era and year$"
    with pytest.raises(DateError, match=told):
        to_gregorian("guimao-12-27", "ChineseLunisolar")


@pytest.mark.parametrize("day", ["1645-01-27", "1582-10-10", "0001-01-01", "2057-02-04", "9999-12-31"])
def test_chinese_dates_outside_what_was_compared_are_refused(day: str) -> None:
    with pytest.raises(DateError, match=f"^{day} is .*: .* 1645 to 2056, from 1645-01-28 to 2057-02-03"):
        from_gregorian(Day.fromisoformat(day), "ChineseLunisolar")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        *(("wuwu", near) for near in ("1582-10-10", "0001-01-01", "2070-01-01", "9999-12-31")),
        ("dingchou", "2057-06-01"),
        ("jiashen", "1644-06-01"),
    ],
)
def test_a_chinese_date_near_no_year_that_was_compared_is_refused(name: str, near: str) -> None:
    with pytest.raises(DateError, match=f"^{name}-01-01 is .*: .* 1645 to 2056"):
        to_gregorian(f"{name}-01-01", "ChineseLunisolar", near=Day.fromisoformat(near))


@pytest.mark.parametrize("month", range(1, 13))
def test_no_month_of_the_julian_calendar_has_a_day_more(month: int) -> None:
    length = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    assert (
        from_gregorian(to_gregorian(f"1901-{month:02d}-{length}", "Julian"), "Julian") == f"1901-{month:02d}-{length}"
    )
    with pytest.raises(DateError, match="not a day of the Julian calendar"):
        to_gregorian(f"1901-{month:02d}-{length + 1}", "Julian")


def test_each_day_of_a_leap_cycle_is_read_as_it_is_written() -> None:
    for offset in range(1461 + 365):
        day = Day(1899, 6, 1) + datetime.timedelta(offset)
        assert to_gregorian(from_gregorian(day, "Julian"), "Julian") == day


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("1904-02-12", {"Gregorian": "1904-02-12", "Julian": "1904-01-30", "ChineseLunisolar": "guimao-12-27"}),
        ("1645-01-28", {"Gregorian": "1645-01-28", "Julian": "1645-01-18", "ChineseLunisolar": "yiyou-01-01"}),
        ("1645-01-27", {"Gregorian": "1645-01-27", "Julian": "1645-01-17"}),
        ("2057-02-03", {"Gregorian": "2057-02-03", "Julian": "2057-01-21", "ChineseLunisolar": "bingzi-12-30"}),
        ("2057-02-04", {"Gregorian": "2057-02-04", "Julian": "2057-01-22"}),
        ("0001-01-01", {"Gregorian": "0001-01-01", "Julian": "0001-01-03"}),
        ("9999-12-31", {"Gregorian": "9999-12-31", "Julian": "9999-10-19"}),
    ],
)
def test_a_day_is_written_in_each_calendar_that_reaches_it(day: str, written: dict[str, str]) -> None:
    assert in_each(Day.fromisoformat(day)) == written


def test_an_unknown_calendar_is_not_written_either() -> None:
    with pytest.raises(DateError, match="Gregorian, Julian, ChineseLunisolar"):
        from_gregorian(Day(1904, 2, 12), "Coptic")


def test_the_calendars_are_these() -> None:
    assert CALENDARS == ("Gregorian", "Julian", "ChineseLunisolar")


def test_no_calendar_library_is_loaded_before_a_calendar_is_asked() -> None:
    code = "import sys, kg.calendars, kg.dates; sys.exit(any(name in sys.modules for name in ('lunar_python',)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Months, of which a page counts the days.

MONTHS = chinese_months(1645, 2057)


def counted(day: Day) -> str:
    """A day counted from the month that begins last before it."""
    month = MONTHS[bisect.bisect_right(MONTHS, day, key=lambda each: each.first) - 1]
    number = f"{'L' if month.is_leap else ''}{month.number:0{1 if month.is_leap else 2}d}"
    return f"{month.year}-{number}-{(day - month.first).days + 1:02d}"


def test_days_counted_from_the_months_are_those_that_are_written() -> None:
    first, last = Day(1645, 1, 28), Day(2057, 2, 3)
    some = [first + datetime.timedelta(step) for step in range(0, (last - first).days + 1, 1501)]
    turns = [each.first + datetime.timedelta(by) for each in MONTHS[1::97] for by in (-1, 0)]
    leaps = [each.first for each in MONTHS if each.is_leap][::7]
    for day in (first, last, *some, *turns, *leaps):
        assert counted(day) == from_gregorian(day, "ChineseLunisolar")


def test_months_follow_one_another_without_a_gap() -> None:
    lengths = [(after.first - month.first).days for month, after in itertools.pairwise(MONTHS)]
    assert set(lengths) == {29, 30}
    assert (MONTHS[0].first, MONTHS[0].number, MONTHS[-1].number) == (Day(1645, 1, 28), 1, 12)
    years = [list(group) for _, group in itertools.groupby(MONTHS, key=lambda each: each.year)]
    assert [len(year) for year in years if sum(each.is_leap for each in year) != len(year) - 12] == []
    assert [each.number for year in years for each in year if not each.is_leap] == [*range(1, 13)] * 412


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [
        ((1904, 1904), "1903-12-19", "1904-12-07"),
        ((1903, 1904), "1902-12-30", "1904-12-07"),
        ((1600, 1645), "1645-01-28", "1645-12-18"),
        ((2056, 3000), "2055-12-18", "2057-01-05"),
    ],
)
def test_months_are_those_that_have_a_day_in_the_years(years: tuple[int, int], first: str, last: str) -> None:
    found = chinese_months(*years)
    assert (str(found[0].first), str(found[-1].first)) == (first, last)
    assert found == MONTHS[MONTHS.index(found[0]) : MONTHS.index(found[-1]) + 1]


@pytest.mark.parametrize("years", [(1000, 1644), (2058, 3000), (1905, 1904)])
def test_years_without_chinese_dates_have_no_months(years: tuple[int, int]) -> None:
    assert chinese_months(*years) == []
