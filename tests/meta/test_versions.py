"""One version, wherever it is written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERSION = str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("CITATION.cff", r"^version: \"?([^\s\"]+)"),
        ("ontology/diplomacy.ttl", r"owl:versionInfo \"([^\"]+)\""),
        ("ontology/diplomacy.ttl", r"owl:versionIRI <https://w3id\.org/foedera/ontology/([^>]+)>"),
        ("CHANGELOG.md", r"^## ([0-9][^\s]*)"),
    ],
)
def test_a_file_names_the_version_of_pyproject(name: str, pattern: str) -> None:
    found = re.search(pattern, (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert found, f"{name} names no version"
    assert found[1] == VERSION


def test_the_newest_change_and_the_citation_have_one_date() -> None:
    changed = re.search(r"^## \S+ - (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    cited = re.search(r"^date-released: \"?([0-9-]+)", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert changed
    assert cited
    assert changed[1] == cited[1]


def test_the_newest_change_has_headings_for_its_readers() -> None:
    newest = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    assert re.findall(r"^### (.+)$", newest, re.MULTILINE) == ["Software", "Ontology", "Data"]
