"""The quotes of a claim and the text of its source come in; the passages where the words stand go out.

A source whose text is stored is quoted; one that is only cited has a locator. What cannot be found is complained
of, with the nearest words of the text, and gives no passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.alignment import most_like
from kg.errors import excerpt, shown
from kg.frame import Complain
from kg.model import Passage, Sentence, Source

_WITHIN = "quote within one line, or give a list of quotes, one for each line"
_TABLE = '{ exact = "...", occurrence = 2 }'


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as a claim quotes them, and which of several places is meant (as written, unchecked)."""

    exact: str
    occurrence: Any = None


def quoted(table: Mapping[str, Any], complain: Complain) -> list[Quote]:
    """The quotes of a claim's table: one, or a list; each a text, or a table of ``exact`` and ``occurrence``."""
    given = table.get("quote", [])
    several = given if isinstance(given, list) else [given]
    if "occurrence" in table and len(several) > 1:
        complain("'occurrence' stands beside several quotes", f"for the one that is meant write {_TABLE}")
    found = []
    for each in several:
        if isinstance(each, str) and each:
            found.append(Quote(each, table.get("occurrence") if len(several) == 1 else None))
        elif isinstance(each, Mapping) and isinstance(each.get("exact"), str) and set(each) <= {"exact", "occurrence"}:
            found.append(Quote(each["exact"], each.get("occurrence")))
        else:
            complain(f"{shown(each)} is no quote", f"write the words in quotation marks, or {_TABLE}")
    if twice := [each for at, each in enumerate(found) if each in found[:at]]:
        complain(f"the same quote stands twice: {excerpt(twice[0].exact)}", f"write it once, or say which: {_TABLE}")
    return found


def passages(
    table: Mapping[str, Any], source: Source, sentences: Sequence[Sentence], complain: Complain
) -> Iterator[Passage]:
    """The evidence of a claim: its quotes at their offsets, or the place that it cites."""
    has_quote, locator = bool(table.get("quote")), str(table.get("locator", ""))
    if source.text is None and source.sha256:
        return  # a text is stored and cannot be read, which is told of the file
    if source.text is None and "quote" in table:
        complain("a quote, but no text is stored", "cite the place with locator instead")
    elif source.text is None and not locator:
        complain("the claim has no evidence", 'add locator = "Article II", a page or a document number')
    elif source.text is None:
        yield Passage(source.id, locator=locator)
    elif not has_quote:
        complain("the claim has no evidence", "add quote: the exact words of text.txt")
    else:
        for quote in quoted(table, complain):
            at = _start(quote, source.id, source.text, complain)
            if at is not None:
                start, number = at
                if quote.occurrence is not None and source.recorded not in ("", source.sha256):
                    complain(*_moved(start, number, source.text))
                end = start + len(quote.exact)
                before, after = _around(sentences, source.text, start, end)
                yield Passage(source.id, quote.exact, start, end, _one_end(before), _one_end(after), locator, number)


def _start(quote: Quote, source: str, text: str, complain: Complain) -> tuple[int, int] | None:
    """Where the quote begins, and the how-manieth place it is; ``None`` where that cannot be told."""
    if "\r" in quote.exact or ("\n" in quote.exact and quote.exact not in text and "\r" in text):
        # A carriage return comes back whole from few stores, and TOML reads it as a line feed.
        complain(f"the quote runs over a line that ends with a carriage return: {excerpt(quote.exact)}", _WITHIN)
        return None
    starts = list(_find_all(quote.exact, text))
    if not starts:
        message = f"the quote is not in {source}/text.txt: {excerpt(quote.exact)}"
        near = most_like(quote.exact, text)
        found = near and f"nearest: {excerpt(text[near.start : near.end])}; quote the text letter by letter"
        complain(message, found or "nothing in the text is like it: quote the text letter by letter")
        return None
    if len(starts) > 1 and quote.occurrence is None:
        message = f"the quote stands {len(starts)} times in the text: {excerpt(quote.exact)}"
        complain(message, f"add occurrence = 1 to {len(starts)}, or quote more words")
        return None
    number = 1 if quote.occurrence is None else quote.occurrence
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(starts):
        times = "once" if len(starts) == 1 else f"{len(starts)} times"
        complain(f"occurrence = {shown(number)}, but the quote stands {times} in the text", "count from 1")
        return None
    return starts[number - 1], number


def _moved(start: int, number: int, text: str) -> tuple[str, str]:
    """What to tell of a place that was counted in a text which was changed since."""
    around = excerpt(text[max(start - 30, 0) : start + 30])
    message = f"occurrence = {number} was counted in another text, and is in {around} now"
    return message, "count anew, and record the new hash"


def _find_all(exact: str, text: str) -> Iterator[int]:
    at = text.find(exact) if exact else -1
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def _around(sentences: Sequence[Sentence], text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence, or sentences, in which the quote stands."""
    touched = [each for each in sentences if each.start < end and start < each.end]
    first = min((each.start for each in touched), default=start)
    last = max((each.end for each in touched), default=end)
    return text[min(first, start) : start], text[end : max(last, end)]


def _one_end(text: str) -> str:
    """The text with LF for every end of a line; what is around a quote is read, the offsets lead to the bytes."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
