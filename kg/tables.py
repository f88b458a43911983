"""Answers of a store in, text out: a table for a terminal, CSV, TSV, JSON, Markdown, Turtle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal as OneOf

from kg import rdf
from kg.errors import QueryError
from kg.namespaces import shorten
from kg.terms import XSD, Answer, Iri, Table, Term, Triples

Form = OneOf["table", "csv", "tsv", "json", "md", "turtle"]
FORMS: tuple[Form, ...] = ("table", "csv", "tsv", "json", "md", "turtle")

_STRING = XSD + "string"


def render(answer: Answer, form: Form = "table", *, width: int | None = None) -> str:
    """Write an answer as text that ends in a line break; the same answer always gives the same text.

    ``csv``, ``tsv`` and ``json`` are the SPARQL 1.1 result formats with whole IRIs. Cells of ``csv`` are raw: one that
    begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet. ``table`` and ``md`` are for people: IRIs
    are shortened, line breaks shown as spaces; ``width`` cuts the cells of ``table``, in columns of the terminal.
    Triples are Turtle in ``table`` and ``turtle``, and three columns else; an ASK is ``true`` or ``false``.
    Raises QueryError for rows in ``turtle``.
    """
    if isinstance(answer, bool):
        word = str(answer).lower()
        return f'{{"head":{{}},"boolean":{word}}}\n' if form == "json" else f"{word}\n"
    if isinstance(answer, Triples):
        if form in ("table", "turtle"):
            return rdf.turtle(answer.triples)
        answer = Table(("subject", "predicate", "object"), answer.triples)
    if form == "table":
        return _aligned(answer, width)
    if form == "turtle":
        raise QueryError("a SELECT has rows, which Turtle cannot hold; ask by CONSTRUCT, or take table, csv, tsv, json")
    return {"csv": _csv, "tsv": _tsv, "json": _json, "md": _markdown}[form](answer)


def _aligned(table: Table, width: int | None) -> str:
    rows = [[_cut(_plain(term), width) for term in row] for row in table.rows]
    names = list(table.variables)
    widths = [max(_columns(row[i]) for row in [names, *rows]) for i in range(len(names))]
    lines = [names, ["-" * w for w in widths], *rows]
    return "".join(_pad(line, widths).rstrip() + "\n" for line in lines)


def _pad(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - _columns(cell)) for cell, width in zip(cells, widths, strict=True))


def _markdown(table: Table) -> str:
    rows = [[_escape_markdown(_plain(term)) for term in row] for row in table.rows]
    lines = [list(table.variables), ["---"] * len(table.variables), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _escape_markdown(text: str) -> str:
    return re.sub(r"([\\|`*\[\]])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _plain(term: Term | None) -> str:
    """Give a term the form that people read, on one line and harmless to a terminal."""
    if term is None:
        return ""
    text = shorten(term) if isinstance(term, Iri) else term.value
    text = re.sub(r"\s+", " ", text)
    # Escape sequences and marks that reverse the writing could make a cell show what it does not say.
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lambda c: f"\\u{ord(c[0]):04x}", text)


def _columns(text: str) -> int:
    """Count the columns of a terminal that a text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_column(letter) for letter in text)


def _column(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _cut(text: str, width: int | None) -> str:
    if width is None or _columns(text) <= width:
        return text
    kept, room = "", width - 1
    for letter in text:
        room -= _column(letter)
        if room < 0:
            break
        kept += letter
    return kept + "…"


def _csv(table: Table) -> str:
    rows: list[Sequence[object]] = [table.variables, *table.rows]
    lines = (",".join(_csv_cell(cell) for cell in row) for row in rows)
    # Readers skip an empty line: a lone unbound cell is written as an empty one.
    return "".join((line or '""') + "\r\n" for line in lines)


def _csv_cell(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if re.search('[",\r\n]', text) else text


def _tsv(table: Table) -> str:
    head = "\t".join(f"?{name}" for name in table.variables)
    rows = ("\t".join("" if term is None else rdf.plainly(term) for term in row) for row in table.rows)
    return "".join(f"{line}\n" for line in [head, *rows])


def _json(table: Table) -> str:
    import json

    head = json.dumps({"vars": table.variables}, ensure_ascii=False)
    rows = [json.dumps(_json_row(row), ensure_ascii=False) for row in table]
    body = "\n" + ",\n".join(rows) + "\n" if rows else ""
    return f'{{"head": {head},\n"results": {{"bindings": [{body}]}}}}\n'


def _json_row(row: dict[str, Term | None]) -> dict[str, dict[str, str]]:
    return {name: _json_term(term) for name, term in row.items() if term is not None}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        blank = term.startswith("_:")
        return {"type": "bnode", "value": term[2:]} if blank else {"type": "uri", "value": term}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    kind = {} if term.datatype == _STRING else {"datatype": term.datatype}
    return {"type": "literal", "value": term.value, **kind}
