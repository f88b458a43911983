from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import graph, rdf
from kg import namespaces as ns
from kg.model import Claim, Fact, Passage, Reading, Source
from kg.namespaces import DCTERMS, LABEL, OA, PROV, RDF, RDFS, TYPE, XSD, dip, thing
from kg.terms import Iri, Literal, Triple

X = thing("x")
FACT, OTHER = Triple(X, TYPE, dip("War")), Triple(X, dip("tookPlaceAt"), thing("p"))
QUOTE = Passage("s", "they met", 4, 12, "And ", ".", "", 1)
CLAIM = Claim("s", "c", X, (FACT, OTHER), (QUOTE,))
NODE = ns.claim("s:c")
BARE_SOURCE = """<https://w3id.org/foedera/id/source/s> a
        prov:Entity ,
        dip:Source ;
    rdfs:label "T"@en ;
    dcterms:identifier "s" ;
    dcterms:language "en" ;
    dcterms:title "T"@en ."""
SOURCE = """<https://w3id.org/foedera/id/source/s> a
        prov:Entity ,
        dip:Source ;
    rdfs:label "Titel"@zh-hant ;
    dcterms:bibliographicCitation "p. 5"@en ;
    dcterms:creator "A" ;
    dcterms:date "1904" ;
    dcterms:identifier "s" ;
    dcterms:language "zh-Hant" ;
    dcterms:publisher "P" ;
    dcterms:rights "unknown" ;
    dcterms:source <https://example.org/a> ;
    dcterms:title "Titel"@zh-hant ;
    rdfs:comment "old"@en ;
    schema:sha256 "ab12" ;
    dip:text "text" ."""
WHOLE_CLAIM = """<https://w3id.org/foedera/id/agent/a-reader--9bf36efff6ab> a prov:Agent ;
    rdfs:label "A. Reader"@en .

<https://w3id.org/foedera/id/claim/s/c> a
        prov:Entity ,
        dip:Claim ;
    rdfs:label "They fought"@en ;
    dcterms:identifier "s:c" ;
    rdfs:comment "no"@en ;
    prov:wasAttributedTo <https://w3id.org/foedera/id/agent/a-reader--9bf36efff6ab> ;
    prov:wasGeneratedBy <https://w3id.org/foedera/id/rule/rule-7--0d2a6002877f> ;
    dip:about id:x ;
    dip:contradicts <https://w3id.org/foedera/id/claim/t/d> ;
    dip:evidence
        <https://w3id.org/foedera/id/passage/s/0a5ac478a46c> ,
        <https://w3id.org/foedera/id/passage/s/6b4537fc48c0> ;
    dip:reads
        <https://w3id.org/foedera/id/claim/s/c/reading/mao> ,
        <https://w3id.org/foedera/id/claim/s/c/reading/north-korea> ;
    dip:says <https://w3id.org/foedera/id/statement/ebec81733c9b239de7f5> ;
    dip:status dip:Rejected .

<https://w3id.org/foedera/id/claim/s/c/reading/mao> a dip:Reading ;
    dcterms:description "the year"@en ;
    rdfs:comment "half a name"@en ;
    dip:text "Mao"@en .

<https://w3id.org/foedera/id/claim/s/c/reading/north-korea> a dip:Reading ;
    rdfs:comment "no such state"@en ;
    dip:standsFor id:korea ;
    dip:text "North Korea"@en .

<https://w3id.org/foedera/id/passage/s/0a5ac478a46c> a
        oa:SpecificResource ,
        dip:Passage ;
    oa:hasSource <https://w3id.org/foedera/id/source/s> ;
    dip:locator "art. II" .

<https://w3id.org/foedera/id/passage/s/6b4537fc48c0> a
        oa:SpecificResource ,
        dip:Passage ;
    oa:hasSelector
        <https://w3id.org/foedera/id/passage/s/6b4537fc48c0/position> ,
        <https://w3id.org/foedera/id/passage/s/6b4537fc48c0/quote> ;
    oa:hasSource <https://w3id.org/foedera/id/source/s> .

<https://w3id.org/foedera/id/passage/s/6b4537fc48c0/position> a oa:TextPositionSelector ;
    oa:end 12 ;
    oa:start 4 .

<https://w3id.org/foedera/id/passage/s/6b4537fc48c0/quote> a oa:TextQuoteSelector ;
    oa:exact "they met" ;
    oa:prefix "And " ;
    oa:suffix "." .

<https://w3id.org/foedera/id/rule/rule-7--0d2a6002877f> a prov:Activity ;
    rdfs:label "rule 7" .

<https://w3id.org/foedera/id/statement/ebec81733c9b239de7f5> a rdf:Statement ;
    rdf:object id:p ;
    rdf:predicate dip:tookPlaceAt ;
    rdf:subject id:x ."""


def said(claim: Claim) -> set[Triple]:
    return set(graph.claim_triples(claim))


def values(triples: set[Triple], subject: Iri, predicate: Iri) -> set[str]:
    return {str(each.object) for each in triples if (each.subject, each.predicate) == (subject, predicate)}


