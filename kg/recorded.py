"""Triples of a graph come in, whoever holds it; the sources, claims and facts that they record go out.

The way back of ``kg.graph``: what a claim says, its words, its status and its remarks are all in the triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kg import namespaces as ns
from kg.model import Claim, Fact, Passage, Reading, Source, Status
from kg.namespaces import DCTERMS, DIP, LABEL, OA, OWL, PROV, RDF, RDFS, SCHEMA, TYPE, dip
from kg.terms import Iri, Literal, Term, Triple

_FACTS = {"author": "creator", "publisher": "publisher", "date": "date", "licence": "rights"}  # key -> dcterms
_SUPERCLASS = Iri(RDFS + "subClassOf")
_DEFINED_BY = Iri(RDFS + "isDefinedBy")


@dataclass(frozen=True)
class Edition:
    """A graph at one time: its sources, its claims in the order of their keys, the facts, and all triples of data.

    The terms that data are written in stand apart, since not every file has them: ``labels`` has what a person calls
    each thing and term, ``superclasses`` the classes right above each class.
    """

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    facts: tuple[Fact, ...]
    triples: frozenset[Triple]
    labels: Mapping[str, str]
    superclasses: Mapping[Iri, frozenset[Iri]]

    def called(self, iri: str) -> str:
        """What a person calls a thing or a term; without a label its name in our namespaces, else the whole IRI."""
        short = ns.shorten(iri)
        return self.labels.get(iri) or (iri if short == iri else short.partition(":")[2])


def read(triples: Iterable[Triple]) -> Edition:
    """Read back what a graph records. A claim is left out where it lacks its name or what it is about.

    Two things are not in a graph: the order in which a claim says its triples (here they are sorted), and the number
    of the place where a quote stands that occurs several times (the offsets lead there).
    """
    every = frozenset(triples)
    known = _Known(every)
    claims = {claim.key: claim for node in known.typed(dip("Claim")) if (claim := _claim(known, node))}
    sources = {source.id: source for node in known.typed(dip("Source")) if (source := _source(known, node))}
    return Edition(
        sources=dict(sorted(sources.items())),
        claims=dict(sorted(claims.items())),
        facts=tuple(_facts(claims.values(), every)),
        triples=every - _of_terms(every),
        labels=_labels(every),
        superclasses=_superclasses(every),
    )


class _Known:
    """Triples by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[tuple[Iri, Iri], list[Term]] = {}
        self._typed: dict[Term, list[Iri]] = {}
        for triple in triples:
            self._values.setdefault((triple.subject, triple.predicate), []).append(triple.object)
            if triple.predicate == TYPE:
                self._typed.setdefault(triple.object, []).append(triple.subject)

    def typed(self, kind: Iri) -> list[Iri]:
        return sorted(self._typed.get(kind, ()))

    def values(self, subject: Iri, predicate: str) -> list[Term]:
        return sorted(self._values.get((subject, Iri(predicate)), ()), key=ns.canonical)

    def nodes(self, subject: Iri, predicate: str) -> list[Iri]:
        return [each for each in self.values(subject, predicate) if isinstance(each, Iri)]

    def node(self, subject: Iri, predicate: str) -> Iri | None:
        return next(iter(self.nodes(subject, predicate)), None)

    def text(self, subject: Iri, predicate: str) -> str:
        return next((each.value for each in self.values(subject, predicate) if isinstance(each, Literal)), "")

    def number(self, subject: Iri, predicate: str) -> int:
        text = self.text(subject, predicate)
        return int(text) if text.isascii() and text.isdigit() else -1


def _claim(known: _Known, node: Iri) -> Claim | None:
    source, colon, name = known.text(node, DCTERMS + "identifier").partition(":")
    about = known.node(node, dip("about"))
    if not colon or about is None:
        return None
    others = (known.text(each, DCTERMS + "identifier") for each in known.nodes(node, dip("contradicts")))
    agent, activity = known.node(node, PROV + "wasAttributedTo"), known.node(node, PROV + "wasGeneratedBy")
    return Claim(
        source=source,
        id=name,
        about=about,
        says=tuple(_says(known, node)),
        evidence=tuple(sorted(_passages(known, node), key=_place)),
        status=_status(known, node),
        contradicts=tuple(sorted(filter(None, others))),
        reads=tuple(_readings(known, node)),
        note=known.text(node, RDFS + "comment"),
        by=known.text(agent, LABEL) if agent and agent != ns.AGENT else "",
        rule=known.text(activity, LABEL) if activity else "",
        label=known.text(node, LABEL),
    )


