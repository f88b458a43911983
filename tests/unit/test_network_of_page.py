"""What the page draws: at what it opens, and by which names that is found."""

from __future__ import annotations

import pytest

from kg.errors import DateError, QueryError
from kg.knowledge import KnowledgeGraph
from tests.fixtures.doubted import AUTHORITY, ID, LEAGUE, opened, said

WAR = """
[[claim]]
id = "war"
about = "great-war"
label = "The Great War"
type = "War"
participation = [{ participant = "denmark", side = "A" }, { participant = "sweden", side = "B" }]
locator = "p. 1"

[[claim]]
id = "neutral"
about = "saxon-neutrality"
type = "Neutrality"
party = "saxony"
inWar = "great-war"
locator = "p. 2"
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    pact = said("pact", "pact", 'type = "Alliance"\nparty = ["sweden", "russia"]')
    names = AUTHORITY.replace('en = "Denmark" }', 'en = "Denmark", da = "Danmark" }\nalias = ["the Danes"]')
    return opened(tmp_path_factory.mktemp("corpus"), LEAGUE, WAR, pact, authority=names)


@pytest.mark.parametrize(
    "name", ["denmark", "id:denmark", f"{ID}denmark", "Denmark", "DENMARK", "Danmark", "the Danes"]
)
def test_a_page_opens_at_a_name_a_label_or_an_alias(graph: KnowledgeGraph, name: str) -> None:
    assert graph.network_of_page(focus=name).graph["focus"] == [f"{ID}denmark"]


def test_a_page_may_open_at_a_war_and_at_what_only_doubted_claims_name(graph: KnowledgeGraph) -> None:
    for name in ("The Great War", "great-war"):  # it is a line too
        assert graph.network_of_page(focus=name).graph["focus"] == [f"{ID}great-war"]
    assert graph.network_of_page(focus="russia").graph["focus"] == [f"{ID}russia"]
    assert "focus" not in graph.network_of_page().graph


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Denmarc", "did you mean 'denmark'"),
        ("zzz", "kg query inventory lists the names"),
        ("kurland", "nothing that is drawn of a graph is called 'kurland'"),
        ("league", "'league' is drawn as a line, and a page opens at a name; give denmark or saxony"),
    ],
)
def test_a_name_that_is_not_drawn_leads_to_the_nearest(graph: KnowledgeGraph, name: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        graph.network_of_page(focus=name)


def test_a_name_beyond_the_topic_is_not_drawn(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="nothing that is drawn"):
        graph.network_of_page(focus="russia", about="league")


@pytest.mark.parametrize("on", ["1904-02-30", "soon", "1904-13", "0000", "1904-02-01/1904-03-01"])
def test_a_page_opens_on_no_day_that_there_is_not(graph: KnowledgeGraph, on: str) -> None:
    with pytest.raises(DateError):
        graph.network_of_page(on)


def test_a_page_has_the_title_that_is_given_else_that_of_its_topic(graph: KnowledgeGraph) -> None:
    assert graph.network_of_page(title="Who fought?").graph["title"] == "Who fought?"
    assert graph.network_of_page(about="great-war").graph["title"] == "Great war"
