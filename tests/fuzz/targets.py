"""Bytes come in; each reader of the project reads them, and may answer with a KgError, and with nothing else."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import calendars, corpus, dates, graph, portable, query, rdf, resources, sparql, store, text
from kg.errors import DateError, KgError, QueryError, StoreError
from kg.extract import Frame, Gazetteer, load_frames, propose, to_json, to_toml
from kg.store import _read
from kg.terms import Store
from tests.fixtures import every_key
from tests.fixtures.corpora import read_closely, write
from tests.fuzz import tables

MOST_PROBLEMS_OF_A_LINE = 2000  # characters of one message


@dataclass(frozen=True)
class Target:
    """A reader: what it does with bytes, and bytes to begin with."""

    name: str
    group: str
    one: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]


# The files of a corpus.


class _Corpus:
    """The small corpus that has every key, of which one file is given anew each time."""

    def __init__(self) -> None:
        self._kept = tempfile.TemporaryDirectory()
        self.folder = write(Path(self._kept.name), every_key.FILES)

    def with_file(self, name: str, content: bytes) -> None:
        """Read the corpus with this content in one file; what is accepted must be whole."""
        changed = {name: content}
        if name.endswith("text.txt"):
            kept = every_key.FILES["chronicle/source.toml"]
            digest = hashlib.sha256(content).hexdigest()
            changed["chronicle/source.toml"] = kept.replace(every_key.CHRONICLE["sha256"], digest).encode()
        write(self.folder, changed)
        try:
            look_at_corpus(self.folder)
        finally:
            write(self.folder, {each: every_key.FILES[each] for each in changed})


def look_at_corpus(folder: Path) -> None:
    """Read a corpus, and see that each mistake has its place, and that what is accepted can be written and read."""
    try:
        found = read_closely(folder)
    except KgError as error:
        assert str(error)
        return
    for problem in found.problems:
        assert problem.path
        assert problem.message
        assert problem.advice, problem
        assert str(problem).isprintable(), problem
        assert len(str(problem)) < MOST_PROBLEMS_OF_A_LINE, problem
    if not any(problem.severity == "error" for problem in found.problems):
        triples = [each for claim in found.claims for each in graph.claim_triples(claim)]
        triples += found.triples
        assert portable.faults(triples) == []
        back = store.from_quads(rdf.ntriples(triples), "a corpus").ask("SELECT * { ?s ?p ?o }")
        assert not isinstance(back, bool)


@cache
def _corpus() -> _Corpus:
    return _Corpus()


def _of_file(name: str) -> Target:
    def one(content: bytes) -> None:
        _corpus().with_file(name, content)

    def seeds() -> Iterator[bytes]:
        yield every_key.FILES[name].encode()
        for path in sorted(resources.corpus().rglob(name.rpartition("/")[2])):
            yield path.read_bytes()[:4000]

    return Target(name.rpartition("/")[2], "corpus", one, seeds)


def claim_tables(content: bytes) -> None:
    """Claims whose keys and values chance chooses, in a corpus that is else right."""
    _corpus().with_file("chronicle/claims.toml", tables.claims(content).encode())


def _numbers() -> Iterator[bytes]:
    for each in range(8):
        yield hashlib.sha256(bytes([each])).digest() * 2


# Dates.


def edtf(content: bytes) -> None:
    """Any text as a date: refused with words, or bounds that are in order and come back from their notation."""
    word = content.decode("utf-8", "replace")
    for reader in (dates.read_day, dates.period, dates.start_bounds, dates.end_bounds, dates.date_bounds):
        with suppress(DateError):
            reader(word)
    try:
        earliest, latest = dates.read_point(word)
    except DateError as error:
        assert str(error)
        return
    assert earliest is None or latest is None or earliest <= latest
    assert dates.read_point(dates.to_edtf(earliest, latest)) == (earliest, latest)


def other_calendars(content: bytes) -> None:
    """Any text as a day of each calendar: refused with words, or a day that comes back."""
    word = content.decode("utf-8", "replace")
    for calendar in (*calendars.CALENDARS, word):
        for near in (None, datetime.date(1904, 2, 12), datetime.date.min, datetime.date.max):
            with suppress(DateError):
                day = calendars.to_gregorian(word, calendar, near=near)
                with suppress(DateError):
                    back = calendars.from_gregorian(day, calendar)
                    assert calendars.to_gregorian(back, calendar, near=day) == day


def _dates() -> Iterator[bytes]:
    words = (
        "1904-02-08 1905-12 1905 190X [1900..1904-02] [1900..] [..1904] [1900,1902] 1904? 1904/1905 -0001 Y17 1904-21"
    )
    yield from (each.encode() for each in words.split())


def _days() -> Iterator[bytes]:
    words = "1904-02-12 1905-08-23 guimao-12-27 guangxu-29-12-27 guimao-L5-01 jiazi-01-01 kangxi-61-12-30"
    yield from (each.encode() for each in words.split())


# Questions.


def question(content: bytes) -> None:
    """A query and, after a NUL, a value for each of its parameters: what comes of it has the form of the query."""
    asked, _, value = content.decode("utf-8", "replace").partition("\0")
    try:
        found = query.read_question(asked)
        filled = query.with_parameters(found, {each.name: value for each in found.parameters})
    except QueryError as error:
        assert str(error)
        return
    assert sparql.query_form(filled) == sparql.query_form(found.text)
    assert filled.count("\n") == found.text.count("\n"), "a value stays on its line"
    assert sparql.calls_service(filled) <= (sparql.calls_service(found.text) or "service" in value.lower())


def tokens(content: bytes) -> None:
    """A query as tokens, and asked of an empty store: an answer, or a QueryError with the place."""
    asked = content.decode("utf-8", "replace")
    sparql.query_form(asked)
    sparql.explain_mistake(asked, "error at 1:1: expected one of SELECT, ASK")
    try:
        _empty().ask(asked)
    except (QueryError, StoreError) as error:
        assert str(error)


@cache
def _empty() -> Store:
    return store.from_quads("<urn:a> <urn:b> <urn:c> .", "a store")


def _questions() -> Iterator[bytes]:
    for path in sorted(resources.queries().glob("*.rq")):
        yield path.read_bytes() + b"\0qing"
    yield b'ASK { VALUES ?day { "1904-02-12"^^xsd:date }  # parameter: the day\n ?x ?y ?day }\0"} { ?a ?b'
    yield b'SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } } # \'"""\0x'


