"""Where a text is not in the graph the page says that only quotations are there, and why, if that is known."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.browser.conftest import Open


def quoting(**text: str) -> nx.MultiDiGraph[str]:
    told = {"chronicle": {"title": "A chronicle", "language": "en", "text": "", **text}}
    graph = nx.MultiDiGraph(title="A peace", texts=told)
    claim = {"claim": "chronicle:peace", "source": "chronicle", "source_title": "A chronicle", "quote": "Denmark left"}
    graph.add_edge("denmark", "sweden", key="peace", sentence="Denmark left the war.", evidence=[claim])
    return graph


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_why_a_text_is_not_there_is_said_where_it_should_be(opened: Open, size: tuple[int, int]) -> None:
    page = opened(quoting(sha256="0" * 64), width=size[0], height=size[1], fragment="#view=text").page
    said = page.inner_text("#view-text .hint")
    assert said.startswith("The text itself is not kept in the graph: some stores of graphs would change it")
    assert "Of it 1 passage is quoted" in said
    assert page.inner_text("#view-text mark:not(.mark-key *)") == "Denmark left"


def test_of_a_graph_that_never_had_the_text_no_reason_is_made_up(opened: Open) -> None:
    said = opened(quoting(), fragment="#view=text").page.inner_text("#view-text .hint")
    assert said.startswith("The text itself is not kept in the graph. Of it 1 passage is quoted")


def test_a_text_that_is_there_is_shown_whole(opened: Open) -> None:
    graph = quoting(text="In 1700 Denmark left the war.", sha256="0" * 64)
    page = opened(graph, fragment="#view=text").page
    assert page.inner_text("#view-text .hint").startswith("The whole text, with 1 passage marked.")
