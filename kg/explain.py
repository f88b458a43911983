"""Claims about one thing come in; an explanation that leads from the fact to the words goes out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import calendars
from kg.errors import QueryError
from kg.evidence import Said, Written
from kg.model import Passage
from kg.namespaces import AUTHORITY, shorten
from kg.sentences import tame
from kg.terms import Iri, Literal, Table, Term


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something stands in the graph, or does not: every claim that speaks of it, asked for or first."""

    iri: str
    label: str
    start: str  # EDTF, as all Accepted claims together leave it
    end: str
    derived_from: str
    said: tuple[Said, ...]


Mark = Callable[[str], str]


def render(explanation: Explanation, *, mark: Mark = lambda quote: f"«{quote}»") -> str:
    """The explanation as text; ``mark`` sets off the quotation within its sentence."""
    lines = [tame(f"{explanation.label}   ({shorten(explanation.iri)})")]
    if explanation.start or explanation.end:
        lines.append(f"understood: {_span(explanation.start, explanation.end)}")
    if explanation.derived_from:
        lines.append(f"derived by a rule from {shorten(explanation.derived_from)}; kg explain that")
    for said in explanation.said:
        lines += ["", *_claim(said, mark)]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Provenance:
    """One triple of a thing: whether it stands as fact, who says it, and what a derived one follows from (IRIs)."""

    predicate: str
    value: Term
    stands: bool
    said: tuple[Said, ...]
    origins: tuple[str, ...] = ()


def render_triples(thing: str, found: Sequence[Provenance], *, mark: Mark = lambda quote: f"«{quote}»") -> str:
    """The claims behind each triple of a thing (an IRI), as text."""
    lines = [shorten(thing)]
    for each in found:
        standing = "stands as fact" if each.stands else "is said, and is no fact"
        lines += ["", tame(f"{shorten(each.predicate)} {_short(each.value)} {standing}")]
        if each.origins:
            lines.append(f"  derived by a rule from {', '.join(map(shorten, each.origins))}")
        for said in each.said:
            lines += (f"  {line}" for line in _claim(said, mark))
    return "\n".join(lines) + "\n"


def _short(term: Term) -> str:
    if not isinstance(term, Literal):
        return shorten(term)
    return f'"{term.value}"' + (f"@{term.language}" if term.language else "")


def triples(table: Table, said: Sequence[Said]) -> list[Provenance]:
    """The rows of the question who-says and the claims that they name, put together by triple, in their order."""
    by_id: dict[str, Said] = {}
    for each in said:
        by_id.setdefault(each.id, each)
    found: dict[tuple[str, Term], list[dict[str, Term | None]]] = {}
    for row in table:
        if row["value"] is not None:
            found.setdefault((str(row["property"]), row["value"]), []).append(row)
    return [
        Provenance(
            predicate=predicate,
            value=value,
            stands=str(rows[0]["standing"]) == "fact",
            said=ordered([by_id[key] for key in _names(rows, "claim") if key in by_id] + _of_origins(rows, said), ""),
            origins=tuple(_names(rows, "origin")),
        )
        for (predicate, value), rows in found.items()
    ]


def _of_origins(rows: Sequence[Mapping[str, Term | None]], said: Sequence[Said]) -> list[Said]:
    """The Accepted claims about the things that a derived triple follows from."""
    origins = set(_names(rows, "origin"))
    return [each for each in said if each.thing in origins and each.status == "Accepted"]


