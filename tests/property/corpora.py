"""Whole corpora that chance makes: several sources, all kinds of things, each status, one claim against another."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from kg.calendars import from_gregorian
from tests.fixtures.corpora import terms
from tests.fixtures.every_key import TEXT
from tests.fixtures.toml import document

POLITIES = ("denmark", "sweden", "saxony", "gottorp")
PLACES = ("travendal", "kurland", "holstein")
SOURCES = ("chronicle", "treaties", "letters")

_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)
_POLITY = st.sampled_from(POLITIES)
_PLACE = st.sampled_from(PLACES)
_STATUS = st.sampled_from(["Accepted"] * 5 + ["Disputed", "Unreviewed"])


def _some(names: tuple[str, ...], least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=least, max_size=3, unique=True)


def _concept(scheme: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(terms().schemes[scheme]))


def _dates(first: int, last: int) -> st.SearchStrategy[str]:
    days = st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31)).map(str)
    return st.one_of(
        days,
        days.map(lambda day: day[:7]),
        days.map(lambda day: day[:4]),
        days.map(lambda day: f"{day[:4]}?"),
        days.map(lambda day: f"[{day[:4]}..{day[:4]}]"),
        days.map(lambda day: f"[{day},{day[:4]}]"),
    )


_BEGUN, _ENDED, _HAPPENED = _dates(1690, 1705), _dates(1706, 1720), _dates(1690, 1720)
_LASTING = {"start": _BEGUN, "end": _ENDED}


@st.composite
def _written(draw: st.DrawFn) -> dict[str, Any]:
    """A day, and the same day as another calendar writes it."""
    day = draw(st.dates(datetime.date(1690, 1, 1), datetime.date(1720, 12, 31)))
    calendar = draw(st.sampled_from(["Julian", "ChineseLunisolar", "Gregorian"]))
    value = from_gregorian(day, calendar)
    numbers = str(int(value.rpartition("-")[2]))  # of the day: a date as written has the number of its day
    return {"date": str(day), "written": [{"text": f"the {numbers}.", "calendar": calendar, "value": value}]}


@st.composite
def _acts(draw: st.DrawFn) -> dict[str, Any]:
    actors, *targets = draw(st.permutations(POLITIES))
    act = {"type": "DiplomaticAct", "actType": draw(_concept("actTypes")), "actor": actors, "target": targets[:2]}
    return act | draw(_written()) | {"concerns": draw(_some((*PLACES, "peace-of-travendal", "great-northern-war")))}


@st.composite
def _wars(draw: st.DrawFn) -> dict[str, Any]:
    sides = draw(st.permutations(POLITIES))[: draw(st.integers(2, 4))]
    roles = draw(st.lists(_concept("roles"), min_size=4, max_size=4))
    taking_part = [
        {"participant": each, "role": role, "side": "ab"[number % 2]}
        for number, (each, role) in enumerate(zip(sides, roles, strict=False))
    ]
    return {"type": "War", "participation": taking_part, "start": draw(_BEGUN), "end": draw(_ENDED)}


@st.composite
def _transfers(draw: st.DrawFn) -> dict[str, Any]:
    one, other, *_ = draw(st.permutations(POLITIES))
    transfer = {"type": "TerritorialTransfer", "transferMode": draw(_concept("transferModes"))}
    return transfer | {"transferor": one, "transferee": other, "overPlace": draw(_PLACE), "date": draw(_HAPPENED)}


_PROVISIONS = st.fixed_dictionaries(
    {"obligationType": _concept("obligationTypes"), "obligor": _POLITY, "text": _WORDS},
    optional={"obligee": _some(POLITIES), "overPlace": _some(PLACES), "excludesPlace": _PLACE},
)
_TREATIES = st.lists(_PROVISIONS, min_size=1, max_size=3).map(
    lambda provisions: {
        "type": "Treaty",
        "provision": [{"clause": f"art. {number}", **each} for number, each in enumerate(provisions, 1)],
    }
)
_CONTROLS = st.fixed_dictionaries(
    {"type": st.just("TerritorialControl"), "controlType": _concept("controlTypes"), **_LASTING},
    optional={"lessor": _POLITY},
).flatmap(lambda table: st.builds(lambda h, p: table | {"holder": h, "overPlace": p}, _POLITY, _some(PLACES)))
_ALLIANCES = st.fixed_dictionaries({"type": st.just("Alliance"), "party": _some(POLITIES, 2), **_LASTING})
_NEUTRAL = st.fixed_dictionaries(
    {"type": st.just("Neutrality"), "party": _POLITY, "inWar": st.just("great-northern-war"), **_LASTING},
    optional={"excludesPlace": _PLACE},
)
_JUDGEMENTS = st.fixed_dictionaries(
    {
        "type": st.just("Judgement"),
        "concerns": _some((*POLITIES, *PLACES)),
        "text": _WORDS,
        "status": st.just("Disputed"),
    }
)
_KINDS = st.one_of(_ALLIANCES, _acts(), _wars(), _transfers(), _TREATIES, _CONTROLS, _NEUTRAL, _JUDGEMENTS)


@st.composite
def corpora(draw: st.DrawFn) -> Mapping[str, str]:
    """The files of a corpus, by name."""
    claims: dict[str, list[dict[str, Any]]] = {source: [] for source in SOURCES}
    for number in range(draw(st.integers(1, 6))):
        source = draw(st.sampled_from(SOURCES))
        table = {"id": f"c{number}", "about": f"thing-{number}-{'abcdef'[number] * 9}", "label": f"Thing {number}"}
        table |= {"status": draw(_STATUS), **draw(_KINDS), **draw(_evidence(source))}
        if source == "chronicle":
            table.pop("written", None)  # the text has no such date
        claims[source].append(table | draw(_frames()))
        if draw(st.booleans()):
            claims[draw(st.sampled_from(SOURCES[1:]))].append(draw(_against(source, table)))
    return _files(draw, claims)


def _evidence(source: str) -> st.SearchStrategy[dict[str, Any]]:
    if source != "chronicle":
        return st.fixed_dictionaries({"locator": _WORDS})
    slices = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda at: TEXT[at[0] : sum(at)])
    return slices.flatmap(
        lambda words: st.integers(1, sum(TEXT.startswith(words, at) for at in range(len(TEXT)))).map(
            lambda number: {"quote": {"exact": words, "occurrence": number}}
        )
    )


def _frames() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={"note": _WORDS, "by": _WORDS, "rule": _WORDS})


@st.composite
def _against(draw: st.DrawFn, source: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """A claim that speaks against another: another label of the same thing, rejected for it, with how it was read."""
    words = draw(_WORDS)
    return {
        "id": f"{table['id']}-against",
        "about": table["about"],
        "label": words,
        "status": draw(st.sampled_from(["Rejected", "Disputed"])),
        "contradicts": f"{source}:{table['id']}",
        "locator": draw(_WORDS),
        "reads": {words: draw(st.sampled_from([*POLITIES, "something else"]))},
        "why": draw(_WORDS),
    }


def _files(draw: st.DrawFn, claims: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    entities: list[dict[str, Any]] = [
        {
            "id": name,
            "type": "Polity",
            "label": {"en": name.title()},
            "start": draw(_dates(1500, 1600)),
            "cite": "a list",
        }
        for name in POLITIES
    ]
    entities += [{"id": name, "type": "Place", "label": {"en": name.title()}, "cite": "a map"} for name in PLACES]
    entities[-1]["sameAs"] = [{"iri": "https://example.org/holstein", "found": draw(_WORDS)}]
    entities.append({"id": "peace-of-travendal", "type": "Treaty", "label": {"en": "The Peace"}, "cite": "a list"})
    sides = [{"participant": "denmark", "side": "a"}, {"participant": "sweden", "side": "b"}]
    war = {"id": "great-northern-war", "type": "War", "label": {"en": "The War"}, "cite": "a list"}
    entities.append(war | {"participation": sides, "start": "1690", "end": "1720"})
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    files = {
        f"{source}/claims.toml": document({"claim": tables}) if tables else "" for source, tables in claims.items()
    }
    files |= {f"{source}/source.toml": document({"title": draw(_WORDS)}) for source in SOURCES[1:]}
    files |= {"chronicle/source.toml": document({"title": "A chronicle", "sha256": digest}), "chronicle/text.txt": TEXT}
    return {"authority.toml": document({"entity": entities}), **files}
