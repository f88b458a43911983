"""Triples come in; RDF in one of its notations goes out: sorted, the same bytes each time.

The order does not depend on what else is in the graph, so that a change of one claim touches the lines of that
claim only; and what is written keeps the rules by which every triplestore reads all of it back: plain local
names, a space before every sign, canonical literals, no blank nodes of our own. rdflib holds the graph for all
that takes it from there (SHACL, Python users) and is imported only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.namespaces import LABEL, PREFIXES, RDF, TYPE, shorten
from kg.terms import XSD, Iri, Literal, Term, Triple

if TYPE_CHECKING:
    import rdflib

_PLAIN_NAME = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\Z")
_BARE = {
    XSD + "integer": re.compile(r"(?:0|-?[1-9][0-9]*)\Z"),
    XSD + "decimal": re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:[0-9]*[1-9]|0)\Z"),
    XSD + "boolean": re.compile(r"(?:true|false)\Z"),
}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')

MOST_BYTES_OF_LITERAL = 1_000_000  # what every store keeps
LOST_IN_TEXT = re.compile(r"[\x00\r\ud800-\udfff]")  # what some store loses


def is_kept(text: str) -> bool:
    """Whether every store that was tried gives a text back as it is: no NUL, no carriage return, and not too long."""
    return not LOST_IN_TEXT.search(text) and len(text.encode("utf-8")) < MOST_BYTES_OF_LITERAL


def turtle(triples: Iterable[Triple]) -> str:
    """Turtle: the prefixes in use, then one block a subject, in the order of their IRIs."""
    blocks: dict[Iri, list[Triple]] = {}
    for triple in sorted(set(triples), key=sort_key):
        blocks.setdefault(triple.subject, []).append(triple)
    used: set[str] = set()
    body = "".join(_block(subject, about, used) for subject, about in blocks.items())
    heads = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in PREFIXES if prefix in used]
    return "".join(heads) + (body if heads else body.lstrip("\n"))


def ntriples(triples: Iterable[Triple]) -> str:
    """N-Triples, sorted lines."""
    return "".join(sorted({f"{_line(triple)} .\n" for triple in triples}))


def nquads(graphs: Mapping[Iri, Iterable[Triple]]) -> str:
    """N-Quads, sorted lines."""
    return "".join(sorted({f"{_line(each)} <{name}> .\n" for name, triples in graphs.items() for each in triples}))


def trig(graphs: Mapping[Iri, Iterable[Triple]]) -> str:
    """TriG: a block for each graph, in the order of their names; no GRAPH keyword, which some stores refuse."""
    prefixes, blocks = set[str](), list[str]()
    for name, triples in sorted(graphs.items()):
        lines = turtle(triples).split("\n")  # not splitlines: it splits at U+2028 within a literal too
        heads = [line for line in lines if line.startswith("@prefix ")]
        prefixes |= set(heads)
        blocks.append(f"\n<{name}> {{\n" + "\n".join(lines[len(heads) :]).strip("\n") + "\n}\n")
    return "\n".join(sorted(prefixes)) + "\n" + "".join(blocks)


def jsonld(triples: Iterable[Triple]) -> str:
    """JSON-LD, flattened: our prefixes as its context, one node a subject, sorted."""
    import json  # here, since most commands never write it

    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, term in sorted(set(triples), key=sort_key):
        node = nodes.setdefault(subject, {"@id": shorten(subject)})
        key, value = ("@type", shorten(str(term))) if predicate == TYPE else (shorten(predicate), _json_value(term))
        node.setdefault(key, []).append(value)
    document = {"@context": PREFIXES, "@graph": list(nodes.values())}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_value(term: Term) -> Any:
    if not isinstance(term, Literal):
        return {"@id": shorten(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return term.value if term.datatype == XSD + "string" else {"@value": term.value, "@type": shorten(term.datatype)}


def sort_key(triple: Triple) -> tuple[str, int, str, int, str, str, str]:
    """The order in which triples are written: subject, type and label first, predicate, IRIs before literals."""
    subject, predicate, term = triple
    rank = 0 if predicate == TYPE else 1 if predicate == LABEL else 2
    if isinstance(term, Literal):
        return (subject, rank, predicate, 1, term.value, term.language, term.datatype)
    return (subject, rank, predicate, 0, term, "", "")


def from_rdflib(graph: rdflib.Graph) -> list[Triple]:
    """The triples of an rdflib graph as plain values; language tags in lower case (Oxigraph lowers them)."""
    return [Triple(_from_node(s), Iri(p), _from_term(o)) for s, p, o in graph]


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Plain triples as an rdflib graph, with our prefixes bound; lexical forms are kept as they are.

    Its queries reach for nothing outside it: those with SERVICE or FROM raise QueryError.
    """
    from kg.guarded import GuardedGraph

    graph = GuardedGraph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    nodes: dict[Term, rdflib.term.Node] = {}
    for triple in triples:
        for term in triple:
            if term not in nodes:
                nodes[term] = _to_term(term)
        graph.add((nodes[triple.subject], nodes[triple.predicate], nodes[triple.object]))
    return graph


