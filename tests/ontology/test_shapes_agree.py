"""The ontology and the shapes say the same of each property: what takes it, where it leads, and how often."""

from __future__ import annotations

from dataclasses import dataclass

import rdflib
from rdflib.namespace import SH

from kg import ontology
from kg.namespaces import DIP
from kg.ontology import local
from tests.ontology import SHAPE


@dataclass(frozen=True)
class Row:
    """One property as one of the two files has it; ``domain`` holds local names of classes."""

    is_object: bool
    range: frozenset[str]
    scheme: str
    domain: frozenset[str]
    is_single: bool


Table = dict[str, Row]


def test_the_ontology_and_the_shapes_give_the_same_table(terms: ontology.Ontology, shapes: rdflib.Graph) -> None:
    said_by_ontology = {
        name: Row(prop.is_object, prop.range, prop.scheme, prop.domain, prop.is_single)
        for name, prop in terms.properties.items()
        if prop.domain
    }
    assert said_by_shapes(terms, shapes) == said_by_ontology


def test_all_that_dated_things_share_is_shared_by_the_same_classes(
    terms: ontology.Ontology, shapes: rdflib.Graph
) -> None:
    """The shape of dated things has no class as its target, so its domain can only be compared within the ontology."""
    shared = {row.domain for name, row in _rows(terms, shapes, "Dated")}
    assert len(shared) == 1


def said_by_shapes(terms: ontology.Ontology, shapes: rdflib.Graph) -> Table:
    """Read the table back: a property has the domain of all shapes that mention it, and the union of their ranges."""
    table: Table = {}
    for shape in sorted(local(each) for each in shapes.subjects(rdflib.RDF.type, SH.NodeShape)):
        for name, row in _rows(terms, shapes, shape):
            known = table.get(name, row)
            assert (known.is_object, known.scheme, known.is_single) == (row.is_object, row.scheme, row.is_single), name
            ranges, domain = known.range | row.range, known.domain | row.domain
            table[name] = Row(row.is_object, ranges, row.scheme, domain, row.is_single)
    return table


def _rows(terms: ontology.Ontology, shapes: rdflib.Graph, shape: str) -> list[tuple[str, Row]]:
    node, rows = rdflib.URIRef(SHAPE + shape), []
    for each in shapes.objects(node, SH.property):
        path = shapes.value(each, SH.path)
        if str(path).startswith(DIP) and (ranged := _range(shapes, each)):
            classes = frozenset(local(target) for target in shapes.objects(node, SH.targetClass))
            domain = classes or terms.properties[local(path)].domain
            is_object, ranges, scheme = ranged
            single = shapes.value(each, SH.maxCount)
            assert single is None or int(str(single)) == 1
            rows.append((local(path), Row(is_object, ranges, scheme, domain, single is not None)))
    return rows


def _range(shapes: rdflib.Graph, shape: rdflib.term.Node) -> tuple[bool, frozenset[str], str] | None:
    """Where a property shape leads: things or values, of which kinds, from which list; None where it only compares."""
    choices = list(shapes.items(either)) if (either := shapes.value(shape, SH["or"])) else [shape]
    classes = frozenset(local(each) for choice in choices for each in shapes.objects(choice, SH["class"]))
    datatypes = frozenset(local(each) for choice in choices for each in shapes.objects(choice, SH.datatype))
    if classes or datatypes:
        assert not (classes and datatypes)
        return bool(classes), classes or datatypes, ""
    if listed := shapes.value(shape, SH.node):
        scheme = shapes.value(shapes.value(listed, SH.property), SH.hasValue)
        return True, frozenset({"Concept"}), local(scheme)
    return (True, frozenset({"Resource"}), "") if shapes.value(shape, SH.nodeKind) == SH.IRI else None
