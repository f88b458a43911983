"""A store behind an address answers as one in a file does, and each way of not answering has its own words."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kg import store
from kg.errors import QueryError, StoreError
from kg.store import open_store
from kg.terms import XSD, Iri, Literal, Store, Table, Triple, Triples
from tests.conftest import require
from tests.engines.oxigraph import Oxigraph
from tests.fixtures.served import served

DIP = "https://w3id.org/foedera/ontology#"
ID = "https://w3id.org/foedera/id/"
PREFIXES = f"PREFIX dip: <{DIP}>\nPREFIX id: <{ID}>\n"
TURTLE = f"""@prefix dip: <{DIP}> .
@prefix id: <{ID}> .
@prefix xsd: <{XSD}> .
id:anglo-japanese-alliance-1902 a dip:Alliance ; dip:earliestStart "1902-01-30"^^xsd:date ;
    dip:party id:great-britain , id:japan .
id:japan dip:name "日本"@ja ; dip:cowCode 740 ; dip:seat [ dip:name "Tokyo" ] .
"""
ANSWER = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}})
JSON = "application/sparql-results+json"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "foedera.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def endpoint(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    require(Oxigraph.is_available())
    with Oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        server.load(files)
        yield open_store(f"{server.url}/query")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who ?code { ?x dip:party ?who OPTIONAL { ?who dip:cowCode ?code } } ORDER BY ?who",
        "SELECT ?name { id:japan dip:name|dip:seat/dip:name ?name } ORDER BY ?name",
        "SELECT ?place { id:japan dip:seat ?place }",
        "ASK { id:japan dip:cowCode 740 }",
        "ASK { id:japan dip:cowCode 741 }",
        "CONSTRUCT { ?a dip:everAlliedWith ?b } WHERE { ?x dip:party ?a , ?b FILTER(?a != ?b) }",
        "CONSTRUCT WHERE { id:japan dip:seat ?place . ?place dip:name ?name }",
        "DESCRIBE id:anglo-japanese-alliance-1902",
        "# CONSTRUCT, and DELETE\nSELECT ?d { ?x dip:earliestStart ?d } # ASK",
    ],
)
def test_an_endpoint_answers_as_the_file_does(endpoint: Store, files: Path, query: str) -> None:
    answer = endpoint.ask(PREFIXES + query)
    assert answer == open_store(files).ask(PREFIXES + query)
    assert answer not in (Table(("d",), ()), Triples(()))


def test_terms_keep_datatype_and_language(endpoint: Store) -> None:
    answer = endpoint.ask(PREFIXES + "SELECT ?code ?name ?none { id:japan dip:cowCode ?code ; dip:name ?name }")
    lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    assert answer == Table(
        ("code", "name", "none"), ((Literal("740", XSD + "integer"), Literal("日本", lang_string, "ja"), None),)
    )
    start = Triple(
        Iri(ID + "anglo-japanese-alliance-1902"), Iri(DIP + "earliestStart"), Literal("1902-01-30", XSD + "date")
    )
    assert endpoint.ask(PREFIXES + "CONSTRUCT WHERE { ?x dip:earliestStart ?d }") == Triples((start,))


def test_bad_sparql_is_a_bad_query_not_a_bad_store(endpoint: Store) -> None:
    with pytest.raises(QueryError, match="the endpoint does not understand the query: "):
        endpoint.ask("SELECT ?x WHERE { ?x }")


def test_an_endpoint_is_never_sent_an_update(endpoint: Store) -> None:
    with pytest.raises(QueryError, match="INSERT changes a store"):
        endpoint.ask("# SELECT\nINSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert endpoint.ask("ASK { <urn:a> ?p ?o }") is False


def test_an_address_that_is_no_endpoint_of_that_server(endpoint: Store) -> None:
    with pytest.raises(StoreError, match=r"HTTP error 404.*look at the address"):
        open_store(endpoint.name + "/nothing").ask("ASK {}")


@pytest.mark.parametrize(
    ("status", "media_type", "body", "words"),
    [
        (200, "text/html; charset=utf-8", "<html>Welcome</html>", "answered text/html, .*often ends in /sparql"),
        (200, "text/plain", "Server is busy", "answered text/plain"),
        (200, JSON, ANSWER[:70], "half an answer"),
        (200, JSON, "", "half an answer"),
        (200, JSON, '{"error": "memory"}', "half an answer, or a broken one"),
        (200, "application/xml", "<html></html>", "half an answer, or a broken one"),
        (
            500,
            "text/plain",
            "Virtuoso 42000 Error\nout of memory",
            "HTTP error 500.*: Virtuoso 42000 Error out of memory; ",
        ),
        (500, "text/html", "<html><h1>Oops</h1></html>", r"HTTP error 500 \(Internal Server Error\); ask again later"),
        (503, "text/plain", "Too many\nqueries", r"HTTP error 503 \(.*\): Too many queries; ask again later"),
        (503, "text/plain", "", r"HTTP error 503 \([A-Za-z ]+\); ask again later"),
        (429, "text/plain", "Wait 5 s", "HTTP error 429.*: Wait 5 s; ask again later, or ask for less"),
        (401, "text/plain", "Who?", r"HTTP error 401 \(.*\): Who\?; the endpoint wants a name and a password"),
        (403, "text/html", "<html></html>", r"HTTP error 403 \([A-Za-z ]+\); the endpoint lets only those in whom it"),
        (404, "text/plain", "", "HTTP error 404.*look at the address"),
    ],
)
def test_no_answer_is_a_store_error_that_says_which(status: int, media_type: str, body: str, words: str) -> None:
    with served(status, media_type, body) as stub:
        with pytest.raises(StoreError, match=words) as caught:
            open_store(stub.url).ask("SELECT ?x { ?x ?y ?z }")
        assert caught.value.endpoint == stub.url
        assert stub.url in str(caught.value)
        assert "\n" not in str(caught.value)


def test_an_answer_shorter_than_promised_is_half_an_answer() -> None:
    with served(200, JSON, ANSWER, length=5000) as stub, pytest.raises(StoreError, match="half an answer"):
        open_store(stub.url).ask("SELECT ?x { ?x ?y ?z }")


def test_half_a_turtle_is_half_an_answer() -> None:
    with served(200, "text/turtle", "<urn:a> <urn:b> ") as stub, pytest.raises(StoreError, match="half an answer"):
        open_store(stub.url).ask("CONSTRUCT WHERE { ?x ?y ?z }")


def test_silence_ends_after_the_timeout() -> None:
    with served(200, JSON, ANSWER, wait=3) as stub:
        begun = time.monotonic()
        with pytest.raises(StoreError, match=r"no answer within 0\.5 s"):
            open_store(stub.url, timeout=0.5).ask("SELECT ?x { ?x ?y ?z }")
        assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("status", [200, 500, 503])
def test_an_answer_that_trickles_in_is_given_up(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setattr(store, "WHOLE_ANSWER", 1)
    with served(status, "text/plain", " " * 200, pause=0.01) as stub:
        begun = time.monotonic()
        with pytest.raises(StoreError, match=r"no whole answer within 0\.5 s; ask for less, or later") as caught:
            open_store(stub.url, timeout=0.5).ask("SELECT ?x { ?x ?y ?z }")
        assert time.monotonic() - begun < 2
        assert caught.value.endpoint == stub.url


def test_an_answer_that_comes_in_pieces_is_read() -> None:
    with served(200, JSON, ANSWER, pause=0.002) as stub:
        assert open_store(stub.url, timeout=1).ask("SELECT ?x { ?x ?y ?z }") == Table(("x",), ((Literal("1"),),))


@pytest.mark.parametrize("length", [None, 5000])
def test_a_server_that_hangs_up_gave_half_an_answer(length: int | None) -> None:
    with (
        served(200, JSON, ANSWER, length=length, hang_up=True) as stub,
        pytest.raises(StoreError, match="half an answer; ask again, with a LIMIT"),
    ):
        open_store(stub.url).ask("SELECT ?x { ?x ?y ?z }")


def test_nobody_there_is_not_reachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(StoreError, match="not reachable"):
        open_store(f"http://127.0.0.1:{port}/sparql").ask("ASK {}")


def test_an_address_that_cannot_be_one_is_not_reachable() -> None:
    with pytest.raises(StoreError, match="not reachable"):
        open_store("http://127.0.0.1:port/sparql").ask("ASK {}")


def test_other_forms_of_answer_are_read_too() -> None:
    xml = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
        "<results><result><binding name='x'><literal>1</literal></binding></result></results></sparql>"
    )
    expected = Table(("x",), ((Literal("1"),),))
    for media_type, body in ((JSON, ANSWER), ("application/json", ANSWER), ("application/sparql-results+xml", xml)):
        with served(200, media_type, body) as stub:
            assert open_store(stub.url).ask("SELECT ?x { ?x ?y ?z }") == expected
    with served(200, "application/n-triples", "<urn:a> <urn:b> <urn:c> .\n") as stub:
        answer = open_store(stub.url).ask("CONSTRUCT WHERE { ?x ?y ?z }")
    assert answer == Triples((Triple(Iri("urn:a"), Iri("urn:b"), Iri("urn:c")),))


def test_the_query_is_sent_whole_as_a_form() -> None:
    query = "SELECT ?x { ?x dip:name '大清 & +' }"
    with served(200, JSON, ANSWER) as stub:
        open_store(stub.url).ask(query)
    assert [parse_qs(form.decode())["query"] for form in stub.forms] == [[query]]
