"""Edges as a store answers them become a network; its measures are those that one counts on paper."""

from __future__ import annotations

from dataclasses import asdict, replace

import networkx as nx
import pytest

from kg import network
from kg.evidence import Against, Said, Written
from kg.model import Passage
from kg.namespaces import AUTHORITY
from kg.terms import Iri, Literal, Table

BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
COLUMNS = (
    *("thing", "class", "kind", "kindLabel", "one", "oneLabel", "oneClass", "other", "otherLabel", "otherClass"),
    *("from", "to", "symmetric", "standing", "derived", "template", "order", "label"),
    *BOUNDS,
    *("edtfStart", "edtfEnd"),
)
ALLIANCE = {
    "class": "Alliance",
    "kind": "Alliance",
    "kindLabel": "alliance",
    "from": "party",
    "to": "party",
    "symmetric": "yes",
    "standing": "yes",
    "template": "{party} allied[ under {establishedBy}]",
}
LEASE = {
    "kind": "Lease",
    "kindLabel": "lease",
    "from": "holder",
    "to": "overPlace",
    "standing": "yes",
    "template": "{holder} held {overPlace} on lease[ from {lessor}]",
}
DEMAND = {
    "kind": "Demand",
    "kindLabel": "demand",
    "from": "actor",
    "to": "target",
    "template": "{actor} demanded of {target}: {provision}",
}


def edge(thing: str, one: str, other: str, **values: str) -> dict[str, str]:
    """A row of the question ``edges`` between two actors that are named as their IRIs."""
    ends = {"one": one, "oneLabel": one.title(), "other": other, "otherLabel": other.title()}
    plain = {"symmetric": "no", "standing": "no", "derived": "no", "oneClass": "Polity", "otherClass": "Polity"}
    return {**plain, "thing": thing, "label": thing, **ends, **values}


def table(rows: list[dict[str, str]], *columns: str) -> Table:
    names = columns or COLUMNS
    return Table(names, tuple(tuple(Literal(row[name]) if name in row else None for name in names) for row in rows))


def roles(*rows: tuple[str, str, str]) -> Table:
    names = ("thing", "property", "value", "valueLabel")
    return table([dict(zip(names, (*row, row[2].title()), strict=True)) for row in rows], *names)


def claim(thing: str, name: str, *, status: str = "Accepted", quote: str = "", of: str = "source") -> Said:
    words = Passage("source", quote, 3, 9) if quote else Passage("source", locator="art. I")
    return Said(
        id=f"{of}:{name}",
        thing=thing,
        about=thing,
        sentence=name,
        status=status,
        note="",
        source=of,
        source_title="A source",
        citation="A source of record",
        url="",
        by="",
        rule="",
        passages=(words,),
    )


def sentences(edges: Table, *values: tuple[str, str, str]) -> list[str]:
    drawn = network.project(edges, roles(*values), ())
    return sorted(data["sentence"] for *_, data in drawn.edges(data=True))


# Projection.


def test_an_edge_has_its_thing_as_key_and_its_ends_as_nodes() -> None:
    drawn = network.project(table([edge("pact", "japan", "russia", **ALLIANCE, order="10")]), roles(), ())
    assert list(drawn.edges(keys=True)) == [("japan", "russia", "pact")]
    assert drawn.nodes["japan"] == {"label": "Japan", "kind": "Polity", "kind_label": "Polity"}
    data = drawn.edges["japan", "russia", "pact"]
    assert (data["kind"], data["symmetric"], data["standing"], data["order"]) == ("Alliance", True, True, 10)
    assert (data["class"], data["earliest_start"], data["evidence"]) == ("Alliance", "", [])


def test_a_state_with_several_holdings_names_in_each_sentence_its_own_ends_only() -> None:
    places = ("lushun", "dalian", "waters")
    edges = table([edge("lease", "russia", place, **LEASE) for place in places])
    values = [("lease", "overPlace", place) for place in places]
    told = sentences(edges, ("lease", "holder", "russia"), ("lease", "lessor", "qing"), *values)
    assert told == [f"Russia held {place} on lease from Qing" for place in ("Dalian", "Lushun", "Waters")]


def test_an_alliance_of_three_is_three_sentences_of_two() -> None:
    pairs = [("france", "japan"), ("france", "russia"), ("japan", "russia")]
    edges = table([edge("pact", *pair, **ALLIANCE) for pair in pairs])
    values = [("pact", "party", name) for name in ("france", "japan", "russia")]
    assert sentences(edges, *values) == [
        "France and Japan allied",
        "France and Russia allied",
        "Japan and Russia allied",
    ]


def test_an_act_keeps_all_who_did_it_and_names_one_to_whom() -> None:
    edges = table([edge("demand", one, "qing", **DEMAND) for one in ("japan", "russia")])
    values = [("demand", "actor", "japan"), ("demand", "actor", "russia"), ("demand", "provision", "recognition")]
    assert sentences(edges, *values) == ["Japan and Russia demanded of Qing: Recognition"] * 2


