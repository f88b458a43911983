"""All relations as rows: in any order, by keyboard alone, page by page; and what leaves the page as file or words."""

from __future__ import annotations

import base64
import csv
import html
import io
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import view
from tests.browser.conftest import ID, Open, east_asia, page_of_east_asia

TABLE = "#view=table"
ALL_STATUSES = TABLE + "&with=Disputed&with=Rejected&with=Unreviewed"
COLUMNS = {"number": 0, "kind": 1, "from": 2, "sentence": 3, "to": 4, "when": 5, "status": 6, "source": 7}
STATUSES = ["Accepted", "Disputed", "Unreviewed", "Rejected"]
# The texts of a column, row by row.
CELLS = "(column) => [...document.querySelectorAll('#rows tr')].map((row) => row.cells[column].innerText.trim())"
SENTENCES = "[...document.querySelectorAll('#rows .row')].map((button) => button.textContent)"
# The line that has the focus: its sentence, and its place among all.
FOCUSED = """(() => {
  const row = document.activeElement.closest('tr');
  return row ? [document.activeElement.textContent, Number(row.getAttribute('aria-rowindex')) - 1] : null;
})()"""
# The smaller side of each thing to press or to fill in.
SIZES = """[...document.querySelectorAll('#view-table :is(button, input, select)')]
  .map((each) => each.getBoundingClientRect()).filter(({ height }) => height > 0)
  .map(({ width, height }) => Math.min(width, height))"""
