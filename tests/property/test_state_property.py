"""What SPARQL, Python and the page say of a day or a period, against a slow and obvious reference."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rdflib.query import ResultRow

from kg import network, query, rdf, resources, store
from kg.knowledge import KnowledgeGraph
from kg.model import Bounds
from kg.namespaces import ID, TYPE, dip
from kg.terms import XSD, Iri, Literal, Table, Triple
from tests.conftest import require
from tests.fixtures.corpora import terms
from tests.property.worlds import EVERY_BOUNDS, WINDOW, certainty, over, presence

Day = datetime.date

NAMES = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
PERIODS = [WINDOW[at : at + length] for length in (1, 2, 3, 5, 9) for at in range(len(WINDOW) - length + 1)]


def dated(thing: Iri, bounds: Bounds) -> Iterator[Triple]:
    """The bounds of a thing as a graph states them."""
    for name, day in zip(NAMES, asdict(bounds).values(), strict=True):
        if day:
            yield Triple(thing, dip(name), Literal(day.isoformat(), XSD + "date"))


def written(bounds: Bounds) -> dict[str, Any]:
    """Bounds as an edge of the network has them."""
    return {name: day.isoformat() if day else "" for name, day in asdict(bounds).items()}


def alliance(number: int, bounds: Bounds) -> list[Triple]:
    """An alliance of two powers of its own."""
    thing, one, other = (Iri(f"{ID}{name}-{number}") for name in ("alliance", "one", "other"))
    named = [Triple(thing, TYPE, dip("Alliance")), Triple(thing, dip("party"), one), Triple(thing, dip("party"), other)]
    return [*named, *dated(thing, bounds)]


def opened(facts: Iterable[Triple]) -> KnowledgeGraph:
    """A graph of these facts and the ontology, to ask."""
    triples = [*rdf.from_rdflib(terms().graph), *facts]
    return KnowledgeGraph(store.from_quads(rdf.ntriples(triples), "alliances"))


def found(table: object) -> dict[str, str]:
    """The certainty of each thing in an answer; ``no`` is what it leaves out."""
    assert isinstance(table, Table)
    return {str(row["thing"]).removeprefix(ID): str(row["certainty"]) for row in table}


def asked(graph: KnowledgeGraph, days: Sequence[Day]) -> dict[str, str]:
    """What the question state-on-date answers for a period."""
    return found(graph.query("state-on-date", first=days[0], last=days[-1]))


def expected(every: Sequence[Bounds], days: Sequence[Day]) -> dict[str, str]:
    """The same by the reference."""
    certainties = {f"alliance-{number}": over(bounds, days) for number, bounds in enumerate(every)}
    return {name: certainty for name, certainty in certainties.items() if certainty != "no"}


@pytest.fixture(scope="module")
def alliances() -> KnowledgeGraph:
    """An alliance for every presence and order of the four bounds."""
    return opened(fact for number, bounds in enumerate(EVERY_BOUNDS) for fact in alliance(number, bounds))


@pytest.mark.parametrize("days", PERIODS, ids=lambda days: f"{days[0].day}-{days[-1].day}")
def test_sparql_says_of_a_period_what_trying_all_beginnings_and_ends_says(
    alliances: KnowledgeGraph, days: Sequence[Day]
) -> None:
    assert asked(alliances, days) == expected(EVERY_BOUNDS, days)


def test_every_answer_occurs() -> None:
    assert {over(bounds, days) for bounds in EVERY_BOUNDS for days in PERIODS} == {
        *("certain", "certain in part", "possible", "no"),
    }
    assert len({presence(bounds) for bounds in EVERY_BOUNDS}) == 16


def test_python_says_the_same_as_the_query(alliances: KnowledgeGraph) -> None:
    for day in WINDOW:
        standings = {each.thing.removeprefix(ID): each.certainty for each in alliances.state(day)}
        assert standings == expected(EVERY_BOUNDS, [day])


def test_rdflib_answers_as_oxigraph_does() -> None:
    """A few of each presence of bounds, since rdflib is slow."""
    every = EVERY_BOUNDS[:: len(EVERY_BOUNDS) // 24]
    facts = [fact for number, bounds in enumerate(every) for fact in alliance(number, bounds)]
    graph = rdf.to_rdflib([*rdf.from_rdflib(terms().graph), *facts])
    days = WINDOW[3:6]
    question = query.read_question(resources.queries() / "state-on-date.rq")
    sparql = query.with_parameters(question, {"first": str(days[0]), "last": str(days[-1])})
    rows = [row for row in graph.query(sparql) if isinstance(row, ResultRow)]
    answer = {str(row["thing"]).removeprefix(ID): str(row["certainty"]) for row in rows}
    assert answer == expected(every, days)


# A war with sides: the participations have bounds of their own, and the powers a life.


def drawn(*, often: float) -> list[Bounds]:
    """Bounds at random, of which nothing is known so often."""
    return [Bounds() if RANDOM.random() < often else RANDOM.choice(EVERY_BOUNDS) for _ in range(400)]


RANDOM = Random(1904)
# The bounds of wars, of the participation of either side in them, and of the lives of the two powers.
WARS = list(zip(*(drawn(often=often) for often in (0, 0.5, 0.5, 0.7, 0.7)), strict=True))


def war(number: int, bounds: tuple[Bounds, ...]) -> Iterator[Triple]:
    """A war of two powers on two sides."""
    thing = Iri(f"{ID}war-{number}")
    yield Triple(thing, TYPE, dip("War"))
    yield from dated(thing, bounds[0])
    for side, joined, lived in (("A", bounds[1], bounds[3]), ("B", bounds[2], bounds[4])):
        part, power = Iri(f"{thing}/{side}"), Iri(f"{ID}power-{number}-{side}")
        yield Triple(thing, dip("participation"), part)
        yield Triple(part, dip("participant"), power)
        yield Triple(power, TYPE, dip("Polity"))
        yield Triple(part, dip("side"), Literal(side))
        yield from dated(part, joined)
        yield from dated(power, lived)


def at_war(bounds: tuple[Bounds, ...], day: Day) -> str:
    """Both are in it from when each joined until each left; who has no beginning or end of its own has the war's."""
    parts = [certainty(bounds[0], day), *(certainty(_filled(each), day) for each in bounds[1:3])]
    lives = [certainty(each, day) for each in bounds[3:]]
    if "no" in (*parts, *lives):
        return "no"
    return "certain" if set(parts) == {"certain"} else "possible"


