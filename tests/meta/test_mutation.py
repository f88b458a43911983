"""The page of surviving mutants speaks of code that exists, gives each a reason, and counts as it lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.mutation.run import LEAST_KILLED, SURVIVORS, TESTS, Mutant, Result, listed, report

ROOT = Path(__file__).parents[2]
PAGE = SURVIVORS.read_text("utf-8")
FIGURES = re.findall(r"^\| `kg/(\w+)\.py` \| (\d+) / (\d+) \| ([\d.]+) % \| ([\d.]+) % \|$", PAGE, re.MULTILINE)
LISTED = [(module, mutant) for module, mutants in listed(PAGE).items() for mutant in mutants]


@pytest.mark.parametrize(("module", "mutant"), LISTED, ids=lambda each: getattr(each, "became", each))
def test_each_survivor_is_a_change_of_a_line_that_stands_in_its_module(module: str, mutant: Mutant) -> None:
    lines = {line.strip() for line in (ROOT / "kg" / f"{module}.py").read_text("utf-8").splitlines()}
    assert mutant.was in lines, "mutate the module again: python -m tests.mutation " + module
    assert mutant.became != mutant.was


def test_each_survivor_is_listed_once() -> None:
    assert len(set(LISTED)) == len(LISTED)


def test_each_block_of_survivors_has_a_reason_before_it() -> None:
    blocks = re.findall(r"([^\n]*)\n\n```diff$", PAGE, re.MULTILINE)
    assert len(blocks) == PAGE.count("```diff")
    assert all(reason.endswith(".") and not reason.startswith("#") for reason in blocks), blocks


@pytest.mark.parametrize("figures", FIGURES, ids=lambda each: each[0])
def test_the_figures_of_a_module_are_those_of_its_survivors(figures: tuple[str, ...]) -> None:
    module, killed, mutants, share, branches = figures
    alive = listed(PAGE).get(module, [])
    assert int(mutants) - int(killed) == len(alive)
    assert f"{100 * int(killed) / int(mutants):.1f}" == share
    assert float(share) >= LEAST_KILLED
    assert float(branches) >= 95


def test_each_module_with_figures_has_tests_and_each_survivor_figures() -> None:
    measured = [module for module, *_ in FIGURES]
    assert len(measured) == PAGE.count("| `kg/")
    assert set(measured) == set(TESTS)
    assert set(listed(PAGE)) <= set(measured)
    named = [ROOT / "tests" / "unit" / f"{name}.py" for module in measured for name in TESTS[module]]
    assert all(path.is_file() for path in named)


def test_a_survivor_that_the_page_does_not_list_is_told_as_the_page_would_have_it() -> None:
    page = "### `kg/graph.py`\n\nNo effect.\n\n```diff\n-x = 1\n+x = 2\n```\n"
    known, new, gone = Mutant("x = 1", "x = 2"), Mutant("x = 1", "x = None"), Mutant("y,", "")
    assert list(report([Result("graph", 4, (known,))], page)) == ["| `kg/graph.py` | 3 / 4 | 75.0 % |"]
    told = "\n".join(report([Result("graph", 40, (known, new, gone))], page))
    assert told.endswith("not in survivors.md\n\n```diff\n-x = 1\n+x = None\n-y,\n```")
    assert listed(told) == {"graph": [new, gone]}
