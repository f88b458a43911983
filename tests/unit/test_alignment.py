"""Words that a text does not have are led to the stretch that is most like them."""

from __future__ import annotations

import time

import pytest

from kg.alignment import most_like

TEXT = (
    "On 18 August 1700 Denmark and Holstein-Gottorp signed the Peace of Travendal.\n"
    "Denmark left the war. Sweden went on; Denmark did not.\n"
)
CHINESE = "光緒二十九年十二月二十七日,清廷宣布局外中立。日俄兩國交戰於東三省。"


def found(words: str, text: str = TEXT) -> str | None:
    stretch = most_like(words, text)
    if stretch is None:
        return None
    assert 0 <= stretch.start < stretch.end <= len(text)
    assert 0 < stretch.likeness <= 1
    return text[stretch.start : stretch.end]


@pytest.mark.parametrize(
    ("words", "stretch"),
    [
        ("Denmark left the war", "Denmark left the war"),
        ("Denmark leaves the war", "Denmark left the war"),
        ("Denmark has left the war", "Denmark left the war"),
        ("Denmark left that war", "Denmark left the war"),
        ("  Denmark left the wars  ", "Denmark left the war"),
        ("signed a Peace at Travendal", "signed the Peace of Travendal"),
        ("Holstein-Gotorp signed", "Holstein-Gottorp signed"),
        ("Sweden went", "Sweden went"),
        ("Denmark did not", "Denmark did not"),
        ("18 August 1701", "18 August 1700"),
    ],
)
def test_the_stretch_is_of_whole_words_and_nothing_more(words: str, stretch: str) -> None:
    assert found(words) == stretch


def test_what_stands_there_as_it_is_is_wholly_alike() -> None:
    stretch = most_like("Denmark left the war", TEXT)
    assert stretch is not None
    assert stretch.likeness == 1
    other = most_like("Denmark leaves the war", TEXT)
    assert other is not None
    assert 0.8 < other.likeness < 1


@pytest.mark.parametrize(
    ("words", "stretch"), [("清廷宣佈局外中立", "清廷宣布局外中立"), ("日俄兩國戰於東三省", "日俄兩國交戰於東三省")]
)
def test_a_script_without_blanks_is_cut_by_signs(words: str, stretch: str) -> None:
    assert found(words, CHINESE) == stretch


@pytest.mark.parametrize("words", ["Поэтому", "qqqq", "", "   "])
def test_nothing_is_like_words_of_which_no_fragment_stands_there(words: str) -> None:
    assert found(words) is None


def test_an_empty_text_is_like_nothing() -> None:
    assert most_like("Denmark", "") is None


def test_words_shorter_than_a_fragment_are_found() -> None:
    assert found("on;") == "on;"


def test_of_several_places_the_one_that_is_most_alike_is_taken() -> None:
    text = "He went to Spain in May. She went to Spain in June. They came back."
    assert found("She goes to Spain in June", text) == "She went to Spain in June"


def test_a_long_text_takes_a_moment() -> None:
    text = "".join(f"In the year {year} nothing happened in the town of Travendal.\n" for year in range(20_000))
    began = time.process_time()
    assert found("In the year 15432 something happened", text) == "In the year 15432 nothing happened"
    assert time.process_time() - began < 2


def test_a_long_quote_is_found_by_its_two_ends() -> None:
    text = "Before. " + " ".join(f"word{number}" for number in range(2_000)) + " After."
    words = text.removeprefix("Before. ").removesuffix(" After.")
    began = time.process_time()
    changed = words.replace("word7 ", "word-7 ").replace("word1000 ", "").replace("word1998", "word 1998")
    assert found(changed, text) == words
    assert time.process_time() - began < 2


def test_of_a_long_quote_whose_end_is_gone_the_beginning_is_found() -> None:
    begin = "In the year 1700 Denmark, which had been at war with Sweden since the spring, made peace at Travendal, "
    words = begin * 2 + "Ы" * 500
    assert found(words, begin * 2) == (begin * 2).strip(" ,")
