"""A store answers from every kind of file alike, in our own terms, and says what is wrong in words."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.errors import QueryError, StoreError
from kg.sparql import calls_service, query_form
from kg.store import from_quads, open_store
from kg.terms import XSD, Iri, Literal, Store, Table, Triple, Triples

DIP = "https://w3id.org/foedera/ontology#"
ID = "https://w3id.org/foedera/id/"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
PREFIXES = f"PREFIX dip: <{DIP}>\nPREFIX id: <{ID}>\nPREFIX xsd: <{XSD}>\n"

TURTLE = f"""@prefix dip: <{DIP}> .
@prefix id: <{ID}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <{XSD}> .

id:anglo-japanese-alliance-1902 a dip:Alliance ;
    dip:earliestStart "1902-01-30"^^xsd:date ;
    dip:party id:great-britain , id:japan .

id:japan a dip:Polity ;
    rdfs:label "Japan"@en , "日本"@ja ;
    dip:cowCode 740 .

id:great-britain a dip:Polity ;
    rdfs:label "Great Britain"@en .

id:qing a dip:Polity ;
    rdfs:label "Qing Empire"@en , "大清"@zh-hant ;
    dip:note "a \\"quoted\\" word,\\nand a second line" .
"""

TRIG = f"""@prefix dip: <{DIP}> .
@prefix id: <{ID}> .
id:japan dip:note "in the default graph" .
<urn:seed> {{ id:japan a dip:Polity . id:qing a dip:Polity . }}
<urn:record> {{ id:japan a dip:Polity ; dip:cowCode 740 . }}
"""


@pytest.fixture
def turtle_file(tmp_path: Path) -> Path:
    path = tmp_path / "foedera.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


@pytest.fixture
def store(turtle_file: Path) -> Store:
    return open_store(turtle_file)


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    answer = store.ask(PREFIXES + query)
    assert isinstance(answer, Table)
    return list(answer.rows)


def test_select_gives_variables_in_order_and_our_own_terms(store: Store) -> None:
    query = "SELECT ?code ?who ?none { ?who dip:cowCode ?code OPTIONAL { ?who dip:nothing ?none } }"
    answer = store.ask(PREFIXES + query)
    assert answer == Table(("code", "who", "none"), ((Literal("740", XSD + "integer"), Iri(ID + "japan"), None),))


def test_literals_keep_language_and_datatype(store: Store) -> None:
    labels = {row[0] for row in rows(store, "SELECT ?o { id:qing ?p ?o FILTER(LANG(?o) != '') }")}
    assert labels == {Literal("Qing Empire", _LANG_STRING, "en"), Literal("大清", _LANG_STRING, "zh-hant")}
    assert rows(store, "SELECT ?d { ?x dip:earliestStart ?d }") == [(Literal("1902-01-30", XSD + "date"),)]


def test_ask_gives_a_truth(store: Store) -> None:
    assert store.ask(PREFIXES + "ASK { id:japan a dip:Polity }") is True
    assert store.ask(PREFIXES + "ASK { id:france a dip:Polity }") is False


def test_construct_gives_distinct_sorted_triples(store: Store) -> None:
    query = "CONSTRUCT { ?b dip:everAlliedWith ?a . ?a a dip:Ally } WHERE { ?x dip:party ?a , ?b FILTER(?a != ?b) }"
    britain, japan = Iri(ID + "great-britain"), Iri(ID + "japan")
    a, allied = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Iri(DIP + "everAlliedWith")
    assert store.ask(PREFIXES + query) == Triples(
        (
            Triple(britain, a, Iri(DIP + "Ally")),
            Triple(britain, allied, japan),
            Triple(japan, a, Iri(DIP + "Ally")),
            Triple(japan, allied, britain),
        )
    )


def test_describe_gives_what_is_said_of_a_thing(store: Store) -> None:
    answer = store.ask(f"DESCRIBE <{ID}qing>")
    assert isinstance(answer, Triples)
    assert {triple.subject for triple in answer.triples} == {ID + "qing"}
    assert len(answer.triples) == 4


def test_a_folder_of_exports_is_read_through_its_turtle_of_everything(turtle_file: Path) -> None:
    store = open_store(turtle_file.parent)
    assert store.name == str(turtle_file)
    assert len(rows(store, "SELECT ?who { ?who a dip:Polity }")) == 3


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
def test_every_format_gives_the_same_rows(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"x.{suffix}").write_bytes(_written(suffix))
    everything = "SELECT ?s ?p ?o { ?s ?p ?o }"
    found = rows(open_store(tmp_path / f"x.{suffix}"), everything)
    assert set(found) == set(rows(from_quads(_written("nq"), "all"), everything))
    assert len(found) == 14


def _written(suffix: str) -> bytes:
    form = pyoxigraph.RdfFormat.from_extension(suffix)
    triples = (quad.triple for quad in pyoxigraph.parse(TURTLE, pyoxigraph.RdfFormat.TURTLE))
    written = pyoxigraph.serialize(triples, format=form)
    assert written is not None
    return written


def test_named_graphs_are_seen_together_once_and_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "x.trig").write_text(TRIG, encoding="utf-8")
    store = open_store(tmp_path / "x.trig")
    assert rows(store, "SELECT (COUNT(*) AS ?n) { ?who a dip:Polity }") == [(Literal("2", XSD + "integer"),)]
    graphs = rows(store, "SELECT ?g { GRAPH ?g { id:japan a dip:Polity } } ORDER BY ?g")
    assert graphs == [(Iri("urn:record"),), (Iri("urn:seed"),)]
    assert rows(store, "SELECT ?o FROM <urn:record> { id:japan dip:note|dip:cowCode ?o }") == [
        (Literal("740", XSD + "integer"),)
    ]


def test_a_database_on_disk_is_opened_for_reading(tmp_path: Path) -> None:
    database = pyoxigraph.Store(str(tmp_path / "database"))
    database.load(TRIG, pyoxigraph.RdfFormat.TRIG)
    database.flush()
    del database
    store = open_store(tmp_path / "database")
    assert rows(store, "SELECT ?o { id:japan dip:note ?o }") == [(Literal("in the default graph"),)]
    assert len(rows(store, "SELECT ?g { GRAPH ?g { id:japan a dip:Polity } }")) == 2


def test_a_database_of_named_graphs_only_is_seen_as_one(tmp_path: Path) -> None:
    database = pyoxigraph.Store(str(tmp_path / "database"))
    database.load(TRIG.replace('id:japan dip:note "in the default graph" .\n', ""), pyoxigraph.RdfFormat.TRIG)
    database.flush()
    del database
    assert rows(open_store(tmp_path / "database"), "SELECT ?n { id:japan dip:cowCode ?n }") == [
        (Literal("740", XSD + "integer"),)
    ]


def test_blank_nodes_have_the_same_labels_each_time() -> None:
    quads = '_:x <urn:p> "1" .\n_:y <urn:p> "2" .\n<urn:a> <urn:q> _:x .\n<urn:a> <urn:q> _:y .'
    select = {from_quads(quads, "x").ask("SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?o") for _ in range(5)}
    construct = {from_quads(quads, "x").ask("CONSTRUCT WHERE { ?s <urn:p> ?o }") for _ in range(5)}
    assert select == {Table(("s", "o"), ((Iri("_:b0"), Literal("1")), (Iri("_:b1"), Literal("2"))))}
    assert len(construct) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "SELECT ?x\nWHERE {\n  ?x a dip:War .\n}",
            r"line 3, column 8: the prefix dip: .*PREFIX dip: <https://w3id.org",
        ),
        ("SELECT ?x WHERE {\n  ?x ?y ?z\n", r"line 1, column 17: this \{ is not closed"),
        ("SELECT ?x {\n  ?x ?y ?z FILTER(?z = 1 }", r"line 2, column 26: this \} comes before \( is closed"),
        ("SELECT ?x WHERE { ?x ?y ?z } )", r"line 1, column 30: this \) closes nothing"),
        ('ASK { ?x ?y "war }', 'line 1, column 13: this " begins a string that is not closed'),
        ("SELECT ?x WHERE { ?s ?p ?o } GROUP BY ?s", "line 1.*unbound"),
        ("SELECT ?x\nWHERE { ?x ?y FILTR(1) }\n\n", "line 2"),
        ("SELEC ?x { ?x ?y ?z }", "begins with SELEC"),
        ("", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)
def test_bad_sparql_is_explained_where_it_stands(store: Store, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        store.ask(query)


def test_the_offending_line_is_shown_with_a_mark_under_it(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.ask("SELECT ?x\nWHERE {\n\t?x a dip:War .\n}")
    _, line, mark = str(caught.value).split("\n")
    assert line == "  \t?x a dip:War ."
    assert mark == "  \t     ^"


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", "# SELECT\nPREFIX x: <urn:#>\nCLEAR ALL"]
)
def test_updates_are_refused(store: Store, update: str) -> None:
    with pytest.raises(QueryError, match="changes a store"):
        store.ask(update)


HIDDEN_CALLS = [
    "SERVICE <{url}> {{}}",
    "service SILENT <{url}> {{}}",
    "SERVICE e: {{}}",
    "SERVICEe: {{}}",
    "?s ?p 1SERVICE <{url}> {{}}",
    "# a comment\rSERVICE <{url}> {{}}",
    'FILTER(1<2#c>"""\n) SERVICE <{url}> {{}} #"""',
    "FILTER(1<'>'#'\n) SERVICE <{url}> {{}} #'",
    "?s e:a\\'b ?o SERVICE <{url}> {{}} #'",
    "?s <{url}\\u0061#> ?o SERVICE <{url}> {{}}",
    "OPTIONAL {{ SERVICE ?where {{}} }} VALUES ?where {{ <{url}> }}",
]


