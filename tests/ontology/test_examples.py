"""Each shape is shown by an example that keeps it and by examples that break it, and none is there for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH, XSD

from kg import ontology, rdf, resources, validate
from kg.build import Built
from tests.ontology import EXAMPLE, SHAPE, Reported, broken, example_files, node_shapes, targets

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


def test_every_constraint_bites(terms: ontology.Ontology, shapes: rdflib.Graph) -> None:
    """Break each property shape, on each valid example, in each way that it forbids; all must be reported."""
    wanted, examples = {}, {}
    for path in VALID:
        for number, (shape, turtle) in enumerate(_mutations(path, terms.graph, shapes)):
            wanted[f"{path.stem}.{number}"] = shape
            examples[f"{path.stem}.{number}"] = turtle
    found = broken(examples, terms.graph, shapes)
    missed = {name: shape for name, shape in wanted.items() if shape not in found.get(name, set())}
    assert missed == {}
    told_apart = {str(each).removeprefix(SHAPE) for each in shapes.objects(None, SH.property)}
    unbroken = told_apart - set(wanted.values()) - {str(each).removeprefix(SHAPE) for each in _others(shapes)}
    assert unbroken == set()


def _mutations(path: Path, terms: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    """Copies of an example, each with one property of its thing missing, doubled, or of a wrong kind."""
    shape = rdflib.URIRef(SHAPE + path.stem)
    data = rdflib.Graph().parse(path)
    own = sorted(str(each) for each in targets(shape, shapes, terms + data) if str(each).startswith(EXAMPLE))
    for each in sorted(set(shapes.objects(shape, SH.property)) - _others(shapes), key=str):
        step = shapes.value(each, SH.path)
        assert isinstance(step, rdflib.URIRef)
        name, subject = str(each).removeprefix(SHAPE), rdflib.URIRef(own[0])
        if shapes.value(each, SH.minCount):
            yield name, _changed(data, subject, step)
        if shapes.value(each, SH.maxCount):
            yield name, _changed(data, subject, step, rdflib.Literal("one"), rdflib.Literal("two"))
        if any(shapes.value(each, kind) for kind in (SH["class"], SH.node, SH.nodeKind)):
            yield name, _changed(data, subject, step, rdflib.Literal("a word"))
        elif shapes.value(each, SH.datatype) or shapes.value(each, SH["or"]):
            yield name, _changed(data, subject, step, rdflib.Literal("12", datatype=XSD.gYear))


def _others(shapes: rdflib.Graph) -> set[rdflib.term.Node]:
    """Property shapes that compare two properties, or look at a list: their examples stand in files of their own."""
    compared = {*shapes.subjects(SH.lessThanOrEquals), *shapes.subjects(SH.disjoint)}
    return compared | set(shapes.subjects(SH.hasValue))


def _changed(data: rdflib.Graph, subject: rdflib.term.Node, step: rdflib.URIRef, *values: rdflib.Literal) -> str:
    changed = rdflib.Graph()
    changed += data
    changed.remove((subject, step, None))
    for value in values:
        changed.add((subject, step, value))
    return changed.serialize(format="nt")


def _real(built: Built) -> rdflib.Graph:
    types = {str(RDF.type), str(RDFS.subClassOf)}
    dated = {f"https://w3id.org/foedera/ontology#{name}" for name in ("earliestStart", "status")}
    return rdf.to_rdflib(t for t in built.parts.everything() if t.predicate in types | dated)


def _without_strings(turtle: str) -> str:
    return re.sub(r'"[^"]*"|^#.*$', "", turtle, flags=re.MULTILINE)
