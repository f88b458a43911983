"""The page: from the projected network to one HTML file that opens anywhere and asks for nothing.

pyvis makes the network and hands it to a template of ours, which autoescapes, carries vis-network inside and
forbids every request (Content-Security-Policy). Text of the sources reaches the page as JSON only.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources as packaged
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import jinja2
import pyvis
from markupsafe import Markup
from pyvis.network import Network

from kg import layout
from kg.errors import KgError

if TYPE_CHECKING:
    import networkx as nx

VIS = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
SCRIPTS = ("time.js", "drawing.js", "labels.js", "evidence.js", "lists.js", "page.js")

WIDE = layout.Frame(720.0, 520.0)  # what a laptop leaves for the drawing, in CSS pixels
TALL = layout.Frame(372.0, 500.0)  # what a telephone leaves

SHAPES = {
    "Polity": "dot",
    "Actor": "hexagon",
    "Place": "triangle",
    "Treaty": "square",
    "War": "diamond",
    "Battle": "diamond",
    "Event": "diamond",
}
INKS = {"dot": "#23395b", "hexagon": "#5b3a6b", "triangle": "#47652f", "square": "#7a5312", "diamond": "#8f2d1f"}
DASHES: dict[str, bool | list[int]] = {
    "solid": False,
    "dots": [2, 5],
    "dash": [8, 6],
    "longdash": [17, 6],
    "dashdot": [13, 5, 2, 5],
}
BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": {"enabled": False}, "chosen": False},
    "nodes": {"chosen": False, "font": {"size": 13}},
    "interaction": {"hover": True, "selectConnectedEdges": False, "hoverConnectedEdges": False},
}


def page(graph: nx.MultiDiGraph[str]) -> str:
    """The whole page as text: same graph, same bytes when encoded as UTF-8.

    Raises KgError when the installed pyvis does not carry the vis-network that the page was made for.
    """
    return str(to_pyvis(graph).generate_html())


def to_pyvis(graph: nx.MultiDiGraph[str]) -> Network:
    """The network as pyvis knows it: placed, coloured, without physics, and without HTML in any field.

    ``generate_html()`` of the result gives our page. The graph is left as it is; all attributes of its names
    and relations are carried along, so that the page can show the evidence.
    """
    title = _clean(str(graph.graph.get("title") or "A diplomatic network"))
    network = Network(height="560px", directed=True, cdn_resources="in_line", heading=title)
    network.options = OPTIONS
    names = sorted(graph.nodes)
    relations = sorted(graph.edges(keys=True), key=lambda edge: _legend_order(edge, graph.edges[edge]))
    spots, frames = _spots(graph, names)
    network.nodes = [_node(name, graph.nodes[name], spots[name]) for name in names]
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    lanes = _lanes(relations)
    network.edges = [_edge(edge, graph.edges[edge], lanes[edge], spots) for edge in relations]
    _number_twins(network.edges)
    network.templateEnv = _templates(_scene(graph, frames))
    network.path = "page.html.j2"
    return network


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where one name stands in the wide and in the tall frame, and how its label is broken."""

    lines: tuple[str, ...]
    wide: layout.Point
    tall: layout.Point


def _spots(graph: nx.MultiDiGraph[str], names: list[str]) -> tuple[dict[str, _Spot], dict[str, list[float]]]:
    """Place all names; also the width and height of the two frames."""
    number = {name: index for index, name in enumerate(names)}
    lines = sorted((number[a], number[b]) for a, b in graph.edges())
    labels = [layout.broken(_clean(str(graph.nodes[name].get("label") or name))) for name in names]
    boxes = [layout.box(label) for label in labels]
    spread = layout.arrange(len(names), lines)
    wide, tall = (layout.fit(spread, boxes, lines, frame) for frame in (WIDE, TALL))
    frames = {"wide": [wide.frame.width, wide.frame.height], "tall": [tall.frame.width, tall.frame.height]}
    spots = [_Spot(*parts) for parts in zip(labels, wide.points, tall.points, strict=True)]
    return dict(zip(names, spots, strict=True)), frames


def _node(name: str, known: dict[str, Any], spot: _Spot) -> dict[str, Any]:
    kind = str(known.get("kind", ""))
    shape = SHAPES.get(kind, "hexagon")
    drawn: dict[str, Any] = {
        **{bound: str(known[bound]) for bound in BOUNDS if known.get(bound)},
        "id": name,
        "label": "\n".join(spot.lines),
        "name": str(known.get("label") or name),
        "labels": dict(known.get("labels", {})),
        "kind": kind,
        "kind_label": str(known.get("kind_label") or kind),
        "shape": shape,
        "size": 8,
        "color": INKS[shape],
        "x": spot.wide[0],
        "y": spot.wide[1],
        "tall": spot.tall,
        "lines": spot.lines,
    }
    return _clean(drawn)


Relation = tuple[str, str, str]


def _legend_order(edge: Relation, known: dict[str, Any]) -> tuple[Any, ...]:
    return (known.get("order", 0), str(known.get("kind", "")), str(known.get("earliest_start", "")), edge)


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


