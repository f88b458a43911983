"""A corpus whose texts were changed comes in; what may be written instead goes out: hashes and quotes, as a patch.

Nothing is changed here: a person reads the patch, and applies it in the folder of the corpus (``git apply``).
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg import quotes
from kg.alignment import most_like
from kg.errors import counted, excerpt
from kg.frame import TOML_STRING, toml_string
from kg.model import Corpus, Entry, Source
from kg.reading import Folder, TomlFile

_ALIKE = 0.75  # of the letters; words that have less in common are taken for others
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_VALUE = re.compile(r"""=[ \t]*("(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s#]+)""")


@dataclass(frozen=True, slots=True)
class Mend:
    """Words of a file that no longer hold, and those to put in their place; ``new`` is empty where a person must.

    ``start`` and ``end`` are the offsets of the new words in the text (code points), -1 where there are none;
    ``told`` says what a person should know of it.
    """

    path: str
    line: int
    claim: str  # source:claim, empty for the hash of a text
    key: str  # sha256, quote or written
    old: str
    new: str = ""
    start: int = -1
    end: int = -1
    likeness: float = 1.0
    told: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:" + (f" [{self.claim}]" if self.claim else "")
        if not self.new or not self.claim:
            return f"{where} {self.told}"
        place = f"characters {self.start} to {self.end}, {round(100 * self.likeness)} % alike"
        return f"{where} {excerpt(self.new)} ({place}) instead of {excerpt(self.old)}"


@dataclass(frozen=True, slots=True)
class Repair:
    """What was found, and as much of it as a patch can hold: in unified format, relative to the corpus."""

    mends: tuple[Mend, ...]
    patch: str

    def summary(self) -> str:
        """How much was found, in one line."""
        found = sum(bool(mend.new) for mend in self.mends)
        if not self.mends:
            return "nothing to repair: each text has its hash, and each quote stands in its text"
        by_hand = len(self.mends) - found
        advice = "; read the patch, then apply it in the folder of the corpus: git apply FILE" if found else ""
        return f"{counted(found, 'repair')} proposed, {by_hand} to be done by hand{advice}"


def propose(corpus: Corpus) -> Repair:
    """What would make hashes and quotes of a corpus right again, in the order of the files."""
    files = Folder(corpus.folder, [])
    found = [mend for source in corpus.sources if source.text is not None for mend in _hash(files, source, corpus)]
    texts = {source.id: source for source in corpus.sources if source.text is not None}
    for entry in corpus.claims:
        if entry.source in texts:
            found += _of_entry(entry, texts[entry.source])
    by_path: dict[str, list[Mend]] = {}
    for mend in found:
        by_path.setdefault(mend.path, []).append(mend)
    mends, patch = list[Mend](), ""
    for path, each in by_path.items():
        file = files.toml(corpus.folder / path)
        if file is not None:
            done, lines = _of_file(file, each)
            mends, patch = mends + done, patch + lines
    return Repair(tuple(mends), patch)


def _hash(files: Folder, source: Source, corpus: Corpus) -> Iterator[Mend]:
    file = files.toml(source.folder / "source.toml")
    if file is not None and source.recorded != source.sha256:
        words = [each for entry in corpus.claims if entry.source == source.id for _, each in _words(entry)]
        standing = sum(each in (source.text or "") for each in words)
        told = f"the SHA-256 of the text is {source.sha256}; of {counted(len(words), 'quotation')} it has {standing}"
        old = str(file.table.get("sha256", ""))
        yield Mend(file.where, file.line("sha256"), "", "sha256", old, source.sha256, told=told)


def _of_entry(entry: Entry, source: Source) -> Iterator[Mend]:
    text = source.text or ""
    name = f"{entry.source}:{entry.table.get('id', '?')}"
    for key, words in _words(entry):
        mend = Mend(entry.path, entry.keys.get(key, entry.line), name, key, words)
        near = most_like(words, text) if words not in text else None
        if near and near.likeness >= _ALIKE:
            new = text[near.start : near.end]
            yield replace(mend, new=new, start=near.start, end=near.end, likeness=near.likeness)
        elif words not in text:
            told = f"nothing in the text is like {excerpt(words)}: quote other words, or reject the claim"
            yield replace(mend, told=told)
    yield from _to_be_counted(entry, name, source)


