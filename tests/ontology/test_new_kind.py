"""A kind of relation that nobody foresaw: Turtle, a shape and a claim; no Python.

A corpus brings its own ontology, under a namespace of its own; the relation is then built, asked, told, derived,
explained and drawn like those that come with the project.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg import rdf
from kg.build import Built, make
from kg.errors import CorpusError, DoesNotConform, OntologyError
from kg.knowledge import KnowledgeGraph
from kg.namespaces import TYPE, dip, thing
from kg.terms import XSD, Iri, Literal, Triple

PACT = "https://example.org/pacts#"
PREFIXES = f"""
@prefix pact: <{PACT}> .
@prefix dip: <https://w3id.org/foedera/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""

TERMS = """
pact:NonAggressionPact a rdfs:Class , owl:Class ;
    rdfs:label "non-aggression pact"@en , "互不侵犯條約"@zh-hant ;
    skos:definition "A state of affairs in which parties are bound not to attack one another."@en ;
    rdfs:subClassOf dip:Relation ;
    dip:from dip:party ; dip:to dip:party ;
    dip:sentence "{party} were not to attack one another[, guaranteed by {guarantor}][, for {termYears} years]"@en ;
    dip:shortcut pact:everAtPeaceWith ;
    dip:colour "#1d4ed8" ; dip:dash "dash" ; dip:order 15 .

dip:party schema:domainIncludes pact:NonAggressionPact .

pact:guarantor a owl:ObjectProperty ;
    rdfs:label "guarantor"@en , "保證國"@zh-hant ;
    skos:definition "One who answers for it that the pact is kept."@en ;
    schema:domainIncludes pact:NonAggressionPact ; schema:rangeIncludes dip:Polity .

pact:termYears a owl:DatatypeProperty , owl:FunctionalProperty ;
    rdfs:label "term in years"@en , "年限"@zh-hant ;
    skos:definition "For how many years it was concluded."@en ;
    schema:domainIncludes pact:NonAggressionPact ; schema:rangeIncludes xsd:integer .

pact:everAtPeaceWith a owl:ObjectProperty ;
    rdfs:label "ever bound not to attack"@en , "曾互不侵犯"@zh-hant ;
    skos:definition "Was, at some time, bound not to attack."@en ;
    dip:derivedBy "rules/20-shortcuts.rq" .
"""

SHAPES = """
pact:NonAggressionPactShape a sh:NodeShape ;
    sh:targetClass pact:NonAggressionPact ;
    sh:property [ sh:path dip:party ; sh:minCount 2 ; sh:class dip:Actor ; sh:message "a pact has two parties"@en ] ,
        [ sh:path pact:termYears ; sh:maxCount 1 ; sh:minInclusive 1 ; sh:message "a term of at least a year"@en ] .
"""

TEXT = """On 26 January 1934 Germany and Poland declared that they would not attack one another for ten years.
Hitler denounced the declaration on 28 April 1939. At Locarno, by the treaty signed on 1 December 1925,
France and Germany had promised not to attack one another, and Great Britain stood guarantor.
"""

AUTHORITY = """
[[entity]]
id = "germany"
type = "Polity"
label = { en = "Germany" }
start = "1871"
end = "1945"
cite = "COW State System, 255"

[[entity]]
id = "poland"
type = "Polity"
label = { en = "Poland" }
start = "1918"
end = "1939"
cite = "COW State System, 290"

[[entity]]
id = "france"
type = "Polity"
label = { en = "France" }
cite = "COW State System, 220"

[[entity]]
id = "united-kingdom"
type = "Polity"
label = { en = "United Kingdom" }
cite = "COW State System, 200"
"""

GERMAN_POLISH = """
[[claim]]
id = "german-polish"
about = "german-polish-declaration"
type = "NonAggressionPact"
party = ["germany", "poland"]
termYears = 10
start = "1934-01-26"
end = "1939-04-28"
quote = "On 26 January 1934 Germany and Poland declared that they would not attack one another for ten years"
"""
LOCARNO = """
[[claim]]
id = "locarno"
about = "rhineland-pact"
type = "NonAggressionPact"
party = ["france", "germany"]
guarantor = "united-kingdom"
start = "[1925-12-01..]"
end = "1936-03-07"
quote = "France and Germany had promised not to attack one another, and Great Britain stood guarantor"
"""