def _edge(edge: Relation, known: dict[str, Any], lane: tuple[float, int], spots: dict[str, _Spot]) -> dict[str, Any]:
    source, target, key = edge
    dash = str(known.get("dash", "solid"))
    texts = ("certainty", "start", "end", *BOUNDS)
    standing, symmetric = bool(known.get("standing", False)), bool(known.get("symmetric", False))
    drawn: dict[str, Any] = {
        **{text: str(known.get(text) or "") for text in ("kind", "kind_label", "sentence")},
        **{text: str(known[text]) for text in texts if known.get(text)},
        "id": str(known.get("iri") or key),
        "iri": str(known.get("iri") or ""),
        "from": source,
        "to": target,
        "color": _colour(known.get("colour")),
        "colour_dark": _colour(known.get("colour_dark"), ""),
        "dash": dash if dash in DASHES else "solid",
        "dashes": DASHES.get(dash, False),
        "order": int(known.get("order", 0)),
        "symmetric": symmetric,
        "standing": standing,
        "derived": bool(known.get("derived", False)),
        "evidence": [_evidence(item) for item in known.get("evidence", ())],
        "lane": lane[0],
        "lanes": lane[1],
        "smooth": _bend(lane, spots[source].wide, spots[target].wide),
        "width": 3 if standing else 1.5,
        "arrows": _ends(symmetric=symmetric, standing=standing),
    }
    if source == target:
        drawn["selfReference"] = {"size": 18 + 8 * abs(lane[0])}
    return _clean(drawn)


def _colour(value: object, otherwise: str = "#5a5a5a") -> str:
    text = str(value or "")
    plain = len(text) == 7 and text[0] == "#" and all(sign in "0123456789abcdefABCDEF" for sign in text[1:])
    return text if plain else otherwise


def _ends(*, symmetric: bool, standing: bool) -> dict[str, Any]:
    """A head where there is a direction; a disc in the middle of what happens rather than lasts."""
    head = {"enabled": not symmetric, "type": "arrow", "scaleFactor": 0.6 if standing else 0.75}
    return {"to": head, "middle": {"enabled": not standing, "type": "circle", "scaleFactor": 0.45}}


def _bend(lane: tuple[float, int], here: layout.Point, there: layout.Point) -> dict[str, Any]:
    """Parallel lines leave the straight one by a lane each; both directions count lanes from the same side."""
    if not lane[0]:
        return {"enabled": False}
    length = max(60.0, math.sqrt((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2))
    # At small bends the middle of vis-network's curve is 0.39 * roundness * length off the straight line.
    bend = min(0.9, abs(lane[0]) * min(layout.LANE, 110 / lane[1]) / (0.39 * length))
    return {"enabled": True, "type": "curvedCW" if lane[0] > 0 else "curvedCCW", "roundness": round(bend, 3)}


def _evidence(item: dict[str, Any]) -> dict[str, Any]:
    """What a claim shows; an address only if a browser may follow it."""
    url = str(item.get("url") or "")
    return {**item, "url": url if url.lower().startswith(("http://", "https://")) else ""}


def _number_twins(edges: list[dict[str, Any]]) -> None:
    """Change the ids of further lines that draw the same relation, so that no two lines have one id."""
    seen: set[str] = set()
    for edge in edges:
        plain, number = edge["id"], 1
        while edge["id"] in seen:
            number += 1
            edge["id"] = f"{plain} {number}"
        seen.add(edge["id"])


def _scene(graph: nx.MultiDiGraph[str], frames: dict[str, list[float]]) -> dict[str, Any]:
    """What belongs to no single name or relation."""
    story = graph.graph
    disputed = [_evidence(item) for item in story.get("disputed", ())]
    evidence = [item for _, _, known in graph.edges(data=True) for item in known.get("evidence", ())]
    cited = {str(item.get("source") or item.get("source_title", "")) for item in evidence}
    counts = [(len(cited), "source"), (graph.number_of_nodes(), "name"), (graph.number_of_edges(), "relation")]
    scene: dict[str, Any] = {
        "title": story.get("title", ""),
        "scope": story.get("scope", ""),
        "counts": ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts),
        "on": story.get("on", ""),
        "disputed": disputed,
        "frames": frames,
    }
    return _clean(scene)


T = TypeVar("T")


def _clean(value: T) -> T:
    """The value without what UTF-8 cannot hold (lone surrogates)."""
    cleaned: Any = value
    if isinstance(value, str):
        cleaned = value.encode("utf-8", "replace").decode("utf-8")
    elif isinstance(value, dict):
        cleaned = {_clean(key): _clean(part) for key, part in value.items()}
    elif isinstance(value, list | tuple):
        cleaned = [_clean(part) for part in value]
    return cleaned  # type: ignore[no-any-return]


def _templates(scene: dict[str, Any]) -> jinja2.Environment:
    """Our template with everything that it inlines; autoescape is on, only our own code is let through as it is."""
    files = packaged.files("kg") / "templates"
    style, vis = files.joinpath("page.css").read_text("utf-8"), _vis_network()
    parts = [files.joinpath(name).read_text("utf-8") for name in SCRIPTS]
    script = "\n".join(["(() => {", "'use strict';", *parts, "})();"])
    policy = (
        f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    environment = jinja2.Environment(autoescape=True, loader=jinja2.PackageLoader("kg", "templates"), trim_blocks=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    # The three come from this package and from the checked wheel, never from a source.
    environment.globals.update(scene=scene, policy=policy, style=Markup(style), vis=Markup(vis), script=Markup(script))  # noqa: S704
    return environment


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _vis_network() -> str:
    """vis-network out of the installed pyvis, with its licence notice; refused if it is not the one we know."""
    path = Path(str(pyvis.__file__)).parent / VIS
    code = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(code).hexdigest() != VIS_SHA256:
        raise KgError(f"{VIS} of the installed pyvis is not the file that the page is made for; install pyvis==0.3.2")
    # HTML turns CR LF into LF, and the policy's hash is taken after that.
    return code.decode("utf-8").replace("\r\n", "\n")
