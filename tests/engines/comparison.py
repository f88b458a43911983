"""Rows that an engine answers, compared with a file of expected rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Context
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from tests.engines import Rows

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_SORT_KEY = re.compile(r"(?:ASC|DESC)\s*\(\s*[?$](?P<turned>\w+)\s*\)|[?$](?P<name>\w+)|(?P<else>\S+)", re.IGNORECASE)


class Difference(NamedTuple):
    """What an engine did otherwise: ``how`` as in a deviation, and the rows or words that show it."""

    how: str
    shown: str

    def __str__(self) -> str:
        return f"{self.how}:\n{self.shown}"


class Expected(NamedTuple):
    """A file of expected rows: the plain text of each cell, as in SPARQL's CSV results."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_expected(file: Path) -> Expected:
    """The rows of a CSV file with a header."""
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    # The line of a row with one cell, unbound, is empty.
    return Expected(tuple(header), tuple(tuple(map(plain, row or [""])) for row in rows))


def difference(answer: Rows, expected: Expected, ordered_by: Sequence[str] = ()) -> Difference | None:
    """How the rows differ, as a multiset first, then in the order of those columns that they are ordered by."""
    if answer.variables != expected.variables:
        return Difference("rows", f"columns {answer.variables}, expected {expected.variables}")
    found = [tuple(plain(cell.value) if cell else "" for cell in row) for row in answer.rows]
    missing = Counter(expected.rows) - Counter(found)
    unexpected = Counter(found) - Counter(expected.rows)
    if missing or unexpected:
        return Difference("rows", f"missing {sorted(missing.elements())}\nunexpected {sorted(unexpected.elements())}")
    shown = takewhile(expected.variables.__contains__, ordered_by)
    columns = [expected.variables.index(name) for name in shown]
    for place, (row, wanted) in enumerate(zip(found, expected.rows, strict=True), start=1):
        if any(row[column] != wanted[column] for column in columns):
            return Difference("order", f"row {place} is {row}, expected {wanted}")
    return None


def plain(text: str) -> str:
    """The text of a cell; a number by its value, to 12 digits.

    >>> plain("1.50"), plain("15e-1"), plain("-0"), plain("1905-09-05")
    ('1.5', '1.5', '0', '1905-09-05')
    """
    if not _NUMBER.fullmatch(text):
        return text
    return format(Context(prec=12).create_decimal(text).normalize() + 0, "f")  # adding 0 makes one of -0 and 0


def ordering(sparql: str) -> list[str]:
    """The variables that rows are ordered by first: those before anything else than a variable.

    Rows that agree in them may come in any order, so this is the order that any two engines must share.
    """
    without_comments = re.sub(r"(<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*')|#[^\n]*", r"\1", sparql)
    clause = re.search(r"\bORDER\s+BY\b(.*)", without_comments.rpartition("}")[2], re.IGNORECASE | re.DOTALL)
    names = []
    for key in _SORT_KEY.finditer(clause[1] if clause else ""):
        if key["else"]:
            break
        names.append(key["turned"] or key["name"])
    return names