def _from_node(node: rdflib.term.Node) -> Iri:
    import rdflib

    return Iri(f"_:{node}") if isinstance(node, rdflib.BNode) else Iri(node)


def _from_term(term: rdflib.term.Node) -> Term:
    import rdflib

    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), RDF + "langString", term.language.lower())
        return Literal(str(term), str(term.datatype or XSD + "string"))
    return _from_node(term)


def _to_term(term: Term) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        kind = None if term.datatype == XSD + "string" else rdflib.URIRef(term.datatype)
        return rdflib.Literal(term.value, datatype=kind, normalize=False)
    return rdflib.BNode(term[2:]) if term.startswith("_:") else rdflib.URIRef(term)


def _block(subject: Iri, about: Sequence[Triple], used: set[str]) -> str:
    by_predicate: dict[Iri, list[str]] = {}
    for triple in about:
        by_predicate.setdefault(triple.predicate, []).append(_short(triple.object, used))
    lines = [
        f"{'a' if predicate == TYPE else _short(predicate, used)}{_objects(objects)}"
        for predicate, objects in by_predicate.items()
    ]
    return f"\n{_short(subject, used)} " + " ;\n    ".join(lines) + " .\n"


def _objects(objects: Sequence[str]) -> str:
    return f" {objects[0]}" if len(objects) == 1 else "\n        " + " ,\n        ".join(objects)


def _short(term: Term, used: set[str]) -> str:
    if isinstance(term, Literal):
        if _is_bare(term):
            return term.value
        plain = term.language or term.datatype == XSD + "string"
        return _quoted(term.value) + _tagged(term, "" if plain else f"^^{_short(Iri(term.datatype), used)}")
    prefix, text = _prefixed(term)
    if prefix:
        used.add(prefix)
    return text


@lru_cache(maxsize=100_000)
def _prefixed(iri: Iri) -> tuple[str, str]:
    """The prefix of an IRI, empty where none fits, and how it is written in Turtle."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _PLAIN_NAME.match(iri[len(namespace) :]):
            return prefix, f"{prefix}:{iri[len(namespace) :]}"
    return "", _long(iri)


def _line(triple: Triple) -> str:
    subject, predicate, term = triple
    return f"{_long(subject)} {_long(predicate)} {_long(term)}"


def _long(term: Term) -> str:
    if isinstance(term, Literal):
        return _quoted(term.value) + _tagged(term, f"^^<{term.datatype}>")
    if term.startswith("_:"):
        return str(term)
    return "<" + _NOT_IN_IRI.sub(lambda match: f"\\u{ord(match[0]):04X}", term) + ">"


def plainly(term: Term) -> str:
    """One term as SPARQL's TSV wants it: N-Triples, with numbers and booleans bare."""
    if isinstance(term, Literal) and _is_bare(term):
        return term.value
    return _long(term)


def _is_bare(term: Literal) -> bool:
    bare = _BARE.get(term.datatype)
    return bool(bare and bare.match(term.value))


def _tagged(term: Literal, typed: str) -> str:
    if term.language:
        return f"@{term.language}"
    return "" if term.datatype == XSD + "string" else typed


def _quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0], f"\\u{ord(match[0]):04X}"), text) + '"'
