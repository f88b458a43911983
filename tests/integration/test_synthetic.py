"""The networks that tests make up have the form of those that the projection makes."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg import rdf, store
from kg.knowledge import KnowledgeGraph
from tests.fixtures import synthetic
from tests.fixtures.bundled import bundled

Keys = dict[str, set[str]]


def keys(graph: nx.MultiDiGraph[str]) -> Keys:
    """The keys of names, of relations, of claims, and of passages."""
    relations: list[dict[str, Any]] = [known for *_, known in graph.edges(data=True)]
    claims = [claim for known in relations for claim in known["evidence"]]
    passages = [passage for claim in claims for passage in claim["passages"]]
    tables = {"names": dict(graph.nodes).values(), "relations": relations, "claims": claims, "passages": passages}
    return {what: set().union(*(table.keys() for table in each)) for what, each in tables.items()}


@pytest.fixture(scope="module")
def projected() -> Keys:
    triples = rdf.ntriples(bundled().parts.everything())
    return keys(KnowledgeGraph(store.from_quads(triples, "the bundled graph")).to_networkx())


@pytest.mark.parametrize("what", ["names", "relations", "claims", "passages"])
def test_a_network_made_up_has_the_keys_of_a_projected_one(projected: Keys, what: str) -> None:
    made_up = keys(synthetic.network(60))[what]
    assert made_up - projected[what] == set()
    assert projected[what] - made_up <= {"aliases", "lat", "lon"}


def test_the_same_seed_makes_the_same_network_and_another_one_another() -> None:
    first, again, other = (synthetic.network(40, seed=seed) for seed in (1, 1, 2))
    assert nx.node_link_data(first, edges="edges") == nx.node_link_data(again, edges="edges")
    assert set(first.edges()) != set(other.edges())


def test_it_has_as_many_relations_as_asked_for_hubs_parallels_and_every_state_of_a_date() -> None:
    graph = synthetic.network(500)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (500, 1500)
    assert synthetic.network(500, relations=700).number_of_edges() == 700
    assert max(dict(graph.degree()).values()) > 40
    assert len({frozenset(pair) for pair in graph.edges()}) < 1450
    known = {tuple(bool(edge[bound]) for bound in synthetic.BOUNDS) for *_, edge in graph.edges(data=True)}
    assert {(True,) * 4, (False,) * 4, (True, True, False, False), (False, True, False, False)} < known
    assert {edge["kind"] for *_, edge in graph.edges(data=True)} == set(synthetic.KINDS)