def test_a_sentence_that_lacks_a_word_gives_way_to_the_ends_and_the_kind() -> None:
    assert sentences(table([edge("demand", "japan", "qing", **DEMAND)])) == ["Japan: demand: Qing"]


def test_accepted_claims_are_the_first_evidence_and_words_come_before_citations() -> None:
    said = [
        claim("pact", "doubted", status="Disputed", quote="allied?"),
        claim("pact", "cited"),
        claim("pact", "quoted", quote="allied"),
        claim("war", "elsewhere", quote="war"),
    ]
    drawn = network.project(table([edge("pact", "japan", "russia", **ALLIANCE)]), roles(), said)
    found = drawn.edges["japan", "russia", "pact"]["evidence"]
    assert [(each["claim"], each["quote"], each["position"]) for each in found] == [
        ("source:quoted", "allied", "characters 3 to 9"),
        ("source:cited", "", ""),
        ("source:doubted", "allied?", "characters 3 to 9"),
    ]
    assert [each["status"] for each in found] == ["Accepted", "Accepted", "Disputed"]


def test_the_authority_file_is_evidence_only_where_no_source_is() -> None:
    entry, source = claim("pact", "entry", of=AUTHORITY), claim("pact", "said")
    doubt = claim("pact", "doubt", status="Disputed")

    def found(*said: Said) -> list[str]:
        drawn = network.project(table([edge("pact", "japan", "russia", **ALLIANCE)]), roles(), said)
        return [each["claim"] for each in drawn.edges["japan", "russia", "pact"]["evidence"]]

    assert found(entry, source) == ["source:said"]
    assert found(entry) == ["authority:entry"]
    assert found(doubt, entry) == ["authority:entry", "source:doubt"]
    assert found(doubt, entry, source) == ["source:said", "source:doubt"]


def test_a_derived_edge_has_the_claims_and_the_sentence_of_what_it_follows_from() -> None:
    cession = edge("cession", "russia", "japan", template="{from} ceded land to {to}", **{"from": "from", "to": "to"})
    after = edge("cession/after", "japan", "land", derived="yes", kindLabel="control", standing="yes")
    said = [replace(claim("cession", "ceded"), thing=thing) for thing in ("cession", "cession/after")]
    drawn = network.project(table([after, cession]), roles(("cession", "from", "russia")), said)
    made = drawn.edges["japan", "land", "cession/after"]
    assert made["derived_from"] == ["Russia ceded land to Japan"]
    assert [each["claim"] for each in made["evidence"]] == ["source:ceded"]
    assert drawn.edges["russia", "japan", "cession"]["derived_from"] == []
    alone = network.project(table([after]), roles(), said)  # of what is not drawn itself
    assert alone.edges["japan", "land", "cession/after"]["derived_from"] == ["ceded"]


def test_evidence_holds_all_passages_all_dates_and_the_words_of_what_is_against_it() -> None:
    words = (Passage("s", "one", 3, 6, "the ", " day"), Passage("s", "two", 9, 12, locator="p. 2"))
    other = Against("s:b", "not so", "Accepted", "a note", "A source", (Passage("s", locator="p. 3"),))
    written = Written("27th", "Chinese", "guimao-12-27", "1904-02-12")
    plain = claim("pact", "a")
    told = network.evidence(replace(plain, iri="claim/a", passages=words, against=(other,), written=(written,), by="K"))
    assert (told["claim_iri"], told["by"], told["rule"]) == ("claim/a", "K", "")
    assert [(each["quote"], each["start"], each["locator"]) for each in told["passages"]] == [
        ("one", 3, ""),
        ("two", 9, "p. 2"),
    ]
    assert told["passages"][0]["prefix"] + told["passages"][0]["quote"] + told["passages"][0]["suffix"] == "the one day"
    assert told["written_dates"] == [asdict(written)]
    assert [each["locator"] for each in told["against"][0]["passages"]] == ["p. 3"]
    assert network.evidence(replace(plain, citation=""))["citation"] == "A source"


def test_names_and_coordinates_are_added_to_nodes_that_are_drawn() -> None:
    drawn = network.project(table([edge("lease", "russia", "lushun", **LEASE)]), roles(), ())
    names = ("node", "label", "alias", "own", "lat", "long", *BOUNDS)
    known = (None, Literal("zh-hant"), Literal("38.8"), Literal("121.2667"), *[None] * 4)
    rows = (
        (Iri("lushun"), Literal("Lushun", language="en"), *known),
        (Iri("lushun"), Literal("旅順", language="zh-hant"), *known),
        (Iri("russia"), Literal("Russia", language="en"), *[None] * 8),
        (Iri("elsewhere"), Literal("Elsewhere", language="en"), *[None] * 8),
    )
    network.add_names(drawn, Table(names, rows))
    assert drawn.nodes["lushun"]["labels"] == {"en": "Lushun", "zh-hant": "旅順"}
    assert (drawn.nodes["lushun"]["lat"], drawn.nodes["lushun"]["lon"]) == (38.8, 121.2667)
    assert drawn.nodes["lushun"]["own"] == "zh-hant"
    assert not {"lat", "own"} & set(drawn.nodes["russia"])
    assert "elsewhere" not in drawn


