from __future__ import annotations

import pytest

from kg import agree
from kg.errors import Problem
from kg.model import Claim, Passage, Status
from kg.namespaces import LABEL, RDF, TYPE, XSD, dip, thing
from kg.terms import Iri, Literal, Term, Triple
from tests.fixtures.corpora import terms

X = thing("x")


def day(text: str) -> Literal:
    return Literal(text, XSD + "date")


def claim(
    name: str, *says: tuple[Iri, Iri, Term], status: Status = "Accepted", contradicts: tuple[str, ...] = ()
) -> Claim:
    evidence = (Passage("s", locator="p. 1"),)
    return Claim("s", name, X, tuple(Triple(*each) for each in says), evidence, status, contradicts)


def typed(subject: Iri = X, kind: str = "Event") -> Claim:
    return claim(f"type-{subject.rpartition('/')[2]}", (subject, TYPE, dip(kind)))


def disagreements(*claims: Claim) -> list[Problem]:
    places = {each.key: ("s/claims.toml", number) for number, each in enumerate(claims, 1)}
    return agree.disagreements(claims, agree.facts(claims), terms(), places)


def plain(*claims: Claim) -> dict[Triple, set[str]]:
    """What stands as fact, and which claims say it."""
    return {fact.triple: {each.id for each in fact.claims} for fact in agree.facts(claims)}


def test_only_what_is_accepted_stands_and_knows_who_says_it() -> None:
    place = (X, dip("tookPlaceAt"), thing("p"))
    disputed = claim("c", place, (X, dip("outcome"), dip("Sunk")), status="Disputed")
    assert plain(claim("a", place), claim("b", place), disputed) == {Triple(*place): {"a", "b"}}


@pytest.mark.parametrize("status", ["Disputed", "Rejected", "Unreviewed"])
def test_nothing_else_stands(status: Status) -> None:
    assert plain(claim("a", (X, TYPE, dip("Event")), status=status)) == {}


def test_dates_narrow_one_another() -> None:
    year = claim(
        "year",
        (X, dip("earliestStart"), day("1905-01-01")),
        (X, dip("latestStart"), day("1905-12-31")),
        (X, dip("earliestEnd"), day("1905-01-01")),
        (X, dip("latestEnd"), day("1905-12-31")),
    )
    month = claim("month", (X, dip("earliestStart"), day("1905-09-01")), (X, dip("latestEnd"), day("1905-09-30")))
    assert plain(typed(), year, month) == {
        Triple(X, TYPE, dip("Event")): {"type-x"},
        Triple(X, dip("earliestStart"), day("1905-09-01")): {"month"},
        Triple(X, dip("latestStart"), day("1905-12-31")): {"year"},
        Triple(X, dip("earliestEnd"), day("1905-01-01")): {"year"},
        Triple(X, dip("latestEnd"), day("1905-09-30")): {"month"},
    }
    assert disagreements(typed(), year, month) == []


def test_a_claims_own_notation_of_a_date_is_no_fact_of_the_thing() -> None:
    both = claim("a", (X, dip("edtfStart"), Literal("1905")), (X, dip("latestStart"), day("1905-12-31")))
    assert plain(both) == {Triple(X, dip("latestStart"), day("1905-12-31")): {"a"}}


def test_facts_come_in_one_order() -> None:
    claims = [claim(name, (thing(name), TYPE, dip("Event"))) for name in ("b", "a", "c")]
    assert agree.facts(claims) == agree.facts(claims)
    assert [fact.triple.subject for fact in agree.facts(claims)] == [thing("a"), thing("b"), thing("c")]


@pytest.mark.parametrize(
    ("low", "high"),
    [("earliestStart", "latestStart"), ("earliestEnd", "latestEnd"), ("earliestStart", "latestEnd")],
)
def test_dates_that_leave_no_day_are_told_with_the_claims(low: str, high: str) -> None:
    first = claim("late", (X, dip(low), day("1904-02-09")))
    (problem,) = disagreements(typed(), first, claim("early", (X, dip(high), day("1904-02-08"))))
    assert str(problem) == (
        f"s/claims.toml:2: [s:late] the dates of id:x leave no day: {low} 1904-02-09 by s:late (s/claims.toml:2), "
        f"{high} 1904-02-08 by s:early (s/claims.toml:3) (make one of them Disputed or Rejected)"
    )


def test_claims_that_leave_no_day_are_told_once_for_all_their_dates() -> None:
    names = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
    claims = [claim(f"in-{year}", *((X, dip(name), day(f"{year}-01-01")) for name in names)) for year in (1904, 1905)]
    (problem,) = disagreements(typed(), *claims)
    assert "earliestStart 1905-01-01 by s:in-1905 (s/claims.toml:3), latestStart 1904-01-01 by" in problem.message


