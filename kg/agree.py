"""Claims come in; what the Accepted ones say together goes out: the facts, and where they cannot all be true.

Dates of several Accepted claims narrow one another; only an empty rest is an error. A property with
several values is the union of what is said; one that takes a single value must be given only one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from kg.errors import Problem, excerpt
from kg.model import Claim, Fact
from kg.namespaces import BOUNDS, EDTF, ID, LABEL, TYPE, dip, shorten
from kg.ontology import Ontology
from kg.rdf import sort_key
from kg.terms import Iri, Literal, Term, Triple

Places = Mapping[str, tuple[str, int]]  # claim key -> file and line

_LARGEST = {dip("earliestStart"), dip("earliestEnd")}
_ORDERED = (("earliestStart", "latestStart"), ("earliestEnd", "latestEnd"), ("earliestStart", "latestEnd"))

_PART_OF = dip("partOf")
_NAMED = 5  # members of a circle that are told by name

_SETTLE = "make one of them Disputed or Rejected"
_UNASSERTED = "accept a claim that gives its type, or dispute this one"


def facts(claims: Sequence[Claim]) -> list[Fact]:
    """What all Accepted claims say together, dates narrowed, sorted."""
    said: dict[tuple[Iri, Iri], dict[Term, list[Claim]]] = {}
    for claim in claims:
        if claim.status == "Accepted":
            for triple in claim.says:
                said.setdefault((triple.subject, triple.predicate), {}).setdefault(triple.object, []).append(claim)
    found = []
    for (subject, predicate), values in said.items():
        if predicate in EDTF:  # a claim's own notation; that of the thing is derived from its bounds
            continue
        kept = [_narrowest(predicate, values)] if predicate in BOUNDS.values() else list(values)
        found += [Fact(Triple(subject, predicate, value), tuple(values[value])) for value in kept]
    return sorted(found, key=lambda fact: sort_key(fact.triple))


def disagreements(claims: Sequence[Claim], found: Sequence[Fact], ontology: Ontology, places: Places) -> list[Problem]:
    """Where Accepted claims cannot all be true, or lean on what is not asserted; ``found`` is what ``facts`` gives."""
    by_thing: dict[Iri, dict[Iri, dict[Term, tuple[Claim, ...]]]] = {}
    for fact in found:
        by_thing.setdefault(fact.triple.subject, {}).setdefault(fact.triple.predicate, {})[fact.triple.object] = (
            fact.claims
        )
    checker = _Checker(by_thing, ontology, places)
    return [
        *checker.several_values(),
        *checker.begins_after_end(claims),
        *checker.empty_dates(),
        *checker.unasserted(),
        *checker.both_accepted(claims),
        *checker.circles(),
    ]


def _narrowest(predicate: Iri, values: Mapping[Term, object]) -> Term:
    ordered = sorted(values, key=str)
    return ordered[-1] if predicate in _LARGEST else ordered[0]


@dataclass(frozen=True, slots=True)
class _Checker:
    things: Mapping[Iri, Mapping[Iri, Mapping[Term, tuple[Claim, ...]]]]
    ontology: Ontology
    places: Places

    def problem(self, claims: Sequence[Claim], message: str, advice: str) -> Problem:
        path, line = self.places.get(claims[0].key, ("", 0))
        return Problem(path, line, claims[0].key, message, advice)

    def said_by(self, claims: Sequence[Claim]) -> str:
        """The claims by name, each with its place."""
        return ", ".join(
            "{} ({}:{})".format(key, *self.places.get(key, ("?", 0))) for key in sorted({c.key for c in claims})
        )

    def several_values(self) -> Iterator[Problem]:
        for subject, properties in self.things.items():
            for predicate, values in properties.items():
                prop = self.ontology.by_iri.get(predicate)
                several = _twice_named(values) if predicate == LABEL else values
                claims = [claim for value in several for claim in values[value]]
                # Two entries of one name are told of as such.
                is_told = len({claim.key for claim in claims}) < 2
                if len(several) > 1 and not is_told and (predicate == LABEL or getattr(prop, "is_single", False)):
                    said = "; ".join(f"{_short(value)} by {self.said_by(values[value])}" for value in several)
                    message = f"{shorten(subject)} has several values of {shorten(predicate)}: {said}"
                    yield self.problem(claims, message, _SETTLE)

    def begins_after_end(self, claims: Sequence[Claim]) -> Iterator[Problem]:
        """A claim, whatever its status, whose own dates leave no day."""
        for claim in claims:
            for subject, bounds in _own_bounds(claim).items():
                first, last = bounds.get(dip("earliestStart")), bounds.get(dip("latestEnd"))
                if first and last and first > last:
                    message = f"{shorten(subject)} begins after it ends: {first} at the earliest, {last} at the latest"
                    yield self.problem([claim], message, "mend one of the two dates")

    def empty_dates(self) -> Iterator[Problem]:
        """Once for each two claims, or groups of claims, that leave no day between them."""
        for subject, properties in self.things.items():
            told = set[tuple[tuple[Claim, ...], tuple[Claim, ...]]]()
            for low, high in _ORDERED:
                for low_day, low_claims in properties.get(dip(low), {}).items():
                    for high_day, high_claims in properties.get(dip(high), {}).items():
                        alone = low == "earliestStart" and not set(low_claims).isdisjoint(high_claims)
                        if str(low_day) > str(high_day) and not alone and (low_claims, high_claims) not in told:
                            told.add((low_claims, high_claims))
                            said = f"{low} {low_day} by {self.said_by(low_claims)}"
                            said += f", {high} {high_day} by {self.said_by(high_claims)}"
                            message = f"the dates of {shorten(subject)} leave no day: {said}"
                            yield self.problem(low_claims, message, _SETTLE)

    def unasserted(self) -> Iterator[Problem]:
        """An Accepted claim may describe, and refer to, only what is itself asserted."""
        for subject, properties in self.things.items():
            if TYPE not in properties:
                claims = next(iter(next(iter(properties.values())).values()))
                message = f"{shorten(subject)} has no Accepted claim that gives its type"
                yield self.problem(claims, message, _UNASSERTED)
            for predicate, values in properties.items():
                for value, claims in values.items():
                    refers = isinstance(value, Iri) and value.startswith(ID) and predicate != TYPE
                    if refers and TYPE not in self.things.get(Iri(value), {}):
                        message = f"{shorten(predicate)} refers to {_short(value)}, which no Accepted claim describes"
                        yield self.problem(claims, message, _UNASSERTED)

    def both_accepted(self, claims: Sequence[Claim]) -> Iterator[Problem]:
        by_key = {claim.key: claim for claim in claims}
        for claim in claims:
            for other in claim.contradicts:
                accepted = claim.status == "Accepted" and other in by_key and by_key[other].status == "Accepted"
                if accepted and other != claim.key:
                    yield self.problem([claim], f"contradicts {other}, and both are Accepted", "one of them cannot be")

    def circles(self) -> Iterator[Problem]:
        """Each circle once, at the claim by which its first member is part of another of its members."""
        wholes = {thing: said[_PART_OF] for thing, said in self.things.items() if _PART_OF in said}
        for members in _circles(wholes):
            claims = next(claims for whole, claims in wholes[members[0]].items() if whole in members)
            named = ", ".join(shorten(each) for each in members[:_NAMED])
            more = f" and {len(members) - _NAMED} more" if len(members) > _NAMED else ""
            said = "is part of itself" if len(members) == 1 else "are part of one another"
            yield self.problem(claims, f"{named}{more} {said} through partOf", "cut the circle")


def _circles(wholes: Mapping[Iri, Iterable[Term]]) -> list[list[Iri]]:
    """The things that are part of one another, directly or not: each group sorted, and the groups too."""
    found, parts = list[list[Iri]](), dict[Term, list[Iri]]()
    try:
        TopologicalSorter(wholes).prepare()
    except CycleError:
        for thing, others in wholes.items():
            for other in others:
                parts.setdefault(other, []).append(thing)
        told = set[Term]()
        for thing in sorted(wholes):
            if thing not in told and (members := _reached(thing, wholes) & _reached(thing, parts)):
                told |= members
                found.append(sorted(each for each in members if isinstance(each, Iri)))
    return found


def _reached(start: Term, links: Mapping[Any, Iterable[Term]]) -> set[Term]:
    """What one link or more lead to; the start itself only where a way leads back."""
    seen, ahead = set[Term](), [start]
    while ahead:
        new = set(links.get(ahead.pop(), ())) - seen
        seen |= new
        ahead += new
    return seen


def _twice_named(labels: Iterable[Term]) -> list[Term]:
    """The labels of a language in which there are several."""
    languages = Counter(label.language for label in labels if isinstance(label, Literal))
    return [label for label in labels if isinstance(label, Literal) and languages[label.language] > 1]


def _own_bounds(claim: Claim) -> dict[Iri, dict[Iri, str]]:
    found: dict[Iri, dict[Iri, str]] = {}
    for triple in claim.says:
        if triple.predicate in BOUNDS.values():
            found.setdefault(triple.subject, {})[triple.predicate] = str(triple.object)
    return found


def _short(term: Term) -> str:
    return excerpt(term.value) if isinstance(term, Literal) else shorten(term)
