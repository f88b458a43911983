from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg import rdf, resources, validate
from kg.errors import DoesNotConform, OntologyError, QueryError
from kg.model import Claim, Passage
from kg.namespaces import TYPE, XSD, dip, thing
from kg.terms import Literal, Table, Triple

HEADER = """# A thing without a name
#
# Problem: A thing has
# no name.
# Solution: Name it.
# Severity: error

SELECT ?thing WHERE { ?thing a ?class }
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dip: <https://w3id.org/foedera/ontology#> .
@prefix shape: <https://w3id.org/foedera/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
shape:War a sh:NodeShape ; sh:targetClass dip:War ; sh:property shape:War-side , shape:War-end .
shape:War-side a sh:PropertyShape ; sh:path dip:party ; sh:minCount 2 ; sh:message "two sides wanted"@en .
shape:War-end a sh:PropertyShape ; sh:path dip:outcome ; sh:maxCount 1 ; sh:message "one outcome wanted"@en .
shape:Peace a sh:NodeShape ; sh:targetClass dip:Treaty ; sh:property shape:Peace-party .
shape:Peace-party a sh:PropertyShape ; sh:path dip:party ; sh:minCount 1 ; sh:message "a party wanted"@en .
"""
SIDE_LAST = "shape:War-end , shape:War-side"
WAR = Triple(thing("w"), TYPE, dip("War"))
PARTIES = [Triple(thing("w"), dip("party"), thing(name)) for name in "ab"]
OUTCOMES = [Triple(thing("w"), dip("outcome"), dip(name)) for name in ("Achieved", "Refused")]


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    path.write_text(SHAPES)
    return validate.read_shapes([path])


def run(shapes: rdflib.Graph, *triples: Triple, only_minimum: bool = False) -> validate.Report:
    return validate.run_shapes(rdf.to_rdflib(triples), shapes, only_minimum=only_minimum)


def more_shapes(constraint: str, path: str = "sh:path dip:party ; a sh:PropertyShape") -> rdflib.Graph:
    """A shape of the parties of a war, or with no path of a war itself."""
    head = SHAPES.partition("shape:War ")[0]
    body = (
        f'shape:Party sh:targetClass dip:War ; {path or "a sh:NodeShape"} ; {constraint} ; sh:message "not that"@en .'
    )
    return rdflib.Graph().parse(data=head + body)


def test_what_conforms_passes_each_shape(shapes: rdflib.Graph) -> None:
    assert run(shapes, WAR, *PARTIES) == validate.Report((), (), 2)


def test_what_breaks_a_shape_is_told_with_thing_shape_and_value(shapes: rdflib.Graph) -> None:
    report = run(shapes, WAR, PARTIES[0], *OUTCOMES)
    assert report.errors == (
        "id:w: one outcome wanted [shape:War-end]".replace("shape:", "https://w3id.org/foedera/shapes#"),
        "id:w: two sides wanted [shape:War-side]".replace("shape:", "https://w3id.org/foedera/shapes#"),
    )
    assert report.passed == 1, "two property shapes of one node shape are broken, the other node shape is not"


def test_only_minimum_counts_are_asked_of_what_is_disputed(shapes: rdflib.Graph) -> None:
    other = [WAR._replace(subject=thing(name)) for name in ("u", "v")]
    several = [each._replace(subject=thing(name)) for each in OUTCOMES for name in ("u", "v")]
    for given in (shapes, rdflib.Graph().parse(data=SHAPES.replace("shape:War-side , shape:War-end", SIDE_LAST))):
        report = run(given, WAR, PARTIES[0], *OUTCOMES, *other, *several, only_minimum=True)
        assert [each.partition(" [")[0] for each in report.errors] == [f"id:{name}: two sides wanted" for name in "uvw"]
    assert run(shapes, WAR, *PARTIES, *OUTCOMES, only_minimum=True) == validate.Report((), (), 0), "counted elsewhere"


def test_the_value_that_is_wrong_is_told(shapes: rdflib.Graph) -> None:
    report = validate.run_shapes(rdf.to_rdflib([WAR, *PARTIES]), shapes + more_shapes("sh:in ( dip:Won )"))
    assert report.errors == tuple(
        f"id:w: not that (it has id:{name}) [https://w3id.org/foedera/shapes#Party]" for name in "ab"
    )


