"""A network is drawn whole where all its labels can be read; else it opens with an overview of which they can."""

from __future__ import annotations

import networkx as nx
import pytest

from kg import overview, placing
from tests.fixtures import synthetic

LONG = "Treaty of perpetual friendship and commerce between Japan and number"


def long_names(count: int) -> nx.MultiDiGraph[str]:
    graph = synthetic.network(count)
    nx.set_node_attributes(graph, {name: f"{LONG} {number}" for number, name in enumerate(graph)}, "label")
    return graph


def test_what_fits_is_drawn_whole() -> None:
    graph = synthetic.network(60)
    spots = placing.place(graph)
    assert (set(spots.wide), set(spots.tall), spots.everywhere) == (set(graph), set(graph), {})


@pytest.mark.parametrize("count", [placing.FEW + 1, 200])
def test_more_names_than_labels_fit_open_with_an_overview(count: int) -> None:
    graph = synthetic.network(count)
    spots = placing.place(graph)
    assert set(spots.everywhere) == set(graph)
    assert 40 <= len(spots.wide) <= overview.MOST
    assert set(spots.tall) == set(spots.wide) < set(graph)


@pytest.mark.parametrize("count", [40, 100])
def test_fewer_names_are_drawn_the_longer_they_are(count: int) -> None:
    graph = long_names(count)
    spots = placing.place(graph)
    assert set(spots.everywhere) == set(graph)
    assert placing.LEAST <= len(spots.wide) < 40
    assert spots.frames["wide"][0] <= placing.SMALLER * placing.WIDE.width


def test_a_name_with_a_relation_to_itself_has_room_for_it_within_the_frame() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")])
    spots = placing.place(graph)
    for at, frame in ((spots.wide, spots.frames["wide"]), (spots.tall, spots.frames["tall"])):
        for name in "ab":
            assert abs(at[name][0]) <= frame[0] / 2 - placing.LOOP + 0.1
            assert abs(at[name][1]) <= frame[1] / 2 - placing.LOOP + 0.1
        assert abs(at["c"][0]) > frame[0] / 2 - placing.LOOP or abs(at["c"][1]) > frame[1] / 2 - placing.LOOP
