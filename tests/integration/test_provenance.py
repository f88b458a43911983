"""From each triple to the claims that say it, by one question and by one command; and from a store back to claims."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.build import Built
from kg.errors import QueryError
from kg.explain import Provenance
from kg.knowledge import KnowledgeGraph
from kg.namespaces import EDTF, ID, LABEL, TYPE, dip, thing
from kg.query import get_question, with_parameters
from kg.terms import Iri, Table, Term, Triple
from tests.fixtures.editions import settled
from tests.integration.conftest import Shell

Rows = Mapping[Triple, list[dict[str, Term | None]]]
BATTLE = "battle-of-chemulpo-bay"


@pytest.fixture(scope="module")
def rows(built: Built, graph: KnowledgeGraph) -> Rows:
    """What the question who-says answers of everything in the graph, by triple."""
    said = [triple for claim in built.claims for triple in claim.says]
    subjects = sorted({triple.subject for triple in [*said, *built.parts.derived]})
    answer = graph.store.ask(with_parameters(get_question("who-says"), {"thing": ",".join(subjects)}))
    assert isinstance(answer, Table)
    found: dict[Triple, list[dict[str, Term | None]]] = {}
    for row in answer:
        subject, predicate, value = row["thing"], row["property"], row["value"]
        assert isinstance(subject, Iri) and isinstance(predicate, Iri) and value is not None
        found.setdefault(Triple(subject, predicate, value), []).append(row)
    return found


def test_one_question_names_the_claims_that_say_each_fact(built: Built, rows: Rows) -> None:
    facts = built.parts.all_facts()
    assert len(facts) > 1000
    for fact in facts:
        told = {(str(row["claim"]), str(row["status"]).capitalize()) for row in rows[fact]}
        assert told == {(claim.key, claim.status) for claim in built.claims if fact in claim.says}
        assert any(status == "Accepted" for _, status in told)
        assert {str(row["standing"]) for row in rows[fact]} == {"fact"}


def test_what_is_only_said_is_told_apart_from_facts(built: Built, rows: Rows) -> None:
    plain = {*built.parts.all_facts(), *built.parts.derived}
    said = {triple for claim in built.claims for triple in claim.says}
    assert said - plain
    for triple in said - plain:
        assert {str(row["standing"]) for row in rows[triple]} == {"only said"}


def test_each_derived_triple_leads_to_what_it_follows_from(built: Built, rows: Rows) -> None:
    """But for dates in EDTF and labels, which the build writes, and which follow from what is said of the thing."""
    things = {triple.subject for triple in built.parts.statements() if triple.predicate == TYPE}
    explained = 0
    for triple in built.parts.derived:
        origins = {str(row["origin"]) for row in rows.get(triple, ()) if row["origin"]}
        explained += bool(origins)
        assert origins or triple.predicate in {*EDTF, LABEL}, triple
        assert origins <= things
    assert explained > 250


def test_explain_names_the_claims_of_every_property_of_a_thing(built: Built, graph: KnowledgeGraph) -> None:
    for name in (BATTLE, "russo-japanese-war", "treaty-of-portsmouth/provision/ix", "japan"):
        facts = [fact for fact in built.parts.all_facts() if fact.subject == thing(name)]
        assert facts
        found = {(each.predicate, each.value): each for each in graph.provenance(name)}
        for fact in facts:
            behind = found[fact.predicate, fact.object]
            assert behind.stands
            assert {each.id for each in behind.said} == {c.key for c in built.claims if fact in c.says}
            assert all(each.passages for each in behind.said)


def one(found: list[Provenance]) -> Provenance:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", ["outcome", "dip:outcome", dip("outcome")])
@pytest.mark.parametrize("value", ["Scuttled", "dip:Scuttled", dip("Scuttled")])
def test_property_and_value_are_given_in_any_usual_form(graph: KnowledgeGraph, name: str, value: str) -> None:
    behind = one(graph.provenance(BATTLE, name, value))
    assert (behind.stands, [each.id for each in behind.said]) == (True, ["wikipedia-chemulpo:scuttled"])


def test_a_value_that_nobody_accepted_is_told_with_who_says_it(graph: KnowledgeGraph) -> None:
    scuttled, sunk = graph.provenance(BATTLE, "outcome")
    assert (scuttled.stands, sunk.stands) == (True, False)
    assert [(each.id, each.status) for each in sunk.said] == [("qing-neutrality-1904:chemulpo-sunk", "Disputed")]


def test_a_derived_triple_is_told_by_what_it_follows_from(graph: KnowledgeGraph) -> None:
    behind = one(graph.provenance("japan", "everAlliedWith", "united-kingdom"))
    assert behind.origins == (thing("anglo-japanese-alliance-1902"), thing("anglo-japanese-alliance-1905"))
    assert "anglo-japanese-1902:alliance" in {each.id for each in behind.said}
    assert {each.status for each in behind.said} == {"Accepted"}


def test_a_date_in_edtf_is_told_by_its_bounds(graph: KnowledgeGraph) -> None:
    found = graph.provenance("russo-japanese-war", "edtfEnd")
    standing = {each.predicate: str(each.value) for each in found if each.stands}
    assert standing == {dip("earliestEnd"): "1905-09-05", dip("latestEnd"): "1905-09-15"}
    said = {each.id for behind in found if behind.stands for each in behind.said if each.status == "Accepted"}
    assert said == {"portsmouth:war-not-before", "cow-wars:war-not-after"}


def test_a_label_that_the_build_made_is_told_by_all_that_stands(built: Built, graph: KnowledgeGraph) -> None:
    made = next(t for t in built.parts.derived if t.predicate == LABEL and t.subject.count("/") == 5)
    facts = {(f.predicate, f.object) for f in built.parts.all_facts() if f.subject == made.subject}
    told = {(each.predicate, each.value) for each in graph.provenance(made.subject.removeprefix(ID), "label")}
    assert {each for each in told if each[0] not in EDTF} == facts


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nobody", "outcome"), "is called 'nobody'"),
        ((BATTLE, "outcom"), "nothing is said of its 'outcom'; what is said is dip:actor, "),
        ((BATTLE, "outcome", "Won"), "nobody says 'Won' of its outcome; what is said is dip:Scuttled, dip:Sunk"),
        ((BATTLE, "label", "x"), 'what is said is "Battle of Chemulpo Bay"@en'),
    ],
)
def test_what_is_not_there_is_told_with_what_is(graph: KnowledgeGraph, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(QueryError) as told:
        graph.provenance(*arguments)
    assert words in str(told.value)


def test_the_command_tells_who_says_it(kg: Shell) -> None:
    ran = kg(f"kg explain {BATTLE} outcome")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == BATTLE
    assert "dip:outcome dip:Scuttled stands as fact" in lines
    at = lines.index("dip:outcome dip:Sunk is said, and is no fact")
    assert lines[at + 1].startswith("  Disputed: ")
    assert "«sank Russian warships Incheon in Korea»" in lines[at + 2]
    derived = kg("kg explain japan everAlliedWith united-kingdom").out
    assert "derived by a rule from id:anglo-japanese-alliance-1902, id:anglo-japanese-alliance-1905" in derived
    assert kg(f"kg explain {BATTLE} label").out.count("stands as fact") == 5
    assert kg(f"kg explain {BATTLE} outcome Won").code == 3


@pytest.mark.parametrize(("key", "said"), [("end", "edtfEnd"), ("start", "edtfStart"), ("date", "edtfStart")])
def test_a_property_may_be_named_as_claims_write_it(graph: KnowledgeGraph, key: str, said: str) -> None:
    assert graph.provenance("russo-japanese-war", key) == graph.provenance("russo-japanese-war", said)
    assert {str(each.value) for each in graph.provenance("japan", "alias")} >= {"Empire of Japan"}


def test_a_claim_is_asked_for_by_what_it_is_about(graph: KnowledgeGraph) -> None:
    by_claim = graph.provenance("wikipedia-chemulpo:scuttled", "outcome")
    assert by_claim == graph.provenance(BATTLE, "outcome")


def test_each_triple_of_a_derived_thing_is_told_by_what_it_follows_from(built: Built, graph: KnowledgeGraph) -> None:
    made = {t.subject: t.object for t in built.parts.derived if t.predicate == dip("derivedFrom")}
    name = "transfer-of-the-changchun-port-arthur-railway/after/changchun-port-arthur-railway"
    behind = one(graph.provenance(name, "overPlace"))
    assert behind.origins == (str(made[thing(name)]),)
    assert behind.stands
    assert "portsmouth:railway-transfer" in {each.id for each in behind.said}


def test_literals_are_shown_with_their_language(kg: Shell) -> None:
    assert 'rdfs:label "Battle of Chemulpo Bay"@en stands as fact' in kg(f"kg explain {BATTLE} label").out


def test_a_store_gives_back_the_claims_and_facts_that_it_was_built_from(built: Built, graph: KnowledgeGraph) -> None:
    edition = graph.edition()
    assert {key: settled(claim) for key, claim in edition.claims.items()} == {
        claim.key: settled(claim) for claim in built.claims
    }
    facts = set(built.parts.all_facts())
    assert {(fact.triple, claim.key) for fact in edition.facts for claim in fact.claims} == {
        (said, claim.key)
        for claim in built.claims
        if claim.status == "Accepted"
        for said in claim.says
        if said in facts
    }
    known = {source.id: (source.title, source.language, source.sha256) for source in built.corpus.sources}
    assert {name: (s.title, s.language, s.sha256) for name, s in edition.sources.items()} == known
