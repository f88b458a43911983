"""Each command as its user runs it: data on standard output, words on standard error, exit codes 0 to 3."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import pty
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import cli, query, resources
from tests.integration.conftest import write_corpus

ROOT = Path(__file__).parents[2]
SEED = resources.corpus() / "qing-neutrality-1904" / "text.txt"
DIP = "https://w3id.org/foedera/ontology#"
ID = "https://w3id.org/foedera/id/"
COMMANDS = ["build", "check", "query", "explain", "state", "extract", "view"]
LEASE = "transfer-of-the-changchun-port-arthur-railway/after/changchun-port-arthur-railway"


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands within this process, in a folder of their own."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, line: str) -> Ran:
        self._capsys.readouterr()
        try:
            code = cli.main(shlex.split(line)[1:])
        except SystemExit as left:
            code = int(left.code or 0)
        return Ran(code, *self._capsys.readouterr())


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], tmp_path: Path, exported: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell in an empty folder; the bundled graph is the one just built."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(resources, "built_graph", lambda: exported / resources.EVERYTHING)
    return Shell(capsys)


def process(
    *arguments: str, cwd: Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )


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
    before = sorted(tmp_path.rglob("*"))
    ran = kg(f"kg build -o {place}")
    assert (ran.code, ran.out) == (3, "")
    assert place in ran.err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "occupied").read_text() == "mine"


# kg query.


def test_query_alone_lists_the_questions(kg: Shell) -> None:
    ran = kg("kg query")
    assert ran.code == 0
    for question in query.questions():
        assert re.search(rf"^{question.name} +{re.escape(question.title)}$", ran.out, re.MULTILINE)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "md"])
def test_each_format_holds_the_same_rows(kg: Shell, form: str) -> None:
    ran = kg(f"kg query treaty-signatures --format {form}")
    assert ran.code == 0
    if form == "json":
        parsed = json.loads(ran.out)
        names, rows = parsed["head"]["vars"], len(parsed["results"]["bindings"])
    elif form in ("csv", "tsv"):
        cells = list(csv.reader(io.StringIO(ran.out), delimiter="," if form == "csv" else "\t"))
        names, rows = [name.lstrip("?") for name in cells[0]], len(cells) - 1
    else:
        lines = ran.out.splitlines()
        names, rows = lines[0].strip("| ").replace("|", " ").split(), len(lines) - 2
    assert rows == 2
    assert "signatoryLabel" in names
    assert "Japan" in ran.out
    assert "Russia" in ran.out


def test_set_gives_another_value(kg: Shell) -> None:
    asked = "kg query treaty-signatures --format csv --set treaty=treaty-of-peking-1905"
    assert "Qing China" in kg(asked).out
    assert "Russia" not in kg(asked).out


@pytest.mark.parametrize(
    ("sparql", "wanted"),
    [
        ("ASK { id:qing a dip:Polity }", "true\n"),
        ("SELECT ?x { VALUES ?x { 1 } }", "x\n-\n1\n"),
        ("CONSTRUCT { id:qing a dip:Polity } WHERE { id:qing a dip:Polity }", "id:qing a dip:Polity ."),
        ("DESCRIBE id:qing", "大清"),
    ],
)
def test_each_query_form_from_a_file_and_from_standard_input(
    kg: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sparql: str, wanted: str
) -> None:
    asked = f"PREFIX dip: <{DIP}>\nPREFIX id: <{ID}>\n{sparql}\n"
    (tmp_path / "asked.rq").write_text(asked, encoding="utf-8")
    from_file = kg("kg query asked.rq")
    assert from_file.code == 0, from_file.err
    assert wanted in from_file.out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(asked.encode())))
    assert kg("kg query -").out == from_file.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kg query treaty-signature", "treaty-signatures"),
        ("kg query treaty-signatures --set treaties=x", "treaty="),
        ("kg query absent.rq", "absent.rq"),
        ("kg query broken.rq", "1"),
        ("kg query alliances-on-date --set day=yesterday", "day=yesterday"),
        ("kg query inventory --store absent.ttl", "absent.ttl"),
        ("kg query inventory --store broken.ttl", "broken.ttl:1"),
        ("kg query inventory --store http://127.0.0.1:9/sparql", "127.0.0.1:9"),
        ("kg explain qing-neutralty", "did you mean 'qing-neutrality'?"),
        ("kg explain qing-neutrality-1904:declaraton", "did you mean 'qing-neutrality-1904:declaration'?"),
        ("kg state 1904-02-30", "1904-02"),
        ("kg state yesterday", "yesterday"),
        ("kg state 1904 --polity japn", "did you mean 'japan'?"),
        ("kg extract absent.txt", "absent.txt"),
        ("kg extract latin.txt", "UTF-8"),
        ("kg view --about nothing-at-all", "nothing-at-all"),
        ("kg query inventory -o occupied/answer.txt", "occupied"),
    ],
)
def test_a_mistake_is_told_with_what_to_do_next(kg: Shell, tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "broken.rq").write_text("SELECT ?x {", encoding="utf-8")
    (tmp_path / "broken.ttl").write_text("this is not Turtle", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Düna".encode("latin-1"))
    (tmp_path / "occupied").write_text("mine")
    ran = kg(line)
    assert (ran.code, ran.out) == (3, "")
    assert "\nkg: " in f"\n{ran.err}"
    assert words in ran.err
    assert "Traceback" not in ran.err


# What is asked.


def test_exports_beside_the_user_are_asked_first_and_it_is_said(kg: Shell, exported: Path, tmp_path: Path) -> None:
    bundled = kg("kg state 1900")
    assert f"asking {exported / 'foedera.ttl'}" in bundled.err
    assert "Qing China" in bundled.out
    write_corpus(tmp_path / "mine")
    assert kg("kg build mine").code == 0
    own = kg("kg state 1900")
    assert "asking exports" in own.err
    assert "certain   France — alliance — Russia" in own.out
    assert "Qing" not in own.out


def test_a_store_is_a_file_or_a_folder(kg: Shell, exported: Path) -> None:
    asked = "kg query inventory --format csv --store"
    folder = kg(f"{asked} {exported}")
    assert folder.code == 0
    for name in ("foedera.ttl", "foedera.trig", "foedera.nq"):
        assert kg(f"{asked} {exported / name}").out == folder.out
    assert "asking" not in folder.err


# kg explain, kg state, kg extract, kg view.


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "qing-neutrality-1904:chemulpo-day",
            ["Rejected: ", "«sank Russian warships Incheon in Korea on February 8, 1904»", "against it: Accepted"],
        ),
        ("qing-neutrality-1904:declaration", ["guimao-12-27", "1904-01-30 Julian", "1904-02-12 Gregorian", "(Mao"]),
        ("qing-neutrality", ["neutrality of the Qing", "characters ", "Papers relating to the Foreign Relations"]),
        ("id:qing-neutrality", ["neutrality of the Qing"]),
        ("https://w3id.org/foedera/id/qing-neutrality", ["neutrality of the Qing"]),
        ("qing-neutrality-1904:korea-acknowledged", ['read: "North Korea" as Korean Empire: No North Korean state']),
        (LEASE, ["derived by a rule from id:transfer-of-the-changchun-port-arthur-railway", "art. VI"]),
        ("qing", ["Authority file of the corpus", "1912-02-12"]),
    ],
)
def test_explain_leads_from_the_fact_to_the_words(kg: Shell, name: str, words: list[str]) -> None:
    ran = kg(f"kg explain {name}")
    assert ran.code == 0, ran.err
    for each in words:
        assert each in ran.out


def test_the_claim_that_was_asked_for_comes_first(kg: Shell) -> None:
    first = kg("kg explain qing-neutrality-1904:chemulpo-day").out.split("\n\n")[1]
    assert first.splitlines()[0].endswith("(qing-neutrality-1904:chemulpo-day)")


def test_explain_a_provision_within_a_treaty(kg: Shell) -> None:
    assert "art. IX" in kg("kg explain treaty-of-portsmouth/provision/ix").out


def test_state_as_table_and_as_json_for_one_polity(kg: Shell) -> None:
    ran = kg("kg state 1904-03-01 --polity united-kingdom")
    assert ran.out.startswith("certain   Japan — alliance — United Kingdom\n")
    (only,) = json.loads(kg("kg state 1904-03-01 --polity united-kingdom --format json").out)
    assert (only["certainty"], only["kind"]) == ("certain", "alliance")
    assert "anti-Russian military alliance with the United Kingdom" in only["words"]


def test_a_day_of_which_nothing_is_known(kg: Shell) -> None:
    ran = kg("kg state 1500")
    assert (ran.code, ran.out) == (0, "Nothing in this graph is known to have held on 1500.\n")


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


def test_a_device_named_as_output_stays_a_device(tmp_path: Path, exported: Path) -> None:
    ran = process("query", "inventory", "--store", str(exported), "-o", "/dev/null", cwd=tmp_path)
    assert ran.returncode == 0
    assert Path("/dev/null").is_char_device()


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
