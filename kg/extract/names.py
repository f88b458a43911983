"""Names and a sentence into mentions: who or what is named, where, and how (by name, by adjective, by pronoun)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any

from kg.extract import lexicon
from kg.extract.lexicon import any_of
from kg.namespaces import slug

NAME, ADJECTIVE, AGAINST, UNNAMED = "name", "adjective", "against", "unnamed"

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀČŁŚŠŻŽ]\w*(?:['’]\w+)*(?:-\w+)*"
_BEGIN, _STOP = r"(?<![^\W\d_]-)(?<!\w)", r"(?!\w)(?!-[^\W\d_])"
# "Port Arthur", "Lake Balkhash"; "Entente Cordiale", "the Northeast matters Treaty".
_MORE_SHAPES = {
    "Place": (rf"(?:Port|Lake|Cape|Fort|Mount)\s+{_CAPITAL}",),
    "Treaty": (rf"Entente\s+{_CAPITAL}", r"(?<=\bthe )(?:(?!of\b|to\b|in\b)[\w-]+\s+){1,3}HEAD\b"),
}
# "the Portsmouth Peace Treaty" is the Treaty of Portsmouth.
_TREATY_NAMES = ("Treaty of {}", "Convention of {}", "Peace of {}", "{} Treaty", "{} Convention")
_TREATY_WORDS = re.compile(r"(?:\s+(?:Peace|Treaty|Convention))+\Z|\A(?:Peace\s+)?(?:Treaty|Convention|Peace)\s+of\s+")
_EXPLAINED = re.compile(r"\s*\([^()]*\)\Z")  # "Korea (the land)"
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’](?!\w))")


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a name may mean; ``known`` where the gazetteer has it."""

    id: str
    kind: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its offsets; ``owner`` where it stands in the genitive ("Japan's")."""

    start: int
    end: int
    words: str
    means: tuple[Entity, ...]
    form: str = NAME
    owner: bool = False

    def of(self, kinds: Sequence[str]) -> Entity | None:
        """Choose what the name means among the kinds wanted, the first kind first."""
        return next((entity for kind in kinds for entity in self.means if entity.kind == kind), None)

    @property
    def is_polity(self) -> bool:
        """Whether this can act: a polity, or those who act for it."""
        return self.form == NAME and not self.owner and any(entity.kind == "Polity" for entity in self.means)


@dataclass(frozen=True)
class Gazetteer:
    """The names known, each with what it may mean."""

    names: Mapping[str, tuple[Entity, ...]]
    adjectives: Mapping[str, tuple[Entity, ...]]
    compounds: Mapping[str, tuple[Entity, ...]]

    @classmethod
    def of(cls, names: Iterable[tuple[str, str, str]] = ()) -> Gazetteer:
        """Make a gazetteer of (name, id, kind) and of the polities of ``names.toml``.

        >>> Gazetteer.of([("Japan", "empire-of-japan", "Polity")]).names["Imperial Japan"]
        (Entity(id='empire-of-japan', kind='Polity', known=True),)
        """
        known: dict[str, list[Entity]] = {}
        for name, identifier, kind in sorted(set(names)):
            words = " ".join(name.split())
            for form in {words, _EXPLAINED.sub("", words)} - {""}:
                known.setdefault(form, []).append(Entity(identifier, kind))
        table = {name: tuple(dict.fromkeys(entities)) for name, entities in known.items()}
        adjectives: dict[str, tuple[Entity, ...]] = {}
        compounds: dict[str, tuple[Entity, ...]] = {}
        for name, entry in lexicon.names()["polity"].items():
            means = _meaning(table, [name, *entry.get("also", ())], name)
            people = [f"{adjective}s" for adjective in entry.get("adjective", ()) if adjective.endswith(("n", "i"))]
            for also in (name, *entry.get("also", ()), *people):
                table.setdefault(also, means)
            adjectives |= dict.fromkeys(entry.get("adjective", ()), means)
            compounds |= dict.fromkeys(entry.get("compound", ()), means)
        return cls(table, adjectives, compounds)

    def within(self, text: str) -> Gazetteer:
        """Add the names that mean a place only in a text that speaks of a certain polity ("the Northeast")."""
        more: dict[str, tuple[Entity, ...]] = {}
        for words, entry in lexicon.names()["place"].items():
            near = self.names[entry["near"]]
            forms = [name for table in (self.names, self.adjectives) for name, means in table.items() if means == near]
            if words not in self.names and re.search(rf"\b{any_of(forms)}\b", text):
                more[words] = _meaning(self.names, [entry["means"]], entry["means"], "Place")
        return replace(self, names={**self.names, **more}) if more else self

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All names, adjectives and compounds, the longest first."""
        compound = rf"(?P<compound>(?:anti|{any_of(self.compounds)})-)??"
        adjective = rf"(?P<adjective>{any_of(self.adjectives)})"
        side = any_of(lexicon.names()["words"]["sides"])
        return re.compile(
            rf"{_BEGIN}(?:(?P<name>{any_of(self.names)})|(?i:{side}) {_CAPITAL}|{compound}{adjective}){_STOP}"
        )

    def find(self, text: str) -> list[Mention]:
        """Find what a sentence names, in order and without overlap; the longest name wins."""
        taken: list[Mention] = []
        for mention in sorted([*self._known(text), *self._shaped(text)], key=_precedence):
            if all(mention.end <= other.start or mention.start >= other.end for other in taken):
                taken.append(mention)
        wide = [self._part(text, mention) for mention in sorted(taken, key=lambda mention: mention.start)]
        return [one for one, two in zip_longest(wide, wide[1:]) if two is None or one.end <= two.start]

    def _known(self, text: str) -> Iterator[Mention]:
        for match in self.pattern.finditer(text):
            if match["name"]:
                means = self.names[" ".join(match["name"].split())]
                yield _complete(text, match.start(), match.end("name"), means)
                continue
            if not match["adjective"]:
                continue
            means = self.adjectives[" ".join(match["adjective"].split())]
            whole = _complete(text, match.start("adjective"), match.end("adjective"), means, adjective=True)
            first = (match["compound"] or "").rstrip("-")
            if first == "anti":
                yield replace(whole, start=match.start(), words=text[match.start() : whole.end], form=AGAINST)
            else:
                if first:
                    yield Mention(match.start(), match.start() + len(first), first, self.compounds[first], whole.form)
                yield whole

    def _shaped(self, text: str) -> Iterator[Mention]:
        for match in _shapes().finditer(text):
            start, end = match.start(), self._own_end(text, *match.span())
            words = " ".join(text[start:end].split())
            kind = match.lastgroup or "Name"
            if kind.endswith("_unnamed"):
                yield Mention(start, end, words, (Entity("", kind.removesuffix("_unnamed"), known=False),), UNNAMED)
            elif words not in self.names and words not in self.adjectives:
                also = [shape.format(_TREATY_WORDS.sub("", words)) for shape in _TREATY_NAMES if kind == "Treaty"]
                yield _complete(text, start, end, _meaning(self.names, also, words, kind))

    def _own_end(self, text: str, start: int, end: int) -> int:
        """End a name before the next: "the Treaty of Nanking" in "by the Treaty of Nanking China agreed"."""
        of = text.find(" of ", start, end) + len(" of ")
        for known in self.pattern.finditer(text, start, end):
            own = text[of : known.start()].strip()
            if known["name"] and known.end() == end and of > start and own not in ("", "the"):
                return start + len(text[start : known.start()].rstrip())
        return end

    def _part(self, text: str, mention: Mention) -> Mention:
        """Widen "Sakhalin" to "the southern half of Sakhalin", which is another place."""
        before = _part_pattern().search(text, max(0, mention.start - 60), mention.start)
        if before is None or mention.form == UNNAMED or not mention.of(("Place", "Name")):
            return mention
        words = " ".join(text[before.start() : mention.end].split())
        side = before["side"].removesuffix("ern") if before["side"] else ""
        others = [
            f"{way} {mention.words}" for way in (f"{side}ern", f"{side}ern".capitalize(), side, side.capitalize())
        ]
        means = _meaning(self.names, [words, f"the {words}", *(others if side else ())], words, "Place")
        return replace(mention, start=before.start(), words=words, means=means)


