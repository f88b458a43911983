"""Where ontology, queries, corpus and the built graph are: in the installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent

EVERYTHING = "foedera.ttl"  # the Turtle with all of it: facts, claims, derived triples, ontology, labels


def ontology() -> Path:
    """The folder of the ontology: Turtle, shapes, vocabulary, rules, checks."""
    return _first(PACKAGE / "_ontology", CHECKOUT / "ontology")


def corpus() -> Path:
    """The folder of the bundled corpus."""
    return _first(PACKAGE / "corpus")


def queries() -> Path:
    """The folder of the named questions."""
    return _first(PACKAGE / "queries")


def templates() -> Path:
    """The folder of the templates of pages."""
    return _first(PACKAGE / "templates")


def built_graph() -> Path:
    """The Turtle of the bundled corpus, as built when the package was made."""
    return _first(PACKAGE / "_graph" / EVERYTHING, CHECKOUT / "exports" / EVERYTHING)


def default_graph() -> Path:
    """What is asked when nothing is named: the graph in ``./exports`` where there is one, else the bundled one."""
    own = Path("exports") / EVERYTHING
    return own if own.is_file() else built_graph()


def _first(*candidates: Path) -> Path:
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise KgError(f"{candidates[-1]} is missing: the installation is not whole; install foedera again")
