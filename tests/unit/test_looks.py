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
    assert {name: graph.edges["suez", "elsewhere", 0][name] for name in DRAWN} == DRAWN


def test_classes_that_stand_below_one_another_in_a_circle_come_to_an_end() -> None:
    rows = [
        {"term": "A", "property": "subClassOf", "value": "B"},
        {"term": "B", "property": "subClassOf", "value": "A"},
    ]
    assert looks.read(rows).of_a_line("A") == {}
