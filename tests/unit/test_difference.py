"""A difference is written for people, for the notes of a release, and for programs, and says the same in each."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kg.difference import (
    Cause,
    ClaimChange,
    Detail,
    Difference,
    FactChange,
    SourceChange,
    ThingChange,
    summary,
    to_json,
    to_markdown,
    to_text,
)

DAY = Cause("annals:day", "is new", "Annals", "p. 5", is_of_new_source=True)
LEFT = Cause("seed:left", "is gone", "The seed", "«left the war»")
WHOLE = Difference(
    "old.ttl",
    "corpus_b",
    sources=(
        SourceChange("new", "annals", "Annals"),
        SourceChange("changed", "seed", "S", (Detail("date", "", "1701"),)),
    ),
    claims=(
        ClaimChange("new", "annals:day", "Alliance, from 1699-08-25", "Accepted", "p. 5"),
        ClaimChange(
            "changed", "seed:x", "Peace", "Disputed", "w",
            (Detail("status", "Accepted", "Disputed"), Detail("note", "A.", "")),
        ),
        ClaimChange("gone", "seed:left", "Denmark left", "Rejected", "«left the war»"),
    ),
    things=(
        ThingChange(
            "changed", "https://w3id.org/foedera/id/alliance", "Danish alliance", "alliance",
            (
                FactChange("start", "narrowed", "1699", "1699-08-25", (DAY,)),
                FactChange("end", "known", "", "1700", (DAY, LEFT)),
                FactChange("party", "removed", "Denmark", "", (LEFT,)),
                FactChange("outcome", "replaced", "won", "lost"),
            ),
        ),
        ThingChange("gone", "https://w3id.org/foedera/id/battle", "Battle", "", (), (LEFT,)),
    ),
    triples_added=12,
    triples_removed=3,
)  # fmt: skip
NOTHING = Difference("a", "b", (), (), (), 0, 0)


def test_text_tells_sources_claims_and_facts_with_their_reasons() -> None:
    assert to_text(WHOLE) == (
        "from old.ttl to corpus_b\n"
        "changed: 2 sources, 3 claims, 2 things; 12 triples more, 3 fewer\n"
        "\nSources\n"
        "  new: annals, Annals\n"
        "  changed: seed, S\n"
        "    date: 1701 added\n"
        "\nClaims\n"
        "  new: annals:day: Alliance, from 1699-08-25, Accepted: p. 5\n"
        "  changed: seed:x: Peace\n"
        "    status: Disputed, and was Accepted\n"
        "    note: A. taken out\n"
        "  gone: seed:left: Denmark left, Rejected: «left the war»\n"
        "\nWhat stands as fact\n"
        "  changed: Danish alliance (alliance)\n"
        "    start narrowed from 1699 to 1699-08-25, because annals:day is new (new source: Annals, p. 5)\n"
        "    end known now: 1700, because annals:day is new and seed:left is gone (The seed, «left the war»)\n"
        "    party: Denmark no longer stands, because seed:left is gone\n"
        "    outcome: lost, and was won\n"
        "  gone: Battle, because seed:left is gone (The seed, «left the war»)\n"
    )


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("widened", "start widened from A to B"),
        ("moved", "start moved from A to B"),
        ("unknown", "start no longer known, and was A"),
        ("added", "start: B added"),
    ],
)
def test_each_way_of_changing_has_its_words(how: str, told: str) -> None:
    change = ThingChange("changed", "x", "X", "", (FactChange("start", how, "A", "B"),))
    assert to_text(Difference("a", "b", (), (), (change,), 1, 1)).splitlines()[-1] == f"    {told}"


def test_nothing_changed_is_said() -> None:
    assert to_text(NOTHING) == "from a to b\nnothing changed\n"
    assert to_markdown(NOTHING) == "# From a to b\n\nnothing changed\n"


def test_triples_that_no_claim_speaks_of_are_still_counted() -> None:
    only = Difference("a", "b", (), (), (), 0, 1)
    assert not only.is_empty
    assert summary(only) == "changed: 0 sources, 0 claims, 0 things; 0 triples more, 1 fewer"


def test_markdown_has_the_same_lines_as_lists() -> None:
    lines = to_markdown(WHOLE).splitlines()
    assert lines[:3] == ["# From old.ttl to corpus\\_b", "", summary(WHOLE)]
    assert [line for line in lines if line.startswith("## ")] == ["## Sources", "## Claims", "## What stands as fact"]
    assert "- changed: seed:x: Peace" in lines
    assert "  - status: Disputed, and was Accepted" in lines
    plain = [line.strip().removeprefix("- ").replace("\\", "") for line in lines[3:] if line.strip()]
    text = [line.strip() for line in to_text(WHOLE).splitlines()[2:] if line.strip()]
    assert [line.removeprefix("## ") for line in plain] == text


def test_markdown_takes_no_marks_from_the_data() -> None:
    hostile = "<script>*x*</script> [a](b) `c`\n# d | e & f"
    change = ClaimChange("new", "a:b", hostile, "Accepted", "w")
    (line,) = [
        each for each in to_markdown(Difference("a", "b", (), (change,), (), 1, 0)).splitlines() if "a:b" in each
    ]
    assert line == "- new: a:b: \\<script\\>\\*x\\*\\</script\\> \\[a\\](b) \\`c\\` \\# d \\| e \\& f, Accepted: w"


@pytest.mark.parametrize("write", [to_text, to_markdown])
def test_signs_that_would_steer_a_terminal_are_spelt_out(write: Callable[[Difference], str]) -> None:
    change = ClaimChange("new", "a:b", "S", "Accepted", "\x1b[2J\u202ew")
    written = write(Difference("a", "b", (), (change,), (), 1, 0))
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_json_has_all_of_it_whole() -> None:
    long = "x" * 500
    change = ClaimChange("new", "a:b", "日本", "Accepted", long)
    read = json.loads(to_json(Difference("a", "b", (), (change,), (), 1, 0)))
    assert read["claims"] == [
        {"change": "new", "id": "a:b", "sentence": "日本", "status": "Accepted", "words": long, "details": []}
    ]
    assert "日本" in to_json(Difference("a", "b", (), (change,), (), 1, 0))
    assert json.loads(to_json(WHOLE))["things"][0]["facts"][0]["because"][0]["is_of_new_source"] is True


def test_long_words_are_cut_in_text() -> None:
    change = ClaimChange("new", "a:b", "S", "Accepted", "word " * 60)
    line = to_text(Difference("a", "b", (), (change,), (), 1, 0)).splitlines()[-1]
    assert line.endswith("...")
    assert len(line) < 140
