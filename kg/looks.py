"""What an ontology says of the looks of kinds comes in; how each line and each name of a network is drawn goes out.

The marks and shapes are those that vis-network 9.1.2 draws (``arrows.to.type``, ``shape``); ``none`` is no mark.
What a kind does not say of itself is that of the class above it, and in the end that of ``dip:Relation`` or
``dip:Event``; so a kind that nobody foresaw is drawn without new code. Where a kind says nothing at all, it gets signs
that no other kind has (``kg.distinct``).
"""

from __future__ import annotations

import colorsys
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import distinct

if TYPE_CHECKING:
    import networkx as nx

DASHES = distinct.DASHES
MARKS = (
    *("none", "arrow", "bar", "box", "circle", "crow", "curve", "diamond", "inv_curve", "inv_triangle"),
    *("triangle", "vee"),
)
SHAPES = ("dot", "triangle", "triangleDown", "square", "diamond", "star", "hexagon")
PAPER, DARK_PAPER = "#fbfaf6", "#17181b"
CONTRAST = 3.0  # of what is drawn against its paper: WCAG 2.2, success criterion 1.4.11

ANNOTATIONS = ("colour", "colourDark", "dash", "width", "head", "middle", "shape", "ink", "inkDark", "order")

_OF_ALL = ("Relation", "Event")
_ON_DARK = {"colour": "colourDark", "ink": "inkDark"}
_COLOURS = (*_ON_DARK, *_ON_DARK.values())
_OF_A_LINE = {"colour": "colour", "colour_dark": "colourDark", "dash": "dash", "head": "head", "middle": "middle"}
_OF_A_NAME = {"shape": "shape", "colour": "ink", "colour_dark": "inkDark"}
_ONE_OF = {"dash": DASHES, "head": MARKS, "middle": MARKS, "shape": SHAPES}


@dataclass(frozen=True, slots=True)
class Looks:
    """What is said of each class and concept (local names), by the local names of the annotations."""

    told: Mapping[str, Mapping[str, str]]
    above: Mapping[str, tuple[str, ...]]

    def of_a_line(self, kind: str, of_class: str = "", *, symmetric: bool = False) -> dict[str, Any]:
        """Colours, dash, width and marks of the lines of a kind; only those that are known.

        A line without a direction has no head.
        """
        known = self._known(kind, of_class or kind)
        look: dict[str, Any] = {ours: known[theirs] for ours, theirs in _OF_A_LINE.items() if theirs in known}
        if "width" in known:
            look["width"] = float(known["width"])
        return look | ({"head": "none"} if symmetric else {})

    def of_a_name(self, of_class: str) -> dict[str, str]:
        """Shape and colours of the names of a class, and what the class is called; only those that are known."""
        known = self._known(of_class)
        look = {ours: known[theirs] for ours, theirs in _OF_A_NAME.items() if theirs in known}
        label = self.told.get(of_class, {}).get("label")
        return look | ({"kind_label": label} if label else {})

    def says(self, kind: str) -> bool:
        """Whether a kind itself says of its lines what can be drawn."""
        told = self.told.get(kind, {})
        return any(sign in told and fault(sign, told[sign]) is None for sign in distinct.SAID)

    def family(self, kind: str, of_class: str) -> str:
        """The nearest kind above that says its look; nothing where that is the one of all relations or events."""
        above = (name for name in self._upwards((kind, of_class)) if name != kind and self.says(name))
        found = next(above, "")
        return "" if found in _OF_ALL else found

    def _known(self, *names: str) -> dict[str, str]:
        """The values of the first that has one; a colour of its own goes before the dark one of a class above."""
        known: dict[str, str] = {}
        for name in self._upwards(names):
            own = {key: value for key, value in self.told.get(name, {}).items() if fault(key, value) is None}
            for light, dark in _ON_DARK.items():
                if light in own and light not in known:
                    own.setdefault(dark, on_dark(own[light]))
            known = own | known
        return known

    def _upwards(self, names: Iterable[str]) -> list[str]:
        found = list(dict.fromkeys(names))
        for each in found:
            found.extend(name for name in self.above.get(each, ()) if name not in found)
        return found


