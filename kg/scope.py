"""A network comes in; what it holds goes out in a line: sources, names, relations, years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg import block, placing

if TYPE_CHECKING:
    import networkx as nx

BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def counts(graph: nx.MultiDiGraph[str]) -> str:
    """How much there is, of what is accepted, and from when to when; where nothing is, of what is said."""
    relations = [known for *_, known in graph.edges(data=True)]
    accepted = [known for known in relations if known.get("status", "Accepted") == "Accepted"]
    told = accepted or relations
    cited = _sources(item for known in told for item in _said(known, everything=not accepted))
    names = len(placing.of_facts(graph)) if accepted else len(graph)
    numbers = [(len(cited), "source"), (names, "name"), (len(told), "relation")]
    text = ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in numbers)
    dated = [
        [str(known[bound]) for bound in BOUNDS if block.day_number(known.get(bound)) is not None] for known in told
    ]
    undated = sum(not days for days in dated)
    parts = [text + _years(dated), "" if accepted or not told else "nothing of it is accepted"]
    return "; ".join(part for part in (*parts, f"{undated:,} without a date" if undated else "") if part)


def _years(dated: Sequence[Sequence[str]]) -> str:
    years = [int(day.rpartition("-")[0].rpartition("-")[0]) for days in dated for day in days]
    if not years:
        return ""
    told = dict.fromkeys(f"{year}" if year > 0 else f"{1 - year} BC" for year in (min(years), max(years)))
    return f", {' to '.join(told)}"


def _said(known: Mapping[str, Any], *, everything: bool) -> Sequence[Mapping[str, Any]]:
    """The evidence of a relation; without the claims about it that are not accepted, but where nothing is."""
    return [
        item for item in known.get("evidence", ()) if everything or item.get("status", "Accepted") in ("Accepted", "")
    ]


def _sources(items: Iterable[Mapping[str, Any]]) -> set[tuple[str, ...]]:
    """Sources by id and title, as ``kg.block`` tells them apart; not all claims of one need say its title."""
    told = set()
    for item in items:
        name, title, *cited = (str(item.get(each) or "") for each in ("source", "source_title", "citation", "url"))
        told.add((name, title) if name or title else ("", "", *cited))
    titled = {name for name, title, *_ in told if title}
    return {source for source in told if source[1] or not source[0] or source[0] not in titled}
