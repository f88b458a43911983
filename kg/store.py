"""A file, a folder or an address in; something that answers SPARQL out: embedded Oxigraph, or a remote endpoint."""

from __future__ import annotations

import math
import re
import sys
import time
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.answers import ASK_FOR_LESS, read_answer, read_triples
from kg.depth import refusal, with_room
from kg.errors import KgError, QueryError, StoreError
from kg.resources import EVERYTHING
from kg.sparql import calls_service, explain_mistake, reading_form, refuse_too_long
from kg.terms import Answer, Store

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.error import HTTPError

TIMEOUT = 30.0  # seconds that an endpoint may stay silent
WHOLE_ANSWER = 10  # times as long may its whole answer take, since it may send a byte now and then for ever
MOST_OF_AN_ANSWER = 2**29  # bytes, since an endpoint may go on for ever, and all of it is held in memory

_SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".n3", ".rdf")
_PIECE = 2**16  # bytes of an answer that are read at once
_MOST_WORDS = 2**12  # bytes that are read of what a server says with an error
_ADVICE = {
    401: "the endpoint wants a name and a password, which are not sent here; ask one that is open to all",
    403: "the endpoint lets only those in whom it knows, and no name or password is sent here; ask its keepers",
    404: "look at the address",
    405: "look at the address",
}
_AGENT = "foedera (https://w3id.org/foedera/ontology)"  # Wikidata and others turn nameless clients away


class Budget(NamedTuple):
    """What one query may take: so many rows or triples of an answer, and so many seconds."""

    most: int
    seconds: float


FOR_STRANGERS = Budget(2_000_000, 300)  # for queries that come with a corpus, and run without being asked for


def open_store(where: str | Path, *, timeout: float = TIMEOUT) -> Store:
    """Open a store: an RDF file, a folder of exports, an Oxigraph database on disk, or the URL of an endpoint.

    A folder of exports is read through its ``foedera.ttl``. Where a file has named graphs, a query sees all of them
    together, and each of them by GRAPH. ``timeout`` concerns endpoints only: they may be silent for so many seconds,
    and take ten times as many for a whole answer.
    Raises StoreError, which says what was looked for.
    """
    if str(where).startswith(("http://", "https://")):
        return _Endpoint(str(where), timeout)
    path = Path(where)
    if (path / "CURRENT").is_file():  # the file by which RocksDB, under Oxigraph, finds its own data
        return _open_database(path)
    if path.is_dir():
        return _open_file(_everything_in(path))
    if not path.is_file():
        what = "this is no ordinary file" if path.exists() else "there is no such file or folder"
        raise StoreError(f"{path}: {what}; give an RDF file, a folder of exports, or a URL")
    return _open_file(path)


