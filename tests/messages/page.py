"""Cases come in; the page of all messages goes out: what was wrong, what was typed, what was told."""

from __future__ import annotations

import contextlib
import io
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest import mock

from kg import cli, ontology, resources
from tests.fixtures.corpora import small, terms
from tests.messages import endpoints
from tests.messages.cases import AUTHORITY, COMMANDS, CORPUS, Case

PAGE = Path(__file__).with_name("messages.md")
TITLES = (*CORPUS, *COMMANDS, "Endpoints")
HEAD = """# What is told of each mistake

Every mistake is told with its place, with what is wrong and with what to do; all that one command can see, at once.
The corpus is a small one: a chronicle on the Peace of Travendal, and a collection of treaties that is only cited.
"""


def page() -> str:
    """All messages, by the section and the mistake."""
    return HEAD + "".join(map(section, TITLES))


def section(title: str) -> str:
    """The messages of one section."""
    cases = {**CORPUS, **COMMANDS}.get(title)
    told = _of_endpoints() if cases is None else map(_told, cases)
    return "".join([f"\n## {title}\n", *told])


def _told(case: Case) -> str:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        corpus = small(Path("corpus"), authority=AUTHORITY)
        _change(corpus, case.files)
        code, words = run(case.command)
    return entry(case.what, case.command, code, words)


def _change(corpus: Path, files: Mapping[str, str | bytes | None]) -> None:
    for name, content in files.items():
        path = corpus / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def entry(what: str, command: str, code: int, words: str) -> str:
    """One mistake, as the page has it."""
    return f"\n**{what}** (exit code {code})\n\n```text\n$ {command}\n{words.rstrip()}\n```\n"


def run(command: str) -> tuple[int, str]:
    """The exit code of a command and the words that it has on standard error (and no data but with them)."""
    errors, known = io.StringIO(), terms()
    with contextlib.redirect_stderr(errors), mock.patch.object(ontology, "read", lambda *folders: known):
        code = cli.main(shlex.split(command)[1:])
    words = errors.getvalue().replace(str(resources.default_graph()), "exports/foedera.ttl")
    return code, "\n".join(line for line in words.splitlines() if not line.startswith("asking "))


def _of_endpoints() -> Iterator[str]:
    for what, words in endpoints.told():
        yield entry(what, "kg query chronology --store http://127.0.0.1:8000/sparql", 3, words)


def differing(old: str, new: str) -> Sequence[str]:
    """The headings of the entries that are not the same, for a message."""
    before, after = (set(text.split("\n**")) for text in (old, new))
    return sorted(each.partition("**")[0] for each in before ^ after)


def write() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"written to {PAGE}; read it from top to bottom\n")
