"""The timeline draws what is known of each relation's time, loses none, and is walked by keyboard."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest

from tests.browser.conftest import ID, Open, worked

BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")
STATE = {"kind": "Lease", "kind_label": "lease", "colour": "#bb55dd", "dash": "dashdot", "standing": True}
EVENT = {"kind": "Attack", "kind_label": "attack", "colour": "#a03a00", "standing": False}

# Of each bar that is in the document: its name, its parts and its signs, and how it stands.
BARS = """[...document.querySelectorAll('#view-timeline .bar-row')].map((row) => ({
  said: row.textContent.trim(), form: row.dataset.form,
  parts: [...row.querySelectorAll('[data-part]')].map((part) => part.dataset.part),
  signs: [...row.querySelectorAll('[data-sign]')].map((sign) => sign.dataset.side + ' ' + sign.dataset.sign),
  mark: row.querySelector('[data-mark]')?.dataset.mark,
  left: row.querySelector('[data-part], [data-mark]')?.getBoundingClientRect().left,
  out: row.classList.contains('out'), current: row.getAttribute('aria-current'),
}))"""
# The boxes of all words and numbers of the view, without those that only a screen reader says.
WORDS = """(() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.getElementById('view-timeline'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const unseen = '.unseen, option, .axis, details:not([open]) :not(summary)';
    if (!node.data.trim() || node.parentElement.closest(unseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) boxes.push([node.data, box.left, box.top, box.right, box.bottom]);
  }
  return boxes;
})()"""


def relation(key: str, bounds: tuple[str, str, str, str], **known: Any) -> dict[str, Any]:
    kind = EVENT if known.pop("event", False) else STATE
    return {"key": key, "sentence": f"It was {key}.", **kind, **dict(zip(BOUNDS, bounds, strict=True)), **known}


def network(*relations: dict[str, Any], pairs: int = 1) -> nx.MultiDiGraph[str]:
    graph = nx.MultiDiGraph(title="Leases", texts={}, disputed=[])
    for number, known in enumerate(relations):
        start, end = (f"{ID}{side}-{number % pairs}" for side in ("giver", "taker"))
        graph.add_edge(start, end, **known)
    for name in graph:
        graph.nodes[name].update(label=name.removeprefix(ID).replace("-", " "), kind="Polity", kind_label="state")
    return graph


def days(*bounds: str) -> tuple[str, str, str, str]:
    """One day, or a first and a last day that are known."""
    return (bounds[0], bounds[0], bounds[-1], bounds[-1])


KNOWN = network(
    relation("known", days("1898-03-27", "1905-09-05")),
    relation("between", ("1898-01-01", "1898-12-31", "1904-01-01", "1905-12-31")),
    relation("unknown", ("1898-07-01", "1898-07-01", "", "")),
    relation("open", ("1898-07-01", "1898-07-01", "1906-01-01", "")),
    relation("begun before", ("", "1899-01-01", "1906-01-01", "1906-01-01")),
    relation("never certain", ("1899-01-01", "1905-01-01", "1902-01-01", "1906-01-01")),
    relation("on a day", days("1904-02-08"), event=True),
    relation("in a year", ("1904-01-01", "1904-12-31", "1904-01-01", "1904-12-31"), event=True),
    relation("undated", ("", "", "", ""), event=True),
)


def bars(page: Any) -> dict[str, dict[str, Any]]:
    """The bars in the document by what their relation was."""
    return {bar["said"].partition("It was ")[2].partition(";")[0].rstrip("."): bar for bar in page.evaluate(BARS)}


def timeline(opened: Open, graph: nx.MultiDiGraph[str], fragment: str = "", **window: Any) -> Any:
    return opened(graph, fragment=f"#view=timeline{fragment}", **window).page


def test_certain_possible_unknown_and_open_ends_are_told_apart(opened: Open) -> None:
    found = bars(timeline(opened, KNOWN))
    told = {name: (bar["parts"], bar["signs"]) for name, bar in found.items()}
    assert told["known"] == (["certain"], ["begin known", "end known"])
    assert told["between"] == (["possible", "certain", "possible"], [])
    assert told["unknown"] == (["possible", "fade-out"], ["begin known", "end unknown"])
    assert told["open"] == (["certain"], ["begin known", "end open"])
    assert told["begun before"] == (["certain"], ["begin open", "end known"])
    assert told["never certain"] == (["possible"], [])


def test_an_event_is_a_mark_and_one_of_an_uncertain_day_a_mark_over_its_span(opened: Open) -> None:
    found = bars(timeline(opened, KNOWN))
    assert (found["on a day"]["mark"], found["on a day"]["parts"], found["on a day"]["signs"]) == ("known", [], [])
    assert (found["in a year"]["mark"], found["in a year"]["parts"]) == ("between", ["possible"])


def test_a_bar_says_its_sentence_its_time_and_how_it_stands_on_the_date(opened: Open) -> None:
    said = {name: bar["said"] for name, bar in bars(timeline(opened, KNOWN, "&on=1904-02-08")).items()}
    assert said["known"].startswith("lease   It was known; from 27 Mar 1898, until 5 Sep 1905. ")
    assert said["known"].endswith("Certainly in force on 8 February 1904.")
    assert said["on a day"].endswith("On 8 February 1904.")
    assert said["undated"].endswith("Its date is not known.")


def test_what_is_not_in_force_is_dim_and_stays_where_it_was(opened: Open) -> None:
    page = timeline(opened, KNOWN)
    before = {name: bar["left"] for name, bar in bars(page).items()}
    page.fill("#day", "1890-01-01")
    page.keyboard.press("Enter")
    found = bars(page)
    assert {name: bar["left"] for name, bar in found.items()} == before
    assert [name for name, bar in found.items() if not bar["out"]] == ["begun before"]


def test_derived_and_disputed_bars_look_different_and_say_so(opened: Open) -> None:
    bounds = days("1898-03-27", "1905-09-05")
    others = (relation("derived", bounds, derived=True), relation("disputed", bounds, status="Disputed"))
    graph = network(relation("plain", bounds), *others)
    page = timeline(opened, graph, "&with=Disputed")
    found = bars(page)
    assert "derived" in found["derived"]["said"].partition("It was")[0]
    assert "Disputed" in found["disputed"]["said"]
    shape = "(part) => [part.getAttribute('height'), part.getAttribute('fill') === 'none']"
    shapes = page.evaluate(f"[...document.querySelectorAll('#view-timeline .bar-row [data-part]')].map({shape})")
    assert len({tuple(each) for each in shapes}) == 3


def test_a_thousand_undated_relations_are_all_there_page_by_page(opened: Open) -> None:
    graph = network(*(relation(f"number {number}", ("", "", "", "")) for number in range(1000)), pairs=40)
    page = timeline(opened, graph)
    found: set[str] = set()
    for _ in range(7):
        here = bars(page)
        assert len(here) <= 150
        found |= here.keys()
        if page.locator("text=Later groups").is_enabled():
            page.click("text=Later groups")
    assert len(found) == 1000
    assert "Without a date" in page.inner_text("#view-timeline h3")


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [("-0450-01-01", "0350-01-01", ["400 BC", "200"]), ("0962-02-02", "1806-08-06", ["1000", "1800"])],
)
def test_years_before_christ_and_ranges_of_centuries_have_an_axis(
    opened: Open, first: str, last: str, years: list[str]
) -> None:
    page = timeline(opened, network(relation("long", days(first, last)), relation("short", days(first))))
    ticks = page.locator(".tick").all_inner_texts()
    assert set(years) <= set(ticks)
    assert bars(page)["long"]["parts"] == ["certain"]


def test_a_range_of_months_has_months_on_its_axis(opened: Open) -> None:
    page = timeline(opened, network(relation("first", days("1904-02-08")), relation("last", days("1904-09-05"))))
    assert "Apr 1904" in page.locator(".tick").all_inner_texts()


def test_a_date_far_off_is_at_the_edge_with_its_year(opened: Open) -> None:
    near = (relation(f"{year}", days(f"{year}-01-01"), event=True) for year in range(1901, 1907))
    page = timeline(opened, network(*near, relation("far", days("-0220-01-01"), event=True)))
    assert bars(page)["far"]["signs"] == ["begin cut"]
    assert page.locator(".bar-year").text_content() == "221 BC"
    assert "1904" in page.locator(".tick").all_inner_texts()


def test_every_bar_is_reached_by_keyboard_and_opens_its_evidence(opened: Open) -> None:
    graph = network(*(relation(f"number {number}", days(f"{1800 + number}-01-01")) for number in range(170)))
    page = timeline(opened, graph, "&e=none")
    page.locator("#view-timeline .bar-row[tabindex='0']").focus()
    page.keyboard.press("Home")
    said = "document.activeElement.textContent"
    reached = []
    for _ in range(170):
        reached.append(page.evaluate(said))
        page.keyboard.press("ArrowDown")
    assert len(set(reached)) == 170
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "evidence"
    assert page.inner_text("#evidence-title") == "It was number 169."
    page.keyboard.press("Escape")
    assert page.evaluate(said) == reached[-1]


def test_the_bars_are_one_stop_for_the_tab_key_and_left_and_right_lead_to_the_names(opened: Open) -> None:
    page = timeline(opened, KNOWN)
    assert page.locator("#view-timeline .bar-groups [tabindex='0']").count() == 1
    page.locator("#view-timeline .bar-row").first.focus()
    for key, name in (("ArrowLeft", "giver 0"), ("ArrowRight", "taker 0")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence-title") == "taker 0"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "taker 0"


def test_a_click_on_the_axis_sets_the_date_and_draws_it_over_all_rows(opened: Open) -> None:
    page = timeline(opened, KNOWN)
    assert not page.locator(".band").is_visible()
    page.click(".tick >> text=1900")
    assert page.input_value("#day") == "1900"
    box, rows = page.locator(".band").bounding_box(), page.locator(".bar-body").bounding_box()
    assert box["height"] == rows["height"]
    plot = page.locator(".axis-plot").bounding_box()
    page.mouse.click(plot["x"] + plot["width"] - 60, plot["y"] + 4)
    assert page.input_value("#day").startswith("190")
    assert page.input_value("#day") > "1900"


def test_a_part_of_the_axis_can_be_looked_at_more_closely(opened: Open) -> None:
    page = timeline(opened, KNOWN, "&on=1904-02-08")
    whole = page.locator(".tick").all_inner_texts()
    for _ in range(4):
        page.click("[aria-label='Less of the axis, more closely']")
    assert "1904" in " ".join(page.locator(".tick").all_inner_texts())
    assert "begin cut" in bars(page)["known"]["signs"]
    page.click("text=Whole axis")
    assert page.locator(".tick").all_inner_texts() == whole
    assert page.evaluate("document.activeElement.textContent") == "+", "the keyboard stays where it was used"


def test_a_relation_chosen_elsewhere_is_on_the_page_that_is_shown(opened: Open) -> None:
    each = (relation(f"number {number}", days(f"{1600 + number}-01-01"), iri=f"{ID}r{number}") for number in range(200))
    page = timeline(opened, network(*each), "&e=r180")
    assert [name for name, bar in bars(page).items() if bar["current"] == "true"] == ["number 180"]


@pytest.mark.parametrize("width", [1366, 740, 390])
def test_no_words_of_the_timeline_lie_over_others(opened: Open, width: int) -> None:
    page = timeline(opened, KNOWN, "&on=1904", width=width, height=900)
    words = page.evaluate(WORDS)
    assert len(words) > 20
    over = [
        (one[0], other[0])
        for one, other in itertools.combinations(words, 2)
        if one[1] < other[3] - 1 and other[1] < one[3] - 1 and one[2] < other[4] - 3 and other[2] < one[4] - 3
    ]
    assert over == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_thirty_thousand_relations_keep_a_page_of_rows_and_a_quick_date(opened: Open) -> None:
    each = (relation(f"number {number}", days(f"{1500 + number % 450}-01-01")) for number in range(30000))
    page = timeline(opened, network(*each, pairs=900))
    assert page.locator(".bar-row").count() == 150
    assert 0 < min(worked(page, "document.querySelector('.tick').click()") for _ in range(3)) < 0.6


def test_a_relation_chosen_elsewhere_is_brought_into_sight_and_the_page_stays(opened: Open) -> None:
    each = (relation(f"number {number}", days(f"{1600 + number}-01-01"), iri=f"{ID}r{number}") for number in range(140))
    page = timeline(opened, network(*each), "&e=r139")
    row, view = page.locator(".bar-row[aria-current]").bounding_box(), page.locator("#view-timeline").bounding_box()
    assert view["y"] < row["y"] < view["y"] + view["height"]
    assert page.evaluate("window.scrollY") == 0


def test_a_network_without_relations_or_dates_says_so(opened: Open) -> None:
    assert (
        timeline(opened, nx.MultiDiGraph(title="Nothing")).inner_text("#view-timeline .hint") == "There is no relation."
    )
    page = timeline(opened, network(relation("undated", ("", "", "", ""))))
    assert list(bars(page)) == ["undated"]
    assert not page.locator(".axis").is_visible()
    page.click("#none")
    assert page.inner_text("#view-timeline .hint").startswith("No relation is shown.")


def test_a_relation_of_a_name_with_itself_has_one_name_as_its_heading(opened: Open) -> None:
    graph = network(relation("known", days("1898-03-27", "1905-09-05")))
    graph.add_edge(f"{ID}giver-0", f"{ID}giver-0", **relation("its own", days("1900-01-01")))
    page = timeline(opened, graph)
    assert page.locator("#view-timeline h3").all_text_contents() == ["giver 0 and taker 0", "giver 0"]
