"""What the tests of the whole share: the bundled corpus, built once, and a small corpus of another subject."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import cli, resources
from kg.build import Built, files
from kg.files import write_all
from kg.knowledge import KnowledgeGraph
from tests.fixtures.bundled import bundled

ROOT = Path(__file__).parents[2]

DUAL_ALLIANCE = {
    "corpus.toml": 'title = "The Dual Alliance"\ndescription = "Two sentences on France and Russia."\n',
    "authority.toml": """
[[entity]]
id = "france"
type = "Polity"
label = { en = "France" }
cite = "the text"

[[entity]]
id = "russia"
type = "Polity"
label = { en = "Russia" }
cite = "the text"
""",
    "entente/text.txt": "On 4 January 1894 France and Russia concluded an alliance. It lasted until 1917.\n",
    "entente/source.toml": 'title = "Two sentences on the Dual Alliance"\nsha256 = "SHA256"\n',
    "entente/claims.toml": """
[[claim]]
id = "alliance"
about = "dual-alliance"
label = "Dual Alliance"
type = "Alliance"
party = ["france", "russia"]
start = "1894-01-04"
quote = "On 4 January 1894 France and Russia concluded an alliance"

[[claim]]
id = "end"
about = "dual-alliance"
end = "1917"
quote = "It lasted until 1917"
""",
}


def write_corpus(folder: Path, **changed: str) -> Path:
    """Write the small corpus into a folder; ``changed`` gives other contents for ``claims.toml`` and its like."""
    digest = hashlib.sha256(DUAL_ALLIANCE["entente/text.txt"].encode()).hexdigest()
    for name, content in DUAL_ALLIANCE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = changed.get(path.stem, content).replace("SHA256", digest)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="session")
def built() -> Built:
    made = bundled()
    made.report.raise_if_failed()
    return made


@pytest.fixture(scope="session")
def graph(built: Built) -> KnowledgeGraph:
    return built.open()


@pytest.fixture(scope="session")
def made(built: Built) -> dict[str, str]:
    """Every file that ``kg build`` writes, by name."""
    return files(built)


@pytest.fixture(scope="session")
def exported(made: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of exports, as ``kg build`` writes it."""
    folder = tmp_path_factory.mktemp("exported")
    write_all(made, folder)
    return folder


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands within this process, in a folder of their own."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, line: str) -> Ran:
        self._capsys.readouterr()
        try:
            code = cli.main(shlex.split(line)[1:])
        except SystemExit as left:
            code = int(left.code or 0)
        return Ran(code, *self._capsys.readouterr())


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], tmp_path: Path, exported: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell in an empty folder; the bundled graph is the one just built."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(resources, "built_graph", lambda: exported / resources.EVERYTHING)
    return Shell(capsys)


def process(
    *arguments: str, cwd: Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )
