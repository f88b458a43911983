"""What governs a verb from outside its clause: a denial or a supposition before "that", and a condition."""

from __future__ import annotations

import re
from functools import cache

from kg.extract import lexicon
from kg.extract.lexicon import any_of, forms
from kg.extract.scene import adverbs, verb_pattern

_OWN_CLAUSE = r"[;:]|\b(?:but|although|though|whereas)\b"  # here what stood before governs no longer
_MADE_SURE = 20  # characters before "denied": "cannot be denied"
_DEPENDENT = re.compile(r"\b(?:will|would|shall|must|to)\b|['’]ll\b", re.IGNORECASE)
_BASE = re.compile(r"(?!\w*ed\b)\w+\Z", re.IGNORECASE)


def is_denied(text: str, head: tuple[int, int]) -> bool:
    """Tell whether a verb stands in what a sentence denies: "it is not true that ...", "the claim that ... is false".

    >>> is_denied("It is false that Russia ceded Sakhalin.", (23, 28))
    True
    """
    for match in _before_that("deniers").finditer(text, 0, head[0]):
        sure = _negator().search(text, max(0, match.start() - _MADE_SURE), match.start())
        if not sure and _reaches(text, match.end(), head):
            return True
    opening = _that_opens().search(text, 0, head[0])
    return opening is not None and _is_false().match(text, head[1]) is not None


def is_supposed(text: str, left: int, head: tuple[int, int]) -> bool:
    """Tell whether a verb, whose clause begins at ``left``, hangs on a condition or on "proposed that" and the like.

    >>> is_supposed("If Russia attacks, Japan will declare war.", 18, (30, 37))
    True
    """
    wished = _before_that("suppositions").finditer(text, 0, head[0])
    if any(_reaches(text, match.end(), head) for match in wished):
        return True
    ends = re.compile(_OWN_CLAUSE, re.IGNORECASE)
    for match in _condition().finditer(text):
        after = match.start() > head[0]
        if after and not _may_depend(text, left, head):
            continue
        if not ends.search(text, *((head[1], match.start()) if after else (match.end(), head[0]))):
            return True
    return False


def _reaches(text: str, that: int, head: tuple[int, int]) -> bool:
    """Tell whether what "that" governs, from where the word ends, goes on to the verb."""
    end = _ends_that().search(text, that)
    return end is None or end.start() >= head[0]


def _may_depend(text: str, left: int, head: tuple[int, int]) -> bool:
    """Tell "will declare war if" from "declared war, asking if"."""
    verb = text[head[0] : head[1]].lower()
    return bool(_DEPENDENT.search(text, left, head[0])) or (verb not in _irregular_pasts() and bool(_BASE.match(verb)))


@cache
def _irregular_pasts() -> frozenset[str]:
    verbs = lexicon.words()["irregular"]
    return frozenset(form for verb in verbs for form in forms(verb)[2:])


@cache
def _before_that(key: str) -> re.Pattern[str]:
    """Compile "denied that", "denied the Japanese claims that", "not true to say that", "denied by Russia that"."""
    general = lexicon.words()
    report = rf"(?:\s+(?:[\w'’-]+\s+){{0,3}}{any_of(general['reports'])})?"
    between = r"(?:\s+to\s+\w+|\s+by(?:\s+[\w'’-]+){1,3}?|,\s+\w+,)?"
    return re.compile(rf"\b{any_of(general[key])}{report}{between}\s+that\b", re.IGNORECASE)


@cache
def _ends_that() -> re.Pattern[str]:
    # ", and occupied" goes on with the clause; ", and Japan occupied" begins another.
    goes_on = rf"\s+{adverbs()}{verb_pattern().pattern}"
    return re.compile(rf"{_OWN_CLAUSE}|,\s*(?:and|so|yet)\b(?!{goes_on})", re.IGNORECASE)


@cache
def _that_opens() -> re.Pattern[str]:
    return re.compile(rf"(?:\A\W*|\b{any_of(lexicon.words()['reports'])}\s+)that\b", re.IGNORECASE)


@cache
def _is_false() -> re.Pattern[str]:
    denier = any_of(set(lexicon.words()["deniers"]) - {"no"})
    return re.compile(rf"[^;:]*?\b(?:is|are|was|were)\s+{adverbs()}(?:an?\s+)?{denier}\b(?!\s+that\b)", re.IGNORECASE)


@cache
def _condition() -> re.Pattern[str]:
    general = lexicon.words()
    inverted = rf"\A\W*{any_of(general['inverted'])}\b"
    return re.compile(rf"{inverted}|(?<!\beven )(?<!\bas )\b{any_of(general['conditions'])}\b", re.IGNORECASE)


@cache
def _negator() -> re.Pattern[str]:
    return re.compile(r"\b(?:not|never|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)
