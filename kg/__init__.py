"""Foedera: texts about diplomacy become a knowledge graph in which every fact leads back to its words.

import kg
graph = kg.open_graph()                       # the bundled graph, or a file, a folder, an endpoint
graph.state("1904-03-01")                     # who stood where on that day
graph.explain("qing-neutrality")              # from a fact to the words
graph.query("portsmouth-cessions")            # a named question; or any SPARQL
kg.build_graph(folder, out)                   # a corpus of your own
kg.compare_graphs(old, new)                   # what changed, in claims
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import Built, build_graph, check_corpus, extract_claims
    from kg.changes import compare_graphs
    from kg.difference import Difference
    from kg.errors import (
        CorpusError,
        DateError,
        DoesNotConform,
        KgError,
        OntologyError,
        Problem,
        QueryError,
        StoreError,
    )
    from kg.explain import Explanation
    from kg.knowledge import KnowledgeGraph, open_graph
    from kg.model import Claim
    from kg.state import Standing
    from kg.terms import Iri, Literal, Table, Triple, Triples

# Names are loaded when they are first used: a command that asks a question must not wait for rdflib.
_HOMES = {
    "kg.build": ("Built", "build_graph", "check_corpus", "extract_claims"),
    "kg.changes": ("compare_graphs",),
    "kg.difference": ("Difference",),
    "kg.errors": (
        *("CorpusError", "DateError", "DoesNotConform", "KgError"),
        *("OntologyError", "Problem", "QueryError", "StoreError"),
    ),
    "kg.explain": ("Explanation",),
    "kg.knowledge": ("KnowledgeGraph", "open_graph"),
    "kg.model": ("Claim",),
    "kg.state": ("Standing",),
    "kg.terms": ("Iri", "Literal", "Table", "Triple", "Triples"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Built",
    "Claim",
    "CorpusError",
    "DateError",
    "Difference",
    "DoesNotConform",
    "Explanation",
    "Iri",
    "KgError",
    "KnowledgeGraph",
    "Literal",
    "OntologyError",
    "Problem",
    "QueryError",
    "Standing",
    "StoreError",
    "Table",
    "Triple",
    "Triples",
    "build_graph",
    "check_corpus",
    "compare_graphs",
    "extract_claims",
    "open_graph",
]


def __getattr__(name: str) -> Any:
    import importlib

    if name not in _HOME_OF:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
