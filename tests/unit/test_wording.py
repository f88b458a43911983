"""What a claim says beyond the words that it quotes is told, and ``reads`` can account for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import resources, wording
from tests.fixtures.corpora import SIGNATURE, SOURCE, TEXT, read, small, wording_of, write

DANISH = SOURCE.replace("A chronicle", "En krønike") + 'language = "da"\n'
JULIAN = 'date = "1700-08-29"\nwritten = { calendar = "Julian", value = "1700-08-18", text = "18 August 1700" }'


def told(folder: Path) -> list[tuple[str, str]]:
    return [(each.severity, each.message) for each in wording_of(folder)]


def changed(folder: Path, old: str, new: str) -> list[tuple[str, str]]:
    """What is told of the small corpus with one thing changed in its one claim."""
    assert old in SIGNATURE
    return told(small(folder, claims=SIGNATURE.replace(old, new)))


def test_the_bundled_claims_say_nothing_beyond_their_words() -> None:
    assert told(resources.corpus()) == []


@pytest.mark.parametrize("date", ["1700-08-18", "1700-08", "1700", "[1699..1701]", "170X", "1700-08-20?"])
def test_a_date_as_fine_as_the_words_or_marked_as_uncertain_passes(tmp_path: Path, date: str) -> None:
    assert changed(tmp_path, '"1700-08-18"', f'"{date}"') == []


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("1700-08-19", "date 1700-08-19: the sentence has no day 19"),
        ("1700-09-18", "date 1700-09-18: the sentence has no September"),
        ("1700-09", "date 1700-09: the sentence has no September"),
        ("1701", "date 1701: the sentence has another year"),
    ],
)
def test_a_date_that_the_words_do_not_bear_out_is_warned_of(tmp_path: Path, date: str, message: str) -> None:
    assert changed(tmp_path, '"1700-08-18"', f'"{date}"') == [("warning", message)]


def test_words_that_are_read_as_the_date_account_for_it(tmp_path: Path) -> None:
    read = '"1700-08-19"\nreads = { "signed" = "1700-08-19" }\nwhy = "It came into force a day later."'
    assert changed(tmp_path, '"1700-08-18"', read) == []


def test_months_are_looked_for_in_english_alone(tmp_path: Path) -> None:
    folder = small(tmp_path, source=DANISH, claims=SIGNATURE.replace("1700-08-18", "1700-09-18"))
    assert told(folder) == []
    write(folder, {"chronicle/claims.toml": SIGNATURE.replace("1700-08-18", "1700-08-19")})
    assert told(folder) == [("warning", "date 1700-08-19: the sentence has no day 19")]


def test_a_polity_that_the_sentence_does_not_name_is_warned_of(tmp_path: Path) -> None:
    quote = "Denmark left the war"
    claim = SIGNATURE.replace("Denmark and Holstein-Gottorp signed the Peace of Travendal", quote)
    folder = small(tmp_path, claims=claim.replace('date = "1700-08-18"\n', ""))
    assert told(folder) == [("warning", "holstein-gottorp is not named in the sentence of the quote")]
    reads = f'{quote}"\nreads = {{ "the war" = "holstein-gottorp" }}\nwhy = "For the test'
    write(folder, {"chronicle/claims.toml": claim.replace('date = "1700-08-18"\n', "").replace(quote, reads)})
    assert told(folder) == []


def test_a_date_as_written_stands_in_the_text(tmp_path: Path) -> None:
    assert changed(tmp_path, 'date = "1700-08-18"', JULIAN) == []


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (
            "18 August 1700",
            "17 August 1700",
            [
                "written '17 August 1700' stands nowhere in the text",
                "written '17 August 1700' has not the day 18 of 1700-08-18",
            ],
        ),
        ('"1700-08-18"', '"1700-08-17"', []),  # told by the reading of the claim: it is not the claim's date
    ],
)
def test_a_date_as_written_that_is_not_in_the_words_is_refused(
    tmp_path: Path, old: str, new: str, messages: list[str]
) -> None:
    written = JULIAN.replace(old, new)
    assert written != JULIAN
    assert changed(tmp_path, 'date = "1700-08-18"', written) == [("error", each) for each in messages]


def test_a_date_as_written_has_the_day_of_its_value(tmp_path: Path) -> None:
    moved = JULIAN.replace('"1700-08-18"', '"1700-08-17"').replace("1700-08-29", "1700-08-28")
    message = "written '18 August 1700' has not the day 17 of 1700-08-17"
    assert changed(tmp_path, 'date = "1700-08-18"', moved) == [("error", message)]


class _Counted(str):
    """A text that counts how often it is taken apart."""

    times = 0

    def split(self, *of: Any, **how: Any) -> list[str]:
        self.times += 1
        return super().split(*of, **how)


def test_a_text_is_taken_apart_once_for_all_the_dates_that_are_written(tmp_path: Path) -> None:
    dated = SIGNATURE.replace('date = "1700-08-18"', JULIAN)
    found = read(small(tmp_path, claims=dated + dated.replace('id = "signature"', 'id = "again"')))
    text = _Counted(TEXT)
    sources = [replace(each, text=text) if each.text else each for each in found.corpus.sources]
    assert len(found.claims) > 2
    assert wording.beyond_the_words(found.claims, sources, {}) == []
    assert text.times == 1


def test_what_is_cited_and_not_quoted_has_no_words_to_be_held_against(tmp_path: Path) -> None:
    cited = SIGNATURE.replace(
        'quote = "Denmark and Holstein-Gottorp signed the Peace of Travendal"', 'locator = "p. 1"'
    )
    assert told(small(tmp_path, claims="", cited=cited.replace("1700-08-18", "1701"))) == []
