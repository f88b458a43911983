"""Text of the data is text: no string runs, asks for anything or breaks the page, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import networkx as nx
import pytest

from kg import view
from tests.browser.conftest import Open, look, page_of_east_asia, poke

ATTACKS = [
    "<script>window.ran=1</script>",
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '"><img src=x onerror=window.ran=1>',
    "'><svg onload=window.ran=1>",
    "</title><script>window.ran=1</script>",
    "</style><script>window.ran=1</script>",
    "<!--<script>window.ran=1</script>",
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    '<a href="javascript:window.ran=1">href</a>',
    "{{ 7 * 7 }}{% raw %}",
    "${window.ran=1}",
    "';window.ran=1;//",
    '</textarea><iframe srcdoc="<script>parent.ran=1</script>">',
    "__proto__",
    "constructor",
    "\u2028window.ran=1\u2029\x00\u202e",
    "",
    'https://example.org/"onclick=window.ran=1 x=',
    "url(javascript:window.ran=1)",
    "<b onmouseover=window.ran=1>" + "W" * 20_000,
]
FORWARDS = range(len(ATTACKS))
POLICY = '<meta http-equiv="Content-Security-Policy"'
RAN = "Object.keys(window).filter((name) => name.startsWith('ran_'))"


def attack(number: int, place: str) -> str:
    """One of the strings; where it runs, it leaves a name on the window that says which, and from which place."""
    return ATTACKS[number].replace(".ran", f".ran_{number}_{place}")


PASSAGE = ("quote", "prefix", "suffix", "locator")
CLAIM = (
    *("claim", "claim_iri", "sentence", "status", "note", "source", "source_title", "citation", "url", "by", "rule"),
    *("written", "understood", "confidence", "position", *PASSAGE),
)
SEVERAL = {
    "passages": PASSAGE,
    "written_dates": ("text", "calendar", "value", "gregorian"),
    "readings": ("words", "meaning", "why"),
}
NAME = ("label", "own", "kind", "kind_label", "shape", "colour", "colour_dark", *view.BOUNDS)
LOOK = ("colour", "colour_dark", "dash", "head", "middle", "width")
RELATION = ("kind", "kind_label", "sentence", "certainty", "status", *LOOK, *view.BOUNDS, "start", "end")
STORY = ("title", "scope", "on", "calendar")


def evidence_of(text: Callable[[str], str]) -> list[dict[str, Any]]:
    """A claim, and one against it, with a string in every field."""

    def claim_of(whose: str) -> dict[str, Any]:
        claim: dict[str, Any] = {name: text(f"{whose}_{name}") for name in CLAIM}
        for name, fields in SEVERAL.items():
            claim[name] = [{field: text(f"{whose}_{name}_{field}") for field in fields}]
        claim["passages"] += [{"quote": text(f"{whose}_placed"), "start": 3, "end": 9}]
        return claim

    return [claim_of("claim") | {"against": [claim_of("against")], "derived_from": [text("derived_from")]}]


def hostile(numbers: Sequence[int]) -> nx.MultiDiGraph[str]:
    """A network with the strings, in this order, wherever the projection passes text on."""
    story = {name: " ".join(attack(number, name) for number in numbers) for name in STORY}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**story, disputed=[], texts={}, focus=[])
    graph.add_node("id:3", label="A name between")
    graph.add_edge("id:3", "id:3", key="to itself", kind="War", sentence="A war with itself")
    for number in numbers:
        add_hostile(graph, number)
    return graph


def add_hostile(graph: nx.MultiDiGraph[str], number: int) -> None:
    """Add two names and two relations, what is disputed, and a source, with one of the strings in every field."""

    def text(place: str) -> str:
        return attack(number, place)

    one, other = text("name"), text("name") + "2"
    for name in (one, other):
        labels = {text("language"): text("label_there"), "zh": text("label_zh")}
        graph.add_node(name, labels=labels, aliases=[text("alias")], **{field: text(f"name_{field}") for field in NAME})
    known: dict[str, Any] = {"evidence": evidence_of(text)} | {place: text(place) for place in RELATION}
    graph.add_edge(one, other, key=f"{number} act", iri=text("iri"), standing=False, **known)
    known |= {"earliest_start": "1904-02-08", "status": "Accepted", "derived_from": [text("derived_from")]}
    graph.add_edge(other, "id:3", key=f"{number} state", iri=text("iri"), standing=True, **known)
    graph.graph["disputed"] += evidence_of(lambda place: text(f"disputed_{place}"))
    graph.graph["focus"] += [one]
    words = {"title": text("text_title"), "text": f"Some {text('text')}\nwords", "language": text("text_language")}
    graph.graph["texts"][text("claim_source")] = words


# The longest string is tried once, since it takes long.
# A script that the policy stops is an error that is told; without the policy it runs.
@pytest.mark.parametrize(
    ("numbers", "with_policy"),
    [(FORWARDS, True), (FORWARDS[-2::-1], False)],
    ids=["under the policy", "without the policy, the other way round"],
)
def test_text_of_the_data_never_runs(opened: Open, numbers: Sequence[int], with_policy: bool) -> None:
    graph = hostile(numbers)
    html = view.page(graph)
    if not with_policy:
        head, _, rest = html.partition(POLICY)
        html = head + rest.partition(">")[2]
    reading = opened(html, fragment="#view=table&with=Unreviewed&with=Disputed&with=Rejected")
    assert len(reading.page.query_selector_all("#rows tr")) == graph.number_of_edges()
    protocols = set(look(reading.page, "openRows")) | set(poke(reading)["links"])
    ran = {name: ATTACKS[int(name.split("_")[1])] for name in reading.page.evaluate(RAN)}
    assert ran == {}
    assert (reading.seen.requests, reading.seen.errors) == ([], [])
    assert protocols <= {"file:", "http:", "https:"}
    assert look(reading.page, "remote") == []
    # An empty status is Accepted. Strings without a place are the same claim in both.
    doubted = {attack(number, "claim_claim_iri") for number in numbers if ATTACKS[number]}
    doubted |= {attack(number, "disputed_claim_claim_iri") for number in numbers}
    assert reading.page.locator("#doubts article").count() == len(doubted) > len(numbers)


def test_the_policy_alone_stops_a_planted_script(opened: Open) -> None:
    planted = "<main><script>window.ran_planted=1</script><img src=x onerror=window.ran_planted=1>"
    html = page_of_east_asia().replace("<main>", planted)
    assert opened(html).page.evaluate(RAN) == []
    assert POLICY in html
    without = html.replace(POLICY, "<meta")
    assert opened(without).page.evaluate(RAN) == ["ran_planted"]
