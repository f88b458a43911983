"""The page's own functions under node: their tests, and what they say beside what Python says of the same."""

from __future__ import annotations

import datetime
import itertools
import json
import random
import re
from typing import Any

import networkx as nx
import pytest

from kg import block, document, network, view
from kg.calendars import from_gregorian
from kg.knowledge import open_graph
from tests.fixtures.node import ROOT, asked, called, node
from tests.fixtures.node import SCRIPTS as TESTS
from tests.property.worlds import ALL_BOUNDS, EVERY_BOUNDS, WINDOW, over

TEMPLATES = ROOT / "kg" / "templates"
# What only a document has; the scripts before the first that makes elements do without it.
NEEDS_A_DOCUMENT = re.compile(r"\b(?:document|window|location|history)[.(]|\b(?:by|make|button)\(|addEventListener")

Day = datetime.date
EPOCH = Day(1970, 1, 1)
PERIODS = [(WINDOW[at], WINDOW[at + length - 1]) for length in (1, 2, 3, 9) for at in range(len(WINDOW) - length + 1)]


def number(day: Day | None) -> int | None:
    return None if day is None else (day - EPOCH).days


def pure() -> list[str]:
    """The scripts of the page that need no document."""
    first, last = (document.SCRIPTS.index(name) for name in ("dates.js", "elements.js"))
    return [name.removesuffix(".js") for name in document.SCRIPTS[first:last]]


def test_the_scripts_pass_their_own_tests() -> None:
    ran = node("--test", "--test-reporter=tap", *(str(path) for path in sorted(TESTS.glob("*.test.js"))))
    failed = re.findall(r"^ *not ok .*?^ *\.\.\.$", ran.stdout, re.MULTILINE | re.DOTALL)
    assert ran.returncode == 0, "\n".join(failed) or ran.stdout + ran.stderr
    passed = re.search(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)
    assert passed
    assert int(passed[1]) > 50


def test_every_script_that_needs_no_document_has_tests() -> None:
    assert len(pure()) > 6
    untested = [name for name in pure() if not (TESTS / f"{name}.test.js").is_file()]
    assert [name for name in untested if "function " in (TEMPLATES / f"{name}.js").read_text("utf-8")] == []


@pytest.mark.parametrize("name", pure())
def test_what_comes_before_the_elements_needs_no_document(name: str) -> None:
    code = re.sub(r"(?<!:)//.*", "", (TEMPLATES / f"{name}.js").read_text("utf-8"))
    assert NEEDS_A_DOCUMENT.findall(code) == []


def test_no_two_scripts_declare_the_same_name() -> None:
    """They share one scope, in which the last function of a name would win in silence."""
    declared: dict[str, list[str]] = {}
    for script in document.SCRIPTS:
        code = (TEMPLATES / script).read_text("utf-8")
        functions = re.findall(r"^(?:async )?function\*? (\w+)", code, re.MULTILINE)
        values = re.findall(r"^(?:const|let) (.*)", code, re.MULTILINE)
        for name in {*functions, *(each for line in values for each in re.findall(r"(?:^|, )(\w+)(?= =|,|;)", line))}:
            declared.setdefault(name, []).append(script)
    assert len(declared) > 200
    assert {name: scripts for name, scripts in declared.items() if len(scripts) > 1} == {}


def test_a_state_of_affairs_stands_as_trying_all_beginnings_and_ends_says() -> None:
    """The same reference as for the query state-on-date."""
    given = [{"standing": True, "days": days_of(bounds), "lives": []} for bounds in EVERY_BOUNDS]
    said = asked("stands", relations=given, periods=[[number(first), number(last)] for first, last in PERIODS])
    words = {"certain in part": "part"}
    for (first, last), found in zip(PERIODS, said, strict=True):
        days = [day for day in WINDOW if first <= day <= last]
        for bounds, word in zip(EVERY_BOUNDS, found, strict=True):
            told = over(bounds, days)
            assert word == words.get(told, told), (bounds, first, last)


def test_an_event_falls_into_a_period_as_python_says() -> None:
    given = [{"standing": False, "days": days_of(bounds), "lives": []} for bounds in ALL_BOUNDS]
    said = asked("stands", relations=given, periods=[[number(first), number(last)] for first, last in PERIODS])
    for (first, last), found in zip(PERIODS, said, strict=True):
        for bounds, word in zip(ALL_BOUNDS, found, strict=True):
            known = dict(zip(view.BOUNDS, (str(day or "") for day in bounds_of(bounds)), strict=True))
            told = network.within(known, str(first), str(last)) or "no"
            assert word == ("undated" if not any(known.values()) else told), (bounds, first, last)


