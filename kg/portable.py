"""Triples come in; what some triplestore would refuse, change or lose goes out, one line each.

The rules hold for the data that we publish: Turtle that keeps them comes back whole from every store that was tried.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from kg.namespaces import RDF, shorten
from kg.rdf import LOST_IN_TEXT, MOST_BYTES_OF_LITERAL
from kg.terms import XSD, Iri, Literal, Term, Triple

MOST_BYTES_OF_IRI = 1_000

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.", re.DOTALL)
_NOT_IN_IRI = re.compile(r"[\x00-\x20\x7f-\x9f\"<>{}|^`\\\[\]\ud800-\udfff]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-F]{2})")
_DOT_SEGMENT = re.compile(r"/\.{1,2}(?=[/?#]|\Z)")
_LANGUAGE = re.compile(r"[a-z]{1,8}(?:-[a-z0-9]{1,8})*\Z")

_FORMS = {
    XSD + "string": re.compile(r".*\Z", re.DOTALL),
    XSD + "anyURI": re.compile(r".*\Z", re.DOTALL),
    RDF + "langString": re.compile(r".*\Z", re.DOTALL),
    XSD + "boolean": re.compile(r"(?:true|false)\Z"),
    XSD + "integer": re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z"),
    XSD + "decimal": re.compile(r"(?!-0\.0\Z)(?!-?[0-9.]{17})-?(?:0|[1-9][0-9]*)\.(?:[0-9]*[1-9]|0)\Z"),
    XSD + "date": re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    XSD + "gYearMonth": re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}\Z"),
    XSD + "gYear": re.compile(r"(?!0000)[0-9]{4}\Z"),
    XSD + "dateTime": re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]*[1-9])?Z\Z"),
}
_TEMPORAL = {XSD + "date": "", XSD + "gYearMonth": "-01", XSD + "gYear": "-01-01", XSD + "dateTime": ""}
_NUMERIC = (XSD + "integer", XSD + "decimal")


def faults(triples: Iterable[Triple]) -> list[str]:
    """Say what in these triples does not load everywhere, sorted; empty where all of it does.

    >>> born = Triple(Iri("http://example.org/a"), Iri("http://example.org/b"), Literal("1904-02-30", XSD + "date"))
    >>> faults([born])
    ['http://example.org/a http://example.org/b: "1904-02-30" is not a plain xsd:date']
    """
    every = set(triples)
    # Most terms stand in many triples: each is looked at once.
    wrong = {term: faults for term in {term for each in every for term in each} if (faults := tuple(_of_term(term)))}
    found = {f"{_where(each)}: {fault}" for each in every if wrong for term in each for fault in wrong.get(term, ())}
    return sorted(found | set(_clashes(every)))


def _where(triple: Triple) -> str:
    return f"{shorten(triple.subject)} {shorten(triple.predicate)}"


def _of_term(term: Term) -> Iterator[str]:
    return _of_literal(term) if isinstance(term, Literal) else _of_iri(term)


def _of_iri(iri: Iri) -> Iterator[str]:
    if iri.startswith("_:"):
        yield f"{iri} is a blank node; give it an IRI"
        return
    if not _ABSOLUTE.match(iri):
        yield f"<{iri}> is not absolute"
    if _NOT_IN_IRI.search(iri) or iri.count("#") > 1:
        yield f"<{iri}> has a sign that no IRI may have"
    if _BARE_PERCENT.search(iri):
        yield f"<{iri}> has a per cent sign without two capital hexadecimal digits"
    if _DOT_SEGMENT.search(iri):
        yield f"<{iri}> has a dot segment, which some stores resolve"
    if len(iri.encode("utf-8", "replace")) >= MOST_BYTES_OF_IRI:
        yield f"<{iri[:60]}...> has {MOST_BYTES_OF_IRI} bytes or more"


def _of_literal(literal: Literal) -> Iterator[str]:
    shown = f'"{literal.value[:60]}"'
    if LOST_IN_TEXT.search(literal.value):
        yield f"{shown} holds a NUL, a carriage return or half of a character"
    if len(literal.value.encode("utf-8", "replace")) >= MOST_BYTES_OF_LITERAL:
        yield f"{shown}... has {MOST_BYTES_OF_LITERAL} bytes or more"
    is_text = literal.datatype == RDF + "langString"
    if bool(literal.language) != is_text or (is_text and not _LANGUAGE.match(literal.language)):
        yield f"{shown} has the language tag {literal.language!r}; tags are written in lower case"
    form = _FORMS.get(literal.datatype)
    if form is None:
        yield f"{shown} is a {shorten(literal.datatype)}, which some stores change"
    elif not form.match(literal.value) or not _is_in_calendar(literal):
        yield f"{shown} is not a plain {shorten(literal.datatype)}"


def _is_in_calendar(literal: Literal) -> bool:
    if literal.datatype not in _TEMPORAL:
        return True
    try:
        datetime.datetime.fromisoformat(literal.value + _TEMPORAL[literal.datatype])
    except ValueError:
        return False
    return "T24:" not in literal.value


def _clashes(triples: Iterable[Triple]) -> Iterator[str]:
    """Values on one subject and property that a store takes for one and the same, and keeps but one of."""
    measured = [
        (subject, predicate, term)
        for subject, predicate, term in triples
        if isinstance(term, Literal) and term.datatype in _MEASURES
    ]
    seen: dict[tuple[Iri, Iri, object], Literal] = {}
    for subject, predicate, term in sorted(measured):
        first = seen.setdefault((subject, predicate, _MEASURES[term.datatype](term)), term)
        if first != term:
            yield f'{shorten(subject)} {shorten(predicate)}: "{first}" and "{term}" are one value to some stores'


def _moment(literal: Literal) -> object:
    day, _, clock = literal.value.partition("T")
    return ("moment", day + _TEMPORAL[literal.datatype], clock.removesuffix("Z") or "00:00:00")


def _number(literal: Literal) -> object:
    return ("number", Decimal(literal.value)) if _FORMS[literal.datatype].match(literal.value) else literal


_MEASURES: dict[str, Callable[[Literal], object]] = {
    **dict.fromkeys(_TEMPORAL, _moment),
    **dict.fromkeys(_NUMERIC, _number),
}
