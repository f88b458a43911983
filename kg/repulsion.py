"""Points with weights and the part that each belongs to come in; how all others of its part push each one goes out.

Points are sorted into cells, and these into cells of twice their width, and so on. What lies in a cell next to one's
own pushes point by point; what lies further off pushes as one, from its centre of gravity (Greengard and Rokhlin 1987,
without the higher terms, which a drawing does not need).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Points = tuple[Floats, Floats]

MARGIN = 4  # cells beside the outermost, so that a neighbour beyond them is never taken for one of the next row
SAMPLE = 6  # points of one neighbouring cell that push for all of it
SOFT = 1e-4  # keeps points that fall together from pushing without bound


@dataclass(frozen=True, slots=True)
class _Level:
    """Occupied cells in the order of their keys: where they lie, what they weigh, and which cell below is theirs."""

    across: Whole
    down: Whole
    part: Whole
    span: int
    keys: Whole
    mass: Floats
    xs: Floats
    ys: Floats
    member: Whole  # for each cell (or point) of the level below, the cell here that holds it

    def find(self, across: Whole, down: Whole, part: Whole) -> tuple[Whole, NDArray[np.bool_]]:
        """The number of the cell at each place, and whether there is one."""
        wanted = (part * self.span + across) * self.span + down
        number = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return number, self.keys[number] == wanted


def added(places: Whole, values: Floats, count: int) -> Floats:
    """The sum of the values at each place, one after the other, so that every machine rounds it alike."""
    return np.asarray(np.bincount(places, values, count), np.float64)


def repulsion(at: Points, weights: Floats, part: Whole, *, cell: float, turn: int) -> Points:
    """The push on each point, by the weight of the others and one over their distance.

    ``turn`` decides which points of a crowded cell push for the others, and where the grid of wide cells begins, so that
    its edges leave no trace over many turns.
    """
    level = _cells(at, weights, part, cell, turn)
    levels = [level]
    while max(int(level.across.max()), int(level.down.max())) >= 4:
        level = _level(level.across >> 1, level.down >> 1, level.part, level.mass, (level.xs, level.ys))
        levels.append(level)
    far_x, far_y = _from_afar(levels)
    here, there, share = _near(levels[0], turn)
    dx, dy = at[0][here] - at[0][there], at[1][here] - at[1][there]
    force = weights[there] * share / (dx * dx + dy * dy + SOFT)
    member, count = levels[0].member, len(part)
    return (
        far_x[member] + added(here, force * dx, count),
        far_y[member] + added(here, force * dy, count),
    )


def parting(at: Points, part: Whole, *, least: float, turn: int) -> Points:
    """The steps that bring points of one part nearer than ``least`` to each other apart; each goes half of the way."""
    here, there, _ = _near(_cells(at, np.ones(len(part)), part, least, turn), turn)
    dx, dy = at[0][here] - at[0][there], at[1][here] - at[1][there]
    apart = np.sqrt(dx * dx + dy * dy + SOFT)
    step = np.where(apart < least, (least - apart) / apart / 2, 0.0)
    return added(here, step * dx, len(part)), added(here, step * dy, len(part))


def _cells(at: Points, weights: Floats, part: Whole, cell: float, turn: int) -> _Level:
    """The smallest cells, ``cell`` wide."""
    across, down = (np.floor(each / cell).astype(np.int64) for each in at)
    across, down = across - across.min(), down - down.min()
    return _level(across + turn * 619 % (across.max() + 1), down + turn * 367 % (down.max() + 1), part, weights, at)


def _level(across: Whole, down: Whole, part: Whole, mass: Floats, at: Points) -> _Level:
    span = int(max(across.max(), down.max())) + 1 + MARGIN
    keys, first, member = np.unique((part * span + across) * span + down, return_index=True, return_inverse=True)
    total = added(member, mass, len(keys))
    xs, ys = (added(member, mass * each, len(keys)) / total for each in at)
    return _Level(across[first], down[first], part[first], span, keys, total, xs, ys, member)


def _from_afar(levels: list[_Level]) -> Points:
    """The push on each of the smallest cells from all that are not next to it, from the widest cells downwards."""
    push_x = push_y = np.zeros(1)
    for above, level in zip([None, *reversed(levels)], reversed(levels), strict=False):
        here, there = _far_pairs(level)
        dx, dy = level.xs[here] - level.xs[there], level.ys[here] - level.ys[there]
        force = level.mass[there] / (dx * dx + dy * dy + SOFT)
        count = len(level.keys)
        own_x, own_y = added(here, force * dx, count), added(here, force * dy, count)
        push_x = own_x + (push_x[above.member] if above else 0.0)
        push_y = own_y + (push_y[above.member] if above else 0.0)
    return push_x, push_y


def _far_pairs(level: _Level) -> tuple[Whole, Whole]:
    """Cells whose parents are neighbours and that are not neighbours themselves."""
    row, column = _square(range(6))
    across, down = (level.across >> 1) * 2 - 2 + row, (level.down >> 1) * 2 - 2 + column
    apart = (np.abs(across - level.across) > 1) | (np.abs(down - level.down) > 1)
    number, found = level.find(across, down, level.part)
    _, here = np.nonzero(apart & found)
    return here, number[apart & found]


def _near(level: _Level, turn: int) -> tuple[Whole, Whole, Floats]:
    """Each point with those of its own cell and the eight around it, and for how many points each of these stands.

    Of a crowded cell some points stand for all.
    """
    row, column = _square(range(-1, 2))
    number, found = level.find(level.across + row, level.down + column, level.part)
    beside, here = np.nonzero(found[:, level.member])
    cell = number[beside, level.member[here]]
    order = np.argsort(level.member, kind="stable")
    size = np.bincount(level.member)
    taken = np.minimum(size[cell], SAMPLE)
    place = np.arange(int(taken.sum())) - np.repeat(np.cumsum(taken) - taken, taken)
    here, cell, taken = (np.repeat(each, taken) for each in (here, cell, taken))
    begins = np.cumsum(size) - size
    there = order[begins[cell] + (place * size[cell] // taken + turn + here) % size[cell]]
    return here, there, size[cell] / taken


def _square(steps: range) -> tuple[Whole, Whole]:
    """All pairs of steps across and down, each as a column."""
    across, down = np.meshgrid(np.array(steps), np.array(steps))
    return across.reshape(-1, 1), down.reshape(-1, 1)
