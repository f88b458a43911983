"""Parts of a graph and the lines in them come in; a first draft of where its names stand goes out.

The distances from a few names that lie far apart stand for those between all (Brandes and Pich 2006): the draft lays
the names out along the two directions in which these distances differ most.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from kg.repulsion import Floats, Points, Whole, added

Lines = tuple[Whole, Whole]

PIVOTS = 30
TURNS = 60  # multiplications after which a direction is found well enough
SCATTER = 0.5  # of the length of a line; without it, names with the same distances would fall together


def draft(part: Whole, ends: Lines) -> Points:
    """Lay out each part about its own middle, in units of the mean length of its lines.

    ``part`` holds the number of the part of each name; each part has a line at least.
    """
    steps = _from_pivots(part, ends).astype(np.float64)
    columns = _centred([steps[:, k] * steps[:, k] for k in range(PIVOTS)], part)
    parts = int(part.max()) + 1
    products = np.zeros((parts, PIVOTS, PIVOTS))
    for i in range(PIVOTS):
        for j in range(i + 1):
            products[:, i, j] = products[:, j, i] = added(part, columns[i] * columns[j], parts)
    one = _direction(products, None)
    other = _direction(products, one)
    xs, ys = (_in_turn([columns[k] * way[part, k] for k in range(PIVOTS)]) for way in (one, other))
    dx, dy = xs[ends[0]] - xs[ends[1]], ys[ends[0]] - ys[ends[1]]
    within = part[ends[0]]
    length = added(within, np.sqrt(dx * dx + dy * dy), parts) / np.bincount(within)
    unit = np.where(length > 0, length, 1.0)[part]
    return xs / unit + SCATTER * _scattered(len(part), 1), ys / unit + SCATTER * _scattered(len(part), 2)


def both_ways(ends: Lines) -> Lines:
    """Each line from either end."""
    return np.concatenate(ends), np.concatenate(ends[::-1])


def _centred(squares: Sequence[Floats], part: Whole) -> list[Floats]:
    """Squared distances less the mean of their row and of their column within the part."""
    sizes = np.bincount(part).astype(np.float64)
    means = [added(part, column, len(sizes)) / sizes for column in squares]
    rows, middle = _in_turn(squares) / len(squares), _in_turn(means) / len(squares)
    return [rows + mean[part] - column - middle[part] for mean, column in zip(means, squares, strict=True)]


def _in_turn(columns: Sequence[Floats]) -> Floats:
    """The sum of several columns, one after the other."""
    total = columns[0].copy()
    for column in columns[1:]:
        total += column
    return total


def _direction(products: Floats, other: Floats | None) -> Floats:
    """The direction in which each part is longest, at right angles to ``other`` if there is one."""
    way = np.tile(1.0 + 0.1 * _scattered(PIVOTS, 3), (len(products), 1))
    for _ in range(TURNS):
        way = _in_turn([products[:, :, k] * way[:, k : k + 1] for k in range(PIVOTS)])
        if other is not None:
            way = way - _along(way, other)[:, None] * other
        length = np.sqrt(_along(way, way))
        way = way / np.where(length > 0, length, 1.0)[:, None]
    return way


def _along(one: Floats, other: Floats) -> Floats:
    return _in_turn([one[:, k] * other[:, k] for k in range(PIVOTS)])


def _scattered(count: int, seed: int) -> Floats:
    """Numbers from -1 to 1 that depend on the place and the seed alone (whole numbers, mixed by multiplication)."""
    mixed = (np.arange(1, count + 1, dtype=np.int64) * 2654435761 + seed * 40503) % 4294967296
    for _ in range(2):
        mixed = ((mixed >> 16) ^ mixed) * 73244475 % 4294967296
    scattered: Floats = ((mixed >> 16) ^ mixed) % 1048576 / 524288.0 - 1.0
    return scattered


def _from_pivots(part: Whole, ends: Lines) -> Whole:
    """Steps from each pivot of its part to each name, a column for each pivot.

    The first pivot of a part is its name with most lines, each further one the name furthest from those before it.
    """
    count = len(part)
    heads, tails = both_ways(ends)
    order = np.lexsort((tails, heads))
    begins, beside = np.searchsorted(heads[order], np.arange(count + 1)).tolist(), tails[order].tolist()
    neighbours = [beside[begins[name] : begins[name + 1]] for name in range(count)]
    steps = np.zeros((count, PIVOTS), np.int64)
    merit = np.bincount(heads, minlength=count)
    for k in range(PIVOTS):
        ranked = np.lexsort((np.arange(count), -merit, part))
        best = ranked[np.searchsorted(part[ranked], np.arange(int(part.max()) + 1))]
        steps[:, k] = _steps(best.tolist(), neighbours)
        merit = np.minimum(merit, steps[:, k]) if k else steps[:, k]
    return steps


def _steps(starts: Sequence[int], neighbours: Sequence[Sequence[int]]) -> list[int]:
    """Steps to each name from the nearest of the starts."""
    reached = [-1] * len(neighbours)
    for start in starts:
        reached[start] = 0
    queue = deque(starts)
    while queue:
        here = queue.popleft()
        for there in neighbours[here]:
            if reached[there] < 0:
                reached[there] = reached[here] + 1
                queue.append(there)
    return reached
