"""The wheel carries all that a user without a checkout needs, and answers from it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import require

ROOT = Path(__file__).parents[2]
BUILDERS = ("build", "hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout, built without asking the net for anything."""
    missing = [name for name in BUILDERS if importlib.util.find_spec(name) is None]
    require(f"pip install {' '.join(missing)}" if missing else None)
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    names = ("kg", "ontology", "exports", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
    for name in names:  # from a copy, so that nothing is left in the checkout
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.html"))
        else:
            shutil.copy(path, source / name)
    ran = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize(
    ("ours", "inside"),
    [
        ("kg", "kg"),
        ("kg/queries", "kg/queries"),
        ("kg/queries/parts", "kg/queries/parts"),
        ("kg/corpus", "kg/corpus"),
        ("kg/lexicon", "kg/lexicon"),
        ("kg/templates", "kg/templates"),
        ("kg/extract", "kg/extract"),
        ("ontology", "kg/_ontology"),
    ],
)
def test_each_file_is_in_the_wheel_with_its_bytes(unpacked: Path, ours: str, inside: str) -> None:
    files = [path for path in sorted((ROOT / ours).rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    assert files
    for path in files:
        carried = unpacked / inside / path.relative_to(ROOT / ours)
        assert carried.is_file(), f"{carried.relative_to(unpacked)} is not in the wheel"
        assert carried.read_bytes() == path.read_bytes()


def test_the_built_graph_is_in_the_wheel(unpacked: Path) -> None:
    carried = unpacked / "kg" / "_graph" / "foedera.ttl"
    assert carried.read_bytes() == (ROOT / "exports" / "foedera.ttl").read_bytes()


def test_licences_are_in_the_wheel(unpacked: Path) -> None:
    (licences,) = unpacked.glob("foedera-*.dist-info/licenses")
    assert {path.name for path in licences.iterdir()} == {"LICENSE", "NOTICE"}


def test_nothing_else_is_in_the_wheel(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")} == {"kg"}
    assert not list(unpacked.rglob("test_*.py"))


def test_the_installed_package_answers_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(unpacked)}

    def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=tmp_path,
            env=surroundings,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )

    asked = kg("state", "1904-03-01", "--polity", "united-kingdom")
    assert asked.stdout.startswith("certain         Japan — alliance — United Kingdom")
    assert str(unpacked / "kg" / "_graph") in asked.stderr
    assert "portsmouth-cessions" in kg("query").stdout
    assert "passed" in kg("check").stderr
    assert kg("--version").stdout.startswith("foedera 0")
