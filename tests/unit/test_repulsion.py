"""The push by cells is about the push point by point."""

from __future__ import annotations

import numpy as np
import pytest

from kg.repulsion import Floats, Points, Whole, parting, repulsion


def exact(at: Points, weights: Floats, part: Whole) -> Points:
    dx, dy = (each[:, None] - each for each in at)
    same = part[:, None] == part
    force = np.where(same, weights / np.maximum(dx * dx + dy * dy, 1e-4), 0.0)
    return (force * dx).sum(axis=1), (force * dy).sum(axis=1)


def scattered(count: int, wide: float) -> Points:
    chance = np.random.default_rng(1)
    return chance.uniform(0, wide, count), chance.uniform(0, wide, count)


@pytest.mark.parametrize("wide", [5.0, 40.0, 400.0])
def test_the_push_is_nearly_that_of_all_others_one_by_one(wide: float) -> None:
    at, weights, part = scattered(600, wide), (np.arange(600) % 5 + 1.0).astype(np.float64), np.zeros(600, np.int64)
    turns = [repulsion(at, weights, part, cell=1.0, turn=turn) for turn in range(20)]
    found = tuple(np.mean(each, axis=0) for each in zip(*turns, strict=True))
    for got, wanted in zip(found, exact(at, weights, part), strict=True):
        assert np.abs(got - wanted).mean() < 0.12 * np.abs(wanted).mean()


def test_points_of_other_parts_do_not_push() -> None:
    at, part = scattered(400, 12.0), np.arange(400) % 3
    push = repulsion(at, np.ones(400), part, cell=1.0, turn=3)
    for number in range(3):
        own = part == number
        alone = repulsion((at[0][own], at[1][own]), np.ones(own.sum()), np.zeros(own.sum(), int), cell=1.0, turn=3)
        wanted = exact((at[0][own], at[1][own]), np.ones(own.sum()), np.zeros(own.sum(), int))
        for got, by_itself, true in zip(push, alone, wanted, strict=True):
            assert np.abs(got[own] - true).mean() < 0.3 * np.abs(true).mean()
            assert np.abs(by_itself - true).mean() < 0.3 * np.abs(true).mean()


def test_a_crowd_in_one_cell_pushes_with_its_whole_weight() -> None:
    xs, ys = np.array([0.0] * 50 + [1.4]), np.array([0.5] * 51)
    push_x, _ = repulsion((xs, ys), np.ones(51), np.zeros(51, np.int64), cell=1.0, turn=0)
    assert push_x[50] == pytest.approx(50 / 1.4, rel=0.01)


def test_points_too_near_are_moved_half_of_the_way_each() -> None:
    at = np.array([0.0, 1.0, 3.5]), np.array([0.0, 0.0, 0.0])
    step_x, step_y = parting(at, np.zeros(3, np.int64), least=2.0, turn=0)
    assert step_x.tolist() == pytest.approx([-0.5, 0.5, 0.0], abs=1e-3)
    assert step_y.tolist() == [0.0, 0.0, 0.0]
    apart = parting(at, np.array([0, 1, 0]), least=2.0, turn=0)
    assert [each.tolist() for each in apart] == [[0.0] * 3, [0.0] * 3]
