"""Who stood where on a day: the page, ``kg state`` and the question state-on-date say the same of the bundled graph."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

from kg import view
from kg.knowledge import KnowledgeGraph, open_graph
from kg.terms import Table
from tests.browser.conftest import EXPORTS, Open, page_of_exports

Standing = tuple[str, frozenset[str], str]  # the thing, its two ends, how it stands

WORDS = {"certain in part": "part"}
STATES = "(periods) => periods.map((period) => foedera.stateOn(period))"
# Writes each period into the field, and returns what the page then says below the date.
COUNTS = """(periods) => periods.map((period) => {
  const field = document.getElementById('day');
  field.value = period;
  field.dispatchEvent(new Event('change'));
  return document.getElementById('shown').textContent;
})"""

IN_FORCE = re.compile(r"\. (\d+) in force(?:, (\d+) for a part of it)?(?:, (\d+) possibly \(\?\))?;")


@cache
def bundled() -> KnowledgeGraph:
    return open_graph(EXPORTS)


@cache
def dated() -> list[datetime.date]:
    """Every day on which something begins, ends or happens, or may do so; with the day before and the day after."""
    told = [known for *_, known in bundled().to_networkx().edges(data=True)]
    told += [known for _, known in bundled().to_networkx().nodes(data=True)]
    days = {datetime.date.fromisoformat(known[bound]) for known in told for bound in view.BOUNDS if known.get(bound)}
    return sorted({day + datetime.timedelta(step) for day in days for step in (-1, 0, 1)})


@cache
def periods() -> list[str]:
    """Those days, and the months and years in which they lie."""
    days = [str(day) for day in dated()]
    return days + sorted({day[:7] for day in days} | {day[:4] for day in days})


@cache
def lasting() -> dict[str, tuple[str, frozenset[str]]]:
    """For each state of affairs, by its id on the page, the thing and its two ends."""
    edges = view.to_pyvis(bundled().to_networkx()).edges
    return {edge["id"]: (edge["iri"], frozenset((edge["from"], edge["to"]))) for edge in edges if edge["standing"]}


def of_page(states: dict[str, str]) -> set[Standing]:
    found = {(*ends, states[relation]) for relation, ends in lasting().items()}
    return {each for each in found if each[2] != "no"}


@cache
def of_python(period: str) -> set[Standing]:
    return {
        (each.thing, frozenset((each.one, other)), WORDS.get(each.certainty, each.certainty))
        for each in bundled().state(period)
        for other in each.others
    }


def of_sparql(day: datetime.date) -> set[Standing]:
    table = bundled().query("state-on-date", first=day, last=day)
    assert isinstance(table, Table)
    rows: list[Any] = list(table)
    return {(str(row["thing"]), frozenset((str(row["one"]), str(row["other"]))), str(row["certainty"])) for row in rows}


def test_the_page_and_python_agree_on_every_dated_day_month_and_year(opened: Open) -> None:
    page = opened(page_of_exports()).page
    found = dict(zip(periods(), map(of_page, page.evaluate(STATES, periods())), strict=True))
    assert len(dated()) > 100
    assert len(lasting()) > 20
    assert {
        period: standing ^ of_python(period) for period, standing in found.items() if standing != of_python(period)
    } == {}
    assert {word for standing in found.values() for *_, word in standing} == {"certain", "part", "possible"}


def test_the_page_and_the_question_agree(opened: Open) -> None:
    days = dated()
    page = opened(page_of_exports()).page
    found = dict(zip(days, map(of_page, page.evaluate(STATES, [str(day) for day in days])), strict=True))
    assert {day: standing ^ of_sparql(day) for day, standing in found.items() if standing != of_sparql(day)} == {}


def test_the_counts_that_the_page_says_are_those_of_python(opened: Open) -> None:
    """Every state of affairs of the bundled graph is accepted, so no filter hides one as the page opens."""
    page = opened(page_of_exports()).page
    for period, said in zip(periods(), page.evaluate(COUNTS, periods()), strict=True):
        told = IN_FORCE.search(said)
        assert told, said
        words = [WORDS.get(each.certainty, each.certainty) for each in bundled().state(period)]
        assert [int(each or 0) for each in told.groups()] == [
            words.count(each) for each in ("certain", "part", "possible")
        ], period
