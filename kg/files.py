"""Texts come in; files go out: all of them are written before the first is moved into its place.

What stood there before stays until then, and comes back where the moving itself fails or is interrupted.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import KgError

_LENT = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")  # others hold what these lead to, so it is not replaced


def write_all(files: Mapping[str, str], folder: Path) -> None:
    """Write files (name to text, as UTF-8) into a folder: first beside their places, then moved there one by one.

    A file that is replaced keeps its mode. Raises KgError where one of them cannot be written; then, and where the
    writing is interrupted, what stood in the folder before stays as it was, and no folder is left that was not there.
    """
    contents = {name: _encoded(name, text) for name, text in files.items()}
    try:
        with _stopped_tidily(), _made(folder):
            for name in contents:
                if (folder / name).is_dir():
                    raise IsADirectoryError(0, f"{name} is a folder")
            # In a folder of their own new files get the mode that the umask gives.
            with tempfile.TemporaryDirectory(prefix=".writing.", dir=folder) as beside:
                for name, content in contents.items():
                    (Path(beside) / name).write_bytes(content)
                _move_all(list(contents), Path(beside), folder)
    except OSError as error:
        raise _unwritten(folder, error) from error


def write_one(path: Path, text: str) -> None:
    """Write one file in the same way; where a link leads, and to a pipe or a device as they are. Raises KgError."""
    try:
        as_it_is = str(path).startswith(_LENT) or (path.exists() and not path.is_file() and not path.is_dir())
        place = Path(os.path.realpath(path)) if path.is_symlink() else path
        if as_it_is:
            path.write_bytes(_encoded(path.name, text))
    except OSError as error:
        raise _unwritten(path, error) from error
    if not as_it_is:
        write_all({place.name: text}, place.parent)


def _unwritten(where: Path, error: OSError) -> KgError:
    return KgError(f"{where}: cannot be written: {error.strerror or error}; choose another place with -o")


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        half, before = f"U+{ord(text[error.start]):04X}", text[max(error.start - 30, 0) : error.start]
        message = f"{name}: {half} at character {error.start}, after {before!r}, is half of a character"
        raise KgError(f"{message}, which no file can hold; mend the text that it comes from") from error


@contextmanager
def _stopped_tidily() -> Iterator[None]:
    """Make SIGTERM an exception, so that what is half done is taken back; only the main thread can be told of one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder with those above it, and take them away again where what follows fails."""
    made = []
    try:
        for each in (*reversed(folder.parents), folder):
            if not each.is_dir():
                if os.path.lexists(each):
                    raise NotADirectoryError(0, f"{each} is no folder")
                each.mkdir(exist_ok=True)
                made.append(each)
        yield
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):  # another process may have put something into it
                each.rmdir()
        raise


def _move_all(names: list[str], written: Path, folder: Path) -> None:
    """Move files into their places; where one cannot be, or all is interrupted, put back what stood there."""
    kept = written / ".before"
    kept.mkdir()
    try:
        for name in names:
            if (folder / name).exists():
                _keep(folder / name, kept / name)
                (written / name).chmod(stat.S_IMODE((folder / name).stat().st_mode))
            (written / name).replace(folder / name)
    except BaseException:
        for name in names:
            if (kept / name).exists():
                (kept / name).replace(folder / name)
            elif not (written / name).exists():
                (folder / name).unlink()
        raise


def _keep(place: Path, beside: Path) -> None:
    """Keep a file under another name too, without a moment in which it is not in its place."""
    try:
        beside.hardlink_to(place)
    except OSError:  # some file systems have no such links
        shutil.copy2(place, beside)
