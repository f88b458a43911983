"""Any networkx graph comes in; a copy as the page draws it, with text for names and days for bounds, goes out.

What a page can do without is left out where it cannot be read; the graph that came in stays as it is.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any

from kg import block, bounded
from kg.errors import KgError

if TYPE_CHECKING:
    import networkx as nx

STATUSES = ("Accepted", "Disputed", "Rejected", "Unreviewed")
_FIRST, _LAST = ("earliest_start", "earliest_end"), ("latest_start", "latest_end")
_SIDES = (("earliest_start", "latest_start"), ("earliest_end", "latest_end"))
_BOUNDS = (*_FIRST, *_LAST)
_DATES = (*_BOUNDS, "start", "end")
_TIMED = re.compile(r"(-?[0-9]{4,6}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:.*")
_SWITCHES, _OFF = ("standing", "symmetric", "derived"), ("", "0", "false", "f", "no", "n", "off", "none", "nan")
_SHORT = re.compile(r"(-?)([0-9]{1,6})(?:-([0-9]{2}))?")


def admit(graph: object) -> nx.MultiDiGraph[str]:
    """A directed copy of a networkx graph of any sort, in which every field has the type that the page draws.

    Names become text; two that become the same text stay two and are numbered. Relations of a graph without
    directions are symmetric unless they say otherwise. Raises KgError: no networkx graph.
    """
    import networkx as nx  # loaded by whoever made a graph

    if not isinstance(graph, nx.Graph):
        raise KgError(
            f"a page is drawn from a networkx graph, not from a {type(graph).__name__}: "
            "give networkx.MultiDiGraph, DiGraph or Graph, or what to_networkx() of a knowledge graph returns"
        )
    names = _names(graph.nodes)
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    copy.graph.update(_story(graph.graph, names))
    copy.add_nodes_from((names[name], _name(name, names[name], known)) for name, known in graph.nodes(data=True))
    copy.add_edges_from(_relations(graph, names))
    return copy


def numbered(texts: Iterable[str]) -> list[str]:
    """The texts in their order; one that stands there already gets the next free number.

    >>> numbered(["war", "war", "peace", "war"])
    ['war', 'war 2', 'peace', 'war 3']
    """
    given: dict[str, None] = {}
    last: dict[str, int] = defaultdict(lambda: 1)
    for text in texts:
        told = text
        while told in given:
            last[text] += 1
            told = f"{text} {last[text]}"
        given[told] = None
    return list(given)


def _names(names: Iterable[Hashable]) -> dict[Hashable, str]:
    """What the page calls each name; of two with the same text that which is text already comes first."""
    ordered = sorted(names, key=lambda name: (_text(name), not isinstance(name, str), repr(name)))
    return dict(zip(ordered, numbered(map(_text, ordered)), strict=True))


def _text(value: object) -> str:
    """The value as text, without what UTF-8 cannot hold (lone surrogates)."""
    text = str(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _story(story: Mapping[str, Any], names: Mapping[Hashable, str]) -> dict[str, Any]:
    told, texts, focus = dict(story), story.get("texts"), story.get("focus")
    several = focus if isinstance(focus, list | tuple | set | frozenset) else [focus]
    told["focus"] = [names[name] for name in several if isinstance(name, Hashable) and name in names]
    told["disputed"] = _records(story.get("disputed"))
    told["texts"] = (
        {str(source): text for source, text in texts.items() if isinstance(text, Mapping)}
        if isinstance(texts, Mapping)
        else {}
    )
    told["on"] = _date("start", story.get("on"))
    return told


def _name(name: Hashable, called: str, known: Mapping[str, Any]) -> dict[str, Any]:
    told, labels = _dated(known), known.get("labels")
    if labels is not None:
        told["labels"] = (
            {tag: text for tag, text in labels.items() if text is not None} if isinstance(labels, Mapping) else {}
        )
    if "aliases" in known:
        told["aliases"] = _several(known["aliases"])
    if not known.get("label") and called != name:
        told["label"] = _text(name)
    return told


def _relations(graph: nx.Graph[Any], names: Mapping[Hashable, str]) -> Iterable[tuple[str, str, str, dict[str, Any]]]:
    edges = graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True)
    given: set[tuple[str, str, str]] = set()
    for source, target, *keys, known in edges:
        edge = (names[source], names[target], _text(keys[0]) if keys else "relation")
        while edge in given:
            edge = (*edge[:2], f"{edge[2]} 2")
        given.add(edge)
        told = _dated(known)
        told |= _date_alone(told)
        told |= _bounds(told)
        if not graph.is_directed():
            told.setdefault("symmetric", True)
        told |= {field: False for field in _SWITCHES if field in told and _text(told[field]).strip().lower() in _OFF}
        if "status" in told:
            told["status"] = _status(told["status"])
        told["order"] = _whole(known.get("order"))
        told["evidence"] = _records(known.get("evidence"))
        told["derived_from"] = _several(known.get("derived_from"))
        yield (*edge, told)


def _records(value: object) -> list[Any]:
    """The records of a list, a status as one of the four; one record alone is a list of one."""
    if type(value) is list and all(type(each) is dict and each.get("status", "Accepted") in STATUSES for each in value):
        return value  # as nearly all are; a page may have tens of thousands
    several = value if isinstance(value, list | tuple) else [value]
    records = [each for each in several if isinstance(each, Mapping)]
    return [{**each, "status": _status(each["status"])} if "status" in each else each for each in records]


def _several(value: object) -> list[str]:
    """What a list says; one value alone is a list of one, and nothing is none."""
    if isinstance(value, set | frozenset):
        value = sorted(value, key=_text)
    several = value if isinstance(value, list | tuple) else [] if value in ("", False) else [value]
    return [_text(each) for each in several if each is not None]


def _status(value: object) -> str:
    """One of the four; what says nothing is accepted, what says anything else is not yet reviewed."""
    status = _text(value or "Accepted").strip().capitalize()
    return status if status in STATUSES else "Unreviewed"


def _whole(value: object) -> int:
    """A whole number, also one that is written as text; 0 for anything else."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return 0


