"""Any networkx graph is drawn: whatever its names, its directions, and the types of what is said of them."""

from __future__ import annotations

import copy
import datetime
import time
from typing import Any

import networkx as nx
import pytest

from kg import admitted, view
from kg.errors import KgError
from tests.fixtures import synthetic
from tests.fixtures.pages import data_of

BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def one(**known: Any) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="1", **known)
    return graph


def admitted_edge(**known: Any) -> dict[str, Any]:
    edge: dict[str, Any]
    ((*_, edge),) = admitted.admit(one(**known)).edges(data=True)
    return edge


@pytest.mark.parametrize("sort", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_graphs_of_every_sort_are_drawn_and_only_directions_have_heads(sort: type[nx.Graph[Any]]) -> None:
    graph = sort([(1, "b"), ("b", ("c", 2))])
    network = view.to_pyvis(graph)
    assert {node["id"] for node in network.nodes} == {"1", "b", "('c', 2)"}
    assert [edge["arrows"]["to"]["enabled"] for edge in network.edges] == [graph.is_directed()] * 2
    assert len({edge["id"] for edge in network.edges}) == 2
    assert len(data_of(view.page(graph))["relations"]) == 2


@pytest.mark.parametrize("graph", [None, [("a", "b")], {"a": ["b"]}, "a"])
def test_what_is_no_graph_is_refused_with_what_to_give(graph: Any) -> None:
    with pytest.raises(KgError, match=rf"not from a {type(graph).__name__}: give networkx\.MultiDiGraph"):
        view.page(graph)


def test_names_that_become_the_same_text_stay_two_and_are_called_alike() -> None:
    graph = nx.MultiDiGraph([(1, "1"), ("1", "\ud800"), ("\ud800", "?")])
    data = data_of(view.page(graph))
    assert [name["id"] for name in data["names"]] == ["=1", "=1 2", "=?", "=? 2"]
    assert [name["name"] for name in data["names"]] == ["1", "1", "?", "?"]
    assert sorted((edge["from"], edge["to"]) for edge in data["relations"]) == [(0, 3), (1, 0), (3, 2)]


def test_relations_of_two_names_whose_keys_become_the_same_text_stay_two() -> None:
    graph = nx.MultiDiGraph()
    for key in (0, "0", "0 2"):
        graph.add_edge("a", "b", key=key)
    assert sorted(key for *_, key in admitted.admit(graph).edges(keys=True)) == ["0", "0 2", "0 2 2"]


VALUES = [None, "text", ["x"], [None], {}, 7, 1.5, float("nan"), float("inf"), True, b"\x00", ("a",), {"a": 1}, object]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_fields_of_any_type_make_a_page(value: Any) -> None:
    fields = (
        "order",
        "evidence",
        "derived_from",
        "start",
        "end",
        *BOUNDS,
        "width",
        "colour",
        "status",
        "standing",
        "kind",
    )
    of_names = ("labels", "label", "own", "kind", "kind_label", "shape", "colour", *BOUNDS)
    of_graph = ("texts", "disputed", "focus", "on", "title", "scope", "kinds")
    graph = one(**dict.fromkeys(fields, value))
    graph.add_node("a", **dict.fromkeys(of_names, value))
    graph.graph.update(dict.fromkeys(of_graph, value))
    data = data_of(view.page(graph))
    assert (len(data["names"]), len(data["relations"])) == (2, 1)


@pytest.mark.parametrize("order", [None, "first", [], float("nan"), float("inf"), 0, "0"])
def test_what_is_no_number_comes_first_in_the_legend(order: Any) -> None:
    assert admitted_edge(order=order)["order"] == 0


def test_one_record_alone_is_a_list_of_one_and_what_is_no_record_is_left_out() -> None:
    said = {"claim": "s:1"}
    assert [admitted_edge(evidence=value)["evidence"] for value in (said, [said, "x"], (said,), "text", None)] == [
        *([[said]] * 3),
        *([[]] * 2),
    ]
    assert admitted.admit(nx.Graph(disputed=said)).graph["disputed"] == [said]


def test_a_status_of_a_record_is_one_of_the_four_however_it_is_written() -> None:
    said = [{"claim": "s:1", "status": status} for status in (None, "", "accepted", " REJECTED", "?", "Disputed")]
    statuses = [each["status"] for each in admitted_edge(evidence=said)["evidence"]]
    assert statuses == ["Accepted", "Accepted", "Accepted", "Rejected", "Unreviewed", "Disputed"]


def test_what_cannot_be_shown_is_left_out_of_texts_and_labels() -> None:
    told = {"title": "A chronicle", "text": "Denmark left."}
    graph = nx.Graph(texts={7: told, "other": "no table"})
    graph.add_node("a", labels={"en": None, "zh": "甲"})
    taken = admitted.admit(graph)
    assert taken.graph["texts"] == {"7": told}
    assert taken.nodes["a"]["labels"] == {"zh": "甲"}


def test_a_relation_without_a_key_is_called_so() -> None:
    assert [*admitted.admit(nx.DiGraph([("a", "b")])).edges(keys=True)] == [("a", "b", "relation")]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        (1904, "1904-01-01", "1904-12-31"),
        (1904.0, "1904-01-01", "1904-12-31"),
        ("1904", "1904-01-01", "1904-12-31"),
        ("1904-02", "1904-02-01", "1904-02-29"),
        ("1905-02", "1905-02-01", "1905-02-28"),
        ("1905-04", "1905-04-01", "1905-04-30"),
        (44, "0044-01-01", "0044-12-31"),
        (-43, "-0043-01-01", "-0043-12-31"),
        (datetime.date(1904, 2, 8), "1904-02-08", "1904-02-08"),
        (datetime.datetime(1904, 2, 8, 23, 30), "1904-02-08", "1904-02-08"),
        ("1904-02-08", "1904-02-08", "1904-02-08"),
        ("1904-13", "1904-13", "1904-13"),
        ("soon", "soon", "soon"),
        ("44", "44", "44"),
    ],
)
def test_a_year_or_a_month_that_bounds_something_is_its_first_or_its_last_day(
    value: Any, first: str, last: str
) -> None:
    known = admitted_edge(**dict.fromkeys(BOUNDS, value))
    assert [known[bound] for bound in BOUNDS] == [first, last, first, last]
    graph = nx.Graph()
    graph.add_node("a", **dict.fromkeys(BOUNDS, value))
    assert [admitted.admit(graph).nodes["a"][bound] for bound in BOUNDS] == [first, last, first, last]


