"""A checked graph comes in; the files of ``exports/`` go out, and are put in place all at once."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Template
from typing import TYPE_CHECKING, Any

from kg import rdf, resources
from kg.namespaces import DCAT, DCTERMS, DIP, ID, RDF, SPDX, TYPE, VOID, graph
from kg.terms import XSD, Iri, Literal, Triple

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Corpus

DATASET = Iri(ID + "dataset")
_LANGSTRING = RDF + "langString"
_MEDIA = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "html": "text/html",
    "csv": "text/csv",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "md": "text/markdown",
    "toml": "application/toml",
}
_EDGE_FIELDS = (
    *("label", "kind", "kind_label", "sentence", "start", "end"),
    *("earliest_start", "latest_start", "earliest_end", "latest_end", "standing", "symmetric", "derived"),
)
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.]+\Z)")


def rdf_files(parts: Mapping[str, Sequence[Triple]], by_source: Mapping[str, Sequence[Triple]]) -> dict[str, str]:
    """The graph as RDF: one Turtle with everything, its parts, and one graph a source as TriG and N-Quads.

    ``parts`` has facts, claims, derived and ontology; ``by_source`` the triples of each source.
    """
    everything = [triple for part in parts.values() for triple in part]
    graphs = {graph(f"source/{name}"): triples for name, triples in by_source.items()}
    graphs |= {graph(name): parts[name] for name in ("derived", "ontology")}
    statements = [*parts["facts"], *parts["claims"], *parts["derived"]]
    return {
        "foedera.ttl": rdf.turtle(everything),
        **{f"{name}.ttl": rdf.turtle(triples) for name, triples in parts.items()},
        "foedera.trig": rdf.trig(graphs),
        "foedera.nq": rdf.nquads(graphs),
        "foedera.jsonld": rdf.jsonld(statements),
    }


def network_files(network: nx.MultiDiGraph, measures: Sequence[Any]) -> dict[str, str]:
    """The network for other tools: GraphML, dynamic GEXF (for Gephi), CSV of nodes, edges and measures."""
    fields = list(measures[0]._fields) if measures else ["day", "node", "label", "degree", "betweenness", "triads"]
    return {
        "network.graphml": _graphml(network),
        "network.gexf": _gexf(network),
        "nodes.csv": _csv(["id", "label", "kind", "lat", "long"], _nodes(network)),
        "edges.csv": _csv(["id", "source", "target", *_EDGE_FIELDS, "claim", "quote", "cited"], _edges(network)),
        "measures.csv": _csv(fields, measures),
    }


def turning_days(network: nx.MultiDiGraph) -> list[str]:
    """The days (ISO) on which a state of affairs certainly begins or has ended, where the network changes."""
    days = set[str]()
    for _, _, data in network.edges(data=True):
        if data["standing"]:
            days |= {data["latest_start"], data["latest_end"]}
    return sorted(days - {""})


def description(corpus: Corpus, parts: Mapping[str, Sequence[Triple]], files: Mapping[str, str]) -> Iterator[Triple]:
    """The dataset described with VoID and DCAT: what it holds, whose it is, and each file with size and checksum."""
    yield Triple(DATASET, TYPE, Iri(VOID + "Dataset"))
    yield Triple(DATASET, TYPE, Iri(DCAT + "Dataset"))
    yield Triple(DATASET, Iri(DCTERMS + "title"), Literal(corpus.title, _LANGSTRING, "en"))
    yield Triple(DATASET, Iri(DCTERMS + "description"), Literal(corpus.description, _LANGSTRING, "en"))
    if corpus.creator:
        yield Triple(DATASET, Iri(DCTERMS + "creator"), Literal(corpus.creator))
    if corpus.licence:
        yield Triple(DATASET, Iri(DCTERMS + "license"), Iri(corpus.licence))
    yield Triple(DATASET, Iri(VOID + "uriSpace"), Literal(ID))
    yield Triple(DATASET, Iri(VOID + "vocabulary"), Iri(DIP))
    total = len({triple for triples in parts.values() for triple in triples})
    yield Triple(DATASET, Iri(VOID + "triples"), _integer(total))
    for name, triples in parts.items():
        subset = Iri(f"{DATASET}/{name}")
        yield Triple(DATASET, Iri(VOID + "subset"), subset)
        yield Triple(subset, TYPE, Iri(VOID + "Dataset"))
        yield Triple(subset, Iri(DCTERMS + "title"), Literal(name, _LANGSTRING, "en"))
        yield Triple(subset, Iri(VOID + "triples"), _integer(len(set(triples))))
    for name, content in sorted(files.items()):
        yield from _distribution(name, content)


def manifest(files: Mapping[str, str]) -> str:
    """MANIFEST.toml: each file with its size in bytes and its SHA-256."""
    lines = ["# Written by `kg build`. Every file of this folder that it wrote, with size and SHA-256."]
    for name, content in sorted(files.items()):
        raw = content.encode("utf-8")
        lines.append(f'\n["{name}"]\nbytes = {len(raw)}\nsha256 = "{hashlib.sha256(raw).hexdigest()}"')
    return "\n".join(lines) + "\n"


def _distribution(name: str, content: str) -> Iterator[Triple]:
    node, raw = Iri(f"{DATASET}/file/{name}"), content.encode("utf-8")
    checksum = Iri(f"{node}/checksum")
    yield Triple(DATASET, Iri(DCAT + "distribution"), node)
    yield Triple(node, TYPE, Iri(DCAT + "Distribution"))
    yield Triple(node, Iri(DCTERMS + "title"), Literal(name))
    yield Triple(node, Iri(DCTERMS + "format"), Literal(_MEDIA[name.rpartition(".")[2]]))
    yield Triple(node, Iri(DCAT + "byteSize"), _integer(len(raw)))
    yield Triple(node, Iri(SPDX + "checksum"), checksum)
    yield Triple(checksum, TYPE, Iri(SPDX + "Checksum"))
    yield Triple(checksum, Iri(SPDX + "algorithm"), Iri(SPDX + "checksumAlgorithm_sha256"))
    yield Triple(checksum, Iri(SPDX + "checksumValue"), Literal(hashlib.sha256(raw).hexdigest()))


def _integer(number: int) -> Literal:
    return Literal(str(number), XSD + "integer")


def _graphml(network: nx.MultiDiGraph) -> str:
    import networkx as nx

    return "\n".join(nx.generate_graphml(_plain(network), prettyprint=True)) + "\n"


def _gexf(network: nx.MultiDiGraph) -> str:
    """GEXF with the possible life of each edge; networkx' own clock and version are taken out."""
    import networkx as nx

    plain = _plain(network)
    for number, (_, _, data) in enumerate(plain.edges(data=True)):
        span = {"start": data.pop("earliest_start"), "end": data.pop("latest_end")}
        data.update({"id": str(number), "start_edtf": data.pop("start"), "end_edtf": data.pop("end")})
        data.update({key: day for key, day in span.items() if day})
    text = "\n".join(nx.generate_gexf(plain, prettyprint=True)) + "\n"
    return re.sub(r"<meta.*?</meta>|<meta[^>]*/>", "<meta><creator>Foedera</creator></meta>", text, flags=re.DOTALL)


