"""The page's text and the pyvis network behind it, without a browser."""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import os
import re
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyvis.network import Network

from kg import document, layout, placing, view
from kg.errors import KgError
from tests.fixtures.pages import Tags, data_of

ROOT = Path(__file__).parents[2]
EAST_ASIA = ROOT / "tests" / "fixtures" / "east-asia.toml"

# Run in this process and in others, so that both build the same graph.
LOAD = """
import networkx, tomllib
told = tomllib.loads(path.read_text("utf-8"))
graph = networkx.MultiDiGraph(**told["graph"])
graph.add_nodes_from((name["id"], name) for name in told["names"])
for relation in told["relations"]:
    graph.add_edge(relation["from"], relation["to"], key=relation["iri"], **told["kinds"][relation["kind"]] | relation)
"""

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028\x00\"'{{ 1 }}\ud800"


@pytest.fixture
def east_asia() -> nx.MultiDiGraph[str]:
    made: dict[str, Any] = {"path": EAST_ASIA}
    exec(LOAD, made)
    graph: nx.MultiDiGraph[str] = made["graph"]
    return graph


def test_to_pyvis_gives_a_network_with_all_names_and_relations(east_asia: nx.MultiDiGraph[str]) -> None:
    network = view.to_pyvis(east_asia)
    assert isinstance(network, Network)
    assert {node["id"] for node in network.nodes} == set(east_asia.nodes)
    assert {edge["iri"] for edge in network.edges} == {key for *_, key in east_asia.edges(keys=True)}
    assert network.get_network_data()[5].count('"enabled": false') == 2
    assert all("title" not in thing for thing in (*network.nodes, *network.edges))
    assert all(edge["dashes"] is not None for edge in network.edges)
    assert network.get_node("japan")["name"] == "Empire of Japan"


def test_the_page_is_drawn_from_that_network(east_asia: nx.MultiDiGraph[str]) -> None:
    network = view.to_pyvis(east_asia)
    network.edges = network.edges[:3]
    assert len(data_of(network.generate_html())["relations"]) == 3


def test_the_graph_is_left_as_it_was(east_asia: nx.MultiDiGraph[str]) -> None:
    before = copy.deepcopy(nx.node_link_data(east_asia, edges="edges"))
    view.page(east_asia)
    assert nx.node_link_data(east_asia, edges="edges") == before


def test_parallel_lines_are_all_kept_and_bent_apart_in_both_directions() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(7):
        graph.add_edge(*(("a", "b") if number % 2 else ("b", "a")), key=str(number), iri=f"r{number}")
    edges = view.to_pyvis(graph).edges
    # Seen from a to b, the side is that of the curve for a line from a, and the other for a line from b.
    side = {"curvedCW": 1, "curvedCCW": -1}
    bends = {
        side[edge["smooth"]["type"]] * edge["smooth"]["roundness"] * (1 if edge["from"] == "a" else -1)
        if edge["smooth"]["enabled"]
        else 0
        for edge in edges
    }
    assert len(edges) == 7
    assert len(bends) == 7
    assert sum(bends) == pytest.approx(0)


def test_two_lines_of_one_relation_have_two_ids() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="1", iri="alliance")
    graph.add_edge("a", "c", key="2", iri="alliance")
    assert sorted(edge["id"] for edge in view.to_pyvis(graph).edges) == ["alliance", "alliance 2"]


def test_a_state_and_an_event_and_what_has_no_direction_look_different() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="1", iri="alliance", standing=True, symmetric=True)
    graph.add_edge("a", "c", key="2", iri="cession", standing=False, symmetric=False)
    alliance, cession = sorted(view.to_pyvis(graph).edges, key=lambda edge: str(edge["iri"]))
    assert (alliance["arrows"]["to"]["enabled"], alliance["arrows"]["middle"]["enabled"]) == (False, False)
    assert (cession["arrows"]["to"]["enabled"], cession["arrows"]["middle"]["enabled"]) == (True, True)
    assert alliance["width"] > cession["width"]


@pytest.mark.parametrize("colour", [None, "", "red", "#12345", "#12345g", "url(http://example.org)", HOSTILE])
def test_only_plain_colours_pass(colour: str | None) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="1", colour=colour, dash=None)
    (edge,) = view.to_pyvis(graph).edges
    assert (edge["color"], edge["dashes"]) == ("#5a5a5a", False)


