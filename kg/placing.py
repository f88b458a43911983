"""A projected network comes in; where each of its names stands, in a wide and in a tall frame, goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg import dates, layout, overview
from kg.errors import KgError

if TYPE_CHECKING:
    import networkx as nx

WIDE = layout.Frame(720.0, 520.0)  # what a laptop leaves for the drawing, in CSS pixels
TALL = layout.Frame(372.0, 500.0)  # what a telephone leaves
FEW = 120  # names up to which the drawing with the fewest crossings is looked for, which takes long
SMALLER = 1.2  # how much the frame for a laptop may grow before the page there finds no room for every label
LOOP = 46.0  # pixels that a line from a name to itself reaches out
LEAST = 8  # names that an overview has at least, however long they are


@dataclass(frozen=True, slots=True)
class Spots:
    """Where names stand: in the wide and in the tall frame, and, of a large network, in the drawing of all of it."""

    wide: dict[str, layout.Point]
    tall: dict[str, layout.Point]
    everywhere: dict[str, layout.Point]
    frames: dict[str, list[float]]


def place(graph: nx.MultiDiGraph[str]) -> Spots:
    """Place all names; where not all labels could be read, those of an overview, and all of them beside it."""
    names = sorted(graph.nodes)
    if len(names) <= FEW:
        spots = _framed(graph, of_facts(graph), {})
        if _is_readable(spots):
            return spots
    number = {name: index for index, name in enumerate(names)}
    lines = sorted((number[a], number[b]) for a, b in graph.edges())
    everywhere = dict(zip(names, _spread(len(names), lines), strict=True))
    most = overview.MOST
    while True:
        spots = _framed(graph, _overview(graph, names, most), everywhere)
        if _is_readable(spots) or most <= LEAST:
            return spots
        most = max(LEAST, most * 3 // 4)


def _is_readable(spots: Spots) -> bool:
    return spots.frames["wide"][0] <= SMALLER * WIDE.width


def _overview(graph: nx.MultiDiGraph[str], names: list[str], most: int) -> list[str]:
    focus = list(graph.graph.get("focus") or ())
    return sorted(overview.choose(names, _pairs(graph), active=_active(graph), focus=focus, most=most))


def of_facts(graph: nx.MultiDiGraph[str]) -> list[str]:
    """The names that facts speak of, or nothing does; the page places those that doubtful relations bring in."""
    known = {end for pair in _pairs(graph) for end in pair}
    doubtful = {end for edge in graph.edges() for end in edge} - known
    return [name for name in sorted(graph.nodes) if name not in doubtful]


def _framed(graph: nx.MultiDiGraph[str], names: list[str], everywhere: dict[str, layout.Point]) -> Spots:
    """Place names in both frames so that no label covers another; where everything else stands goes along."""
    number = {name: index for index, name in enumerate(names)}
    lines = sorted((number[a], number[b]) for a, b in graph.edges() if a in number and b in number)
    boxes = [_box(graph, name) for name in names]
    distinct = sorted({(min(line), max(line)) for line in lines})  # parallel relations are one line until fanned out
    points = (layout.arrange if len(names) <= FEW else _spread)(len(names), distinct)
    wide, tall = (_fitted(points, boxes, distinct, frame) for frame in (WIDE, TALL))
    frames = {"wide": [wide.frame.width, wide.frame.height], "tall": [tall.frame.width, tall.frame.height]}
    return Spots(
        dict(zip(names, wide.points, strict=True)), dict(zip(names, tall.points, strict=True)), everywhere, frames
    )


def _box(graph: nx.MultiDiGraph[str], name: str) -> layout.Box:
    """The room for a name with its label, and around it for a relation with itself."""
    box = layout.box(layout.broken(label_of(graph.nodes[name], name)))
    if not graph.has_edge(name, name):
        return box
    return layout.Box(max(box.side, LOOP), max(box.above, LOOP), max(box.below, LOOP))


def _fitted(
    points: Sequence[layout.Point], boxes: Sequence[layout.Box], lines: Sequence[layout.Line], frame: layout.Frame
) -> layout.Placement:
    from kg import clearing  # loads numpy, which only pages need

    fitted = layout.fit(points, boxes, lines, frame)
    if len(points) > FEW:
        return fitted
    return replace(fitted, points=clearing.clear(fitted.points, boxes, lines, fitted.frame))


def _spread(count: int, lines: Sequence[layout.Line]) -> tuple[layout.Point, ...]:
    from kg import spread  # loads numpy, which small networks do without

    return spread.spread(count, lines)


def _pairs(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str]]:
    return [(a, b) for a, b, known in graph.edges(data=True) if known.get("status", "Accepted") == "Accepted"]


def _active(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str]] | None:
    """The relations that may be in force at the opening date; None where it is none."""
    on = str(graph.graph.get("on") or "")
    try:
        first, last = (day.isoformat() for day in dates.period(on)) if on else ("", "")
    except KgError:
        first = ""
    if not first:
        return None
    return [
        (a, b)
        for a, b, known in graph.edges(data=True)
        if known.get("status", "Accepted") == "Accepted" and _may_stand(known, first, last)
    ]


def _may_stand(known: Mapping[str, Any], first: str, last: str) -> bool:
    """Whether a relation may be in force; roughly, since it only decides which names an overview shows."""
    begins = known.get("earliest_start") or ("" if known.get("standing") else known.get("earliest_end") or "")
    ends = known.get("latest_end") or ("" if known.get("standing") else known.get("latest_start") or "")
    return bool(begins or ends) and not (begins and begins > last) and not (ends and ends < first)


def label_of(known: Mapping[str, Any], name: str) -> str:
    """What a name is called, without what UTF-8 cannot hold (lone surrogates)."""
    return str(known.get("label") or name).encode("utf-8", "replace").decode("utf-8")
