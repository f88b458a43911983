"""Broken corpora come in; what the reading makes of each goes out, and what is amiss with that.

A broken corpus is refused, or warned of, at its place and with help; or what it says changes, and that it may
stand has a reason in ``REASONS``. ``python -m tests.fuzz.broken`` tries them all.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import build, portable, resources
from kg.errors import CorpusError, KgError, Problem, shown
from kg.graph import claim_triples, source_triples
from kg.model import Claim
from kg.terms import Triple
from tests.fixtures import broken, every_key
from tests.fixtures.broken import Broken
from tests.fixtures.corpora import read_closely, write

Said = frozenset[object]

FREE = {  # what is kept as it stands, whatever it says
    *("title", "description", "creator", "author", "citation", "publisher", "note", "label.en", "label.da", "cite"),
    *("sameAs.found", "text", "label", "by", "rule", "why", "locator", "reads.lay", "reads.Swedes"),
    *("participation.side", "provision.clause", "provision.text", "name.text", "licence"),
}
OPTIONAL = {
    *("title", "description", "creator", "author", "licence", "date", "url", "citation", "publisher", "note"),
    *("label", "label.da", "alias", "code", "sameAs", "lat", "long", "text", "name", "name.language", "name.start"),
    *("start", "end", "participation.start", "participation.end", "participation.role", "language"),
    *("successorOf", "partOf", "concerns", "tookPlaceAt", "without", "excludesPlace", "establishedBy", "endedBy"),
    *("target", "lessor", "outcome", "written", "about", "by", "rule", "reads", "reads.lay", "reads.Swedes"),
    *("contradicts", "provision.obligationType", "provision.obligor", "provision.obligee", "provision.concerns"),
    *("provision.overPlace", "provision.excludesPlace", "provision.text"),
    *("type", "status", "provision"),  # where another claim gives the class, Accepted is meant, and more is said
}
ASKED_FOR = {
    *("actType", "actor", "party", "inWar", "controlType", "holder", "overPlace", "overPolity", "participation"),
    *("participation.side", "transferMode", "transferor", "transferee", "written.text", "written.calendar"),
}
_SIGNS = {"a mark that turns the writing", "a line end", "an angle bracket", "a blank after it", "20,000 characters"}
_OTHER = {"a slip", "capitals", "an unknown name"}
_NAMING = {"id", "about", "name"}
_DATES = {"date", "start", "end", "name.start", "participation.start", "participation.end"}
_NUMBERS = {"a whole number", "a negative number", "a fraction"}


@dataclass(frozen=True)
class Reason:
    """Why what looks broken may stand: for which keys and which kinds of mistakes."""

    why: str
    keys: frozenset[str]
    kinds: frozenset[str]


def _reason(why: str, keys: Iterable[str], kinds: Iterable[str]) -> Reason:
    return Reason(why, frozenset(keys), frozenset(kinds))


REASONS = (
    _reason("a text says what it says; signs that turn the writing are tamed where it is shown", FREE, _SIGNS),
    _reason("a text says what it says", FREE, _OTHER),
    _reason("a name that nothing refers to may be any", _NAMING, {"a slip", "an unknown name"}),
    _reason("the date of a document is told as the document has it", {"date"}, {*_SIGNS, *_OTHER}),
    _reason("a date may be another date", _DATES, {"a slip", "a day", "a whole number", "dates reversed"}),
    _reason("a coordinate may be any within its bounds", {"lat", "long"}, _NUMBERS),
    _reason("a web address may be any", {"url", "licence", "sameAs.iri"}, {"a slip"}),
    _reason("a language tag may be any", {"language", "name.language"}, {"a slip", "an unknown name", "capitals"}),
    _reason("a label may be in any language", {"label.da"}, {"a misspelt key"}),
    _reason("words that are read may be any words of the quote", {"reads"}, {"a table"}),
    _reason("the words of a document that is only cited are not at hand", {"written.text"}, _OTHER),
    _reason("blanks between the words of a date as written are not compared", {"written.text"}, _SIGNS),
    _reason("a quote may end with a blank, where the text has one", {"quote"}, {"a blank after it"}),
    _reason("a line end may be LF or CR LF in every file of TOML", {""}, {"CR LF", "mixed line ends"}),
    _reason("one topic may be a table, and corpus.toml may be wanting", {""}, {"one bracket", "gone", "empty"}),
    _reason("what may be left out", OPTIONAL, {"left out"}),
    _reason("what the shapes ask for when the graph is built, where a thing must have it", ASKED_FOR, {"left out"}),
)


class Reading:
    """A corpus in a folder of its own, in which one file after the other is spoilt and mended."""

    def __init__(self, files: Mapping[str, str | bytes], folder: Path) -> None:
        self.folder = write(folder, files)
        self.files = {name: each if isinstance(each, bytes) else each.encode() for name, each in files.items()}
        self.right = self.said()

    def said(self) -> tuple[list[Problem], Said]:
        """The problems, and all that would stand in the graph. Raises KgError as the reading does."""
        found = read_closely(self.folder)
        said: set[object] = {*found.claims, *found.triples}
        said |= {triple for source in found.corpus.sources for triple in source_triples(source)}
        front = found.corpus
        said |= {("front", front.title, front.description, front.creator, front.licence, front.topics)}
        return list(found.problems), frozenset(said)

    def spoilt(self, each: Broken) -> tuple[list[Problem], Said]:
        """What the reading makes of a broken corpus, which is mended again."""
        self._spoil(each)
        try:
            return self.said()
        except CorpusError as error:
            return list(error.problems) or [Problem(each.path, 1, "", str(error), "see the message")], frozenset()
        finally:
            self._mend(each)

    def built(self, each: Broken) -> list[str]:
        """The errors that the whole build finds in a broken corpus: shapes and checks too."""
        self._spoil(each)
        try:
            return list(build.make(self.folder).report.errors)
        except CorpusError as error:
            return [str(error)]
        finally:
            self._mend(each)

    def _spoil(self, each: Broken) -> None:
        path = self.folder / each.path
        if each.content is None or each.content is broken.FOLDER:
            path.unlink()
        if each.content is broken.FOLDER:
            path.mkdir()
        elif isinstance(each.content, bytes):
            path.write_bytes(each.content)

    def _mend(self, each: Broken) -> None:
        path = self.folder / each.path
        if path.is_dir():
            path.rmdir()
        path.write_bytes(self.files[each.path])


def verdict(reading: Reading, each: Broken) -> tuple[str, list[str]]:
    """How a broken corpus fared (refused, warned, changed, same), and what is amiss with that."""
    try:
        problems, said = reading.spoilt(each)
    except KgError as error:
        return "refused", [f"refused without a place: {error}"]
    amiss = [fault for problem in problems for fault in _faults(problem, reading.files)]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        return "refused", [*amiss, *_unnamed(each, errors)]
    amiss += [f"told without a place: {fault}" for fault in portable.faults(_triples(said))[:1]]
    if problems:
        return "warned", amiss
    fared = "same" if said == reading.right[1] else "changed"
    if fared == "same" and _says_the_same(each, reading.files):
        return "same", amiss
    if not any(_like(each.key) in reason.keys and each.kind in reason.kinds for reason in REASONS):
        amiss += [] if each.is_by_chance and fared == "changed" else [f"{fared}, without a reason why it may stand"]
    return fared, amiss


def _like(key: str) -> str:
    """The key of the small corpus that is of the same kind: of a label in another language, or of other words read."""
    if key.startswith("label.") and key != "label.en":
        return "label.da"
    return "reads.lay" if key.startswith("reads.") else key


def _triples(said: Said) -> Iterator[Triple]:
    for each in said:
        if isinstance(each, Claim):
            yield from claim_triples(each)
        elif isinstance(each, Triple):
            yield each


def _faults(problem: Problem, files: Mapping[str, bytes]) -> Iterator[str]:
    told = str(problem)
    of_a_file = re.search("is missing|is a folder", problem.message)
    if not problem.advice:
        yield f"without advice: {told[:300]}"
    if problem.line < (0 if of_a_file or problem.path.endswith(".txt") else 1) or problem.path not in files:
        yield f"without a place: {told[:300]}"
    if len(told) > 1000:
        yield f"{len(told)} characters: {told[:300]}"
    if not told.isprintable():
        yield f"with signs of control: {told[:300]!r}"


def _unnamed(each: Broken, errors: list[Problem]) -> Iterator[str]:
    """Whether the file and the claim are named, and the key or its value."""
    if not any(each.path in str(problem) or _follows(each) for problem in errors):
        yield f"told of another file: {errors[0]}"
    if each.entry and not any(each.entry in str(problem) or _follows(each) for problem in errors):
        yield f"told of another claim: {errors[0]}"
    words = {each.key.rpartition(".")[2], each.key.partition(".")[0], shown(each.given).strip("'")[:20]}
    is_named = any(word in str(problem) for problem in errors for word in words if word)
    if each.key and each.kind not in ("left out", "dates reversed") and not _follows(each) and not is_named:
        yield f"neither key nor value named: {errors[0]}"


def _follows(each: Broken) -> bool:
    """Whether the mistake shows where something else leans on what is spoilt: on a name, a type, a status, a text."""
    return each.key.rpartition(".")[2] in {*_NAMING, "type", "status", "clause", "participant", "text"} or (
        not each.key and each.path.endswith((".txt", "authority.toml", "claims.toml"))
    )


def _says_the_same(each: Broken, files: Mapping[str, bytes]) -> bool:
    """Whether the broken file, as TOML, has the same tables: a blank or a comment was touched."""
    try:
        return tomllib.loads(bytes(each.content).decode()) == tomllib.loads(files[each.path].decode())  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return False


@cache
def of_every_key(times: int = 60) -> list[Broken]:
    """The small corpus that has every key, broken in every way."""
    tables, files = every_key.TABLES, {name: text.encode() for name, text in every_key.FILES.items()}
    return [
        *broken.values(tables),
        *broken.ids(tables),
        *broken.doubled(tables),
        *broken.reversed_dates(tables),
        *broken.files(files),
        *broken.bitten(files, times),
    ]


def bundled() -> tuple[dict[str, bytes], list[Broken]]:
    """The files of the bundled corpus, and ways to break them: each key once for each class of thing."""
    root = resources.corpus()
    paths = [path for path in sorted(root.rglob("*")) if path.suffix in (".toml", ".txt")]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    tables = {name: tomllib.loads(content.decode()) for name, content in files.items() if name.endswith(".toml")}
    spoilt = [*broken.values(tables, each_once=True), *broken.reversed_dates(tables), *broken.bitten(files, 4)]
    return files, spoilt


def main(arguments: list[str]) -> int:
    """Break the small corpus, or with ``bundled`` the bundled one; tell the figures and what is amiss.

    With ``build`` what lacks a key, and is read, is built too: shapes ask for what a thing must have.
    """
    files, every = bundled() if "bundled" in arguments else (every_key.FILES, of_every_key())
    with tempfile.TemporaryDirectory() as folder:
        reading, started = Reading(files, Path(folder)), time.monotonic()
        fared, amiss = Counter[str](), dict[str, str]()
        for each in every:
            how, wrong = verdict(reading, each)
            fared[how] += 1
            amiss.update({f"{each.name}: {fault}": how for fault in wrong})
            if "build" in arguments and each.kind == "left out" and how == "changed":
                fared["refused by the build"] += (refused := bool(reading.built(each)))
                fared["built"] += not refused
                if each.key in ASKED_FOR - OPTIONAL and not refused:
                    amiss[f"{each.name}: no shape asks for it"] = how
    print(f"{len(every)} broken corpora in {time.monotonic() - started:.0f} s: {dict(fared)}")
    print("\n".join(amiss))
    return int(bool(amiss))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
