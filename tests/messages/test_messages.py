"""The page of messages is as it was read; each message has its place, what is wrong and what to do."""

from __future__ import annotations

import re

import pytest

from tests.messages.cases import COMMANDS, CORPUS, Case
from tests.messages.page import HEAD, PAGE, TITLES, differing, section

CASES = [case for sections in (CORPUS, COMMANDS) for cases in sections.values() for case in cases]
ENTRIES = dict(
    re.findall(r"^\*\*(.+?)\*\* \(exit code .+\n\n```text\n((?:.+\n)+)```$", PAGE.read_text("utf-8"), re.MULTILINE)
)
PROBLEM = re.compile(r"[^:]+(?::\d+)?:(?: \[[^\]]+\])? (?:warning: )?.+ \(.+\)")
REPORTED = re.compile(r"(?:warning: )?[^:]+:\d+ \[[^\]]+\].*?: [a-z-]+: .+\. .+\.")


SECTIONS = {text.partition("\n")[0]: f"\n## {text}" for text in PAGE.read_text("utf-8").split("\n## ")[1:]}


@pytest.mark.parametrize("title", TITLES)
def test_the_page_is_as_it_was_read(title: str) -> None:
    """Written anew by ``python -m tests.messages``, and then read from top to bottom."""
    found = section(title)
    assert found == SECTIONS[title], differing(SECTIONS[title], found)


def test_the_page_has_all_sections_and_no_others() -> None:
    assert list(SECTIONS) == list(TITLES)
    assert PAGE.read_text("utf-8").startswith(HEAD)


def test_no_mistake_is_told_twice_on_the_page() -> None:
    assert len({case.what for case in CASES}) == len(CASES)
    assert {case.what for case in CASES} <= set(ENTRIES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_the_command_leaves_with_the_code_that_is_meant(case: Case) -> None:
    codes = re.findall(rf"^\*\*{re.escape(case.what)}\*\* \(exit code (\d+)\)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert codes == [str(case.code)]


@pytest.mark.parametrize("what", [case.what for case in CASES if case.command == "kg check corpus"])
def test_each_line_about_a_corpus_has_a_place_and_an_advice(what: str) -> None:
    _, *lines, last = ENTRIES[what].splitlines()
    assert re.fullmatch(r"kg: .+|\d+ shapes and checks passed", last)
    for line in lines:
        assert PROBLEM.fullmatch(line) or REPORTED.fullmatch(line), line


@pytest.mark.parametrize("what", sorted(ENTRIES))
def test_no_entry_shows_the_inside_of_the_program(what: str) -> None:
    words = ENTRIES[what]
    assert not re.search(r"Traceback|Error\(|Exception|\bNone\b|<[a-z_.]+ object|\.py\b|/(?:tmp|home)/", words)
    assert words.splitlines()[1:], "something is told"
