"""A corpus whose texts were changed comes in; what may be written instead goes out: hashes and quotes, as a patch.

Nothing is changed here: a person reads the patch, and applies it in the folder of the corpus (``git apply``).
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import quotes
from kg.alignment import most_like
from kg.errors import counted, excerpt
from kg.frame import TOML_STRING, toml_string
from kg.model import Corpus, Entry, Source
from kg.reading import Folder

_ALIKE = 0.6  # of the letters; words that have less in common are taken for others
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Mend:
    """Words of a file that no longer hold, and those to put in their place; ``new`` is empty where none were found.

    ``start`` and ``end`` are the offsets of the new words in the text (code points), -1 where it is no quote.
    """

    path: str
    line: int
    claim: str  # source:claim, empty for the hash of a text
    old: str
    new: str
    start: int = -1
    end: int = -1
    likeness: float = 1.0
    standing: str = ""  # for a hash: how many of the quotations the text has

    def __str__(self) -> str:
        if not self.claim:
            return f"{self.path}: the SHA-256 of the text is {self.new}; {self.standing}"
        where = f"{self.path}:{self.line}: [{self.claim}]"
        if not self.new:
            return f"{where} nothing in the text is like {excerpt(self.old)}: quote other words, or reject the claim"
        place = f"characters {self.start} to {self.end}, {round(100 * self.likeness)} % alike"
        return f"{where} {excerpt(self.new)} ({place}) instead of {excerpt(self.old)}"


def mends(corpus: Corpus) -> list[Mend]:
    """What would make hashes and quotes of a corpus right again, in the order of the files."""
    found = [mend for source in corpus.sources if source.text is not None for mend in _hash(source, corpus.claims)]
    texts = {source.id: source.text for source in corpus.sources if source.text is not None}
    for entry in corpus.claims:
        if entry.source in texts:
            found += _of_entry(entry, texts[entry.source])
    return found


def _hash(source: Source, claims: Iterable[Entry]) -> Iterator[Mend]:
    file = Folder(source.folder, []).toml(source.folder / "source.toml")
    recorded = file.table.get("sha256", "") if file else ""
    if recorded != source.sha256:
        words = [each for entry in claims if entry.source == source.id for each in _words(entry)]
        standing = sum(each in (source.text or "") for each in words)
        told = f"of {counted(len(words), 'quotation')} it has {standing}"
        yield Mend(f"{source.id}/source.toml", 0, "", str(recorded), source.sha256, standing=told)


def _of_entry(entry: Entry, text: str) -> Iterator[Mend]:
    key = f"{entry.source}:{entry.table.get('id', '?')}"
    for words in _words(entry):
        if words not in text:
            near = most_like(words, text)
            if near and near.likeness >= _ALIKE:
                new = text[near.start : near.end]
                yield Mend(entry.path, entry.line, key, words, new, near.start, near.end, near.likeness)
            else:
                yield Mend(entry.path, entry.line, key, words, "")


def _words(entry: Entry) -> Iterator[str]:
    """What a claim says to stand in the text: its quotes, and its dates as written."""
    for quote in quotes.quoted(entry.table, lambda message, advice: None):
        yield quote.exact
    written = entry.table.get("written", [])
    for each in written if isinstance(written, list) else [written]:
        if isinstance(each, Mapping) and isinstance(each.get("text"), str):
            yield each["text"]


def patch(corpus: Corpus, proposed: Iterable[Mend]) -> str:
    """The proposals as one patch in unified format, with paths relative to the folder of the corpus."""
    by_path: dict[str, list[Mend]] = {}
    for mend in proposed:
        if mend.new:
            by_path.setdefault(mend.path, []).append(mend)
    return "".join(_of_file(corpus, path, each) for path, each in by_path.items())


def _of_file(corpus: Corpus, path: str, proposed: Iterable[Mend]) -> str:
    before = after = (corpus.folder / path).read_bytes().decode("utf-8")
    for mend in proposed:
        after = _with_hash(after, mend) if not mend.claim else _with_quote(after, mend)
    lines = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _with_hash(text: str, mend: Mend) -> str:
    if mend.old:
        return text.replace(mend.old, mend.new, 1)
    end = "\r\n" if "\r\n" in text else "\n"
    return f"sha256 = {toml_string(mend.new)}{end}{text}"  # first, where no table has begun


def _with_quote(text: str, mend: Mend) -> str:
    """The file with the first string after the head of the claim that reads as the old words written anew."""
    head = sum(len(line) for line in _LINE.findall(text)[: mend.line - 1])
    for token in TOML_STRING.finditer(text, head):
        if not token[0].startswith("#") and tomllib.loads(f"x = {token[0]}")["x"] == mend.old:
            return text[: token.start()] + toml_string(mend.new) + text[token.end() :]
    return text


def summary(proposed: Iterable[Mend]) -> str:
    """How much was found, in one line."""
    every = list(proposed)
    found = sum(bool(mend.new) for mend in every)
    if not every:
        return "nothing to repair: each text has its hash, and each quote stands in its text"
    return f"{counted(found, 'repair')} proposed, {len(every) - found} to be found by hand; look before you apply them"
