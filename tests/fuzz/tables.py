"""Bytes come in; claims as TOML go out: each byte chooses a key, a value, or the shape of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.fixtures.corpora import terms
from tests.fixtures.every_key import ENTITIES, OF_THE_CHRONICLE, OF_THE_TREATIES, TEXT
from tests.fixtures.toml import toml

_WORDS = (
    *(str(each["id"]) for each in ENTITIES),
    *(str(each.get("about", each["id"])) for each in (*OF_THE_CHRONICLE, *OF_THE_TREATIES)),
    *(
        "treaties:kurland",
        "left",
        "signature",
        "",
        " ",
        "x" * 300,
        "\x07",
        "\u202e",
        "a/b",
        "Ä",
        "1700-08-18",
        "[..1700]",
    ),
    *("1700?", "170X", "1700/1701", "August 7, 1700", "1700-08-07", "Julian", "ChineseLunisolar", "guimao-12-27", "en"),
)
_NUMBERS = (0, 1, 2, -1, 10**18, 1.5, float("nan"), float("inf"), True, False)


class _Choices:
    """Bytes as choices, one after the other; when they are at an end, the first of everything."""

    def __init__(self, content: bytes) -> None:
        self._left = iter(content)

    def number(self, below: int) -> int:
        return next(self._left, 0) % below

    def one(self, of: Any) -> Any:
        return of[(next(self._left, 0) * 256 + next(self._left, 0)) % len(of)]


def claims(content: bytes) -> str:
    """Up to four claims, of right ones and of changes to them."""
    choices = _Choices(content)
    return toml("claim", [_claim(choices, number) for number in range(1 + choices.number(4))])


def _claim(choices: _Choices, number: int) -> dict[str, Any]:
    table = dict(choices.one((*OF_THE_CHRONICLE, *OF_THE_TREATIES))) | {"id": f"c{number}"}
    if "locator" in table:
        table["quote"] = TEXT[choices.number(200) :][: 1 + choices.number(60)]
    for _ in range(choices.number(4)):
        table[choices.one(_keys())] = _value(choices)
    for _ in range(choices.number(3)):
        table.pop(choices.one(sorted(table)), None)
    return table


def _keys() -> list[str]:
    return sorted({*terms().properties, *terms().keys, "junk", "status", "quote", "contradicts"})


def _value(choices: _Choices, depth: int = 0) -> Any:
    match choices.number(8):
        case 0 | 1 | 2:
            return choices.one(_WORDS)
        case 3:
            return choices.one(_NUMBERS)
        case 4 if depth < 3:
            return [_value(choices, depth + 1) for _ in range(choices.number(4))]
        case 5 if depth < 3:
            return dict(_pairs(choices, depth))
        case 6:
            return choices.one([*terms().concepts])
        case _:
            return TEXT[choices.number(200) :][: choices.number(60)]


def _pairs(choices: _Choices, depth: int) -> Iterator[tuple[str, Any]]:
    for _ in range(choices.number(4)):
        yield choices.one(_keys()), _value(choices, depth + 1)
