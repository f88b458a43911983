from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg import corpus
from kg.claims import interpret
from kg.describe import DATE_KEYS
from kg.errors import Problem
from kg.frame import CLAIM, ENTITY
from kg.model import Passage, Reading
from kg.namespaces import LABEL, NAMING, RDF, TYPE, XSD, dip, thing
from kg.terms import Literal, Triple
from tests.fixtures.corpora import AUTHORITY, SIGNATURE, Read, read, small, terms

CLASSES = "Polity, Treaty, DiplomaticAct, Alliance ..."


def claim(**keys: str) -> str:
    """A claim of the chronicle, with values as TOML writes them; what is not given is right."""
    right = {"id": '"c"', "about": '"denmark"', "note": '"n"', "quote": '"Denmark left the war"', "end": '"1800"'}
    return "\n[[claim]]\n" + "".join(f"{key} = {value}\n" for key, value in (right | keys).items() if value)


def problem(found: Read) -> Problem:
    assert len(found.problems) == 1, [str(each) for each in found.problems]
    return found.problems[0]


def at_its_line(found: Problem, text: str) -> str:
    """The key or the head of the table at which a mistake is told, and the mistake."""
    line = text.splitlines()[found.line - 1].partition(" = ")[0]
    return f"{line} | {found.message} ({found.advice})"


def test_a_claim_says_what_its_keys_say(tmp_path: Path) -> None:
    found = read(small(tmp_path))
    assert not found.problems
    act, says = thing("signature-of-the-peace"), found.claim("chronicle:signature").says
    assert set(says) == {
        Triple(act, TYPE, dip("DiplomaticAct")),
        Triple(act, TYPE, dip("Event")),
        Triple(act, dip("actType"), dip("Signature")),
        Triple(act, dip("actor"), thing("denmark")),
        Triple(act, dip("actor"), thing("holstein-gottorp")),
        Triple(act, dip("concerns"), thing("peace-of-travendal")),
        *(
            Triple(act, dip(name), Literal("1700-08-18", XSD + "date"))
            for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
        ),
        Triple(act, dip("edtfStart"), Literal("1700-08-18")),
        Triple(act, dip("edtfEnd"), Literal("1700-08-18")),
    }
    assert len(set(says)) == len(says)


def test_a_claim_keeps_its_frame(tmp_path: Path) -> None:
    written = claim(
        status='"Disputed"',
        contradicts='["signature", "authority:denmark"]',
        reads='{ "Denmark" = "denmark", "the war" = "the war of 1700" }',
        why='"plainly"',
        by='"A reader"',
        rule='"leaving"',
    )
    found = read(small(tmp_path, claims=SIGNATURE + written))
    assert not found.problems
    got = found.claim("chronicle:c")
    assert (got.about, got.status, got.note, got.by, got.rule) == (
        thing("denmark"),
        "Disputed",
        "n",
        "A reader",
        "leaving",
    )
    assert got.contradicts == ("chronicle:signature", "authority:denmark")
    assert got.reads == (
        Reading("Denmark", thing("denmark"), "plainly"),
        Reading("the war", Literal("the war of 1700", RDF + "langString", "en"), "plainly"),
    )
    assert got.evidence == (Passage("chronicle", "Denmark left the war", 78, 98, "", ".", "", 1),)


def test_a_part_of_a_thing_may_be_referred_to_from_anywhere(tmp_path: Path) -> None:
    within = claim(id='"d"', about='"peace-of-travendal"', end="", provision='[{ clause = "I" }, { clause = "II" }]')
    alone = claim(id='"e"', about='"peace-of-travendal"', end="", provision='{ clause = "III" }')
    alliance = {"about": '"league"', "type": '"Alliance"', "party": '["denmark", "holstein-gottorp"]', "end": ""}
    refer = [
        claim(id=f'"f{number}"', **alliance, endedBy=f'"peace-of-travendal/provision/{clause}"')
        for number, clause in enumerate(("i", "ii", "iii"))
    ]
    found = read(small(tmp_path, claims=SIGNATURE + "".join([*refer, within, alone])))
    assert [str(each) for each in found.problems] == []
    assert {each for each in found.triples if each.predicate == dip("endedBy")} == {
        Triple(thing("league"), dip("endedBy"), thing(f"peace-of-travendal/provision/{clause}"))
        for clause in ("i", "ii", "iii")
    }
    wrong = claim(id='"g"', about='"league"', end="", party='["peace-of-travendal/provision/i", "x/y/z"]')
    found = read(small(tmp_path, claims=SIGNATURE + "".join([*refer, within, alone, wrong])))
    assert [each.message for each in found.problems] == [
        "party = 'peace-of-travendal/provision/i': that is a Provision",
        "party = 'x/y/z': nothing has that name",
    ]


