"""Claims and facts come in; RDF goes out: what is said, where it is said, and what stands as fact.

Every node has an IRI. Each claim, whatever its status, says one shared ``rdf:Statement`` for each triple,
so that a plain triple leads to the claims that state it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import namespaces as ns
from kg.errors import Problem
from kg.model import Claim, Fact, Passage, Source
from kg.namespaces import DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, TYPE, dip
from kg.rdf import LOST_IN_TEXT, MOST_BYTES_OF_LITERAL, is_kept
from kg.terms import XSD, Iri, Literal, Triple

_LANGSTRING = RDF + "langString"
_PROJECT = "Foedera project"


@dataclass(frozen=True)
class Parts:
    """The graph in its parts: facts and claims by source, what is derived, and the ontology."""

    facts: Mapping[str, tuple[Triple, ...]]
    claims: Mapping[str, tuple[Triple, ...]]
    ontology: tuple[Triple, ...]
    derived: tuple[Triple, ...] = ()

    def all_facts(self) -> list[Triple]:
        """The facts of all sources, once each."""
        return distinct(self.facts.values())

    def all_claims(self) -> list[Triple]:
        """The claims, statements, passages and sources, once each."""
        return distinct(self.claims.values())

    def statements(self) -> list[Triple]:
        """All that is no term: facts, claims and what is derived, once each."""
        return distinct([self.all_facts(), self.all_claims(), self.derived])

    def everything(self) -> list[Triple]:
        """All triples of all parts, once each."""
        return distinct([self.all_facts(), self.all_claims(), self.derived, self.ontology])

    def by_name(self) -> dict[str, list[Triple]]:
        """The parts by the names of their files."""
        facts, claims = self.all_facts(), self.all_claims()
        return {"facts": facts, "claims": claims, "derived": list(self.derived), "ontology": list(self.ontology)}

    def by_source(self) -> dict[str, list[Triple]]:
        """What each source says: its facts and its claims together."""
        return {name: distinct([self.facts[name], triples]) for name, triples in self.claims.items()}


def assemble(
    sources: Sequence[Source], claims: Sequence[Claim], facts: Sequence[Fact], ontology: Sequence[Triple]
) -> Parts:
    """Facts and claims as triples, by the sources that say them."""
    said = {source.id: list(source_triples(source)) for source in sources}
    for claim in claims:
        said[claim.source] += claim_triples(claim)
    known: dict[str, dict[Triple, None]] = {source.id: {} for source in sources}
    for fact in facts:
        for claim in fact.claims:
            known[claim.source][fact.triple] = None
    said[sources[0].id] += agent_triples()
    return Parts(
        facts={name: tuple(triples) for name, triples in known.items()},
        claims={name: tuple(dict.fromkeys(triples)) for name, triples in said.items()},
        ontology=tuple(ontology),
    )


def distinct(groups: Iterable[Iterable[Triple]]) -> list[Triple]:
    """The triples of several groups, once each."""
    return list(dict.fromkeys(triple for group in groups for triple in group))


def claim_triples(claim: Claim) -> Iterator[Triple]:
    """A claim with its statements, readings and passages."""
    node = ns.claim(claim.key)
    yield Triple(node, TYPE, dip("Claim"))
    yield Triple(node, TYPE, Iri(PROV + "Entity"))
    yield Triple(node, Iri(DCTERMS + "identifier"), Literal(claim.key))
    yield Triple(node, dip("about"), claim.about)
    yield Triple(node, dip("status"), dip(claim.status))
    yield from _attribution(node, claim.by)
    if claim.label:
        yield Triple(node, ns.LABEL, _english(claim.label))
    if claim.note:
        yield Triple(node, Iri(RDFS + "comment"), _english(claim.note))
    if claim.rule:
        yield from _rule(node, claim.rule)
    for other in claim.contradicts:
        yield Triple(node, dip("contradicts"), ns.claim(other))
    for said in claim.says:
        yield Triple(node, dip("says"), ns.statement(said))
        yield from _statement(said)
    yield from _readings(node, claim)
    for passage in claim.evidence:
        yield Triple(node, dip("evidence"), ns.passage(passage))
        yield from _passage(passage)


def source_triples(source: Source) -> Iterator[Triple]:
    """A source with what is known of the document, and its text where it is stored and every store keeps it."""
    node, facts = ns.source(source.id), source.facts
    yield Triple(node, TYPE, dip("Source"))
    yield Triple(node, TYPE, Iri(PROV + "Entity"))
    yield Triple(node, ns.LABEL, Literal(source.title, _LANGSTRING, source.language.lower()))
    yield Triple(node, Iri(DCTERMS + "title"), Literal(source.title, _LANGSTRING, source.language.lower()))
    yield Triple(node, Iri(DCTERMS + "identifier"), Literal(source.id))
    yield Triple(node, Iri(DCTERMS + "language"), Literal(source.language))
    for key, term in (("author", "creator"), ("publisher", "publisher"), ("date", "date"), ("licence", "rights")):
        if key in facts:
            yield Triple(node, Iri(DCTERMS + term), Literal(facts[key]))
    if "citation" in facts:
        yield Triple(node, Iri(DCTERMS + "bibliographicCitation"), _english(facts["citation"]))
    if "note" in facts:
        yield Triple(node, Iri(RDFS + "comment"), _english(facts["note"]))
    if facts.get("url", "").startswith(("http://", "https://")):
        yield Triple(node, Iri(DCTERMS + "source"), Iri(facts["url"]))
    if source.sha256:
        yield Triple(node, Iri(SCHEMA + "sha256"), Literal(source.sha256))
    if source.text and is_kept(source.text):
        yield Triple(node, dip("text"), Literal(source.text))


def left_out(sources: Iterable[Source]) -> list[Problem]:
    """A warning for each stored text that the graph does not carry, since some store would change it."""
    return [_left_out(source, source.text) for source in sources if source.text and not is_kept(source.text)]


def _left_out(source: Source, text: str) -> Problem:
    lost = LOST_IN_TEXT.search(text)
    line = text.count("\n", 0, lost.start()) + 1 if lost else 0
    if not lost:
        what, advice = f"{len(text.encode('utf-8')):,} bytes", "make several sources of it"
        why = f"some stores cut a text of {MOST_BYTES_OF_LITERAL:,} or more"
    elif lost[0] == "\r":
        what, advice = "a carriage return", "end its lines with line feeds, and let kg check --repair propose the rest"
        why = "some stores lose those"
    else:
        what, advice, why = "a NUL", "take it away", "no store keeps one"
    message = f"the text has {what}, and {why}: the graph and its pages have what is quoted of it, not the whole"
    return Problem(f"{source.id}/text.txt", line, "", message, advice, "warning")


def agent_triples() -> Iterator[Triple]:
    """The one agent of all curation."""
    yield Triple(ns.AGENT, TYPE, Iri(PROV + "Agent"))
    yield Triple(ns.AGENT, ns.LABEL, _english(_PROJECT))


def _english(text: str) -> Literal:
    return Literal(text, _LANGSTRING, "en")


def _integer(number: int) -> Literal:
    return Literal(str(number), XSD + "integer")


def _attribution(node: Iri, name: str) -> Iterator[Triple]:
    agent = ns.AGENT if name in ("", _PROJECT) else _named("agent", name)
    yield Triple(node, Iri(PROV + "wasAttributedTo"), agent)
    if agent != ns.AGENT:
        yield Triple(agent, TYPE, Iri(PROV + "Agent"))
        yield Triple(agent, ns.LABEL, _english(name))


def _named(kind: str, text: str) -> Iri:
    """The IRI of what has no other name than a text: two texts never share it, since no slug has two hyphens."""
    name = ns.slug(text)
    return Iri(f"{ns.ID}{kind}/{name}" if name == text else f"{ns.ID}{kind}/{name}--{ns.digest(text)}")


def _rule(node: Iri, rule: str) -> Iterator[Triple]:
    activity = _named("rule", rule)
    yield Triple(node, Iri(PROV + "wasGeneratedBy"), activity)
    yield Triple(activity, TYPE, Iri(PROV + "Activity"))
    yield Triple(activity, ns.LABEL, Literal(rule))


def _statement(said: Triple) -> Iterator[Triple]:
    node = ns.statement(said)
    yield Triple(node, TYPE, Iri(RDF + "Statement"))
    yield Triple(node, Iri(RDF + "subject"), said.subject)
    yield Triple(node, Iri(RDF + "predicate"), said.predicate)
    yield Triple(node, Iri(RDF + "object"), said.object)


def _readings(node: Iri, claim: Claim) -> Iterator[Triple]:
    for reading in claim.reads:
        each = ns.part(node, "reading", reading.words)
        yield Triple(node, dip("reads"), each)
        yield Triple(each, TYPE, dip("Reading"))
        yield Triple(each, dip("text"), _english(reading.words))
        yield Triple(each, Iri(RDFS + "comment"), _english(reading.why))
        if isinstance(reading.stands_for, Literal):
            yield Triple(each, Iri(DCTERMS + "description"), reading.stands_for)
        else:
            yield Triple(each, dip("standsFor"), reading.stands_for)


def _passage(passage: Passage) -> Iterator[Triple]:
    node = ns.passage(passage)
    yield Triple(node, TYPE, dip("Passage"))
    yield Triple(node, TYPE, Iri(OA + "SpecificResource"))
    yield Triple(node, Iri(OA + "hasSource"), ns.source(passage.source))
    if passage.locator:
        yield Triple(node, dip("locator"), Literal(passage.locator))
    if passage.exact:
        quote, position = Iri(f"{node}/quote"), Iri(f"{node}/position")
        yield Triple(node, Iri(OA + "hasSelector"), quote)
        yield Triple(node, Iri(OA + "hasSelector"), position)
        yield Triple(quote, TYPE, Iri(OA + "TextQuoteSelector"))
        for term, text in (("exact", passage.exact), ("prefix", passage.prefix), ("suffix", passage.suffix)):
            if text:
                yield Triple(quote, Iri(OA + term), Literal(text))
        yield Triple(position, TYPE, Iri(OA + "TextPositionSelector"))
        yield Triple(position, Iri(OA + "start"), _integer(passage.start))
        yield Triple(position, Iri(OA + "end"), _integer(passage.end))
