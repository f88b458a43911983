"""Speed is reported by ``ratios.py``; only what misses its goal threefold fails here."""

from __future__ import annotations

import os

from tests.benchmarks.ratios import measure_all, report

PAIRS = 3 if os.environ.get("CI") else 1
PATIENCE = 3.0


def test_no_command_misses_its_goal_threefold() -> None:
    measured = measure_all(PAIRS)
    assert all(min(each.ratios) > 0 for each in measured)
    slow = [each.goal.name for each in measured if each.ratio > PATIENCE * each.goal.most]
    assert slow == [], report(measured)
