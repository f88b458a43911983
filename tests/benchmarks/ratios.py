"""Prints how much CPU the commands take beside ``python -c "import rdflib"`` in the same run.

    python tests/benchmarks/ratios.py [PAIRS]

Each figure is the median over pairs of fresh processes, a command and then the import, turn by turn, so that what else
the machine does meets both alike. CPU seconds are those of the process and its children, user and system together.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
RUN = "import sys; from kg.cli import main; sys.exit(main())"
YARDSTICK = ("-c", "import rdflib")


class Goal(NamedTuple):
    """A command, and how many times the CPU of the yardstick it may take."""

    name: str
    arguments: tuple[str, ...]
    most: float


GOALS = (
    Goal("kg query alliances-on-date", ("-c", RUN, "query", "alliances-on-date"), 1.0),
    Goal("kg build", ("-c", RUN, "build", "-o", "built"), 25.0),
)


class Measured(NamedTuple):
    """The ratio of each pair, and the CPU seconds of the command."""

    goal: Goal
    ratios: tuple[float, ...]
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median."""
        return statistics.median(self.ratios)


def cpu_seconds(arguments: Sequence[str], folder: Path) -> float:
    """Run Python with some arguments in a fresh process; the CPU that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def measure(goal: Goal, folder: Path, *, pairs: int) -> Measured:
    """Run a command and the yardstick in turn."""
    found = [(cpu_seconds(goal.arguments, folder), cpu_seconds(YARDSTICK, folder)) for _ in range(pairs)]
    return Measured(goal, tuple(command / bare for command, bare in found), tuple(command for command, _ in found))


def measure_all(pairs: int) -> list[Measured]:
    """Measure every goal in an empty folder that holds the exports of the bundled corpus.

    The build of these fills the caches: it loads all that the commands load, and it does not count.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cpu_seconds(("-c", RUN, "build"), folder)
        return [measure(goal, folder, pairs=pairs) for goal in GOALS]


def report(measured: Sequence[Measured]) -> str:
    """A line for each command: the median, the lowest and the highest ratio, the goal, CPU seconds."""
    lines = [f"{'command':<28}{'ratio':>8}{'from':>8}{'to':>8}{'goal':>8}{'CPU s':>8}"]
    for each in measured:
        numbers = (each.ratio, min(each.ratios), max(each.ratios), each.goal.most, statistics.median(each.seconds))
        lines.append(f"{each.goal.name:<28}" + "".join(f"{number:>8.2f}" for number in numbers))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return "\n".join([*lines, f"{len(measured[0].ratios)} pairs; load {load} on {os.cpu_count()} processors"])


if __name__ == "__main__":
    print(report(measure_all(int(sys.argv[1]) if len(sys.argv) > 1 else 7)))
