"""The commands about what changed, as users run them: what two graphs differ in, and what a changed text needs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kg.difference import to_json
from kg.errors import CorpusError, StoreError
from tests.integration.conftest import DUAL_ALLIANCE, Shell, write_corpus

CLAIMS = DUAL_ALLIANCE["entente/claims.toml"]
DAY = """
[[claim]]
id = "day"
about = "dual-alliance"
end = "1917-11-08"
quote = "until 1917"
status = "Disputed"
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder that holds a corpus, old, and the same with its end accepted as a day, new."""
    write_corpus(tmp_path / "old", claims=CLAIMS + DAY)
    write_corpus(tmp_path / "new", claims=CLAIMS + DAY.replace('status = "Disputed"\n', ""))
    return tmp_path


@pytest.mark.usefixtures("two")
def test_diff_tells_what_became_of_a_date_and_why(kg: Shell) -> None:
    ran = kg("kg diff old new")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "from old to new"
    assert "  changed: entente:day: Dual Alliance, until 1917-11-08" in lines
    assert "    status: Accepted, and was Disputed" in lines
    assert (
        "    end narrowed from 1917 to 1917-11-08, because entente:day is Accepted now, and was Disputed"
        " (Two sentences on the Dual Alliance, «until 1917»)"
    ) in lines


@pytest.mark.usefixtures("two")
def test_a_corpus_and_what_was_built_of_it_do_not_differ(kg: Shell) -> None:
    assert kg("kg build old -o exports").code == 0
    for other in ("exports", "exports/foedera.jsonld", "exports/foedera.nq", "exports/foedera.trig"):
        assert kg(f"kg diff old {other}").out.splitlines()[1:] == ["nothing changed"]
    assert "end narrowed from 1917" in kg("kg diff exports new").out


def test_diff_writes_markdown_and_json_into_files(kg: Shell, two: Path) -> None:
    for form, begins in (("md", "# From old to new"), ("json", "{")):
        ran = kg(f"kg diff old new --format {form} -o changes.{form}")
        assert (ran.code, ran.out) == (0, "")
        assert (two / f"changes.{form}").read_text("utf-8").startswith(begins)
    from kg.changes import compare_graphs

    assert (two / "changes.json").read_text("utf-8") == to_json(compare_graphs("old", "new"))
    read = json.loads((two / "changes.json").read_text("utf-8"))
    assert [fact["how"] for change in read["things"] for fact in change["facts"]] == ["narrowed"]


def test_what_cannot_be_compared_is_told(kg: Shell, two: Path) -> None:
    (two / "empty.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    missing, empty = kg("kg diff old nowhere"), kg("kg diff empty.ttl old")
    assert (missing.code, empty.code) == (StoreError.exit_code, StoreError.exit_code)
    assert "kg: nowhere: there is no such file or folder" in missing.err
    assert "kg: empty.ttl: records no claims; give a corpus folder" in empty.err
    write_corpus(two / "broken", claims=CLAIMS.replace("quote", "quotation"))
    broken = kg("kg diff old broken")
    assert (broken.code, broken.out) == (CorpusError.exit_code, "")
    assert "unknown key 'quotation'" in broken.err


def test_check_proposes_what_a_changed_text_needs_and_applied_it_is_right(kg: Shell, two: Path) -> None:
    text = two / "old" / "entente" / "text.txt"
    text.write_text(text.read_text("utf-8").replace("concluded an", "concluded a defensive"), "utf-8")
    ran = kg("kg check old --repair -o repairs.patch")
    assert ran.code == CorpusError.exit_code
    assert "instead of 'On 4 January 1894 France and Russia concluded an alliance'" in ran.err
    assert "2 repairs proposed, 0 to be done by hand" in ran.err
    to_output = kg("kg check old --repair")
    assert to_output.out == (two / "repairs.patch").read_text("utf-8")
    subprocess.run(["git", "apply", "../repairs.patch"], cwd=two / "old", check=True, capture_output=True)
    again = kg("kg check old --repair")
    assert (again.code, again.out) == (0, "")
    assert "nothing to repair" in again.err


@pytest.mark.usefixtures("two")
def test_a_place_for_the_patch_without_a_patch_is_refused(kg: Shell) -> None:
    ran = kg("kg check old -o x.patch")
    assert ran.code == 3
    assert "add --repair" in ran.err
