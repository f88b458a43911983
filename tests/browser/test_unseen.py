"""Graphs that say less than the page would like are told as well as they can be: by years, kinds, ids, doubts."""

from __future__ import annotations

from typing import Any

import networkx as nx

from tests.browser.conftest import Open, show_view


def years() -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph(title="Only years, one kind")
    for number, (one, other) in enumerate([("France", "Spain"), ("Spain", "Siam"), ("Siam", "Japan")]):
        graph.add_edge(one, other, kind="embassy", start=str(1800 + 3 * number), end=str(1803 + 3 * number))
    return graph


def disputed(*accepted: tuple[str, str]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="In doubt")
    graph.add_edges_from((*pair, {"kind": "alliance", "standing": True}) for pair in accepted)
    for number, pair in enumerate([("Atlantis", "Spain"), ("Spain", "Portugal")]):
        said = {"claim": f"s:{number}", "source": "s", "status": "Disputed", "quote": f"told {number}"}
        known: dict[str, Any] = {"kind": "alliance", "standing": True, "start": str(1700 + number), "end": "1710"}
        graph.add_edge(*pair, status="Disputed", sentence=f"No. {number}.", evidence=[said], **known)
    graph.add_edge("Atlantis", "Lemuria", kind="sighting", date="1705-06", status="Rejected")
    return graph


def smiths() -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph(title="John Smith and John Smith")
    graph.add_nodes_from(range(6), label="John Smith", kind="Person")
    for number in range(1, 6):
        graph.add_edge(number, number // 2, kind="letter", sentence="John Smith wrote to John Smith.")
    return graph


def test_years_alone_make_a_strip_a_timeline_and_a_state_on_a_date(opened: Open) -> None:
    page = opened(years(), fragment="#on=1804").page
    assert page.inner_text("#counts") == "0 sources, 4 names, 3 relations, 1800 to 1809"
    assert page.locator("#slider").is_visible()
    assert page.evaluate("foedera.relations().map((edge) => edge.state)") == ["no", "certain", "no"]
    assert "from 1803, until 1806" in page.inner_text("#evidence")
    show_view(page, "timeline")
    assert page.locator("#view-timeline .bar-row[data-form=bar]").count() == 3


def test_a_relation_without_a_sentence_is_told_by_its_kind_between_its_names(opened: Open) -> None:
    page = opened(years()).page
    told = ["France — embassy — Spain", "Spain — embassy — Siam", "Siam — embassy — Japan"]
    assert page.inner_text("#evidence h2") == told[0]
    page.fill("#find", "embassy")
    assert [
        text.split("\n")[0] for text in page.locator("#found li span[dir=auto]:first-of-type").all_inner_texts()
    ] == told
    show_view(page, "table")
    assert page.locator("#rows .row").all_inner_texts() == told
    show_view(page, "timeline")
    assert told[0] in page.locator("#view-timeline .bar-row").first.text_content()


def test_where_nothing_is_accepted_all_that_is_said_is_counted_drawn_and_listed(opened: Open) -> None:
    page = opened(disputed()).page
    assert page.inner_text("#counts").startswith(
        "1 source, 4 names, 3 relations, 1700 to 1710; nothing of it is accepted"
    )
    assert "3 relations, said and not accepted" in page.inner_text("#shown")
    assert page.locator("#slider").is_visible()
    assert page.inner_text("#tab-doubts") == "Not accepted (3)"
    assert set(
        page.eval_on_selector_all("#kinds line", "(all) => all.map((line) => line.getAttribute('stroke-dasharray'))")
    ) == {"3 6"}


def test_dates_of_what_is_in_doubt_alone_have_a_strip_and_facts_without_one_say_so(opened: Open) -> None:
    page = opened(disputed(("France", "Spain"), ("Spain", "Portugal"))).page
    assert page.inner_text("#counts") == "0 sources, 3 names, 2 relations; 2 without a date"
    assert page.locator("#slider").is_visible()
    assert "without a date" in page.inner_text("#standings")
    assert "not exactly" not in page.inner_text("#standings")
    assert "Acts and events" not in page.inner_text("#kinds")
    assert page.locator("#kinds line").first.get_attribute("stroke-dasharray") is None
    page.get_by_label("rejected").check()
    assert "Acts and events" in page.inner_text("#kinds")


def test_names_that_are_called_alike_are_told_apart_wherever_one_is_chosen(opened: Open) -> None:
    page = opened(smiths(), fragment="#n=%3D1").page
    assert page.inner_text("#evidence h2") == "John Smith (1)"
    found = page.locator("#evidence .links button").all_inner_texts()
    assert len(set(found)) == len(found) == 3
    page.fill("#find", "john")
    names = [f"John Smith ({number})" for number in range(6)]
    assert set(names) <= set(page.locator("#found li span[dir=auto]").all_inner_texts())
    page.press("#find", "Escape")
    page.focus("#canvas")
    page.keyboard.press("Home")
    assert "John Smith (1), Person" in page.inner_text("#said")
    show_view(page, "table")
    ends = page.locator("#rows td.end").all_text_contents()
    assert set(ends) == set(names)


def test_a_source_that_is_cited_by_the_page_is_one_source_and_each_claim_has_its_page(opened: Open) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="A chronicle")
    for number in range(3):
        said = {
            "source": "c",
            "source_title": "The chron",
            "citation": f"The chron, p. {number}",
            "quote": f"word {number}",
        }
        graph.add_edge("a", "b", iri=f"r{number}", evidence=[{"claim": f"c:{number}", **said}])
    page = opened(graph, fragment="#e=r2").page
    assert "The chron, p. 2" in page.inner_text("#evidence figcaption")
    show_view(page, "text")
    assert page.locator("#text-source option").all_inner_texts() == ["The chron (3 claims)"]
