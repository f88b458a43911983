"""Rows of the question state-on-date and the claims behind them come in; who stood where goes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from kg import dates
from kg.evidence import Said, rows
from kg.sentences import tame, when
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
        best = self._best()
        derived = "derived from what is said of the transfer: " if best.about != self.thing else ""
        return derived + _cited(best)

    def dated_by(self) -> list[str]:
        """Where the start and the end are found, but for what ``words`` cites: the accepted claims that give them."""
        if not self.said:
            return []
        own = self._best()
        lines = []
        for word, edtf, given in (("start", self.start, "start"), ("end", self.end, "end")):
            found = _giving(edtf, [each for each in self.said if each.status == "Accepted"], given)
            lines += [f"{word}: {_cited(each)}" for each in found if each.id != own.id]
        return lines

    def _best(self) -> Said:
        return min(self.said, key=lambda said: (said.status != "Accepted", not said.passages[0].exact, -_weight(said)))


def read(table: Table, said: Sequence[Said], *, polity: str = "") -> list[Standing]:
    """The states of affairs, one for each thing, actor and certainty; those of one polity alone where it is named."""
    by_thing: dict[str, list[Said]] = {}
    for claim in said:
        by_thing.setdefault(claim.thing, []).append(claim)
    # Two belligerents of one war may have joined on different days, one certainly and one possibly.
    grouped: dict[tuple[str, str, str], list[Mapping[str, str]]] = {}
    for row in rows(table):
        grouped.setdefault((row["thing"], row["one"], row["certainty"]), []).append(row)
    standings = [_standing(group, by_thing.get(group[0]["thing"], [])) for group in grouped.values()]
    return [each for each in standings if not polity or polity in (each.one, *each.others)]


def render(standings: Sequence[Standing], *, day: str) -> str:
    """The standings as text for people: one paragraph each, the certain ones first."""
    if not standings:
        return f"Nothing in this graph is known to have held on {day}.\n"
    order = {"certain": 0, "certain in part": 1, "possible": 2}
    lines = []
    for each in sorted(standings, key=lambda standing: order.get(standing.certainty, 3)):
        lines.append(f"{each.certainty:<15} {each.one_label} — {each.kind} — {', '.join(each.other_labels)}")
        told = (when(each.start, each.end).lstrip(", "), each.words(), *each.dated_by())
        lines += [f"{'':<15} {line}" for line in told if line]
    return tame("\n".join(lines)) + "\n"


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


def _giving(edtf: str, said: Sequence[Said], point: str) -> list[Said]:
    """The claims that give the bounds of a point in time: one that gives both, else one for each."""
    if not edtf:
        return []
    bounds = dates.read_point(edtf)
    claims = [(dates.read_point(getattr(each, point)), each) for each in said if getattr(each, point)]
    whole = [each for given, each in claims if given == bounds]
    if whole:
        return whole[:1]
    halves = [
        next((each for given, each in claims if bounds[side] and given[side] == bounds[side]), None) for side in (0, 1)
    ]
    return list(dict.fromkeys(each for each in halves if each))


def _cited(said: Said) -> str:
    passage = said.passages[0]
    words = " ".join(passage.exact.split())
    return f'"{words}" ({said.source_title})' if words else f"{said.source_title}, {passage.locator}"


def _weight(said: Said) -> int:
    """Claims that tell the thing by the sentence of its kind go before those that give a date or a place only."""
    return 0 if ":" in said.sentence else len(said.sentence)


def to_json(standings: Sequence[Standing]) -> str:
    """The standings as JSON: a list of objects, each with the claims on which it rests."""
    plain = [asdict(each) | {"words": each.words(), "dated_by": each.dated_by()} for each in standings]
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
