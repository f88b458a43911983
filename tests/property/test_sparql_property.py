"""What holds of questions: no value leaves its place, and no query that would call another machine is let through."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import questions, read_question, with_parameters
from kg.sparql import calls_service, query_form

DEFAULTS = (
    '"x"',
    '"x"@en',
    '"1904-02-12"^^xsd:date',
    '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    "5",
    "1.5",
    "true",
)
IRIS = ("<urn:x>", "dip:War", "id:qing")
PREFIXES = (
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\nPREFIX dip: <https://w3id.org/foedera/ontology#>\n"
    "PREFIX id: <https://w3id.org/foedera/id/>\n"
)
BREAKING = st.sampled_from(
    [
        '"',
        '" } { ?a ?b ?c',
        "\\",
        '\\"',
        "\n",
        "\r",
        "}",
        "{",
        "#",
        ">",
        "<urn:a> } #",
        "\\u0022",
        "\\u007D",
        "'''",
        "@en",
    ]
)
VALUES = st.one_of(
    st.text(max_size=20),
    st.lists(st.one_of(BREAKING, st.text(max_size=3)), max_size=6).map("".join),
    st.sampled_from(["qing", "id:qing", "1904-02-12", "-5", "1.5", "true", "urn:x", "a,b", "a\\,b", "http://x/\u202e"]),
)


def asking(default: str) -> str:
    return f"{PREFIXES}SELECT ?x WHERE {{\n  VALUES ?x {{ {default} }}  # parameter: anything\n}}"


@given(st.sampled_from([*DEFAULTS, *IRIS]), VALUES)
@example('"x"', '" } { ?a ?b "')
@example('"x"', "\\u0022 } #")
@example("<urn:x>", "<urn:a\\u003E>")
@example("<urn:x>", "[")
@example("<urn:x>", "http://a@@b")
@example("1.5", "0")
@example("id:qing", "id:qing } ?a ?b { id:x")
def test_no_value_breaks_out_of_its_block(default: str, value: str) -> None:
    question = read_question(asking(default))
    try:
        filled = with_parameters(question, {"x": value})
    except QueryError as error:
        assert "x=" in str(error)
        return
    before, after = asking(default).split(default)
    assert filled.startswith(before)
    assert filled.endswith(after)
    answer = pyoxigraph.Store().query(filled)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    rows = [row["x"] for row in answer]
    parts = re.split(r"(?<!\\),", value)
    assert len(rows) == len(parts), "one row for each value between commas"
    assert {type(each) for each in rows} == {type(_term(default))}
    if default == '"x"':
        given_parts = [part.replace("\\,", ",") for part in parts]
        assert [row.value for row in rows] == [part.strip() if len(parts) > 1 else part for part in given_parts]
    if isinstance(rows[0], pyoxigraph.Literal):
        term = _term(default)
        assert isinstance(term, pyoxigraph.Literal)
        assert {(each.datatype, each.language) for each in rows} == {(term.datatype, term.language)}


def _term(default: str) -> object:
    answer = pyoxigraph.Store().query(asking(default))
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    (row,) = answer
    return row["x"]


@given(st.sampled_from([each for each in questions() if each.parameters]), st.data())
@settings(max_examples=40)
def test_a_question_with_other_values_has_all_else_as_it_was(question: object, data: st.DataObject) -> None:
    assert isinstance(question, type(questions()[0]))
    values = {each.name: data.draw(VALUES) for each in question.parameters}
    try:
        filled = with_parameters(question, values)
    except QueryError:
        return
    lines = list(zip(question.text.split("\n"), filled.split("\n"), strict=True))
    changed = [old for old, new in lines if old != new]
    assert all("# parameter" in old for old in changed)
    pyoxigraph.Store().query(filled)  # it can be read


# SERVICE.


@pytest.fixture(scope="module")
def called() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the calls that it got."""
    calls: list[str] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            calls.append("called")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", calls
        server.shutdown()


