"""The ontology as a value: Turtle files come in, terms with their ranges and sentences go out.

It is the only list of terms (keys of claims are local names of its properties), so a new kind of
relation needs Turtle and a shape, and no change here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import looks, pitfalls
from kg.errors import OntologyError
from kg.guarded import read_turtle
from kg.namespaces import DIP, SCHEMA
from kg.terms import Iri

_RELATION = "Relation"
_DOMAIN = rdflib.URIRef(SCHEMA + "domainIncludes")
_RANGE = rdflib.URIRef(SCHEMA + "rangeIncludes")


@dataclass(frozen=True, slots=True)
class Property:
    """A property that claims may use: what it leads to, and which classes take it (local names)."""

    name: str
    iri: Iri
    label: str
    is_object: bool
    is_single: bool
    domain: frozenset[str]
    range: frozenset[str]
    scheme: str
    derived_by: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A class, or a concept that says more exactly of what kind a thing is: where it is drawn and how it is told."""

    name: str
    iri: Iri
    label: str
    parents: tuple[str, ...] = ()
    sentence: str = ""
    ends: tuple[str, str, str] = ("", "", "")  # dip:from, dip:to, dip:toElse
    opposes: str = ""
    kind_by: str = ""
    minted_from: str = ""
    is_state: bool = False


_Term = TypeVar("_Term", Kind, Property)


