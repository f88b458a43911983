"""The whole flow on one page: a corpus folder comes in, a checked knowledge graph and its files go out.

    text.txt ──► sentences ─┐
    claims.toml ──► claims ─┴► facts ─► graph ─► inferred ─► validated ─► network, pages ─► exports/
        (quotes located)      (agreed)  (RDF)    (rules .rq)  (SHACL, checks)

Read this first. Each step takes the value that the step before it made, and no step knows another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import (
    agree,
    claims,
    compare,
    corpus,
    export,
    extract,
    graph,
    infer,
    ontology,
    portable,
    query,
    rdf,
    recorded,
    repair,
    resources,
    store,
    text,
    validate,
    wording,
)
from kg.difference import Difference
from kg.errors import CorpusError, Problem, QueryError, StoreError
from kg.files import write_all
from kg.knowledge import KnowledgeGraph, open_graph
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
    write_all(made, out)
    return replace(built, written=tuple(sorted(made)))


def check_corpus(folder: Path | None = None) -> tuple[list[Problem], validate.Report]:
    """All that ``build_graph`` would refuse, at once: mistakes in the files, and what shapes and checks find."""
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
    own = [texts.ontology] if texts.ontology else []  # terms, shapes, rules and checks that the corpus brings
    terms = ontology.read(resources.ontology(), *own)

    sentences = {source.id: text.sentences(source.text) for source in texts.sources if source.text}
    stated, problems = claims.interpret(texts, terms, sentences)
    facts = agree.facts(stated)
    problems += agree.disagreements(stated, facts, terms, corpus.places(texts))
    problems += wording.beyond_the_words(stated, texts.sources, corpus.places(texts))
    if any(problem.severity == "error" for problem in problems):
        raise CorpusError(f"{texts.folder}: the corpus has mistakes", sorted({*problems}))

    told = tell_claims(stated, [fact.triple for fact in facts], terms)
    parts = graph.assemble(texts.sources, told, facts, rdf.from_rdflib(terms.graph))
    parts = replace(parts, derived=tuple(inferred(parts, terms, own)))
    loaded = _in_memory(parts.everything())
    if unknown := _unknown_topics(texts, told, KnowledgeGraph(loaded)):
        raise CorpusError(f"{texts.folder}: the corpus has mistakes", sorted({*problems, *unknown}))
    report = validated(parts, loaded, told, own, validate.speaking_of(told, corpus.places(texts)))
    return Built(texts, tuple(told), parts, loaded, report, tuple(problems))


def extract_claims(words: str, folder: Path | None = None) -> list[extract.Proposal]:
    """The other way in: a text without claims comes in, proposals with quotes go out, for a person to review.

    The authority file of the corpus (by default the bundled one) names the actors and places.
    """
    names = corpus.names(folder or resources.corpus())
    return extract.propose(words, extract.Gazetteer.of(names), extract.load_frames(), text.sentences(words))


def compare_graphs(old: Path | str, new: Path | str) -> Difference:
    """What changed from one graph to another, told in claims.

    Each of the two is a corpus folder, or anything that ``open_graph`` opens. Raises CorpusError, or StoreError where
    one of them cannot be opened or records no claims.
    """
    return compare.between(_edition(old), _edition(new), names=(str(old), str(new)))


def _edition(where: Path | str) -> recorded.Edition:
    folder = Path(where)
    is_corpus = (folder / "authority.toml").is_file() or any(folder.glob("*/source.toml"))
    edition = recorded.read(make(folder).parts.everything()) if is_corpus else open_graph(where).edition()
    if not edition.claims:
        raise StoreError(f"{where}: records no claims; give a corpus folder, a folder of exports, or its foedera.ttl")
    return edition


def repairs(folder: Path | None = None) -> tuple[list[repair.Mend], str]:
    """What would make hashes and quotes right again where a text was changed, and the same as a patch."""
    texts = corpus.read(folder or resources.corpus())
    proposed = repair.mends(texts)
    return proposed, repair.patch(texts, proposed)


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
    return store.from_quads(rdf.ntriples(triples), "the graph just built")
