"""The mistakes, in the order in which the page tells them: what is wrong with a small corpus, or with a command."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from tests.fixtures.corpora import AUTHORITY as SMALL
from tests.fixtures.corpora import SIGNATURE, SOURCE, TEXT

CLAIMS, TEXT_FILE, SOURCE_FILE = "chronicle/claims.toml", "chronicle/text.txt", "chronicle/source.toml"
CITED, CITED_SOURCE = "treaties/claims.toml", "treaties/source.toml"
AUTHORITY = f"""{SMALL}start = "1700"
end = "1721"
participation = [{{ participant = "denmark", side = "A" }}, {{ participant = "sweden", side = "B" }}]

[[entity]]
id = "sweden"
type = "Polity"
label = {{ en = "Sweden" }}
cite = "list, no. 6"
"""
WAR = """
[[claim]]
id = "war"
about = "great-northern-war"
tookPlaceAt = "travendal"
quote = "Denmark left the war"
"""
ALLIANCE = """
[[claim]]
id = "alliance"
type = "Alliance"
label = "Danish alliance"
party = ["denmark", "sweden"]
start = "1699"
end = "1700"
quote = "Denmark left the war. Sweden went on"
"""
LATER = """
[[claim]]
id = "later"
about = "alliance"
start = "1701"
quote = "Sweden went on"
"""
DEMAND = """
[[claim]]
id = "demand"
type = "DiplomaticAct"
label = "a demand"
actType = "Demand"
actor = "denmark"
outcome = "NoResult"
quote = "Denmark left the war"
"""
REFUSED = """
[[claim]]
id = "refusal"
about = "demand"
outcome = "Refused"
quote = "Sweden went on"
"""
OPINION = """
[[claim]]
id = "view"
type = "Judgement"
concerns = "denmark"
text = "ruinous"
quote = "Denmark left the war"
"""
ARTICLE = """
[[claim]]
id = "article"
about = "peace-of-travendal"
provision = [{ clause = "I", text = "Peace." }]
locator = "art. I"
"""


@dataclass(frozen=True)
class Case:
    """One mistake: what it is, the files that differ from the small corpus, and the command that meets it."""

    what: str
    files: dict[str, str | bytes | None] = field(default_factory=dict)
    command: str = "kg check corpus"
    code: int = 3


def _recorded(text: str) -> dict[str, str | bytes | None]:
    """Another text of the chronicle, with its hash."""
    return {TEXT_FILE: text, SOURCE_FILE: SOURCE.replace(_hash(TEXT), _hash(text))}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def claims(what: str, *changes: tuple[str, str], more: str = "", code: int = 3) -> Case:
    """A mistake in the claims of the chronicle: what is replaced, and what is added."""
    text = SIGNATURE + more
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return Case(what, {CLAIMS: text}, code=code)


def authority(what: str, old: str, new: str, code: int = 3) -> Case:
    """A mistake in the authority file."""
    assert old in AUTHORITY
    return Case(what, {"authority.toml": AUTHORITY.replace(old, new, 1)}, code=code)


def dated(what: str, date: str) -> Case:
    """A mistake in the date of the signature."""
    return claims(what, ("1700-08-18", date))


def written(what: str, calendar: str, value: str, date: str = 'date = "1700-08-18"\n') -> Case:
    """A mistake in the date as the source writes it, beside the date of the claim."""
    line = f'written = {{ text = "18 August 1700", calendar = "{calendar}", value = "{value}" }}\n'
    return claims(what, ('date = "1700-08-18"\n', date + line))


def travendal(what: str, line: str) -> Case:
    """A mistake in what the authority file says of a place."""
    cite = 'cite = "list, no. 3"\n'
    return authority(what, cite, f"{cite}{line}\n")


def asked(what: str, question: str) -> Case:
    """A mistake in a question of one's own."""
    return Case(what, {"q.rq": question}, "kg query corpus/q.rq")


