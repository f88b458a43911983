"""The text of a source goes with its claims: into the graph, through a store, to the page; a change of it is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg import compare, difference, graph, rdf, store
from kg.knowledge import KnowledgeGraph
from kg.model import Source
from kg.namespaces import dip
from kg.terms import Literal
from tests.fixtures.corpora import SIGNATURE, TEXT, small
from tests.fixtures.editions import assembled, edition

AT_ITS_PLACE = """
PREFIX dip: <https://w3id.org/foedera/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?exact WHERE {
  ?source dip:text ?text .
  ?passage oa:hasSource ?source ; oa:hasSelector ?quote , ?position .
  ?quote oa:exact ?exact .
  ?position oa:start ?start ; oa:end ?end .
  FILTER(SUBSTR(?text, ?start + 1, ?end - ?start) = ?exact)
}
"""


def opened(folder: Path, text: str) -> KnowledgeGraph:
    _, triples = assembled(small(folder, text=text, claims=SIGNATURE))
    return KnowledgeGraph(store.from_quads(rdf.ntriples(triples), "a graph"))


def texts(graph: KnowledgeGraph) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = graph.network_of_page().graph["texts"]
    return found


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff\t\"Peace\" \\ 'peace'\n\n",
        "和平 𠀀 שלום\u202e \u2028 e\u0301\n",
        "</script><!-- \x07\x7f\n",
        "A long text.\n" * 75_000,  # 975,000 bytes
    ],
)
def test_a_text_comes_out_of_a_store_as_it_went_in_and_has_its_quotes_in_their_places(
    tmp_path: Path, before: str
) -> None:
    known = opened(tmp_path, before + TEXT)
    assert texts(known)["chronicle"]["text"] == before + TEXT
    found = known.ask(AT_ITS_PLACE)
    assert [str(row["exact"]) for row in found] == ["Denmark and Holstein-Gottorp signed the Peace of Travendal"]  # type: ignore[union-attr]


def test_a_text_has_what_is_known_of_its_document(tmp_path: Path) -> None:
    found = texts(opened(tmp_path, TEXT))
    hashed = found["chronicle"].pop("sha256")
    assert hashed == hashlib.sha256(TEXT.encode()).hexdigest()
    assert found == {"chronicle": {"title": "A chronicle", "text": TEXT, "language": "en", "citation": "", "url": ""}}


def test_a_graph_without_texts_draws_its_quotes(tmp_path: Path) -> None:
    _, triples = assembled(small(tmp_path))
    older = [each for each in triples if each.predicate != dip("text")]
    known = KnowledgeGraph(store.from_quads(rdf.ntriples(older), "an older graph"))
    assert {name: each["text"] for name, each in texts(known).items()} == {"chronicle": ""}
    assert known.network_of_page().number_of_edges() == 2


@pytest.mark.parametrize("text", ["One.\r\nTwo.\n", "One\0two.\n", "x" * 1_000_000, None, ""])
def test_a_text_that_some_store_would_change_is_not_carried(text: str | None) -> None:
    made = graph.source_triples(Source("s", "A source", Path(), text, "00"))
    assert [each for each in made if each.predicate == dip("text")] == []


LEFT_OUT = [
    ("One.\r\nTwo.\n", 1, "a carriage return", "line feeds"),
    ("One.\nTwo.\nThree\rfour.\n", 3, "a carriage return", "line feeds"),
    ("One\n\0two.\n", 2, "a NUL", "take it away"),
    ("x" * 1_000_000, 0, "1,000,000 bytes", "several sources"),
    ("和" * 400_000, 0, "1,200,000 bytes", "several sources"),
]


@pytest.mark.parametrize(("text", "line", "what", "advice"), LEFT_OUT)
def test_of_a_text_that_is_not_carried_a_warning_says_where_why_and_what_to_do(
    text: str, line: int, what: str, advice: str
) -> None:
    sources = [Source("kept", "A source", Path(), "One.\n", "00"), Source("s", "A source", Path("s"), text, "00")]
    (told,) = graph.left_out(sources)
    assert (told.path, told.line, told.claim, told.severity) == ("s/text.txt", line, "", "warning")
    assert what in told.message
    assert advice in told.advice
    assert "\r" not in str(told)


def test_each_text_that_the_graph_carries_draws_no_warning() -> None:
    kept = ["One.\n", "\ufeffOne\u2028two\t\n", "x" * 999_999, None, ""]
    assert graph.left_out([Source("s", "A source", Path("s"), text, "00") for text in kept]) == []


def test_a_text_is_plain_so_that_its_parts_are_the_quotes() -> None:
    made = graph.source_triples(Source("s", "A source", Path(), "One two.", "00", "zh-hant"))
    assert [each.object for each in made if each.predicate == dip("text")] == [Literal("One two.")]


def test_a_changed_text_is_told_by_its_hash_and_not_printed(tmp_path: Path) -> None:
    longer = TEXT + "Nobody quotes this sentence. " * 100
    editions = [edition(small(tmp_path / name, text=text)) for name, text in (("old", TEXT), ("new", longer))]
    changed = compare.between(*editions)
    assert [(each.id, [detail.aspect for detail in each.details]) for each in changed.sources] == [
        ("chronicle", ["SHA-256 of the text"])
    ]
    for told in (difference.to_text, difference.to_markdown, difference.to_json):
        assert "Nobody quotes" not in told(changed)
