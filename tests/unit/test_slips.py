"""A name that stands once and is nearly another is told, and each pair once."""

from __future__ import annotations

import time

import pytest

from kg.slips import nearly_alike

NAME = "occupation-of-manchuria"


@pytest.mark.parametrize(
    "slip",
    [
        "ocupation-of-manchuria",
        "occupation-of-manchuriaa",
        "occupatoin-of-manchuria",
        "occupation-of-mandhuria",
        "occupation-ofmanchuria",
        "noccupation-of-manchuria",
    ],
)
def test_one_letter_that_lacks_is_too_much_or_another_or_two_that_changed_places(slip: str) -> None:
    assert list(nearly_alike({NAME: 2, slip: 1})) == [(slip, NAME)]


@pytest.mark.parametrize("other", ["occupatoin-of-mancuria", "lease-of-manchuria", "evacuation-of-manchuria"])
def test_names_that_differ_in_more_are_two(other: str) -> None:
    assert list(nearly_alike({NAME: 2, other: 1})) == []


@pytest.mark.parametrize(("one", "other"), [("russia", "prussia"), ("iran", "iraq"), ("austria", "australia")])
def test_short_names_differ_for_a_reason(one: str, other: str) -> None:
    assert list(nearly_alike({one: 2, other: 1})) == []


def test_treaties_of_several_years_are_no_slips() -> None:
    assert list(nearly_alike({"anglo-japanese-alliance-1902": 1, "anglo-japanese-alliance-1905": 1})) == []


def test_of_two_that_stand_once_the_later_is_told() -> None:
    slip = NAME.replace("u", "v", 1)
    assert list(nearly_alike({NAME: 1, slip: 1})) == [(slip, NAME)]
    assert list(nearly_alike({slip: 1, NAME: 1})) == [(NAME, slip)]


def test_two_that_stand_often_are_meant() -> None:
    assert list(nearly_alike({NAME: 2, NAME.replace("u", "v", 1): 2})) == []


def test_of_several_the_nearest_is_named() -> None:
    names = {"the-treaty-of-portsmouth": 2, "treaty-of-portsmouths": 2, "treaty-of-portsmouth": 1}
    assert list(nearly_alike(names)) == [("treaty-of-portsmouth", "treaty-of-portsmouths")]


def test_thousands_of_names_take_a_moment() -> None:
    names = {f"signature-of-the-{one}-treaty-of-{other}": 1 for one in _WORDS for other in _WORDS}
    began = time.process_time()
    assert "signature-of-the-beta-treaty-of-zeta" in dict(nearly_alike(names))
    assert time.process_time() - began < 5


_WORDS = [
    f"{first}{second}"
    for first in ("al", "be", "ga", "de", "ep", "ze", "et")
    for second in ("pha", "ta", "mma", "lta", "sil")
]
