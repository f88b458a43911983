"""A path inside a folder comes in; its text or its TOML goes out, and what is wrong with the file is noted.

The folder may come from a stranger: nothing outside it is read, nothing but ordinary files, and none that is huge.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from typing import Literal as OneOf

from kg import broken
from kg.errors import Problem
from kg.frame import TOML_STRING

MOST_BYTES = 64 * 2**20  # of one file: all that Gibbon wrote of Rome has a tenth of it, and all is held in memory
MOST_NESTED = 32  # tables within tables; claims need four
MOST_IN_A_FOLDER = 1_000  # files of terms, shapes, rules or checks

_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*[\w\"']")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')[ \t]*[=.]")
_INNER_KEY = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=")
_WHERE_IT_IS = "put the file itself into the corpus"


@dataclass(frozen=True)
class TomlFile:
    """A TOML file that could be read."""

    where: str
    text: str
    table: Mapping[str, Any]
    mark: str = ""  # the byte order mark, if the file begins with one

    @cached_property
    def bare(self) -> str:
        """The text with nothing but the ends of lines where strings of several lines stand."""

        def blank(found: re.Match[str]) -> str:
            return "\n" * found[0].count("\n") if found[0].startswith(('"""', "'''")) else found[0]

        return TOML_STRING.sub(blank, self.text)

    def line(self, key: str) -> int:
        """The line on which a key first stands; 1 where it stands nowhere."""
        at = re.search(rf"^[^\S\n]*\[*[\"']?{re.escape(key)}[\"']?[^\S\n]*[]=]", self.bare, re.MULTILINE)
        return self.bare.count("\n", 0, at.start()) + 1 if at else 1

    def lines(self, kind: str, tables: int) -> list[int]:
        """The lines on which the tables of one kind begin."""
        header = re.compile(rf"[ \t]*\[\[[ \t]*{kind}[ \t]*\]\]")
        found = [number for number, line in enumerate(self.bare_lines, 1) if header.match(line)]
        return found if len(found) == tables else [self.line(kind)] * tables

    def keys(self, header: int) -> dict[str, int]:
        """The lines on which the keys of the table under a header stand, those of tables within it after its own."""
        own, within = dict[str, int](), dict[str, int]()
        for number, line in enumerate(self.bare_lines[header:], header + 1):
            if _HEADER.match(line):
                break
            if key := _KEY.match(line):
                own.setdefault(key[1].strip("\"'"), number)
            for inner in _INNER_KEY.findall(TOML_STRING.sub('""', line)):
                within.setdefault(inner, number)
        return within | own

    @cached_property
    def bare_lines(self) -> list[str]:
        """The lines of ``bare``."""
        return self.bare.split("\n")


@dataclass(frozen=True)
class Folder:
    """A folder whose files are read; mistakes in them are gathered in ``problems``."""

    root: Path
    problems: list[Problem]

    def complain(
        self, where: str, line: int, message: str, advice: str, severity: OneOf["error", "warning"] = "error"
    ) -> None:
        """Note a mistake in a file."""
        self.problems.append(Problem(where, line, "", message, advice, severity))

    def name(self, path: Path) -> str:
        """A path as messages name it: from the folder on, with slashes."""
        return path.relative_to(self.root).as_posix()

    def holds(self, path: Path) -> bool:
        """Whether a path that is there stays within the folder when every link in it is followed."""
        return Path(os.path.realpath(path)).is_relative_to(self._real_root)

    def raw(self, path: Path, *, is_needed: bool = False) -> bytes | None:
        """The bytes of a file; ``None`` where there is none, or where it may not or cannot be read."""
        try:
            refusal = self._refusal(path)
            if refusal is None:
                return path.read_bytes()
        except FileNotFoundError:
            if path.is_symlink():
                refusal = "this is a link that leads nowhere", _WHERE_IT_IS
            elif is_needed:
                refusal = "the file is missing", "add it, even if it is empty"
            else:
                return None
        except OSError as error:
            advice = _WHERE_IT_IS if error.errno == errno.ELOOP else "see who may read it"
            refusal = f"the file cannot be read: {error.strerror or error}", advice
        self.complain(self.name(path), 0, *refusal)
        return None

    def decoded(self, path: Path, raw: bytes) -> str | None:
        """Bytes as text, unchanged; ``None`` where they are no UTF-8, or hold a NUL."""
        if mistake := broken.encoding(raw):
            self.complain(self.name(path), *mistake)
            return None
        return raw.decode("utf-8")

    def toml(self, path: Path, *, is_needed: bool = True) -> TomlFile | None:
        """The tables of a TOML file; ``None`` where there is none, or where it is broken."""
        raw = self.raw(path, is_needed=is_needed)
        text = None if raw is None else self.decoded(path, raw)
        if text is None:
            return None
        where, mark = self.name(path), "\ufeff" if text.startswith("\ufeff") else ""
        if mark:
            text = text[1:]
            self.complain(where, 1, *broken.BYTE_ORDER_MARK, "warning")
        try:
            broken.refuse_too_much(text, MOST_NESTED)
            return TomlFile(where, text, tomllib.loads(text), mark)
        except (ValueError, RecursionError) as error:
            self.complain(where, *broken.toml(text, error))
            return None

    def own_files(self, *patterns: str) -> list[Path]:
        """The files of some patterns that may be read and are UTF-8, whoever reads them."""
        found = []
        for pattern in patterns:
            paths = sorted(self.root.glob(pattern))
            if len(paths) > MOST_IN_A_FOLDER:
                message = f"{len(paths):,} files, and no more than {MOST_IN_A_FOLDER:,} are read"
                self.complain(pattern, 0, message, "join them")
                continue
            for path in paths:
                raw = self.raw(path)
                if raw is not None and self.decoded(path, raw) is not None:
                    found.append(path)
        return found

    @cached_property
    def _real_root(self) -> Path:
        return Path(os.path.realpath(self.root))

    def _refusal(self, path: Path) -> tuple[str, str] | None:
        """Why a path may not be read, and what to do. Raises OSError where it is not there, or a loop of links."""
        real = Path(os.path.realpath(path, strict=True))
        if not self.holds(real):
            return "this is a link that leads out of the corpus; nothing outside is read", _WHERE_IT_IS
        found = real.stat()
        if stat.S_ISDIR(found.st_mode):
            return "this is a folder, and a file is wanted", "give the folder another name"
        if not stat.S_ISREG(found.st_mode):
            return "this is a pipe, a device or a socket, and a file is wanted", _WHERE_IT_IS
        if found.st_size > MOST_BYTES:
            message = f"the file has {found.st_size:,} bytes, and no more than {MOST_BYTES:,} are read"
            return message, "divide it into several sources"
        return None
