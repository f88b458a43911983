"""A copied link shows what was seen, and the back button goes as readers expect: what is typed is no step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest

from kg import view
from tests.browser.conftest import SETTLED, VIEWS, Open, go, page_of_exports, show_view
from tests.fixtures import synthetic

# All that a reader sees besides the open view: what is set, what is counted, drawn and chosen.
SEEN = """(() => {
  const by = (id) => document.getElementById(id);
  const texts = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent);
  return {
    view: document.querySelector('[role=tab][aria-selected=true]').id,
    boxes: [...document.querySelectorAll('#legend label')].map((row) => [row.control.checked, row.textContent]),
    dates: [by('day').value, by('until').value, by('any').getAttribute('aria-pressed'), by('slider').value],
    language: by('language').value, everything: by('everything').checkVisibility() && by('everything').textContent,
    note: by('focus-note').textContent,
    shown: by('shown').textContent, evidence: by('evidence').textContent,
    drawn: foedera.names().filter((name) => name.drawn), relations: foedera.relations(),
  };
})()"""
# What each view shows once it is open, and what is set in it.
OF_VIEWS = {
    "network": "foedera.labels().map(({ name }) => name).sort()",
    "table": """[document.getElementById('table-words').value, document.getElementById('table-by').value,
      document.getElementById('table-way').textContent, document.getElementById('view-table').innerText,
      [...document.querySelectorAll('#rows [aria-current]')].map((row) => row.textContent)]""",
    "timeline": """[document.getElementById('timeline-order').value, document.getElementById('view-timeline').innerText,
      [...document.querySelectorAll('#view-timeline [aria-current]')].map((row) => row.textContent)]""",
    "text": """[document.getElementById('text-source')?.selectedOptions[0].text,
      document.getElementById('view-text').innerText,
      [...document.querySelectorAll('#view-text [aria-current]')].map((mark) => mark.textContent)]""",
    "doubts": "document.getElementById('view-doubts').innerText",
}


@cache
def page_of_many() -> str:
    return view.page(synthetic.network(300))


def seen(page: Any, *, of: tuple[str, ...] = VIEWS) -> list[Any]:
    """What a page shows as it stands, then what each view shows; the view that was open is open again."""
    was = str(page.locator("[role=tab][aria-selected=true]").get_attribute("data-view"))
    found = [page.evaluate(SEEN)]
    found += [page.evaluate(OF_VIEWS[name]) for name in of if show_view(page, name) and page.evaluate(SETTLED)]
    show_view(page, was)
    return [*found, page.evaluate(SEEN)]


def copied(page: Any) -> str:
    """The link that the button copies."""
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.pasted = text; }")
    page.locator("#save-link").evaluate("button => button.click()")
    return str(page.evaluate("window.pasted"))


def open_link(page: Any, link: str) -> None:
    """Open a link as one does that came by mail: the page is loaded anew."""
    page.goto("about:blank")
    page.goto(link)
    assert page.evaluate(SETTLED)


def find(page: Any, words: str) -> None:
    page.fill("#find", words)
    page.keyboard.press("Enter")


def press(page: Any, *words: str) -> None:
    """Press buttons of the evidence by the words on them."""
    for word in words:
        page.locator("#evidence button", has_text=word).first.click()


def untick(page: Any, place: str, *numbers: int) -> None:
    """Change boxes of the legend."""
    for number in numbers:
        page.locator(f"{place} input").nth(number).evaluate("box => box.click()")


def set_filters(page: Any) -> None:
    """Kinds, certainty, sources and doubts, a period, a language, one step around a name, and a relation chosen."""
    untick(page, "#kinds", 1, 3)
    untick(page, "#standings", 0, 1, 2)
    untick(page, "#source-filter", 1)
    page.fill("#day", "1904-02-08")
    page.fill("#until", "1905-09-05")
    page.keyboard.press("Enter")
    page.select_option("#language", "zh")
    find(page, "Japan")
    press(page, "2 steps")
    page.locator("#evidence .links button").nth(4).click()


def set_views(page: Any) -> None:
    """Words and order of the table, order and part of the timeline, the source that is read, a day of its own."""
    page.fill("#day", "1905")
    page.keyboard.press("Enter")
    show_view(page, "table")
    page.fill("#table-words", "Russia 旅順 & #=%")
    page.fill("#table-words", "russia")
    page.select_option("#table-by", "to")
    page.click("#table-way")
    show_view(page, "timeline")
    page.select_option("#timeline-order", "size")
    page.locator("#view-timeline .zoom button", has_text="+").click()
    page.locator("#view-timeline .zoom button", has_text="+").click()
    show_view(page, "text")
    page.select_option("#text-source", index=3)


def set_path(page: Any) -> None:
    """All kinds but one hidden and shown again, a path between two names, of all sources, in their own languages."""
    page.click("#none")
    untick(page, "#kinds", 0)
    page.click("#all")
    untick(page, "#kinds", 0)
    page.select_option("#language", "own")
    find(page, "Japan")
    page.fill("#path-to", "Russia")
    page.keyboard.press("Enter")
    show_view(page, "timeline")


def set_nothing(page: Any) -> None:
    """No kind, and nothing chosen."""
    page.click("#none")
    page.focus("#canvas")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def set_claim(page: Any) -> None:
    """A claim in its text that no relation shows, said and not accepted."""
    show_view(page, "doubts")
    page.locator("#view-doubts button", has_text="In the text").last.click()


def set_passage(page: Any) -> None:
    """Words on which several claims rest."""
    show_view(page, "text")
    page.locator("#view-text .words mark[data-depth='3']").first.click()


@pytest.mark.parametrize("act", [set_filters, set_views, set_path, set_nothing, set_claim, set_passage])
def test_a_copied_link_shows_all_that_was_seen(opened: Open, act: Callable[[Any], None]) -> None:
    page = opened(page_of_exports()).page
    first = page.evaluate(SEEN)
    act(page)
    before, link = page.evaluate(SEEN), copied(page)
    assert before != first
    told = seen(page)
    open_link(page, link)
    assert page.evaluate(SEEN) == before
    for was, now in zip(told, seen(page), strict=True):
        assert now == was


def test_a_copied_link_keeps_neighbours_and_pages_of_a_large_network(opened: Open) -> None:
    page = opened(page_of_many()).page
    page.locator("#evidence .triple button").first.click()
    press(page, "neighbour")
    show_view(page, "table")
    page.locator("#table-pages button", has_text="»").click()
    show_view(page, "timeline")
    page.locator("#view-timeline .pager button", has_text="Later").click()
    page.locator("#view-timeline .pager button", has_text="Later").click()
    for act in (lambda: None, lambda: page.locator("#everything").evaluate("button => button.click()")):
        act()
        link, told = copied(page), seen(page, of=("table", "timeline"))
        open_link(page, link)
        assert seen(page, of=("table", "timeline")) == told
    assert {"rows", "bars", "n", "names"} <= set(parse_qs(link.partition("#")[2]))


def test_what_is_typed_is_no_step_back_and_an_order_is_one(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=network", anew=True).page
    show_view(page, "table")
    steps = page.evaluate("history.length")
    page.locator("#table-words").press_sequentially("portsmouth")
    assert page.evaluate("history.length") == steps
    rows = page.locator("#rows tr").count()
    page.locator("#table th button", has_text="Kind").click()
    assert page.evaluate("history.length") == steps + 1
    go(page, -1)
    assert page.input_value("#table-words") == "portsmouth"
    assert page.input_value("#table-by") == "when"
    assert page.locator("#rows tr").count() == rows
    go(page, -1)
    assert page.is_visible("#canvas")
    go(page, 1)
    assert page.input_value("#table-words") == "portsmouth"


def test_the_source_that_is_read_is_a_step_back(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=text", anew=True).page
    first = page.inner_text("#view-text .words")
    page.select_option("#text-source", index=2)
    assert page.inner_text("#view-text .words") != first
    go(page, -1)
    assert page.inner_text("#view-text .words") == first
    assert page.input_value("#text-source") == "0"


def test_going_through_a_list_by_the_arrow_keys_is_one_step_back(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=text", anew=True).page
    steps = page.evaluate("history.length")
    page.focus("#text-source")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.input_value("#text-source") == "3"
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    assert page.input_value("#text-source") == "0"


def test_from_the_words_that_are_looked_for_the_keyboard_goes_on_to_the_rows(opened: Open) -> None:
    page = opened(page_of_exports(), fragment="#view=table").page
    page.fill("#table-words", "portsmouth treaty")
    for key in ("ArrowDown", "Enter"):
        page.focus("#table-words")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.matches('#rows .row')")
    page.fill("#table-words", "no row has this")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "table-words"


HOSTILE = "</script><img src=x onerror=alert(1)>"
KEYS = ("words", "by", "pairs", "axis", "text", "rows", "bars", "show", "kinds", "chosen", "lang")


@pytest.mark.parametrize("name", ["table", "timeline", "text"])
def test_a_hostile_fragment_does_nothing_and_leaves_the_rest(opened: Open, name: str) -> None:
    asked = urlencode([("view", name), ("on", "1904-03-01"), ("hide", "Lease"), *((key, HOSTILE) for key in KEYS)])
    reading = opened(page_of_exports(), fragment=f"#{asked}")
    page = reading.page
    assert (reading.seen.errors, reading.seen.requests) == ([], [])
    assert page.locator("img").count() == 0
    assert page.is_visible(f"#view-{name}")
    assert page.input_value("#day") == "1904-03-01"
    assert page.locator("#kinds input:not(:checked)").count() == 1
    assert page.input_value("#language") == ""
    assert page.inner_text("#notice").startswith("The link names what is not in this page: </script>")
