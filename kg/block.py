"""The nodes and edges of a pyvis network come in; the page's data block goes out: each kind, source and claim once.

A table is ``{"keys": [...], "rows": [[...], ...]}``; a row has its values in the order of the keys, ``None`` where
nothing is said, and ends with the last that is. ``readModel`` of ``templates/model.js`` reads it back. Text is never
HTML here, and whatever a field holds, the block is plain JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.namespaces import ID

Record = dict[str, Any]

_BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")
_KIND = ("id", "label", "order", "colour", "dark", "dashes", "width", "head", "middle", "symmetric", "standing")
_CLASS = ("id", "label", "shape", "colour", "dark")
_NAME = ("id", "name", "kind", "labels", "own", "days", "spot", "at", "aliases")
_RELATION = ("id", "from", "to", "kind", "sentence", "claims", "days", "start", "end", "status", "derived", "follows")
_SOURCE = ("id", "title", "citation", "url", "language", "text", "hashed")
_CLAIM = (
    *("claim", "source", "passages", "by", "understood", "sentence", "note", "status", "against", "readings"),
    *("written", "iri", "rule", "confidence", "citation", "url"),
)
_AGAINST = ("claim", "sentence", "status", "note", "source_title")
_DATE = re.compile(r"(-?)([0-9]{4,6})-([0-9]{2})-([0-9]{2})")


def pack(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], scene: Mapping[str, Any]) -> Record:
    """The whole block; of ``scene``, ``texts`` and ``disputed`` get into the tables, and months get shorter."""
    classes, kinds = _Numbered(_CLASS), _Numbered(_KIND)
    claims = _Claims(scene.get("texts") or {})
    number = {node["id"]: place for place, node in enumerate(nodes)}
    names = [_name(node, classes) for node in nodes]
    relations = [_relation(edge, number, kinds, claims) for edge in edges]
    patterns = _patterns(relations, names)
    doubts = [claims.number(item, "") for item in scene.get("disputed", ())]
    told = {key: value for key, value in scene.items() if key not in ("texts", "disputed")}
    told["months"] = _months(scene.get("months") or [])
    return {
        "base": ID,
        "names": table(_NAME, names),
        "classes": table(_CLASS, classes.records),
        "relations": table(_RELATION, relations),
        "kinds": table(_KIND, kinds.records),
        "claims": table(_CLAIM, claims.records),
        "sources": table(_SOURCE, claims.sources),
        "patterns": patterns,
        "scene": {**told, "base": ID, "doubts": doubts, "by": claims.agents},
    }


def _months(months: Sequence[Sequence[Any]]) -> list[Any]:
    """Each month that follows on the one before in the same year only as the days from that to it.

    >>> _months([[0, "jiachen", 1], [30, "jiachen", 2], [59, "jiachen", 2, 1], [89, "jiachen", 3]])
    [[0, 'jiachen', 1], 30, [59, 'jiachen', 2, 1], 30]
    """
    told: list[Any] = []
    for before, month in zip([[], *months], months, strict=False):
        follows = bool(before) and list(month[1:]) == [before[1], before[2] + 1]
        told.append(month[0] - before[0] if follows else list(month))
    return told


def _patterns(relations: Sequence[Record], names: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sentences that differ in their two names only, once; a relation has the number of its own instead.

    ``{0}`` and ``{1}`` stand for the names at the two ends. What is told once only stays as it is.
    """
    found: dict[str, list[Record]] = {}
    for relation in relations:
        one, other = (names[relation[end]]["name"] for end in ("from", "to"))
        pattern = _pattern(relation["sentence"], one, other)
        if pattern:
            found.setdefault(pattern, []).append(relation)
    kept = [pattern for pattern, of in found.items() if len(of) > 1]
    for number, pattern in enumerate(kept):
        for relation in found[pattern]:
            relation["sentence"] = [number]
    return kept


def _pattern(sentence: str, one: str, other: str) -> str:
    """The sentence with places for its names, where putting them back gives the same sentence; else nothing."""
    if not one or not other or "{" in sentence or one == other or one in other or other in one:
        return ""
    pattern = sentence.replace(one, "{0}", 1).replace(other, "{1}", 1)
    is_whole = pattern.replace("{0}", one).replace("{1}", other) == sentence
    return pattern if is_whole and pattern.count("{") == 2 else ""


