"""Each check finds the mistake that it is made for, lets the same thing pass when it is right, and is documented."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from kg import resources, validate
from kg.build import Built, make
from kg.errors import CorpusError
from kg.namespaces import dip
from kg.terms import Literal, Triple
from tests.ontology import Finder, ask_check

CHECKS = sorted(path.stem for path in (resources.ontology() / "checks").glob("*.rq"))

SAID = """
ex:claim a dip:Claim ; dip:about ex:peace ; dip:status dip:{status} ; dip:evidence ex:passage ; dip:says ex:said .
ex:said a rdf:Statement ; rdf:subject ex:peace ; rdf:predicate rdf:type ; rdf:object dip:Treaty .
ex:passage a dip:Passage ; dip:locator "Article I" .
"""

# For each check: what it must find, what it must let pass, and a node that must stand in the row found.
PLANTED = {
    "accepted-but-not-asserted": (
        SAID.format(status="Accepted"),
        SAID.format(status="Accepted") + "ex:peace a dip:Treaty .",
        "peace",
    ),
    "asserted-without-a-claim": (
        SAID.format(status="Accepted") + "ex:peace a dip:Treaty ; dip:without ex:pope .",
        SAID.format(status="Accepted") + "ex:peace a dip:Treaty ; dip:signatory ex:sweden .",
        "pope",
    ),
    "blank-node": (
        "ex:peace dip:provision [ dip:clause 'I' ] .",
        "ex:peace dip:provision ex:article-i . ex:article-i dip:clause 'I' .",
        "peace",
    ),
    "claim-without-words": (
        "ex:claim a dip:Claim ; dip:evidence ex:passage . ex:passage a dip:Passage .",
        """ex:claim a dip:Claim ; dip:evidence ex:passage . ex:passage oa:hasSelector ex:words .
           ex:words oa:exact 'pax' .
           ex:other a dip:Claim ; dip:evidence ex:article . ex:article dip:locator 'Article I' .""",
        "claim",
    ),
    "judgement-as-fact": (
        "ex:verdict a dip:Judgement ; dip:text 'ruinous'@en .",
        "ex:peace a dip:Treaty .",
        "verdict",
    ),
    "never-at-one-time": (
        """ex:lease a dip:TerritorialControl ; dip:lessor ex:poland ; dip:earliestStart '1796-01-01'^^xsd:date .
           ex:poland a dip:Actor ; dip:latestEnd '1795-10-24'^^xsd:date .""",
        """ex:lease a dip:TerritorialControl ; dip:lessor ex:poland ; dip:earliestStart '1795-10-24'^^xsd:date .
           ex:poland a dip:Actor ; dip:latestEnd '1795-10-24'^^xsd:date .""",
        "lease",
    ),
    "quote-not-in-its-place": (
        """ex:book dip:text 'Sit pax.' . ex:passage oa:hasSource ex:book ; oa:hasSelector ex:words , ex:place .
           ex:words oa:exact 'pax' . ex:place oa:start 3 ; oa:end 6 .""",
        """ex:book dip:text '和平 𠀀 pax.' . ex:passage oa:hasSource ex:book ; oa:hasSelector ex:words , ex:place .
           ex:words oa:exact 'pax' . ex:place oa:start 5 ; oa:end 8 .
           ex:cited oa:hasSource ex:other ; oa:hasSelector ex:words , ex:place .""",
        "passage",
    ),
    "outside-a-life": (
        """ex:alliance a dip:Alliance ; dip:party ex:sweden ; dip:earliestEnd '1910-01-02'^^xsd:date .
           ex:sweden a dip:Actor ; dip:latestEnd '1905-10-26'^^xsd:date .""",
        """ex:alliance a dip:Alliance ; dip:party ex:sweden ; dip:earliestEnd '1905-10-26'^^xsd:date .
           ex:sweden a dip:Actor ; dip:latestEnd '1905-10-26'^^xsd:date .""",
        "alliance",
    ),
    "outside-its-whole": (
        """ex:battle dip:partOf ex:war ; dip:latestEnd '1700-02-11'^^xsd:date .
           ex:war a dip:Event ; dip:earliestStart '1700-02-12'^^xsd:date .""",
        """ex:battle dip:partOf ex:war ; dip:latestEnd '1700-02-12'^^xsd:date .
           ex:war a dip:Event ; dip:earliestStart '1700-02-12'^^xsd:date .""",
        "battle",
    ),
    "own-target": (
        "ex:war-declared dip:actor ex:sweden , ex:saxony ; dip:target ex:sweden .",
        "ex:war-declared dip:actor ex:saxony ; dip:target ex:sweden .",
        "sweden",
    ),
    "part-of-itself": (
        "ex:saxony dip:partOf ex:empire . ex:empire dip:partOf ex:saxony .",
        "ex:saxony dip:partOf ex:empire . ex:empire dip:partOf ex:europe .",
        "saxony",
    ),
    "property-outside-its-domain": (
        "ex:peace a dip:Treaty ; dip:holder ex:sweden .",
        "ex:hold a dip:TerritorialControl ; dip:holder ex:sweden . ex:hold dip:establishedBy ex:peace .",
        "peace",
    ),
    "state-without-an-end": (
        "ex:alliance a dip:Alliance , dip:Relation .",
        """ex:alliance a dip:Alliance , dip:Relation ; dip:latestEnd '1697-09-20'^^xsd:date .
           ex:hold a dip:TerritorialControl , dip:Relation ; dip:derivedFrom ex:cession .""",
        "alliance",
    ),
    "statement-not-whole": (
        """ex:said a rdf:Statement ; rdf:subject ex:peace ; rdf:predicate rdf:type .
           ex:other a rdf:Statement ; rdf:subject ex:peace , ex:war ; rdf:predicate rdf:type ; rdf:object ex:act .""",
        "ex:said a rdf:Statement ; rdf:subject ex:peace ; rdf:predicate rdf:type ; rdf:object dip:Treaty .",
        "said",
    ),
    "term-not-defined": (
        "ex:sweden dip:everAlliedwith ex:england .",
        "ex:sweden dip:everAlliedWith ex:england .",
        "everAlliedwith",
    ),
    "two-kinds-at-once": (
        "ex:peace a dip:Alliance , dip:Relation , dip:Treaty .",
        "ex:peace a dip:Alliance , dip:Relation . ex:text a dip:Treaty .",
        "peace",
    ),
    "written-date-outside-its-day": (
        """ex:act dip:written ex:old-style ; dip:earliestStart '1713-04-12'^^xsd:date .
           ex:old-style dip:text '31 March' ; dip:gregorian '1713-04-11'^^xsd:date .""",
        """ex:act dip:written ex:old-style ; dip:earliestStart '1713-04-11'^^xsd:date .
           ex:act dip:latestEnd '1713-04-11'^^xsd:date .
           ex:old-style dip:text '31 March' ; dip:gregorian '1713-04-11'^^xsd:date .""",
        "act",
    ),
}  # fmt: skip


def test_every_check_has_a_planted_mistake() -> None:
    assert set(CHECKS) == set(PLANTED)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_the_mistake_that_it_is_made_for(name: str, find: Finder) -> None:
    wrong, _, culprit = PLANTED[name]
    rows = find(name, wrong)
    assert rows
    assert any(value.endswith((f"/{culprit}", f"#{culprit}")) for row in rows for value in row.values())


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_lets_the_same_thing_pass_when_it_is_right(name: str, find: Finder) -> None:
    assert find(name, PLANTED[name][1]) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_nothing_in_the_real_graph(name: str, built: Built) -> None:
    assert ask_check(name, built.parts.everything()) == []


def test_every_check_says_what_is_wrong_and_what_to_do() -> None:
    checks = validate.read_checks(sorted((resources.ontology() / "checks").glob("*.rq")))
    assert {check.name for check in checks} == set(CHECKS)
    for check in checks:
        assert check.title and check.problem.endswith(".") and check.solution.endswith(".")
        assert check.severity in {"error", "warning"}
        assert "NOT EXISTS" not in check.sparql or check.name != "asserted-without-a-claim", "MINUS, which is fast"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_written_date_of_the_graph_that_moves_by_a_day_is_found(built: Built, days: int) -> None:
    """Every date as written of a thing whose day is known, one after the other."""
    everything = built.parts.everything()
    bounds = {(triple.subject, triple.predicate): str(triple.object) for triple in everything}
    things = {triple.object: triple.subject for triple in everything if triple.predicate == dip("written")}
    found = 0
    for triple in [each for each in everything if each.predicate == dip("gregorian")]:
        thing = things[triple.subject]
        if bounds[thing, dip("earliestStart")] != bounds[thing, dip("latestEnd")]:
            continue
        assert isinstance(triple.object, Literal)
        day = datetime.date.fromisoformat(triple.object.value) + datetime.timedelta(days=days)
        moved = Triple(triple.subject, triple.predicate, Literal(day.isoformat(), triple.object.datatype))
        rows = ask_check("written-date-outside-its-day", [moved if each == triple else each for each in everything])
        assert [row["gregorian"] for row in rows] == [day.isoformat()], triple.subject
        found += 1
    assert found >= 3


VALUE = re.compile(r'calendar = "\w+", value = "[\w-]*-(\d\d)"')


def test_a_written_date_of_a_claim_file_that_moves_by_a_day_is_refused(tmp_path: Path) -> None:
    """The lunar and the Julian dates of the corpus, each moved in its file; the claim's own day stays."""
    moved = 0
    for file in sorted(resources.corpus().glob("*/claims.toml")):
        text = file.read_text("utf-8")
        for match in VALUE.finditer(text):
            folder = tmp_path / str(moved)
            shutil.copytree(resources.corpus(), folder)
            day = int(match[1]) - 1 or 2
            mutated = f'{text[: match.start(1)]}{day:02}"{text[match.end(1) + 1 :]}'
            (folder / file.relative_to(resources.corpus())).write_text(mutated, "utf-8")
            with pytest.raises(CorpusError) as caught:
                make(folder)
            assert any("Gregorian" in problem.message for problem in caught.value.problems), match[0]
            moved += 1
    assert moved >= 3


def test_the_day_of_a_claim_that_moves_under_its_written_date_is_refused(tmp_path: Path) -> None:
    shutil.copytree(resources.corpus(), tmp_path / "corpus")
    file = tmp_path / "corpus" / "qing-neutrality-1904" / "claims.toml"
    text = file.read_text("utf-8")
    declared = re.search(r'date *= "1904-02-12"(?=[^\[]*written)', text)
    assert declared
    file.write_text(text[: declared.start()] + 'date = "1904-02-13"' + text[declared.end() :], "utf-8")
    with pytest.raises(CorpusError) as caught:
        make(tmp_path / "corpus")
    assert any("1904-02-12" in problem.message and "1904-02-13" in problem.message for problem in caught.value.problems)
