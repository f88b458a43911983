"""A stored text into its sentences, at their exact offsets; nothing is normalised, noise stays where it is."""

from __future__ import annotations

import re

from kg.model import Sentence

_END = re.compile(
    r"""[.!?]+["'”’»)\]}]*(?=\s|\Z)   # a mark, what it closes, and white space
      | [。！？]+[」』”’）]*             # Chinese and Japanese marks need no space
      | \n[^\S\n]*\n                  # a blank line
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\w.]*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[A-ZÀ-Þ]")
_NUMERAL = re.compile(r"[\"'“‘(\[]*(?:\d{1,3}|[ivxlcIVXLC]+)")
_LONGEST_WORD = 40
_MORE = re.compile(r"\s*\S")
_TITLES = re.compile(
    r"(?:mrs?|ms|messrs|dr|prof|rev|hon|st|mt|ft|gen|col|capt|lt|maj|adm|sgt|gov|pres|sen|rep|cf|viz|ca|approx|sq|vs)",
    re.IGNORECASE,
)
_BEFORE_A_NUMBER = re.compile(
    r"(?:nos?|arts?|secs?|chaps?|ch|cl|vols?|pp?|fol|figs?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)",
    re.IGNORECASE,
)
_NUMBER_FOLLOWS = re.compile(r"\.\s+(?:\d|[IVXLC]+\b)")


def sentences(text: str) -> list[Sentence]:
    """Split a text into its sentences, in order: each character that is not white space stands in exactly one.

    A sentence ends at ``. ! ?`` before white space, at ``。``, and at a blank line; not after an initial, an
    abbreviation or the number of a paragraph, nor within a number.

    >>> [s.text for s in sentences("February 12.1904 was a Friday. Mr. Ito and K. Inoue agreed.")]
    ['February 12.1904 was a Friday.', 'Mr. Ito and K. Inoue agreed.']
    """
    found: list[Sentence] = []
    start = 0
    for mark in _END.finditer(text):
        if mark[0] == "." and _goes_on(text, start, mark.start()):
            continue
        _add(found, text, start, mark.end())
        start = mark.end()
    _add(found, text, start, len(text))
    return found


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to a word, not to the sentence that began at ``start``."""
    last = _LAST_WORD.search(text, max(start, stop - _LONGEST_WORD), stop)
    word = last[0] if last else ""
    if _TITLES.fullmatch(word) or _INITIALS.fullmatch(word):
        return bool(_MORE.match(text, stop + 1))
    if _BEFORE_A_NUMBER.fullmatch(word):
        return bool(_NUMBER_FOLLOWS.match(text, stop))
    return stop - start < _LONGEST_WORD and bool(_NUMERAL.fullmatch(text[start:stop].strip()))


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end, text[start:end]))
