"""The whole flow on one page: a corpus folder comes in, a checked knowledge graph and its files go out.

    text.txt ──► sentences ─┐
    claims.toml ──► claims ─┴► facts ─► graph ─► inferred ─► validated ─► network, pages ─► exports/
        (quotes located)      (agreed)  (RDF)    (rules .rq)  (SHACL, checks)

Read this first. Each step takes the value that the step before it made, and no step knows another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import (
    agree,
    claims,
    corpus,
    export,
    extract,
    graph,
    infer,
    ontology,
    portable,
    query,
    rdf,
    resources,
    store,
    text,
    validate,
    wording,
)
from kg.errors import CorpusError, KgError, Problem, QueryError, causes_first
from kg.files import write_all
from kg.knowledge import KnowledgeGraph
from kg.model import Claim, Corpus
from kg.namespaces import AUTHORITY, ID, nearest
from kg.telling import Teller, by_subject, tell_claims
from kg.terms import Answer, Store, Triple


@dataclass(frozen=True)
class Built:
    """A checked graph: its claims, its parts, and what was found while it was made."""

    corpus: Corpus
    claims: tuple[Claim, ...]
    parts: graph.Parts
    store: Store
    report: validate.Report
    warnings: tuple[Problem, ...]
    written: tuple[str, ...] = ()  # names of the files, where they were written

    @property
    def statuses(self) -> dict[str, int]:
        """How many claims have each status, those of the authority file apart."""
        return dict(sorted(Counter(c.status for c in self.claims if c.source != AUTHORITY).items()))

    def open(self) -> KnowledgeGraph:
        """The graph, to ask."""
        return KnowledgeGraph(self.store)


def build_graph(folder: Path | None = None, out: Path | None = None) -> Built:
    """Turn a corpus folder into a checked graph, and write its exports into ``out`` where that is given.

    Without a folder the bundled corpus is built. Raises CorpusError (with every mistake), OntologyError,
    DoesNotConform, or KgError where ``out`` cannot be written; nothing is written then.
    """
    built = make(folder)
    built.report.raise_if_failed()
    if out is None:
        return built
    made = files(built)
    _refuse_to_replace(made, out)
    write_all(made, out)
    return replace(built, written=tuple(sorted(made)))


def check_corpus(folder: Path | None = None) -> tuple[list[Problem], validate.Report]:
    """All that ``build_graph`` would refuse, at once: mistakes in the files, and what shapes and checks find.

    Where claims have mistakes, shapes and checks tell of the other things; where whole files have, they tell nothing.
    """
    try:
        built = make(folder, is_partial=True)
    except KgError:
        return _mistakes(folder), validate.Report((), (), 0)
    return list(built.warnings), built.report


def _mistakes(folder: Path | None) -> list[Problem]:
    """The mistakes that keep a corpus from being built, alone. Raises what else does."""
    try:
        make(folder)
    except CorpusError as error:
        if not error.problems:
            raise
        return list(error.problems)
    return []


def make(folder: Path | None = None, *, is_partial: bool = False) -> Built:
    """The flow itself, without files: read, interpret, agree, assemble, infer, validate.

    ``is_partial`` goes on with the claims that have no mistake; the mistakes are among the warnings then.
    """
    texts = corpus.read(folder or resources.corpus())
    own = [texts.ontology] if texts.ontology else []  # terms, shapes, rules and checks that the corpus brings
    terms = ontology.read(resources.ontology(), *own)

    sentences = {source.id: text.sentences(source.text) for source in texts.sources if source.text}
    stated, problems = claims.interpret(texts, terms, sentences)
    facts = agree.facts(stated)
    problems += agree.disagreements(stated, facts, terms, corpus.places(texts))
    problems += graph.left_out(texts.sources)
    problems += wording.beyond_the_words(stated, texts.sources, corpus.places(texts))
    problems = causes_first(problems)
    has_mistakes = any(problem.severity == "error" for problem in problems)
    if has_mistakes and not is_partial:
        raise CorpusError(f"{texts.folder}: the corpus has mistakes", problems)
    if has_mistakes:
        mistaken = {problem.claim for problem in problems if problem.severity == "error"}
        stated = [claim for claim in stated if claim.key not in mistaken]
        facts = agree.facts(stated)

    told = tell_claims(stated, [fact.triple for fact in facts], terms)
    parts = graph.assemble(texts.sources, told, facts, rdf.from_rdflib(terms.graph))
    parts = replace(parts, derived=tuple(inferred(parts, terms, own)))
    loaded = _in_memory(parts.everything())
    if unknown := _unknown_topics(texts, told, KnowledgeGraph(loaded)):
        raise CorpusError(f"{texts.folder}: the corpus has mistakes", causes_first([*problems, *unknown]))
    report = validated(parts, loaded, told, own, validate.speaking_of(told, corpus.places(texts)))
    report = _on_what_is_whole(report, texts, problems) if has_mistakes else report
    return Built(texts, tuple(told), parts, loaded, report, tuple(problems))


def extract_claims(words: str, folder: Path | None = None) -> list[extract.Proposal]:
    """The other way in: a text without claims comes in, proposals with quotes go out, for a person to review.

    The authority file of the corpus (by default the bundled one) names the actors and places.
    """
    names = corpus.names(folder or resources.corpus())
    return extract.propose(words, extract.Gazetteer.of(names), extract.load_frames(), text.sentences(words))


def inferred(parts: graph.Parts, terms: ontology.Ontology, own: Sequence[Path]) -> list[Triple]:
    """What follows: by the rules, then the dates in EDTF, then a sentence for each thing without a label."""
    facts = parts.all_facts()
    derived = infer.derive(facts, parts.ontology, _files(own, "rules/*.rq"), _construct)
    derived += infer.edtf([*facts, *derived])
    teller = Teller(terms, (by_subject([*facts, *derived]),))
    return [*derived, *infer.labels([*facts, *derived], teller.name)]


def validated(
    parts: graph.Parts, loaded: Store, stated: Sequence[Claim], own: Sequence[Path], where: validate.Where
) -> validate.Report:
    """Shapes; minimum counts over disputed things as if accepted; checks; what some triplestore would lose."""
    if_accepted = [*parts.ontology, *(said for claim in stated if claim.status != "Rejected" for said in claim.says)]
    shapes = validate.read_shapes(_files(own, "shapes*.ttl"))
    return validate.together(
        validate.run_shapes(rdf.to_rdflib(parts.everything()), shapes, where),
        validate.run_shapes(rdf.to_rdflib(if_accepted), shapes, where, only_minimum=True),
        validate.run_checks(validate.read_checks(_files(own, "checks/*.rq")), loaded.ask, where),
        validate.of_faults("portable", portable.faults(parts.statements())),
    )


def files(built: Built) -> dict[str, str]:
    """Every file of ``exports/``, by name."""
    parts, known = built.parts.by_name(), built.open()
    network = known.to_networkx()
    made = export.rdf_files(parts, built.parts.by_source())
    made |= export.network_files(network, known.measures(export.turning_days(network)))
    made["network.html"] = known.page(title=built.corpus.title)
    topics = {f"{topic.name}.html": topic for topic in built.corpus.topics}
    made |= {name: known.page(about=topic.name, title=topic.title) for name, topic in topics.items()}
    about = export.description(built.corpus, parts, made)
    made["void.ttl"] = rdf.turtle(about)
    made["README.md"] = export.readme(built.corpus, made)
    return made | {"MANIFEST.toml": export.manifest(made)}


def _on_what_is_whole(report: validate.Report, texts: Corpus, problems: Sequence[Problem]) -> validate.Report:
    """What was found of things of which every entry could be read; nothing where a whole file could not be."""
    mistaken = {problem.claim for problem in problems if problem.severity == "error"}
    if "" in mistaken:
        return validate.Report((), (), 0)
    entries = {f"{entry.source}:{entry.table.get('id')}": entry.table for entry in (*texts.entities, *texts.claims)}
    spoken = [entries[key].get("about", entries[key].get("id")) for key in mistaken if key in entries]
    return validate.apart_from(report, map(str, [*spoken, *(f"claim/{key.replace(':', '/', 1)}" for key in mistaken)]))


def _refuse_to_replace(made: Iterable[str], out: Path) -> None:
    """Files that stand in the folder and were not written by an earlier build. Raises KgError: there is one."""
    strange = [name for name in sorted(made) if (out / name).is_file()]
    if strange and not (out / "MANIFEST.toml").is_file():
        raise KgError(f"{out}: holds {strange[0]}, which no build wrote; choose an empty folder with -o")


def _unknown_topics(texts: Corpus, told: Sequence[Claim], known: KnowledgeGraph) -> list[Problem]:
    """A mistake for each topic that is neither a question with a column ``thing`` nor a thing of the graph."""
    problems, names = [], {question.name for question in query.questions()}
    names |= {claim.about.removeprefix(ID) for claim in told}
    for topic in texts.topics:
        try:
            known.things_about(topic.name)
        except QueryError:
            message = f"the topic {topic.name!r} is neither a question with a column ?thing nor a thing"
            advice = nearest(topic.name, names - {topic.name}) or "name a question of kg query, or a thing"
            problems.append(Problem("corpus.toml", topic.line, "", message, advice))
    return problems


def _files(own: Sequence[Path], pattern: str) -> list[Path]:
    return [path for folder in (resources.ontology(), *own) for path in sorted(folder.glob(pattern))]


def _construct(triples: Sequence[Triple], sparql: str) -> Answer:
    return _in_memory(triples).ask(sparql)


def _in_memory(triples: Sequence[Triple]) -> Store:
    return store.from_quads(rdf.ntriples(triples), "the graph just built", budget=store.FOR_STRANGERS)
