"""Entries of the corpus files come in; claims whose quotes are located and whose terms are known go out.

Every mistake is gathered, none stops the reading: ``interpret`` returns claims and problems together.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from kg.corpus import AUTHORITY, Corpus, Entry
from kg.describe import DATE_KEYS, Describer
from kg.errors import Problem
from kg.model import XSD, Claim, Iri, Literal, Passage, Reading, Sentence, Source, Status, Triple
from kg.namespaces import DCTERMS, GEO, LABEL, RDF, SCHEMA, SKOS, is_name, nearest, slug, thing
from kg.ontology import Ontology

_FRAME = {"id", "about", "type", "quote", "occurrence", "locator", "status", "contradicts", "note", "reads", "why"} | {
    "by",
    "rule",
    "label",
}
_ENTRY_FRAME = {"id", "type", "label", "alias", "code", "cite", "sameAs", "lat", "long", "note"}
_LANGSTRING = RDF + "langString"


@dataclass(frozen=True, slots=True)
class Reader:
    """One reading of one corpus: what is known while entries are turned into claims."""

    corpus: Corpus
    ontology: Ontology
    sentences: Mapping[str, Sequence[Sentence]]  # by source
    things: dict[str, str] = field(default_factory=dict)  # name -> class, "" where no claim says it
    problems: list[Problem] = field(default_factory=list)

    def complain(self, entry: Entry, message: str, advice: str = "", severity: Any = "error") -> None:
        """Note a mistake at the place of an entry."""
        name = entry.table.get("id", "?")
        self.problems.append(Problem(entry.path, entry.line, f"{entry.source}:{name}", message, advice, severity))


def interpret(
    corpus: Corpus, ontology: Ontology, sentences: Mapping[str, Sequence[Sentence]]
) -> tuple[list[Claim], list[Problem]]:
    """Read every entry of a corpus as claims.

    Returns the claims in the order of the files, those of the authority file first, and all problems.
    """
    reader = Reader(corpus, ontology, sentences, problems=list(corpus.problems))
    _survey(reader)
    claims = [claim for entry in corpus.entities for claim in _authority_claims(reader, entry)]
    for entry in corpus.claims:
        if claim := _claim(reader, entry):
            claims.append(claim)
    _check_keys(reader, claims)
    return claims, reader.problems


# First pass: which things there are, and of what class.


def _survey(reader: Reader) -> None:
    for entry in (*reader.corpus.entities, *reader.corpus.claims):
        name, kind = _about(entry), entry.table.get("type", "")
        if not isinstance(name, str) or not is_name(name):
            reader.complain(entry, f"{name!r} cannot name a thing", "use lower-case letters, digits and single hyphens")
            continue
        known = reader.things.get(name, "")
        if kind and kind not in reader.ontology.classes:
            reader.complain(entry, f"type {kind!r} is no class", nearest(str(kind), reader.ontology.classes))
        elif kind and known and kind != known:
            reader.complain(entry, f"{name} is a {known} elsewhere, and a {kind} here", "leave the type out, or mend it")
        elif kind or name not in reader.things:
            reader.things[name] = kind or known
    _survey_parts(reader)


def _survey_parts(reader: Reader) -> None:
    """Nodes within things: provisions, participations, names; they may be referred to as a/b/c."""
    describer = Describer(reader.ontology, reader.things, lambda message, advice: None)
    for entry in (*reader.corpus.entities, *reader.corpus.claims):
        for key, value in entry.table.items():
            prop = reader.ontology.properties.get(key)
            minted = describer.minted(prop) if prop else None
            for each in value if isinstance(value, list) else [value]:
                if minted and isinstance(each, Mapping) and isinstance(each.get(minted.minted_from), str):
                    name = f"{_about(entry)}/{slug(key)}/{slug(each[minted.minted_from])}"
                    reader.things[name] = minted.name


def _about(entry: Entry) -> Any:
    return entry.table.get("about", entry.table.get("id"))


# Second pass: the authority file.


def _authority_claims(reader: Reader, entry: Entry) -> Iterator[Claim]:
    """What the authority file says of one entity: one claim, and one for each outside identifier."""
    name, kind = str(entry.table.get("id", "")), reader.things.get(str(entry.table.get("id", "")), "")
    if kind not in reader.ontology.classes:
        if "type" not in entry.table:
            reader.complain(entry, "an entity needs a type", "Polity, Place, War, Treaty ...")
        return
    subject, cite = thing(name), entry.table.get("cite", "")
    if not isinstance(cite, str) or not cite:
        reader.complain(entry, "an entity needs cite", "say where its facts are found")
        return
    labels = entry.table.get("label")
    if not isinstance(labels, Mapping) or "en" not in labels:
        reader.complain(entry, "an entity needs a label in English", 'label = { en = "..." }')
        return
    describer = Describer(reader.ontology, reader.things, lambda message, advice: reader.complain(entry, message, advice))
    says = [*describer.types(subject, kind), *_entry_frame(subject, entry.table)]
    says += describer.describe(subject, kind, {k: v for k, v in entry.table.items() if k not in _ENTRY_FRAME})
    note = str(entry.table.get("note", ""))
    yield Claim(AUTHORITY, name, subject, _unique(says), (Passage(AUTHORITY, locator=cite),), note=note)
    for number, other in enumerate(entry.table.get("sameAs", []), 1):
        if not isinstance(other, Mapping) or set(other) != {"iri", "found"}:
            reader.complain(entry, "sameAs takes tables of iri and found", 'sameAs = [{ iri = "...", found = "..." }]')
            continue
        same = Triple(subject, Iri(SCHEMA + "sameAs"), Iri(other["iri"]))
        passage = Passage(AUTHORITY, locator=other["found"])
        yield Claim(AUTHORITY, f"{name}-same-as-{number}", subject, (same,), (passage,), note="Found there, not verified.")


def _entry_frame(subject: Iri, table: Mapping[str, Any]) -> Iterator[Triple]:
    for language, text in table.get("label", {}).items():
        yield Triple(subject, LABEL, Literal(str(text), _LANGSTRING, language.lower()))
    for alias in table.get("alias", []):
        yield Triple(subject, Iri(SKOS + "altLabel"), Literal(str(alias), _LANGSTRING, "en"))
    for code in table.get("code", []):
        yield Triple(subject, Iri(DCTERMS + "identifier"), Literal(str(code)))
    for key in ("lat", "long"):
        if key in table:
            yield Triple(subject, Iri(GEO + key), Literal(f"{float(table[key]):.4f}".rstrip("0"), XSD + "decimal"))


# Second pass: claims.


def _claim(reader: Reader, entry: Entry) -> Claim | None:
    table, source = entry.table, next(each for each in reader.corpus.sources if each.id == entry.source)
    name, about = table.get("id"), _about(entry)
    if not isinstance(name, str) or not is_name(name):
        reader.complain(entry, "a claim needs an id", "lower-case letters, digits and single hyphens")
        return None
    kind = reader.things.get(str(about), "")
    if not kind:
        advice = nearest(str(about), [each for each in reader.things if each != about and reader.things[each]])
        reader.complain(entry, f"nothing says of what class {about!r} is", advice or "give a type")
        return None
    describer = Describer(reader.ontology, reader.things, lambda message, advice: reader.complain(entry, message, advice))
    subject = thing(str(about))
    says = list(describer.types(subject, kind)) if "type" in table else []
    if "label" in table:
        says.append(Triple(subject, LABEL, Literal(str(table["label"]), _LANGSTRING, "en")))
    says += describer.describe(subject, kind, {key: value for key, value in table.items() if key not in _FRAME})
    if not says:
        reader.complain(entry, "the claim says nothing", "give at least one property or date")
        return None
    return Claim(
        source=entry.source,
        id=name,
        about=subject,
        says=_unique(says),
        evidence=tuple(_evidence(reader, entry, source)),
        status=_status(reader, entry),
        contradicts=_contradicted(table, entry.source),
        reads=tuple(_readings(reader, entry)),
        note=str(table.get("note", "")),
        by=str(table.get("by", "")),
        rule=str(table.get("rule", "")),
    )


def _unique(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(triples))


def _status(reader: Reader, entry: Entry) -> Status:
    status = entry.table.get("status", "Accepted")
    if status not in get_args(Status):
        reader.complain(entry, f"unknown status {status!r}", nearest(str(status), get_args(Status)))
        return "Unreviewed"
    if status == "Rejected" and not (entry.table.get("contradicts") or entry.table.get("note")):
        reader.complain(entry, "a Rejected claim needs a reason", "name a claim in contradicts, or write a note")
    judgement = reader.things.get(str(_about(entry))) == "Judgement"
    if judgement and status == "Accepted":
        reader.complain(entry, "a judgement is never Accepted", 'status = "Disputed": it is the opinion of the writer')
    return status


def _contradicted(table: Mapping[str, Any], source: str) -> tuple[str, ...]:
    value = table.get("contradicts", [])
    return tuple(each if ":" in each else f"{source}:{each}" for each in ([value] if isinstance(value, str) else value))


def _readings(reader: Reader, entry: Entry) -> Iterator[Reading]:
    reads, why = entry.table.get("reads", {}), entry.table.get("why", "")
    if reads and not why:
        reader.complain(entry, "reads without why", "say why the words are taken to mean something else")
    quoted = " ".join(quote["exact"] for quote in _quotes(entry.table))
    for words, meaning in reads.items():
        if quoted and words not in quoted:
            reader.complain(entry, f"reads {words!r}, which is not in the quote", "quote the words that are read")
        known = meaning in reader.things
        yield Reading(words, thing(meaning) if known else Literal(meaning, _LANGSTRING, "en"), str(why))


# Evidence: quotes at their offsets, or cited places.


def _quotes(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    given = table.get("quote", [])
    quotes = given if isinstance(given, list) else [given]
    several = len(quotes) > 1
    return [
        {"exact": each["exact"], "occurrence": each.get("occurrence")}
        if isinstance(each, Mapping) and "exact" in each
        else {"exact": str(each), "occurrence": None if several else table.get("occurrence")}
        for each in quotes
    ]


def _evidence(reader: Reader, entry: Entry, source: Source) -> Iterator[Passage]:
    quotes, locator = _quotes(entry.table), entry.table.get("locator", "")
    if source.text is None and quotes:
        reader.complain(entry, "a quote, but no text is stored", "cite the place with locator instead")
    elif source.text is None and not locator:
        reader.complain(entry, "the claim has no evidence", 'add locator = "Article II", a page or a document number')
    elif source.text is not None and not quotes:
        reader.complain(entry, "the claim has no evidence", "add quote: the exact words of text.txt")
    elif source.text is None:
        yield Passage(source.id, locator=str(locator))
    else:
        for quote in quotes:
            passage = _located(reader, entry, source, quote)
            if passage:
                yield passage


def _located(reader: Reader, entry: Entry, source: Source, quote: Mapping[str, Any]) -> Passage | None:
    exact, occurrence = quote["exact"], quote["occurrence"]
    text = source.text or ""
    starts = [at for at in _find_all(exact, text)]
    if not starts:
        advice = f"nearest: {_nearest_passage(exact, text)!r}"
        reader.complain(entry, f"the quote is not in {source.id}/text.txt: {exact!r}", advice)
        return None
    if len(starts) > 1 and occurrence is None:
        advice = f"add occurrence = 1 to {len(starts)}, or quote more words"
        reader.complain(entry, f"the quote stands {len(starts)} times in the text: {exact!r}", advice)
        return None
    number = 1 if occurrence is None else occurrence
    if not isinstance(number, int) or not 1 <= number <= len(starts):
        reader.complain(entry, f"occurrence = {number}, but the quote stands {len(starts)} times", "count from 1")
        return None
    start, end = starts[number - 1], starts[number - 1] + len(exact)
    prefix, suffix = _around(reader.sentences.get(source.id, ()), text, start, end)
    return Passage(source.id, exact, start, end, prefix, suffix, str(entry.table.get("locator", "")), number)


def _find_all(exact: str, text: str) -> Iterator[int]:
    at = text.find(exact) if exact else -1
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def _around(sentences: Sequence[Sentence], text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence, or sentences, in which the quote stands."""
    touched = [each for each in sentences if each.start < end and start < each.end]
    first = min((each.start for each in touched), default=start)
    last = max((each.end for each in touched), default=end)
    return text[min(first, start) : start], text[end : max(last, end)]


