from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.files import write_all, write_one


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_as_utf_8_without_other_line_ends(tmp_path: Path) -> None:
    write_all({"a.txt": "旅順\n", "b.txt": "x\r\ny"}, tmp_path / "new" / "folder")
    assert (tmp_path / "new/folder/a.txt").read_bytes() == "旅順\n".encode()
    assert (tmp_path / "new/folder/b.txt").read_bytes() == b"x\r\ny"
    assert names(tmp_path / "new/folder") == ["a.txt", "b.txt"], "no temporary file is left"


def test_files_that_stand_there_are_replaced_and_others_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    write_all({"a.txt": "new"}, tmp_path)
    assert ((tmp_path / "a.txt").read_text(), (tmp_path / "mine.txt").read_text()) == ("new", "mine")


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    write_one(tmp_path / "a.txt", "x")
    assert (tmp_path / "a.txt").stat().st_mode & 0o444 == 0o444


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(KgError, match=r"b\.txt is a folder; choose another place with -o"):
        write_all({"a.txt": "new", "b.txt": "new"}, tmp_path)
    assert (tmp_path / "a.txt").read_text() == "old"
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_one_file_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_one(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_failure_half_way_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("old")
    opened, real = [], os.fdopen

    def fails_the_second_time(*args: object, **options: object) -> object:
        opened.append(args)
        if len(opened) == 2:
            raise OSError(28, "No space left on device")
        return real(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "fdopen", fails_the_second_time)
    with pytest.raises(KgError, match="No space left on device"):
        write_all({"a.txt": "new", "b.txt": "new"}, tmp_path)
    assert (tmp_path / "a.txt").read_text() == "old"
    assert names(tmp_path) == ["a.txt"], "no temporary file is left"


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(KgError, match="out: cannot be written"):
        write_all({"a.txt": "x"}, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "a file"


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written"):
        write_one(tmp_path / f"{'long' * 100}.txt", "x")
