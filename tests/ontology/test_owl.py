"""The ontology as OWL: what of OWL it uses, that a reasoner finds no contradiction, that its addresses are sound."""

from __future__ import annotations

import re
import warnings

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, VANN

from kg import ontology, rdf
from kg.build import Built
from kg.namespaces import DIP, ONTOLOGY
from tests.ontology import PREFIXES

HEADER = rdflib.URIRef(ONTOLOGY)
FAULT = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # how owlrl tells of a contradiction
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "FunctionalProperty")

CONTRADICTIONS = {
    "two kinds of thing": "ex:x a dip:Alliance , dip:Relation , dip:Treaty .",
    "two kinds of relation": "ex:x a dip:Alliance , dip:Neutrality .",
    "two kinds of event": "ex:x a dip:War , dip:Battle .",
}


def contradictions(terms: rdflib.Graph, data: rdflib.Graph) -> list[str]:
    """What an OWL 2 RL reasoner finds wrong with things, given the classes, their order and what they exclude."""
    import owlrl

    graph = rdflib.Graph() + data
    for triple in terms:
        if triple[1] in (RDF.type, RDFS.subClassOf, OWL.disjointWith):
            graph.add(triple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    merged = [f"{one} = {other}" for one, other in graph.subject_objects(OWL.sameAs) if one != other]
    return [*map(str, graph.objects(None, FAULT)), *merged]


def test_a_reasoner_finds_no_contradiction_in_the_real_facts(built: Built, terms: ontology.Ontology) -> None:
    """Nor does it take two things for one, as it would where a thing had two values of a functional property."""
    assert contradictions(terms.graph, rdf.to_rdflib(built.parts.all_facts())) == []


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_reasoner_finds_a_thing_of_two_kinds(case: str, terms: ontology.Ontology) -> None:
    found = contradictions(terms.graph, rdflib.Graph().parse(data=PREFIXES + CONTRADICTIONS[case], format="turtle"))
    assert any("Disjoint classes" in line for line in found), found


def test_a_reasoner_takes_two_holders_for_one(terms: ontology.Ontology) -> None:
    turtle = PREFIXES + "ex:x dip:holder ex:one , ex:other ."
    found = contradictions(terms.graph, rdflib.Graph().parse(data=turtle, format="turtle"))
    assert any("example/one = " in line for line in found), found


def test_of_owl_it_uses_only_what_is_plain(terms: ontology.Ontology) -> None:
    """No inverse, symmetric, transitive or equivalent terms, no class expressions, no chains, no imports."""
    used = {str(term) for triple in terms.graph for term in triple if str(term).startswith(str(OWL))}
    wanted = {*KINDS, "Ontology", "versionIRI", "versionInfo", "disjointWith"}
    assert used - {str(OWL.deprecated)} == {str(OWL[name]) for name in wanted}


def test_it_has_no_nodes_without_an_address(terms: ontology.Ontology) -> None:
    assert not [triple for triple in terms.graph if any(isinstance(term, rdflib.BNode) for term in triple)]


def test_no_class_excludes_itself_or_what_is_below_it(terms: ontology.Ontology) -> None:
    """Else nothing could be of that class."""
    for one, other in terms.graph.subject_objects(OWL.disjointWith):
        above = set(terms.ancestors(ontology.local(one))), set(terms.ancestors(ontology.local(other)))
        for name in terms.classes:
            assert not all(terms.is_kind_of(name, [ontology.local(each)]) for each in (one, other)), name
        assert ontology.local(one) not in above[1]
        assert ontology.local(other) not in above[0]


def test_the_header_tells_what_it_is_and_how_it_may_be_used(terms: ontology.Ontology) -> None:
    graph = terms.graph
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [HEADER]
    assert graph.value(HEADER, DCTERMS.license) == rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(HEADER, VANN.preferredNamespacePrefix)) == "dip"
    assert str(graph.value(HEADER, VANN.preferredNamespaceUri)) == DIP
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator):
        assert graph.value(HEADER, predicate)


def test_every_address_is_whole_and_names_no_file(terms: ontology.Ontology) -> None:
    """All terms stand under one address; none was made from the place of a file."""
    ours = {str(term) for term in terms.graph.subjects(RDFS.isDefinedBy, HEADER)}
    assert all(re.fullmatch(re.escape(DIP) + r"[A-Za-z]+", term) for term in ours)
    addresses = {str(term) for triple in terms.graph for term in triple if isinstance(term, rdflib.URIRef)}
    assert not [address for address in addresses if re.search(r"\.(owl|rdf|ttl|n3|nt|xml|jsonld)\b", address)]
    assert not [address for address in addresses if not re.match(r"https?://", address)]


def test_nothing_is_said_of_terms_under_the_addresses_of_others(terms: ontology.Ontology) -> None:
    """They are declared, so that OWL tools read them, and no more."""
    foreign = [triple for triple in terms.graph if triple[0] != HEADER and not str(triple[0]).startswith(DIP)]
    assert {predicate for _, predicate, _ in foreign} == {RDF.type}
    assert {kind for _, _, kind in foreign} <= {OWL.Class, OWL.AnnotationProperty}