def _precedence(mention: Mention) -> tuple[int, int, int]:
    """Order mentions that overlap: what is known or shaped like a treaty, a war or a place comes first."""
    bare = mention.form == ADJECTIVE or mention.of(("Name", "Force")) is not None
    rank = 2 if mention.form == UNNAMED else int(bare)
    return (rank, mention.start - mention.end, mention.start)


def _meaning(
    table: Mapping[str, tuple[Entity, ...]], candidates: Iterable[str], otherwise: str, kind: str = "Polity"
) -> tuple[Entity, ...]:
    found = (table[name] for name in candidates if any(entity.kind == kind for entity in table.get(name, ())))
    return next(found, (Entity(slug(otherwise), kind, known=False),))


def _complete(text: str, start: int, end: int, means: tuple[Entity, ...], *, adjective: bool = False) -> Mention:
    """Take in those who act for a polity ("Russian envoy Ignatyev") and see how the name is used."""
    form = NAME
    if any(entity.kind == "Polity" for entity in means):
        agents = _agents().match(text, end)
        if agents:
            end = agents.end()
        elif adjective and not _used_as_noun(text, start, end):
            form = ADJECTIVE
        before = _agents_of().search(text, max(0, start - 60), start)
        start = before.start() if before else start
    owner = _POSSESSIVE.match(text, end) is not None
    return Mention(start, end, " ".join(text[start:end].split()), means, form, owner)


