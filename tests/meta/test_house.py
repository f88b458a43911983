"""The house keeps its order: what lies at the top, how long a module is, what no file may hold."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = {
    *("pyproject.toml", "README.md", "ontology", "kg", "notebooks", "tests", "exports"),
    *("LICENSE", "NOTICE", "CHANGELOG.md", "CITATION.cff"),
}
MODULES = sorted((ROOT / "kg").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS = 350, 45, 5
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "common"}


def tracked() -> list[str]:
    """The files that git keeps, and those that it would keep; all but hidden and made ones where there is no git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        ran = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return [name for name in ran.stdout.splitlines() if (ROOT / name).is_file()]
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [path.as_posix() for path in paths if "__pycache__" not in path.parts and not path.parts[0].startswith(".")]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_top_level_is_the_layout() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} - TOP == set()


def test_no_file_names_a_place_of_one_machine() -> None:
    machine = re.compile(rb"(?<![\w./:-])/(?:home|root|work|Users|tmp/[a-z])[\w./-]*")
    found = [
        f"{name}: {match[0].decode()}"
        for name in tracked()
        if (match := machine.search((ROOT / name).read_bytes())) and name != relative(Path(__file__))
    ]
    assert found == []


def test_text_files_are_utf8_with_unix_line_ends() -> None:
    seed = "kg/corpus/qing-neutrality-1904/text.txt"
    for name in tracked():
        if name.endswith((".py", ".toml", ".ttl", ".rq", ".md", ".css", ".js", ".j2", ".cff", ".tsv")):
            raw = (ROOT / name).read_bytes()
            raw.decode("utf-8")
            assert b"\r" not in raw or name == seed, name
            assert not raw.startswith(b"\xef\xbb\xbf"), name
            assert raw.endswith(b"\n") or not raw, name


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_can_be_read_at_one_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert path.stem not in FORBIDDEN_NAMES
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"
            given = [each.arg for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in ("self", "cls")]
            assert len(given) <= MOST_PARAMETERS, f"{node.name} takes {given}"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_error_is_swallowed_in_silence(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: a bare except"
            does_nothing = all(isinstance(each, ast.Pass) for each in node.body)
            assert not does_nothing, f"line {node.lineno}: the error is dropped without a word"


def test_sparql_stands_in_files() -> None:
    asked = re.compile(r"\b(?:SELECT|CONSTRUCT|DESCRIBE)\b[^\"']*\bWHERE\s*\{")
    allowed = {"knowledge.py"}  # the one query that asks for everything
    for path in MODULES:
        constants = [
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        longest = max((len(text) for text in constants if asked.search(text) and ">>>" not in text), default=0)
        assert longest == 0 or path.name in allowed, path.name
