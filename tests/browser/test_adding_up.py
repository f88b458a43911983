"""Numbers that a reader can add up, and time axes that show where he is: the page of the bundled graph."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import ID, Open, page_of_exports, show_view

DAYS = ("1902-01-30", "1904-02-08", "1904-03-01", "1905-11-17", "1905")
LEGEND = (
    """[...document.querySelectorAll('#kinds .count')].map((each) => parseInt(each.textContent.replace(',', '')))"""
)


def number(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    assert found, text
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("day", DAYS)
def test_the_lines_that_the_status_tells_are_the_sum_of_the_legend(opened: Open, day: str) -> None:
    page = opened(page_of_exports(), fragment=f"#on={day}").page
    said = page.inner_text("#shown")
    told = [
        int(each) for each in re.findall(r"(\d+) (?:in force|for a part|possibly|acts? or event|acts and event)", said)
    ]
    lines = sum(page.evaluate(LEGEND))
    assert lines > 0
    assert lines == (number(said, r"together (\d+) lines") if "together" in said else sum(told))


def test_what_is_doubtful_is_counted_apart_and_never_as_a_filter(opened: Open) -> None:
    page = opened(page_of_exports()).page
    said = page.inner_text("#shown")
    accepted, doubtful = number(said, r"(\d+) relations shown"), number(said, r"(\d+) doubtful ones are hidden")
    assert accepted == number(page.inner_text("#counts"), r"(\d+) relations")
    assert accepted + doubtful == len(page.evaluate("foedera.relations()"))
    page.evaluate(f"location.hash = '#n={ID}empire-of-japan&view=table'")
    page.wait_for_selector("#table-count:visible")
    assert page.inner_text("#table-count") == f"{accepted} relations; {doubtful} doubtful ones are hidden."
    assert "filters" not in page.inner_text("body")
    page.click("#shown button")
    assert f"{accepted} relations shown, and {doubtful} doubtful ones." in page.inner_text("#shown")
    assert page.inner_text("#table-count") == f"{accepted + doubtful} relations."


def test_rows_that_share_a_sentence_each_say_their_own_party(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=table&words=Korea").page
    rows = page.locator("#rows tr .sentence").all_inner_texts()
    assert len(rows) == 2
    assert len(set(rows)) == 2


def test_the_timeline_opens_on_the_part_that_the_strip_shows(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=timeline").page
    years = [int(each[-4:]) for each in page.locator(".tick").all_inner_texts()]
    low, high = (int(page.get_attribute("#slider", end)) // 365.25 + 1970 for end in ("min", "max"))
    assert len(years) > 2
    assert low <= min(years) <= max(years) <= high
    page.click("text=Whole axis: 1816–1946")
    assert int(page.locator(".tick").first.inner_text()) < low
    assert page.locator("text=Whole axis").is_disabled()
    assert page.evaluate("location.hash").count("axis=") == 1


def test_a_date_beyond_the_strip_makes_it_longer_until_all_dates_are_shown(opened: Open) -> None:
    page = opened(page_of_exports()).page
    ends: Any = "[Number(slider.min), Number(slider.max), years.textContent]"
    usual = page.evaluate(ends)
    page.click("#before")
    longer = page.evaluate(ends)
    day = page.evaluate("Number(slider.value)")
    assert page.input_value("#day") > "1913"
    assert usual[1] < day < longer[1]
    assert longer[2] != usual[2]
    assert "The strip now goes from" in page.inner_text("#shown")
    page.click("#any")
    assert page.evaluate(ends) == usual


@pytest.mark.parametrize(
    ("typed", "label", "on"),
    [
        ("1904", "Go to 1904", "1904"),
        ("1904-02-08", "Go to 8 February 1904", "1904-02-08"),
        ("8 February 1904", "Go to 8 February 1904", "1904-02-08"),
    ],
)
def test_a_date_that_is_looked_for_is_offered(opened: Open, typed: str, label: str, on: str) -> None:
    page = opened(page_of_exports()).page
    page.fill("#find", typed)
    assert page.locator("#found li").first.inner_text() == label
    page.keyboard.press("Enter")
    assert page.input_value("#day") == on
    assert page.input_value("#find") == ""
    show_view(page, "timeline")
    assert page.locator(".band").is_visible()


def test_statements_that_are_not_accepted_are_told_apart_from_the_relations_that_rest_on_them(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=doubts").page
    said = page.inner_text("#view-doubts .hint >> nth=0")
    statements = number(page.inner_text("#tab-doubts"), r"\((\d+)\)")
    doubtful = number(page.inner_text("#shown"), r"(\d+) doubtful ones are hidden")
    assert number(said, r"of the (\d+) statements") == statements
    assert number(said, r"rest (\d+) doubtful relations") == doubtful
    assert 0 < number(said, r"On (\d+) of") <= statements
