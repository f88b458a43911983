"""RDF terms and answers of a store as plain values, without any RDF library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

XSD = "http://www.w3.org/2001/XMLSchema#"


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
