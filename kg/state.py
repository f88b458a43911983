"""Rows of the question state-on-date and the claims behind them come in; who stood where goes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from kg.evidence import Said, rows
from kg.sentences import when
from kg.terms import Table


@dataclass(frozen=True, slots=True)
class Standing:
    """One state of affairs on a day: ``certainty`` is certain, possible, or certain in part (of a period)."""

    certainty: str
    kind: str
    one: str
    one_label: str
    others: tuple[str, ...]
    other_labels: tuple[str, ...]
    thing: str
    label: str
    start: str  # EDTF
    end: str
    said: tuple[Said, ...] = ()

    def words(self) -> str:
        """The quotation, or the citation, on which it rests: of the first accepted claim that says most."""
        if not self.said:
            return ""
        best = min(self.said, key=lambda said: (said.status != "Accepted", not said.passages[0].exact, -_weight(said)))
        passage, title = best.passages[0], best.source_title
        return f'"{" ".join(passage.exact.split())}" ({title})' if passage.exact else f"{title}, {passage.locator}"


def read(table: Table, said: Sequence[Said], *, polity: str = "") -> list[Standing]:
    """The states of affairs, one for each thing and actor, those of one polity alone where it is named by its IRI."""
    by_thing: dict[str, list[Said]] = {}
    for claim in said:
        by_thing.setdefault(claim.thing, []).append(claim)
    grouped: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in rows(table):
        grouped.setdefault((row["thing"], row["one"]), []).append(row)
    standings = [_standing(group, by_thing.get(group[0]["thing"], [])) for group in grouped.values()]
    return [each for each in standings if not polity or polity in (each.one, *each.others)]


def render(standings: Sequence[Standing], *, day: str) -> str:
    """The standings as text for people: one paragraph each, the certain ones first."""
    if not standings:
        return f"Nothing in this graph is known to have held on {day}.\n"
    order = {"certain": 0, "certain in part": 1, "possible": 2}
    lines = []
    for each in sorted(standings, key=lambda standing: order.get(standing.certainty, 3)):
        lines.append(f"{each.certainty:<9} {each.one_label} — {each.kind} — {', '.join(each.other_labels)}")
        lines += [f"          {line}" for line in (when(each.start, each.end).lstrip(", "), each.words()) if line]
    return "\n".join(lines) + "\n"


def _standing(group: Sequence[Mapping[str, str]], said: Sequence[Said]) -> Standing:
    row = group[0]
    return Standing(
        certainty=row["certainty"],
        kind=row["kind"],
        one=row["one"],
        one_label=row["oneLabel"],
        others=tuple(each["other"] for each in group),
        other_labels=tuple(each["otherLabel"] for each in group),
        thing=row["thing"],
        label=row["label"],
        start=row["start"],
        end=row["end"],
        said=tuple(said),
    )


def _weight(said: Said) -> int:
    """Claims that tell the thing by the sentence of its kind go before those that give a date or a place only."""
    return 0 if ":" in said.sentence else len(said.sentence)


def to_json(standings: Sequence[Standing]) -> str:
    """The standings as JSON: a list of objects, each with the claims on which it rests."""
    plain = [asdict(each) | {"words": each.words()} for each in standings]
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
