"""Words that are not in a text, and the text, come in; the stretch of the text that is most like them goes out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

_GRAM = 4  # letters of a fragment: shorter ones stand everywhere, longer ones do not survive a changed letter
_MOST_PLACES = 200  # of one fragment; one that is more common tells little
_LIKELY = 5  # stretches that are compared letter by letter
_ENDS = 3  # common fragments from either end at which the stretch may begin or end
_MOST_COMPARED = 400  # letters that are compared with one another; it takes the square of them


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text, by its offsets in code points, and how like the words it is, from 0 to 1."""

    start: int
    end: int
    likeness: float


def most_like(words: str, text: str) -> Stretch | None:
    """The stretch of whole words of the text that is most like the given words; ``None`` where nothing is.

    Fragments of the words that occur in the text vote for where the words would begin; the places with the most votes
    are compared letter by letter.

    >>> text = "On that day Denmark left the war."
    >>> found = most_like("Denmark has left the war", text)
    >>> text[found.start:found.end]
    'Denmark left the war'
    """
    words = words.strip()
    if len(words) > _MOST_COMPARED:
        return _by_its_ends(words, text)
    found = [_aligned(words, text, start) for start in _likely_starts(words, text)]
    return max(filter(None, found), key=lambda each: each.likeness, default=None)


def _by_its_ends(words: str, text: str) -> Stretch | None:
    """Where long words begin, and where they end after that."""
    half = _MOST_COMPARED // 2
    head = most_like(words[:half], text)
    tail = head and most_like(words[-half:], text[head.start :])
    if head is None or tail is None:
        return head
    return Stretch(head.start, max(head.end, head.start + tail.end), (head.likeness + tail.likeness) / 2)


def _likely_starts(words: str, text: str) -> list[int]:
    votes: dict[int, int] = {}
    size = min(_GRAM, len(words))
    width = max(len(words) // 4, 1)  # votes that lie so near are for one place
    fragments = {at: words[at : at + size] for at in range(len(words) - size + 1 if size else 0)}
    rare = {at: fragment for at, fragment in fragments.items() if text.count(fragment) <= _MOST_PLACES}
    for at, fragment in (rare or fragments).items():
        for place in _places(fragment, text):
            votes[(place - at) // width] = votes.get((place - at) // width, 0) + 1
    # A place at the edge of two cells gives its votes to both.
    joined = {cell: votes.get(cell, 0) + votes.get(cell + 1, 0) for cell in votes}
    best = sorted(joined, key=lambda cell: (-joined[cell], cell))
    return [max(cell * width, 0) for cell in best[:_LIKELY]]


def _places(fragment: str, text: str) -> Iterator[int]:
    at, found = text.find(fragment), 0
    while at >= 0 and found < _MOST_PLACES:
        yield at
        at, found = text.find(fragment, at + 1), found + 1


def _aligned(words: str, text: str, start: int) -> Stretch | None:
    """The stretch near a place that the words fall on, letter by letter, widened to whole words."""
    room = max(len(words) // 2, 10)
    first = max(start - room, 0)
    window = text[first : start + len(words) + 2 * room]
    matcher = difflib.SequenceMatcher(None, words, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= min(3, len(words))]
    if not blocks:
        return None
    # The words may begin before the first letters that both have in common, or at them; and end likewise.
    begins = {place for block in blocks[:_ENDS] for place in (block.b, max(block.b - block.a, 0))}
    ends = {place for block in blocks[-_ENDS:] for place in (block.b + block.size, block.b + len(words) - block.a)}
    stretches = {
        _whole_words(text, first + begin, min(first + end, len(text)))
        for begin in begins
        for end in ends
        if begin < end
    }
    measured = (Stretch(begin, end, _likeness(words, text[begin:end])) for begin, end in sorted(stretches))
    return max(measured, key=lambda each: each.likeness, default=None)


def _likeness(words: str, others: str) -> float:
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends, and with the whole of each word that it cuts (not in Chinese)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and _is_of_word(text[start - 1]) and _is_of_word(text[start]):
        start -= 1
    while end < len(text) and _is_of_word(text[end - 1]) and _is_of_word(text[end]):
        end += 1
    return start, end


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() and letter < "\u2e80"  # scripts from there on are written without blanks between words
