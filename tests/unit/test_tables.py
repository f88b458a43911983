"""Answers become text that people can read and programs can read back."""

from __future__ import annotations

import csv
import io
import json
from typing import get_args

import pyoxigraph
import pytest
import rdflib

from kg.errors import QueryError
from kg.store import from_quads
from kg.tables import FORMS, Form, render
from kg.terms import XSD, Answer, Iri, Literal, Table, Triple, Triples

ID = "https://w3id.org/foedera/id/"
DIP = "https://w3id.org/foedera/ontology#"
LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = Iri("http://www.w3.org/2000/01/rdf-schema#label")

POLITIES = Table(
    ("who", "label", "code"),
    (
        (Iri(ID + "qing"), Literal("大清", LANG, "zh-hant"), None),
        (Iri(ID + "japan"), Literal("Japan", LANG, "en"), Literal("740", XSD + "integer")),
        (Iri("_:b0"), Literal('said "no", | and\nleft\t\\', XSD + "string"), Literal("1904-02-12", XSD + "date")),
    ),
)
GRAPH = Triples(
    (
        Triple(Iri("_:b0"), TYPE, Iri(DIP + "Passage")),
        Triple(Iri(ID + "claim/record/chemulpo-day"), LABEL, Literal('a\n"b"\\', LANG, "en")),
        Triple(Iri(ID + "qing"), TYPE, Iri(DIP + "Polity")),
        Triple(Iri(ID + "qing"), Iri("http://www.w3.org/2000/01/rdf-schema#comment"), Literal("x")),
        Triple(Iri(ID + "qing"), LABEL, Literal("Qing Empire", LANG, "en")),
        Triple(Iri(ID + "qing"), LABEL, Literal("大清", LANG, "zh-hant")),
        Triple(Iri(ID + "qing"), Iri(DIP + "cowCode"), Literal("710", XSD + "integer")),
        Triple(Iri(ID + "qing"), Iri(DIP + "from"), Literal("1644-06-06", XSD + "date")),
    )
)


def test_a_table_is_aligned_also_under_wide_letters() -> None:
    assert render(Table(POLITIES.variables, POLITIES.rows[:2])) == (
        "who       label  code\n--------  -----  ----\nid:qing   大清\nid:japan  Japan  740\n"
    )
    two = Table(("a", "b"), ((Literal("大清帝國"), Literal("x")), (Literal("Japan"), Literal("y\nz"))))
    assert render(two) == "a         b\n--------  ---\n大清帝國  x\nJapan     y z\n"


def test_combining_marks_take_no_column() -> None:
    lines = render(Table(("a", "b"), ((Literal("Lu\u0308shun"), Literal("x")), (Literal("旅順"), Literal("y"))))).split(
        "\n"
    )
    assert lines[2] == "Lu\u0308shun  x"
    assert lines[3] == "旅順    y"


def test_cells_are_cut_only_when_asked() -> None:
    table = Table(("quote",), ((Literal("strict neutrality " * 20),), (Literal("嚴守中立"),)))
    assert "strict neutrality " * 19 in render(table)
    assert render(table, width=6).split("\n")[2:4] == ["stric…", "嚴守…"]


def test_a_cell_cannot_speak_to_the_terminal() -> None:
    text = render(Table(("x",), ((Literal("\x1b[31mred\u202e\r\n"),),)))
    assert text.split("\n")[2] == "\\u001b[31mred\\u202e"


def test_csv_is_that_of_the_standard() -> None:
    assert render(POLITIES, "csv").split("\r\n")[:3] == [
        "who,label,code",
        "https://w3id.org/foedera/id/qing,大清,",
        "https://w3id.org/foedera/id/japan,Japan,740",
    ]
    read = list(csv.reader(io.StringIO(render(POLITIES, "csv"), newline="")))
    assert read[3] == ["_:b0", 'said "no", | and\nleft\t\\', "1904-02-12"]
    assert render(Table(("x",), ((None,),)), "csv") == 'x\r\n""\r\n'


def test_tsv_holds_terms_as_turtle_writes_them() -> None:
    assert render(POLITIES, "tsv") == (
        "?who\t?label\t?code\n"
        '<https://w3id.org/foedera/id/qing>\t"大清"@zh-hant\t\n'
        '<https://w3id.org/foedera/id/japan>\t"Japan"@en\t740\n'
        f'_:b0\t"said \\"no\\", | and\\nleft\\t\\\\"\t"1904-02-12"^^<{XSD}date>\n'
    )


@pytest.mark.parametrize("form", ["json", "tsv"])
def test_json_and_tsv_are_read_back_by_others_as_the_same_rows(form: Form) -> None:
    reader = {"json": pyoxigraph.QueryResultsFormat.JSON, "tsv": pyoxigraph.QueryResultsFormat.TSV}[form]
    solutions = pyoxigraph.parse_query_results(render(POLITIES, form), reader)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in solutions.variables] == list(POLITIES.variables)
    found = [[None if term is None else str(term) for term in solution] for solution in solutions]
    expected = [
        [f"<{ID}qing>", '"大清"@zh-hant', None],
        [f"<{ID}japan>", '"Japan"@en', f'"740"^^<{XSD}integer>'],
        ["_:b0", '"said \\"no\\", | and\\nleft\\t\\\\"', f'"1904-02-12"^^<{XSD}date>'],
    ]
    assert found == expected


