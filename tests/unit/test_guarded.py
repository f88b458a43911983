"""An rdflib graph that users ask, and that shapes are run on, reaches for nothing outside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from kg.errors import OntologyError, QueryError
from kg.guarded import GuardedGraph, read_turtle
from tests.fixtures.listener import Listener, listening

ADDRESSES = ["{url}", "{file}"]


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture
def graph() -> GuardedGraph:
    graph = GuardedGraph()
    graph.parse(data="@prefix e: <urn:e:> . e:qing e:holds e:dalian .", format="turtle")
    return graph


def test_it_answers_and_changes_as_any_other(graph: GuardedGraph) -> None:
    assert list(graph.query("SELECT ?o { ?s e:holds ?o }")) == [(rdflib.URIRef("urn:e:dalian"),)]
    graph.update("INSERT DATA { e:japan e:holds e:taiwan }")
    prepared = prepareQuery("SELECT ?s { ?s e:holds ?o }", initNs={"e": "urn:e:"})
    found = graph.query(prepared, initBindings={"o": rdflib.URIRef("urn:e:taiwan")})
    assert [str(row[0]) for row in found] == ["urn:e:japan"]  # type: ignore[index]
    assert graph.query("ASK { e:qing e:holds e:dalian }").askAnswer is True


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ OPTIONAL {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }} }}",
        "ASK {{ FILTER EXISTS {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }}",
        "SELECT (EXISTS {{ SERVICE <{address}> {{ ?s ?p ?o }} }} AS ?x) {{}}",
        "SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ SERVICE <{address}> {{ ?a ?b ?c }} }})",
        "SELECT * {{ {{ SELECT * {{ BIND(<{address}> AS ?where) SERVICE ?where {{ ?s ?p ?o }} }} }} }}",
        "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        "DESCRIBE ?s WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ],
)
def test_a_query_that_would_leave_it_is_refused(
    graph: GuardedGraph, listener: Listener, tmp_path: Path, query: str, address: str
) -> None:
    (tmp_path / "secret.ttl").write_text('<urn:a> <urn:b> "secret" .')
    named = query.format(address=address.format(url=listener.url, file=(tmp_path / "secret.ttl").as_uri()))
    for asked in (named, prepareQuery(named)):
        with pytest.raises(QueryError, match=r"(?:SERVICE|FROM) reaches for what is not in this graph"):
            list(graph.query(asked))
    assert not listener.was_called()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "update",
    [
        "LOAD <{address}>",
        "INSERT DATA {{ <urn:a> <urn:b> 1 }} ; LOAD SILENT <{address}> INTO GRAPH <urn:g>",
        "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        "DELETE {{ ?s ?p ?o }} USING <{address}> WHERE {{ ?s ?p ?o }}",
    ],
)
def test_an_update_that_would_leave_it_is_refused_and_nothing_changed(
    graph: GuardedGraph, listener: Listener, tmp_path: Path, update: str, address: str
) -> None:
    (tmp_path / "secret.ttl").write_text('<urn:a> <urn:b> "secret" .')
    with pytest.raises(QueryError, match="reaches for what is not in this graph"):
        graph.update(update.format(address=address.format(url=listener.url, file=tmp_path / "secret.ttl")))
    assert len(graph) == 1
    assert not listener.was_called()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@prefix a: <urn:a> .\n\na:b a:c a:d", r"own\.ttl: not valid Turtle: the last statement has no end"),
        ("@prefix a: <urn:a> .\n\na:b a:c ; .\na:d .", r"own\.ttl:3: not valid Turtle: objectList expected"),
        ("<urn:a> <urn:b> [\n", r"own\.ttl:2: not valid Turtle: EOF after '\['"),
        ("x:a x:b x:c .", r"own\.ttl:1: not valid Turtle: Prefix \"x:\" not bound"),
        ("<urn:a> <urn:b> " + "(" * 50_000, r"own\.ttl: not valid Turtle: brackets are nested too deep; give IRIs"),
        ("<urn:a> <urn:b> " + "[ <urn:b> " * 50_000, r"own\.ttl: not valid Turtle: brackets are nested too deep"),
    ],
    ids=range(6),
)
def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "own.ttl").write_text(text)
    with pytest.raises(OntologyError, match=words) as caught:
        read_turtle([tmp_path / "own.ttl"])
    assert "\n" not in str(caught.value)


def test_turtle_names_other_files_and_none_is_fetched(tmp_path: Path, listener: Listener) -> None:
    url = listener.url
    (tmp_path / "own.ttl").write_text(
        f"@base <{url}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        f"<a> a owl:Ontology ; owl:imports <b> , <{url}> ."
    )
    assert len(read_turtle([tmp_path / "own.ttl"])) == 3
    assert not listener.was_called()


def test_turtle_is_read_whatever_its_file_is_called(tmp_path: Path) -> None:
    paths = [tmp_path / "a b#c?d%20.ttl", tmp_path / os.fsdecode(b"\xff.ttl"), tmp_path / "旅順.ttl"]
    for number, path in enumerate(paths):
        path.write_text(f"<> <urn:number> {number} .")
    graph = read_turtle(paths)
    assert sorted(map(str, graph.subjects())) == sorted(path.as_uri() for path in paths)
    with pytest.raises(OntologyError, match=r"absent\.ttl: not valid Turtle: .*No such file"):
        read_turtle([tmp_path / "absent.ttl"])