def test_a_thing_that_is_itself_wrong_is_told_once(shapes: rdflib.Graph) -> None:
    on_things = more_shapes("sh:nodeKind sh:Literal", path="")
    report = validate.run_shapes(rdf.to_rdflib([WAR, *PARTIES]), shapes + on_things)
    assert report.errors == ("id:w: not that [https://w3id.org/foedera/shapes#Party]",)


def test_a_shape_that_only_mentions_a_broken_one_is_not_broken(shapes: rdflib.Graph) -> None:
    mention = rdflib.Graph().parse(
        data=SHAPES + "shape:Peace dip:mentions shape:War-side . shape:War-side a dip:Thing ."
    )
    assert run(mention, WAR).passed == 1
    also = rdflib.Graph().parse(data=SHAPES + "dip:words dip:mentions sh:NodeShape .")
    assert run(also, WAR).passed == 1


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ('sh:minCount "x"', "sh:minCount must be a literal with datatype xsd:integer"),
        ('sh:pattern "("', "missing ), unterminated subpattern"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { VALUES ?x { 1 } }" ]', "VALUES"),
        ("sh:property [ sh:minCount 1 ]", "is not a well-formed SHACL PropertyShape"),
    ],
)
def test_shapes_that_cannot_be_run_are_told(constraint: str, words: str) -> None:
    with pytest.raises(OntologyError) as caught:
        validate.run_shapes(rdf.to_rdflib([WAR, *PARTIES]), more_shapes(constraint))
    told = str(caught.value)
    assert told.startswith("the shapes cannot be run: ")
    assert words in told
    assert told.endswith("; mend shapes*.ttl in the ontology")
    assert "\n" not in told


def test_shapes_that_are_no_turtle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("shape:War a")
    with pytest.raises(OntologyError, match=r"shapes\.ttl:1: not valid Turtle"):
        validate.read_shapes([tmp_path / "shapes.ttl"])


def check_file(folder: Path, text: str) -> Path:
    path = folder / "nameless.rq"
    path.write_text(text)
    return path


def test_a_check_is_read_with_its_header(tmp_path: Path) -> None:
    (check,) = validate.read_checks([check_file(tmp_path, HEADER)])
    assert (check.name, check.title, check.severity) == ("nameless", "A thing without a name", "error")
    assert (check.problem, check.solution) == ("A thing has no name.", "Name it.")
    assert check.sparql == HEADER


@pytest.mark.parametrize("line", ["# Problem: A thing has\n", "# Solution: Name it.\n", "# Severity: error\n", "#\n"])
def test_a_check_without_its_header_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(OntologyError, match=r"nameless\.rq: a check begins with title, Problem, Solution and Severity"):
        validate.read_checks([check_file(tmp_path, HEADER.replace(line, "", 1))])


def test_a_severity_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="Severity"):
        validate.read_checks([check_file(tmp_path, HEADER.replace("Severity: error", "Severity: fatal"))])


def asked(folder: Path, rows: list[tuple[object, ...]], severity: str = "error") -> validate.Report:
    checks = validate.read_checks([check_file(folder, HEADER.replace("Severity: error", f"Severity: {severity}"))])
    return validate.run_checks(checks, lambda sparql: Table(("thing", "day"), tuple(rows)))  # type: ignore[arg-type]


def test_a_check_that_finds_nothing_passes(tmp_path: Path) -> None:
    assert asked(tmp_path, []) == validate.Report((), (), 1)


def test_each_row_of_a_check_is_told_with_problem_and_solution(tmp_path: Path) -> None:
    report = asked(tmp_path, [(thing("x"), Literal("1904-02-08", XSD + "date")), (thing("y"), None)])
    assert report.passed == 0
    assert report.errors == (
        "nameless: A thing has no name (thing id:x, day 1904-02-08). Name it.",
        "nameless: A thing has no name (thing id:y). Name it.",
    )
    warned = asked(tmp_path, [(thing("x"), None)], "warning")
    assert (len(warned.errors), len(warned.warnings)) == (0, 1)


def test_checks_are_asked_each_and_counted() -> None:
    asked: list[str] = []

    def ask(sparql: str) -> Table:
        asked.append(sparql)
        return Table(("thing",), ((thing("x"),),) if sparql == "wrong" else ())

    checks = [validate.Check(name, "t", "p", "s", "error", name) for name in ("right", "wrong", "also-right", "good")]
    assert validate.run_checks(checks, ask) == validate.Report(("wrong: p (thing id:x). s",), (), 3)
    assert asked == ["right", "wrong", "also-right", "good"]


