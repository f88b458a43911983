"""Whatever speaks of a term speaks of one that is defined; and no term is defined for nobody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDFS, SKOS

from kg import ontology, resources
from kg.build import Built
from kg.namespaces import DIP, ONTOLOGY
from kg.ontology import local

HOUSE, PACKAGE, ROOT = resources.ontology(), resources.PACKAGE, resources.CHECKOUT
GRAPH = ontology.read(HOUSE).graph
DEFINED = {local(term) for term in GRAPH.subjects(RDFS.isDefinedBy, rdflib.URIRef(ONTOLOGY))}

# A term in SPARQL, Turtle, prose or a page; in the program; in the reader of annotations.
WRITTEN = re.compile(r"\bdip:(\w+)" + "|" + re.escape(DIP) + r"(\w+)")
IN_PYTHON = re.compile(r'\bdip\("(\w+)"\)|\bDIP \+ "(\w+)"|\bnote\.(?:text|term)\("(\w+)"\)')
SPEAKERS = [
    *(path for pattern in ("**/*.ttl", "**/*.tsv", "**/*.rq", "*.md") for path in sorted(HOUSE.glob(pattern))),
    *sorted(PACKAGE.glob("queries/**/*.rq")),
    *(path for path in sorted(PACKAGE.glob("templates/*")) if path.suffix != ".gz"),
    *sorted(PACKAGE.rglob("*.py")),
    *sorted(PACKAGE.glob("corpus/**/*.toml")),
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("notebooks/*.ipynb")),
]


def spoken_of(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    if path.suffix in {".rq", ".ttl"}:  # prose in comments and strings may name what is no term
        text = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    patterns = [WRITTEN, IN_PYTHON] if path.suffix == ".py" else [WRITTEN]
    return {name for pattern in patterns for match in pattern.finditer(text) for name in match.groups() if name}


@pytest.mark.parametrize("path", SPEAKERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_speaks_of_defined_terms_only(path: Path) -> None:
    assert spoken_of(path) <= DEFINED


def test_most_kinds_of_file_speak_of_terms() -> None:
    """So that the test before this one cannot pass by reading nothing."""
    speaking = {path.suffix for path in SPEAKERS if spoken_of(path)}
    assert {".ttl", ".tsv", ".rq", ".md", ".py", ".ipynb"} <= speaking


def test_every_term_is_used_or_says_for_whom_it_is_there(built: Built) -> None:
    """A scope note stands on what nothing of the project uses, and goes once something does."""
    used = {
        *in_the_graph(built),
        *on_terms(),
        *keys_of_corpus_files(),
        *(name for path in PACKAGE.glob("lexicon/*.toml") for name in words(tomllib.loads(path.read_text("utf-8")))),
        *(name for path in SPEAKERS if path.suffix in {".rq", ".py"} for name in spoken_of(path)),
    }
    assert explained() == DEFINED - used


def in_the_graph(built: Built) -> Iterator[str]:
    """Terms in the facts of the bundled corpus, in what its claims say, and in what is derived."""
    for triple in {*built.parts.everything()} - {*built.parts.ontology}:
        yield from (local(term) for term in (triple.predicate, triple.object) if str(term).startswith(DIP))


def on_terms() -> Iterator[str]:
    """Annotations in the ontology, and what they name: a list by its property, a shortcut by its class."""
    for _, predicate, value in GRAPH:
        if str(predicate).startswith(DIP):
            yield from (local(term) for term in (predicate, value) if str(term).startswith(DIP))


def keys_of_corpus_files() -> Iterator[str]:
    """The keys of claims and of the authority file that the bundled corpus writes, or that the program looks for."""
    keys = {local(key) for key in GRAPH.subjects(rdflib.URIRef(DIP + "keyOf"))}
    program = "\n".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py"))
    yield from (key for key in keys if f'"{key}"' in program)
    for path in PACKAGE.glob("corpus/**/*.toml"):
        yield from keys & set(words(tomllib.loads(path.read_text("utf-8"))))


def words(table: object) -> Iterator[str]:
    """Every key and every text of a TOML file."""
    if isinstance(table, dict):
        yield from table
        for value in table.values():
            yield from words(value)
    elif isinstance(table, list):
        for value in table:
            yield from words(value)
    elif isinstance(table, str):
        yield table


def explained() -> set[str]:
    return {local(term) for term in GRAPH.subjects(SKOS.scopeNote)}
