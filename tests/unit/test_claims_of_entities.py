from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Problem
from kg.model import Claim, Passage
from kg.namespaces import DCTERMS, GEO, LABEL, NAMING, RDF, SCHEMA, SKOS, TYPE, XSD, digest, dip, is_name, thing
from kg.terms import Iri, Literal, Triple
from tests.fixtures.corpora import AUTHORITY, read, small


def at_its_line(found: Problem, text: str) -> str:
    """The key or the head of the table at which a mistake is told, and the mistake."""
    line = text.splitlines()[found.line - 1].partition(" = ")[0]
    return f"{line} | {found.message} ({found.advice})"


def test_an_entity_becomes_claims_of_the_authority_file(tmp_path: Path) -> None:
    more = """
[[entity]]
id = "sweden"
type = "Polity"
label = { en = "Sweden", zh-Hant = "瑞典" }
alias = ["Swedish crown"]
code = ["COW 380"]
sameAs = [
  { iri = "https://example.org/q34", found = "a list" }, { iri = "https://example.org/s", found = "another" },
]
cite = "list, no. 6"
note = "Not the kingdom of the Goths."
start = "1523"

[[entity]]
id = "stockholm"
type = "Place"
label = { en = "Stockholm" }
lat = 59
long = -18.5
cite = "a map"
"""
    found = read(small(tmp_path, authority=AUTHORITY + more))
    assert not found.problems
    sweden = thing("sweden")
    assert found.claim("authority:sweden") == Claim(
        "authority",
        "sweden",
        sweden,
        (
            Triple(sweden, TYPE, dip("Polity")),
            Triple(sweden, TYPE, dip("Actor")),
            Triple(sweden, LABEL, Literal("Sweden", RDF + "langString", "en")),
            Triple(sweden, LABEL, Literal("瑞典", RDF + "langString", "zh-hant")),
            Triple(sweden, Iri(SKOS + "altLabel"), Literal("Swedish crown", RDF + "langString", "en")),
            Triple(sweden, Iri(DCTERMS + "identifier"), Literal("COW 380")),
            Triple(sweden, dip("earliestStart"), Literal("1523-01-01", XSD + "date")),
            Triple(sweden, dip("latestStart"), Literal("1523-12-31", XSD + "date")),
            Triple(sweden, dip("edtfStart"), Literal("1523")),
        ),
        (Passage("authority", locator="list, no. 6"),),
        note="Not the kingdom of the Goths.",
    )
    assert [each for each in found.claims if each.id.startswith("sweden--same-as-")] == [
        Claim(
            "authority",
            f"sweden--same-as-{name}",
            sweden,
            (Triple(sweden, Iri(SCHEMA + "sameAs"), Iri(f"https://example.org/{name}")),),
            (Passage("authority", locator=where),),
            note="Found there, not verified.",
        )
        for name, where in (("q34", "a list"), ("s", "another"))
    ]
    stockholm = found.claim("authority:stockholm")
    assert stockholm.note == ""
    assert set(stockholm.says) >= {  # canonical, so that stores give them back as they are
        Triple(thing("stockholm"), Iri(GEO + "lat"), Literal("59.0", XSD + "decimal")),
        Triple(thing("stockholm"), Iri(GEO + "long"), Literal("-18.5", XSD + "decimal")),
    }


def same_as(folder: Path, *addresses: str) -> dict[str, str]:
    """The claims that identify Travendal with what stands elsewhere: their ids, and the addresses that they give."""
    links = ", ".join(f'{{ iri = "{address}", found = "a list" }}' for address in addresses)
    cite = 'cite = "list, no. 3"'
    found = read(small(folder, authority=AUTHORITY.replace(cite, f"{cite}\nsameAs = [{links}]")))
    assert not found.problems
    return {each.id: str(each.says[0].object) for each in found.claims if "same-as" in each.id}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://www.wikidata.org/entity/Q17", "q17"),
        ("https://example.org/X", "x"),
        ("https://example.org/places/travendal/", "travendal"),
        ("https://example.org/list#item-5", "list-item-5"),
        ("https://example.org", "example-org"),
    ],
)
def test_an_outside_identifier_is_named_by_the_end_of_its_address(tmp_path: Path, address: str, name: str) -> None:
    assert same_as(tmp_path, address) == {f"travendal--same-as-{name}": address}
    assert not is_name(f"travendal--same-as-{name}"), "no entity can have that name"


