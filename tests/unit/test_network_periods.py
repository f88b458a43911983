"""Events and periods come in; whether they fall into them for sure, perhaps or not goes out, also before year 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kg import network


def bounds(first: str, second: str, third: str, fourth: str) -> dict[str, str]:
    return {"earliest_start": first, "latest_start": second, "earliest_end": third, "latest_end": fourth}


@pytest.mark.parametrize(
    ("act", "certainty"),
    [
        (bounds("1904-02-10", "1904-02-10", "1904-02-10", "1904-02-10"), "certain"),
        (bounds("1904-02-01", "1904-02-29", "1904-02-01", "1904-02-29"), "certain"),
        (bounds("1904-01-01", "1904-12-31", "1904-01-01", "1904-12-31"), "possible"),
        (bounds("1904-02-29", "1904-03-01", "1904-02-29", "1904-03-01"), "possible"),
        (bounds("", "", "", ""), "possible"),
        (bounds("1904-02-10", "", "", ""), "possible"),
        (bounds("1904-03-01", "1904-03-01", "1904-03-01", "1904-03-01"), None),
        (bounds("1904-01-31", "1904-01-31", "1904-01-31", "1904-01-31"), None),
        (bounds("", "", "", "1904-01-31"), None),
    ],
)
def test_an_act_falls_into_a_month_or_may_or_does_not(act: Mapping[str, Any], certainty: str | None) -> None:
    assert network.within(act, "1904-02-01", "1904-02-29") == certainty


@pytest.mark.parametrize(
    ("act", "certainty"),
    [
        (bounds(*["-0043-03-15"] * 4), "certain"),
        (bounds(*["-0044-03-15"] * 4), None),
        (bounds(*["-0042-03-15"] * 4), None),
        (bounds(*["0044-03-15"] * 4), None),
        (bounds("-0099-01-01", "-0099-01-01", "0014-08-19", "0014-08-19"), "certain"),
        (bounds("", "-0044-01-01", "", ""), None),
        (bounds("", "", "-0042-01-01", ""), None),
        (bounds("-0100-01-01", "0100-12-31", "-0100-01-01", "0100-12-31"), "possible"),
    ],
)
def test_before_year_1_later_years_are_those_nearer_to_it(act: Mapping[str, Any], certainty: str | None) -> None:
    assert network.within(act, "-0043-01-01", "-0043-12-31") == certainty


def test_an_event_of_the_first_day_that_is_counted_is_dated() -> None:
    """1 January 1970 has the number 0."""
    act = bounds(*["1970-01-01"] * 4)
    assert network.within(act, "1970-01-01", "1970-01-01") == "certain"
    assert network.within(act, "1969-12-31", "1969-12-31") is None
    assert network.within(bounds("1970-01-01", "", "", ""), "1969-12-31", "1969-12-31") is None


def test_a_period_without_days_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="'1904' to '1905-01-01' is no period of two ISO days"):
        network.within(bounds("", "", "", ""), "1904", "1905-01-01")
