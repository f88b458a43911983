"""The look of kinds that nobody foresaw: their own where they say one, else that of the class above; no Python.

Kinds come with a corpus, or stand in a graph that someone else has made.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib

from kg import rdf, store
from kg.build import make
from kg.knowledge import KnowledgeGraph
from kg.namespaces import thing
from tests.fixtures.bundled import bundled
from tests.ontology.test_new_kind import GERMAN_POLISH, PREFIXES, TERMS, corpus

LOOK = 'dip:colour "#1d4ed8" ; dip:dash "dash" ; dip:order 15'
SIGNS = ("colour", "colour_dark", "dash", "width", "head", "middle")


@pytest.mark.parametrize(
    ("look", "drawn"),
    [
        ("dip:shortcut pact:everAtPeaceWith", ("#bb6644", "#bb4433", "shortdash", 2.5, "none", "none")),
        (LOOK, ("#1d4ed8", "#2859e2", "dash", 2.5, "none", "none")),
        (
            f'{LOOK} ; dip:colourDark "#8eb4ff" ; dip:width 4.5 ; dip:head "none" ; dip:middle "box"',
            ("#1d4ed8", "#8eb4ff", "dash", 4.5, "none", "box"),
        ),
    ],
    ids=["none", "some", "whole"],
)
def test_what_a_kind_says_of_its_look_is_drawn_and_the_rest_is_as_for_any_relation(
    look: str, drawn: tuple[str | float, ...], tmp_path: Path
) -> None:
    assert LOOK in TERMS
    folder = corpus(tmp_path, GERMAN_POLISH)
    (folder / "ontology" / "nonaggression.ttl").write_text(PREFIXES + TERMS.replace(LOOK, look), "utf-8")
    (edge,) = (data for _, _, data in make(folder).open().to_networkx().edges(data=True))
    assert (edge["kind"], edge["kind_label"]) == ("NonAggressionPact", "non-aggression pact")
    assert tuple(edge[sign] for sign in SIGNS) == drawn


BELOW = """
@prefix id: <https://w3id.org/foedera/id/> .
pact:Entente a rdfs:Class ; rdfs:label "entente"@en ; rdfs:subClassOf dip:Alliance .
pact:Canal a rdfs:Class ; rdfs:label "canal"@en ; rdfs:subClassOf dip:Place .
pact:Raid a rdfs:Class ; rdfs:label "raid"@en ; rdfs:subClassOf dip:Battle ; dip:dash "dots" ; dip:order 31 ;
    dip:sentence "{actor} raided {target}"@en .
pact:Blockade a rdfs:Class ; rdfs:label "blockade"@en ; rdfs:subClassOf dip:Battle ; dip:head "bar" ;
    dip:from dip:actor ; dip:to dip:tookPlaceAt ; dip:sentence "{actor} blockaded {tookPlaceAt}"@en .
id:entente a pact:Entente , dip:Alliance , dip:Relation ; dip:party id:france , id:united-kingdom .
id:suez a pact:Canal , dip:Place ; rdfs:label "Suez Canal"@en .
id:raid a pact:Raid , dip:Battle , dip:Event ; dip:actor id:japan ; dip:target id:russia .
id:blockade a pact:Blockade , dip:Battle , dip:Event ; dip:actor id:japan ; dip:target id:russia ;
    dip:tookPlaceAt id:suez .
"""


@pytest.fixture(scope="module")
def below() -> nx.MultiDiGraph[str]:
    """The bundled graph with things of classes that stand below those of the project."""
    more = rdflib.Graph().parse(data=PREFIXES + BELOW, format="turtle").serialize(format="nt")
    where = store.from_quads(rdf.ntriples(bundled().parts.everything()) + more, "the graph under test")
    return KnowledgeGraph(where).to_networkx()


def drawn_as(name: str, graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    edge: dict[str, Any]
    (edge,) = (data for _, _, key, data in graph.edges(keys=True, data=True) if key == thing(name))
    return edge


def test_a_class_below_alliance_differs_from_it_in_dash_and_in_name(below: nx.MultiDiGraph[str]) -> None:
    entente, alliance = drawn_as("entente", below), drawn_as("anglo-japanese-alliance-1902", below)
    assert {sign: entente[sign] for sign in SIGNS} == {sign: alliance[sign] for sign in SIGNS} | {"dash": "dots"}
    assert (entente["kind"], entente["kind_label"], entente["order"]) == ("Entente", "entente", alliance["order"])
    assert (entente["standing"], entente["symmetric"]) == (True, True)
    assert entente["sentence"] == "France and United Kingdom formed an alliance"


def test_a_class_below_battle_takes_the_rest_of_its_look_from_there(below: nx.MultiDiGraph[str]) -> None:
    raid = drawn_as("raid", below)
    assert tuple(raid[sign] for sign in SIGNS) == ("#ee5511", "#ff3300", "dots", 1.8, "arrow", "diamond")
    assert (raid["kind_label"], raid["order"], raid["sentence"]) == ("raid", 31, "Japan raided Russia")


def test_a_class_with_ends_of_its_own_is_drawn_once_between_them(below: nx.MultiDiGraph[str]) -> None:
    ends = [edge[:2] for edge in below.edges(keys=True) if edge[2] == thing("blockade")]
    assert ends == [(thing("japan"), thing("suez"))]
    blockade = drawn_as("blockade", below)
    assert (blockade["head"], blockade["dash"], blockade["sentence"]) == (
        "bar",
        "dashdot",
        "Japan blockaded Suez Canal",
    )


def test_a_name_of_a_class_below_place_has_the_shape_of_a_place(below: nx.MultiDiGraph[str]) -> None:
    canal, place = below.nodes[thing("suez")], below.nodes[thing("port-arthur")]
    assert (canal["shape"], canal["colour"]) == (place["shape"], place["colour"]) == ("triangle", "#47652f")
    assert (canal["kind_label"], place["kind_label"]) == ("canal", "place")
