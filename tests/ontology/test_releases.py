"""Terms never vanish: whatever a release defined is still there, and takes and gives at least what it did."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS

from kg import ontology, resources
from kg.namespaces import DIP, ONTOLOGY
from kg.ontology import local

HOUSE = resources.ontology()
RELEASES = sorted((HOUSE / "releases").glob("*.ttl"))
KINDS = {
    *(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.Concept, SKOS.ConceptScheme)
}
MAY_GROW = (SDO.domainIncludes, SDO.rangeIncludes, SKOS.inScheme, RDFS.subClassOf)
MAY_SHRINK = (OWL.disjointWith,)  # more of it is a stricter promise than was given
MUST_STAY = tuple(rdflib.URIRef(DIP + name) for name in ("fromScheme", "keyOf", "becomes"))


def version(of: rdflib.Graph) -> str:
    return str(of.value(rdflib.URIRef(ONTOLOGY), OWL.versionInfo))


def numbers(of: str) -> tuple[int, ...]:
    return tuple(int(part) for part in of.split("."))


def broken_promises(released: rdflib.Graph, now: rdflib.Graph) -> list[str]:
    """What users of a release would lose today, a line each; nothing where all of it still holds."""
    lines: list[str] = []
    for term in sorted(set(released.subjects(RDFS.isDefinedBy, rdflib.URIRef(ONTOLOGY))), key=str):
        if (term, OWL.deprecated, rdflib.Literal(True)) in now:
            successors = set(now.objects(term, DCTERMS.isReplacedBy))
            if not successors or any((each, SKOS.definition, None) not in now for each in successors):
                lines.append(f"{local(term)}: deprecated, and dcterms:isReplacedBy names no term")
        elif (term, SKOS.definition, None) not in now:
            lines.append(f"{local(term)}: gone; keep it, with owl:deprecated true and dcterms:isReplacedBy")
        else:
            lines += (f"{local(term)}: {fault}" for fault in narrowed(term, released, now))
    return lines


def narrowed(term: rdflib.term.Node, released: rdflib.Graph, now: rdflib.Graph) -> Iterator[str]:
    """Where a term that is still there means less than it did."""
    if KINDS & set(released.objects(term, RDF.type)) != KINDS & set(now.objects(term, RDF.type)):
        yield "another kind of term"
    single = (term, RDF.type, OWL.FunctionalProperty)
    if single in now and single not in released:
        yield "at most one value now"
    for predicate in (*MAY_GROW, *MAY_SHRINK, *MUST_STAY):
        was, is_now = set(released.objects(term, predicate)), set(now.objects(term, predicate))
        if (was - is_now and predicate not in MAY_SHRINK) or (is_now - was and predicate not in MAY_GROW):
            yield f"{local(predicate)} was {sorted(map(local, was))}, is {sorted(map(local, is_now))}"


def test_there_is_a_release() -> None:
    assert RELEASES


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_what_a_release_promised_still_holds(path: Path, terms: ontology.Ontology) -> None:
    assert broken_promises(rdflib.Graph().parse(path), terms.graph) == []


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_a_release_is_whole_and_bears_one_number(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    assert version(graph) == path.stem
    assert graph.value(rdflib.URIRef(ONTOLOGY), OWL.versionIRI) == rdflib.URIRef(f"{ONTOLOGY}/{path.stem}")
    for kind in KINDS:
        assert (None, RDF.type, kind) in graph, f"no {local(kind)}"
    changes = (resources.CHECKOUT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(path.stem)} - ", changes, re.MULTILINE), "CHANGELOG.md does not tell of it"


def test_no_release_is_newer_than_the_ontology(terms: ontology.Ontology) -> None:
    assert max(numbers(path.stem) for path in RELEASES) <= numbers(version(terms.graph))


def test_the_folder_of_releases_is_no_part_of_the_ontology(tmp_path: Path) -> None:
    shutil.copytree(HOUSE, tmp_path / "ontology")
    (tmp_path / "ontology" / "releases" / "0.0.1.ttl").write_text("this is no Turtle", "utf-8")
    assert not any("releases" in path.parts for path in ontology.files(tmp_path / "ontology"))
    assert len(ontology.read(tmp_path / "ontology").graph) == len(ontology.read(HOUSE).graph)


Change = Callable[[rdflib.Graph], object]
PARTY, ALLIANCE = rdflib.URIRef(DIP + "party"), rdflib.URIRef(DIP + "Alliance")
SWITCH: dict[str, tuple[Change, str]] = {
    "a term goes": (lambda g: g.remove((PARTY, None, None)), "party: gone"),
    "a class becomes a concept": (
        lambda g: g.remove((ALLIANCE, RDF.type, OWL.Class)).add((ALLIANCE, RDF.type, SKOS.Concept)),
        "Alliance: another kind",
    ),
    "a property is no longer taken": (lambda g: g.remove((PARTY, SDO.domainIncludes, ALLIANCE)), "domainIncludes was"),
    "a property leads elsewhere": (lambda g: g.remove((PARTY, SDO.rangeIncludes, None)), "rangeIncludes was"),
    "several values become one": (lambda g: g.add((PARTY, RDF.type, OWL.FunctionalProperty)), "at most one"),
    "a class leaves its parent": (lambda g: g.remove((ALLIANCE, RDFS.subClassOf, None)), "subClassOf was"),
    "two classes exclude one another": (
        lambda g: g.add((ALLIANCE, OWL.disjointWith, rdflib.URIRef(DIP + "Name"))),
        "disjointWith was",
    ),
    "a concept leaves its list": (
        lambda g: g.remove((rdflib.URIRef(DIP + "Lease"), SKOS.inScheme, None)),
        "Lease: inScheme was",
    ),
    "a property takes its values from another list": (
        lambda g: g.set((rdflib.URIRef(DIP + "role"), MUST_STAY[0], rdflib.URIRef(DIP + "outcomes"))),
        "role: fromScheme was",
    ),
    "a deprecated term has no successor": (
        lambda g: g.remove((PARTY, SKOS.definition, None)).add((PARTY, OWL.deprecated, rdflib.Literal(True))),
        "party: deprecated",
    ),
}


@pytest.mark.parametrize("change", SWITCH)
def test_a_promise_that_is_broken_is_told(change: str, terms: ontology.Ontology) -> None:
    now = rdflib.Graph() + terms.graph
    SWITCH[change][0](now)
    (line,) = broken_promises(terms.graph, now)
    assert SWITCH[change][1] in line


WIDER: dict[str, Change] = {
    "more takes it": lambda g: g.add((PARTY, SDO.domainIncludes, rdflib.URIRef(DIP + "Battle"))),
    "one value becomes several": lambda g: g.remove((None, RDF.type, OWL.FunctionalProperty)),
    "a term has a successor": lambda g: (
        g.remove((PARTY, SKOS.definition, None))
        .add((PARTY, OWL.deprecated, rdflib.Literal(True)))
        .add((PARTY, DCTERMS.isReplacedBy, rdflib.URIRef(DIP + "actor")))
    ),
}


@pytest.mark.parametrize("change", WIDER)
def test_what_only_widens_breaks_no_promise(change: str, terms: ontology.Ontology) -> None:
    now = rdflib.Graph() + terms.graph
    WIDER[change](now)
    assert broken_promises(terms.graph, now) == []