def _status(known: _Known, node: Iri) -> Status:
    """The status of a claim; what has none that we know is Unreviewed, so that it is taken for nobody's fact."""
    name = (known.node(node, dip("status")) or "").removeprefix(DIP)
    return next((each for each in get_args(Status) if each == name), "Unreviewed")


def _says(known: _Known, node: Iri) -> Iterator[Triple]:
    for statement in known.nodes(node, dip("says")):
        subject, predicate = known.node(statement, RDF + "subject"), known.node(statement, RDF + "predicate")
        for value in known.values(statement, RDF + "object"):
            if subject and predicate:
                yield Triple(subject, predicate, value)


def _passages(known: _Known, node: Iri) -> Iterator[Passage]:
    for passage in known.nodes(node, dip("evidence")):
        document = known.node(passage, OA + "hasSource")
        selectors = known.nodes(passage, OA + "hasSelector")
        words = next((each for each in selectors if known.text(each, OA + "exact")), passage)
        place = next((each for each in selectors if known.number(each, OA + "start") >= 0), passage)
        yield Passage(
            source=known.text(document, DCTERMS + "identifier") if document else "",
            exact=known.text(words, OA + "exact"),
            start=known.number(place, OA + "start"),
            end=known.number(place, OA + "end"),
            prefix=known.text(words, OA + "prefix"),
            suffix=known.text(words, OA + "suffix"),
            locator=known.text(passage, dip("locator")),
        )


def _place(passage: Passage) -> tuple[str, int, str, str]:
    return passage.source, passage.start, passage.exact, passage.locator


def _readings(known: _Known, node: Iri) -> Iterator[Reading]:
    for each in known.nodes(node, dip("reads")):
        meant = known.values(each, dip("standsFor")) or known.values(each, DCTERMS + "description")
        if meant:
            yield Reading(known.text(each, dip("text")), meant[0], known.text(each, RDFS + "comment"))


def _source(known: _Known, node: Iri) -> Source | None:
    name = known.text(node, DCTERMS + "identifier")
    facts = {key: known.text(node, DCTERMS + term) for key, term in _FACTS.items()}
    facts["citation"] = known.text(node, DCTERMS + "bibliographicCitation")
    facts["note"] = known.text(node, RDFS + "comment")
    facts["url"] = known.node(node, DCTERMS + "source") or ""
    if not name:
        return None
    return Source(
        id=name,
        title=known.text(node, DCTERMS + "title"),
        folder=Path(),
        sha256=known.text(node, SCHEMA + "sha256"),
        language=known.text(node, DCTERMS + "language"),
        facts={key: value for key, value in facts.items() if value},
    )


def _facts(claims: Iterable[Claim], plain: frozenset[Triple]) -> list[Fact]:
    """What Accepted claims say and what stands as a plain triple: of a date that another narrowed it does not."""
    sayers: dict[Triple, list[Claim]] = {}
    for claim in claims:
        for said in claim.says if claim.status == "Accepted" else ():
            if said in plain and said.predicate not in ns.EDTF:
                sayers.setdefault(said, []).append(claim)
    return [Fact(triple, tuple(sayers[triple])) for triple in sorted(sayers, key=_by_canonical)]


def _by_canonical(triple: Triple) -> tuple[str, str, str]:
    return triple.subject, triple.predicate, ns.canonical(triple.object)


def _of_terms(triples: frozenset[Triple]) -> frozenset[Triple]:
    """The triples of terms, of the ontologies that define them, and of their lists, which have no names."""
    defined = {(each.subject, each.object) for each in triples if each.predicate == _DEFINED_BY}
    terms = {subject for subject, _ in defined} | {ontology for _, ontology in defined}
    terms |= {each.subject for each in triples if each.predicate == TYPE and str(each.object).startswith(OWL)}
    return frozenset(each for each in triples if each.subject in terms or each.subject.startswith("_:"))


def _labels(triples: Iterable[Triple]) -> dict[str, str]:
    """The English label of each thing, else the first that there is."""
    found: dict[str, tuple[bool, str, str]] = {}
    for subject, predicate, label in triples:
        if predicate == LABEL and isinstance(label, Literal):
            rank = (label.language != "en", label.language, label.value)
            found[subject] = min(found.get(subject, rank), rank)
    return {subject: label for subject, (_, _, label) in found.items()}


def _superclasses(triples: Iterable[Triple]) -> dict[Iri, frozenset[Iri]]:
    found: dict[Iri, set[Iri]] = {}
    for triple in triples:
        if triple.predicate == _SUPERCLASS and isinstance(triple.object, Iri):
            found.setdefault(triple.subject, set()).add(triple.object)
    return {each: frozenset(above) for each, above in found.items()}
