"""The ontology comes in; one picture of the data model goes out, as SVG of our own.

Names, properties and arrows are taken from the ontology; only the places of the boxes and the ways of the arrows
stand here, and what has none is an error.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import rdflib
from rdflib.namespace import RDFS

from kg.errors import OntologyError
from kg.ontology import Ontology, Property

_DATED = "◷ has dates"  # what stands beside the name of each class that takes the properties below
_SHARED = ("earliestStart", "latestStart", "earliestEnd", "latestEnd", "edtfStart", "edtfEnd", "written")
_TITLE, _LINE, _PAD, _GAP = 22, 15, 8, 10
_SIZE = (1600, 960)
_BANDS = {
    "What happened: the facts": (10, 92, 1580, 590, 250),
    "Who says so: claims, and the words they come from": (10, 720, 1580, 230, 680),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands, how wide it is, and which boxes of kinds stand in it, by columns."""

    x: int
    y: int
    width: int
    kinds: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()  # lines for terms of other vocabularies


_PLACES = {
    "Actor": Place(40, 138, 190, (("Polity",),)),
    "Relation": Place(350, 138, 430, (("Alliance", "TerritorialControl"), ("Neutrality", "Dependency", "Rivalry"))),
    "Event": Place(880, 138, 430, (("DiplomaticAct", "Battle"), ("TerritorialTransfer", "War"))),
    "Treaty": Place(1400, 138, 170),
    "Provision": Place(1400, 290, 170),
    "Name": Place(40, 570, 190),
    "Place": Place(430, 570, 190),
    "Participation": Place(880, 570, 190),
    _DATED: Place(1150, 532, 160, also=_SHARED),
    "WrittenDate": Place(1400, 570, 170),
    "Statement": Place(40, 775, 200, also=("rdf:subject", "rdf:predicate", "rdf:object")),
    "Claim": Place(430, 775, 230, also=("prov:wasAttributedTo",)),
    "Passage": Place(880, 760, 210, also=("oa:hasSource → Source", "oa:hasSelector: quotation, offsets")),
    "Reading": Place(880, 872, 210),
    "Source": Place(1215, 760, 140, also=("dcterms:title", "schema:sha256")),
    "Judgement": Place(1400, 760, 170, also=("(never accepted as a fact)",)),
}

# How an arrow runs: a side of a box and how far along it, lanes to follow (x to, y to), and a side of the other box;
# then where its words stand, and after how many letters they are broken.
_ROUTES: dict[tuple[str, str], tuple[str, int, int, int]] = {
    ("Actor", "Name"): ("Actor.bottom+95 Name.top+95", 135, 420, 40),
    ("Claim", "Passage"): ("Claim.right+25 Passage.left+40", 770, 793, 40),
    ("Claim", "Reading"): ("Claim.right+115 Reading.left+18", 770, 883, 40),
    ("Claim", "Statement"): ("Claim.left+40 Statement.right+40", 330, 808, 40),
    ("Event", "Actor"): ("Event.top+100 y84 x115 Actor.top+75", 640, 80, 60),
    ("Event", "Participation"): ("Event.bottom+150 Participation.top+150", 1030, 510, 40),
    ("Event", "Place"): ("Event.bottom+40 y540 x830 y600 Place.right+30", 730, 594, 40),
    ("Event", "Provision"): ("Event.right+190 Provision.left+38", 1355, 320, 40),
    ("Participation", "Actor"): ("Participation.bottom+60 y672 x24 y180 Actor.left+42", 740, 667, 40),
    ("Place", "Name"): ("Place.left+30 Name.right+30", 330, 594, 40),
    ("Provision", "Actor"): ("Provision.right+60 x1595 y48 x75 Actor.top+35", 1250, 44, 40),
    ("Provision", "Place"): ("Provision.left+130 x1350 y488 x560 Place.top+130", 1220, 483, 40),
    ("Relation", "Actor"): ("Relation.left+80 Actor.right+80", 290, 178, 15),
    ("Relation", "Event"): ("Relation.right+60 Event.left+60", 830, 192, 40),
    ("Relation", "Place"): ("Relation.bottom+130 Place.top+50", 480, 530, 40),
    ("Treaty", "Actor"): ("Treaty.top+60 y66 x95 Actor.top+55", 1100, 62, 40),
    ("Treaty", "Provision"): ("Treaty.bottom+60 Provision.top+60", 1460, 262, 40),
}

# Arrows that the ranges do not give: dates are shared by many classes; sources stand in another vocabulary; and
# claims speak of what is in the upper band.
_MORE = (
    ("◷_has_dates.right+100 WrittenDate.left+62", "written", 1355, 627, ""),
    ("Passage.right+30 Source.left+30", "oa:hasSource", 1152, 784, ""),
    ("Claim.top+115 y682", "about: the thing that the claim describes", 545, 712, "dashed"),
    ("Statement.top+95 y682", "stands as a fact where an Accepted claim says it", 165, 712, "dashed"),
)