def chosen(found: Sequence[Provenance], predicate: str, value: str) -> list[Provenance]:
    """Those of one property, and of one value, where they are given; as ``dip:outcome``, ``outcome`` or an IRI.

    Raises QueryError: none has that property, or that value.
    """
    if not predicate:
        return list(found)
    predicate = _IN_CLAIMS.get(predicate, predicate)
    of_property = [each for each in found if predicate in _names_of(Iri(each.predicate))]
    if not any(each.stands for each in of_property):
        # What the build writes itself: dates in EDTF from the bounds, a label from all that is said.
        sources = _MADE_FROM.get(predicate.rpartition(":")[2], ())
        made = [each for each in found if each.stands and (not sources or sources & _names_of(Iri(each.predicate)))]
        of_property += made if predicate.rpartition(":")[2] in _MADE_FROM else []
    if not of_property:
        names = sorted({shorten(each.predicate) for each in found})
        raise QueryError(f"nothing is said of its {predicate!r}; what is said is {', '.join(names)}")
    of_value = [each for each in of_property if not value or value in _names_of(each.value)]
    if not of_value:
        values = ", ".join(_short(each.value) for each in of_property)
        raise QueryError(f"nobody says {value!r} of its {predicate}; what is said is {values}")
    return of_value


_IN_CLAIMS = {"start": "edtfStart", "end": "edtfEnd", "date": "edtfStart", "alias": "altLabel", "code": "identifier"}
_MADE_FROM = {
    "edtfStart": frozenset({"earliestStart", "latestStart"}),
    "edtfEnd": frozenset({"earliestEnd", "latestEnd"}),
    "label": frozenset[str](),
}


def _names_of(term: Term) -> set[str]:
    """The ways in which a person may write a term."""
    short = shorten(term) if not isinstance(term, Literal) else term.value
    return {str(term), short, short.partition(":")[2] if not isinstance(term, Literal) else short}


def _names(rows: Sequence[Mapping[str, Term | None]], column: str) -> list[str]:
    return list(dict.fromkeys(str(row[column]) for row in rows if row[column] is not None))


def _claim(said: Said, mark: Mark) -> Iterator[str]:
    yield tame(f"{said.status}: {said.sentence}   ({said.id})")
    for passage in said.passages:
        yield from _passage(passage, said, mark)
    yield from map(tame, [*_dates(said), *_remarks(said)])


def _remarks(said: Said) -> Iterator[str]:
    for words, meaning, why in said.readings:
        yield f'  read: "{words}" as {meaning}: {why}'
    if said.note:
        yield f"  note: {said.note}"
    for other in said.against:
        note = f" {other.note}" if other.note else ""
        yield f"  against it: {other.status}: {other.sentence}   ({other.id}, {other.source_title}){note}"
    if said.rule:
        yield f"  proposed by the rule {said.rule}"


def _passage(passage: Passage, said: Said, mark: Mark) -> Iterator[str]:
    if passage.exact:
        sentence = f"{tame(passage.prefix)}{mark(tame(passage.exact))}{tame(passage.suffix)}"
        yield f"  {' '.join(sentence.split())}"
        yield f"  {tame(said.source_title)}, characters {passage.start} to {passage.end}"
    else:
        yield tame(f"  {said.citation or said.source_title}: {passage.locator}")


def _dates(said: Said) -> Iterator[str]:
    for written in said.written:
        yield f'  date as written: "{written.text}" ({written.calendar}: {written.value}); {_everywhere(written)}'
    if said.start or said.end:
        yield f"  dates, as this claim has them: {_span(said.start, said.end)}"


def _everywhere(written: Written) -> str:
    """The same day in each of the calendars that has it."""
    days = calendars.in_each(datetime.date.fromisoformat(written.gregorian))
    return "that is " + " = ".join(f"{day} {calendar}" for calendar, day in days.items())


def _span(start: str, end: str) -> str:
    if start and start == end:
        return start
    return f"{start or 'start not known'} to {end or 'end not known'}"


def ordered(said: Sequence[Said], claim: str) -> tuple[Said, ...]:
    """The claim that was asked for first; then what sources say, Accepted before the rest; the authority file last."""

    def rank(each: Said) -> tuple[bool, bool, bool, str]:
        return (each.id != claim, each.source == AUTHORITY, each.status != "Accepted", each.id)

    return tuple(sorted(said, key=rank))
