"""What is refused as a date, with what is said of it; what is advised instead is accepted."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable

import pytest

from kg.dates import as_edtf, date_bounds, end_bounds, period, read_day, read_point, start_bounds
from kg.errors import DateError
from tests.fixtures.edtf import advised

Day = datetime.date

REFUSED = {
    "": "leave the date out",
    "1904-02-30": "1904-02-30 is not a day of the Gregorian calendar: 1904-02 has 29 days",
    "1905-02-29": "1905-02 has 28 days",
    "1905-06-00": "not a day",
    "1905-13": "months run from 01 to 12",
    "1905-00-01": "months run from 01 to 12",
    "1904-31-12": "months run from 01 to 12",
    "1905-21": "season",
    "1905-41": "season",
    "1905-42": "months run from 01 to 12",
    "[1905..1904-02-30]": "1904-02 has 29 days",
    "[1904-02-30,1905]": "1904-02 has 29 days",
    "0000": "0001 to 9999",
    "0000-01-01": "0001 to 9999",
    "000X": "0001 to 9999",
    "-0044": "0001 to 9999",
    "12345": "0001 to 9999",
    "12345-01-01": "0001 to 9999",
    "Y170000": "0001 to 9999",
    "Y-170000": "0001 to 9999",
    "-0043-03-15": "0001 to 9999",
    "[..-0043]": "0001 to 9999",
    "[-0043..0001]": "0001 to 9999",
    "[-0043..]": "0001 to 9999",
    "[0001,-0001]": "0001 to 9999",
    "[..10000]": "0001 to 9999",
    "[Y10000..]": "0001 to 9999",
    "..-0043": "0001 to 9999",
    "-004X": "0001 to 9999",
    "-0043?": "0001 to 9999",
    "000x": "0001 to 9999",
    "904": "lacks a digit",
    "1904-2-8": "lacks a digit",
    "1904-2": "lacks a digit",
    "19040208": "hyphens",
    "1904/02/08": "hyphens",
    "1904.2.8": "hyphens",
    "08/02/1904": "year last",
    "8.2.1904": "year last",
    " 1905": "blank in it: write it without, 1905",
    "1905\n": "blank",
    "[1904, 1905]": "blank in it: write it without, [1904,1905]",
    "19 04?": "blank in it: write it without, 1904?",
    "8 2 1904": "write 1904-02-08",
    "1904-02-08T10:00": "time of day",
    "1904-02-08 10:00": "time of day",
    "1900/": 'write start = "1900" and leave end out',
    "1900/..": 'write start = "1900" and leave end out',
    "/1905": 'write end = "1905" and leave start out',
    "../1905": 'write end = "1905" and leave start out',
    "../..": "names no day",
    "..": "names no day",
    "/": "names no day",
    "1900?/": 'write start = "1900?" and leave end out',
    "/190X": 'write end = "190X" and leave start out',
    "1904/1905/1906": "beginning and an end",
    "[1905..1904]": r"reversed: write the earlier date first, [1904..1905]",
    "[1905-03..1905-02-28]": "reversed",
    "[..]": "names no day",
    "[]": "names no day",
    "[,]": "names no day",
    "[1905]": "write 1905, or [1905..]",
    "[190X]": "write 190X without them",
    "[1905-12~]": "write 1905-12~ without them",
    "[19040208..]": "brackets take",
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
    "Yesterday": "write 1904-02-08",
    "[unknown..]": "brackets take",
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


# What stands within is told first, so that the advice on the rest can be followed.
REFUSED_WITHIN = {
    "[1905-13]": "1905-13 is not a date of the Gregorian calendar",
    "[unknown]": "'unknown' is not a date",
    "1905-13/": "1905-13 is not a date of the Gregorian calendar",
    "unknown/..": "'unknown' is not a date",
    "/-0043": "'-0043' is out of range: years run from 0001 to 9999",
    "[0000]": "0000 is in the year 0000: years run from 0001 to 9999",
}


@pytest.mark.parametrize("edtf", REFUSED_WITHIN)
def test_of_two_mistakes_the_one_within_is_told_first(edtf: str) -> None:
    for read in (read_point, start_bounds, end_bounds, date_bounds):
        with pytest.raises(DateError, match=re.escape(REFUSED_WITHIN[edtf])):
            read(edtf)


@pytest.mark.parametrize("edtf", [*REFUSED, *REFUSED_WITHIN])
def test_what_a_refusal_advises_is_accepted(edtf: str) -> None:
    with pytest.raises(DateError) as refused:
        read_point(edtf)
    message = str(refused.value)
    assert advised(edtf, message) or "0001 to 9999" in message or ": " in message
    for each in advised(edtf, message):
        assert read_point(each)


def test_advice_is_found_in_a_message() -> None:
    assert advised("[1905]", "'[1905]' has one date: write 1905, or [1905..]") == ["1905", "[1905..]"]
    assert advised("x", "'x' is not read: write [a..b] or 190X") == ["[1904..1905]", "190X"]


@pytest.mark.parametrize(
    "edtf", ["x" * 101, "[1904," * 5000, "[" * 10_000, "1904/" * 10_000, "9" * 10_000, " " * 10_000]
)
def test_a_long_text_is_refused_in_a_few_words(edtf: str) -> None:
    for read in (read_point, date_bounds):
        with pytest.raises(DateError, match=r"write 1904-02-08|lacks|leave") as refused:
            read(edtf)
        assert len(str(refused.value)) < 300


def test_a_text_that_is_not_too_long_is_told_what_is_wrong_with_it() -> None:
    with pytest.raises(DateError, match="more than a beginning and an end"):
        read_point("1904/" * 20)
    with pytest.raises(DateError, match=r"is not a date: write 1904-02-08"):
        read_point("1904/" * 20 + "1")


@pytest.mark.parametrize("mark", "?~%")
def test_a_mark_of_doubt_is_not_taken_for_a_part_of_a_wrong_day(mark: str) -> None:
    with pytest.raises(DateError, match=r"^1904-02-30 is not a day"):
        read_point(f"1904-02-30{mark}")


def test_a_long_list_of_days_is_read() -> None:
    days = [Day(1904, 1, 1) + datetime.timedelta(offset) for offset in range(300)]
    assert read_point(f"[{','.join(map(str, days))}]") == (days[0], days[-1])


def test_a_day_is_read() -> None:
    assert read_day("1904-02-08") == Day(1904, 2, 8)


@pytest.mark.parametrize(
    "text",
    ["1904-02", "1904", "190X", "1904-02-08?", "[1904-02-08..]", "[..1904-02-08]", "[1904-02-08..1904-02-08]"],
)
def test_a_day_is_one_day(text: str) -> None:
    with pytest.raises(DateError, match="is not one day: write year, month and day, 1904-02-12"):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1904-02-08", "1904-02-08", "1904-02-08"),
        ("1904-02", "1904-02-01", "1904-02-29"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("0001-01", "0001-01-01", "0001-01-31"),
    ],
)
def test_a_period_is_a_day_a_month_or_a_year(text: str, first: str, last: str) -> None:
    assert period(text) == (Day.fromisoformat(first), Day.fromisoformat(last))


@pytest.mark.parametrize("text", ["190X", "1904?", "1904-02~", "[1904..1905]", "[1904..]", "[..1904]", "[1904,1905]"])
def test_nothing_else_is_a_period(text: str) -> None:
    with pytest.raises(DateError, match="is not a day, a month or a year: write 1904-03-01, 1904-03 or 1904"):
        period(text)


@pytest.mark.parametrize("text", ["0000", "0000-01-01", "-0043", "-0043-03-15", "10000-01-01", "Y10000"])
def test_a_day_or_period_out_of_range_is_refused(text: str) -> None:
    for read in (read_day, period):
        with pytest.raises(DateError, match="years run from 0001 to 9999"):
            read(text)


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
    table = tomllib.loads("day = 1904-02-12\nyear = 1900\nfirst = 1000\nlast = 9999\nquoted = '1905-12'")
    assert {key: as_edtf(value) for key, value in table.items()} == {
        "day": "1904-02-12",
        "year": "1900",
        "first": "1000",
        "last": "9999",
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
        ("190", '^190 is a year, or a decade .*: write "0190" in quotation marks .* "190X" for the decade$'),
        ("999", 'write "0999" in quotation marks for the year, "999X" for the decade$'),
        ("100", 'write "0100" in quotation marks for the year, "100X" for the decade$'),
        ("99", '^99 lacks digits: write "0099" in quotation marks for the year 99$'),
        ("1", '^1 lacks digits: write "0001" in quotation marks for the year 1$'),
        ("0", "^0 is no year: years run from 0001 to 9999$"),
        ("-44", "^-44 is no year: years run from 0001 to 9999$"),
        ("10000", "^10000 is no year: years run from 0001 to 9999$"),
        ("19040212", '^19040212 is no year: .* in quotation marks, as in "1904-02-12"$'),
    ],
)
def test_other_values_of_toml_are_refused(toml: str, advice: str) -> None:
    with pytest.raises(DateError, match=advice):
        as_edtf(tomllib.loads(f"date = {toml}")["date"])


@pytest.mark.parametrize("year", [0, -44, 12345])
def test_a_year_out_of_range_is_refused_unquoted_and_quoted(year: int) -> None:
    for written in (year, f"{year:04d}"):
        with pytest.raises(DateError, match="0001 to 9999"):
            read_point(as_edtf(written))