def test_a_date_that_several_claims_give_is_told_with_all_of_them() -> None:
    late = [claim(name, (X, dip("earliestStart"), day("1905-01-01"))) for name in ("b", "a")]
    (problem,) = disagreements(typed(), *late, claim("early", (X, dip("latestEnd"), day("1904-12-31"))))
    assert "by s:a (s/claims.toml:3), s:b (s/claims.toml:2), latestEnd" in problem.message


def test_a_claim_whose_place_is_not_known_is_told_by_its_name() -> None:
    claims = [typed(kind="Battle"), *(claim(name, (X, dip("outcome"), dip(name))) for name in ("Sunk", "Scuttled"))]
    (problem,) = agree.disagreements(claims, agree.facts(claims), terms(), {})
    assert (problem.path, problem.line, problem.claim) == ("", 0, "s:Scuttled")
    assert "dip:Scuttled by s:Scuttled (?:0); dip:Sunk by s:Sunk (?:0)" in problem.message


def test_touching_dates_and_a_late_start_before_an_early_end_are_right() -> None:
    touching = claim("a", (X, dip("earliestStart"), day("1904-02-08")), (X, dip("latestEnd"), day("1904-02-08")))
    state = claim("b", (X, dip("latestStart"), day("1904-12-31")), (X, dip("earliestEnd"), day("1904-01-01")))
    assert disagreements(typed(), touching, state) == []
    one_day = [claim(name, (X, dip(name), day("1904-02-08"))) for name in ("earliestStart", "latestStart", "latestEnd")]
    assert disagreements(typed(), *one_day) == []


def test_a_single_value_given_twice_is_told_with_both() -> None:
    claims = [claim(name, (X, dip("outcome"), dip(name))) for name in ("Sunk", "Scuttled")]
    (problem,) = disagreements(typed(kind="Battle"), *claims)
    assert str(problem) == (
        "s/claims.toml:3: [s:Scuttled] id:x has several values of dip:outcome: dip:Scuttled by s:Scuttled "
        "(s/claims.toml:3); dip:Sunk by s:Sunk (s/claims.toml:2) (make one of them Disputed or Rejected)"
    )
    settled = claim("Sunk", (X, dip("outcome"), dip("Sunk")), status="Disputed")
    assert disagreements(typed(kind="Battle"), claims[1], settled) == []


def test_two_entries_of_one_name_are_told_as_such_and_not_as_a_disagreement() -> None:
    twice = [claim("outcome", (X, dip("outcome"), dip(name))) for name in ("Sunk", "Scuttled")]
    assert disagreements(typed(kind="Battle"), *twice) == []


def test_what_the_ontology_does_not_know_may_have_several_values() -> None:
    other = Iri("https://example.org/alias")
    assert disagreements(typed(), *(claim(name, (X, other, Literal(name))) for name in ("a", "b"))) == []


def test_several_parties_are_no_disagreement() -> None:
    parties = [claim(name, (X, dip("party"), thing(name))) for name in ("a", "b", "c")]
    assert disagreements(typed(kind="Alliance"), *parties, *[typed(thing(each), "Polity") for each in "abc"]) == []


def test_two_labels_of_one_language_are_told_and_of_two_are_right() -> None:
    def named(label: str, language: str) -> Claim:
        return claim(f"{label}-{language}", (X, LABEL, Literal(label, RDF + "langString", language)))

    assert disagreements(typed(), named("War", "en"), named("War", "de")) == []
    (problem,) = disagreements(typed(), named("War", "en"), named("Conflict", "en"))
    assert "several values of rdfs:label: 'Conflict' by" in problem.message


def test_what_is_only_disputed_may_not_be_referred_to() -> None:
    disputed = claim("d", (thing("y"), TYPE, dip("War")), status="Disputed")
    (problem,) = disagreements(typed(), claim("a", (X, dip("concerns"), thing("y"))), disputed)
    assert str(problem) == (
        "s/claims.toml:2: [s:a] dip:concerns refers to id:y, which no Accepted claim describes "
        "(accept a claim that gives its type, or dispute this one)"
    )


def test_what_is_only_disputed_may_not_be_described() -> None:
    disputed = claim("d", (X, TYPE, dip("War")), status="Disputed")
    (problem,) = disagreements(disputed, claim("a", (X, dip("latestEnd"), day("1905-09-05"))))
    assert str(problem) == (
        "s/claims.toml:2: [s:a] id:x has no Accepted claim that gives its type "
        "(accept a claim that gives its type, or dispute this one)"
    )


def test_two_accepted_claims_may_not_contradict_one_another() -> None:
    one = claim("a", (X, dip("concerns"), X), contradicts=("s:type-x", "s:nowhere"))
    (problem,) = disagreements(typed(), one)
    assert str(problem) == (
        "s/claims.toml:2: [s:a] contradicts s:type-x, and both are Accepted (one of them cannot be)"
    )


