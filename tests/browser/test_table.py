"""All relations as rows: in any order, by keyboard alone, page by page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import view
from tests.browser.conftest import ID, Open, east_asia
from tests.browser.tables import STATUSES, TABLE, files, lines, many, page_of_many, told, with_statuses

ALL_STATUSES = TABLE + "&with=Disputed&with=Rejected&with=Unreviewed"
COLUMNS = {"number": 0, "kind": 1, "from": 2, "sentence": 3, "to": 4, "when": 5, "status": 6, "source": 7}
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


@cache
def page_with_statuses() -> str:
    return view.page(with_statuses())


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