def table(keys: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Record:
    """The records as rows; what is empty or false is left out.

    >>> table(("a", "b", "c"), [{"a": 1, "b": "", "c": 0}, {"c": True}])
    {'keys': ['a', 'b', 'c'], 'rows': [[1, None, 0], [None, None, True]]}
    """
    return {"keys": list(keys), "rows": [_row(keys, record) for record in records]}


def _row(keys: Sequence[str], record: Mapping[str, Any]) -> list[Any]:
    row = [_said(record.get(key)) for key in keys]
    while row and row[-1] is None:
        row.pop()
    return row


def _said(value: Any) -> Any:
    return None if value is None or value is False or value in ("", [], {}) else value


def day_number(iso: object) -> int | None:
    """Days since 1 January 1970 in the proleptic Gregorian calendar, years before 1 included; None if it is no date.

    Counts eras of 400 years, as H. Hinnant describes it ("chrono-Compatible Low-Level Date Algorithms").

    >>> day_number("1970-01-02"), day_number("1904-02-30"), day_number("-0043-03-15")
    (1, None, -735160)
    """
    found = _DATE.fullmatch(str(iso or ""))
    if not found:
        return None
    year, month, day = int(found[1] + found[2]), int(found[3]), int(found[4])
    if not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return None
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days(record: Mapping[str, Any]) -> list[int | None] | None:
    """The four bounds as day numbers; each after the first that is known by its distance from the one before."""
    days: list[int | None] = []
    before = 0
    for bound in _BOUNDS:
        day = day_number(record.get(bound))
        days.append(None if day is None else day - before)
        before = before if day is None else day
    while days and days[-1] is None:
        days.pop()
    return days or None


def _short(iri: str) -> str:
    """What the page calls a thing: without the namespace of ours; an equals sign before what has another."""
    local = iri.removeprefix(ID)
    return local if iri.startswith(ID) and not local.startswith("=") else f"={iri}"


class _Numbered:
    """Records of which each is kept once, by number."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.records: list[Record] = []
        self._keys = keys
        self._numbers: dict[str, int] = {}

    def number(self, record: Mapping[str, Any]) -> int:
        key = repr([record.get(each) for each in self._keys])
        if key not in self._numbers:
            self._numbers[key] = len(self.records)
            self.records.append(dict(record))
        return self._numbers[key]


class _Claims:
    """Claims and their sources, each once."""

    def __init__(self, texts: Mapping[str, Mapping[str, Any]]) -> None:
        self.records: list[Record] = []
        self.sources: list[Record] = []
        self.agents: list[str] = []
        self._texts = texts
        self._numbers: dict[str, int] = {}
        self._sources: dict[tuple[str, ...], int] = {}
        self._agents: dict[str, int] = {}

    def number(self, item: Mapping[str, Any], sentence: str, dates: str = "") -> int:
        """The number of a claim.

        Its sentence is left out where it is that of the first relation that it bears; of dates that are as those of
        that relation (``dates``) only 0 stands.
        """
        key = repr(sorted((str(name), repr(value)) for name, value in item.items()))
        if key not in self._numbers:
            self._numbers[key] = len(self.records)
            self.records.append(self._claim(item, sentence, dates))
        return self._numbers[key]

    def _claim(self, item: Mapping[str, Any], sentence: str, dates: str) -> Record:
        source = self._source(item)
        own = str(item.get("sentence") or "")
        iri = str(item.get("claim_iri") or "")
        plain = ("claim", "status", "understood", "note", "rule", "confidence")
        told: Record = {key: str(item.get(key) or "") for key in plain}
        told["status"] = "" if told["status"] == "Accepted" else told["status"]
        told["understood"] = 0 if dates and told["understood"] == dates else told["understood"]
        return told | {
            "by": self._agent(str(item.get("by") or "")),
            "iri": _short(iri) if iri and iri != f"{ID}claim/{told['claim'].replace(':', '/', 1)}" else "",
            "source": source,
            **{each: self._own(item, each, source) for each in ("citation", "url")},
            "sentence": "" if own == sentence else own,
            "passages": [self._passage(passage, source) for passage in passages(item)],
            "written": _written(item.get("written_dates") or item.get("written")),
            "against": [_fields(_AGAINST, each) for each in _list(item.get("against"))],
            "readings": [_fields(("words", "meaning", "why"), each) for each in _list(item.get("readings"))],
        }

    def _agent(self, by: str) -> int | None:
        if by and by not in self._agents:
            self._agents[by] = len(self.agents)
            self.agents.append(by)
        return self._agents.get(by)

    def _own(self, item: Mapping[str, Any], field: str, source: int) -> str | int:
        """How a claim cites its source; nothing where the source says just that, 0 where the claim says nothing."""
        own = str(item.get(field) or "")
        return "" if own == self.sources[source][field] else own or 0

    def _source(self, item: Mapping[str, Any]) -> int:
        """The number of a source, which its id and title tell from others; not all of its claims may say the title."""
        name, title, *cited = (_text(item.get(each)) for each in ("source", "source_title", "citation", "url"))
        key = (name, title, *([] if name or title else cited))
        also = (name, "") if title else (name,)  # the one without a title yet; the first that has the id
        found = self._sources.get(key, self._sources.get(also) if name else None)
        if found is None:
            found = len(self.sources)
            self.sources.append(self._told(name, title, item))
        elif key not in self._sources and title:
            self.sources[found]["title"] = title
            del self._sources[also]
        self._sources.setdefault(key, found)
        self._sources.setdefault((name,), found)
        return found

    def _told(self, name: str, title: str, item: Mapping[str, Any]) -> Record:
        known = self._texts.get(name, {})
        told: Record = {"id": name, "title": title} | {each: _text(item.get(each)) for each in ("citation", "url")}
        told |= {each: _text(known.get(each)) for each in ("language", "text")}
        return told | {"hashed": bool(known.get("sha256")) and not told["text"]}

    def _passage(self, passage: Mapping[str, Any], source: int) -> list[Any]:
        """Offsets alone where the text itself is in the page and has the words there."""
        words = [str(passage.get(each) or "") for each in ("quote", "prefix", "suffix", "locator")]
        quote, prefix, suffix, locator = words
        start, end = (_offset(passage.get(each)) for each in ("start", "end"))
        text = self.sources[source]["text"]
        first, last = start - len(prefix), end + len(suffix)
        if quote and first >= 0 and text[first:last] == prefix + quote + suffix and end - start == len(quote):
            return _row(range_keys, dict(zip(range_keys, (start, end, first, last, locator), strict=True)))
        row: list[Any] = [quote, prefix or None, suffix or None, locator or None]
        row += [start] if start >= 0 else []
        row += [end] if start >= 0 and end != start + len(quote) else []
        while len(row) > 1 and row[-1] is None:
            row.pop()
        return row


range_keys = ("start", "end", "from", "to", "locator")


def passages(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All passages of a claim; of one that only has fields of its own, the one that they make."""
    several = _list(item.get("passages"))
    if several:
        return several
    return [item] if item.get("quote") or item.get("locator") else []


def _text(value: object) -> str:
    return str(value or "")


def _offset(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else -1


def _list(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def _fields(keys: Sequence[str], item: Mapping[str, Any]) -> Record:
    return {key: str(item[key]) for key in keys if item.get(key)}


def _written(value: object) -> list[Record]:
    if isinstance(value, str):
        return [{"text": value}] if value else []
    return [_fields(("text", "calendar", "value", "gregorian"), each) for each in _list(value)]


def _name(node: Mapping[str, Any], classes: _Numbered) -> Record:
    look = {"id": node["kind"], "label": node["kind_label"], "shape": node["shape"], "colour": node["color"]}
    return {
        "id": _short(node["id"]),
        "name": node["name"],
        "kind": classes.number(look | {"dark": node.get("colour_dark", "")}),
        "labels": {
            tag: "" if tag == "en" and label == node["name"] else label for tag, label in node["labels"].items()
        },
        "own": node.get("own"),
        "days": _days(node),
        "spot": node.get("spot"),
        "at": node.get("at"),
        "aliases": node.get("aliases"),
    }


def _relation(edge: Mapping[str, Any], number: Mapping[str, int], kinds: _Numbered, claims: _Claims) -> Record:
    look = {"id": edge["kind"], "label": edge["kind_label"], "colour": edge["color"], "dark": edge["colour_dark"]}
    start, end = (str(edge.get(each) or "") for each in ("start", "end"))
    dates = start if start == end else f"{start or '?'} / {end or '?'}"  # as kg.network tells the dates of a claim
    look |= {key: edge[key] for key in ("order", "width", "head", "middle", "symmetric", "standing")}
    return {
        "id": _short(edge["id"]),
        "from": number[edge["from"]],
        "to": number[edge["to"]],
        "kind": kinds.number(look | {"dashes": edge["dashes"] or None}),
        "sentence": edge["sentence"],
        "claims": list(dict.fromkeys(claims.number(item, edge["sentence"], dates) for item in edge["evidence"])),
        "days": _days(edge),
        "start": edge.get("start"),
        "end": edge.get("end"),
        "status": "" if edge["status"] == "Accepted" else edge["status"],
        "derived": edge["derived"],
        "follows": edge["derived_from"],
    }
