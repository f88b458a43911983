"""A graph that reaches to both ends of the calendar, and days and years beyond them."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest

from kg import block, explain, export
from kg.build import build_graph, files
from kg.errors import CorpusError
from kg.knowledge import KnowledgeGraph
from tests.fixtures.pages import data_of
from tests.integration.conftest import Shell, write_corpus

FIRST, LAST = "0001-01-01", "9999-12-31"
TEXT = (
    "From 1 January 0001 to 31 December 9999 France and Russia were allied. On 19 October 9999 France and Russia met. "
    "On 3 January 0001 France and Russia met. On 5 October 1500 France and Russia met. From 1 January 0001 France and "
    "Russia had a pact.\n"
)
SOURCE = f'title = "A chronicle of all days"\nsha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"\n'
STATE = """
[[claim]]
id = "{name}"
type = "Alliance"
party = ["france", "russia"]
{dates}
quote = "{quote}"
"""
ACT = """
[[claim]]
id = "{name}"
type = "DiplomaticAct"
actType = "Negotiation"
actor = "france"
target = "russia"
date = "{day}"
written = [{{ text = "{text}", calendar = "Julian", value = "{value}" }}]
quote = "On {text} France and Russia met"
"""
CLAIMS = (
    STATE.format(
        name="alliance",
        dates=f'start = "{FIRST}"\nend = "{LAST}"',
        quote="From 1 January 0001 to 31 December 9999 France and Russia were allied",
    )
    + STATE.format(name="pact", dates=f'start = "{FIRST}"', quote="From 1 January 0001 France and Russia had a pact")
    + ACT.format(name="last-meeting", day=LAST, text="19 October 9999", value="9999-10-19")
    + ACT.format(name="first-meeting", day=FIRST, text="3 January 0001", value="0001-01-03")
    + ACT.format(name="old-meeting", day="1500-10-15", text="5 October 1500", value="1500-10-05")
)
OUT_OF_RANGE = ["0000-01-01", "0000", "-0043", "-0043-03-15", "10000-01-01", "12345", "Y10000", "[..-0043]", "000X"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("days"), text=TEXT, source=SOURCE, claims=CLAIMS)


@pytest.fixture(scope="module")
def graph(folder: Path) -> KnowledgeGraph:
    return build_graph(folder).open()


@pytest.mark.parametrize("day", [FIRST, "0001-01-02", "9999-12-30", LAST, "0001-01", "9999-12", "0001", "9999"])
def test_the_state_of_the_first_and_the_last_day(graph: KnowledgeGraph, day: str) -> None:
    found = {each.thing.rpartition("/")[2]: each.certainty for each in graph.state(day)}
    assert found == {"alliance": "certain", "pact": "possible"}


@pytest.mark.parametrize("day", ["", FIRST, LAST])
def test_a_page_of_the_first_and_the_last_day(graph: KnowledgeGraph, day: str) -> None:
    bounds = [relation["days"] for relation in data_of(graph.page(day))["relations"] if relation["days"]]
    assert block.day_number(FIRST) in {days[0] for days in bounds}
    assert block.day_number(LAST) in {sum(day or 0 for day in days) for days in bounds}


@pytest.mark.parametrize(("day", "acts"), [(FIRST, "first"), (LAST, "last"), ("1500-10-15", "old"), ("1904-01-01", "")])
def test_the_network_of_the_first_and_the_last_day(graph: KnowledgeGraph, day: str, acts: str) -> None:
    edges = {key.rpartition("/")[2] for *_, key in graph.to_networkx(day).edges(keys=True)}
    assert edges == {"alliance", "pact", *([f"{acts}-meeting"] if acts else [])}


def test_every_file_is_made(folder: Path) -> None:
    built = build_graph(folder)
    made = files(built)
    assert FIRST in made["facts.ttl"]
    assert LAST in made["network.gexf"]
    assert {FIRST, LAST} <= set(export.turning_days(built.open().to_networkx()))


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("last-meeting", "that is 9999-12-31 Gregorian = 9999-10-19 Julian\n"),
        ("first-meeting", "that is 0001-01-01 Gregorian = 0001-01-03 Julian\n"),
        ("old-meeting", "that is 1500-10-15 Gregorian = 1500-10-05 Julian\n"),
    ],
)
def test_a_day_is_explained_in_the_calendars_that_reach_it(graph: KnowledgeGraph, name: str, days: str) -> None:
    assert days in explain.render(graph.explain(name))


@pytest.mark.parametrize("day", OUT_OF_RANGE)
@pytest.mark.parametrize("line", ["kg state {}", "kg view --on={}", "kg query state-on-date --set first={}"])
def test_a_day_out_of_range_is_refused_by_each_command(kg: Shell, line: str, day: str) -> None:
    ran = kg(line.format(f"-- {day}" if line.endswith("state {}") else day))
    assert ran.code == 3
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert "0001 to 9999" in ran.err


@pytest.mark.parametrize("day", OUT_OF_RANGE)
@pytest.mark.parametrize("key", ["start", "end", "date"])
def test_a_day_out_of_range_is_refused_in_a_claim(tmp_path: Path, key: str, day: str) -> None:
    claims = CLAIMS.replace(f'start = "{FIRST}"\nend = "{LAST}"', f'{key} = "{day}"')
    with pytest.raises(CorpusError) as refused:
        build_graph(write_corpus(tmp_path, text=TEXT, source=SOURCE, claims=claims))
    (problem,) = (each for each in refused.value.problems if each.severity == "error")
    assert "years run from 0001 to 9999" in f"{problem.message} {problem.advice}"
    assert (problem.path, problem.claim) == ("entente/claims.toml", "entente:alliance")


@pytest.mark.parametrize("value", ["0000-01-01", "-0043-03-15", "10000-01-01", "0001-01-02", "9999-12-31"])
def test_a_day_out_of_range_in_another_calendar_is_refused_in_a_claim(tmp_path: Path, value: str) -> None:
    claims = CLAIMS.replace('value = "9999-10-19"', f'value = "{value}"')
    with pytest.raises(CorpusError) as refused:
        build_graph(write_corpus(tmp_path, text=TEXT, source=SOURCE, claims=claims))
    assert any("0001 to 9999" in f"{each.message} {each.advice}" for each in refused.value.problems), (
        refused.value.problems
    )


def test_the_network_moves_to_the_last_days_without_a_step_beyond(graph: KnowledgeGraph) -> None:
    measures = graph.measures([FIRST, LAST])
    assert {each.day for each in measures} == {FIRST, LAST}
    assert datetime.date.max.isoformat() == LAST
