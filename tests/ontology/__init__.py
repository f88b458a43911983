"""Tests of the ontology itself, and what they share: runs of SHACL and of checks as plain names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg import rdf, resources, store
from kg.namespaces import DIP
from kg.terms import Table, Triple

SHAPE = "https://w3id.org/foedera/shapes#"
EXAMPLE = "https://w3id.org/foedera/id/example/"

# Finds the rows that a check returns over some Turtle, beside the ontology; takes the name of the check.
Finder = Callable[[str, str], list[dict[str, str]]]
Reported = Mapping[str, set[str]]  # name of the example -> local names of the shapes that it breaks


PREFIXES = f"""
@prefix dip: <{DIP}> .
@prefix ex: <{EXAMPLE}> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def ask_check(check: str, data: Iterable[Triple] | str) -> list[dict[str, str]]:
    """The rows that a check returns over triples, or N-Triples, as it is run by the build: in Oxigraph."""
    ntriples = data if isinstance(data, str) else rdf.ntriples(data)
    sparql = (resources.ontology() / "checks" / f"{check}.rq").read_text("utf-8")
    answer = store.from_quads(ntriples, "a test").ask(sparql)
    assert isinstance(answer, Table)
    return [{name: str(value) for name, value in row.items() if value is not None} for row in answer]


def broken(examples: Mapping[str, str], terms: rdflib.Graph, shapes: rdflib.Graph) -> Reported:
    """The shapes that small examples break, by the name of the example; all are validated in one run."""
    found = results(examples, terms, shapes)
    return {name: {shape for shape, _ in broken_by} for name, broken_by in found.items()}


def results(examples: Mapping[str, str], terms: rdflib.Graph, shapes: rdflib.Graph) -> dict[str, set[tuple[str, str]]]:
    """Shape and kind of constraint of each result; each example keeps to IRIs of its own, which tell them apart."""
    data = rdflib.Graph()
    data += terms
    for name, turtle in examples.items():
        data.parse(data=turtle.replace(EXAMPLE, f"{EXAMPLE}{name}/"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, inplace=True)
    assert isinstance(report, rdflib.Graph)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for result in report.objects(None, SH.result):  # and not what only explains another result
        places = [report.value(result, SH.focusNode), report.value(result, SH.value)]
        name = next(str(p)[len(EXAMPLE) :].partition("/")[0] for p in places if str(p).startswith(EXAMPLE))
        shape = str(report.value(result, SH.sourceShape)).removeprefix(SHAPE)
        component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        found[name].add((shape, component.removesuffix("ConstraintComponent")))
    return found


def targets(shape: rdflib.term.Node, shapes: rdflib.Graph, data: rdflib.Graph) -> set[rdflib.term.Node]:
    """The nodes of the data that a node shape speaks of, as SHACL defines them."""
    nodes = set(shapes.objects(shape, SH.targetNode)) & set(data.objects())
    for predicate in shapes.objects(shape, SH.targetSubjectsOf):
        nodes |= set(data.subjects(predicate))
    for target in shapes.objects(shape, SH.targetClass):
        for each in data.transitive_subjects(RDFS.subClassOf, target):
            nodes |= set(data.subjects(RDF.type, each))
    return nodes


def node_shapes(shapes: rdflib.Graph) -> list[str]:
    """The local names of the node shapes that have a target."""
    kinds = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf)
    return sorted({str(each).removeprefix(SHAPE) for kind in kinds for each in shapes.subjects(kind)})


def example_files(kind: str) -> list[Path]:
    return sorted((resources.ontology() / "examples" / kind).glob("*.ttl"))
