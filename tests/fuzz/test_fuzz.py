"""A short run of the fuzzers, by chance alone and from the same start; ``python -m tests.fuzz 600`` is the long one."""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Iterator

import pytest

from tests.fuzz import __main__ as command
from tests.fuzz import tables
from tests.fuzz.loops import LONGEST, by_chance, changed
from tests.fuzz.targets import TARGETS, Target

MOMENT = 0.05  # seconds, after the seeds


@pytest.mark.parametrize("name", TARGETS)
def test_no_reader_breaks_on_what_chance_makes_of_its_files(name: str) -> None:
    target = TARGETS[name]
    few = Target(target.name, target.group, target.one, lambda: _first(target.seeds(), 8))
    found = by_chance(few, MOMENT)
    assert found.said == "", found.broke_on
    assert found.tried >= 2


def _first(seeds: Iterator[bytes], most: int) -> Iterator[bytes]:
    return (seed for seed, _ in zip(seeds, range(most), strict=False))


# What the long runs broke on, once; each was mended.
FINDS = [
    ("proposals", b"Japan signed with Ja" + b"'" * 90 + b"pan, in " + b"'a" * 60 + b" the day of the treaty\n"),
    ("proposals", b"declared in January" + b"'" * 300 + b" neutrality"),
    ("claims.toml", b"x = " + b"[" * 5_000),
    ("claims.toml", b"x = " + b"9" * 5_000),
    ("corpus.toml", b"a." * 3_000 + b"b = 1\n"),
    ("question", b"SELECT * {\n VALUES ?x { <urn:x> } # parameter: x\n}\0["),
]


@pytest.mark.parametrize(("name", "content"), FINDS)
def test_what_a_reader_broke_on_once_is_read_or_refused_at_once(name: str, content: bytes) -> None:
    TARGETS[name].one(b"")  # what is read once and kept
    started = time.process_time()
    TARGETS[name].one(content)
    assert time.process_time() - started < 2


def test_a_reader_that_breaks_is_found_out() -> None:
    def one(content: bytes) -> None:
        assert b"Q" not in content, "a Q"

    found = by_chance(Target("q", "q", one, lambda: iter([b"abc", b"abQ"])), 5)
    assert (found.broke_on, found.tried) == (b"abQ", 2)
    assert found.said.startswith("AssertionError: a Q")


def test_changes_are_many_and_short() -> None:
    chance = random.Random(1)
    made = {changed(chance, [b"abcdefgh", b"12345678" * 1000]) for _ in range(200)}
    assert len(made) > 150
    assert max(map(len, made)) <= LONGEST


def test_claims_of_bytes_are_toml_and_differ() -> None:
    chance = random.Random(1)
    made = [tables.claims(chance.randbytes(64)) for _ in range(60)]
    assert len(set(made)) > 50
    keys = {key for text in made for table in tomllib.loads(text)["claim"] for key in table}
    assert {"junk", "status", "participation", "written"} <= keys


@pytest.mark.parametrize("given", [[], ["x"], ["1", "nothing-of-that-name"]])
def test_the_command_without_a_reader_lists_them(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(given) == 2
    assert "edtf" in capsys.readouterr().out
