"""Where a role's fillers stand around a trigger: the subject, the object, the names under a preposition."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract import lexicon
from kg.extract.lexicon import Frame, any_of
from kg.extract.names import ADJECTIVE, AGAINST, Mention
from kg.extract.scene import Group, Scene, adverbs, verb_pattern


@dataclass(frozen=True, slots=True)
class Cue:
    """A trigger in a scene: all its words, the head among them, and the stretch that its roles stand in."""

    scene: Scene
    frame: Frame
    start: int
    end: int
    head: tuple[int, int]
    is_verb: bool
    left: int  # where its clause begins
    right: int  # where what belongs to it ends

    @property
    def is_passive(self) -> bool:
        """Whether the head is a passive: "was ceded", or "ceded by X"."""
        if not self.is_verb or self.scene.text[: self.head[1]].endswith("ing"):
            return False
        return _passive().search(self.scene.text, self.left, self.head[0]) is not None or any(
            group.is_polity for group in _governed(self, "by")
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Names found in a place; ``carried`` where they stand outside the trigger's clause."""

    mentions: tuple[Mention, ...] = ()
    carried: bool = False
    elsewhere: bool = False  # in a sentence before


NOTHING = Found()
_OWNER_REACH = 3  # words between the owner and the noun
Kinds = Sequence[str]


def find(cue: Cue, place: str, kinds: Kinds) -> Found:
    """Find the names of some kinds in a place: one of PLACES, else the name of a preposition."""
    special = PLACES.get(place)
    if special:
        return special(cue, kinds)
    groups = _governed(cue, place)
    return Found(groups[0].members) if groups else NOTHING


def _governed(cue: Cue, preposition: str) -> list[Group]:
    after = cue.scene.between(min(cue.start, cue.head[1]), cue.right)
    return [group for group in after if group.preposition == preposition]


def _subject(cue: Cue, kinds: Kinds) -> Found:
    """Find who does it: before an active verb, after "by" else; carried from a clause before where need be."""
    if cue.is_passive:
        return find(cue, "by", kinds)
    if not cue.is_verb:
        return _owner(cue, kinds)
    forced = _after_causative(cue)
    if forced is not None:
        return forced
    own = [group for group in cue.scene.between(cue.left, cue.head[0]) if not group.preposition]
    said = _pronoun(cue, cue.left, cue.head[0])
    if said:
        return said
    actors = [group for group in own if group.is_polity]
    if actors:
        beside = [group for group in actors if _adjacent().fullmatch(cue.scene.text, group.end, cue.head[0])]
        return Found((beside[-1:] or actors)[0].members)
    if any(group.is_treaty for group in own) or (own and own[-1].end >= cue.head[0] - 1):
        return NOTHING
    return _carried_subject(cue) if _has_no_subject(cue) else NOTHING


def _has_no_subject(cue: Cue) -> bool:
    """Whether the clause goes on about somebody named before: it begins with its verb, or with places."""
    start = _clause_opens().match(cue.scene.text, cue.left, cue.head[0])
    begins = start.end() if start else cue.left
    places = any(group.start == begins and not group.is_polity and not group.is_treaty for group in cue.scene.groups)
    return places or begins == cue.head[0]


def _carried_subject(cue: Cue) -> Found:
    scene = cue.scene
    for start, end in reversed(scene.clauses[: scene.clause_at(cue.left)]):
        for group in scene.between(start, end):
            bare = end - group.end < 1 and not scene.has_verb(0, start)
            if group.preposition or not (bare or scene.has_verb(group.end, end)):
                continue
            if group.is_polity:
                return Found(group.members, carried=True)
            if group.is_treaty:
                return NOTHING
        said = _pronoun(cue, start, end, ends=False)
        if said:
            return said
    return NOTHING


def _pronoun(cue: Cue, start: int, end: int, *, ends: bool = True) -> Found | None:
    match = _pronouns(ends=ends).search(cue.scene.text, start, end)
    if match is None:
        return None
    before = [group for group in cue.scene.between(0, match.start()) if group.is_polity and not group.preposition]
    if before and not match["pair"]:
        return Found(before[0].members, carried=True)
    group = cue.scene.memory.pair if match["pair"] else cue.scene.memory.subject
    if group is None or not group.is_polity:
        return NOTHING
    return Found(group.members, carried=True, elsewhere=True)


def _after_causative(cue: Cue) -> Found | None:
    """Find X in "forced X to sign", where X and no other signs; None where nobody is made to do it."""
    text = cue.scene.text
    to = _infinitive().search(text, cue.left, cue.head[0])
    if to is None:
        return None
    apart = not text[cue.left : to.start()].strip(" ,")
    causes = [
        match.end()
        for match in _causatives().finditer(text, 0 if apart else cue.left, to.start())
        if not _passive().search(text, 0, match.start())
    ]
    if not causes:
        return None
    groups = [group for group in cue.scene.between(causes[-1], to.start()) if group.is_polity and not group.preposition]
    return Found(groups[-1].members) if groups else NOTHING


