"""Texts come in; files go out: all of them are written before the first is moved into its place."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError


def write_all(files: Mapping[str, str], folder: Path) -> None:
    """Write files (name to text, as UTF-8) into a folder: first beside their places, then moved there one by one.

    A file that is replaced keeps its mode. Raises KgError where one of them cannot be written, and then what stood in
    the folder before stays as it was; only a failure of the moving itself leaves some moved and others not.
    """
    contents = {name: _encoded(name, text) for name, text in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in contents:
            if (folder / name).is_dir():
                raise IsADirectoryError(0, f"{name} is a folder")
        _write_all(contents, folder)
    except OSError as error:
        raise KgError(f"{folder}: cannot be written: {error.strerror}; choose another place with -o") from error


def write_one(path: Path, text: str) -> None:
    """Write one file in the same way; through a link, or to a device, as they are. Raises KgError."""
    try:
        as_it_is = path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir())
        if as_it_is:
            path.write_bytes(_encoded(path.name, text))
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; choose another place with -o") from error
    if not as_it_is:
        write_all({path.name: text}, path.parent)


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        half, before = f"U+{ord(text[error.start]):04X}", text[max(error.start - 30, 0) : error.start]
        message = f"{name}: {half} at character {error.start}, after {before!r}, is half of a character"
        raise KgError(f"{message}, which no file can hold; mend the text that it comes from") from error


def _write_all(contents: Mapping[str, bytes], folder: Path) -> None:
    # In a folder of their own new files get the mode that the umask gives.
    with tempfile.TemporaryDirectory(prefix=".writing.", dir=folder) as beside:
        for name, content in contents.items():
            (Path(beside) / name).write_bytes(content)
        for name in contents:
            place, written = folder / name, Path(beside) / name
            if place.exists():
                written.chmod(stat.S_IMODE(place.stat().st_mode))
            written.replace(place)
