"""A corpus folder comes in; its sources, its authority entries and its claim entries go out, unread.

A corpus is a folder with ``authority.toml``, one folder for each source (``source.toml``,
``claims.toml`` and, where the text is stored, ``text.txt``); beside them, if it has them, ``corpus.toml`` (title,
description, topics) and ``ontology/`` (terms of its own).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from typing import Literal as OneOf

from kg import frame
from kg.errors import CorpusError, Problem
from kg.model import Corpus, Entry, Source, Topic
from kg.namespaces import AUTHORITY, is_address, is_language, is_name, nearest

_FRONT = ("title", "description", "creator", "licence")
_FACTS = ("author", "date", "url", "licence", "citation", "note", "publisher")
_KNOWN = {"title", "language", "sha256", *_FACTS}
_ALL_KNOWN = f"known: {', '.join(sorted(_KNOWN))}"
_WHOLE = "network"  # the page of the whole has that name
_OF_A_SOURCE = ("source.toml", "claims.toml", "text.txt")
_NAMING = "use lower-case letters, digits and single hyphens"
_TOML_ADVICE = "dates and quotes stand in quotation marks; a quote with both kinds of marks takes '''...'''"
_TOML_STRING = re.compile(
    r"""\#[^\n]*|"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""", re.DOTALL
)


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
    strays = list(_strays(folder, folders))
    if not folders:
        seen = "".join(f"; {where} is not read: {advice}" for where, advice in strays[:3])
        raise CorpusError(f"{folder}: holds no source; put a folder with source.toml and claims.toml in it{seen}")
    for where, advice in strays:
        reader.complain(where, 0, "the file is not read", advice, "warning")
    sources = [each for each in map(reader.source, folders) if each]
    entities = tuple(reader.entries(folder / "authority.toml", "entity", AUTHORITY))
    claims = tuple(entry for each in sources for entry in reader.entries(each.folder / "claims.toml", "claim", each.id))
    front = reader.front(folder / "corpus.toml")
    facts = {"author": front["creator"]} if front.get("creator") else {}
    authority = Source(AUTHORITY, "Authority file of the corpus", folder, facts=facts)
    return Corpus(folder, (authority, *sources), entities, claims, tuple(reader.problems), **front)


