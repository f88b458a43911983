"""Each rule for triples that load everywhere: what keeps it passes, what breaks it is named."""

from __future__ import annotations

import pytest

from kg.namespaces import RDF
from kg.portable import faults
from kg.terms import XSD, Iri, Literal, Term, Triple

SUBJECT, PROPERTY = Iri("http://example.org/a"), Iri("http://example.org/b")


def of(*terms: Term) -> list[str]:
    return faults(Triple(SUBJECT, PROPERTY, term) for term in terms)


def typed(value: str, name: str) -> Literal:
    return Literal(value, XSD + name)


def text(value: str, language: str) -> Literal:
    return Literal(value, RDF + "langString", language)


@pytest.mark.parametrize(
    "term",
    [
        Iri("https://example.org/%E5%A4%A7?x=1&y=2#z"),
        Iri("https://example.org/大清"),
        Iri("https://example.org/a..b/.c"),
        Iri("urn:x:y"),
        Literal('大清 \\ " \t \n'),
        text("大清", "zh-hant"),
        typed("0", "integer"),
        typed("-740", "integer"),
        typed("123456789012345678", "integer"),
        typed("-70.7577", "decimal"),
        typed("1.0", "decimal"),
        typed("true", "boolean"),
        typed("1904-02-29", "date"),
        typed("0001-01-01", "date"),
        typed("1904-02", "gYearMonth"),
        typed("1904", "gYear"),
        typed("1904-02-12T10:00:00Z", "dateTime"),
        typed("1904-02-12T10:00:00.5Z", "dateTime"),
        typed("https://example.org/", "anyURI"),
    ],
    ids=str,
)
def test_what_keeps_the_rules_passes(term: Term) -> None:
    assert of(term) == []


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Iri("_:b0"), "blank node"),
        (Iri("qing"), "not absolute"),
        (Iri("http://example.org/a b"), "no IRI may have"),
        (Iri("http://example.org/a|b"), "no IRI may have"),
        (Iri("http://example.org/a[1]"), "no IRI may have"),
        (Iri("http://example.org/a#b#c"), "no IRI may have"),
        (Iri("http://example.org/a%2fb"), "per cent"),
        (Iri("http://example.org/100%"), "per cent"),
        (Iri("http://example.org/a/../b"), "dot segment"),
        (Iri("http://example.org/a/."), "dot segment"),
        (Iri("http://example.org/" + "大" * 330), "1000 bytes"),
        (Literal("a\x00b"), "NUL"),
        (Literal("a\r\nb"), "carriage return"),
        (Literal("\ud800"), "half of a character"),
        (Literal("x" * 1_000_000), "1000000 bytes"),
        (text("大清", "zh-Hant"), "lower case"),
        (text("大清", ""), "lower case"),
        (Literal("大清", XSD + "string", "zh"), "lower case"),
        (typed("01", "integer"), "not a plain xsd:integer"),
        (typed("+1", "integer"), "not a plain xsd:integer"),
        (typed("1234567890123456789", "integer"), "not a plain xsd:integer"),
        (typed("abc", "integer"), "not a plain xsd:integer"),
        (typed("1.50", "decimal"), "not a plain xsd:decimal"),
        (typed("1", "decimal"), "not a plain xsd:decimal"),
        (typed("1234567890.1234567", "decimal"), "not a plain xsd:decimal"),
        (typed("1", "boolean"), "not a plain xsd:boolean"),
        (typed("1904-02-12Z", "date"), "not a plain xsd:date"),
        (typed("1904-02-12+08:00", "date"), "not a plain xsd:date"),
        (typed("1905-02-29", "date"), "not a plain xsd:date"),
        (typed("-0221-01-01", "date"), "not a plain xsd:date"),
        (typed("0000-01-01", "date"), "not a plain xsd:date"),
        (typed("1904-13", "gYearMonth"), "not a plain xsd:gYearMonth"),
        (typed("19040", "gYear"), "not a plain xsd:gYear"),
        (typed("1904-02-12T10:00:00", "dateTime"), "not a plain xsd:dateTime"),
        (typed("1904-02-12T10:00:00.50Z", "dateTime"), "not a plain xsd:dateTime"),
        (typed("1904-02-12T24:00:00Z", "dateTime"), "not a plain xsd:dateTime"),
        (typed("1.5e0", "double"), "xsd:double, which some stores change"),
        (typed("5", "int"), "xsd:int, which"),
        (typed("5", "nonNegativeInteger"), "xsd:nonNegativeInteger, which"),
        (typed("P1Y", "duration"), "xsd:duration, which"),
        (Literal("<a/>", RDF + "XMLLiteral"), "rdf:XMLLiteral, which"),
        (Literal("POINT(1 2)", "http://www.opengis.net/ont/geosparql#wktLiteral"), "wktLiteral, which"),
    ],
)
def test_what_breaks_a_rule_is_named(term: Term, words: str) -> None:
    (found,) = of(term)
    assert words in found
    assert found.startswith("http://example.org/a http://example.org/b: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("1904", "gYear"), typed("1904-01-01", "date")),
        (typed("1904", "gYear"), typed("1904-01", "gYearMonth")),
        (typed("1904-02-12", "date"), typed("1904-02-12T00:00:00Z", "dateTime")),
        (typed("5", "integer"), typed("5.0", "decimal")),
    ],
)
def test_two_values_that_are_one_to_a_store_are_named(one: Literal, other: Literal) -> None:
    (found,) = of(one, other)
    assert "one value to some stores" in found
    elsewhere = Triple(SUBJECT, Iri("http://example.org/c"), other)
    assert faults([Triple(SUBJECT, PROPERTY, one), elsewhere]) == []


def test_two_days_are_two_values() -> None:
    assert of(typed("1904-02-12", "date"), typed("1904-02-13", "date"), Literal("1904-02-12")) == []


def test_subjects_and_properties_are_looked_at_too() -> None:
    assert len(faults([Triple(Iri("_:b"), Iri("http://example.org/a b"), Literal("x"))])) == 2


def test_faults_are_sorted_whatever_the_order() -> None:
    triples = [Triple(Iri(f"http://example.org/{n}"), PROPERTY, typed("01", "integer")) for n in "cab"]
    assert faults(triples) == faults(reversed(triples)) == sorted(faults(triples))
