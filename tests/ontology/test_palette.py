"""The looks of kinds, read from the ontology: told apart by every eye, on both papers, and without colour."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import pyvis
import rdflib
from rdflib.namespace import RDFS, SKOS

from kg import distinct, looks, ontology, resources, view
from kg.looks import contrast
from kg.namespaces import DIP
from kg.ontology import Kind
from tests.fixtures.sight import SIGHTS, difference, lab, older_difference

READ = ontology.read(resources.ontology())
OF_A_LINE = ("colour", "colourDark", "dash", "width", "head", "middle", "order")
OF_A_NAME = ("shape", "ink", "inkDark")
PAPERS = {"colour": looks.PAPER, "colourDark": looks.DARK_PAPER, "ink": looks.PAPER, "inkDark": looks.DARK_PAPER}
EVERY = {**READ.classes, **READ.concepts}
DEFAULTS = {"Relation", "Event"}  # whose looks are those of kinds that say nothing of theirs


def drawn() -> dict[str, str]:
    """Each kind of line, a class or one of the concepts that say more of it, with its class."""
    found = {}
    for name, kind in READ.classes.items():
        if kind.ends[0] or kind.opposes:
            found[name] = name
            more = READ.schemes[READ.properties[kind.kind_by].scheme] if kind.kind_by else ()
            found |= dict.fromkeys(more, name)
    return found


DRAWN = drawn()
SYMMETRIC = {name for name, above in DRAWN.items() if READ.classes[above].ends[0] == READ.classes[above].ends[1]}
LASTING = {name for name, above in DRAWN.items() if READ.inherited(above, "is_state")}


@cache
def told(name: str) -> dict[str, str]:
    """What the ontology says of the look of one kind."""
    values = {each: READ.graph.value(rdflib.URIRef(DIP + name), rdflib.URIRef(DIP + each)) for each in OF_A_LINE}
    values |= {each: READ.graph.value(rdflib.URIRef(DIP + name), rdflib.URIRef(DIP + each)) for each in OF_A_NAME}
    return {each: str(value) for each, value in values.items() if value is not None}


def pairs(annotation: str) -> list[tuple[str, str]]:
    colours = {look[annotation] for name in EVERY if annotation in (look := told(name))}
    return list(combinations(sorted(colours), 2))


# ---- colour ---------------------------------------------------------------------------------------------------------


def test_the_distance_of_two_colours_is_that_of_the_books() -> None:
    """Red and green of sRGB in CIELAB (D65): (53.24, 80.09, 67.20) and (87.73, -86.18, 83.18)."""
    assert lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    assert difference("#ff0000", "#00ff00", "normal") == pytest.approx(170.6, abs=0.1)
    assert difference("#ff0000", "#00ff00", "deuteranopic") < 60
    assert all(difference("#808080", "#ffffff", sight) == pytest.approx(46.4, abs=0.5) for sight in SIGHTS)


@pytest.mark.parametrize("annotation", ["colour", "colourDark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_of_lines_lie_apart_for_every_sight(annotation: str, sight: str) -> None:
    """At least 25 (CIE76) between any two.

    The ten colours were found by simulated annealing over sRGB in steps of 17, of those with a contrast of 3.3 or more:
    as near to wished hues as they may be (alliance blue, war red, neutrality grey) while each pair is 25.3 apart in all
    four sights, and 20 by the models of the test below.
    """
    assert len(pairs(annotation)) == 45
    near = {pair: round(difference(*pair, sight), 1) for pair in pairs(annotation)}
    assert {pair: apart for pair, apart in near.items() if apart < 25} == {}


@pytest.mark.parametrize("annotation", ["colour", "colourDark"])
@pytest.mark.parametrize("sight", ["protanopic", "deuteranopic", "tritanopic"])
def test_they_lie_apart_by_other_models_of_colour_blindness_too(annotation: str, sight: str) -> None:
    """At least 20, so that the palette does not hang on one model."""
    near = {pair: round(older_difference(*pair, sight), 1) for pair in pairs(annotation)}
    assert {pair: apart for pair, apart in near.items() if apart < 20} == {}


@pytest.mark.parametrize("annotation", PAPERS)
def test_what_is_drawn_stands_out_from_its_paper(annotation: str) -> None:
    """WCAG 2.2, success criterion 1.4.11: 3 to 1."""
    found = {told(name)[annotation] for name in EVERY if annotation in told(name)}
    assert len(found) > 5
    assert {
        colour: contrast(colour, PAPERS[annotation]) for colour in found if contrast(colour, PAPERS[annotation]) < 3
    } == {}


def test_a_family_has_one_colour_on_each_paper_and_kinds_that_say_nothing_take_from_these() -> None:
    families = {(told(name)["colour"], told(name)["colourDark"]) for name in EVERY if "colour" in told(name)}
    assert set(distinct.PALETTE.items()) == families
    assert len({light for light, _ in families}) == len({dark for _, dark in families}) == len(families)


@pytest.mark.parametrize("annotation", ["colour", "colourDark"])
def test_alliance_is_blue_war_is_red_and_neutrality_is_grey(annotation: str) -> None:
    alliance, war, neutrality = (lab(told(name)[annotation]) for name in ("Alliance", "War", "Neutrality"))
    assert alliance[2] < -40
    assert war[1] > 50
    assert war[2] > 40
    assert max(map(abs, neutrality[1:])) < 6
    for other in ("Battle", "DeclarationOfWar"):
        assert told(other)[annotation] == told("War")[annotation]


# ---- the other signs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted({*DRAWN, *DEFAULTS}))
def test_a_kind_that_is_drawn_has_a_whole_look(name: str) -> None:
    assert [each for each in OF_A_LINE if each not in told(name)] == []
    assert int(told(name)["order"]) > 0


@pytest.mark.parametrize("name", sorted(set(EVERY) - {*DRAWN, *DEFAULTS}))
def test_what_is_no_line_has_no_look_of_one(name: str) -> None:
    assert [each for each in OF_A_LINE if each in told(name)] == []


def test_no_two_kinds_of_line_have_the_same_signs() -> None:
    """Nor signs that differ in width alone, which is hard to see."""
    seen: dict[tuple[str, ...], str] = {}
    for name in (*DRAWN, *DEFAULTS):
        signs = tuple(told(name)[each] for each in ("colour", "dash", "head", "middle"))
        assert seen.setdefault(signs, name) == name, f"{name} and {seen[signs]}"


@pytest.mark.parametrize("name", sorted(SYMMETRIC))
def test_a_kind_without_a_direction_has_no_head(name: str) -> None:
    assert told(name)["head"] == "none"


def test_a_kind_with_a_direction_has_a_head() -> None:
    assert {"Alliance", "War", "Rivalry"} == SYMMETRIC
    assert {name for name in DRAWN if told(name)["head"] == "none"} == SYMMETRIC


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_what_happens_is_thinner_than_what_lasts_and_has_a_mark_in_the_middle(name: str) -> None:
    if name in LASTING:
        assert float(told(name)["width"]) >= 2.5
        assert told(name)["middle"] == ("bar" if name == "War" else "none")
    else:
        assert float(told(name)["width"]) < 2
        assert told(name)["middle"] in {"circle", "diamond"}


def test_what_a_name_stands_for_is_told_by_its_shape() -> None:
    shapes = {name: told(name)["shape"] for name in EVERY if "shape" in told(name)}
    assert shapes == {
        "Actor": "hexagon",
        "Event": "diamond",
        "Place": "triangle",
        "Polity": "dot",
        "Relation": "triangleDown",
        "Treaty": "square",
        "War": "star",
    }
    assert all(set(OF_A_NAME) <= set(told(name)) for name in shapes)


# ---- what can be drawn ----------------------------------------------------------------------------------------------


def lists_of_vis_network() -> tuple[set[str], set[str]]:
    """The marks and the shapes that vis-network accepts: two lists in the bundle that pages carry."""
    code = (Path(str(pyvis.__file__)).parent / "lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")
    (marks,) = set(re.findall(r'\["arrow",[a-z_",]+\]', code))
    (shapes,) = set(re.findall(r'\["custom","ellipse",[A-Za-z",]+\]', code))
    return set(re.findall(r"\w+", marks)), set(re.findall(r"\w+", shapes))


def test_every_mark_and_shape_is_one_that_vis_network_draws() -> None:
    marks, shapes = lists_of_vis_network()
    assert {*looks.MARKS} == {*marks, "none"} - {"image"}
    assert {*looks.SHAPES} < shapes


def test_marks_for_kinds_that_say_nothing_are_those_that_can_be_drawn() -> None:
    lasting, happening = (
        list(distinct.apart({str(number): state for number in range(420)}, {}).values()) for state in (True, False)
    )
    assert len({*lasting, *happening}) == 840
    assert {mark for _, _, mark in (*lasting, *happening)} == {*looks.MARKS}


def test_every_dash_is_one_that_the_page_draws() -> None:
    assert set(view.DASHES) == {*looks.DASHES}
    patterns = [str(pattern) for pattern in view.DASHES.values()]
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("kind", EVERY.values(), ids=lambda kind: kind.name)
def test_every_value_can_be_drawn(kind: Kind) -> None:
    assert [looks.fault(name, value) for name, value in told(kind.name).items() if looks.fault(name, value)] == []


def test_each_annotation_of_a_look_is_defined_and_used() -> None:
    for name in looks.ANNOTATIONS:
        definition = str(READ.graph.value(rdflib.URIRef(DIP + name), SKOS.definition))
        assert definition.endswith(".")
        assert any(name in told(each) for each in EVERY), name
    dash = str(READ.graph.value(rdflib.URIRef(DIP + "dash"), SKOS.definition))
    assert re.findall(r"\w+", dash.partition(": ")[2].replace(" or", "")) == list(looks.DASHES)


def test_the_two_classes_whose_look_is_the_default_stand_above_all_kinds() -> None:
    for name, above in DRAWN.items():
        parents = READ.graph.transitive_objects(rdflib.URIRef(DIP + above), RDFS.subClassOf)
        assert len(DEFAULTS & {ontology.local(each) for each in parents}) == 1, name
