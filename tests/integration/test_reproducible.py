"""The same corpus gives the same bytes, on any machine; one change in one claim touches the lines of that claim."""

from __future__ import annotations

import difflib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import build, export, resources
from kg.namespaces import claim

FILES = """
import hashlib, sys
from kg import build, export
built = build.make()
for name, content in sorted(export.rdf_files(built.parts.by_name(), built.parts.by_source()).items()):
    print(name, hashlib.sha256(content.encode()).hexdigest())
print(*built.claims, *built.warnings, built.report, sep="\\n", file=sys.stderr)
"""
SURROUNDINGS: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"},
]


def test_other_hashes_locale_and_time_zone_give_the_same_bytes() -> None:
    made = []
    for surroundings in SURROUNDINGS:
        ran = subprocess.run(
            [sys.executable, "-c", FILES],
            env={**os.environ, **surroundings},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        )
        # An ASCII terminal prints escapes for other letters; what is printed must still be the same.
        made.append((ran.stdout, ran.stderr.decode("utf-8").encode("ascii", "backslashreplace")))
    assert made[0][0] == made[1][0]
    assert made[0][0].count(b"\n") == 8
    assert made[0][1] == made[1][1]


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are in one of the texts only, with their sign."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The RDF files of the bundled corpus with another note in one claim, and one more claim without a text."""
    corpus = Path(shutil.copytree(resources.corpus(), tmp_path_factory.mktemp("changed") / "corpus"))
    path = corpus / "cow-wars" / "claims.toml"
    text = path.read_text("utf-8")
    assert text.count("Fighting had ended by that day.") == 1
    path.write_text(text.replace("Fighting had ended by that day.", "Fighting had stopped by then."), "utf-8")
    built = build.make(corpus)
    return export.rdf_files(built.parts.by_name(), built.parts.by_source())


def test_another_note_changes_the_lines_of_its_claim_alone(built: build.Built, changed: dict[str, str]) -> None:
    before = export.rdf_files(built.parts.by_name(), built.parts.by_source())
    node = claim("cow-wars:war-not-after")
    quads = changed_lines(before["foedera.nq"], changed["foedera.nq"])
    assert len(quads) == 2
    assert all(line[1:].startswith(f"<{node}> ") for line in quads)
    turtle = changed_lines(before["claims.ttl"], changed["claims.ttl"])
    assert len(turtle) == 2
    assert all("Fighting had" in line for line in turtle)
    for name in ("facts.ttl", "derived.ttl", "ontology.ttl"):
        assert changed[name] == before[name]
    assert len(changed_lines(before["foedera.ttl"], changed["foedera.ttl"])) == 2
    assert len(changed_lines(before["foedera.trig"], changed["foedera.trig"])) == 2


def test_words_put_before_it_leave_the_names_of_passages_as_they_are(built: build.Built, tmp_path: Path) -> None:
    """Offsets move with the text; what leads to the words by name does not."""
    corpus = Path(shutil.copytree(resources.corpus(), tmp_path / "corpus"))
    folder = corpus / "qing-neutrality-1904"
    moved = b"On this day.\n" + (folder / "text.txt").read_bytes()
    (folder / "text.txt").write_bytes(moved)
    source = (folder / "source.toml").read_text("utf-8")
    recorded = next(line for line in source.splitlines() if line.startswith("sha256"))
    (folder / "source.toml").write_text(
        source.replace(recorded, f'sha256 = "{hashlib.sha256(moved).hexdigest()}"'), "utf-8"
    )
    after = build.make(corpus)
    evidence = [
        {str(t.object) for t in each.parts.all_claims() if t.predicate.endswith("#evidence")} for each in (built, after)
    ]
    assert evidence[0] == evidence[1]
    assert {p.start for c in after.claims for p in c.evidence if p.exact} == {
        p.start + 13 for c in built.claims for p in c.evidence if p.exact
    }