@pytest.mark.parametrize("pattern", HIDDEN_CALLS)
def test_service_sends_no_request_however_it_is_written(store: Store, pattern: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        called = threading.Event()
        thread = threading.Thread(target=_listen, args=(listener, called), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        query = f"PREFIX e: <{url}>\nSELECT * {{ {pattern.format(url=url)} }}".replace(' #"""', '\n#"""\n').replace(
            " #'", "\n#'\n"
        )
        with pytest.raises(QueryError, match="SERVICE would send a request"):
            store.ask(query)
        assert not called.is_set()


def _listen(listener: socket.socket, called: threading.Event) -> None:
    try:
        connection, _ = listener.accept()
    except OSError:
        return
    called.set()
    connection.close()


@pytest.mark.parametrize(
    "pattern",
    [
        "?x dip:service ?o",
        "?x <https://example.org/service#Service> ?o",
        '?x dip:note "SERVICE <http://example.org/> {}"',
        "?x dip:note '''SERVICE ''' # SERVICE <http://example.org/> {}\n",
        "?service dip:note $SERVICE",
    ],
)
def test_the_word_service_alone_is_no_call(store: Store, pattern: str) -> None:
    assert store.ask(f"{PREFIXES}ASK {{ {pattern} }}") in (True, False)


def test_from_reads_no_file_and_no_address(store: Store, turtle_file: Path) -> None:
    assert store.ask(f"ASK FROM <{turtle_file.as_uri()}> {{ ?s ?p ?o }}") is False


def test_the_form_of_a_query_is_its_own_word() -> None:
    assert query_form("BASE <urn:ask> # SELECT\nPREFIX select: <urn:construct#>\n DESCRIBE select:x") == "DESCRIBE"
    assert not calls_service("SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.ttl", "<urn:a> <urn:b> .\n", r"x\.ttl:1: not good Turtle"),
        ("x.nq", "<urn:a> <urn:b> <urn:c> .\nnonsense", r"x\.nq:2: not good N-Quads"),
        ("x.txt", "", r"\.ttl \.nt"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=words):
        open_store(tmp_path / name)


def test_what_was_looked_for_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"foedera\.ttl.*kg build"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="no such file or folder"):
        open_store(tmp_path / "absent.ttl")
    with pytest.raises(StoreError, match="not N-Triples or N-Quads"):
        from_quads("a b c", "the graph")


def test_rdflib_gives_the_same_rows(store: Store) -> None:
    graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
    for query in SAMPLE:
        found = rows(store, query)
        expected = [tuple(map(_comparable, row)) for row in graph.query(PREFIXES + query)]  # type: ignore[arg-type]
        assert sorted(map(repr, (tuple(map(_comparable, row)) for row in found))) == sorted(map(repr, expected)), query
        assert found, query


SAMPLE = [
    "SELECT ?a ?b { ?x dip:party ?a , ?b FILTER(STR(?a) < STR(?b)) }",
    "SELECT ?who { ?who dip:cowCode ?n FILTER(?n > 700) }",
    'SELECT ?x { ?x dip:earliestStart ?d FILTER(?d <= "1904-02-12"^^xsd:date) }',
    "SELECT ?who (COUNT(?label) AS ?n) { ?who a dip:Polity ; ?p ?label FILTER(LANG(?label) != '') } GROUP BY ?who",
    "SELECT ?who ?code { ?who a dip:Polity OPTIONAL { ?who dip:cowCode ?code } }",
    "SELECT ?who { ?who a dip:Polity MINUS { ?x dip:party ?who } }",
    "SELECT ?who { ?who a dip:Polity FILTER NOT EXISTS { ?who dip:cowCode ?c } }",
    "SELECT DISTINCT ?who { id:japan ^dip:party/dip:party ?who }",
    "SELECT ?o { VALUES ?s { id:qing } ?s dip:note ?o BIND(STRLEN(?o) AS ?n) FILTER(?n > 3) }",
    "SELECT ?who { { ?who dip:cowCode 740 } UNION { ?who dip:note ?o } }",
    'SELECT ?l { ?who ?p ?l FILTER(LANGMATCHES(LANG(?l), "zh-Hant")) }',
    """SELECT (GROUP_CONCAT(STR(?label); separator="|") AS ?all) {
        SELECT ?label { ?who ?p ?label FILTER(LANG(?label) = "en") } ORDER BY ?label
    }""",
]


def _comparable(term: object) -> tuple[str, ...]:
    if term is None:
        return ()
    if isinstance(term, rdflib.Literal):
        plain = _LANG_STRING if term.language else XSD + "string"
        return str(term), str(term.datatype or plain), (term.language or "").lower()
    if isinstance(term, Literal):
        return term.value, term.datatype, term.language
    return (str(term),)


def test_a_store_imports_neither_rdflib_nor_sparqlwrapper(turtle_file: Path) -> None:
    code = (
        "import sys, kg.query, kg.tables; from kg.store import open_store;"
        f"open_store({str(turtle_file)!r}).ask('ASK {{}}');"
        "print(sorted({'rdflib', 'SPARQLWrapper', 'urllib.request', 'importlib.metadata'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
