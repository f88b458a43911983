"""Bundles, surroundings, paths, filters, languages, periods, the back button, and the overview of a large network."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from tests.browser.conftest import ID, Open, east_asia, go, page_of_exports, passed, until
from tests.fixtures import synthetic

JAPAN, RUSSIA = f"{ID}japan", f"{ID}russia"
BUNDLE = "foedera.lines().find((line) => line.ids.length > 4)"
CHOOSE_PATH = "#path-to"
PACE = 1100  # milliseconds that a day stands while the page plays


def drawn(page: Any) -> set[str]:
    return {name["id"] for name in page.evaluate("foedera.names()") if name["drawn"]}


def shown(page: Any) -> set[str]:
    return {each["id"] for each in page.evaluate("foedera.relations()") if each["shown"]}


def canvas_click(page: Any, at: dict[str, float], *, count: int = 1) -> None:
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"], click_count=count, delay=20)


def open_name(page: Any, label: str) -> None:
    page.fill("#find", label)
    page.keyboard.press("Enter")


def test_every_relation_is_in_one_line_and_two_names_have_one(opened: Open) -> None:
    graph = east_asia()
    lines = opened(fragment="#n=france").page.evaluate("foedera.lines()")
    within = [identity for line in lines for identity in line["ids"]]
    assert sorted(within) == sorted(known["iri"] for *_, known in graph.edges(data=True))
    pairs = {frozenset(edge) for edge in graph.edges()}
    france = {edge for edge in graph.edges(keys=True) if f"{ID}france" in edge}
    fanned = len(france) - len({frozenset(edge[:2]) for edge in france})
    assert len(lines) == len(pairs) + fanned


def test_a_bundle_lists_its_relations_and_is_fanned_out(opened: Open) -> None:
    page = opened(fragment="#n=france").page
    bundle = page.evaluate(BUNDLE)
    canvas_click(page, bundle)
    assert page.inner_text("#evidence .over").startswith(f"{len(bundle['ids'])} relations")
    assert page.locator("#evidence .links li").count() == len(bundle["ids"])
    lines = page.evaluate("foedera.lines()")
    fanned = [line for line in lines if set(line["ids"]) & set(bundle["ids"])]
    assert len(fanned) == len(bundle["ids"])
    assert len({(round(line["x"]), round(line["y"])) for line in fanned}) == len(fanned)
    page.locator("#evidence .links button").nth(2).click()
    assert page.locator("#evidence blockquote, #evidence figure").count() > 0


def test_a_bundle_counts_what_is_in_force_on_the_date(opened: Open) -> None:
    page = opened(fragment="#on=1904-03-01&n=france").page
    states = {each["id"]: each["state"] for each in page.evaluate("foedera.relations()")}
    for line in page.evaluate("foedera.lines()"):
        current = {states[identity] not in ("no", "undated") for identity in line["ids"]}
        assert len(current) == 1, line


@pytest.mark.parametrize("steps", [1, 2])
def test_the_surroundings_of_a_name_are_drawn_alone(opened: Open, steps: int) -> None:
    page = opened().page
    open_name(page, "France")
    page.click(f"#evidence .name-tools button:has-text('{steps} step')")
    near = nx.ego_graph(east_asia().to_undirected(), f"{ID}france", radius=steps)
    assert drawn(page) == set(near.nodes)
    assert shown(page) == {known["iri"] for *_, known in near.edges(data=True)}
    page.click("#evidence .name-tools button:has-text('Everything')")
    assert drawn(page) == set(east_asia().nodes)


def test_the_shortest_path_between_two_names_is_drawn_and_told(opened: Open) -> None:
    page = opened().page
    open_name(page, "Korean Empire")
    page.fill(CHOOSE_PATH, "France")
    page.keyboard.press("Enter")
    length = nx.shortest_path_length(east_asia().to_undirected(), f"{ID}korean-empire", f"{ID}france")
    assert page.locator("#evidence .steps > li").count() == length
    assert len(drawn(page)) == length + 1
    page.click("#focus-note button")
    assert drawn(page) == set(east_asia().nodes)


def test_where_no_path_leads_the_page_says_so(opened: Open) -> None:
    page = opened().page
    page.click("#none")
    open_name(page, "Korean Empire")
    page.fill(CHOOSE_PATH, "France")
    page.keyboard.press("Enter")
    assert "No path" in page.inner_text("#evidence")


def test_what_is_derived_or_doubtful_is_off_or_on_as_the_reader_wants(opened: Open) -> None:
    graph = east_asia()
    iri = f"{ID}russian-occupation"
    for *_, known in graph.edges(data=True):
        if known["iri"] == iri:
            known["status"] = "Disputed"
    page = opened(graph).page
    derived = {known["iri"] for *_, known in graph.edges(data=True) if known.get("derived")}
    assert iri not in shown(page)
    assert derived <= shown(page)
    page.check(".kind:has-text('≠ disputed') input")
    assert iri in shown(page)
    assert "and 1 doubtful one." in page.inner_text("#shown")
    page.uncheck(".kind:has-text('derived by a rule') input")
    assert derived
    assert not derived & shown(page)


def test_a_source_that_is_left_out_takes_what_rests_on_it_alone(opened: Open) -> None:
    graph = east_asia()
    page = opened(graph).page
    page.click("#source-filter summary")
    label = page.locator("#source-filter .kind").first
    title = label.locator("span").first.inner_text()
    label.locator("input").uncheck()
    alone = {
        known["iri"]
        for *_, known in graph.edges(data=True)
        if known["evidence"] and all(item["source_title"] == title for item in known["evidence"])
    }
    assert alone
    assert not alone & shown(page)


def test_names_are_written_in_the_language_of_the_reader(opened: Open) -> None:
    page = opened(fragment="#n=korean-empire").page
    page.select_option("#language", "zh")
    assert page.inner_text("#evidence h2") == "大韓帝國"
    page.select_option("#language", "own")
    assert page.inner_text("#evidence h2") == "대한제국"
    page.select_option("#language", "")
    assert page.inner_text("#evidence h2") == "Korean Empire"


@pytest.mark.parametrize(
    ("typed", "label", "found"),
    [
        ("Great Britain", "United Kingdom", "Great Britain"),
        ("tsarist", "Russia", "Tsarist Russia"),
        ("Российская империя", "Russia", "Россійская Имперія"),
        ("Rusia", "Russia", ""),
        ("Karafuto", "Southern Sakhalin", "Karafuto"),
    ],
)
def test_a_name_is_found_by_its_aliases_in_old_spelling_and_with_a_slip(
    opened: Open, typed: str, label: str, found: str
) -> None:
    page = opened(page_of_exports()).page
    page.fill("#find", typed)
    first = page.locator("#found [role=option]").first.locator("span[dir]")
    assert first.first.inner_text() == label
    assert not found or first.last.inner_text() == found
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence h2") == label


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9 September 1905", "9 September 1905."),
        ("Feb 1904", "February 1904."),
        ("8 Feb – 9 June 1904", "8 February 1904 to 9 June 1904."),
        ("50 BC", "50 BC."),
    ],
)
def test_dates_are_typed_as_the_page_says_them(opened: Open, typed: str, said: str) -> None:
    page = opened().page
    page.fill("#day", typed)
    page.keyboard.press("Enter")
    assert page.inner_text("#shown").startswith(said)
    assert page.inner_text("#dates-error") == ""


def test_what_is_no_date_is_told_why(opened: Open) -> None:
    page = opened().page
    wrong = {"1904-02-30": "There is no 30 February 1904.", "in the war": "Write a day (1895-04-17 or 17 April 1895)"}
    for typed, message in wrong.items():
        page.fill("#day", typed)
        page.keyboard.press("Enter")
        assert page.inner_text("#dates-error").startswith(message)


def test_a_period_is_typed_or_given_by_two_days(opened: Open) -> None:
    page = opened().page
    page.fill("#day", "1904")
    page.keyboard.press("Enter")
    assert page.inner_text("#shown").startswith("1904.")
    page.fill("#day", "1904-02-08")
    page.fill("#until", "1905-09-05")
    page.keyboard.press("Enter")
    assert page.inner_text("#shown").startswith("8 February 1904 to 5 September 1905.")
    page.fill("#until", "1903")
    page.keyboard.press("Enter")
    assert "ends after it begins" in page.inner_text("#dates-error")
    assert page.inner_text("#shown").startswith("8 February 1904 to 5 September 1905.")


def test_play_goes_from_event_to_event_and_stops(opened: Open) -> None:
    page = opened(fragment="#on=1904-02-07").page
    page.click("#play")
    until(page, "document.getElementById('day').value > '1904-02-08'")
    page.click("#play")
    stood = page.input_value("#day")
    passed(page, PACE + 200)
    assert page.input_value("#day") == stood


def test_the_back_button_undoes_what_was_chosen(opened: Open) -> None:
    page = opened().page
    open_name(page, "France")
    page.click("#tab-table")
    go(page, -1)
    assert page.is_visible("#canvas")
    assert page.inner_text("#evidence h2") == "France"
    go(page, -1)
    assert page.inner_text("#evidence h2") != "France"


@pytest.mark.parametrize("count", [60, 100, 150, 250])
def test_every_name_that_a_page_opens_with_can_be_read(opened: Open, count: int) -> None:
    page = opened(synthetic.network(count), width=1366, height=768).page
    first = drawn(page)
    assert 40 <= len(first) <= count
    assert {label["name"] for label in page.evaluate("foedera.labels()")} == first
    assert page.evaluate("document.getElementById('hidden-names').textContent.includes('no room')") is False
    is_whole = len(first) == count
    assert is_whole == (count <= 100)
    assert page.is_visible("#everything") != is_whole


def test_a_large_network_opens_with_an_overview_and_says_what_it_leaves_out(opened: Open) -> None:
    graph = synthetic.network(1000)
    page = opened(graph).page
    first = drawn(page)
    assert 40 <= len(first) <= 80
    assert {label["name"] for label in page.evaluate("foedera.labels()")} == first
    assert f"{len(first)} names of 1,000 drawn" in page.inner_text("#hidden-names")
    lines = sum(len(line["ids"]) for line in page.evaluate("foedera.lines()"))
    assert f"{lines} of 3,000 relations drawn." in page.inner_text("#shown")
    assert f"{len(first)} of 1,000 names drawn." in page.inner_text("#shown")
    hub = max(sorted(first), key=graph.degree)
    label = next(label for label in page.evaluate("foedera.labels()") if label["name"] == hub)
    canvas_click(page, {"x": label["x"] + 5, "y": label["y"] + 5})
    page.click("#evidence button:has-text('other neighbour')")
    assert first < drawn(page)
    page.click("#everything")
    assert len(drawn(page)) == 1000
