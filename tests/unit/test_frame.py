from __future__ import annotations

import datetime
import math
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from kg.frame import CLAIM, ENTITY, TOML_STRING, is_number, is_text, toml_string, usable

TEXT = "a text in quotation marks, without signs of control"
TEXTS = 'a list of texts, each once, ["...", "..."]'
CLAIMS = 'claims, each once, "source:claim"'
READINGS = '{ "words of the text" = "what they stand for" }, words that differ in letters'
LABELS = '{ en = "..." }, by language tags'
LINKS = '[{ iri = "https://...", found = "..." }]'
LINK = {"iri": "https://example.org/q34", "found": "a list"}


def read(frame: Mapping[str, Any], **table: Any) -> tuple[dict[str, Any], list[str]]:
    """What is kept of a table, and what is wrong with it."""
    wrong: list[str] = []
    return usable(table, frame, lambda message, advice: wrong.append(f"{message} ({advice})")), wrong


@pytest.mark.parametrize(
    ("frame", "key", "value"),
    [
        *((CLAIM, key, "words\tof\na text") for key in ("locator", "why", "note", "by", "rule", "label")),
        (CLAIM, "contradicts", "chronicle:a"),
        (CLAIM, "contradicts", ["a", "b"]),
        (CLAIM, "reads", {"North Korea": "korea"}),
        *((CLAIM, key, math.nan) for key in ("id", "about", "type", "status", "quote", "occurrence", "party")),
        (ENTITY, "cite", "list, no. 1"),
        (ENTITY, "note", "n"),
        (ENTITY, "label", {"en": "Denmark", "zh-Hant": "丹麥"}),
        (ENTITY, "label", {}),
        (ENTITY, "alias", ["Danish crown"]),
        (ENTITY, "code", ["COW 390", "DK"]),
        (ENTITY, "sameAs", [LINK, LINK]),
        *((ENTITY, "lat", number) for number in (90, -90, 0, 54.5, -90.0)),
        *((ENTITY, "long", number) for number in (180, -180, 10.4, 91)),
        *((ENTITY, key, math.nan) for key in ("id", "type", "party")),
    ],
)
def test_what_will_do_is_kept_as_it_is(frame: Mapping[str, Any], key: str, value: Any) -> None:
    kept, wrong = read(frame, **{key: value})
    assert wrong == []
    assert kept == {key: value}


