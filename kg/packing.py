"""Sizes of boxes come in; where each of them lies, side by side in one form, goes out."""

from __future__ import annotations

import math
from collections.abc import Sequence

Size = tuple[float, float]
Corner = tuple[float, float]
Edge = tuple[float, float, float]  # from x, to x, and how far down it is taken


def pack(sizes: Sequence[Size], form: float) -> tuple[Corner, ...]:
    """Lay boxes side by side, each as high up as it fits, in a width that gives the whole about that form.

    Gives the upper left corner of each box (y downwards). The order is kept: boxes that come first lie highest, so the
    largest should. No two overlap.

    >>> pack([(4.0, 4.0), (2.0, 2.0), (2.0, 2.0)], 1.5)
    ((0.0, 0.0), (4.0, 0.0), (4.0, 2.0))
    """
    if not sizes:
        return ()
    area = math.fsum(across * down for across, down in sizes)
    width = max(math.sqrt(area * form), max(across for across, _ in sizes))
    skyline: list[Edge] = [(0.0, width, 0.0)]
    corners = []
    for across, down in sizes:
        y, x = min(_places(skyline, across, width))
        corners.append((x, y))
        skyline = _covered(skyline, (x, x + across, y + down))
    return tuple(corners)


def _places(skyline: Sequence[Edge], across: float, width: float) -> list[Corner]:
    """Where a box of some width could lie: how far down, and from which x."""
    found = []
    for number, (x, _, _) in enumerate(skyline):
        if x + across > width and number:
            break
        depth = 0.0
        for begin, _, down in skyline[number:]:
            if begin >= x + across:
                break
            depth = max(depth, down)
        found.append((depth, x))
    return found


def _covered(skyline: Sequence[Edge], box: Edge) -> list[Edge]:
    """The skyline with the lower edge of one more box."""
    begin, end, _ = box
    left = [(start, min(stop, begin), down) for start, stop, down in skyline if start < begin]
    right = [(max(start, end), stop, down) for start, stop, down in skyline if stop > end]
    return [*left, box, *right]
