"""Pages are timed by ``pages.py``; only what misses its goal threefold fails here."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import pages
from tests.benchmarks.pages import Figure, Pages, line, measure_some
from tests.fixtures import synthetic

PATIENCE = 3.0


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages, the largest written: it takes longer than all that is done with it."""
    found = Pages(tmp_path_factory.mktemp("pages"))
    begun = time.process_time()
    found.ours(pages.STEPPED[-1])
    assert time.process_time() - begun < PATIENCE * 15, "the page of 10,000 names took too long to write"
    return found


def missed_threefold(figures: list[Figure], crowd: float = 1.0) -> list[str]:
    return [line(figure) for figure in figures if figure.misses(PATIENCE * crowd)]


def crowded() -> float:
    """How many times longer than alone some work takes at the moment, since others share the processors."""
    begun, worked = time.perf_counter(), time.process_time()
    while time.process_time() - worked < 0.2:
        pass
    return max(1.0, (time.perf_counter() - begun) / 0.2)


def test_no_page_misses_a_goal_threefold(browser: Any, written: Pages) -> None:
    for _ in range(2):  # the first time may have met with a busy moment
        before = crowded()
        figures = list(measure_some(browser, written))
        missed = missed_threefold(figures, max(before, crowded()))
        if not missed:
            break
    assert len(figures) == 9
    assert all(figure.value > 0 for figure in figures)
    assert missed == []


def test_the_page_of_pyvis_holds_the_same_names_and_relations() -> None:
    graph = synthetic.network(30)
    text = pages.of_pyvis(graph)
    assert text.count('"to": "') == graph.number_of_edges()
    assert all(f'"id": "{name}"' in text for name in graph)


def test_each_page_is_written_once(tmp_path: Path) -> None:
    made = Pages(tmp_path)
    file = made.of_pyvis(3)
    file.write_text("changed", "utf-8")
    assert made.of_pyvis(3).read_text("utf-8") == "changed"


def test_a_ratio_has_to_be_large_and_all_else_small() -> None:
    slow = [Figure("ready", 15.1, "s", 5.0), Figure("times faster", 1.6, "x", 5.0, is_ratio=True)]
    quick = [Figure("ready", 15.0, "s", 5.0), Figure("times faster", 1.7, "x", 5.0, is_ratio=True)]
    assert len(missed_threefold(slow)) == 2
    assert missed_threefold(slow, crowd=1.1) == []
    assert missed_threefold(quick) == []
    assert [figure.misses() for figure in quick] == [True, True]
