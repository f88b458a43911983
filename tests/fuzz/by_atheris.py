"""``NAME SECONDS FOLDER``: one reader under atheris; what it breaks on is kept in the folder, as ``found-...``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fuzz.loops import LONGEST, MOST_MEMORY, SLOWEST


def main(name: str, seconds: str, folder: str) -> None:
    """Write the seeds, and let atheris go on from them; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["kg", "tomllib"]):
        from tests.fuzz.targets import TARGETS

    target, seeds = TARGETS[name], Path(folder) / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(target.seeds()):
        (seeds / f"{number}").write_bytes(seed[:LONGEST])
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        "timeout": SLOWEST,
        "rss_limit_mb": MOST_MEMORY,
        "print_final_stats": 1,
        "artifact_prefix": f"{folder}/found-",
    }
    given = [f"-{key}={value}" for key, value in options.items()]
    atheris.Setup([sys.argv[0], *given, str(seeds)], target.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
