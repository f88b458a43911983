"""The values that pass from stage to stage: frozen, typed, and without any RDF library.

Offsets count Unicode code points of the stored text, from 0, end excluded. Dates are ``datetime.date``
in the proleptic Gregorian calendar.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal as OneOf
from typing import NamedTuple, Protocol

XSD = "http://www.w3.org/2001/XMLSchema#"

Status = OneOf["Accepted", "Disputed", "Rejected", "Unreviewed"]


# ---- RDF terms, as plain values -----------------------------------------------------------------


class Iri(str):
    """An absolute IRI, or the label of a blank node (``_:x``) in an answer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: its lexical form, its datatype IRI, and its language tag (lower case) or ``""``."""

    value: str
    datatype: str = XSD + "string"
    language: str = ""

    def __str__(self) -> str:
        return self.value


Term = Iri | Literal


class Triple(NamedTuple):
    """Subject, predicate, object."""

    subject: Iri
    predicate: Iri
    object: Term


# ---- dates --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of when something began and ended; ``None`` where nothing is known."""

    earliest_start: datetime.date | None = None
    latest_start: datetime.date | None = None
    earliest_end: datetime.date | None = None
    latest_end: datetime.date | None = None


# ---- sources and their words --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A document that claims are taken from: a stored text, or a document of record that is cited."""

    id: str
    title: str
    folder: Path
    text: str | None = None
    sha256: str = ""
    language: str = "en"
    facts: Mapping[str, str] = field(default_factory=dict)  # author, date, url, licence, citation, note


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a stored text, at its offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source says something: a quote at its offsets in a stored text, or a cited place.

    ``prefix`` and ``suffix`` are the rest of the sentence around the quote.
    """

    source: str
    exact: str = ""
    start: int = -1
    end: int = -1
    prefix: str = ""
    suffix: str = ""
    locator: str = ""
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of a source and what they were taken to stand for, with the reason."""

    words: str
    stands_for: Term
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place in one source says of one thing, and the project's stance towards it."""

    source: str
    id: str
    about: Iri
    says: tuple[Triple, ...]
    evidence: tuple[Passage, ...]
    status: Status = "Accepted"
    contradicts: tuple[str, ...] = ()  # "source:claim"
    reads: tuple[Reading, ...] = ()
    note: str = ""
    by: str = ""
    rule: str = ""
    label: str = ""

    @property
    def key(self) -> str:
        """The name of the claim in the whole corpus, ``source:claim``."""
        return f"{self.source}:{self.id}"


# ---- answers of a store -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: variables, and one tuple a row (``None`` where unbound)."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        for row in self.rows:
            yield dict(zip(self.variables, row, strict=True))

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, sorted."""

    triples: tuple[Triple, ...]


Answer = Table | Triples | bool


class Store(Protocol):
    """Anything that answers SPARQL: a graph in memory, a directory on disk, an endpoint."""

    name: str

    def ask(self, sparql: str) -> Answer:
        """Run a query of any form. Raises QueryError (bad SPARQL) or StoreError (no answer)."""
        ...
