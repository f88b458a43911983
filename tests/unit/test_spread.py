"""Names of large graphs stand apart, near what they are joined with, and at the same places on every machine."""

from __future__ import annotations

import hashlib
import math
import os
import random
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from kg.layout import Line, Point
from kg.spread import CLOSEST, NEAREST, rounded, spread
from tests.fixtures import correlates, synthetic

ROOT = Path(__file__).parents[2]
COUNT = 2000
DRAWN = "943afb05"
DIGEST = """
import hashlib
from tests.unit.test_spread import COUNT, lines_of, spread
print(hashlib.sha256(repr(spread(COUNT, lines_of(COUNT))).encode()).hexdigest())
"""


@cache
def lines_of(count: int) -> tuple[Line, ...]:
    """The lines of the synthetic network, by the number of each name."""
    return numbered(synthetic.network(count))


def numbered(graph: nx.MultiDiGraph[str]) -> tuple[Line, ...]:
    number = {name: place for place, name in enumerate(graph)}
    return tuple((number[one], number[other]) for one, other in graph.edges())


@cache
def spread_out(count: int) -> tuple[Point, ...]:
    return spread(count, lines_of(count))


def mean(points: tuple[Point, ...], pairs: list[Line] | tuple[Line, ...]) -> float:
    return statistics.fmean(math.dist(points[one], points[other]) for one, other in pairs)


def by_chance(count: int) -> list[Line]:
    chance = random.Random(1)
    return [(one, other) for one, other in (chance.sample(range(count), 2) for _ in range(5000))]


def nearest(points: tuple[Point, ...]) -> list[float]:
    return [min(math.dist(point, other) for other in points if other is not point) for point in points]


def test_nothing_has_no_place_and_one_name_stands_in_the_middle() -> None:
    assert spread(0, []) == ()
    assert spread(1, []) == ((0.0, 0.0),)
    assert spread(1, [(0, 0)]) == ((0.0, 0.0),)


@pytest.mark.parametrize("lines", [[], [(0, 1)], [(1, 0), (0, 1), (0, 0)]])
def test_two_names_stand_at_the_unit_about_the_middle(lines: list[Line]) -> None:
    (x, y), there = spread(2, lines)
    assert there == (-x, -y)
    assert math.dist((x, y), there) == pytest.approx(NEAREST, abs=0.2)


def test_a_name_stands_amid_those_that_know_it_alone() -> None:
    middle, *leaves = spread(13, [(0, leaf) for leaf in range(1, 13)])
    distances = [math.dist(middle, leaf) for leaf in leaves]
    around = sorted(math.atan2(leaf[1] - middle[1], leaf[0] - middle[0]) for leaf in leaves)
    gaps = [after - before for before, after in zip(around, [*around[1:], around[0] + 2 * math.pi], strict=True)]
    assert max(distances) < 1.6 * min(distances)
    assert max(gaps) < math.pi / 2


def test_a_chain_is_drawn_out() -> None:
    points = spread(30, [(name, name + 1) for name in range(29)])
    assert math.dist(points[0], points[29]) > 8 * mean(points, [(name, name + 1) for name in range(29)])


def test_names_that_all_know_one_another_stand_in_a_disc() -> None:
    points = spread(40, [(one, other) for one in range(40) for other in range(one)])
    width, height = (max(axis) - min(axis) for axis in zip(*points, strict=True))
    assert min(nearest(points)) >= 0.8 * CLOSEST
    assert 0.6 < width / height < 1.7


def test_repeated_and_turned_lines_and_those_to_the_name_itself_change_nothing() -> None:
    lines = list(lines_of(300))
    more = [(other, one) for one, other in reversed(lines)] + lines + [(name, name) for name in range(300)]
    assert spread(300, more) == spread(300, lines)


def test_no_two_names_share_a_point_or_stand_too_near() -> None:
    points = spread_out(COUNT)
    assert len(set(points)) == COUNT
    assert min(nearest(points)) > 0.8 * CLOSEST


def test_the_nearest_name_is_about_the_unit_away() -> None:
    assert statistics.fmean(nearest(spread_out(COUNT))) == pytest.approx(NEAREST, rel=0.1)