def test_what_is_wrong_with_one_entry_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    wrong = [claim(id='"a"', about='"Bad"'), claim(id='"b"', about='"new"', type='"Zzz"'), claim(id='"B"')]
    right = claim(id='"d"', about='"treaty"', type='"Treaty"', end="", label='"A treaty"')
    found = read(small(tmp_path, claims=SIGNATURE + "".join(wrong) + right))
    assert [each.claim for each in found.problems] == ["chronicle:a", "chronicle:b", "chronicle:B"]
    treaty = thing("treaty")
    assert found.claim("chronicle:d").says == (
        Triple(treaty, TYPE, dip("Treaty")),
        Triple(treaty, LABEL, Literal("A treaty", RDF + "langString", "en")),
    )


def test_a_class_may_be_given_by_any_claim_and_not_by_each(tmp_path: Path) -> None:
    later = claim(about='"peace"', type='"Event"', id='"d"')
    found = read(small(tmp_path, claims=SIGNATURE + claim(about='"peace"') + later))
    assert not found.problems
    assert Triple(thing("peace"), TYPE, dip("Event")) not in found.claim("chronicle:c").says


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"id": '"XIV a"'}, f"[[claim]] | a claim needs an id, and 'XIV a' is none ({NAMING})"),
        ({"id": ""}, f"[[claim]] | a claim needs an id ({NAMING})"),
        ({"id": "5"}, f"[[claim]] | a claim needs an id, and 5 is none ({NAMING})"),
        ({"about": '"no/name"'}, f"[[claim]] | 'no/name' cannot name a thing ({NAMING})"),
        ({"about": "5"}, f"[[claim]] | 5 cannot name a thing ({NAMING})"),
        ({"about": "[]"}, f"[[claim]] | [] cannot name a thing ({NAMING})"),
        ({"about": '"denmrak"'}, "[[claim]] | nothing says of what class 'denmrak' is (did you mean 'denmark'?)"),
        ({"about": '"elsewhere"'}, "[[claim]] | nothing says of what class 'elsewhere' is (give a type)"),
        ({"about": '"new"', "type": '"Evnt"'}, "type | type 'Evnt' is no class (did you mean 'Event'?)"),
        ({"about": '"new"', "type": '"Zzz"'}, f"type | type 'Zzz' is no class ({CLASSES})"),
        ({"about": '"new"', "type": "[]"}, f"type | type [] is no class ({CLASSES})"),
        ({"about": '"new"', "type": '"Claim"'}, f"type | type 'Claim' is not a class that claims describe ({CLASSES})"),
        (
            {"about": '"new"', "type": '"Provision"'},
            "[[claim]] | a Provision stands within another thing (write it as a table of provision)",
        ),
        ({"type": '"Place"'}, "[[claim]] | denmark is a Polity elsewhere, and a Place here (mend it, or leave it out)"),
        ({"end": "", "start": ""}, "[[claim]] | the claim says nothing (give at least one property or date)"),
        ({"status": '"Acepted"'}, "status | unknown status 'Acepted' (did you mean 'Accepted'?)"),
        ({"status": "5"}, "status | unknown status 5 (one of Accepted, Disputed, Rejected, Unreviewed)"),
        (
            {"status": '"Rejected"', "note": ""},
            "[[claim]] | a Rejected claim needs a reason (name a claim in contradicts, or write a note)",
        ),
        (
            {"about": '"verdict"', "type": '"Judgement"', "text": '"Corrupt."', "end": ""},
            '[[claim]] | a judgement is never Accepted (status = "Disputed": it is the opinion of the writer)',
        ),
        (
            {"contradicts": '"treatys:none"'},
            "contradicts | contradicts 'treatys:none', which is no claim "
            "(write the id of a claim of this source, or source:claim)",
        ),
        (
            {"contradicts": '"signatur"'},
            "contradicts | contradicts 'chronicle:signatur', which is no claim (did you mean 'chronicle:signature'?)",
        ),
        (
            {"contradicts": '"c"'},
            "contradicts | contradicts 'chronicle:c', which is this claim itself (name the other claim)",
        ),
        (
            {"reads": '{ "Denmark" = "denmark" }'},
            "reads | reads without why (say why the words are taken to mean something else)",
        ),
        (
            {"reads": '{ "Norway" = "denmark" }', "why": '"w"'},
            "reads | reads 'Norway', which is not in the quote (quote the words that are read)",
        ),
        (
            {"note": "5"},
            "note | note = 5 cannot be used (wanted: a text in quotation marks, without signs of control)",
        ),
        (
            {"colour": '"red"'},
            "colour | unknown key 'colour' "
            "(Polity takes name, ownLanguage, partOf, successorOf, written, date, start, end)",
        ),
        (
            {"quote": "5", "reads": '{ "Denmark" = "denmark" }', "why": '"w"'},
            '[[claim]] | 5 is no quote (write the words in quotation marks, or { exact = "...", occurrence = 2 })',
        ),
        ({"quote": ""}, "[[claim]] | the claim has no evidence (add quote: the exact words of text.txt)"),
    ],
)
def test_each_mistake_in_a_claim_is_told_at_its_place(tmp_path: Path, keys: dict[str, str], told: str) -> None:
    text = SIGNATURE + claim(**keys)
    found = problem(read(small(tmp_path, claims=text)))
    named = keys.get("id", '"c"').strip('"') or "?"
    assert (found.path, found.claim, found.severity) == ("chronicle/claims.toml", f"chronicle:{named}", "error")
    assert at_its_line(found, text) == told


