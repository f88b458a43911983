"""Virtuoso, from Debian's package, with its database in a folder that goes away after the tests.

Its settings are those that matter to other people's servers, too. So a path with ``+``, ``*`` or ``?`` that meets a
VALUES or a FILTER may lose rows without a word (openlink/virtuoso-opensource issue 127; ``VectorSize = 1`` in
``[Parameters]`` cures it): a query that must run everywhere does without such paths.
"""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.engines import SPARQL_JSON, XSD, Cell, Rows, Server, free_port, lines_of, rows_of_json

GRAPH = "urn:foedera:loaded"
SETTINGS = """\
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port_of_sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 7000
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


class Virtuoso(Server):
    """One graph of it, by name: its default graph is the union of all, its own system graphs too."""

    name = "virtuoso"
    has_named_graphs = False  # its graph store protocol takes Turtle only
    path_of_queries = "/sparql"

    @classmethod
    def is_available(cls) -> str | None:
        if shutil.which("virtuoso-t"):
            return None
        return "Virtuoso is not here: apt-get install --no-install-recommends virtuoso-opensource"

    def command(self, port: int) -> Sequence[str]:
        settings = SETTINGS.format(port=port, port_of_sql=free_port())
        (self.folder / "v.ini").write_text(settings, encoding="ascii")
        return ["virtuoso-t", "-f", "-c", "v.ini"]

    def handlers(self) -> Sequence[urllib.request.BaseHandler]:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self.url, "dba", "dba")  # as every new database has it
        return [_AskFirst(passwords)]

    def load(self, file: Path) -> None:
        where = f"/sparql-graph-crud-auth?graph-uri={GRAPH}"
        self.request("PUT", where, file.read_bytes(), content_type="text/turtle")

    def dump(self) -> frozenset[str]:
        return lines_of(self.request("GET", f"/sparql-graph-crud?graph-uri={GRAPH}", accept="application/n-triples"))

    def select(self, sparql: str) -> Rows:
        answer = self.query(sparql, SPARQL_JSON, {"default-graph-uri": GRAPH})
        variables, rows = rows_of_json(answer)
        return Rows(variables, tuple(tuple(map(_boolean, row)) for row in rows))


class _AskFirst(urllib.request.HTTPDigestAuthHandler):
    """Asks how to sign with an empty request, as curl does: Virtuoso closes one that it refuses, read or not."""

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """Sign a request that changes something."""
        if request.get_method() == "PUT" and not request.has_header("Authorization"):
            empty = urllib.request.Request(request.full_url, b"", {"Content-Type": "text/turtle"}, method="PUT")
            try:
                urllib.request.urlopen(empty).close()
            except urllib.error.HTTPError as refusal:
                with refusal:
                    asked = refusal.headers.get("WWW-Authenticate", "").partition(" ")[2]
                challenge = urllib.request.parse_keqv_list(urllib.request.parse_http_list(asked))
                signed = self.get_authorization(request, challenge)
                request.add_unredirected_header("Authorization", f"Digest {signed}")
        return request


def _boolean(cell: Cell | None) -> Cell | None:
    # It holds and dumps true and false, but answers 1 and 0 in JSON; both are forms of the same value.
    if cell and cell.tag == XSD + "boolean":
        return cell._replace(value={"1": "true", "0": "false"}.get(cell.value, cell.value))
    return cell
