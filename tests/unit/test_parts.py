"""Names come in and lie side by side, part by part."""

from __future__ import annotations

from itertools import combinations, pairwise

from kg import parts


def in_a_row(count: int, lines: list[parts.Line]) -> list[parts.Point]:
    """An arrangement that can be told apart: one point a name, from 10 on, and as far down as it has lines."""
    return [(10.0 + name, float(sum(name in line for line in lines))) for name in range(count)]


def test_parts_are_told_the_largest_first_and_equal_ones_by_their_first_name() -> None:
    assert parts.parts_of(7, [(5, 3), (3, 5), (6, 1), (4, 4), (1, 2)]) == [[1, 2, 6], [3, 5], [0], [4]]
    assert parts.parts_of(0, []) == []
    chain = list(pairwise(range(500)))
    assert parts.parts_of(500, chain[::-1]) == [list(range(500))]


def test_each_part_is_arranged_alone_with_its_own_lines() -> None:
    asked: list[tuple[int, list[parts.Line]]] = []

    def arrange(count: int, lines: list[parts.Line]) -> list[parts.Point]:
        asked.append((count, lines))
        return in_a_row(count, lines)

    parts.side_by_side(6, [(5, 3), (0, 1), (1, 2), (3, 5)], arrange)
    assert asked == [(3, [(0, 1), (1, 2)]), (2, [(1, 0), (0, 1)]), (1, [])]


def test_parts_keep_their_form_and_a_line_s_length_between_them() -> None:
    lines = [(0, 4), (4, 7), (1, 5), (2, 3)]
    points = parts.side_by_side(8, lines, in_a_row)
    assert len(set(points)) == 8
    assert (points[4][0] - points[0][0], points[4][1] - points[0][1]) == (1.0, 1.0)
    for one, other in combinations(parts.parts_of(8, lines), 2):
        gaps = [
            max(
                min(points[n][axis] for n in b) - max(points[n][axis] for n in a)
                for a, b in ((one, other), (other, one))
            )
            for axis in (0, 1)
        ]
        assert max(gaps) >= parts.BETWEEN


def test_one_part_stays_where_it_was_arranged_from_its_corner_on() -> None:
    assert parts.side_by_side(2, [(0, 1)], in_a_row) == ((0.0, 0.0), (1.0, 0.0))
    assert parts.side_by_side(0, [], in_a_row) == ()
