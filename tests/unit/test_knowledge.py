"""A graph to ask: two sentences on the Dual Alliance, and every way to ask about them."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyvis.network import Network

import kg
from kg import resources
from kg.build import build_graph
from kg.errors import KgError, QueryError, StoreError
from kg.knowledge import KnowledgeGraph
from kg.terms import Iri, Table, Triples
from tests.integration.conftest import write_corpus

ID = "https://w3id.org/foedera/id/"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dual-alliance")
    build_graph(write_corpus(folder / "corpus"), folder / "exports")
    return folder / "exports"


@pytest.fixture(scope="module")
def graph(exports: Path) -> KnowledgeGraph:
    return kg.open_graph(exports)


def test_a_named_question_and_sparql_are_asked_alike(graph: KnowledgeGraph) -> None:
    named = graph.query("alliances-on-date", day="1900-01-01")
    assert isinstance(named, Table)
    assert [(str(row["certainty"]), str(row["label"])) for row in named] == [("certain", "Dual Alliance")]
    ask = "PREFIX dip: <https://w3id.org/foedera/ontology#> ASK { ?a a dip:Alliance }"
    assert graph.ask(ask) is True
    found = graph.ask("CONSTRUCT { ?a ?p ?o } WHERE { ?a ?p ?o VALUES ?a { <" + ID + "france> } }")
    assert isinstance(found, Triples)
    assert {triple.subject for triple in found.triples} == {Iri(f"{ID}france")}


@pytest.mark.parametrize(
    ("question", "values", "words"),
    [
        ("alliance-on-date", {}, "alliances-on-date"),
        ("alliances-on-date", {"date": "1900"}, "day="),
        ("alliances-on-date", {"day": "soon"}, "day=soon"),
        ("SELECT ?x {", {}, "there is no question"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    graph: KnowledgeGraph, question: str, values: dict[str, str], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        graph.query(question, **values)


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("1894-01-03", None),
        ("1894-01-04", "certain"),
        ("1894-01", "certain in part"),
        ("1900", "certain"),
        ("1917-01-01", "certain"),
        ("1917-06-01", "possible"),
        ("1917", "certain in part"),
        ("1918", None),
    ],
)
def test_state_of_a_day_a_month_and_a_year(graph: KnowledgeGraph, day: str, certainty: str | None) -> None:
    assert [each.certainty for each in graph.state(day)] == ([certainty] if certainty else [])


def test_explain_a_thing_and_each_of_its_claims(graph: KnowledgeGraph) -> None:
    whole = graph.explain("dual-alliance")
    assert (whole.label, whole.start, whole.end) == ("Dual Alliance", "1894-01-04", "1917")
    assert [said.id for said in whole.said] == ["entente:alliance", "entente:end"]
    assert graph.explain("entente:end").said[0].passages[0].exact == "It lasted until 1917"
    assert graph.explain(f"{ID}dual-alliance") == whole == graph.explain("id:dual-alliance")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dual-aliance", "did you mean 'dual-alliance'"),
        ("entente:begin", "did you mean 'entente:end'"),
        ("entente:allianc", "did you mean 'entente:alliance'"),
        ("zzz", "kg query inventory lists the names"),
        ("", "kg query inventory lists the names"),
    ],
)
def test_a_name_that_nothing_has_leads_to_the_nearest(graph: KnowledgeGraph, name: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        graph.explain(name)


def test_the_network_on_a_day_and_of_all(graph: KnowledgeGraph) -> None:
    whole = graph.to_networkx()
    assert isinstance(whole, nx.MultiDiGraph)
    assert list(whole.edges(keys=True)) == [(f"{ID}france", f"{ID}russia", f"{ID}dual-alliance")]
    (data,) = (data for *_, data in whole.edges(data=True))
    assert data["sentence"] == "France and Russia formed an alliance"
    assert [each["quote"] for each in data["evidence"]] == [
        "On 4 January 1894 France and Russia concluded an alliance",
        "It lasted until 1917",
    ]
    assert graph.to_networkx("1893").number_of_edges() == 0
    assert graph.to_networkx("1900").graph["on"] == "1900-01-01"


def test_the_network_about_a_thing_or_a_question(graph: KnowledgeGraph) -> None:
    assert graph.to_networkx(about="france").number_of_edges() == 1
    assert graph.things_about("france") == [f"{ID}france"]
    assert graph.to_networkx(about="portsmouth-cessions").number_of_edges() == 0
    with pytest.raises(QueryError, match="no column"):
        graph.to_networkx(about="alliances-on-date")


def test_pyvis_page_and_rdflib_are_drawn_from_the_same_graph(graph: KnowledgeGraph) -> None:
    drawn = graph.to_pyvis()
    assert isinstance(drawn, Network)
    assert (len(drawn.nodes), len(drawn.edges)) == (2, 1)
    assert "France and Russia formed an alliance" in graph.page(title="The Dual Alliance")
    assert "<title>The Dual Alliance" in graph.page(title="The Dual Alliance")
    held = graph.to_rdflib()
    assert (rdflib.URIRef(f"{ID}dual-alliance"), rdflib.RDFS.label, rdflib.Literal("Dual Alliance", lang="en")) in held


def test_measures_of_a_day(graph: KnowledgeGraph) -> None:
    found = graph.measures(["1900-01-01", "1893-01-01"])
    assert [(each.day, each.label, each.degree) for each in found] == [
        ("1900-01-01", "France", 1),
        ("1900-01-01", "Russia", 1),
    ]


def test_what_is_asked_when_nothing_is_named(exports: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(exports.parent)
    assert kg.open_graph().store.name == "exports/foedera.ttl"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(resources, "built_graph", lambda: exports / resources.EVERYTHING)
    assert kg.open_graph().store.name == str(exports / resources.EVERYTHING)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="absent"):
        kg.open_graph(tmp_path / "absent.ttl")


def test_an_installation_that_is_not_whole_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    monkeypatch.setattr(resources, "CHECKOUT", tmp_path)
    for place in (resources.ontology, resources.corpus, resources.queries, resources.built_graph):
        with pytest.raises(KgError, match="not whole"):
            place()