def _dated(known: Mapping[str, Any]) -> dict[str, Any]:
    """A copy in which every date is text, and every bound that can be read is a day."""
    told = dict(known)
    for field in _DATES:
        value = known.get(field)
        if value and (type(value) is not str or len(value) != len("1904-02-08")):
            told[field] = _date(field, value)
    return told


def _bounds(told: Mapping[str, Any]) -> dict[str, str]:
    """What the dates as they are written say of a beginning or an end that has no bounds.

    Of what only happened, a ``start`` alone is the whole date.
    """
    start, end = (str(told.get(field) or "") for field in ("start", "end"))
    if not (start or end):
        return {}
    is_known = {side: any(block.day_number(told.get(bound)) is not None for bound in side) for side in _SIDES}
    if not (end or told.get("standing") or any(is_known.values())):
        end = start
    found = bounded.bounds(start, end)
    return {bound: found[bound] for side in _SIDES if not is_known[side] for bound in side if bound in found}


def _date_alone(told: Mapping[str, Any]) -> dict[str, str]:
    """The ``date`` of a relation of which nothing else says when it was, as its beginning and its end."""
    if not told.get("date") or any(told.get(field) for field in _DATES):
        return {}
    date = _date("start", told["date"])
    return dict.fromkeys(("start", "end"), date) if bounded.bounds(date, date) else {}


def _date(field: str, value: object) -> str:
    """A date as ISO 8601 writes it; a year or a month that bounds something is its first or its last day.

    >>> _date("earliest_start", 1904), _date("latest_end", "1904-02"), _date("start", datetime.date(1904, 2, 8))
    ('1904-01-01', '1904-02-29', '1904-02-08')
    """
    if isinstance(value, datetime.date) or type(value).__name__ == "datetime64":  # of numpy, which need not be there
        day = str(value)[:10]
        return day if day[:1].isdigit() else ""  # not a time
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | Integral):
        return ""
    text = str(value)
    if field in _BOUNDS and (timed := _TIMED.fullmatch(text)):
        return timed[1]
    short = _SHORT.fullmatch(text)
    if not short or (isinstance(value, str) and len(short[2]) < len("1904")):
        return text
    written = f"{short[1]}{short[2]:0>4}" + (f"-{short[3]}" if short[3] else "")
    if field in _FIRST:
        return _known_day([f"{written}-01" if short[3] else f"{written}-01-01"], text)
    if field in _LAST:
        return _known_day([f"{written if short[3] else f'{written}-12'}-{day}" for day in (31, 30, 29, 28)], text)
    return written


def _known_day(days: Iterable[str], text: str) -> str:
    """The first of the days that the calendar has; what was written where it has none of them."""
    return next((day for day in days if block.day_number(day) is not None), text)
