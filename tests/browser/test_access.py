"""The page for those who see it otherwise, or do not see it, or have no mouse: axe-core, contrast, zoom, targets, keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import ID, VIEWS, Open, axe, east_asia, page_of_east_asia, page_of_exports, show_view

PAGES = {"fixture": page_of_east_asia, "exports": page_of_exports}
# All rules, those on trial and those that are off by default too, but the one of level AAA on contrast.
VIOLATIONS = """async () => {
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: rule.ruleId !== 'color-contrast-enhanced' }]));
  const found = await axe.run(document, { rules, resultTypes: ['violations'] });
  return found.violations.map((each) => each.id + ': ' + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary).join('; '));
}"""
# What a reader may have before them, besides the views as they open: what brings it about, in the page.
SCENES = {
    "a name": "document.querySelector('#evidence .names button, #evidence .triple button').click()",
    "a pair, and a name in its own language": """(() => {
      const bundle = foedera.lines().find((line) => line.ids.length > 1);
      const canvas = document.querySelector('#canvas canvas').getBoundingClientRect();
      return { x: canvas.left + bundle.x, y: canvas.top + bundle.y };
    })()""",
    "a day": "(() => { const day = document.getElementById('day'); day.value = '1904-03-01'; day.dispatchEvent(new Event('change')); })()",
    "a wrong day": "(() => { const day = document.getElementById('day'); day.value = 'x'; day.dispatchEvent(new Event('change')); })()",
    "suggestions": "(() => { const find = document.getElementById('find'); find.value = 'a'; find.dispatchEvent(new Event('input')); })()",
    "nothing": "document.getElementById('none').click()",
}
# The contrast of two colours, as WCAG has it, and of each colour near the middle of a line with the paper.
CONTRAST = """
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * channel(red / 255) + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255);
  const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  const partsOf = (text) => (text.startsWith('#') ? [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) : text.match(/\\d+/g).map(Number));
"""
LINES = f"""() => {{
  {CONTRAST}
  const canvas = document.querySelector('#canvas canvas');
  const context = canvas.getContext('2d');
  const ratio = canvas.width / canvas.clientWidth;
  const paper = partsOf(getComputedStyle(document.body).backgroundColor);
  const near = ({{ x, y }}) => {{
    const pixels = context.getImageData((x - 11) * ratio, (y - 11) * ratio, 22 * ratio, 22 * ratio).data;
    let most = 1;
    for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] === 255) most = Math.max(most, contrast(pixels.slice(at, at + 3), paper));
    return most;
  }};
  return foedera.lines().map((line) => [line.ids.join(' '), near(line)]);
}}"""
SWATCHES = f"""() => {{
  {CONTRAST}
  const paper = partsOf(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('#kinds .kind')].map((row) => [row.textContent, contrast(partsOf(row.querySelector('line').getAttribute('stroke')), paper)]);
}}"""
SEEN = "const isSeen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';"
# What can be pressed and is smaller than 24 by 24 pixels; within a sentence a target may be as high as its line.
SMALL = f"""() => {{
  {SEEN}
  const inText = (element) => element.matches('a, .handle') || element.closest('blockquote, .words');
  return [...document.querySelectorAll('button, input, select, summary, a, [role=option]')].filter((each) => isSeen(each) && !inText(each)).map((each) => {{
    const box = (each.closest('label') || each).getBoundingClientRect();
    return [each.outerHTML.slice(0, 120), Math.round(box.width * 10) / 10, Math.round(box.height * 10) / 10];
  }}).filter(([, width, height]) => width < 24 || height < 24);
}}"""
# What can be pressed and does not lie in the window from its left to its right edge, once it is brought there.
BESIDE = f"""() => {{
  {SEEN}
  const beside = [...document.querySelectorAll('button, input, select, summary, a, [role=tab]')].filter(isSeen).filter((each) => {{
    if (each.closest('.unseen')) return false;
    each.scrollIntoView({{ block: 'center', inline: 'nearest' }});
    const box = each.getBoundingClientRect();
    return box.left < -1 || box.right > innerWidth + 1 || box.bottom < 0 || box.top > innerHeight;
  }});
  scrollTo(0, 0);
  return beside.map((each) => each.outerHTML.slice(0, 120));
}}"""
# What has the focus, how it shows that, and whether it can be seen.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isRinged = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const isInSight = box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  window.stops = window.stops || new Map();
  if (!stops.has(element)) stops.set(element, stops.size);
  return { number: stops.get(element), html: element.outerHTML.slice(0, 120), ringed: isRinged, sighted: isInSight, id: element.id };
}"""


