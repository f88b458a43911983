"""Edges as a store answers them come in; a networkx MultiDiGraph, and its measures over time, go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

import networkx as nx

from kg.block import day_number
from kg.evidence import Said, rows
from kg.model import Passage
from kg.namespaces import AUTHORITY
from kg.sentences import fill
from kg.terms import Table

_BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
_SNAKE = dict(zip(_BOUNDS, ("earliest_start", "latest_start", "earliest_end", "latest_end"), strict=True))

Keep = Callable[[Mapping[str, Any]], str | None]


class Measure(NamedTuple):
    """How one node stands in the network of one day."""

    day: str
    node: str
    label: str
    degree: int
    betweenness: float
    triads: int


def project(edges: Table, roles: Table, said: Sequence[Said], keep: Keep = lambda edge: "") -> nx.MultiDiGraph:
    """Draw every edge as networkx: nodes are IRIs, keys are the things that the edges stand for.

    ``keep`` gives the certainty of an edge (``certain``, ``possible``, or nothing where no day is asked), or
    ``None`` for an edge that is left out.
    """
    graph, values = nx.MultiDiGraph(), _roles(roles)
    drawn = [(row, _edge(row, values.get(row["thing"], {}))) for row in rows(edges)]
    words = _words([edge for _, edge in drawn], said)
    for row, edge in drawn:
        certainty = keep({**edge, "one": row["one"], "other": row["other"]})
        if certainty is None:
            continue
        for end in ("one", "other"):
            graph.add_node(row[end], label=row[f"{end}Label"], kind=row[f"{end}Class"], kind_label=row[f"{end}Class"])
        graph.add_edge(row["one"], row["other"], key=row["thing"], **edge, **words[row["thing"]], certainty=certainty)
    return graph


def _words(edges: Sequence[Mapping[str, Any]], said: Sequence[Said]) -> dict[str, dict[str, Any]]:
    """For each thing that is drawn the claims about it; for a derived one also the sentences of what it follows from.

    A derived thing has the claims of its origin.
    """
    claims: dict[str, list[Said]] = {}
    for claim in said:
        claims.setdefault(claim.thing, []).append(claim)
    sentences: dict[str, list[str]] = {}
    for edge in edges:
        sentences.setdefault(edge["iri"], []).append(edge["sentence"])
    words = {}
    for edge in edges:
        thing = edge["iri"]
        if thing not in words:
            found = in_order(claims.get(thing, []))
            origins = {claim.about for claim in claims.get(thing, []) if edge["derived"]} - {thing}
            told = [each for origin in sorted(origins) for each in sentences.get(origin, [])]
            told = told or [each["sentence"] for each in found if origins and each["status"] == "Accepted"]
            words[thing] = {"evidence": found, "derived_from": told}
    return words


def add_names(graph: nx.MultiDiGraph, nodes: Table) -> None:
    """Add to each node its labels by language and its life span; coordinates (degrees, WGS 84) where they are known.

    ``own`` is the tag of the label in its own language, where there is one; ``aliases`` are the other words by which
    texts speak of it.
    """
    aliases: dict[str, set[str]] = {}
    for row in nodes:
        node, label = str(row["node"]), row["label"]
        if node in graph:
            if label is not None:
                graph.nodes[node].setdefault("labels", {})[getattr(label, "language", "")] = str(label)
            if row["alias"] is not None:
                aliases.setdefault(node, set()).add(str(row["alias"]))
            graph.nodes[node].update({_SNAKE[bound]: str(row[bound] or "") for bound in _BOUNDS})
            if row["own"] is not None:
                graph.nodes[node]["own"] = str(row["own"])
            if row["lat"] is not None:
                graph.nodes[node].update(lat=float(str(row["lat"])), lon=float(str(row["long"])))
    for node, words in aliases.items():
        known = graph.nodes[node]
        if others := words - {known["label"], *known.get("labels", {}).values()}:
            known["aliases"] = sorted(others)


def evidence(said: Said) -> dict[str, Any]:
    """A claim as the plain values that pages and files hold; the words of its first passage stand by themselves too."""
    passage = said.passages[0]
    return {
        "claim": said.id,
        "claim_iri": said.iri,
        "sentence": said.sentence,
        "status": said.status,
        "source": said.source,
        "source_title": said.source_title,
        "citation": said.citation or said.source_title,
        "url": said.url,
        "by": said.by,
        "rule": said.rule,
        "passages": [_passage(each) for each in said.passages],
        "quote": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "locator": passage.locator,
        "position": f"characters {passage.start} to {passage.end}" if passage.exact else "",
        "note": said.note,
        "written": "; ".join(f"{each.text} ({each.calendar})" for each in said.written),
        "written_dates": [asdict(each) for each in said.written],
        "understood": said.start if said.start == said.end else f"{said.start or '?'} / {said.end or '?'}",
        "against": [
            {**asdict(other), "claim": other.id, "passages": [_passage(each) for each in other.passages]}
            for other in said.against
        ],
        "readings": [{"words": words, "meaning": meaning, "why": why} for words, meaning, why in said.readings],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    """Where a source says something; ``start`` and ``end`` count the characters of its text, -1 where it is cited."""
    return {
        "quote": passage.exact,
        **{name: getattr(passage, name) for name in ("prefix", "suffix", "start", "end", "locator", "source")},
    }


def in_order(said: Iterable[Said], *, first: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The claims about one thing: the accepted ones, words before citations; then the others, with their statuses.

    Those named ``first`` stand before all, in that order. The authority file speaks where no source does: it names
    things, and sources say what they did.
    """
    rank = {name: number for number, name in enumerate(first)}

    def place(each: Said) -> tuple[int, bool, bool]:
        return rank.get(each.id, len(rank)), each.status != "Accepted", not each.passages[0].exact

    told = sorted(said, key=place)
    own = [each for each in told if each.source != AUTHORITY or each.id in first]
    if not first and all(each.status != "Accepted" for each in own):
        own = [each for each in told if each.source != AUTHORITY or each.status == "Accepted"]
    return [evidence(each) for each in own]