# How many colours a band of a picture has, looked at in the page, which may show pictures of data.
COLOURS = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const found = new Set(new Uint32Array(context.getImageData(0, 200, picture.width, 400).data.buffer));
  return found.size;
}"""


def told(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    """What is known of each relation, by its sentence."""
    names = {name: known["label"] for name, known in graph.nodes(data=True)}
    return {
        known["sentence"]: {**known, "from": names[one], "to": names[other]}
        for one, other, known in graph.edges(data=True)
    }


def with_statuses() -> nx.MultiDiGraph[str]:
    """The network of the fixture, a few of its relations not accepted."""
    graph = east_asia()
    for place, (*_, known) in enumerate(graph.edges(data=True)):
        known["status"] = STATUSES[place % 7] if place % 7 < 4 else "Accepted"
    return graph


@cache
def page_with_statuses() -> str:
    return view.page(with_statuses())


@cache
def page_of_many(count: int) -> str:
    return view.page(many(count))


def many(count: int, **known: Any) -> nx.MultiDiGraph[str]:
    """Few names and many relations between them."""
    graph = nx.MultiDiGraph(title="Many")
    graph.add_nodes_from((f"n{number}", {"label": f"Name {number}"}) for number in range(40))
    for number in range(count):
        ends = f"n{number % 40}", f"n{(number * 7 + 1) % 40}"
        graph.add_edge(
            *ends, key=str(number), iri=f"r{number}", kind="Met", kind_label="Met", sentence=f"No. {number}", **known
        )
    return graph


def files(page: Any, button: str, folder: Path) -> Path:
    """What a button saves."""
    with page.expect_download() as waiting:
        page.click(button)
    path = folder / str(waiting.value.suggested_filename)
    waiting.value.save_as(path)
    return path


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))


def pasted(page: Any) -> str:
    """What stands on the clipboard."""
    page.fill("#find", "")
    page.focus("#find")
    page.keyboard.press("Control+V")
    return str(page.input_value("#find"))


def when(known: dict[str, Any]) -> str:
    return min((known[bound] for bound in view.BOUNDS if known.get(bound)), default="9999")


KEYS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "kind": lambda known: known["order"],
    "from": lambda known: known["from"].casefold(),
    "sentence": lambda known: known["sentence"].casefold(),
    "to": lambda known: known["to"].casefold(),
    "when": when,
    "status": lambda known: STATUSES.index(known["status"]),
    "source": lambda known: known["evidence"][0]["source_title"].casefold(),
}


@pytest.mark.parametrize("by", KEYS)
def test_each_column_puts_the_rows_in_order_both_ways(opened: Open, by: str) -> None:
    graph = with_statuses()
    page = opened(page_with_statuses(), width=1920, fragment=ALL_STATUSES).page
    known = told(graph)
    for direction in ("ascending", "descending") if by != "when" else ("descending", "ascending"):
        page.click(f'#table th[data-by="{by}"] button')
        assert page.get_attribute(f'#table th[data-by="{by}"]', "aria-sort") == direction
        assert len(page.query_selector_all("#table th[aria-sort]")) == 1
        assert (page.input_value("#table-by"), direction in page.inner_text("#table-way").lower()) == (by, True)
        keys = [KEYS[by](known[sentence]) for sentence in page.evaluate(SENTENCES)]
        dated = [key for key in keys if key != "9999"]
        assert len(keys) == graph.number_of_edges()
        assert dated == sorted(dated, reverse=direction == "descending")
        assert keys[len(dated) :] == ["9999"] * (len(keys) - len(dated))
        assert page.evaluate(CELLS, COLUMNS["number"]) == [str(number + 1) for number in range(len(keys))]


def test_a_row_says_what_is_known_of_its_relation(opened: Open) -> None:
    graph = with_statuses()
    page = opened(page_with_statuses(), width=1920, fragment=ALL_STATUSES).page
    known = told(graph)
    columns = {by: page.evaluate(CELLS, column) for by, column in COLUMNS.items()}
    for place, sentence in enumerate(page.evaluate(SENTENCES)):
        row = known[sentence]
        shown = [columns[by][place] for by in ("kind", "from", "to", "source")]
        sources = list(dict.fromkeys(item["source_title"] for item in row["evidence"]))
        assert shown == [row["kind_label"], row["from"], row["to"], "; ".join(sources)]
        assert columns["status"][place].split("\n")[0] == row["status"]
        assert ("derived" in columns["status"][place]) == bool(row.get("derived"))
        assert (columns["when"][place] == "date not known") == (when(row) == "9999")
    struck = page.evaluate("[...document.querySelectorAll('#rows .struck')].map((row) => row.textContent)")
    assert set(struck) == {sentence for sentence, row in known.items() if row["status"] == "Rejected"}


def test_a_date_dims_rows_and_hides_none(opened: Open) -> None:
    page = opened(fragment=TABLE + "&on=1904-03-01").page
    states = {each["id"]: each["state"] for each in page.evaluate("foedera.relations()")}
    known = told(east_asia())
    shown = page.evaluate(
        "[...document.querySelectorAll('#rows tr')].map((row) => [row.querySelector('.row').textContent, "
        "row.querySelector('.then').textContent, row.className])"
    )
    assert len(shown) == 49
    for sentence, then, looks in shown:
        state, standing = states[known[sentence]["iri"]], known[sentence]["standing"]
        words = {"certain": "in force", "possible": "possibly in force", "no": "not in force"}
        expected = {"undated": ""} | (words if standing else {"certain": "on this day", "no": "not on this day"})
        assert (then, looks == "out") == (expected[state], state in ("no", "undated")), sentence


def test_filters_are_counted_and_words_are_found_in_chinese(opened: Open, tmp_path: Path) -> None:
    graph = east_asia()
    page = opened(fragment=TABLE).page
    assert page.inner_text("#table-count") == "49 relations."
    page.fill("#table-words", "旅順")
    touching = {known["sentence"] for *ends, known in graph.edges(data=True) if ID + "lushun" in ends}
    assert set(page.evaluate(SENTENCES)) == touching
    assert len(touching) > 3
    assert page.inner_text("#table-count") == f"{len(touching)} of 49 relations; {49 - len(touching)} without “旅順”."
    assert {line["sentence"] for line in lines(files(page, "#save-csv", tmp_path))} == touching
    page.fill("#table-words", "旅順 no such words")
    assert page.inner_text("#rows").startswith("No relation that is shown has")
    page.click("#rows button")
    assert len(page.evaluate(SENTENCES)) == 49
    page.click("#none")
    assert page.inner_text("#table-count") == "0 of 49 relations; 49 hidden by the filters."


def test_order_and_words_are_remembered_while_another_view_is_open(opened: Open) -> None:
    page = opened(fragment=TABLE).page
    page.fill("#table-words", "treaty")
    page.select_option("#table-by", "kind")
    page.click("#table-way")
    before = page.evaluate(SENTENCES)
    assert 1 < len(before) < 49
    page.click("#tab-network")
    page.click("#tab-table")
    assert page.evaluate(SENTENCES) == before
    assert (page.input_value("#table-words"), page.input_value("#table-by")) == ("treaty", "kind")
    assert page.get_attribute('#table th[data-by="kind"]', "aria-sort") == "descending"


def test_every_row_is_reached_by_keys_and_leads_to_its_words(opened: Open) -> None:
    graph = east_asia()
    page = opened(fragment=TABLE).page
    page.focus("#table-way")
    stops = 0
    while not page.evaluate(FOCUSED) or page.evaluate("document.activeElement.closest('th') !== null"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 20
    known, reached = told(graph), list[str]()
    page.keyboard.press("Home")
    for place in range(49):
        sentence, row = page.evaluate(FOCUSED)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "evidence"
        item = known[sentence]["evidence"][0]
        assert (item.get("quote") or item["locator"]) in page.evaluate(
            "document.getElementById('evidence').textContent"
        )
        assert page.inner_text('#rows tr[aria-current="true"] .row') == sentence
        page.keyboard.press("Escape")
        assert page.evaluate(FOCUSED) == [sentence, row] == [sentence, place + 1]
        reached.append(sentence)
        page.keyboard.press("ArrowDown")
    assert set(reached) == set(known)
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('row')")


def test_a_thousand_relations_without_a_date_are_turned_page_by_page(opened: Open) -> None:
    page = opened(many(1000), fragment=TABLE).page
    assert page.inner_text("#table-page") == "Rows 1–200 of 1,000"
    assert page.get_attribute("#table", "aria-rowcount") == "1001"
    page.click("[aria-label='Next page']")
    assert page.evaluate(CELLS, 0)[0] == "201"
    page.click("[aria-label='Last page']")
    page.focus("[aria-label='Next page']")
    page.keyboard.press("Enter")
    assert page.inner_text("#table-page") == "Rows 801–1,000 of 1,000"
    assert page.get_attribute("[aria-label='Next page']", "aria-disabled") == "true"
    page.click("[aria-label='First page']")
    assert {*page.evaluate(CELLS, 5)} == {"date not known"}


def test_keys_go_through_the_rows_of_all_pages(opened: Open) -> None:
    page = opened(page_of_many(450), fragment=TABLE).page
    page.focus("#rows .row")
    keys = [
        ("End", 450),
        ("ArrowDown", 450),
        ("ArrowUp", 449),
        ("PageUp", 439),
        ("Home", 1),
        ("ArrowUp", 1),
        ("PageDown", 11),
    ]
    for key, place in keys:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED)[1] == place, key
    page.click("[aria-label='Next page']")
    page.focus("#rows .row")
    for key, place in [("ArrowUp", 200), ("ArrowDown", 201), ("ArrowDown", 202)]:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED)[1] == place, key
    assert len(page.query_selector_all("#rows .row[tabindex='0']")) == 1


def test_what_is_chosen_elsewhere_is_brought_to_its_page_and_into_sight(opened: Open) -> None:
    page = opened(page_of_many(450), fragment=TABLE).page
    page.fill("#find", "No. 409")
    page.keyboard.press("Enter")
    row = page.locator('#rows tr[aria-current="true"]')
    assert row.locator(".row").inner_text() == "No. 409"
    assert page.inner_text("#table-page") == "Rows 401–450 of 450"
    frame, place = page.locator("#table-rows").bounding_box(), row.bounding_box()
    assert frame["y"] < place["y"] < frame["y"] + frame["height"] - place["height"]
    top = page.evaluate("document.getElementById('table-rows').scrollTop")
    page.click("#rows :text-is('No. 449')")
    assert row.locator(".row").inner_text() == "No. 449"
    assert page.evaluate("document.getElementById('table-rows').scrollTop") == top


@pytest.mark.parametrize("size", [(390, 844), (683, 900), (1366, 768)])
def test_the_table_is_never_wider_than_its_place(opened: Open, size: tuple[int, int]) -> None:
    graph = many(30)
    for *_, known in graph.edges(data=True):
        known |= {
            "sentence": "W" * 20000,
            "kind_label": "K" * 300,
            "evidence": [{"claim": "a:b", "quote": "q", "source_title": "S" * 900}],
        }
    page = opened(graph, width=size[0], height=size[1], fragment=TABLE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate(
        "[...document.querySelectorAll('#view-table :not(.unseen)')].every((part) => part.scrollWidth <= innerWidth)"
    )


@pytest.mark.parametrize("width", [390, 1366])
def test_everything_to_press_is_large_enough(opened: Open, width: int) -> None:
    page = opened(page_of_many(450), width=width, height=844, fragment=TABLE).page
    places = page.evaluate(SIZES)
    assert len(places) > 200
    assert min(places) >= 24


def test_csv_has_the_rows_that_are_shown_and_no_formula(opened: Open, tmp_path: Path) -> None:
    graph = with_statuses()
    *_, known = next(iter(graph.edges(data=True)))
    known["sentence"] = '=HYPERLINK("http://x","a, b")\nsecond line'
    page = opened(graph, fragment=TABLE + "&on=1904-03-01&hide=Lease&with=Rejected").page
    path = files(page, "#save-csv", tmp_path)
    assert path.name == "Who-stood-where-when-Russia-and-Japan-fought-over-Manchuria-1904-03-01.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfnumber,from,kind,to,")
    found = lines(path)
    states = {each["id"]: each["state"] for each in page.evaluate("foedera.relations()") if each["shown"]}
    assert {line["relation"]: line["state"] for line in found} == states
    assert [line["number"] for line in found] == [str(number + 1) for number in range(len(states))]
    expected = {row["iri"]: row for row in told(graph).values()}
    for line in found:
        row = expected[line["relation"]]
        assert line["sentence"] == row["sentence"] or line["sentence"] == "'" + row["sentence"]
        assert not line["sentence"].startswith("=")
        assert [line[bound] for bound in view.BOUNDS] == [row.get(bound, "") for bound in view.BOUNDS]
        assert (line["status"], line["from"], line["on"]) == (row["status"], row["from"], "1904-03-01")
        assert (row["evidence"][0].get("quote") or row["evidence"][0]["locator"]) in line["words"]
    assert sum(line["sentence"].startswith("'=HYPERLINK") for line in found) == 1


@pytest.mark.parametrize("at", ["", TABLE])
def test_the_drawing_is_saved_sharp_with_title_and_legend(opened: Open, tmp_path: Path, at: str) -> None:
    page = opened(fragment=at, anew=True).page
    path = files(page, "#save-png", tmp_path)
    if at:
        assert page.is_hidden("#view-network")
        assert page.is_visible("#view-table")
        page.click("#tab-network")
    box = page.locator("#canvas").bounding_box()
    raw = path.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", raw[16:24])
    assert width >= 2 * box["width"]
    assert height >= 2 * box["height"] + 150
    colours = page.evaluate(COLOURS, "data:image/png;base64," + base64.b64encode(raw).decode("ascii"))
    assert colours > 300
    # On the screen it is again as sharp as it was.
    screen = page.evaluate(
        "(({ width, clientWidth }) => [width, clientWidth])(document.querySelector('#canvas canvas'))"
    )
    assert screen[0] == screen[1]


def test_a_citation_is_copied_with_its_words_and_its_stable_id(opened: Open) -> None:
    page = opened(fragment=TABLE).page
    page.click("text=Qing China declared strict neutrality")
    page.locator("#evidence").get_by_text("Copy citation").first.click()
    page.wait_for_function("document.getElementById('said').textContent === 'The citation is copied.'")
    text = pasted(page)
    assert text.startswith("Qing China declared strict neutrality")
    assert "“February 12, 1904, the Qing government announced strict neutrality in the Russo-Japanese War”" in text
    assert "qing-neutrality-1904" in text
    assert "file:" not in text


def test_where_the_clipboard_is_closed_the_citation_stands_selected(opened: Open) -> None:
    page = opened(anew=True).page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#evidence").get_by_text("Copy citation").first.click()
    page.wait_for_function("document.getElementById('said').textContent === 'The citation is copied.'")
    assert "Japan took the opportunity" in pasted(page)
    page.evaluate("document.execCommand = () => false")
    page.locator("#evidence").get_by_text("Copy citation").first.click()
    page.wait_for_selector("textarea.by-hand")
    assert "Japan took the opportunity" in page.evaluate("getSelection().toString()")
    assert "Ctrl+C" in page.inner_text("#said")


@pytest.mark.parametrize("at", ["", TABLE])
def test_paper_gets_the_drawing_and_all_relations_numbered_with_their_words(opened: Open, at: str) -> None:
    graph = east_asia()
    reading = opened(fragment=f"{at or '#'}&on=1904-03-01", anew=True)
    page = reading.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.getElementById('paper').width") > 400
    printed = page.evaluate("[...document.querySelectorAll('#printed ol > li')].map((item) => item.textContent)")
    assert len(printed) == 49
    for sentence, known in told(graph).items():
        (item,) = [each for each in printed if each.startswith(sentence)]
        quotes = [each["quote"] for each in known["evidence"] if each.get("quote")]
        assert (quotes[0] if quotes else known["evidence"][0]["locator"]) in item
    assert sum("; in force" in item for item in printed) == 9
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert reading.seen.errors == []


def test_paper_ends_after_two_thousand_relations_and_says_so(opened: Open) -> None:
    page = opened(many(2003)).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('#printed li').length") == 2000
    assert "3 more relations not printed" in page.evaluate("document.getElementById('printed').textContent")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_a_frame_without_an_origin_saves_and_copies_too(opened: Open, tmp_path: Path) -> None:
    frame = html.escape(page_of_east_asia(), quote=True)
    notebook = tmp_path / "notebook.html"
    notebook.write_text(
        '<!doctype html><title>A notebook</title><textarea id="find"></textarea>'
        f'<iframe sandbox="allow-scripts allow-downloads" width="1200" height="600" srcdoc="{frame}"></iframe>',
        encoding="utf-8",
    )
    reading = opened(anew=True)
    reading.page.goto(notebook.as_uri())
    inner = reading.page.frame_locator("iframe")
    with reading.page.expect_download() as waiting:
        inner.locator("#save-csv").click()
    waiting.value.save_as(tmp_path / "rows.csv")
    assert len(lines(tmp_path / "rows.csv")) == 49
    inner.locator("#evidence").get_by_text("Copy citation").first.click()
    assert "Japan took the opportunity" in pasted(reading.page)
    assert reading.seen.errors == []