def corpus(folder: Path, *claims: str) -> Path:
    """Write a corpus of one text that brings the new kind of relation."""
    source = folder / "interwar"
    source.mkdir(parents=True)
    (source / "text.txt").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (source / "source.toml").write_text(f'title = "Pacts between the wars"\nsha256 = "{digest}"\n', "utf-8")
    (source / "claims.toml").write_text("".join(claims), "utf-8")
    (folder / "authority.toml").write_text(AUTHORITY, "utf-8")
    (folder / "ontology").mkdir()
    (folder / "ontology" / "nonaggression.ttl").write_text(PREFIXES + TERMS, "utf-8")
    (folder / "ontology" / "shapes.ttl").write_text(PREFIXES + SHAPES, "utf-8")
    return folder


@pytest.fixture(scope="module")
def pacts(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make(corpus(tmp_path_factory.mktemp("pacts"), GERMAN_POLISH, LOCARNO))


@pytest.fixture(scope="module")
def graph(pacts: Built) -> KnowledgeGraph:
    return pacts.open()


def test_the_corpus_conforms(pacts: Built) -> None:
    assert pacts.report.errors == ()


def test_what_the_claims_say_stands_as_fact_in_the_terms_of_the_corpus(pacts: Built) -> None:
    facts, pact = set(pacts.parts.all_facts()), thing("german-polish-declaration")
    assert Triple(pact, TYPE, Iri(PACT + "NonAggressionPact")) in facts
    assert Triple(pact, TYPE, dip("Relation")) in facts
    assert Triple(pact, Iri(PACT + "termYears"), Literal("10", XSD + "integer")) in facts
    assert Triple(pact, dip("party"), thing("poland")) in facts
    assert Triple(thing("rhineland-pact"), Iri(PACT + "guarantor"), thing("united-kingdom")) in facts
    assert "pacts#termYears> 10" in rdf.turtle(facts)


def test_it_is_told_by_its_own_sentence(pacts: Built) -> None:
    told = {claim.id: claim.label for claim in pacts.claims}
    assert told["german-polish"].startswith("Germany and Poland were not to attack one another, for 10 years")
    assert "guaranteed by United Kingdom" in told["locarno"]
    assert "years" not in told["locarno"]


def test_its_shortcut_is_derived_both_ways(pacts: Built) -> None:
    shortcut = Iri(PACT + "everAtPeaceWith")
    joined = {(t.subject, t.object) for t in pacts.parts.derived if t.predicate == shortcut}
    pairs = {("germany", "poland"), ("france", "germany")}
    assert joined == {(thing(a), thing(b)) for one, other in pairs for a, b in ((one, other), (other, one))}


@pytest.mark.parametrize(
    ("day", "certain"),
    [
        ("1934-01-25", set()),
        ("1935-01-01", {"german-polish-declaration"}),
        ("1938-01-01", {"german-polish-declaration"}),
        ("1939-04-29", set()),
    ],
)
def test_the_state_of_a_day_lists_it(day: str, certain: set[str], graph: KnowledgeGraph) -> None:
    found = [standing for standing in graph.state(day) if standing.kind == "non-aggression pact"]
    assert {each.thing.rpartition("/")[2] for each in found if each.certainty == "certain"} == certain


def test_a_pact_whose_beginning_is_open_is_only_possible(graph: KnowledgeGraph) -> None:
    found = {each.thing.rpartition("/")[2]: each.certainty for each in graph.state("1930-06-01")}
    assert found == {"rhineland-pact": "possible"}


def test_it_is_explained_down_to_the_words(graph: KnowledgeGraph) -> None:
    explained = graph.explain("german-polish-declaration")
    assert [said.passages[0].exact for said in explained.said] == [
        "On 26 January 1934 Germany and Poland declared that they would not attack one another for ten years"
    ]


def test_it_is_drawn_in_its_own_colour_and_listed_in_the_legend(graph: KnowledgeGraph) -> None:
    edges = [data for _, _, data in graph.to_networkx().edges(data=True)]
    assert edges
    page = graph.page("1935-01-01")
    assert "#1d4ed8" in page
    assert "non-aggression pact" in page


def test_its_shape_is_enforced(tmp_path: Path) -> None:
    alone = GERMAN_POLISH.replace('["germany", "poland"]', '["germany"]')
    report = make(corpus(tmp_path, alone)).report
    assert any("a pact has two parties" in line for line in report.errors)
    with pytest.raises(DoesNotConform):
        report.raise_if_failed()


def test_it_is_held_to_the_lives_of_its_parties(tmp_path: Path) -> None:
    early = GERMAN_POLISH.replace('start = "1934-01-26"', 'start = "1917-01-26"')
    (told,) = make(corpus(tmp_path, early)).report.errors
    assert all(word in told for word in ("outside-a-life", "id:poland", "1917-01-26", "1918-01-01")), told


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ('termYears = "ten"', "termYears"),
        ("termYear = 10", "termYears"),
        ('guarantor = "locarno"', "locarno"),
        ('termYears = 10\nholder = "germany"', "does not belong to NonAggressionPact"),
    ],
)
def test_a_claim_that_misuses_it_is_refused_before_anything_is_built(slip: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        make(corpus(tmp_path, GERMAN_POLISH.replace("termYears = 10", slip)))
    problems = [f"{problem.message} {problem.advice}" for problem in caught.value.problems]
    assert any(told in problem for problem in problems), problems


SLASH = "https://example.org/pacts/"


def test_a_kind_of_a_slash_namespace_is_drawn_and_told_as_its_own(tmp_path: Path) -> None:
    folder = corpus(tmp_path, GERMAN_POLISH, LOCARNO)
    for path in (folder / "ontology").iterdir():
        path.write_text(path.read_text("utf-8").replace(PACT, SLASH), "utf-8")
    built = make(folder)
    assert built.report.errors == ()
    drawn = {data["iri"]: data for _, _, data in built.open().to_networkx().edges(data=True)}
    edge = drawn[thing("rhineland-pact")]
    assert (edge["kind"], edge["kind_label"]) == ("NonAggressionPact", "non-aggression pact")
    assert (edge["colour"], edge["dash"], edge["order"]) == ("#1d4ed8", "dash", 15)
    assert edge["sentence"] == "France and Germany were not to attack one another, guaranteed by United Kingdom"


def test_what_is_said_of_it_and_not_accepted_is_drawn_as_such(tmp_path: Path) -> None:
    folder = corpus(tmp_path, GERMAN_POLISH.rstrip() + '\nstatus = "Disputed"\n', LOCARNO)
    edges = make(folder).open().network_of_page().edges(data=True)
    (disputed,) = (data for _, _, data in edges if data.get("status") == "Disputed")
    assert (disputed["kind"], disputed["colour"], disputed["standing"]) == ("NonAggressionPact", "#1d4ed8", True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("pact:NonAggressionPact", "pact:Alliance", ["pacts#Alliance", "ontology#Alliance", "one local name"]),
        ("pact:guarantor", "pact:holder", ["pacts#holder", "ontology#holder", "one local name"]),
        ("subClassOf dip:Relation", "subClassOf dip:Alliance", ["below Alliance", "direct subclass of dip:Relation"]),
        ("subClassOf dip:Relation", "subClassOf dip:Relation , dip:Neutrality", ["below Neutrality"]),
        ("dip:from dip:party ; ", "", ["NonAggressionPact", "lacks dip:from;"]),
        ("dip:from dip:party ; dip:to dip:party ;", "", ["lacks dip:from, dip:to;"]),
        ("dip:sentence", "rdfs:comment", ["lacks dip:sentence;"]),
    ],
)
def test_a_kind_that_would_be_drawn_or_told_wrongly_is_refused(
    old: str, new: str, words: list[str], tmp_path: Path
) -> None:
    assert old in TERMS
    folder = corpus(tmp_path, GERMAN_POLISH)
    (folder / "ontology" / "nonaggression.ttl").write_text(PREFIXES + TERMS.replace(old, new), "utf-8")
    with pytest.raises(OntologyError) as caught:
        make(folder)
    assert all(word in str(caught.value) for word in words), str(caught.value)
