"""``python -m tests.fuzz SECONDS [NAME ...]``: each reader, or those named or of a group named, for so many seconds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from tests.fuzz.loops import Fuzzed, by_atheris, by_chance
from tests.fuzz.targets import TARGETS


def main(arguments: list[str]) -> int:
    """Tell for each reader how often it was tried; what it broke on is kept in a file. Returns how many broke."""
    wanted = arguments[1:] or list(TARGETS)
    known = {*TARGETS, *_groups()}
    if not arguments or not arguments[0].isdecimal() or not known.issuperset(wanted):
        print(f"{__doc__}\nThe readers: {', '.join(TARGETS)}; the groups: {', '.join(sorted(_groups()))}")
        return 2
    seconds = int(arguments[0])
    chosen = [each for each in TARGETS.values() if {each.name, each.group} & set(wanted)]
    has_atheris = importlib.util.find_spec("atheris") is not None
    print(f"{'by atheris' if has_atheris else 'by chance alone, since atheris is not installed'}")
    broken = 0
    for target in chosen:
        found = by_atheris(target.name, seconds) if has_atheris else by_chance(target, seconds)
        broken += bool(found.said)
        print(f"{found.name}: {found.tried} times in {found.seconds:.0f} s{_told(found)}", flush=True)
    return broken


def _groups() -> set[str]:
    return {each.group for each in TARGETS.values()}


def _told(found: Fuzzed) -> str:
    if not found.said:
        return ", and found nothing"
    kept = Path(f"found-{found.name}")
    kept.write_bytes(found.broke_on or b"")
    return f", and broke, on what is kept in {kept}:\n{found.said}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
