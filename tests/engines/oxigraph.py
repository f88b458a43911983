"""Oxigraph's own server, from the package ``oxigraph``, with its store in memory."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from tests.engines import MEDIA_TYPES, XSD, Server, lines_of


class Oxigraph(Server):
    """``oxigraph serve`` without a location."""

    name = "oxigraph"
    path_of_queries = "/query"
    # The cardinalities of OWL need this datatype; all whole numbers become one.
    stored_as = MappingProxyType({XSD + "nonNegativeInteger": XSD + "integer"})

    @classmethod
    def is_available(cls) -> str | None:
        return None if _program() else "Oxigraph's server is not here: pip install oxigraph"

    def command(self, port: int) -> Sequence[str]:
        return [_program(), "serve", "--bind", f"127.0.0.1:{port}"]

    def load(self, file: Path) -> None:
        self.request("DELETE", "/store")
        where = "/store?default" if file.suffix == ".ttl" else "/store"
        self.request("PUT", where, file.read_bytes(), content_type=MEDIA_TYPES[file.suffix])

    def dump(self) -> frozenset[str]:
        return lines_of(self.request("GET", "/store", accept="application/n-quads"))


def _program() -> str:
    beside_python = shutil.which("oxigraph", path=Path(sys.executable).parent)
    return beside_python or shutil.which("oxigraph") or ""