_STYLE = """
svg.model { background: #ffffff; font-family: system-ui, "Noto Sans", "Noto Sans CJK TC", sans-serif; font-size: 11px }
.model text { fill: #1f2937 } .model .small { fill: #4b5563 } .model .words { fill: #1e40af; font-style: italic }
.model .name { font-weight: 600; font-size: 13px } .model .head { font-weight: 600; font-size: 15px }
.model .band { fill: #f8fafc; stroke: #cbd5e1 } .model .box { fill: #ffffff; stroke: #475569 }
.model .kind { fill: #f1f5f9; stroke: #94a3b8 } .model .arrow { fill: none; stroke: #1e40af; stroke-width: 1.2 }
.model .tip { fill: #1e40af } .model .dashed { stroke-dasharray: 5 4 }
.model .behind { stroke: #f8fafc; stroke-width: 4; paint-order: stroke }
"""
_DARK = """@media (prefers-color-scheme: dark) {
svg.model { background: #0b1220 } .model text { fill: #e5e7eb } .model .small { fill: #9ca3af }
.model .words { fill: #93c5fd } .model .band { fill: #111827; stroke: #374151 }
.model .box { fill: #1f2937; stroke: #9ca3af }
.model .kind { fill: #111827; stroke: #6b7280 } .model .arrow { stroke: #93c5fd } .model .tip { fill: #93c5fd }
.model .behind { stroke: #111827 }
}
"""


