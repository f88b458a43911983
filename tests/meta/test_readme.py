"""README.md does what it says: its shell blocks run, its Python runs, and what it shows is what is printed.

The first two ``sh`` blocks are the two commands, install and build, then test; ``.ci/run`` takes them out and runs them
on an empty machine. Here the first is run without its installation, the second not at all, and every other as it
stands. The first ``text`` block is what the first command prints, every other is what the block before it prints: lines
of it, one after the other, words and data together; a line ``...`` stands for lines left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
LANGUAGES = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}
INSTALLS = re.compile(r"-m venv|pip install")


class Block(NamedTuple):
    """A block of code in a fence, and the block of output that follows it."""

    line: int
    language: str
    code: str
    output: str


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page of Markdown, in their order."""
    fences = list(re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    shown, last = dict[int, str](), 0
    for number, fence in enumerate(fences):
        if fence[1] == "text":
            shown[last if 0 in shown else 0] = fence[2]
        else:
            last = number
    return [
        Block(text.count("\n", 0, fence.start()) + 1, fence[1], fence[2], shown.get(number, ""))
        for number, fence in enumerate(fences)
    ]


BLOCKS = blocks(README.read_text("utf-8")) if README.is_file() else []
SHELL = [block for block in BLOCKS if block.language == "sh"]
RUN = [*SHELL[2:], *(block for block in BLOCKS if block.language == "python")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what README's reader has, with the command ``kg`` in ``.venv/bin`` and on the path."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("kg", "ontology", "exports", "notebooks"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, words in (("kg", f'{sys.executable} -m kg "$@"'), ("python", f'{sys.executable} "$@"')):
        (programs / name).write_text(f"#!/bin/sh\nexec {words}\n")
        (programs / name).chmod(0o755)
    return folder


def run(code: str, language: str, folder: Path) -> str:
    """Run a block; what it prints, words and data as a terminal shows them. Fails where it fails."""
    surroundings = {
        **os.environ,
        "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    ran = subprocess.run(
        [*LANGUAGES[language], code],
        cwd=folder,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{code}\n{ran.stdout}"
    return ran.stdout


def shows(output: str, printed: str) -> bool:
    """Whether a block of output is a run of the lines that were printed, but for lines left out at ``...``."""
    parts = [re.escape(part) for part in re.split(r"^(?:\.\.\.|…)\n", output, flags=re.MULTILINE)]
    return re.search("^" + r"(?:.*\n)*?".join(parts), printed, re.MULTILINE) is not None


def test_left_out_lines_are_allowed_and_others_are_not() -> None:
    assert shows("a\n...\nd\n", "a\nb\nc\nd\n")
    assert shows("b\nc\n", "a\nb\nc\nd\n")
    assert not shows("a\nd\n", "a\nb\nd\n")
    assert not shows("a\n...\ne\n", "a\nb\nd\n")


def test_readme_is_there_and_has_code() -> None:
    assert README.is_file(), "README.md is missing"
    assert len(SHELL) >= 2


def test_the_first_two_blocks_are_the_two_commands() -> None:
    install, test = SHELL[0].code, SHELL[1].code
    assert "-m venv" in install
    assert "pip install" in install
    assert re.search(r"\bkg build\b", install)
    assert "pytest" in test
    assert "pip install" not in test or "test" in test
    for number, block in enumerate(SHELL[:2], 1):
        assert _as_ci_takes_it(number) == block.code


def _as_ci_takes_it(number: int) -> str:
    """A block by the very words of ``.ci/run``."""
    (taken,) = re.findall(r"^block\(\) \{.*?^\}", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{taken}\nblock {number}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout


def test_the_first_command_prints_what_readme_shows(checkout: Path) -> None:
    install = SHELL[0]
    lines = [part.strip() for line in install.code.splitlines() for part in line.split("&&")]
    kept = "\n".join(line for line in lines if not INSTALLS.search(line))
    printed = run(kept, "sh", checkout)
    assert not install.output or shows(install.output, printed), printed


@pytest.mark.parametrize("block", RUN, ids=lambda block: f"line-{block.line}")
def test_each_other_block_runs_and_prints_what_readme_shows(block: Block, checkout: Path) -> None:
    printed = run(block.code, block.language, checkout)
    assert not block.output or shows(block.output, printed), printed


def test_each_link_within_the_project_leads_somewhere() -> None:
    text = re.sub(r"^```.*?^```$", "", README.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [
        target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text) for target in target
    ]
    missing = [each for each in targets if each and "://" not in each and not (ROOT / each).exists()]
    assert missing == []


def test_readme_names_every_command() -> None:
    text = README.read_text("utf-8")
    for command in ("build", "check", "query", "explain", "state", "diff", "extract", "view"):
        assert f"kg {command}" in text, command
