from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


# What cannot be written leaves nothing behind.


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk on which no file may be longer."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_is_too_large_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with files_of_at_most(1_000), pytest.raises(KgError, match="cannot be written: File too large; choose another"):
        write_all({"a.txt": "new", "b.txt": "x" * 1_001}, tmp_path)
    with files_of_at_most(1_000), pytest.raises(KgError, match="File too large"):
        write_one(tmp_path / "a.txt", "x" * 1_001)
    assert (tmp_path / "a.txt").read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_through_a_link_nothing_half_written_is_left_either(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with files_of_at_most(1_000), pytest.raises(KgError, match="File too large"):
        write_one(tmp_path / "link.txt", "x" * 1_001)
    assert (tmp_path / "real.txt").read_text() == "old"
    assert names(tmp_path) == ["link.txt", "real.txt"]


def test_folders_that_were_made_are_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "was-there").mkdir()
    with files_of_at_most(1_000), pytest.raises(KgError, match="File too large"):
        write_all({"a.txt": "x" * 1_001}, tmp_path / "was-there" / "new" / "newer")
    assert names(tmp_path / "was-there") == []


def test_a_folder_and_a_link_that_leads_nowhere_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    (tmp_path / "link").symlink_to("nowhere")
    for place in ("out", "link"):
        with pytest.raises(KgError, match=f"{place} is no folder; choose another place"):
            write_all({"a.txt": "x"}, tmp_path / place / "below")
    with pytest.raises(KgError, match="is a folder; choose another place"):
        write_one(tmp_path, "x")
    write_one(tmp_path / "link", "x")
    assert (tmp_path / "nowhere").read_text() == "x", "one file is written where the link leads"
    assert names(tmp_path) == ["link", "nowhere", "out"]


def test_a_device_that_is_full_and_a_place_that_refuses_files_are_told() -> None:
    for place in ("/dev/full", "/proc/answer.csv", "/sys/answer.csv", "/proc/self/out/answer.csv"):
        with pytest.raises(KgError, match=r"cannot be written: .*; choose another place with -o"):
            write_one(Path(place), "x" * 100_000)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit(143), OSError(5, "Input/output error")])
@pytest.mark.parametrize("moves", range(3))
def test_where_the_moving_is_stopped_all_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException | type[BaseException], moves: int
) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("old")
    real, moved = Path.replace, list[Path]()

    def stops(path: Path, target: Path) -> Path:
        if path.parent.name.startswith(".writing."):
            moved.append(path)
            if len(moved) > moves:
                raise stop
        return real(path, target)

    monkeypatch.setattr(Path, "replace", stops)
    with pytest.raises((KeyboardInterrupt, SystemExit, KgError)):
        write_all({"a.txt": "new", "b.txt": "new", "c.txt": "new"}, tmp_path)
    assert len(moved) == moves + 1
    assert [(tmp_path / name).read_text() for name in names(tmp_path)] == ["old", "old"]
    assert names(tmp_path) == ["a.txt", "c.txt"]


def test_a_disk_without_a_second_name_for_a_file_keeps_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(path: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", none)
    test_where_the_moving_is_stopped_all_is_put_back(tmp_path, monkeypatch, KeyboardInterrupt, 1)
    monkeypatch.undo()
    write_all({"a.txt": "new"}, tmp_path)
    assert (tmp_path / "a.txt").read_text() == "new"


def test_files_are_written_from_any_thread(tmp_path: Path) -> None:
    thread = threading.Thread(target=write_all, args=({"a.txt": "x"}, tmp_path))
    thread.start()
    thread.join()
    assert names(tmp_path) == ["a.txt"]
