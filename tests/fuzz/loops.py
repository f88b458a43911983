"""A reader and its first bytes come in; how often it was tried, and on what it broke, go out.

By atheris where it is installed, which follows the branches that the bytes take; else by changes that chance makes.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

LONGEST = 4096  # bytes
SLOWEST = 10  # seconds that one reading may take
MOST_MEMORY = 2048  # megabytes


@dataclass(frozen=True)
class Fuzzed:
    """What came of it: how many bytes were tried, and the first on which the reader broke, with what it said."""

    name: str
    tried: int
    seconds: float
    broke_on: bytes | None = None
    said: str = ""


def by_chance(target: Target, seconds: float, seed: int = 1904) -> Fuzzed:
    """Try a reader on its seeds, and on seeds that chance has changed, for so many seconds."""
    chance, seeds, tried = random.Random(seed), list(target.seeds()), 0
    started = time.monotonic()
    while tried < len(seeds) or time.monotonic() - started < seconds:
        content = seeds[tried] if tried < len(seeds) else changed(chance, seeds)
        tried += 1
        try:
            target.one(content)
        except Exception as error:  # whatever it is, it is a find
            said = f"{type(error).__name__}: {error}"
            return Fuzzed(target.name, tried, time.monotonic() - started, content, said)
    return Fuzzed(target.name, tried, time.monotonic() - started)


def changed(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with up to eight changes: bytes turned, doubled, taken out, or taken over from another seed."""
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        end = min(len(content), at + chance.choice((1, 1, 2, 4, 8, 64)))
        other = chance.choice(seeds)
        cut = chance.randrange(len(other) + 1)
        content[at:end] = chance.choice(
            (
                b"",
                bytes([chance.randrange(256)]),
                content[at:end] * 2,
                other[cut : cut + end - at],
                other[cut : cut + 40],
            )
        )
    return bytes(content[:LONGEST])


def by_atheris(name: str, seconds: int) -> Fuzzed:
    """Try a reader by atheris, in a process of its own, which ends with the first find."""
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.by_atheris", name, str(seconds), folder],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        found = sorted(Path(folder).glob("found-*"))
        counts = [
            int(each)
            for each in re.findall(r"^(?:#|stat::number_of_executed_units:\s*)(\d+)", ran.stderr, re.MULTILINE)
        ]
        broke_on = found[0].read_bytes() if found else None
        said = "" if ran.returncode == 0 else ran.stdout[-2000:] + ran.stderr[-3000:]
        return Fuzzed(name, max(counts, default=0), seconds, broke_on if said else None, said)
