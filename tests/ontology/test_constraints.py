"""Every constraint of the shapes is needed: an example stands by it that nothing else would catch.

The shapes are mutated: each constraint is taken out in turn, and its example must then pass. Constraints of
different shapes are taken out together, since each example breaks one shape alone; so a few runs do for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import SH, SKOS, XSD

from kg import ontology
from kg.namespaces import dip
from tests.ontology import EXAMPLE, SHAPE, example_files, results, targets

Node = rdflib.term.Node
Constraint = tuple[Node, Node, Node]

KINDS: dict[Node, str] = {
    SH.minCount: "MinCount", SH.maxCount: "MaxCount", SH["class"]: "Class", SH.datatype: "Datatype",
    SH.nodeKind: "NodeKind", SH.node: "Node", SH["or"]: "Or", SH.lessThanOrEquals: "LessThanOrEquals",
    SH.disjoint: "Disjoint", SH.hasValue: "HasValue", SH.sparql: "SPARQL", SH.pattern: "Pattern",
}  # fmt: skip
NOT_CONSTRAINTS = {SH.property, SH.path, SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.message, SH.select}
BOUNDS = [rdflib.URIRef(dip(name)) for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")]
THING = rdflib.Namespace(EXAMPLE)


def named(shape: Node) -> str:
    return str(shape).removeprefix(SHAPE)


def constraints(shapes: rdflib.Graph) -> list[Constraint]:
    return sorted((triple for triple in shapes if triple[1] in KINDS), key=str)


def outer(shape: Node, shapes: rdflib.Graph) -> set[Node]:
    """The shapes in whose name the results of this one are reported: itself, or those that call it."""
    callers = set(shapes.subjects(SH.node, shape))
    for holder, choices in shapes.subject_objects(SH["or"]):
        if shape in Collection(shapes, choices):
            callers.add(holder)
    for holder in shapes.subjects(SH.property, shape):
        if not any((holder, target, None) in shapes for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf)):
            callers |= outer(holder, shapes) - {holder}
    return callers or {shape}


def batches(shapes: rdflib.Graph) -> Iterator[list[Constraint]]:
    """All constraints, in groups with at most one for each shape that reports: the group can be taken out at once."""
    left = constraints(shapes)
    while left:
        batch, taken = list[Constraint](), set[Node]()
        for each in list(left):
            reporters = outer(each[0], shapes)
            if not reporters & taken:
                taken |= reporters
                batch.append(each)
                left.remove(each)
        yield batch


def test_every_triple_of_the_shapes_is_known_to_be_a_constraint_or_not(shapes: rdflib.Graph) -> None:
    used = {predicate for predicate in shapes.predicates() if str(predicate).startswith(str(SH))}
    assert used == {*KINDS, *NOT_CONSTRAINTS}


def test_no_constraint_can_be_taken_out_unnoticed(terms: ontology.Ontology, shapes: rdflib.Graph) -> None:
    examples = dict(every_example(terms, shapes))
    caught = results(examples, terms.graph, shapes)
    alone = {name: next(iter(found)) for name, found in caught.items() if len(found) == 1}
    by_constraint = {pair: name for name, pair in sorted(alone.items(), reverse=True)}
    lacking, unnoticed = [], []
    for batch in batches(shapes):
        witnesses: dict[str, Constraint] = {}
        for each in batch:
            kinds = [KINDS[each[1]]] if outer(each[0], shapes) == {each[0]} else ["Node", "Or"]
            names = [by_constraint[pair] for pair in _product(outer(each[0], shapes), kinds) if pair in by_constraint]
            if names:
                witnesses[names[0]] = each
            else:
                lacking.append(each)
        mutated = rdflib.Graph() + shapes
        for each in batch:
            mutated.remove(each)
        still = results({name: examples[name] for name in witnesses}, terms.graph, mutated)
        unnoticed += [(name, witnesses[name]) for name in still]
    assert lacking == []
    assert unnoticed == []


# What the ontology says too, and a test compares; to drop one of these from the shapes is noticed there.
SAID_TWICE = {"MaxCount", "Class", "Datatype", "NodeKind", "Node", "Or"}


def test_what_the_shapes_alone_say_is_shown_by_a_file_of_examples(
    terms: ontology.Ontology, shapes: rdflib.Graph
) -> None:
    """So that a constraint that is dropped from the shapes leaves a file behind that should be refused."""
    files = {path.stem: path.read_text("utf-8") for path in example_files("invalid")}
    shown = {next(iter(found)) for found in results(files, terms.graph, shapes).values() if len(found) == 1}
    wanted = set()
    for shape, constraint, _ in constraints(shapes):
        path = shapes.value(shape, SH.path)
        if outer(shape, shapes) == {shape} and not (KINDS[constraint] in SAID_TWICE and str(path) in terms.by_iri):
            wanted.add((named(shape), KINDS[constraint]))
    assert wanted - shown == set()


def _product(reporters: set[Node], kinds: list[str]) -> list[tuple[str, str]]:
    return [(named(reporter), kind) for reporter in sorted(reporters, key=str) for kind in kinds]


def every_example(terms: ontology.Ontology, shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    """Those of the folder, and for each property shape ones made from its valid example, each wrong in one way."""
    for path in example_files("invalid"):
        yield path.stem, path.read_text("utf-8")
    valid = {path.stem: rdflib.Graph().parse(path) for path in example_files("valid")}
    maker = Maker(terms, shapes, valid)
    for name, data in valid.items():
        shape = rdflib.URIRef(SHAPE + name)
        own = sorted(str(each) for each in targets(shape, shapes, terms.graph + data) if str(each).startswith(EXAMPLE))
        for each in sorted(shapes.objects(shape, SH.property), key=str):
            for number, changed in enumerate(maker.wrong(data, rdflib.URIRef(own[0]), each)):
                yield f"{named(each)}.{number}", changed.serialize(format="nt")


class Maker:
    """Makes of a valid example some that break one property shape, and nothing besides."""

    def __init__(self, terms: ontology.Ontology, shapes: rdflib.Graph, valid: Mapping[str, rdflib.Graph]) -> None:
        self.terms, self.shapes, self.valid = terms, shapes, valid

    def wrong(self, data: rdflib.Graph, subject: Node, shape: Node) -> Iterator[rdflib.Graph]:
        path, most = self.shapes.value(shape, SH.path), self.shapes.value(shape, SH.maxCount)
        assert isinstance(path, rdflib.URIRef)
        has = sorted(data.objects(subject, path), key=str)
        if least := self.shapes.value(shape, SH.minCount):
            yield self.with_values(data, subject, path, has[: int(str(least)) - 1])
        if most:
            more, values = self.two(shape)
            yield self.with_values(data, subject, path, values) + more
        if stranger := self.stranger(shape):
            yield self.with_values(data, subject, path, [stranger] if most else [*has, stranger])

    def with_values(self, data: rdflib.Graph, subject: Node, path: rdflib.URIRef, values: list[Node]) -> rdflib.Graph:
        """A copy with these values of the property; a changed date stands alone, so that no other contradicts it."""
        changed = rdflib.Graph() + data
        for each in BOUNDS if path in BOUNDS else [path]:
            changed.remove((subject, each, None))
        for value in values:
            changed.add((subject, path, value))
        return changed

    def two(self, shape: Node) -> tuple[rdflib.Graph, list[Node]]:
        """Two values that the shape would take one by one, and what must be said of them."""
        more = rdflib.Graph()
        if wanted := self.shapes.value(shape, SH["class"]):
            for copy in ("first", "second"):
                one = self.valid[ontology.local(wanted)].serialize(format="nt")
                more.parse(data=one.replace(EXAMPLE, f"{EXAMPLE}{copy}/"), format="nt")
            found = targets(rdflib.URIRef(SHAPE + ontology.local(wanted)), self.shapes, self.terms.graph + more)
            return more, [min((e for e in found if f"/{copy}/" in str(e)), key=str) for copy in ("first", "second")]
        if listed := self.shapes.value(shape, SH.node):
            scheme = self.shapes.value(self.shapes.value(listed, SH.property), SH.hasValue)
            return more, sorted(self.terms.graph.subjects(SKOS.inScheme, scheme), key=str)[:2]
        if self.shapes.value(shape, SH.nodeKind):
            return more, [THING.first, THING.second]
        if self.shapes.value(shape, SH.datatype) == XSD.date:
            return more, [rdflib.Literal(day, datatype=XSD.date) for day in ("1700-02-12", "1700-02-13")]
        return more, [rdflib.Literal("one"), rdflib.Literal("two")]

    def stranger(self, shape: Node) -> Node | None:
        """A value of a kind that the shape does not take."""
        if self.shapes.value(shape, SH["class"]):
            return THING.stranger
        if self.shapes.value(shape, SH.node) or self.shapes.value(shape, SH.nodeKind):
            return rdflib.Literal("a word")
        if self.shapes.value(shape, SH.pattern):
            return rdflib.Literal("one", lang="en")
        if self.shapes.value(shape, SH.datatype) or self.shapes.value(shape, SH["or"]):
            return rdflib.Literal("12", datatype=XSD.gYear)
        return None
