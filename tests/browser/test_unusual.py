"""Networks that are out of the ordinary are shown sensibly, and nothing of them is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx
import pytest

from tests.browser.conftest import VIEWS, Open, Reading, show_view

ALONE = {
    "Qing": "清",
    "Ottoman": "وزارة الخارجية العثمانية",
    "Hebrew": "משרד החוץ של ישראל",
    "Japan": "日露戦争の講和条約",
}
LONG = "Whereas the high contracting parties " * 540  # 20,000 characters
BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def of(
    names: Iterable[str], relations: Iterable[tuple[str, str, dict[str, Any]]], **story: Any
) -> nx.MultiDiGraph[str]:
    """A network; each relation has a sentence and words of its own."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Out of the ordinary", **story)
    graph.add_nodes_from((name, {"label": name}) for name in names)
    for number, (one, other, known) in enumerate(relations):
        claim = {
            "claim": f"s:{number}",
            "quote": f"the words of no. {number}",
            "source": "s",
            "source_title": "A source",
        }
        told = {"kind": "War", "sentence": f"Relation no. {number}.", "standing": True, "evidence": [claim]} | known
        graph.add_edge(one, other, key=str(number), iri=f"r{number}", **told)
    return graph


def dated(*days: str) -> dict[str, Any]:
    return dict(zip(BOUNDS, days, strict=True))


