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
from kg.namespaces import is_address, is_language, is_name, nearest

AUTHORITY = "authority"  # the source to which the entries of authority.toml are attributed
_FACTS = ("author", "date", "url", "licence", "citation", "note", "publisher")
_KNOWN = {"title", "language", "sha256", *_FACTS}
_ALL_KNOWN = f"known: {', '.join(sorted(_KNOWN))}"
_OF_A_SOURCE = ("source.toml", "claims.toml", "text.txt")
_NAMING = "use lower-case letters, digits and single hyphens"
_TOML_ADVICE = "dates and quotes stand in quotation marks; a quote with both kinds of marks takes '''...'''"
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
    reader = _Reader(folder, [])
    folders = sorted(
        {path.parent for name in _OF_A_SOURCE for path in folder.glob(f"*/{name}")} - {folder / "ontology"}
    )
    if not folders:
        raise CorpusError(f"{folder}: holds no source; put a folder with source.toml and claims.toml in it")
    authority = Source(AUTHORITY, "Authority file of the corpus", folder, facts={"author": "The Foedera project"})
    sources = [each for each in map(reader.source, folders) if each]
    entities = tuple(reader.entries(folder / "authority.toml", "entity", AUTHORITY))
    claims = tuple(entry for each in sources for entry in reader.entries(each.folder / "claims.toml", "claim", each.id))
    front = reader.front(folder / "corpus.toml")
    return Corpus(folder, (authority, *sources), entities, claims, tuple(reader.problems), **front)


def places(corpus: Corpus) -> dict[str, tuple[str, int]]:
    """Where each claim stands, file and line, by ``source:claim``."""
    entries = (*corpus.entities, *corpus.claims)
    return {f"{entry.source}:{entry.table.get('id')}": (entry.path, entry.line) for entry in entries}


@dataclass(frozen=True, slots=True)
class _File:
    """A TOML file that could be read."""

    where: str
    text: str
    table: Mapping[str, Any]

    def line(self, key: str) -> int:
        """The line on which a key first stands; 1 where it stands nowhere."""
        at = re.search(rf"^[^\S\n]*\[*[\"']?{re.escape(key)}[\"']?[^\S\n]*[]=]", self.text, re.MULTILINE)
        return self.text.count("\n", 0, at.start()) + 1 if at else 1


@dataclass(frozen=True, slots=True)
class _Reader:
    """The reading of one corpus folder; mistakes are gathered in ``problems``."""

    root: Path
    problems: list[Problem]

    def complain(self, where: str, line: int, message: str, advice: str) -> None:
        """Note a mistake in a file."""
        self.problems.append(Problem(where, line, "", message, advice))

    def front(self, path: Path) -> dict[str, Any]:
        """Title, description and topics, from corpus.toml where there is one."""
        file = self._toml(path) if path.exists() else None
        if file is None:
            return {}
        for key in sorted(set(file.table) - {"title", "description", "topic"}):
            self.complain(file.where, file.line(key), f"unknown key {key!r}", "known: description, title, topic")
        words = {key: file.table[key] for key in ("title", "description") if key in file.table}
        for key in sorted(key for key, value in words.items() if not isinstance(value, str)):
            self.complain(file.where, file.line(key), f"{key} = {words.pop(key)!r} is no text", f'write {key} = "..."')
        topics, listed = [], file.table.get("topic", [])
        for each in listed if isinstance(listed, list) else [listed]:
            named = isinstance(each, dict) and is_name(each.get("name")) and isinstance(each.get("title"), str)
            if named and set(each) == {"name", "title"}:
                topics.append(Topic(each["name"], each["title"]))
            else:
                advice = f"[[topic]] takes name and title; for the name {_NAMING}"
                self.complain(file.where, file.line("topic"), f"{each!r} is no topic", advice)
        return {**words, "topics": tuple(topics)}

    def source(self, folder: Path) -> Source | None:
        """A source, from its folder; ``None`` where source.toml cannot be used."""
        file = self._toml(folder / "source.toml")
        if file is None:
            return None
        if not is_name(folder.name) or folder.name == AUTHORITY:
            self.complain(file.where, 1, f"the folder name {folder.name!r} cannot name a source", _NAMING)
            return None
        table = {key: value for key, value in file.table.items() if self._is_usable(file, key, value)}
        if not table.get("title") and "title" not in set(file.table) - set(table):
            self.complain(file.where, file.line("title"), "a source needs a title", 'add title = "..."')
        text, digest = self._text(folder / "text.txt")
        if text is not None and table.get("sha256") != digest:
            message = f"text.txt has the SHA-256 {digest}, source.toml records {table.get('sha256', 'none')}"
            advice = "restore the text, or record its hash and look at every quote"
            self.complain(file.where, file.line("sha256"), message, advice)
        facts = {key: table[key] for key in _FACTS if key in table}
        return Source(folder.name, table.get("title", ""), folder, text, digest, table.get("language", "en"), facts)

    def _is_usable(self, file: _File, key: str, value: object) -> bool:
        """Whether a key of source.toml is known, and holds what it must."""
        if key not in _KNOWN:
            self.complain(file.where, file.line(key), f"unknown key {key!r}", nearest(key, _KNOWN) or _ALL_KNOWN)
        elif not isinstance(value, str):
            self.complain(file.where, file.line(key), f"{key} = {value!r} is no text", f'write {key} = "..."')
        elif key == "language" and not is_language(value):
            self.complain(file.where, file.line(key), f"{value!r} is no language tag", 'language = "zh-hant"')
        elif key == "url" and not is_address(value):
            self.complain(file.where, file.line(key), f"{value!r} is no web address", 'url = "https://..."')
        else:
            return True
        return False

    def _text(self, path: Path) -> tuple[str | None, str]:
        """The stored text, unchanged to the last line end, and its SHA-256; ``None`` where there is none."""
        if not path.exists():
            return None, ""
        raw = path.read_bytes()
        text = self._decoded(raw, path.relative_to(self.root).as_posix())
        return text, hashlib.sha256(raw).hexdigest()

    def _decoded(self, raw: bytes, where: str) -> str | None:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.complain(where, line, f"not UTF-8 at byte {error.start}", "store the file as UTF-8")
            return None

    def entries(self, path: Path, kind: str, source: str) -> Iterator[Entry]:
        """The tables of one kind in a file, each with the line of its header."""
        file = self._toml(path)
        if file is None:
            return
        for key in sorted(set(file.table) - {kind}):
            advice = f"this file takes [[{kind}]] tables only"
            self.complain(file.where, file.line(key), f"unknown table {key!r}", advice)
        lines = [number for number, line in enumerate(file.text.split("\n"), 1) if _HEADER.match(line)]
        tables = file.table.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.complain(file.where, file.line(kind), f"{kind!r} must be a list of tables", f"write [[{kind}]]")
            return
        for number, each in enumerate(tables):
            yield Entry(file.where, lines[number] if number < len(lines) else file.line(kind), source, each)

    def _toml(self, path: Path) -> _File | None:
        where = path.relative_to(self.root).as_posix()
        if not path.is_file():
            self.complain(where, 0, "the file is missing", "add it, even if it is empty")
            return None
        text = self._decoded(path.read_bytes(), where)
        if text is None:
            return None
        try:
            return _File(where, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
            self.complain(where, line, f"not valid TOML: {error}", _TOML_ADVICE)
            return None
