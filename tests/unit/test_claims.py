from __future__ import annotations

from pathlib import Path

import pytest

from kg.describe import DATE_KEYS
from kg.errors import Problem
from kg.frame import CLAIM, ENTITY
from kg.model import Passage, Reading, Source
from kg.namespaces import LABEL, RDF, SCHEMA, TYPE, XSD, dip, thing
from kg.quotes import Quote, passages, quoted
from kg.terms import Iri, Literal, Triple
from kg.text import sentences
from tests.fixtures.corpora import AUTHORITY, SIGNATURE, TEXT, Read, read, small, terms

NOT_TEXT = ["5", "true", "1.5", "1700-08-18", "[]", "[5]", "{}", '{ a = "b" }', '""', '["a"]']


def claim(**keys: str) -> str:
    """A claim of the chronicle, with values as TOML writes them; what is not given is right."""
    right = {"id": '"c"', "about": '"denmark"', "note": '"n"', "quote": '"Denmark left the war"', "end": '"1800"'}
    return "\n[[claim]]\n" + "".join(f"{key} = {value}\n" for key, value in (right | keys).items() if value)


def problem(found: Read) -> Problem:
    assert len(found.problems) == 1, [str(each) for each in found.problems]
    return found.problems[0]


def test_a_claim_says_what_its_keys_say(tmp_path: Path) -> None:
    found = read(small(tmp_path))
    assert not found.problems
    act, says = thing("signature-of-the-peace"), found.claim("chronicle:signature").says
    assert set(says) == {
        Triple(act, TYPE, dip("DiplomaticAct")),
        Triple(act, TYPE, dip("Event")),
        Triple(act, dip("actType"), dip("Signature")),
        Triple(act, dip("actor"), thing("denmark")),
        Triple(act, dip("actor"), thing("holstein-gottorp")),
        Triple(act, dip("concerns"), thing("peace-of-travendal")),
        *(
            Triple(act, dip(name), Literal("1700-08-18", XSD + "date"))
            for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
        ),
        Triple(act, dip("edtfStart"), Literal("1700-08-18")),
        Triple(act, dip("edtfEnd"), Literal("1700-08-18")),
    }
    assert len(set(says)) == len(says)


def test_a_claim_keeps_its_frame(tmp_path: Path) -> None:
    written = claim(
        status='"Disputed"',
        contradicts='["signature", "authority:denmark"]',
        reads='{ "Denmark" = "denmark", "the war" = "the war of 1700" }',
        why='"plainly"',
        by='"A reader"',
        rule='"leaving"',
    )
    found = read(small(tmp_path, claims=SIGNATURE + written))
    assert not found.problems
    got = found.claim("chronicle:c")
    assert (got.about, got.status, got.note, got.by, got.rule) == (
        thing("denmark"),
        "Disputed",
        "n",
        "A reader",
        "leaving",
    )
    assert got.contradicts == ("chronicle:signature", "authority:denmark")
    assert got.reads == (
        Reading("Denmark", thing("denmark"), "plainly"),
        Reading("the war", Literal("the war of 1700", RDF + "langString", "en"), "plainly"),
    )
    assert got.evidence == (Passage("chronicle", "Denmark left the war", 78, 98, "", ".", "", 1),)


