"""Answers about claims come in; claims with their words, their dates and what speaks against them go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Passage
from kg.terms import Table


@dataclass(frozen=True, slots=True)
class Against:
    """Another claim that cannot be true beside this one."""

    id: str
    sentence: str
    status: str
    note: str
    source_title: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A date in the words of a source; ``gregorian`` is the same day as an ISO date."""

    text: str
    calendar: str
    value: str
    gregorian: str


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as a store holds it: what it says, where the words are, and how it stands."""

    id: str
    thing: str
    about: str
    sentence: str
    status: str
    note: str
    source: str
    source_title: str
    citation: str
    url: str
    by: str
    rule: str
    passages: tuple[Passage, ...]
    against: tuple[Against, ...] = ()
    readings: tuple[tuple[str, str, str], ...] = ()  # the words, what they stand for, why
    start: str = ""  # EDTF
    end: str = ""
    written: tuple[Written, ...] = ()
    iri: str = ""


def read(claims: Table, against: Table, readings: Table, dates: Table) -> list[Said]:
    """Put the answers of ``queries/parts`` together: one value a claim and thing, in the order of the claims."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    passages: dict[tuple[str, str], dict[Passage, None]] = {}
    for row in rows(claims):
        key = (row["thing"], row["claim"])
        found.setdefault(key, row)
        passages.setdefault(key, {})[_passage(row)] = None
    opposed, read_as, dated, written = _against(against), _readings(readings), _dates(dates), _written(dates)
    return [
        Said(
            id=row["id"],
            thing=thing,
            about=row["about"],
            sentence=row["sentence"],
            status=row["status"].capitalize(),
            note=row["note"],
            source=row["source"],
            source_title=row["sourceTitle"],
            citation=row["citation"],
            url=row["url"],
            by=row["by"],
            rule=row["rule"],
            passages=tuple(passages[thing, claim]),
            against=tuple(opposed.get(claim, ())),
            readings=tuple(read_as.get(claim, ())),
            start=dated.get((claim, "edtfStart"), ""),
            end=dated.get((claim, "edtfEnd"), ""),
            written=tuple(written.get(claim, ())),
            iri=claim,
        )
        for (thing, claim), row in found.items()
    ]


def rows(table: Table) -> Iterable[dict[str, str]]:
    """The rows of a table as plain strings; an unbound cell is empty."""
    for row in table:
        yield {name: "" if term is None else str(term) for name, term in row.items()}


def _passage(row: dict[str, str]) -> Passage:
    start, end = (int(row[each]) if row[each] else -1 for each in ("start", "end"))
    return Passage(row["source"], row["exact"], start, end, row["prefix"], row["suffix"], row["locator"])


def _against(table: Table) -> dict[str, list[Against]]:
    """What is against each claim; a claim that is said to contradict and to be contradicted stands once."""
    first: dict[tuple[str, str], dict[str, str]] = {}
    passages: dict[tuple[str, str], dict[Passage, None]] = {}
    for row in rows(table):
        key = (row["claim"], row["otherId"])
        first.setdefault(key, row)
        passages.setdefault(key, {})[_passage(row)] = None
    found: dict[str, list[Against]] = {}
    for (claim, other), row in first.items():
        status, told = row["otherStatus"].capitalize(), (row["otherNote"], row["otherSourceTitle"])
        words = tuple(passages[claim, other])
        found.setdefault(claim, []).append(Against(other, row["otherSentence"], status, *told, words))
    return found


def _readings(table: Table) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows(table):
        found.setdefault(row["claim"], []).append((row["words"], row["meaning"], row["why"]))
    return found


def _dates(table: Table) -> dict[tuple[str, str], str]:
    return {(row["claim"], row["property"]): row["value"] for row in rows(table) if row["property"]}


def _written(table: Table) -> dict[str, list[Written]]:
    found: dict[str, list[Written]] = {}
    for row in rows(table):
        each = Written(row["text"], row["calendar"], row["written"], row["gregorian"])
        if row["text"] and each not in found.setdefault(row["claim"], []):
            found[row["claim"]].append(each)
    return found
