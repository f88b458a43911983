"""Boxes lie side by side, none over another, in the form that is wanted."""

from __future__ import annotations

import itertools
import random

import pytest

from kg.packing import pack


def test_nothing_needs_no_room() -> None:
    assert pack([], 1.5) == ()


@pytest.mark.parametrize("count", [1, 2, 7, 300])
def test_no_two_boxes_overlap_and_little_room_is_lost(count: int) -> None:
    chance = random.Random(count)
    sizes = sorted(((chance.uniform(1, 20), chance.uniform(1, 20)) for _ in range(count)), reverse=True)
    corners = pack(sizes, 1.5)
    placed = [(x, y, x + across, y + down) for (x, y), (across, down) in zip(corners, sizes, strict=True)]
    for one, other in itertools.combinations(placed, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    assert min(box[0] for box in placed) == 0
    assert min(box[1] for box in placed) == 0
    across, down = max(box[2] for box in placed), max(box[3] for box in placed)
    assert across * down < 4 * sum(width * height for width, height in sizes)
    if count == 300:
        assert 1.0 < across / down < 1.6


def test_small_boxes_lie_beside_a_high_one_before_they_lie_below_it() -> None:
    _, *small = pack([(10.0, 10.0), *[(2.0, 2.0)] * 4], 1.6)
    assert {x for x, _ in small} == {10.0}
    assert [y for _, y in small] == [0.0, 2.0, 4.0, 6.0]