def test_an_event_before_year_1_falls_into_a_period_as_python_says() -> None:
    """Two days for the beginning and two for the end, and periods from each day to each that is not before it."""
    days = ["-0044-02-29", "-0043-03-15", "0000-12-31", "0001-01-01", "0043-03-15"]
    numbers = dict(zip(days, called("dayNumber", *((day,) for day in days)), strict=True)) | {"": None}
    assert list(numbers.values())[:-1] == [block.day_number(day) for day in days]
    many = [four for four in itertools.product([*days, ""], repeat=4) if any(four)]
    given = [{"standing": False, "days": [numbers[day] for day in four], "lives": []} for four in many]
    periods = list(itertools.combinations_with_replacement(days, 2))
    said = asked("stands", relations=given, periods=[[numbers[first], numbers[last]] for first, last in periods])
    for (first, last), found in zip(periods, said, strict=True):
        known = (dict(zip(view.BOUNDS, four, strict=True)) for four in many)
        assert found == [network.within(each, first, last) or "no" for each in known], (first, last)


def bounds_of(bounds: Any) -> list[Day | None]:
    return [bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end]


def days_of(bounds: Any) -> list[int | None]:
    return [number(day) for day in bounds_of(bounds)]


def test_days_are_counted_as_python_counts_them() -> None:
    days = [Day.fromordinal(ordinal) for ordinal in range(1, Day.max.toordinal(), 997)]
    assert called("dayNumber", *((str(day),) for day in days)) == [number(day) for day in days]
    assert called("isoDay", *((number(day),) for day in days)) == [str(day) for day in days]


def test_julian_days_are_those_of_python() -> None:
    random.seed(15821015)
    ends = [
        Day(1582, 10, 4),
        Day(1582, 10, 15),
        Day(1900, 2, 28),
        Day(1900, 3, 12),
        Day(1900, 3, 13),
        Day(9999, 12, 31),
    ]
    days = ends + [Day.fromordinal(random.randint(3, Day.max.toordinal())) for _ in range(4000)]
    months = called("inWords", *((number(Day(2000, month, 1)),) for month in range(1, 13)))
    for day, said in zip(days, called("julianInWords", *((number(day),) for day in days)), strict=True):
        year, month, date = (int(part) for part in from_gregorian(day, "Julian").split("-"))
        assert said == f"{date} {months[month - 1].split()[1]} {year}", day


def months_between(first: Day, last: Day) -> list[tuple[int, str, int, int]]:
    """The months of the Chinese calendar, as the page is handed them: first day, year, number, 1 if leap."""
    found = []
    for day in (first + datetime.timedelta(step) for step in range((last - first).days)):
        year, month, date = from_gregorian(day, "ChineseLunisolar").rsplit("-", 2)
        if date == "01":
            found.append(((day - EPOCH).days, year, int(month.lstrip("L")), int(month.startswith("L"))))
    return found


def test_chinese_days_are_those_of_python() -> None:
    first, last = Day(1898, 1, 1), Day(1907, 1, 1)
    months = months_between(first, last)
    days = [EPOCH + datetime.timedelta(day) for day in range(months[0][0], months[-1][0])]
    given = (((day - EPOCH).days, months) for day in days[::5])
    for day, said in zip(days[::5], called("chineseInWords", *given), strict=True):
        year, month, date = from_gregorian(day, "ChineseLunisolar").rsplit("-", 2)
        leap = "leap " if month.startswith("L") else ""
        assert said == f"{year}, {leap}month {int(month.lstrip('L'))}, day {int(date)}", day


@pytest.mark.parametrize("seed", range(4))
def test_paths_are_as_short_as_those_of_networkx_and_surroundings_as_wide(seed: int) -> None:
    random.seed(seed)
    count = 40
    joined = [(random.randrange(count), random.randrange(count)) for _ in range(20 + 15 * seed)]
    graph = nx.Graph(joined)
    graph.add_nodes_from(range(count))
    pairs = list(itertools.product(range(0, count, 3), range(count)))
    relations = [{"from": one, "to": other} for one, other in joined]
    found = asked("paths", names=[str(name) for name in range(count)], relations=relations, pairs=pairs, steps=2)
    for (one, other), (path, around) in zip(pairs, found, strict=True):
        assert around == len(nx.ego_graph(graph, one, radius=2))
        if not nx.has_path(graph, one, other):
            assert path is None
            continue
        assert len(path) == nx.shortest_path_length(graph, one, other)
        at = one
        for step in path:
            at = sum(joined[step]) - at
        assert at == other


