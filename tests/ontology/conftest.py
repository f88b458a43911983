"""The terms, the shapes and the real graph, read and built once."""

from __future__ import annotations

import pytest
import rdflib

from kg import ontology, resources, validate
from kg.build import Built
from tests.fixtures.bundled import bundled
from tests.ontology import PREFIXES, Finder, ask_check


@pytest.fixture(scope="session")
def terms() -> ontology.Ontology:
    return ontology.read(resources.ontology())


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    return validate.read_shapes([resources.ontology() / "shapes.ttl"])


@pytest.fixture(scope="session")
def built() -> Built:
    """The bundled corpus, built once."""
    return bundled()


@pytest.fixture(scope="session")
def check_names() -> list[str]:
    return [path.stem for path in sorted((resources.ontology() / "checks").glob("*.rq"))]


@pytest.fixture(scope="session")
def find(terms: ontology.Ontology) -> Finder:
    """Run one check over Turtle and the ontology."""
    known = terms.graph.serialize(format="nt")

    def finder(check: str, turtle: str) -> list[dict[str, str]]:
        data = rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle")
        return ask_check(check, known + data.serialize(format="nt"))

    return finder
