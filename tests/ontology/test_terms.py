"""Every term is named, defined, placed and tellable; and whatever uses a term uses one that is defined."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import ontology, resources
from kg.namespaces import DIP, ONTOLOGY, SCHEMA
from kg.ontology import Kind

HOUSE = resources.ontology()
READ = ontology.read(HOUSE)
TERMS = sorted({rdflib.URIRef(str(each)) for each in READ.graph.subjects(RDFS.isDefinedBy, rdflib.URIRef(ONTOLOGY))})
TOLD_APART = {"thing", "participant"}  # slots that the teller fills by itself


def _local(term: object) -> str:
    return ontology.local(term)


@pytest.mark.parametrize("term", TERMS, ids=_local)
def test_a_term_has_a_label_in_two_languages_and_a_definition(term: rdflib.URIRef) -> None:
    graph = READ.graph
    labels = [label.language for label in graph.objects(term, RDFS.label) if isinstance(label, rdflib.Literal)]
    assert sorted(str(language) for language in labels) == ["en", "zh-hant"]
    definitions = [text for text in graph.objects(term, SKOS.definition) if isinstance(text, rdflib.Literal)]
    assert [text.language for text in definitions] == ["en"]
    assert str(definitions[0]).endswith(".")


def test_every_subject_of_ours_says_that_it_is_defined_here() -> None:
    ours = {subject for subject in READ.graph.subjects() if str(subject).startswith(DIP)}
    assert ours == set(TERMS)


def test_two_terms_of_one_kind_do_not_share_a_label() -> None:
    """A name may serve a class and a property; two properties or two concepts of one list would be mistaken."""
    for scheme, members in READ.schemes.items():
        labels = [READ.concepts[name].label for name in members]
        assert len(set(labels)) == len(labels), scheme
    for terms in (READ.classes, READ.properties):
        labels = [term.label for term in terms.values()]
        assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize("name", sorted(READ.properties))
def test_a_property_says_what_takes_it_and_where_it_leads(name: str) -> None:
    prop = READ.properties[name]
    is_shortcut = prop.iri in {str(each) for each in READ.graph.objects(None, rdflib.URIRef(DIP + "shortcut"))}
    if is_shortcut:  # it joins the two ends of its class, whatever they are
        assert prop.derived_by == "rules/20-shortcuts.rq"
        return
    assert prop.domain <= {*READ.classes, "Statement"}
    assert prop.domain
    assert prop.range <= {*READ.classes, "Resource", "Statement", "Concept", "date", "string", "langString"}
    assert prop.range
    assert ("Concept" in prop.range) == bool(prop.scheme)
    assert not prop.scheme or prop.scheme in READ.schemes


@pytest.mark.parametrize("name", sorted(READ.properties))
def test_what_is_derived_names_its_rule(name: str) -> None:
    written_by = READ.properties[name].derived_by
    if written_by.endswith(".rq"):
        assert f"dip:{name}" in (HOUSE / written_by).read_text("utf-8") or "shortcuts" in written_by


RELATIONS = sorted(name for name, kind in READ.classes.items() if "Relation" in kind.parents)


def test_relation_kinds_are_flat() -> None:
    below = {name for name in READ.classes if READ.is_kind_of(name, ["Relation"]) and name != "Relation"}
    assert below == set(RELATIONS)
    assert {"Alliance", "Neutrality", "TerritorialControl", "Dependency", "Rivalry"} <= below


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_kind_can_be_asked_drawn_told_and_derived(name: str) -> None:
    kind = READ.classes[name]
    assert kind.ends[0] and kind.ends[1]
    assert all(READ.takes(name, end) for end in kind.ends if end)
    assert kind.sentence
    assert READ.inherited(name, "is_state") is True
    shortcuts = list(READ.graph.objects(rdflib.URIRef(kind.iri), rdflib.URIRef(DIP + "shortcut")))
    assert [_local(each) in READ.properties for each in shortcuts] == [True]


def _tellable() -> list[tuple[str, Kind, frozenset[str]]]:
    """Each sentence with the classes whose properties may fill its slots."""
    found = [(name, kind, frozenset({name})) for name, kind in READ.classes.items() if kind.sentence]
    for name, concept in READ.concepts.items():
        schemes = [scheme for scheme, members in READ.schemes.items() if name in members]
        by = {prop.name for prop in READ.properties.values() if prop.scheme in schemes}
        takers = frozenset(kind.name for kind in READ.classes.values() if kind.kind_by in by)
        if concept.sentence:
            found.append((name, concept, takers))
    return found


@pytest.mark.parametrize(("name", "kind", "takers"), _tellable(), ids=[name for name, _, _ in _tellable()])
def test_the_slots_of_a_sentence_are_properties_of_what_it_tells(name: str, kind: Kind, takers: frozenset[str]) -> None:
    slots = set(re.findall(r"\{(\w+)\}", kind.sentence)) - TOLD_APART
    assert takers
    for slot in slots:
        assert any(READ.takes(taker, slot) for taker in takers), f"{slot} is no property of {sorted(takers)}"
    assert kind.sentence.count("[") == kind.sentence.count("]")
    assert not re.search(r"\[[^\]]*\[", kind.sentence), "brackets do not nest"


def test_concepts_are_in_a_list_and_named_as_skos_wants() -> None:
    graph = READ.graph
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        schemes = set(graph.objects(concept, SKOS.inScheme))
        assert schemes, f"{concept} is in no list"
        assert schemes == set(graph.objects(concept, SKOS.topConceptOf))
        assert set(graph.objects(concept, SKOS.prefLabel)) == set(graph.objects(concept, RDFS.label))
        for scheme in schemes:
            assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_every_predicate_is_declared_so_that_owl_tools_read_it() -> None:
    graph = READ.graph
    declared = {
        subject
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for subject in graph.subjects(RDF.type, kind)
    }
    of_the_language = (str(RDF), str(RDFS), str(OWL))
    used = {predicate for predicate in graph.predicates() if not str(predicate).startswith(of_the_language)}
    assert used <= declared
    for prop in declared:
        kinds = set(graph.objects(prop, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
        assert len(kinds) == 1, f"{prop} is declared twice"


def test_every_class_above_ours_and_every_type_is_declared() -> None:
    graph = READ.graph
    classes = set(graph.subjects(RDF.type, OWL.Class))
    assert set(graph.objects(None, RDFS.subClassOf)) <= classes
    types = {each for each in graph.objects(None, RDF.type) if not str(each).startswith((str(RDFS), str(OWL)))}
    assert types <= classes


def test_no_domain_or_range_from_which_a_store_would_infer_types() -> None:
    assert not list(READ.graph.subject_objects(RDFS.domain))
    assert not list(READ.graph.subject_objects(RDFS.range))
    assert SCHEMA == "https://schema.org/"


def test_the_header_gives_version_licence_and_title() -> None:
    header = rdflib.URIRef(ONTOLOGY)
    version = str(READ.graph.value(header, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert READ.graph.value(header, OWL.versionIRI) == rdflib.URIRef(f"{ONTOLOGY}/{version}")
