"""Texts come in; files stand in their places afterwards, all of them or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError


def write_all(files: Mapping[str, str], folder: Path) -> None:
    """Write files (name to text, as UTF-8) into a folder: first under temporary names, then moved into place.

    Raises KgError where one of them cannot be written; what stood in the folder before stays as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if (folder / name).is_dir():
                raise IsADirectoryError(0, f"{name} is a folder")
        _write_all(files, folder)
    except OSError as error:
        raise KgError(f"{folder}: cannot be written: {error.strerror}; choose another place with -o") from error


def write_one(path: Path, text: str) -> None:
    """Write one file in the same way; through a link, or to a device, as they are. Raises KgError."""
    try:
        as_it_is = path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir())
        if as_it_is:
            path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; choose another place with -o") from error
    if not as_it_is:
        write_all({path.name: text}, path.parent)


def _write_all(files: Mapping[str, str], folder: Path) -> None:
    written: list[tuple[Path, Path]] = []
    try:
        for name, text in files.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            written.append((Path(temporary), folder / name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
        for temporary_path, place in written:
            temporary_path.chmod(0o644)
            temporary_path.replace(place)
    finally:
        for temporary_path, _ in written:
            temporary_path.unlink(missing_ok=True)