def _object(cue: Cue, kinds: Kinds) -> Found:
    """Find what it is done to: after an active verb, before a passive one."""
    if cue.is_passive:
        return _before(cue, kinds)
    after = [group for group in cue.scene.between(cue.head[1], cue.right) if not group.preposition]
    return Found(tuple(mention for group in after for mention in group.members))


def _before(cue: Cue, kinds: Kinds) -> Found:
    """Find what stands before the verb in its clause, or else in the nearest clause that names anything."""
    clauses = cue.scene.clauses
    for number in range(cue.scene.clause_at(cue.left), -1, -1):
        start, end = clauses[number]
        groups = cue.scene.between(start, min(end, cue.head[0]))
        members = tuple(
            m for group in groups if group.preposition in ("", "of", "near", "including") for m in group.members
        )
        if any(mention.of(kinds) for mention in members):
            return Found(members, carried=end <= cue.left)
    return NOTHING


def _between(cue: Cue, kinds: Kinds) -> Found:
    """Find the parties: "between X and Y", after the verb or before it."""
    groups = _governed(cue, "between") or [
        group for group in cue.scene.between(cue.left, cue.head[0]) if group.preposition == "between"
    ]
    return Found(groups[-1].members) if groups else NOTHING


def _owner(cue: Cue, kinds: Kinds) -> Found:
    """Find the polity right before a noun: "Japan's occupation", "the Japanese occupation"."""
    near = [m for m in cue.scene.mentions if cue.left <= m.start and m.end <= cue.start]
    if not near or not (near[-1].owner or near[-1].form == ADJECTIVE):
        return NOTHING
    words_between = cue.scene.text[near[-1].end : cue.start].split()
    return Found((near[-1],)) if len(words_between) <= _OWNER_REACH else NOTHING


def _adjective(cue: Cue, kinds: Kinds) -> Found:
    """Find the polity whose adjective or genitive stands after the verb: "ceded Chinese land"."""
    after = (m for m in cue.scene.mentions if cue.head[1] <= m.start and m.end <= cue.right)
    return Found(tuple(mention for mention in after if mention.form == ADJECTIVE or mention.owner)[:1])


def _against(cue: Cue, kinds: Kinds) -> Found:
    """Find whom it is directed against: "anti-Russian"."""
    near = (m for m in cue.scene.mentions if cue.start <= m.start and m.end <= cue.right)
    return Found(tuple(mention for mention in near if mention.form == AGAINST))


PLACES: Mapping[str, Callable[[Cue, Kinds], Found]] = {
    "subject": _subject,
    "object": _object,
    "before": _before,
    "between": _between,
    "owner": _owner,
    "adjective": _adjective,
    "anti": _against,
}


@cache
def _clause_opens() -> re.Pattern[str]:
    word = any_of([*lexicon.words()["openers"], "and", "or", "but", "to", "in", "by", "not"])
    return re.compile(rf"[\s,;:\"'“”–—-]*(?:{word}\s+)*{adverbs()}(?:to\s+)?", re.IGNORECASE)


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(lexicon.words()['passive'])}\s+{adverbs()}\Z")


@cache
def _adjacent() -> re.Pattern[str]:
    return re.compile(rf"\s+{adverbs()}")


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(rf"\bto\s+{adverbs()}\Z")


@cache
def _causatives() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(form for verb in lexicon.words()['causatives'] for form in lexicon.forms(verb))}\b")


@cache
def _pronouns(*, ends: bool) -> re.Pattern[str]:
    general = lexicon.words()
    rest = rf"\s+{adverbs()}\Z" if ends else rf"\s+{adverbs()}(?:{verb_pattern().pattern})"
    return re.compile(rf"\b(?:(?P<pair>(?i:{any_of(general['pair'])}|both))|(?i:{any_of(general['pronouns'])})){rest}")


def clause_end(scene: Scene, start: int, stops: Sequence[int]) -> int:
    """Find where what belongs to the trigger at ``start`` ends; lists of names go on beyond a comma.

    ``stops`` are the beginnings of other triggers: a clause with one of them is not part of the list.
    """
    number = scene.clause_at(start)
    end = scene.clauses[number][1]
    for begin, finish in scene.clauses[number + 1 :]:
        comma = _list_goes_on().match(scene.text, begin, finish)
        named = comma is not None and any(group.start == comma.end() for group in scene.groups)
        if not named or scene.has_verb(begin, finish) or any(begin <= stop < finish for stop in stops):
            break
        end = finish
    return end


@cache
def _list_goes_on() -> re.Pattern[str]:
    return re.compile(r",\s*(?:and\s+|or\s+|as\s+well\s+as\s+|including\s+)?(?:the\s+)?")
