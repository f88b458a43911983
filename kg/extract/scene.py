"""A sentence into the scene that the reader looks at: who is named in which clause, under which preposition, when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract import lexicon
from kg.extract.lexicon import any_of
from kg.extract.names import ADJECTIVE, AGAINST, Gazetteer, Mention
from kg.extract.when import Written, dates

_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_JOINED = re.compile(
    r"(?:\s*,\s*|\s+(?=and|or|&|as\s+well|together)|-)"
    r"(?:(?P<and>and|or|&|as\s+well\s+as|together\s+with)\s+)?(?:(?:the|both|all)\s+)*"
)
_OPENS = re.compile(r"(?:\A|[,;:–—]\s*|\bthat\s+|\band\s+)(?:the\s+)?\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([\w-]+)[\s\"“”‘]+\Z")
_PREPOSITION_REACH = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Names that stand side by side ("Japan and Russia") and the preposition before them, if any."""

    members: tuple[Mention, ...]
    preposition: str = ""

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.members[-1].end

    @property
    def is_polity(self) -> bool:
        """Whether these can act."""
        return self.members[0].is_polity

    @property
    def is_treaty(self) -> bool:
        """Whether this is a treaty, which can "cede" as well as a state can."""
        return self.members[0].of(("Treaty",)) is not None


@dataclass(frozen=True, slots=True)
class Memory:
    """What the sentences before left behind: who "it" and "the two powers" are, and the last date."""

    subject: Group | None = None
    pair: Group | None = None
    date: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as the reader sees it; brackets are blanked, so that offsets stay."""

    text: str
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]
    clauses: tuple[tuple[int, int], ...]
    dates: tuple[Written, ...]
    memory: Memory

    def clause_at(self, offset: int) -> int:
        """Find the number of the clause that an offset stands in."""
        return next(number for number, (_, end) in enumerate(self.clauses) if offset < end or end == len(self.text))

    def between(self, start: int, end: int) -> list[Group]:
        """List the groups that stand wholly within a stretch."""
        return [group for group in self.groups if start <= group.start and group.end <= end]

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a stretch has a word that looks like a finite verb."""
        return verb_pattern().search(self.text, start, end) is not None

    def remembered(self) -> Memory:
        """Gather what the next sentence may refer to."""
        subjects = (group for group in self.groups if not group.preposition and (group.is_polity or group.is_treaty))
        pairs = [group for group in self.groups if group.is_polity and len(group.members) == 2]
        said = [date.edtf for date in self.dates]
        return Memory(
            next(subjects, self.memory.subject),
            pairs[-1] if pairs else self.memory.pair,
            said[-1] if said else self.memory.date,
        )


def look(sentence: str, gazetteer: Gazetteer, memory: Memory) -> Scene:
    """See who and what a sentence names, clause by clause."""
    text = _without_brackets(sentence)
    mentions = tuple(gazetteer.find(text))
    groups = tuple(_groups(text, mentions))
    return Scene(text, mentions, groups, tuple(_clauses(text, groups)), tuple(dates(text, memory.date)), memory)


@cache
def verb_pattern() -> re.Pattern[str]:
    """Compile what looks like a finite verb: an auxiliary, a word in -ed, an irregular past."""
    general = lexicon.words()
    past = [form for forms in general["irregular"].values() for form in forms if not form.endswith("ing")]
    return re.compile(rf"\b(?:{any_of([*general['auxiliaries'], *past])}|[a-z]{{2,}}ed)\b")


@cache
def adverbs() -> str:
    """Write the pattern of what may stand between a subject and its verb."""
    general = lexicon.words()
    return rf"(?:(?:{any_of([*general['adverbs'], *general['auxiliaries']])}|[a-z]+ly)\s+)*"


def _without_brackets(sentence: str) -> str:
    def blank(match: re.Match[str]) -> str:
        whole = 2 * (match.end() - match.start()) > len(sentence)
        return match[0] if whole else " " * len(match[0])

    return _BRACKETS.sub(blank, sentence)


def _groups(text: str, mentions: Sequence[Mention]) -> Iterator[Group]:
    members: list[Mention] = []
    complete = False  # "A, B and C" takes no further name after a comma
    for mention in mentions:
        if members:
            joint = _JOINED.fullmatch(text, members[-1].end, mention.start)
            if joint is None or not _alike(members[-1], mention) or (complete and not joint["and"]):
                yield from _with_preposition(text, members)
                members = []
            complete = bool(members and joint and joint["and"])
        members.append(mention)
    if members:
        yield from _with_preposition(text, members)


def _alike(one: Mention, two: Mention) -> bool:
    return not one.owner and _sort(one) == _sort(two) not in (ADJECTIVE, AGAINST)


def _sort(mention: Mention) -> str:
    if mention.form in (ADJECTIVE, AGAINST):
        return mention.form
    if mention.is_polity:
        return "polity"
    return next((kind for kind in ("Treaty", "War") if mention.of((kind,))), "place")


def _with_preposition(text: str, members: Sequence[Mention]) -> Iterator[Group]:
    """Find what governs the names; in "in Spain, Japan and Russia signed" only the first is governed."""
    start, end = members[0].start, members[-1].end
    preposition = _preposition(text, start)
    reach = max(0, start - _PREPOSITION_REACH)
    governed = preposition or _verb_before().search(text, reach, start)
    two_clauses = governed and _verb_next().match(text, end)
    # Without "and" names make a list only where a clause begins: "..., Japan, Russia forced", not "gave Japan, Russia".
    no_list = not re.search(r"\b(?:and|or|as|together)\b|&", text[start:end]) and not _OPENS.search(text, reach, start)
    if members[0].is_polity and (two_clauses or no_list):
        for place, (one, two) in enumerate(pairwise(members), start=1):
            if "," in text[one.end : two.start]:
                yield Group(tuple(members[:place]), preposition)
                yield Group(tuple(members[place:]))
                return
    yield Group(tuple(members), preposition)


def _preposition(text: str, start: int) -> str:
    general = lexicon.words()
    end = start
    while match := _WORD_BEFORE.search(text, max(0, end - _PREPOSITION_REACH), end):
        word = match[1].lower()
        if word in general["prepositions"]:
            return word
        if word not in general["determiners"] and word not in lexicon.names()["words"]["modifiers"]:
            return ""
        end = match.start()
    return ""


@cache
def _verb_next() -> re.Pattern[str]:
    return re.compile(rf"\s+{adverbs()}(?:{verb_pattern().pattern})")


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"{verb_pattern().pattern}\s+(?:the\s+)?\Z")


@cache
def _breaks() -> re.Pattern[str]:
    opener = any_of(lexicon.words()["openers"])
    return re.compile(rf"[;:]|,(?!\s*\d{{3,4}}\b)|\s[-–—]\s|\b{opener}\b|\band(?={_verb_next().pattern})")


def _clauses(text: str, groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _breaks().finditer(text):
        if any(group.start <= match.start() < group.end for group in groups):
            continue
        yield start, match.start()
        start = match.start()
    yield start, len(text)
