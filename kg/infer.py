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
from kg.errors import OntologyError
from kg.namespaces import LABEL, RDF, TYPE, dip
from kg.terms import Iri, Literal, Triple, Triples

Construct = Callable[[Sequence[Triple], str], Triples]
Tell = Callable[[Iri], str]


def derive(
    facts: Sequence[Triple], terms: Sequence[Triple], rules: Iterable[Path], construct: Construct
) -> list[Triple]:
    """What the rules make of facts and terms, once each, without what is a fact already.

    ``construct`` runs a CONSTRUCT over triples. Raises OntologyError: a rule file is not a CONSTRUCT.
    """
    known, derived = set(facts), dict[Triple, None]()
    for rule in rules:
        sparql = rule.read_text("utf-8")
        if "CONSTRUCT" not in sparql:
            raise OntologyError(f"{rule}: a rule is a CONSTRUCT query")
        made = construct([*facts, *derived, *terms], sparql).triples
        derived |= dict.fromkeys(triple for triple in made if triple not in known)
    return list(derived)


def edtf(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The dates of each thing in EDTF, from its bounds."""
    bounds: dict[Iri, dict[str, datetime.date]] = {}
    for triple in triples:
        name = _BOUNDS.get(triple.predicate)
        if name and isinstance(triple.object, Literal):
            bounds.setdefault(triple.subject, {})[name] = datetime.date.fromisoformat(triple.object.value)
    for subject, known in bounds.items():
        for point in ("Start", "End"):
            written = dates.to_edtf(known.get(f"earliest{point}"), known.get(f"latest{point}"))
            if written:
                yield Triple(subject, dip(f"edtf{point}"), Literal(written))


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
