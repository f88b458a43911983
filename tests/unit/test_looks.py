"""What the ontology says of looks comes in row by row; each line and name takes what its kind, or one above, says."""

from __future__ import annotations

import networkx as nx
import pytest

from kg import looks
from kg.looks import Looks, contrast

ALLIANCE = {
    "colour": "#3322ee",
    "colourDark": "#6677ff",
    "dash": "solid",
    "width": "3.2",
    "head": "none",
    "middle": "none",
}
DRAWN = {"colour": "#3322ee", "colour_dark": "#6677ff", "dash": "solid", "width": 3.2, "head": "none", "middle": "none"}


def known(**more: dict[str, str]) -> Looks:
    """What is said of some kinds, beside alliance; an entente stands below it, and a secret one below that."""
    rows = [
        {"term": term, "property": name, "value": value}
        for term, told in {"Alliance": ALLIANCE, **more}.items()
        for name, value in told.items()
    ]
    above = {"SecretEntente": "Entente", "Entente": "Alliance", "Alliance": "Relation", "Canal": "Place"}
    rows += [{"term": lower, "property": "subClassOf", "value": upper} for lower, upper in above.items()]
    return looks.read(rows)


def test_a_kind_has_the_look_that_is_said_of_it() -> None:
    assert known().of_a_line("Alliance") == DRAWN


@pytest.mark.parametrize("kind", ["Entente", "SecretEntente"])
def test_a_kind_of_which_nothing_is_said_looks_like_the_one_above(kind: str) -> None:
    assert known().of_a_line(kind) == DRAWN


def test_a_kind_takes_from_above_only_what_is_not_said_of_it() -> None:
    found = known(Entente={"dash": "dash"}, Relation={"dash": "dots", "colour": "#000000"}).of_a_line("SecretEntente")
    assert found == {**DRAWN, "dash": "dash"}


def test_a_concept_goes_before_the_class_of_its_thing() -> None:
    found = known(Defence={"width": "1.5", "head": "vee"}).of_a_line("Defence", "Alliance")
    assert found == {**DRAWN, "width": 1.5, "head": "vee"}


def test_a_kind_of_which_nothing_is_known_is_left_to_the_page() -> None:
    assert known().of_a_line("Truce") == {}
    assert known().of_a_name("Truce") == {}


def test_a_colour_of_its_own_is_not_joined_with_the_dark_colour_of_the_kind_above() -> None:
    found = known(Entente={"colour": "#1d4ed8"}).of_a_line("Entente")
    assert (found["colour"], found["colour_dark"]) == ("#1d4ed8", looks.on_dark("#1d4ed8"))


@pytest.mark.parametrize("colour", ["#000000", "#1d4ed8", "#220011", "#17181b", "#ff0000"])
def test_a_colour_is_made_lighter_until_it_stands_out_from_dark_paper(colour: str) -> None:
    assert contrast(looks.on_dark(colour), looks.DARK_PAPER) >= looks.CONTRAST


def test_a_colour_that_stands_out_from_dark_paper_stays_as_it_is() -> None:
    assert looks.on_dark("#aaeeaa") == "#aaeeaa"