def _nearest_passage(exact: str, text: str) -> str:
    """The stretch of the text that is most like a quote that is not in it."""
    size = max(len(exact), 1)
    step = max(size // 4, 1)
    windows = [text[at : at + size] for at in range(0, max(len(text) - size, 0) + 1, step)]
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(exact)

    def likeness(window: str) -> float:
        matcher.set_seq1(window)
        return matcher.quick_ratio()

    best = sorted(range(len(windows)), key=lambda at: likeness(windows[at]), reverse=True)[:1]
    if not best:
        return ""
    at = best[0] * step
    return text[max(at - step, 0) : at + size + step]


# What holds between claims, by name.


def _check_keys(reader: Reader, claims: Sequence[Claim]) -> None:
    keys = {claim.key for claim in claims}
    seen: dict[str, Entry] = {}
    for entry in reader.corpus.claims:
        key = f"{entry.source}:{entry.table.get('id')}"
        if key in seen:
            reader.complain(entry, f"the id stands twice, first at line {seen[key].line}", "give one of them another")
        seen.setdefault(key, entry)
        for other in _contradicted(entry.table, entry.source):
            if other not in keys and other not in seen:
                reader.complain(entry, f"contradicts {other!r}, which is no claim", nearest(other, keys))
    _warn_of_slips(reader)


def _warn_of_slips(reader: Reader) -> None:
    """Warn where a thing is spoken of once and has nearly the name of another: perhaps a slip of the pen."""
    times: dict[str, list[Entry]] = {}
    for entry in (*reader.corpus.entities, *reader.corpus.claims):
        times.setdefault(str(_about(entry)), []).append(entry)
    for name, entries in sorted(times.items()):
        others = [each for each in times if re.sub(r"[0-9]+", "", each) != re.sub(r"[0-9]+", "", name)]
        close = difflib.get_close_matches(name, others, n=1, cutoff=0.93)
        if close and len(entries) == 1 and len(times[close[0]]) >= len(entries):
            reader.complain(entries[0], f"{name!r} is nearly {close[0]!r}", "the same thing?", "warning")


__all__ = ["DATE_KEYS", "interpret"]
