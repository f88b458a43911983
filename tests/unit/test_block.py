"""The data block of a page: each kind, source and claim once, and nothing lost on the way."""

from __future__ import annotations

import datetime
import json
from typing import Any

import networkx as nx
import pytest

from kg import block, calendars, view
from tests.fixtures.pages import data_of, records

TEXT = "Erst. Qing declared 𠮷 neutrality in 1904. Dann."


def packed(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    return data_of(view.page(graph))


def two(**known: Any) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="Japan")
    graph.add_node("b", label="Russia")
    graph.add_edge("a", "b", key="1", **known)
    return graph


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1582, 1899, 1900, 1904, 2000, 9999])
def test_day_numbers_are_those_of_the_standard_library(year: int) -> None:
    for month in range(1, 13):
        for number in range(1, 32):
            text = f"{year:04}-{month:02}-{number:02}"
            try:
                day = datetime.date(year, month, number)
            except ValueError:
                assert block.day_number(text) is None
            else:
                assert block.day_number(text) == (day - datetime.date(1970, 1, 1)).days


def test_days_before_year_1_go_on_backwards() -> None:
    assert block.day_number("0001-01-01") == block.day_number("0000-12-31") + 1  # type: ignore[operator]
    assert block.day_number("-0001-12-31") == block.day_number("0000-01-01") - 1  # type: ignore[operator]


@pytest.mark.parametrize("text", [None, "", "1904", "1904-13-01", "4.5.1904", "<script>", "1904-02-08Z"])
def test_what_is_no_day_has_no_number(text: object) -> None:
    assert block.day_number(text) is None


def test_bounds_are_told_by_their_distance_and_end_with_the_last_that_is_known() -> None:
    days = packed(two(earliest_start="1970-01-11", latest_start="1970-01-21", earliest_end="1970-01-31"))
    assert days["relations"][0]["days"] == [10, 10, 10]
    assert packed(two(latest_end="1970-01-11"))["relations"][0]["days"] == [None, None, None, 10]
    assert packed(two())["relations"][0]["days"] is None


def test_a_claim_of_two_relations_and_its_source_stand_in_the_block_once() -> None:
    said = {"claim": "s:1", "source": "s", "source_title": "A source", "quote": "x", "by": "Someone"}
    graph = two(sentence="one", evidence=[said])
    graph.add_edge("b", "a", key="2", sentence="two", evidence=[dict(said), {**said, "claim": "s:2"}])
    data = packed(graph)
    assert [claim["claim"] for claim in data["claims"]] == ["s:1", "s:2"]
    assert [relation["claims"] for relation in data["relations"]] == [[0], [0, 1]]
    assert [source["title"] for source in data["sources"]] == ["A source"]
    assert (data["scene"]["by"], [claim["by"] for claim in data["claims"]]) == (["Someone"], [0, 0])


def test_a_passage_is_offsets_alone_where_the_text_has_its_words_there() -> None:
    quote, prefix, suffix = "neutrality in 1904", "Qing declared 𠮷 ", "."
    start = TEXT.index(quote)
    said = {
        "source": "s",
        "quote": quote,
        "prefix": prefix,
        "suffix": suffix,
        "start": start,
        "end": start + len(quote),
    }
    wrong = {**said, "start": start + 1, "end": start + 1 + len(quote)}
    for passage, kept in (
        (said, [start, start + 18, start - 16, start + 19]),
        (wrong, [quote, prefix, suffix, None, start + 1]),
    ):
        graph = two(evidence=[{"claim": "s:1", "source": "s", "passages": [passage]}])
        graph.graph["texts"] = {"s": {"text": TEXT, "language": "en"}}
        data = packed(graph)
        assert data["claims"][0]["passages"] == [kept]
        assert data["sources"][0]["text"] == TEXT


def test_sentences_that_differ_in_their_names_alone_stand_once() -> None:
    graph = two(sentence="Japan fought Russia")
    graph.add_edge("b", "a", key="2", sentence="Russia fought Japan")
    graph.add_edge("a", "b", key="3", sentence="Japan {0} Russia")
    graph.add_edge("a", "b", key="4", sentence="Japan alone")
    data = packed(graph)
    assert data["patterns"] == ["{0} fought {1}"]
    assert sorted(map(str, (relation["sentence"] for relation in data["relations"]))) == [
        "Japan alone",
        "Japan {0} Russia",
        "[0]",
        "[0]",
    ]


