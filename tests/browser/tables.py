"""What tests of the table and of what leaves the page share: networks, what is told in them, and saved files."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from kg import view
from tests.browser.conftest import east_asia

TABLE = "#view=table"
STATUSES = ["Accepted", "Disputed", "Unreviewed", "Rejected"]


def told(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    """What is known of each relation, by its sentence."""
    names = {name: known["label"] for name, known in graph.nodes(data=True)}
    return {
        known["sentence"]: {**known, "from": names[one], "to": names[other]}
        for one, other, known in graph.edges(data=True)
    }


def with_statuses() -> nx.MultiDiGraph[str]:
    """The network of the fixture, a few of its relations not accepted."""
    graph = east_asia()
    for place, (*_, known) in enumerate(graph.edges(data=True)):
        known["status"] = STATUSES[place % 7] if place % 7 < 4 else "Accepted"
    return graph


@cache
def page_of_many(count: int) -> str:
    return view.page(many(count))


def many(count: int, **known: Any) -> nx.MultiDiGraph[str]:
    """Few names and many relations between them."""
    graph = nx.MultiDiGraph(title="Many")
    graph.add_nodes_from((f"n{number}", {"label": f"Name {number}"}) for number in range(40))
    for number in range(count):
        ends = f"n{number % 40}", f"n{(number * 7 + 1) % 40}"
        graph.add_edge(
            *ends, key=str(number), iri=f"r{number}", kind="Met", kind_label="Met", sentence=f"No. {number}", **known
        )
    return graph


def files(page: Any, button: str, folder: Path) -> Path:
    """What a button saves."""
    with page.expect_download() as waiting:
        page.click(button)
    path = folder / str(waiting.value.suggested_filename)
    waiting.value.save_as(path)
    return path


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
