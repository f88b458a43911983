from __future__ import annotations

import pytest

from kg.model import Claim, Passage
from kg.namespaces import LABEL, RDF, TYPE, dip, thing
from kg.sentences import fill, listed, when
from kg.telling import Teller, by_subject, tell_claims
from kg.terms import Iri, Literal, Term, Triple
from tests.fixtures.corpora import terms


def named(name: str, label: str, language: str = "en") -> Triple:
    return Triple(thing(name), LABEL, Literal(label, RDF + "langString", language))


NAMES = [named("japan", "Japan"), named("japan", "日本", "ja"), named("russia", "Russia"), named("china", "China")]


def teller(*triples: Triple) -> Teller:
    return Teller(terms(), (by_subject([*triples, *NAMES]),))


def about(name: str, **values: str | list[str]) -> list[Triple]:
    """Triples of a thing: names of things or of terms, by property; ``kind`` is its class."""
    found = []
    for key, given in values.items():
        predicate = TYPE if key == "kind" else dip(key)
        for each in given if isinstance(given, list) else [given]:
            found.append(Triple(thing(name), predicate, dip(each) if each[0].isupper() else thing(each)))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{a} met {b}", "A met B and C"),
        ("{a}[ at {none}] met", "A met"),
        ("{a}[ with {b}]", "A with B and C"),
        ("{none} met", None),
        ("{a}[ {b} {none}]", "A"),
        ("plain [x]", "plain x"),
    ],
)
def test_a_sentence_is_filled_and_optional_parts_left_out(sentence: str, expected: str | None) -> None:
    values = {"a": ["A"], "b": ["B", "C"]}
    assert fill(sentence, lambda name: values.get(name, [])) == expected


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{a}[ x]", lambda name: ["{a} [y]"]) == "{a} [y] x"


def test_lists_and_dates_read_as_in_a_sentence() -> None:
    assert [listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
    assert when("", "") == ""
    assert when("1904-02-12", "1904-02-12") == ", 1904-02-12"
    assert when("1902-01-30", "1905-08-12") == ", from 1902-01-30, until 1905-08-12"
    assert when("[..1904-02-11]", "") == ", from 1904-02-11 at the latest"
    assert when("", "[1905-09-05..]") == ", until 1905-09-05 at the earliest"
    assert when("[1904-02-08..1904-02-10]", "") == ", from some day between 1904-02-08 and 1904-02-10"


def test_a_thing_is_told_by_the_sentence_of_its_kind() -> None:
    triples = about("x", kind=["Alliance", "Relation"], party=["japan", "russia"])
    assert teller(*triples).name(thing("x")) == "Japan and Russia formed an alliance"


def test_a_concept_that_says_more_goes_before_the_class() -> None:
    act = about("x", kind=["DiplomaticAct", "Event"], actor="japan", actType="DeclarationOfWar", target="russia")
    control = about("y", kind=["TerritorialControl", "Relation"], holder="russia", controlType="MilitaryOccupation")
    place = [Triple(thing("y"), dip("overPlace"), thing("china"))]
    assert teller(*act).name(thing("x")) == "Japan declared war on Russia"
    assert teller(*control, *place).name(thing("y")) == "Russia occupied China"


def test_what_a_sentence_lacks_is_told_property_by_property() -> None:
    x = thing("x")
    values = by_subject(about("x", tookPlaceAt="china", outcome="NoResult"))[x]
    told = teller(named("x", "the talks"), *about("x", kind=["DiplomaticAct", "Event"])).tell(x, values)
    assert told == "the talks: took place at China; outcome no result"


def test_labels_are_english_before_the_end_of_the_iri() -> None:
    tell = teller(named("x", "Ostasien", "de"))
    assert tell.label(thing("japan")) == "Japan"
    assert tell.label(thing("x")) == "X"
    assert tell.label(thing("great-northern-war")) == "Great northern war"
    assert tell.label(dip("MilitaryOccupation")) == terms().concepts["MilitaryOccupation"].label
    assert tell.label(Literal("as it is")) == "as it is"
    assert tell.label(Iri("https://example.org/x")) == "X"


def claim(name: str, subject: str, says: list[Triple]) -> Claim:
    return Claim("s", name, thing(subject), tuple(says), (Passage("s", locator="p. 1"),))


def test_claims_are_told_with_what_they_say_and_their_dates_last() -> None:
    dates: list[Triple] = [Triple(thing("x"), dip("edtfStart"), Literal("1902-01-30"))]
    whole = about("x", kind=["Alliance", "Relation"], party=["japan", "russia"])
    later: list[Triple] = [Triple(thing("x"), dip("edtfEnd"), Literal("1905"))]
    told = tell_claims(
        [claim("a", "x", whole + dates), claim("b", "x", later)], [*NAMES, *whole, named("x", "pact")], terms()
    )
    assert [each.label for each in told] == [
        "Japan and Russia formed an alliance, from 1902-01-30",
        "pact, until 1905",
    ]


def test_a_claim_is_told_by_its_own_words_and_not_by_what_others_say() -> None:
    one = about("x", kind=["Alliance", "Relation"], party="japan")
    other = about("x", party="russia")
    told = tell_claims([claim("a", "x", one), claim("b", "x", other)], [*NAMES, *one, *other], terms())
    assert told[1].label == "Russia formed an alliance"
    assert "Japan" not in told[1].label


def test_telling_does_not_depend_on_the_order_of_values() -> None:
    values: list[Term] = [thing("russia"), thing("japan")]
    for order in (values, values[::-1]):
        triples = about("x", kind="Alliance") + [Triple(thing("x"), dip("party"), each) for each in order]
        assert teller(*triples).name(thing("x")) == "Japan and Russia formed an alliance"