def test_the_middle_is_the_origin_and_the_places_are_tenths_of_pixels() -> None:
    points = spread_out(COUNT)
    for axis in zip(*points, strict=True):
        assert max(axis) == pytest.approx(-min(axis), abs=0.2)
    assert all(value == round(value, 1) for point in points for value in point)


def test_names_that_would_fall_together_are_set_apart() -> None:
    places = np.array([0.0, 0.01, -0.04]), np.array([7.0, 7.04, 6.96])
    points = rounded(places)
    assert points[0] == (0.0, 7.0)
    assert len(set(points)) == 3
    assert max(math.dist(points[0], point) for point in points) <= 2 * CLOSEST


def test_zero_has_no_sign() -> None:
    assert repr(rounded((np.array([-0.04]), np.array([-0.0])))) == "((0.0, 0.0),)"


def test_joined_names_stand_nearer_than_others_even_where_all_hang_together() -> None:
    points = spread_out(COUNT)
    assert mean(points, lines_of(COUNT)) < 0.6 * mean(points, by_chance(COUNT))


def test_groups_that_few_lines_join_can_be_told_apart() -> None:
    chance = random.Random(2)
    lines = [(name, chance.randrange(name % 8, 400, 8)) for name in range(400) for _ in range(3)]
    points = spread(400, [*lines, *((name, name + 1) for name in range(7))])
    assert mean(points, lines) < 0.25 * mean(points, by_chance(400))


def test_parts_that_no_line_joins_stand_side_by_side() -> None:
    sizes, lines = (60, 25, 2, 2, 9), []
    part: list[int] = []
    for number, size in enumerate(sizes):
        first = len(part)
        lines += [(name, max(first, name - 2)) for name in range(first + 1, first + size)]
        part += [number] * size
    points = spread(len(part), lines)
    boxes = []
    for number in range(len(sizes)):
        xs, ys = zip(*(point for point, of in zip(points, part, strict=True) if of == number), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
            assert apart >= NEAREST


def test_names_without_lines_stand_in_rows_below_the_rest() -> None:
    points = spread(70, [(name, name // 2) for name in range(1, 40)])
    rows, rest = points[40:], points[:40]
    assert min(y for _, y in rows) > max(y for _, y in rest)
    assert len({y for _, y in rows}) == 5
    assert rows == tuple(sorted(rows, key=lambda point: (point[1], point[0])))


def test_thousands_of_names_without_a_line_or_in_pairs_have_places_too() -> None:
    assert len(set(spread(3000, []))) == 3000
    pairs = [(name, name + 1) for name in range(0, 600, 2)]
    points = spread(600, pairs)
    assert max(math.dist(points[one], points[other]) for one, other in pairs) < 2 * NEAREST


def test_every_process_draws_the_same_however_it_counts_and_hashes() -> None:
    drawn = {hashlib.sha256(repr(spread_out(COUNT)).encode()).hexdigest()}
    # What numpy found on this processor, and without which it adds and multiplies by other instructions.
    features = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    for threads, seed, without in (("1", "1", ""), ("4", "2", ",".join(features))):
        settings = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": seed}
        ran = subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONPATH": str(ROOT), "NPY_DISABLE_CPU_FEATURES": without, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
        drawn.add(ran.stdout.strip())
    assert len(drawn) == 1


def test_every_machine_draws_the_same() -> None:
    lines = [(name, name * name % 300) for name in range(300)] + [(name, name // 3) for name in range(250)]
    drawn = hashlib.sha256(repr(spread(300, lines)).encode()).hexdigest()
    assert drawn[:8] == DRAWN, "the picture has changed; if it should, write down the new digest"


def test_states_and_their_wars_stand_by_those_they_had_to_do_with(data_folder: Path) -> None:
    graph = correlates.network(data_folder)
    lines, count = numbered(graph), graph.number_of_nodes()
    points = spread(count, lines)
    assert len(lines) > 1000
    assert mean(points, lines) < 0.5 * mean(points, by_chance(count))
