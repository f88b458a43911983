"""Entries of the corpus files come in; claims whose quotes are located and whose terms are known go out.

Every mistake is gathered, none stops the reading: ``interpret`` returns claims and problems together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args
from typing import Literal as OneOf

from kg import frame, quotes
from kg.describe import Describer, decimal
from kg.errors import Problem, a, excerpt, shown
from kg.frame import Complain
from kg.model import Claim, Corpus, Entry, Passage, Reading, Sentence, Source, Status
from kg.namespaces import (
    AUTHORITY,
    DCTERMS,
    GEO,
    LABEL,
    NAMING,
    RDF,
    SCHEMA,
    SKOS,
    digest,
    is_name,
    is_thing_name,
    nearest,
    part,
    slug,
    thing,
)
from kg.ontology import Ontology
from kg.slips import nearly_alike
from kg.terms import XSD, Iri, Literal, Triple

_LANGSTRING = RDF + "langString"
_CLASSES = "Polity, Treaty, DiplomaticAct, Alliance ..."
_GUESSED = 50  # mistakes; a guess compares all names of a corpus, and of so many mistakes nobody needs one for each
_OF_THE_FRAME = {"Claim", "Passage", "Reading", "Source"}  # what the reader writes itself, and no claim describes


@dataclass(frozen=True, slots=True)
class Reader:
    """One reading of one corpus: what is known while entries are turned into claims."""

    sources: Mapping[str, Source]
    sentences: Mapping[str, Sequence[Sentence]]  # by source
    ontology: Ontology
    things: dict[str, str]  # name -> class, "" where no claim says it
    problems: list[Problem]

    def complain(self, entry: Entry, message: str, advice: str, severity: OneOf["error", "warning"] = "error") -> None:
        """Note a mistake in an entry: at the line of its key where the message begins with one, else at its head."""
        name = shown(entry.table.get("id", "?")).strip("'")
        begins = (entry.keys.get(word, 0) for word in re.findall(r"\w+", message)[:3])
        line = next(filter(None, begins), entry.line)
        self.problems.append(Problem(entry.path, line, f"{entry.source}:{name}", message, advice, severity))

    def complaints(self, entry: Entry) -> Complain:
        """Where mistakes in an entry are told."""
        return lambda message, advice: self.complain(entry, message, advice)

    def describer(self, entry: Entry) -> Describer:
        """What turns the tables of an entry into triples."""
        return Describer(self.ontology, self.things, self.complaints(entry), self.guess)

    def guess(self, word: str, among: Iterable[str]) -> str:
        """What was meant, among the names of a corpus; empty once there are many mistakes."""
        return nearest(word, among) if len(self.problems) < _GUESSED else ""


def interpret(
    corpus: Corpus, ontology: Ontology, sentences: Mapping[str, Sequence[Sentence]]
) -> tuple[list[Claim], list[Problem]]:
    """Read every entry of a corpus as claims.

    Returns the claims in the order of the files, those of the authority file first, and all problems.
    """
    reader = Reader({each.id: each for each in corpus.sources}, sentences, ontology, {}, list(corpus.problems))
    entities = [_usable(reader, entry, frame.ENTITY) for entry in corpus.entities]
    entries = [_usable(reader, entry, frame.CLAIM) for entry in corpus.claims]
    _survey(reader, [*entities, *entries])
    claims = [claim for entry in entities for claim in _authority_claims(reader, entry)]
    claims += [claim for entry in entries if (claim := _claim(reader, entry))]
    _check_names(reader, [*entities, *entries], {claim.key for claim in claims})
    _warn_of_slips(reader, [*entities, *entries])
    return claims, reader.problems


def _usable(reader: Reader, entry: Entry, keys: Any) -> Entry:
    return replace(entry, table=frame.usable(entry.table, keys, reader.complaints(entry)))


# First pass: which things there are, and of what class.


def _survey(reader: Reader, entries: Sequence[Entry]) -> None:
    for entry in entries:
        name, kind = _about(entry), entry.table.get("type")
        if not is_thing_name(name):
            wrong = f"{shown(name)} cannot name a thing" if name is not None else "an entry needs an id"
            advice = "claims, sources and their like stand under that word; take another" if is_name(name) else NAMING
            reader.complain(entry, wrong, advice)
            continue
        known = reader.things.setdefault(name, "")
        if kind is None:
            continue
        if refusal := _refusal(reader.ontology, kind):
            reader.complain(entry, *refusal)
        elif known and kind != known:
            reader.complain(entry, f"{name} is {a(known)} elsewhere, and {a(kind)} here", "mend it, or leave it out")
        else:
            reader.things[name] = kind
    for entry in entries:
        reader.things.update(_parts(reader, entry))


def _refusal(ontology: Ontology, kind: object) -> tuple[str, str] | None:
    """Why a thing cannot be of a class, and what to do; ``None`` where it can."""
    if not isinstance(kind, str) or kind not in ontology.classes:
        return f"type {shown(kind)} is no class", nearest(str(kind), ontology.classes) or _CLASSES
    if kind in _OF_THE_FRAME:
        return f"type {kind!r} is not a class that claims describe", _CLASSES
    if ontology.classes[kind].minted_from:
        users = sorted(name for name, prop in ontology.properties.items() if kind in prop.range)
        return f"{a(kind)} stands within another thing", f"write it as a table of {' or '.join(users)}"
    return None


def _parts(reader: Reader, entry: Entry) -> Iterator[tuple[str, str]]:
    """Nodes within a thing, with their classes: provisions, participations, names; referred to as a/b/c."""
    describer = reader.describer(entry)
    for key, value in entry.table.items():
        prop = reader.ontology.properties.get(key)
        minted = describer.minted(prop) if prop else None
        for each in value if isinstance(value, list) else [value]:
            if minted and isinstance(each, Mapping) and isinstance(each.get(minted.minted_from), str):
                yield part(Iri(_about(entry)), key, each[minted.minted_from]), minted.name


def _about(entry: Entry) -> Any:
    return entry.table.get("about", entry.table.get("id"))


# Second pass: the authority file.


def _authority_claims(reader: Reader, entry: Entry) -> Iterator[Claim]:
    """What the authority file says of one entity: one claim, and one for each outside identifier."""
    table = entry.table
    name: Any = table.get("id")
    kind = reader.things.get(name) if isinstance(name, str) else None
    if "type" not in table:
        reader.complain(entry, "an entity needs a type", "Polity, Place, War, Treaty ...")
    if "cite" not in table:
        reader.complain(entry, "an entity needs cite", "say where its facts are found")
    if "en" not in table.get("label", {}):
        reader.complain(entry, "an entity needs a label in English", 'label = { en = "..." }')
    if not kind:
        return
    subject, describer = thing(name), reader.describer(entry)
    says = [*describer.types(subject, kind), *_entry_frame(subject, table)]
    says += describer.describe(subject, kind, {key: value for key, value in table.items() if key not in frame.ENTITY})
    cited = (Passage(AUTHORITY, locator=table["cite"]),) if "cite" in table else ()
    yield Claim(AUTHORITY, name, subject, _unique(says), cited, note=table.get("note", ""))
    yield from _outside(reader, entry, subject)


def _outside(reader: Reader, entry: Entry, subject: Iri) -> Iterator[Claim]:
    """A claim for each outside identifier, named by the end of its address: two hyphens, so that no entity is so."""
    links = entry.table.get("sameAs", [])
    found = {link["iri"]: link["found"] for link in links}
    for address in (each for each, times in Counter(link["iri"] for link in links).items() if times > 1):
        reader.complain(entry, f"sameAs has {excerpt(address)} twice", "write each address once")
    ends = {address: slug(address.rstrip("/").rpartition("/")[2]) for address in found}
    several = Counter(ends.values())
    for address, where in found.items():
        end = ends[address] if several[ends[address]] == 1 else f"{ends[address]}-{digest(address)}"
        same, passage = Triple(subject, Iri(SCHEMA + "sameAs"), Iri(address)), Passage(AUTHORITY, locator=where)
        name, note = f"{entry.table['id']}--same-as-{end}", "Found there, not verified."
        yield Claim(AUTHORITY, name, subject, (same,), (passage,), note=note)


def _entry_frame(subject: Iri, table: Mapping[str, Any]) -> Iterator[Triple]:
    for language, text in table.get("label", {}).items():
        yield Triple(subject, LABEL, Literal(text, _LANGSTRING, language.lower()))
    for alias in table.get("alias", []):
        yield Triple(subject, Iri(SKOS + "altLabel"), Literal(alias, _LANGSTRING, "en"))
    for code in table.get("code", []):
        yield Triple(subject, Iri(DCTERMS + "identifier"), Literal(code))
    for key in ("lat", "long"):
        if key in table:
            yield Triple(subject, Iri(GEO + key), Literal(decimal(table[key]), XSD + "decimal"))


# Second pass: claims.


def _claim(reader: Reader, entry: Entry) -> Claim | None:
    table, name, about = entry.table, entry.table.get("id"), _about(entry)
    if not is_name(name):
        wrong = "a claim needs an id" + (f", and {shown(name)} is none" if "id" in table else "")
        reader.complain(entry, wrong, NAMING)
        return None
    kind = reader.things.get(about) if isinstance(about, str) else None
    if not kind:
        if is_name(about) and "type" not in table:
            advice = reader.guess(about, (each for each, known in reader.things.items() if known and each != about))
            reader.complain(entry, f"nothing says of what class {shown(about)} is", advice or "give a type")
        return None
    subject, describer = thing(about), reader.describer(entry)
    says = list(describer.types(subject, kind)) if "type" in table else []
    if "label" in table:
        says.append(Triple(subject, LABEL, Literal(table["label"], _LANGSTRING, "en")))
    told = len(reader.problems)
    says += describer.describe(subject, kind, {key: value for key, value in table.items() if key not in frame.CLAIM})
    if not says and len(reader.problems) == told:
        reader.complain(entry, "the claim says nothing", "give at least one property or date")
    source, sentences = reader.sources[entry.source], reader.sentences.get(entry.source, ())
    claim = Claim(
        source=entry.source,
        id=name,
        about=subject,
        says=_unique(says),
        evidence=tuple(quotes.passages(table, source, sentences, reader.complaints(entry))),
        status=_status(reader, entry),
        contradicts=_contradicted(entry),
        reads=tuple(_readings(reader, entry)),
        note=table.get("note", ""),
        by=table.get("by", ""),
        rule=table.get("rule", ""),
    )
    return claim if says else None


def _unique(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(triples))


def _status(reader: Reader, entry: Entry) -> Status:
    given = entry.table.get("status", "Accepted")
    status: Status | None = next((each for each in get_args(Status) if each == given), None)
    if status is None:
        advice = nearest(str(given), get_args(Status)) or f"one of {', '.join(get_args(Status))}"
        reader.complain(entry, f"unknown status {shown(given)}", advice)
        return "Unreviewed"
    if status == "Rejected" and not (entry.table.get("contradicts") or entry.table.get("note")):
        reader.complain(entry, "a Rejected claim needs a reason", "name a claim in contradicts, or write a note")
    if status == "Accepted" and reader.things.get(_about(entry)) == "Judgement":
        reader.complain(entry, "a judgement is never Accepted", 'status = "Disputed": it is the opinion of the writer')
    return status


def _contradicted(entry: Entry) -> tuple[str, ...]:
    value = entry.table.get("contradicts", [])
    names = [value] if isinstance(value, str) else value
    return tuple(each if ":" in each else f"{entry.source}:{each}" for each in names)


def _readings(reader: Reader, entry: Entry) -> Iterator[Reading]:
    reads, why = entry.table.get("reads", {}), entry.table.get("why", "")
    if reads and not why:
        reader.complain(entry, "reads without why", "say why the words are taken to mean something else")
    quoted = [quote.exact for quote in quotes.quoted(entry.table, lambda message, advice: None)]
    for words, meaning in reads.items():
        if quoted and not any(words in each for each in quoted):
            advice = "quote the words that are read"
            reader.complain(entry, f"reads {excerpt(words)}, which is not in the quote", advice)
        known = meaning in reader.things
        yield Reading(words, thing(meaning) if known else Literal(meaning, _LANGSTRING, "en"), why)


# What holds between entries, by name.


def _check_names(reader: Reader, entries: Sequence[Entry], claims: set[str]) -> None:
    """Each id stands once in its file, and what contradicts a claim leads to another claim."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        key = _key(entry)
        if first := seen.get(key):
            reader.complain(entry, f"the id stands twice, first at line {first.line}", "give one of them another")
        seen.setdefault(key, entry)
    known = claims | set(seen)
    for entry in (each for each in entries if each.source != AUTHORITY):
        for other in _contradicted(entry):
            if other not in known:
                advice = reader.guess(other, known) or "write the id of a claim of this source, or source:claim"
                reader.complain(entry, f"contradicts {shown(other)}, which is no claim", advice)
            elif other == _key(entry):
                reader.complain(entry, f"contradicts {other!r}, which is this claim itself", "name the other claim")


def _key(entry: Entry) -> str:
    return f"{entry.source}:{entry.table.get('id')}"


def _warn_of_slips(reader: Reader, all_entries: Sequence[Entry]) -> None:
    """Warn where a thing is spoken of once and has nearly the name of another: perhaps a slip of the pen."""
    spoken: dict[str, list[Entry]] = {}
    for entry in all_entries:
        spoken.setdefault(str(_about(entry)), []).append(entry)
    for name, other in nearly_alike({name: len(entries) for name, entries in spoken.items()}):
        reader.complain(spoken[name][0], f"{name!r} is nearly {other!r}", "the same thing?", "warning")
