"""The date goes in steps through what is shown: exactly known days, months, years, and the bounds of other dates."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg import view
from tests.browser.conftest import Open

DAYS = {
    "exact": ("1904-02-08",) * 4,
    "in a year": ("1905-01-01", "1905-12-31", "1905-01-01", "1905-12-31"),
    "by a day": ("", "", "", "1906-03-05"),
    "from a day": ("1904-01-31", "", "", ""),
}


def dated() -> nx.MultiDiGraph[str]:
    """One act for each way in which a date may be known, each of a kind of its own."""
    graph = nx.MultiDiGraph(title="Four dates")
    for number, (kind, days) in enumerate(DAYS.items()):
        known = {bound: day for bound, day in zip(view.BOUNDS, days, strict=True) if day}
        graph.add_edge(f"a{number}", f"b{number}", key=kind, kind=kind, kind_label=kind, sentence=kind, **known)
    return graph


def stepped(page: Any, button: str, times: int) -> list[tuple[str, str]]:
    """The dates that a button goes to, and what is said of the bounds of uncertain dates."""
    found = []
    for _ in range(times):
        page.click(button)
        shown = page.inner_text("#shown").partition("Of dates ")[2]
        found.append((page.input_value("#day"), shown))
    return found


def test_a_step_goes_to_every_date_and_says_what_is_not_known_exactly(opened: Open) -> None:
    page = opened(dated()).page
    assert stepped(page, "#after", 5) == [
        ("1904-01-31", "not exactly known 1 is not before this day."),
        ("1904-02-08", ""),
        ("1905", "not exactly known 1 lies in this time."),
        ("1906-03-05", "not exactly known 1 is not after this day."),
        ("1906-03-05", "not exactly known 1 is not after this day."),
    ]
    assert page.inner_text("#said") == "What is shown has no other date."
    assert [day for day, _ in stepped(page, "#before", 3)] == ["1905", "1904-02-08", "1904-01-31"]


@pytest.mark.parametrize("kind", ["exact", "in a year", "by a day"])
def test_a_step_passes_over_what_is_not_shown(opened: Open, kind: str) -> None:
    page = opened(dated(), fragment=f"#show={kind.replace(' ', '+')}").page
    (only,) = set(stepped(page, "#after", 2))
    page.click("#any")
    assert {only} == set(stepped(page, "#before", 2))


def test_with_nothing_shown_a_step_says_so_and_leaves_the_date(opened: Open) -> None:
    page = opened(dated(), fragment="#kinds=none&on=1904").page
    page.focus("#slider")
    for key in ("ArrowRight", "ArrowLeft", "Home", "End"):
        page.keyboard.press(key)
        assert page.inner_text("#said") == "What is shown has no other date."
        assert page.input_value("#day") == "1904"
    page.click("#play")
    assert page.input_value("#day") == "1904"


def test_where_nothing_is_accepted_what_is_said_has_its_dates(opened: Open) -> None:
    graph = dated()
    for *_, known in graph.edges(data=True):
        known["status"] = "Disputed"
    page = opened(graph).page
    assert page.is_visible("#slider")
    assert stepped(page, "#after", 1)[0][0] == "1904-01-31"
