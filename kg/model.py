"""The values that pass from stage to stage: frozen, typed, and without any RDF library.

Offsets count Unicode code points of the stored text, from 0, end excluded. Dates are ``datetime.date``
in the proleptic Gregorian calendar.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from typing import Literal as OneOf

from kg.errors import Problem
from kg.terms import Iri, Term, Triple

Status = OneOf["Accepted", "Disputed", "Rejected", "Unreviewed"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of when something began and ended; ``None`` where nothing is known."""

    earliest_start: datetime.date | None = None
    latest_start: datetime.date | None = None
    earliest_end: datetime.date | None = None
    latest_end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document that claims are taken from: a stored text, or a document of record that is cited."""

    id: str
    title: str
    folder: Path
    text: str | None = None
    sha256: str = ""
    language: str = "en"
    facts: Mapping[str, str] = field(default_factory=dict)  # author, date, url, licence, citation, note
    recorded: str = ""  # the SHA-256 that source.toml has: another one where the text was changed since


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[claim]]`` or ``[[entity]]`` table, with the place where it stands, and the lines of its keys."""

    path: str
    line: int
    source: str
    table: Mapping[str, Any]
    keys: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a page of its own is drawn about: a question with a column ``thing``, or one thing."""

    name: str
    title: str
    line: int = field(default=0, compare=False)  # in corpus.toml


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a folder holds: values only, nothing checked against the ontology yet."""

    folder: Path
    sources: tuple[Source, ...]
    entities: tuple[Entry, ...]
    claims: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    title: str = "A corpus without a title"
    description: str = ""
    creator: str = ""
    licence: str = ""
    topics: tuple[Topic, ...] = ()

    @property
    def ontology(self) -> Path | None:
        """The folder of the terms that this corpus brings itself, if it does."""
        folder = self.folder / "ontology"
        return folder if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a stored text, at its offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source says something: a quote at its offsets in a stored text, or a cited place.

    ``prefix`` and ``suffix`` are the rest of the sentence around the quote.
    """

    source: str
    exact: str = ""
    start: int = -1
    end: int = -1
    prefix: str = ""
    suffix: str = ""
    locator: str = ""
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of a source and what they were taken to stand for, with the reason."""

    words: str
    stands_for: Term
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place in one source says of one thing, and the project's stance towards it."""

    source: str
    id: str
    about: Iri
    says: tuple[Triple, ...]
    evidence: tuple[Passage, ...]
    status: Status = "Accepted"
    contradicts: tuple[str, ...] = ()  # "source:claim"
    reads: tuple[Reading, ...] = ()
    note: str = ""
    by: str = ""
    rule: str = ""
    label: str = ""

    @property
    def key(self) -> str:
        """The name of the claim in the whole corpus, ``source:claim``."""
        return f"{self.source}:{self.id}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple that stands as plain fact, and the Accepted claims that say it."""

    triple: Triple
    claims: tuple[Claim, ...]