def _plain(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with scalar attributes alone, and without attributes of the whole."""
    import networkx as nx

    plain = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        plain.add_node(node, label=data["label"], kind=data["kind"])
    for one, other, key, data in network.edges(keys=True, data=True):
        plain.add_edge(one, other, key=key, **{field: data[field] for field in _EDGE_FIELDS}, **_words(data))
    return plain


def _words(data: Mapping[str, Any]) -> dict[str, str]:
    accepted = [each for each in data["evidence"] if each.get("status", "Accepted") == "Accepted"]
    for each in sorted(accepted, key=lambda each: not each["quote"]):
        cited = f"{each['source_title']}, {each['locator'] or each['position']}"
        return {"claim": each["claim"], "quote": each["quote"], "cited": cited}
    return {"claim": "", "quote": "", "cited": ""}


def _nodes(network: nx.MultiDiGraph) -> Iterator[Sequence[Any]]:
    for node, data in sorted(network.nodes(data=True)):
        yield node, data["label"], data["kind"], data.get("lat", ""), data.get("lon", "")


def _edges(network: nx.MultiDiGraph) -> Iterator[Sequence[Any]]:
    for one, other, key, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        yield key, one, other, *(data[field] for field in _EDGE_FIELDS), *_words(data).values()


def _csv(head: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    """CSV for spreadsheets: a cell that they would take for a formula begins with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    for line in lines:
        cells = (str(cell) for cell in line)
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return stream.getvalue()


def readme(corpus: Corpus, files: Iterable[str]) -> str:
    """README.md of the folder: what each file is, how to import it, queries to paste, whose the data are."""
    template = Template((resources.templates() / "exports-readme.md").read_text("utf-8"))
    about = _ABOUT | {f"{topic.name}.html": f"the page of one topic: {topic.title}" for topic in corpus.topics}
    rows = [f"| `{name}` | {about[name]} |" for name in sorted(files, key=lambda name: (list(about).index(name), name))]
    owner = ", ".join(each for each in (corpus.creator, corpus.licence) if each)
    owner = f"The data: {owner}; t" if owner else "T"
    return template.substitute(title=corpus.title, files="\n".join(rows), owner=owner)


_ABOUT = {
    "foedera.ttl": "**everything in one Turtle**: facts, claims, derived triples, ontology, labels of all concepts",
    "facts.ttl": "what all accepted claims say together, as plain triples",
    "claims.ttl": "who says what and where: claims, statements, passages with quotations, sources with their texts",
    "derived.ttl": "what follows by the rules: control before and after a transfer, timeless shortcuts, EDTF, labels",
    "ontology.ttl": "the terms: classes, properties, lists of concepts, with labels and definitions",
    "foedera.trig": "everything, one named graph a source",
    "foedera.nq": "the same as sorted N-Quads: the file to diff",
    "foedera.jsonld": "facts, claims and derived triples as JSON-LD",
    "network.html": "the network as a page: open it with a double click",
    "network.graphml": "the network for Gephi, yEd, Cytoscape, networkx",
    "network.gexf": "the network for Gephi with a timeline: each line lives as long as it possibly held",
    "nodes.csv": "the nodes of the network, with coordinates where they are known",
    "edges.csv": "its edges, with dates, the words or the citation behind each",
    "measures.csv": "degree, betweenness and closed triads of each node on each day on which the network changes",
    "void.ttl": "the dataset described with VoID and DCAT: counts, files, checksums",
}
