"""Each shape is shown by an example that keeps it and by examples that break it, and none is there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

from kg import ontology, rdf, resources, validate
from kg.build import Built
from tests.ontology import SHAPE, Reported, broken, example_files, node_shapes, targets

VALID, INVALID = example_files("valid"), example_files("invalid")
SHAPES = node_shapes(validate.read_shapes([resources.ontology() / "shapes.ttl"]))

# Shapes of which nothing in the bundled corpus stands as fact; their minimum counts are checked as if accepted.
NOT_AMONG_THE_FACTS = {
    "Dependency": "every protectorate of the corpus is disputed, so that none stands as fact",
    "Judgement": "a judgement is never accepted",
}


@pytest.fixture(scope="module")
def reported(terms: ontology.Ontology, shapes: rdflib.Graph) -> Reported:
    examples = {f"{path.parent.name}.{path.stem}": path.read_text("utf-8") for path in (*VALID, *INVALID)}
    return broken(examples, terms.graph, shapes)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_with_a_target_has_examples_on_both_sides(shape: str) -> None:
    assert shape in {path.stem for path in VALID}
    assert shape in {path.stem for path in INVALID}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_conforms_and_is_spoken_of_by_its_shape(
    path: Path, reported: Reported, terms: ontology.Ontology, shapes: rdflib.Graph
) -> None:
    assert reported.get(f"valid.{path.stem}", set()) == set()
    data = rdflib.Graph().parse(path)
    assert targets(rdflib.URIRef(SHAPE + path.stem), shapes, terms.graph + data)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_exactly_the_shape_that_it_names(path: Path, reported: Reported) -> None:
    named = re.findall(r"^# violates: shape:(\S+)$", path.read_text("utf-8"), re.MULTILINE)
    assert len(named) == 1
    assert reported.get(f"invalid.{path.stem}", set()) == set(named)
    assert path.stem.partition("-")[0] in {*SHAPES, named[0].partition("-")[0]}


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_uses_terms_that_are_defined(path: Path, terms: ontology.Ontology) -> None:
    known = {*terms.classes, *terms.properties, *terms.concepts}
    used = set(re.findall(r"\bdip:(\w+)", _without_strings(path.read_text("utf-8"))))
    assert used <= known


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_finds_something_in_the_real_graph(shape: str, built: Built, shapes: rdflib.Graph) -> None:
    data = _real(built)
    found = targets(rdflib.URIRef(SHAPE + shape), shapes, data)
    assert bool(found) != (shape in NOT_AMONG_THE_FACTS), NOT_AMONG_THE_FACTS.get(shape, "no target")


@pytest.mark.parametrize("shape", NOT_AMONG_THE_FACTS)
def test_a_shape_without_facts_finds_something_in_what_is_said(shape: str, built: Built, shapes: rdflib.Graph) -> None:
    """As the build validates it: with all that is not Rejected as if it were accepted."""
    said = [each for claim in built.claims if claim.status != "Rejected" for each in claim.says]
    assert targets(rdflib.URIRef(SHAPE + shape), shapes, rdf.to_rdflib([*built.parts.ontology, *said]))


def _real(built: Built) -> rdflib.Graph:
    types = {str(RDF.type), str(RDFS.subClassOf)}
    dated = {f"https://w3id.org/foedera/ontology#{name}" for name in ("earliestStart", "status", "derivedFrom")}
    return rdf.to_rdflib(t for t in built.parts.everything() if t.predicate in types | dated)


def _without_strings(turtle: str) -> str:
    return re.sub(r'"[^"]*"|^#.*$', "", turtle, flags=re.MULTILINE)
