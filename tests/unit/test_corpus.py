from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from kg import corpus, reading
from kg.errors import CorpusError, Problem
from kg.model import Topic
from kg.resources import corpus as bundled
from tests.fixtures.corpora import FILES, SIGNATURE, SOURCE, read, small, write


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
    assert found.topics == (Topic("the-peace", "The peace"),)
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
        ("chronicle/source.toml", SOURCE.replace('sha256 = "', 'sha256 = "0'), 2, ["SHA-256", "kg check --repair"]),
        ("chronicle/source.toml", None, 0, ["missing"]),
        ("chronicle/claims.toml", None, 0, ["missing", "even if it is empty"]),
        ("authority.toml", None, 0, ["missing", "even if it is empty"]),
        ("chronicle/claims.toml", SIGNATURE + 'date = "1700-08-19"\n', 11, ["not valid TOML", "stands twice"]),
        ("chronicle/claims.toml", SIGNATURE + "start = 1905-12\n", 11, ["not valid TOML", "quotation marks"]),
        ("chronicle/claims.toml", SIGNATURE.encode() + b'note = "\xe9"\n', 11, ["not UTF-8 at byte", "UTF-8"]),
        ("chronicle/text.txt", b"one\ntwo \xff", 2, ["not UTF-8 at byte 8"]),
        ("chronicle/claims.toml", SIGNATURE + "[[claims]]\n", 11, ["unknown table 'claims'", "[[claim]]"]),
        ("chronicle/claims.toml", "\n[claim]\nid = 'a'\n", 2, ["must be a list of tables", "[[claim]]"]),
        ("authority.toml", "claim = 1\n", 1, ["unknown table 'claim'", "[[entity]]"]),
        ("corpus.toml", 'titel = "T"\n', 1, ["'titel'"]),
        ("corpus.toml", "title = 5\n", 1, ["title = 5"]),
        ("corpus.toml", 'title = "T"\nlicence = "CC BY"\n', 2, ["'CC BY'", "https://"]),
        ("corpus.toml", 'title = "T"\n[[topic]]\nname = "../evil"\ntitle = "T"\n', 2, ["../evil", "hyphens"]),
        ("corpus.toml", 'topic = "T"\n', 1, ["no topic"]),
        ("corpus.toml", '[[topic]]\nname = "network"\ntitle = "T"\n', 1, ["no topic", "'network'"]),
        ("other/claims.toml", "", 0, ["missing"]),
        ("Two Words/source.toml", 'title = "T"\n', 1, ["'Two Words' cannot name a source", "hyphens"]),
        ("authority/source.toml", 'title = "T"\n', 1, ["'authority' cannot name a source"]),
        ("a..b/source.toml", 'title = "T"\n', 1, ["'a..b' cannot name a source"]),
        ("a\nb/source.toml", 'title = "T"\n', 1, ["'a\\nb' cannot name a source"]),
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


@pytest.mark.parametrize(
    "name", ["chronicle/text.txt", "chronicle/claims.toml", "chronicle/source.toml", "authority.toml", "corpus.toml"]
)
def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path, name: str) -> None:
    small(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).mkdir()
    told = [each for each in corpus.read(tmp_path).problems if each.path == name]
    assert [each.message for each in told] == ["this is a folder, and a file is wanted"]


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "claims.toml" and path.parent.name == "chronicle":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    small(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", locked)
    problem = only(tmp_path)
    assert (problem.path, problem.severity) == ("chronicle/claims.toml", "error")
    assert "cannot be read: Permission denied" in problem.message


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("annals/claim.toml", "did you mean 'claims.toml'?"),
        ("chronicle/texts.txt", "did you mean 'text.txt'?"),
        ("chronicle/zzz.toml", "a source has source.toml, claims.toml, text.txt"),
    ],
)
def test_a_file_that_nobody_reads_is_warned_of(tmp_path: Path, name: str, advice: str) -> None:
    problem = only(write(small(tmp_path), {name: ""}))
    assert (problem.path, problem.severity, problem.advice) == (name, "warning", advice)
    assert problem.message == "the file is not read"


def test_other_files_and_folders_are_nobodys_business(tmp_path: Path) -> None:
    others = {"exports/MANIFEST.toml": "", "ontology/notes.txt": "", ".git/text.toml": "", "chronicle/scan.pdf": ""}
    assert corpus.read(write(small(tmp_path), others)).problems == ()


def test_a_corpus_with_a_slip_in_its_only_name_is_refused_with_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"annals/claim\.toml is not read: did you mean 'claims\.toml'"):
        corpus.read(write(tmp_path, {"authority.toml": "", "annals/claim.toml": ""}))