def test_outside_identifiers_keep_their_names_in_another_order_and_beside_others(tmp_path: Path) -> None:
    addresses = ("https://example.org/b", "https://example.org/a", "https://example.net/A")
    named = same_as(tmp_path, *addresses)
    assert sorted(named.values()) == sorted(addresses), "each has a name of its own"
    assert same_as(tmp_path, *reversed(addresses)) == named
    assert named["travendal--same-as-b"] == addresses[0]
    assert named[f"travendal--same-as-a-{digest(addresses[1])}"] == addresses[1]


LABEL_WANTED = 'label = { en = "..." }'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('cite = "list, no. 3"\n', "", ["[[entity]] | an entity needs cite (say where its facts are found)"]),
        ('type = "Place"\n', "", ["[[entity]] | an entity needs a type (Polity, Place, War, Treaty ...)"]),
        (
            'label = { en = "Travendal" }',
            'label = { de = "Travendal" }',
            [f"[[entity]] | an entity needs a label in English ({LABEL_WANTED})"],
        ),
        (
            'label = { en = "Travendal" }',
            'label = "Travendal"',
            [
                f"[[entity]] | an entity needs a label in English ({LABEL_WANTED})",
                "label | label = 'Travendal' cannot be used (wanted: { en = \"...\" }, by language tags)",
            ],
        ),
        (
            'cite = "list, no. 3"',
            'cite = "list"\nsameAs = [{ iri = "https://x.org/t", found = "a" }, '
            '{ iri = "https://x.org/t", found = "b" }]',
            ["sameAs | sameAs has 'https://x.org/t' twice (write each address once)"],
        ),
        (
            'cite = "list, no. 3"',
            'cite = "list"\nlat = "54"',
            ["lat | lat = '54' cannot be used (wanted: degrees north, from -90 to 90)"],
        ),
        (
            'cite = "list, no. 3"',
            'cite = "list"\nquote = "x"',
            ["quote | unknown key 'quote' (it does not belong here)"],
        ),
        (
            'cite = "list, no. 3"',
            'cite = "list"\ncontradicts = 5',
            ["contradicts | 'contradicts' does not belong to Place (contradicts is for Claim)"],
        ),
        (
            'id = "travendal"',
            'id = "denmark"',
            [
                "[[entity]] | denmark is a Polity elsewhere, and a Place here (mend it, or leave it out)",
                "id | the id stands twice, first at line 2 (give one of them another)",
            ],
        ),
        ('id = "travendal"', 'id = "Travendal"', [f"[[entity]] | 'Travendal' cannot name a thing ({NAMING})"]),
        ('id = "travendal"', "id = []", [f"[[entity]] | [] cannot name a thing ({NAMING})"]),
        ('id = "travendal"\n', "", [f"[[entity]] | an entry needs an id ({NAMING})"]),
        (
            'id = "travendal"',
            'id = "claim"',
            [
                "[[entity]] | 'claim' cannot name a thing "
                "(claims, sources and their like stand under that word; take another)"
            ],
        ),
    ],
)
def test_each_mistake_in_an_entity_is_told_at_its_place(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert AUTHORITY.count(old) == 1
    text = AUTHORITY.replace(old, new)
    found = read(small(tmp_path, authority=text)).problems
    assert [at_its_line(each, text) for each in found] == told
    assert {(each.path, each.severity) for each in found} == {("authority.toml", "error")}
