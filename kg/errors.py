"""What can go wrong, as a tree; every message says what, where and what to do next.

KgError                  exit code 3; ``except kg.KgError`` catches all that is not a bug
├── CorpusError          source, authority or claim files are wrong; carries .problems
│   └── DateError        a date that cannot be read, or that no calendar has
├── OntologyError        a term, rule, shape or check is missing or malformed
├── DoesNotConform       the graph broke a shape or a check; carries .report (exit code 1)
├── QueryError           unknown query, bad SPARQL, missing or wrong parameter
└── StoreError           a store cannot be opened or did not answer; carries .endpoint
"""

from __future__ import annotations

import datetime
import re
import reprlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a corpus: where it stands, what is wrong, and what to do.

    ``path`` is relative to the corpus, ``line`` counts from 1 (0 where it is not known), ``claim`` is
    ``source:claim`` (empty where the mistake is not in a claim), ``advice`` may be empty.
    """

    path: str
    line: int
    claim: str
    message: str
    advice: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        claim = f" [{self.claim}]" if self.claim else ""
        advice = f" ({self.advice})" if self.advice else ""
        word = "warning: " if self.severity == "warning" else ""
        return f"{where}:{claim} {word}{self.message}{advice}"


class KgError(Exception):
    """Something that the user can mend."""

    exit_code = 3


class CorpusError(KgError):
    """Files of a corpus are wrong; ``problems`` holds every mistake found, not only the first."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class DateError(CorpusError, ValueError):
    """A date that cannot be read, or that does not exist in its calendar."""


class OntologyError(KgError):
    """A term, rule, shape or check is missing or malformed."""


class DoesNotConform(KgError):  # noqa: N818 (it reads as what happened)
    """The graph broke a shape or a check; ``report`` has a line for each result."""

    exit_code = 1

    def __init__(self, message: str, report: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.report = tuple(report)


class QueryError(KgError):
    """The question cannot be asked: unknown name, bad SPARQL, missing or wrong parameter."""


class StoreError(KgError):
    """A store cannot be opened or did not answer; ``endpoint`` names it."""

    def __init__(self, message: str, endpoint: str = "") -> None:
        super().__init__(message)
        self.endpoint = endpoint


def causes_first(problems: Iterable[Problem]) -> list[Problem]:
    """Problems once each and in order: those of whole files first, since others may follow from them.

    Where the authority file is broken, what only follows from its names being unknown is counted and not told.
    """
    every = sorted(set(problems), key=lambda each: (each.claim != "", each))
    broken = next(
        (each for each in every if each.path == _AUTHORITY and not each.claim and each.severity == "error"), None
    )
    if broken is None:
        return every
    left = [each for each in every if not _FOLLOWS.search(f"{each.message} ({each.advice})")]
    number = len(every) - len(left)
    told = Problem(
        _AUTHORITY, broken.line, "", f"{counted(number, 'mistake')} about names that it may give", "mend it first"
    )
    return sorted([*left, told], key=lambda each: (each.claim != "", each)) if number else every


_AUTHORITY = "authority.toml"
_FOLLOWS = re.compile(
    "nothing has that name|nothing says of what class|no Accepted claim|is nearly|contradicts 'authority:"
)


def counted(number: int, noun: str) -> str:
    """A number and its noun, in the plural where that is right.

    >>> counted(1, "mistake"), counted(2, "result")
    ('1 mistake', '2 results')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def a(noun: str) -> str:
    """A noun with its article.

    >>> a("War"), a("Alliance")
    ('a War', 'an Alliance')
    """
    return f"{'an' if noun[:1] in set('AEIOUaeio') else 'a'} {noun}"


def excerpt(text: str, most: int = 120) -> str:
    """A text as a message shows it: on one line, in quotation marks, and cut where it is long."""
    return repr(text if len(text) <= most else f"{text[: most - 3].rstrip()}...")


def shown(value: object) -> str:
    """A value of a TOML file as a message shows it: as the file has it, on one line, and cut where it is long.

    >>> shown("a" * 500)[-8:], shown(True), shown(datetime.date(1904, 2, 12))
    ("aaaa...'", 'true', '1904-02-12')
    """
    if isinstance(value, str):
        return excerpt(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return excerpt(_SHORT.repr(value))[1:-1] if isinstance(value, int) else _SHORT.repr(value)


_SHORT = reprlib.Repr()  # lists and tables may be without end, and in one another without end
_SHORT.maxstring = _SHORT.maxother = 60
_SHORT.maxlevel = 3
