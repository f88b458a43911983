"""Edges of what is said and not accepted: drawn beside the accepted network, and never in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.knowledge import KnowledgeGraph
from tests.fixtures.doubted import ID, LEAGUE, opened, said

Edge = tuple[str, str, str]


def edges(graph: nx.MultiDiGraph) -> dict[Edge, dict[str, Any]]:
    return {
        tuple(name.removeprefix(ID) for name in (one, other, key)): data
        for one, other, key, data in graph.edges(keys=True, data=True)
    }


def doubted(graph: KnowledgeGraph) -> dict[Edge, dict[str, Any]]:
    """The edges that are not accepted; the accepted ones are found to be what they are without them."""
    accepted, drawn = edges(graph.to_networkx()), edges(graph.network_of_page())
    assert {edge: data for edge, data in drawn.items() if "status" not in data} == accepted
    return {edge: data for edge, data in drawn.items() if "status" in data}


def told(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["claim"], each["status"]) for each in data["evidence"]]


def test_a_thing_that_nobody_accepts_is_an_edge_with_the_status_of_its_claim(tmp_path: Path) -> None:
    pact = said("pact", "pact", 'type = "Alliance"\nparty = ["denmark", "russia"]\nstart = "1709"', "Unreviewed")
    ((edge, data),) = doubted(opened(tmp_path, LEAGUE, pact)).items()
    assert edge == ("denmark", "russia", "pact")
    assert (data["status"], data["start"], data["sentence"]) == (
        "Unreviewed",
        "1709",
        "Denmark and Russia formed an alliance",
    )
    assert told(data) == [("treaties:pact", "Unreviewed")]
    assert [each["locator"] for each in data["evidence"][0]["passages"]] == ["p. 2"]


def test_another_party_is_an_edge_more_and_another_date_is_none(tmp_path: Path) -> None:
    third = said("third", "league", 'party = "russia"')
    later = said("later", "league", 'start = "1705"\nend = "1706"', "Rejected")
    found = doubted(opened(tmp_path, LEAGUE, third, later))
    assert set(found) == {("denmark", "russia", "league"), ("russia", "saxony", "league")}
    for data in found.values():
        assert (data["status"], data["earliest_start"], data["latest_end"]) == ("Disputed", "1699-01-01", "1700-08-18")
        assert told(data) == [
            ("treaties:third", "Disputed"),
            ("treaties:league", "Accepted"),
            ("treaties:later", "Rejected"),
        ]


def test_another_holder_takes_the_place_of_the_accepted_one_on_its_own_edge_alone(tmp_path: Path) -> None:
    held = 'type = "TerritorialControl"\ncontrolType = "MilitaryOccupation"\nholder = "{}"\noverPlace = "kurland"'
    found = doubted(
        opened(
            tmp_path,
            said("held", "hold", held.format("sweden") + '\nstart = "1701"', "Accepted"),
            said("other", "hold", held.format("russia") + '\nstart = "1705"'),
        )
    )
    assert {edge: data["earliest_start"] for edge, data in found.items()} == {
        ("russia", "kurland", "hold"): "1705-01-01"
    }


def test_claims_about_one_thing_that_nobody_accepts_stand_together_the_strongest_first(tmp_path: Path) -> None:
    pact = said("parties", "pact", 'type = "Alliance"\nparty = ["denmark", "russia"]\nstart = "1709"')
    dated = said("date", "pact", 'type = "Alliance"\nstart = "1710"\nend = "1711"', "Rejected")
    ((_, data),) = doubted(opened(tmp_path, pact, dated)).items()
    assert (data["status"], data["start"], data["end"]) == ("Disputed", "1709", "")
    assert told(data) == [("treaties:parties", "Disputed"), ("treaties:date", "Rejected")]


def test_two_claims_of_one_edge_are_one_edge_with_both(tmp_path: Path) -> None:
    one, other = (
        said(name, "league", 'party = "russia"', status) for name, status in (("one", "Rejected"), ("two", "Disputed"))
    )
    found = doubted(opened(tmp_path, LEAGUE, one, other))
    assert {data["status"] for data in found.values()} == {"Disputed"}
    assert told(found["denmark", "russia", "league"])[:2] == [
        ("treaties:two", "Disputed"),
        ("treaties:one", "Rejected"),
    ]


def test_a_doubted_belligerent_fights_the_other_side(tmp_path: Path) -> None:
    sides = ", ".join(
        f'{{ participant = "{who}", side = "{side}" }}' for who, side in (("denmark", "A"), ("sweden", "B"))
    )
    war = said("war", "war", f'type = "War"\nparticipation = [{sides}]\nstart = "1700"\nend = "1721"', "Accepted")
    joined = said("joined", "war", 'participation = [{ participant = "russia", side = "A" }]')
    changed = said("changed", "war", 'participation = [{ participant = "sweden", side = "A" }]', "Rejected")
    found = doubted(opened(tmp_path, war, joined, changed))
    assert {edge: data["status"] for edge, data in found.items()} == {("russia", "sweden", "war"): "Disputed"}


def test_an_end_that_is_itself_only_said_has_a_name(tmp_path: Path) -> None:
    pact = said("pact", "pact", 'type = "Alliance"\nparty = ["denmark", "russia"]')
    protest = said(
        "protest", "protest", 'type = "DiplomaticAct"\nactType = "Protest"\nactor = "sweden"\nconcerns = "pact"'
    )
    graph = opened(tmp_path, pact, protest).network_of_page()
    assert ("sweden", "pact", "protest") in edges(graph)
    assert graph.nodes[f"{ID}pact"]["label"] == "Denmark and Russia formed an alliance"


def test_a_graph_in_which_all_is_accepted_has_no_edge_more(tmp_path: Path) -> None:
    assert doubted(opened(tmp_path, LEAGUE)) == {}


def test_what_touches_a_topic_is_drawn_and_the_rest_is_not(tmp_path: Path) -> None:
    pact = said("pact", "pact", 'type = "Alliance"\nparty = ["sweden", "russia"]')
    act = 'type = "DiplomaticAct"\nactType = "Demand"\nactor = "denmark"\ntarget = "saxony"\nwithout = "russia"'
    graph = opened(tmp_path, LEAGUE, pact, said("demand", "demand", act))
    assert {key for *_, key in edges(graph.network_of_page(about="sweden"))} == {"pact"}
    assert {key for *_, key in edges(graph.network_of_page(about="russia"))} == {"pact", "demand"}  # named in a role


@pytest.mark.parametrize("on", ["", "1699", "1699-12", "1699-12-31"])
def test_the_page_holds_all_dates_whatever_it_opens_at(tmp_path: Path, on: str) -> None:
    later = said(
        "pact", "pact", 'type = "Alliance"\nparty = ["denmark", "russia"]\nstart = "1709"\nend = "1710"', "Accepted"
    )
    graph = opened(tmp_path, LEAGUE, later).network_of_page(on)
    assert (len(edges(graph)), graph.graph["on"]) == (2, on)
