"""The questions of ``kg/queries``: what each says of itself, what it answers, and what its parameters do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from kg import resources
from kg.namespaces import ID, PREFIXES, expand, shorten
from kg.query import get_question, questions, read_question, with_parameters
from kg.rdf import ntriples
from kg.store import from_quads
from kg.tables import render
from kg.terms import Iri, Store, Table
from tests.fixtures.bundled import bundled

EXPECTED = Path(__file__).parent / "expected"
FILES = sorted(resources.queries().glob("*.rq"))
PARTS = sorted((resources.queries() / "parts").glob("*.rq"))
NAMES = [file.stem for file in FILES]
TOPICS = {"qing-neutrality", "anglo-japanese-alliance", "portsmouth-cessions"}
EMPTY = "# empty on purpose"


@cache
def triples() -> str:
    """The graph of the bundled corpus, with its ontology, as N-Triples."""
    return ntriples(bundled().parts.everything())


@cache
def store(more: str = "") -> Store:
    """The graph in Oxigraph, with more triples: Turtle, whose prefixes are declared here."""
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in [("", ID), *PREFIXES.items()])
    extra = rdflib.Graph()
    extra.parse(data=declared + more, format="turtle")
    return from_quads(triples() + extra.serialize(format="nt"), "the graph under test")


def asked(name: str, more: str = "", **values: str) -> Table:
    answer = store(more).ask(with_parameters(get_question(name), values))
    assert isinstance(answer, Table)
    return answer


def column(table: Table, name: str) -> list[str]:
    """The cells of a column, IRIs in their short form, unbound ones left out."""
    cells = [row[name] for row in table]
    return [
        shorten(cell).removeprefix("id:") if isinstance(cell, Iri) else cell.value for cell in cells if cell is not None
    ]


# ---- what a question says of itself ---------------------------------------------------------------------------------


def test_each_topic_of_the_project_has_its_question() -> None:
    assert set(NAMES) >= TOPICS
    assert all("thing" in asked(name).variables for name in TOPICS), "pages of the topics are drawn from ?thing"


@pytest.mark.parametrize("file", [*FILES, *PARTS], ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_question_parses_and_says_what_it_answers(file: Path) -> None:
    question = read_question(file)
    prepareQuery(question.text)
    assert question.title
    assert not question.title.endswith(".")
    assert question.description.endswith(".")
    assert all(parameter.meaning for parameter in question.parameters)


def test_no_two_questions_have_the_same_title() -> None:
    titles = [question.title for question in questions()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", NAMES)
def test_each_prefix_is_declared_once_and_used(name: str) -> None:
    text = get_question(name).text
    declared = re.findall(r"^PREFIX (\w+):", text, re.MULTILINE)
    body = re.sub(r"^(#|PREFIX ).*$", "", text, flags=re.MULTILINE)
    assert len(set(declared)) == len(declared)
    assert [prefix for prefix in declared if not re.search(rf"(?<!\w){prefix}:", body)] == []


# Virtuoso loses rows where such a path meets VALUES or FILTER.
@pytest.mark.parametrize("name", NAMES)
def test_no_path_of_unknown_length(name: str) -> None:
    body = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|#.*", "", get_question(name).text)
    assert not re.search(r"\w:\w+\)?[+*?](?!\w)", body)


# ---- what it answers ------------------------------------------------------------------------------------------------


def test_each_question_has_expected_rows_and_no_other_file_stands_there() -> None:
    assert sorted(file.stem for file in EXPECTED.glob("*.csv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_default_parameters_give_an_answer(name: str) -> None:
    assert len(asked(name).rows) > 0 or EMPTY in get_question(name).text


@pytest.mark.parametrize("name", NAMES)
def test_no_row_is_given_twice(name: str) -> None:
    rows = asked(name).rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", NAMES)
def test_oxigraph_gives_the_expected_rows(name: str) -> None:
    rows = render(asked(name), "csv").replace("\r\n", "\n")
    assert rows == (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")


# ---- what its parameters do -----------------------------------------------------------------------------------------


# A question, other values of its parameters, a column, and what stands in it then.
ASKED_OTHERWISE: list[tuple[str, dict[str, str], str, list[str]]] = [
    ("alliances-on-date", {"day": "1902-01-29"}, "alliance", []),
    ("alliances-on-date", {"day": "1905-08-12"}, "certainty", ["certain", "certain"]),
    ("alliances-on-date", {"day": "1906-01-01"}, "alliance", ["anglo-japanese-alliance-1905"]),
    (
        "anglo-japanese-alliance",
        {"alliance": "anglo-japanese-alliance-1905"},
        "evidence",
        [
            "title and preamble",
            "date of signature; for ten years",
            "alliance 1415, second phase",
            "alliance 1415, second phase: obligations of each member",
            "date of signature",
        ],
    ),
    ("battles-of-war", {"war": "boxer-rebellion"}, "battle", []),
    ("belligerents", {"conflict": "battle-of-port-arthur"}, "oneRole", ["attacker"]),
    ("casus-foederis", {"war": "boxer-rebellion"}, "alliance", []),
    ("casus-foederis", {"day": "1905-08-20"}, "owed", ["not known"]),
    ("cessions-by-treaty", {"treaty": "treaty-of-peking-1905"}, "place", []),
    ("chronology", {"first": "1902-02-01", "last": "1903-12-31"}, "thing", []),
    ("chronology", {"first": "1900-01-01", "last": "1902-12-31"}, "kind", ["signature", "entry into force"]),
    ("disagreements", {"disputed": "dip:Rejected"}, "thing", ["battle-of-chemulpo-bay"]),
    ("disposed-without-signature", {"polity": "japan,russia"}, "clause", []),
    ("enemies-to-allies", {"years": "1"}, "thing", ["treaty-of-portsmouth"]),
    ("evidence-of", {"thing": "treaty-of-portsmouth/provision/ix"}, "place", ["art. IX"]),
    ("gains-and-losses", {"first": "1906-01-01", "last": "1914-01-01"}, "transfer", []),
    ("gains-and-losses", {"first": "1905-10-01", "last": "1905-10-02"}, "certainty", ["possible"] * 12),
    ("holders-of-place", {"place": "southern-sakhalin", "day": "1905-09-04"}, "holder", ["russia"]),
    ("holders-of-place", {"place": "southern-sakhalin", "day": "1905-10-01"}, "holder", ["japan", "russia"]),
    ("holders-of-place", {"place": "southern-sakhalin", "day": "1905-10-20"}, "holder", ["japan"]),
    ("inventory", {"class": "dip:Battle"}, "thing", ["battle-of-port-arthur", "battle-of-chemulpo-bay"]),
    (
        "names-of-place",
        {"place": "southern-sakhalin"},
        "name",
        ["Karafuto", "Southern Sakhalin", "southern half of Sakhalin", "南樺太", "Южный Сахалинъ", "庫頁島南部"],
    ),
    ("neutral-theatres", {"war": "boxer-rebellion"}, "neutralLabel", []),
    ("neutrals", {"war": "boxer-rebellion"}, "neutral", []),
    ("portsmouth-cessions", {"treaty": "port-arthur-lease-1898"}, "thing", []),
    ("provisions", {"treaty": "anglo-japanese-agreement-1902"}, "clause", ["I", "II", "III", "IV", "V", "VI"]),
    (
        "qing-neutrality",
        {"neutrality": "french-neutrality"},
        "evidence",
        [
            *("doc. 20", "doc. 20"),
            "Neutrality in a war lasts as long as the war: portsmouth:war-not-before, cow-wars:war-not-after",
        ],
    ),
    ("readings", {"source": "id:source/portsmouth"}, "words", []),
    ("rejected-and-disputed", {"stance": "dip:Rejected"}, "claim", ["claim/qing-neutrality-1904/chemulpo-day"]),
    ("rejected-and-disputed", {"source": "id:source/cow-wars"}, "claim", ["claim/cow-wars/war-end"]),
    ("single-source-facts", {"class": "dip:Relation"}, "thing", ["japanese-occupation-of-manchuria"]),
    ("state-on-date", {"first": "1700-01-01", "last": "1700-01-01"}, "certainty", ["possible"] * 5),
    ("treaties-of-polity", {"polity": "qing", "last": "1903-01-01"}, "treaty", []),
    (
        "treaties-of-polity",
        {"polity": "qing", "first": "1898-03-27"},
        "treaty",
        ["port-arthur-lease-1898", "treaty-of-peking-1905"],
    ),
    ("treaty-signatures", {"treaty": "port-arthur-lease-1898"}, "signatory", ["qing", "russia"]),
    ("two-titles", {"place": "port-arthur"}, "other", ["Russia", "Japan"]),
    ("uncertain-dates", {"class": "dip:Alliance"}, "thing", []),
    ("who-says", {"thing": "saint-petersburg"}, "claim", ["authority:saint-petersburg"] * 7),
    (
        "who-says",
        {"thing": "united-kingdom"},
        "origin",
        ["anglo-japanese-alliance-1902", "anglo-japanese-alliance-1905"],
    ),
]


@pytest.mark.parametrize(("name", "values", "of", "cells"), ASKED_OTHERWISE)
def test_asked_with_other_values(name: str, values: dict[str, str], of: str, cells: list[str]) -> None:
    assert sorted(column(asked(name, **values), of)) == sorted(cells)


def test_each_parameter_is_asked_otherwise() -> None:
    declared = {(question.name, parameter.name) for question in questions() for parameter in question.parameters}
    assert declared - {(name, parameter) for name, values, _, _ in ASKED_OTHERWISE for parameter in values} == set()


def test_default_values_are_things_of_the_graph() -> None:
    iris = {
        expand(value)
        for question in questions()
        for parameter in question.parameters
        for value in parameter.default.split(",")
        if not re.fullmatch(r"[\d-]+", value)
    }
    assert iris
    assert [iri for iri in sorted(iris) if not store().ask(f"ASK {{ <{iri}> ?property ?value }}")] == []


# ---- certain, in part, possible -------------------------------------------------------------------------------------

RELATION = ":pact a dip:Alliance , dip:Relation ; dip:party :japan , :france ; {dates} ."
CLOSED = 'dip:earliestStart "1904-03-01"^^xsd:date ; dip:latestStart "1904-03-10"^^xsd:date ; '
CLOSED += 'dip:earliestEnd "1904-04-20"^^xsd:date ; dip:latestEnd "1904-04-30"^^xsd:date'


def certainty(more: str, first: str, last: str = "", thing: str = "pact") -> list[tuple[str, str, str]]:
    """How certain the thing is in the state of those days, with its two ends."""
    table = asked("state-on-date", more, first=first, last=last or first)
    cells = zip(*(column(table, name) for name in ("thing", "certainty", "one", "other")), strict=True)
    return [(how, one, other) for what, how, one, other in cells if what == thing]


@pytest.mark.parametrize(
    ("first", "last", "how"),
    [
        ("1904-02-28", "1904-02-29", None),
        ("1904-03-01", "1904-03-01", "possible"),
        ("1904-03-09", "1904-03-09", "possible"),
        ("1904-03-10", "1904-03-10", "certain"),
        ("1904-03-10", "1904-04-20", "certain"),
        ("1904-04-20", "1904-04-21", "certain in part"),
        ("1904-04-21", "1904-04-21", "possible"),
        ("1904-04-30", "1904-05-01", "possible"),
        ("1904-05-01", "1904-05-01", None),
        ("1900-01-01", "1909-12-31", "certain in part"),
    ],
)
def test_certain_on_every_day_in_part_or_possible(first: str, last: str, how: str | None) -> None:
    expected = [(how, "france", "japan")] if how else []
    assert certainty(RELATION.format(dates=CLOSED), first, last) == expected


@pytest.mark.parametrize("missing", ["latestStart", "earliestEnd"])
def test_a_missing_bound_never_counts_as_certain(missing: str) -> None:
    dates = re.sub(rf'dip:{missing} "[^;]*(; )?', "", CLOSED).removesuffix("; ")
    assert missing not in dates
    assert certainty(RELATION.format(dates=dates), "1904-04-01") == [("possible", "france", "japan")]


def test_bounds_that_cross_leave_no_certain_day() -> None:
    dates = 'dip:latestStart "1904-06-01"^^xsd:date ; dip:earliestEnd "1904-05-01"^^xsd:date'
    assert certainty(RELATION.format(dates=dates), "1904-01-01", "1904-12-31") == [("possible", "france", "japan")]


def test_what_has_no_date_is_possible_while_both_ends_existed() -> None:
    pact = ":pact a dip:Dependency , dip:Relation ; dip:holder :japan ; dip:overPolity :korean-empire ."
    assert certainty(pact, "1904-03-01") == [("possible", "japan", "korean-empire")]
    assert certainty(pact, "1897-09-30") == []
    assert certainty(pact, "1910-08-30") == []


def test_who_joins_a_war_later_is_at_war_from_then_on() -> None:
    joins = """:russo-japanese-war dip:participation :joining .
        :joining a dip:Participation ; dip:participant :france ; dip:side "B" ;
            dip:earliestStart "1905-03-01"^^xsd:date ; dip:latestStart "1905-03-05"^^xsd:date ;
            dip:earliestEnd "1905-04-01"^^xsd:date ; dip:latestEnd "1905-04-03"^^xsd:date ."""
    others = ("certain", "japan", "russia")

    def war(first: str, last: str = "") -> list[tuple[str, str, str]]:
        return sorted(certainty(joins, first, last, "russo-japanese-war"))

    assert war("1905-02-28") == [others]
    assert war("1905-03-03") == [others, ("possible", "japan", "france")]
    assert war("1905-03-20") == [("certain", "japan", "france"), others]
    assert war("1905-03-20", "1905-05-01") == [others, ("certain in part", "japan", "france")]
    assert war("1905-04-04") == [others]


def test_a_kind_of_relation_that_only_the_ontology_knows_is_in_the_state() -> None:
    kind = """dip:Truce rdfs:subClassOf dip:Relation ; rdfs:label "truce"@en ; dip:order 5 ;
            dip:from dip:party ; dip:to dip:party .
        :pact a dip:Truce , dip:Relation ; dip:party :japan , :russia ; """
    table = asked("state-on-date", f"{kind}{CLOSED} .", first="1904-04-01", last="1904-04-01")
    assert (column(table, "kind")[0], column(table, "thing")[0]) == ("truce", "pact")