def from_quads(quads: bytes | str, name: str, *, budget: Budget | None = None) -> Store:
    """Make a store in memory from the text of N-Triples or N-Quads.

    Where a budget is given, a query that takes more is a QueryError.

    >>> from_quads("<urn:a> <urn:b> <urn:c> .", "example").ask("ASK { <urn:a> ?p ?o }")
    True
    """
    store = ox.Store()
    try:
        store.bulk_load(quads, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(f"{name}: not N-Triples or N-Quads: {error.msg}") from error
    return _Embedded(name, _with_union(store), budget=budget)


class _Embedded:
    """Oxigraph within this process, for reading only; it never opens a connection."""

    def __init__(self, name: str, store: ox.Store, *, union: bool = False, budget: Budget | None = None) -> None:
        self.name = name
        self._store = store
        self._union = union
        self._budget = budget

    def ask(self, sparql: str) -> Answer:
        """Answer a query of any form.

        Raises QueryError where it cannot be read, updates, calls a SERVICE, or takes more than its budget.
        """
        refuse_too_long(sparql)
        reading_form(sparql)
        if calls_service(sparql):
            raise QueryError(
                "SERVICE would send a request to another machine, and an embedded store sends none; "
                "ask that endpoint itself (--store URL)"
            )
        try:
            return self._within_budget(sparql)
        except SyntaxError as error:
            raise QueryError(explain_mistake(sparql, str(error.msg))) from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be run: {error}") from error
        except OSError as error:
            raise StoreError(f"{self.name}: cannot be read: {error}", self.name) from error

    def _within_budget(self, sparql: str) -> Answer:
        budget = self._budget
        ends = time.monotonic() + budget.seconds if budget else math.inf

        def work() -> Answer:
            results = self._store.query(sparql, use_default_graph_as_union=self._union)
            return read_answer(results, budget.most if budget else sys.maxsize, ends)

        if not budget:
            return with_room(work)
        try:
            return with_room(work, budget.seconds)
        except TimeoutError as error:
            message = f"no answer within {budget.seconds:g} s; {ASK_FOR_LESS}"
            raise QueryError(message) from error


def _everything_in(folder: Path) -> Path:
    path = folder / EVERYTHING
    if not path.is_file():
        raise StoreError(
            f"{folder}: holds neither {EVERYTHING} nor an Oxigraph database; "
            f"run `kg build` to make {EVERYTHING}, or name a file"
        )
    return path


def _open_file(path: Path) -> Store:
    file_format = ox.RdfFormat.from_extension(path.suffix[1:]) if path.suffix in _SUFFIXES else None
    if file_format is None:
        raise StoreError(f"{path}: RDF is known by the end of the file's name: {' '.join(_SUFFIXES)}")
    store = ox.Store()
    try:
        if refused := _refusal(path, file_format):
            raise StoreError(f"{path}: is not read: it holds {refused}")
        with_room(lambda: store.bulk_load(path=path, format=file_format))
    except SyntaxError as error:
        raise StoreError(f"{path}:{error.lineno or 0}: not good {file_format.name}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    return _Embedded(str(path), _with_union(store))


def _refusal(path: Path, file_format: ox.RdfFormat) -> str:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return ""
        with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            return refusal(content, is_xml=file_format == ox.RdfFormat.RDF_XML)


def _open_database(folder: Path) -> Store:
    try:
        store = ox.Store.read_only(str(folder))
        only_named = next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is None
    except OSError as error:
        raise StoreError(f"{folder}: not an Oxigraph database that can be opened: {error}") from error
    return _Embedded(str(folder), store, union=only_named)


def _with_union(store: ox.Store) -> ox.Store:
    # Oxigraph's own union counts a triple once for each graph that holds it, and then ignores FROM.
    if any(True for _ in store.named_graphs()):
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


class _Endpoint:
    """A SPARQL 1.1 endpoint, spoken to through SPARQLWrapper by POST; nothing is kept between questions."""

    def __init__(self, url: str, timeout: float) -> None:
        self.name = url
        self._timeout = timeout

    def ask(self, sparql: str) -> Answer:
        """Answer a query of any form. Raises QueryError (bad SPARQL) or StoreError (no answer, or not a whole one)."""
        form = reading_form(sparql)
        try:
            body, media_type = with_room(lambda: self._post(sparql, form), self._timeout * WHOLE_ANSWER)
        except TimeoutError as error:
            raise self._too_slow() from error
        try:
            return with_room(lambda: _read(body, media_type, form))
        except (SyntaxError, ValueError) as error:
            advice = "ask again, with a LIMIT if it is long"
            raise StoreError(f"{self.name}: half an answer, or a broken one ({error}); {advice}", self.name) from error
        except LookupError as error:
            raise StoreError(
                f"{self.name}: answered {media_type or 'something without a type'}, which is no answer to {form}; "
                "is this the address of the endpoint? It often ends in /sparql or /query",
                self.name,
            ) from error

    def _post(self, sparql: str, form: str) -> tuple[bytes, str]:
        from http.client import HTTPException

        import SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        ends = time.monotonic() + self._timeout * WHOLE_ANSWER
        select = form in ("SELECT", "ASK")
        wrapper = SPARQLWrapper.SPARQLWrapper(self.name, agent=_AGENT)
        wrapper.setMethod(SPARQLWrapper.POST)
        wrapper.setReturnFormat(SPARQLWrapper.JSON if select else SPARQLWrapper.TURTLE)
        # Comunica answers application/json, which SPARQLWrapper asks for, in a form of its own.
        accept = "application/sparql-results+json" if select else "text/turtle, application/n-triples;q=0.9"
        wrapper.addCustomHttpHeader("Accept", accept)
        # setTimeout makes whole seconds, and setQuery takes words in comments for the form of the query.
        wrapper.timeout = self._timeout  # type: ignore[assignment]
        wrapper.queryString, wrapper.queryType = sparql, form
        try:
            result = wrapper.query()
            with result.response as response:
                kind = response.headers.get_content_type() if response.headers["Content-Type"] else ""
                return self._whole(response, ends), kind
        except (SPARQLWrapperException, HTTPException, OSError, ValueError) as error:
            raise self._failure(error) from error

    def _whole(self, response: HTTPResponse, ends: float) -> bytes:
        """The body of a response. Raises StoreError (longer or slower than it may be) or IncompleteRead."""
        from http.client import IncompleteRead

        body = bytearray()
        try:
            while piece := response.read1(_PIECE):
                body += piece
                if len(body) > MOST_OF_AN_ANSWER:
                    most = f"{MOST_OF_AN_ANSWER:,} bytes"
                    raise StoreError(f"{self.name}: an answer of more than {most}; ask again, with a LIMIT", self.name)
                if time.monotonic() > ends:
                    raise self._too_slow()
        except ConnectionError as error:
            raise IncompleteRead(bytes(body)) from error
        if response.length:  # read in pieces does not complain of what is lacking
            raise IncompleteRead(bytes(body), response.length)
        return bytes(body)

    def _too_slow(self) -> StoreError:
        most = self._timeout * WHOLE_ANSWER
        return StoreError(f"{self.name}: no whole answer within {most:g} s; ask for less, or later", self.name)

    def _failure(self, error: Exception) -> KgError:
        from http.client import IncompleteRead
        from urllib.error import HTTPError

        cause = getattr(error, "reason", error)
        answer = error if isinstance(error, HTTPError) else error.__context__
        if isinstance(answer, HTTPError):
            words = _words(error, answer)
            if answer.code == 400:
                return QueryError(f"{self.name}: the endpoint does not understand the query{words}")
            advice = _ADVICE.get(answer.code, "ask again later, or ask for less")
            return StoreError(f"{self.name}: HTTP error {answer.code} ({answer.reason}){words}; {advice}", self.name)
        if isinstance(cause, TimeoutError):
            return StoreError(f"{self.name}: no answer within {self._timeout:g} s; ask for less, or later", self.name)
        if isinstance(cause, IncompleteRead):
            return StoreError(f"{self.name}: half an answer; ask again, with a LIMIT if it is long", self.name)
        return StoreError(f"{self.name}: not reachable ({cause}); is the address right, and the server up?", self.name)


def _read(body: bytes, media_type: str, form: str) -> Answer:
    """Read the answer in the body of a response. Raises SyntaxError (broken) or LookupError (of no RDF kind)."""
    if form in ("SELECT", "ASK"):
        results_format = ox.QueryResultsFormat.from_media_type(media_type)
        if results_format not in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML):
            raise LookupError(media_type)
        return read_answer(ox.parse_query_results(body, results_format))
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    if rdf_format is None:
        raise LookupError(media_type)
    if refused := refusal(body, is_xml=rdf_format == ox.RdfFormat.RDF_XML):
        raise ValueError(f"it holds {refused}")
    return read_triples(quad.triple for quad in ox.parse(body, rdf_format, lenient=True))


def _words(error: Exception, answer: HTTPError) -> str:
    """Return what a server said with its HTTP error, in one line, where it is not a web page."""
    import ast
    from http.client import HTTPException

    said = b""
    if error is answer:
        with answer, suppress(OSError, HTTPException):  # SPARQLWrapper leaves it unread
            said = answer.read(_MOST_WORDS)
    else:
        _, _, shown = str(error).partition("Response:\n")  # it keeps the bytes in its message only
        said = ast.literal_eval(shown) if shown else said
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", said.decode("utf-8", "replace")).split())
    return f": {line[:300]}" if line and not line.startswith("<") else ""
