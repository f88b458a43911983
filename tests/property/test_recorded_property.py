"""Claims go to the graph, and the graph gives them back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from kg import recorded
from tests.fixtures.corpora import small
from tests.fixtures.editions import assembled, settled
from tests.fixtures.toml import toml
from tests.property.strategies import right_claims


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(right_claims())
def test_claims_come_back_from_their_triples(claims: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told, triples = assembled(small(Path(folder), claims=toml("claim", claims)))
    back = recorded.read(triples).claims
    assert {key: settled(claim) for key, claim in back.items()} == {claim.key: settled(claim) for claim in told}
