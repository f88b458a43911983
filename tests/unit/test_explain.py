"""An explanation tells each claim with its words, and the claim that was asked for first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg import explain
from kg.evidence import Against, Said, Written
from kg.explain import Explanation, ordered, render
from kg.model import Passage

DECLARATION = Said(
    id="seed:declaration",
    thing="https://w3id.org/foedera/id/qing-neutrality",
    about="https://w3id.org/foedera/id/qing-neutrality",
    sentence="Qing China declared neutrality",
    status="Accepted",
    note="",
    source="seed",
    source_title="The seed",
    citation="",
    url="",
    by="",
    rule="",
    passages=(Passage("seed", "the Qing\ngovernment announced", 10, 37, "1904, ", " strict neutrality."),),
    start="1904-02-12",
    end="1904-02-12",
)
RECORD = replace(
    DECLARATION,
    id="frus:decree",
    source="frus",
    source_title="Foreign Relations",
    citation="Foreign Relations of the United States, 1904",
    passages=(Passage("frus", locator="p. 131"),),
)
WHOLE = Explanation(
    "https://w3id.org/foedera/id/qing-neutrality", "Neutrality", "1904-02-12", "1905", "", (DECLARATION,)
)


def told(said: Said) -> list[str]:
    return render(replace(WHOLE, said=(said,))).split("\n\n")[1].splitlines()


def test_the_head_names_the_thing_and_its_dates() -> None:
    assert render(WHOLE).splitlines()[:2] == ["Neutrality   (id:qing-neutrality)", "understood: 1904-02-12 to 1905"]


@pytest.mark.parametrize(
    ("start", "end", "line"),
    [
        ("1904-02-08", "1904-02-08", "understood: 1904-02-08"),
        ("1900", "", "understood: 1900 to end not known"),
        ("", "[..1907]", "understood: start not known to [..1907]"),
    ],
)
def test_a_bound_that_is_not_known_is_said(start: str, end: str, line: str) -> None:
    assert line in render(replace(WHOLE, start=start, end=end)).splitlines()


def test_nothing_is_said_of_dates_that_are_not_there() -> None:
    assert "understood" not in render(replace(WHOLE, start="", end=""))


def test_a_quotation_is_marked_within_its_sentence_on_one_line() -> None:
    assert told(DECLARATION)[:3] == [
        "Accepted: Qing China declared neutrality   (seed:declaration)",
        "  1904, «the Qing government announced» strict neutrality.",
        "  The seed, characters 10 to 37",
    ]
    assert "1904, *the Qing government announced*" in render(WHOLE, mark=lambda quote: f"*{' '.join(quote.split())}*")


def test_a_source_of_record_is_cited() -> None:
    assert told(RECORD)[1] == "  Foreign Relations of the United States, 1904: p. 131"
    assert told(replace(RECORD, citation=""))[1] == "  Foreign Relations: p. 131"


def test_a_written_date_is_given_in_all_three_calendars() -> None:
    lunar = Written("twelfth lunar month 27", "Chinese lunisolar calendar", "guimao-12-27", "1904-02-12")
    (line,) = [line for line in told(replace(DECLARATION, written=(lunar,))) if "as written" in line]
    assert line.startswith('  date as written: "twelfth lunar month 27" (Chinese lunisolar calendar: guimao-12-27)')
    for same in ("1904-02-12 Gregorian", "1904-01-30 Julian", "guimao-12-27 ChineseLunisolar"):
        assert same in line


def test_readings_notes_and_what_is_against_it_are_told() -> None:
    against = Against("record:b", "It was not so", "Accepted", "The record differs.", "The record")
    said = replace(
        DECLARATION, status="Disputed", note="Garbled.", against=(against,), readings=(("Mao", "guimao", "cut"),)
    )
    assert told(said)[-3:] == [
        '  read: "Mao" as guimao: cut',
        "  note: Garbled.",
        "  against it: Accepted: It was not so   (record:b, The record) The record differs.",
    ]


def test_what_a_rule_proposed_says_so() -> None:
    assert told(replace(DECLARATION, status="Unreviewed", rule="lexicon"))[-1] == "  proposed by the rule lexicon"


def test_what_is_derived_leads_to_its_origin() -> None:
    derived = replace(WHOLE, derived_from="https://w3id.org/foedera/id/cession")
    assert "derived by a rule from id:cession; kg explain that" in render(derived)


def test_asked_for_first_then_accepted_then_the_rest_and_the_authority_file_last() -> None:
    disputed = replace(DECLARATION, id="a:disputed", status="Disputed")
    authority = replace(DECLARATION, id="authority:qing", source="authority")
    every = [authority, disputed, RECORD, DECLARATION]
    assert [said.id for said in ordered(every, "")] == [
        "frus:decree",
        "seed:declaration",
        "a:disputed",
        "authority:qing",
    ]
    assert [said.id for said in ordered(every, "a:disputed")][:2] == ["a:disputed", "frus:decree"]
    assert ordered(every, "") == ordered(list(reversed(every)), "")


def test_an_explanation_is_made_of_values() -> None:
    assert explain.Explanation(*(getattr(WHOLE, name) for name in WHOLE.__slots__)) == WHOLE
