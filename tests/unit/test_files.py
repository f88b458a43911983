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
    opened, real = [], Path.write_bytes

    def fails_the_second_time(path: Path, content: bytes) -> int:
        opened.append(path)
        if len(opened) == 2:
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", fails_the_second_time)
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


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_that_is_replaced_keeps_its_mode_and_a_new_one_gets_that_of_the_umask(tmp_path: Path) -> None:
    (tmp_path / "mine.sh").write_text("old")
    (tmp_path / "mine.sh").chmod(0o750)
    before = os.umask(0o027)
    try:
        write_all({"mine.sh": "new", "a.txt": "x"}, tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "mine.sh").read_text() == "new"
    assert [oct(mode(tmp_path / name)) for name in ("mine.sh", "a.txt")] == ["0o750", "0o640"]


def test_half_of_a_character_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"b\.txt: U\+D835 at character 6, after 'words ', is half of a character"):
        write_all({"a.txt": "x", "b.txt": "words \ud835"}, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    with pytest.raises(KgError, match="half of a character"):
        write_one(tmp_path / "link.txt", "\udcff")
