"""The commands that make, check, read and draw, as their users run them; and what holds for every command."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg import resources
from tests.integration.conftest import ROOT, Shell, process, write_corpus

SEED = resources.corpus() / "qing-neutrality-1904" / "text.txt"
COMMANDS = ["build", "check", "query", "explain", "state", "extract", "view"]


def bad_corpora(folder: Path) -> tuple[Path, Path]:
    """One corpus with a quote that is not in its text, one that breaks a shape."""
    claims = 'id = "a"\nabout = "dual-alliance"\ntype = "Alliance"\nstart = "1894"\nend = "1917"\n'
    alone = f'[[claim]]\n{claims}party = ["france"]\nquote = "France and Russia"\n'
    misquoted = f'[[claim]]\n{claims}party = ["france", "russia"]\nquote = "France and Prussia"\n'
    return write_corpus(folder / "misquoted", claims=misquoted), write_corpus(folder / "alone", claims=alone)


# Help.


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_runs(kg: Shell, command: str, tmp_path: Path) -> None:
    told = kg(f"kg {command} --help")
    assert told.code == 0
    example = re.search(r"Example:\s+(kg .+)\Z", " ".join(told.out.split()))
    assert example, told.out
    write_corpus(tmp_path / "my-corpus")
    (tmp_path / "article.txt").write_bytes(SEED.read_bytes())
    ran = kg(example[1])
    assert ran.code == 0, ran.err
    files = [path for path in tmp_path.iterdir() if path.name not in {"my-corpus", "article.txt"}]
    assert ran.out or files or command == "check"


def test_help_lists_every_command(kg: Shell) -> None:
    told = kg("kg --help")
    assert told.code == 0
    assert [name for name in COMMANDS if f"\n    {name} " in told.out] == COMMANDS


@pytest.mark.parametrize(
    "line",
    [
        "kg",
        "kg rule",
        "kg explain",
        "kg state",
        "kg query treaty-signatures --format xls",
        "kg query treaty-signatures --set treaty",
        "kg build one two",
    ],
)
def test_wrong_usage_is_told_on_standard_error(kg: Shell, line: str) -> None:
    ran = kg(line)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: kg" in ran.err


# kg build and kg check.


def test_build_writes_files_and_tells_a_summary(kg: Shell, exported: Path, tmp_path: Path) -> None:
    ran = kg("kg build")
    assert (ran.code, ran.out) == (0, "")
    made = {path.name: path.read_bytes() for path in (tmp_path / "exports").iterdir()}
    assert made == {path.name: path.read_bytes() for path in exported.iterdir()}
    for word in ("sources", "claims", "Accepted", "Disputed", "Rejected", "triples", "checks", "files", "Try next"):
        assert word in ran.err
    for line in re.findall(r"^  (kg .+)$", ran.err, re.MULTILINE):
        assert kg(line).code == 0, line


def test_what_to_try_next_fits_a_corpus_of_ones_own(kg: Shell, tmp_path: Path) -> None:
    write_corpus(tmp_path / "mine")
    tried = re.findall(r"^  (kg .+)$", kg("kg build mine -o built").err, re.MULTILINE)
    assert tried
    assert all("--store built" in line and kg(line).code == 0 for line in tried)


@pytest.mark.parametrize("command", ["build", "check"])
def test_every_mistake_of_a_corpus_is_told(kg: Shell, tmp_path: Path, command: str) -> None:
    misquoted, alone = bad_corpora(tmp_path)
    ran = kg(f"kg {command} {misquoted}")
    assert (ran.code, ran.out) == (3, "")
    assert "entente/claims.toml" in ran.err
    assert "entente:a" in ran.err
    ran = kg(f"kg {command} {alone}")
    assert (ran.code, ran.out) == (1, "")
    assert "party" in ran.err
    assert "Alliance-party" in ran.err
    assert not (tmp_path / "exports").exists()


def test_a_corpus_that_is_not_there(kg: Shell) -> None:
    ran = kg("kg build nowhere")
    assert ran.code == 3
    assert "nowhere: no such folder" in ran.err


def test_check_of_the_bundled_corpus_finds_nothing(kg: Shell) -> None:
    ran = kg("kg check")
    assert (ran.code, ran.out) == (0, "")
    assert "passed" in ran.err


@pytest.mark.parametrize("place", ["occupied", "occupied/below", "folder"])
def test_a_place_that_cannot_be_written_leaves_nothing_behind(kg: Shell, tmp_path: Path, place: str) -> None:
    (tmp_path / "occupied").write_text("mine")
    (tmp_path / "folder" / "nodes.csv").mkdir(parents=True)
    write_corpus(tmp_path / "mine")
    before = sorted(tmp_path.rglob("*"))
    ran = kg(f"kg build mine -o {place}")
    assert (ran.code, ran.out) == (3, "")
    assert place in ran.err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "occupied").read_text() == "mine"


# kg extract and kg view.


def test_extract_of_the_seed_proposes_unreviewed_claims_with_quotes_of_it(kg: Shell) -> None:
    ran = kg(f"kg extract {SEED}")
    assert ran.code == 0
    claims = tomllib.loads(ran.out)["claim"]
    assert f"{len(claims)} claims proposed" in ran.err
    words = SEED.read_text("utf-8")
    assert {claim["status"] for claim in claims} == {"Unreviewed"}
    for claim in claims:
        quotes = claim["quote"] if isinstance(claim["quote"], list) else [claim["quote"]]
        assert all((each["exact"] if isinstance(each, dict) else each) in words for each in quotes)
    neutral = [claim for claim in claims if claim.get("actType") == "DeclarationOfNeutrality"]
    assert ("qing", "1904-02-12") in {(claim["actor"], claim["date"]) for claim in neutral}
    assert json.loads(kg(f"kg extract {SEED} --format json").out)


def test_view_writes_one_page_that_stands_alone(kg: Shell, tmp_path: Path) -> None:
    ran = kg("kg view --on 1904-03-01 --about qing-neutrality -o page.html")
    assert (ran.code, ran.out) == (0, "")
    assert "written to page.html" in ran.err
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>") or page.startswith("<!doctype html>")
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?:", page)
    assert kg("kg view --on 1904-03-01 --about qing-neutrality").out == page


# As processes.


def test_data_is_utf8_whatever_the_locale_says(tmp_path: Path, exported: Path) -> None:
    asked = 'SELECT ?x { ?x <http://www.w3.org/2000/01/rdf-schema#label> "大清"@zh-hant }'
    surroundings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = process("query", "-", "--store", str(exported), cwd=tmp_path, stdin=asked.encode(), environment=surroundings)
    assert ran.stdout.decode("utf-8").splitlines()[2:] == ["id:qing"]
    told = process(
        "explain", "qing-neutrality-1904:declaration", "--store", str(exported), cwd=tmp_path, environment=surroundings
    )
    assert "癸卯" in told.stdout.decode("utf-8")
    missing = process("explain", "大清", "--store", str(exported), cwd=tmp_path, environment=surroundings)
    assert (missing.returncode, b"Traceback" in missing.stderr) == (3, False)


def test_output_in_a_file_has_the_bytes_of_standard_output(tmp_path: Path, exported: Path) -> None:
    asked = ("query", "names-of-place", "--format", "csv", "--store", str(exported))
    to_file = process(*asked, "-o", "answer.csv", cwd=tmp_path)
    assert to_file.stdout == b""
    assert (tmp_path / "answer.csv").read_bytes() == process(*asked, cwd=tmp_path).stdout


def test_a_link_or_a_pipe_named_as_output_stays_what_it_is(kg: Shell, tmp_path: Path) -> None:
    wanted = kg("kg query alliances-on-date").out
    (tmp_path / "link").symlink_to(tmp_path / "target")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDWR)
    try:
        assert [kg(f"kg query alliances-on-date -o {name}").code for name in ("link", "pipe")] == [0, 0]
        assert os.read(reader, 1_000_000).decode("utf-8") == wanted
    finally:
        os.close(reader)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text("utf-8") == wanted
    assert (tmp_path / "pipe").is_fifo()


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path, exported: Path) -> None:
    line = f"{sys.executable} -m kg view --store {exported} | head -c 10; exit ${{PIPESTATUS[0]}}"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False, env=surroundings)
    assert (ran.returncode, ran.stderr.replace(b"asking", b"")) == (0, b"")


def test_view_dumps_no_page_on_a_terminal(tmp_path: Path, exported: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "kg", "view", "--store", str(exported)],
            cwd=tmp_path,
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert ran.returncode == 3
    assert b"-o page.html" in ran.stderr


def test_version_is_data(kg: Shell) -> None:
    ran = kg("kg --version")
    assert ran.code == 0
    assert ran.out.startswith("foedera")
    assert ran.err == ""


def test_seed_is_the_text_that_was_received() -> None:
    told = tomllib.loads((SEED.parent / "source.toml").read_text("utf-8"))["sha256"]
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == told