def test_only_web_addresses_pass() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    urls = ["https://example.org/", "HTTP://example.org/", "javascript:alert(1)", "file:///etc/passwd", " data:,x", ""]
    graph.add_edge("a", "b", key="1", evidence=[{"quote": "x", "url": url} for url in urls])
    (edge,) = view.to_pyvis(graph).edges
    assert [item["url"] for item in edge["evidence"]] == [*urls[:2], "", "", "", ""]


def test_the_page_loads_nothing(east_asia: nx.MultiDiGraph[str]) -> None:
    tags = Tags(view.page(east_asia)).tags
    addresses = [
        value for _, known in tags for key, value in known.items() if key in ("src", "href", "srcset", "action")
    ]
    assert addresses == ["data:,"]
    assert not re.search(r"@import|url\(", (ROOT / "kg/templates/page.css").read_text("utf-8"))


def test_scripts_make_the_page_without_html_or_requests() -> None:
    for name in document.SCRIPTS:
        script = (ROOT / "kg/templates" / name).read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|fetch\(|XMLHttp|import\(", script
        )


def test_the_policy_names_exactly_the_scripts_of_the_page(east_asia: nx.MultiDiGraph[str]) -> None:
    page = Tags(view.page(east_asia))
    policy = next(str(known["content"]) for tag, known in page.tags if known.get("http-equiv"))
    packed = base64.b64decode(page.scripts[1].partition("*/")[2])
    codes = [gzip.decompress(packed), page.scripts[2].encode()]
    digests = [base64.b64encode(hashlib.sha256(code).digest()).decode() for code in codes]
    assert policy.startswith("default-src 'none'; script-src ")
    assert re.findall(r"script-src ([^;]*)", policy) == [" ".join(f"'sha256-{digest}'" for digest in digests)]
    assert "unsafe" not in policy


def test_hostile_text_stands_in_the_data_only() -> None:
    claim = dict.fromkeys(("claim", "sentence", "status", "note", "quote", "prefix", "suffix", "source_title"), HOSTILE)
    graph = nx.MultiDiGraph(title=HOSTILE, scope=HOSTILE, on=HOSTILE, disputed=[claim])
    graph.add_node(HOSTILE, label=HOSTILE, labels={HOSTILE: HOSTILE}, kind=HOSTILE, kind_label=HOSTILE)
    graph.add_edge(
        HOSTILE, "b", key=HOSTILE, iri=HOSTILE, kind=HOSTILE, sentence=HOSTILE, evidence=[claim], start=HOSTILE
    )
    html = view.page(graph)
    html.encode("utf-8")
    assert "<img" not in html
    assert [tag for tag, _ in Tags(html).tags].count("script") == 3
    data = data_of(html)
    told = HOSTILE.replace("\ud800", "?")
    said = data["claims"][data["scene"]["doubts"][0]]
    assert (said["claim"], said["passages"][0][0], said["note"]) == (told, told, told)
    assert data["relations"][0]["sentence"] == told


def test_the_counts_are_those_of_the_graph(east_asia: nx.MultiDiGraph[str]) -> None:
    assert "8 sources, 25 names, 49 relations, 1644 to 1911; 2 without a date" in view.page(east_asia)
    single: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    single.add_edge("a", "a", key="1", evidence=[{"source": "s"}])
    assert "1 source, 1 name, 1 relation; 1 without a date" in view.page(single)


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_same_graph_same_bytes_in_any_locale_and_hash_order(east_asia: nx.MultiDiGraph[str], seed: str) -> None:
    code = "import sys, hashlib, pathlib; path = pathlib.Path(sys.argv[1])" + LOAD
    code += "from kg import view; print(hashlib.sha256(view.page(graph).encode()).hexdigest())"
    plain = {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", code, str(EAST_ASIA)]
    run = subprocess.run(command, env=os.environ | plain, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(view.page(east_asia).encode()).hexdigest()


def test_the_order_in_which_a_graph_was_filled_does_not_show(east_asia: nx.MultiDiGraph[str]) -> None:
    other = nx.MultiDiGraph(**east_asia.graph)
    other.add_edges_from(reversed(list(east_asia.edges(keys=True, data=True))))
    other.add_nodes_from(east_asia.nodes(data=True))
    assert view.page(other) == view.page(east_asia)


def test_another_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch, east_asia: nx.MultiDiGraph[str]) -> None:
    monkeypatch.setattr(document, "VIS_SHA256", "0" * 64)
    with pytest.raises(KgError, match=r"install pyvis==0\.3\.2"):
        view.page(east_asia)


def test_the_notice_of_vis_network_is_kept_and_the_page_is_small(east_asia: nx.MultiDiGraph[str]) -> None:
    html = view.page(east_asia)
    assert "vis.js is dual licensed under both" in html
    assert len(html.encode()) < 500_000


def overlapping(placed: layout.Placement, boxes: list[layout.Box]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, j in combinations(range(len(boxes)), 2)
        if abs(placed.points[i][0] - placed.points[j][0]) < boxes[i].side + boxes[j].side - 0.2
        and placed.points[i][1] - boxes[i].above < placed.points[j][1] + boxes[j].below - 0.2
        and placed.points[j][1] - boxes[j].above < placed.points[i][1] + boxes[i].below - 0.2
    ]


@pytest.mark.parametrize("frame", [placing.WIDE, placing.TALL])
@pytest.mark.parametrize("count", [1, 2, 10, 60])
def test_names_with_their_labels_never_overlap_and_stay_in_the_frame(count: int, frame: layout.Frame) -> None:
    lines = [(i, i * i % max(1, i // 3 + 1)) for i in range(1, count)] + [(i % 4, i) for i in range(4, count)]
    boxes = [layout.Box(side=25 + i % 7 * 6, above=12, below=27 + i % 3 * 15) for i in range(count)]
    placed = layout.fit(layout.arrange(count, lines), boxes, lines, frame)
    assert overlapping(placed, boxes) == []
    for (x, y), box in zip(placed.points, boxes, strict=True):
        assert abs(x) + box.side <= placed.frame.width / 2 + 0.1
        assert -placed.frame.height / 2 - 0.1 <= y - box.above
        assert y + box.below <= placed.frame.height / 2 + 0.1


def test_neighbours_stand_nearer_than_strangers(east_asia: nx.MultiDiGraph[str]) -> None:
    at = {node["id"]: complex(node["x"], node["y"]) for node in view.to_pyvis(east_asia).nodes}
    joined = {frozenset(edge) for edge in east_asia.edges()}
    near = [abs(at[a] - at[b]) for a, b in combinations(at, 2) if frozenset((a, b)) in joined]
    far = [abs(at[a] - at[b]) for a, b in combinations(at, 2) if frozenset((a, b)) not in joined]
    assert sum(near) / len(near) < 0.7 * sum(far) / len(far)


def test_a_layout_of_sixty_names_takes_no_longer_than_a_reader_notices() -> None:
    lines = [(i, i * 7 % 6) for i in range(60)] + [(i * 11 % 60, i * 17 % 60) for i in range(60)]
    boxes = [layout.box(layout.broken("Treaty of Peking on Manchuria"))] * 60
    begun = time.process_time()
    layout.fit(layout.arrange(60, lines), boxes, lines, placing.WIDE)
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("", ("",)),
        ("France", ("France",)),
        ("  Empire\n of  Japan ", ("Empire of Japan",)),
        ("中日會議東三省事宜條約", ("中日會議東三省事", "宜條約")),
    ],
)
def test_labels_are_broken_where_they_may_be(label: str, lines: tuple[str, ...]) -> None:
    assert layout.broken(label) == lines


def test_an_endless_label_is_cut_in_its_middle() -> None:
    lines = layout.broken("W" * 20_000 + " 1905")
    assert len(lines) == layout.LABEL_LINES
    assert lines[-2].startswith("…W")
    assert lines[-1].endswith("1905")


def test_kinds_stand_in_the_order_in_which_readers_count() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = ["kind 0", "kind 1", "kind 2", "kind 010", "kind 11", "kind x", "kind " + "9" * 5000, "10", ""]
    for kind in kinds:
        graph.add_edge("a", "b", kind=kind)
    ordered = [edge["kind"] for edge in view.to_pyvis(graph).edges]
    assert ordered == ["", "10", *kinds[:5], kinds[6], "kind x"]


def test_chinese_months_are_those_of_days_that_are_known_exactly() -> None:
    def months(**known: str) -> list[Any]:
        found: list[Any] = data_of(view.page(nx.MultiDiGraph([("a", "b", known)])))["scene"]["months"]
        return found

    assert months(start="1904", end="1912") == []
    assert len(months(start="1904-02-08")) == len(months(start="1904-02-08", end="1950", standing="yes")) > 20
