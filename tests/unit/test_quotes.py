from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.model import Passage, Sentence, Source
from kg.quotes import Quote, passages, quoted
from kg.text import sentences
from tests.fixtures.corpora import TEXT


def sentence(exact: str, text: str = TEXT, occurrence: int | None = None) -> Passage:
    table = {"quote": {"exact": exact, "occurrence": occurrence}}
    source = Source("s", "S", Path(), text)
    (found,) = passages(table, source, sentences(text), lambda message, advice: pytest.fail(message))
    return found


def test_a_quote_has_the_rest_of_its_sentence_around_it() -> None:
    found = sentence("Denmark", occurrence=1)
    assert (found.start, found.end) == (18, 25)
    assert found.prefix + found.exact + found.suffix == TEXT.split("\n")[0]
    assert sentence("Denmark", occurrence=2).start == 78


def test_a_quote_over_two_sentences_has_the_rest_of_both() -> None:
    found = sentence("the war. Sweden")
    assert (found.prefix, found.suffix) == ("Denmark left ", " went on.")


def test_a_quote_that_overlaps_itself_is_found_each_time() -> None:
    assert sentence("aa", "aaa.", 2).start == 1


def test_offsets_count_code_points() -> None:
    found = sentence("ok", "𐍈 é é ok.")
    assert (found.start, found.end) == (6, 8)


def test_quotes_are_one_or_several() -> None:
    def refuse(message: str, advice: str) -> None:
        pytest.fail(message)

    assert quoted({"quote": "a", "occurrence": 2}, refuse) == [Quote("a", 2)]
    assert quoted({"quote": ["a", {"exact": "b", "occurrence": 3}]}, refuse) == [Quote("a"), Quote("b", 3)]
    assert quoted({}, refuse) == []


def test_what_is_around_a_quote_has_one_kind_of_line_end_and_the_offsets_are_those_of_the_text() -> None:
    text = "Peace was\r\nsigned by Denmark\rat Travendal\r\nin August."
    found = sentence("Denmark", text)
    assert (found.prefix, found.suffix) == ("Peace was\nsigned by ", "\nat Travendal\nin August.")
    assert text[found.start : found.end] == "Denmark"


TABLE = '{ exact = "...", occurrence = 2 }'
NO_QUOTE = f"write the words in quotation marks, or {TABLE}"
WITHIN = "quote within one line, or give a list of quotes, one for each line"
CARRIAGE = "the quote runs over a line that ends with a carriage return"


def evidence(source: Source, **table: Any) -> tuple[list[Passage], list[str]]:
    """The passages of a claim, and what is wrong with them."""
    told: list[str] = []
    return list(passages(table, source, (), lambda message, advice: told.append(f"{message} ({advice})"))), told


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"quote": ""}, "the claim has no evidence (add quote: the exact words of text.txt)"),
        ({"locator": "p. 1"}, "the claim has no evidence (add quote: the exact words of text.txt)"),
        (
            {"quote": "Denmark went"},
            "the quote is not in s/text.txt: 'Denmark went' (nearest: 'Denmark left'; quote the text letter by letter)",
        ),
        (
            {"quote": "第1條"},
            "the quote is not in s/text.txt: '第1條' (nothing in the text is like it: quote the text letter by letter)",
        ),
        (
            {"quote": {"exact": ""}},
            "the quote is not in s/text.txt: '' (nothing in the text is like it: quote the text letter by letter)",
        ),
        (
            {"quote": "Denmark"},
            "the quote stands 2 times in the text: 'Denmark' (add occurrence = 1 to 2, or quote more words)",
        ),
        (
            {"quote": "Denmark", "occurrence": 3},
            "occurrence = 3, but the quote stands 2 times in the text (count from 1)",
        ),
        (
            {"quote": {"exact": "Denmark", "occurrence": 0}},
            "occurrence = 0, but the quote stands 2 times in the text (count from 1)",
        ),
        (
            {"quote": "Denmark", "occurrence": "2"},
            "occurrence = '2', but the quote stands 2 times in the text (count from 1)",
        ),
        (
            {"quote": "Denmark", "occurrence": True},
            "occurrence = true, but the quote stands 2 times in the text (count from 1)",
        ),
        (
            {"quote": "Denmark left", "occurrence": 2},
            "occurrence = 2, but the quote stands once in the text (count from 1)",
        ),
        ({"quote": 5}, f"5 is no quote ({NO_QUOTE})"),
        ({"quote": {"exact": 5}}, f"{{'exact': 5}} is no quote ({NO_QUOTE})"),
        ({"quote": {"occurrence": 2}}, f"{{'occurrence': 2}} is no quote ({NO_QUOTE})"),
        (
            {"quote": {"exact": "Denmark", "time": 2}},
            f"{{'exact': 'Denmark', 'time': 2}} is no quote ({NO_QUOTE})",
        ),
    ],
)
def test_a_quote_that_is_wrong_is_told_and_gives_no_passage(table: dict[str, Any], told: str) -> None:
    assert evidence(Source("s", "S", Path(), TEXT, "ab12"), **table) == ([], [told])


def test_an_occurrence_beside_several_quotes_is_told_and_means_none() -> None:
    found, told = evidence(Source("s", "S", Path(), TEXT), quote=["Denmark left", "Sweden"], occurrence=2)
    assert told == [f"'occurrence' stands beside several quotes (for the one that is meant write {TABLE})"]
    assert [each.exact for each in found] == ["Denmark left", "Sweden"]