def test_aliases_of_a_name_stand_in_its_row_and_cost_nothing_where_there_are_none() -> None:
    graph = two()
    graph.nodes["b"]["aliases"] = ["Russian Empire", "Tsarist Russia"]
    data = packed(graph)
    assert [name["aliases"] for name in data["names"]] == [None, ["Russian Empire", "Tsarist Russia"]]


def test_kinds_with_the_same_name_and_different_looks_stay_two() -> None:
    graph = two(kind="War", colour="#ff0000")
    graph.add_edge("a", "b", key="2", kind="War", colour="#0000ff")
    data = packed(graph)
    assert [kind["colour"] for kind in data["kinds"]] == ["#ff0000", "#0000ff"]


@pytest.mark.parametrize("value", [None, 7, "text", {"a": 1}, [None, 3, "x"], [{"quote": 5, "start": "x"}], b"\x00"])
def test_fields_of_another_type_than_they_should_have_make_a_block_all_the_same(value: Any) -> None:
    names = ("passages", "written", "against", "readings", "quote", "url", "by", "start", "derived_from", "status")
    said = {name: value for name in names if not (name == "derived_from" and isinstance(value, int))}
    data = packed(two(evidence=[{"claim": "s:1", **said}]))
    json.dumps(data)
    assert [claim["claim"] for claim in data["claims"]] == ["s:1"]


def test_rows_are_read_back_with_what_they_leave_out() -> None:
    told: list[dict[str, Any]] = [{"a": 1, "b": "", "c": "x"}, {"a": 0}, {}]
    assert records(block.table(("a", "b", "c"), told)) == [
        {"a": 1, "b": None, "c": "x"},
        {"a": 0, "b": None, "c": None},
        {"a": None, "b": None, "c": None},
    ]


def test_a_month_that_follows_on_another_in_its_year_is_told_by_the_days_between_them() -> None:
    day = "1904-02-12"
    months = packed(two(earliest_start=day, latest_start=day))["scene"]["months"]
    assert sum(isinstance(month, int) for month in months) > 18
    told: list[list[Any]] = []
    for month in months:
        told.append(month if isinstance(month, list) else [told[-1][0] + month, told[-1][1], told[-1][2] + 1])
    known = [each for year in (1903, 1904) for each in calendars.chinese_months(year, year)]
    assert [tuple(each[1:3]) for each in told] == [(month.year, month.number) for month in known]
    assert [each[0] for each in told] == [(month.first - datetime.date(1970, 1, 1)).days for month in known]


def cited(*claims: dict[str, Any]) -> dict[str, Any]:
    return packed(two(evidence=[{"claim": f"c:{place}", **claim} for place, claim in enumerate(claims)]))


def test_a_source_that_is_cited_by_the_page_stands_once_and_each_page_with_its_claim() -> None:
    pages = [
        {"source": "s", "source_title": "S", "citation": f"S, p. {page}", "url": "https://x.org"} for page in (1, 2)
    ]
    data = cited(*pages, {"source": "s", "source_title": "S"})
    assert [source["title"] for source in data["sources"]] == ["S"]
    assert [claim["citation"] for claim in data["claims"]] == [None, "S, p. 2", 0]
    assert [claim["url"] for claim in data["claims"]] == [None, None, 0]


def test_sources_are_told_apart_by_id_and_title_and_where_neither_is_said_by_citation() -> None:
    titles = cited(
        {"source_title": "A", "citation": "A, 1"}, {"source_title": "B"}, {"source_title": "A", "citation": "A, 2"}
    )
    assert [source["title"] for source in titles["sources"]] == ["A", "B"]
    assert len(cited({"citation": "A"}, {"citation": "B"}, {"citation": "A"}, {})["sources"]) == 3
    assert len(cited({"source": "s", "source_title": "A"}, {"source": "s", "source_title": "B"})["sources"]) == 2


@pytest.mark.parametrize("titles", [("", "A", ""), ("A", "", "A"), ("", "", "A")])
def test_a_title_that_not_all_claims_say_is_that_of_their_source(titles: tuple[str, ...]) -> None:
    data = cited(*({"source": "s", "source_title": title} for title in titles))
    assert [(source["id"], source["title"]) for source in data["sources"]] == [("s", "A")]
    assert [claim["source"] for claim in data["claims"]] == [0, 0, 0]
