"""Where names stand in a drawing: from labels and the lines between them to points in pixels.

Only ``+ - * /``, ``math.sqrt`` and ``math.fsum`` on Python floats are used, whose results IEEE 754 fixes, so that every
machine draws the same picture (``sum`` rounds otherwise since Python 3.12). Coordinates have their origin in the middle
of the frame, y downwards.
"""

from __future__ import annotations

import heapq
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import parts

Point = parts.Point
Line = parts.Line
Band = tuple[int, int, float]

GROWTH = 1.04  # a frame that is too small for its boxes grows by this factor until they fit
FILLED = 0.7  # the part of a frame that boxes can fill at best
ROUNDS = 40  # attempts to part overlapping boxes before the frame grows
LABEL_WIDTH = 118.0  # pixels after which a label goes on in the next line
LABEL_LINES = 4
LONGEST = 400  # signs of a label that are looked at
NOT_FIRST, NOT_LAST = "、。，．：；！？）〕］｝〉》」』】ー々", "（〔［｛〈《「『【"  # in a line
LINE_HEIGHT = 15.0
SIGN = 12.0  # half the height of a sign, with the gap to its label
CLEARANCE = 18.0  # pixels between a line and the middle of a name that it does not touch
LANE = 15.0  # pixels between the middles of parallel lines


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a name takes, in pixels from the middle of its sign: to either side, above, below."""

    side: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing area in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Points of all names, and the frame that holds them with their labels."""

    points: tuple[Point, ...]
    frame: Frame


def broken(label: str) -> tuple[str, ...]:
    """Break a label into at most four lines; one that is longer loses its middle, since names often differ in the end.

    >>> broken("Treaty of Peking on Manchuria")
    ('Treaty of Peking', 'on Manchuria')
    """
    if len(label) > LONGEST:
        label = label[: LONGEST // 2] + label[-LONGEST // 2 :]
    lines = [""]
    for piece in _pieces(" ".join(label.split())):
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > LABEL_WIDTH:
            lines.append("")
        lines[-1] += piece
    lines = [line.strip() for line in lines]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 2], "…" + lines[-2], lines[-1]]
    return tuple(lines)


def _pieces(label: str) -> list[str]:
    """Parts between which a line may end: words, and signs of a script that has no blanks or of an endless word."""
    pieces = [""]
    for sign in label:
        is_apart = _is_wide(sign) and sign not in NOT_FIRST and pieces[-1][-1:] not in {"", *NOT_LAST}
        if pieces[-1].endswith(" ") or is_apart or _width(pieces[-1] + sign) > LABEL_WIDTH:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _width(text: str) -> float:
    """Pixels that a text takes in a sans-serif face of 13 px; rather too many than too few."""
    return math.fsum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if _is_wide(sign):
        return 13.5
    if sign in "iljtfrI.,'()- ":
        return 4.2
    return 9.4 if sign.isupper() or sign in "mw" else 7.4


def box(lines: Sequence[str]) -> Box:
    """Measure the room for a sign with its label, in lines, below it."""
    side = max(SIGN, *(_width(line) / 2 for line in lines)) + 3
    return Box(side=side, above=SIGN, below=SIGN + LINE_HEIGHT * len(lines))


def arrange(count: int, lines: Sequence[Line]) -> tuple[Point, ...]:
    """Spread ``count`` names so that their distance follows the paths between them; no unit, no frame.

    Several starts are tried; the one with the fewest crossings is kept. What no path joins lies side by side. Lines may
    repeat; a line from a name to itself is left out.

    >>> arrange(1, []), arrange(2, [])
    (((0.0, 0.0),), ((0.0, 0.0), (0.0, 1.0)))
    """
    return parts.side_by_side(count, sorted((min(line), max(line)) for line in lines if line[0] != line[1]), _arranged)