def test_dates_that_are_shown_and_the_opening_day_are_written_as_they_were_given() -> None:
    edge = admitted_edge(start=1904, end=datetime.date(1905, 9, 5))
    assert (edge["start"], edge["end"]) == ("1904", "1905-09-05")
    assert admitted.admit(nx.Graph(on=datetime.date(1904, 3, 1))).graph["on"] == "1904-03-01"


def test_names_in_focus_are_found_by_what_the_graph_calls_them() -> None:
    graph = nx.Graph([(1, 2)], focus=[2, 3, []])
    assert admitted.admit(graph).graph["focus"] == ["2"]
    assert admitted.admit(nx.Graph([(1, 2)], focus=1)).graph["focus"] == ["1"]


def test_the_graph_that_came_in_stays_as_it_was() -> None:
    graph = nx.Graph([(1, 2, {"order": "first", "latest_end": 1904})], focus=1, texts=None)
    before = copy.deepcopy((graph.graph, list(graph.nodes(data=True)), list(graph.edges(data=True))))
    view.page(graph)
    assert (graph.graph, list(graph.nodes(data=True)), list(graph.edges(data=True))) == before


def test_a_network_as_it_is_projected_is_taken_as_it_is() -> None:
    graph = synthetic.network(60)
    taken = admitted.admit(graph)
    assert dict(taken.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {edge[:3]: edge[3] for edge in taken.edges(keys=True, data=True)} == {
        edge[:3]: edge[3] for edge in graph.edges(keys=True, data=True)
    }
    assert taken.graph == graph.graph


def test_a_large_network_is_taken_in_before_a_reader_notices() -> None:
    known = synthetic.network(3).edges(keys=True, data=True)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    looks = [data for *_, data in known]
    for number in range(30_000):
        graph.add_edge(str(number % 10_000), str(number * 7 % 10_000), key=str(number), **looks[number % len(looks)])
    begun = time.process_time()
    admitted.admit(graph)
    assert time.process_time() - begun < 1.5


def test_thousands_of_lines_of_one_relation_are_numbered_at_once() -> None:
    begun = time.process_time()
    told = admitted.numbered(["war"] * 30_000)
    assert time.process_time() - begun < 1
    assert (told[0], told[-1]) == ("war", "war 30000")


def kinds(count: int, **known: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """How the line of each of so many kinds is drawn, of which only some say how."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(count):
        kind = f"kind{number:02}"
        graph.add_edge("a", "b", key=kind, kind=kind, standing=bool(number % 2), **known.get(kind, {}))
    return {edge["kind"]: (edge["color"], edge["dash"], edge["middle"]) for edge in view.to_pyvis(graph).edges}


@pytest.mark.parametrize("count", [2, 20, 60])
def test_kinds_that_say_nothing_of_their_look_are_all_drawn_differently(count: int) -> None:
    assert len(set(kinds(count).values())) == count


def test_a_kind_that_says_its_look_leaves_those_of_all_others_as_they_are() -> None:
    before, after = kinds(20), kinds(20, kind07={"colour": "#abcdef"})
    assert after.pop("kind07")[0] == "#abcdef"
    assert before.pop("kind07")[0] != "#abcdef"
    assert after == before


def test_a_look_that_a_kind_says_is_given_to_no_other() -> None:
    colour, dash, middle = kinds(20)["kind09"]
    drawn = kinds(20, kind03={"colour": colour, "dash": dash, "middle": middle})
    assert drawn["kind03"] == (colour, dash, middle)
    assert len(set(drawn.values())) == 20


def bounds_of(**known: Any) -> list[str]:
    told = admitted_edge(**known)
    return [str(told.get(bound) or "") for bound in BOUNDS]


def test_dates_that_are_only_written_bound_what_lasts_and_what_happens() -> None:
    years = ["1812-01-01", "1812-12-31", "1815-01-01", "1815-12-31"]
    assert bounds_of(start="1812", end="1815") == bounds_of(start=1812, end=1815, standing=True) == years
    assert bounds_of(start="1400") == ["1400-01-01", "1400-12-31", "1400-01-01", "1400-12-31"]
    assert bounds_of(start="1400", standing=True) == ["1400-01-01", "1400-12-31", "", ""]
    assert bounds_of(end="1815") == ["", "", *years[2:]]
    assert bounds_of(start="about 1812", end="?") == [""] * 4
    assert admitted_edge(start="about 1812")["start"] == "about 1812"


def test_bounds_that_are_given_stay_and_a_date_bounds_the_other_end_alone() -> None:
    day = "1904-02-08"
    assert bounds_of(start="1904", earliest_start=day) == [day, "", "", ""]
    assert bounds_of(start="1904", end="1905", latest_start=day) == ["", day, "1905-01-01", "1905-12-31"]
    assert bounds_of(start="1904", end="1905", standing=True, latest_end=day) == ["1904-01-01", "1904-12-31", "", day]
    assert bounds_of(start=day, earliest_start="soon") == [day] * 4


def test_a_date_alone_is_the_beginning_and_the_end() -> None:
    told = admitted_edge(date="1812/1815")
    assert (told["start"], told["end"], told["latest_end"]) == ("1812/1815", "1812/1815", "1815-12-31")
    assert "start" not in admitted_edge(date="of no importance")
    assert bounds_of(date="1900", start="1812")[0] == "1812-01-01"


def test_a_day_with_its_time_is_that_day_and_no_time_is_none() -> None:
    assert bounds_of(earliest_start="1904-02-08T12:00:00", latest_end="1904-02-09 00:00:00") == [
        *("1904-02-08", "", "", "1904-02-09"),
    ]
    numpy = pytest.importorskip("numpy")
    assert bounds_of(start=numpy.datetime64("1904-02-08")) == ["1904-02-08"] * 4
    assert bounds_of(start=numpy.datetime64("NaT")) == [""] * 4


@pytest.mark.parametrize(
    ("given", "status"),
    [(None, "Accepted"), ("", "Accepted"), ("disputed", "Disputed"), (" Rejected ", "Rejected"), (3, "Unreviewed")],
)
def test_a_status_is_one_of_the_four(given: Any, status: str) -> None:
    assert admitted_edge(status=given)["status"] == status


@pytest.mark.parametrize(("given", "is_on"), [("no", False), ("False", False), (0, False), (1, True), ("yes", True)])
def test_what_is_said_to_be_off_in_words_is_off(given: Any, *, is_on: bool) -> None:
    assert bool(admitted_edge(standing=given)["standing"]) is is_on


@pytest.mark.parametrize(
    ("given", "aliases"),
    [("Fusang", ["Fusang"]), (["a", None, 5], ["a", "5"]), ({"b", "a"}, ["a", "b"]), (5, ["5"]), (None, [])],
)
def test_aliases_are_a_list_of_texts(given: Any, aliases: list[str]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", aliases=given)
    assert admitted.admit(graph).nodes["a"]["aliases"] == aliases
