"""The pitfalls of the OOPS! catalogue: the table of ontology/README.md has each, with what keeps us from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDFS, SDO, SKOS

from kg import ontology, resources
from kg.namespaces import DIP
from kg.ontology import local

HOUSE = resources.ontology()
ROWS = re.findall(r"^\| (P\d\d) \| (.+?) \| (.+) \|$", (HOUSE / "README.md").read_text("utf-8"), re.MULTILINE)
TESTS = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
CATALOGUE = [f"P{number:02}" for number in range(1, 42)]  # https://oops.linkeddata.es/catalogue.jsp


def test_the_table_has_every_pitfall_of_the_catalogue_once() -> None:
    assert [number for number, _, _ in ROWS] == CATALOGUE


@pytest.mark.parametrize(("number", "pitfall", "kept"), ROWS, ids=[number for number, _, _ in ROWS])
def test_a_pitfall_is_kept_by_a_test_or_a_check_that_exists_or_does_not_apply(
    number: str, pitfall: str, kept: str
) -> None:
    assert pitfall
    keepers = re.findall(r"`([\w-]+)`", kept)
    assert bool(keepers) != kept.startswith("does not apply: "), number
    for keeper in keepers:
        assert f"def {keeper}(" in TESTS or (HOUSE / "checks" / f"{keeper}.rq").is_file(), keeper


def test_names_keep_one_convention(terms: ontology.Ontology) -> None:
    things = {*terms.classes, *terms.concepts}
    others = {*terms.properties, *terms.schemes, *terms.keys}
    assert {name for name in things if not re.fullmatch(r"([A-Z][a-z]+)+", name)} == set()
    assert {name for name in others if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name)} == set()


def test_no_class_is_two_things_or_a_place_for_the_rest(terms: ontology.Ontology) -> None:
    labels = {name: term.label for name, term in {**terms.classes, **terms.concepts}.items()}
    two = re.compile(r"\b(and|or)\b|/")
    rest = re.compile(r"\b(other|misc\w*|various|unknown|general|thing)\b", re.IGNORECASE)
    assert {name for name, label in labels.items() if two.search(label) or rest.search(label)} == set()
    assert {name for name in labels if re.search(r"[a-z](And|Or)[A-Z]|^(Other|Misc|Unknown)", name)} == set()


def test_no_property_stands_for_what_the_language_has(terms: ontology.Ontology) -> None:
    taken = {"is", "is a", "isA", "instance of", "instanceOf", "subclass of", "subClassOf", "kind of", "equals"}
    assert not taken & {word for prop in terms.properties.values() for word in (prop.name, prop.label)}


def test_no_term_stands_alone(terms: ontology.Ontology) -> None:
    graph = terms.graph
    joined = {*graph.objects(None, SDO.domainIncludes), *graph.objects(None, SDO.rangeIncludes)}
    joined |= {*graph.subjects(RDFS.subClassOf), *graph.objects(None, RDFS.subClassOf)}
    joined |= {*graph.subjects(SDO.domainIncludes), *graph.objects(None, rdflib.URIRef(DIP + "shortcut"))}
    joined |= {*graph.subjects(SKOS.inScheme), *graph.objects(None, rdflib.URIRef(DIP + "fromScheme"))}
    every = {*map(str, terms.by_iri), *(DIP + scheme for scheme in terms.schemes)}
    assert {local(each) for each in every - set(map(str, joined))} == set()


def test_no_two_terms_have_one_definition(terms: ontology.Ontology) -> None:
    told = [str(text).casefold() for text in terms.graph.objects(None, SKOS.definition)]
    assert sorted({text for text in told if told.count(text) > 1}) == []


def test_no_term_is_used_in_its_own_definition(terms: ontology.Ontology) -> None:
    assert not [triple for triple in terms.graph if triple[0] == triple[2]]


def test_a_label_names_and_a_definition_explains(terms: ontology.Ontology) -> None:
    for term, label in terms.graph.subject_objects(RDFS.label):
        definition = str(terms.graph.value(term, SKOS.definition))
        assert len(str(label)) < 50, term
        assert not str(label).endswith("."), term
        assert definition.rstrip(".").casefold() != str(label).casefold(), term
