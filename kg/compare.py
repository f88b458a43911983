"""Two editions of a graph come in; what changed between them goes out, in claims and not in triples.

A fact changes because claims do: each change names the claims that are new, gone, or of another mind.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kg import dates
from kg.difference import Cause, Change, ClaimChange, Detail, Difference, FactChange, SourceChange, ThingChange
from kg.errors import DateError, counted
from kg.model import Claim, Fact, Passage, Reading, Source
from kg.namespaces import BOUNDS, EDTF, TYPE, canonical
from kg.recorded import Edition
from kg.terms import Iri, Literal, Term, Triple

Sayers = Mapping[Term, Sequence[Claim]]
Days = tuple[datetime.date | None, datetime.date | None]
Value = TypeVar("Value")


def between(old: Edition, new: Edition, *, names: tuple[str, str] = ("old", "new")) -> Difference:
    """What changed from one edition to another, each list in the order of its names."""
    comparison = _Comparison(old, new)
    return Difference(
        *names,
        sources=tuple(comparison.sources()),
        claims=tuple(comparison.claims()),
        things=tuple(comparison.things()),
        triples_added=len(new.triples - old.triples),
        triples_removed=len(old.triples - new.triples),
    )


@dataclass(frozen=True)
class _Comparison:
    old: Edition
    new: Edition

    def called(self, term: Term) -> str:
        """What a person calls a term, by the new edition where that knows it."""
        if isinstance(term, Literal):
            return _quoted(term.value)
        return (self.new if term in self.new.labels else self.old).called(term)

    def sources(self) -> Iterator[SourceChange]:
        for change, name, source in _changes(self.old.sources, self.new.sources):
            details = tuple(self._of_source(name)) if change == "changed" else ()
            if change != "changed" or details:
                yield SourceChange(change, name, source.title, details)

    def _of_source(self, name: str) -> Iterator[Detail]:
        yield from _differing(_sides(self.old.sources[name]), _sides(self.new.sources[name]))
        moved = sum(
            _places(claim) != _places(self.new.claims[key])
            for key, claim in self.old.claims.items()
            if claim.source == name and key in self.new.claims and _words(claim) == _words(self.new.claims[key])
        )
        if moved:
            yield Detail("evidence", "", f"{counted(moved, 'claim')} with the same words at other offsets")

    def claims(self) -> Iterator[ClaimChange]:
        for change, key, claim in _changes(self.old.claims, self.new.claims):
            details = tuple(self._of_claim(key)) if change == "changed" else ()
            if change != "changed" or details:
                yield ClaimChange(change, key, claim.label, claim.status, _first_words(claim), details)

    def _of_claim(self, key: str) -> Iterator[Detail]:
        old, new = self.old.claims[key], self.new.claims[key]
        yield from _differing(self._frame(old), self._frame(new))
        yield from _differing(self._content(old, self.old), self._content(new, self.new))

    def _frame(self, claim: Claim) -> dict[str, str]:
        return {
            "status": claim.status,
            "about": claim.about,
            "evidence": "; ".join(_words(claim)),
            "contradicts": ", ".join(claim.contradicts),
            "reads": "; ".join(self._reading(each) for each in claim.reads),
            "note": claim.note,
            "by": claim.by,
            "rule": claim.rule,
        }

    def _reading(self, reading: Reading) -> str:
        return f"{_quoted(reading.words)} as {self.called(reading.stands_for)}: {reading.why}"

    def _content(self, claim: Claim, edition: Edition) -> dict[str, str]:
        """What a claim says, by property; its dates as it has them, its type by the most exact class."""
        found: dict[str, list[str]] = {}
        for subject, predicate, value in claim.says:
            if predicate in BOUNDS.values() or (predicate == TYPE and _is_above(value, claim.says, edition)):
                continue
            of = "" if subject == claim.about else f"{self.called(subject)}, "
            told = str(value) if predicate in EDTF else self.called(value)
            found.setdefault(of + self.aspect(predicate), []).append(told)
        return {aspect: ", ".join(values) for aspect, values in found.items()}

    def aspect(self, predicate: Iri) -> str:
        """What a person calls a property."""
        if predicate == TYPE:
            return "type"
        return {"edtfStart": "start", "edtfEnd": "end"}.get(predicate.rpartition("#")[2], self.called(predicate))

    def things(self) -> Iterator[ThingChange]:
        for change, iri, known in _changes(self._facts(self.old), self._facts(self.new)):
            name, kind = self.called(Iri(iri)), self._kind(known, self.old if change == "gone" else self.new)
            if change == "changed":
                facts = tuple(self._of_thing(self._facts(self.old)[iri], self._facts(self.new)[iri]))
                if facts:
                    yield ThingChange(change, iri, name, kind, facts)
            else:
                sayers = [claim for values in known.values() for claims in values.values() for claim in claims]
                yield ThingChange(change, iri, name, kind, because=tuple(self._causes(sayers)))

    def _facts(self, edition: Edition) -> Mapping[str, Mapping[Iri, Sayers]]:
        return self._facts_of[edition is self.new]

    @cached_property
    def _facts_of(self) -> tuple[Mapping[str, Mapping[Iri, Sayers]], Mapping[str, Mapping[Iri, Sayers]]]:
        return _by_thing(self.old.facts), _by_thing(self.new.facts)

    def _kind(self, known: Mapping[Iri, Sayers], edition: Edition) -> str:
        says = [Triple(Iri(), TYPE, kind) for kind in known.get(TYPE, ())]
        exact = [each.object for each in says if not _is_above(each.object, says, edition)]
        return ", ".join(self.called(each) for each in exact)

    def _of_thing(self, old: Mapping[Iri, Sayers], new: Mapping[Iri, Sayers]) -> Iterator[FactChange]:
        yield from self._of_dates(old, new)
        for predicate in sorted({*old, *new} - set(BOUNDS.values())):
            before, after = old.get(predicate, {}), new.get(predicate, {})
            gone, come = (sorted(set(one) - set(two), key=canonical) for one, two in ((before, after), (after, before)))
            if gone or come:
                how = "replaced" if gone and come else "added" if come else "removed"
                sayers = [claim for each in come for claim in after[each]] + [c for each in gone for c in before[each]]
                before_told, after_told = (", ".join(map(self.called, each)) for each in (gone, come))
                because = tuple(self._causes(sayers))
                yield FactChange(self.aspect(predicate), how, before_told, after_told, because)

    def _of_dates(self, old: Mapping[Iri, Sayers], new: Mapping[Iri, Sayers]) -> Iterator[FactChange]:
        points = {
            point: tuple(BOUNDS[f"{side}_{point}"] for side in ("earliest", "latest")) for point in ("start", "end")
        }
        days = {point: (_days(old, bounds), _days(new, bounds)) for point, bounds in points.items()}
        is_happening = days["start"] == days["end"]
        for point in ("start",) if is_happening else ("start", "end"):
            before, after = days[point]
            if before == after:
                continue
            bounds = list(BOUNDS.values()) if is_happening else points[point]
            sayers = [claim for known in (new, old) for each in bounds for claim in _sayers(known, each, old, new)]
            aspect = "date" if is_happening else point
            yield FactChange(aspect, _how(before, after), _edtf(before), _edtf(after), tuple(self._causes(sayers)))

    def _causes(self, claims: Iterable[Claim]) -> Iterator[Cause]:
        for key in dict.fromkeys(claim.key for claim in claims):
            how = self._happened(key)
            if how:
                edition = self.new if key in self.new.claims else self.old
                claim = edition.claims[key]
                source = edition.sources.get(claim.source)
                is_new = claim.source not in self.old.sources
                yield Cause(key, how, source.title if source else claim.source, _first_words(claim), is_new)

    def _happened(self, key: str) -> str:
        """What became of a claim; empty where it is of the same mind."""
        old, new = self.old.claims.get(key), self.new.claims.get(key)
        if old is None or new is None:
            return "is new" if old is None else "is gone"
        if old.status != new.status:
            return f"is {new.status} now, and was {old.status}"
        return "says something else now" if set(old.says) != set(new.says) else ""


def _changes(old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[tuple[Change, str, Value]]:
    """Each name that is only in one, or has other values in the two, with the newest value."""
    for name in sorted({*old, *new}):
        if name not in old:
            yield "new", name, new[name]
        elif name not in new:
            yield "gone", name, old[name]
        elif old[name] != new[name]:
            yield "changed", name, new[name]


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Detail]:
    for aspect in dict.fromkeys([*old, *new]):
        before, after = old.get(aspect, ""), new.get(aspect, "")
        if before != after:
            yield Detail(aspect, before, after)


def _sides(source: Source) -> dict[str, str]:
    return {"title": source.title, "language": source.language, "SHA-256 of the text": source.sha256, **source.facts}


def _is_above(kind: Term, says: Iterable[Triple], edition: Edition) -> bool:
    """Whether a class stands right or further above another class of the same thing."""
    others = {each.object for each in says if each.predicate == TYPE} - {kind}
    return any(kind in _ancestors(other, edition) for other in others if isinstance(other, Iri))


def _ancestors(kind: Iri, edition: Edition) -> set[Term]:
    found: set[Term] = set()
    ahead = [kind]
    while ahead:
        above = edition.superclasses.get(ahead.pop(), frozenset()) - found
        found |= above
        ahead += above
    return found


def _by_thing(facts: Iterable[Fact]) -> dict[str, dict[Iri, dict[Term, Sequence[Claim]]]]:
    found: dict[str, dict[Iri, dict[Term, Sequence[Claim]]]] = {}
    for fact in facts:
        subject, predicate, value = fact.triple
        found.setdefault(subject, {}).setdefault(predicate, {})[value] = fact.claims
    return found


def _days(known: Mapping[Iri, Sayers], bounds: Sequence[Iri]) -> Days:
    earliest, latest = (next((_day(each) for each in known.get(bound, ())), None) for bound in bounds)
    return earliest, latest


def _day(term: Term) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(term))
    except ValueError:
        return None


def _sayers(
    known: Mapping[Iri, Sayers], bound: Iri, old: Mapping[Iri, Sayers], new: Mapping[Iri, Sayers]
) -> Iterator[Claim]:
    """Who says the value of a bound, where it is not the same before and now."""
    if set(old.get(bound, ())) != set(new.get(bound, ())):
        for claims in known.get(bound, {}).values():
            yield from claims


def _how(old: Days, new: Days) -> str:
    if old == (None, None):
        return "known"
    if new == (None, None):
        return "unknown"
    return "narrowed" if _is_within(new, old) else "widened" if _is_within(old, new) else "moved"


def _is_within(inner: Days, outer: Days) -> bool:
    begins = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return begins and ends


def _edtf(days: Days) -> str:
    try:
        return dates.to_edtf(*days)
    except DateError:  # a graph from elsewhere may hold bounds that leave no day
        return f"[{days[0]}..{days[1]}]"


def _words(claim: Claim) -> list[str]:
    """What a claim quotes and cites, without the offsets."""
    return sorted(map(_words_of, claim.evidence))


def _places(claim: Claim) -> set[tuple[str, int, int]]:
    return {(each.exact, each.start, each.end) for each in claim.evidence}


def _first_words(claim: Claim) -> str:
    """The first quote of a claim, or the first place that it cites."""
    return next(map(_words_of, claim.evidence), "without evidence")


def _words_of(passage: Passage) -> str:
    return ", ".join(filter(None, (passage.exact and _quoted(passage.exact), passage.locator)))


def _quoted(text: str) -> str:
    return f"«{text}»"
