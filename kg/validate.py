"""A graph comes in; a report goes out: what breaks a SHACL shape, and what a check query finds.

Checks are SELECT files that must return nothing, each with a title, a problem, a solution and a severity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.namespace import SH

from kg.errors import DoesNotConform, OntologyError, QueryError, counted
from kg.guarded import read_turtle
from kg.model import Claim
from kg.namespaces import shorten
from kg.terms import Table

Ask = Callable[[str], object]
Where = Callable[[str], str]  # an IRI -> where the corpus speaks of it; empty where it does not


def _nowhere(iri: str) -> str:
    return ""


_HEADER = re.compile(
    r"\A# (?P<title>.+)\n#\n# Problem: (?P<problem>(?:.+\n)+?)# Solution: (?P<solution>(?:.+\n)+?)"
    r"# Severity: (?P<severity>error|warning)\n"
)


@dataclass(frozen=True, slots=True)
class Check:
    """A query that must return nothing."""

    name: str
    title: str
    problem: str
    solution: str
    severity: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``passed`` counts the shapes and checks that found nothing."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    passed: int

    def raise_if_failed(self) -> None:
        """Raise DoesNotConform where there is an error."""
        if self.errors:
            raise DoesNotConform(f"the graph does not conform: {counted(len(self.errors), 'result')}", self.errors)


def read_checks(paths: Iterable[Path]) -> list[Check]:
    """The checks in some files, in their order. Raises OntologyError: a header is not whole."""
    found = []
    for path in paths:
        text = path.read_text("utf-8")
        header = _HEADER.match(text)
        if not header:
            raise OntologyError(f"{path}: a check begins with title, Problem, Solution and Severity (error or warning)")
        parts = {key: " ".join(value.replace("\n# ", " ").split()) for key, value in header.groupdict().items()}
        found.append(Check(path.stem, sparql=text, **parts))
    return found


def speaking_of(stated: Sequence[Claim], places: Mapping[str, tuple[str, int]]) -> Where:
    """What tells where the corpus speaks of a thing: file, line and name of up to three claims, for a message.

    ``places`` has file and line of each claim, by ``source:claim``.
    """
    speakers: dict[str, dict[str, None]] = {}
    for claim in stated:
        for said in claim.says:
            speakers.setdefault(said.subject, {})[claim.key] = None

    def where(iri: str) -> str:
        keys = [key for key in speakers.get(iri, ()) if key in places]
        found = ", ".join("{}:{} [{}]".format(*places[key], key) for key in keys[:3])
        return f"{found}: " if found else ""

    return where


def run_checks(checks: Sequence[Check], ask: Ask, where: Where = _nowhere) -> Report:
    """Run each check; every row that it returns is a line of the report, with the place of what it names first."""
    errors, warnings, passed = list[str](), list[str](), 0
    for check in checks:
        try:
            answer = ask(check.sparql)
        except QueryError as error:
            raise OntologyError(f"checks/{check.name}.rq: {error}") from error
        if not isinstance(answer, Table):
            raise OntologyError(f"checks/{check.name}.rq: a check is a SELECT query")
        passed += not len(answer)
        for row in answer:
            values = ", ".join(f"{_in_words(name)} {shorten(str(v))}" for name, v in row.items() if v is not None)
            place = next(filter(None, (where(str(value)) for value in row.values())), "")
            line = f"{place}{check.name}: {check.problem.rstrip('.')} ({values}). {check.solution}"
            (errors if check.severity == "error" else warnings).append(line)
    return Report(tuple(errors), tuple(warnings), passed)


def _in_words(variable: str) -> str:
    """The name of a variable as words: actorNotAfter, actor not after."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable).lower()


def run_shapes(
    data: rdflib.Graph, shapes: rdflib.Graph, where: Where = _nowhere, *, only_minimum: bool = False
) -> Report:
    """Validate a graph against shapes. Raises OntologyError: the shapes cannot be run.

    ``only_minimum`` keeps the results on minimum counts alone, and counts no shape as passed: for a graph in which
    disputed statements stand as if accepted, and single-valued properties may rightly have two values.
    """
    results = _results(data, shapes)
    lines, broken = [], set[rdflib.term.Node | None]()
    for result in results.objects(None, SH.result):  # not those that only explain another
        component = results.value(result, SH.sourceConstraintComponent)
        if only_minimum and component != SH.MinCountConstraintComponent:
            continue
        broken.add(results.value(result, SH.sourceShape))
        lines.append(where(str(results.value(result, SH.focusNode))) + _line(results, result))
    return Report(tuple(sorted(set(lines))), (), 0 if only_minimum else _unbroken(shapes, broken))


def _results(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl

    try:
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    except Exception as error:  # of many kinds: a path, a pattern, a count or a query that is none
        raise _not_run(error) from error
    if not isinstance(results, rdflib.Graph):  # a failure, given back and not raised
        raise _not_run(results)
    return results


def _not_run(why: object) -> OntologyError:
    wrong = " ".join(str(why).split())
    return OntologyError(f"the shapes cannot be run: {wrong}; mend shapes*.ttl in the ontology")


def _unbroken(shapes: rdflib.Graph, broken: AbstractSet[rdflib.term.Node | None]) -> int:
    """How many node shapes neither broke themselves nor have a property shape that did."""
    every = set(shapes.subjects(rdflib.RDF.type, SH.NodeShape))
    return sum(broken.isdisjoint({shape, *shapes.objects(shape, SH.property)}) for shape in every)


def read_shapes(paths: Iterable[Path]) -> rdflib.Graph:
    """The shapes of several files as one graph. Raises OntologyError: not valid Turtle."""
    return read_turtle(paths)


def apart_from(report: Report, things: Iterable[str]) -> Report:
    """A report without the lines that speak of some things (names in the corpus), of which not all is known."""
    named = tuple(f"id:{name}" for name in things)
    errors, warnings = (
        tuple(line for line in lines if not any(name in line for name in named))
        for lines in (report.errors, report.warnings)
    )
    return Report(errors, warnings, report.passed)


def of_faults(name: str, faults: Sequence[str]) -> Report:
    """What one more check found, as a report."""
    return Report(tuple(f"{name}: {fault}" for fault in faults), (), int(not faults))


def together(*reports: Report) -> Report:
    """Several reports as one."""
    return Report(
        tuple(dict.fromkeys(line for report in reports for line in report.errors)),
        tuple(dict.fromkeys(line for report in reports for line in report.warnings)),
        sum(report.passed for report in reports),
    )


def _line(results: rdflib.Graph, result: rdflib.term.Node) -> str:
    focus, message = results.value(result, SH.focusNode), results.value(result, SH.resultMessage)
    value = results.value(result, SH.value)
    shape = results.value(result, SH.sourceShape)
    got = f" (it has {shorten(str(value))})" if value is not None and value != focus else ""
    return f"{shorten(str(focus))}: {message}{got} [{shorten(str(shape))}]"