def test_a_claim_says_each_triple_as_a_statement_and_does_not_assert_it() -> None:
    triples = said(CLAIM)
    assert values(triples, NODE, dip("says")) == {ns.statement(FACT), ns.statement(OTHER)}
    for each in (FACT, OTHER):
        assert each not in triples
        node = ns.statement(each)
        assert Triple(node, Iri(RDF + "subject"), each.subject) in triples
        assert Triple(node, Iri(RDF + "predicate"), each.predicate) in triples
        assert Triple(node, Iri(RDF + "object"), each.object) in triples


def body(triples: Iterable[Triple]) -> str:
    """The triples as Turtle, without the prefixes."""
    text = rdf.turtle(triples)
    return text[text.index("\n\n") :].strip()


def test_all_that_a_claim_says_is_written() -> None:
    words = Literal("the year", RDF + "langString", "en")
    claim = replace(
        CLAIM,
        says=(OTHER,),
        evidence=(QUOTE, Passage("s", locator="art. II")),
        status="Rejected",
        contradicts=("t:d",),
        reads=(Reading("North Korea", thing("korea"), "no such state"), Reading("Mao", words, "half a name")),
        note="no",
        by="A. Reader",
        rule="rule 7",
        label="They fought",
    )
    assert body(graph.claim_triples(claim)) == WHOLE_CLAIM


def test_two_claims_that_say_one_triple_share_its_statement() -> None:
    other = replace(CLAIM, source="t", id="d", says=(FACT,))
    assert values(said(other), ns.claim("t:d"), dip("says")) == {ns.statement(FACT)}


def test_a_claim_has_its_frame() -> None:
    claim = replace(CLAIM, status="Rejected", contradicts=("t:d",), note="no", label="They fought")
    triples = said(claim)
    assert values(triples, NODE, dip("about")) == {X}
    assert values(triples, NODE, dip("status")) == {dip("Rejected")}
    assert values(triples, NODE, dip("contradicts")) == {ns.claim("t:d")}
    assert Triple(NODE, Iri(RDFS + "comment"), Literal("no", RDF + "langString", "en")) in triples
    assert Triple(NODE, LABEL, Literal("They fought", RDF + "langString", "en")) in triples
    assert values(triples, NODE, Iri(DCTERMS + "identifier")) == {"s:c"}


def test_a_claim_is_of_the_project_or_of_who_is_named() -> None:
    attributed = Iri(PROV + "wasAttributedTo")
    assert values(said(CLAIM), NODE, attributed) == {ns.AGENT}
    named = said(replace(CLAIM, by="A. Reader", rule="rule 7"))
    (agent,) = values(named, NODE, attributed)
    assert Triple(Iri(agent), TYPE, Iri(PROV + "Agent")) in named
    assert Triple(Iri(agent), LABEL, Literal("A. Reader", RDF + "langString", "en")) in named
    (activity,) = values(named, NODE, Iri(PROV + "wasGeneratedBy"))
    assert values(named, Iri(activity), TYPE) == {PROV + "Activity"}


@pytest.mark.parametrize(("kind", "link"), [("agent", "wasAttributedTo"), ("rule", "wasGeneratedBy")])
def test_texts_that_differ_in_signs_alone_are_nodes_apart_with_a_label_each(kind: str, link: str) -> None:
    texts = ("r-1", "R-1", "r 1", "R-1.")
    triples = {each for text in texts for each in said(replace(CLAIM, by=text, rule=text))}
    nodes = values(triples, NODE, Iri(PROV + link))
    assert sorted(tuple(values(triples, Iri(node), LABEL)) for node in nodes) == [(text,) for text in sorted(texts)]
    assert {f"{ns.ID}{kind}/r-1", f"{ns.ID}{kind}/r-1--{ns.digest('R-1')}"} < nodes


@pytest.mark.parametrize("name", ["Foedera project", "foedera-project"])
def test_the_project_is_the_same_agent_where_it_is_named(name: str) -> None:
    named = said(replace(CLAIM, by=name))
    assert named == said(CLAIM)


def test_a_quote_is_given_by_its_words_and_by_its_offsets() -> None:
    triples = said(CLAIM)
    (passage,) = values(triples, NODE, dip("evidence"))
    selectors = values(triples, Iri(passage), Iri(OA + "hasSelector"))
    assert {kind for each in selectors for kind in values(triples, Iri(each), TYPE)} == {
        OA + "TextQuoteSelector",
        OA + "TextPositionSelector",
    }
    spoken = {
        name: {v for each in selectors for v in values(triples, Iri(each), Iri(OA + name))}
        for name in ("exact", "prefix", "suffix", "start", "end")
    }
    assert spoken == {"exact": {"they met"}, "prefix": {"And "}, "suffix": {"."}, "start": {"4"}, "end": {"12"}}
    assert values(triples, Iri(passage), Iri(OA + "hasSource")) == {ns.source("s")}
    assert values(triples, Iri(passage), dip("locator")) == set()


