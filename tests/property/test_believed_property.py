"""Whatever is doubted, what is accepted is drawn as without the doubts, and each doubt leads to its words."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.believed import STATUSES
from tests.fixtures.doubted import LEAGUE, opened, said

POWERS = ("denmark", "saxony", "russia", "sweden")
DATES = st.sampled_from(["", 'start = "1698"', 'start = "1701"\nend = "1702"', 'end = "1706?"'])
PARTIES = st.lists(st.sampled_from(POWERS), min_size=1, max_size=3, unique=True)
HELD = 'type = "TerritorialControl"\ncontrolType = "MilitaryOccupation"'
SAYS = st.one_of(
    st.builds(lambda who, when: ("league", f"party = {_list(who)}\n{when}"), PARTIES, DATES),
    st.builds(lambda who, when: ("pact", f'type = "Alliance"\nparty = {_list(who)}\n{when}'), PARTIES, DATES),
    st.builds(lambda who, when: ("hold", f'{HELD}\nholder = "{who}"\n{when}'), st.sampled_from(POWERS), DATES),
    st.builds(lambda place: ("hold", f'overPlace = "{place}"'), st.sampled_from(["kurland", "holstein"])),
    st.builds(
        lambda who, side: ("war", f'participation = [{{ participant = "{who}", side = "{side}" }}]'),
        st.sampled_from(POWERS),
        st.sampled_from("AB"),
    ),
)
CERTAIN = f"""{LEAGUE}
[[claim]]
id = "war"
type = "War"
participation = [{{ participant = "denmark", side = "A" }}, {{ participant = "sweden", side = "B" }}]
start = "1700"
locator = "p. 1"
"""


def _list(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def drawn(edges: Any) -> dict[Any, dict[str, Any]]:
    """Edges without their evidence, which doubts are part of."""
    return {tuple(ends): {**data, "evidence": None} for *ends, data in edges}


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(SAYS, st.sampled_from(STATUSES)), min_size=1, max_size=6))
def test_what_is_accepted_stays_as_it_is_and_each_doubt_leads_to_its_words(
    doubts: list[tuple[tuple[str, str], str]],
) -> None:
    claims = [said(f"c{number}", *says, status) for number, (says, status) in enumerate(doubts)]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        sure, graph = opened(Path(one), CERTAIN), opened(Path(other), CERTAIN, *claims)
    edges = list(graph.network_of_page().edges(keys=True, data=True))
    accepted = [edge for edge in edges if "status" not in edge[3]]
    assert drawn(accepted) == drawn(sure.to_networkx().edges(keys=True, data=True))
    known = {f"treaties:c{number}": status for number, (_, status) in enumerate(doubts)}
    for *_, data in edges:
        if "status" in data:
            first = data["evidence"][0]
            assert data["status"] == first["status"] == known[first["claim"]]
            assert first["passages"][0]["locator"] == "p. 2"