def _filled(bounds: Bounds) -> Bounds:
    """A participation without any word on its beginning, or on its end, lasts at that side as long as one likes."""
    four = asdict(bounds)
    if not bounds.earliest_start and not bounds.latest_start:
        four["latest_start"] = WINDOW[0]
    if not bounds.earliest_end and not bounds.latest_end:
        four["earliest_end"] = WINDOW[-1]
    return Bounds(**four)


@pytest.fixture(scope="module")
def wars() -> KnowledgeGraph:
    """All these wars."""
    return opened(fact for number, bounds in enumerate(WARS) for fact in war(number, bounds))


@pytest.mark.parametrize("day", WINDOW[1:-1], ids=lambda day: f"{day.day}")
def test_each_power_is_at_war_for_its_own_time(wars: KnowledgeGraph, day: Day) -> None:
    states = {f"war-{number}": at_war(bounds, day) for number, bounds in enumerate(WARS)}
    assert set(states.values()) == {"certain", "possible", "no"}
    assert asked(wars, [day]) == {name: state for name, state in states.items() if state != "no"}


def test_the_page_and_the_network_give_each_power_its_own_time_too(wars: KnowledgeGraph, tmp_path: Path) -> None:
    lives = {
        f"{ID}power-{number}-{side}": bounds[at]
        for number, bounds in enumerate(WARS)
        for side, at in (("A", 3), ("B", 4))
    }
    edges = []
    for one, other, key, edge in wars.to_networkx().edges(keys=True, data=True):
        known = {name: edge[name] for name in asdict(Bounds())}
        edges.append(known | {"standing": True, "war": key, "ends": [written(lives[one]), written(lives[other])]})
    states, _ = on_the_page(edges, [str(day) for day in WINDOW], tmp_path)
    assert len(states) == len(WARS)
    for edge, said in zip(edges, states, strict=True):
        bounds = WARS[int(edge["war"].rpartition("-")[2])]
        assert said == [at_war(bounds, day) for day in WINDOW], bounds


# Events, in the network of a period.


@pytest.mark.parametrize("days", PERIODS, ids=lambda days: f"{days[0].day}-{days[-1].day}")
def test_an_event_falls_into_a_period_for_sure_only_if_it_must(days: Sequence[Day]) -> None:
    for bounds in EVERY_BOUNDS:
        edge = written(bounds)
        assert network.within(edge, str(days[0]), str(days[-1])) == event(bounds, days), (bounds, days)


