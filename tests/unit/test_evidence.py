"""The answers about claims are put together: one value a claim and thing, with its words and what is against it."""

from __future__ import annotations

from kg import evidence
from kg.evidence import Against, Written
from kg.model import Passage
from kg.terms import Literal, Table

CLAIM = {
    "thing": "battle",
    "claim": "claim/a",
    "id": "seed:a",
    "sentence": "The battle, 1904-02-08",
    "status": "rejected",
    "source": "seed",
    "sourceTitle": "The seed",
    "exact": "sank Russian warships",
    "prefix": "and ",
    "suffix": " Incheon",
    "start": "850",
    "end": "871",
}
CITED = {**CLAIM, "claim": "claim/b", "id": "record:b", "status": "accepted", "source": "record"}
CITED |= {"exact": "", "prefix": "", "suffix": "", "start": "", "end": "", "locator": "art. I"}


def table(*rows: dict[str, str], columns: tuple[str, ...] = ()) -> Table:
    names = columns or tuple(dict.fromkeys(name for row in rows for name in row))
    return Table(names, tuple(tuple(Literal(row[name]) if row.get(name) else None for name in names) for row in rows))


CLAIM_COLUMNS = (
    *("thing", "claim", "id", "sentence", "status", "about", "note", "source", "sourceTitle", "citation", "url"),
    *("exact", "prefix", "suffix", "start", "end", "locator", "by", "rule"),
)
AGAINST = (
    *("claim", "direction", "other", "otherId", "otherSentence", "otherStatus", "otherNote", "otherSourceTitle"),
    *("source", "exact", "prefix", "suffix", "start", "end", "locator"),
)
READINGS = ("claim", "words", "meaning", "why")
DATES = ("claim", "property", "value", "text", "calendar", "written", "gregorian")


def read(
    *claims: dict[str, str],
    against: tuple[dict[str, str], ...] = (),
    readings: tuple[dict[str, str], ...] = (),
    dates: tuple[dict[str, str], ...] = (),
) -> list[evidence.Said]:
    return evidence.read(
        table(*claims, columns=CLAIM_COLUMNS),
        table(*against, columns=AGAINST),
        table(*readings, columns=READINGS),
        table(*dates, columns=DATES),
    )


def test_claims_keep_the_order_of_the_answer() -> None:
    assert [said.id for said in read(CITED, CLAIM)] == ["record:b", "seed:a"]
    assert [said.id for said in read(CLAIM, CITED)] == ["seed:a", "record:b"]


def test_a_quotation_has_its_place_and_a_citation_has_none() -> None:
    quoted, cited = read(CLAIM, CITED)
    assert quoted.passages == (Passage("seed", "sank Russian warships", 850, 871, "and ", " Incheon"),)
    assert cited.passages == (Passage("record", locator="art. I"),)
    assert (quoted.status, cited.status) == ("Rejected", "Accepted")
    assert (cited.note, cited.url, cited.start) == ("", "", "")


def test_a_claim_with_two_passages_is_one_value_and_a_repeated_row_is_none() -> None:
    second = {**CLAIM, "exact": "on February 8, 1904", "start": "890", "end": "909"}
    (said,) = read(CLAIM, second, CLAIM)
    assert [passage.exact for passage in said.passages] == ["sank Russian warships", "on February 8, 1904"]


def test_a_claim_on_two_things_is_a_value_for_each() -> None:
    assert [said.thing for said in read(CLAIM, {**CLAIM, "thing": "war"})] == ["battle", "war"]


def test_what_is_against_a_claim_stands_once_whichever_way_it_is_said() -> None:
    other = {
        "claim": "claim/a",
        "otherId": "record:b",
        "otherSentence": "The battle, 1904-02-09",
        "otherStatus": "accepted",
        "otherSourceTitle": "The record",
        "source": "record",
        "locator": "art. I",
    }
    both = ({**other, "direction": "contradicts"}, {**other, "direction": "contradicted by"})
    said, unopposed = read(CLAIM, CITED, against=both)
    cited = (Passage("record", locator="art. I"),)
    assert said.against == (Against("record:b", "The battle, 1904-02-09", "Accepted", "", "The record", cited),)
    assert unopposed.against == ()


def test_what_is_against_a_claim_has_all_its_words() -> None:
    first = {
        "claim": "claim/a",
        "otherId": "record:b",
        "source": "record",
        "exact": "not then",
        "start": "1",
        "end": "9",
    }
    (said,) = read(CLAIM, against=(first, {**first, "exact": "never", "start": "20", "end": "25"}))
    (other,) = said.against
    assert [(each.exact, each.start, each.end) for each in other.passages] == [("not then", 1, 9), ("never", 20, 25)]


def test_readings_and_dates_go_to_their_claim() -> None:
    reading = {"claim": "claim/a", "words": "North Korea", "meaning": "Korean Empire", "why": "a slip"}
    dated = (
        {"claim": "claim/a", "property": "edtfStart", "value": "1904-02-08"},
        {"claim": "claim/a", "property": "edtfEnd", "value": "1904-02-09"},
        {
            "claim": "claim/a",
            "text": "27 January",
            "calendar": "Julian calendar",
            "written": "1904-01-27",
            "gregorian": "1904-02-09",
        },
    )
    said, other = read(CLAIM, CITED, readings=(reading,), dates=dated)
    assert said.readings == (("North Korea", "Korean Empire", "a slip"),)
    assert (said.start, said.end) == ("1904-02-08", "1904-02-09")
    assert said.written == (Written("27 January", "Julian calendar", "1904-01-27", "1904-02-09"),)
    assert (other.readings, other.start, other.written) == ((), "", ())
