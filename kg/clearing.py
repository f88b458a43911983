"""A drawing with room for every label comes in; one in which fewer lines cross or run through names goes out.

Each name in turn tries places all over the frame and takes one from which the reader is disturbed little: at first any
that is not much worse than the best, later the best alone (threshold accepting: Dueck and Scheuer 1990), and in the end
the best of those near by. What disturbs, and how much, is in the constants. All costs are whole numbers, and each step
on the way to them is one of ``+ - * /``, a square root or a comparison, so that every machine draws the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.layout import SIGN, Box, Frame, Line, Point

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Chosen = NDArray[np.bool_]
Spots = tuple[Floats, Floats]
Room = tuple[Floats, Floats, Floats, Floats]  # the middle, and half of the width and of the height

CROSSED = 1500  # for each two lines that cross (Purchase 1997: of all, crossings cost readers most), ...
WRITTEN_OVER = 2000  # ... each line through the sign or the label of a name that it does not lead to, ...
OWN = 350  # ... through the label of one that it leads to, which can also stand elsewhere, ...
MERGED = 1500  # ... each two lines from one name that lie nearly on each other, ...
MIDDLES = 1000  # ... and each two lines whose counts would lie on each other; ...
LONG = 120  # ... for the square of the length of a line that is longer than usual; ...
SHORT = 1800  # ... for a line without any length, and less and less up to SHORTEST; ...
CROWDED = 2000  # ... for two names in one point, and less and less up to ROOMY by the root of what lines both have; ...
COVERED = 1_000_000  # ... and for two labels that overlap, which no clear line is worth
SHORTEST = 90.0  # pixels
ROOMY = 60.0
COUNT = 20.0  # pixels that a count on the middle of a line takes
NARROW = 0.015  # the square of the tangent of an angle between lines that is too small
GAP = 0.05  # pixels between two labels, so that rounding never lets them touch
EDGE = 3.0  # pixels around a label that a line may touch
BESIDE = 10.0  # half the height of a sign
ACROSS, DOWN = 13, 11  # places all over the frame
SLACK = 8000  # by how much a place may be worse than the best at first
PASSES = 10  # over all names, of a drawing with conflicts, until no place may be worse
WORK = 100_000  # passes times the square of the lines; where not even one can be had, lines cross wherever names stand
TURNS = 2  # over all names, each once all over the frame and once near by
# Around a place, wider than high, as labels are: at the corners and edges of octagons of these radii.
RADII = (12.0, 24.0, 40.0, 70.0, 110.0, 170.0)
OCTAGON = ((1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7))
BETWEEN = ((0.9, 0.4), (0.4, 0.9), (-0.4, 0.9), (-0.9, 0.4), (-0.9, -0.4), (-0.4, -0.9), (0.4, -0.9), (0.9, -0.4))
NEAR_BY = np.array(
    [(1.2 * radius * x, radius * y) for place, radius in enumerate(RADII) for x, y in (OCTAGON, BETWEEN)[place % 2]]
)


@dataclass(frozen=True, slots=True)
class _Name:
    """The lines of a name by the numbers of their other ends; those of all others, where these meet it, and whither."""

    beyond: Whole
    heads: Whole
    tails: Whole
    meets: Chosen
    onward: Whole
    others: Whole
    is_end: Chosen


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Where names stand, which changes, and what they need."""

    xs: Floats
    ys: Floats
    side: Floats
    above: Floats
    below: Floats
    room: Floats
    names: tuple[_Name, ...]
    usual: float


Cost = Callable[[_Drawing, int, Spots], Whole]  # of a name at places: a row of these, then what is beside it


