"""What holds of all corpora: they are read or refused with words, and their claims go to the graph and back."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import graph, rdf
from kg import namespaces as ns
from kg.model import Claim, Passage
from kg.namespaces import DCTERMS, OA, PROV, RDF, RDFS, dip
from kg.terms import Iri, Literal, Term, Triple
from tests.fixtures.corpora import TEXT, Read, read, small
from tests.fixtures.toml import toml
from tests.property.strategies import NAMES, TEXTS, TRIPLES, any_claims, any_entities, authority, right_claims

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_small(claims: list[dict[str, Any]], entities: list[dict[str, Any]] | None = None) -> Read:
    with tempfile.TemporaryDirectory() as folder:
        return read(small(Path(folder), claims=toml("claim", claims), authority=authority(entities or [])))


@FEW
@given(right_claims())
def test_right_claims_are_read_without_a_word(claims: list[dict[str, Any]]) -> None:
    told = [str(each) for each in read_small(claims).problems]
    errors = [each for each in told if "leave no day" not in each and "begins after it ends" not in each]
    assert errors == []


@FEW
@given(any_claims(), any_entities())
def test_any_corpus_is_read_or_refused_with_places(
    claims: list[dict[str, Any]], entities: list[dict[str, Any]]
) -> None:
    found = read_small(claims, entities)
    for problem in found.problems:
        assert problem.path in {"chronicle/claims.toml", "authority.toml"}
        assert problem.line > 0
        assert problem.claim
        assert problem.message
    if not found.problems:
        triples = [each for claim in found.claims for each in graph.claim_triples(claim)]
        triples += [fact.triple for fact in found.facts]
        back = pyoxigraph.parse(rdf.turtle(triples).encode(), pyoxigraph.RdfFormat.TURTLE)
        assert len(list(back)) == len(set(triples)), "what is accepted can be written, and read by others"


@FEW
@given(right_claims())
def test_claims_go_to_the_graph_and_back(claims: list[dict[str, Any]]) -> None:
    stated = read_small(claims).claims
    triples = [each for claim in stated for each in graph.claim_triples(claim)]
    graphed = _Graph(triples)
    for claim in stated:
        assert graphed.says(claim) == set(claim.says)
        assert graphed.frame(claim) == (claim.about, claim.status, claim.note, claim.rule)
        assert graphed.passages(claim) == {
            (each.exact, each.start, each.end, each.prefix, each.suffix, each.locator) for each in claim.evidence
        }
        for exact, start, end, prefix, suffix, _ in graphed.passages(claim):
            assert not exact or TEXT[start - len(prefix) : end + len(suffix)] == prefix + exact + suffix


class _Graph:
    """What can be read of claims from their triples alone."""

    def __init__(self, triples: list[Triple]) -> None:
        self.values: dict[tuple[Iri, str], list[Term]] = {}
        for triple in dict.fromkeys(triples):
            self.values.setdefault((triple.subject, triple.predicate), []).append(triple.object)

    def all(self, subject: Iri, predicate: str) -> list[Term]:
        return self.values.get((subject, predicate), [])

    def one(self, subject: Iri, predicate: str) -> str:
        found = self.all(subject, predicate)
        assert len(found) <= 1
        return str(found[0]) if found else ""

    def says(self, claim: Claim) -> set[Triple]:
        nodes = [Iri(each) for each in self.all(ns.claim(claim.key), dip("says")) if isinstance(each, Iri)]
        return {
            Triple(
                Iri(self.one(node, RDF + "subject")),
                Iri(self.one(node, RDF + "predicate")),
                self.all(node, RDF + "object")[0],
            )
            for node in nodes
        }

    def frame(self, claim: Claim) -> tuple[str, str, str, str]:
        node = ns.claim(claim.key)
        rule = self.one(node, PROV + "wasGeneratedBy")
        return (
            self.one(node, dip("about")),
            self.one(node, dip("status")).rpartition("#")[2],
            self.one(node, RDFS + "comment"),
            claim.rule if rule and Literal(claim.rule) in self.all(Iri(rule), ns.LABEL) else "",
        )

    def passages(self, claim: Claim) -> set[tuple[str, int, int, str, str, str]]:
        found = set()
        for node in self.all(ns.claim(claim.key), dip("evidence")):
            assert self.one(Iri(str(node)), OA + "hasSource") == ns.source(claim.source)
            selectors = [Iri(str(each)) for each in self.all(Iri(str(node)), OA + "hasSelector")]
            spoken = {name: "".join(self.one(each, OA + name) for each in selectors) for name in _SELECTED}
            at = [int(spoken[name] or -1) for name in ("start", "end")]
            locator = self.one(Iri(str(node)), dip("locator"))
            found.add((spoken["exact"], at[0], at[1], spoken["prefix"], spoken["suffix"], locator))
        return found


_SELECTED = ("exact", "prefix", "suffix", "start", "end")


@given(st.lists(TRIPLES, unique=True, max_size=30))
def test_each_triple_has_a_statement_of_its_own(triples: list[Triple]) -> None:
    names = {ns.statement(each) for each in triples}
    assert len(names) == len(triples)
    assert all(ns.is_address(each) for each in names)


@given(st.lists(TRIPLES, max_size=15))
def test_any_triples_are_written_and_read_back(triples: list[Triple]) -> None:
    for written, form in (
        (rdf.turtle(triples), pyoxigraph.RdfFormat.TURTLE),
        (rdf.ntriples(triples), pyoxigraph.RdfFormat.N_TRIPLES),
        (rdf.trig({ns.graph("g"): triples}), pyoxigraph.RdfFormat.TRIG),
        (rdf.jsonld(triples), pyoxigraph.RdfFormat.JSON_LD),
    ):
        back = {
            (q.subject.value, q.predicate.value, _plain(q.object)) for q in pyoxigraph.parse(written.encode(), form)
        }
        assert back == {(str(s), str(p), o) for s, p, o in triples}


def _plain(term: Any) -> Term:
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(term.value)


@given(st.lists(st.builds(Passage, st.just("s"), TEXTS, locator=TEXTS, occurrence=st.integers(1, 3)), max_size=20))
def test_each_place_of_a_source_has_a_passage_of_its_own(passages: list[Passage]) -> None:
    places = {(each.exact, each.occurrence if each.exact else 0, each.locator) for each in passages}
    assert len({ns.passage(each) for each in passages}) == len(places)


@given(TEXTS, TEXTS)
def test_parts_share_a_name_only_where_they_differ_in_case_and_signs(one: str, other: str) -> None:
    parent = ns.thing("treaty")
    nodes = {ns.part(parent, "provision", each) for each in (one, other)}
    assert all(ns.is_name(each.removeprefix(f"{parent}/provision/")) for each in nodes)
    if _letters(one) != _letters(other):
        assert len(nodes) == 2


def _letters(text: str) -> str:
    """A text without case, signs and accents, by another road than the project's."""
    return "".join(each for each in unicodedata.normalize("NFKD", text).lower() if each.isalnum())


@given(NAMES, NAMES)
def test_names_are_expanded_to_the_iri_that_they_were_shortened_from(source: str, name: str) -> None:
    assert ns.expand(ns.shorten(ns.thing(name))) == ns.thing(name)
    assert ns.expand(name) == ns.thing(name)
    if source not in ns.PREFIXES:
        assert ns.expand(f"{source}:{name}") == ns.claim(f"{source}:{name}")
    assert ns.expand(DCTERMS + name) == DCTERMS + name
