"""What the page draws is the same whoever answers: a file, or a server that speaks SPARQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg import rdf
from kg.build import Built
from kg.knowledge import KnowledgeGraph
from tests.conftest import require
from tests.engines import Server
from tests.engines.jena import Jena
from tests.engines.oxigraph import Oxigraph
from tests.engines.virtuoso import Virtuoso
from tests.unit.test_texts import AT_ITS_PLACE


@pytest.fixture(scope="module")
def turtle(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything, as one Turtle."""
    file = tmp_path_factory.mktemp("everything") / "foedera.ttl"
    file.write_text(rdf.turtle(built.parts.everything()), encoding="utf-8", newline="")
    return file


@pytest.fixture(scope="module", params=[Oxigraph, Jena, Virtuoso], ids=lambda engine: engine.name)
def remote(
    request: pytest.FixtureRequest, turtle: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeGraph]:
    kind: type[Server] = request.param
    require(kind.is_available())
    with pytest.MonkeyPatch.context() as patch, kind(tmp_path_factory.mktemp(kind.name)) as server:
        patch.setenv("no_proxy", "127.0.0.1")
        server.load(turtle)
        yield kg.open_graph(f"{server.url}{server.path_of_queries}")


def drawn(graph: nx.MultiDiGraph) -> tuple[Any, ...]:
    return dict(graph.nodes(data=True)), sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]), graph.graph


def test_the_page_of_an_endpoint_is_that_of_the_file(remote: KnowledgeGraph, turtle: Path) -> None:
    local = kg.open_graph(turtle)
    ours, theirs = (
        drawn(local.network_of_page("1904", focus="Japan")),
        drawn(remote.network_of_page("1904", focus="Japan")),
    )
    assert theirs == ours
    assert [data for *_, data in ours[1] if "status" in data]


def test_each_quote_is_in_its_place_whoever_counts(remote: KnowledgeGraph, turtle: Path) -> None:
    found = [{str(row["exact"]) for row in each.ask(AT_ITS_PLACE)} for each in (remote, kg.open_graph(turtle))]  # type: ignore[union-attr]
    assert found[0] == found[1]
    assert len(found[0]) > 30
