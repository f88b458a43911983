"""Commands that are stopped half-way, or whose output has no place to go: a word, an exit code, and nothing left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.conftest import ROOT, process, write_corpus

# As most users have it: what is written is kept back until the end, where it may fail once more.
SURROUNDINGS = {**os.environ, "PYTHONPATH": str(ROOT)}
SURROUNDINGS.pop("PYTHONUNBUFFERED", None)

# Stops for a while after the first file is written beside its place.
SLOW = """
import sys, time
from pathlib import Path
from kg import cli
real = Path.write_bytes
def slow(path, content):
    real(path, content)
    print("writing", flush=True)
    time.sleep(60)
Path.write_bytes = slow
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("place", ["answer.csv", "new/answer.csv"])
def test_a_command_that_is_stopped_while_it_writes_leaves_what_was_there(
    tmp_path: Path, exported: Path, sent: signal.Signals, code: int, place: str
) -> None:
    (tmp_path / "answer.csv").write_text("old")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "query", "inventory", "--store", str(exported), "-o", place],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=SURROUNDINGS,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"writing\n"
        assert len(list(tmp_path.rglob("answer.csv"))) == 2, "one is being written beside"
        running.send_signal(sent)
        _, said = running.communicate(timeout=30)
    assert (running.returncode, b"Traceback" in said) == (code, False)
    assert [path.name for path in tmp_path.rglob("*")] == ["answer.csv"]
    assert (tmp_path / "answer.csv").read_text() == "old"


@pytest.mark.parametrize("command", [("query", "inventory"), ("view",), ("--version",)])
def test_a_standard_output_that_is_full_or_closed_is_told(
    tmp_path: Path, exported: Path, command: tuple[str, ...]
) -> None:
    store = [] if command[0].startswith("-") else ["--store", str(exported)]
    line = " ".join([sys.executable, "-m", "kg", *command, *store])
    for redirected, words in (("> /dev/full", b"No space left on device"), (">&-", b"standard output is closed")):
        ran = subprocess.run(
            ["sh", "-c", f"{line} {redirected}"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            env=SURROUNDINGS,
        )
        assert ran.returncode == 3, ran.stderr
        assert ran.stderr.startswith(b"kg: standard output ")
        assert words in ran.stderr
        assert ran.stderr.count(b"\n") == 1


@pytest.mark.parametrize("redirected", ["2> /dev/full", "2>&-"])
def test_words_that_cannot_be_said_do_not_keep_the_data_back(tmp_path: Path, exported: Path, redirected: str) -> None:
    wanted = process("query", "inventory", "--store", str(exported), cwd=tmp_path)
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m kg query inventory --store {exported} {redirected}"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        check=False,
        env=SURROUNDINGS,
    )
    assert (ran.returncode, ran.stdout) == (0, wanted.stdout)
    refused = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m kg query no-such-question --store {exported} {redirected}"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        check=False,
        env=SURROUNDINGS,
    )
    assert (refused.returncode, refused.stdout) == (3, b"")


@pytest.mark.parametrize("place", ["/dev/full", "/proc/answer.csv", "/sys/answer.csv"])
def test_a_place_that_takes_no_file_is_told(tmp_path: Path, exported: Path, place: str) -> None:
    ran = process("query", "inventory", "--store", str(exported), "-o", place, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (3, b"")
    assert b"cannot be written: " in ran.stderr
    assert b"choose another place with -o" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("command", [("query", "-"), ("extract", "-")])
def test_standard_input_that_has_no_end_or_is_closed_is_told(
    tmp_path: Path, exported: Path, command: tuple[str, ...]
) -> None:
    line = " ".join([sys.executable, "-m", "kg", *command])
    for redirected, words in (("< /dev/zero", b"longer than 67,108,864 bytes"), ("<&-", b"standard input is closed")):
        ran = subprocess.run(
            ["sh", "-c", f"{line} {redirected}"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            env=SURROUNDINGS,
        )
        assert (ran.returncode, ran.stdout) == (3, b"")
        assert words in ran.stderr


def test_a_build_whose_files_are_too_large_for_the_disk_leaves_the_last_one(tmp_path: Path) -> None:
    write_corpus(tmp_path / "mine")
    (tmp_path / "out").mkdir()
    for name in ("MANIFEST.toml", "foedera.ttl"):
        (tmp_path / "out" / name).write_text("old")
    ran = subprocess.run(
        ["sh", "-c", f"ulimit -f 8; exec {sys.executable} -m kg build mine -o out"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**SURROUNDINGS, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (ran.returncode, ran.stdout) == (3, b"")
    assert b"kg: out: cannot be written: File too large; choose another place with -o" in ran.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["MANIFEST.toml", "foedera.ttl"]
    assert (tmp_path / "out" / "foedera.ttl").read_text() == "old"
