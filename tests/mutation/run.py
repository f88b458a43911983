"""Names of modules come in; how many mutants of each its unit tests kill, and which survive unexplained, goes out.

A mutant is the module with one small thing changed: a number, a comparison, a word, an argument. mutmut makes them in a
copy of the project and runs the tests of the module against each. ``survivors.md`` lists those that live, with reasons.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
SURVIVORS = Path(__file__).with_name("survivors.md")
LEAST_KILLED = 85  # of a hundred
TESTS = {
    "dates": ("test_dates", "test_dates_refused"),
    "calendars": ("test_calendars",),
    "claims": ("test_claims", "test_claims_of_entities"),
    "describe": ("test_describe", "test_describe_dates"),
    "frame": ("test_frame",),
    "quotes": ("test_quotes",),
    "agree": ("test_agree",),
    "graph": ("test_graph",),
    "validate": ("test_validate",),
}
_COPIED = ("kg", "ontology", "exports", "tests", "pyproject.toml")
_KILLED = ("killed", "timeout", "segfault")
_SETTINGS = """
[tool.mutmut]
source_paths = ["kg"]
only_mutate = ["kg/{module}.py"]
also_copy = ["ontology", "exports"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"]
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one line: what stood there, and what stands there instead (empty where the line is gone)."""

    was: str
    became: str

    def __str__(self) -> str:
        return f"-{self.was}" + (f"\n+{self.became}" if self.became else "")


@dataclass(frozen=True, slots=True)
class Result:
    """How many mutants of a module there were, and those that no test killed."""

    module: str
    mutants: int
    survivors: tuple[Mutant, ...]

    @property
    def share(self) -> float:
        """How many of a hundred were killed; all of none."""
        return 100 * (self.mutants - len(self.survivors)) / self.mutants if self.mutants else 100.0

    def __str__(self) -> str:
        return f"| `kg/{self.module}.py` | {self.mutants - len(self.survivors)} / {self.mutants} | {self.share:.1f} % |"


def listed(page: str) -> dict[str, list[Mutant]]:
    """The survivors that a page lists, by module: ``diff`` blocks below a heading that names the module.

    >>> listed("### `kg/a.py`\\n\\nNo effect.\\n\\n```diff\\n-x = 1\\n+x = 2\\n+x = None\\n```\\n")
    {'a': [Mutant(was='x = 1', became='x = 2'), Mutant(was='x = 1', became='x = None')]}
    """
    found: dict[str, list[Mutant]] = {}
    for section in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        named = re.match(r"`kg/(\w+)\.py`", section)
        blocks = re.findall(r"^```diff\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        if named:
            found[named[1]] = [mutant for block in blocks for mutant in _mutants(block.splitlines())]
    return found


def _mutants(lines: Iterable[str]) -> Iterator[Mutant]:
    """The changes in a diff: each line that was, with each line that stands for it."""
    was: str | None = None
    replaced = True
    for line in lines:
        if line.startswith("-"):
            if was is not None and not replaced:
                yield Mutant(was, "")
            was, replaced = line[1:].strip(), False
        elif line.startswith("+"):
            yield Mutant(was or "", line[1:].strip())
            replaced = True
    if was is not None and not replaced:
        yield Mutant(was, "")


def mutate(module: str, folder: Path) -> Result:
    """Run the tests of a module against each of its mutants, in a new copy of the project within a folder."""
    copy = folder / module
    copy.mkdir(parents=True)
    for name in _COPIED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, copy / name)
    tests = [f"tests/unit/{name}.py" for name in TESTS[module]]
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(_SETTINGS.format(module=module, tests=tests))
    with (copy / "mutmut.log").open("w", encoding="utf-8") as log:
        ran = subprocess.run(_mutmut("run", "--max-children", "1"), cwd=copy, stdout=log, stderr=subprocess.STDOUT)
    found = re.findall(r"^ +(\S+): (.+)$", _told(copy, "results", "--all", "true"), re.MULTILINE)
    if ran.returncode or not found or any(status == "not checked" for _, status in found):
        last = (copy / "mutmut.log").read_text("utf-8")[-1000:]
        raise SystemExit(f"{module}: mutmut did not come to an end; the last that it said:\n{last}")
    alive = [name for name, status in found if status not in _KILLED]
    return Result(module, len(found), tuple(m for name in alive for m in _mutants(_change(copy, name))))


def _change(copy: Path, name: str) -> list[str]:
    diff = _told(copy, "show", name).splitlines()
    return [line for line in diff if line[:1] in ("-", "+") and not line.startswith(("---", "+++"))]


def _told(copy: Path, *command: str) -> str:
    return subprocess.run(_mutmut(*command), cwd=copy, capture_output=True, encoding="utf-8", check=True).stdout


def _mutmut(*command: str) -> list[str]:
    return [sys.executable, "-m", "mutmut", *command]


def report(results: Sequence[Result], page: str) -> Iterator[str]:
    """Lines for a person: the figures, and the survivors that the page does not list, as the page would have them."""
    yield from map(str, results)
    explained = listed(page)
    for result in results:
        unknown = [each for each in result.survivors if each not in explained.get(result.module, [])]
        if unknown:
            yield f"\n### `kg/{result.module}.py`: not in {SURVIVORS.name}\n"
            yield "\n".join(["```diff", *map(str, unknown), "```"])


def main(given: Sequence[str] | None = None) -> int:
    """Mutate the modules named (all, where none is); 1 where one falls short or has a survivor without a reason."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=main.__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"one of {', '.join(TESTS)}")
    parser.add_argument("--folder", type=Path, help="where the copies stand afterwards; by default they are removed")
    asked = parser.parse_args(given)
    if find_spec("mutmut") is None:
        parser.error(f"mutmut is wanted; see {SURVIVORS}")
    if unknown := sorted(set(asked.modules) - set(TESTS)):
        parser.error(f"no tests are named for {', '.join(unknown)}; choose from {', '.join(TESTS)}")
    if asked.folder and asked.folder.exists():
        parser.error(f"{asked.folder} stands there already; name a folder that does not")
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        results = [mutate(module, folder) for module in asked.modules or TESTS]
    lines = list(report(results, SURVIVORS.read_text("utf-8")))
    print("\n".join(lines))
    return int(len(lines) > len(results) or any(result.share < LEAST_KILLED for result in results))
