"""The API is what ``__all__`` says, and looking at it loads nothing heavy."""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[2]
HEAVY = {"rdflib", "networkx", "pyvis", "pyshacl", "SPARQLWrapper", "jinja2", "pyoxigraph"}

LOADED = """
import json, sys
{statement}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


def loaded_by(statement: str) -> set[str]:
    """The packages that are loaded in a fresh process after a statement."""
    code = LOADED.format(statement=statement)
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", kg.__all__)
def test_each_name_of_the_api_is_there_and_documented(name: str) -> None:
    value = getattr(kg, name)
    assert not inspect.ismodule(value)
    assert inspect.getdoc(value)


def test_the_names_for_type_checkers_are_those_at_run_time() -> None:
    homes = kg._HOMES
    assert sorted(kg.__all__) == kg.__all__
    assert sorted(name for names in homes.values() for name in names) == kg.__all__
    for module, names in homes.items():
        for name in names:
            assert getattr(importlib.import_module(module), name) is getattr(kg, name)


def test_a_name_stays_what_it_is_when_its_module_is_imported() -> None:
    code = "import kg; a = {n: getattr(kg, n) for n in kg.__all__}; b = {n: getattr(kg, n) for n in kg.__all__}"
    subprocess.run([sys.executable, "-c", f"{code}; assert a == b"], cwd=ROOT, check=True)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="bulid_graph"):
        kg.bulid_graph  # noqa: B018


@pytest.mark.parametrize("statement", ["import kg, kg.cli", "import kg.cli; kg.cli.main(['query'])"])
def test_commands_load_nothing_that_they_do_not_use(statement: str) -> None:
    assert loaded_by(statement) & HEAVY == set()


def test_a_question_loads_the_engine_and_nothing_else() -> None:
    graph = "<urn:a> <urn:b> <urn:c> ."
    statement = f"from kg import store; store.from_quads({graph!r}, 'one triple').ask('ASK {{}}')"
    assert loaded_by(statement) & HEAVY == {"pyoxigraph"}


def test_the_command_is_an_entry_point() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    for target in scripts.values():
        module, _, name = target.partition(":")
        assert callable(getattr(importlib.import_module(module), name))
    assert list(scripts) == ["kg"]


def test_the_package_is_typed() -> None:
    assert (ROOT / "kg" / "py.typed").is_file()
