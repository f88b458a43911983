"""The dates that a sentence writes, as EDTF; a day without a year takes the year that the text spoke of last."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?P<day{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>1\d{{3}}|20\d\d)"
_NOT_A_YEAR = r"(?![\d,]*\d|\s*(?:%|km|miles|men|troops|soldiers|ships|square|articles|tons|dollars|pounds|yen|taels))"
_WRITTEN = re.compile(
    "|".join(
        (
            rf"\b{_MONTH.format(1)}\s+{_DAY.format(1)}(?:\s*[,.]\s*{_YEAR.format(1)}\b)?(?!\d)",
            rf"\b{_DAY.format(2)}\s+(?:of\s+)?{_MONTH.format(2)}(?:,?\s+{_YEAR.format(2)}\b)?",
            rf"\b{_MONTH.format(3)},?\s+(?:of\s+)?{_YEAR.format(3)}\b",
            r"\b(?P<decade>1\d\d|20\d)0s\b",
            rf"(?<![\w.,/–-])(?<![$£¥]){_YEAR.format(4)}\b(?![–-]\d){_NOT_A_YEAR}",
            r"\b(?P<same>(?:in|of)\s+(?:the\s+same|that)\s+year)\b",
            r"\b(?P<year_after>(?:the\s+)?(?:next|following)\s+year)\b",
            r"\b(?P<same_day>(?:the\s+)?same\s+day)\b",
            r"\b(?P<day_after>(?:the\s+)?(?:next|following)\s+day)\b",
        )
    )
)
_DAY_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d")
# A date after one of these bounds something, or belongs to the name before it.
_NOT_OF_THE_ACT = re.compile(r"\b(?:by|until|till|before|after|since|from|to|of)\s+(?:the\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A date at its offsets in the text, as EDTF; ``carried`` where its year was said before it."""

    start: int
    end: int
    edtf: str
    carried: bool = False
    of_the_act: bool = True


def dates(text: str, last: str = "") -> list[Written]:
    """Find the dates of a sentence, in order; ``last`` is the date that the text spoke of last.

    >>> [date.edtf for date in dates("On February 10 Japan declared war; in May 1904 it landed.", last="1904-02-08")]
    ['1904-02-10', '1904-05']
    """
    found: list[Written] = []
    for match in _WRITTEN.finditer(text):
        edtf, carried = _read(match, last)
        if edtf:
            act = _NOT_OF_THE_ACT.search(text, max(0, match.start() - 20), match.start()) is None
            found.append(Written(match.start(), match.end(), edtf, carried, act))
            last = edtf
    return found


def nearest(found: Sequence[Written], start: int, end: int) -> Written | None:
    """Choose the date nearest to the stretch of text; the later one where two are as near."""
    return min(found, key=lambda date: (max(date.start - end, start - date.end, 0), -date.start), default=None)


def _read(match: re.Match[str], last: str) -> tuple[str, bool]:
    parts = {key.rstrip("1234"): value for key, value in match.groupdict().items() if value}
    year = last[:4] if last[:4].isdigit() else ""
    if "decade" in parts:
        return parts["decade"] + "X", False
    if "same" in parts:
        return year, True
    if "year_after" in parts:
        return (f"{int(year) + 1:04d}" if year else ""), True
    if "same_day" in parts:
        return last if _DAY_WRITTEN.fullmatch(last) else "", True
    if "day_after" in parts:
        return _day_after(last), True
    said = parts.get("year", "")
    if "month" not in parts:
        return said, False
    month = _MONTHS.index(parts["month"][:3].lower()) + 1
    if "day" not in parts:
        return f"{said}-{month:02d}", False
    try:
        return datetime.date(int(said or year), month, int(parts["day"])).isoformat(), not said
    except ValueError:
        return "", False


def _day_after(last: str) -> str:
    try:
        return (datetime.date.fromisoformat(last) + datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""
