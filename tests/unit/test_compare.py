"""What changed between two graphs is told in claims: which are new, gone or of another mind, and what that does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import compare, recorded
from kg.difference import Cause, ClaimChange, Detail, Difference, FactChange, SourceChange, ThingChange
from kg.namespaces import DCTERMS, TYPE, dip, thing
from kg.namespaces import claim as claim_node
from kg.terms import XSD, Iri, Literal, Triple
from tests.fixtures.corpora import SIGNATURE, SOURCE, TEXT, small, write
from tests.fixtures.editions import assembled, edition

ALLIANCE = """
[[claim]]
id = "alliance"
about = "alliance-of-denmark"
label = "Danish alliance"
type = "Alliance"
party = ["denmark", "holstein-gottorp"]
start = "1699"
quote = "Denmark left the war"
"""
CITED = """
[[claim]]
id = "day"
about = "alliance-of-denmark"
start = "1699-08-25"
locator = "p. 5"
"""
QUOTE = "«Denmark left the war»"

Compare = Callable[[dict[str, str], dict[str, str]], Difference]


@pytest.fixture
def changed(tmp_path: Path) -> Compare:
    """The difference of two small corpora, given by what is not as in the common one."""

    def difference(old: dict[str, str], new: dict[str, str]) -> Difference:
        return compare.between(*(edition(small(tmp_path / str(n), **each)) for n, each in enumerate((old, new))))

    return difference


def fact(difference: Difference) -> FactChange:
    """The one fact that changed."""
    (of_thing,) = difference.things
    (found,) = of_thing.facts
    return found


def claims(*tables: str) -> dict[str, str]:
    return {"claims": SIGNATURE + "".join(tables)}


def test_nothing_changed_between_a_graph_and_itself(changed: Compare) -> None:
    difference = changed(claims(ALLIANCE), claims(ALLIANCE))
    assert difference == Difference("old", "new", (), (), (), 0, 0)
    assert difference.is_empty


def test_a_narrower_date_is_told_with_the_claim_that_has_it(changed: Compare) -> None:
    difference = changed(claims(ALLIANCE), claims(ALLIANCE) | {"cited": CITED})
    (new,) = difference.claims
    assert (new.change, new.id, new.status, new.words, new.details) == ("new", "treaties:day", "Accepted", "p. 5", ())
    because = (Cause("treaties:day", "is new", "A collection of treaties", "p. 5"),)
    assert fact(difference) == FactChange("start", "narrowed", "1699", "1699-08-25", because)
    (of_thing,) = difference.things
    assert (of_thing.change, of_thing.iri) == ("changed", thing("alliance-of-denmark"))
    assert (of_thing.name, of_thing.kind) == ("Danish alliance", "alliance")
    assert difference.triples_added > difference.triples_removed > 0


def test_the_way_back_widens_it_because_the_claim_is_gone(changed: Compare) -> None:
    difference = changed(claims(ALLIANCE) | {"cited": CITED}, claims(ALLIANCE))
    assert [(each.change, each.id) for each in difference.claims] == [("gone", "treaties:day")]
    because = (Cause("treaties:day", "is gone", "A collection of treaties", "p. 5"),)
    assert fact(difference) == FactChange("start", "widened", "1699-08-25", "1699", because)


@pytest.mark.parametrize(
    ("old", "new", "how", "dates"),
    [
        ('start = "1699"', 'start = "1698"', "moved", ("1699", "1698")),
        ('start = "1699"', "", "unknown", ("1699", "")),
        ("", 'start = "1699"', "known", ("", "1699")),
        ('start = "[1699..]"', 'start = "[1699-02-01..1701]"', "narrowed", ("[1699..]", "[1699-02-01..1701-12-31]")),
        ('start = "[..1699]"', 'start = "[..1700]"', "widened", ("[..1699]", "[..1700]")),
        ('start = "[..1699]"', 'start = "[1650..]"', "moved", ("[..1699]", "[1650..]")),
        ('end = "1699"', 'end = "1699-05"', "narrowed", ("1699", "1699-05")),
    ],
)
def test_each_way_in_which_a_date_changes(
    changed: Compare, old: str, new: str, how: str, dates: tuple[str, str]
) -> None:
    difference = changed(*(claims(ALLIANCE.replace('start = "1699"', each)) for each in (old, new)))
    found = fact(difference)
    assert (found.aspect, found.how, found.old, found.new) == ("end" if "end" in old else "start", how, *dates)
    assert [(each.claim, each.how) for each in found.because] == [("chronicle:alliance", "says something else now")]


def test_a_happening_has_one_date(changed: Compare) -> None:
    found = fact(changed(claims(), claims() | {"claims": SIGNATURE.replace('"1700-08-18"', '"1700-08"')}))
    assert (found.aspect, found.how, found.old, found.new) == ("date", "widened", "1700-08-18", "1700-08")


def test_a_changed_date_is_told_of_the_claim_as_the_claim_has_it(changed: Compare) -> None:
    difference = changed(claims(ALLIANCE), claims(ALLIANCE.replace('"1699"', '"[1699..1701]"')))
    (claim,) = difference.claims
    assert claim.details == (Detail("start", "1699", "[1699..1701]"),)
    assert (claim.change, claim.id, claim.words) == ("changed", "chronicle:alliance", QUOTE)


def test_a_claim_that_is_disputed_now_takes_its_thing_from_the_facts(changed: Compare) -> None:
    difference = changed(claims(ALLIANCE), claims(f'{ALLIANCE}status = "Disputed"\n'))
    because = (Cause("chronicle:alliance", "is Disputed now, and was Accepted", "A chronicle", QUOTE),)
    gone = ThingChange("gone", thing("alliance-of-denmark"), "Danish alliance", "alliance", (), because)
    assert difference.things == (gone,)
    assert difference.claims[0].details == (Detail("status", "Accepted", "Disputed"),)
    (come,) = changed(claims(f'{ALLIANCE}status = "Disputed"\n'), claims(ALLIANCE)).things
    assert (come.change, come.because[0].how) == ("new", "is Accepted now, and was Disputed")


def test_values_of_other_properties_are_added_removed_or_replaced(changed: Compare) -> None:
    one, both = ALLIANCE.replace(', "holstein-gottorp"', ""), ALLIANCE
    because = (Cause("chronicle:alliance", "says something else now", "A chronicle", QUOTE),)
    added = FactChange("party", "added", "", "Holstein-Gottorp", because)
    assert fact(changed(claims(one), claims(both))) == added
    assert fact(changed(claims(both), claims(one))) == FactChange("party", "removed", "Holstein-Gottorp", "", because)
    other = one.replace("denmark", "holstein-gottorp").replace("alliance-of-holstein-gottorp", "alliance-of-denmark")
    replaced = FactChange("party", "replaced", "Denmark", "Holstein-Gottorp", because)
    assert fact(changed(claims(one), claims(other))) == replaced


def test_a_value_that_another_claim_says_too_still_stands(changed: Compare) -> None:
    again = CITED.replace('start = "1699-08-25"', 'party = "denmark"')
    difference = changed(
        claims(ALLIANCE) | {"cited": again},
        claims(ALLIANCE.replace('["denmark", "holstein-gottorp"]', '"holstein-gottorp"')) | {"cited": again},
    )
    assert difference.things == ()
    assert [claim.details for claim in difference.claims] == [
        (Detail("party", "Denmark, Holstein-Gottorp", "Holstein-Gottorp"),)
    ]


def test_what_a_claim_says_besides_is_told_side_by_side(changed: Compare) -> None:
    more = 'note = "Doubtful."\nby = "A reader"\nrule = "r"\nreads = { "Denmark" = "denmark" }\nwhy = "so"\n'
    more += 'contradicts = "signature"\nstatus = "Rejected"\n'
    difference = changed(
        claims(ALLIANCE + 'status = "Disputed"\n'), claims(ALLIANCE.replace("Denmark left", "left") + more)
    )
    (claim,) = difference.claims
    assert claim.details == (
        Detail("status", "Disputed", "Rejected"),
        Detail("evidence", QUOTE, "«left the war»"),
        Detail("contradicts", "", "chronicle:signature"),
        Detail("reads", "", "«Denmark» as Denmark: so"),
        Detail("note", "", "Doubtful."),
        Detail("by", "", "A reader"),
        Detail("rule", "", "r"),
    )


def test_what_a_claim_says_of_a_part_names_the_part(changed: Compare) -> None:
    treaty = """
