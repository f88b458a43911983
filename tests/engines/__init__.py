"""Real triplestores, started as servers on a free loopback port, that the tests load our exports into.

Each engine has a module; they share the way to start, wait, speak HTTP and stop. What comes out of any of them
has one form: a dump is a set of canonical N-Quads lines, an answer is rows of cells.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, Self

import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
MEDIA_TYPES = {".ttl": "text/turtle", ".trig": "application/trig", ".nq": "application/n-quads"}
SPARQL_JSON = "application/sparql-results+json"
SECONDS_TO_START = 90
SECONDS_TO_ANSWER = 120


class Cell(NamedTuple):
    """One term of an answer: ``kind`` is iri, bnode or literal; ``tag`` a language, or a datatype, or empty."""

    kind: str
    value: str
    tag: str = ""


Row = tuple[Cell | None, ...]


class Rows(NamedTuple):
    """The answer to a SELECT: variables, and one tuple a row (``None`` where unbound)."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


class EngineError(Exception):
    """The engine answered with an error: the request was refused, or could not be carried out."""


class Engine(ABC):
    """A SPARQL server with an empty store, alive from its making to ``stop``; a context manager."""

    name: ClassVar[str]
    has_named_graphs: ClassVar[bool] = True
    stored_as: ClassVar[Mapping[str, str]] = MappingProxyType({})  # datatypes that it is known to replace
    _held: Path | None = None

    @classmethod
    @abstractmethod
    def is_available(cls) -> str | None:
        """What is missing here and how to get it, or ``None`` when the engine can be started."""

    @abstractmethod
    def load(self, file: Path) -> None:
        """Replace all that the store holds by the contents of a file (.ttl; .trig and .nq with named graphs)."""

    def hold(self, file: Path) -> None:
        """Load a file, unless it was the last one held."""
        if self._held != file:
            self.load(file)
            self._held = file

    @abstractmethod
    def dump(self) -> frozenset[str]:
        """All that the store holds, as canonical N-Quads lines."""

    @abstractmethod
    def select(self, sparql: str) -> Rows:
        """The rows of a SELECT over the default graph. Raises EngineError."""

    @abstractmethod
    def stop(self) -> None:
        """End the server, and wait until it has ended."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Server(Engine):
    """An engine that is a process of its own and speaks HTTP on ``self.url``."""

    path_of_queries: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        """Start the server; ``folder`` is for its files and its log, must be empty, and goes away with it."""
        self.folder = folder
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), *self.handlers())
        self.log = folder / "log.txt"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self.command(port), cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise

    @abstractmethod
    def command(self, port: int) -> Sequence[str]:
        """The command that serves HTTP on a loopback port from ``self.folder``."""

    def handlers(self) -> Sequence[urllib.request.BaseHandler]:
        """What HTTP needs besides, such as a password."""
        return ()

    def select(self, sparql: str) -> Rows:
        return rows_of_json(self.query(sparql, SPARQL_JSON))

    def query(self, sparql: str, accept: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """The answer to a query, sent as a form by POST."""
        form = urllib.parse.urlencode({"query": sparql, **(parameters or {})}).encode()
        return self.request("POST", self.path_of_queries, form, accept=accept)

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
        """The body of the answer to one request; ``headers`` are named with ``_`` for ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, body, named, method=method)
        try:
            with self._opener.open(request, timeout=SECONDS_TO_ANSWER) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            with error:
                words = error.read().decode(errors="replace").strip()
            raise EngineError(f"{self.name}: {method} {path}: HTTP {error.code}: {words[:2000]}") from error

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_START)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(OSError, EngineError):
                self.query("ASK {}", SPARQL_JSON)
                return
            time.sleep(0.1)
        raise EngineError(f"{self.name} did not start; its log ends: {self.log.read_text(errors='replace')[-2000:]}")


def free_port() -> int:
    """A loopback port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def lines_of(content: bytes | Path, stored_as: Mapping[str, str] | None = None) -> frozenset[str]:
    """What a file (by its suffix) or N-Quads bytes say, as canonical N-Quads lines, the default graph without a name.

    Lexical forms stay as they are written, datatypes too unless ``stored_as`` gives another; blank nodes get labels
    that depend on the contents alone.
    """
    quads = ox.parse(path=content) if isinstance(content, Path) else ox.parse(content, format=ox.RdfFormat.N_QUADS)
    dataset = ox.Dataset(_with_datatypes(quad, stored_as or {}) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(_line(quad) for quad in dataset)


def _with_datatypes(quad: ox.Quad, stored_as: Mapping[str, str]) -> ox.Quad:
    term = quad.object
    if not isinstance(term, ox.Literal) or term.datatype.value not in stored_as:
        return quad
    changed = ox.Literal(term.value, datatype=ox.NamedNode(stored_as[term.datatype.value]))
    return ox.Quad(quad.subject, quad.predicate, changed, quad.graph_name)


def _line(quad: ox.Quad) -> str:
    # Not str(quad): that of a quad in the default graph is no N-Quads line.
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else f" {quad.graph_name}"
    return f"{quad.subject} {quad.predicate} {quad.object}{graph} ."


def rows_of_json(content: bytes) -> Rows:
    """The rows in a SPARQL 1.1 JSON answer; ``xsd:string`` is not named, since most engines leave it out."""
    answer = json.loads(content)
    variables = tuple(answer["head"]["vars"])
    found = answer["results"]["bindings"]
    return Rows(variables, tuple(tuple(_cell(binding.get(name)) for name in variables) for binding in found))


def _cell(term: Mapping[str, Any] | None) -> Cell | None:
    if term is None:
        return None
    kind = {"uri": "iri", "bnode": "bnode"}.get(term["type"], "literal")
    tag = term.get("xml:lang") or term.get("datatype") or ""
    return Cell(kind, term["value"], "" if tag == XSD + "string" else tag)
