"""Names and the relations between them come in; the names that a large drawing opens with go out."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

MOST = 60  # names whose labels can all be read on the screen of a laptop
LINES = 120  # pairs with lines between them that an eye can still follow there

Pair = tuple[str, str]
Neighbours = Mapping[str, set[str]]
Rank = tuple[int, int, int, str]


def choose(
    names: Iterable[str],
    relations: Iterable[Pair],
    *,
    active: Iterable[Pair] | None = None,
    focus: Sequence[str] = (),
    most: int = MOST,
    lines: int = LINES,
) -> list[str]:
    """Choose at most ``most`` names with relations in at most ``lines`` pairs of them, the most telling first.

    ``active`` are the relations that may be in force on the day that is asked about; without a day all of them are.
    First come the names in ``focus``. Then one name after the other joins, of all that are left the best by this rule:

    1. those with an active relation to a name in focus, since they are what the question is about;
    2. those with an active relation to a name chosen before: a name without any line explains nothing;
    3. those with any relation to a name in focus, then to a name chosen before, for the days to which a reader goes on;
    4. the best connected, to begin a part of its own, if a second name can still join it.

    Among equals stand first those with more names at the other end of their active relations, then of all their
    relations; the last word has the order of the names themselves. It ends before the name that would bring too many
    lines: where the best connected all have to do with one another, fewer of them say more. No more names than ``most``
    are all chosen, and only then those without any relation.

    >>> choose("abcde", [("a", "b"), ("b", "c"), ("b", "d")], focus=["a"], most=3)
    ['a', 'b', 'c']
    """
    every, told = set(names), list(relations)
    known, now = _neighbours(every, told), _neighbours(every, told if active is None else active)
    centre = [name for name in dict.fromkeys(focus) if name in known][:most]
    return _joined(centre, known, now, most=most, lines=lines)


def _joined(centre: Sequence[str], known: Neighbours, now: Neighbours, *, most: int, lines: int) -> list[str]:
    """The names in focus, and those that join them by the rule."""
    chosen = dict.fromkeys(centre)
    queue: list[Rank] = [_rank(4, name, known, now) for name in known]
    heapq.heapify(queue)
    for name in centre:
        _invite(queue, name, centre, known, now)
    is_small, drawn = len(known) <= most, sum(len(known[name] & chosen.keys()) for name in centre) // 2
    while queue and len(chosen) < most:
        tier, _, _, name = heapq.heappop(queue)
        is_alone = tier == 4 and (not known[name] or len(chosen) + 1 == most)
        if name in chosen or (is_alone and not is_small):
            continue
        drawn += len(known[name] & chosen.keys())
        if drawn > lines and not is_small:
            break
        chosen[name] = None
        _invite(queue, name, centre, known, now)
    return list(chosen)


def _neighbours(names: Iterable[str], relations: Iterable[Pair]) -> dict[str, set[str]]:
    """The names at the other end of each name's relations, itself left out."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for one, other in relations:
        if one != other and one in found and other in found:
            found[one].add(other)
            found[other].add(one)
    return found


def _rank(tier: int, name: str, known: Neighbours, now: Neighbours) -> Rank:
    return (tier, -len(now[name]), -len(known[name]), name)


def _invite(queue: list[Rank], name: str, centre: Sequence[str], known: Neighbours, now: Neighbours) -> None:
    """Add to the queue what a chosen name brings with it; who stands there already may stand there twice."""
    step = 0 if name in centre else 1
    for other in known[name]:
        tier = step if other in now[name] else step + 2
        heapq.heappush(queue, _rank(tier, other, known, now))
