"""Proposals, and proposals into claims that a person can review: TOML for the corpus, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

from kg.frame import toml_string

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fact that a rule read in a text; offsets count code points of the text.

    ``roles`` and ``spans`` have the same keys: ids (or slugs of words, flagged, where the gazetteer has no such
    thing) and where each was named. ``confidence``: all found in the clause, something carried over from before it,
    or something inferred.
    """

    id: str
    kind: str
    type: str
    terms: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    spans: Mapping[str, tuple[Span, ...]]
    when: str
    date: str
    quote: str
    start: int
    end: int
    trigger: Span
    rule: str
    confidence: Literal["clause", "carried", "inferred"] = "clause"
    polarity: Literal["affirmed", "denied"] = "affirmed"
    modality: Literal["fact", "hypothetical"] = "fact"
    flags: tuple[str, ...] = field(default=())
    occurrence: int = 0  # counted from 1 where the quote stands more than once in the text, else 0


def to_toml(proposals: Iterable[Proposal], source: str) -> str:
    """Write proposals as the claims of a source, all Unreviewed; a claim file that a person goes on with."""
    head = f"# Proposed by rules for the source {source}; nothing here was reviewed by a person.\n"
    return head + "".join(f"\n[[claim]]\n{_aligned(_claim(proposal))}" for proposal in proposals)


def to_json(proposals: Iterable[Proposal]) -> str:
    r"""Write proposals with all their spans, for machines.

    >>> to_json([])
    '[]\n'
    """
    return json.dumps([asdict(proposal) for proposal in proposals], ensure_ascii=False, indent=2) + "\n"


def _claim(proposal: Proposal) -> Iterator[tuple[str, str]]:
    yield "id", toml_string(proposal.id)
    yield "type", toml_string(proposal.type)
    for key, value in proposal.terms.items():
        yield key, toml_string(value)
    for key, fillers in proposal.roles.items():
        if fillers:
            yield key, _value(fillers)
    if proposal.date:
        yield proposal.when, toml_string(proposal.date)
    yield "quote", toml_string(proposal.quote)
    if proposal.occurrence:
        yield "occurrence", str(proposal.occurrence)
    yield "status", toml_string("Unreviewed")
    yield "rule", toml_string(proposal.rule)
    note = "; ".join([f"confidence: {proposal.confidence}", *proposal.flags])
    yield "note", toml_string(note)


def _aligned(lines: Iterable[tuple[str, str]]) -> str:
    pairs = list(lines)
    width = max(len(key) for key, _ in pairs)
    return "".join(f"{key:<{width}} = {value}\n" for key, value in pairs)


def _value(fillers: Sequence[str]) -> str:
    return toml_string(fillers[0]) if len(fillers) == 1 else f"[{', '.join(map(toml_string, fillers))}]"