def event(bounds: Bounds, days: Sequence[Day]) -> str | None:
    """Certain where a beginning not after the last day and an end not before the first are sure."""
    first, last = bounds.earliest_start, bounds.latest_end
    if not first and bounds.earliest_end:
        first = min(day for day in (bounds.latest_start, bounds.earliest_end) if day)
    if not last and bounds.latest_start:
        last = max(day for day in (bounds.latest_start, bounds.earliest_end) if day)
    if (first and first > days[-1]) or (last and last < days[0]):
        return None
    begun, lasting = bounds.latest_start, bounds.earliest_end
    return "certain" if begun and lasting and begun <= days[-1] and days[0] <= lasting else "possible"


# The page counts days by itself.

SCRIPT = """
const [file, input] = process.argv.slice(-2);
const fs = require('fs');
const time = new Function(fs.readFileSync(file, 'utf8') + '; return { standsIn, readDays, dayNumber, isoDay };')();
const bounds = ['earliest_start', 'latest_start', 'earliest_end', 'latest_end'];
const { edges, days } = JSON.parse(fs.readFileSync(input, 'utf8'));
const found = edges.map((edge) => {
  const record = { ...edge, ends: edge.ends || [{}, {}] };
  for (const each of [record, ...record.ends]) {
    each.days = bounds.map((name) => time.dayNumber(each[name]));
    time.readDays(each);
  }
  return days.map((day) => time.standsIn(record, time.dayNumber(day), time.dayNumber(day)));
});
process.stdout.write(JSON.stringify([found, days.map((day) => time.isoDay(time.dayNumber(day)))]));
"""


def on_the_page(edges: list[dict[str, Any]], days: Sequence[str], folder: Path) -> tuple[list[list[str]], list[str]]:
    """What the page's own script says of each edge on each day, and how it writes the days again."""
    node = shutil.which("node")
    require(None if node else "node is not installed")
    (folder / "script.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "input.json").write_text(json.dumps({"edges": edges, "days": list(days)}), encoding="utf-8")
    time = Path(str(resources.queries())).parent / "templates" / "dates.js"
    run = [str(node), str(folder / "script.js"), str(time), str(folder / "input.json")]
    states, written = json.loads(subprocess.run(run, check=True, capture_output=True).stdout)
    return states, written


@pytest.mark.parametrize("standing", [True, False], ids=["states", "events"])
def test_the_page_says_of_a_day_what_python_says(standing: bool, tmp_path: Path) -> None:
    edges = [written(bounds) | {"standing": standing} for bounds in EVERY_BOUNDS]
    states, _ = on_the_page(edges, [str(day) for day in WINDOW], tmp_path)
    for bounds, edge, said in zip(EVERY_BOUNDS, edges, states, strict=True):
        for day, state in zip(WINDOW, said, strict=True):
            if standing:
                expected = over(bounds, [day])
            elif not any(presence(bounds)):
                expected = "undated"
            else:
                expected = network.within(edge, str(day), str(day)) or "no"
            assert state == expected, (bounds, day)


def test_the_page_says_of_events_before_year_1_what_python_says(tmp_path: Path) -> None:
    """Bounds in every order, on days of which some are before year 1; a missing one is the last of the choice."""
    known = ["-0044-03-14", "-0043-03-15", "0000-12-31", "0001-01-01", "0044-03-15", ""]
    names = [field.name for field in fields(Bounds)]
    chosen = [four for four in product(known, repeat=4) if any(four)]
    edges: list[dict[str, Any]] = [dict(zip(names, four, strict=True)) | {"standing": False} for four in chosen]
    days = ["-0100-01-01", *known[:-1], "0100-01-01"]
    states, written = on_the_page(edges, days, tmp_path)
    assert written == days
    assert states == [[network.within(edge, day, day) or "no" for day in days] for edge in edges]
    assert {state for said in states for state in said} == {"certain", "possible", "no"}


def test_the_page_counts_days_to_both_ends_of_the_calendar(tmp_path: Path) -> None:
    days = ["0001-01-01", "0099-12-31", "1582-10-10", "1900-02-28", "1904-02-29", "1969-12-31", "9999-12-31"]
    edges: list[dict[str, Any]] = [
        {"earliest_start": days[0], "latest_start": days[0], "earliest_end": days[-1], "latest_end": days[-1]}
    ]
    states, written = on_the_page([edge | {"standing": True} for edge in edges], days, tmp_path)
    assert states == [["certain"] * len(days)]
    assert written == days