def test_a_quote_that_stands_twice_is_told() -> None:
    source = Source("s", "S", Path(), TEXT)
    told = evidence(source, quote=["Sweden", "Denmark left", "Sweden", {"exact": "Denmark left"}])[1]
    assert told == [f"the same quote stands twice: 'Sweden' (write it once, or say which: {TABLE})"]
    each_place = [{"exact": "Denmark", "occurrence": number} for number in (1, 2)]
    assert evidence(source, quote=each_place)[1] == []


def test_a_quote_that_is_wrong_keeps_no_other_from_being_found() -> None:
    found, told = evidence(Source("s", "S", Path(), TEXT), quote=["Norway", "Denmark left", 5, "Sweden"])
    assert [each.exact for each in found] == ["Denmark left", "Sweden"]
    assert len(told) == 2


def test_each_place_of_a_quote_is_counted() -> None:
    assert evidence(Source("s", "S", Path(), "aaaa"), quote="aa")[1] == [
        "the quote stands 3 times in the text: 'aa' (add occurrence = 1 to 3, or quote more words)"
    ]


def test_a_passage_keeps_its_place_and_its_locator() -> None:
    found, told = evidence(Source("s", "S", Path(), TEXT), quote="Denmark", occurrence=2, locator="p. 3")
    assert told == []
    assert found == [Passage("s", "Denmark", 78, 85, "", "", "p. 3", 2)]


def test_a_source_that_is_only_cited_gives_the_place() -> None:
    cited = Source("s", "S", Path())
    assert evidence(cited, locator="p. 1") == ([Passage("s", locator="p. 1")], [])
    assert evidence(cited) == (
        [],
        ['the claim has no evidence (add locator = "Article II", a page or a document number)'],
    )
    for table in ({"quote": "x"}, {"quote": "x", "locator": "p. 1"}, {"quote": ""}):
        assert evidence(cited, **table) == (
            [],
            ["a quote, but no text is stored (cite the place with locator instead)"],
        )


def test_a_text_that_cannot_be_read_is_told_elsewhere() -> None:
    assert evidence(Source("s", "S", Path(), None, "ab12"), quote="x") == ([], [])
    assert evidence(Source("s", "S", Path(), None, "ab12"), locator="p. 1") == ([], [])


def test_what_is_around_a_quote_ends_with_the_sentences_that_it_touches() -> None:
    text = "Before.Quoted.After."
    parts = [Sentence(0, 7, "Before."), Sentence(7, 14, "Quoted."), Sentence(14, 20, "After.")]

    def around(exact: str) -> tuple[str, str]:
        (found,) = passages({"quote": exact}, Source("s", "S", Path(), text), parts, lambda *told: None)
        return found.prefix, found.suffix

    assert around("Quoted.") == ("", "")
    assert around("uote") == ("Q", "d.")
    assert around(".Q") == ("Before", "uoted.")


@pytest.mark.parametrize("exact", ["was\r\nsigned", "was\nsigned"])
def test_a_quote_over_a_carriage_return_is_told_with_advice(exact: str) -> None:
    found = evidence(Source("s", "S", Path(), "Peace was\r\nsigned."), quote=exact)
    assert found == ([], [f"{CARRIAGE}: {exact!r} ({WITHIN})"])


def test_a_quote_over_a_line_feed_is_a_quote_as_any_other() -> None:
    text = "Peace was\nsigned.\r\nIt held."
    (found,), told = evidence(Source("s", "S", Path(), text), quote="was\nsigned")
    assert (found.start, found.end, told) == (6, 16, [])
    assert "is not in s/text.txt" in evidence(Source("s", "S", Path(), text), quote="It hold")[1][0]
    assert "is not in s/text.txt" in evidence(Source("s", "S", Path(), "Peace."), quote="was\nsigned")[1][0]


@pytest.mark.parametrize(
    "keys", [{"quote": "words " * 40}, {"quote": ["words " * 40, {"exact": "words " * 40, "n": 1}]}]
)
def test_a_long_quote_is_cut_in_a_message(keys: dict[str, object]) -> None:
    told: list[str] = []
    source = Source("s", "S", Path(), "")
    assert not list(passages(keys, source, (), lambda message, advice: told.append(f"{message} ({advice})")))
    assert told
    assert all("..." in each and len(each) < 250 for each in told)
    assert not any("nearest" in each for each in told), "an empty text has nothing that is near"


def test_a_place_that_was_counted_in_another_text_is_told_with_where_it_is_now() -> None:
    text = "a" * 40 + "Peace. " + "b" * 40 + "Peace. " + "c" * 40
    one = Source("s", "S", Path(), text, "1f", recorded="2f")
    said = f"occurrence = 2 was counted in another text, and is in '{'b' * 30}Peace. {'c' * 23}' now"
    (found,), told = evidence(one, quote="Peace", occurrence=2)
    assert (found.start, told) == (87, [f"{said} (count anew, and record the new hash)"])
    at_the_start = evidence(
        Source("s", "S", Path(), "Peace. War. Peace.", "1f", recorded="2f"), quote="Peace", occurrence=1
    )
    assert "is in 'Peace. War. Peace.' now" in at_the_start[1][0]


@pytest.mark.parametrize("recorded", ["", "1f"])
def test_a_place_in_the_text_that_was_recorded_or_in_one_without_a_record_is_left_alone(recorded: str) -> None:
    text = "Peace. War. Peace."
    assert evidence(Source("s", "S", Path(), text, "1f", recorded=recorded), quote="Peace", occurrence=2)[1] == []
    assert evidence(Source("s", "S", Path(), text, "1f", recorded="2f"), quote="War")[1] == []
