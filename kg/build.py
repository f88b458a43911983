"""The whole flow on one page: a corpus folder comes in, a checked knowledge graph and its files go out.

    text.txt ──► passages ─┐
    claims.toml ──► claims ┴► facts ─► graph ─► inferred ─► validated ─► exports/
       (quotes located)      (agreed)  (rdf)    (rules .rq)  (SHACL, checks)

Read this first. Each step takes the value that the step before it made, and no step knows another.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import agree, claims, corpus, graph, infer, ontology, rdf, resources, store, text, validate
from kg.errors import CorpusError, Problem
from kg.model import Claim, Triple, Triples
from kg.telling import Teller, by_subject, tell_claims


@dataclass(frozen=True)
class Built:
    """A checked graph: its claims, its parts, and what was found while it was made."""

    claims: tuple[Claim, ...]
    parts: graph.Parts
    report: validate.Report
    warnings: tuple[Problem, ...]

    @property
    def statuses(self) -> dict[str, int]:
        """How many claims have each status, those of the authority file apart."""
        return dict(sorted(Counter(c.status for c in self.claims if c.source != corpus.AUTHORITY).items()))


def build(folder: Path | None = None, out: Path | None = None) -> Built:
    """Turn a corpus folder into a checked graph, and write its exports into ``out`` where that is given.

    Without a folder the bundled corpus is built. Raises CorpusError (with every mistake), OntologyError, or
    DoesNotConform; nothing is written then.
    """
    built = make(folder)
    built.report.raise_if_failed()
    if out is not None:
        raise SystemExit
    return built


def check(folder: Path | None = None) -> tuple[list[Problem], validate.Report]:
    """All that ``build`` would refuse, at once: mistakes in the files, and what shapes and checks find."""
    try:
        built = make(folder)
    except CorpusError as error:
        if not error.problems:
            raise
        return list(error.problems), validate.Report((), (), 0)
    return list(built.warnings), built.report


def make(folder: Path | None = None) -> Built:
    """The flow itself, without files: read, interpret, agree, assemble, infer, validate."""
    texts = corpus.read(folder or resources.corpus())
    own = [texts.ontology] if texts.ontology else []
    terms = ontology.read(resources.ontology(), *own)

    sentences = {source.id: text.sentences(source.text) for source in texts.sources if source.text}
    stated, problems = claims.interpret(texts, terms, sentences)
    facts = agree.facts(stated, terms)
    problems += agree.disagreements(stated, facts, terms, corpus.places(texts))
    _refuse(problems)

    parts = assemble(texts, tell_claims(stated, [fact.triple for fact in facts], terms), facts, terms)
    parts = replace(parts, derived=tuple(_inferred(parts, terms, own)))
    return Built(tuple(stated), parts, validated(parts, stated, own), tuple(problems))


def assemble(
    texts: corpus.Corpus, stated: Sequence[Claim], facts: Sequence[agree.Fact], terms: ontology.Ontology
) -> graph.Parts:
    """Facts and claims as RDF, by source."""
    said = {source.id: list(graph.source_triples(source)) for source in texts.sources}
    for claim in stated:
        said[claim.source] += graph.claim_triples(claim)
    said[corpus.AUTHORITY] += graph.agent_triples()
    return graph.Parts(
        facts=graph.by_source((fact.triple, fact.claims) for fact in facts),
        claims={source: tuple(dict.fromkeys(triples)) for source, triples in said.items()},
        ontology=tuple(rdf.from_rdflib(terms.graph)),
        sources=texts.sources,
    )


def validated(parts: graph.Parts, stated: Sequence[Claim], own: Sequence[Path]) -> validate.Report:
    """Shapes over the whole graph; minimum counts over disputed things as if accepted; then the checks."""
    shapes = validate.read_shapes([resources.ontology() / "shapes.ttl", *(path for f in own for path in f.glob("shapes*.ttl"))])
    everything = parts.everything()
    folders = [resources.ontology() / "checks", *(folder / "checks" for folder in own)]
    data = store.from_quads(rdf.ntriples(everything), "the graph")
    return validate.together(
        validate.run_shapes(rdf.to_rdflib(everything), shapes),
        validate.run_shapes(rdf.to_rdflib([*parts.ontology, *_as_if_accepted(stated)]), shapes, only_minimum=True),
        validate.run_checks(validate.read_checks(folders), data.ask),
    )


def _refuse(problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise CorpusError(f"the corpus has {len(errors)} mistakes", sorted(problems))


def _inferred(parts: graph.Parts, terms: ontology.Ontology, own: Sequence[Path]) -> list[Triple]:
    facts = parts.all_facts()
    rules = [path for folder in (resources.ontology(), *own) for path in sorted(folder.glob("rules/*.rq"))]

    def construct(triples: Sequence[Triple], sparql: str) -> Triples:
        answer = store.from_quads(rdf.ntriples(triples), "the rules").ask(sparql)
        return answer if isinstance(answer, Triples) else Triples(())

    derived = infer.derive(facts, parts.ontology, rules, construct)
    derived += infer.edtf([*facts, *derived])
    known = by_subject([*facts, *derived])
    teller = Teller(terms, (known,))
    return [*derived, *infer.labels([*facts, *derived], teller.name)]


def _as_if_accepted(stated: Sequence[Claim]) -> list[Triple]:
    return [triple for claim in stated if claim.status != "Rejected" for triple in claim.says]
