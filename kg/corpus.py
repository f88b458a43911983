"""A corpus folder comes in; its sources, its authority entries and its claim entries go out, unread.

A corpus is a folder with ``authority.toml``, one folder for each source (``source.toml``,
``claims.toml`` and, where the text is stored, ``text.txt``); beside them, if it has them, ``corpus.toml`` (title,
description, topics) and ``ontology/`` (terms of its own).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import CorpusError, Problem
from kg.model import Source
from kg.namespaces import is_name

AUTHORITY = "authority"  # the source to which the entries of authority.toml are attributed
_FACTS = ("author", "date", "url", "licence", "citation", "note", "publisher")
_KNOWN = {"title", "language", "sha256", *_FACTS}
_HEADER = re.compile(r"\s*\[\[\s*(claim|entity)\s*\]\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[claim]]`` or ``[[entity]]`` table, with the place where it stands."""

    path: str
    line: int
    source: str
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a page of its own is drawn about: a question with a column ``thing``, or one thing."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a folder holds: values only, nothing checked against the ontology yet."""

    folder: Path
    sources: tuple[Source, ...]
    entities: tuple[Entry, ...]
    claims: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    title: str = "A corpus without a title"
    description: str = ""
    topics: tuple[Topic, ...] = ()

    @property
    def ontology(self) -> Path | None:
        """The folder of the terms that this corpus brings itself, if it does."""
        folder = self.folder / "ontology"
        return folder if folder.is_dir() else None


def read(folder: Path) -> Corpus:
    """Read a corpus folder. Mistakes in single files are gathered in ``problems``, and the rest is read.

    Raises CorpusError: there is no such folder, or it holds no source.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; name a folder that holds authority.toml and a folder a source")
    problems: list[Problem] = []
    folders = [path.parent for path in sorted(folder.glob("*/source.toml"))]
    if not folders:
        raise CorpusError(f"{folder}: holds no source; put a folder with source.toml and claims.toml in it")
    authority = Source(AUTHORITY, "Authority file of the corpus", folder, facts={"author": "The Foedera project"})
    sources = [authority, *(each for each in (_source(path, folder, problems) for path in folders) if each)]
    entities = _entries(folder / "authority.toml", folder, ("entity", AUTHORITY), problems)
    claims = [
        entry
        for source in sources[1:]
        for entry in _entries(source.folder / "claims.toml", folder, ("claim", source.id), problems)
    ]
    about = _toml(folder / "corpus.toml", folder, problems) if (folder / "corpus.toml").exists() else {}
    return Corpus(folder, tuple(sources), tuple(entities), tuple(claims), tuple(problems), **_front(about or {}))


def places(corpus: Corpus) -> dict[str, tuple[str, int]]:
    """Where each claim stands, file and line, by ``source:claim``."""
    entries = (*corpus.entities, *corpus.claims)
    return {f"{entry.source}:{entry.table.get('id')}": (entry.path, entry.line) for entry in entries}


def _front(table: Mapping[str, Any]) -> dict[str, Any]:
    """Title, description and topics, from corpus.toml."""
    topics = tuple(Topic(str(each["name"]), str(each["title"])) for each in table.get("topic", []))
    words = {key: str(table[key]) for key in ("title", "description") if key in table}
    return {**words, "topics": topics}


def _source(path: Path, root: Path, problems: list[Problem]) -> Source | None:
    """A source, from its folder; ``None`` where source.toml cannot be used."""
    where = (path / "source.toml").relative_to(root).as_posix()
    table = _toml(path / "source.toml", root, problems)
    if table is None:
        return None
    if not is_name(path.name) or path.name == AUTHORITY:
        problems.append(Problem(where, 0, "", f"the folder name {path.name!r} cannot name a source", _NAMING))
        return None
    for key in sorted(set(table) - _KNOWN):
        problems.append(Problem(where, 0, "", f"unknown key {key!r}", f"known: {', '.join(sorted(_KNOWN))}"))
    if not table.get("title"):
        problems.append(Problem(where, 0, "", "a source needs a title", 'add title = "..."'))
    text, digest = _text(path / "text.txt", root, problems)
    if text is not None and table.get("sha256") != digest:
        message = f"text.txt has the SHA-256 {digest}, source.toml records {table.get('sha256', 'none')}"
        problems.append(Problem(where, 0, "", message, "restore the text, or record its hash and look at every quote"))
    facts = {key: str(table[key]) for key in _FACTS if key in table}
    return Source(path.name, str(table.get("title", "")), path, text, digest, str(table.get("language", "en")), facts)


_NAMING = "use lower-case letters, digits and single hyphens"


def _text(path: Path, root: Path, problems: list[Problem]) -> tuple[str | None, str]:
    """The stored text, unchanged to the last line end, and its SHA-256; ``None`` where there is none."""
    if not path.exists():
        return None, ""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8"), hashlib.sha256(raw).hexdigest()
    except UnicodeDecodeError as error:
        where = path.relative_to(root).as_posix()
        problems.append(Problem(where, 0, "", f"not UTF-8 at byte {error.start}", "store the text as UTF-8"))
        return None, ""


def _entries(path: Path, root: Path, of: tuple[str, str], problems: list[Problem]) -> Iterator[Entry]:
    """The tables of one kind in a file, each with the line of its header."""
    kind, source = of
    where = path.relative_to(root).as_posix()
    table = _toml(path, root, problems)
    if table is None:
        return
    for key in sorted(set(table) - {kind}):
        problems.append(Problem(where, 0, "", f"unknown table {key!r}", f"this file takes [[{kind}]] tables only"))
    lines = [number for number, line in enumerate(path.read_text("utf-8").split("\n"), 1) if _HEADER.match(line)]
    tables = table.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        problems.append(Problem(where, 0, "", f"{kind!r} must be a list of tables", f"write [[{kind}]]"))
        return
    for number, each in enumerate(tables):
        yield Entry(where, lines[number] if number < len(lines) else 0, source, each)


def _toml(path: Path, root: Path, problems: list[Problem]) -> dict[str, Any] | None:
    where = path.relative_to(root).as_posix()
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        problems.append(Problem(where, 0, "", "the file is missing", "add it, even if it is empty"))
    except UnicodeDecodeError as error:
        problems.append(Problem(where, 0, "", f"not UTF-8 at byte {error.start}", "store the file as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        problems.append(Problem(where, int(line[1]) if line else 0, "", f"not valid TOML: {error}", _toml_advice(error)))
    return None


def _toml_advice(error: Exception) -> str:
    return "dates and quotes stand in quotation marks; a quote with both kinds of marks takes '''...'''"