def test_a_circle_of_parts_is_told_once_with_all_that_are_in_it() -> None:
    y, z, w = thing("y"), thing("z"), thing("w")
    links = [(X, y), (y, z), (z, X), (w, X)]
    parts = [claim(f"p{number}", (one, dip("partOf"), whole)) for number, (one, whole) in enumerate(links)]
    (found,) = disagreements(*[typed(each) for each in (X, y, z, w)], *parts)
    told = "id:x, id:y, id:z are part of one another through partOf (cut the circle)"
    assert str(found) == f"s/claims.toml:5: [s:p0] {told}"
    assert disagreements(*[typed(each) for each in (X, y, z, w)], parts[0], parts[1], parts[3]) == []


def test_a_circle_is_found_beside_a_way_that_ends() -> None:
    y, z, w = thing("y"), thing("z"), thing("w")
    links = [(X, y), (X, z), (z, w), (y, X)]
    parts = [claim(f"p{number}", (one, dip("partOf"), whole)) for number, (one, whole) in enumerate(links)]
    (found,) = disagreements(*[typed(each) for each in (X, y, z, w)], *parts)
    assert found.message == "id:x, id:y are part of one another through partOf"
    assert found.claim == "s:p0"


def test_what_is_part_of_itself_alone_is_told_as_such() -> None:
    (found,) = disagreements(typed(), claim("own", (X, dip("partOf"), X)))
    assert str(found) == "s/claims.toml:2: [s:own] id:x is part of itself through partOf (cut the circle)"


def test_a_circle_is_told_at_the_claim_that_closes_it_and_not_at_one_that_leads_out() -> None:
    a, b = thing("a"), thing("b")
    links = [(X, a), (X, b), (b, X)]
    parts = [claim(f"p{number}", (one, dip("partOf"), whole)) for number, (one, whole) in enumerate(links)]
    (found,) = disagreements(*[typed(each) for each in (X, a, b)], *parts)
    assert (found.claim, found.message) == ("s:p2", "id:b, id:x are part of one another through partOf")
    (found,) = disagreements(*[typed(each) for each in (X, a)], parts[0], claim("own", (X, dip("partOf"), X)))
    assert (found.claim, found.message) == ("s:own", "id:x is part of itself through partOf")


@pytest.mark.parametrize(("length", "more"), [(5, ""), (6, " and 1 more"), (900, " and 895 more")])
def test_a_long_circle_is_told_with_its_first_five(length: int, more: str) -> None:
    names = [thing(f"t{number:03d}") for number in range(length)]
    circle = zip(names, [*names[1:], names[0]], strict=True)
    parts = [claim(f"p{number}", (one, dip("partOf"), whole)) for number, (one, whole) in enumerate(circle)]
    (found,) = disagreements(*[typed(each) for each in names], *parts)
    assert found.claim == "s:p0"
    assert found.message.removesuffix(" are part of one another through partOf") == (
        f"id:t000, id:t001, id:t002, id:t003, id:t004{more}"
    )


def test_two_circles_are_told_apart_and_in_order() -> None:
    links = [("d", "c"), ("c", "d"), ("b", "a"), ("a", "b"), ("b", "c")]
    parts = [claim(one + whole, (thing(one), dip("partOf"), thing(whole))) for one, whole in links]
    found = disagreements(*[typed(thing(each)) for each in "abcd"], *parts)
    assert [(each.claim, each.message.partition(" are")[0]) for each in found] == [
        ("s:ab", "id:a, id:b"),
        ("s:cd", "id:c, id:d"),
    ]


def test_two_circles_whose_members_alternate_are_told_once_each() -> None:
    links = [("a", "c"), ("c", "a"), ("b", "d"), ("d", "b")]
    parts = [claim(one + whole, (thing(one), dip("partOf"), thing(whole))) for one, whole in links]
    found = disagreements(*[typed(thing(each)) for each in "abcd"], *parts)
    assert [each.message.partition(" are")[0] for each in found] == ["id:a, id:c", "id:b, id:d"]


@pytest.mark.parametrize("status", ["Accepted", "Disputed", "Rejected", "Unreviewed"])
def test_a_claim_that_begins_after_it_ends_is_told_once_whatever_its_status(status: Status) -> None:
    dates = (X, dip("earliestStart"), day("1906-01-01")), (X, dip("latestEnd"), day("1905-09-05"))
    (problem,) = disagreements(typed(), claim("reversed", *dates, status=status))
    assert str(problem) == (
        "s/claims.toml:2: [s:reversed] id:x begins after it ends: 1906-01-01 at the earliest, "
        "1905-09-05 at the latest (mend one of the two dates)"
    )


def test_dates_of_two_things_in_one_claim_are_not_held_against_each_other() -> None:
    y = thing("y")
    both = claim("both", (X, dip("earliestStart"), day("1906-01-01")), (y, dip("latestEnd"), day("1905-09-05")))
    assert disagreements(typed(), typed(y), both) == []