def test_aliases_are_added_to_nodes_that_are_drawn_once_each_and_without_the_labels() -> None:
    drawn = network.project(table([edge("lease", "russia", "lushun", **LEASE)]), roles(), ())
    words = [("lushun", "旅順"), ("lushun", "Port Arthur"), ("lushun", "Arthur"), ("lushun", "Port Arthur"), ("x", "X")]
    words += [("russia", drawn.nodes["russia"]["label"])]
    rows = [(Iri(node), None, Literal(word, language="en"), *[None] * 7) for node, word in words]
    rows.append((Iri("lushun"), Literal("旅順", language="zh-hant"), *[None] * 8))
    network.add_names(drawn, Table(("node", "label", "alias", "own", "lat", "long", *BOUNDS), tuple(rows)))
    assert drawn.nodes["lushun"]["aliases"] == ["Arthur", "Port Arthur"]
    assert drawn.nodes["lushun"]["labels"] == {"zh-hant": "旅順"}
    assert "aliases" not in drawn.nodes["russia"]
    assert "x" not in drawn


# On a day and over a period.


def test_on_a_day_what_holds_is_what_the_store_finds_and_acts_are_of_that_day() -> None:
    day = dict.fromkeys(BOUNDS, "1904-03-01")
    edges = table(
        [
            edge("pact", "japan", "britain", **ALLIANCE),
            edge("old pact", "japan", "russia", **ALLIANCE),
            edge("demand", "japan", "qing", **DEMAND, **day),
            edge("early demand", "japan", "qing", **DEMAND, **{**day, "latestEnd": "1904-02-01"}),
        ]
    )
    found = table(
        [{"thing": "pact", "one": "japan", "other": "britain", "certainty": "possible"}],
        *("thing", "one", "other", "certainty"),
    )
    keep = network.in_force(found, "1904-03-01", "1904-03-01")
    drawn = network.project(edges, roles(), (), keep)
    assert {key: data["certainty"] for *_, key, data in drawn.edges(keys=True, data=True)} == {
        "pact": "possible",
        "demand": "certain",
    }
    assert set(drawn) == {"japan", "britain", "qing"}
    assert [key for *_, key in network.states(drawn).edges(keys=True)] == ["pact"]
    assert set(network.states(drawn)) == {"japan", "britain"}


# Surroundings.


@pytest.mark.parametrize(
    ("things", "kept"),
    [
        (["lease"], ["lease"]),
        (["japan"], ["demand", "pact"]),
        (["qing"], ["demand", "lease"]),  # the lessor is named in the role of a lease between others
        (["pact", "lushun"], ["lease", "pact"]),
        (["nobody"], []),
    ],
)
def test_surroundings_are_what_stands_for_a_thing_touches_or_names_it(things: list[str], kept: list[str]) -> None:
    edges = table(
        [
            edge("pact", "japan", "britain", **ALLIANCE),
            edge("demand", "japan", "qing", **DEMAND),
            edge("lease", "russia", "lushun", **LEASE),
        ]
    )
    named = roles(("lease", "lessor", "qing"))
    whole = network.project(edges, named, ())
    whole.graph["title"] = "All"
    part = network.around(whole, things, named)
    assert sorted(key for *_, key in part.edges(keys=True)) == kept
    assert set(part) == {end for one, other, _ in part.edges(keys=True) for end in (one, other)}
    assert part.graph == {"title": "All"}
    assert all(part.nodes[node] == whole.nodes[node] for node in part)


# Measures.


def test_measures_are_those_counted_by_hand() -> None:
    # A triangle a-b-c with d hanging on c, and a second edge between a and b.
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node, {"label": node.upper()}) for node in "abcd")
    graph.add_edges_from([("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("d", "c")])
    found = network.measures({"1904-03-01": graph, "1900-01-01": nx.MultiDiGraph()})
    assert [tuple(each) for each in found] == [
        ("1904-03-01", "a", "A", 3, 0.0, 1),
        ("1904-03-01", "b", "B", 3, 0.0, 1),
        # Of the three pairs among a, b and d, the shortest ways a-d and b-d lead through c.
        ("1904-03-01", "c", "C", 3, 0.666667, 1),
        ("1904-03-01", "d", "D", 1, 0.0, 0),
    ]


def test_measures_come_by_day() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b")
    nx.set_node_attributes(graph, "x", "label")
    days = [each.day for each in network.measures({"1905-01-01": graph, "1904-01-01": graph})]
    assert days == ["1904-01-01", "1904-01-01", "1905-01-01", "1905-01-01"]
