"""The page does for a reader what it promises: offline, legible, by mouse and by keyboard."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import (
    ID,
    Open,
    east_asia,
    look,
    page_of_east_asia,
    page_of_exports,
    poke,
    show_view,
)


def overlapping(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (one["name"], other["name"])
        for one, other in itertools.combinations(labels, 2)
        if one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    ]


@pytest.mark.parametrize(
    ("which", "scheme", "width"),
    [(page_of_east_asia, "light", 1366), (page_of_east_asia, "dark", 390), (page_of_exports, "dark", 1366)],
    ids=["fixture", "fixture on a telephone, dark", "exports, dark"],
)
def test_the_page_asks_for_nothing_and_reports_no_error_whatever_is_used(
    opened: Open, which: Callable[[], str], scheme: str, width: int
) -> None:
    reading = opened(which(), width=width, height=800, scheme=scheme)
    if width < 760:
        reading.page.click("#key summary")
    used = poke(reading)
    assert {"Save PNG", "Save CSV", "Copy link", "Whole", "All dates", "Play", "Hide all", "2 steps"} <= set(
        used["pressed"]
    )
    assert set(used["links"]) <= {"http:", "https:"}
    assert (reading.seen.requests, reading.seen.errors) == ([], [])
    assert look(reading.page, "remote") == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 768), (390, 844)])
def test_every_name_is_written_and_none_over_another(opened: Open, width: int, height: int) -> None:
    labels = opened(width=width, height=height).page.evaluate("foedera.labels()")
    assert {label["name"] for label in labels} == set(east_asia().nodes)
    assert overlapping(labels) == []


def test_nothing_is_wider_than_a_telephone(opened: Open) -> None:
    page = opened(width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_opens_with_a_relation_and_the_words_it_rests_on(opened: Open) -> None:
    page = opened().page
    assert "Japan took the opportunity" in page.inner_text("#evidence mark")
    assert page.inner_text("#counts") == "8 sources, 25 names, 49 relations, 1644 to 1911; 2 without a date"
    assert page.inner_text("h1") == "Who stood where when Russia and Japan fought over Manchuria"


def test_the_table_has_every_relation_and_a_click_shows_its_words(opened: Open) -> None:
    page = opened(fragment="#view=table").page
    assert len(page.query_selector_all("#rows tr")) == 49
    page.click("text=Qing China declared strict neutrality")
    assert page.inner_text("#evidence mark").startswith("February 12, 1904, the Qing government")
    assert "twelfth lunar month 27, guimao" in page.inner_text("#evidence")
    link = page.locator("#evidence a")
    assert set(link.get_attribute("rel").split()) == {"noreferrer", "noopener"}


def test_a_click_on_a_line_shows_its_words(opened: Open) -> None:
    page = opened().page
    at = page.evaluate(f"foedera.middle('{ID}russian-occupation')")
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    assert "troops occupied throughout the Northeast" in page.inner_text("#evidence mark")


def test_a_click_on_a_name_lists_its_relations(opened: Open) -> None:
    page = opened().page
    label = next(item for item in page.evaluate("foedera.labels()") if item["name"] == ID + "korean-empire")
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + label["x"] + 5, box["y"] + label["y"] + 5)
    assert page.inner_text("#evidence h2") == "Korean Empire"
    assert "대한제국" in page.inner_text("#evidence")
    assert len(page.query_selector_all("#evidence .links li")) == 1


def test_what_speaks_against_a_relation_stands_beside_it(opened: Open) -> None:
    page = opened(fragment="#view=table").page
    page.click("text=Empire of Japan directed the foreign relations")
    assert "The convention was not valid." in page.inner_text("#evidence .against")


def test_what_is_not_accepted_is_listed_with_its_words_and_not_drawn(opened: Open) -> None:
    page = opened().page
    articles = page.query_selector_all("#doubts article")
    assert len(articles) == 5
    first = articles[0].inner_text()
    assert "Rejected" in first
    assert "sank Russian warships Incheon" in first
    assert "Against this: The battle of Chemulpo Bay was on 9 February 1904." in first
    assert len(page.evaluate("foedera.relations()")) == 49


def test_the_legend_counts_kinds_and_hides_them(opened: Open) -> None:
    page = opened().page
    lease = page.locator(".kind", has_text="Lease").first
    assert lease.locator(".count").inner_text() == "7"
    lease.locator("input").uncheck()
    hidden = [item["id"] for item in page.evaluate("foedera.relations()") if not item["shown"]]
    assert len(hidden) == 7
    assert "42 of 49 relations shown. 7 relations hidden by filters." in page.inner_text("#shown")
    assert show_view(page, "table")
    assert len(page.query_selector_all("#rows tr")) == 42


def test_it_opens_on_the_day_it_was_made_for(opened: Open) -> None:
    page = opened(east_asia(on="1904-03-01")).page
    assert page.input_value("#day") == "1904-03-01"
    assert page.inner_text("#shown").startswith("1 March 1904.")
    shown = {item["id"]: item["state"] for item in page.evaluate("foedera.relations()")}
    assert shown[ID + "russian-occupation"] == "certain"
    assert shown[ID + "declaration-of-war-japan"] == "no"
    page.click("#any")
    assert {item["state"] for item in page.evaluate("foedera.relations()")} == {"all"}


def test_an_impossible_day_is_refused_and_changes_nothing(opened: Open) -> None:
    page = opened(east_asia(on="1904-03-01")).page
    page.fill("#day", "1904-02-30")
    page.keyboard.press("Enter")
    assert page.get_attribute("#day", "aria-invalid") == "true"
    assert page.inner_text("#shown").startswith("1 March 1904.")


def test_the_slider_goes_from_event_to_event(opened: Open) -> None:
    page = opened(east_asia(on="1904-02-10")).page
    page.focus("#slider")
    page.keyboard.press("ArrowRight")
    assert page.input_value("#day") == "1904-02-11"
    page.keyboard.press("ArrowRight")
    assert page.input_value("#day") == "1904-02-12"


def test_the_address_keeps_day_and_relation(opened: Open) -> None:
    first = opened(fragment="#view=table").page
    first.click("text=Russian Empire occupied the Northeast")
    first.fill("#day", "1901-06-01")
    first.keyboard.press("Enter")
    fragment = "#" + first.url.partition("#")[2]
    second = opened(fragment=fragment, anew=True).page
    assert second.input_value("#day") == "1901-06-01"
    assert second.inner_text("#evidence h2") == "Russian Empire occupied the Northeast (Manchuria)."


def test_search_finds_a_name_in_another_language(opened: Open) -> None:
    page = opened().page
    page.fill("#find", "旅順")
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence h2") == "Lushun (Port Arthur)"


def test_the_arrow_keys_walk_the_drawing(opened: Open) -> None:
    page = opened().page
    page.focus("#canvas")
    page.keyboard.press("ArrowDown")
    assert "relations" in page.inner_text("#said")
    page.keyboard.press("ArrowRight")
    sentence = page.evaluate("document.getElementById('said').textContent")
    page.keyboard.press("Enter")
    assert sentence.startswith(page.inner_text("#evidence h2"))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "canvas"