def _to_be_counted(entry: Entry, name: str, source: Source) -> Iterator[Mend]:
    """Quotes that stand several times in a changed text: nobody but a person knows which place is meant."""
    for quote in quotes.quoted(entry.table, lambda message, advice: None):
        times = (source.text or "").count(quote.exact)
        if times > 1 and source.recorded != source.sha256:
            told = f"{excerpt(quote.exact)} stands {times} times in the changed text: look which occurrence is meant"
            line = entry.keys.get("occurrence", entry.keys.get("quote", entry.line))
            yield Mend(entry.path, line, name, "occurrence", quote.exact, told=told)


def _words(entry: Entry) -> Iterator[tuple[str, str]]:
    """What a claim says to stand in the text, by its key: its quotes, and its dates as written."""
    for quote in quotes.quoted(entry.table, lambda message, advice: None):
        if quote.exact:
            yield "quote", quote.exact
    written = entry.table.get("written", [])
    for each in written if isinstance(written, list) else [written]:
        if isinstance(each, Mapping) and isinstance(each.get("text"), str):
            yield "written", each["text"]


def _of_file(file: TomlFile, mends: Iterable[Mend]) -> tuple[list[Mend], str]:
    """The mends of one file, and the patch that makes them; one that would change anything else is left to a person."""
    after, taken, done = file.text, set[tuple[int, int]](), dict[Mend, Mend]()
    edits = {mend: _place(file, mend, taken) for mend in mends if mend.new}
    for mend, place in sorted(edits.items(), key=lambda edit: edit[1] or (-1, -1), reverse=True):
        changed = _edited(after, mend, place) if place else after
        if _is_that(after, changed, mend):
            after = changed
        else:
            told = f"{excerpt(mend.new)} instead of {excerpt(mend.old)}: write it there by hand"
            done[mend] = replace(mend, new="", told=told)
    old, new = (_LINE.findall(file.mark + text) for text in (file.text, after))
    patch = difflib.unified_diff(old, new, f"a/{file.where}", f"b/{file.where}")
    whole = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in patch)
    return [done.get(mend, mend) for mend in mends], whole


def _place(file: TomlFile, mend: Mend, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the words to be changed stand in a file; where a hash is to be put first, an empty place."""
    if mend.key == "sha256" and "sha256" not in file.table:
        return 0, 0
    begin = sum(len(line) for line in _LINE.findall(file.text)[: mend.line - 1])
    if mend.key == "sha256":
        value = _VALUE.search(file.text, begin)
        return value.span(1) if value else None
    for token in TOML_STRING.finditer(file.text, begin):
        is_free = token.span() not in taken and not token[0].startswith("#")
        if is_free and tomllib.loads(f"x = {token[0]}")["x"] == mend.old:
            taken.add(token.span())
            return token.span()
    return None


def _edited(text: str, mend: Mend, place: tuple[int, int]) -> str:
    start, end = place
    new = toml_string(mend.new)
    if mend.key == "sha256" and start == end:
        new = f"sha256 = {new}" + ("\r\n" if "\r\n" in text else "\n")
    return text[:start] + new + text[end:]


def _is_that(before: str, after: str, mend: Mend) -> bool:
    """Whether one file differs from another in nothing but the value that a mend is about."""
    try:
        old, new = (dict(_leaves(tomllib.loads(text))) for text in (before, after))
    except tomllib.TOMLDecodeError:
        return False
    differing = [path for path in {*old, *new} if old.get(path) != new.get(path)]
    return len(differing) == 1 and mend.key in differing[0] and new.get(differing[0]) == mend.new


def _leaves(value: Any, *path: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value within tables and lists that is neither, by the keys and numbers that lead to it."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not isinstance(value, (dict, list)):
        yield path, value
    for key, each in parts:
        yield from _leaves(each, *path, key)
