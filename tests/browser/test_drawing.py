"""Very much in the drawing is drawn fast; loops, counts and labels keep clear of one another."""

from __future__ import annotations

import itertools
import math
from functools import cache
from typing import Any
from urllib.parse import quote

import networkx as nx
import pytest

from kg import view
from tests.browser.conftest import ID, Open, page_of_exports, until
from tests.fixtures import synthetic

ALL = "#names=all"
CROWD = 420  # names, whose relations are more than vis-network draws
# Counts what is drawn while something is done: strokes, and pictures of the network.
DRAWN = """async (act) => {
  const canvas = document.querySelector('#canvas canvas');
  const found = { strokes: 0, pictures: 0 };
  const { stroke, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.stroke = function (...given) {
    found.strokes += 1;
    return stroke.apply(this, given);
  };
  CanvasRenderingContext2D.prototype.clearRect = function (...given) {
    if (this.canvas === canvas) found.pictures += 1;
    return clearRect.apply(this, given);
  };
  document.querySelector(act).click();
  for (let wait = 0; wait < 3; wait += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
  Object.assign(CanvasRenderingContext2D.prototype, { stroke, clearRect });
  return found;
}"""
COLOURS = """() => {
  const canvas = document.querySelector('#canvas canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 255) found.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
  }
  return [...found];
}"""


@cache
def crowd() -> str:
    return view.page(synthetic.network(CROWD))


