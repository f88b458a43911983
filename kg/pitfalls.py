"""The Turtle of an ontology comes in, as a graph; what is wrong with its terms goes out, in words.

The pitfalls are those of the OOPS! catalogue by which a term of a corpus' own would mean nothing, or something else,
without a word; ``ontology/README.md`` goes through the whole catalogue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import Node

from kg.namespaces import DIP, SCHEMA, nearest, shorten

_DOMAIN = rdflib.URIRef(SCHEMA + "domainIncludes")
_RANGE = rdflib.URIRef(SCHEMA + "rangeIncludes")
_DERIVED_BY = rdflib.URIRef(DIP + "derivedBy")
_FROM_SCHEME = rdflib.URIRef(DIP + "fromScheme")
_KINDS: dict[Node, str] = {
    RDFS.Class: "class",
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
    SKOS.Concept: "concept",
    SKOS.ConceptScheme: "list of concepts",
}
_DATATYPES = (str(XSD), str(RDF.langString), str(RDFS.Literal))  # how their IRIs begin
_NAMES_A_TERM = {RDF.type, RDF.first, RDFS.subClassOf, OWL.disjointWith, SKOS.inScheme, SKOS.topConceptOf}
_NAMES_A_TERM |= {_DOMAIN, _RANGE}


def faults(graph: rdflib.Graph, settled: AbstractSet[Node]) -> Iterator[str]:
    """What is wrong with the terms of an ontology, a line each; ``settled`` are the terms that the project defines."""
    yield from unknown_terms(graph, graph)
    for term in sorted(set(graph.subjects(SKOS.definition)), key=str):
        kinds = _kinds(graph, term)
        if str(term).startswith(DIP) and term not in settled:
            yield f"{term}: terms of dip: are the project's; define yours under an address of your own"
        if len(kinds) != 1:
            what = f"both {' and '.join(sorted(kinds))}" if kinds else "of no kind"
            yield f"{term}: is {what}; a term is one of {', '.join(dict.fromkeys(_KINDS.values()))}"
        elif kinds == {"class"} and (term, RDF.type, RDFS.Class) not in graph:
            yield f"{term}: is an owl:Class alone, which few stores know; write a rdfs:Class , owl:Class"
        elif kinds <= {"object property", "datatype property"}:
            yield from _misplaced(graph, term, is_object="object property" in kinds)
    yield from _circles(graph)
    yield from _namesakes(graph)


def unknown_terms(graph: rdflib.Graph, known: rdflib.Graph) -> Iterator[str]:
    """Where Turtle names a term under the address of a known one, and there is none of that name: most often a slip.

    The graph may be the known one itself, or shapes for it. What lies under other addresses (prov:, skos: ...) is
    not looked at.
    """
    named: dict[Node, Node] = {}  # with one of the subjects beside which it stands
    for subject, predicate, value in graph:
        for term in (subject, predicate, *([value] if _names_a_term(predicate) else [])):
            named[term] = min(named.get(term, subject), subject, key=str)
    own = set(graph.subjects()) if graph is not known else set()
    for term, advice in _slips(named.keys() - own, known):
        beside = named[term]
        node = shorten(str(beside)) if isinstance(beside, rdflib.URIRef) else "a node without an IRI"
        place = "" if beside == term else f", and stands with {node}"
        yield f"{shorten(str(term))}: is not defined{place}; {advice}"


def unknown_in_sparql(text: str, known: rdflib.Graph) -> Iterator[str]:
    """The same for a query, which would only find nothing: names behind the prefixes that it declares."""
    spaces = dict(re.findall(r"\bPREFIX\s+([\w-]*):\s*<([^>]*)>", text, re.IGNORECASE))
    plain = re.sub(r"""<[^>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*""", " ", text)
    names = re.findall(r"(?<![\w?$-])([\w-]*):([A-Za-z][\w-]*)", plain)
    named = {rdflib.URIRef(spaces[prefix] + name) for prefix, name in names if prefix in spaces}
    yield from (f"{shorten(str(term))}: is not defined; {advice}" for term, advice in _slips(named, known))


def _slips(named: AbstractSet[Node], known: rdflib.Graph) -> Iterator[tuple[Node, str]]:
    """Terms under the address of a known one that are not known themselves, each with a guess at what was meant."""
    defined = {*known.subjects(RDF.type), *known.subjects(SKOS.definition)}
    addresses = {_address(term) for term in known.subjects(SKOS.definition)}
    names = {shorten(str(term)) for term in defined if _address(term) in addresses}
    for term in sorted(named, key=str):
        if isinstance(term, rdflib.URIRef) and term not in defined and _address(term) in addresses:
            yield term, nearest(shorten(str(term)), names) or "define it, or mend its spelling"


def _names_a_term(predicate: Node) -> bool:
    return predicate in _NAMES_A_TERM or str(predicate).startswith((DIP, str(SH)))


def _address(term: Node) -> str:
    """The IRI of a term without its name."""
    return re.sub(r"[^#/]*\Z", "", str(term))


def _kinds(graph: rdflib.Graph, term: Node) -> set[str]:
    return {_KINDS[each] for each in graph.objects(term, RDF.type) if each in _KINDS}


def _misplaced(graph: rdflib.Graph, term: Node, *, is_object: bool) -> Iterator[str]:
    """A property that no claim could use, or whose values would be taken for something else."""
    leads_to = set(graph.objects(term, _RANGE))
    if (term, _DERIVED_BY, None) not in graph:
        if (term, _DOMAIN, None) not in graph:
            yield f"{term}: no class takes it; name one by schema:domainIncludes (rdfs:domain is not read)"
        if not leads_to:
            yield f"{term}: leads nowhere; name a class or a datatype by schema:rangeIncludes (rdfs:range is not read)"
    if SKOS.Concept in leads_to and (term, _FROM_SCHEME, None) not in graph:
        yield f"{term}: takes concepts, but of no list; name the list by dip:fromScheme"
    is_one, should_be = "an owl:ObjectProperty", "an owl:DatatypeProperty"
    if not is_object:
        is_one, should_be = should_be, is_one
    for each in sorted(leads_to, key=str):
        if str(each).startswith(_DATATYPES) == is_object:
            yield f"{term}: is {is_one}, and leads to {shorten(str(each))}; make it {should_be}"


def _circles(graph: rdflib.Graph) -> Iterator[str]:
    for term in sorted(set(graph.subjects(RDFS.subClassOf)), key=str):
        parents = graph.objects(term, RDFS.subClassOf)
        if any(term in graph.transitive_objects(parent, RDFS.subClassOf) for parent in parents):
            yield f"{term}: stands below itself by rdfs:subClassOf; cut the circle"


def _namesakes(graph: rdflib.Graph) -> Iterator[str]:
    """Two classes, two properties or two concepts of one list that people could not tell apart."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term, label in graph.subject_objects(RDFS.label):
        if isinstance(label, rdflib.Literal) and label.language in {"en", None}:
            kinds = _kinds(graph, term)
            shelves = [*map(str, graph.objects(term, SKOS.inScheme)), *(["class"] if "class" in kinds else [])]
            shelves += ["property"] if kinds & {"object property", "datatype property"} else []
            for shelf in shelves:
                groups[shelf, str(label)].add(str(term))
    for (_, name), terms in sorted(groups.items(), key=str):
        if len(terms) > 1:
            yield f"{' and '.join(sorted(terms))}: share the label {name!r}; give one of them another"
