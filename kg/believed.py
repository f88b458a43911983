"""What claims say that are not accepted comes in; the edges that they would add to the network go out, as said only.

A thing that no accepted claim speaks of is drawn as all these claims together have it. Of a thing that stands as fact
each claim gets a copy, in which its values take the place of the accepted ones: the copy may show an edge more, and
what stands stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg import network, rdf, store
from kg.evidence import Said
from kg.namespaces import BOUNDS, EDTF, ID, LABEL, OWL, RDF, TYPE
from kg.terms import Iri, Literal, Store, Table, Term, Triple

if TYPE_CHECKING:
    import networkx as nx

STATUSES = ("Disputed", "Unreviewed", "Rejected")  # the strongest first: it is the one of an edge that several say

Ask = Callable[..., Table]  # the name of a part, and its parameters, in a store
Told = Callable[[Iterable[str]], Sequence[Said]]  # the claims about things

_DATES = {*BOUNDS.values(), *EDTF}
_ROUNDS = 3  # from a thing to the nodes within it, to their ends, to the types of these


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim that is not accepted: what it says, by itself."""

    id: str
    sentence: str
    status: str
    about: Iri
    says: list[Triple]


@dataclass(frozen=True, slots=True)
class Imagined:
    """A graph in which claims are believed: its triples, what copies are copies of, and the claims of its things."""

    triples: tuple[Triple, ...]
    originals: Mapping[str, Iri]
    claims: Mapping[str, tuple[_Claim, ...]]


def add(graph: nx.MultiDiGraph, ask: Ask, ask_of: Callable[[Store, str], Table], told: Told) -> Table:
    """Add to the whole accepted network each edge that would stand if what is not accepted were believed.

    Each has the ``status`` of the claims that say it, and these before the others about its thing in its evidence.
    Returns what fills the sentences of these edges, as the part ``roles`` answers it. ``ask`` asks the store of the
    network, ``ask_of`` any other.
    """
    claims = _claims(ask("says"))
    if not claims:
        return Table(("thing", "property", "value", "valueLabel"), ())
    imagined = imagine(claims, _surroundings(claims, ask), [_triple(row) for row in ask("terms")])
    loaded = store.from_quads(rdf.ntriples(imagined.triples), "what is not accepted, believed")
    roles = ask_of(loaded, "roles")
    drawn = network.project(ask_of(loaded, "edges"), roles, ())
    said: dict[str, list[Said]] = {}
    for each in told(sorted({claim.about for claim in claims})):
        said.setdefault(each.thing, []).append(each)
    for edge in _new(graph, drawn, imagined):
        _join(graph, drawn, edge, said.get(edge.thing, []))
    return _renamed(roles, imagined)


def _claims(table: Table) -> list[_Claim]:
    found: dict[str, _Claim] = {}
    for row in table:
        name, sentence, status, about = (str(row[each] or "") for each in ("id", "sentence", "status", "about"))
        claim = found.setdefault(name, _Claim(name, sentence, status, Iri(about), []))
        claim.says.append(_triple(row))
    return list(found.values())


def _surroundings(claims: Sequence[_Claim], ask: Ask) -> list[Triple]:
    """What stands of the things of claims, of what they name, and of what these name."""
    wanted = {claim.about for claim in claims} | {term for claim in claims for each in claim.says for term in each[::2]}
    known: dict[Triple, None] = {}
    asked: set[Term] = set()
    for _ in range(_ROUNDS):
        new = sorted(str(each) for each in wanted - asked if isinstance(each, Iri) and each.startswith(ID))
        if not new:
            break
        asked |= wanted
        found = [_triple(row) for row in ask("triples-of", subject=",".join(each.replace(",", "\\,") for each in new))]
        known |= dict.fromkeys(found)
        wanted = {each.object for each in found}
    return list(known)


def _triple(row: Mapping[str, Term | None]) -> Triple:
    subject, predicate, value = row["subject"], row["predicate"], row["object"]
    return Triple(Iri(str(subject)), Iri(str(predicate)), value or Literal(""))