def test_each_property_that_writes_a_part_is_named(tmp_path: Path) -> None:
    ours = terms()
    annex = replace(ours.properties["provision"], name="annex", iri=dip("annex"))
    wider = replace(ours, properties={**ours.properties, "annex": annex})
    wrong = SIGNATURE + claim(about='"new"', type='"Provision"')
    (found,) = interpret(corpus.read(small(tmp_path, claims=wrong)), wider, {})[1]
    assert found.advice == "write it as a table of annex or provision"


@pytest.mark.parametrize("reason", [{"contradicts": '"signature"', "note": ""}, {"note": '"It was in May."'}])
def test_a_rejected_claim_has_one_reason_at_least(tmp_path: Path, reason: dict[str, str]) -> None:
    assert not read(small(tmp_path, claims=SIGNATURE + claim(status='"Rejected"', **reason))).problems


def test_a_claim_whose_status_is_none_is_not_accepted(tmp_path: Path) -> None:
    found = read(small(tmp_path, claims=SIGNATURE + claim(status='"True"')))
    assert found.claim("chronicle:c").status == "Unreviewed"


def test_a_claim_without_a_frame_has_an_empty_one(tmp_path: Path) -> None:
    bare = claim(note="", label='"Dania"').replace("end =", "start =")
    got = read(small(tmp_path, claims=SIGNATURE + bare)).claim("chronicle:c")
    assert (got.note, got.by, got.rule, got.reads, got.contradicts) == ("", "", "", (), ())


def test_a_claim_that_says_nothing_is_no_claim(tmp_path: Path) -> None:
    found = read(small(tmp_path, claims=SIGNATURE + claim(end="") + claim(id='"d"', end="", party='"x"')))
    assert [each.id for each in found.claims if each.source == "chronicle"] == ["signature"]
    assert [each.message for each in found.problems] == [
        "the claim says nothing",
        "'party' does not belong to Polity",
    ]


