"""The modules import one another in one direction only; the contract stands in pyproject.toml."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import require

ROOT = Path(__file__).parents[2]
HOMES = {
    "pyoxigraph": {"answers", "store"},
    "SPARQLWrapper": {"store"},
    "pyvis": {"view", "document", "knowledge"},
    "networkx": {
        "network",
        "view",
        "admitted",
        "scope",
        "placing",
        "looks",
        "layout",
        "export",
        "knowledge",
        "believed",
    },
    "numpy": {"clearing", "spread", "pivots", "repulsion"},
    "pyshacl": {"validate"},
    "jinja2": {"document"},
    "lunar_python": {"calendars"},
}


def test_the_contract_is_kept(tmp_path: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    found = str(linter) if linter.exists() else shutil.which("lint-imports")
    require(None if found else "import-linter is not installed (pip install import-linter)")
    ran = subprocess.run([str(found), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_contract_names_every_module() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named = {
        name.strip().removeprefix("kg.").split(".")[0]
        for contract in contracts
        for layer in contract["layers"]
        for name in layer.replace("|", ":").split(":")
    }
    modules = {path.stem for path in (ROOT / "kg").glob("*.py")} | {
        path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")
    }
    assert modules - {"__init__", "__main__"} == named


def test_each_library_is_imported_by_the_stage_that_needs_it_alone() -> None:
    for path in sorted((ROOT / "kg").rglob("*.py")):
        stage = path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
        for library in _imported(path) & set(HOMES):
            assert stage in HOMES[library], f"{path.name} imports {library}"


def _imported(path: Path) -> set[str]:
    """The packages that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