def _used_as_noun(text: str, start: int, end: int) -> bool:
    """Tell "the British in 1858" and "Russian occupied" from "British retention"."""
    follows = _noun_follows().match(text, end)
    article = text[:start].rstrip().lower().endswith("the") or text[start:end].replace(".", "").isupper()
    return follows is not None and (follows["verb"] is not None or article)


@cache
def _noun_follows() -> re.Pattern[str]:
    general = lexicon.words()
    function = any_of([*general["prepositions"], *general["auxiliaries"], *general["openers"], "and", "or"])
    return re.compile(rf"(?:\s*(?:[,.;:!?)]|\Z)|\s+(?:{function}\b|(?P<verb>[a-z]+ed\b)))")


@cache
def _agents() -> re.Pattern[str]:
    table: Mapping[str, Any] = lexicon.names()["words"]
    agent = f"(?i:{any_of(table['agents'])})\\b"
    person = f"(?i:{any_of(table['persons'])})\\b(?:\\s+{_CAPITAL})*"
    modifier = f"(?:(?i:{any_of(table['modifiers'])})\\s+)*"
    return re.compile(rf"(?:\s+{modifier}(?:{person}|{agent}))+")


@cache
def _agents_of() -> re.Pattern[str]:
    table: Mapping[str, Any] = lexicon.names()["words"]
    agent = f"(?i:{any_of([*table['agents'], *table['persons']])})"
    modifier = f"(?:(?i:{any_of(table['modifiers'])})\\s+)*"
    return re.compile(rf"\b{modifier}{agent}\s+of\s+(?:(?:all\s+)?the\s+)?$")


@cache
def _shapes() -> re.Pattern[str]:
    table: Mapping[str, Any] = lexicon.names()["words"]
    general = lexicon.words()
    common = any_of(table["common"])
    not_a_name = any_of(
        [
            *general["prepositions"],
            *general["determiners"],
            *general["openers"],
            *general["pronouns"],
            "and",
            "or",
            "if",
            "then",
            "there",
            "first",
            "second",
            "third",
            "what",
            "however",
            "both",
        ]
    )
    word = rf"(?!(?i:{not_a_name})\b){_CAPITAL}"
    of_name = rf"\s+(?:of|at)\s+(?:the\s+)?{word}(?:\s+{word})*"
    shapes = []
    for kind, heads in table["heads"].items():
        head = any_of(heads)
        choices = [rf"(?:{word}\s+){{1,4}}{head}\b(?:{of_name})?", rf"{head}\b{of_name}"]
        choices += _MORE_SHAPES.get(kind, ())
        shapes.append(rf"(?P<{kind}>{_BEGIN}(?:{'|'.join(choices).replace('HEAD', head)})(?<!['’]s){_STOP})")
    for kind, nouns in table["unnamed"].items():
        shapes.append(rf"(?P<{kind}_unnamed>\b(?i:{any_of(nouns)})\b)")
    shapes.append(rf"(?P<Name>{_BEGIN}(?!{common}\b)(?=\w\w\w){word}(?:\s+{word})*(?<!['’]s){_STOP})")
    return re.compile("|".join(shapes))


@cache
def _part_pattern() -> re.Pattern[str]:
    table: Mapping[str, Any] = lexicon.names()["words"]
    side = rf"(?P<side>{any_of(table['sides'])})"
    part = rf"{any_of(table['parts'])}\s+of\s+(?:the\s+)?"
    place = rf"(?:(?i:{any_of(table['places_of'])})\s+of\s+)?"
    return re.compile(rf"\b(?:{side}\s+(?:{part})?|{part}){place}$")