def test_an_entity_becomes_claims_of_the_authority_file(tmp_path: Path) -> None:
    more = """
[[entity]]
id = "sweden"
type = "Polity"
label = { en = "Sweden", zh-Hant = "瑞典" }
alias = ["Swedish crown"]
code = ["COW 380"]
sameAs = [{ iri = "https://example.org/q34", found = "a list" }]
cite = "list, no. 6"
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
    sweden = found.claim("authority:sweden")
    assert sweden.evidence == (Passage("authority", locator="list, no. 6"),)
    assert Triple(thing("sweden"), LABEL, Literal("瑞典", RDF + "langString", "zh-hant")) in sweden.says
    assert Triple(thing("sweden"), dip("edtfStart"), Literal("1523")) in sweden.says
    assert {str(triple.object) for triple in sweden.says} >= {"Swedish crown", "COW 380", dip("Actor"), dip("Polity")}
    same = found.claim("authority:sweden-same-as-1")
    assert same.says == (Triple(thing("sweden"), Iri(SCHEMA + "sameAs"), Iri("https://example.org/q34")),)
    assert same.evidence == (Passage("authority", locator="a list"),)
    numbers = {
        str(t.object)
        for t in found.claim("authority:stockholm").says
        if getattr(t.object, "datatype", "") == XSD + "decimal"
    }
    assert numbers == {"59.0", "-18.5"}, "canonical, so that stores give them back as they are"


def test_a_class_may_be_given_by_any_claim_and_not_by_each(tmp_path: Path) -> None:
    later = claim(about='"peace"', type='"Event"', id='"d"')
    found = read(small(tmp_path, claims=SIGNATURE + claim(about='"peace"') + later))
    assert not found.problems
    assert Triple(thing("peace"), TYPE, dip("Event")) not in found.claim("chronicle:c").says


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"id": '"Not a Name"'}, ["claim needs an id"]),
        ({"id": ""}, ["claim needs an id"]),
        ({"id": "5"}, ["claim needs an id"]),
        ({"about": '"no/name"'}, ["'no/name' cannot name a thing", "hyphens"]),
        ({"about": "5"}, ["5 cannot name a thing"]),
        ({"about": '"denmrak"'}, ["nothing says of what class 'denmrak' is", "'denmark'"]),
        ({"about": '"new"', "type": '"Evnt"'}, ["type 'Evnt' is no class", "'Event'"]),
        ({"about": '"new"', "type": "[]"}, ["type [] is no class"]),
        ({"about": '"new"', "type": '"Claim"'}, ["not a class that claims describe"]),
        (
            {"about": '"new"', "type": '"Provision"'},
            ["a Provision stands within", "a table of provision"],
        ),
        ({"type": '"Place"'}, ["denmark is a Polity elsewhere, and a Place here"]),
        ({"end": "", "start": ""}, ["says nothing"]),
        ({"status": '"Acepted"'}, ["unknown status 'Acepted'", "'Accepted'"]),
        ({"status": "5"}, ["unknown status 5", "Disputed"]),
        ({"status": '"Rejected"', "note": ""}, ["Rejected claim needs a reason"]),
        ({"contradicts": '"treatys:none"'}, ["contradicts 'treatys:none', which is no claim"]),
        ({"contradicts": '"signatur"'}, ["contradicts 'chronicle:signatur'", "'chronicle:signature'"]),
        ({"contradicts": '"c"'}, ["which is this claim itself"]),
        ({"reads": '{ "Denmark" = "denmark" }'}, ["reads without why"]),
        ({"reads": '{ "Norway" = "denmark" }', "why": '"w"'}, ["reads 'Norway', which is not in the quote"]),
        ({"quote": ""}, ["no evidence", "exact words"]),
        ({"quote": '"Denmark went"'}, ["not in chronicle/text.txt: 'Denmark went'", "nearest: ", "Denmark left"]),
        ({"quote": '"Denmark"'}, ["stands 2 times", "occurrence = 1 to 2"]),
        ({"quote": '"Denmark"', "occurrence": "3"}, ["occurrence = 3, but the quote stands 2 times"]),
        ({"quote": '"Denmark"', "occurrence": '"2"'}, ["occurrence = '2'"]),
        ({"occurrence": "2"}, ["occurrence = 2, but the quote stands once"]),
        ({"quote": "5"}, ["5 is no quote"]),
        ({"quote": '{ exact = "Denmark", time = 2 }'}, ["is no quote", "occurrence = 2"]),
        ({"quote": '["Denmark left", "the war"]', "occurrence": "1"}, ["beside several quotes"]),
    ],
)
def test_each_mistake_in_a_claim_is_told_at_its_place(tmp_path: Path, keys: dict[str, str], words: list[str]) -> None:
    found = problem(read(small(tmp_path, claims=SIGNATURE + claim(**keys))))
    named = keys.get("id", '"c"').strip('"') or "?"
    assert (found.path, found.line, found.claim) == ("chronicle/claims.toml", 12, f"chronicle:{named}")
    assert all(word in str(found) for word in words), str(found)


@pytest.mark.parametrize("key", ["label", "locator", "note", "why", "by", "rule", "reads", "contradicts"])
@pytest.mark.parametrize("value", NOT_TEXT)
def test_a_frame_key_with_another_kind_of_value_is_told(tmp_path: Path, key: str, value: str) -> None:
    allowed = {"reads": {"{}", '{ a = "b" }'}, "contradicts": {"[]", '["a"]'}}
    if value in allowed.get(key, ()):
        return
    told = [str(each) for each in read(small(tmp_path, claims=SIGNATURE + claim(**{key: value}))).problems]
    assert any(f"{key} = " in each and "cannot be used" in each and "wanted: " in each for each in told), told


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('cite = "list, no. 3"\n', "", ["an entity needs cite"]),
        ('type = "Place"\n', "", ["an entity needs a type"]),
        ('label = { en = "Travendal" }', 'label = { de = "Travendal" }', ["label in English"]),
        ('label = { en = "Travendal" }', 'label = "Travendal"', ["label = 'Travendal' cannot be used"]),
        ('label = { en = "Travendal" }', 'label = { "in English" = "T", en = "T" }', ["label = ", "language tags"]),
        ('cite = "list, no. 3"', 'cite = "list"\nalias = "Traventhal"', ["alias = 'Traventhal'", "a list of texts"]),
        ('cite = "list, no. 3"', 'cite = "list"\ncode = [5]', ["code = [5]"]),
        ('cite = "list, no. 3"', 'cite = "list"\nlat = "54"', ["lat = '54'", "-90 to 90"]),
        ('cite = "list, no. 3"', 'cite = "list"\nlat = nan', ["lat = nan"]),
        ('cite = "list, no. 3"', 'cite = "list"\nlong = 181', ["long = 181", "-180 to 180"]),
        ('cite = "list, no. 3"', 'cite = "list"\nsameAs = [{ iri = "Q 5", found = "x" }]', ["sameAs = "]),
        ('cite = "list, no. 3"', 'cite = "list"\nsameAs = ["https://example.org"]', ["sameAs = ", "found"]),
        ('cite = "list, no. 3"', 'cite = "list"\nquote = "x"', ["unknown key 'quote'"]),
        ('cite = "list, no. 3"', 'cite = "list"\ncontradicts = 5', ["'contradicts' does not belong to Place"]),
        (
            'id = "travendal"',
            'id = "denmark"',
            ["is a Polity elsewhere", "stands twice, first at line 2"],
        ),
        ('id = "travendal"', 'id = "Travendal"', ["'Travendal' cannot name a thing"]),
    ],
)
def test_each_mistake_in_an_entity_is_told_at_its_place(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert AUTHORITY.count(old) == 1
    found = read(small(tmp_path, authority=AUTHORITY.replace(old, new))).problems
    told = " | ".join(str(each) for each in found)
    assert all(word in told for word in words), told
    assert all(each.path == "authority.toml" and each.line == 14 for each in found), told


def test_an_id_that_stands_twice_is_told_with_the_first_place(tmp_path: Path) -> None:
    found = problem(read(small(tmp_path, claims=SIGNATURE + claim() + claim(end="", start='"1400"'))))
    assert (found.line, found.message) == (19, "the id stands twice, first at line 12")


def test_a_name_with_a_slip_is_warned_of(tmp_path: Path) -> None:
    slip = claim(about='"signature-of-the-peac"', type='"DiplomaticAct"', end='"1700"')
    found = problem(read(small(tmp_path, claims=SIGNATURE + slip)))
    assert found.severity == "warning"
    assert "'signature-of-the-peac' is nearly 'signature-of-the-peace'" in found.message
    assert str(found).startswith("chronicle/claims.toml:12: [chronicle:c] warning: ")


def test_names_that_differ_in_a_year_are_no_slip(tmp_path: Path) -> None:
    years = [claim(id=f'"c{n}"', about=f'"peace-of-travendal-170{n}"', type='"Event"') for n in range(2)]
    assert not read(small(tmp_path, claims=SIGNATURE + "".join(years))).problems


def test_a_source_without_text_is_cited_and_not_quoted(tmp_path: Path) -> None:
    cited = '[[claim]]\nid = "a"\nabout = "denmark"\nstart = "0936"\n'
    good = read(small(tmp_path / "good", cited=cited + 'locator = "p. 1"\n'))
    assert good.claim("treaties:a").evidence == (Passage("treaties", locator="p. 1"),)
    assert "no evidence" in problem(read(small(tmp_path / "none", cited=cited))).message
    assert "no text is stored" in problem(read(small(tmp_path / "quote", cited=cited + 'quote = "x"\n'))).message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = claim(id='"a"', status='"Acc"') + claim(id='"b"', quote='"nowhere"') + claim(id='"d"', partie='"x"')
    found = read(small(tmp_path, claims=SIGNATURE + wrong, authority=AUTHORITY.replace("cite =", "site =")))
    assert len(found.problems) >= 3 + 2 * 5
    assert {each.claim for each in found.problems} >= {
        "chronicle:a",
        "chronicle:b",
        "chronicle:d",
        "authority:travendal",
    }


def test_the_keys_of_the_frame_are_those_that_the_ontology_declares() -> None:
    properties = {name for name in ("about", "status", "contradicts", "reads", "locator") if name in terms().properties}
    declared = terms().keys | properties
    named = {*CLAIM, *ENTITY, *DATE_KEYS, "language"}
    assert named == declared - {"source"}, "source is given by the folder"


def sentence(exact: str, text: str = TEXT, occurrence: int | None = None) -> Passage:
    table = {"quote": {"exact": exact, "occurrence": occurrence}}
    source = Source("s", "S", Path(), text)
    (found,) = passages(table, source, sentences(text), lambda message, advice: pytest.fail(message))
    return found


def test_a_quote_has_the_rest_of_its_sentence_around_it() -> None:
    found = sentence("Denmark", occurrence=1)
    assert (found.start, found.end) == (18, 25)
    assert found.prefix + found.exact + found.suffix == TEXT.split("\n")[0]
    assert sentence("Denmark", occurrence=2).start == 78


def test_a_quote_over_two_sentences_has_the_rest_of_both() -> None:
    found = sentence("the war. Sweden")
    assert (found.prefix, found.suffix) == ("Denmark left ", " went on.")


def test_a_quote_that_overlaps_itself_is_found_each_time() -> None:
    assert sentence("aa", "aaa.", 2).start == 1


def test_offsets_count_code_points() -> None:
    found = sentence("ok", "𐍈 é é ok.")
    assert (found.start, found.end) == (6, 8)


def test_quotes_are_one_or_several() -> None:
    def refuse(message: str, advice: str) -> None:
        pytest.fail(message)

    assert quoted({"quote": "a", "occurrence": 2}, refuse) == [Quote("a", 2)]
    assert quoted({"quote": ["a", {"exact": "b", "occurrence": 3}]}, refuse) == [Quote("a"), Quote("b", 3)]
    assert quoted({}, refuse) == []


def test_what_is_around_a_quote_has_one_kind_of_line_end_and_the_offsets_are_those_of_the_text() -> None:
    text = "Peace was\r\nsigned by Denmark\rat Travendal\r\nin August."
    found = sentence("Denmark", text)
    assert (found.prefix, found.suffix) == ("Peace was\nsigned by ", "\nat Travendal\nin August.")
    assert text[found.start : found.end] == "Denmark"


@pytest.mark.parametrize("exact", ["was\r\nsigned", "was\nsigned"])
def test_a_quote_over_a_carriage_return_is_told_with_advice(exact: str) -> None:
    told: list[str] = []
    source = Source("s", "S", Path(), "Peace was\r\nsigned.")
    table = {"quote": exact}
    assert list(passages(table, source, (), lambda message, advice: told.append(f"{message} ({advice})"))) == []
    assert len(told) == 1
    assert "runs over a line that ends with a carriage return" in told[0]
    assert "quote within one line" in told[0]


@pytest.mark.parametrize(
    "keys", [{"quote": "words " * 40}, {"quote": ["words " * 40, {"exact": "words " * 40, "n": 1}]}]
)
def test_a_long_quote_is_cut_in_a_message(keys: dict[str, object]) -> None:
    told: list[str] = []
    source = Source("s", "S", Path(), "")
    assert not list(passages(keys, source, (), lambda message, advice: told.append(f"{message} ({advice})")))
    assert told
    assert all("..." in each and len(each) < 250 for each in told)
    assert not any("nearest" in each for each in told), "an empty text has nothing that is near"
