"""A text into proposals: each trigger of the lexicon, with the roles that stand around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from kg.extract import governed, lexicon
from kg.extract.lexicon import Frame, Role, Trigger, any_of
from kg.extract.names import ADJECTIVE, AGAINST, UNNAMED, Gazetteer, Mention
from kg.extract.places import Cue, clause_end, find
from kg.extract.proposal import Proposal, Span
from kg.extract.scene import Memory, Scene, adverbs, look, verb_pattern
from kg.extract.when import Written, nearest
from kg.model import Sentence

_DENIES_WITHIN = 45  # characters before the verb
_LONGEST_QUOTE = 400  # characters; names that far from their verb are not its own
_LONGEST_SENTENCE = 3000  # characters; lists and tables without a full stop are read in pieces
_Match = tuple[Frame, Trigger, re.Match[str]]
_YEAR = re.compile(r"\d{4}")


@dataclass(slots=True)
class _Draft:
    """A fact while its roles are being filled."""

    cue: Cue
    fillers: dict[str, list[Mention]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    here: list[Span] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    carried: bool = False
    inferred: bool = False
    date: str = ""


def propose(text: str, gazetteer: Gazetteer, frames: Sequence[Frame], sentences: Sequence[Sentence]) -> list[Proposal]:
    """Read the facts that a text affirms, in the order of their triggers; the same text gives the same facts.

    ``sentences`` are those of the text. What it denies or only supposes is left out; ``read`` has it all.
    """
    found = read(text, gazetteer, frames, sentences)
    return _numbered(fact for fact in found if (fact.polarity, fact.modality) == ("affirmed", "fact"))


def read(text: str, gazetteer: Gazetteer, frames: Sequence[Frame], sentences: Sequence[Sentence]) -> list[Proposal]:
    """Read all that the triggers of a text tell of, with what it denies and what it only supposes."""
    gazetteer = gazetteer.within(text)
    memory = Memory()
    found: list[Proposal] = []
    for sentence in _short(sentences):
        scene = look(sentence.text, gazetteer, memory)
        for cue in _cues(scene, frames):
            facts = (_proposal(draft, text, sentence.start) for draft in _drafts(cue))
            found += (fact for fact in facts if len(fact.quote) <= _LONGEST_QUOTE)
        memory = scene.remembered()
    return _numbered(found)


def _short(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        done = 0
        while len(sentence.text) - done > _LONGEST_SENTENCE:
            space = sentence.text.rfind(" ", done + 1, done + _LONGEST_SENTENCE)
            cut = space if space > 0 else done + _LONGEST_SENTENCE
            yield Sentence(sentence.start + done, sentence.start + cut, sentence.text[done:cut])
            done = cut
        yield Sentence(sentence.start + done, sentence.end, sentence.text[done:])


def _cues(scene: Scene, frames: Sequence[Frame]) -> list[Cue]:
    """Find the triggers; of two that overlap and tell of one class, the longer one speaks."""
    matches = [
        (frame, trigger, match) for frame in frames for trigger in frame.triggers for match in trigger.find(scene.text)
    ]
    matches = _nearest_nouns(matches)
    matches.sort(key=lambda item: (item[2].start() - item[2].end(), item[2].start(), item[0].kind))
    stops = [match.start() for _, _, match in matches]
    cues: list[Cue] = []
    for frame, trigger, match in matches:
        if trigger.is_verb and _used_as_noun(scene.text, *match.span("head")):
            continue
        if any(
            frame.type == cue.frame.type and match.start("head") < cue.end and cue.start < match.end("head")
            for cue in cues
        ):
            continue
        head = match.span("head")
        left = scene.clauses[scene.clause_at(head[0])][0]
        right = max(match.end(), clause_end(scene, match.end() - 1, stops))
        cues.append(Cue(scene, frame, match.start(), match.end(), head, trigger.is_verb, left, right))
    return sorted(cues, key=lambda cue: (cue.head, cue.frame.kind))


def _nearest_nouns(matches: list[_Match]) -> list[_Match]:
    """Of triggers that share a verb keep those with the nearest noun: "declared neutrality regarding the war"."""
    apart: dict[tuple[int, int], int] = {}
    for _, trigger, match in matches:
        if trigger.noun:
            head = match.span("head")
            apart[head] = min(apart.get(head, trigger.apart(match)), trigger.apart(match))
    return [item for item in matches if not item[1].noun or item[1].apart(item[2]) <= apart[item[2].span("head")]]


def _used_as_noun(text: str, start: int, end: int) -> bool:
    """Tell "the captured areas", "an attack" from a verb."""
    return not text[start:end].endswith("ing") and _noun_before().search(text, max(0, start - 20), start) is not None


def _drafts(cue: Cue) -> Iterator[_Draft]:
    draft = _Draft(cue)
    for role in cue.frame.roles:
        _fill(draft, role)
    _set_date(draft)
    if not all(any(_has(draft, key) for key in need) for need in cue.frame.needs):
        return
    yield from _one_each(draft)


def _fill(draft: _Draft, role: Role) -> None:
    """Fill a role from the first of its places that names something fit and not yet used."""
    chosen: list[Mention] = []
    for place in role.at:
        found = find(draft.cue, place, role.kinds)
        fit = [mention for mention in found.mentions if _fits(draft, mention, role, place) and mention not in chosen]
        if role.nearest and fit:
            fit = [min(fit, key=lambda mention: abs(mention.start - draft.cue.head[0]))]
        chosen += fit
        draft.carried |= found.carried and bool(fit)
        if not found.elsewhere:
            draft.here += [(mention.start, mention.end) for mention in fit]
        if not role.collect and any(mention.form != UNNAMED for mention in fit):
            break
    if len(chosen) < role.least:
        return
    draft.fillers[role.key] = chosen
    draft.ids[role.key] = _ids(draft, chosen, role)


def _fits(draft: _Draft, mention: Mention, role: Role, place: str) -> bool:
    if mention.of(role.kinds) is None:
        return False
    if (mention.form in (ADJECTIVE, AGAINST) or mention.owner) and place not in ("owner", "adjective", "anti"):
        return False
    if any(mention in used for used in draft.fillers.values()):
        return False
    acting = {i for used in draft.ids.values() for i in used}
    return not (mention.is_polity and {entity.id for entity in mention.means} & acting)


def _ids(draft: _Draft, mentions: Iterable[Mention], role: Role) -> list[str]:
    ids: list[str] = []
    for mention in mentions:
        entity = mention.of(role.kinds)
        if entity is None or entity.id in ids:
            continue
        if not entity.id:
            draft.flags.append(f"the text does not name the {entity.kind.lower()}: {mention.words!r}")
            continue
        if entity.kind == "Polity" and "Place" in role.kinds:
            draft.flags.append(f"a polity where a place is wanted: {mention.words!r}")
        if not entity.known:
            draft.flags.append(f"not among the known names: {mention.words!r}")
        ids.append(entity.id)
    return ids


def _has(draft: _Draft, key: str) -> bool:
    if key == "date":
        return bool(draft.date) and any(draft.ids.values())
    unnamed = any(mention.of(("Treaty",)) for mention in draft.fillers.get(key, ()))
    return bool(draft.ids.get(key)) or unnamed


def _one_each(draft: _Draft) -> Iterator[_Draft]:
    """Split "Japan and Russia declared war" into two acts, each against the other."""
    key = draft.cue.frame.each
    ids = draft.ids.get(key, [])
    if len(ids) != 2 or draft.ids.get("target"):
        yield draft
        return
    for place, one in enumerate(ids):
        other = ids[1 - place]
        mentions = draft.fillers[key]
        yield replace(
            draft,
            ids={**draft.ids, key: [one], "target": [other]},
            fillers={**draft.fillers, key: [mentions[place]], "target": [mentions[1 - place]]},
            flags=[*draft.flags, "read as one act of each against the other"],
            inferred=True,
        )


def _set_date(draft: _Draft) -> None:
    date, carried = _date(draft.cue)
    if date is None:
        return
    draft.date = date.edtf
    if carried:
        draft.carried = True
    if date.carried:
        draft.carried = True
        draft.flags.append("year carried from what stands before")
    if date.end > 0:
        draft.here.append((date.start, date.end))


def _date(cue: Cue) -> tuple[Written | None, bool]:
    """Choose the date of a fact: in its clause, at the opening of its sentence, or at the end of its list of verbs."""
    scene = cue.scene
    usable = [date for date in scene.dates if date.of_the_act]
    own = nearest([date for date in usable if cue.left <= date.start and date.end <= cue.right], *cue.head)
    if own:
        return own, False
    for start, end in reversed(scene.clauses[: scene.clause_at(cue.left)]):
        before = [date for date in usable if start <= date.start and date.end <= end]
        if before and not scene.has_verb(start, end):
            return before[-1], False
    if (
        len(scene.dates) == 1
        and usable
        and usable[0].start >= cue.right
        and _verbs_go_on().match(scene.text, cue.right)
    ):
        return usable[0], True
    year = _YEAR.match(scene.memory.date)
    if year and _continuing().match(scene.text):
        return Written(0, 0, year[0], carried=True), True
    return None, False


def _proposal(draft: _Draft, text: str, offset: int) -> Proposal:
    cue = draft.cue
    start = min([cue.start, *(span[0] for span in draft.here)])
    end = max([cue.end, *(span[1] for span in draft.here)])
    article = _article().search(cue.scene.text, max(0, start - 5), start)
    start = offset + (article.start() if article else start)
    quote = text[start : offset + end]
    spans = {
        key: tuple((offset + m.start, offset + m.end) for m in mentions) for key, mentions in draft.fillers.items()
    }
    attributed = _attributions().search(cue.scene.text, 0, cue.head[0])
    return Proposal(
        id="",
        kind=cue.frame.kind,
        type=cue.frame.type,
        terms=cue.frame.terms,
        roles={key: tuple(ids) for key, ids in draft.ids.items()},
        spans=spans,
        when=cue.frame.when,
        date=draft.date,
        quote=quote,
        start=start,
        end=offset + end,
        trigger=(offset + cue.start, offset + cue.end),
        rule=f"lexicon/{cue.frame.kind}",
        confidence="inferred" if draft.inferred else "carried" if draft.carried else "clause",
        polarity=_polarity(cue),
        modality=_modality(cue, draft),
        flags=tuple(draft.flags + ([f"attributed: {attributed[0]!r}"] if attributed else [])),
        occurrence=text.count(quote, 0, start) + 1 if text.count(quote) > 1 else 0,
    )


def _polarity(cue: Cue) -> Literal["affirmed", "denied"]:
    text = cue.scene.text
    negators = _negators(cue.frame.negators)
    denied = (
        negators.search(text, max(cue.left, cue.head[0] - _DENIES_WITHIN), cue.head[0])
        or negators.match(text, cue.head[1] + 1, cue.right)
        or _DENIED_INSIDE.search(text, cue.start, cue.end)
        or governed.is_denied(text, cue.head)
    )
    return "denied" if denied else "affirmed"


_DENIED_INSIDE = re.compile(r"\b(?:no|not|never)\b", re.IGNORECASE)


def _modality(cue: Cue, draft: _Draft) -> Literal["fact", "hypothetical"]:
    start = min([cue.left, *(span[0] for span in draft.here)])
    start = cue.scene.clauses[cue.scene.clause_at(start)][0]
    supposed = _hypotheticals(cue.frame.hypotheticals).search(cue.scene.text, start, cue.head[0])
    return "hypothetical" if supposed or governed.is_supposed(cue.scene.text, cue.left, cue.head) else "fact"


def _numbered(found: Iterable[Proposal]) -> list[Proposal]:
    """Name each fact by its kind and its number in the text."""
    counts: Counter[str] = Counter()
    numbered = []
    for proposal in found:
        counts[proposal.kind] += 1
        numbered.append(replace(proposal, id=f"{proposal.kind}-{counts[proposal.kind]}"))
    return numbered


@cache
def _negators(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of([*lexicon.words()['negators'], *more])}\b|n['’]t\b)", re.IGNORECASE)


@cache
def _hypotheticals(more: tuple[str, ...]) -> re.Pattern[str]:
    # "May" with a capital is the month.
    choices = [*lexicon.words()["hypotheticals"], *more]
    capital = [choice.capitalize() for choice in choices if choice != "may"]
    return re.compile(rf"\b{any_of([*choices, *capital])}\b")


@cache
def _noun_before() -> re.Pattern[str]:
    general = lexicon.words()
    preposition = [word for word in general["prepositions"] if word != "to"]
    return re.compile(rf"\b{any_of([*general['determiners'], *preposition])}\s+\Z", re.IGNORECASE)


@cache
def _continuing() -> re.Pattern[str]:
    # "By the treaty" goes on about the treaty before; "by the Treaty of Nanking" does not.
    return re.compile(rf"\W*{any_of(lexicon.words()['continuing'])}\b(?!\s+(?:of|between)\b)", re.IGNORECASE)


@cache
def _attributions() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(lexicon.words()['attributions'])}\b", re.IGNORECASE)


@cache
def _verbs_go_on() -> re.Pattern[str]:
    return re.compile(rf",?\s*(?:and|then|and then)\s+{adverbs()}{verb_pattern().pattern}", re.IGNORECASE)


@cache
def _article() -> re.Pattern[str]:
    return re.compile(r"\b[Tt]he\s+\Z")
