from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pyoxigraph
import pytest

from kg import export
from kg.model import Corpus, Topic
from kg.namespaces import DCAT, DCTERMS, LABEL, RDF, SPDX, TYPE, VOID, XSD, dip, thing
from kg.terms import Iri, Literal, Triple

FACT = Triple(thing("x"), TYPE, dip("War"))
CLAIM = Triple(thing("claim/s/c"), dip("about"), thing("x"))
DERIVED = Triple(thing("x"), dip("edtfStart"), Literal("1904"))
TERM = Triple(dip("War"), LABEL, Literal("war", RDF + "langString", "en"))
PARTS = {"facts": [FACT], "claims": [CLAIM], "derived": [DERIVED], "ontology": [TERM]}
BY_SOURCE = {"s": [FACT, CLAIM], "t": [FACT]}
FORMATS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


CORPUS = Corpus(
    Path("corpus"),
    (),
    (),
    (),
    title="The title",
    description="What it is.",
    creator="Someone",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    topics=(Topic("war", "The war", 1),),
)


class Measure(NamedTuple):
    day: str
    node: str
    degree: int


def read(name: str, files: Mapping[str, str]) -> set[tuple[str, str, str, str]]:
    """The quads of a file, as another parser reads it: graph, subject, predicate, object."""
    return {
        (getattr(q.graph_name, "value", ""), q.subject.value, q.predicate.value, getattr(q.object, "value", ""))
        for q in pyoxigraph.parse(files[name].encode(), FORMATS[name.rpartition(".")[2]])
    }


def plain(*triples: Triple) -> set[tuple[str, str, str, str]]:
    return {("", s, p, str(o)) for s, p, o in triples}


def test_each_part_is_a_turtle_and_one_has_all() -> None:
    files = export.rdf_files(PARTS, BY_SOURCE)
    assert read("facts.ttl", files) == plain(FACT)
    assert read("claims.ttl", files) == plain(CLAIM)
    assert read("derived.ttl", files) == plain(DERIVED)
    assert read("ontology.ttl", files) == plain(TERM)
    assert read("foedera.ttl", files) == plain(FACT, CLAIM, DERIVED, TERM)
    assert read("foedera.jsonld", files) == plain(FACT, CLAIM, DERIVED)


def test_quads_keep_what_each_source_says_apart() -> None:
    files = export.rdf_files(PARTS, BY_SOURCE)
    base = "https://w3id.org/foedera/graph/"
    expected = {
        (f"{base}{name}", s, p, str(o))
        for name, triples in (
            ("source/s", [FACT, CLAIM]),
            ("source/t", [FACT]),
            ("derived", [DERIVED]),
            ("ontology", [TERM]),
        )
        for s, p, o in triples
    }
    assert read("foedera.nq", files) == read("foedera.trig", files) == expected
    assert files["foedera.nq"].splitlines() == sorted(files["foedera.nq"].splitlines())


EDGE = {
    "label": "war",
    "kind": "War",
    "kind_label": "war",
    "sentence": '=HYPERLINK("x")',
    "start": "1904-02-08",
    "end": "[1905-09-05..]",
    "earliest_start": "1904-02-08",
    "latest_start": "1904-02-10",
    "earliest_end": "1905-09-05",
    "latest_end": "",
    "standing": True,
    "symmetric": False,
    "derived": False,
}


@pytest.fixture
def network() -> nx.MultiDiGraph:
    evidence: list[dict[str, Any]] = [
        {"claim": "r:c", "quote": "", "source_title": "Record", "locator": "p. 1", "position": ""},
        {"claim": "s:c", "quote": "they fought", "source_title": "Text", "locator": "", "position": "4 to 15"},
    ]
    made = nx.MultiDiGraph()
    made.add_node("b", label="B", kind="Polity")
    made.add_node("a", label="-A", kind="Polity", lat=-54.5, lon=10.0)
    made.add_edge("b", "a", key="k2", **EDGE, evidence=[])
    made.add_edge("a", "b", key="k1", **(EDGE | {"latest_end": "1905-09-15"}), evidence=evidence)
    return made


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_is_sorted_and_safe_in_a_spreadsheet(network: nx.MultiDiGraph) -> None:
    files = export.network_files(network, [])
    nodes, edges = rows(files["nodes.csv"]), rows(files["edges.csv"])
    assert [(node["id"], node["label"], node["lat"]) for node in nodes] == [("a", "'-A", "-54.5"), ("b", "B", "")]
    assert [(edge["id"], edge["source"], edge["target"]) for edge in edges] == [("k1", "a", "b"), ("k2", "b", "a")]
    assert edges[0]["sentence"] == '\'=HYPERLINK("x")'
    assert (edges[0]["claim"], edges[0]["quote"], edges[0]["cited"]) == ("s:c", "they fought", "Text, 4 to 15")
    assert edges[1]["quote"] == ""


