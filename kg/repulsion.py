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

    ``turn`` decides which points of a crowded cell push for the others, and where the grid of wide cells begins, so that
    its edges leave no trace over many turns.
    """
    levels = _levels(at, weights, part, cell, turn)
    here = there = np.arange(len(levels[-1].part))
    push_x = push_y = np.zeros(len(here))
    for above, level in zip(reversed(levels), reversed(levels[:-1]), strict=False):
        here, there = _held(above, here, there)
        is_far = (np.abs(level.across[here] - level.across[there]) > 1) | (
            np.abs(level.down[here] - level.down[there]) > 1
        )
        own_x, own_y = _push(level.at, level.mass, here[is_far], there[is_far])
        push_x, push_y = push_x[above.member] + own_x, push_y[above.member] + own_y
        here, there = here[~is_far], there[~is_far]
    here, there, share = _some(levels[0], here, there, turn)
    near_x, near_y = _push(at, weights, here, there, share)
    return push_x[levels[0].member] + near_x, push_y[levels[0].member] + near_y
