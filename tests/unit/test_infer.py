from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg import infer
from kg.errors import OntologyError, QueryError
from kg.namespaces import LABEL, RDF, TYPE, XSD, dip, thing
from kg.terms import Iri, Literal, Term, Triple, Triples

A, B, C = (Triple(thing(name), TYPE, dip("Event")) for name in "abc")


def rules(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{number}.rq" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return paths


def test_each_rule_sees_what_those_before_it_made(tmp_path: Path) -> None:
    seen: list[list[Triple]] = []

    def construct(triples: Sequence[Triple], sparql: str) -> Triples:
        seen.append(list(triples))
        return Triples((A, B) if "first" in sparql else (B, C))

    made = infer.derive([A], [], rules(tmp_path, "CONSTRUCT # first", "CONSTRUCT # second"), construct)
    assert made == [B, C], "once each, and not what is a fact already"
    assert seen == [[A], [A, B]]


def test_a_rule_that_is_no_construct_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"0\.rq: a rule is a CONSTRUCT query"):
        infer.derive([], [], rules(tmp_path, "SELECT * WHERE { ?s ?p ?o }"), lambda triples, sparql: Triples(()))


def bound(name: str, day: str) -> Triple:
    return Triple(thing("x"), dip(name), Literal(day, XSD + "date"))


@pytest.mark.parametrize(
    ("bounds", "start", "end"),
    [
        ({"earliestStart": "1905-12-01", "latestStart": "1905-12-31"}, "1905-12", None),
        ({"earliestStart": "1904-02-08", "latestStart": "1904-02-08"}, "1904-02-08", None),
        ({"latestStart": "1904-02-11"}, "[..1904-02-11]", None),
        ({"earliestEnd": "1905-09-05", "latestEnd": "1905-09-15"}, None, "[1905-09-05..1905-09-15]"),
        ({"earliestEnd": "1905-09-05"}, None, "[1905-09-05..]"),
    ],
)
def test_the_dates_of_a_thing_are_written_in_edtf(bounds: dict[str, str], start: str | None, end: str | None) -> None:
    expected = [
        Triple(thing("x"), dip(name), Literal(value))
        for name, value in (("edtfStart", start), ("edtfEnd", end))
        if value
    ]
    assert list(infer.edtf([A, *(bound(*each) for each in bounds.items())])) == expected


def test_only_typed_things_without_a_label_get_one() -> None:
    labelled = Triple(thing("a"), LABEL, Literal("A", RDF + "langString", "en"))
    untold = {thing("c"): ""}

    def tell(subject: Iri) -> str:
        return untold.get(subject, f"told of {subject.rpartition('/')[2]}")

    untyped = Triple(thing("d"), dip("party"), thing("e"))
    assert list(infer.labels([A, labelled, B, C, untyped], tell)) == [
        Triple(thing("b"), LABEL, Literal("told of b", RDF + "langString", "en"))
    ]


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o } # CONSTRUCT", 'ASK { ?s ?p "CONSTRUCT" }', "# CONSTRUCT\n"])
def test_the_word_in_a_comment_or_a_string_makes_no_rule(text: str, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"0\.rq: a rule is a CONSTRUCT query"):
        infer.derive([], [], rules(tmp_path, text), lambda triples, sparql: Triples(()))


def test_a_rule_may_be_written_in_small_letters(tmp_path: Path) -> None:
    text = "prefix ex: <https://example.org/> construct { ?s a ex:B } where { ?s a ex:A }"
    assert infer.derive([], [], rules(tmp_path, text), lambda triples, sparql: Triples((A,))) == [A]


def test_an_answer_that_is_no_triples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"0\.rq: a rule is a CONSTRUCT query"):
        infer.derive([], [], rules(tmp_path, "CONSTRUCT {} WHERE {}"), lambda triples, sparql: True)


def test_a_rule_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    def construct(triples: Sequence[Triple], sparql: str) -> Triples:
        raise QueryError("the query cannot be read at line 1")

    with pytest.raises(OntologyError, match=r"0\.rq: the query cannot be read at line 1"):
        infer.derive([], [], rules(tmp_path, "CONSTRUCT {"), construct)


NO_DAYS = [
    Literal("1904", XSD + "date"),
    Literal("1904-02-08"),
    Literal("19040208", XSD + "date"),
    Literal("1904-02-30", XSD + "date"),
    thing("day"),
]


@pytest.mark.parametrize("value", NO_DAYS, ids=str)
def test_a_bound_that_is_no_day_is_told_with_the_rule_and_the_thing(value: Term, tmp_path: Path) -> None:
    wrong = Triple(thing("x"), dip("earliestStart"), value)
    with pytest.raises(OntologyError, match=r"0\.rq: id:x has the dip:earliestStart .* which is no day"):
        infer.derive([], [], rules(tmp_path, "CONSTRUCT {} WHERE {}"), lambda triples, sparql: Triples((wrong,)))
    with pytest.raises(OntologyError, match=r"id:x has the dip:earliestStart .* which is no day"):
        list(infer.edtf([wrong]))
