"""The page for those who see it otherwise, or not at all, or have no mouse: axe-core, contrast, zoom, targets, keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import ID, VIEWS, Open, axe, east_asia, look, page_of_east_asia, page_of_exports, show_view

PAGES = {"fixture": page_of_east_asia, "exports": page_of_exports}


def scenes(page: Any) -> Iterator[str]:
    """Bring about one thing after the other that a reader may see, and say which."""
    for name in VIEWS:
        if show_view(page, name):
            yield f"the view {name}"
    show_view(page, "network")
    for number in range(len(look(page, "bundles"))):  # a name may lie over one, and the page may move
        page.mouse.click(*look(page, "bundles")[number])
        if page.locator("#evidence h2.pair").count():
            break
    else:  # in the smallest window names lie over all of them
        page.click("#canvas", position={"x": 1, "y": 1})
        show_view(page, "table")
        page.locator("#rows .row").first.click()
        show_view(page, "network")
    if not page.is_visible("#language"):  # on a telephone the tools open on demand
        page.click("#tools summary")
    page.select_option("#language", "own")
    yield "a pair, and names in their own languages"
    page.locator("#evidence .names button, #evidence .triple button").first.click()
    look(page, "type", "day", "1904-03-01")
    yield "a name, and a day"
    look(page, "type", "find", "a")
    look(page, "type", "until", "nonsense")
    yield "suggestions, and a day that is none"
    page.evaluate("document.getElementById('none').click()")
    yield "nothing"


@pytest.mark.parametrize(
    ("which", "scheme", "width"),
    [("fixture", "light", 1366), ("exports", "dark", 1366), ("exports", "light", 390), ("fixture", "dark", 390)],
)
def test_axe_finds_nothing_against_any_rule(opened: Open, which: str, scheme: str, width: int) -> None:
    page = opened(PAGES[which](), width=width, height=800, scheme=scheme).page
    page.evaluate(axe())
    found = {"the page": look(page, "violations", "html")}
    for scene in scenes(page):
        found[scene] = look(page, "violations", "#views", "#evidence", ".find", "#dates")
    assert len(found) > 8
    assert {scene: each for scene, each in found.items() if each} == {}


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_line_stands_out_from_the_paper(opened: Open, which: str, scheme: str) -> None:
    page = opened(PAGES[which](), scheme=scheme).page
    swatches, lines = look(page, "swatches"), look(page, "lines")
    assert len(swatches) > 5
    assert len(lines) > 20
    assert {kind: contrast for kind, contrast in swatches if contrast < 3} == {}
    assert {line: contrast for line, contrast in lines if contrast < 3} == {}


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize("width", [1366, 390])
def test_what_can_be_pressed_is_large_enough(opened: Open, which: str, width: int) -> None:
    page = opened(PAGES[which](), width=width, height=800).page
    assert {scene: small for scene in scenes(page) if (small := look(page, "small"))} == {}


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize(("width", "height"), [(683, 384), (320, 640)], ids=["zoomed to 200 %", "zoomed to 400 %"])
def test_nothing_is_lost_when_everything_is_larger(opened: Open, which: str, width: int, height: int) -> None:
    page = opened(PAGES[which](), width=width, height=height).page
    for scene in scenes(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, scene
        assert look(page, "beside") == [], scene


def stops_of(page: Any, key: str = "Tab", most: int = 400) -> list[dict[str, Any]]:
    """All that has the focus one after the other, from the search and round the page to it again."""
    page.evaluate("scrollTo(0, 0); document.getElementById('find').focus()")
    found: list[dict[str, Any]] = []
    for _ in range(most):
        stop = look(page, "focus")
        if stop and found and stop["id"] == "find":
            return found
        found += [stop] if stop else []
        page.keyboard.press(key)
    raise AssertionError(f"no way round in {most} steps: {found[-3:]}")


@pytest.mark.parametrize("which", PAGES)
def test_the_tab_key_goes_round_every_view_and_back_and_shows_where_it_is(opened: Open, which: str) -> None:
    page = opened(PAGES[which]()).page
    for view in VIEWS:
        if not show_view(page, view):
            continue
        there, back = stops_of(page), stops_of(page, "Shift+Tab")
        assert [stop["html"] for stop in there] == [stop["html"] for stop in (back[0], *back[:0:-1])], view
        assert {f"tab-{view}", "day", "any", "save-csv"} <= {stop["id"] for stop in there}, view
        assert [stop["html"] for stop in there if not stop["ringed"]] == [], view
        assert [stop["html"] for stop in there if not stop["sighted"]] == [], view


def tab_to(page: Any, selector: str) -> None:
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


def words_of(known: dict[str, Any]) -> str:
    first = known["evidence"][0]
    return str(first.get("quote") or first["locator"])


SAID = "document.getElementById('said').textContent"
EVIDENCE = """() => ({ focus: document.activeElement.id, text: document.getElementById('evidence').textContent,
  heading: document.querySelector('#evidence h2').textContent })"""


def test_every_relation_is_reached_on_the_drawing_by_the_arrow_keys_alone(opened: Open) -> None:
    graph = east_asia()
    rests_on = {known["sentence"]: words_of(known) for *_, known in graph.edges(data=True)}
    page = opened().page
    tab_to(page, "#canvas")
    page.keyboard.press("Home")
    reached: dict[str, str] = {}
    names = set()
    for _ in graph.nodes:
        names.add(page.evaluate(SAID))
        for _ in range(2 * graph.number_of_edges()):
            page.keyboard.press("ArrowRight")
            said = page.evaluate(SAID)
            if said in reached or said in names:
                break
            sentence = next(each for each in rests_on if said.startswith(each))
            reached[said] = sentence
            page.keyboard.press("Enter")
            opened_at = page.evaluate(EVIDENCE)
            assert (opened_at["focus"], opened_at["heading"]) == ("evidence", sentence)
            assert rests_on[sentence] in opened_at["text"]
            page.keyboard.press("Escape")
            assert page.evaluate("document.activeElement.id") == "canvas"
        page.keyboard.press("ArrowDown")
    assert set(reached.values()) == set(rests_on)
    assert len(names) == graph.number_of_nodes()


def test_the_escape_key_goes_back_to_what_was_left(opened: Open) -> None:
    page = opened().page
    page.focus("#find")
    page.keyboard.type("port arthur")
    page.keyboard.press("Enter")
    assert page.evaluate(EVIDENCE)["heading"] == "Lushun (Port Arthur)"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    assert page.input_value("#find") == ""
    assert page.get_attribute("#find", "aria-expanded") == "false"


def test_a_mark_on_the_wrong_paper_is_found(opened: Open) -> None:
    """The measure of contrast itself can fail."""
    page = opened().page
    page.evaluate("document.body.style.backgroundColor = '#767676'")
    assert min(contrast for _, contrast in look(page, "swatches")) < 3
    assert ID in page.evaluate("foedera.relations()")[0]["id"]
