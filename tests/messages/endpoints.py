"""Endpoints that do not answer as they should, and what a query of each is told."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from unittest import mock

from kg import store
from kg.errors import KgError
from kg.store import open_store
from tests.fixtures.served import served

_ANSWER = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}})
_JSON = "application/sparql-results+json"
_QUERY = "SELECT ?x { ?x ?y ?z }"

# What it does, and its answer: status, media type, body.
BAD_ANSWERS = (
    ("An endpoint that answers with a web page", 200, "text/html; charset=utf-8", "<html>Welcome</html>"),
    ("One that answers with plain words", 200, "text/plain", "Server is busy"),
    ("One that breaks off", 200, _JSON, _ANSWER[:70]),
    ("One that answers nothing", 200, _JSON, ""),
    ("One that does not understand the query", 400, "text/plain", "syntax error at line 1"),
    ("One that is overloaded", 503, "text/plain", "Too many queries"),
    ("One that fails", 500, "text/html", "<html><h1>Oops</h1></html>"),
    ("One that asks who is there", 401, "text/plain", ""),
    ("One that lets nobody in", 403, "text/plain", ""),
    ("An address where nothing is", 404, "text/plain", ""),
)


def told() -> Iterator[tuple[str, str]]:
    """Each endpoint, and the message; the port is another each time, and is written as 8000."""
    for what, status, media_type, body in BAD_ANSWERS:
        with served(status, media_type, body) as stub:
            yield what, _asked(stub.url)
    with served(200, _JSON, _ANSWER, length=5000) as stub:
        yield "One that promises more than it sends", _asked(stub.url)
    with served(200, _JSON, _ANSWER, wait=1) as stub:
        yield "One that is silent", _asked(stub.url, timeout=0.2)
    with served(200, _JSON, " " * 200, pause=0.01) as stub, mock.patch.object(store, "WHOLE_ANSWER", 1):
        yield "One that sends a byte now and then", _asked(stub.url, timeout=0.5)
    with served(200, _JSON, _ANSWER, hang_up=True) as stub:
        yield "One that hangs up", _asked(stub.url)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    yield "One that is down", _asked(f"http://127.0.0.1:{port}/sparql")


def _asked(url: str, timeout: float = 30) -> str:
    try:
        open_store(url, timeout=timeout).ask(_QUERY)
    except KgError as error:
        port = url.split(":")[2].partition("/")[0]
        return f"kg: {error}".replace(port, "8000")
    raise AssertionError(f"{url} answered")
