"""Facts and ontology come in; what follows from them goes out, apart, and marked as derived.

Rules are SPARQL CONSTRUCT files, run in the order of their names, each over what the ones before it made.
Two things follow that no rule can write: dates in EDTF from the four bounds, and a sentence as the label of a
thing that has none.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg import dates
from kg.errors import OntologyError, QueryError
from kg.namespaces import LABEL, RDF, TYPE, dip, shorten
from kg.sparql import query_form
from kg.terms import XSD, Answer, Iri, Literal, Triple, Triples

Construct = Callable[[Sequence[Triple], str], Answer]
Tell = Callable[[Iri], str]


def derive(
    facts: Sequence[Triple], terms: Sequence[Triple], rules: Iterable[Path], construct: Construct
) -> list[Triple]:
    """What the rules make of facts and terms, once each, without what is a fact already.

    ``construct`` runs a query over triples. Raises OntologyError: a rule file is not a CONSTRUCT, cannot be run, or
    writes a bound that is no day.
    """
    known, derived = set(facts), dict[Triple, None]()
    for rule in rules:
        made = _made_by(rule, [*facts, *derived, *terms], construct)
        derived |= dict.fromkeys(triple for triple in made if triple not in known)
    return list(derived)


def _made_by(rule: Path, triples: Sequence[Triple], construct: Construct) -> tuple[Triple, ...]:
    try:
        sparql = rule.read_text("utf-8")
        made = construct(triples, sparql) if query_form(sparql) == "CONSTRUCT" else None
    except (OSError, UnicodeDecodeError, QueryError) as error:
        raise OntologyError(f"{rule}: {error}") from error
    if not isinstance(made, Triples):
        raise OntologyError(f"{rule}: a rule is a CONSTRUCT query")
    for triple in made.triples:
        if triple.predicate in _BOUNDS and _day(triple) is None:
            raise OntologyError(f"{rule}: {_no_day(triple)}")
    return made.triples


def edtf(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The dates of each thing in EDTF, from its bounds. Raises OntologyError: a bound is no day."""
    bounds: dict[Iri, dict[str, datetime.date]] = {}
    for triple in triples:
        name = _BOUNDS.get(triple.predicate)
        if name:
            day = _day(triple)
            if day is None:
                raise OntologyError(_no_day(triple))
            bounds.setdefault(triple.subject, {})[name] = day
    for subject, known in bounds.items():
        for point in ("Start", "End"):
            written = dates.to_edtf(known.get(f"earliest{point}"), known.get(f"latest{point}"))
            if written:
                yield Triple(subject, dip(f"edtf{point}"), Literal(written))


def _day(triple: Triple) -> datetime.date | None:
    """The day that a bound gives; ``None`` where it is none, or is written in another way than 1904-02-08."""
    value = triple.object
    if not isinstance(value, Literal) or value.datatype != XSD + "date":
        return None
    try:
        day = datetime.date.fromisoformat(value.value)
    except ValueError:
        return None
    return day if day.isoformat() == value.value else None


def _no_day(triple: Triple) -> str:
    said = f"{shorten(triple.subject)} has the {shorten(triple.predicate)} {str(triple.object)!r}"
    return f'{said}, which is no day; write a whole xsd:date, "1904-02-08"^^xsd:date'


def labels(triples: Iterable[Triple], tell: Tell) -> Iterator[Triple]:
    """A sentence as the label of each typed thing that has no label."""
    typed: dict[Iri, None] = {}
    labelled: set[Iri] = set()
    for triple in triples:
        if triple.predicate == TYPE:
            typed[triple.subject] = None
        elif triple.predicate == LABEL:
            labelled.add(triple.subject)
    for subject in typed:
        if subject not in labelled and (sentence := tell(subject)):
            yield Triple(subject, LABEL, Literal(sentence, RDF + "langString", "en"))


_BOUNDS = {dip(name): name for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")}
