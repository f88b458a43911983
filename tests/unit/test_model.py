"""The values that pass from stage to stage: what they are without a word, and that nobody changes them on the way."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kg import model
from kg.model import Bounds, Claim, Corpus, Passage, Source, Topic
from kg.terms import Iri

VALUES = [each for each in vars(model).values() if isinstance(each, type) and each.__module__ == "kg.model"]


def test_the_values_are_found() -> None:
    assert {Bounds, Claim, Corpus, Passage, Source, Topic} <= set(VALUES)


@pytest.mark.parametrize("value", VALUES, ids=lambda each: each.__name__)
def test_no_value_can_be_changed_or_take_more(value: type) -> None:
    assert dataclasses.is_dataclass(value)
    made: object = object.__new__(value)
    for name in (dataclasses.fields(value)[0].name, "more"):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            setattr(made, name, "changed")
    assert not hasattr(made, "__dict__")


def test_a_cited_place_has_no_offsets() -> None:
    cited = Passage("treaties", locator="art. I")
    assert (cited.exact, cited.start, cited.end, cited.prefix, cited.suffix, cited.occurrence) == (
        "",
        -1,
        -1,
        "",
        "",
        1,
    )


def test_nothing_is_known_without_a_word() -> None:
    assert Bounds() == Bounds(None, None, None, None)
    source = Source("treaties", "A collection", Path("treaties"))
    assert (source.text, source.sha256, source.language, source.facts) == (None, "", "en", {})
    said = Claim("treaties", "i", Iri("https://example.org/i"), (), ())
    assert (said.status, said.contradicts, said.reads) == ("Accepted", (), ())
    assert (said.note, said.by, said.rule, said.label) == ("", "", "", "")
    assert said.key == "treaties:i"


def test_where_a_topic_stands_does_not_make_it_another() -> None:
    assert Topic("war", "The war").line == 0
    assert Topic("war", "The war", line=1) == Topic("war", "The war", line=2)
    assert Topic("war", "The war") != Topic("war", "Another")


@pytest.mark.parametrize("is_there", [True, False])
def test_terms_of_its_own_are_a_folder(tmp_path: Path, is_there: bool) -> None:
    if is_there:
        (tmp_path / "ontology").mkdir()
    else:
        (tmp_path / "ontology").write_text("no folder", encoding="utf-8")
    given = {each.name: () for each in dataclasses.fields(Corpus) if each.default is dataclasses.MISSING}
    corpus = Corpus(**(given | {"folder": tmp_path}))  # type: ignore[arg-type]
    assert corpus.ontology == (tmp_path / "ontology" if is_there else None)