def sources(graph: nx.MultiDiGraph) -> set[str]:
    """The sources whose words stand behind the edges of a network, and behind what is disputed there."""
    told = [claim for *_, data in graph.edges(data=True) for claim in data["evidence"]]
    told += graph.graph.get("disputed", ())
    words = [passage for claim in told for each in (claim, *claim["against"]) for passage in each["passages"]]
    return {passage["source"] for passage in words if passage["quote"]}


def measures(graphs: Mapping[str, nx.MultiDiGraph]) -> list[Measure]:
    """Degree, betweenness and closed triads of each node, for the network of each day (ISO date).

    Degree counts the edges; betweenness (normalised, by networkx) and triads are those of the simple undirected
    graph. Parallel edges count once there.
    """
    found = []
    for day, graph in sorted(graphs.items()):
        simple = nx.Graph(graph.to_undirected(as_view=True))
        between, triads = nx.betweenness_centrality(simple), nx.triangles(simple)
        for node, label in sorted(graph.nodes(data="label")):
            found.append(Measure(day, node, label, graph.degree(node), round(between[node], 6), triads[node]))
    return found


def within(edge: Mapping[str, Any], first: str, last: str) -> str | None:
    """Whether an event falls into a period (ISO days, both included): ``certain``, ``possible``, or ``None``.

    Certain where it has surely begun by the last day and has surely not ended before the first. Days are compared by
    their numbers: as texts, those before year 1 would stand in reverse. Raises ValueError if the period has no days.
    """
    begins, begun, lasting, ends = (day_number(edge[_SNAKE[bound]]) for bound in _BOUNDS)
    opening, closing = day_number(first), day_number(last)
    if opening is None or closing is None:
        raise ValueError(f"{first!r} to {last!r} is no period of two ISO days")
    sure = [day for day in (begun, lasting) if day is not None]
    if begins is None and lasting is not None:
        begins = min(sure)
    if ends is None and begun is not None:
        ends = max(sure)
    if (begins is not None and begins > closing) or (ends is not None and ends < opening):
        return None
    if begun is None or lasting is None:
        return "possible"
    return "certain" if begun <= closing and opening <= lasting else "possible"


def everything(edge: Mapping[str, Any]) -> str | None:
    """Keep every edge, without a word on certainty."""
    return ""


def in_force(state: Table, first: str, last: str) -> Keep:
    """Keep the states of affairs that a store finds in a period, and the events that may fall into it."""
    found = {(row["thing"], row["one"], row["other"]): row["certainty"] for row in rows(state)}

    def keep(edge: Mapping[str, Any]) -> str | None:
        if edge["standing"]:
            return found.get((edge["iri"], edge["one"], edge["other"]))
        return within(edge, first, last)

    return keep


def states(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The states of affairs alone, without the acts."""
    return graph.edge_subgraph([edge[:3] for edge in graph.edges(keys=True, data="standing") if edge[3]])


def around(graph: nx.MultiDiGraph, things: Iterable[str], roles: Table) -> nx.MultiDiGraph:
    """The edges that stand for one of the things, touch one, or stand for what names one in a role; with their ends."""
    wanted = set(things)
    naming = {row["thing"] for row in rows(roles) if row["value"] in wanted}
    part = nx.MultiDiGraph(**graph.graph)
    for one, other, key, data in graph.edges(keys=True, data=True):
        if key in wanted | naming or one in wanted or other in wanted:
            part.add_node(one, **graph.nodes[one])
            part.add_node(other, **graph.nodes[other])
            part.add_edge(one, other, key=key, **data)
    return part


def _edge(row: Mapping[str, str], roles: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "iri": row["thing"],
        "class": row["class"],
        "kind": row["kind"],
        "kind_label": row["kindLabel"],
        "label": row["label"],
        "sentence": _sentence(row, roles),
        "symmetric": row["symmetric"] == "yes",
        "standing": row["standing"] == "yes",
        "derived": row["derived"] == "yes",
        "start": row["edtfStart"],
        "end": row["edtfEnd"],
        "order": int(row["order"] or 999),
        **{_SNAKE[bound]: row[bound] for bound in _BOUNDS},
    }


def _sentence(row: Mapping[str, str], roles: Mapping[str, list[str]]) -> str:
    """The sentence of the edge: its two ends fill their own slots, so that each edge names only its ends."""
    ends = {row["to"]: [row["otherLabel"]]}
    if row["from"] == row["to"]:
        ends = {row["from"]: [row["oneLabel"], row["otherLabel"]]}
    elif row["standing"] == "yes":  # an act keeps all who did it; a holding names the holder of this edge
        ends[row["from"]] = [row["oneLabel"]]
    values = {**roles, **{name: labels for name, labels in ends.items() if name}}
    values["participant"] = [row["oneLabel"], row["otherLabel"]]
    values["thing"] = [row["label"]]
    told = fill(row["template"], lambda name: values.get(name, []))
    return told or f"{row['oneLabel']}: {row['kindLabel']}: {row['otherLabel']}"


def _roles(table: Table) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows(table):
        labels = found.setdefault(row["thing"], {}).setdefault(row["property"], [])
        if row["valueLabel"] not in labels:
            labels.append(row["valueLabel"].rstrip("."))
    return {thing: {name: sorted(labels) for name, labels in each.items()} for thing, each in found.items()}
