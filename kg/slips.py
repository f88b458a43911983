"""Names, and how often each is spoken of, come in; those that are perhaps a slip of the pen for another go out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

_ALIKE = 0.93  # twice the letters in common, by the letters of both: short names differ for a reason


def nearly_alike(times: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each name that stands once, with the other that it is nearly: one that stands often, or stood before.

    A slip is one letter that lacks, is too much or is another, or two that changed places. Names that differ in their
    digits alone are those of treaties and agreements of several years, and no slips.

    >>> list(nearly_alike({"peace-of-travendal": 2, "peace-of-travendall": 1, "peace-of-1700": 1, "peace-of-1721": 1}))
    [('peace-of-travendall', 'peace-of-travendal')]
    """
    order = {name: number for number, name in enumerate(times)}
    wordings = {name: re.sub(r"[0-9]+", "", name) for name in times}
    lacking: dict[str, list[str]] = {}  # what a name is without one letter, or whole -> the names
    for name in times:
        for each in _without_a_letter(name):
            lacking.setdefault(each, []).append(name)
    for name in (name for name in times if times[name] == 1):
        others = {other for each in _without_a_letter(name) for other in lacking[each]}
        near = [
            other
            for other in sorted(others - {name})
            if (times[other] > 1 or order[other] < order[name]) and wordings[other] != wordings[name]
        ]
        if close := difflib.get_close_matches(name, near, n=1, cutoff=_ALIKE):
            yield name, close[0]


def _without_a_letter(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
