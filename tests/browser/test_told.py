"""What the page tells a reader can be seen: where the keys stand, what was done, dates and claims in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.browser.conftest import Open, east_asia, page_of_exports, passed, show_view
from tests.browser.tables import files, many

# Pixels of the drawing that are not as they were, from one look to the next; the first look counts none.
CHANGED = """() => {
  const shown = document.querySelector('#canvas canvas');
  const now = shown.getContext('2d').getImageData(0, 0, shown.width, shown.height).data;
  const before = window.looked || now;
  window.looked = now;
  let changed = 0;
  for (let at = 0; at < now.length; at += 4) changed += now[at] !== before[at] || now[at + 1] !== before[at + 1];
  return changed;
}"""
# Pixels of the drawing in the colour of the ring.
RINGED = """() => {
  const shown = document.querySelector('#canvas canvas');
  const { data } = shown.getContext('2d').getImageData(0, 0, shown.width, shown.height);
  let ringed = 0;
  for (let at = 0; at < data.length; at += 4) {
    ringed += data[at] === 0x7c && data[at + 1] === 0x1d && data[at + 2] === 0x2b;
  }
  return ringed;
}"""
HEIGHT = "document.getElementById('canvas').clientHeight"
# How much of the drawing can be seen in the window, below nothing that lies over it.
SEEN = """(() => {
  const { left, top, bottom, width } = document.getElementById('canvas').getBoundingClientRect();
  const isSeen = (y) => document.elementFromPoint(left + width / 2, y).closest('#canvas') !== null;
  let seen = 0;
  for (let y = Math.max(0, top); y < Math.min(bottom, innerHeight); y += 1) if (isSeen(y)) seen += 1;
  return seen / innerHeight;
})()"""


def arrow(page: Any, *keys: str) -> str:
    """Press keys on the drawing; what is then said aloud."""
    page.focus("#canvas")
    for key in keys:
        page.keyboard.press(key)
    return str(page.evaluate("document.getElementById('said').textContent"))


def test_a_name_that_the_keys_reach_is_marked_in_the_drawing_and_told_below_it(opened: Open) -> None:
    page = opened().page
    said = arrow(page, "ArrowDown")
    page.evaluate(CHANGED)
    for _ in range(4):
        said = arrow(page, "ArrowDown")
        assert page.evaluate(CHANGED) > 400
        assert page.inner_text("#walked") == said
        assert page.locator("#walked").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(CHANGED) > 400
    assert page.locator("#walked").is_hidden()


def test_a_name_that_the_keys_reach_beside_the_window_is_brought_into_it(opened: Open) -> None:
    page = opened().page
    arrow(page, "ArrowDown")
    for _ in range(8):
        page.click("#closer")
    for _ in range(12):
        name = arrow(page, "ArrowDown").partition(",")[0]
        assert page.evaluate(RINGED) > 100, name


def test_the_keys_are_explained_to_those_who_see_while_the_drawing_has_them(opened: Open) -> None:
    page = opened().page
    before = page.evaluate(HEIGHT)
    assert page.locator("#drawing-help").is_hidden()
    page.focus("#find")
    page.focus("#canvas")
    assert "Enter: the evidence" in page.inner_text("#drawing-help")
    assert page.locator("#drawing-help").is_visible()
    canvas, told = (page.locator(place).bounding_box() for place in ("#canvas", "#drawing-help"))
    assert told["y"] >= canvas["y"] + canvas["height"]
    assert (
        page.evaluate(
            "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.getElementById('drawing-help'))"
        )
        <= 1
    )
    arrow(page, "ArrowDown", "ArrowRight")
    assert page.locator("#drawing-help").is_hidden()
    assert page.evaluate(HEIGHT) == before


def test_the_escape_key_leaves_a_shortest_path(opened: Open) -> None:
    page = opened(fragment="#path=japan&path=france").page
    assert "path=" in page.url
    assert page.locator("#evidence h2").inner_text() == "Empire of Japan to France"
    arrow(page, "ArrowDown", "Escape", "Escape")
    assert "path=" not in page.url
    assert all(name["drawn"] for name in page.evaluate("foedera.names()"))


def test_a_path_lists_every_relation_of_each_step(opened: Open) -> None:
    page = opened(fragment="#path=russia&path=korean-empire").page
    counted = sum(len(line["ids"]) for line in page.evaluate("foedera.lines()"))
    assert counted > 2
    assert page.locator("#evidence .steps .links button").count() == counted


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_a_copied_citation_is_told_beside_the_button_for_a_while(opened: Open, width: int, height: int) -> None:
    page = opened(width=width, height=height).page
    button = page.locator("#evidence").get_by_text("Copy citation").first
    button.click()
    note = page.locator("#told")
    note.wait_for(state="visible")
    assert note.inner_text() == "The citation is copied."
    one, other = button.bounding_box(), note.bounding_box()
    assert other["y"] >= one["y"] + one["height"] or other["y"] + other["height"] <= one["y"]
    assert other["x"] >= 0
    assert other["x"] + other["width"] <= width
    assert abs(other["y"] - one["y"]) < 60
    if width > 1000:
        passed(page, 3000)
        assert note.is_visible()


def test_saved_files_are_told_by_name(opened: Open, tmp_path: Path) -> None:
    page = opened(anew=True).page
    for button, words in (("#save-csv", "49 relations saved as"), ("#save-png", "The drawing is saved as")):
        name = files(page, button, tmp_path).name
        assert page.inner_text("#told").startswith(words)
        assert name in page.inner_text("#told")


def test_where_the_clipboard_is_closed_the_address_stands_selected_once(opened: Open) -> None:
    page = opened(anew=True, fragment="#on=1904-03-01").page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.execCommand = () => false")
    before = page.evaluate(HEIGHT)
    for _ in range(2):
        page.click("#save-link")
        page.wait_for_selector("textarea.by-hand")
        assert page.evaluate("getSelection().toString()").partition("#")[2].startswith("on=1904-03-01")
    assert page.locator("textarea.by-hand").count() == 1
    assert "Ctrl+C" in page.inner_text("#told")
    assert page.evaluate(HEIGHT) == before
    page.focus("#find")
    page.wait_for_selector("textarea.by-hand", state="detached")


def with_dates(**known: Any) -> Any:
    """The network of the fixture, its first relation told with other dates and claims."""
    graph = east_asia()
    *_, first = next(iter(graph.edges(data=True)))
    first.update(known)
    return graph


def test_dates_are_told_in_words_and_edtf_is_called_that(opened: Open) -> None:
    claim = {"claim": "one:claim", "source_title": "A treaty", "locator": "art. I", "understood": "? / [..1905-09-15]"}
    bounds = {"earliest_end": "1905-09-05", "latest_end": "1905-09-15", "end": "[1905-09-05..1905-09-15]"}
    graph = with_dates(sentence="It ended.", evidence=[claim], standing=True, **bounds)
    page = opened(graph, fragment="#view=table").page
    page.click("text=It ended.")
    told = page.inner_text("#evidence")
    assert "between 5 September 1905 and 15 September 1905 EDTF [1905-09-05..1905-09-15]" in told
    assert "its end understood as on or before 15 September 1905 EDTF [..1905-09-15]" in told
    assert "([" not in told


def test_a_claim_that_a_citation_names_is_told_in_words_and_opens(opened: Open) -> None:
    named = {
        "claim": "papers:night",
        "source": "papers",
        "source_title": "Papers",
        "sentence": "It was at night",
        "locator": "p. 3",
    }
    naming = {
        "claim": "notes:one",
        "source_title": "Notes",
        "locator": "The night: papers:night with papers:other, none:such",
    }
    graph = with_dates(sentence="It began.", evidence=[naming, named])
    page = opened(graph, fragment="#view=table").page
    page.click("text=It began.")
    assert "Cited: The night: Papers with Papers, none:such" in page.inner_text("#evidence")
    page.locator("#evidence figure").get_by_role("button", name="Papers").click()
    assert page.inner_text("#evidence h2") == "It was at night"


@pytest.mark.parametrize(("width", "height"), [(683, 384), (390, 844)], ids=["zoomed to 200 %", "telephone"])
def test_the_drawing_has_most_of_a_small_window(opened: Open, width: int, height: int) -> None:
    page = opened(page_of_exports(), width=width, height=height).page
    if height > 400:
        assert page.evaluate(SEEN) > 0.55
    said = arrow(page, "ArrowDown")
    assert page.evaluate(SEEN) >= 0.59
    line = page.locator("#walked").bounding_box()
    assert page.inner_text("#walked") == said
    assert line["y"] + line["height"] <= height


def test_the_tab_that_is_open_is_seen_whole_on_a_telephone(opened: Open) -> None:
    page = opened(page_of_exports(), width=390, height=844).page
    for view in ("doubts", "network", "text", "table"):
        assert show_view(page, view)
        tab, row = (page.locator(place).bounding_box() for place in (f"#tab-{view}", "#tabs"))
        assert tab["x"] >= row["x"] - 1, view
        assert tab["x"] + tab["width"] <= row["x"] + row["width"] + 1, view


def test_nothing_moves_when_a_date_is_told_or_refused(opened: Open) -> None:
    page = opened(page_of_exports()).page
    before = page.evaluate(HEIGHT)
    for day in ("1904-03-01", "nonsense", "1905", "1904-02-08..1905-09-05"):
        page.fill("#day", day)
        page.keyboard.press("Enter")
        assert page.evaluate(HEIGHT) == before, day
    page.uncheck("#standings input >> nth=0")
    assert page.evaluate(HEIGHT) == before


def test_counts_of_a_date_stand_on_the_line_of_their_kind(opened: Open) -> None:
    page = opened(many(856, standing=False, earliest_start="1904-03-01", latest_end="1904-03-01")).page
    page.fill("#day", "1904-03-01")
    page.keyboard.press("Enter")
    label, count = (page.locator(f"#kinds .kind {part}").first.bounding_box() for part in ("span[dir]", ".count"))
    assert page.locator("#kinds .count").first.inner_text() == "856 of 856"
    assert abs(label["y"] + label["height"] / 2 - count["y"] - count["height"] / 2) < 2


def test_on_paper_each_heading_of_the_legend_stands_over_its_entries(opened: Open) -> None:
    page = opened(page_of_exports()).page
    page.emulate_media(media="print")
    found = page.evaluate("""(() => {
      const place = (each) => each.getBoundingClientRect();
      const headings = [...document.querySelectorAll('#legend h3')].filter((each) => each.checkVisibility());
      return headings.map((heading) => {
        const [here, first] = [place(heading), place(heading.nextElementSibling.querySelector('li'))];
        return [heading.textContent, first.top - here.bottom, first.left - here.left];
      });
    })()""")
    page.emulate_media(media="screen")
    assert len(found) == 4
    assert [each for each in found if not (-1 <= each[1] < 20 and abs(each[2]) < 5)] == []


def test_a_saved_drawing_explains_the_signs_of_names(opened: Open, tmp_path: Path) -> None:
    graph = east_asia()
    page = opened(graph, anew=True).page
    page.evaluate("""() => {
      const paper = CanvasRenderingContext2D.prototype;
      const write = paper.fillText;
      window.words = [];
      paper.fillText = function (text, ...place) { words.push(text); write.call(this, text, ...place); };
    }""")
    assert files(page, "#save-png", tmp_path).read_bytes().startswith(b"\x89PNG")
    words = page.evaluate("words")
    signs = page.locator("#signs li").all_inner_texts()
    assert len(signs) > 2
    assert {" ".join(sign.split()) for sign in signs} <= set(words)


# Whether a band of the drawing has anything on it.
EMPTY = """([from, to]) => {
  const shown = document.querySelector('#canvas canvas');
  const ratio = shown.width / shown.clientWidth;
const { data } = shown.getContext('2d').getImageData(0, from * ratio, shown.width, (to - from) * ratio);
  return !data.some((part) => part);
}"""


@pytest.mark.parametrize("height", [768, 700])
def test_no_sign_stands_on_the_upper_edge(opened: Open, height: int) -> None:
    graph = nx.MultiDiGraph(title="A star")
    graph.add_nodes_from((f"n{number}", {"label": f"Name {number}"}) for number in range(9))
    for number in range(1, 9):
        graph.add_edge("n0", f"n{number}", key=str(number), iri=f"r{number}", kind="Met", sentence=f"No. {number}")
    page = opened(graph, height=height).page
    assert page.evaluate(EMPTY, [0, 8])
    assert not page.evaluate(EMPTY, [8, 60])