def test_a_thing_of_no_class_is_not_taken_for_another_of_none(tmp_path: Path) -> None:
    unsaid = [claim(id=f'"{name}"', about=f'"nowhere-{name}"') for name in ("a1", "a2")]
    found = read(small(tmp_path, claims=SIGNATURE + "".join(unsaid)))
    assert [each.advice for each in found.problems] == ["give a type", "give a type"]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("about", "denmarc"), ("contradicts", "chronicle:signatur"), ("concerns", "peace-of-travendel")],
)
def test_spellings_are_guessed_for_the_first_mistakes_alone(tmp_path: Path, key: str, wrong: str) -> None:
    kind = '"DiplomaticAct"' if key == "concerns" else '"Polity"' if key == "contradicts" else ""
    about = '"an-act"' if key == "concerns" else '"denmark"'
    more = [claim(**{"id": f'"c{n}"', "type": kind, "about": about, key: f'"{wrong}"'}) for n in range(60)]
    found = [each for each in read(small(tmp_path, claims=SIGNATURE + "".join(more))).problems if wrong in each.message]
    guessed = [each.line for each in found if each.advice.startswith("did you mean")]
    assert len(found) == 60
    assert guessed == [each.line for each in found[:50]]
    assert {each.advice.partition(" ")[0] for each in found[50:]} <= {"write", "give", "declare"}


def test_what_contradicts_a_claim_leads_to_any_that_is_written(tmp_path: Path) -> None:
    link = AUTHORITY.replace(
        'cite = "list, no. 1"', 'cite = "x"\nsameAs = [{ iri = "https://example.org/d", found = "x" }]'
    )
    wrong = claim(id='"d"', end='"1800-13"')
    against = claim(contradicts='["authority:denmark--same-as-d", "d"]', status='"Disputed"')
    found = read(small(tmp_path, authority=link, claims=SIGNATURE + wrong + against))
    assert [each.claim for each in found.problems] == ["chronicle:d"]


def test_an_id_that_stands_twice_is_told_with_the_first_place(tmp_path: Path) -> None:
    found = problem(read(small(tmp_path, claims=SIGNATURE + claim() + claim(end="", start='"1400"'))))
    assert (found.line, found.message) == (20, "the id stands twice, first at line 12")


def test_a_name_with_a_slip_is_warned_of(tmp_path: Path) -> None:
    slip = claim(about='"signature-of-the-peac"', type='"DiplomaticAct"', end='"1700"')
    found = problem(read(small(tmp_path, claims=SIGNATURE + slip)))
    assert found.severity == "warning"
    assert str(found) == (
        "chronicle/claims.toml:12: [chronicle:c] warning: 'signature-of-the-peac' is nearly 'signature-of-the-peace' "
        "(the same thing?)"
    )


def test_names_that_differ_in_a_year_are_no_slip(tmp_path: Path) -> None:
    years = [claim(id=f'"c{n}"', about=f'"peace-of-travendal-170{n}"', type='"Event"') for n in range(2)]
    assert not read(small(tmp_path, claims=SIGNATURE + "".join(years))).problems


def test_a_source_without_text_is_cited_and_not_quoted(tmp_path: Path) -> None:
    cited = '[[claim]]\nid = "a"\nabout = "denmark"\nstart = "0936"\n'
    good = read(small(tmp_path / "good", cited=cited + 'locator = "p. 1"\n'))
    assert good.claim("treaties:a").evidence == (Passage("treaties", locator="p. 1"),)
    assert "no evidence" in problem(read(small(tmp_path / "none", cited=cited))).message
    assert "no text is stored" in problem(read(small(tmp_path / "quote", cited=cited + 'quote = "x"\n'))).message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = claim(id='"a"', status='"Acc"') + claim(id='"b"', quote='"nowhere"') + claim(id='"d"', partie='"x"')
    found = read(small(tmp_path, claims=SIGNATURE + wrong, authority=AUTHORITY.replace("cite =", "site =")))
    assert len(found.problems) >= 3 + 2 * 5
    assert {each.claim for each in found.problems} >= {
        "chronicle:a",
        "chronicle:b",
        "chronicle:d",
        "authority:travendal",
    }


def test_the_keys_of_the_frame_are_those_that_the_ontology_declares() -> None:
    properties = {name for name in ("about", "status", "contradicts", "reads", "locator") if name in terms().properties}
    declared = terms().keys | properties
    named = {*CLAIM, *ENTITY, *DATE_KEYS, "language"}
    assert named == declared - {"source"}, "source is given by the folder"
