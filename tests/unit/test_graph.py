from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kg import graph
from kg import namespaces as ns
from kg.model import Claim, Passage, Reading, Source
from kg.namespaces import DCTERMS, LABEL, OA, PROV, RDF, RDFS, TYPE, XSD, dip, thing
from kg.terms import Iri, Literal, Triple

X = thing("x")
FACT, OTHER = Triple(X, TYPE, dip("War")), Triple(X, dip("tookPlaceAt"), thing("p"))
QUOTE = Passage("s", "they met", 4, 12, "And ", ".", "", 1)
CLAIM = Claim("s", "c", X, (FACT, OTHER), (QUOTE,))
NODE = ns.claim("s:c")


@dataclass(frozen=True)
class Fact:
    triple: Triple
    claims: tuple[Claim, ...]


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
    facts = {"author": "A", "licence": "unknown", "citation": "p. 5", "url": "https://example.org/a", "note": "old"}
    triples = set(graph.source_triples(Source("s", "Titel", Path(), "text", "ab12", "de", facts)))
    node = ns.source("s")
    assert Triple(node, Iri(DCTERMS + "title"), Literal("Titel", RDF + "langString", "de")) in triples
    assert Triple(node, Iri(DCTERMS + "source"), Iri("https://example.org/a")) in triples
    assert {str(each.object) for each in triples} >= {"A", "unknown", "p. 5", "old", "ab12", dip("Source")}
    bare = set(graph.source_triples(Source("s", "T", Path())))
    assert not {each for each in bare if each.predicate in (Iri(DCTERMS + "source"), Iri(DCTERMS + "creator"))}


def parts() -> graph.Parts:
    one, other = CLAIM, Claim("t", "d", X, (FACT,), (Passage("t", locator="p. 1"),))
    sources = [Source("s", "S", Path()), Source("t", "T", Path())]
    facts = [Fact(FACT, (one, other)), Fact(OTHER, (one,))]
    return graph.assemble(sources, [one, other], facts, [Triple(dip("War"), TYPE, Iri(RDFS + "Class"))])


def test_a_fact_stands_in_the_part_of_each_source_that_says_it() -> None:
    assert parts().facts == {"s": (FACT, OTHER), "t": (FACT,)}
    assert parts().all_facts() == [FACT, OTHER], "once each"


def test_the_parts_hold_everything_once() -> None:
    whole = replace(parts(), derived=(Triple(X, dip("edtfStart"), Literal("1904")),))
    everything = whole.everything()
    assert len(everything) == len(set(everything))
    assert set(everything) == {each for triples in whole.by_name().values() for each in triples}
    assert set(whole.by_name()) == {"facts", "claims", "derived", "ontology"}


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
