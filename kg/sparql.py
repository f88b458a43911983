"""Text of a query in; its form, whether it calls SERVICE, and what is wrong with it out: what no engine tells.

A list of tokens is enough for that: no grammar is needed, and so no parser, whose import would cost more than a query.
"""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.namespaces import PREFIXES

MOST_SIGNS = 48_000  # of a query, its values apart: eight times the longest of ours, and what Oxigraph has room for

_READS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

_TOKEN = re.compile(
    r'''(?P<blank>\#[^\r\n]*|"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
                 |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|[?$]\w+|@[A-Za-z0-9-]+)
      |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>)
      |(?P<name>[\w.-]{0,200}:(?:[\w.:%-]|\\.)*)
      |(?P<word>\w+)|(?P<open>[({\[])|(?P<close>[)}\]])|(?P<quote>["'])
      |\\.''',
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*(?:(?:BASE\s*<>|PREFIX\s*[^\s:]*:\s*<>)\s*)*(\w*)", re.IGNORECASE)
_AROUND = 100  # signs of a line, before and after the mark

# Only IRIs in pointed brackets count as values, since nothing in them can be taken for brackets or operators.
_VALUES = r"(?i)\bVALUES\s*[?$]\w+\s*\{(?:\s*<[^<>\s(){}\[\]]*>)*\s*\}"  # compiled where it is needed, hardly ever


def refuse_too_long(sparql: str) -> None:
    """Refuse what Oxigraph would use up its stack with, and with it the process. Raises QueryError."""
    if len(sparql) > MOST_SIGNS and (signs := len(re.sub(_VALUES, "", sparql))) > MOST_SIGNS:
        advice = "ask in parts, or give IRIs as VALUES of one variable"
        raise QueryError(f"the query has {signs:,} signs, and no more than {MOST_SIGNS:,} are read; {advice}")


def reading_form(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE. Raises QueryError where a query is of no such form."""
    form = query_form(sparql)
    if form in _READS:
        return form
    if form in _UPDATES:
        raise QueryError(f"{form} changes a store; here it can only be asked, by SELECT, ASK, CONSTRUCT or DESCRIBE")
    begins = f"this begins with {form}" if form else "here nothing of the kind was found"
    raise QueryError(f"after its PREFIX lines a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE; {begins}")


def query_form(sparql: str) -> str:
    r"""Return the word that a query does its work by, in capitals: SELECT, ASK, CONSTRUCT, DESCRIBE, INSERT...

    >>> query_form("# SELECT?\nPREFIX dip: <https://example.org/select#> ask { ?s a dip:War }")
    'ASK'
    """
    bare = _TOKEN.sub(lambda token: {"blank": " ", "iri": "<>"}.get(token.lastgroup or "", token[0]), sparql)
    match = _PROLOGUE.match(bare)
    return match[1].upper() if match else ""


def calls_service(sparql: str) -> bool:
    """Whether a query may call SERVICE; comments, strings, IRIs and names that hold the word do not count.

    In doubt the answer is yes: Oxigraph reads ``1<2#`` as a comparison before a comment, ``SERVICEx:y`` as SERVICE.
    """
    low = sparql.lower()
    if "service" not in low:
        return False
    for token in _TOKEN.finditer(low):
        kind, text, end = token.lastgroup, token[0], token.end()
        if kind == "word" and "service" in text:
            return True
        if kind == "name" and "service" in text.partition(":")[0] and low[end:].lstrip().startswith("{"):
            return True
        if kind == "iri" and re.search("[#']", text.partition("://")[0]) and "service" in low[end:]:
            return True
    return False


def explain_mistake(sparql: str, message: str) -> str:
    """Say what is wrong with a query that Oxigraph refuses with this message, with the line and a mark under it."""
    row, column = 1, 1
    if mistake := _find_mistake(sparql):
        offset, reason = mistake
        row, column = sparql.count("\n", 0, offset) + 1, offset - sparql.rfind("\n", 0, offset)
        where = f"at line {row}, column {column}"
    elif place := re.search(r"error at (\d+):(\d+): expected (.*)", message, re.DOTALL):
        row, column = _last_written(sparql, int(place[1]), int(place[2]))
        # Oxigraph adds the length of the keywords that it tried, so its place may be some letters too late.
        where, reason = f"at line {row}, at or before column {column}", _reason(place[3])
    else:
        return f"the query cannot be read: {message}"
    line = sparql.split("\n")[row - 1]
    begin = max(column - 1 - _AROUND, 0)
    line, column = line[begin : column - 1 + _AROUND], column - begin
    mark = re.sub(r"[^\t]", " ", line[: column - 1]) + "^"
    return f"the query cannot be read {where}: {reason}\n  {line}\n  {mark}"


def _last_written(sparql: str, row: int, column: int) -> tuple[int, int]:
    lines = sparql.split("\n")[:row]
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
        column = len(lines[-1]) + 1
    return len(lines), column


def _reason(expected: str) -> str:
    said = re.search(r"(?:\A|, |one of )((?:The|IRI)[^,]* [^,]*)", expected)
    return said[1] if said else "something is missing or misspelt"


def _find_mistake(sparql: str) -> tuple[int, str] | None:
    """Find the commonest mistakes: a prefix that is not declared, a bracket or a quotation mark without its fellow."""
    declared = {"_"}
    opened: list[tuple[str, int]] = []
    before = ""
    for token in _TOKEN.finditer(sparql):
        kind, text, start = token.lastgroup, token[0], token.start()
        prefix = text.partition(":")[0].lstrip(".-")
        if kind == "name" and before.upper() == "PREFIX":
            declared.add(prefix)
        elif kind == "name" and prefix not in declared:
            known = PREFIXES.get(prefix, "its address")
            return start, f"the prefix {prefix}: is not declared; write PREFIX {prefix}: <{known}> at the top"
        elif kind == "quote":
            return start, f"this {text} begins a string that is not closed"
        elif kind == "open":
            opened.append((text, start))
        elif kind == "close":
            begun = opened.pop()[0] if opened else ""
            if begun + text not in ("{}", "()", "[]"):
                return start, f"this {text} comes before {begun} is closed" if begun else f"this {text} closes nothing"
        before = text
    return (opened[-1][1], f"this {opened[-1][0]} is not closed") if opened else None
