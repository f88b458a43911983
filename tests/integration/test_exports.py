"""The committed exports are what the build makes, and each of them says the same in the hands of other software."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import ResultRow

from kg.build import Built
from kg.knowledge import KnowledgeGraph
from kg.terms import Table

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT / "exports"
NOT_BY_BUILD = {"ontology.html", "data-model.svg", "network.png"}
TURTLES = ["foedera.ttl", "facts.ttl", "claims.ttl", "derived.ttl", "ontology.ttl", "void.ttl"]
FORMATS = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
GEXF = "{http://www.gexf.net/1.2draft}"

Quad = tuple[str, str, str, str]


@pytest.fixture(autouse=True)
def _lexical_forms_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def by_rdflib(name: str, text: str) -> set[Quad]:
    """What rdflib reads in a file: subject, predicate, object, graph, each as N-Quads has it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=FORMATS[name.rpartition(".")[2]])
    default = str(dataset.default_graph.identifier)
    return {
        (s.n3(), p.n3(), o.n3(), "" if graph is None or str(graph) == default else f"<{graph}>")
        for s, p, o, graph in dataset.quads()
    }


def by_oxigraph(name: str, text: str) -> set[Quad]:
    """The same by pyoxigraph, in the notation of rdflib."""
    form = ox.RdfFormat.from_extension(name.rpartition(".")[2])
    assert form is not None
    quads = ox.parse(text.encode("utf-8"), form)
    return {
        (
            _n3(quad.subject),
            _n3(quad.predicate),
            _n3(quad.object),
            "" if isinstance(quad.graph_name, ox.DefaultGraph) else _n3(quad.graph_name),
        )
        for quad in quads
    }


def _n3(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value).n3()
    assert isinstance(term, ox.Literal), term
    plain = term.language or term.datatype.value.endswith("#string")
    kind = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=kind).n3()


@pytest.fixture(scope="module")
def read(made: dict[str, str]) -> dict[str, set[Quad]]:
    """What pyoxigraph reads in each RDF file."""
    return {name: by_oxigraph(name, text) for name, text in made.items() if name.rpartition(".")[2] in FORMATS}


def triples(quads: set[Quad]) -> set[tuple[str, str, str]]:
    return {quad[:3] for quad in quads}


# The committed files.


def test_committed_exports_are_what_the_build_makes(made: dict[str, str]) -> None:
    committed = {path.name: path.read_bytes() for path in EXPORTS.iterdir() if path.name not in NOT_BY_BUILD}
    advice = "run `kg build` and commit exports/"
    assert sorted(committed) == sorted(made), advice
    stale = [name for name, text in made.items() if committed[name] != text.encode("utf-8")]
    assert stale == [], advice


def test_a_second_build_writes_the_same_bytes(made: dict[str, str], built: Built) -> None:
    from kg.build import build_graph, files

    again = build_graph()
    assert again.claims == built.claims
    assert files(again) == made


@pytest.mark.parametrize("name", sorted(NOT_BY_BUILD - {"network.png"}))
def test_pages_made_by_other_commands_are_there(name: str) -> None:
    assert (EXPORTS / name).stat().st_size > 1_000


# RDF.


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize("name", [*TURTLES, "foedera.trig", "foedera.nq", "foedera.jsonld"])
def test_two_parsers_read_the_same(made: dict[str, str], read: dict[str, set[Quad]], name: str) -> None:
    assert read[name]
    assert by_rdflib(name, made[name]) == read[name]


def test_the_whole_is_its_parts(built: Built, read: dict[str, set[Quad]]) -> None:
    parts = [read[f"{name}.ttl"] for name in ("facts", "claims", "derived", "ontology")]
    assert read["foedera.ttl"] == set().union(*parts)
    for number, part in enumerate(parts):
        for other in parts[number + 1 :]:
            assert part & other == set()
    assert len(read["foedera.ttl"]) == len(built.parts.everything())


def test_named_graphs_hold_the_same_in_both_notations(built: Built, read: dict[str, set[Quad]]) -> None:
    assert read["foedera.trig"] == read["foedera.nq"]
    assert triples(read["foedera.trig"]) == triples(read["foedera.ttl"])
    sources = {f"<https://w3id.org/foedera/graph/source/{source.id}>" for source in built.corpus.sources}
    others = {f"<https://w3id.org/foedera/graph/{name}>" for name in ("derived", "ontology")}
    assert {quad[3] for quad in read["foedera.nq"]} == sources | others


def test_jsonld_holds_facts_claims_and_what_is_derived(read: dict[str, set[Quad]]) -> None:
    assert read["foedera.jsonld"] == read["facts.ttl"] | read["claims.ttl"] | read["derived.ttl"]


def test_nquads_are_sorted_lines(made: dict[str, str]) -> None:
    lines = made["foedera.nq"].splitlines()
    assert lines == sorted(set(lines))


def test_labels_of_all_concepts_are_in_the_turtle_for_newcomers(made: dict[str, str]) -> None:
    graph = rdflib.Graph().parse(data=made["foedera.ttl"])
    concepts = set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert len(concepts) > 50
    for concept in concepts:
        labels = [label for label in graph.objects(concept, rdflib.RDFS.label) if isinstance(label, rdflib.Literal)]
        assert {label.language for label in labels} >= {"en", "zh-hant"}, concept


# The network.


def plain(graph: nx.MultiDiGraph) -> Counter[tuple[str, str, str]]:
    return Counter((one, other, data["sentence"]) for one, other, data in graph.edges(data=True))


