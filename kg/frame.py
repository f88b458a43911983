"""The table of a corpus entry comes in; the same table goes out without the frame keys that hold something unusable.

The frame is what every entry shares, whatever it describes: its name, its evidence, its labels, its status.
What an entry says of a thing is read by the ontology's word; the frame is named here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from kg.errors import shown
from kg.namespaces import is_address, is_language, slug

Complain = Callable[[str, str], None]  # message, advice

# The strings of a TOML file, and its comments, in which quotation marks begin no string.
# Nothing in it goes back over what it took, or a long string would take much memory.
TOML_STRING = re.compile(
    r"""\#[^\n]*+|"{3}(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|'{3}(?:[^']++|'(?!''))*+'{3,5}"""
    r"""|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'""",
    re.DOTALL,
)


# No store keeps a NUL or a carriage return, and the other signs of control steer a terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def is_text(value: object) -> TypeGuard[str]:
    r"""Whether it is a text that says something, and holds no sign of control but tabs and line ends.

    >>> is_text("art. I"), is_text(" "), is_text("art.\0I")
    (True, False, False)
    """
    return isinstance(value, str) and bool(value.strip()) and not _CONTROL.search(value)


def _are_texts(value: Any) -> bool:
    """Whether it is a list of texts, each of them once, and not empty."""
    return isinstance(value, list) and all(map(is_text, value)) and 0 < len(value) == len(set(value))


def _is_text_or_texts(value: Any) -> bool:
    return is_text(value) or _are_texts(value)


def _are_labels(value: Any) -> bool:
    return isinstance(value, Mapping) and all(is_language(tag) and is_text(label) for tag, label in value.items())


def _are_readings(value: Any) -> bool:
    if not (isinstance(value, Mapping) and value and all(map(is_text, (*value, *value.values())))):
        return False
    return len(value) == len(set(map(slug, value)))  # each reading is a node, and named by its words


def _are_links(value: Any) -> bool:
    return (isinstance(value, list) and bool(value)) and all(
        isinstance(each, Mapping)
        and set(each) == {"iri", "found"}
        and is_address(each["iri"])
        and is_text(each["found"])
        for each in value
    )


def is_number(value: object, most: float) -> TypeGuard[float]:
    """Whether it is a number from ``-most`` to ``most``.

    >>> is_number(90, 90), is_number(90.1, 90), is_number(True, 90)
    (True, False, False)
    """
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -most <= value <= most


TEXT = "a text in quotation marks, without signs of control"

_Wanted = tuple[Callable[[Any], bool], str]  # whether a value will do, and what is wanted
_TEXT: _Wanted = (is_text, TEXT)
_TEXTS: _Wanted = (_are_texts, 'a list of texts, each once, ["...", "..."]')
_UNCHECKED: _Wanted = (lambda value: True, "")  # the reader of that key tells what is wrong with it

CLAIM: Mapping[str, _Wanted] = {
    "id": _UNCHECKED,
    "about": _UNCHECKED,
    "type": _UNCHECKED,
    "status": _UNCHECKED,
    "quote": _UNCHECKED,
    "occurrence": _UNCHECKED,
    "locator": _TEXT,
    "contradicts": (_is_text_or_texts, 'claims, each once, "source:claim"'),
    "reads": (_are_readings, '{ "words of the text" = "what they stand for" }, words that differ in letters'),
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
    "lat": (lambda value: is_number(value, 90), "degrees north, from -90 to 90"),
    "long": (lambda value: is_number(value, 180), "degrees east, from -180 to 180"),
    "note": _TEXT,
}


def toml_string(text: str) -> str:
    r"""Write a text as a string of TOML, on one line: line ends are escaped, so that CR LF survives.

    >>> print(toml_string('He said "no".\n'))
    "He said \"no\".\n"
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


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
            complain(f"{key} = {shown(value)} cannot be used", f"wanted: {wanted}")
    return kept