[[claim]]
id = "terms"
about = "peace-of-travendal"
provision = [{ clause = "I", obligor = "denmark", obligationType = "Withdrawal" }]
locator = "art. I"
"""
    difference = changed({"cited": treaty}, {"cited": treaty.replace('"denmark"', '"holstein-gottorp"')})
    (claim,) = difference.claims
    (detail,) = claim.details
    assert detail == Detail("peace-of-travendal/provision/i, obligor", "Denmark", "Holstein-Gottorp")


def test_a_source_is_new_gone_or_another(changed: Compare) -> None:
    another = SOURCE.replace("A chronicle", "The chronicle") + 'author = "A monk"\n'
    (source,) = changed({}, {"source": another}).sources
    details = (Detail("title", "A chronicle", "The chronicle"), Detail("author", "", "A monk"))
    assert source == SourceChange("changed", "chronicle", "The chronicle", details)


def test_a_claim_of_a_new_source_is_told_as_such(tmp_path: Path) -> None:
    old, new = (small(tmp_path / name, claims=SIGNATURE + ALLIANCE) for name in ("old", "new"))
    write(new, {"annals/source.toml": 'title = "Annals"\n', "annals/claims.toml": CITED})
    difference = compare.between(edition(old), edition(new))
    assert difference.sources == (SourceChange("new", "annals", "Annals"),)
    assert fact(difference).because == (Cause("annals:day", "is new", "Annals", "p. 5", is_of_new_source=True),)
    assert compare.between(edition(new), edition(old)).sources == (SourceChange("gone", "annals", "Annals"),)


def test_words_at_other_offsets_are_no_change_of_their_claims(changed: Compare) -> None:
    text = f"In those days.\n{TEXT}"
    difference = changed(claims(ALLIANCE), claims(ALLIANCE) | {"text": text})
    (source,) = difference.sources
    assert [each.aspect for each in source.details] == ["SHA-256 of the text", "evidence"]
    assert source.details[1] == Detail("evidence", "", "2 claims with the same words at other offsets")
    assert difference.claims == ()
    assert difference.things == ()
    assert not difference.is_empty


def test_another_label_of_a_party_does_not_make_its_claims_others(changed: Compare, tmp_path: Path) -> None:
    text = (small(tmp_path) / "authority.toml").read_text("utf-8")
    difference = changed({}, {"authority": text.replace('en = "Denmark"', 'en = "Denmark-Norway"')})
    assert [(each.id, each.change) for each in difference.claims] == [("authority:denmark", "changed")]
    found = fact(difference)
    assert (found.aspect, found.how, found.old, found.new) == ("label", "replaced", "«Denmark»", "«Denmark-Norway»")


def test_only_the_most_exact_class_is_told(changed: Compare) -> None:
    difference = changed(claims(ALLIANCE), claims(ALLIANCE.replace('"Alliance"', '"Rivalry"')))
    (claim,) = difference.claims
    assert claim.details == (Detail("type", "alliance", "rivalry"),)
    (found,) = difference.things
    assert (found.kind, [(each.aspect, each.old, each.new) for each in found.facts]) == (
        "rivalry",
        [("type", "alliance", "rivalry")],
    )


def test_the_names_of_the_two_editions_are_kept() -> None:
    empty = recorded.read([])
    assert (compare.between(empty, empty, names=("a", "b")).old, compare.between(empty, empty).new) == ("a", "new")


def test_bounds_of_a_graph_from_elsewhere_that_leave_no_day_are_told_as_they_are(tmp_path: Path) -> None:
    _, triples = assembled(small(tmp_path, claims=SIGNATURE + ALLIANCE))
    late, early = (Literal(day, XSD + "date") for day in ("1699-12-31", "1500-01-01"))
    crossed = [Triple(*each[:2], early) if each.object == late else each for each in triples]
    difference = compare.between(recorded.read(triples), recorded.read(crossed))
    assert [each.new for each in difference.things[0].facts] == ["[1699-01-01..1500-01-01]"]


def test_a_claim_without_evidence_is_told_as_such() -> None:
    node = claim_node("a:b")
    values = ((TYPE, dip("Claim")), (dip("about"), thing("x")), (Iri(DCTERMS + "identifier"), Literal("a:b")))
    found = recorded.read([Triple(node, *each) for each in values])
    (change,) = compare.between(recorded.read([]), found).claims
    assert change == ClaimChange("new", "a:b", "", "Unreviewed", "without evidence")