def ring(count: int, known: dict[str, Any]) -> nx.MultiDiGraph[str]:
    names = [f"Name {number}" for number in range(min(count, 40))]
    return of(names, ((names[at % 40], names[(at * 7 + at // 40) % 40], known) for at in range(count)))


GRAPHS = {
    "nothing": of([], []),
    "one name": of(["Alone"], []),
    "no dates": ring(60, {}),
    "a thousand relations without a date": ring(1000, {}),
    "forty relations of two names": of(["A", "B"], ((("A", "B") if n % 3 else ("B", "A")) + ({},) for n in range(40))),
    "relations with themselves": of(
        ["A", "B"], [("A", "A", {}), ("A", "A", {}), ("A", "A", {}), ("A", "B", {}), ("B", "B", {})]
    ),
    "before year 1": of(
        ["Athens", "Sparta", "Persia"],
        [
            ("Athens", "Sparta", dated("-0430-03-01", "-0430-05-31", "-0403-04-25", "-0403-04-25")),
            (
                "Sparta",
                "Persia",
                dated("-0411-01-01", "-0411-12-31", "-0411-01-01", "-0411-12-31") | {"standing": False},
            ),
            ("Athens", "Persia", dated("0000-01-01", "0000-12-31", "0001-01-01", "0001-12-31")),
        ],
    ),
    "ranges of centuries": of(
        ["Rome", "Carthage"],
        [
            ("Rome", "Carthage", dated("-0263-01-01", "-0200-12-31", "1900-01-01", "2099-12-31")),
            ("Carthage", "Rome", dated("0801-01-01", "0900-12-31", "1501-01-01", "1600-12-31")),
        ],
    ),
    "names in many scripts": of(
        ALONE.values(), [(one, other, {}) for one in ALONE.values() for other in ALONE.values()]
    ),
    "a sentence of 20,000 characters": of(
        ["A", "B"], [("A", "B", {"sentence": LONG}), ("B", "A", {"sentence": "W" * 20_000})]
    ),
    "a name of 20,000 characters": of(["W" * 20_000, "B"], [("W" * 20_000, "B", {})]),
    "the same day": of(["A", "B"], [("A", "B", dated(*["1904-02-08"] * 4) | {"standing": False})]),
}


def counted(page: Any) -> int:
    """How many rows the table has on all its pages, by turning them."""
    rows = 0
    for _ in range(20):
        rows += len(page.query_selector_all("#rows .row"))
        onward = page.locator("#table-pages button[aria-label='Next page']")
        if onward.is_hidden() or onward.get_attribute("aria-disabled") == "true":
            return rows
        onward.click()
    raise AssertionError("no last page")


def lines(page: Any) -> list[str]:
    """The relations in the lines that are drawn, each as often as a line stands for it."""
    return sorted(relation for line in page.evaluate("foedera.lines()") for relation in line["ids"])


def look_through(reading: Reading, width: int) -> None:
    """Go through all views that the page has: none is wider than the window, none is empty."""
    for name in VIEWS:
        if show_view(reading.page, name):
            assert reading.page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert reading.page.locator(f"#view-{name}").inner_text().strip(), name


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("name", GRAPHS)
def test_nothing_is_lost_and_no_view_is_empty(opened: Open, name: str, width: int) -> None:
    graph = GRAPHS[name]
    reading = opened(graph, width=width, height=800)
    page = reading.page
    given = sorted(known["iri"] for *_, known in graph.edges(data=True))
    assert (
        sorted(each["id"] for each in page.evaluate("foedera.relations()") if each["shown"] and each["drawn"]) == given
    )
    assert sorted(each["id"] for each in page.evaluate("foedera.names()") if each["drawn"]) == sorted(graph.nodes)
    assert lines(page) == given
    assert show_view(page, "table")
    assert counted(page) == len(given)
    look_through(reading, width)
    assert (reading.seen.requests, reading.seen.errors) == ([], [])


def test_a_network_of_nothing_says_so(opened: Open) -> None:
    page = opened(GRAPHS["nothing"]).page
    assert page.inner_text("h1") == "Out of the ordinary"
    assert "0 names" in page.inner_text("#counts")
    assert page.inner_text("#evidence h2") == "Evidence"
    show_view(page, "table")
    assert "There are no relations." in page.inner_text("#rows")


def test_a_name_alone_is_written_and_can_be_chosen(opened: Open) -> None:
    page = opened(GRAPHS["one name"]).page
    (label,) = page.evaluate("foedera.labels()")
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + label["x"] + 5, box["y"] + label["y"] + 5)
    assert page.inner_text("#evidence h2") == "Alone"
    assert "0 relations" in page.inner_text("#evidence")


@pytest.mark.parametrize("name", ["nothing", "no dates"])
def test_without_a_date_there_is_no_date_to_choose(opened: Open, name: str) -> None:
    page = opened(GRAPHS[name]).page
    assert page.locator("#slider").is_hidden()
    assert page.locator("#day").is_hidden()


def test_relations_without_a_date_are_counted_and_lead_to_their_words(opened: Open) -> None:
    page = opened(GRAPHS["a thousand relations without a date"], fragment="#e=r999").page
    assert "1,000 without a date" in page.inner_text("#shown")
    assert page.inner_text("#evidence mark") == "the words of no. 999"


def test_each_of_forty_parallel_relations_has_a_line_of_its_own_once_fanned_out(opened: Open) -> None:
    page = opened(GRAPHS["forty relations of two names"], fragment="#pair=A&pair=B").page
    fanned = page.evaluate("foedera.lines()")
    assert [line["ids"] for line in fanned] == [[each] for each in (line["ids"][0] for line in fanned)]
    assert len({(round(line["x"]), round(line["y"])) for line in fanned}) == 40
    assert len(page.query_selector_all("#evidence .links li")) == 40


def test_relations_of_a_name_with_itself_lie_apart_and_are_told(opened: Open) -> None:
    page = opened(GRAPHS["relations with themselves"], fragment="#pair=A&pair=A").page
    loops = [line for line in page.evaluate("foedera.lines()") if line["ids"][0] in ("r0", "r1", "r2")]
    assert len({(round(line["x"]), round(line["y"])) for line in loops}) == 3
    assert page.inner_text("#evidence h2") == "A and A"


def test_years_before_year_1_are_said_and_typed(opened: Open) -> None:
    page = opened(GRAPHS["before year 1"], fragment="#e=r0&on=-0410").page
    assert page.inner_text("#shown").startswith("411 BC.")
    assert "1 in force" in page.inner_text("#shown")
    assert "431 BC" in page.inner_text("#evidence")
    assert "404 BC" in page.inner_text("#evidence")
    page.click("#before")
    page.click("#after")
    assert page.input_value("#day").startswith("-0")
    states = page.evaluate("foedera.stateOn('-0402')")
    assert states == {"r0": "no", "r1": "no", "r2": "no"}


def test_a_range_of_centuries_is_possible_all_through_and_certain_within(opened: Open) -> None:
    page = opened(GRAPHS["ranges of centuries"]).page
    found = [
        page.evaluate("(year) => foedera.stateOn(year).r0", year) for year in ("-0300", "-0250", "1000", "2000", "2100")
    ]
    assert found == ["no", "possible", "certain", "possible", "no"]


def test_names_of_every_script_are_found_written_and_run_their_own_way(opened: Open) -> None:
    page = opened(GRAPHS["names in many scripts"]).page
    assert {label["name"] for label in page.evaluate("foedera.labels()")} == set(ALONE.values())
    for name in ALONE.values():
        page.fill("#find", name)
        page.keyboard.press("Enter")
        heading = page.locator("#evidence h2")
        assert heading.inner_text() == name
        is_rtl = heading.evaluate("(element) => getComputedStyle(element).direction") == "rtl"
        assert is_rtl == (name in (ALONE["Ottoman"], ALONE["Hebrew"]))


def test_a_sentence_of_20000_characters_is_shown_whole_within_its_panel(opened: Open) -> None:
    page = opened(GRAPHS["a sentence of 20,000 characters"], fragment="#e=r1").page
    heading = page.locator("#evidence h2")
    assert heading.inner_text() == "W" * 20_000
    assert heading.evaluate("(element) => element.scrollWidth <= element.closest('section').clientWidth")
