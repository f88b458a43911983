"""Prints how soon pages of several sizes are ready beside pyvis's own of the same network, in the same run.

    python -m tests.benchmarks.pages [RUNS]

Each figure is the median over runs in which our page and the page of pyvis are opened turn by turn, so that what else
the machine does meets both alike. Ready is a page at the end of the last task over 50 ms before 1.5 s of quiet, with
physics at rest. A page of pyvis is given up when the goal is proved.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
from pyvis.network import Network

from kg import view
from kg.spread import spread
from tests.benchmarks import timing
from tests.fixtures import chromium, synthetic

ROOT = Path(__file__).parents[2]
SEED = ROOT / "exports" / "network.html"
ALL = "#names=all"
PROVED = 1.2  # times the goal, after which waiting for pyvis tells nothing more
LONGEST = 90.0  # seconds, where the goal is small


class Figure(NamedTuple):
    """What was measured, in which unit, and the goal.

    A ratio says how many times faster than pyvis: the more, the better. Where pyvis was given up it is more than that.
    """

    name: str
    value: float
    unit: str
    goal: float
    is_ratio: bool = False
    is_more: bool = False
    note: str = ""

    def misses(self, times: float = 1.0) -> bool:
        """Whether the goal is missed by more than so many times."""
        return self.value * times < self.goal if self.is_ratio else self.value > self.goal * times


# Names, and how many times faster than pyvis the page is to be ready; at 25 a fifth slower will do.
RACES = ((25, 1 / 1.2), (100, 5.0), (300, 50.0), (1000, 100.0))
STEPPED = (300, 1000, 10_000)


class Pages:
    """Pages of synthetic networks in a folder, each written once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ours(self, count: int) -> Path:
        """The page that this project writes of a network of so many names."""
        return self._written(f"ours-{count}.html", lambda: view.page(synthetic.network(count)))

    def of_pyvis(self, count: int) -> Path:
        """The page that pyvis writes by itself of the same network."""
        return self._written(f"pyvis-{count}.html", lambda: of_pyvis(synthetic.network(count)))

    def _written(self, name: str, make: Callable[[], str]) -> Path:
        path = self._folder / name
        if not path.exists():
            path.write_text(make(), "utf-8")
        return path


def of_pyvis(graph: nx.MultiDiGraph[str]) -> str:
    """The page of pyvis as it comes, with everything inside: names with their labels, relations with their kinds."""
    network = Network(directed=True, cdn_resources="in_line")
    for name, label in graph.nodes(data="label"):
        network.add_node(name, label=label)
    for one, other, known in graph.edges(data=True):
        network.add_edge(one, other, label=known["kind_label"], title=known["sentence"])
    return str(network.generate_html())


def race(browser: Any, pages: Pages, count: int, goal: float, runs: int) -> Figure:
    """How many times faster than that of pyvis our page is ready."""
    pairs = []
    for _ in range(runs):
        own = timing.wait(browser, pages.ours(count))
        most = max(own.seconds * goal * PROVED, min(LONGEST, own.seconds * 60))
        pairs.append((own, timing.wait(browser, pages.of_pyvis(count), most=most)))
    pairs.sort(key=lambda pair: pair[1].seconds / pair[0].seconds)
    own, other = pairs[len(pairs) // 2]
    name, note = (
        f"ready, {count:,} names: times faster than pyvis",
        f"{own.seconds:.2f} s against {other.seconds:.1f} s",
    )
    return Figure(name, other.seconds / own.seconds, "x", goal, True, not other.is_ready, note)


def opening(browser: Any, pages: Pages, count: int, runs: int) -> Iterator[Figure]:
    """Seconds until a large page is ready as it opens, and with everything on it."""
    for what, fragment, goal in (("overview", "", 1.5), ("everything", ALL, 5.0)):
        waits = [timing.wait(browser, pages.ours(count), fragment=fragment).seconds for _ in range(runs)]
        yield Figure(f"ready, {count:,} names: {what}", statistics.median(waits), "s", goal)


def stepping(browser: Any, pages: Pages, count: int, runs: int) -> Iterator[Figure]:
    """Milliseconds of a step of the date, the legend and the search."""
    for act, milliseconds in timing.steps(browser, pages.ours(count), times=runs).items():
        yield Figure(f"one step of {act}, {count:,} names", milliseconds, "ms", 100.0)


def sizes(pages: Pages) -> Iterator[Figure]:
    """Millions of bytes of the page of the seed, and of a larger one."""
    for name, path, goal in (("the seed's page", SEED, 0.65), ("1,000 names, 3,000 relations", pages.ours(1000), 1.4)):
        yield Figure(f"size, {name}", path.stat().st_size / 1e6, "MB", goal)


def placing(count: int, runs: int) -> Figure:
    """Seconds in which the names of a large network find their places."""
    graph = synthetic.network(count)
    number = {name: place for place, name in enumerate(graph)}
    lines = [(number[one], number[other]) for one, other in graph.edges()]
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        spread(count, lines)
        seconds.append(time.perf_counter() - begun)
    return Figure(f"places of {count:,} names", statistics.median(seconds), "s", 15.0)


def measure_some(browser: Any, pages: Pages) -> Iterator[Figure]:
    """What a minute allows: small pages beside those of pyvis, and our own at its largest; one run."""
    for count, goal in RACES[:2]:
        yield race(browser, pages, count, goal, 1)
    yield from opening(browser, pages, STEPPED[-1], 1)
    yield from stepping(browser, pages, STEPPED[-1], 3)
    yield from sizes(pages)


def measure_all(browser: Any, pages: Pages, runs: int) -> Iterator[Figure]:
    """Every figure, one after the other."""
    for count, goal in RACES:
        yield race(browser, pages, count, goal, runs)
    yield from opening(browser, pages, STEPPED[-1], runs)
    for count in STEPPED:
        yield from stepping(browser, pages, count, max(runs, 5))
    yield from sizes(pages)
    yield placing(STEPPED[-1], runs)


def line(figure: Figure) -> str:
    """A figure beside its goal."""
    value = f"{'> ' if figure.is_more else ''}{figure.value:,.2f} {figure.unit}"
    goal = f"{'>=' if figure.is_ratio else '<='} {figure.goal:,.2f} {figure.unit}"
    word = "missed" if figure.misses() else ""
    return f"{figure.name:<46}{value:>12}{goal:>14}  {word:<8}{figure.note}".rstrip()


def main(arguments: Sequence[str]) -> None:
    """Print a line for each figure as soon as it is known."""
    missing = chromium.missing()
    if missing:
        sys.exit(missing)
    runs = int(arguments[0]) if arguments else 5
    with tempfile.TemporaryDirectory() as folder, chromium.launched() as browser:
        for figure in measure_all(browser, Pages(Path(folder)), runs):
            print(line(figure), flush=True)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{runs} runs; load {load} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main(sys.argv[1:])
