"""The checks that compare the dates of two things find what no choice of days could mend, and nothing else."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib

from kg import build, ontology, rdf, resources, store, validate
from kg.namespaces import TYPE, dip
from kg.terms import XSD
from tests.ontology import EXAMPLE, PREFIXES, Finder, ask_check

DAYS = ("1700-01-02", "1700-01-03")
BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
Bounds = tuple[int | None, ...]  # index into DAYS for each of BOUNDS; None where nothing is known
Span = tuple[int, int]

# For each check: how one thing names the other, and when the spans of the two go together.
KINDS: dict[str, tuple[str, str, str, Callable[[Span, Span], bool]]] = {
    "outside-a-life": ("Alliance", "party", "Actor", lambda one, other: other[0] <= one[0] and one[1] <= other[1]),
    "outside-its-whole": ("Battle", "partOf", "Event", lambda one, other: other[0] <= one[0] and one[1] <= other[1]),
    "never-at-one-time": ("Alliance", "target", "Actor", lambda one, other: one[0] <= other[1] and other[0] <= one[1]),
}


def spans(bounds: Bounds) -> set[Span]:
    """Every beginning and end that the bounds allow, with a day before and a day after those that they name."""
    first, last, ends_first, ends_last = bounds
    return {
        (start, end)
        for start, end in itertools.product(range(-1, len(DAYS) + 1), repeat=2)
        if start <= end
        and (first is None or first <= start)
        and (last is None or start <= last)
        and (ends_first is None or ends_first <= end)
        and (ends_last is None or end <= ends_last)
    }


def every_pair() -> Iterator[tuple[str, Bounds, Bounds]]:
    """All ways in which two things can be dated by these days, those that contradict themselves apart."""
    datable = [each for each in itertools.product((None, 0, 1), repeat=len(BOUNDS)) if spans(each)]
    for number, (one, other) in enumerate(itertools.product(datable, repeat=2)):
        yield f"{number}", one, other


def ntriples(subject: str, bounds: Bounds, *links: tuple[str, str]) -> str:
    lines = [f"<{EXAMPLE}{subject}> <{TYPE if name == 'a' else dip(name)}> <{value}> ." for name, value in links]
    for name, day in zip(BOUNDS, bounds, strict=True):
        if day is not None:
            lines.append(f'<{EXAMPLE}{subject}> <{dip(name)}> "{DAYS[day]}"^^<{XSD}date> .')
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("check", KINDS)
def test_it_finds_exactly_what_no_choice_of_days_could_mend(check: str, terms: ontology.Ontology) -> None:
    """Against a search through every day, for every combination of known and unknown bounds of both."""
    kind, role, other_kind, go_together = KINDS[check]
    wrong, lines = set(), [terms.graph.serialize(format="nt")]
    for name, one, other in every_pair():
        lines.append(ntriples(f"one-{name}", one, ("a", dip(kind)), (role, f"{EXAMPLE}other-{name}")))
        lines.append(ntriples(f"other-{name}", other, ("a", dip(other_kind))))
        if not any(go_together(*pair) for pair in itertools.product(spans(one), spans(other))):
            wrong.add(f"{EXAMPLE}one-{name}")
    found = ask_check(check, "".join(lines))
    assert {row.get("thing", row.get("part")) for row in found} == wrong
    assert len(wrong) > 100


BEFORE_AND_AFTER = {
    "an act before its actor": (
        "outside-a-life",
        "ex:act a dip:DiplomaticAct ; dip:actor ex:poland ; dip:latestStart '1024-12-24'^^xsd:date .",
        ["1024-12-24", "1025-04-18"],
    ),
    "a signature after the signatory": (
        "outside-a-life",
        "ex:act a dip:DiplomaticAct ; dip:actor ex:poland ; dip:earliestStart '1795-10-25'^^xsd:date .",
        ["1795-10-25", "1795-10-24"],
    ),
    "an act towards one who was gone": (
        "outside-a-life",
        "ex:act a dip:DiplomaticAct ; dip:target ex:poland ; dip:earliestStart '1795-10-25'^^xsd:date .",
        ["1795-10-25", "1795-10-24"],
    ),
    "a transfer to one who was not there yet": (
        "outside-a-life",
        "ex:act a dip:TerritorialTransfer ; dip:transferee ex:poland ; dip:latestEnd '1000-01-01'^^xsd:date .",
        ["1000-01-01", "1025-04-18"],
    ),
    "a part in a war before its actor": (
        "outside-a-life",
        "ex:act a dip:Participation ; dip:participant ex:poland ; dip:latestStart '1024-12-24'^^xsd:date .",
        ["1024-12-24", "1025-04-18"],
    ),
    "a war that began after one who fought it": (
        "never-at-one-time",
        """ex:act a dip:War ; dip:participation ex:part ; dip:earliestStart '1796-01-01'^^xsd:date .
           ex:part dip:participant ex:poland .""",
        ["1796-01-01", "1795-10-24"],
    ),
    "a war that was over before one who fought it": (
        "never-at-one-time",
        """ex:act a dip:War ; dip:participation ex:part ; dip:latestEnd '1000-01-01'^^xsd:date .
           ex:part dip:participant ex:poland .""",
        ["1000-01-01", "1025-04-18"],
    ),
    "a transfer without one who was gone": (
        "never-at-one-time",
        "ex:act a dip:TerritorialTransfer ; dip:without ex:poland ; dip:earliestStart '1796-01-01'^^xsd:date .",
        ["1796-01-01", "1795-10-24"],
    ),
    "a neutrality that was over before its war": (
        "never-at-one-time",
        """ex:act a dip:Neutrality ; dip:inWar ex:war ; dip:latestEnd '1699-12-31'^^xsd:date .
           ex:war a dip:War ; dip:earliestStart '1700-02-12'^^xsd:date .""",
        ["1699-12-31", "1700-02-12"],
    ),
    "a part in a war that goes on after it": (
        "outside-its-whole",
        """ex:war a dip:War ; dip:participation ex:act ; dip:latestEnd '1721-09-10'^^xsd:date .
           ex:act dip:earliestEnd '1721-09-11'^^xsd:date .""",
        ["1721-09-11", "1721-09-10"],
    ),
    "a battle after its war": (
        "outside-its-whole",
        """ex:act a dip:Battle , dip:Event ; dip:partOf ex:war ; dip:earliestStart '1721-09-11'^^xsd:date .
           ex:war a dip:War , dip:Event ; dip:latestEnd '1721-09-10'^^xsd:date .""",
        ["1721-09-11", "1721-09-10"],
    ),
}  # fmt: skip
POLAND = """
ex:poland a dip:Polity , dip:Actor ; dip:earliestStart '1025-04-18'^^xsd:date ; dip:latestEnd '1795-10-24'^^xsd:date .
"""
LAWFUL = {
    "a lease goes on under the lessor's successor": """
        ex:lease a dip:TerritorialControl ; dip:lessor ex:poland ;
            dip:earliestStart '1790-01-01'^^xsd:date ; dip:earliestEnd '1815-01-01'^^xsd:date .""",
    "an alliance outlasts the one against whom it was made": """
        ex:alliance a dip:Alliance ; dip:target ex:poland ;
            dip:earliestStart '1790-01-01'^^xsd:date ; dip:earliestEnd '1815-01-01'^^xsd:date .""",
    "one who fights falls before the war is over": """
        ex:war a dip:War , dip:Event ; dip:participation ex:part ;
            dip:earliestStart '1792-04-20'^^xsd:date ; dip:earliestEnd '1815-11-20'^^xsd:date .
        ex:part dip:participant ex:poland .""",
    "a successor begins when its predecessor has ended": """
        ex:duchy a dip:Polity ; dip:successorOf ex:poland ; dip:earliestStart '1807-06-09'^^xsd:date .""",
    "a body that is older than the one of which it became part": """
        ex:order a dip:Actor ; dip:partOf ex:poland ; dip:latestStart '0990-01-01'^^xsd:date .""",
    "what a transfer leaves behind is told once, by the transfer": """
        ex:cession-after a dip:TerritorialControl ; dip:holder ex:poland ; dip:derivedFrom ex:cession ;
            dip:latestStart '1000-01-01'^^xsd:date .""",
}  # fmt: skip


@pytest.mark.parametrize("case", BEFORE_AND_AFTER)
def test_one_check_finds_it_and_the_message_shows_both_dates(case: str, terms: ontology.Ontology) -> None:
    check, turtle, days = BEFORE_AND_AFTER[case]
    loaded = store.from_quads(_with_terms(turtle + POLAND, terms), "a test")
    checks = validate.read_checks([resources.ontology() / "checks" / f"{name}.rq" for name in KINDS])
    (line,) = validate.run_checks(checks, loaded.ask).errors
    assert all(word in line for word in [f"{check}: ", "id:example/act", *days]), line


@pytest.mark.parametrize("case", LAWFUL)
def test_what_can_be_true_is_let_pass(case: str, find: Finder) -> None:
    assert [row for check in KINDS for row in find(check, LAWFUL[case] + POLAND)] == []


def test_an_actor_whose_life_moves_is_missed_by_all_that_it_did(tmp_path: Path) -> None:
    """The Qing end in 1903, in the authority file: what the bundled corpus dates after that is told, thing by thing."""
    shutil.copytree(resources.corpus(), tmp_path / "corpus")
    authority = tmp_path / "corpus" / "authority.toml"
    text = authority.read_text("utf-8")
    assert text.count('end = "1912-02-12"') == 1
    authority.write_text(text.replace('end = "1912-02-12"', 'end = "1903-06-30"'), "utf-8")
    _, report = build.check_corpus(tmp_path / "corpus")
    late = [line for line in report.errors if "outside-a-life" in line]
    assert all("1903-06-30" in line and "claims.toml:" in line for line in late)
    assert any("id:qing-declaration-of-neutrality," in line and "1904-02-12" in line for line in late)
    assert any("id:qing-neutrality" in line for line in late)


def _with_terms(turtle: str, terms: ontology.Ontology) -> str:
    data = rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle")
    return rdf.ntriples(rdf.from_rdflib(data + terms.graph))
