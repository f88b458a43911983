"""Sentences with slots come in, filled sentences go out; dates in EDTF as phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SLOT = re.compile(r"\{(\w+)\}")

Lookup = Callable[[str], Sequence[str]]


def tame(text: str) -> str:
    r"""Text for a terminal: marks that would steer it, or turn the direction of writing, are spelt out.

    >>> tame("a\x1b]0;b")
    'a\\u001b]0;b'
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def fill(sentence: str, values: Lookup) -> str | None:
    """Fill a sentence; ``None`` where a slot outside brackets has no value.

    ``values`` gives, for the name of a property, the labels that stand in its place, in order.

    >>> roles = {"holder": ["Japan"], "overPlace": ["Lushun", "Dalian"]}
    >>> fill("{holder} held {overPlace} on lease[ from {lessor}]", lambda name: roles.get(name, []))
    'Japan held Lushun and Dalian on lease'
    """

    def optional(match: re.Match[str]) -> str:
        return _slots(match[1], values) or ""

    return _slots(_OPTIONAL.sub(optional, sentence), values)


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["Japan", "Russia", "China"])
    'Japan, Russia and China'
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def when(start: str, end: str) -> str:
    """EDTF dates as a phrase after a sentence; empty where neither is known.

    >>> when("1904-02-12", "1904-02-12"), when("1900", ""), when("", "[1905-09-05..1907]")
    (', 1904-02-12', ', from 1900', ', until some day between 1905-09-05 and 1907')
    """
    if start and start == end:
        return f", {_plain(start)}"
    return (f", from {_plain(start)}" if start else "") + (f", until {_plain(end)}" if end else "")


def _slots(text: str, values: Lookup) -> str | None:
    missing = False

    def slot(match: re.Match[str]) -> str:
        nonlocal missing
        found = values(match[1])
        missing = missing or not found
        return listed(found) if found else ""

    filled = _SLOT.sub(slot, text)
    return None if missing else filled


def _plain(edtf: str) -> str:
    if edtf.startswith("[.."):
        return f"{edtf[3:-1]} at the latest"
    if edtf.endswith("..]"):
        return f"{edtf[1:-3]} at the earliest"
    if edtf.startswith("[") and ".." in edtf:
        return "some day between {} and {}".format(*edtf[1:-1].split(".."))
    return edtf
