"""Sentences: where they end, where they do not, and that nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import sentences


def words(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("War came. Peace followed!  Why?", ["War came.", "Peace followed!", "Why?"]),
        ("They met. after the war, all changed.", ["They met.", "after the war, all changed."]),
        ("A heading without a stop\n\nThe body.", ["A heading without a stop", "The body."]),
        ("A line\nthat was wrapped.", ["A line\nthat was wrapped."]),
        ("A heading\r\n \r\nThe body.", ["A heading", "The body."]),
        ("清国宣布中立。日本同意。", ["清国宣布中立。", "日本同意。"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("The answer was no. The work of art. Then", ["The answer was no.", "The work of art.", "Then"]),
        ("It lasted from 1902. It ended in 1905.", ["It lasted from 1902.", "It ended in 1905."]),
    ],
)
def test_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "February 12.1904-Qing government announced neutrality",
        "Mr. Komura met Dr. Koch, cf. No. 5 and art. 9 of the treaty.",
        "The envoys J. B. Hay and E. Satow met in the U.S. and in the U.K. with success.",
        "The claims, i.e. those of Korea, cover 400 sq. km in all.",
        "1. The Emperor agrees.",
        "IV. The provinces are returned.",
        "Sum of 1.5 million (L $ djτ.ЙЁT) yen",
    ],
)
def test_a_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert words(text) == [text]


def test_an_abbreviation_at_the_very_end_is_kept() -> None:
    assert words("See vol. 3, no.") == ["See vol. 3, no."]


@given(st.text(alphabet=st.sampled_from("aB1 .!?。\n\t\r\"')(,éÄ清ü"), max_size=80) | st.text(max_size=80))
def test_nothing_is_lost_or_told_twice(text: str) -> None:
    found = sentences(text)
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text != "" for s in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    covered = {i for s in found for i in range(s.start, s.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
