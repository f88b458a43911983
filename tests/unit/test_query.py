"""A question runs as it is, and with other values; no value can become anything but a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.errors import QueryError
from kg.query import Parameter, get_question, questions, read_question, with_parameters
from kg.store import from_quads
from kg.terms import Iri, Literal, Table

ID = "https://w3id.org/foedera/id/"
DIP = "https://w3id.org/foedera/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TREATIES = f"""# Treaties of a state
#
# Which agreements did a state take part in,
# and what does the source say?
#
# In the order of their dates.

PREFIX dip: <{DIP}>
PREFIX id: <{ID}>
PREFIX xsd: <{XSD}>

SELECT ?treaty ?quote WHERE {{
  VALUES ?state {{ id:qing }}  # parameter: a polity
  VALUES ?kind {{ <{DIP}Treaty> <{DIP}Alliance> }}  # parameter: the kinds of agreement
  VALUES ?day {{ "1904-02-12"^^xsd:date }}  # parameter: not after this day
  VALUES ?word {{ "neutrality"@en }}  # parameter: a word of the quote
  VALUES ?least {{ 1 }}  # parameter: the least number of parties
  VALUES ?year {{ "1904"^^<{XSD}gYear> }}  # parameter: the year
  VALUES ?fixed {{ id:japan }}  # no parameter of ours
  ?treaty a ?kind ; dip:signatory ?state .
}}
"""


def with_value(name: str, value: str) -> str:
    """The line of a parameter of TREATIES, with this value."""
    text = with_parameters(read_question(TREATIES), {name: value})
    return next(line.strip() for line in text.split("\n") if f"VALUES ?{name} " in line)


def test_title_description_and_parameters_are_read_from_the_text() -> None:
    question = read_question(TREATIES)
    assert question.title == "Treaties of a state"
    assert question.description == (
        "Which agreements did a state take part in, and what does the source say?\n\nIn the order of their dates."
    )
    assert question.parameters == (
        Parameter("state", "id:qing", "a polity"),
        Parameter("kind", "dip:Treaty,dip:Alliance", "the kinds of agreement"),
        Parameter("day", "1904-02-12", "not after this day"),
        Parameter("word", "neutrality", "a word of the quote"),
        Parameter("least", "1", "the least number of parties"),
        Parameter("year", "1904", "the year"),
    )
    assert question.text == TREATIES


def test_without_values_the_text_stays_as_it_is() -> None:
    assert with_parameters(read_question(TREATIES), {}) == TREATIES


def test_the_defaults_given_as_values_ask_the_same() -> None:
    question = read_question(TREATIES)
    text = with_parameters(question, {parameter.name: parameter.default for parameter in question.parameters})
    assert text == TREATIES.replace("{ id:qing }", f"{{ <{ID}qing> }}")


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        ("japan", f"<{ID}japan>"),
        ("id:japan", f"<{ID}japan>"),
        ("dip:Alliance", f"<{DIP}Alliance>"),
        ("record:chemulpo-day", f"<{ID}claim/record/chemulpo-day>"),
        ("https://www.wikidata.org/entity/Q17", "<https://www.wikidata.org/entity/Q17>"),
        ("<urn:isbn:0-395-36341-1>", "<urn:isbn:0-395-36341-1>"),
        ("japan, russian-empire", f"<{ID}japan> <{ID}russian-empire>"),
        ("大清", f"<{ID}大清>"),
        (" japan\n", f"<{ID}japan>"),
    ],
)
def test_an_iri_may_be_given_in_short(value: str, terms: str) -> None:
    assert with_value("state", value) == f"VALUES ?state {{ {terms} }}  # parameter: a polity"


def test_prefixes_of_the_query_itself_are_understood() -> None:
    question = read_question(
        "PREFIX wd: <http://www.wikidata.org/entity/>\nASK { VALUES ?x { wd:Q17 } # parameter: who\n ?x ?y ?z }"
    )
    assert question.parameters[0].default == "http://www.wikidata.org/entity/Q17"
    assert "{ <http://www.wikidata.org/entity/Q30> }" in with_parameters(question, {"x": "wd:Q30"})


def test_literals_keep_datatype_and_language() -> None:
    assert '{ "1905-09-05"^^xsd:date }' in with_value("day", "1905-09-05")
    assert '{ "1904-02-08"^^xsd:date "1904-02-09"^^xsd:date }' in with_value("day", "1904-02-08, 1904-02-09")
    assert '{ "peace"@en }' in with_value("word", "peace")
    assert '{ "Portsmouth, New Hampshire"@en }' in with_value("word", "Portsmouth\\, New Hampshire")
    assert "{ 3 }" in with_value("least", "3")
    assert f'{{ "1905"^^<{XSD}gYear> }}' in with_value("year", "1905")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("day", "1904", "a day, as 1904-02-12"),
        ("day", "1904-02-30", "no calendar has this day"),
        ("day", "19040212", "a day, as 1904-02-12"),
        ("day", "12 Feb 1904", "a day, as 1904-02-12"),
        ("day", "", "a day, as 1904-02-12"),
        ("least", "three", "a whole number"),
        ("least", "1 2", "a whole number"),
        ("year", "190X", "a year, as 1904"),
        ("state", "", "a name such as qing"),
        ("state", "Qing Empire", "a name such as qing"),
        ("state", "qing,", "a name such as qing"),
        ("state", "qing> } SERVICE <http://example.org/> { ?a ?b ?c", "a name such as qing"),
        ("state", "http://example.org/{x}", "a name such as qing"),
        ("state", "<urn:x> <urn:y>", "a name such as qing"),
        ("word", "\ud800", "not text"),
    ],
)
def test_a_value_of_another_form_is_refused_with_what_is_wanted(name: str, value: str, wanted: str) -> None:
    with pytest.raises(QueryError, match=wanted):
        with_value(name, value)


def test_an_unknown_parameter_is_answered_by_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"'polity'.*state=id:qing \(a polity\).*day=1904-02-12"):
        with_value("polity", "japan")
    with pytest.raises(QueryError, match="has none"):
        with_parameters(read_question("ASK {}"), {"polity": "japan"})


WORDS = read_question('SELECT ?word { VALUES ?word { "war"@en }  # parameter: a word\n}')
THINGS = read_question("SELECT ?x { VALUES ?x { <urn:x> }  # parameter: a thing\n}")
STORE = from_quads("", "nothing")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0,")))
def test_any_text_comes_back_as_that_one_literal(word: str) -> None:
    answer = STORE.ask(with_parameters(WORDS, {"word": word}))
    lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    assert answer == Table(("word",), ((Literal(word, lang_string, "en"),),))


HOSTILE = [*"<>{}\"'\\#,: \n\t%|^`", "urn:", "id:", "http://example.org/", "\\u003E", "?x", "é"]


@given(st.lists(st.sampled_from(HOSTILE)).map("".join))
def test_no_text_given_for_a_thing_is_anything_but_iris(value: str) -> None:
    try:
        text = with_parameters(THINGS, {"x": value})
    except QueryError:
        return
    assert text.count("\n") == 1
    try:
        answer = STORE.ask(text)
    except QueryError as error:
        assert "IRI" in str(error)  # a whole IRI whose host, say, cannot be
        return
    assert isinstance(answer, Table)
    assert all(isinstance(row[0], Iri) for row in answer.rows)


def test_a_text_without_title_or_parameters_is_a_question_too() -> None:
    question = read_question("\ufeffSELECT * { ?s ?p ?o }")
    assert (question.title, question.description, question.parameters) == ("", "", ())
    assert with_parameters(question, {}) == "SELECT * { ?s ?p ?o }"


def test_a_parameter_may_stand_in_several_places() -> None:
    text = "ASK {\n{ VALUES ?x { <urn:a> } # parameter: a\n }\nUNION\n{ VALUES ?x { <urn:a> } # parameter: a\n } }"
    question = read_question(text)
    assert [parameter.name for parameter in question.parameters] == ["x"]
    assert with_parameters(question, {"x": "<urn:b>"}) == text.replace("urn:a", "urn:b")
    with pytest.raises(QueryError, match="two defaults"):
        read_question(text.replace("urn:a", "urn:c", 1))


def test_a_parameter_that_is_written_wrongly_is_named_with_its_line() -> None:
    with pytest.raises(QueryError, match=r":2: a parameter stands on one line as VALUES \?name"):
        read_question("ASK {\n VALUES (?a) { (<urn:a>) }  # parameter: a\n}")


def test_a_file_is_read_and_named_by_its_stem(tmp_path: Path) -> None:
    (tmp_path / "treaties-of-a-state.rq").write_text(TREATIES, encoding="utf-8", newline="\r\n")
    assert read_question(tmp_path / "treaties-of-a-state.rq").name == "treaties-of-a-state"
    assert read_question(tmp_path / "treaties-of-a-state.rq").text == TREATIES
    with pytest.raises(QueryError, match=r"absent\.rq: cannot be read"):
        read_question(tmp_path / "absent.rq")
    (tmp_path / "latin.rq").write_bytes(b"# Trait\xe9s\nASK {}")
    with pytest.raises(QueryError, match="not UTF-8"):
        read_question(tmp_path / "latin.rq")


def test_questions_are_listed_by_name_and_found_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "queries", lambda: tmp_path)
    for name in ("wars", "alliances", "allies-of-a-state"):
        (tmp_path / f"{name}.rq").write_text(f"# All {name}\nASK {{}}", encoding="utf-8")
    assert [question.name for question in questions()] == ["alliances", "allies-of-a-state", "wars"]
    assert get_question("wars").title == "All wars"
    with pytest.raises(QueryError, match="'aliances'; nearest: alliances"):
        get_question("aliances")
    with pytest.raises(QueryError, match="there is no question"):
        get_question("../queries/wars")
