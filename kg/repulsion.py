"""Points with weights and the part that each belongs to come in; how all others of its part push each one goes out.

Points lie in cells, and these in cells of twice their width, and so on, up to one for each part. What lies in a cell
next to one's own pushes point by point; what lies further off pushes as one, from its centre of gravity (Greengard and
Rokhlin 1987, without the higher terms, which a drawing does not need).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Points = tuple[Floats, Floats]
Chosen = NDArray[np.bool_]

SAMPLE = 6  # points of one neighbouring cell that push for all of it
SOFT = 1e-4  # keeps points that fall together from pushing without bound


@dataclass(frozen=True, slots=True)
class _Level:
    """Occupied cells of one width: where they lie, what they weigh, and which of them holds what lies below."""

    across: Whole
    down: Whole
    part: Whole
    mass: Floats
    at: Points
    member: Whole  # for each cell of half the width (or point) the cell here that holds it
    order: Whole  # these again, by the cell that holds them
    size: Whole  # how many a cell holds
    begins: Whole  # and where they begin in that order


def added(places: Whole, values: Floats, count: int) -> Floats:
    """The sum of the values at each place, one after the other, so that every machine rounds it alike."""
    return np.asarray(np.bincount(places, values, count), np.float64)


def repulsion(at: Points, weights: Floats, part: Whole, *, cell: float, turn: int) -> Points:
    """The push on each point, by the weight of the others and one over their distance.

    ``turn`` decides which points of a crowded cell push for the others, and where the grid of wide cells begins, so
    that its edges leave no trace over many turns.
    """
    levels = _levels(at, weights, part, cell, turn)
    here = there = np.arange(len(levels[-1].part))
    push_x = push_y = np.zeros(len(here))
    for level, above in zip(levels[-2::-1], levels[:0:-1], strict=True):
        here, there, is_near = _pairs(level, above, here, there)
        far, off = here[~is_near], there[~is_near]
        own_x, own_y = _push(level.at, far, off, level.mass[off])
        push_x, push_y = push_x[above.member] + own_x, push_y[above.member] + own_y
        here, there = here[is_near], there[is_near]
    here, there, number = _points(levels[0], here, there, turn)
    near_x, near_y = _push(at, here, there, weights[there] * number)
    return push_x[levels[0].member] + near_x, push_y[levels[0].member] + near_y


def parting(at: Points, part: Whole, *, least: float, turn: int) -> Points:
    """The steps that bring points of one part nearer than ``least`` to each other apart; each goes half of the way."""
    levels = _levels(at, np.ones(len(part)), part, least, turn)
    here = there = np.arange(len(levels[-1].part))
    for level, above in zip(levels[-2::-1], levels[:0:-1], strict=True):
        here, there, is_near = _pairs(level, above, here, there)
        here, there = here[is_near], there[is_near]
    here, there, _ = _points(levels[0], here, there, turn)
    dx, dy = at[0][here] - at[0][there], at[1][here] - at[1][there]
    apart = np.sqrt(dx * dx + dy * dy + SOFT)
    step = np.where(apart < least, (least - apart) / apart / 2, 0.0)
    return added(here, step * dx, len(part)), added(here, step * dy, len(part))


def _levels(at: Points, weights: Floats, part: Whole, cell: float, turn: int) -> list[_Level]:
    """The cells of every width, from ``cell`` up to those that hold a whole part."""
    across, down = (np.floor(each / cell).astype(np.int64) for each in at)
    across, down = across - across.min(), down - down.min()
    across, down = across + turn * 619 % (across.max() + 1), down + turn * 367 % (down.max() + 1)
    levels = [_level(across, down, part, weights, at)]
    while bool((levels[-1].across > 0).any() or (levels[-1].down > 0).any()):
        below = levels[-1]
        levels.append(_level(below.across >> 1, below.down >> 1, below.part, below.mass, below.at))
    return levels


def _level(across: Whole, down: Whole, part: Whole, mass: Floats, at: Points) -> _Level:
    """Put points, or cells of half the width, into the cells that they lie in."""
    span = int(max(across.max(), down.max())) + 1
    _, first, member = np.unique((part * span + across) * span + down, return_index=True, return_inverse=True)
    total = added(member, mass, len(first))
    xs, ys = (added(member, mass * each, len(first)) / total for each in at)
    size = np.bincount(member)
    order, begins = np.argsort(member, kind="stable"), np.cumsum(size) - size
    return _Level(across[first], down[first], part[first], total, (xs, ys), member, order, size, begins)


def _pairs(level: _Level, above: _Level, here: Whole, there: Whole) -> tuple[Whole, Whole, Chosen]:
    """What two wider cells hold, each of the one with each of the other; and whether these are neighbours."""
    pair, place = _numbered(above.size[here] * above.size[there])
    here, there = here[pair], there[pair]
    many = above.size[there]
    here = above.order[above.begins[here] + place // many]
    there = above.order[above.begins[there] + place % many]
    across, down = level.across[here] - level.across[there], level.down[here] - level.down[there]
    return here, there, (np.abs(across) <= 1) & (np.abs(down) <= 1)


def _points(level: _Level, here: Whole, there: Whole, turn: int) -> tuple[Whole, Whole, Floats]:
    """The points of a cell with those of another, and the number of points that each of these pushes for.

    Of a crowded cell some push for all.
    """
    pair, place = _numbered(level.size[here])
    here, there = level.order[level.begins[here[pair]] + place], there[pair]
    size = level.size[there]
    taken = np.minimum(size, SAMPLE)
    pair, place = _numbered(taken)
    here, there, size, taken = here[pair], there[pair], size[pair], taken[pair]
    there = level.order[level.begins[there] + (place * size // taken + turn + here) % size]
    return here, there, size / taken


def _numbered(sizes: Whole) -> tuple[Whole, Whole]:
    """The number of each group as often as the group is large, and the numbers of its members."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _push(at: Points, here: Whole, there: Whole, mass: Floats) -> Points:
    dx, dy = at[0][here] - at[0][there], at[1][here] - at[1][there]
    force = mass / (dx * dx + dy * dy + SOFT)
    return added(here, force * dx, len(at[0])), added(here, force * dy, len(at[0]))
