"""An ontology that a corpus brings is refused where a term of it would silently mean nothing, or something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import ontology, resources
from kg.errors import OntologyError
from tests.ontology.test_new_kind import PACT, PREFIXES, SHAPES, TERMS

GUARANTOR = "schema:domainIncludes pact:NonAggressionPact ; schema:rangeIncludes dip:Polity ."
YEARS = "schema:domainIncludes pact:NonAggressionPact ; schema:rangeIncludes xsd:integer ."
ONE = 'pact:One a rdfs:Class , owl:Class ; rdfs:label "one"@en ; skos:definition "A thing of some kind."@en'

# For each pitfall: what is written in the place of what, and how it is told.
PITFALLS = {
    "P06 a class below itself": (
        "rdfs:subClassOf dip:Relation ;",
        f"rdfs:subClassOf pact:One .\n{ONE} ; rdfs:subClassOf pact:NonAggressionPact ;",
        ["#NonAggressionPact: stands below itself"],
    ),
    "P08 a term without a definition": (
        'skos:definition "One who answers for it that the pact is kept."@en ;',
        "",
        ["#guarantor: a term needs an English rdfs:label and a skos:definition"],
    ),
    "P11 a property that nothing takes": (
        GUARANTOR,
        "rdfs:domain pact:NonAggressionPact ; schema:rangeIncludes dip:Polity .",
        ["#guarantor: no class takes it", "schema:domainIncludes"],
    ),
    "P11 a property that leads nowhere": (
        GUARANTOR,
        "schema:domainIncludes pact:NonAggressionPact ; rdfs:range dip:Polity .",
        ["#guarantor: leads nowhere", "schema:rangeIncludes"],
    ),
    "P11 a property that takes concepts of no list": (
        GUARANTOR,
        "schema:domainIncludes pact:NonAggressionPact ; schema:rangeIncludes skos:Concept .",
        ["#guarantor: takes concepts, but of no list", "dip:fromScheme"],
    ),
    "P32 two classes with one label": (
        '"non-aggression pact"@en',
        '"alliance"@en',
        ["#NonAggressionPact and", "#Alliance: share the label 'alliance'"],
    ),
    "P32 two properties with one label": ('"guarantor"@en', '"party"@en', ["share the label 'party'"]),
    "P34 a term of no kind": (
        "pact:guarantor a owl:ObjectProperty ;",
        "pact:guarantor",
        ["#guarantor: is of no kind; a term is one of class, object property,"],
    ),
    "P34 a class that only OWL tools see": (
        "pact:NonAggressionPact a rdfs:Class , owl:Class ;",
        "pact:NonAggressionPact a owl:Class ;",
        ["is an owl:Class alone", "rdfs:Class , owl:Class"],
    ),
    "P34 a misspelt parent": (
        "rdfs:subClassOf dip:Relation ;",
        "rdfs:subClassOf dip:Realtion ;",
        ["dip:Realtion: is not defined", "#NonAggressionPact;", "did you mean 'dip:Relation'?"],
    ),
    "P34 a misspelt range": (GUARANTOR, GUARANTOR.replace("Polity", "Politiy"), ["did you mean 'dip:Polity'?"]),
    "P34 a misspelt end": ("dip:to dip:party", "dip:to dip:partie", ["did you mean 'dip:party'?"]),
    "P35 a misspelt annotation": (
        "dip:colour",
        "dip:color",
        ["dip:color: is not defined", "did you mean 'dip:colour'?"],
    ),
    "P35 a misspelt property that is to take more": (
        "dip:party schema:domainIncludes",
        "dip:pary schema:domainIncludes",
        ["dip:pary: is not defined; did you mean 'dip:party'?"],
    ),
    "a term that is class and property": (
        "pact:guarantor a owl:ObjectProperty ;",
        "pact:guarantor a owl:ObjectProperty , rdfs:Class , owl:Class ;",
        ["#guarantor: is both class and object property"],
    ),
    "a property of two kinds": (
        "pact:guarantor a owl:ObjectProperty ;",
        "pact:guarantor a owl:ObjectProperty , owl:DatatypeProperty ;",
        ["#guarantor: is both datatype property and object property"],
    ),
    "a property of things that leads to a number": (
        GUARANTOR,
        GUARANTOR.replace("dip:Polity", "xsd:integer"),
        ["#guarantor: is an owl:ObjectProperty, and leads to xsd:integer", "owl:DatatypeProperty"],
    ),
    "a property of numbers that leads to things": (
        YEARS,
        YEARS.replace("xsd:integer", "dip:Polity"),
        ["#termYears: is an owl:DatatypeProperty, and leads to dip:Polity", "owl:ObjectProperty"],
    ),
    "a look that no page draws": (
        'dip:dash "dash"',
        'dip:dash "dotted"',
        ["#NonAggressionPact: dip:dash is 'dotted'; write one of solid, dots,"],
    ),
    "a place in the legend that is no number": (
        "dip:order 15",
        'dip:order "first"',
        ["#NonAggressionPact: dip:order is 'first'; write a whole number, 10"],
    ),
    "two looks of one kind": (
        'dip:dash "dash"',
        'dip:dash "dash" , "dots"',
        ["#NonAggressionPact: has 2 values of dip:dash, dash, dots; leave one"],
    ),
    "another look for a kind of the project": (
        "dip:party schema:domainIncludes",
        'dip:Alliance dip:width 5.5 .\ndip:party schema:domainIncludes',
        ["#Alliance: has 2 values of dip:width, 3.2, 5.5; leave one"],
    ),
    "P40 a term under the address of the project": (
        "pact:guarantor",
        "dip:guarantor",
        ["ontology#guarantor: terms of dip: are the project's"],
    ),
}  # fmt: skip


def read(folder: Path, terms: str = TERMS, shapes: str = SHAPES) -> ontology.Ontology:
    (folder / "nonaggression.ttl").write_text(PREFIXES + terms, "utf-8")
    (folder / "shapes.ttl").write_text(PREFIXES + shapes, "utf-8")
    return ontology.read(resources.ontology(), folder)


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_a_pitfall_is_told_with_the_term_and_what_to_do(pitfall: str, tmp_path: Path) -> None:
    old, new, words = PITFALLS[pitfall]
    assert old in TERMS
    with pytest.raises(OntologyError) as caught:
        read(tmp_path, TERMS.replace(old, new))
    lines = str(caught.value).splitlines()
    assert any(all(word in line for word in words) for line in lines), lines
    assert all(re.match(rf"{re.escape(str(tmp_path / 'nonaggression.ttl'))}:\d+: ", line) for line in lines)


@pytest.mark.parametrize(
    ("slip", "place"),
    [
        (("dip:party schema:domainIncludes", "dip:pary schema:domainIncludes"), "dip:pary schema:domainIncludes"),
        (('skos:definition "For how many years it was concluded."@en ;', ""), "pact:termYears a owl:DatatypeProperty"),
        (("schema:rangeIncludes dip:Polity", "schema:rangeIncludes dip:Polty"), "schema:rangeIncludes dip:Polty"),
    ],
)
def test_the_line_is_that_of_the_term(slip: tuple[str, str], place: str, tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as caught:
        read(tmp_path, TERMS.replace(*slip))
    _, number, _ = str(caught.value).split(":", 2)
    assert place in (tmp_path / "nonaggression.ttl").read_text("utf-8").splitlines()[int(number) - 1]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("sh:targetClass pact:NonAggressionPact", "sh:targetClass pact:NonAgressionPact", "NonAggressionPact"),
        ("sh:path pact:termYears", "sh:path pact:termYear", "termYears"),
        ("sh:path dip:party", "sh:path ( dip:partie )", "dip:party"),
    ],
)
def test_a_shape_that_would_look_at_nothing_is_told(old: str, new: str, name: str, tmp_path: Path) -> None:
    """Its class or property is misspelt, so that everything would conform."""
    assert old in SHAPES
    with pytest.raises(OntologyError, match=rf"is not defined, and stands with .*; did you mean '.*{name}'\?"):
        read(tmp_path, shapes=SHAPES.replace(old, new))


RULE = """# Whose word stood behind a pact
PREFIX dip: <https://w3id.org/foedera/ontology#>
PREFIX p: <https://example.org/pacts#>

