"""A corpus folder comes in; its sources, its authority entries and its claim entries go out, unread.

A corpus is a folder with ``authority.toml``, one folder for each source (``source.toml``,
``claims.toml`` and, where the text is stored, ``text.txt``); beside them, if it has them, ``corpus.toml`` (title,
description, topics) and ``ontology/`` (terms of its own).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import broken, frame
from kg.errors import CorpusError, shown
from kg.model import Corpus, Entry, Source, Topic
from kg.namespaces import AUTHORITY, is_address, is_language, is_name, nearest
from kg.reading import Folder, TomlFile

_FRONT = ("title", "description", "creator", "licence")
_FACTS = ("author", "date", "url", "licence", "citation", "note", "publisher")
_KNOWN = {"title", "language", "sha256", *_FACTS}
_ALL_KNOWN = f"known: {', '.join(sorted(_KNOWN))}"
_WHOLE = "network"  # the page of the whole has that name
_OF_A_SOURCE = ("source.toml", "claims.toml", "text.txt")
_NAMING = "use lower-case letters, digits and single hyphens"
_OWN_TERMS = ("*.ttl", "vocabulary/*.ttl", "rules/*.rq", "checks/*.rq")
_UNREAD = "unread"  # in the place of a hash
_MOST_STRAYS = 10  # that are told of one by one


def read(folder: Path) -> Corpus:
    """Read a corpus folder. Mistakes in single files are gathered in ``problems``, and the rest is read.

    Raises CorpusError: there is no such folder, or it holds no source, or terms of its own that cannot be read.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; name a folder that holds authority.toml and a folder a source")
    reader = _Reader(Folder(folder, []))
    folders = reader.sources_in(folder)
    sources = [each for each in map(reader.source, folders) if each]
    entities = tuple(reader.entries(folder / "authority.toml", "entity", AUTHORITY))
    claims = tuple(entry for each in sources for entry in reader.entries(each.folder / "claims.toml", "claim", each.id))
    front = reader.front(folder / "corpus.toml")
    reader.require_claims(sources, claims)
    reader.require_readable_terms()
    facts = {"author": front["creator"]} if front.get("creator") else {}
    authority = Source(AUTHORITY, "Authority file of the corpus", folder, facts=facts)
    return Corpus(folder, (authority, *sources), entities, claims, tuple(reader.files.problems), **front)


