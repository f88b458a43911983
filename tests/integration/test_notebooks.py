"""The notebooks say what the code does today: run again, they show the text that is committed in them.

When a notebook or something that it shows has changed on purpose, run and save them again with
``python -m tests.integration.notebooks``, look at the difference, and commit it.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import require
from tests.engines.oxigraph import Oxigraph
from tests.integration import notebooks
from tests.integration.notebooks import CHECKOUT, METADATA, NOTEBOOKS

LARGEST = 60_000  # bytes: a reader on a code host sees the notebook at once
OF_THE_MACHINE = re.compile(
    r"/(?:home|root|tmp|Users|private|var|opt|usr|work|mnt)/|\b[A-Za-z]:\\\\?|site-packages|\btmp\w{8}\b"
    r"|(?:127\.0\.0\.1|localhost):\d|0x[0-9a-f]{6,}"
)

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def source(cell: dict[str, object]) -> str:
    lines = cell["source"]
    return "".join(lines) if isinstance(lines, list) else str(lines)


def test_there_are_three_notebooks_in_the_order_of_their_numbers() -> None:
    assert [path.name[:3] for path in NOTEBOOKS] == ["01-", "02-", "03-"]


@each_notebook
def test_run_again_it_shows_what_is_committed(path: Path, tmp_path: Path) -> None:
    require(notebooks.missing())
    if any("oxigraph" in source(cell) for cell in cells(path) if cell["cell_type"] == "code"):
        require(Oxigraph.is_available())
    committed = dict(notebooks.shown(notebooks.read(path)))
    afresh = dict(notebooks.shown(notebooks.execute(notebooks.read(path), tmp_path)))
    advice = f"{path.name} shows something else now; if that is meant: python -m tests.integration.notebooks"
    for number, shows in afresh.items():
        assert shows == committed[number], f"cell {number}: {advice}"


def test_without_the_server_the_notebook_says_so_and_runs_to_its_end(tmp_path: Path) -> None:
    require(notebooks.missing())
    notebook = notebooks.read(next(path for path in NOTEBOOKS if path.name.startswith("02-")))
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = f"import shutil\nshutil.which = lambda *_, **__: None\n{first.source}"
    shown = [each.get("stdout", "") for _, each in notebooks.shown(notebooks.execute(notebook, tmp_path))]
    assert sum("pip install oxigraph" in text for text in shown) == 1


@each_notebook
def test_it_is_small(path: Path) -> None:
    assert path.stat().st_size < LARGEST


@each_notebook
def test_it_names_nothing_of_the_machine_that_ran_it(path: Path) -> None:
    outputs = json.dumps([_without_pictures(cell) for cell in cells(path)], ensure_ascii=False)
    assert not OF_THE_MACHINE.findall(outputs)
    whole = path.read_text(encoding="utf-8")
    assert not [name for name in (str(CHECKOUT), sys.prefix, tempfile.gettempdir(), str(Path.home())) if name in whole]


@each_notebook
def test_it_holds_no_more_than_cells_and_outputs(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert whole["metadata"] == METADATA
    for number, cell in enumerate(cells(path), start=1):
        assert (cell["id"], cell["metadata"]) == (f"cell-{number:02}", {})
        if cell["cell_type"] == "code":
            assert [
                each for each in _outputs(cell) if each["output_type"] == "error" or each.get("name") == "stderr"
            ] == []


@each_notebook
def test_it_ran_from_top_to_bottom(path: Path) -> None:
    counts = [cell["execution_count"] for cell in cells(path) if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_it_defines_nothing(path: Path) -> None:
    code = "\n".join(source(cell) for cell in cells(path) if cell["cell_type"] == "code")
    made = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [node.name for node in ast.walk(ast.parse(code)) if isinstance(node, made)] == []


@each_notebook
def test_each_section_ends_with_an_assertion(path: Path) -> None:
    sections: dict[str, str] = {}
    title = ""
    for cell in cells(path):
        if cell["cell_type"] == "markdown" and source(cell).startswith("## "):
            title = source(cell).splitlines()[0]
        elif cell["cell_type"] == "code" and title:
            sections[title] = source(cell)
    assert len(sections) >= 3
    last = {title: ast.parse(code).body[-1] for title, code in sections.items()}
    assert [title for title, statement in last.items() if not isinstance(statement, ast.Assert)] == []


def _outputs(cell: dict[str, object]) -> list[dict[str, object]]:
    outputs = cell["outputs"]
    assert isinstance(outputs, list)
    return outputs


def _without_pictures(cell: dict[str, object]) -> list[object]:
    if cell["cell_type"] != "code":
        return []
    found: list[object] = []
    for output in _outputs(cell):
        data = output.get("data", {})
        assert isinstance(data, dict)
        found += [output.get("text", ""), {kind: text for kind, text in data.items() if not kind.startswith("image/")}]
    return found
