"""What holds of quotes and sentences: any stretch of any text is found where it stands, as often as it stands."""

from __future__ import annotations

from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from kg import text
from kg.model import Passage, Source
from kg.quotes import passages

# Few letters, so that stretches come again and overlap; with marks that combine, and letters beyond 16 bits.
LETTERS = st.sampled_from(["a", "a", "b", " ", ".", "\n", "e\u0301", "\u0301", "é", "𝔞", "大", "\u200d", "!", "No. 1"])
TEXTS = st.one_of(st.lists(LETTERS, min_size=1, max_size=40).map("".join), st.text("ab ", min_size=1, max_size=20))
STRETCHES = st.one_of(st.lists(LETTERS, min_size=1, max_size=3).map("".join), st.text("ab", min_size=1, max_size=3))


def located(whole: str, exact: str, occurrence: int | None) -> tuple[list[Passage], list[str]]:
    told: list[str] = []
    source = Source("s", "S", Path(), whole)
    table = {"quote": {"exact": exact} | ({} if occurrence is None else {"occurrence": occurrence})}
    found = passages(table, source, text.sentences(whole), lambda message, advice: told.append(f"{message} ({advice})"))
    return list(found), told


def places(whole: str, exact: str) -> list[int]:
    """Where a stretch begins, looked for letter by letter: also where two overlap."""
    return [at for at in range(len(whole)) if whole[at : at + len(exact)] == exact]


@given(TEXTS, st.data())
def test_any_stretch_is_found_where_it_stands(whole: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    exact = whole[start:end]
    number = places(whole, exact).index(start) + 1
    (found,), told = located(whole, exact, number)
    assert told == []
    assert (found.start, found.end, found.exact, found.occurrence) == (start, end, exact, number)
    assert whole[found.start : found.end] == exact
    assert whole[: found.start].endswith(found.prefix)
    assert whole[found.end :].startswith(found.suffix)


@given(TEXTS, STRETCHES, st.one_of(st.none(), st.integers(-1, 6)))
def test_a_quote_is_found_once_or_refused_with_the_number_of_its_places(
    whole: str, exact: str, occurrence: int | None
) -> None:
    at = places(whole, exact)
    found, told = located(whole, exact, occurrence)
    if occurrence is None and len(at) == 1:
        assert [each.start for each in found] == at
    elif occurrence is not None and 1 <= occurrence <= len(at):
        assert [each.start for each in found] == [at[occurrence - 1]]
    else:
        assert found == []
        assert len(told) == 1
        times = {0: "is not in", 1: "stands once"}.get(len(at), f"stands {len(at)} times")
        assert times in told[0]


@given(TEXTS, st.data())
def test_a_quote_of_a_text_with_carriage_returns_keeps_the_offsets_of_the_text(whole: str, data: st.DataObject) -> None:
    whole = whole.replace("\n", "\r\n")
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    exact = whole[start:end]
    found, told = located(whole, exact, places(whole, exact).index(start) + 1)
    if "\r" in exact:
        assert found == []
        assert "carriage return" in told[0]
        return
    assume("\n" not in exact)
    assert whole[found[0].start : found[0].end] == exact
    assert "\r" not in found[0].prefix + found[0].suffix


@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_sentences_hold_each_letter_once(whole: str) -> None:
    at = 0
    for each in text.sentences(whole):
        assert whole[each.start : each.end] == each.text == each.text.strip()
        assert not whole[at : each.start].strip()
        assert each.text
        at = each.end
    assert not whole[at:].strip()


@given(TEXTS)
def test_sentences_of_a_sentence_are_that_sentence(whole: str) -> None:
    for each in text.sentences(whole):
        within = text.sentences(each.text)
        assert "".join(part.text for part in within).replace(" ", "") != ""
        assert within[0].start == 0
        assert within[-1].end == len(each.text)
