"""rdflib in this process: the library that most users have, asked like the servers."""

from __future__ import annotations

from pathlib import Path

import rdflib

from tests.engines import Engine, EngineError, Rows, lines_of, rows_of_json


class Rdflib(Engine):
    """A graph in memory."""

    name = "rdflib"
    has_named_graphs = False  # its class for them warns of itself at each use

    def __init__(self, folder: Path) -> None:
        """Make an empty graph; ``folder`` is not used."""
        self._graph = rdflib.Graph()

    @classmethod
    def is_available(cls) -> str | None:
        return None

    def load(self, file: Path) -> None:
        self._graph = rdflib.Graph()
        self._graph.parse(file, format="turtle")

    def dump(self) -> frozenset[str]:
        return lines_of(self._graph.serialize(format="nt", encoding="utf-8"))

    def select(self, sparql: str) -> Rows:
        try:
            answer = self._graph.query(sparql).serialize(format="json")
        except Exception as error:
            raise EngineError(f"rdflib: {error}") from error
        assert answer is not None
        return rows_of_json(answer)

    def stop(self) -> None:
        self._graph.close()