QUOTE = '"Denmark and Holstein-Gottorp signed the Peace of Travendal"'
CORPUS: dict[str, list[Case]] = {
    "Words that are not as the source has them": [
        claims("A quote with a word changed", ("signed the Peace", "sign the Peace")),
        claims("A quote of which the text has nothing", (QUOTE, '"Поэтому король отступил"')),
        claims("A quote that stands twice", ('"Denmark left the war"', '"Denmark"'), more=WAR),
        claims("A place that there is not", ('"Denmark left the war"', '"Denmark"\noccurrence = 3'), more=WAR),
        claims("An empty quote", (QUOTE, '""')),
        claims("A claim without evidence", (f"quote = {QUOTE}\n", "")),
        Case("A cited source that is quoted", {CITED: ARTICLE.replace('locator = "art. I"', 'quote = "Peace."')}),
        Case("A cited source without the place", {CITED: ARTICLE.replace('locator = "art. I"\n', "")}),
        claims("Words read otherwise that are not quoted", more=WAR + 'reads = { "Norway" = "denmark" }\nwhy = "so"\n'),
        claims("Words read otherwise without a reason", more=WAR + 'reads = { "Denmark" = "denmark" }\n'),
        Case("A text that was changed since it was recorded", {TEXT_FILE: TEXT.replace("signed", "have signed")}),
        Case(
            "The same, with a proposal",
            {TEXT_FILE: TEXT.replace("signed", "have signed")},
            "kg check corpus --repair",
        ),
    ],
    "Words that say less than the claim": [
        claims("A day that the sentence does not have", ("1700-08-18", "1700-08-19"), code=0),
        claims("A party that the sentence does not name", ('["denmark", ', '["sweden", '), code=0),
        claims("A date as written that stands nowhere", (
            'date = "1700-08-18"\n',
            'date = "1700-08-18"\nwritten = { text = "19 Augusti", calendar = "Gregorian", value = "1700-08-18" }\n',
        )),
    ],
    "Names with a slip": [
        claims("A key", ("concerns =", "concern =")),
        claims("A class", ('"DiplomaticAct"', '"DiplomaticAkt"')),
        claims("A kind of act", ('"Signature"', '"Signiture"')),
        claims("A thing", ('"denmark"', '"denmarck"')),
        claims("A status", more=WAR + 'status = "Disputd"\n'),
        claims("A thing that is one only by a slip", more=WAR.replace("great-northern-war", "great-nothern-war")),
        claims("A claim that is contradicted", more=WAR + 'contradicts = "signatur"\nstatus = "Disputed"\n'),
        written("A calendar", "Gregorien", "1700-08-18"),
        Case("A key of a source", {SOURCE_FILE: SOURCE.replace("title", "titel")}),
        Case("A kind of table", {CLAIMS: SIGNATURE.replace("[[claim]]", "[[claims]]")}),
        Case("A file", {"chronicle/claim.toml": SIGNATURE, CLAIMS: ""}),
    ],
    "Things that are not what they are taken for": [
        claims("A place that signs", ('["denmark", "holstein-gottorp"]', '"travendal"')),
        claims("A key of another class", more=ALLIANCE + 'outcome = "Refused"\n'),
        claims("A thing of no class", more=WAR.replace("great-northern-war", "some-other-war")),
        claims("A thing of two classes", more=WAR + 'type = "Treaty"\n'),
        claims("A number where a name is wanted", ('concerns = "peace-of-travendal"', "concerns = 5")),
        claims("Two values where one may be", more=WAR + 'outcome = ["NoResult", "Refused"]\n'),
        claims("A class that stands only within others", more=WAR.replace("about =", 'type = "Provision"\nabout =')),
        Case("A part without its name", {CITED: ARTICLE.replace('clause = "I", ', "")}),
        claims("A note that is a number", more=WAR + "note = 5\n"),
        claims("A claim that says nothing", more=WAR.replace('tookPlaceAt = "travendal"\n', "")),
        authority("An entity without a type", 'type = "War"\n', ""),
        authority("An entity without an English label", '{ en = "Travendal" }', '{ da = "Traventhal" }'),
        authority("An entity without the place where its facts are found", 'cite = "list, no. 3"\n', ""),
        travendal("A latitude that no place has", 'lat = 539.5'),
        travendal("An address that is none", 'sameAs = [{ iri = "Q123", found = "there" }]'),
    ],
    "Names that stand for two things": [
        claims("A claim's id twice", more=WAR.replace('id = "war"', 'id = "signature"')),
        authority("An entity's id twice", 'id = "holstein-gottorp"', 'id = "denmark"'),
        claims("An id that cannot be one", ('id = "signature"', 'id = "The Signature"')),
        claims("A claim without an id", ('id = "signature"\n', "")),
        Case("A folder whose name cannot be one", {"My Source/source.toml": SOURCE, "My Source/claims.toml": ""}),
    ],
    "Dates": [
        dated("A day that no month has", "1700-02-30"),
        dated("A month that there is not", "1700-13"),
        dated("A leap day in a common year", "1701-02-29"),
        dated("Day first", "18-08-1700"),
        dated("A date in words", "18 August 1700"),
        claims("A date without quotation marks", ('"1700-08-18"', "1700-08")),
        dated("A season", "1700-23"),
        dated("A decade in another form", "170x"),
        dated("The year 0", "0000-08-18"),
        dated("A year before the first", "-0043-03-15"),
        dated("A year of five digits", "10700-08-18"),
        dated("A range that is reversed", "[1700-08-19..1700-08-18]"),
        dated("A span that is reversed", "1701/1700"),
        dated("A span without an end", "1700/.."),
        claims("A date beside a start", more=ALLIANCE + 'date = "1700"\n'),
        claims("A state that begins after it ends", ('start = "1699"', 'start = "1701"'), more=ALLIANCE),
        claims("A treaty, which is dated by its acts", more=WAR.replace("great-northern-war", "peace-of-travendal")
               .replace('tookPlaceAt = "travendal"', 'date = "1700"')),
        claims("A state without an end", ('end = "1700"\n', ""), more=ALLIANCE, code=0),
    ],
    "Dates in two calendars": [
        written("Julian and Gregorian that disagree by a day", "Julian", "1700-08-08"),
        written("Chinese and Gregorian that disagree by a day", "ChineseLunisolar", "kangxi-39-07-05"),
        written("A leap month that the year does not have", "ChineseLunisolar", "kangxi-39-L7-04"),
        written("An era and a year that it does not have", "ChineseLunisolar", "kangxi-70-07-04"),
        written("A sexagenary year with nothing near it", "ChineseLunisolar", "gengchen-07-04", ""),
    ],
    "Lives": [
        authority("An alliance that outlives a party", 'id = "denmark"\ntype = "Polity"',
                  'id = "denmark"\ntype = "Polity"\nend = "1690"', code=1),
        authority("A signature before the signatory was there", 'id = "denmark"\ntype = "Polity"',
                  'id = "denmark"\ntype = "Polity"\nstart = "1701"', code=1),
    ],
    "Claims that cannot all be true": [
        claims("Dates that leave no day", more=ALLIANCE + LATER),
        claims("Two values of what has one", more=DEMAND + REFUSED),
        claims("One that contradicts another, both Accepted", more=WAR + 'contradicts = "signature"\n'),
        claims("One that contradicts itself", more=WAR + 'contradicts = "war"\nstatus = "Disputed"\n'),
        claims("A Rejected claim without a reason", more=WAR + 'status = "Rejected"\n'),
        claims("An opinion that is Accepted", more=OPINION),
        claims("An Accepted claim about what nobody accepts", more=ALLIANCE + 'status = "Disputed"\n'
               + DEMAND.replace('outcome = "NoResult"', 'concerns = "alliance"')),
        travendal("Places that are part of one another", 'partOf = "travendal"'),
    ],
    "Files": [
        Case("A folder that is not there", {}, "kg check corpsu"),
        Case("A folder without a source", dict.fromkeys((CLAIMS, TEXT_FILE, SOURCE_FILE, CITED, CITED_SOURCE))),
        Case("A corpus without a claim", {CLAIMS: ""}),
        Case("A source without claims.toml", {CLAIMS: None}),
        Case("A source without source.toml", {SOURCE_FILE: None}),
        claims("TOML that breaks off in a string", (f"quote = {QUOTE}", f"quote = {QUOTE[:-1]}")),
        claims("TOML that breaks off at the end", more='\n[[claim]\nid = "x"\n'),
        claims("A key twice", ('id = "signature"\n', 'id = "signature"\nid = "signing"\n')),
        claims("A value that is no TOML", ('"Signature"', "Signature")),
        Case("A text in Latin-1", {TEXT_FILE: TEXT.replace("Travendal", "Travendæl").encode("latin-1")}),
        Case("Claims in UTF-16", {CLAIMS: SIGNATURE.encode("utf-16")}),
        Case("A byte order mark before claims", {CLAIMS: b"\xef\xbb\xbf" + SIGNATURE.encode()}, code=0),
        Case("A byte order mark before a text", {TEXT_FILE: b"\xef\xbb\xbf" + TEXT.encode()}),
        Case("A NUL in a text", {TEXT_FILE: TEXT.replace("left", "le\0ft")}),
        Case("A text with CR LF at the ends of lines", _recorded(TEXT.replace("\n", "\r\n")), code=0),
        Case("A text of more bytes than every store keeps", _recorded(TEXT + "Nobody quotes this.\n" * 50_000), code=0),
        Case("Mixed line ends in a text", {TEXT_FILE: TEXT.replace(".\n", ".\r\n", 1)}),
        Case("A folder where a file should be", {CITED: None, f"{CITED}/x": ""}),
    ],
}  # fmt: skip
COMMANDS: dict[str, list[Case]] = {
    "Files that cannot be written": [
        Case("A file where the folder of exports should be", {}, "kg build corpus -o corpus/authority.toml"),
        Case("A folder where a file of exports should be", {"x/foedera.ttl/y": ""}, "kg build corpus -o corpus/x"),
        Case("A place that takes no files", {}, "kg build corpus -o /proc/made"),
        Case("A device that is full", {}, "kg query chronology -o /dev/full"),
    ],
    "Questions": [
        Case("A question that there is not", {}, "kg query chronolgy"),
        Case("A parameter that there is not", {}, "kg query treaty-signatures --set traety=qing"),
        Case("A value of another kind", {}, "kg query alliances-on-date --set day=1904"),
        Case("A value that no calendar has", {}, "kg query alliances-on-date --set day=1904-02-30"),
        asked("A bracket that is not closed", "SELECT ?a WHERE {\n  ?a ?b ?c\n"),
        asked("A string that is not closed", 'SELECT ?a WHERE {\n  ?a ?b "c\n}\n'),
        asked("A prefix that is not declared", "SELECT ?a WHERE {\n  ?a a dip:War\n}\n"),
        asked("A word that is misspelt", "SELECT ?a WHERE {\n  ?a ?b ?c .\n  FLITER(?c > 1)\n}\n"),
        asked("A request that would change the store", "DELETE WHERE { ?a ?b ?c }\n"),
        asked("A request to another machine", "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }\n"),
        Case("A file that is not there", {}, "kg query corpus/none.rq"),
        Case("A thing that there is not", {}, "kg explain qing-neutralty"),
        Case("A property that the thing does not have", {}, "kg explain qing-neutrality outcome"),
        Case("A polity that there is not", {}, "kg state 1904-03-01 --polity japn"),
        Case("What is no day", {}, "kg state 1904-02-30"),
        Case("The year 0, asked for", {}, "kg state 0000-02-03"),
        Case("A topic that there is not", {}, "kg view --about portsmuth -o page.html"),
        Case("A page without a title", {}, "kg view --title ' ' -o page.html"),
        Case("A page that opens on no day", {}, "kg view --on 1904-02-30 -o page.html"),
        Case("A page that opens at what is not drawn", {}, "kg view --focus Rusia -o page.html"),
    ],
    "Stores": [
        Case("A store that is not there", {}, "kg query chronology --store nowhere.ttl"),
        Case("A folder without a graph", {}, "kg query chronology --store corpus"),
        Case("A file of no RDF", {}, "kg query chronology --store corpus/authority.toml"),
        Case(
            "Turtle with a mistake",
            {"x.ttl": "<urn:a> <urn:b> <urn:c>\n<urn:d> .\n"},
            "kg query chronology --store corpus/x.ttl",
        ),
        Case("A graph without claims", {"x.ttl": "<urn:a> <urn:b> <urn:c> .\n"}, "kg diff corpus/x.ttl corpus"),
    ],
}  # fmt: skip
