"""How things are told: the sentence of a kind is filled with the labels of what a thing has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Claim
from kg.namespaces import DIP, LABEL, TYPE, shorten
from kg.ontology import Kind, Ontology
from kg.sentences import fill, listed, when
from kg.terms import Iri, Literal, Term, Triple

_SILENT = {"earliestStart", "latestStart", "earliestEnd", "latestEnd", "edtfStart", "edtfEnd", "written"}

_TEXT, _CLAUSE = Iri(f"{DIP}text"), Iri(f"{DIP}clause")

Values = Mapping[Iri, Sequence[Term]]  # predicate -> objects


@dataclass(frozen=True)
class Teller:
    """Tells things, and what is said of them, in sentences.

    ``layers`` hold what is known by subject; the first that has a property gives its values.
    """

    ontology: Ontology
    layers: tuple[Mapping[Iri, Values], ...]

    def kind(self, thing: Iri, values: Values) -> tuple[Kind | None, Kind | None]:
        """The most exact class of a thing, and the concept that says more, where ``values`` give one."""
        types = values.get(TYPE) or self._get(thing, TYPE)
        classes = [kind for each in types if isinstance(kind := self.ontology.by_iri.get(str(each)), Kind)]
        if not classes:
            return None, None
        own = max(classes, key=lambda kind: len(self.ontology.ancestors(kind.name)))
        by = self.ontology.properties.get(str(self.ontology.inherited(own.name, "kind_by")))
        concepts = values.get(by.iri, ()) if by else ()
        concept = self.ontology.by_iri.get(str(concepts[0])) if concepts else None
        return own, concept if isinstance(concept, Kind) else None

    def tell(self, thing: Iri, values: Values) -> str:
        """A sentence of what is said of a thing: by the sentence of its kind, else property by property."""
        return self._by_sentence(thing, values) or self._listed(thing, values)

    def name(self, thing: Iri) -> str:
        """A label for a thing that has none: its text, or the sentence of its kind; empty where neither fits."""
        merged = {predicate: self._get(thing, predicate) for layer in self.layers for predicate in layer.get(thing, {})}
        return _words(self._get(thing, _TEXT)) or self._by_sentence(thing, merged) or ""

    def label(self, term: Term) -> str:
        """What a person calls it: its English label or its text; a clause by its sentence; the end of its IRI."""
        if isinstance(term, Literal):
            return term.value
        if _CLAUSE in self.layers[0].get(term, {}):  # what the claim itself says of a provision, and no more
            return self._part(term, self.layers[0][term])
        own = _english(self._get(term, LABEL)) or _words(self._get(term, _TEXT)).rstrip(".")
        if own:
            return own
        if kind := self.ontology.by_iri.get(term):
            return kind.label
        return (self.name(term) if self._get(term, _CLAUSE) else "") or _plain_name(term)

    def _part(self, term: Iri, values: Values) -> str:
        said = {predicate: objects for predicate, objects in values.items() if predicate != _CLAUSE}
        told = _english(values.get(_TEXT, ())).rstrip(".") or self._by_sentence(term, values)
        return told or "; ".join(self._phrases(said)) or _plain_name(term)

    def _get(self, thing: Iri, predicate: Iri) -> Sequence[Term]:
        for layer in self.layers:
            if found := layer.get(thing, {}).get(predicate):
                return found
        return ()

    def _by_sentence(self, thing: Iri, values: Values) -> str | None:
        own, concept = self.kind(thing, values)
        for sentence in (concept.sentence if concept else "", own.sentence if own else ""):
            told = fill(sentence, lambda name: self._labels(thing, name, values)) if sentence else None
            if told:
                return told
        return None

    def _labels(self, thing: Iri, name: str, values: Values) -> list[str]:
        if name == "thing":
            return [self.label(thing)]
        if name == "participant":
            parts = [Iri(part) for part in values.get(Iri(f"{DIP}participation"), ())]
            return sorted(self.label(each) for part in parts for each in self._get(part, Iri(f"{DIP}participant")))
        prop = self.ontology.properties.get(name)
        return sorted(self.label(each) for each in values.get(prop.iri, ())) if prop else []

    def _listed(self, thing: Iri, values: Values) -> str:
        """Property by property: for claims that say only a date, a place, an outcome."""
        said = self._phrases(values)
        name = _english(self._get(thing, LABEL)) or _plain_name(thing)
        return f"{name}: {'; '.join(said)}" if said else name

    def _phrases(self, values: Values) -> list[str]:
        """Each property with its values, but the types and the dates, which are told elsewhere."""
        told = []
        for predicate, objects in values.items():
            term = self.ontology.by_iri.get(predicate)
            if term and term.name not in _SILENT:
                told.append(f"{term.label} {listed(sorted(self._with_clause(each) for each in objects))}")
        return told

    def _with_clause(self, term: Term) -> str:
        """A label; a provision by its clause, what it lays down in brackets."""
        clause = "" if isinstance(term, Literal) else _words(self._get(term, _CLAUSE))
        return f"{clause} ({self.label(term)})" if clause else self.label(term)


def tell_claims(claims: Sequence[Claim], facts: Iterable[Triple], ontology: Ontology) -> list[Claim]:
    """The claims, each with the sentence of what it says, its dates last, as its label."""
    known, said = by_subject(facts), by_subject(triple for claim in claims for triple in claim.says)
    told = []
    for claim in claims:
        says = by_subject(claim.says)
        teller = Teller(ontology, (says, known, said))
        values = says.get(claim.about, {})
        start, end = (_literal(values, f"{DIP}edtf{point}") for point in ("Start", "End"))
        told.append(replace(claim, label=teller.tell(claim.about, values) + when(start, end)))
    return told


def _literal(values: Values, predicate: str) -> str:
    return str(next(iter(values.get(Iri(predicate), [""]))))


def by_subject(triples: Iterable[Triple]) -> dict[Iri, dict[Iri, list[Term]]]:
    """Triples by subject and predicate, in their order."""
    found: dict[Iri, dict[Iri, list[Term]]] = {}
    for triple in triples:
        found.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    return found


def _plain_name(thing: Iri) -> str:
    name = shorten(thing).rpartition(":")[2].rpartition("/")[2].replace("-", " ")
    return name[:1].upper() + name[1:]


def _words(values: Sequence[Term]) -> str:
    """The English text among some, else the first of any language."""
    texts = sorted(each.value for each in values if isinstance(each, Literal))
    return _english(values) or (texts[0] if texts else "")


def _english(values: Sequence[Term]) -> str:
    texts = sorted(each.value for each in values if isinstance(each, Literal) and each.language in {"en", ""})
    return texts[0] if texts else ""
