"""Names move to where fewer lines cross and fewer run through names, and nothing else gets worse."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import clearing, layout, placing
from kg.layout import Box, Frame, Line, Point
from tests.fixtures import synthetic

FRAME = Frame(720.0, 520.0)
BOX = Box(side=40.0, above=12.0, below=27.0)


def crossings(points: Sequence[Point], lines: Sequence[Line]) -> int:
    """The number of pairs of lines without a common end that cross."""
    apart = (pair for pair in combinations(lines, 2) if not set(pair[0]) & set(pair[1]))
    return sum(cross(*(points[end] for end in (*one, *other))) for one, other in apart)


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(one: Point, other: Point, third: Point) -> float:
        return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def written_over(points: Sequence[Point], boxes: Sequence[Box], lines: Sequence[Line]) -> int:
    """How often a line runs through the sign or the label of a name that is no end of it: looked for step by step."""
    found = 0
    for a, b in lines:
        steps = [step / 200 for step in range(201)]
        along = [tuple(points[a][k] + (points[b][k] - points[a][k]) * step for k in (0, 1)) for step in steps]
        for other, ((x, y), box) in enumerate(zip(points, boxes, strict=True)):
            inside = (abs(at[0] - x) < box.side - 4 and y - 9 < at[1] < y + box.below - 1 for at in along)
            found += other not in (a, b) and any(inside)
    return found


def overlapping(points: Sequence[Point], boxes: Sequence[Box]) -> bool:
    return any(True for _ in layout._overlaps(points, boxes, gap=0.0))


def test_two_lines_that_cross_are_parted() -> None:
    square = [(-200.0, -150.0), (200.0, 150.0), (200.0, -150.0), (-200.0, 150.0)]
    lines = [(0, 1), (2, 3)]
    assert crossings(square, lines) == 1
    assert crossings(clearing.clear(square, [BOX] * 4, lines, FRAME), lines) == 0


def test_a_line_no_longer_runs_through_a_name_that_it_does_not_lead_to() -> None:
    row = [(-250.0, 0.0), (0.0, 0.0), (250.0, 0.0)]
    assert written_over(row, [BOX] * 3, [(0, 2)]) == 1
    assert written_over(clearing.clear(row, [BOX] * 3, [(0, 2)], FRAME), [BOX] * 3, [(0, 2)]) == 0


def test_two_lines_of_one_name_that_lie_on_each_other_are_parted() -> None:
    row = [(-300.0, 0.0), (-100.0, 0.0), (300.0, -30.0)]
    start, *ends = clearing.clear(row, [BOX] * 3, [(0, 1), (0, 2)], Frame(720.0, 100.0))
    one, other = (math.atan2(y - start[1], x - start[0]) for x, y in ends)
    assert abs(math.remainder(one - other, math.tau)) > math.radians(6.5)


@pytest.mark.parametrize("points", [(), ((3.0, 4.0),)])
def test_fewer_than_two_names_stay_where_they_are(points: tuple[Point, ...]) -> None:
    assert clearing.clear(points, [BOX] * len(points), [(0, 0)] * len(points), FRAME) == points


def test_lines_may_repeat_and_lead_back_to_their_name() -> None:
    square = [(-200.0, -150.0), (200.0, 150.0), (200.0, -150.0), (-200.0, 150.0)]
    plain = clearing.clear(square, [BOX] * 4, [(0, 1), (2, 3)], FRAME)
    assert clearing.clear(square, [BOX] * 4, [(3, 2), (0, 1), (1, 0), (2, 3), (1, 1)], FRAME) == plain


@given(st.integers(2, 25), st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=40))
@settings(max_examples=25, deadline=None)
def test_labels_that_do_not_overlap_never_will_and_stay_in_the_frame(count: int, lines: list[Line]) -> None:
    lines = [(a % count, b % count) for a, b in lines]
    boxes = [Box(side=25.0 + i % 7 * 6, above=12.0, below=27.0 + i % 3 * 15) for i in range(count)]
    fitted = layout.fit(layout.arrange(count, lines), boxes, lines, FRAME)
    points = clearing.clear(fitted.points, boxes, lines, fitted.frame)
    assert not overlapping(points, boxes)
    for (x, y), box in zip(points, boxes, strict=True):
        assert abs(x) + box.side <= fitted.frame.width / 2 + 0.1
        assert -fitted.frame.height / 2 - 0.1 <= y - box.above
        assert y + box.below <= fitted.frame.height / 2 + 0.1
        assert (x, y) == (round(x, 1), round(y, 1))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_a_network_of_twenty_names_a_third_of_all_conflicts_goes(seed: int) -> None:
    graph = synthetic.network(20, seed=seed)
    number = {name: place for place, name in enumerate(sorted(graph.nodes))}
    lines = sorted(
        {(min(pair), max(pair)) for pair in ((number[a], number[b]) for a, b in graph.edges()) if len({*pair}) > 1}
    )
    boxes = [layout.box(layout.broken(graph.nodes[name]["label"])) for name in sorted(graph.nodes)]
    fitted = layout.fit(layout.arrange(20, lines), boxes, lines, placing.WIDE)
    cleared = clearing.clear(fitted.points, boxes, lines, fitted.frame)
    before, after = (crossings(each, lines) + written_over(each, boxes, lines) for each in (fitted.points, cleared))
    assert after < before * 2 / 3


def test_a_drawing_without_conflicts_stays_without_and_fills_its_frame() -> None:
    lines = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)]
    fitted = layout.fit(layout.arrange(6, lines), [BOX] * 6, lines, FRAME)
    points = clearing.clear(fitted.points, [BOX] * 6, lines, FRAME)
    assert (crossings(points, lines), written_over(points, [BOX] * 6, lines)) == (0, 0)
    assert max(x for x, _ in points) - min(x for x, _ in points) > FRAME.width - 2 * BOX.side - 1
    assert max(y for _, y in points) - min(y for _, y in points) > FRAME.height - BOX.above - BOX.below - 1


def test_names_with_very_many_lines_stay_where_they_are() -> None:
    points = [(60.0 * (name % 6) - 150, 80.0 * (name // 6) - 200) for name in range(33)]
    begun = time.process_time()
    assert clearing.clear(points, [BOX] * 33, list(combinations(range(33), 2)), FRAME) == tuple(points)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(("count", "relations"), [(100, 300), (45, 330), (120, 320), (30, 500)])
def test_as_many_names_and_lines_as_are_tried_take_seconds_at_most(count: int, relations: int) -> None:
    graph = synthetic.network(count, relations=relations)
    begun = time.process_time()
    placing.place(graph)
    assert time.process_time() - begun < 10
