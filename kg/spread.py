"""Where the names of a large graph stand: from a count and the lines between them to points in pixels.

A draft by the distances from a few pivots is refined until lines have the length that their names need and all names
keep apart (maximal entropy: Gansner, Hu and North 2013). Every machine draws the same picture: here and in the modules
beneath there are only ``+ - * /`` and square roots of single numbers, whole numbers, sorting in which every tie is
decided, and sums in a fixed order (``bincount``, ``cumsum``; numpy's ``sum`` and products of matrices add in an order
that the machine chooses).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kg.layout import Line, Point
from kg.packing import pack
from kg.pivots import Lines, both_ways, draft
from kg.repulsion import Floats, Points, Whole, added, parting, repulsion

STEPS = 100
COOLING = 0.94  # what keeps names apart loses so much of its strength with each step, ...
REST = 0.2  # ... down to this
STRIDE = 0.6  # how far each step goes of the way it finds; the whole way would swing about the goal
LEAP = 60.0  # the longest step, by the shortest line, ...
TIRING = 0.96  # ... which shortens with each
SHORTEST = 0.2  # of the length of a plain line: what is not by the number of lines
NEAREST = 60.0  # mean distance in pixels of a name to the one next to it
CLOSEST = 30.0  # pixels that any two names keep from each other
PARTING = 40  # attempts to part those that stand closer
SAMPLED = 1000  # names over which that mean is taken
FORM = 1.5  # width by height of the whole
GAP = 120.0  # pixels between parts that no line joins


def spread(count: int, lines: Sequence[Line]) -> tuple[Point, ...]:
    """Spread ``count`` names over the plane so that those with lines between them stand near each other.

    Lines may repeat; a line from a name to itself is left out. Names that no path joins stand in parts of their own,
    side by side, the largest first; names without any line stand in rows of their own. No two share a point. The origin
    is the middle, y goes downwards, and coordinates are rounded to a tenth of a pixel.

    >>> spread(2, [])
    ((-30.0, 0.0), (30.0, 0.0))
    """
    if not count:
        return ()
    low, high = _pairs(count, lines)
    joined = np.unique(np.concatenate([low, high]))  # names without lines take no part in what follows
    number = np.zeros(count, np.int64)
    number[joined] = np.arange(len(joined))
    xs, ys, part = np.zeros(count), np.zeros(count), np.full(count, -1)
    if len(joined):
        ends = (number[low], number[high])
        part[joined] = _parts(len(joined), ends)
        xs[joined], ys[joined] = _sized(_refined(draft(part[joined], ends), part[joined], ends), part[joined])
    return rounded(_packed((xs, ys), part))


def rounded(at: Points) -> tuple[Point, ...]:
    """To a tenth of a pixel; a name whose point is taken moves to the right until it has one of its own."""
    taken: dict[Point, None] = {}
    for x, y in zip(at[0].tolist(), at[1].tolist(), strict=True):
        point = (round(x, 1) + 0.0, round(y, 1) + 0.0)  # 0.0 and not -0.0
        while point in taken:
            point = (round(point[0] + CLOSEST, 1), point[1])
        taken[point] = None
    return tuple(taken)


def _pairs(count: int, lines: Sequence[Line]) -> Lines:
    """Every pair of names that lines join, once, in order."""
    ends = np.array(lines, np.int64).reshape(-1, 2)
    low, high = ends.min(axis=1), ends.max(axis=1)
    keys = np.unique((low * count + high)[low != high])
    return keys // count, keys % count


def _parts(count: int, ends: Lines) -> Whole:
    """The number of the part that each name belongs to, in the order of the first name of each."""
    heads, tails = both_ways(ends)
    first = np.arange(count)
    while bool((first[heads] != first[tails]).any()):
        np.minimum.at(first, first[heads], first[tails])
        while bool((first != first[first]).any()):
            first = first[first]
    return np.unique(first, return_inverse=True)[1]


def _refined(at: Points, part: Whole, ends: Lines) -> Points:
    """Move each name to where its lines want it, away from all others of its part.

    Lines are the longer, and names keep the further apart, the more lines they have: so a name that knows many stands
    amid them, and they do not fall together (the idea of ForceAtlas2, Jacomy et al. 2014).
    """
    count = len(part)
    heads, tails = both_ways(ends)
    room = np.sqrt(np.bincount(heads, minlength=count).astype(np.float64))
    wanted = SHORTEST + (1.0 - SHORTEST) * np.sqrt(room[heads] * room[tails])
    pull = 1.0 / (wanted * wanted)
    hold, strength, most = added(heads, pull, count), 1.0, LEAP
    for turn in range(STEPS):
        push = repulsion(at, room, part, cell=1.0, turn=turn)
        dx, dy = (each[heads] - each[tails] for each in at)
        stretch = pull * (wanted / np.sqrt(dx * dx + dy * dy + 1e-9) - 1.0)
        goal = (added(heads, stretch * each, count) for each in (dx, dy))
        away = STRIDE / hold, STRIDE * (strength + REST) * room / hold
        step_x, step_y = (away[0] * own + away[1] * other for own, other in zip(goal, push, strict=True))
        tamed = most / np.maximum(np.sqrt(step_x * step_x + step_y * step_y), most)
        at = at[0] + tamed * step_x, at[1] + tamed * step_y
        strength, most = strength * COOLING, most * TIRING
    return at


def _sized(at: Points, part: Whole) -> Points:
    """In pixels, by the mean distance to the nearest name; names of one part keep ``CLOSEST`` apart."""
    at = _scaled(at, part)
    for turn in range(PARTING):
        step = parting(at, part, least=CLOSEST, turn=turn)
        at = at[0] + step[0], at[1] + step[1]
    return _scaled(at, part)


def _scaled(at: Points, part: Whole) -> Points:
    """Make the mean distance to the nearest name ``NEAREST``."""
    names = range(0, len(part), len(part) // SAMPLED + 1)
    distances = np.zeros(len(names))
    for place, name in enumerate(names):
        dx, dy = at[0] - at[0][name], at[1] - at[1][name]
        squares = np.where(part == part[name], dx * dx + dy * dy, np.inf)
        squares[name] = np.inf
        distances[place] = math.sqrt(squares.min())
    factor = NEAREST * len(names) / max(math.fsum(distances.tolist()), 1e-9)
    return at[0] * factor, at[1] * factor


def _packed(at: Points, part: Whole) -> Points:
    """Give each part a place of its own, the largest first, the rows of names without lines last."""
    xs, ys = (each.copy() for each in at)
    alone = np.flatnonzero(part < 0)
    columns = max(1, math.ceil(math.sqrt(len(alone) * FORM)))
    xs[alone], ys[alone] = np.arange(len(alone)) % columns * NEAREST, np.arange(len(alone)) // columns * NEAREST
    last = int(part.max(initial=-1)) + 1
    part = np.where(part < 0, last, part)
    sizes = np.bincount(part)
    left, right = _outermost(xs, part)
    top, bottom = _outermost(ys, part)
    order = sorted(range(len(sizes)), key=lambda number: (number == last, -int(sizes[number]), number))
    boxes = [(float(right[k] - left[k]) + GAP, float(bottom[k] - top[k]) + GAP) for k in order]
    corners = np.zeros((len(sizes), 2))
    corners[order] = pack(boxes, FORM)
    xs, ys = xs - left[part] + corners[part, 0], ys - top[part] + corners[part, 1]
    return xs - (xs.max() + xs.min()) / 2, ys - (ys.max() + ys.min()) / 2


def _outermost(values: Floats, part: Whole) -> tuple[Floats, Floats]:
    """The least and the greatest value of each part."""
    count = int(part.max()) + 1
    least, greatest = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(least, part, values)
    np.maximum.at(greatest, part, values)
    return least, greatest
