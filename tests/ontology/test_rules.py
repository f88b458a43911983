"""The rules: two engines make the same of the real facts, and what is claimed is not derived again."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg import ontology, rdf, resources, store
from kg.build import Built
from kg.namespaces import TYPE, dip, thing
from kg.terms import Iri, Triple, Triples
from tests.ontology import PREFIXES

RULES = sorted((resources.ontology() / "rules").glob("*.rq"))

CESSION = """
ex:cession a dip:TerritorialTransfer , dip:Event ; dip:transferMode dip:{mode} ;
    dip:transferor ex:spain ; dip:transferee ex:britain ; dip:overPlace ex:gibraltar ;
    dip:earliestStart "1713-07-13"^^xsd:date ; dip:latestStart "1713-07-13"^^xsd:date ;
    dip:earliestEnd "1713-08-04"^^xsd:date ; dip:latestEnd "1713-08-04"^^xsd:date .
"""
EX = "https://w3id.org/foedera/id/example/"


def construct(rule: Path, triples: list[Triple]) -> set[Triple]:
    answer = store.from_quads(rdf.ntriples(triples), "a test").ask(rule.read_text("utf-8"))
    assert isinstance(answer, Triples)
    return set(answer.triples)


def control(turtle: str, terms: ontology.Ontology) -> dict[str, dict[str, str]]:
    """What 10-control.rq makes of some Turtle: the states of affairs by their names, as plain words."""
    data = rdf.from_rdflib(rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle"))
    made: dict[str, dict[str, str]] = {}
    for subject, predicate, value in construct(RULES[0], [*rdf.from_rdflib(terms.graph), *data]):
        if predicate != TYPE:
            made.setdefault(subject.removeprefix(EX), {})[ontology.local(predicate)] = ontology.local(value)
    return made


def test_the_rules_are_run_in_the_order_of_their_names() -> None:
    assert [path.name[:2] for path in RULES] == sorted(path.name[:2] for path in RULES)
    assert all(path.read_text("utf-8").startswith("# ") for path in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rdflib_and_oxigraph_make_the_same_of_the_real_facts(rule: Path, built: Built) -> None:
    known = [*built.parts.all_facts(), *built.parts.ontology]
    by_rdflib = rdf.to_rdflib(known).query(rule.read_text("utf-8")).graph
    assert by_rdflib is not None
    made = set(rdf.from_rdflib(by_rdflib))
    assert made == construct(rule, known)
    assert made


def test_a_cession_gives_sovereignty_before_and_after(terms: ontology.Ontology) -> None:
    made = control(CESSION.format(mode="Cession"), terms)
    assert made == {
        "cession/before/gibraltar": {
            "holder": "spain", "overPlace": "gibraltar", "controlType": "Sovereignty", "derivedFrom": "cession",
            "endedBy": "cession", "latestStart": "1713-07-13", "earliestEnd": "1713-07-13", "latestEnd": "1713-08-04",
        },
        "cession/after/gibraltar": {
            "holder": "britain", "overPlace": "gibraltar", "controlType": "Sovereignty", "derivedFrom": "cession",
            "establishedBy": "cession", "earliestStart": "1713-07-13", "latestStart": "1713-08-04",
            "earliestEnd": "1713-08-04",
        },
    }  # fmt: skip


def test_a_lease_passes_as_a_lease_and_a_mandate_gives_no_kind_of_control(terms: ontology.Ontology) -> None:
    leased = control(CESSION.format(mode="LeaseTransfer"), terms)
    assert {each["controlType"] for each in leased.values()} == {"Lease"}
    assert control(CESSION.format(mode="Mandate"), terms) == {}


@pytest.mark.parametrize(
    ("holder", "kind", "left"),
    [
        ("britain", "Sovereignty", ["cession/before/gibraltar"]),
        ("spain", "Sovereignty", ["cession/after/gibraltar"]),
        ("britain", "MilitaryOccupation", ["cession/after/gibraltar", "cession/before/gibraltar"]),
        ("france", "Sovereignty", ["cession/after/gibraltar", "cession/before/gibraltar"]),
    ],
)
def test_the_control_is_not_derived_where_a_claim_describes_it(
    holder: str, kind: str, left: list[str], terms: ontology.Ontology
) -> None:
    claimed = f"""
    ex:hold a dip:TerritorialControl , dip:Relation ;
        dip:holder ex:{holder} ; dip:overPlace ex:gibraltar ; dip:controlType dip:{kind} .
    """
    assert sorted(control(CESSION.format(mode="Cession") + claimed, terms)) == left


def test_a_disputed_transfer_gives_nothing(built: Built) -> None:
    """Rules see facts only: what only a disputed claim says has no consequence."""
    there = {triple.subject for triple in (*built.parts.all_facts(), *built.parts.derived) if triple.predicate == TYPE}
    origins = {triple.object for triple in built.parts.derived if triple.predicate == dip("derivedFrom")}
    assert origins
    assert origins <= there


def test_the_treaty_of_portsmouth_has_its_two_signatories(built: Built) -> None:
    signed = {t.object for t in built.parts.derived if t[:2] == (thing("treaty-of-portsmouth"), dip("signatory"))}
    assert signed == {thing("japan"), thing("russia")}


WAR = """
ex:war a dip:War ; dip:participation ex:one , ex:two , ex:three .
ex:one dip:participant ex:britain ; dip:side "A" .
ex:two dip:participant ex:france ; dip:side "A" .
ex:three dip:participant ex:russia ; dip:side "B" .
"""


def test_only_those_of_different_sides_were_ever_at_war(terms: ontology.Ontology) -> None:
    data = rdf.from_rdflib(rdflib.Graph().parse(data=PREFIXES + WAR, format="turtle"))
    made = construct(RULES[1], [*rdf.from_rdflib(terms.graph), *data])
    pairs = {(ontology.local(t.subject), ontology.local(t.object)) for t in made if t.predicate == dip("everAtWarWith")}
    assert pairs == {("britain", "russia"), ("russia", "britain"), ("france", "russia"), ("russia", "france")}


def test_each_shortcut_of_the_facts_joins_two_ends_that_exist(built: Built, terms: ontology.Ontology) -> None:
    shortcuts = {prop.iri for prop in terms.properties.values() if prop.derived_by == "rules/20-shortcuts.rq"}
    made = [triple for triple in built.parts.derived if triple.predicate in shortcuts]
    typed = {triple.subject for triple in built.parts.all_facts() if triple.predicate == TYPE}
    assert made
    assert all(triple.subject in typed and Iri(str(triple.object)) in typed for triple in made)
    assert all(triple.subject != triple.object for triple in made)
