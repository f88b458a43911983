"""The lexicon's files into frames: which words tell of a kind of fact, and where its roles stand around them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import KgError

FOLDER = resources.PACKAGE / "lexicon"
WORDS, NAMES = "words.toml", "names.toml"

# Possessive, since a word and what parts words may both be apostrophes: a hundred of them have no end of readings.
_GAP = r"(?:[\s\"'“”’]++[\w'’-]++){0,%d}?"
_SHORT_GAP, _LONG_GAP = 4, 8  # words
_SPACE = r"[\s\"'“”’]+"


@dataclass(frozen=True, slots=True)
class Role:
    """One role: the property, where its fillers stand around the trigger (best place first), and their kinds."""

    key: str
    at: tuple[str, ...]
    kinds: tuple[str, ...]
    collect: bool = False  # from all the places, not from the first that has any
    least: int = 1
    nearest: bool = False  # only the name nearest to the trigger


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of a fact: ``head`` is the group of the pattern that the roles stand around.

    ``noun`` tells that the pattern has a group of that name: the noun beyond the gap beside the verb.
    """

    words: str
    pattern: re.Pattern[str]
    is_verb: bool
    noun: bool = False

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Find the trigger, save where a preposition governs its noun: "declared neutrality in the war"."""
        for match in self.pattern.finditer(text):
            head = match.end("head")
            if not self.noun or not _governed().search(text, head, max(head, match.start("noun"))):
                yield match

    def apart(self, match: re.Match[str]) -> int:
        """Count the words between verb and noun."""
        near, far = sorted([match.span("head"), match.span("noun")])
        return len(match.string[near[1] : far[0]].split())


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must be found in it: roles by their ids, nothing where ``roles`` is empty."""

    text: str
    roles: Mapping[str, tuple[str, ...]]
    date: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of fact: the class and the fixed properties of its claims, its triggers and its roles."""

    kind: str
    type: str
    when: str  # "date" for what happens, "start" for what lasts
    triggers: tuple[Trigger, ...]
    roles: tuple[Role, ...]
    terms: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[tuple[str, ...], ...] = ()  # of each, one role
    each: str = ""  # the role of which each filler gives a fact of its own
    negators: tuple[str, ...] = ()
    hypotheticals: tuple[str, ...] = ()
    plover: str = ""
    examples: tuple[Example, ...] = ()


def load_frames(folder: Path | None = None) -> tuple[Frame, ...]:
    """Read every frame of a folder (by default the bundled lexicon), sorted by kind.

    Raises KgError, with file and key, where one is not well formed.
    """
    files = sorted((folder or FOLDER).glob("*.toml"))
    frames = [_frame(file, _read(file)) for file in files if file.name not in (WORDS, NAMES)]
    if not frames:
        raise KgError(f"{folder or FOLDER}: no frames; a lexicon has one .toml file for each kind of fact")
    return tuple(sorted(frames, key=lambda frame: frame.kind))


@cache
def words() -> Mapping[str, Any]:
    """Read the general words of English: prepositions, auxiliaries, negators and the like."""
    return _read(FOLDER / WORDS)


@cache
def names() -> Mapping[str, Any]:
    """Read how polities are named, and which words make a name a treaty, a war or a place."""
    return _read(FOLDER / NAMES)


def any_of(choices: Iterable[str]) -> str:
    r"""Write a pattern for any of some words or names, the longest first, white space as it comes.

    >>> any_of(["to", "as well as"])
    '(?:as\\s+well\\s+as|to)'
    """
    ordered = sorted(set(choices), key=lambda choice: (-len(choice), choice))
    return "(?:" + "|".join(r"\s+".join(re.escape(word) for word in choice.split()) for choice in ordered) + ")"


def forms(verb: str) -> tuple[str, ...]:
    """List the forms of a verb; what is irregular stands in ``words.toml``.

    >>> forms("cede"), forms("give")
    (('cede', 'cedes', 'ceded', 'ceding'), ('give', 'gives', 'given', 'gave', 'giving'))
    """
    irregular = words()["irregular"].get(verb)
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + "es" if re.search(r"(?:s|x|z|ch|sh)\Z", verb) else verb + "s"
    past = stem + "ed"
    if re.search(r"[^aeiou]y\Z", verb):
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    if irregular:
        return (verb, third, *sorted(irregular, reverse=True), stem + "ing")
    return (verb, third, past, stem + "ing")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise KgError(f"{file}: {reason}; mend the file") from reason


def _frame(file: Path, table: Mapping[str, Any]) -> Frame:
    try:
        return Frame(
            kind=table["kind"],
            type=table["type"],
            when=table.get("when", "date"),
            triggers=tuple(_trigger(line) for line in table["triggers"]),
            roles=tuple(_role(role) for role in table["role"]),
            terms=dict(table.get("terms", {})),
            needs=tuple(tuple(need.split("|")) for need in table.get("needs", ())),
            each=table.get("each", ""),
            negators=tuple(table.get("negators", ())),
            hypotheticals=tuple(table.get("hypotheticals", ())),
            plover=table.get("plover", ""),
            examples=tuple(_example(example) for example in table.get("example", ())),
        )
    except (KeyError, TypeError, re.error) as reason:
        raise KgError(f"{file}: {reason} is missing or malformed; compare another file of the lexicon") from reason


def _role(table: Mapping[str, Any]) -> Role:
    return Role(
        key=table["key"],
        at=tuple(table["at"]),
        kinds=tuple(table["kinds"]),
        collect=table.get("collect", False),
        least=table.get("least", 1),
        nearest=table.get("nearest", False),
    )


def _example(table: Mapping[str, Any]) -> Example:
    roles = {key: tuple(fillers) for key, fillers in table.get("roles", {}).items()}
    return Example(table["text"], roles, table.get("date", ""))


def _trigger(line: str) -> Trigger:
    """Compile "[sign/conclude] ... treaty": brackets take any form of a verb, dots stand for up to four words.

    Six dots stand for up to eight. The roles stand around the bracketed verb, else around the first word.
    """
    pieces = line.split()
    head = next((place for place, piece in enumerate(pieces) if piece.startswith("[")), 0)
    noun = _noun(pieces, head)
    pattern = ""
    for place, piece in enumerate(pieces):
        if not piece.strip("."):
            pattern += _GAP % (_SHORT_GAP if len(piece) == len("...") else _LONG_GAP)
            continue
        choices: Sequence[str] = piece.strip("[]").split("/")
        if piece.startswith("["):
            choices = [form for verb in choices for form in forms(verb)]
        group = {head: "?P<head>", noun: "?P<noun>"}.get(place, "?:")
        pattern += f"{_SPACE if pattern else ''}({group}{any_of(choices)})"
    is_verb = pieces[head].startswith("[")
    return Trigger(line, re.compile(rf"\b{pattern}\b", re.IGNORECASE), is_verb, noun is not None)


def _noun(pieces: Sequence[str], head: int) -> int | None:
    """Find the noun that a gap parts from the verb; in "[sell] ... to" there is none."""
    if not pieces[head].startswith("["):
        return None
    for gap, noun in ((head + 1, head + 2), (head - 1, head - 2)):
        if 0 <= gap < len(pieces) and not pieces[gap].strip(".") and 0 <= noun < len(pieces):
            return None if set(pieces[noun].split("/")) & set(words()["prepositions"]) else noun
    return None


@cache
def _governed() -> re.Pattern[str]:
    # In "made in 1884 a treaty" the preposition is done with before the article; in "a state of war" it goes on.
    general = words()
    preposition = any_of(set(general["prepositions"]) - {"as", "of", "to", "under"})
    determiner = any_of(general["determiners"])
    return re.compile(
        rf"\b{preposition}\s+(?:{determiner}\s+)*(?:(?!{determiner}\b)[\w'’-]++[\s\"'“”’]++)*\Z", re.IGNORECASE
    )