@pytest.fixture(scope="module")
def network(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    return graph.to_networkx()


def test_graphml_opens_again(made: dict[str, str], network: nx.MultiDiGraph) -> None:
    opened = nx.parse_graphml(made["network.graphml"], force_multigraph=True)
    assert set(opened) == set(network)
    assert plain(opened) == plain(network)
    assert all(opened.nodes[node]["label"] == network.nodes[node]["label"] for node in network)


def test_gexf_opens_again_and_is_dynamic(exported: Path, network: nx.MultiDiGraph) -> None:
    opened = nx.read_gexf(exported / "network.gexf")
    assert set(opened) == set(network)
    assert plain(opened) == plain(network)
    root = ET.parse(exported / "network.gexf").getroot()
    body = root.find(f"{GEXF}graph")
    assert body is not None
    assert (body.get("mode"), body.get("timeformat")) == ("dynamic", "date")
    lives = {(edge.get("start"), edge.get("end")) for edge in root.iter(f"{GEXF}edge")}
    for start, end in lives:
        assert start is None or end is None or start <= end
    wanted = {(data["earliest_start"] or None, data["latest_end"] or None) for *_, data in network.edges(data=True)}
    assert lives == wanted


def test_gexf_tells_no_clock_and_no_version(made: dict[str, str]) -> None:
    head = made["network.gexf"].partition("<graph ")[0]
    assert "lastmodifieddate" not in head
    assert "NetworkX" not in head


def cells(made: dict[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made[name], newline=""), strict=True))


def test_csv_of_nodes_and_edges_is_the_network(made: dict[str, str], network: nx.MultiDiGraph) -> None:
    nodes, edges = cells(made, "nodes.csv"), cells(made, "edges.csv")
    assert {row["id"]: row["label"] for row in nodes} == dict(network.nodes(data="label"))
    ends = Counter((row["source"], row["target"], row["id"]) for row in edges)
    assert ends == Counter((one, other, key) for one, other, key in network.edges(keys=True))
    for row in edges:
        assert row["quote"] or row["cited"], row["sentence"]


def test_csv_of_measures_has_the_allies_on_the_day_of_the_war(made: dict[str, str]) -> None:
    by_day = {(row["day"], row["label"]): row for row in cells(made, "measures.csv")}
    japan = by_day["1904-02-12", "Japan"]
    assert int(japan["degree"]) >= 3  # ally, enemy, rival
    assert 0 <= float(japan["betweenness"]) <= 1
    assert ("1904-02-12", "Korean Empire") not in by_day


@pytest.mark.parametrize("name", ["nodes.csv", "edges.csv", "measures.csv"])
def test_no_cell_is_a_formula(made: dict[str, str], name: str) -> None:
    for row in cells(made, name):
        for cell in row.values():
            assert not re.match(r"[=+@\t\r]|-(?![0-9.]+\Z)", cell), cell


def test_a_formula_in_a_label_is_made_harmless() -> None:
    from kg import export

    graph = nx.MultiDiGraph()
    for node, label in (("a", "=1+1"), ("b", "@SUM(A1)"), ("c", "-cmd"), ("d", "plain")):
        graph.add_node(node, label=label, kind="Polity", lat=-70.75, lon=1.0)
    rows = list(csv.DictReader(io.StringIO(export.network_files(graph, ())["nodes.csv"])))
    assert [row["label"] for row in rows] == ["'=1+1", "'@SUM(A1)", "'-cmd", "plain"]
    assert rows[0]["lat"] == "-70.75"


# What tells of the files.


def test_the_manifest_has_sizes_and_sums(made: dict[str, str]) -> None:
    told = tomllib.loads(made["MANIFEST.toml"])
    assert sorted(told) == sorted(set(made) - {"MANIFEST.toml"})
    for name, entry in told.items():
        raw = made[name].encode("utf-8")
        assert entry == {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}


def test_void_counts_and_checksums_are_right(made: dict[str, str], read: dict[str, set[Quad]]) -> None:
    void = rdflib.Graph().parse(data=made["void.ttl"])
    counts = rdflib.Namespace("http://rdfs.org/ns/void#").triples
    dataset = rdflib.URIRef("https://w3id.org/foedera/id/dataset")
    assert int(str(void.value(dataset, counts))) == len(read["foedera.ttl"])
    for name in ("facts", "claims", "derived", "ontology"):
        assert int(str(void.value(dataset + f"/{name}", counts))) == len(read[f"{name}.ttl"])
    dcat, spdx = rdflib.DCAT, rdflib.Namespace("http://spdx.org/rdf/terms#")
    described = {str(void.value(file, rdflib.DCTERMS.title)): file for file in void.objects(dataset, dcat.distribution)}
    assert set(made) - set(described) == {"void.ttl", "README.md", "MANIFEST.toml"}
    for name, file in described.items():
        raw = made[name].encode("utf-8")
        assert int(str(void.value(file, dcat.byteSize))) == len(raw)
        checksum = void.value(file, spdx.checksum)
        assert str(void.value(checksum, spdx.checksumValue)) == hashlib.sha256(raw).hexdigest()


def test_readme_names_every_file(made: dict[str, str]) -> None:
    for name in (set(made) | NOT_BY_BUILD) - {"README.md", "network.png"}:
        assert f"`{name}`" in made["README.md"], name


def test_readme_queries_run_and_answer_alike(made: dict[str, str], graph: KnowledgeGraph) -> None:
    queries = re.findall(r"^```sparql\n(.*?)^```", made["README.md"], re.MULTILINE | re.DOTALL)
    assert len(queries) == 3
    whole = rdflib.Graph().parse(data=made["foedera.ttl"])
    for asked in queries:
        answer = graph.ask(asked)
        assert isinstance(answer, Table)
        assert len(answer) > 0
        rows = Counter(tuple("" if term is None else str(term) for term in row) for row in answer.rows)
        found = (row for row in whole.query(asked) if isinstance(row, ResultRow))
        assert rows == Counter(tuple("" if term is None else str(term) for term in row) for row in found)