def test_a_line_without_a_direction_has_no_head_whatever_its_kind_takes_from_above() -> None:
    found = known(Alliance={"head": "arrow"})
    assert found.of_a_line("Entente", symmetric=True)["head"] == "none"
    assert found.of_a_line("Entente")["head"] == "arrow"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("colour", value) for value in ("red", "#12345", "#12345g", "url(http://example.org)", "")),
        ("colourDark", "#fff"),
        ("ink", "navy"),
        ("inkDark", "#12345678"),
        ("dash", "dotted"),
        *(("width", value) for value in ("wide", "-1", "0", "0.4", "9", "1e9", "NaN", "٣")),
        ("head", "image"),
        ("middle", "Arrow"),
        ("shape", "image"),
        ("shape", "box"),
        ("order", "first"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_not_taken(name: str, value: str) -> None:
    told = looks.fault(name, value)
    assert told
    assert told.startswith(f"dip:{name} is {value!r}; write ")
    found = known(Entente={name: value})
    assert found.of_a_line("Entente") == DRAWN
    assert found.of_a_name("Entente") == {}


@pytest.mark.parametrize(
    ("name", "value"), [("width", "2"), ("width", "0.5"), ("width", "2.625"), ("colour", "#ABCDEF"), ("label", "x")]
)
def test_what_can_be_drawn_has_no_fault(name: str, value: str) -> None:
    assert looks.fault(name, value) is None


def test_names_have_the_shape_of_their_class_and_lines_the_look_of_their_kind() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("suez", kind="Canal", kind_label="Canal")
    graph.add_node("elsewhere", kind="Moon", kind_label="Moon")
    graph.add_edge("suez", "elsewhere", **{"class": "Entente", "kind": "Entente", "symmetric": True})
    place = {"shape": "triangle", "ink": "#47652f", "inkDark": "#a8cf8c", "label": "place"}
    looks.add_looks(graph, known(Place=place, Canal={"label": "canal"}))
    assert graph.nodes["suez"] == {
        "kind": "Canal",
        "kind_label": "canal",
        "shape": "triangle",
        "colour": "#47652f",
        "colour_dark": "#a8cf8c",
    }
    assert graph.nodes["elsewhere"] == {"kind": "Moon", "kind_label": "Moon"}
    assert {name: graph.edges["suez", "elsewhere", 0][name] for name in DRAWN} == {**DRAWN, "dash": "dots"}


def drawn_together(told: Looks, *kinds: str, symmetric: bool = False) -> dict[str, tuple[str, ...]]:
    """Colour, dash and mark in the middle of one line of each kind, all of them in one network."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from("ab", kind="Polity")
    for kind in kinds:
        graph.add_edge("a", "b", **{"class": kind, "kind": kind, "symmetric": symmetric, "standing": True})
    looks.add_looks(graph, told)
    signs = ("colour", "dash", "middle")
    return {edge["kind"]: tuple(edge[sign] for sign in signs) for *_, edge in graph.edges(data=True)}


COMMON = {"Relation": {"colour": "#6688bb", "dash": "solid", "head": "arrow", "middle": "none"}}


def below(upper: str, count: int, **more: dict[str, str]) -> tuple[Looks, list[str]]:
    """What is known where so many kinds stand below one class, and these kinds."""
    kinds = [f"Kind{number:02}" for number in range(count)]
    told, above = known(**COMMON, **more).told, dict.fromkeys(kinds, (upper,))
    return Looks(told, {**above, "Alliance": ("Relation",)}), kinds


def test_twenty_kinds_that_say_nothing_of_their_look_are_drawn_in_twenty_ways_and_unlike_any_other() -> None:
    told, kinds = below("Relation", 20)
    drawn = drawn_together(told, "Alliance", "Relation", *kinds)
    assert len(set(drawn.values())) == 22
    assert (drawn["Alliance"], drawn["Relation"]) == (("#3322ee", "solid", "none"), ("#6688bb", "solid", "none"))


def test_a_kind_below_another_keeps_its_colour_and_has_a_dash_of_its_own() -> None:
    told, kinds = below("Alliance", 6)
    drawn = drawn_together(told, "Alliance", *kinds)
    assert {colour for colour, _, _ in drawn.values()} == {"#3322ee"}
    assert {dash for _, dash, _ in drawn.values()} == {*looks.DASHES}


@pytest.mark.parametrize("upper", ["Relation", "Alliance"])
def test_a_kind_that_says_its_look_leaves_those_of_all_others_as_they_are(upper: str) -> None:
    told, kinds = below(upper, 6)
    more, _ = below(upper, 6, Kind02={"colour": "#abcdef", "dash": "dash"})
    before, after = drawn_together(told, *kinds), drawn_together(more, *kinds)
    assert after.pop("Kind02") != before.pop("Kind02")
    assert after == before


def test_only_a_kind_without_a_direction_is_drawn_without_a_head_among_those_that_say_nothing() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from("ab", kind="Polity")
    for symmetric in (True, False):
        graph.add_edge("a", "b", **{"class": str(symmetric), "kind": str(symmetric), "symmetric": symmetric})
    looks.add_looks(graph, Looks(known(**COMMON).told, {"True": ("Relation",), "False": ("Relation",)}))
    assert {edge["kind"]: edge["head"] for *_, edge in graph.edges(data=True)} == {"True": "none", "False": "arrow"}


def test_classes_that_stand_below_one_another_in_a_circle_come_to_an_end() -> None:
    rows = [
        {"term": "A", "property": "subClassOf", "value": "B"},
        {"term": "B", "property": "subClassOf", "value": "A"},
    ]
    assert looks.read(rows).of_a_line("A") == {}