def test_a_quote_with_nothing_around_it_has_no_empty_texts() -> None:
    alone = replace(QUOTE, prefix="", suffix="")
    predicates = {each.predicate for each in said(replace(CLAIM, evidence=(alone,)))}
    assert Iri(OA + "exact") in predicates
    assert predicates.isdisjoint({Iri(OA + "prefix"), Iri(OA + "suffix")})


def test_a_cited_place_has_no_selector() -> None:
    triples = said(replace(CLAIM, evidence=(Passage("s", locator="art. II"),)))
    (passage,) = values(triples, NODE, dip("evidence"))
    assert values(triples, Iri(passage), dip("locator")) == {"art. II"}
    assert values(triples, Iri(passage), Iri(OA + "hasSelector")) == set()


def test_readings_lead_to_a_thing_or_to_words() -> None:
    words = Literal("the year", RDF + "langString", "en")
    reads = (Reading("North Korea", thing("korea"), "no such state"), Reading("Mao", words, "half a name"))
    triples = said(replace(CLAIM, reads=reads))
    nodes = values(triples, NODE, dip("reads"))
    assert len(nodes) == 2
    assert {v for each in nodes for v in values(triples, Iri(each), dip("standsFor"))} == {thing("korea")}
    assert {v for each in nodes for v in values(triples, Iri(each), Iri(DCTERMS + "description"))} == {"the year"}
    assert {v for each in nodes for v in values(triples, Iri(each), dip("text"))} == {"North Korea", "Mao"}


def test_a_source_has_what_is_known_of_the_document() -> None:
    facts = {"author": "A", "publisher": "P", "date": "1904", "licence": "unknown", "citation": "p. 5", "note": "old"}
    facts["url"] = "https://example.org/a"
    source = Source("s", "Titel", Path(), "text", "ab12", "zh-Hant", facts)
    assert body(graph.source_triples(source)) == SOURCE
    named = [each.object for each in graph.source_triples(source) if str(each.object) == "Titel"]
    assert named == [Literal("Titel", RDF + "langString", "zh-hant")] * 2


def test_of_a_source_of_which_little_is_known_little_is_said() -> None:
    assert body(graph.source_triples(Source("s", "T", Path()))) == BARE_SOURCE


@pytest.mark.parametrize(("url", "told"), [("http://example.org/a", True), ("archive, box 5", False), ("", False)])
def test_only_what_is_an_address_is_an_iri(url: str, told: bool) -> None:
    triples = graph.source_triples(Source("s", "T", Path(), facts={"url": url}))
    assert any(each.predicate == Iri(DCTERMS + "source") and each.object == url for each in triples) is told


def test_the_project_is_an_agent() -> None:
    (block,) = body(graph.agent_triples()).split("\n\n")
    assert (
        block
        == """<https://w3id.org/foedera/id/agent/foedera-project> a prov:Agent ;
    rdfs:label "Foedera project"@en ."""
    )


def parts() -> graph.Parts:
    one, other = CLAIM, Claim("t", "d", X, (FACT,), (Passage("t", locator="p. 1"),))
    sources = [Source("s", "S", Path()), Source("t", "T", Path())]
    facts = [Fact(FACT, (one, other)), Fact(OTHER, (one,))]
    return graph.assemble(sources, [one, other], facts, [Triple(dip("War"), TYPE, Iri(RDFS + "Class"))])


def test_a_fact_stands_in_the_part_of_each_source_that_says_it() -> None:
    assert parts().facts == {"s": (FACT, OTHER), "t": (FACT,)}
    assert parts().all_facts() == [FACT, OTHER], "once each"


def test_the_part_of_the_first_source_names_the_agent_of_all() -> None:
    assert ns.source("s") in {each.subject for each in parts().claims["s"]}
    agent = set(graph.agent_triples())
    assert agent <= set(parts().claims["s"])
    assert agent.isdisjoint(parts().claims["t"])


def test_the_parts_hold_everything_once() -> None:
    whole = replace(parts(), derived=(Triple(X, dip("edtfStart"), Literal("1904")),))
    everything = whole.everything()
    assert len(everything) == len(set(everything))
    assert set(everything) == {each for triples in whole.by_name().values() for each in triples}
    assert set(whole.by_name()) == {"facts", "claims", "derived", "ontology"}
    assert set(everything) == {*whole.statements(), *whole.ontology}
    assert set(whole.statements()).isdisjoint(whole.ontology)


def test_what_a_source_says_is_its_facts_and_its_claims() -> None:
    by_source = parts().by_source()
    assert set(by_source) == {"s", "t"}
    assert FACT in by_source["t"]
    assert OTHER not in by_source["t"]
    assert ns.claim("t:d") in {each.subject for each in by_source["t"]}
    assert ns.claim("s:c") not in {each.subject for each in by_source["t"]}


def test_no_node_is_without_an_iri() -> None:
    triples = [*said(CLAIM), *parts().everything()]
    assert not [each for each in triples if each.subject.startswith("_:") or str(each.object).startswith("_:")]
    assert all(
        str(each.object).isdecimal() for each in triples if getattr(each.object, "datatype", "") == XSD + "integer"
    )
