"""Turtle files come in; an rdflib graph goes out that answers from what it holds, and reaches for nothing else.

rdflib itself sends a query with SERVICE to the address in it, and reads what FROM and LOAD name, files too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rdflib
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.plugins.sparql import prepareQuery, prepareUpdate
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query, Update

from kg.errors import OntologyError, QueryError

_REACHES_OUT = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM", "UsingClause": "USING", "Load": "LOAD"}


class GuardedGraph(rdflib.Graph):
    """An rdflib graph whose queries and updates are refused where they would leave it."""

    def query(self, query_object: str | Query, *arguments: Any, **options: Any) -> rdflib.query.Result:
        """Answer a query, as rdflib does. Raises QueryError: it calls SERVICE, or names another graph by FROM."""
        names = options.get("initNs") or dict(self.namespaces())
        if not isinstance(query_object, Query):
            query_object = prepareQuery(query_object, names, options.pop("base", None))
        _refuse_reaching_out(query_object.algebra)
        return super().query(query_object, *arguments, **options)

    def update(self, update_object: Update | str, *arguments: Any, **options: Any) -> None:
        """Change the graph, as rdflib does. Raises QueryError: the update calls SERVICE, or loads a file or address."""
        names = options.get("initNs") or dict(self.namespaces())
        if not isinstance(update_object, Update):
            update_object = prepareUpdate(update_object, names, options.pop("base", None))
        _refuse_reaching_out(update_object.algebra)
        super().update(update_object, *arguments, **options)


def read_turtle(paths: Iterable[Path]) -> GuardedGraph:
    """The triples of several files in one graph. Raises OntologyError: one of them is no Turtle."""
    graph = GuardedGraph()
    for path in paths:
        try:
            graph.parse(data=path.read_bytes(), publicID=path.absolute().as_uri(), format="turtle")
        except BadSyntax as error:
            raise OntologyError(f"{path}:{error.lines + 1}: not valid Turtle: {_told(error)}") from error
        except RecursionError as error:
            raise OntologyError(
                f"{path}: not valid Turtle: brackets are nested too deep; give IRIs to things"
            ) from error
        except IndexError as error:  # its parser looks for the next sign, and there is none
            raise OntologyError(f"{path}: not valid Turtle: the last statement has no end; write a dot") from error
        except Exception as error:  # rdflib's parsers raise many kinds
            raise OntologyError(f"{path}: not valid Turtle: {error}") from error
    return graph


def _told(error: BadSyntax) -> str:
    """The reason that rdflib gives, without the text around the place."""
    found = re.search(r"Bad syntax \((.*)\) at \^ in:", str(error), re.DOTALL)
    return found[1] if found else str(error)


def _refuse_reaching_out(algebra: object) -> None:
    def look(node: object) -> None:
        word = _REACHES_OUT.get(node.name) if isinstance(node, CompValue) else None
        if word:
            raise QueryError(f"{word} reaches for what is not in this graph, and that is not done here; leave it out")

    traverse(algebra, look, complete=True)
