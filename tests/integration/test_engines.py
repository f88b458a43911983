"""What we export goes into other people's triplestores and comes out whole, and our questions are answered alike."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import store
from kg.terms import Table
from tests.conftest import require
from tests.engines import Cell, Engine, EngineError, Rows, lines_of
from tests.engines.comparison import Difference, Expected, difference, ordering, plain, read_expected
from tests.engines.jena import Jena, complaints
from tests.engines.library import Rdflib
from tests.engines.oxigraph import Oxigraph
from tests.engines.virtuoso import Virtuoso

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "exports"
EVERYTHING = EXPORTS / "foedera.ttl"
TURTLE = sorted(EXPORTS.glob("*.ttl"))
WITH_NAMED_GRAPHS = [EXPORTS / "foedera.trig", EXPORTS / "foedera.nq"]
QUERIES = sorted((ROOT / "kg" / "queries").glob("*.rq"))
EXPECTED = ROOT / "tests" / "queries" / "expected"

ENGINES: tuple[type[Rdflib] | type[Oxigraph] | type[Jena] | type[Virtuoso], ...] = (Rdflib, Oxigraph, Jena, Virtuoso)


class Deviation(NamedTuple):
    """How an engine is known to fail a query: ``refused``, ``rows`` (others), ``order`` (the right rows in another)."""

    how: str
    reason: str


# (engine, query): what that engine cannot help doing. One that no longer happens fails its test.
DEVIATIONS: dict[tuple[str, str], Deviation] = {}


def name_of(value: object) -> str | None:
    """The name of a case in pytest's output."""
    return value.name if isinstance(value, Path) else getattr(value, "name", None)


@pytest.fixture(scope="module", params=ENGINES, ids=name_of)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    kind: type[Rdflib] | type[Oxigraph] | type[Jena] | type[Virtuoso] = request.param
    require(kind.is_available())
    with kind(tmp_path_factory.mktemp(kind.name)) as started:
        yield started


# ---- the exports ----------------------------------------------------------------------------------------------------


def test_there_is_something_to_load_and_to_ask() -> None:
    assert QUERIES
    assert {"foedera.ttl", "facts.ttl", "claims.ttl", "derived.ttl"} <= {file.name for file in TURTLE}


@pytest.mark.parametrize("turtle", TURTLE, ids=name_of)
def test_every_triple_comes_back(engine: Engine, turtle: Path) -> None:
    assert_comes_back(engine, turtle)


@pytest.mark.parametrize("dataset", WITH_NAMED_GRAPHS, ids=name_of)
@pytest.mark.parametrize("engine", [kind for kind in ENGINES if kind.has_named_graphs], indirect=True, ids=name_of)
def test_every_triple_comes_back_in_its_graph(engine: Engine, dataset: Path) -> None:
    assert_comes_back(engine, dataset)


def test_riot_has_nothing_to_say() -> None:
    require(Jena.is_available())
    assert complaints([*TURTLE, *WITH_NAMED_GRAPHS]) == []


def assert_comes_back(engine: Engine, file: Path) -> None:
    sent = lines_of(file, engine.stored_as)
    assert sent, f"{file.name} is empty"
    engine.hold(file)
    came = engine.dump()
    lost, new = sorted(sent - came), sorted(came - sent)
    assert not (lost or new), "\n".join([f"{len(lost)} lost:", *lost[:5], f"{len(new)} new:", *new[:5]])


# ---- the questions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_query_is_answered_as_expected(engine: Engine, query: Path) -> None:
    sparql = query.read_text(encoding="utf-8")
    engine.hold(EVERYTHING)
    difference = difference_from(engine, sparql, read_expected(EXPECTED / f"{query.stem}.csv"))
    known = DEVIATIONS.get((engine.name, query.stem))
    if known is None:
        assert difference is None, f"{difference}"
    else:
        assert difference is not None, f"no longer so, delete it from DEVIATIONS: {known.reason}"
        assert difference.how == known.how, f"another difference than the known one: {difference}"


@pytest.mark.parametrize("engine", [Rdflib], indirect=True, ids=name_of)
def test_the_state_of_a_day_is_not_slow_in_rdflib(engine: Engine) -> None:
    sparql = (ROOT / "kg" / "queries" / "state-on-date.rq").read_text(encoding="utf-8")
    engine.hold(EVERYTHING)
    begun = time.process_time()
    assert engine.select(sparql).rows
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("part", ["edges", "looks"])
@pytest.mark.parametrize("engine", [Jena, Virtuoso], indirect=True, ids=name_of)
def test_a_page_is_drawn_alike_from_every_server(engine: Engine, part: str) -> None:
    """Asked of the store of the package, the same rows; rdflib needs minutes for the edges."""
    sparql = (ROOT / "kg" / "queries" / "parts" / f"{part}.rq").read_text(encoding="utf-8")
    wanted = store.open_store(str(EVERYTHING)).ask(sparql)
    assert isinstance(wanted, Table)
    assert wanted.rows
    rows = tuple(tuple(plain(str(cell or "")) for cell in row.values()) for row in wanted)
    engine.hold(EVERYTHING)
    assert difference_from(engine, sparql, Expected(wanted.variables, rows)) is None