def read(rows: Iterable[Mapping[str, object]]) -> Looks:
    """The rows of the question ``looks``."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    above: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rows:
        term, name, value = (str(row[column]) for column in ("term", "property", "value"))
        if name == "subClassOf":
            above[term] += (value,)
        else:
            told[term].setdefault(name, value)
    return Looks(dict(told), dict(above))


def add_looks(graph: nx.MultiDiGraph, looks: Looks) -> None:
    """Add to each line and each name of the network how it is drawn, as far as that is known.

    Kinds that say nothing of their look are told apart: below one that has a look by their dash, else by all signs.
    """
    apart = _apart(graph, looks)
    of_a_line, of_a_name = cache(looks.of_a_line), cache(looks.of_a_name)  # there are few kinds, and many lines
    for _, _, edge in graph.edges(data=True):
        edge.update(of_a_line(edge["kind"], edge["class"], symmetric=edge["symmetric"]))
        edge.update(apart.get(edge["kind"], {}))
    for _, node in graph.nodes(data=True):
        node.update(of_a_name(node["kind"]))


def _apart(graph: nx.MultiDiGraph, looks: Looks) -> dict[str, dict[str, str]]:
    """Signs for the kinds of the network that have none of their own; by kind."""
    families: dict[str, dict[str, bool]] = defaultdict(dict)
    for kind, (of_class, lasting) in _kinds(graph).items():
        families[looks.family(kind, of_class)][kind] = lasting
    said = {kind: _signs(looks, kind) for kind in looks.told if looks.says(kind)}
    found: dict[str, dict[str, str]] = {}
    for family, kinds in families.items():
        if family:
            given = distinct.within(_signs(looks, family), kinds, said)
            found |= {kind: {"dash": dash, "middle": middle} for kind, (_, dash, middle) in given.items()}
        else:
            found |= {kind: distinct.look(signs) for kind, signs in distinct.apart(kinds, said).items()}
    return found


def _kinds(graph: nx.MultiDiGraph) -> dict[str, tuple[str, bool]]:
    """The kinds of the lines, each with its class and whether it is a lasting state."""
    edges = (edge for *_, edge in graph.edges(data=True))
    return {edge["kind"]: (edge["class"], bool(edge.get("standing", False))) for edge in edges}


def _signs(looks: Looks, kind: str) -> distinct.Signs:
    drawn = looks.of_a_line(kind)
    colour, dash, middle = (str(drawn.get(sign) or "") for sign in ("colour", "dash", "middle"))
    return colour, dash, middle


def fault(name: str, value: str) -> str | None:
    """What is wrong with the value of an annotation (its local name), and what to write; nothing where it can be drawn.

    >>> fault("dash", "dotted")
    "dip:dash is 'dotted'; write one of solid, dots, shortdash, dash, longdash, dashdot, longdashdot"
    """
    advice = None
    if name in _COLOURS and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        advice = "a hexadecimal RGB code, #3322ee"
    elif name == "width" and not (re.fullmatch(r"[0-9](\.[0-9]{1,3})?", value) and 0.5 <= float(value) <= 8):
        advice = "a decimal from 0.5 to 8, 2.5"
    elif name == "order" and not re.fullmatch("[0-9]{1,9}", value):
        advice = "a whole number, 10"
    elif name in _ONE_OF and value not in _ONE_OF[name]:
        advice = f"one of {', '.join(_ONE_OF[name])}"
    return f"dip:{name} is {value!r}; write {advice}" if advice else None


def on_dark(colour: str) -> str:
    """The colour, as much lighter as dark paper asks for.

    >>> on_dark("#1d4ed8")
    '#2859e2'
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(101):
        part = lightness + (1 - lightness) * step / 100
        lighter = "#" + "".join(f"{round(255 * each):02x}" for each in colorsys.hls_to_rgb(hue, part, saturation))
        if contrast(lighter, DARK_PAPER) >= CONTRAST:
            break
    return lighter


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _channels(colour)]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: str) -> Iterator[float]:
    return (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