def read_by_the_page(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """The model that the page makes of the data block in it; several lines of one thing have its id and a number."""
    block = view.page(graph).partition('<script type="application/json" id="network">')[2].partition("</script>")[0]
    found: dict[str, Any] = asked("model", data=json.loads(block))
    assert len({each["id"] for each in found["relations"]}) == graph.number_of_edges()
    for each in found["relations"]:
        plain = re.sub(r" [0-9]+$", "", each["id"])
        each["id"] = plain if graph.has_edge(*each["ends"], plain) else each["id"]
    return found


def told_by(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """What a relation is, as the graph has it."""
    return [
        {
            "id": known.get("iri") or key,
            "ends": [one, other],
            "kind": known.get("kind", ""),
            "sentence": known.get("sentence", ""),
            **{word: bool(known.get(word)) for word in ("standing", "symmetric", "derived")},
            "status": known.get("status") or "Accepted",
            "days": [number(Day.fromisoformat(known[each])) if known.get(each) else None for each in view.BOUNDS],
            "start": known.get("start", ""),
            "end": known.get("end", ""),
            "words": [words_of(claim) for claim in known.get("evidence", ())],
        }
        for one, other, key, known in graph.edges(keys=True, data=True)
    ]


def words_of(claim: dict[str, Any]) -> list[str]:
    passages = claim.get("passages") or [claim]
    return ["".join(str(each.get(part) or "") for part in ("prefix", "quote", "suffix")) for each in passages]


def in_order(relations: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(each, sort_keys=True, ensure_ascii=False) for each in relations)


def test_the_page_reads_what_was_in_the_bundled_graph() -> None:
    graph = open_graph(ROOT / "exports").to_networkx()
    read = read_by_the_page(graph)
    told = [each for each in in_order(told_by(graph)) if json.loads(each)["status"] == "Accepted"]
    assert [each for each in in_order(read["relations"]) if json.loads(each)["status"] == "Accepted"] == told
    fields = ("name", "labels", "aliases", "days", "kind")
    names = {name["id"]: tuple(name[field] for field in fields) for name in read["names"]}
    assert sum("aliases" in known for _, known in graph.nodes(data=True)) > 9
    assert names == {
        name: (
            known["label"],
            known.get("labels", {}),
            known.get("aliases", []),
            [number(Day.fromisoformat(known[each])) if known.get(each) else None for each in view.BOUNDS],
            known["kind"],
        )
        for name, known in graph.nodes(data=True)
    }


def test_the_page_reads_what_claims_say_in_the_bundled_graph() -> None:
    """Also what the block leaves out, since it is as the relation has it."""
    graph = open_graph(ROOT / "exports").to_networkx()
    fields = {"claim": "claim", "claim_iri": "iri", "status": "status", "sentence": "sentence", "source": "source"}
    fields |= {"understood": "understood", "by": "by"}
    told = [claim for *_, known in graph.edges(data=True) for claim in known["evidence"]]
    told += graph.graph.get("disputed", ())
    read = read_by_the_page(graph)["claims"]
    assert len(read) > 50
    assert {tuple(claim[each] for each in fields) for claim in told} == {
        tuple(claim[each] or "" for each in fields.values()) for claim in read
    }


def awkward(texts: list[str]) -> nx.MultiDiGraph[str]:
    """Names and relations that have one of the texts in every field."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for text in texts:
        labels = {text or "und": text or "no label", "en": text or "no label"}
        graph.add_node(text, label=text or "no label", labels=labels, aliases=[text], kind=text, kind_label=text)
    for place, (one, other) in enumerate(itertools.product(texts, texts)):
        claim = {"quote": other or "words", "prefix": one, "suffix": one, "claim": f"s:{place}", "source": one}
        known = {"kind": one, "sentence": f"{one} and {other}", "evidence": [claim], "standing": place % 2 == 0}
        graph.add_edge(one, other, key=str(place), iri=f"{place} {one}", earliest_start="1904-02-08", **known)
    return graph


def test_the_page_reads_any_text_as_it_was() -> None:
    texts = [
        *("", " ", "{0}", "{1} {0}", "__proto__", "constructor", "=x", "null", "https://w3id.org/foedera/id/x", "x"),
        *("</script>", "\0", "\u2028", "\u202e旅順", "💥" * 9, "יְרוּשָׁלַיִם", "$& $1", '"\\', "a b", "W" * 20_000),
    ]
    graph = awkward(texts)
    read = read_by_the_page(graph)
    assert in_order(read["relations"]) == in_order(told_by(graph))
    assert {name["id"]: name["labels"] for name in read["names"]} == dict(graph.nodes(data="labels"))
    assert {name["id"]: name["aliases"] for name in read["names"]} == dict(graph.nodes(data="aliases"))