def test_the_columns_of_a_check_are_told_in_words() -> None:
    check = validate.Check("late", "t", "Too late.", "Mend it.", "error", "")
    table = Table(("thing", "lastDayOfIt", "ISO"), ((thing("x"), Literal("1904"), Literal("y")),))
    assert validate.run_checks([check], lambda sparql: table).errors == (
        "late: Too late (thing id:x, last day of it 1904, iso y). Mend it.",
    )


def test_what_one_more_check_finds_is_a_report() -> None:
    assert validate.of_faults("alignments", ["a", "b"]) == validate.Report(("alignments: a", "alignments: b"), (), 0)
    assert validate.of_faults("alignments", []) == validate.Report((), (), 1)


def test_a_check_that_is_no_select_is_refused(tmp_path: Path) -> None:
    checks = validate.read_checks([check_file(tmp_path, HEADER)])
    with pytest.raises(OntologyError, match="a check is a SELECT query"):
        validate.run_checks(checks, lambda sparql: True)


def test_reports_are_put_together_and_raise_on_errors_alone() -> None:
    whole = validate.together(validate.Report(("a",), (), 1), validate.Report(("b",), ("w",), 2))
    assert whole == validate.Report(("a", "b"), ("w",), 3)
    validate.Report((), ("w",), 0).raise_if_failed()
    with pytest.raises(DoesNotConform, match="2 results") as caught:
        whole.raise_if_failed()
    assert caught.value.report == ("a", "b")


def test_every_check_of_the_project_is_read() -> None:
    paths = sorted((resources.ontology() / "checks").glob("*.rq"))
    assert [check.name for check in validate.read_checks(paths)] == [path.stem for path in paths]
    assert len(paths) >= 10


def test_a_finding_leads_to_where_the_corpus_speaks_of_the_thing(tmp_path: Path, shapes: rdflib.Graph) -> None:
    evidence = (Passage("s", locator="p. 1"),)
    stated = [Claim("s", name, thing("w"), (WAR,), evidence) for name in ("c", "d", "e", "f", "unplaced")]
    places = {f"s:{each}": ("s/claims.toml", number) for number, each in enumerate("cdef", 5)}
    where = validate.speaking_of(stated, places)
    assert where(thing("w")) == "s/claims.toml:5 [s:c], s/claims.toml:6 [s:d], s/claims.toml:7 [s:e]: "
    assert where(thing("nobody")) == ""
    report = validate.run_shapes(rdf.to_rdflib([WAR]), shapes, where)
    assert report.errors[0].startswith("s/claims.toml:5 [s:c], ")
    assert len(validate.run_shapes(rdf.to_rdflib([WAR, *PARTIES, *OUTCOMES]), shapes, where).errors) == 1
    checks = validate.read_checks([check_file(tmp_path, HEADER)])
    found = validate.run_checks(checks, lambda sparql: Table(("day", "thing"), ((None, thing("w")),)), where)
    assert found.errors[0].startswith("s/claims.toml:5 [s:c], ")


@pytest.mark.parametrize(("number", "said"), [(1, "1 result"), (2, "2 results")])
def test_results_are_counted_in_the_right_number(number: int, said: str) -> None:
    with pytest.raises(DoesNotConform, match=f"does not conform: {said}$"):
        validate.Report(("wrong",) * number, (), 0).raise_if_failed()


def test_a_check_that_cannot_be_read_is_told_with_its_file() -> None:
    def ask(sparql: str) -> object:
        raise QueryError("the query cannot be read at line 9")

    check = validate.Check("nameless", "t", "p", "s", "error", "SELECT")
    with pytest.raises(OntologyError, match=r"checks/nameless\.rq: the query cannot be read at line 9"):
        validate.run_checks([check], ask)


def test_a_line_that_two_reports_have_is_told_once() -> None:
    one = validate.Report(("a", "b"), ("w",), 3)
    assert validate.together(one, validate.Report(("b", "c"), ("w",), 4)) == validate.Report(("a", "b", "c"), ("w",), 7)


def test_lines_that_speak_of_some_things_are_left_out() -> None:
    report = validate.Report(("a: id:peace is odd", "b: id:war is odd"), ("c: id:peace", "d: id:war"), 7)
    assert validate.apart_from(report, ["peace", "truce"]) == validate.Report(("b: id:war is odd",), ("d: id:war",), 7)
    assert validate.apart_from(report, []) == report