@pytest.mark.parametrize("marks", ["'''", '"""'])
def test_headers_within_a_text_of_several_lines_count_for_nothing(tmp_path: Path, marks: str) -> None:
    long = f'note = {marks}as in\n[[claim]]\nid = "it\'s \\"no\\" claim"\n{marks}\n'
    claims = f"# it's \"\"\" a comment\n[[claim]]\nid = 'a'\n{long}\n[[ claim ]]\nid = \"b '''\"\n[[claim]]\nid = 'c'\n"
    found = corpus.read(small(tmp_path, cited=claims))
    assert [(entry.table["id"], entry.line) for entry in found.claims[1:]] == [("a", 2), ("b '''", 9), ("c", 11)]


def test_tables_of_another_kind_move_no_line(tmp_path: Path) -> None:
    found = corpus.read(small(tmp_path, cited="[[entity]]\nid = 'x'\n[[claim]]\nid = 'a'\n"))
    assert [entry.line for entry in found.claims[1:]] == [3]


def test_topics_know_their_lines(tmp_path: Path) -> None:
    front = '[[topic]]\nname = "a"\ntitle = "A"\n\n[[topic]]\nname = "b"\ntitle = "B"\n'
    assert [topic.line for topic in corpus.read(write(small(tmp_path), {"corpus.toml": front})).topics] == [1, 5]


def test_names_are_labels_and_aliases_and_malformed_entries_give_none(tmp_path: Path) -> None:
    authority = """
[[entity]]
id = "denmark"
type = "Polity"
label = { en = "Denmark", da = "Danmark" }
alias = ["Danish crown"]

[[entity]]
id = "Not a name"
type = "Polity"
label = { en = "Nowhere" }

[[entity]]
id = "no-type"
label = { en = "Untyped" }

[[entity]]
id = "sweden"
type = "Polity"
label = "Sweden"
alias = ["Swedish crown", "Svea"]

[[entity]]
id = "norway"
type = "Polity"
label = { en = 5 }
alias = "Norge"
"""
    assert corpus.names(small(tmp_path, authority=authority)) == [
        ("Denmark", "denmark", "Polity"),
        ("Danish crown", "denmark", "Polity"),
        ("Swedish crown", "sweden", "Polity"),
        ("Svea", "sweden", "Polity"),
    ]


# Texts of strangers.


def outside(folder: Path) -> tuple[Path, Path]:
    """A small corpus, and the same one beside it, with a word in each file that must not be read."""
    for name, content in FILES.items():
        write(folder, {f"corpus/{name}": content, f"outside/{name}": f"{content}# SECRET\n"})
    return folder / "corpus", folder / "outside"


@pytest.mark.parametrize(
    "name", ["authority.toml", "corpus.toml", *(f"chronicle/{each}.toml" for each in ("source", "claims"))]
)
def test_a_link_out_of_the_corpus_is_refused(tmp_path: Path, name: str) -> None:
    own, other = outside(tmp_path)
    write(other, {"corpus.toml": 'title = "SECRET"\n'})
    (own / name).unlink(missing_ok=True)
    (own / name).symlink_to(other / name)
    found = corpus.read(own)
    assert [(each.path, each.severity) for each in found.problems] == [(name, "error")]
    assert "leads out of the corpus; nothing outside is read" in found.problems[0].message
    assert "SECRET" not in repr(found)


def test_a_text_outside_is_not_read_and_its_claims_are_not_blamed(tmp_path: Path) -> None:
    own, other = outside(tmp_path)
    (own / "chronicle/text.txt").unlink()
    (own / "chronicle/text.txt").symlink_to(other / "chronicle/text.txt")
    assert [each.path for each in read(own).problems] == ["chronicle/text.txt"]
    assert "SECRET" not in repr(corpus.read(own))


def test_a_source_that_lies_outside_is_refused_and_other_folders_are_nobodys_business(tmp_path: Path) -> None:
    own, other = outside(tmp_path)
    (own / "annals").symlink_to(other / "chronicle")
    (own / "scans").symlink_to(tmp_path)
    problem = only(own)
    assert (problem.path, problem.severity) == ("annals", "error")
    assert "leads out of the corpus" in problem.message
    assert "SECRET" not in repr(corpus.read(own))


def test_links_within_the_corpus_are_followed(tmp_path: Path) -> None:
    own, _ = outside(tmp_path)
    (own / "chronicle/text.txt").rename(own / "shared.txt")
    (own / "chronicle/text.txt").symlink_to("../shared.txt")
    (own / "circle").symlink_to("circle")
    assert corpus.read(own).problems == ()