def _strays(folder: Path, sources: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Files that look as if they belonged to a source, and that nobody reads; with what may have been meant."""
    for path in sorted([*folder.glob("*/*.toml"), *folder.glob("*/*.txt")]):
        if path.name in _OF_A_SOURCE or path.parent.name.startswith(".") or path.parent == folder / "ontology":
            continue
        meant = nearest(path.name, _OF_A_SOURCE)
        if meant or path.parent in sources:
            yield path.relative_to(folder).as_posix(), meant or f"a source has {', '.join(_OF_A_SOURCE)}"


def names(folder: Path) -> list[tuple[str, str, str]]:
    """What the authority file of a corpus calls its entries: each English label and alias, with id and type.

    Entries that are malformed are left out. Raises CorpusError as ``read`` does.
    """
    found = []
    for entry in read(folder).entities:
        table = frame.usable(entry.table, frame.ENTITY, lambda message, advice: None)
        name, kind = table.get("id"), table.get("type")
        if is_name(name) and isinstance(kind, str):
            called = [table.get("label", {}).get("en"), *table.get("alias", [])]
            found += [(each, name, kind) for each in called if each]
    return found


def places(corpus: Corpus) -> dict[str, tuple[str, int]]:
    """Where each claim stands, file and line, by ``source:claim``."""
    entries = (*corpus.entities, *corpus.claims)
    return {f"{entry.source}:{entry.table.get('id')}": (entry.path, entry.line) for entry in entries}


@dataclass(frozen=True)
class _File:
    """A TOML file that could be read."""

    where: str
    text: str
    table: Mapping[str, Any]

    @cached_property
    def bare(self) -> str:
        """The text with nothing but the ends of lines where strings of several lines stand."""

        def blank(found: re.Match[str]) -> str:
            return "\n" * found[0].count("\n") if found[0].startswith(('"""', "'''")) else found[0]

        return _TOML_STRING.sub(blank, self.text)

    def line(self, key: str) -> int:
        """The line on which a key first stands; 1 where it stands nowhere."""
        at = re.search(rf"^[^\S\n]*\[*[\"']?{re.escape(key)}[\"']?[^\S\n]*[]=]", self.bare, re.MULTILINE)
        return self.bare.count("\n", 0, at.start()) + 1 if at else 1

    def lines(self, kind: str, tables: int) -> list[int]:
        """The lines on which the tables of one kind begin."""
        header = re.compile(rf"[ \t]*\[\[[ \t]*{kind}[ \t]*\]\]")
        found = [number for number, line in enumerate(self.bare.split("\n"), 1) if header.match(line)]
        return found if len(found) == tables else [self.line(kind)] * tables


@dataclass(frozen=True, slots=True)
class _Reader:
    """The reading of one corpus folder; mistakes are gathered in ``problems``."""

    root: Path
    problems: list[Problem]

    def complain(
        self, where: str, line: int, message: str, advice: str, severity: OneOf["error", "warning"] = "error"
    ) -> None:
        """Note a mistake in a file."""
        self.problems.append(Problem(where, line, "", message, advice, severity))

    def front(self, path: Path) -> dict[str, Any]:
        """Title, description, creator, licence (an IRI) and topics, from corpus.toml where there is one."""
        file = self._toml(path, is_needed=False)
        if file is None:
            return {}
        for key in sorted(set(file.table) - {*_FRONT, "topic"}):
            self.complain(file.where, file.line(key), f"unknown key {key!r}", f"known: {', '.join(_FRONT)}, topic")
        words = {key: file.table[key] for key in _FRONT if key in file.table}
        for key in sorted(key for key, value in words.items() if not isinstance(value, str)):
            self.complain(file.where, file.line(key), f"{key} = {words.pop(key)!r} is no text", f'write {key} = "..."')
        if "licence" in words and not is_address(words["licence"]):
            message = f"licence = {words.pop('licence')!r} is no web address"
            self.complain(file.where, file.line("licence"), message, 'write licence = "https://..."')
        topics, listed = [], file.table.get("topic", [])
        listed = listed if isinstance(listed, list) else [listed]
        for line, each in zip(file.lines("topic", len(listed)), listed, strict=True):
            named = isinstance(each, dict) and is_name(each.get("name")) and isinstance(each.get("title"), str)
            if named and set(each) == {"name", "title"} and each["name"] != _WHOLE:
                topics.append(Topic(each["name"], each["title"], line))
            else:
                advice = f"[[topic]] takes name and title; for the name {_NAMING}, and not {_WHOLE!r}"
                self.complain(file.where, line, f"{each!r} is no topic", advice)
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
        where = path.relative_to(self.root).as_posix()
        raw = self._bytes(path, where)
        return (None, "") if raw is None else (self._decoded(raw, where), hashlib.sha256(raw).hexdigest())

    def _bytes(self, path: Path, where: str, *, is_needed: bool = False) -> bytes | None:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            if is_needed:
                self.complain(where, 0, "the file is missing", "add it, even if it is empty")
        except IsADirectoryError:
            self.complain(where, 0, "this is a folder, and a file is wanted", "give the folder another name")
        except OSError as error:
            self.complain(where, 0, f"the file cannot be read: {error.strerror}", "see who may read it")
        return None

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
        tables = file.table.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.complain(file.where, file.line(kind), f"{kind!r} must be a list of tables", f"write [[{kind}]]")
            return
        for line, each in zip(file.lines(kind, len(tables)), tables, strict=True):
            yield Entry(file.where, line, source, each)

    def _toml(self, path: Path, *, is_needed: bool = True) -> _File | None:
        where = path.relative_to(self.root).as_posix()
        raw = self._bytes(path, where, is_needed=is_needed)
        text = None if raw is None else self._decoded(raw, where)
        if text is None:
            return None
        try:
            return _File(where, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
            self.complain(where, line, f"not valid TOML: {error}", _TOML_ADVICE)
            return None
