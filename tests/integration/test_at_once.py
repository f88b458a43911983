"""Mistakes of claims, and what shapes and checks find of the rest, are told together; causes before consequences."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import build
from kg.errors import KgError, Problem, causes_first
from tests.integration.conftest import DUAL_ALLIANCE, Shell, write_corpus

CLAIMS = DUAL_ALLIANCE["entente/claims.toml"]
ALONE = """
[[claim]]
id = "alone"
about = "another-alliance"
label = "Another alliance"
type = "Alliance"
party = "france"
start = "1894"
quote = "On 4 January 1894 France"
"""
MISSPELT = """
[[claim]]
id = "misspelt"
about = "third-alliance"
label = "Third alliance"
type = "Alliance"
partty = ["france", "russia"]
quote = "On 4 January 1894 France"
"""
AUTHORITY = DUAL_ALLIANCE["authority.toml"]


def test_a_misspelt_key_does_not_hide_what_a_shape_finds_elsewhere(tmp_path: Path) -> None:
    problems, report = build.check_corpus(write_corpus(tmp_path, claims=CLAIMS + ALONE + MISSPELT))
    assert [each.message for each in problems if each.severity == "error"] == ["unknown key 'partty'"]
    (found,) = report.errors
    assert "id:another-alliance: party: at least two values wanted" in found


LATER = """
[[claim]]
id = "later"
about = "dual-alliance"
start = "1920"
quote = "It lasted until 1917"
"""


def test_dates_that_leave_no_day_do_not_hide_the_rest(tmp_path: Path) -> None:
    problems, report = build.check_corpus(write_corpus(tmp_path, claims=CLAIMS + LATER + ALONE))
    told = [each.message for each in problems if each.severity == "error"]
    assert told
    assert all("leave no day" in each for each in told)
    assert [line for line in report.errors if "id:another-alliance" in line]


def test_what_only_lacks_through_the_mistake_is_not_told(tmp_path: Path) -> None:
    """The third alliance has no parties, since their key is misspelt; a shape would say so once more."""
    _, report = build.check_corpus(write_corpus(tmp_path, claims=CLAIMS + MISSPELT))
    assert report.errors == ()


def test_of_a_broken_file_nothing_is_concluded(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, claims=CLAIMS + ALONE)
    (folder / "corpus.toml").write_text("title = 5\n")
    problems, report = build.check_corpus(folder)
    assert [each.path for each in problems if each.severity == "error"] == ["corpus.toml"]
    assert report.errors == ()


def test_the_command_tells_both_and_how_many(kg: Shell, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", claims=CLAIMS + ALONE + MISSPELT)
    ran = kg("kg check corpus")
    assert ran.code == 3
    assert ran.err.splitlines()[-1] == "kg: 1 mistake and 1 result of shapes and checks; nothing would be built"


@pytest.mark.parametrize("authority", [AUTHORITY.replace('"France"', '"France'), None])
def test_a_broken_authority_file_is_told_and_what_follows_from_it_is_counted(
    tmp_path: Path, authority: str | None
) -> None:
    folder = write_corpus(tmp_path, authority=authority or AUTHORITY)
    if authority is None:
        (folder / "authority.toml").unlink()
    problems, _ = build.check_corpus(folder)
    assert [each.path for each in problems] == ["authority.toml", "authority.toml"]
    assert "2 mistakes about names that it may give" in {each.message for each in problems}


def test_a_text_that_is_gone_is_told_and_not_its_quotes(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path)
    (folder / "entente/text.txt").unlink()
    problems, _ = build.check_corpus(folder)
    assert [str(each) for each in problems] == [
        "entente/text.txt: the file is missing, and source.toml has its SHA-256 (restore it, or take sha256 away)"
    ]


def test_files_come_before_claims_and_each_problem_once() -> None:
    claim, file = Problem("a/claims.toml", 3, "a:x", "m"), Problem("b/source.toml", 1, "", "m")
    assert causes_first([claim, file, claim]) == [file, claim]


def test_a_build_replaces_no_file_that_no_build_wrote(tmp_path: Path) -> None:
    corpus, out = write_corpus(tmp_path / "corpus"), tmp_path / "out"
    out.mkdir()
    (out / "README.md").write_text("mine")
    with pytest.raises(KgError, match=r"holds README\.md, which no build wrote; choose an empty folder with -o"):
        build.build_graph(corpus, out)
    assert [path.name for path in out.iterdir()] == ["README.md"]
    (out / "README.md").unlink()
    build.build_graph(corpus, out)
    build.build_graph(corpus, out)
    assert (out / "README.md").read_text("utf-8") != "mine"
