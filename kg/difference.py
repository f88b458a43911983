"""What changed between two graphs, as values; text, Markdown or JSON of it goes out."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.errors import counted
from kg.sentences import tame

Change = Literal["new", "gone", "changed"]

_MOST = 100  # letters of a quote or a title in a line of text; JSON has them whole


@dataclass(frozen=True, slots=True)
class Detail:
    """One side of a claim or a source that differs: what it was before and is now; empty where there is nothing."""

    aspect: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that is new, gone, or another."""

    change: Change
    id: str
    title: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is new, gone, or another; ``words`` are its quote, or the place that it cites."""

    change: Change
    id: str  # source:claim
    sentence: str
    status: str
    words: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A claim that made a fact change, and how: ``is new``, ``is gone``, ``is Disputed now, and was Accepted``."""

    claim: str  # source:claim
    how: str
    source: str  # its title
    words: str
    is_of_new_source: bool = False


@dataclass(frozen=True, slots=True)
class FactChange:
    """What is plain of a thing, before and now: of dates in EDTF, else labels.

    ``how`` is narrowed, widened, moved, known or unknown for dates; added, removed or replaced for other properties.
    """

    aspect: str
    how: str
    old: str
    new: str
    because: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A thing that facts speak of now, or no longer, or otherwise."""

    change: Change
    iri: str
    name: str
    kind: str
    facts: tuple[FactChange, ...] = ()
    because: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two graphs by name, and what changed from the first to the second; triples are only counted."""

    old: str
    new: str
    sources: tuple[SourceChange, ...]
    claims: tuple[ClaimChange, ...]
    things: tuple[ThingChange, ...]
    triples_added: int
    triples_removed: int

    @property
    def is_empty(self) -> bool:
        """Whether the two graphs hold the same triples."""
        return not (self.triples_added or self.triples_removed)


def to_json(difference: Difference) -> str:
    """All of it as JSON: the fields of ``Difference`` by their names."""
    return json.dumps(dataclasses.asdict(difference), ensure_ascii=False, indent=1) + "\n"


def to_text(difference: Difference) -> str:
    """Text for a terminal: sources, claims, and what stands now, each with its reason."""
    lines = [f"from {difference.old} to {difference.new}", summary(difference)]
    for title, entries in _sections(difference):
        lines += ["", title]
        for head, details in entries:
            lines += [f"  {head}", *(f"    {each}" for each in details)]
    return "\n".join(map(tame, lines)) + "\n"


def to_markdown(difference: Difference) -> str:
    """Markdown, for the notes of a release."""
    lines = [f"# From {_plain(difference.old)} to {_plain(difference.new)}", "", summary(difference)]
    for title, entries in _sections(difference):
        lines += ["", f"## {title}", ""]
        for head, details in entries:
            lines += [f"- {_plain(head)}", *(f"  - {_plain(each)}" for each in details)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which nothing is taken for a mark of Markdown or HTML, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(tame(text).split()))


def summary(difference: Difference) -> str:
    """How much changed, in one line."""
    if difference.is_empty:
        return "nothing changed"
    groups = (("source", difference.sources), ("claim", difference.claims), ("thing", difference.things))
    changed = ", ".join(f"{counted(len(each), noun)}" for noun, each in groups)
    return f"changed: {changed}; {difference.triples_added} triples more, {difference.triples_removed} fewer"


Entries = list[tuple[str, list[str]]]


def _sections(difference: Difference) -> Iterator[tuple[str, Entries]]:
    sources = [(f"{each.change}: {each.id}, {each.title}", list(_details(each.details))) for each in difference.sources]
    claims = [(_claim(each), list(_details(each.details))) for each in difference.claims]
    things = [(_thing(each), list(_facts(each))) for each in difference.things]
    for title, entries in (("Sources", sources), ("Claims", claims), ("What stands as fact", things)):
        if entries:
            yield title, entries


def _claim(change: ClaimChange) -> str:
    words = "" if change.change == "changed" else f", {change.status}: {_short(change.words)}"
    return f"{change.change}: {change.id}: {change.sentence}{words}"


def _short(words: str) -> str:
    """Words as a line of text shows them: on one line, and cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 3].rstrip()}..."


def _details(details: Iterable[Detail]) -> Iterator[str]:
    for each in details:
        if each.old and each.new:
            yield f"{each.aspect}: {each.new}, and was {each.old}"
        else:
            yield f"{each.aspect}: {each.new or each.old} {'added' if each.new else 'taken out'}"


def _thing(change: ThingChange) -> str:
    kind = f" ({change.kind})" if change.kind else ""
    return f"{change.change}: {change.name}{kind}{_because(change.because, set())}"


_SENTENCES = {
    "narrowed": "{aspect} narrowed from {old} to {new}",
    "widened": "{aspect} widened from {old} to {new}",
    "moved": "{aspect} moved from {old} to {new}",
    "known": "{aspect} known now: {new}",
    "unknown": "{aspect} no longer known, and was {old}",
    "added": "{aspect}: {new} added",
    "removed": "{aspect}: {old} no longer stands",
    "replaced": "{aspect}: {new}, and was {old}",
}


def _facts(change: ThingChange) -> Iterator[str]:
    """A line for each fact; a claim that made several change is cited once."""
    cited = set[str]()
    for fact in change.facts:
        told = _SENTENCES[fact.how].format(aspect=fact.aspect, old=_short(fact.old), new=_short(fact.new))
        yield told + _because(fact.because, cited)


def _because(causes: Sequence[Cause], cited: set[str]) -> str:
    reasons = []
    for each in causes:
        source = f"{'new source: ' if each.is_of_new_source else ''}{each.source}"
        place = "" if each.claim in cited else f" ({_short(source)}, {_short(each.words)})"
        reasons.append(f"{each.claim} {each.how}{place}")
        cited.add(each.claim)
    return f", because {' and '.join(reasons)}" if reasons else ""