def imagine(claims: Sequence[_Claim], known: Iterable[Triple], terms: Sequence[Triple]) -> Imagined:
    """The graph of what is not accepted: the things of claims or their copies, what they lead to, and the terms."""
    facts: dict[Iri, list[Triple]] = {}
    for triple in known:
        facts.setdefault(triple.subject, []).append(triple)
    single = {each.subject for each in terms if each.predicate == TYPE and each.object == OWL + "FunctionalProperty"}
    triples: dict[Triple, None] = dict.fromkeys([*terms, *(each for about in facts.values() for each in about)])
    originals: dict[str, Iri] = {}
    behind: dict[str, tuple[_Claim, ...]] = {}
    standing = {subject for subject, about in facts.items() if any(each.predicate == TYPE for each in about)}
    for number, (thing, group) in enumerate(_variants(claims, standing)):
        names = _copies(thing, group, number) if thing in standing else {}
        says: list[Triple] = []
        for claim in sorted(group, key=_strength, reverse=True):  # the strongest has the last word
            says = _overlaid(says, claim.says, single)
        base = [each for name in names for each in facts.get(name, ())]
        whole = _overlaid(base, says, single)
        if not names and group[0].sentence and not any(each[:2] == (thing, LABEL) for each in whole):
            whole.append(Triple(thing, LABEL, Literal(group[0].sentence, RDF + "langString", "en")))
        triples |= dict.fromkeys(Triple(*(_name(each, names) for each in triple)) for triple in whole)
        originals |= {str(copy): name for name, copy in names.items()}
        behind[str(names.get(thing, thing))] = tuple(group)
    return Imagined(tuple(triples), originals, behind)


def _variants(claims: Sequence[_Claim], standing: set[Iri]) -> Iterator[tuple[Iri, list[_Claim]]]:
    """Each thing that is drawn anew, with the claims that are believed there: of a fact one at a time."""
    ordered = sorted(claims, key=lambda each: (each.about, _strength(each)))
    for thing, group in groupby(ordered, lambda each: each.about):
        if thing in standing:
            yield from ((thing, [claim]) for claim in group)
        else:
            yield thing, list(group)


def _strength(claim: _Claim) -> tuple[int, str]:
    return STATUSES.index(claim.status), claim.id


def _copies(thing: Iri, claims: Sequence[_Claim], number: int) -> dict[Iri, Iri]:
    """New names for a thing and for all nodes of which the claims say something."""
    subjects = {thing, *(each.subject for claim in claims for each in claim.says)}
    return {subject: Iri(f"{subject}/if/{number}") for subject in sorted(subjects)}


def _overlaid(below: Sequence[Triple], above: Sequence[Triple], single: set[Iri]) -> list[Triple]:
    """Both, where what is above takes the place of single values, and of all dates, of the same thing below."""
    taken = {each[:2] for each in above if each.predicate in single}
    dated = {each.subject for each in above if each.predicate in _DATES}
    taken |= {(thing, predicate) for thing in dated for predicate in _DATES}
    return [*(each for each in below if each[:2] not in taken), *above]


def _name(term: Any, names: Mapping[Iri, Iri]) -> Any:
    return term if isinstance(term, Literal) else names.get(term, term)


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge that is only said: its ends and its thing, what these are in the imagined graph, its claims."""

    one: str
    other: str
    thing: str
    drawn: tuple[str, str, str]
    claims: list[_Claim]


def _new(graph: nx.MultiDiGraph, drawn: nx.MultiDiGraph, imagined: Imagined) -> list[_Edge]:
    """The edges that the network does not have, each once, with all claims that say it; as the strongest has it."""
    found: dict[tuple[str, ...], _Edge] = {}
    edges = [edge for edge in drawn.edges(keys=True, data="symmetric") if edge[2] in imagined.claims]
    for one, other, key, symmetric in sorted(edges, key=lambda edge: _strength(imagined.claims[edge[2]][0])):
        here, there, thing = (str(imagined.originals.get(name, name)) for name in (one, other, key))
        if graph.has_edge(here, there, thing) or (symmetric and graph.has_edge(there, here, thing)):
            continue
        claims, ends = imagined.claims[key], [here, there]
        saying = [each for each in claims if {str(said.object) for said in each.says} & set(ends)] or claims
        edge = _Edge(here, there, thing, (one, other, key), [])
        found.setdefault((*(sorted(ends) if symmetric else ends), thing), edge).claims.extend(saying)
    return list(found.values())


def _join(graph: nx.MultiDiGraph, drawn: nx.MultiDiGraph, edge: _Edge, said: Sequence[Said]) -> None:
    for end, name in zip((edge.one, edge.other), edge.drawn, strict=False):
        if end not in graph:
            graph.add_node(end, **drawn.nodes[name])
    status = min(edge.claims, key=_strength).status
    words = network.in_order(said, first=[each.id for each in edge.claims])
    data = {**drawn.edges[edge.drawn], "iri": edge.thing, "status": status, "evidence": words}
    graph.add_edge(edge.one, edge.other, key=edge.thing, **data)


def _renamed(roles: Table, imagined: Imagined) -> Table:
    """The rows of the things of claims alone, under their own names."""
    rows = [row for row in roles.rows if str(row[0]) in imagined.claims]
    own = [tuple(imagined.originals.get(str(cell), cell) for cell in row) for row in rows]
    return Table(roles.variables, tuple(own))
