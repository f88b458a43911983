"""The bundled corpus with one thing wrong, fifty times: each is refused, or warned of, at its place and with help."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from kg import build, resources
from kg.errors import CorpusError, DoesNotConform, OntologyError
from tests.fixtures.corpora import AUTHORITY, SIGNATURE, TEXT, read, small, wording_of, write
from tests.fixtures.mutations import MUTATIONS, Mutation, seed


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the bundled corpus that may be spoilt."""
    return Path(shutil.copytree(resources.corpus(), tmp_path / "corpus"))


def mutate(corpus: Path, mutation: Mutation) -> None:
    path = corpus / mutation.path
    text = path.read_bytes().decode()
    if mutation.old:
        assert mutation.old in text, "the mutation must find its place"
        text = text.replace(mutation.old, mutation.new, 1)
    else:
        text += mutation.new
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def lines_of(corpus: Path, path: str, name: str) -> set[int]:
    """The lines of the entries of that name, from their headers on."""
    text = (corpus / path).read_text("utf-8")
    entries = re.finditer(rf'^\[\[\w+\]\]\nid = "{name}"\n(?:(?!\[\[).*\n)*', text, re.MULTILINE)
    return {text.count("\n", 0, each.start()) + 1 + more for each in entries for more in range(each[0].count("\n"))}


@pytest.mark.parametrize(
    "mutation", [each for each in MUTATIONS if each.severity != "none"], ids=lambda each: each.name
)
def test_each_mistake_is_told_at_its_place_with_help(corpus: Path, mutation: Mutation) -> None:
    mutate(corpus, mutation)
    problems = read(corpus).problems
    path = mutation.told_at or mutation.path
    told = [
        each
        for each in problems
        if (each.path, each.claim) == (path, mutation.claim) and all(word in str(each) for word in mutation.words)
    ]
    assert len(told) == 1, [str(each) for each in problems]
    assert told[0].severity == mutation.severity
    assert told[0].line > 0
    if mutation.claim:
        assert told[0].line in lines_of(corpus, path, mutation.claim.partition(":")[2])
    assert all(each.line > 0 for each in problems)


def test_the_corpus_as_it_is_has_no_mistake() -> None:
    assert not read(resources.corpus()).problems


def test_a_rejected_claim_may_say_anything(corpus: Path) -> None:
    (allowed,) = [each for each in MUTATIONS if each.severity == "none"]
    mutate(corpus, allowed)
    assert not read(corpus).problems


def test_a_moved_bound_changes_what_is_plain_and_nothing_else(corpus: Path) -> None:
    """A year made a day is narrower, and right, as long as the record has that day."""
    before = read(corpus)
    mutate(
        corpus,
        seed(
            "",
            'tookPlaceAt = "united-states-land"\ndate = "1905"',
            'tookPlaceAt = "united-states-land"\ndate = "1905-09-05"',
            "",
        ),
    )
    after = read(corpus)
    assert not after.problems
    assert [each.message for each in wording_of(corpus)] == ["date 1905-09-05: the sentence has no day 5"]
    assert after.triples == before.triples


@pytest.mark.parametrize("name", ["authority.toml", "portsmouth/claims.toml", "portsmouth/source.toml"])
def test_a_file_that_is_missing_is_told(corpus: Path, name: str) -> None:
    (corpus / name).unlink()
    assert [each.path for each in read(corpus).problems if "the file is missing" in each.message] == [name]


def test_a_corpus_without_a_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no source"):
        build.check_corpus(tmp_path)


def test_all_mistakes_are_told_at_once(corpus: Path) -> None:
    names = {
        "unknown key",
        "unknown type",
        "unknown concept",
        "Chinese date moved by a day",
        "judgement accepted",
        "record with a quote",
        "Julian date moved by a day",
        "entity that stands twice",
    }
    for mutation in MUTATIONS:
        if mutation.name in names:
            mutate(corpus, mutation)
    problems, report = build.check_corpus(corpus)
    assert {each.claim for each in problems} >= {each.claim for each in MUTATIONS if each.name in names}
    places = [(each.path, each.line) for each in problems]
    assert places == sorted(places)
    assert len({str(each) for each in problems}) == len(problems)
    assert report.errors == ()


def test_the_same_mistake_is_told_once(tmp_path: Path) -> None:
    claims = SIGNATURE.replace('quote = "', 'quote = [["a"], ["a"], "')
    claims = claims.replace('Peace of Travendal"', 'Peace of Travendal"]')
    problems, _ = build.check_corpus(small(tmp_path, claims=claims))
    assert [each.message for each in problems] == ["['a'] is no quote"]


def test_a_message_is_not_as_long_as_what_is_wrong(tmp_path: Path) -> None:
    labels = [
        f'[[claim]]\nid = "{letter}"\nabout = "signature-of-the-peace"\nlabel = "{letter * 20_000}"\nquote = "Sweden"\n'
        for letter in "ab"
    ]
    (problem,) = read(small(tmp_path, claims=SIGNATURE + "".join(labels))).problems
    assert "several values of rdfs:label: 'aaaa" in problem.message
    assert len(str(problem)) < 1_000


# What only the whole graph shows.

LACKS_ACTOR = seed(
    "", 'actType = "Protest"\nactor = ["chinese-people", "world-opinion"]', 'actType = "Protest"', "opposition"
)
STATES = """
[[claim]]
id = "endless"
about = "dual-alliance"
type = "Alliance"
party = ["france", "russia"]
start = "1894"
quote = "so out of the northeast region for the battlefield"

[[claim]]
id = "too-long"
about = "an-alliance-with-the-qing"
type = "Alliance"
party = ["qing", "russia"]
start = "1896"
end = "[1913..1914]"
quote = "so out of the northeast region for the battlefield"
"""