@pytest.mark.parametrize("name", ["own.ttl", "shapes.ttl", "vocabulary/v.ttl", "rules/r.rq", "checks/c.rq"])
def test_own_terms_that_lie_outside_are_refused_at_once(tmp_path: Path, name: str) -> None:
    own, other = outside(tmp_path)
    write(other, {f"ontology/{name}": "SECRET"})
    (own / "ontology" / name).parent.mkdir(parents=True)
    (own / "ontology" / name).symlink_to(other / "ontology" / name)
    with pytest.raises(CorpusError, match="ontology: cannot be read") as caught:
        corpus.read(own)
    assert [each.path for each in caught.value.problems] == [f"ontology/{name}"]
    assert "leads out of the corpus" in caught.value.problems[0].message


def test_a_folder_of_own_terms_that_lies_outside_is_refused(tmp_path: Path) -> None:
    own, other = outside(tmp_path)
    write(other, {"ontology/own.ttl": "SECRET", "ontology/rules/r.rq": "SECRET"})
    (own / "ontology").symlink_to(other / "ontology")
    with pytest.raises(CorpusError) as caught:
        corpus.read(own)
    assert [each.path for each in caught.value.problems] == ["ontology/own.ttl", "ontology/rules/r.rq"]


def test_a_pipe_and_another_encoding_among_own_terms_are_told_with_all_other_mistakes(tmp_path: Path) -> None:
    own = write(small(tmp_path, authority="[["), {"ontology/own.ttl": "é".encode("latin-1"), "ontology/rules/x": ""})
    os.mkfifo(own / "ontology/rules/r.rq")
    with pytest.raises(CorpusError) as caught:
        corpus.read(own)
    assert [each.path for each in caught.value.problems] == [
        "authority.toml",
        "ontology/own.ttl",
        "ontology/rules/r.rq",
    ]


def test_a_file_in_the_place_of_the_own_terms_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        corpus.read(write(small(tmp_path), {"ontology": ""}))
    assert [each.message for each in caught.value.problems] == ["this is a file, and a folder is wanted"]


def test_own_terms_in_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_IN_A_FOLDER", 3)
    small(tmp_path)
    with pytest.raises(CorpusError) as caught:
        corpus.read(write(tmp_path, {f"ontology/rules/{number}.rq": "" for number in range(4)}))
    assert [each.message for each in caught.value.problems] == ["4 files, and no more than 3 are read"]


@pytest.mark.parametrize("folder", ["chronicle", "elsewhere"])
def test_stray_files_are_told_of_one_by_one_and_then_counted(tmp_path: Path, folder: str) -> None:
    small(tmp_path)
    write(tmp_path, {f"{folder}/claims{number:03}.toml": "" for number in range(112)})
    told = corpus.read(tmp_path).problems
    assert {each.severity for each in told} == {"warning"}
    assert [each.message for each in told] == ["the file is not read"] * 10 + [
        "the file is not read, and 101 more are not"
    ]
    assert [told[0].path, told[-1].path] == [f"{folder}/claims000.toml", f"{folder}/claims111.toml"]


def test_a_crowd_of_files_and_folders_is_read_in_little_time(tmp_path: Path) -> None:
    small(tmp_path)
    for number in range(1_000):
        (tmp_path / f"folder-{number}").mkdir()
        (tmp_path / "chronicle" / f"{number}.txt").touch()
    begun = time.process_time()
    assert len(corpus.read(tmp_path).problems) == 11
    assert time.process_time() - begun < 1, "a hundred times as many take a hundred times as long"


def test_a_corpus_without_a_claim_is_refused(tmp_path: Path) -> None:
    problem = only(small(tmp_path, claims=""))
    assert (problem.path, problem.severity) == ("chronicle/claims.toml", "error")
    assert problem.message == "no source has a claim, so there is nothing to build"
    told = corpus.read(small(tmp_path, claims="[[")).problems
    assert ["not valid TOML" in each.message for each in told] == [True], "what is broken may hold a claim"


def test_a_text_with_a_mark_or_mixed_ends_of_lines_is_kept_and_warned_of(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfDenmark and Holstein-Gottorp signed the Peace of Travendal\r\nSweden\n"
    found = corpus.read(
        small(tmp_path, text=raw, source=f'title = "T"\nsha256 = "{hashlib.sha256(raw).hexdigest()}"\n')
    )
    assert found.sources[1].text == raw.decode()
    assert [str(each) for each in found.problems] == [
        "chronicle/text.txt:1: warning: the file begins with a byte order mark "
        "(it counts as a character of the text: take it away, and record the new hash)",
        "chronicle/text.txt: warning: the ends of lines differ: 1 CR LF, 1 LF "
        "(make them alike, and record the new hash)",
    ]
