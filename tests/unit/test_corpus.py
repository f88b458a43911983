from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg import corpus
from kg.errors import CorpusError, Problem
from kg.resources import corpus as bundled
from tests.fixtures.corpora import FILES, SIGNATURE, SOURCE, small, write


def only(folder: Path) -> Problem:
    """The one problem of a corpus."""
    (problem,) = corpus.read(folder).problems
    return problem


def test_a_right_corpus_is_read_whole(tmp_path: Path) -> None:
    found = corpus.read(small(tmp_path, cited='\n[[claim]]\nid = "a"\n\n[[claim]]\nid = "b"\n'))
    assert found.problems == ()
    assert [source.id for source in found.sources] == ["authority", "chronicle", "treaties"]
    assert [entry.table["id"] for entry in found.claims] == ["signature", "a", "b"]
    assert [(entry.path, entry.line) for entry in found.claims[1:]] == [
        ("treaties/claims.toml", 2),
        ("treaties/claims.toml", 5),
    ]
    assert corpus.places(found)["treaties:b"] == ("treaties/claims.toml", 5)
    assert corpus.places(found)["authority:denmark"] == ("authority.toml", 2)


def test_the_text_is_kept_byte_for_byte(tmp_path: Path) -> None:
    raw = "\ufeffOne\r\nline \t\u2028 and ЙЁ.\r\n\n".encode()
    digest = hashlib.sha256(raw).hexdigest()
    found = corpus.read(small(tmp_path, text=raw, source=f'title = "T"\nsha256 = "{digest}"\n'))
    text = found.sources[1].text
    assert text is not None
    assert text.encode() == raw
    assert found.sources[1].sha256 == digest
    assert found.sources[2].text is None


def test_front_matter_is_optional_and_read(tmp_path: Path) -> None:
    assert corpus.read(small(tmp_path)).topics == ()
    front = 'title = "Peace"\ndescription = "Of 1700."\n[[topic]]\nname = "the-peace"\ntitle = "The peace"\n'
    found = corpus.read(write(tmp_path, {"corpus.toml": front}))
    assert (found.title, found.description) == ("Peace", "Of 1700.")
    assert found.topics == (corpus.Topic("the-peace", "The peace"),)
    assert found.ontology is None
    (tmp_path / "ontology").mkdir()
    assert corpus.read(tmp_path).ontology == tmp_path / "ontology"
    assert corpus.read(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("name", "content", "line", "words"),
    [
        ("chronicle/source.toml", SOURCE + 'licens = "none"\n', 3, ["'licens'", "'licence'"]),
        ("chronicle/source.toml", SOURCE.replace("title =", "note ="), 1, ["needs a title"]),
        ("chronicle/source.toml", SOURCE + "date = 1700\n", 3, ["date = 1700", 'date = "..."']),
        ("chronicle/source.toml", SOURCE + 'url = "see there"\n', 3, ["'see there' is no web address"]),
        ("chronicle/source.toml", SOURCE + 'language = "Danish, old"\n', 3, ["language tag"]),
        ("chronicle/source.toml", SOURCE.replace('sha256 = "', 'sha256 = "0'), 2, ["SHA-256", "look at every quote"]),
        ("chronicle/source.toml", None, 0, ["missing"]),
        ("chronicle/claims.toml", None, 0, ["missing", "even if it is empty"]),
        ("authority.toml", None, 0, ["missing", "even if it is empty"]),
        ("chronicle/claims.toml", SIGNATURE + 'date = "1700-08-19"\n', 11, ["not valid TOML"]),
        ("chronicle/claims.toml", SIGNATURE + "start = 1905-12\n", 11, ["not valid TOML", "quotation marks"]),
        ("chronicle/claims.toml", SIGNATURE + 'note = """never closed\n\n', 11, ["not valid TOML"]),
        ("chronicle/claims.toml", SIGNATURE.encode() + b'note = "\xe9"\n', 11, ["not UTF-8 at byte", "UTF-8"]),
        ("chronicle/text.txt", b"one\ntwo \xff", 2, ["not UTF-8 at byte 8"]),
        ("chronicle/claims.toml", SIGNATURE + "[[claims]]\n", 11, ["unknown table 'claims'", "[[claim]]"]),
        ("chronicle/claims.toml", "\n[claim]\nid = 'a'\n", 2, ["must be a list of tables", "[[claim]]"]),
        ("authority.toml", "claim = 1\n", 1, ["unknown table 'claim'", "[[entity]]"]),
        ("corpus.toml", 'titel = "T"\n', 1, ["'titel'"]),
        ("corpus.toml", "title = 5\n", 1, ["title = 5"]),
        ("corpus.toml", 'title = "T"\n[[topic]]\nname = "../evil"\ntitle = "T"\n', 2, ["../evil", "hyphens"]),
        ("corpus.toml", 'topic = "T"\n', 1, ["no topic"]),
        ("other/claims.toml", "", 0, ["missing"]),
        ("Two Words/source.toml", 'title = "T"\n', 1, ["'Two Words' cannot name a source", "hyphens"]),
        ("authority/source.toml", 'title = "T"\n', 1, ["'authority' cannot name a source"]),
    ],
)
def test_each_mistake_in_a_file_is_told_with_its_place(
    tmp_path: Path, name: str, content: str | bytes | None, line: int, words: list[str]
) -> None:
    problem = only(write(write(tmp_path, FILES), {name: content}))
    where = "other/source.toml" if name == "other/claims.toml" else name
    assert (problem.path, problem.line, problem.severity) == (where, line, "error")
    assert all(word in str(problem) for word in words), problem


def test_mistakes_in_several_files_are_told_together(tmp_path: Path) -> None:
    found = corpus.read(small(tmp_path, authority=None, claims="[[claim", source="title = 5"))
    assert {problem.path for problem in found.problems} == {
        "authority.toml",
        "chronicle/claims.toml",
        "chronicle/source.toml",
    }
    assert [source.id for source in found.sources] == ["authority", "chronicle", "treaties"], "the rest is read"


def test_no_folder_and_no_source_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        corpus.read(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match=r"holds no source; put a folder with source\.toml"):
        corpus.read(write(tmp_path, {"authority.toml": "", "ontology/text.txt": ""}))


def test_every_entry_of_the_bundled_corpus_stands_where_it_says() -> None:
    found = corpus.read(bundled())
    assert found.problems == ()
    for entry in (*found.entities, *found.claims):
        lines = (bundled() / entry.path).read_text("utf-8").split("\n")
        after = "\n".join(lines[entry.line - 1 :])
        assert lines[entry.line - 1] in {"[[claim]]", "[[entity]]"}
        assert after.index(f'id = "{entry.table["id"]}"') < 12