def test_each_known_deviation_is_of_an_engine_and_a_query_that_exist() -> None:
    cases = {(kind.name, query.stem) for kind in ENGINES for query in QUERIES}
    assert set(DEVIATIONS) <= cases


def difference_from(engine: Engine, sparql: str, expected: Expected) -> Difference | None:
    try:
        answer = engine.select(sparql)
    except EngineError as error:
        return Difference("refused", str(error))
    return difference(answer, expected, ordering(sparql))


# ---- the harness itself ---------------------------------------------------------------------------------------------


SAMPLE = ROOT / "tests" / "engines" / "sample.ttl"
TOY_QUERIES = {
    "polities-by-rank": (
        """
        PREFIX dip: <https://w3id.org/foedera/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?polity ?rank ?russian WHERE {
          VALUES ?language { "en" }
          ?polity a dip:Polity ; dip:rank ?rank .
          OPTIONAL { ?polity rdfs:label ?russian FILTER(langMatches(lang(?russian), "ru")) }
        } ORDER BY DESC(?rank) ?polity
        """,
        "polity,rank,russian\r\n{id}russia,12.0,Россия\r\n{id}japan,3,Япония\r\n{id}qing,1.50,\r\n",
    ),
    "labels-in-chinese": (
        """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?label (COUNT(*) AS ?times) WHERE {
          ?thing rdfs:label ?label FILTER(langMatches(lang(?label), "zh-hant"))
        } GROUP BY ?label
        """,
        "label,times\n旅順𠀀,1\n大清,1\n日本,1\n",
    ),
    "provisions-by-1906": (
        """
        PREFIX dip: <https://w3id.org/foedera/ontology#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?day ?isInForce ?words WHERE {
          VALUES ?on { "1906-01-01"^^xsd:date }
          ?provision dip:earliestStart ?day ; dip:isInForce ?isInForce ; dip:words ?words FILTER(?day <= ?on)
        }
        """,
        "day,isInForce,words\n"
        '1905-09-05,true,"the “paramount” interests,\na ""quote"", a \\ and a\ttab; it\'s — all"\n',
    ),
}


def test_sample_comes_back(engine: Engine) -> None:
    assert_comes_back(engine, SAMPLE)


@pytest.mark.parametrize("name", TOY_QUERIES)
def test_sample_is_answered_alike(engine: Engine, name: str, tmp_path: Path) -> None:
    sparql, rows = TOY_QUERIES[name]
    file = tmp_path / "expected.csv"
    file.write_text(rows.replace("{id}", "https://w3id.org/foedera/id/"), encoding="utf-8", newline="")
    engine.hold(SAMPLE)
    assert difference_from(engine, sparql, read_expected(file)) is None


def test_lost_and_new_triples_are_noticed(engine: Engine, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text('<urn:a> <urn:b> "c"@en , "c" .\n', encoding="utf-8")
    engine.hold(other)
    assert len(engine.dump()) == 2
    assert not engine.dump() & lines_of(SAMPLE, engine.stored_as)


def test_bad_query_is_refused(engine: Engine) -> None:
    found = difference_from(engine, "SELECT nonsense", Expected((), ()))
    assert found is not None
    assert found.how == "refused"


def test_other_rows_and_other_order_are_noticed() -> None:
    expected = Expected(("a", "b"), (("x", "1"), ("y", "2"), ("y", "3")))
    x, y = Cell("iri", "x"), Cell("iri", "y")
    one, two, three = Cell("literal", "1.0"), Cell("literal", "2"), Cell("literal", "3")

    def how(*rows: tuple[Cell | None, ...]) -> str | None:
        found = difference(Rows(("a", "b"), rows), expected, ["a"])
        return found.how if found else None

    assert how((x, one), (y, two), (y, three)) is None
    assert how((x, one), (y, three), (y, two)) is None
    assert how((y, two), (x, one), (y, three)) == "order"
    assert how((x, one), (y, two)) == "rows"
    assert how((x, one), (y, two), (y, three), (y, three)) == "rows"
    assert how((x, one), (y, two), (y, None)) == "rows"


def test_columns_ordered_after_a_hidden_one_may_come_in_any_order() -> None:
    rows = Rows(("a",), ((Cell("iri", "y"),), (None,)))
    assert difference(rows, Expected(("a",), (("",), ("y",))), ["hidden", "a"]) is None


@pytest.mark.parametrize(
    ("sparql", "names"),
    [
        ("SELECT ?a { ?a ?b ?c }", []),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a DESC(?b) LIMIT 3", ["a", "b"]),
        ("SELECT ?a { { SELECT ?c { ?a ?b ?c } ORDER BY ?c } } # ORDER BY ?a", []),
        ("SELECT ?a { ?a <urn:x#y> ?c } order by asc(?a) STR(?c) ?d", ["a"]),
    ],
)
def test_ordering_is_read_from_the_query(sparql: str, names: list[str]) -> None:
    assert ordering(sparql) == names


def test_a_test_may_speak_to_this_machine_only() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    for host in ("192.0.2.1", "example.org"):
        with pytest.raises(pytest.fail.Exception, match=host):
            socket.create_connection((host, 80), timeout=1)


def test_what_is_missing_is_a_skip_here_and_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    require(None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no engine"):
        require("no engine")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no engine"):
        require("no engine")