def test_measures_have_the_columns_of_what_was_measured(network: nx.MultiDiGraph) -> None:
    files = export.network_files(network, [Measure("1904-02-08", "a", 1)])
    assert rows(files["measures.csv"]) == [{"day": "1904-02-08", "node": "a", "degree": "1"}]
    assert export.network_files(network, [])["measures.csv"].startswith("day,node,")


def test_graphml_is_read_back_by_networkx(network: nx.MultiDiGraph) -> None:
    files = export.network_files(network, [])
    back = nx.parse_graphml(files["network.graphml"], force_multigraph=True)
    assert set(back.nodes) == {"a", "b"}
    assert {(one, other, key) for one, other, key in back.edges(keys=True)} == {("a", "b", "k1"), ("b", "a", "k2")}
    assert back.edges["a", "b", "k1"]["quote"] == "they fought"


def test_gexf_is_dynamic_and_has_no_clock(network: nx.MultiDiGraph) -> None:
    text = export.network_files(network, [])["network.gexf"]
    back = nx.read_gexf(io.BytesIO(text.encode()))
    spans = {(one, other): (data.get("start"), data.get("end")) for one, other, data in back.edges(data=True)}
    assert spans == {("a", "b"): ("1904-02-08", "1905-09-15"), ("b", "a"): ("1904-02-08", None)}
    assert "<meta><creator>Foedera</creator></meta>" in text
    assert "lastmodified" not in text
    assert nx.__version__ not in text


def test_the_network_changes_where_what_stands_begins_and_ends(network: nx.MultiDiGraph) -> None:
    network.add_edge("a", "b", key="act", **(EDGE | {"standing": False, "latest_start": "1900-01-01"}), evidence=[])
    assert export.turning_days(network) == ["1904-02-10", "1905-09-15"]


def test_the_network_itself_is_left_as_it_was(network: nx.MultiDiGraph) -> None:
    before = {key: dict(data) for _, _, key, data in network.edges(keys=True, data=True)}
    export.network_files(network, [])
    assert {key: dict(data) for _, _, key, data in network.edges(keys=True, data=True)} == before


def test_the_manifest_has_size_and_checksum_of_each_file() -> None:
    listed = tomllib.loads(export.manifest({"b.ttl": "旅順\n", "a.csv": ""}))
    raw = "旅順\n".encode()
    assert listed["b.ttl"] == {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    assert list(listed) == ["a.csv", "b.ttl"]


def test_the_dataset_is_described_with_true_counts_and_checksums() -> None:
    files = {"facts.ttl": "旅順\n"}
    about = set(export.description(CORPUS, PARTS, files))
    node = Iri(f"{export.DATASET}/file/facts.ttl")
    assert Triple(export.DATASET, Iri(VOID + "triples"), Literal("4", XSD + "integer")) in about
    assert Triple(export.DATASET, Iri(DCTERMS + "license"), Iri(CORPUS.licence)) in about
    assert Triple(Iri(f"{export.DATASET}/facts"), Iri(VOID + "triples"), Literal("1", XSD + "integer")) in about
    assert Triple(node, Iri(DCAT + "byteSize"), Literal("7", XSD + "integer")) in about
    assert Triple(node, Iri(DCTERMS + "format"), Literal("text/turtle")) in about
    digest = hashlib.sha256("旅順\n".encode()).hexdigest()
    assert Triple(Iri(f"{node}/checksum"), Iri(SPDX + "checksumValue"), Literal(digest)) in about


def test_the_readme_names_each_file_and_each_topic() -> None:
    text = export.readme(CORPUS, ["foedera.ttl", "war.html", "facts.ttl"])
    assert text.index("`foedera.ttl`") < text.index("`facts.ttl`") < text.index("`war.html`")
    assert "The title" in text
    assert f"The data: Someone, {CORPUS.licence}; the quotations" in text
    assert "the page of one topic: The war" in text