def violations(page: Any) -> list[str]:
    found: list[str] = page.evaluate(VIOLATIONS)
    return found


def scenes(page: Any) -> Iterator[str]:
    """Bring about one thing after the other that a reader may see, and say which."""
    for name in VIEWS:
        if show_view(page, name):
            yield f"the view {name}"
    show_view(page, "network")
    for name, script in SCENES.items():
        at = page.evaluate(script)
        if isinstance(at, dict):
            page.mouse.click(at["x"], at["y"])
            page.select_option("#language", "own")
        yield name


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 1366), ("light", 390), ("dark", 390)])
def test_axe_finds_nothing_against_any_rule(opened: Open, which: str, scheme: str, width: int) -> None:
    page = opened(PAGES[which](), width=width, height=800, scheme=scheme).page
    page.evaluate(axe())
    found = {scene: violations(page) for scene in scenes(page)}
    assert len(found) > 9
    assert {scene: each for scene, each in found.items() if each} == {}


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_line_stands_out_from_the_paper(opened: Open, which: str, scheme: str) -> None:
    page = opened(PAGES[which](), scheme=scheme).page
    swatches, lines = page.evaluate(SWATCHES), page.evaluate(LINES)
    assert len(swatches) > 5
    assert len(lines) > 20
    assert {kind: contrast for kind, contrast in swatches if contrast < 3} == {}
    assert {line: contrast for line, contrast in lines if contrast < 3} == {}


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize("width", [1366, 390])
def test_what_can_be_pressed_is_large_enough(opened: Open, which: str, width: int) -> None:
    page = opened(PAGES[which](), width=width, height=800).page
    assert {scene: small for scene in scenes(page) if (small := page.evaluate(SMALL))} == {}


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize(("width", "height"), [(683, 384), (320, 640)], ids=["zoomed to 200 %", "zoomed to 400 %"])
def test_nothing_is_lost_when_everything_is_larger(opened: Open, which: str, width: int, height: int) -> None:
    page = opened(PAGES[which](), width=width, height=height).page
    for scene in scenes(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, scene
        assert page.evaluate(BESIDE) == [], scene


def stops_of(page: Any, key: str = "Tab", most: int = 400) -> list[dict[str, Any]]:
    """All that has the focus one after the other, until the page has been gone round."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None or (found and stop["number"] == found[0]["number"]):
            return found
        found.append(stop)
    raise AssertionError(f"no way out in {most} steps: {found[-3:]}")


@pytest.mark.parametrize("which", PAGES)
def test_the_tab_key_goes_round_every_view_and_back_and_shows_where_it_is(opened: Open, which: str) -> None:
    page = opened(PAGES[which]()).page
    for view in VIEWS:
        if not show_view(page, view):
            continue
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        there = stops_of(page)
        page.evaluate("document.activeElement.blur()")
        back = stops_of(page, "Shift+Tab")
        assert {stop["number"] for stop in there} == {stop["number"] for stop in back}, view
        assert {"find", f"tab-{view}", "day", "any", "save-csv"} <= {stop["id"] for stop in there}, view
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
            sentence = next(each for each in rests_on if said.startswith(each))
            if said in reached:
                break
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


@pytest.mark.parametrize(("view", "item"), [("table", ".row"), ("timeline", ".bar-row")])
def test_every_relation_is_reached_in_the_lists_by_the_arrow_keys_alone(opened: Open, view: str, item: str) -> None:
    graph = east_asia()
    rests_on = {known["sentence"]: words_of(known) for *_, known in graph.edges(data=True)}
    page = opened().page
    tab_to(page, f"[data-view={VIEWS[0]}]")
    for _ in range(VIEWS.index(view)):
        page.keyboard.press("ArrowRight")
    tab_to(page, item)
    page.keyboard.press("Home")
    reached = set()
    for _ in range(2 * graph.number_of_edges()):
        before = page.evaluate("document.activeElement.textContent")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", item):
            page.keyboard.press("Enter")
            opened_at = page.evaluate(EVIDENCE)
            assert opened_at["focus"] == "evidence"
            assert rests_on[opened_at["heading"]] in opened_at["text"]
            reached.add(opened_at["heading"])
            page.keyboard.press("Escape")
            assert page.evaluate("document.activeElement.textContent") == before
        page.keyboard.press("ArrowDown")
    assert reached == set(rests_on)


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
    assert min(contrast for _, contrast in page.evaluate(SWATCHES)) < 3
    assert ID in page.evaluate("foedera.relations()")[0]["id"]
