"""What a graph records is read back from its triples alone; what is not whole is taken for nobody's fact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg import namespaces as ns
from kg import recorded
from kg.model import Claim, Fact, Passage, Reading
from kg.namespaces import DCTERMS, LABEL, OA, PROV, RDF, RDFS, SCHEMA, TYPE, dip, thing
from kg.terms import Iri, Literal, Term, Triple
from tests.fixtures.corpora import SIGNATURE, SOURCE, TEXT, small
from tests.fixtures.editions import assembled, edition

MORE = """
[[claim]]
id = "left"
about = "denmark-leaves"
type = "DiplomaticAct"
actType = "Withdrawal"
actor = "denmark"
quote = ["Denmark left the war", { exact = "Denmark", occurrence = 2 }]
status = "Disputed"
contradicts = "signature"
reads = { "left" = "denmark", "war" = "the Great Northern War" }
why = "no other war is meant"
note = "A year is missing."
by = "A reader"
rule = "a-rule"
locator = "line 2"
"""
KEY = "chronicle:left"


@pytest.fixture
def told(tmp_path: Path) -> tuple[list[Claim], list[Triple]]:
    return assembled(small(tmp_path, claims=SIGNATURE + MORE))


def test_a_claim_comes_back_with_all_that_it_says(told: tuple[list[Claim], list[Triple]]) -> None:
    claims, triples = told
    found = recorded.read(triples)
    assert list(found.claims) == sorted(claim.key for claim in claims)
    claim = found.claims[KEY]
    second = TEXT.index("Denmark", TEXT.index("Denmark") + 1)
    assert claim == Claim(
        source="chronicle",
        id="left",
        about=thing("denmark-leaves"),
        says=claim.says,
        evidence=(
            Passage("chronicle", "Denmark", second, second + 7, "", " left the war.", "line 2"),
            Passage("chronicle", "Denmark left the war", second, second + 20, "", ".", "line 2"),
        ),
        status="Disputed",
        contradicts=("chronicle:signature",),
        reads=(
            Reading("left", thing("denmark"), "no other war is meant"),
            Reading("war", Literal("the Great Northern War", RDF + "langString", "en"), "no other war is meant"),
        ),
        note="A year is missing.",
        by="A reader",
        rule="a-rule",
        label=claim.label,
    )
    original = next(each for each in claims if each.key == KEY)
    assert set(claim.says) == set(original.says)
    assert claim.label == original.label != ""


def test_a_source_comes_back_with_what_is_known_of_it(tmp_path: Path) -> None:
    more = 'language = "la"\nauthor = "A monk"\ndate = "1701"\nlicence = "none"\npublisher = "An abbey"\n'
    more += 'url = "https://example.org/c"\ncitation = "Chronicle, 2"\nnote = "Torn."\n'
    found = edition(small(tmp_path, source=SOURCE + more))
    source = found.sources["chronicle"]
    assert (source.id, source.title, source.language) == ("chronicle", "A chronicle", "la")
    assert source.sha256 in SOURCE
    assert source.facts == {
        "author": "A monk", "publisher": "An abbey", "date": "1701", "licence": "none",
        "url": "https://example.org/c", "citation": "Chronicle, 2", "note": "Torn.",
    }  # fmt: skip
    assert list(found.sources) == ["authority", "chronicle", "treaties"]
    assert found.sources["treaties"].facts == {}


def test_facts_are_what_accepted_claims_say_and_what_stands(told: tuple[list[Claim], list[Triple]]) -> None:
    _, triples = told
    found = recorded.read(triples)
    signature = found.claims["chronicle:signature"]
    actor = Triple(thing("signature-of-the-peace"), dip("actor"), thing("denmark"))
    assert Fact(actor, (signature,)) in found.facts
    assert not any(fact.triple.subject == thing("denmark-leaves") for fact in found.facts)
    without = recorded.read([each for each in triples if each != actor])
    assert actor in without.claims["chronicle:signature"].says
    assert not any(fact.triple == actor for fact in without.facts)


def test_dates_in_the_notation_of_a_claim_are_no_facts(told: tuple[list[Claim], list[Triple]]) -> None:
    """A rule of the build may write the same triple as a fact of its own; it is not the claim's."""
    _, triples = told
    written = Triple(thing("signature-of-the-peace"), dip("edtfStart"), Literal("1700-08-18"))
    found = recorded.read([*triples, written])
    assert written in found.claims["chronicle:signature"].says
    assert not any(fact.triple == written for fact in found.facts)