def test_json_is_that_of_the_standard() -> None:
    read = json.loads(render(POLITIES, "json"))
    assert read["head"] == {"vars": ["who", "label", "code"]}
    assert read["results"]["bindings"][0] == {
        "who": {"type": "uri", "value": ID + "qing"},
        "label": {"type": "literal", "value": "大清", "xml:lang": "zh-hant"},
    }
    assert read["results"]["bindings"][2]["who"] == {"type": "bnode", "value": "b0"}
    assert json.loads(render(Table(("x",), ()), "json")) == {"head": {"vars": ["x"]}, "results": {"bindings": []}}


def test_markdown_keeps_its_columns_whatever_a_cell_holds() -> None:
    table = Table(("a", "b"), ((Literal("x | y\n`z` <b>"), Iri(DIP + "War")),))
    assert render(table, "md") == "| a | b |\n| --- | --- |\n| x \\| y \\`z\\` &lt;b> | dip:War |\n"


@pytest.mark.parametrize("form", get_args(Form))
def test_a_truth_is_one_word(form: Form) -> None:
    expected = '{"head":{},"boolean":true}\n' if form == "json" else "true\n"
    assert render(True, form) == expected
    assert "false" in render(False, form)


def test_triples_are_turtle_for_people_and_stores() -> None:
    assert render(GRAPH) == render(GRAPH, "turtle")
    assert (
        render(GRAPH)
        == f"""@prefix dip: <{DIP}> .
@prefix id: <{ID}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <{XSD}> .

_:b0 a dip:Passage .

<{ID}claim/record/chemulpo-day> rdfs:label "a\\n\\"b\\"\\\\"@en .

id:qing a dip:Polity ;
    rdfs:label
        "Qing Empire"@en ,
        "大清"@zh-hant ;
    rdfs:comment "x" ;
    dip:cowCode 710 ;
    dip:from "1644-06-06"^^xsd:date .
"""
    )


def test_turtle_is_read_back_as_the_same_triples() -> None:
    graph = rdflib.Graph().parse(data=render(GRAPH, "turtle"), format="turtle")
    assert len(graph) == len(GRAPH.triples)
    assert (rdflib.URIRef(ID + "qing"), rdflib.URIRef(LABEL), rdflib.Literal("大清", lang="zh-hant")) in graph
    written = pyoxigraph.parse(render(GRAPH, "turtle"), pyoxigraph.RdfFormat.TURTLE)
    store = from_quads("".join(f"{quad.triple} .\n" for quad in written), "the same")
    assert store.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(!ISBLANK(?s)) }") == Triples(GRAPH.triples[1:])


@pytest.mark.parametrize("value", ["01", "+1", "1.50", "1e3", "abc", "1.", ".5", "-0", "TRUE"])
@pytest.mark.parametrize("datatype", ["integer", "decimal", "boolean"])
def test_only_numbers_in_canonical_form_stand_without_quotes(value: str, datatype: str) -> None:
    text = render(Triples((Triple(Iri("urn:a"), Iri("urn:b"), Literal(value, XSD + datatype)),)))
    assert f'"{value}"^^xsd:{datatype} .' in text


def test_an_iri_never_ends_its_brackets() -> None:
    text = render(Triples((Triple(Iri("urn:a> <urn:x"), Iri("urn:b"), Iri("urn:c")),)))
    assert text == "<urn:a\\u003E\\u0020\\u003Curn:x> <urn:b> <urn:c> .\n"


def test_triples_have_three_columns_in_the_other_forms() -> None:
    one = Triples(GRAPH.triples[2:3])
    assert render(one, "csv").startswith("subject,predicate,object\r\nhttps://w3id.org/foedera/id/qing,")
    assert render(one, "tsv").startswith("?subject\t?predicate\t?object\n<https://w3id.org/foedera/id/qing>\t")
    assert json.loads(render(one, "json"))["results"]["bindings"][0]["object"]["value"] == DIP + "Polity"
    assert render(one, "md").endswith("| id:qing | rdf:type | dip:Polity |\n")


def test_rows_are_no_turtle() -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        render(POLITIES, "turtle")


@pytest.mark.parametrize("answer", [POLITIES, GRAPH, Table(("x",), ()), Triples(()), Table((), ((),))])
def test_every_other_answer_has_every_form(answer: Answer) -> None:
    for form in FORMS:
        if form != "turtle" or isinstance(answer, Triples):
            text = render(answer, form)
            assert text == render(answer, form)
            assert text.endswith("\n") or not text