def of(pairs: list[tuple[str, str]], **known: Any) -> nx.MultiDiGraph[str]:
    """A network of relations between names, each of its own."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Drawn")
    graph.add_nodes_from((name, {"label": name}) for name in sorted({end for pair in pairs for end in pair}))
    for number, (one, other) in enumerate(pairs):
        told = {"kind": "War", "sentence": f"No. {number}.", "standing": True, "evidence": [], **known}
        graph.add_edge(one, other, key=str(number), iri=f"r{number}", **told)
    return graph


def apart(one: dict[str, float], other: dict[str, float]) -> float:
    return math.hypot(one["x"] - other["x"], one["y"] - other["y"])


def nearest(points: list[dict[str, Any]]) -> float:
    return min(apart(one, other) for one, other in itertools.combinations(points, 2))


@pytest.mark.parametrize("act", ["#after", "#kinds input", "#closer"])
def test_a_step_in_a_crowd_draws_one_picture_of_few_strokes(opened: Open, act: str) -> None:
    page = opened(crowd(), fragment=ALL).page
    lines = len(page.evaluate("foedera.lines()"))
    assert lines > 1000
    found = page.evaluate(DRAWN, act)
    assert found["pictures"] == 1
    assert found["strokes"] < lines / 4


@pytest.mark.parametrize("act", ["#after", "#kinds input", "#standings input", "#closer"])
def test_a_step_of_a_small_network_draws_one_picture(opened: Open, act: str) -> None:
    assert opened().page.evaluate(DRAWN, act)["pictures"] == 1


def test_in_a_crowd_a_kind_that_is_left_out_is_not_drawn(opened: Open) -> None:
    page = opened(crowd(), fragment=ALL).page
    for _ in range(6):
        page.click("#closer")
    alliance = 0x3322EE
    assert alliance in page.evaluate(COLOURS)
    page.click("#kinds label:has-text('alliance')")
    page.mouse.move(0, 0)
    assert alliance not in page.evaluate(COLOURS)


def test_in_a_crowd_lines_and_names_are_reached_by_the_pointer(opened: Open) -> None:
    page = opened(crowd(), fragment=ALL).page
    for _ in range(8):
        page.click("#closer")
    box = page.locator("#canvas").bounding_box()
    sign = next(each for each in page.evaluate("foedera.signs()") if is_inside(each, box))
    page.mouse.click(box["x"] + sign["x"], box["y"] + sign["y"])
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('n')") == sign["name"].removeprefix(ID)
    signs, labels = page.evaluate("foedera.signs()"), page.evaluate("foedera.labels()")
    line = next(
        each
        for each in page.evaluate("foedera.lines()")
        if is_inside(each, box)
        and min(apart(each, sign) for sign in signs) > 25
        and not any(is_on(each, label) for label in labels)
    )
    page.mouse.click(box["x"] + line["x"], box["y"] + line["y"])
    assert page.evaluate("location.hash").count("e=") + page.evaluate("location.hash").count("pair=") > 0


def is_on(point: dict[str, float], label: dict[str, float]) -> bool:
    return 0 <= point["x"] - label["x"] <= label["width"] and 0 <= point["y"] - label["y"] <= label["height"]


def is_inside(point: dict[str, float], box: dict[str, float]) -> bool:
    return 60 < point["x"] < box["width"] - 60 and 60 < point["y"] < box["height"] - 60


@pytest.mark.parametrize(("count", "least"), [(2, 30), (3, 30), (6, 30), (9, 20), (40, 12)])
def test_relations_of_a_name_with_itself_lie_apart_when_they_are_fanned_out(
    opened: Open, count: int, least: float
) -> None:
    page = opened(of([("A", "A")] * count + [("A", "B")]), fragment="#pair=%3DA&pair=%3DA").page
    middles = [page.evaluate(f"foedera.middle('r{number}')") for number in range(count)]
    sign = next(each for each in page.evaluate("foedera.signs()") if each["name"] == "A")
    assert nearest(middles) > least
    assert min(apart(middle, sign) for middle in middles) > 30
    assert max(apart(middle, sign) for middle in middles) < 200


def test_many_relations_of_a_name_with_itself_are_one_loop_with_a_count_until_they_are_opened(opened: Open) -> None:
    page = opened(of([("A", "A")] * 40 + [("B", "C"), ("A", "B")]), fragment="#e=%3Dr40").page
    (count,) = page.evaluate("foedera.counts()")
    assert str(count["text"]) == "40"
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + count["x"], box["y"] + count["y"])
    assert len(page.evaluate("foedera.lines()")) == 42


def test_a_loop_lies_where_no_line_leads_from_its_name(opened: Open) -> None:
    page = opened(of([("A", "A"), ("A", "B"), ("A", "C")])).page
    signs = {each["name"]: each for each in page.evaluate("foedera.signs()")}
    loop = turn(signs["A"], page.evaluate("foedera.middle('r0')"))
    for other in ("B", "C"):
        between = abs(loop - turn(signs["A"], signs[other])) % (2 * math.pi)
        assert min(between, 2 * math.pi - between) > math.pi / 3


def turn(one: dict[str, float], other: dict[str, float]) -> float:
    return math.atan2(other["y"] - one["y"], other["x"] - one["x"])


@pytest.mark.parametrize(("width", "height"), [(375, 667), (390, 844), (1280, 720), (1366, 768), (1920, 1080)])
def test_on_the_page_of_exports_every_name_is_written_and_counts_keep_clear(
    opened: Open, width: int, height: int
) -> None:
    page = opened(page_of_exports(), width=width, height=height).page
    counts, signs = page.evaluate("foedera.counts()"), page.evaluate("foedera.signs()")
    assert len(page.evaluate("foedera.labels()")) == len(signs)
    assert page.inner_text("#hidden-names") == ""
    assert len(counts) > 10
    assert nearest(counts) >= 19
    assert min(apart(count, sign) for count in counts for sign in signs) >= 17


def all_pairs(count: int) -> nx.MultiDiGraph[str]:
    """Each two of so many names joined by two relations, one each way, of which the second lasts longer."""
    pairs = list(itertools.combinations("ABCDEFGHI"[:count], 2))
    graph = of([*pairs, *((other, one) for one, other in pairs)])
    for number, (_, _, known) in enumerate(graph.edges(data=True)):
        begin, end = (f"190{number % 4}-01-01", f"190{number % 4 + 1 + 4 * (number % 2)}-01-01")
        known |= dict(zip(view.BOUNDS, (begin, begin, end, end), strict=True))
    return graph


def test_a_count_moves_along_its_line_where_two_would_lie_on_each_other(opened: Open) -> None:
    page = opened(all_pairs(8), width=390, height=844, fragment="#e=%3Dr0").page
    counts, signs = page.evaluate("foedera.counts()"), page.evaluate("foedera.signs()")
    assert len(counts) == 27
    assert nearest(counts) >= 18
    assert min(apart(count, sign) for count in counts for sign in signs) >= 15


@pytest.mark.parametrize("count", [8, 9])
def test_counts_stay_where_they_are_from_date_to_date(opened: Open, count: int) -> None:
    page = opened(all_pairs(count), width=390, height=844, fragment="#e=%3Dr0").page
    before = {each["key"]: each for each in page.evaluate("foedera.counts()")}
    fewest = len(before)
    for _ in range(6):
        page.click("#after")
        now = [each for each in page.evaluate("foedera.counts()") if each["key"] in before]
        fewest = min(fewest, len(now))
        assert max((apart(each, before[each["key"]]) for each in now), default=0) < 0.5
    assert fewest < len(before)


def test_a_chosen_line_has_its_colour_on_dates_when_it_is_in_force_alone(opened: Open) -> None:
    alliance, soft = 0x3322EE, 0x5B554C
    for day, colour, other in (("1903", alliance, soft), ("1950", soft, alliance)):
        page = opened(
            of(
                [("A", "B")],
                kind="Alliance",
                colour="#3322ee",
                dash="solid",
                **dict.fromkeys(view.BOUNDS, "1903-01-01"),
            ),
            fragment=f"#e=%3Dr0&on={day}-01-01",
        ).page
        found = page.evaluate(COLOURS)
        assert colour in found
        assert other not in found


DATES = ("1904-01-01", "1904-02-12", "1905-08-12", "1907-07-30")


def boxes(page: Any) -> dict[str, list[float]]:
    found = page.evaluate("foedera.labels()")
    return {each["name"]: [each[side] for side in ("x", "y", "width", "height")] for each in found}


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
def test_labels_stay_where_they_are_from_date_to_date_and_when_a_line_is_chosen(
    opened: Open, width: int, height: int
) -> None:
    size = {"width": width, "height": height}
    before = boxes(opened(page_of_exports(), **size, fragment="#chosen=none").page)
    assert len(before) > 20
    for fragment in (*(f"#on={day}" for day in DATES), "#e=anglo-japanese-alliance-1902", "#n=japan"):
        now = boxes(opened(page_of_exports(), **size, fragment=fragment).page)
        assert now.keys() == before.keys()
        assert {name for name in now if now[name] != pytest.approx(before[name], abs=0.5)} == set(), fragment


def crowded() -> nx.MultiDiGraph[str]:
    """Names too long for all to have room."""
    names = [f"The Provisional Government of the United Provinces and Territories No. {number}" for number in range(90)]
    return of(list(itertools.combinations(names, 2))[::23])


@pytest.mark.parametrize("of_many", [False, True])
def test_a_chosen_name_is_always_written(opened: Open, *, of_many: bool) -> None:
    made = crowd() if of_many else view.page(crowded())
    page = opened(made, fragment=ALL).page
    written = {each["name"] for each in page.evaluate("foedera.labels()")}
    for each in [each["name"] for each in page.evaluate("foedera.signs()") if each["name"] not in written][::9]:
        page.evaluate("(hash) => { location.hash = hash; }", f"#names=all&n={quote(address(each))}")
        until(page, "new URLSearchParams(location.hash.slice(1)).has('n')")
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        labels = page.evaluate("foedera.labels()")
        assert each in {label["name"] for label in labels}
        assert not any(overlap(one, other) for one, other in itertools.combinations(labels, 2))


def address(name: str) -> str:
    return name.removeprefix(ID) if name.startswith(ID) else f"={name}"


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[at] < other[at] + other[side] and other[at] < one[at] + one[side]
        for at, side in (("x", "width"), ("y", "height"))
    )
