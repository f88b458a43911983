"""What a graph writes of a date bounds a relation, and never more exactly than it is written."""

from __future__ import annotations

import pytest

from kg import bounded, dates

NAMES = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def of(start: str, end: str = "") -> list[str]:
    found = bounded.bounds(start, end)
    return [found.get(name, "") for name in NAMES]


@pytest.mark.parametrize(
    ("start", "days"),
    {
        "1812": ["1812-01-01", "1812-12-31"],
        "0812-02": ["0812-02-01", "0812-02-29"],
        "1904-02-08": ["1904-02-08", "1904-02-08"],
        "1904-02-08T10:00:00Z": ["1904-02-08", "1904-02-08"],
        "1904-02-XX": ["1904-02-01", "1904-02-29"],
        "1904-XX-XX": ["1904-01-01", "1904-12-31"],
        "190X": ["1900-01-01", "1909-12-31"],
        "18XX": ["1800-01-01", "1899-12-31"],
        "-04XX": ["-0499-01-01", "-0400-12-31"],
        "-0043-03-15": ["-0043-03-15", "-0043-03-15"],
        "-0043-02": ["-0043-02-01", "-0043-02-28"],
        "0000": ["0000-01-01", "0000-12-31"],
        "Y-12345": ["-12345-01-01", "-12345-12-31"],
        "[1810..1815]": ["1810-01-01", "1815-12-31"],
        "[-0050..-0040]": ["-0050-01-01", "-0040-12-31"],
        "[..1815]": ["", "1815-12-31"],
        "1812?": ["1812-01-01", ""],
        "-0043~": ["-0043-01-01", ""],
    }.items(),
)
def test_a_date_allows_the_days_that_it_says_and_no_fewer(start: str, days: list[str]) -> None:
    assert of(start) == [*days, "", ""]


def test_a_doubtful_end_is_never_certain() -> None:
    assert of("", "1815~") == ["", "", "", "1815-12-31"]
    assert of("", "1815") == ["", "", "1815-01-01", "1815-12-31"]


def test_a_span_may_stand_where_a_beginning_is_meant_and_in_both_fields() -> None:
    whole = ["1812-01-01", "1812-12-31", "1815-01-01", "1815-12-31"]
    assert of("1812/1815") == of("1812/1815", "1812/1815") == of("1812", "1815") == whole
    assert of("1812/..") == of("1812/") == [*whole[:2], "", ""]
    assert of("../1815") == ["", "", *whole[2:]]
    assert of("1904/1906", "..") == ["1904-01-01", "1904-12-31", "", ""]
    assert of("1904/1906", "1907") == ["1904-01-01", "1904-12-31", "1907-01-01", "1907-12-31"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "unknown", "c. 1812", "44 BC", "5/6/1812", "1904-02-30", "1904-21", "-0000", "1904XX", "190405"),
        *("1812-1815", "[1815..1812]", "[-0040..-0050]", "1904-XX-08", "18XX-02", "Y300000", "9" * 5000),
    ],
)
def test_what_is_no_date_bounds_nothing(text: str) -> None:
    assert of(text, text) == ["", "", "", ""]


@pytest.mark.parametrize("edtf", ["1905", "1905-12", "190X", "[1904-02-08..1905]", "[1904..]", "1905?", "[1904,1906]"])
def test_what_a_claim_may_write_is_read_as_of_a_claim(edtf: str) -> None:
    begun, ended = dates.start_bounds(edtf), dates.end_bounds(edtf)
    days = [begun.earliest_start, begun.latest_start, ended.earliest_end, ended.latest_end]
    assert of(edtf, edtf) == [day.isoformat() if day else "" for day in days]
