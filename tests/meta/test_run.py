"""How the tests are run: whole folders by several processes, and none of them for long."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest
from tests.conftest import MOST_SECONDS, pytest_cmdline_main, stay_quick

ROOT = Path(__file__).parents[2]


def as_run(*named: str, **options: Any) -> Any:
    """What pytest knows of a run: its command line, as far as the choice looks at it."""
    given = {"numprocesses": None, "dist": "no", "capture": "fd", "trace": False} | options
    return SimpleNamespace(
        option=SimpleNamespace(**given), args=list(named), invocation_params=SimpleNamespace(dir=ROOT)
    )


@pytest.mark.parametrize(
    ("named", "options", "processes"),
    [
        (["tests", "kg"], {}, "auto"),
        (["tests/unit"], {}, "auto"),
        (["tests/meta/test_run.py"], {}, None),
        (["tests/unit", "tests/meta/test_run.py::test_a_quick_test_may_pass"], {}, None),
        (["tests", "kg"], {"numprocesses": 0}, 0),
        (["tests", "kg"], {"numprocesses": 3}, 3),
        (["tests", "kg"], {"dist": "loadfile"}, None),
        (["tests", "kg"], {"capture": "no"}, None),
        (["tests", "kg"], {"trace": True}, None),
    ],
)
def test_whole_folders_are_shared_out_unless_told_otherwise(
    named: list[str], options: dict[str, Any], processes: object
) -> None:
    run = as_run(*named, **options)
    pytest_cmdline_main(run)
    assert run.option.numprocesses == processes
    assert (run.option.dist == "loadfile") == (processes == "auto" or "dist" in options)


def test_one_of_those_processes_shares_nothing_out() -> None:
    run = as_run("tests", "kg")
    run.workerinput = {}
    pytest_cmdline_main(run)
    assert run.option.numprocesses is None


def test_without_xdist_there_is_one_process() -> None:
    run = as_run("tests", "kg")
    del run.option.numprocesses, run.option.dist
    pytest_cmdline_main(run)
    assert not hasattr(run.option, "numprocesses")


@pytest.mark.parametrize(("processors", "processes"), [(None, 0), (1, 0), (2, 2), (64, conftest.MOST_PROCESSES)])
def test_there_are_as_many_processes_as_processors_up_to_some(
    monkeypatch: pytest.MonkeyPatch, processors: int | None, processes: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    assert conftest.pytest_xdist_auto_num_workers() == processes


def test_a_quick_test_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    stay_quick(MOST_SECONDS)


def test_a_slow_test_fails_in_ci_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    stay_quick(MOST_SECONDS + 1)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"took 21\.0 s of CPU"):
        stay_quick(MOST_SECONDS + 1)