def clear(points: Sequence[Point], boxes: Sequence[Box], lines: Sequence[Line], frame: Frame) -> tuple[Point, ...]:
    """Move names within a frame until no move of one of them alone makes the drawing easier to read.

    Points are in pixels from the middle of the frame, y downwards, and rounded to a tenth of a pixel. Boxes that do not
    overlap will not. Lines may repeat; a line from a name to itself is left out.
    """
    pairs = sorted({(min(line), max(line)) for line in lines if line[0] != line[1]})
    passes = min(PASSES, WORK // max(1, len(pairs) * len(pairs)))
    if len(points) < 2 or not passes:
        return tuple(points)
    drawing = _drawing(points, boxes, pairs)
    _settle(drawing, frame, _chances())
    if max(_each(drawing, _conflicts)):
        stirred = _stirred(drawing, frame, passes)
        drawing = min(drawing, stirred, key=lambda each: sum(_each(each, _crowded, _conflicts, _blemishes)))
    drawing = _filled(drawing, frame)
    return tuple((x + 0.0, y + 0.0) for x, y in zip(drawing.xs.tolist(), drawing.ys.tolist(), strict=True))  # no -0.0


def _each(drawing: _Drawing, *costs: Cost) -> list[int]:
    """What each name costs where it stands."""
    places = enumerate(
        (drawing.xs[number, None, None], drawing.ys[number, None, None]) for number in range(len(drawing.xs))
    )
    return [sum(int(cost(drawing, number, place)[0]) for cost in costs) for number, place in places]


def _settle(drawing: _Drawing, frame: Frame, chance: Iterator[int]) -> None:
    """Move names for as long as one of them finds a better place, or ``TURNS`` times."""
    for _ in range(TURNS):
        if not _anywhere(drawing, frame, chance, slack=0) + _near_by(drawing, frame):
            break


def _stirred(drawing: _Drawing, frame: Frame, passes: int) -> _Drawing:
    """The drawing that comes of it where places may be worse at first; the one given stays as it is."""
    other, chance = replace(drawing, xs=drawing.xs.copy(), ys=drawing.ys.copy()), _chances()
    for left in range(passes, 0, -1):
        _anywhere(other, frame, chance, slack=SLACK * left * left // (passes * passes))
    _settle(other, frame, chance)
    return other


def _filled(drawing: _Drawing, frame: Frame) -> _Drawing:
    """A drawing that has become smaller than its frame, stretched."""
    xs = _stretched(drawing.xs, drawing.side, drawing.side, frame.width)
    ys = _stretched(drawing.ys, drawing.above, drawing.below, frame.height)
    filled = replace(drawing, xs=xs, ys=ys)
    # Nothing comes nearer to anything, but for what is rounded.
    return drawing if max(_each(filled, _crowded)) >= COVERED else filled


def _stretched(values: Floats, before: Floats, after: Floats, room: float) -> Floats:
    """Along one axis, by as much as the boxes at both ends leave room for, and in the middle of it."""
    extent = float(values.max() - values.min())
    spare = room - float((values + after).max() - (values - before).min())
    values = values * (1.0 + max(0.0, spare) / max(extent, SHORTEST))
    middle = float((values + after).max() + (values - before).min()) / 2
    return np.asarray((values - middle).round(1), np.float64)


def _chances() -> Iterator[int]:
    """Numbers up to 2 ** 15, the same each time (a linear congruential generator)."""
    state = 1
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 16


def _drawing(points: Sequence[Point], boxes: Sequence[Box], pairs: Sequence[Line]) -> _Drawing:
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    xs, ys = (np.array([point[axis] for point in points]) for axis in (0, 1))
    side, above, below = (np.array([getattr(box, of) for box in boxes]) for of in ("side", "above", "below"))
    lengths = sorted(_distance(xs[ends[:, 0]] - xs[ends[:, 1]], ys[ends[:, 0]] - ys[ends[:, 1]]).tolist())
    usual = max(SHORTEST, lengths[len(lengths) // 2] if lengths else 0.0)
    names = tuple(_name(number, len(points), ends) for number in range(len(points)))
    room = ROOMY * np.sqrt(np.array([max(1, len(name.beyond)) for name in names]))
    return _Drawing(xs, ys, side, above, below, room, names, usual)


def _name(number: int, count: int, ends: Whole) -> _Name:
    is_own = (ends == number).any(axis=1)
    own, others = ends[is_own], ends[~is_own]
    beyond = np.where(own[:, 0] == number, own[:, 1], own[:, 0])
    meets = (others[:, 0] == beyond[:, None]) | (others[:, 1] == beyond[:, None])
    onward = np.where(others[:, 0] == beyond[:, None], others[:, 1], others[:, 0])
    strangers = np.delete(np.arange(count), number)
    return _Name(beyond, others[:, 0], others[:, 1], meets, onward, strangers, beyond[:, None] == strangers)


def _anywhere(drawing: _Drawing, frame: Frame, chance: Iterator[int], *, slack: int) -> int:
    """Try places all over the frame for each name, on a grid that never lies alike; gives the number of moves."""
    across, down = (np.arange(1, count + 1) / (count + 1) - 0.5 for count in (ACROSS, DOWN))
    xs, ys = np.tile(across * frame.width, DOWN), np.repeat(down * frame.height, ACROSS)
    wide, high = frame.width / ACROSS / 2**15, frame.height / DOWN / 2**15
    middle, moves = 2**14, 0
    for number in range(len(drawing.xs)):
        shifted = xs + (next(chance) - middle) * wide, ys + (next(chance) - middle) * high
        moves += _moved(drawing, number, shifted, frame, slack=slack, chance=next(chance))
    return moves


def _near_by(drawing: _Drawing, frame: Frame) -> int:
    """Try places around its own for each name; gives the number of moves."""
    own = zip(drawing.xs.tolist(), drawing.ys.tolist(), strict=True)
    around = ((x + NEAR_BY[:, 0], y + NEAR_BY[:, 1]) for x, y in own)
    return sum(_moved(drawing, number, places, frame) for number, places in enumerate(around))


def _moved(drawing: _Drawing, number: int, to: Spots, frame: Frame, *, slack: int = 0, chance: int = 0) -> bool:
    """Move a name to the best of some places, or to one that chance picks of those that are hardly worse.

    Its own place is one of them. Says whether it moved.
    """
    side, above, below = (float(each[number]) for each in (drawing.side, drawing.above, drawing.below))
    xs = np.clip(np.append(drawing.xs[number], to[0]), side - frame.width / 2, frame.width / 2 - side).round(1)
    ys = np.clip(np.append(drawing.ys[number], to[1]), above - frame.height / 2, frame.height / 2 - below).round(1)
    costs = _crowded(drawing, number, (xs[:, None], ys[:, None]))  # first, since most places are taken
    is_free = costs < COVERED
    is_free[0] = True
    xs, ys, costs = xs[is_free], ys[is_free], costs[is_free]
    for more in (_conflicts, _blemishes):
        costs += more(drawing, number, (xs[:, None], ys[:, None]))
    good = np.flatnonzero(costs <= costs.min() + slack)
    taken = int(good[chance % len(good)])
    drawing.xs[number], drawing.ys[number] = xs[taken], ys[taken]
    return taken > 0


def _crowded(drawing: _Drawing, number: int, here: Spots) -> Whole:
    """Labels that overlap, and names that stand close to each other."""
    others = drawing.names[number].others
    (x, y), (other_x, other_y) = here, _at(drawing, others)
    beside = np.abs(x - other_x) < drawing.side[number] + drawing.side[others] + GAP
    over = y - drawing.above[number] < other_y + drawing.below[others] + GAP
    under = other_y - drawing.above[others] < y + drawing.below[number] + GAP
    room = np.minimum(drawing.room[number], drawing.room[others])
    near = np.maximum(0.0, 1.0 - _distance(x - other_x, y - other_y) / room)
    return COVERED * _count(beside & over & under) + _added(CROWDED * near)


def _conflicts(drawing: _Drawing, number: int, here: Spots) -> Whole:
    """Lines that run through a name at some places, and what its own run through and cross."""
    name = drawing.names[number]
    heads, tails = _at(drawing, name.heads), _at(drawing, name.tails)
    costs = WRITTEN_OVER * _count(_runs_through(heads, tails, _room(drawing, number, here, -BESIDE)))
    here, there = _beside(here, _at(drawing, name.beyond))
    rooms = _room(drawing, name.others, _at(drawing, name.others), -BESIDE)
    costs += WRITTEN_OVER * _count(_runs_through(here, there, rooms) & ~name.is_end)
    return costs + CROSSED * _count(_crosses(here, there, heads, tails) & ~name.meets)


def _blemishes(drawing: _Drawing, number: int, here: Spots) -> Whole:
    """Its own lines over labels at their ends, or nearly on each other or on others there; counts, and lengths."""
    name = drawing.names[number]
    there, heads, tails = (_at(drawing, numbers) for numbers in (name.beyond, name.heads, name.tails))
    costs = _lengths(here, there, drawing.usual)
    costs += OWN * _count(_runs_through(here, there, _room(drawing, number, here, SIGN)))
    costs += OWN * _count(_runs_through(here, there, _room(drawing, name.beyond, there, SIGN)))
    here, there = _beside(here, there)
    apart = np.arange(len(name.beyond)) < np.arange(len(name.beyond))[:, None]
    costs += MERGED * _count(_merge(there, here, _at(drawing, name.beyond)) & apart)
    costs += MERGED * _count(_merge(here, there, _at(drawing, name.onward)) & name.meets)
    return costs + MIDDLES * _count(_middles_meet(here, there, heads, tails))


def _beside(here: Spots, there: Spots) -> tuple[Spots, Spots]:
    """Both with room for something beside each line from a place."""
    return (here[0][:, :, None], here[1][:, :, None]), (there[0][:, None], there[1][:, None])


def _lengths(here: Spots, there: Spots, usual: float) -> Whole:
    length = _distance(here[0] - there[0], here[1] - there[1])
    long, short = np.maximum(1.0, length / usual), np.maximum(0.0, 1.0 - length / SHORTEST)
    return _added(LONG * long * long + SHORT * short)


def _at(drawing: _Drawing, numbers: Whole) -> Spots:
    return drawing.xs[numbers], drawing.ys[numbers]


def _room(drawing: _Drawing, number: int | Whole, at: Spots, top: float) -> Room:
    """The label of a name that stands at some place; its sign as well where ``top`` is above it."""
    below = drawing.below[number]
    return at[0], at[1] + (below + top) / 2, drawing.side[number] - EDGE, (below - top) / 2


def _distance(dx: Floats, dy: Floats) -> Floats:
    return np.asarray(np.sqrt(dx * dx + dy * dy), np.float64)


def _count(found: Chosen) -> Whole:
    """How many there are for each place."""
    return np.asarray(found.reshape(len(found), -1).sum(axis=1), np.int64)


def _added(costs: Floats) -> Whole:
    """The sum for each place, of whole numbers, since that of others depends on their order."""
    return np.asarray(np.rint(costs).astype(np.int64).sum(axis=1), np.int64)


def _crosses(here: Spots, there: Spots, heads: Spots, tails: Spots) -> Chosen:
    """Whether lines from here to there cross others."""
    parted = _is_left(here, there, heads) != _is_left(here, there, tails)
    return np.asarray(parted & (_is_left(heads, tails, here) != _is_left(heads, tails, there)))


def _is_left(a: Spots, b: Spots, c: Spots) -> Chosen:
    return np.asarray((b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0]))


def _merge(one: Spots, name: Spots, other: Spots) -> Chosen:
    """Whether lines from a name to one place and another lie nearly on each other."""
    one, other = (one[0] - name[0], one[1] - name[1]), (other[0] - name[0], other[1] - name[1])
    aside, along = one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1]
    return np.asarray((along > 0) & (aside * aside < NARROW * along * along))


def _middles_meet(here: Spots, there: Spots, heads: Spots, tails: Spots) -> Chosen:
    across, down = (np.abs(here[axis] + there[axis] - heads[axis] - tails[axis]) for axis in (0, 1))
    return np.asarray((across < 2 * COUNT) & (down < 2 * COUNT))


def _runs_through(here: Spots, there: Spots, room: Room) -> Chosen:
    """Whether lines run through rooms: whether no axis parts them (Gottschalk, Lin and Manocha 1996)."""
    across, down = (there[0] - here[0]) / 2, (there[1] - here[1]) / 2
    x, y = here[0] + across - room[0], here[1] + down - room[1]
    wide, high = np.abs(across), np.abs(down)
    meets = (np.abs(x) < wide + room[2]) & (np.abs(y) < high + room[3])
    return np.asarray(meets & (np.abs(across * y - down * x) < wide * room[3] + high * room[2]))
