"""Two graphs come in, or a corpus whose texts were changed; what changed, or what would mend it, goes out."""

from __future__ import annotations

from pathlib import Path

from kg import compare, corpus, recorded, repair, resources
from kg.build import make
from kg.difference import Difference
from kg.errors import StoreError
from kg.knowledge import open_graph


def compare_graphs(old: Path | str, new: Path | str) -> Difference:
    """What changed from one graph to another, told in claims.

    Each of the two is a corpus folder, or anything that ``open_graph`` opens. Raises CorpusError, or StoreError where
    one of them cannot be opened or records no claims.
    """
    return compare.between(_edition(old), _edition(new), names=(str(old), str(new)))


def repairs(folder: Path | None = None) -> repair.Repair:
    """What would make hashes and quotes of a corpus right again where a text was changed, with a patch.

    Raises CorpusError: there is no such corpus.
    """
    return repair.propose(corpus.read(folder or resources.corpus()))


def _edition(where: Path | str) -> recorded.Edition:
    folder = Path(where)
    is_corpus = (folder / "authority.toml").is_file() or any(folder.glob("*/source.toml"))
    edition = recorded.read(make(folder).parts.everything()) if is_corpus else open_graph(where).edition()
    if not edition.claims:
        raise StoreError(f"{where}: records no claims; give a corpus folder, a folder of exports, or its foedera.ttl")
    return edition