def _strays(listed: Mapping[Path, list[str]], sources: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Files that look as if they belonged to a source, and that nobody reads; with what may have been meant."""
    known = set(sources)
    for folder, names in listed.items():
        for name in names:
            meant = "" if name in _OF_A_SOURCE else nearest(name, _OF_A_SOURCE)
            if meant or (folder in known and name not in _OF_A_SOURCE):
                yield folder / name, meant or f"a source has {', '.join(_OF_A_SOURCE)}"


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


@dataclass(frozen=True, slots=True)
class _Reader:
    """The reading of one corpus folder; mistakes are gathered in ``files.problems``."""

    files: Folder

    def sources_in(self, folder: Path) -> list[Path]:
        """The folders of sources. Raises CorpusError, with the files that may have been meant: there is none."""
        listed = self._listed(folder)
        found = [path for path, names in listed.items() if not set(_OF_A_SOURCE).isdisjoint(names)]
        strays = [(self.files.name(path), advice) for path, advice in _strays(listed, found)]
        if not found:
            seen = "".join(f"; {where} is not read: {advice}" for where, advice in strays[:3])
            message = f"{folder}: holds no source; put a folder with source.toml and claims.toml in it{seen}"
            raise CorpusError(message, self.files.problems)
        for where, advice in strays[:_MOST_STRAYS]:
            self.files.complain(where, 0, "the file is not read", advice, "warning")
        if (more := len(strays) - _MOST_STRAYS) > 0:
            last, advice = strays[-1]
            message = f"the file is not read, and {more - 1:,} more are not" if more > 1 else "the file is not read"
            self.files.complain(last, 0, message, advice, "warning")
        return found

    def _listed(self, folder: Path) -> dict[Path, list[str]]:
        """The folders in a folder, each with the names of the TOML and texts in it; hidden and own terms apart."""
        found = {}
        entries = (each for each in os.scandir(folder) if each.is_symlink() or each.is_dir())
        for name in sorted(each.name for each in entries if not each.is_symlink() or Path(each).is_dir()):
            path = folder / name
            if name.startswith(".") or name == "ontology" or not self._is_within(path):
                continue
            try:
                found[path] = sorted(each.name for each in os.scandir(path) if each.name.endswith((".toml", ".txt")))
            except OSError as error:
                message = f"the folder cannot be listed: {error.strerror}"
                self.files.complain(self.files.name(path), 0, message, "see who may read it")
        return found

    def _is_within(self, path: Path) -> bool:
        """Whether a folder is no link that leads out of the corpus; told, where it looks like a source."""
        if not path.is_symlink() or self.files.holds(path):
            return True
        if any((path / name).exists() for name in _OF_A_SOURCE):
            message = "this folder is a link that leads out of the corpus; nothing outside is read"
            self.files.complain(self.files.name(path), 0, message, "put the folder itself into the corpus")
        return False

    def require_claims(self, sources: Sequence[Source], claims: Sequence[Entry]) -> None:
        """Tell that no source has a claim; where files are broken, that is told, and this is not."""
        if sources and not claims and all(each.severity == "warning" for each in self.files.problems):
            where = self.files.name(sources[0].folder / "claims.toml")
            self.files.complain(where, 0, "no source has a claim, so there is nothing to build", "write a [[claim]]")

    def require_readable_terms(self) -> None:
        """Look at the files of the corpus's own ontology. Raises CorpusError, with all problems: one cannot be read."""
        own, before = self.files.root / "ontology", len(self.files.problems)
        if own.exists() and not own.is_dir():
            self.files.complain("ontology", 0, "this is a file, and a folder is wanted", "put the terms into a folder")
        self.files.own_files(*(f"ontology/{pattern}" for pattern in _OWN_TERMS))
        if len(self.files.problems) > before:
            raise CorpusError(f"{own}: cannot be read", sorted(self.files.problems))

    def front(self, path: Path) -> dict[str, Any]:
        """Title, description, creator, licence (an IRI) and topics, from corpus.toml where there is one."""
        file = self.files.toml(path, is_needed=False)
        if file is None:
            return {}
        for key in sorted(set(file.table) - {*_FRONT, "topic"}):
            self.files.complain(
                file.where, file.line(key), f"unknown key {key!r}", f"known: {', '.join(_FRONT)}, topic"
            )
        words = {key: file.table[key] for key in _FRONT if key in file.table}
        for key in sorted(key for key, value in words.items() if not frame.is_text(value)):
            self.files.complain(
                file.where,
                file.line(key),
                f"{key} = {shown(words.pop(key))} cannot be used",
                f'write {key} = "...", {frame.TEXT}',
            )
        if "licence" in words and not is_address(words["licence"]):
            message = f"licence = {shown(words.pop('licence'))} is no web address"
            self.files.complain(file.where, file.line("licence"), message, 'write licence = "https://..."')
        topics, listed = list[Topic](), file.table.get("topic", [])
        listed = listed if isinstance(listed, list) else [listed]
        for line, each in zip(file.lines("topic", len(listed)), listed, strict=True):
            named = isinstance(each, dict) and is_name(each.get("name")) and frame.is_text(each.get("title"))
            taken = {_WHOLE, *(topic.name for topic in topics)}
            if named and set(each) == {"name", "title"} and each["name"] not in taken:
                topics.append(Topic(each["name"], each["title"], line))
            else:
                advice = f"[[topic]] takes name and title; for the name {_NAMING}, and none of {sorted(taken)}"
                self.files.complain(file.where, line, f"{shown(each)} is no topic", advice)
        return {**words, "topics": tuple(topics)}

    def source(self, folder: Path) -> Source | None:
        """A source, from its folder; ``None`` where source.toml cannot be used."""
        file = self.files.toml(folder / "source.toml")
        if file is None:
            return None
        if not is_name(folder.name) or folder.name == AUTHORITY:
            self.files.complain(file.where, 1, f"the folder name {folder.name!r} cannot name a source", _NAMING)
            return None
        table = {key: value for key, value in file.table.items() if self._is_usable(file, key, value)}
        if not table.get("title") and "title" not in set(file.table) - set(table):
            self.files.complain(file.where, file.line("title"), "a source needs a title", 'add title = "..."')
        text, digest = self._text(folder / "text.txt")
        if text is not None and table.get("sha256") != digest:
            recorded = shown(table["sha256"]) if "sha256" in table else "no sha256"
            message = f"text.txt has the SHA-256 {digest}, source.toml records {recorded}"
            advice = "restore the text, or let kg check --repair propose hash and quotes"
            self.files.complain(file.where, file.line("sha256"), message, advice)
        facts = {key: table[key] for key in _FACTS if key in table}
        title, language, recorded = (table.get(key, "") for key in ("title", "language", "sha256"))
        if recorded and not digest:
            message = "the file is missing, and source.toml has its SHA-256"
            self.files.complain(self.files.name(folder / "text.txt"), 0, message, "restore it, or take sha256 away")
            digest = _UNREAD
        return Source(folder.name, title, folder, text, digest, language or "en", facts, recorded)

    def _is_usable(self, file: TomlFile, key: str, value: object) -> bool:
        """Whether a key of source.toml is known, and holds what it must."""
        if key not in _KNOWN:
            self.files.complain(file.where, file.line(key), f"unknown key {key!r}", nearest(key, _KNOWN) or _ALL_KNOWN)
        elif not frame.is_text(value):
            self.files.complain(
                file.where,
                file.line(key),
                f"{key} = {shown(value)} cannot be used",
                f'write {key} = "...", {frame.TEXT}',
            )
        elif key == "language" and not is_language(value):
            self.files.complain(
                file.where, file.line(key), f"{key} = {shown(value)} is no language tag", 'language = "zh-hant"'
            )
        elif key == "url" and not is_address(value):
            self.files.complain(
                file.where, file.line(key), f"{key} = {shown(value)} is no web address", 'url = "https://..."'
            )
        else:
            return True
        return False

    def _text(self, path: Path) -> tuple[str | None, str]:
        """The stored text, unchanged to the last line end, and its SHA-256.

        ``None`` where there is no text, then without a hash, or where it cannot be read.
        """
        raw = self.files.raw(path)
        if raw is None:
            return None, _UNREAD if os.path.lexists(path) else ""
        text, digest, where = self.files.decoded(path, raw), hashlib.sha256(raw).hexdigest(), self.files.name(path)
        if text is None:
            return None, digest
        if text.startswith("\ufeff"):
            advice = "it counts as a character of the text: take it away, and record the new hash"
            self.files.complain(where, 1, broken.BYTE_ORDER_MARK[0], advice, "warning")
        if differ := broken.line_ends(text):
            self.files.complain(where, 0, differ, "make them alike, and record the new hash", "warning")
        return text, digest

    def entries(self, path: Path, kind: str, source: str) -> Iterator[Entry]:
        """The tables of one kind in a file, each with the line of its header."""
        file = self.files.toml(path)
        if file is None:
            return
        for key in sorted(set(file.table) - {kind}):
            advice = f"this file takes [[{kind}]] tables only"
            self.files.complain(file.where, file.line(key), f"unknown table {key!r}", advice)
        tables = file.table.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.files.complain(file.where, file.line(kind), f"{kind!r} must be a list of tables", f"write [[{kind}]]")
            return
        for line, each in zip(file.lines(kind, len(tables)), tables, strict=True):
            yield Entry(file.where, line, source, each, file.keys(line))
