"""The slow, obvious reference: what bounds allow is every beginning with every end that they leave, day by day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import product

from kg.dates import Certainty
from kg.model import Bounds

Day = datetime.date

# A bound falls on one of four days, so that four bounds stand in every order; other days lie before, between and after.
WINDOW = [Day(1904, 2, 1) + datetime.timedelta(offset) for offset in range(9)]
KNOWN = WINDOW[1::2]
PRESENCE = list(product((False, True), repeat=4))


def presence(bounds: Bounds) -> tuple[bool, ...]:
    """Which of the four bounds are known."""
    four = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    return tuple(day is not None for day in four)


def worlds(bounds: Bounds) -> list[tuple[Day, Day]]:
    """All beginnings with all ends, tried apart from one another; the window stretches a day beyond every bound."""
    begun = [day for day in WINDOW if (bounds.earliest_start or day) <= day <= (bounds.latest_start or day)]
    ended = [day for day in WINDOW if (bounds.earliest_end or day) <= day <= (bounds.latest_end or day)]
    return list(product(begun, ended))


def is_possible(bounds: Bounds) -> bool:
    """Whether some end is left that is not before its beginning."""
    return any(start <= end for start, end in worlds(bounds))


def certainty(bounds: Bounds, day: Day) -> Certainty:
    """What ``kg.dates.holds_on`` shall say: what is so in every world, in some, or in none; and what nothing tells."""
    held = [start <= day <= end for start, end in worlds(bounds)]
    if not any(held):
        return "no"
    if all(held):
        return "certain"
    start_known, end_known = bounds.earliest_start or bounds.latest_start, bounds.earliest_end or bounds.latest_end
    return "possible" if start_known and end_known else "unknown"


def over(bounds: Bounds, days: Sequence[Day]) -> str:
    """What the question state-on-date shall say of a period: certain, certain in part, possible, or no."""
    found = {certainty(bounds, day) for day in days}
    if found == {"certain"}:
        return "certain"
    if "certain" in found:
        return "certain in part"
    return "no" if found == {"no"} else "possible"


ALL_BOUNDS = [Bounds(*four) for four in product((None, *KNOWN), repeat=4)]
EVERY_BOUNDS = [bounds for bounds in ALL_BOUNDS if is_possible(bounds)]
