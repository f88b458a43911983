"""Claims come in; where one says more than the words that it quotes goes out, for a person to look at again.

A heuristic, so that all but one finding are warnings: a date may be spelt out or carried over from an earlier
sentence, an actor may be meant by a pronoun. ``reads`` says so, and ends the warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.errors import Problem, excerpt
from kg.model import Claim, Source
from kg.namespaces import ID, LABEL, SKOS, TYPE, dip
from kg.terms import Iri, Literal

Places = Mapping[str, tuple[str, int]]  # claim key -> file and line

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")  # EDTF without a range, a mask or a qualifier
# Not calendar.month_name, which follows the locale of the program that calls.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBER = re.compile(r"\d+")
_NAMES = {LABEL, Iri(SKOS + "altLabel")}


def beyond_the_words(claims: Sequence[Claim], sources: Sequence[Source], places: Places) -> list[Problem]:
    """Dates and actors of claims that do not stand in the sentences that they quote.

    Months are looked for by name in English texts alone, and days where a text of another language has digits.
    An error only where a date is given as written (``written.text``) and is not in the text at all.
    """
    names = _names_of_polities(claims)
    texts = {source.id: _one_blank(source.text) for source in sources if source.text}
    english = {source.id for source in sources if source.language.startswith("en")}
    found = []
    for claim in claims:
        words = " ".join(f"{each.prefix}{each.exact}{each.suffix}" for each in claim.evidence if each.exact)
        if not words or claim.source not in texts:
            continue
        at = (*places.get(claim.key, ("", 0)), claim.key)
        found += [
            Problem(*at, told, "give the words as they stand") for told in _not_as_written(claim, texts[claim.source])
        ]
        doubtful = (*_finer(claim, words, english=claim.source in english), *_unnamed(claim, words, names))
        found += [Problem(*at, told, "say in reads which words mean it, or mend it", "warning") for told in doubtful]
    return found


def _one_blank(text: str) -> str:
    return " ".join(text.split())


def _not_as_written(claim: Claim, whole: str) -> Iterator[str]:
    """Dates as written that stand nowhere in the text (of single blanks), or have another day than their value."""
    given = {(each.subject, each.predicate): str(each.object) for each in claim.says}
    for (node, predicate), text in given.items():
        if predicate != dip("text") or (node, dip("gregorian")) not in given:
            continue
        if _one_blank(text) not in whole:
            yield f"written {excerpt(text)} stands nowhere in the text"
        day = _NUMBER.search(node, node.rfind("-"))  # the IRI of the node ends with the value: guimao-12-27
        days = [int(each) for each in _NUMBER.findall(text) if len(each) < 3]
        told_already = given[node, dip("gregorian")] not in _dates(claim)  # by the reading of the claim itself
        if days and day and int(day[0]) not in days and not told_already:
            yield f"written {excerpt(text)} has not the day {int(day[0])} of {node.rpartition('/')[2]}"


def _finer(claim: Claim, words: str, *, english: bool) -> Iterator[str]:
    """Plain dates of which the sentence has not the year, the month or the day."""
    numbers = {int(each) for each in _NUMBER.findall(words)}
    if any(each.predicate == dip("written") for each in claim.says) or not (english or numbers):
        return
    read = {str(each.stands_for) for each in claim.reads}
    for date in sorted(_dates(claim) - read):
        if plain := _PLAIN.fullmatch(date):
            year, month, day = (int(each) if each else 0 for each in plain.groups())
            if any(number > 999 for number in numbers) and year not in numbers:
                yield f"date {date}: the sentence has another year"
            elif day and day not in numbers:
                yield f"date {date}: the sentence has no day {day}"
            elif (
                english and month and month not in numbers and _MONTHS[month - 1][:3].casefold() not in words.casefold()
            ):
                yield f"date {date}: the sentence has no {_MONTHS[month - 1]}"


def _dates(claim: Claim) -> set[str]:
    return {str(each.object) for each in claim.says if each.predicate in (dip("edtfStart"), dip("edtfEnd"))}


def _unnamed(claim: Claim, words: str, names: Mapping[Iri, Sequence[str]]) -> Iterator[str]:
    """Polities that play a part in a claim, and of whose names the sentence has none."""
    read = {each.stands_for for each in claim.reads}
    for polity in dict.fromkeys(each.object for each in claim.says):
        if not isinstance(polity, Iri) or polity in read:
            continue
        if polity in names and not any(name in words.casefold() for name in names[polity]):
            yield f"{polity.removeprefix(ID)} is not named in the sentence of the quote"


def _names_of_polities(claims: Sequence[Claim]) -> dict[Iri, list[str]]:
    """The labels and aliases of each polity, in small letters: within a word they count too (Japan in Japanese)."""
    polities = {each.subject for claim in claims for each in claim.says if each[1:] == (TYPE, dip("Polity"))}
    names: dict[Iri, list[str]] = {polity: [] for polity in polities}
    for claim in claims:
        for subject, predicate, name in claim.says:
            if predicate in _NAMES and subject in names and isinstance(name, Literal):
                names[subject].append(name.value.casefold())
    return names