def test_a_thing_is_called_by_its_english_label_else_the_first_else_by_its_name(tmp_path: Path) -> None:
    found = edition(small(tmp_path))
    assert found.called(thing("denmark")) == "Denmark"
    assert found.called(dip("actor")) == "actor"
    assert found.called(thing("nobody")) == "nobody"
    assert found.called("https://example.org/x") == "https://example.org/x"
    other = [
        Triple(thing("x"), LABEL, Literal(name, RDF + "langString", tag)) for name, tag in (("Y", "fr"), ("X", "da"))
    ]
    assert recorded.read(other).called(thing("x")) == "X"


def test_classes_know_those_right_above_them(tmp_path: Path) -> None:
    above = edition(small(tmp_path)).superclasses
    assert above[dip("Alliance")] == {dip("Relation")}


def test_terms_are_told_apart_from_data(told: tuple[list[Claim], list[Triple]]) -> None:
    data = recorded.read(told[1]).triples
    assert 0 < len(data) < len(told[1])
    terms = {t.subject for t in told[1]} - {t.subject for t in data}
    ours, id_space = "https://w3id.org/foedera/ontology", "https://w3id.org/foedera/id/"
    assert {t.subject for t in told[1] if t.subject.startswith((ours, "_:"))} <= terms
    assert not any(term.startswith(id_space) for term in terms)


def node(*values: tuple[str, Term]) -> list[Triple]:
    claim = ns.claim("a:b")
    return [Triple(claim, TYPE, dip("Claim")), *(Triple(claim, Iri(name), value) for name, value in values)]


NAMED = ((DCTERMS + "identifier", Literal("a:b")), (str(dip("about")), thing("x")))


@pytest.mark.parametrize("lacking", [0, 1])
def test_a_claim_without_a_name_or_without_a_thing_is_left_out(lacking: int) -> None:
    assert list(recorded.read(node(*NAMED)).claims) == ["a:b"]
    assert recorded.read(node(NAMED[lacking])).claims == {}
    assert recorded.read(node(NAMED[1], (DCTERMS + "identifier", Literal("no colon")))).claims == {}


def test_a_claim_of_no_known_status_is_unreviewed() -> None:
    for status in ((), ((str(dip("status")), dip("Believed")),)):
        assert recorded.read(node(*NAMED, *status)).claims["a:b"].status == "Unreviewed"


def test_what_is_not_whole_is_left_out_and_the_rest_is_read() -> None:
    broken = node(
        *NAMED,
        (str(dip("says")), thing("statement/1")),
        (str(dip("evidence")), thing("passage/1")),
        (str(dip("reads")), thing("reading/1")),
        (str(dip("contradicts")), thing("claim/gone")),
        (PROV + "wasAttributedTo", thing("agent/nameless")),
        (RDFS + "comment", thing("no-text")),
    )
    selector = Triple(thing("passage/1"), Iri(OA + "hasSelector"), thing("passage/1/position"))
    odd = Triple(thing("passage/1/position"), Iri(OA + "start"), Literal("-1"))
    claim = recorded.read([*broken, selector, odd]).claims["a:b"]
    assert claim == replace(claim, says=(), evidence=(Passage(""),), reads=(), contradicts=(), by="", note="")


def test_the_agent_of_all_curation_is_nobody_in_particular(told: tuple[list[Claim], list[Triple]]) -> None:
    assert recorded.read(told[1]).claims["chronicle:signature"].by == ""


def test_a_source_without_a_name_is_left_out() -> None:
    source = Triple(thing("source/x"), TYPE, dip("Source"))
    assert recorded.read([source, Triple(thing("source/x"), Iri(SCHEMA + "sha256"), Literal("0"))]).sources == {}
