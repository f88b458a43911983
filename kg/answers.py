"""What Oxigraph answers comes in; the same in our own terms goes out, in the same order each time."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import QueryError
from kg.terms import Answer, Iri, Literal, Table, Term, Triple, Triples

ASK_FOR_LESS = "let its patterns share variables, so that not everything is paired with everything, or add a LIMIT"

_Found = TypeVar("_Found")


def read_answer(
    results: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean, most: int = sys.maxsize, ends: float = math.inf
) -> Answer:
    """Read an answer. Raises QueryError (more than so many rows or triples) or TimeoutError (after that moment)."""
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    if isinstance(results, ox.QueryTriples):
        return read_triples(_counted(results, "triples", most, ends))
    nodes: dict[str, Iri] = {}
    variables = tuple(variable.value for variable in results.variables)
    rows = tuple(
        tuple(None if term is None else _term(term, nodes) for term in solution)
        for solution in _counted(results, "rows", most, ends)
    )
    return Table(variables, rows)


def _counted(found: Iterable[_Found], what: str, most: int, ends: float) -> Iterator[_Found]:
    for number, each in enumerate(found):
        if number == most:
            raise QueryError(f"more than {most:,} {what}; {ASK_FOR_LESS}")
        if time.monotonic() > ends:
            raise TimeoutError
        yield each


def read_triples(found: Iterable[ox.Triple]) -> Triples:
    """Read triples, each once and in order. Raises QueryError (a triple inside a triple), and what ``found`` raises."""
    graph: Collection[ox.Triple | ox.Quad] = list(found)  # in a third of the memory that a Dataset takes
    # Oxigraph names blank nodes by chance; the canonical names are the same each time.
    if any(isinstance(term, ox.BlankNode) for each in graph for term in (each.subject, each.object)):
        graph = _canonical(graph)
    triples = {Triple(_node(each.subject), Iri(each.predicate.value), _term(each.object)) for each in graph}
    return Triples(tuple(sorted(triples, key=_order)))


def _canonical(found: Iterable[ox.Triple | ox.Quad]) -> ox.Dataset:
    graph = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in found)
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return graph


def _order(triple: Triple) -> tuple[str, str, bool, str, str, str]:
    last = triple.object
    kind = (last.datatype, last.language) if isinstance(last, Literal) else ("", "")
    return triple.subject, triple.predicate, isinstance(last, Literal), str(last), *kind


def _term(term: object, nodes: dict[str, Iri] | None = None) -> Term:
    """One of our terms for one of Oxigraph's; blank nodes are numbered in ``nodes``, where it is given."""
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    if isinstance(term, ox.BlankNode) and nodes is not None:
        return nodes.setdefault(term.value, Iri(f"_:b{len(nodes)}"))
    return _node(term)


def _node(term: object) -> Iri:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    shown = str(term)[:200]
    raise QueryError(f"the answer holds a triple inside a triple ({shown}), which is not RDF 1.1; ask for its parts")
