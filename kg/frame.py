"""The table of a corpus entry comes in; the same table goes out without the frame keys that hold something unusable.

The frame is what every entry shares, whatever it describes: its name, its evidence, its labels, its status.
What an entry says of a thing is read by the ontology's word; the frame is named here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from kg.namespaces import is_address, is_language

Complain = Callable[[str, str], None]  # message, advice


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(each) for each in value)


def _is_text_or_texts(value: Any) -> bool:
    return _is_text(value) or _are_texts(value)


def _are_labels(value: Any) -> bool:
    return isinstance(value, Mapping) and all(is_language(tag) and _is_text(label) for tag, label in value.items())


def _are_readings(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_is_text(meaning) for meaning in value.values())


def _are_links(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, Mapping)
        and set(each) == {"iri", "found"}
        and is_address(each["iri"])
        and _is_text(each["found"])
        for each in value
    )


def _is_angle(value: Any, most: int) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and math.isfinite(value) and -most <= value <= most


_Wanted = tuple[Callable[[Any], bool], str]  # whether a value will do, and what is wanted
_TEXT: _Wanted = (_is_text, "a text in quotation marks")
_TEXTS: _Wanted = (_are_texts, 'a list of texts, ["...", "..."]')
_UNCHECKED: _Wanted = (lambda value: True, "")  # the reader of that key tells what is wrong with it

CLAIM: Mapping[str, _Wanted] = {
    "id": _UNCHECKED,
    "about": _UNCHECKED,
    "type": _UNCHECKED,
    "status": _UNCHECKED,
    "quote": _UNCHECKED,
    "occurrence": _UNCHECKED,
    "locator": _TEXT,
    "contradicts": (_is_text_or_texts, 'claims, "source:claim"'),
    "reads": (_are_readings, '{ "words of the text" = "what they stand for" }'),
    "why": _TEXT,
    "note": _TEXT,
    "by": _TEXT,
    "rule": _TEXT,
    "label": _TEXT,
}
ENTITY: Mapping[str, _Wanted] = {
    "id": _UNCHECKED,
    "type": _UNCHECKED,
    "label": (_are_labels, '{ en = "..." }, by language tags'),
    "alias": _TEXTS,
    "code": _TEXTS,
    "cite": _TEXT,
    "sameAs": (_are_links, '[{ iri = "https://...", found = "..." }]'),
    "lat": (lambda value: _is_angle(value, 90), "degrees north, from -90 to 90"),
    "long": (lambda value: _is_angle(value, 180), "degrees east, from -180 to 180"),
    "note": _TEXT,
}


def usable(table: Mapping[str, Any], frame: Mapping[str, _Wanted], complain: Complain) -> dict[str, Any]:
    """The table without the keys of the frame whose values are of a wrong kind; each is complained of.

    >>> usable({"id": "a", "note": 5, "party": "qing"}, CLAIM, lambda message, advice: print(message))
    note = 5 cannot be used
    {'id': 'a', 'party': 'qing'}
    """
    kept = {}
    for key, value in table.items():
        will_do, wanted = frame.get(key, _UNCHECKED)
        if will_do(value):
            kept[key] = value
        else:
            complain(f"{key} = {value!r} cannot be used", f"wanted: {wanted}")
    return kept