PIECES = st.sampled_from(
    [
        *(
            "SELECT",
            "ASK",
            "*",
            "WHERE",
            "{",
            "}",
            "{",
            "}",
            "?s",
            "?p",
            "?o",
            ".",
            ";",
            "a",
            "<urn:a>",
            "<",
            ">",
            "1<2#",
        ),
        *("SERVICE", "service", "SeRvIcE", "SILENT", "<URL>", "<URL>", "SERVICE <URL> { ?s ?p ?o }", "SERVICE<URL>{}"),
        *("#", "# SERVICE\n", "\n", "\r", "'", '"', "'''", '"""', "'SERVICE'", '"\\""', "\\", "@en", "^^<urn:t>"),
        *(
            "FILTER",
            "(",
            ")",
            "1",
            "<",
            "OPTIONAL",
            "UNION",
            "BIND",
            "AS",
            "GRAPH",
            "PREFIX SERVICE: <URL>",
            "SERVICE:x",
        ),
        *(
            "PREFIX s: <URL>",
            "SERVICE s:x {}",
            "SERVICE s: { ?s ?p ?o }",
            "\u00a0",
            "\t",
            "_:b",
            "[]",
            "$service",
            "?service",
        ),
        *("\\u0053ERVICE", "SERV\\u0049CE", "SERVICE\u200b", "ſERVICE", "SERVİCE"),
    ]
)


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A query that can often be read, with pieces thrown into it."""
    pieces = draw(st.lists(PIECES, max_size=6))
    between = draw(st.sampled_from([" ", "", "\n"]))
    thrown = between.join(pieces)
    frame = draw(
        st.sampled_from(
            [
                "SELECT * {{ {} }}",
                "ASK {{ {} }}",
                "SELECT * {{ ?a ?b ?c {} }}",
                "PREFIX s: <URL> SELECT * {{ SERVICE {} {{ ?s ?p ?o }} }}",
                "SELECT * {{ FILTER(1{}) SERVICE <URL> {{ ?s ?p ?o }} }}",
                "{} SELECT * {{ SERVICE <URL> {{ ?s ?p ?o }} }}",
                "SELECT * {{ ?a ?b {} SERVICE SILENT <URL> {{ ?s ?p ?o }} }}",
                "SELECT * {{ {{ SELECT * {{ {} }} }} }}",
            ]
        )
    )
    return str(frame.format(thrown))


BEFORE = st.sampled_from(
    [
        *("", "?s ?p 'SERVICE' .", "?s ?p '''x # ''' .", "# SERVICE\n", "# '\n", "FILTER(1<2)", "FILTER(1<2)# '\n"),
        *("FILTER(1<2#\n)", "?s <urn:a#b> ?o .", "OPTIONAL { ?s ?p '\\'' }", "FILTER(?a<1)", 'FILTER("#" != "\'")'),
        *("FILTER(1<2#>SERVICE\n)", "?s <urn:SERVICE> ?o .", "FILTER(?service<1)", "?s ?p 'a'@en .", "{ } UNION"),
        *(
            "FILTER(1<'>')",
            "FILTER('a'<'>')",
            'FILTER(1<">")',
            "FILTER(1<2#'>\n)",
            "FILTER(1<2#>'\n)",
            "FILTER(1<'#>' )",
        ),
    ]
)
AFTER = st.sampled_from(["", "?s ?p 'x' .", 'FILTER("a"="a")', "# '\n", "FILTER('>'='')", "?s ?p '''x''' ."])
CALLS = st.sampled_from(
    [
        *(
            "SERVICE <URL> {}",
            "SERVICE<URL>{ ?x ?y ?z }",
            "service silent <URL> {}",
            "SERVICE s: {}",
            "SERVICE s:a {}",
            "SERVICEs:{}",
        ),
        *(
            "SERVICE#'\n<URL>{}",
            "SERVICE SILENT#\ns:{}",
            "VALUES ?u { <URL> } SERVICE ?u {}",
            "GRAPH ?g { SERVICE <URL> {} }",
        ),
        *("OPTIONAL { SERVICE <URL> {} }", "{ SELECT * { SERVICE <URL> {} } }", "FILTER EXISTS { SERVICE <URL> {} }"),
    ]
)


@st.composite
def calling(draw: st.DrawFn) -> str:
    """A query that calls a service, if it can be read, among what may hide that."""
    before = draw(st.sampled_from([" ", "", "\n"])).join(draw(st.lists(BEFORE, max_size=3)))
    return f"PREFIX s: <URL> SELECT * {{ {before} {draw(CALLS)} {draw(AFTER)} }}"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(queries(), *[calling()] * 3))
def test_no_query_that_calls_a_service_is_let_through(called: tuple[str, list[str]], query: str) -> None:
    address, calls = called
    query, known = query.replace("URL", address), len(calls)
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("urn:a")] * 3))
    told = ""
    with suppress(SyntaxError):
        try:
            answer = store.query(query)
            list(answer) if not isinstance(answer, pyoxigraph.QueryBoolean) else bool(answer)
        except (OSError, RuntimeError, ValueError) as error:
            told = str(error)
    if len(calls) > known or "127.0.0.1" in told:
        assert calls_service(query), query


def test_the_server_is_called_by_a_query_that_calls_a_service(called: tuple[str, list[str]]) -> None:
    address, calls = called
    known = len(calls)
    with pytest.raises((OSError, RuntimeError)):
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert len(calls) > known


@given(st.text(max_size=40))
def test_any_text_has_a_form_or_none(query: str) -> None:
    assert query_form(query) == query_form(query).upper()
    assert calls_service(query) in (True, False)
