"""The page that ``kg view`` writes: the same bytes in every locale, whole or not at all."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integration.conftest import process

UTF8 = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "4711"}


def view(
    store: Path, folder: Path, surroundings: Mapping[str, str], *options: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    return process("view", "--store", str(store), *options, cwd=folder, environment=surroundings)


@pytest.fixture(scope="module")
def page(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The page as a UTF-8 locale gives it."""
    ran = view(exported, tmp_path_factory.mktemp("utf8"), UTF8)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_page_has_the_same_bytes_under_an_ascii_locale(page: bytes, exported: Path, tmp_path: Path) -> None:
    ran = view(exported, tmp_path, ASCII, "-o", "page.html")
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert (tmp_path / "page.html").read_bytes() == page
    assert view(exported, tmp_path, ASCII).stdout == page
    assert "大清" in page.decode("utf-8")
    assert page.rstrip().endswith(b"</html>")


def test_a_title_in_any_script_is_written_as_it_is(exported: Path, tmp_path: Path) -> None:
    ran = view(exported, tmp_path, UTF8, "-o", "page.html", "--title", "旅順 – Порт-Артур")
    assert ran.returncode == 0, ran.stderr
    assert "<title>旅順 – Порт-Артур</title>" in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize("options", [("--on", "1904-02-30"), ("--about", "nothing-at-all")])
def test_what_cannot_be_drawn_leaves_the_page_before_it_alone(
    exported: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "page.html").write_bytes(b"before")
    ran = view(exported, tmp_path, ASCII, "-o", "page.html", *options)
    assert ran.returncode != 0
    assert options[1].encode() in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"page.html": b"before"}