def _arranged(count: int, lines: Sequence[Line]) -> Sequence[Point]:
    """One part, along x."""
    if count < 2:
        return ((0.0, 0.0),) * count
    pairs, unique = Counter(lines), sorted({*lines})
    distances = _distances(count, pairs)
    starts = max(2, min(16, 10000 // (count * count)))

    def cost(points: Sequence[Point]) -> tuple[int, float]:
        return _crossings(points, unique), _stress(points, distances)

    drafts = (_majorized(_start(count, seed), distances, steps=40) for seed in range(1, starts + 1))
    return _turned(min(drafts, key=cost), upright=False)


def fit(points: Sequence[Point], boxes: Sequence[Box], lines: Sequence[Line], frame: Frame) -> Placement:
    """Put spread names into a frame so that no two boxes overlap; the frame grows if it must, in its own form.

    The longer side of the drawing is turned along the longer side of the frame.
    """
    if not points:
        return Placement((), frame)
    turned = _turned(points, upright=frame.height > frame.width)
    bands = _bands(lines)
    frame = _large_enough(frame, boxes)
    placed = _parted(_stretched(turned, boxes, frame), boxes, bands, frame)
    while any(True for _ in _overlaps(placed, boxes, gap=0.0)):
        frame = Frame(frame.width * GROWTH, frame.height * GROWTH)
        # From what is parted already, so that each round has less to do.
        placed = _parted([(x * GROWTH, y * GROWTH) for x, y in placed], boxes, (), frame)
    return Placement(tuple((round(x, 1), round(y, 1)) for x, y in placed), frame)


def _large_enough(frame: Frame, boxes: Sequence[Box]) -> Frame:
    """The frame, or one of its form that the boxes fill to ``FILLED`` and that the widest and highest of them fit."""
    area = math.fsum(2 * box.side * (box.above + box.below) for box in boxes)
    by = max(
        1.0,
        math.sqrt(area / FILLED / (frame.width * frame.height)),
        max(2 * box.side for box in boxes) / frame.width,
        max(box.above + box.below for box in boxes) / frame.height,
    )
    return Frame(frame.width * by, frame.height * by)


def _bands(lines: Sequence[Line]) -> list[Band]:
    """Each pair that lines join, with the distance that the middle of another name should keep from it."""
    pairs = Counter((min(line), max(line)) for line in lines if line[0] != line[1])
    return [(a, b, CLEARANCE + LANE / 2 * min(parallel - 1, 6)) for (a, b), parallel in sorted(pairs.items())]


def _distances(count: int, pairs: Counter[Line]) -> list[list[float]]:
    """The length of the shortest path between any two names; lines between well-connected names are longer."""
    neighbours: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b in pairs:
        neighbours[a][b] = neighbours[b][a] = 1.0
    known = [set(of) for of in neighbours]
    for (a, b), parallel in pairs.items():
        room = 1.0 + 0.4 * math.sqrt(min(len(known[a]), len(known[b])) - 1) + 0.35 * min(parallel - 1, 8)
        neighbours[a][b] = neighbours[b][a] = room
    return [_shortest(start, neighbours) for start in range(count)]


def _shortest(start: int, neighbours: Sequence[dict[int, float]]) -> list[float]:
    """Dijkstra's paths from one name to all others of its part."""
    reached = [math.inf] * len(neighbours)
    reached[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        length, here = heapq.heappop(queue)
        if length > reached[here]:
            continue
        for there, step in neighbours[here].items():
            if length + step < reached[there]:
                reached[there] = length + step
                heapq.heappush(queue, (length + step, there))
    return reached


def _start(count: int, seed: int) -> list[Point]:
    """Scattered points that depend on the seed alone (a linear congruential generator)."""
    state = seed * 7919
    numbers = []
    for _ in range(2 * count):
        state = (state * 1103515245 + 12345) % 2147483648
        numbers.append(state / 2147483648 * math.sqrt(count))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _majorized(start: Sequence[Point], distances: Sequence[Sequence[float]], steps: int) -> list[Point]:
    """Lower the stress: each name in turn moves to where its distances to all others want it."""
    points = list(start)
    for _ in range(steps):
        for i, (x, y) in enumerate(points):
            sum_x = sum_y = weights = 0.0
            row = distances[i]
            for j, (other_x, other_y) in enumerate(points):
                if i == j:
                    continue
                wanted = row[j]
                weight = 1.0 / (wanted * wanted)
                dx, dy = x - other_x, y - other_y
                pull = wanted / (math.sqrt(dx * dx + dy * dy) or 1e-9)
                sum_x += weight * (other_x + dx * pull)
                sum_y += weight * (other_y + dy * pull)
                weights += weight
            points[i] = (sum_x / weights, sum_y / weights)
    return points


def _stress(points: Sequence[Point], distances: Sequence[Sequence[float]]) -> float:
    """How far the drawing is from the distances wanted, 0 if it shows them all."""
    total = 0.0
    for i, (x, y) in enumerate(points):
        for j in range(i):
            dx, dy = x - points[j][0], y - points[j][1]
            miss = math.sqrt(dx * dx + dy * dy) / distances[i][j] - 1.0
            total += miss * miss
    return total


def _crossings(points: Sequence[Point], lines: Sequence[Line]) -> int:
    """The number of pairs of lines that cross; lines that meet in a name do not."""
    count = 0
    for number, (a, b) in enumerate(lines):
        for c, d in lines[:number]:
            if a not in (c, d) and b not in (c, d):
                pa, pb, pc, pd = points[a], points[b], points[c], points[d]
                count += _left(pa, pb, pc) != _left(pa, pb, pd) and _left(pc, pd, pa) != _left(pc, pd, pb)
    return count


def _left(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _turned(points: Sequence[Point], *, upright: bool) -> list[Point]:
    """Turn the points about their middle until their longest extent lies along x, or along y."""
    count = len(points)
    middle_x, middle_y = math.fsum(p[0] for p in points) / count, math.fsum(p[1] for p in points) / count
    moved = [(x - middle_x, y - middle_y) for x, y in points]
    xx, yy = math.fsum(x * x for x, _ in moved), math.fsum(y * y for _, y in moved)
    xy = math.fsum(x * y for x, y in moved)
    spread = math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy) or 1.0
    cosine = math.sqrt(max(0.0, (1 + (xx - yy) / spread) / 2))
    sine = math.sqrt(max(0.0, (1 - (xx - yy) / spread) / 2)) * (1 if xy >= 0 else -1)
    flat = [(x * cosine + y * sine, y * cosine - x * sine) for x, y in moved]
    return [(-y, x) for x, y in flat] if upright else flat


def _stretched(points: Sequence[Point], boxes: Sequence[Box], frame: Frame) -> list[Point]:
    """Stretch the points to fill the frame in both directions, with room for the boxes at its edges."""
    side, above, below = (max(getattr(box, name) for box in boxes) for name in ("side", "above", "below"))
    xs = _scaled([x for x, _ in points], side - frame.width / 2, frame.width / 2 - side)
    ys = _scaled([y for _, y in points], above - frame.height / 2, frame.height / 2 - below)
    return list(zip(xs, ys, strict=True))


def _scaled(values: Sequence[float], low: float, high: float) -> list[float]:
    least, extent = min(values), max(values) - min(values)
    if extent < 1e-9 or high <= low:
        return [(low + high) / 2] * len(values)
    return [low + (value - least) / extent * (high - low) for value in values]


def _parted(start: Sequence[Point], boxes: Sequence[Box], bands: Sequence[Band], frame: Frame) -> list[Point]:
    """Push names off lines that pass over them, and overlapping boxes apart, within the frame."""
    points = list(start)
    for turn in range(ROUNDS):
        moved = turn < ROUNDS // 2 and turn % 2 == 0 and _off_lines(points, bands)
        for i, j, dx, dy in _overlaps(points, boxes, gap=2.0):
            moved = True
            points[i] = (points[i][0] + dx, points[i][1] + dy)
            points[j] = (points[j][0] - dx, points[j][1] - dy)
        points = [_kept(point, box, frame) for point, box in zip(points, boxes, strict=True)]
        if not moved and turn % 2:
            break
    return points


def _overlaps(points: Sequence[Point], boxes: Sequence[Box], gap: float) -> Iterator[tuple[int, int, float, float]]:
    """Pairs of boxes nearer than ``gap``, with the push (for the first of them) that parts them soonest."""
    by_x = sorted(range(len(points)), key=lambda i: points[i][0])
    widest = max(box.side for box in boxes)
    for place, i in enumerate(by_x):
        box = boxes[i]
        for j in reversed(by_x[:place]):
            other = boxes[j]
            (x, y), (other_x, other_y) = points[i], points[j]
            if x - other_x > box.side + widest + gap:
                break
            across = box.side + other.side + gap - abs(x - other_x)
            down = (box.above + other.below if y >= other_y else box.below + other.above) + gap - abs(y - other_y)
            if across <= 0 or down <= 0:
                continue
            # Measured by what the boxes have of it: else wide names pile up in columns.
            if across / (box.side + other.side) < 2 * down / (box.above + box.below + other.above + other.below):
                yield i, j, (across / 2 if x >= other_x else -across / 2), 0.0
            else:
                yield i, j, 0.0, (down / 2 if y >= other_y else -down / 2)


def _off_lines(points: list[Point], bands: Sequence[Band]) -> bool:
    """Move names sideways off lines that belong to others; says whether any was moved."""
    moved = False
    for a, b, clearance in bands:
        (ax, ay), (bx, by) = points[a], points[b]
        dx, dy = bx - ax, by - ay
        length = math.sqrt(dx * dx + dy * dy)
        if length < 1:
            continue
        for k, (x, y) in enumerate(points):
            away = ((x - ax) * dy - (y - ay) * dx) / length
            along = ((x - ax) * dx + (y - ay) * dy) / length
            if abs(away) < clearance and 0 < along < length and k not in (a, b):
                push = (clearance - abs(away)) * (0.6 if away >= 0 else -0.6)
                points[k] = (x + push * dy / length, y - push * dx / length)
                moved = True
    return moved


def _kept(point: Point, box: Box, frame: Frame) -> Point:
    x = min(max(point[0], box.side - frame.width / 2), frame.width / 2 - box.side)
    y = min(max(point[1], box.above - frame.height / 2), frame.height / 2 - box.below)
    return (x, y)
