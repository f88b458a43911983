"""One value of one claim changed: the reading refuses it, warns of it, or the graph changes in that claim alone.

All flips of the seed text with FOEDERA_WHOLE=1, or by ``python -m tests.integration.test_flips``; a sample else.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg import agree, claims, corpus, resources, text, wording
from kg.errors import Problem
from kg.graph import claim_triples
from kg.model import Claim, Corpus, Sentence
from kg.namespaces import AUTHORITY
from kg.terms import Triple
from tests.fixtures import every_key
from tests.fixtures.corpora import terms, write
from tests.fixtures.flips import Flip, Flipper

SEED = "qing-neutrality-1904"
SAMPLE = 50
WHOLE = bool(os.environ.get("FOEDERA_WHOLE"))


@dataclass(frozen=True)
class Stated:
    """What a corpus in memory says, and what is wrong with it."""

    claims: Mapping[str, Claim]
    facts: frozenset[Triple]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Bench:
    """A corpus that was read once, and is interpreted again with each flip."""

    corpus: Corpus
    sentences: Mapping[str, Sequence[Sentence]]

    @classmethod
    def of(cls, folder: Path) -> Bench:
        found = corpus.read(folder)
        return cls(found, {each.id: text.sentences(each.text) for each in found.sources if each.text})

    def stated(self, found: Corpus) -> Stated:
        stated, problems = claims.interpret(found, terms(), self.sentences)
        facts, places = agree.facts(stated), corpus.places(found)
        problems += agree.disagreements(stated, facts, terms(), places)
        problems += wording.beyond_the_words(stated, found.sources, places)
        return Stated({each.key: each for each in stated}, frozenset(each.triple for each in facts), problems)

    def flips(self, *sources: str) -> list[Flip]:
        flipper = Flipper.of(self.corpus, terms())
        entries = [each for each in (*self.corpus.entities, *self.corpus.claims) if each.source in sources]
        return [flip for entry in entries for flip in flipper.flips(entry)]


@cache
def bundled() -> Bench:
    return Bench.of(resources.corpus())


def fate(bench: Bench, right: Stated, flip: Flip) -> str:
    """``refused``, ``warned``, ``changed``, or what is wrong: ``unnoticed``, or a change elsewhere."""
    after = bench.stated(flip.of(bench.corpus))
    if any(problem.severity == "error" for problem in after.problems):
        return "refused"
    every = {*right.claims, *after.claims}
    changed = {key for key in every if _differ(right.claims.get(key), after.claims.get(key))}
    if elsewhere := {key for key in changed if not _is_of(key, flip)}:
        return f"changes {', '.join(sorted(elsewhere))} too"
    before_and_after = [each.claims[key] for each in (right, after) for key in changed if key in each.claims]
    said = {triple[:2] for claim in before_and_after for triple in claim.says}
    if loose := {triple for triple in right.facts ^ after.facts if triple[:2] not in said}:
        return f"changes facts that the claim does not say: {sorted(loose)[:2]}"
    if set(after.problems) - set(right.problems):
        return "warned"
    return "changed" if changed else "unnoticed"


def _differ(before: Claim | None, after: Claim | None) -> bool:
    """Whether two claims differ in the graph, not only as values."""
    return before != after and (not before or not after or {*claim_triples(before)} != {*claim_triples(after)})


def _is_of(key: str, flip: Flip) -> bool:
    """Whether a claim is the one that was flipped, by its old or new id, or an outside identifier of an entity."""
    names = {flip.key, f"{flip.entry.source}:{flip.table.get('id')}"}
    return key in names or any(key.startswith(f"{name}--same-as-") for name in names)


def fates(bench: Bench, flips: Sequence[Flip]) -> tuple[Counter[str], list[str]]:
    """How many flips had each fate; and those that were not noticed rightly."""
    right = bench.stated(bench.corpus)
    counted, amiss = Counter[str](), []
    for flip in flips:
        how = fate(bench, right, flip)
        if how in ("refused", "warned", "changed"):
            counted[how] += 1
        else:
            counted["amiss"] += 1
            amiss.append(f"{flip.name}: {how}")
    return counted, amiss


def test_each_flip_in_the_seed_is_refused_or_warned_of_or_changes_that_claim_alone() -> None:
    flips = bundled().flips(SEED)
    chosen = flips if WHOLE else random.Random(1904).sample(flips, SAMPLE)
    counted, amiss = fates(bundled(), chosen)
    assert amiss == []
    assert set(counted) == {"refused", "warned", "changed"}


def test_each_flip_in_a_small_corpus_is_refused_or_warned_of_or_changes_that_claim_alone(tmp_path: Path) -> None:
    bench = Bench.of(write(tmp_path, every_key.FILES))
    flips = bench.flips(AUTHORITY, "chronicle", "treaties")
    chosen = flips if WHOLE else random.Random(1904).sample(flips, 2 * SAMPLE)
    counted, amiss = fates(bench, chosen)
    assert amiss == []
    assert set(counted) == {"refused", "warned", "changed"}


@pytest.mark.parametrize("key", ["actor", "concerns", "date", "type", "status", "quote", "note", "written", "reads"])
def test_flips_are_made_of_each_key(key: str) -> None:
    flips = [each for each in bundled().flips(SEED) if each.place[0] == key]
    assert any(each.given is None for each in flips)
    assert any(each.given is not None for each in flips)


def main() -> int:
    """Flip everything in the seed and in the small corpus, and tell the figures."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        small = Bench.of(write(Path(folder), every_key.FILES))
        for name, bench, sources in (
            ("the seed text", bundled(), (SEED,)),
            ("the small corpus", small, (AUTHORITY, "chronicle", "treaties")),
        ):
            flips, started = bench.flips(*sources), time.monotonic()
            counted, amiss = fates(bench, flips)
            took = time.monotonic() - started
            print(f"{name}: {len(flips)} flips in {took:.0f} s: {dict(counted)}", *amiss, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