@pytest.mark.parametrize(
    ("frame", "key", "value", "told"),
    [
        *((CLAIM, key, 5, f"{key} = 5 cannot be used (wanted: {TEXT})") for key in ("locator", "why", "note")),
        *((CLAIM, key, True, f"{key} = true cannot be used (wanted: {TEXT})") for key in ("by", "rule", "label")),
        *((ENTITY, key, " ", f"{key} = ' ' cannot be used (wanted: {TEXT})") for key in ("cite", "note")),
        (CLAIM, "note", "a\0b", f"note = 'a\\x00b' cannot be used (wanted: {TEXT})"),
        (CLAIM, "note", datetime.date(1700, 8, 18), f"note = 1700-08-18 cannot be used (wanted: {TEXT})"),
        (CLAIM, "contradicts", "", f"contradicts = '' cannot be used (wanted: {CLAIMS})"),
        (CLAIM, "contradicts", [], f"contradicts = [] cannot be used (wanted: {CLAIMS})"),
        (CLAIM, "contradicts", ["a", 5], f"contradicts = ['a', 5] cannot be used (wanted: {CLAIMS})"),
        (CLAIM, "contradicts", ["a", "a"], f"contradicts = ['a', 'a'] cannot be used (wanted: {CLAIMS})"),
        (CLAIM, "reads", "Korea", f"reads = 'Korea' cannot be used (wanted: {READINGS})"),
        (CLAIM, "reads", {}, f"reads = {{}} cannot be used (wanted: {READINGS})"),
        (CLAIM, "reads", {"a": 5}, f"reads = {{'a': 5}} cannot be used (wanted: {READINGS})"),
        (CLAIM, "reads", {" ": "a"}, f"reads = {{' ': 'a'}} cannot be used (wanted: {READINGS})"),
        (CLAIM, "reads", {"a": "x", "A": "y"}, f"reads = {{'A': 'y', 'a': 'x'}} cannot be used (wanted: {READINGS})"),
        (ENTITY, "label", "Denmark", f"label = 'Denmark' cannot be used (wanted: {LABELS})"),
        (ENTITY, "label", {"en": 5}, f"label = {{'en': 5}} cannot be used (wanted: {LABELS})"),
        (ENTITY, "label", {"in English": "a"}, f"label = {{'in English': 'a'}} cannot be used (wanted: {LABELS})"),
        (ENTITY, "alias", "Dania", f"alias = 'Dania' cannot be used (wanted: {TEXTS})"),
        (ENTITY, "alias", ["a", " "], f"alias = ['a', ' '] cannot be used (wanted: {TEXTS})"),
        (ENTITY, "code", [], f"code = [] cannot be used (wanted: {TEXTS})"),
        (ENTITY, "code", ["DK", "DK"], f"code = ['DK', 'DK'] cannot be used (wanted: {TEXTS})"),
        (ENTITY, "sameAs", [], f"sameAs = [] cannot be used (wanted: {LINKS})"),
        (ENTITY, "sameAs", "https://example.org", f"sameAs = 'https://example.org' cannot be used (wanted: {LINKS})"),
        (ENTITY, "sameAs", ["a"], f"sameAs = ['a'] cannot be used (wanted: {LINKS})"),
        (ENTITY, "lat", "54", "lat = '54' cannot be used (wanted: degrees north, from -90 to 90)"),
        (ENTITY, "lat", 90.5, "lat = 90.5 cannot be used (wanted: degrees north, from -90 to 90)"),
        (ENTITY, "lat", True, "lat = true cannot be used (wanted: degrees north, from -90 to 90)"),
        (ENTITY, "long", -180.5, "long = -180.5 cannot be used (wanted: degrees east, from -180 to 180)"),
        (ENTITY, "long", math.inf, "long = inf cannot be used (wanted: degrees east, from -180 to 180)"),
        (ENTITY, "long", math.nan, "long = nan cannot be used (wanted: degrees east, from -180 to 180)"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(frame: Mapping[str, Any], key: str, value: Any, told: str) -> None:
    kept, wrong = read(frame, **{key: value}, party="qing")
    assert wrong == [told]
    assert kept == {"party": "qing"}


@pytest.mark.parametrize(
    "link", [{}, {"iri": LINK["iri"]}, {**LINK, "more": "x"}, {**LINK, "iri": "Q 5"}, {**LINK, "found": 5}]
)
def test_an_outside_name_is_an_address_with_the_place_where_it_was_found(link: Mapping[str, Any]) -> None:
    kept, wrong = read(ENTITY, sameAs=[LINK, link])
    assert kept == {}
    assert len(wrong) == 1
    assert wrong[0].endswith(f" cannot be used (wanted: {LINKS})")


def test_a_number_without_end_is_refused_as_any_other() -> None:
    assert read(ENTITY, lat=10**400)[0] == {}
    assert is_number(10**400, 10**401)
    assert not is_number(math.nan, math.inf)


@pytest.mark.parametrize("sign", ["\0", "\x08", "\x0b", "\r", "\x1f", "\x7f", "\x9f"])
def test_a_text_holds_no_sign_of_control(sign: str) -> None:
    assert not is_text(f"a{sign}b")


@pytest.mark.parametrize("text", ["a", " a\tb\nc ", "é\xa0ü", "第1條", "\u202ea"])
def test_a_text_may_hold_all_other_signs(text: str) -> None:
    assert is_text(text)


@pytest.mark.parametrize(
    "text", ['He said "no".\n', "a\r\nb", "\\", "\x00\x1f\x7f\x85", "'''", '"""', "第1條 𐍈", "\u2028", ""]
)
def test_a_string_of_toml_gives_back_its_text(text: str) -> None:
    written = toml_string(text)
    assert tomllib.loads(f"a = {written}")["a"] == text
    assert not {"\n", "\r"} & set(written)
    assert TOML_STRING.fullmatch(written)


@pytest.mark.parametrize(
    ("line", "strings"),
    [
        ("a = \"one\" # 'two'", ['"one"', "# 'two'"]),
        ('a = [\'x # y\', "\\""]', ["'x # y'", '"\\""']),
        ('a = """one "two"\n# three"""', ['"""one "two"\n# three"""']),
        ("a = '''it's\n'''", ["'''it's\n'''"]),
        ('a = """"quoted""""', ['""""quoted""""']),
        ("a = 5", []),
    ],
)
def test_the_strings_of_a_file_are_found_with_their_marks(line: str, strings: list[str]) -> None:
    assert TOML_STRING.findall(line) == strings