# Answers and RDF from others.

_ANSWERS = (
    ("application/sparql-results+json", "SELECT"),
    ("application/sparql-results+xml", "SELECT"),
    ("application/sparql-results+json", "ASK"),
    ("text/turtle", "CONSTRUCT"),
    ("application/n-triples", "DESCRIBE"),
    ("application/rdf+xml", "CONSTRUCT"),
    ("application/ld+json", "CONSTRUCT"),
    ("text/csv", "SELECT"),
    ("text/html", "ASK"),
)
_FILES = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".n3", ".rdf")


def answer(content: bytes) -> None:
    """The body of an answer: read, or refused by one of the errors that are told as a StoreError."""
    media_type, form = _ANSWERS[content[0] % len(_ANSWERS)] if content else ("", "ASK")
    with suppress(SyntaxError, ValueError, LookupError, KgError):
        _read(content[1:], media_type, form)


def rdf_file(content: bytes) -> None:
    """A file of RDF in any notation: opened and asked, or refused with its name."""
    ending = _FILES[content[0] % len(_FILES)] if content else ".ttl"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending}"
        path.write_bytes(content[1:])
        try:
            store.open_store(path).ask("SELECT * { ?s ?p ?o } LIMIT 10")
        except StoreError as error:
            assert path.name in str(error)
        except QueryError as error:
            assert "inside a triple" in str(error)


def _answers() -> Iterator[bytes]:
    row = '{"a": {"type": "literal", "value": "x", "xml:lang": "en"}, "b": {"type": "bnode", "value": "n"}}'
    yield b"\0" + f'{{"head": {{"vars": ["a", "b"]}}, "results": {{"bindings": [{row}]}}}}'.encode()
    yield b'\1<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>'
    yield b'\2{"head": {}, "boolean": true}'
    yield b"\3@prefix : <urn:a#> . :a :b 1, 'x'@en, [ :c ( 1 2 ) ], << :a :b :c >> .\n"
    yield b'\5<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>'
    yield b'\6{"@context": {"a": "urn:a"}, "@id": "urn:x", "a": [1, {"@value": "x", "@language": "en"}]}'


def _rdf_files() -> Iterator[bytes]:
    yield b"\0@prefix : <urn:a#> .\n:a :b 1, 'x'@en, [ :c ( 1 2 ) ] .\n"
    yield b'\1<urn:a> <urn:b> "x"^^<urn:t> .\n'
    yield b'\2<urn:a> <urn:b> "x"@en <urn:g> .\n'
    yield b"\3<urn:g> { <urn:a> a <urn:b> }\n"
    yield b"\4" + next(each for each in _answers() if each[0] == 6)[1:]
    yield b"\6" + next(each for each in _answers() if each[0] == 5)[1:]


# Proposals.


def proposals(content: bytes) -> None:
    """Any text: each proposal has its quote where it says, and all of them can be written."""
    words = content.decode("utf-8", "replace")
    found = propose(words, *_proposers(), text.sentences(words))
    for each in found:
        assert words[each.start : each.end] == each.quote
    to_json(found)
    written = to_toml(found, "a-text")
    assert len(tomllib.loads(written).get("claim", [])) == len(found)


@cache
def _proposers() -> tuple[Gazetteer, tuple[Frame, ...]]:
    return Gazetteer.of(corpus.names(resources.corpus())), load_frames()


def sentences(content: bytes) -> None:
    """Any text into sentences: at their offsets, in order, and nothing but white space between them."""
    words, at = content.decode("utf-8", "replace"), 0
    for each in text.sentences(words):
        assert words[each.start : each.end] == each.text
        assert at <= each.start < each.end
        assert not words[at : each.start].strip()
        at = each.end
    assert not words[at:].strip()


def _texts() -> Iterator[bytes]:
    yield every_key.TEXT.encode()
    whole = (resources.corpus() / "qing-neutrality-1904" / "text.txt").read_bytes()
    yield from (whole[at : at + 600] for at in range(0, len(whole), 600))


TARGETS: Mapping[str, Target] = {
    each.name: each
    for each in (
        _of_file("chronicle/claims.toml"),
        _of_file("authority.toml"),
        _of_file("chronicle/source.toml"),
        _of_file("corpus.toml"),
        _of_file("chronicle/text.txt"),
        Target("claim-tables", "claims", claim_tables, _numbers),
        Target("edtf", "dates", edtf, _dates),
        Target("calendars", "dates", other_calendars, _days),
        Target("question", "questions", question, _questions),
        Target("tokens", "questions", tokens, _questions),
        Target("answer", "answers", answer, _answers),
        Target("rdf-file", "answers", rdf_file, _rdf_files),
        Target("proposals", "texts", proposals, _texts),
        Target("sentences", "texts", sentences, _texts),
    )
}
