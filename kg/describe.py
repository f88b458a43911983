"""A table of keys and values comes in; the triples that it says go out, by the ontology's word alone.

No key of a description is named here: what a key means, what it leads to and how often it may stand is
read from the ontology. Named here is only the frame that every description shares (type and dates).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg import calendars, dates
from kg.errors import DateError, a, shown
from kg.frame import TEXT, Complain, is_number, is_text
from kg.model import Bounds
from kg.namespaces import BOUNDS, RDF, TYPE, dip, is_language, nearest, part, thing
from kg.ontology import Kind, Ontology, Property
from kg.terms import XSD, Iri, Literal, Term, Triple

DATE_KEYS = ("date", "start", "end")
# Every store keeps 18 digits of an integer, and 15 of a decimal, of which six stand behind the point.
_LARGEST_INTEGER, _LARGEST_DECIMAL = 10**18 - 1, 10**9 - 1


@dataclass(frozen=True, slots=True)
class Describer:
    """Turns tables into triples; mistakes go to ``complain`` (message, advice) and the rest is described.

    ``things`` gives the class of every thing that may be referred to, by its name (``a/b/c`` for nodes
    within things), ``guess`` the nearest of them. ``read_dates`` gathers the bounds of what was read, by subject: a
    date as written is checked against those of the thing it stands in.
    """

    ontology: Ontology
    things: Mapping[str, str]
    complain: Complain
    guess: Callable[[str, Iterable[str]], str] = nearest
    read_dates: dict[Iri, list[Bounds]] = field(default_factory=dict)
    read_written: dict[Iri, tuple[str, datetime.date]] = field(default_factory=dict)  # the first of each subject

    def describe(self, subject: Iri, kind: str, table: Mapping[str, Any]) -> Iterator[Triple]:
        """The triples that a table says of a thing of this class. Frame keys must have been taken out."""
        yield from self._dates(subject, kind, table)
        language = table.get("language", "en")
        if not is_language(language):
            self.complain(f"language = {shown(language)} is no language tag", 'language = "zh-hant"')
            language = "en"
        language = language.lower()
        for key, value in table.items():
            if key not in (*DATE_KEYS, "language"):
                yield from self._property(subject, kind, key, value, language)

    def types(self, subject: Iri, kind: str) -> Iterator[Triple]:
        """The class of a thing and all classes above it, written out: few stores infer them."""
        for name in self.ontology.ancestors(kind):
            yield Triple(subject, TYPE, self.ontology.classes[name].iri)

    def _property(self, subject: Iri, kind: str, key: str, value: Any, language: str) -> Iterator[Triple]:
        prop = self.ontology.properties.get(key)
        if prop is None or prop.derived_by:
            known = key in self.ontology.keys
            advice = "it does not belong here" if known else self._takes(kind, key)
            self.complain(f"unknown key {key!r}", advice)
            return
        if not self.ontology.takes(kind, key):
            takers = ", ".join(sorted(prop.domain)) or "nothing in a claim"
            self.complain(f"{key!r} does not belong to {kind}", f"{key} is for {takers}")
            return
        values = value if isinstance(value, list) else [value]
        if not values or any(each in values[:at] for at, each in enumerate(values)):
            wrong = "says the same twice" if values else "is an empty list"
            self.complain(f"{key} = {shown(value)} {wrong}", f"write each value of {key} once, or leave the key out")
            return
        if prop.is_single and len(values) > 1:
            self.complain(f"{key!r} takes one value, not {len(values)}", "split the claim, or choose")
            return
        if shared := self._shared(subject, prop, values):
            self.complain(f"{key} has several tables that are named {shared}", "name them apart by their letters")
            return
        for each in values:
            yield from self._value(subject, prop, each, language)

    def _shared(self, subject: Iri, prop: Property, values: Sequence[Any]) -> str:
        """The name that two tables of one list have in common but for case and signs; empty where none have."""
        minted = self.minted(prop)
        names = [each.get(minted.minted_from) for each in values if minted and isinstance(each, Mapping)]
        nodes = [part(subject, prop.name, name) for name in names if isinstance(name, str)]
        return next((node.rpartition("/")[2] for at, node in enumerate(nodes) if node in nodes[:at]), "")

    def _takes(self, kind: str, key: str) -> str:
        """What a table of this class may hold: the nearest right spelling, else all that belongs to the class."""
        own = [name for name, prop in self.ontology.properties.items() if self._is_written(kind, prop)]
        dated = DATE_KEYS if self.ontology.takes(kind, "earliestStart") else ()
        return nearest(key, [*self.ontology.keys, *own]) or f"{kind} takes {', '.join([*sorted(own), *dated])}"

    def _is_written(self, kind: str, prop: Property) -> bool:
        return self.ontology.takes(kind, prop.name) and not prop.derived_by and "date" not in prop.range

    def _value(self, subject: Iri, prop: Property, value: Any, language: str) -> Iterator[Triple]:
        if isinstance(value, Mapping):
            yield from self._nested(subject, prop, value)
            return
        term = self._term(prop, value, language)
        if term is not None:
            yield Triple(subject, prop.iri, term)

    def _nested(self, subject: Iri, prop: Property, table: Mapping[str, Any]) -> Iterator[Triple]:
        minted = self.minted(prop)
        if minted is None:
            self.complain(f"{prop.name!r} takes a name, not a table", f'write {prop.name} = "..."')
            return
        named_by = table.get(minted.minted_from)
        if not isinstance(named_by, str) or not named_by.strip():
            self.complain(f"{prop.name!r} lacks {minted.minted_from!r}", "which names it within the thing")
            return
        node = part(subject, prop.name, named_by)
        yield Triple(subject, prop.iri, node)
        yield from self.types(node, minted.name)
        if "calendar" in table:
            yield from self._converted(subject, node, table)
        yield from self.describe(node, minted.name, table)

    def minted(self, prop: Property) -> Kind | None:
        """The class of the nodes that this property writes within a thing, if it does."""
        kinds = (self.ontology.classes[name] for name in prop.range if name in self.ontology.classes)
        return next((kind for kind in kinds if kind.minted_from), None)

    def _term(self, prop: Property, value: Any, language: str) -> Term | None:
        if not prop.is_object:
            return self._literal(prop, value, language)
        if not isinstance(value, str):
            self.complain(f"{prop.name} = {shown(value)}: a name is wanted", f'write {prop.name} = "..."')
            return None
        return self._concept(prop, value) if prop.scheme else self._reference(prop, value)

    def _concept(self, prop: Property, value: str) -> Term | None:
        allowed = self.ontology.schemes.get(prop.scheme, frozenset())
        if value in allowed:
            return self.ontology.concepts[value].iri
        advice = nearest(value, allowed) or f"one of {', '.join(sorted(allowed)) or 'none: the scheme is empty'}"
        self.complain(f"{prop.name} = {shown(value)}: no such concept", advice)
        return None

    def _reference(self, prop: Property, value: str) -> Term | None:
        kind = self.things.get(value)
        if kind is None:
            advice = self.guess(value, self.things) or "declare it in authority.toml, or describe it in a claim"
            self.complain(f"{prop.name} = {shown(value)}: nothing has that name", advice)
            return None
        if kind and "Resource" not in prop.range and not self.ontology.is_kind_of(kind, prop.range):
            wanted = f"wanted: {', '.join(sorted(prop.range))}"
            self.complain(f"{prop.name} = {shown(value)}: that is {a(kind)}", wanted)
            return None
        return thing(value)

    def _literal(self, prop: Property, value: Any, language: str) -> Literal | None:
        if prop.range <= {"string", "langString"} and is_text(value):
            return Literal(value, RDF + "langString", language) if "langString" in prop.range else Literal(value)
        if "integer" in prop.range and isinstance(value, int) and is_number(value, _LARGEST_INTEGER):
            return Literal(str(value), XSD + "integer")
        if "decimal" in prop.range and is_number(value, _LARGEST_DECIMAL):
            return Literal(decimal(value), XSD + "decimal")
        if "boolean" in prop.range and isinstance(value, bool):
            return Literal("true" if value else "false", XSD + "boolean")
        wanted = next((words for kind, words in _WANTED.items() if kind in prop.range), "another kind of value")
        self.complain(f"{prop.name} = {shown(value)} cannot be used", f"wanted: {wanted}")
        return None

    def _dates(self, subject: Iri, kind: str, table: Mapping[str, Any]) -> Iterator[Triple]:
        given = [key for key in DATE_KEYS if key in table]
        if given and not self.ontology.takes(kind, "earliestStart"):
            self.complain(f"{kind} takes no dates", "give the dates to the act or the state of affairs")
            return
        if "date" in given and len(given) > 1:
            advice = "write date for a happening, start and end for a state"
            self.complain("'date' stands beside 'start' or 'end'", advice)
            return
        for key in given:
            try:
                edtf = dates.as_edtf(table[key])
                bounds = {"date": dates.date_bounds, "start": dates.start_bounds, "end": dates.end_bounds}[key](edtf)
            except DateError as error:
                self.complain(*_told(f"{key} = {shown(table[key])}", error))
                continue
            self.read_dates.setdefault(subject, []).append(bounds)
            yield from _bound_triples(subject, bounds)
            yield from _edtf_triples(subject, key, edtf)

    def _converted(self, parent: Iri, node: Iri, table: Mapping[str, Any]) -> Iterator[Triple]:
        """The Gregorian day of a date as written; it must fall within a date that the table around it gives."""
        calendar, value = str(table["calendar"]), table.get("value")
        if calendar not in calendars.CALENDARS or not isinstance(value, str):
            return  # the unknown concept, or the missing value, is told elsewhere
        outer = self.read_dates.get(parent, [])
        near = next((day for bounds in outer for day in _days(bounds)), None)
        try:
            day = calendars.to_gregorian(value, calendar, near=near)
        except DateError as error:
            self.complain(*_told(f"written {shown(value)}", error))
            return
        yield Triple(node, dip("gregorian"), Literal(day.isoformat(), XSD + "date"))
        if outer and not any(_within(day, bounds) for bounds in outer):
            understood = " and ".join(dates.to_edtf(*_first_and_last(bounds)) for bounds in outer)
            said = f"written {value!r} ({calendar}) is {day} in the Gregorian calendar"
            self.complain(
                f"{said}, but the claim's date is {understood}",
                "one of the two is wrong, or the claim takes a date of its own",
            )
        else:
            self._compare_written(parent, f"{value!r} ({calendar})", day, outer)

    def _compare_written(self, parent: Iri, written: str, day: datetime.date, outer: Sequence[Bounds]) -> None:
        """Dates as written beside one another are one day, but where the claim has a beginning and an end."""
        first, first_day = self.read_written.setdefault(parent, (written, day))
        if day != first_day and not any(bounds.earliest_start != bounds.earliest_end for bounds in outer):
            said = f"written {first} is {first_day} in the Gregorian calendar, and {written} is {day}"
            self.complain(said, "one of the two is wrong, or each takes a claim of its own")


_WANTED = {
    "string": TEXT,
    "langString": TEXT,
    "integer": "a whole number of at most 18 digits",
    "decimal": "a number of at most 9 digits before the point",
    "boolean": "true or false",
    "date": "date, or start and end, in place of this key",
}


def _told(where: str, error: DateError) -> tuple[str, str]:
    """What is wrong with a date, and what to write: the message of the error says first the one and then the other."""
    wrong, _, advice = str(error).rpartition(": ")
    return (f"{where}: {wrong}", advice) if wrong else (f"{where}: {advice}", "write it as in 1904-02-12")


def _days(bounds: Bounds) -> Sequence[datetime.date]:
    known = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    return [day for day in known if day]


def _first_and_last(bounds: Bounds) -> tuple[datetime.date | None, datetime.date | None]:
    return bounds.earliest_start or bounds.earliest_end, bounds.latest_end or bounds.latest_start


def _within(day: datetime.date, bounds: Bounds) -> bool:
    first, last = _first_and_last(bounds)
    return (first is None or first <= day) and (last is None or day <= last)


def _bound_triples(subject: Iri, bounds: Bounds) -> Iterator[Triple]:
    for attribute, predicate in BOUNDS.items():
        if day := getattr(bounds, attribute):
            yield Triple(subject, predicate, Literal(day.isoformat(), XSD + "date"))


def _edtf_triples(subject: Iri, key: str, edtf: str) -> Iterator[Triple]:
    start, _, end = edtf.partition("/")
    if key in ("date", "start"):
        yield Triple(subject, dip("edtfStart"), Literal(start))
    if key in ("date", "end"):
        yield Triple(subject, dip("edtfEnd"), Literal(end or start))


def decimal(value: float) -> str:
    """The canonical form of a decimal, of six places at most: never an exponent, a digit on both sides of the point.

    >>> decimal(38), decimal(121.2667)
    ('38.0', '121.2667')
    """
    text = f"{value:.6f}".rstrip("0")
    text = text + "0" if text.endswith(".") else text
    return "0.0" if text == "-0.0" else text
