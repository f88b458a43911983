"""The rules by which a Turtle comes back whole from every store, each read off the text of every Turtle and TriG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from kg import namespaces, portable
from kg.build import Built

FILES = ["foedera.ttl", "facts.ttl", "claims.ttl", "derived.ttl", "ontology.ttl", "void.ttl", "foedera.trig"]
TOKEN = re.compile(
    r"""(?P<prefix>@prefix[ ][a-z]+:[ ]<[^<>\s]+>[ ]\.\n)
      | (?P<string>"(?:[^"\\\n]|\\[tnr"\\]|\\u[0-9A-F]{4})*"(?:@[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\^\^[a-z]+:[A-Za-z]+)?)
      | (?P<iri><[^<>\s]*>)
      | (?P<name>[a-z]+:[A-Za-z0-9_-]+)
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false)
      | (?P<sign>a|[.;,{}])
      | (?P<space>[ \n]+)""",
    re.VERBOSE,
)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The text cut into kinds of words; it fails where something stands that the rules do not know."""
    place = 0
    while place < len(text):
        match = TOKEN.match(text, place)
        assert match, f"not plain Turtle: {text[place : place + 60]!r}"
        yield str(match.lastgroup), match[0]
        place = match.end()


@pytest.mark.parametrize("name", FILES)
def test_the_text_has_nothing_but_plain_words(made: dict[str, str], name: str) -> None:
    found = list(tokens(made[name]))
    for (_, before), (kind, word) in pairwise(found):
        if kind == "sign":
            assert before[-1] in " \n", f"no space before {word!r}"
        if kind in {"string", "iri", "name", "number"}:
            assert before[-1] in " \n", f"no space before {word!r}"
    assert not {"blank", "GRAPH", "BASE"} & {word for _, word in found}


@pytest.mark.parametrize("name", FILES)
def test_prefixes_come_first_and_are_those_in_use(made: dict[str, str], name: str) -> None:
    text = made[name]
    declared = re.findall(r"^@prefix ([a-z]+): <([^>]+)> \.$", text, re.MULTILINE)
    assert dict(declared).items() <= namespaces.PREFIXES.items()
    body = text[text.rindex("@prefix ") :].partition("\n")[2]
    assert "@prefix" not in body
    used = {word.partition(":")[0] for kind, word in tokens(body) if kind == "name"}
    used |= {
        word.rpartition("^^")[2].partition(":")[0] for kind, word in tokens(body) if "^^" in word and kind == "string"
    }
    assert {prefix for prefix, _ in declared} == used


@pytest.mark.parametrize("name", FILES)
def test_lines_are_utf8_with_unix_ends_and_no_mark(made: dict[str, str], name: str) -> None:
    text = made[name]
    assert text.endswith("\n")
    assert not {"\r", "\ufeff", "\x00"} & set(text)
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".ttl")])
def test_each_subject_has_one_block_in_the_order_of_the_iris(made: dict[str, str], name: str) -> None:
    subjects = [block.split(None, 1)[0] for block in made[name].split("\n\n") if not block.startswith("@prefix")]
    assert len(subjects) == len(set(subjects))
    whole = [_whole(subject) for subject in subjects]
    assert whole == sorted(whole)


def _whole(subject: str) -> str:
    if subject.startswith("<"):
        return subject[1:-1]
    prefix, _, local = subject.partition(":")
    return namespaces.PREFIXES[prefix] + local


def test_trig_names_its_graphs_without_a_keyword(made: dict[str, str], built: Built) -> None:
    heads = re.findall(r"^<(.+)> \{$", made["foedera.trig"], re.MULTILINE)
    assert len(heads) == len(built.corpus.sources) + 2
    assert heads == sorted(set(heads))
    assert "{\n}" not in made["foedera.trig"]


@pytest.mark.parametrize("part", ["facts", "claims", "derived", "ontology"])
def test_every_part_loads_everywhere(built: Built, part: str) -> None:
    assert portable.faults(built.parts.by_name()[part]) == []


def test_the_whole_loads_everywhere(built: Built) -> None:
    assert portable.faults(built.parts.everything()) == []
