"""The line above a drawing says how much there is of what can be seen."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg import admitted, scope


def line(*relations: tuple[str, str, dict[str, Any]]) -> str:
    return scope.counts(admitted.admit(nx.MultiDiGraph(relations)))


def said(status: str, source: str = "s", **known: Any) -> dict[str, Any]:
    return {"status": status, "evidence": [{"source": source, "status": status}], **known}


def test_only_what_is_accepted_counts_where_something_is() -> None:
    disputed = ("b", "c", said("Disputed", "t", start="1700"))
    assert line(("a", "b", said("Accepted", start="1815")), disputed) == "1 source, 2 names, 1 relation, 1815"


def test_where_nothing_is_accepted_what_is_said_counts_and_the_line_says_so() -> None:
    told = line(("a", "b", said("Disputed", start="1701", end="1710")), ("b", "c", said("Rejected", "t")))
    assert told == "2 sources, 3 names, 2 relations, 1701 to 1710; nothing of it is accepted; 1 without a date"


def test_years_are_counted_as_years_before_and_after_the_first() -> None:
    assert line(("a", "b", {"start": "-0043", "end": "0014"})) == "0 sources, 2 names, 1 relation, 44 BC to 14"
    assert line(("a", "b", {"start": "-0100"}), ("a", "b", {"start": "-0043"})).endswith("101 BC to 44 BC")


def test_sources_without_an_id_are_told_apart_by_their_titles_or_citations() -> None:
    cited = [
        {"source_title": "A"},
        {"source_title": "B"},
        {"citation": "C, p. 1"},
        {"source_title": "A", "citation": "A, p. 2"},
    ]
    assert line(("a", "b", {"evidence": cited})).startswith("3 sources, ")


def test_one_id_with_two_titles_is_two_sources_and_a_claim_without_a_title_none_of_its_own() -> None:
    cited = [{"source": "s", "source_title": "A"}, {"source": "s"}, {"source": "s", "source_title": "B"}]
    assert line(("a", "b", {"evidence": cited})).startswith("2 sources, ")
    assert line(("a", "b", {"evidence": [{"source": "s", "citation": page} for page in "12"]})).startswith("1 source, ")


def test_an_empty_graph_has_nothing() -> None:
    assert line() == "0 sources, 0 names, 0 relations"
