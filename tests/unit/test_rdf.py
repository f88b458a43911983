from __future__ import annotations

import json

import pyoxigraph
import pytest
import rdflib

from kg import rdf
from kg.namespaces import DIP, ID, LABEL, RDF, TYPE, XSD, dip, graph, thing
from kg.terms import Iri, Literal, Term, Triple

X, Y = thing("x"), thing("y")


def text(value: str) -> Triple:
    return Triple(X, dip("text"), Literal(value))


HARD = [
    text("plain"),
    text(""),
    text('quotes " and \\ back \' single """'),
    text("line\nend\r\ttab\x00\x07\x1f\x7f"),
    text("next \x85 line \u2028 separator \u2029 and \x0b \x0c \x1c"),
    text("旅順 Портъ 𐍈 é e\u0301 \ufeff"),
    Triple(X, LABEL, Literal("旅順", RDF + "langString", "zh-hant")),
    *(Triple(X, dip("number"), Literal(v, XSD + "integer")) for v in ("5", "-3", "0", "007", "+5", "x")),
    *(Triple(X, dip("share"), Literal(v, XSD + "decimal")) for v in ("1.5", "-0.25", "0.0", "5.", ".5", "1.50")),
    *(Triple(X, dip("open"), Literal(v, XSD + "boolean")) for v in ("true", "false", "1")),
    Triple(X, dip("earliestStart"), Literal("1904-02-08", XSD + "date")),
    Triple(X, dip("odd"), Literal("x", "https://example.org/type")),
    Triple(Iri(ID + "a/b/c"), dip("ends-"), Iri(ID + "with.dot")),
    Triple(Iri(ID + "1904"), dip("-x"), Iri("https://example.org/é?a=b#c")),
    Triple(Iri(DIP), TYPE, dip("War")),
]
QUADS = {graph("b"): HARD, graph("a"): [Triple(Y, TYPE, dip("War"))]}


def plain(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> Term:
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    assert isinstance(term, pyoxigraph.NamedNode)
    return Iri(term.value)


def parsed(written: str, form: pyoxigraph.RdfFormat) -> set[tuple[str, Triple]]:
    """What another parser reads, with the name of the graph."""
    return {
        (
            getattr(each.graph_name, "value", ""),
            Triple(Iri(each.subject.value), Iri(each.predicate.value), plain(each.object)),
        )
        for each in pyoxigraph.parse(written.encode(), form)
    }


@pytest.mark.parametrize("triple", HARD, ids=lambda triple: repr(str(triple.object))[:20])
def test_turtle_is_read_back_as_it_was(triple: Triple) -> None:
    assert parsed(rdf.turtle([triple]), pyoxigraph.RdfFormat.TURTLE) == {("", triple)}


def test_all_of_it_is_read_back_from_each_notation() -> None:
    alone, quads = {("", each) for each in HARD}, {(name, each) for name, triples in QUADS.items() for each in triples}
    assert parsed(rdf.turtle(HARD), pyoxigraph.RdfFormat.TURTLE) == alone
    assert parsed(rdf.ntriples(HARD), pyoxigraph.RdfFormat.N_TRIPLES) == alone
    assert parsed(rdf.nquads(QUADS), pyoxigraph.RdfFormat.N_QUADS) == quads
    assert parsed(rdf.trig(QUADS), pyoxigraph.RdfFormat.TRIG) == quads
    assert parsed(rdf.jsonld(HARD), pyoxigraph.RdfFormat.JSON_LD) == alone


def test_rdflib_holds_what_it_is_given() -> None:
    assert sorted(rdf.from_rdflib(rdf.to_rdflib(HARD)), key=rdf.sort_key) == sorted(HARD, key=rdf.sort_key)


def test_blank_nodes_pass_through_rdflib() -> None:
    triples = {Triple(Iri("_:b1"), TYPE, dip("War")), Triple(X, dip("partOf"), Iri("_:b1"))}
    assert set(rdf.from_rdflib(rdf.to_rdflib(triples))) == triples
    assert rdf.ntriples(triples).startswith(
        "<https://w3id.org/foedera/id/x> <https://w3id.org/foedera/ontology#partOf> _:b1 ."
    )


def test_language_tags_are_lower_case() -> None:
    held = rdflib.Graph()
    held.add((rdflib.URIRef(X), rdflib.RDFS.label, rdflib.Literal("旅順", lang="zh-Hant")))
    assert rdf.from_rdflib(held) == [Triple(X, LABEL, Literal("旅順", RDF + "langString", "zh-hant"))]


def test_turtle_reads_like_a_page() -> None:
    triples = [
        Triple(Y, TYPE, dip("War")),
        Triple(X, dip("party"), thing("b")),
        Triple(X, dip("party"), thing("a")),
        Triple(X, LABEL, Literal("X", RDF + "langString", "en")),
        Triple(X, TYPE, dip("Alliance")),
    ]
    assert rdf.turtle(triples) == (
        "@prefix dip: <https://w3id.org/foedera/ontology#> .\n"
        "@prefix id: <https://w3id.org/foedera/id/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '\nid:x a dip:Alliance ;\n    rdfs:label "X"@en ;\n    dip:party\n        id:a ,\n        id:b .\n'
        "\nid:y a dip:War .\n"
    )


def test_only_prefixes_in_use_are_declared() -> None:
    assert rdf.turtle([]) == ""
    assert (
        rdf.turtle([Triple(Iri("http://a/"), Iri("http://b"), Iri("http://c"))])
        == "<http://a/> <http://b> <http://c> .\n"
    )


@pytest.mark.parametrize("write", [rdf.turtle, rdf.ntriples, rdf.jsonld])
def test_order_and_repetition_of_triples_do_not_matter(write: object) -> None:
    assert callable(write)
    assert write(HARD) == write([*reversed(HARD), *HARD])
    assert rdf.trig(QUADS) == rdf.trig(dict(reversed(QUADS.items())))


def test_one_more_triple_touches_no_other_block() -> None:
    before, after = rdf.turtle(HARD), rdf.turtle([*HARD, Triple(Y, TYPE, dip("War"))])
    assert set(before.split("\n\n")) <= set(after.split("\n\n"))
    assert set(rdf.ntriples(HARD).splitlines()) < set(rdf.ntriples([*HARD, Triple(Y, TYPE, dip("War"))]).splitlines())


def test_json_ld_has_a_context_and_one_node_a_subject() -> None:
    document = json.loads(rdf.jsonld(HARD))
    assert document["@context"]["dip"] == DIP
    assert len({node["@id"] for node in document["@graph"]}) == len(document["@graph"]) == 4
    assert "dip:War" in document["@graph"][-1]["@type"] or "dip:War" in str(document)


def test_trig_uses_no_keyword_that_some_stores_refuse() -> None:
    assert "GRAPH" not in rdf.trig(QUADS)


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (Literal("5", XSD + "integer"), "5"),
        (Literal("5.5", XSD + "decimal"), "5.5"),
        (Literal("true", XSD + "boolean"), "true"),
        (Literal("07", XSD + "integer"), f'"07"^^<{XSD}integer>'),
        (Literal("a\tb"), '"a\\tb"'),
        (Literal("a", RDF + "langString", "en"), '"a"@en'),
        (X, f"<{X}>"),
    ],
)
def test_a_term_stands_alone_in_tsv(term: Term, written: str) -> None:
    assert rdf.plainly(term) == written
