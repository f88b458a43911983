"""What holds of whole corpora that chance makes: they build and pass their checks, or are refused with a message."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kg import build
from kg.errors import KgError
from tests.fixtures.corpora import read_closely, write
from tests.property.corpora import corpora

WHOLE = bool(os.environ.get("FOEDERA_WHOLE"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@st.composite
def corpora_with_slips(draw: st.DrawFn) -> Mapping[str, str]:
    """A corpus, of which every fourth lacks a line somewhere."""
    files = dict(draw(corpora()))
    if draw(st.integers(1, 4)) == 1:
        name = draw(st.sampled_from(sorted(files)))
        lines = files[name].splitlines(keepends=True)
        if lines:
            del lines[draw(st.integers(0, len(lines) - 1))]
        files[name] = "".join(lines)
    return files


@settings(max_examples=200 if WHOLE else 5, deadline=None, suppress_health_check=SLOW)
@given(corpora_with_slips())
def test_a_corpus_builds_and_passes_its_checks_or_is_refused_with_a_message(files: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            built = build.make(write(Path(folder), files))
        except KgError as error:
            assert str(error)
            event("refused")
            return
    event("stands")
    wanting = [line for line in built.report.errors if " wanted" not in line]  # a line that a thing must have was taken
    assert wanting == []
    tables = [tomllib.loads(files[name]).get("claim", []) for name in files if name.endswith("claims.toml")]
    written = {table["id"] for each in tables for table in each}
    assert {each.id for each in built.claims if each.source != "authority"} == written


def test_most_corpora_that_chance_makes_stand() -> None:
    fared = Counter[str]()

    @settings(max_examples=60, deadline=None, suppress_health_check=SLOW, database=None, derandomize=True)
    @given(corpora_with_slips())
    def read(files: Mapping[str, str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            problems = read_closely(write(Path(folder), files)).problems
        assert all(problem.advice and problem.path for problem in problems)
        fared["refused" if any(problem.severity == "error" for problem in problems) else "stand"] += 1

    read()
    assert fared["stand"] > 30
    assert fared["refused"] > 2


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(corpora())
def test_claims_that_are_written_again_are_the_same_claims(files: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = read_closely(write(Path(folder), files))
        assert first.problems == [each for each in first.problems if each.severity == "warning"]
        again = {name: _in_another_hand(text) for name, text in files.items() if name.endswith("claims.toml")}
        assert read_closely(write(Path(folder), again)).claims == first.claims


def _in_another_hand(text: str) -> str:
    """The same TOML, with its keys bare, its line ends CR LF, and a comment and a blank after each line."""
    lines = [line.replace('"', "", 2) if line.startswith('"') else line for line in text.split("\n")]
    return "".join(f"{line} # {number}\r\n\r\n" for number, line in enumerate(lines))
