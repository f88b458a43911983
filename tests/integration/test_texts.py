"""Each quote of the bundled corpus stands in the text where it is said to, by SPARQL over what is exported."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.build import Built
from kg.terms import Table
from tests.unit.test_texts import AT_ITS_PLACE


def test_every_quote_is_found_in_the_exported_text(exported: Path, built: Built) -> None:
    answer = kg.open_graph(exported).ask(AT_ITS_PLACE)
    assert isinstance(answer, Table)
    stored = {source.id for source in built.corpus.sources if source.text}
    quotes = {each.exact for claim in built.claims for each in claim.evidence if each.exact and each.source in stored}
    assert {str(row["exact"]) for row in answer} == quotes
    assert len(quotes) > 30


def test_the_page_has_the_text_and_each_of_its_passages_there(exported: Path, built: Built) -> None:
    graph = kg.open_graph(exported).network_of_page()
    texts = graph.graph["texts"]
    assert {name: text["text"] for name, text in texts.items()} == {
        s.id: s.text for s in built.corpus.sources if s.text
    }
    claims = [claim for *_, data in graph.edges(data=True) for claim in data["evidence"]]
    passages = [each for claim in claims for each in claim["passages"] if each["quote"]]
    assert passages
    for each in passages:
        assert texts[each["source"]]["text"][each["start"] : each["end"]] == each["quote"]
