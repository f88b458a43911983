"""The page: from the projected network to one HTML file that opens anywhere and asks for nothing.

pyvis makes the network and hands it to a template of ours, which autoescapes, carries vis-network inside and
forbids every request (Content-Security-Policy). Text of the sources reaches the page as JSON only.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pyvis.network import Network

from kg import admitted, block, calendars, distinct, document, layout, looks, placing, scope

if TYPE_CHECKING:
    import networkx as nx

DASHES: dict[str, bool | list[int]] = {
    "solid": False,
    "dots": [2, 5],
    "shortdash": [5, 4],
    "dash": [10, 6],
    "longdash": [20, 6],
    "dashdot": [12, 5, 2, 5],
    "longdashdot": [24, 5, 2, 5],
}
BOUNDS = scope.BOUNDS
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": {"enabled": False}, "chosen": False},
    "nodes": {"chosen": False, "font": {"size": 13}},
    "interaction": {"hover": False, "selectConnectedEdges": False, "hoverConnectedEdges": False},
}


def page(graph: nx.Graph[Any]) -> str:
    """The whole page as text: same graph, same bytes when encoded as UTF-8.

    Raises KgError when it is no networkx graph, or when the installed pyvis does not carry the vis-network that the
    page was made for.
    """
    return str(to_pyvis(graph).generate_html())


def to_pyvis(graph: nx.Graph[Any]) -> Network:
    """The network as pyvis knows it, from any networkx graph: placed, coloured, without physics or HTML in any field.

    ``generate_html()`` of the result gives our page. The graph is left as it is; all attributes of its names
    and relations are carried along, so that the page can show the evidence.
    """
    graph = admitted.admit(graph)
    title = _clean(str(graph.graph.get("title") or "A diplomatic network"))
    network = Network(height="560px", directed=True, cdn_resources="in_line", heading=title)
    network.options = OPTIONS
    names = sorted(graph.nodes)
    relations = sorted(graph.edges(keys=True), key=lambda edge: _legend_order(edge, graph.edges[edge]))
    spots = placing.place(graph)
    # The lists are filled directly: pyvis looks each new name up in the list of all, which is quadratic.
    network.nodes = [_node(name, graph.nodes[name], spots) for name in names]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    lanes, apart = _lanes(relations), _apart(graph)
    at = {node["id"]: (node["x"], node["y"]) for node in network.nodes}
    network.edges = [
        _edge(edge, known | apart.get(str(known.get("kind") or ""), {}), lanes[edge], (at[edge[0]], at[edge[1]]))
        for edge, known in ((edge, graph.edges[edge]) for edge in relations)
    ]
    _number_twins(network.edges)
    network.templateEnv = document.templates(_scene(graph, spots))
    network.path = "page.html.j2"
    return network


def _node(name: str, known: dict[str, Any], spots: placing.Spots) -> dict[str, Any]:
    kind = str(known.get("kind") or "")
    shape = str(known.get("shape") or "")
    wide, tall, at = (each.get(name) for each in (spots.wide, spots.tall, spots.everywhere))
    x, y = wide or at or (0.0, 0.0)
    drawn: dict[str, Any] = {
        **{bound: str(known[bound]) for bound in BOUNDS if known.get(bound)},
        "id": name,
        "label": "\n".join(layout.broken(placing.label_of(known, name))),
        "name": str(known.get("label") or name),
        "labels": {str(tag): str(label) for tag, label in dict(known.get("labels") or {}).items()},
        "own": str(known.get("own") or ""),
        "aliases": [str(each) for each in known.get("aliases") or ()],
        "kind": kind,
        "kind_label": str(known.get("kind_label") or kind or "name"),
        "shape": shape if shape in looks.SHAPES else "hexagon",
        "size": 8,
        "color": _colour(known.get("colour"), "#5b3a6b"),
        "colour_dark": _colour(known.get("colour_dark"), ""),
        "x": x,
        "y": y,
        "spot": [*wide, *tall] if wide and tall else None,
        "at": [round(part) for part in at] if at else None,  # whole pixels: names stand 60 of them apart
    }
    return _clean(drawn)


Relation = tuple[str, str, str]


def _legend_order(edge: Relation, known: dict[str, Any]) -> tuple[Any, ...]:
    return (known.get("order", 0), _counted(str(known.get("kind", ""))), str(known.get("earliest_start", "")), edge)


@lru_cache(maxsize=1024)
def _counted(text: str) -> tuple[Any, ...]:
    """A key that sorts as readers count: "kind 2" before "kind 10"."""
    parts = re.split("0*([0-9]+)", text)
    return tuple((len(part), part) if place % 2 else part for place, part in enumerate(parts)), text


def _lanes(relations: list[Relation]) -> dict[Relation, tuple[float, int]]:
    """For each relation its lane among those of the same two names (0 is straight), and how many there are.

    The first of the legend lie nearest to the straight line.
    """
    pairs = defaultdict(list)
    for edge in relations:
        pairs[tuple(sorted(edge[:2]))].append(edge)
    lanes = {}
    for edges in pairs.values():
        middle = (len(edges) - 1) / 2
        for lane, edge in zip(sorted((i - middle for i in range(len(edges))), key=abs), edges, strict=True):
            lanes[edge] = (lane if edge[0] <= edge[1] else -lane, len(edges))
    return lanes


def _edge(edge: Relation, known: dict[str, Any], lane: tuple[float, int], ends: Ends) -> dict[str, Any]:
    source, target, key = edge
    standing, symmetric = bool(known.get("standing", False)), bool(known.get("symmetric", False))
    look = _look(known, standing=standing, symmetric=symmetric)
    drawn: dict[str, Any] = {
        **{text: str(known.get(text) or "") for text in ("kind", "sentence")},
        **{text: str(known[text]) for text in ("certainty", "start", "end", *BOUNDS) if known.get(text)},
        **look,
        "kind_label": str(known.get("kind_label") or known.get("kind") or "relation"),
        "id": str(known.get("iri") or key),
        "iri": str(known.get("iri") or ""),
        "from": source,
        "to": target,
        "order": int(known.get("order", 0)),
        "symmetric": symmetric,
        "standing": standing,
        "derived": bool(known.get("derived", False)),
        "status": str(known.get("status") or "Accepted"),
        "derived_from": [str(each) for each in known.get("derived_from") or ()],
        "evidence": [_evidence(item) for item in known.get("evidence", ())],
        "lane": lane[0],
        "lanes": lane[1],
        "smooth": _bend(lane, *ends),
        "arrows": {"to": _mark(look["head"]), "middle": _mark(look["middle"])},
    }
    if source == target:
        drawn["selfReference"] = {"size": 18 + 8 * abs(lane[0])}
    return _clean(drawn)


Ends = tuple[layout.Point, layout.Point]


def _look(known: Mapping[str, Any], *, standing: bool, symmetric: bool) -> dict[str, Any]:
    """The look of a line as its kind says it, and something plain where it says nothing that can be drawn."""
    dash, head, middle = (str(known.get(part) or "") for part in ("dash", "head", "middle"))
    width = known.get("width")
    return {
        "color": _colour(known.get("colour")),
        "colour_dark": _colour(known.get("colour_dark"), ""),
        "dash": dash if dash in DASHES else "solid",
        "dashes": DASHES.get(dash, False),
        "width": float(width) if isinstance(width, int | float) and 0.5 <= width <= 8 else 3.0 if standing else 1.5,
        "head": head if head in looks.MARKS else "none" if symmetric else "arrow",
        "middle": middle if middle in looks.MARKS else "none" if standing else "circle",
    }


def _apart(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, str]]:
    """Signs for the kinds that say nothing of their look, so that no two of them are drawn alike; by kind."""
    standing: dict[str, bool] = {}
    said: dict[str, distinct.Signs] = {}
    for *_, known in graph.edges(data=True):
        kind = str(known.get("kind") or "")
        if kind and kind not in said:
            standing.setdefault(kind, bool(known.get("standing", False)))
            if any(known.get(sign) and not looks.fault(sign, str(known[sign])) for sign in distinct.SAID):
                look = _look(known, standing=standing[kind], symmetric=False)
                said[kind] = (look["color"], look["dash"], look["middle"])
    return {kind: distinct.look(signs) for kind, signs in distinct.apart(standing, said).items()}


def _colour(value: object, otherwise: str = "#5a5a5a") -> str:
    text = str(value or "")
    return text if re.fullmatch("#[0-9a-fA-F]{6}", text) else otherwise


def _mark(kind: str) -> dict[str, Any]:
    """A mark as vis-network draws it at the end or in the middle of a line."""
    return {"enabled": kind != "none", "type": "arrow" if kind == "none" else kind, "scaleFactor": 0.6}


def _bend(lane: tuple[float, int], here: layout.Point, there: layout.Point) -> dict[str, Any]:
    """Parallel lines leave the straight one by a lane each; both directions count lanes from the same side."""
    if not lane[0]:
        return {"enabled": False}
    length = max(60.0, math.sqrt((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2))
    # At small bends the middle of vis-network's curve is 0.39 * roundness * length off the straight line.
    bend = min(0.9, abs(lane[0]) * min(layout.LANE, 150 / lane[1]) / (0.39 * length))
    return {"enabled": True, "type": "curvedCW" if lane[0] > 0 else "curvedCCW", "roundness": round(bend, 3)}


def _evidence(item: Mapping[str, Any]) -> dict[str, Any]:
    """What a claim shows; an address only if a browser may follow it."""
    url = str(item.get("url") or "")
    return {**item, "url": url if url.lower().startswith(("http://", "https://")) else ""}


def _number_twins(edges: list[dict[str, Any]]) -> None:
    """Change the ids of further lines that draw the same relation, so that no two lines have one id."""
    for edge, identity in zip(edges, admitted.numbered(edge["id"] for edge in edges), strict=True):
        edge["id"] = identity


def _scene(graph: nx.MultiDiGraph[str], spots: placing.Spots) -> dict[str, Any]:
    """What belongs to no single name or relation."""
    story, names = graph.graph, sorted(graph.nodes)
    number = {name: place for place, name in enumerate(names)}
    scene: dict[str, Any] = {
        "title": str(story.get("title") or ""),
        "scope": str(story.get("scope") or ""),
        "counts": scope.counts(graph),
        "on": str(story.get("on") or ""),
        "focus": [number[name] for name in story.get("focus") or () if name in number],
        "disputed": [_evidence(item) for item in story.get("disputed", ())],
        "texts": dict(story.get("texts") or {}),
        "months": _months(known for *_, known in graph.edges(data=True)),
        "frames": spots.frames,
        "overview": bool(spots.everywhere),
    }
    return _clean(scene)


def _months(relations: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """The first days of the Chinese months of the years in which a day is known, for the page to tell it by."""
    ends = ((known.get(first), known.get(last)) for known in relations for first, last in (BOUNDS[:2], BOUNDS[2:]))
    days = {str(first) for first, last in ends if first and first == last}
    exact = {
        day for day in days if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day) and block.day_number(day) is not None
    }
    years = {int(day[:4]) - early for day in exact for early in (0, 1)}
    months = []
    for year in sorted(years):
        for first, name, month, is_leap in calendars.chinese_months(year, year):
            months.append([(first - datetime.date(1970, 1, 1)).days, name, month, *([1] if is_leap else [])])
    return months


T = TypeVar("T")


def _clean(value: T) -> T:
    """The value without what UTF-8 cannot hold (lone surrogates)."""
    cleaned: Any = value
    if isinstance(value, str):
        cleaned = value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    elif isinstance(value, dict):
        cleaned = {_clean(key): _clean(part) for key, part in value.items()}
    elif isinstance(value, list | tuple):
        cleaned = [_clean(part) for part in value]
    return cleaned  # type: ignore[no-any-return]