# dip:Nothing and 'p:nothing' are no terms, and need not be.
CONSTRUCT { ?actor p:everAtPeaceWith ?one } WHERE { ?pact p:guarantor ?actor ; dip:party ?one . FILTER(?one != "p:x") }
"""


@pytest.mark.parametrize("folder", ["rules", "checks"])
def test_a_query_that_would_find_nothing_is_told_with_its_file(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "word.rq").write_text(RULE, "utf-8")
    read(tmp_path)
    (tmp_path / folder / "word.rq").write_text(RULE.replace("p:guarantor", "p:garantor"), "utf-8")
    with pytest.raises(OntologyError) as caught:
        read(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / folder / 'word.rq'}: {PACT}garantor: is not defined; did you mean '{PACT}guarantor'?"
    )


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    wrong = TERMS.replace("dip:colour", "dip:color").replace("subClassOf dip:Relation", "subClassOf dip:Realtion")
    with pytest.raises(OntologyError) as caught:
        read(tmp_path, wrong.replace(GUARANTOR, "rdfs:seeAlso pact:NonAggressionPact ."))
    assert len(str(caught.value).splitlines()) == 4


def test_what_stands_beside_the_terms_and_is_none_is_left_alone(tmp_path: Path) -> None:
    """The address of a version, of a page, of a shape; terms of other vocabularies; a name in prose."""
    header = """
    @prefix prov: <http://www.w3.org/ns/prov#> .
    <https://example.org/pacts> a owl:Ontology ; owl:versionIRI <https://example.org/pacts/1.0> .
    pact:NonAggressionPact rdfs:subClassOf prov:Entity ; skos:note "Compare dip:Aliance."@en ;
        rdfs:seeAlso <https://example.org/pacts/about> .
    """
    for name, turtle in (("nonaggression", header + TERMS), ("shapes", SHAPES)):
        text = (PREFIXES + turtle).replace(PACT, "https://example.org/pacts/")
        (tmp_path / f"{name}.ttl").write_text(text, "utf-8")
    assert "NonAggressionPact" in ontology.read(resources.ontology(), tmp_path).classes