@dataclass(frozen=True)
class Ontology:
    """All terms by local name, and the RDF graph that they were read from."""

    graph: rdflib.Graph
    classes: Mapping[str, Kind]
    concepts: Mapping[str, Kind]
    properties: Mapping[str, Property]
    schemes: Mapping[str, frozenset[str]]
    keys: frozenset[str]

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The class and all classes above it, nearest first."""
        found = [name]
        for each in found:
            found.extend(p for p in self.classes[each].parents if p in self.classes and p not in found)
        return tuple(found)

    def is_kind_of(self, name: str, wanted: Iterable[str]) -> bool:
        """Whether the class is one of those wanted or below one of them."""
        return not set(wanted).isdisjoint(self.ancestors(name)) if name in self.classes else False

    def takes(self, name: str, key: str) -> bool:
        """Whether things of this class may have the property."""
        return key in self.properties and self.is_kind_of(name, self.properties[key].domain)

    def inherited(self, name: str, attribute: str) -> object:
        """The value of an annotation on the class, or on the nearest class above that has it."""
        for each in self.ancestors(name):
            if value := getattr(self.classes[each], attribute):
                return value
        return getattr(self.classes[name], attribute)

    @cached_property
    def by_iri(self) -> dict[str, Kind | Property]:
        """Every class, concept and property by its IRI."""
        terms: list[Kind | Property] = [*self.classes.values(), *self.concepts.values(), *self.properties.values()]
        return {term.iri: term for term in terms}


def read(*folders: Path) -> Ontology:
    """Read ``*.ttl`` and ``vocabulary/*.ttl`` of each folder (shapes and alignments apart), together.

    The terms of the first folder are the project's; further folders bring terms of a corpus' own.
    Raises OntologyError: a file cannot be parsed, two terms share a local name, a term lacks its label or definition,
    a kind of relation stands below another or lacks what it is drawn and told by, a look cannot be drawn, or what
    ``kg.pitfalls`` finds.
    """
    graph = read_turtle(files(*folders[:1]))
    settled = set(graph.subjects())
    graph += read_turtle(files(*folders[1:]))
    ontology = Ontology(
        graph=graph,
        classes=_by_name(_kinds(graph, RDFS.Class)),
        concepts=_by_name(_kinds(graph, SKOS.Concept)),
        properties=_by_name(_properties(graph)),
        schemes=_schemes(graph),
        keys=frozenset(local(s) for s in graph.subjects(rdflib.URIRef(DIP + "keyOf"))),
    )
    found = [*pitfalls.faults(graph, settled), *_lacking_labels(ontology), *_partial_relations(ontology)]
    found += _undrawable(graph)
    own_shapes = [path for folder in folders[1:] for path in sorted(folder.glob("shapes*.ttl"))]
    found += pitfalls.unknown_terms(read_turtle(own_shapes), graph)
    written = [*files(*(folders[1:] or folders)), *own_shapes]
    told = [*(_with_place(fault, written) for fault in found), *_faults_of_queries(folders[1:], graph)]
    if told:
        raise OntologyError("\n".join(told))
    return ontology


def files(*folders: Path) -> list[Path]:
    """The Turtle files that make up the ontology, in the order in which they are read."""
    return [
        path
        for folder in folders
        for path in [*sorted(folder.glob("*.ttl")), *sorted(folder.glob("vocabulary/*.ttl"))]
        if not path.name.startswith(("shapes", "alignments"))
    ]


def local(iri: object) -> str:
    """The last part of a term's IRI: what claim files write."""
    return str(iri).rpartition("#")[2].rpartition("/")[2]


def _by_name(terms: Iterable[_Term]) -> dict[str, _Term]:
    found: dict[str, _Term] = {}
    for term in terms:
        first = found.setdefault(term.name, term)
        if first.iri != term.iri:
            both = f"{first.iri} and {term.iri}"
            raise OntologyError(f"{both} have one local name, {term.name!r}, which claims write; rename one of them")
    return found


def _kinds(graph: rdflib.Graph, of: rdflib.URIRef) -> Iterator[Kind]:
    for subject in sorted(graph.subjects(RDF.type, of), key=str):
        note = _Annotations(graph, subject)
        yield Kind(
            name=local(subject),
            iri=Iri(subject),
            label=note.label(),
            parents=tuple(sorted(local(parent) for parent in graph.objects(subject, RDFS.subClassOf))),
            sentence=note.text("sentence"),
            ends=(note.term("from"), note.term("to"), note.term("toElse")),
            opposes=note.term("opposes"),
            kind_by=note.term("kindBy"),
            minted_from=note.term("mintedFrom"),
            is_state=note.text("stateOfAffairs") == "true",
        )


def _properties(graph: rdflib.Graph) -> Iterator[Property]:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for subject in sorted(graph.subjects(RDF.type, kind), key=str):
            note = _Annotations(graph, subject)
            yield Property(
                name=local(subject),
                iri=Iri(subject),
                label=note.label(),
                is_object=kind == OWL.ObjectProperty,
                is_single=(subject, RDF.type, OWL.FunctionalProperty) in graph,
                domain=frozenset(local(each) for each in graph.objects(subject, _DOMAIN)),
                range=frozenset(local(each) for each in graph.objects(subject, _RANGE)),
                scheme=note.term("fromScheme"),
                derived_by=note.text("derivedBy"),
            )


def _schemes(graph: rdflib.Graph) -> dict[str, frozenset[str]]:
    return {
        local(scheme): frozenset(local(concept) for concept in graph.subjects(SKOS.inScheme, scheme))
        for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }


@dataclass(frozen=True, slots=True)
class _Annotations:
    """The annotations of one term."""

    graph: rdflib.Graph
    subject: rdflib.term.Node

    def text(self, name: str) -> str:
        return min(map(str, self.graph.objects(self.subject, rdflib.URIRef(DIP + name))), default="")

    def term(self, name: str) -> str:
        return local(self.text(name))

    def label(self) -> str:
        labels = [each for each in self.graph.objects(self.subject, RDFS.label) if isinstance(each, rdflib.Literal)]
        english = sorted(str(each) for each in labels if each.language in {"en", None})
        return english[0] if english else ""


def _faults_of_queries(folders: Iterable[Path], graph: rdflib.Graph) -> Iterator[str]:
    """Terms that rules and checks of a corpus name, and that there are not: they would find nothing."""
    for folder in folders:
        for path in [*sorted(folder.glob("rules/*.rq")), *sorted(folder.glob("checks/*.rq"))]:
            for fault in pitfalls.unknown_in_sparql(path.read_text("utf-8", "replace"), graph):
                yield f"{path}: {fault}"


def _with_place(fault: str, paths: Iterable[Path]) -> str:
    """A fault after file and line: where its term is described, else where it is named first; alone where it is not."""
    name = "|".join(re.findall(r"[#/:]([\w-]+)(?= and |$)", fault.partition(": ")[0]))  # of one term, or of two
    lines = [(path, *line) for path in paths for line in enumerate(path.read_text("utf-8").splitlines(), 1)]
    for pattern in (rf"^\S*[#/:](?:{name})>?(?:\s|$)", rf"(?<![\w-])(?:{name})(?![\w-])"):
        for path, number, line in lines:
            if re.search(pattern, line):
                return f"{path}:{number}: {fault}"
    return fault


def _lacking_labels(ontology: Ontology) -> Iterator[str]:
    for term in ontology.by_iri.values():
        defined = (rdflib.URIRef(term.iri), SKOS.definition, None) in ontology.graph
        if not term.label or not defined:
            yield f"{term.iri}: a term needs an English rdfs:label and a skos:definition"


def _partial_relations(ontology: Ontology) -> Iterator[str]:
    """Kinds of relation are found by the class right above them, drawn by their two ends, and told by a sentence."""
    for kind in ontology.classes.values():
        above = [name for name in ontology.ancestors(kind.name)[1:] if name != _RELATION]
        if _RELATION not in ontology.ancestors(kind.name)[1:]:
            continue
        if above:
            yield (
                f"{kind.iri}: stands below {above[0]}; a kind of relation is a direct subclass of dip:Relation, "
                f"and of nothing else"
            )
            continue
        needed = {"dip:from": kind.ends[0], "dip:to": kind.ends[1], "dip:sentence": kind.sentence}
        if lacking := [name for name, value in needed.items() if not value]:
            yield f"{kind.iri}: a kind of relation lacks {', '.join(lacking)}; see dip:Alliance"


def _undrawable(graph: rdflib.Graph) -> Iterator[str]:
    """Looks that no page could draw, and terms with two values where one is drawn."""
    for name in looks.ANNOTATIONS:
        predicate = rdflib.URIRef(DIP + name)
        for term in sorted(set(graph.subjects(predicate)), key=str):
            values = sorted(map(str, graph.objects(term, predicate)))
            yield from (f"{term}: {told}" for value in values if (told := looks.fault(name, value)))
            if len(values) > 1:
                yield f"{term}: has {len(values)} values of dip:{name}, {', '.join(values)}; leave one"
