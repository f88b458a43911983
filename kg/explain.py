"""Claims about one thing come in; an explanation that leads from the fact to the words goes out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg import calendars
from kg.evidence import Said, Written
from kg.model import Passage
from kg.namespaces import AUTHORITY, shorten
from kg.sentences import tame


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
    """The same day in the three calendars."""
    day = datetime.date.fromisoformat(written.gregorian)
    others = [f"{calendars.from_gregorian(day, calendar)} {calendar}" for calendar in calendars.CALENDARS]
    return "that is " + " = ".join(others)


def _span(start: str, end: str) -> str:
    if start and start == end:
        return start
    return f"{start or 'start not known'} to {end or 'end not known'}"


def ordered(said: Sequence[Said], claim: str) -> tuple[Said, ...]:
    """The claim that was asked for first; then what sources say, Accepted before the rest; the authority file last."""

    def rank(each: Said) -> tuple[bool, bool, bool, str]:
        return (each.id != claim, each.source == AUTHORITY, each.status != "Accepted", each.id)

    return tuple(sorted(said, key=rank))
