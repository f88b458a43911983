"""Names and lines come in; the parts that paths join, and these side by side in one drawing, go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.packing import pack

Point = tuple[float, float]
Line = tuple[int, int]
Arrange = Callable[[int, list[Line]], Sequence[Point]]  # of the names of one part, numbered anew, and their lines

FORM = 1.4  # width by height of the whole
BETWEEN = 1.0  # a line's length between any two parts


def parts_of(count: int, lines: Iterable[Line]) -> list[list[int]]:
    """The names that paths join, part by part: the largest first, of equal ones that with the lowest number.

    >>> parts_of(5, [(3, 1), (4, 3)])
    [[1, 3, 4], [0], [2]]
    """
    part = [[name] for name in range(count)]
    for a, b in lines:
        if part[a] is not part[b]:
            smaller, larger = sorted((part[a], part[b]), key=len)
            larger.extend(smaller)
            for name in smaller:
                part[name] = larger
    whole = {min(names): sorted(names) for names in part}
    return sorted(whole.values(), key=lambda names: (-len(names), names))


def side_by_side(count: int, lines: Sequence[Line], arrange: Arrange) -> tuple[Point, ...]:
    """Arrange each part alone, and lay them side by side, y downwards; no unit."""
    whole = parts_of(count, lines)
    place = {name: (number, within) for number, names in enumerate(whole) for within, name in enumerate(names)}
    inner: list[list[Line]] = [[] for _ in whole]
    for a, b in lines:
        inner[place[a][0]].append((place[a][1], place[b][1]))
    drawn = [_from_corner(arrange(len(names), own)) for names, own in zip(whole, inner, strict=True)]
    sizes = [(max(x for x, _ in part) + BETWEEN, max(y for _, y in part) + BETWEEN) for part in drawn]
    corners = pack(sizes, FORM)
    points: list[Point] = [(0.0, 0.0)] * count
    for names, part, (left, top) in zip(whole, drawn, corners, strict=True):
        for name, (x, y) in zip(names, part, strict=True):
            points[name] = (left + x, top + y)
    return tuple(points)


def _from_corner(points: Sequence[Point]) -> list[Point]:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return [(x - left, y - top) for x, y in points]