def diagram(terms: Ontology, *, dark: bool = True) -> str:
    """The data model as one SVG picture; ``dark`` adds the colours for readers who have set a dark ground.

    Raises OntologyError: a class has no place in the picture, two boxes overlap, or an arrow has no way.
    """
    boxes = _boxes(terms)
    width, height = _SIZE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="model" viewBox="0 0 {width} {height}" role="img">',
        "<title>The data model of Foedera</title>",
        f"<desc>{escape('; '.join(_BANDS))}. An arrow is a property that leads from one class to another.</desc>",
        f"<style>{_STYLE}{_DARK if dark else ''}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
        *(_band(words, place) for words, place in _BANDS.items()),
        *_arrows(terms, boxes),
        *(line for name, box in boxes.items() for line in _drawn(terms, name, box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn class: its corner, its size, the words in it, and whether it stands in another."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    inner: bool = False

    def point(self, side: str, along: int) -> tuple[int, int]:
        """A point on a side, so many pixels from its left or upper end."""
        return {
            "left": (self.x, self.y + along),
            "right": (self.x + self.width, self.y + along),
            "top": (self.x + along, self.y),
            "bottom": (self.x + along, self.y + self.height),
        }[side]


def _boxes(terms: Ontology) -> dict[str, Box]:
    placed = {*_PLACES, *(kind for place in _PLACES.values() for column in place.kinds for kind in column)}
    if lost := sorted({*terms.classes} - placed):
        raise OntologyError(f"kg/docs.py has no place in the picture for {', '.join(lost)}: add it to _PLACES")
    boxes: dict[str, Box] = {}
    for name, place in _PLACES.items():
        boxes |= _group(terms, name, place)
    outer = [(name, box) for name, box in boxes.items() if not box.inner]
    for at, (name, box) in enumerate(outer):
        for other, second in outer[at + 1 :]:
            apart_x = box.x + box.width <= second.x or second.x + second.width <= box.x
            if not apart_x and box.y < second.y + second.height and second.y < box.y + box.height:
                raise OntologyError(f"kg/docs.py: {name} and {other} overlap in the picture: move one in _PLACES")
    return boxes


def _group(terms: Ontology, name: str, place: Place) -> dict[str, Box]:
    """A class with the boxes of its kinds within it, column by column."""
    lines = (*_lines(terms, name), *place.also)
    top = place.y + _TITLE + _LINE * len(lines) + _PAD
    inner: dict[str, Box] = {}
    columns = len(place.kinds) or 1
    width = (place.width - _GAP * (columns + 1)) // columns
    bottom = top
    for number, column in enumerate(place.kinds):
        y = top
        for kind in column:
            words = _lines(terms, kind)
            height = _TITLE + _LINE * len(words) + _PAD
            inner[kind] = Box(place.x + _GAP + number * (width + _GAP), y, width, height, words, inner=True)
            y += height + _GAP
        bottom = max(bottom, y)
    return {name: Box(place.x, place.y, place.width, bottom - place.y, lines), **inner}


def _lines(terms: Ontology, name: str) -> tuple[str, ...]:
    """A line for each property of the class itself: where it leads, or how many concepts it may take."""
    own = [prop for prop in terms.properties.values() if name in prop.domain and prop.name not in _SHARED]
    return tuple(_line(terms, prop) for prop in sorted(own, key=lambda prop: (not prop.is_object, prop.name)))


def _line(terms: Ontology, prop: Property) -> str:
    if prop.scheme:
        return f"{prop.name}: {len(terms.schemes[prop.scheme])} concepts"
    leads_to = "anything" if "Resource" in prop.range else "the same" if prop.domain == prop.range else min(prop.range)
    derived = " (derived)" if prop.derived_by else ""
    return f"{prop.name} → {leads_to}{derived}" if prop.is_object else f"{prop.name}{derived}"


def _drawn(terms: Ontology, name: str, box: Box) -> Iterator[str]:
    kind = terms.classes.get(name)
    dated = not box.inner and terms.takes(name, _SHARED[0]) if kind else False
    yield (
        f'<rect class="{"kind" if box.inner else "box"}" x="{box.x}" y="{box.y}" '
        f'width="{box.width}" height="{box.height}" rx="4"/>'
    )
    yield _text(box.x + _PAD, box.y + 16, name if kind or name == _DATED else f"rdf:{name}", "name")
    if kind:
        words = next(str(each) for each in _labels(terms, kind.iri) if each.language == "zh-hant")
        yield _text(box.x + box.width - _PAD, box.y + 16, f"{words}{' ◷' if dated else ''}", "small", "end")
    for number, line in enumerate(box.lines):
        yield _text(box.x + _PAD, box.y + _TITLE + 11 + number * _LINE, line)


def _arrows(terms: Ontology, boxes: Mapping[str, Box]) -> Iterator[str]:
    """One arrow from group to group, with the names of all properties that lead that way."""
    home = {kind: name for name, place in _PLACES.items() for column in place.kinds for kind in (*column, name)}
    joined: dict[tuple[str, str], set[str]] = {}
    for prop in terms.properties.values():
        within = prop.domain == prop.range  # dip:partOf: each of these classes leads to itself
        for start in () if within or prop.name in _SHARED else prop.domain:
            for end in prop.range & {*boxes}:
                pair = (home.get(start, start), home.get(end, end))
                joined.setdefault(pair, set()).add(prop.name)
    for pair, names in sorted(joined.items()):
        if pair[0] == pair[1]:
            continue
        if pair not in _ROUTES:
            raise OntologyError(f"kg/docs.py: no way for the arrow from {pair[0]} to {pair[1]}: add it to _ROUTES")
        route, x, y, letters = _ROUTES[pair]
        broken = textwrap.wrap(", ".join(sorted(names)), letters)
        yield _arrow(_way(route, boxes), broken, x, y)
    for route, words, x, y, style in _MORE:
        yield _arrow(_way(route, boxes), [words], x, y, style)


def _way(route: str, boxes: Mapping[str, Box]) -> str:
    """An SVG path from a description: a side of a box, lanes, and a side of another box."""
    path, at = "", (0, 0)
    for step in route.split():
        if "." not in step:
            at = (int(step[1:]), at[1]) if step[0] == "x" else (at[0], int(step[1:]))
        else:
            name, side, along = re.split(r"[.+]", step)
            name = name.replace("_", " ")
            point = boxes[name].point(side, int(along))
            if path and at[0] != point[0] and at[1] != point[1]:  # the last corner
                path += f"L{point[0]} {at[1]}" if side in ("top", "bottom") else f"L{at[0]} {point[1]}"
            at = point
        path += f"{'L' if path else 'M'}{at[0]} {at[1]}"
    return path


def _arrow(path: str, words: Sequence[str], x: int, y: int, style: str = "") -> str:
    """A line with its words, the last line of them at the height given."""
    first = y - 13 * (len(words) - 1)
    labels = [_text(x, first + 13 * number, line, "words behind", "middle") for number, line in enumerate(words)]
    classes = f"arrow {style}".strip()
    return "\n".join([f'<path class="{classes}" d="{path}" marker-end="url(#tip)"/>', *labels])


def _band(words: str, place: tuple[int, int, int, int, int]) -> str:
    x, y, width, height, words_x = place
    rect = f'<rect class="band" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>'
    return f"{rect}\n{_text(words_x, y + 28, words, 'head')}"


def _text(x: int, y: int, words: str, style: str = "", anchor: str = "") -> str:
    attributes = (f' class="{style}"' if style else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x}" y="{y}"{attributes}>{escape(words)}</text>'


def _labels(terms: Ontology, iri: str) -> list[rdflib.Literal]:
    found = terms.graph.objects(rdflib.URIRef(iri), RDFS.label)
    return [each for each in found if isinstance(each, rdflib.Literal)]