def test_what_shapes_and_checks_find_is_told_with_thing_and_place(corpus: Path) -> None:
    mutate(corpus, LACKS_ACTOR)
    mutate(corpus, seed("", "", STATES, ""))
    problems, report = build.check_corpus(corpus)
    assert {each.severity for each in problems} == {"warning"}  # the names do not stand in the words either
    lacking, outliving = sorted(report.errors, key=lambda line: "outside-a-life" in line)
    assert "id:opposition-to-the-occupation-of-manchuria" in lacking
    assert re.match(r"qing-neutrality-1904/claims\.toml:\d+ \[qing-neutrality-1904:opposition\]: ", lacking)
    assert "outside-a-life" in outliving
    assert "id:an-alliance-with-the-qing" in outliving
    assert "id:qing" in outliving
    assert "[qing-neutrality-1904:too-long]: " in outliving
    (warning,) = report.warnings
    assert "state-without-an-end" in warning
    assert "[qing-neutrality-1904:endless]: " in warning


@pytest.mark.parametrize("mutation", [MUTATIONS[0], LACKS_ACTOR], ids=["mistake in a file", "broken shape"])
def test_a_refused_corpus_leaves_the_folder_of_exports_as_it_was(
    corpus: Path, tmp_path: Path, mutation: Mutation
) -> None:
    mutate(corpus, mutation)
    out = tmp_path / "exports"
    out.mkdir()
    (out / "foedera.ttl").write_text("as it was")
    with pytest.raises((CorpusError, DoesNotConform)):
        build.build_graph(corpus, out)
    assert [path.name for path in out.iterdir()] == ["foedera.ttl"]
    assert (out / "foedera.ttl").read_text() == "as it was"


def test_a_refused_corpus_makes_no_folder(corpus: Path, tmp_path: Path) -> None:
    mutate(corpus, MUTATIONS[0])
    with pytest.raises(CorpusError) as caught:
        build.build_graph(corpus, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert caught.value.problems


# What a small corpus shows as well.

WRAPPED = TEXT.replace(" and ", "\r\nand\r\n").replace("\n", "\r\n").replace("\r\r", "\r")
CHRONICLE = SIGNATURE.replace("Denmark and Holstein-Gottorp signed the", "signed the")


def hashed(text: str) -> str:
    return f'title = "A chronicle"\nsha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n'


def test_a_text_with_carriage_returns_is_built(tmp_path: Path) -> None:
    peaceful = AUTHORITY.partition('[[entity]]\nid = "great-northern-war"')[0]
    changed = {"text": WRAPPED, "source": hashed(WRAPPED), "claims": CHRONICLE, "authority": peaceful}
    built = build.make(small(tmp_path, **changed))
    assert built.report.errors == ()
    (passage,) = next(each.evidence for each in built.claims if each.id == "signature")
    assert WRAPPED[passage.start : passage.end] == passage.exact == "signed the Peace of Travendal"
    assert passage.prefix == "On 18 August 1700 Denmark\nand\nHolstein-Gottorp "


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("peace-of-travendl", "did you mean 'peace-of-travendal'?"),
        ("qing-neutralty", "did you mean 'qing-neutrality'?"),
        ("readings", ""),
        ("zzz", "name a question of kg query, or a thing"),
    ],
)
def test_a_topic_that_is_nothing_is_refused_by_check_and_by_build(name: str, advice: str, tmp_path: Path) -> None:
    front = f'[[topic]]\nname = "denmark"\ntitle = "D"\n\n[[topic]]\nname = "{name}"\ntitle = "T"\n'
    (problem,), _ = build.check_corpus(write(small(tmp_path), {"corpus.toml": front}))
    assert (problem.path, problem.line, problem.severity) == ("corpus.toml", 5, "error")
    assert f"the topic {name!r} is neither a question with a column ?thing nor a thing" in problem.message
    assert advice in problem.advice
    with pytest.raises(CorpusError):
        build.build_graph(tmp_path, tmp_path / "out")


def test_questions_and_things_are_topics(tmp_path: Path) -> None:
    front = '[[topic]]\nname = "qing-neutrality"\ntitle = "Q"\n[[topic]]\nname = "denmark"\ntitle = "D"\n'
    built = build.make(write(small(tmp_path), {"corpus.toml": front}))
    assert [topic.name for topic in built.corpus.topics] == ["qing-neutrality", "denmark"]


DIP = "PREFIX dip: <https://w3id.org/foedera/ontology#>\n"
CHECK = "# T\n#\n# Problem: P.\n# Solution: S.\n# Severity: error\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rules/90.rq", DIP + "SELECT * { ?s ?p ?o } # CONSTRUCT", "a rule is a CONSTRUCT query"),
        ("rules/90.rq", DIP + "CONSTRUCT { ?s a dip:War } WHERE { ?s a ex:B }", "prefix ex: is not declared"),
        (
            "rules/90.rq",
            DIP + "construct { ?s dip:earliestStart '1904' } where { ?s a dip:Treaty }",
            "id:peace-of-travendal has the dip:earliestStart '1904', which is no day",
        ),
        ("checks/nameless.rq", CHECK + "SELECT ?thing { ?thing a ex:B }", "prefix ex: is not declared"),
    ],
)
def test_a_rule_or_check_that_is_wrong_is_told_with_its_file(
    name: str, content: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(OntologyError) as caught:
        build.make(write(small(tmp_path), {f"ontology/{name}": content}))
    assert f"{name}: " in str(caught.value)
    assert words in str(caught.value)
