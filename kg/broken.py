"""Bytes or TOML that cannot be read come in; where and why, and what to do, goes out.

A mistake is a line, a message and an advice. A place is a line and a column, both counted from 1, in characters.
"""

from __future__ import annotations

import re

from kg.frame import TOML_STRING

Mistake = tuple[int, str, str]

BYTE_ORDER_MARK = "the file begins with a byte order mark", "save it as UTF-8 without one"

_SAVE = "save the file as UTF-8"
_MARKS = {  # the longer first: those of UTF-16 are their heads
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_OTHER_SCRIPTS = "GB18030, Big5, Shift JIS, EUC-KR or Windows-1251"

_AT = re.compile(r" \(at (?:end of document|line (\d+), column (\d+))\)$")
# Strings and comments; of what is not closed, the rest of the text or of the line.
_TOKEN = re.compile(
    r"""(?P<open>"{3}(?:[^"\\]++|\\.|"(?!""))*+(?!")|'{3}(?:[^']++|'(?!''))*+(?!'))|"""
    + TOML_STRING.pattern
    + r"""|(?P<torn>"(?:[^"\\\n]++|\\.)*+|'[^'\n]*+)""",
    re.DOTALL,
)
_HUGE = re.compile(r"(?<![\w.])[0-9][0-9A-Fa-fxob_]{18,}")
_CURLY = "“”„‘’‚«»"
_ADVICE = "dates and quotes stand in quotation marks; a quote with both kinds of marks takes '''...'''"
_ADVICES = (  # by what tomllib says
    ("Cannot (?:overwrite|declare|mutate)", "this stands twice; leave one of them; a new claim begins with [[claim]]"),
    (r"Illegal character '\\n'", "a string of several lines stands in ''' or in triple quotation marks"),
    ("Unescaped '", "write \\\\ for the sign itself, or put the words in '...'"),
    ("Expected '='", 'write key = "..."'),
)


class TooMuch(ValueError):  # noqa: N818 (it reads as what is wrong)
    """TOML that may be right, and would take too much memory; ``offset`` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def encoding(raw: bytes) -> Mistake | None:
    """What keeps bytes from being text in UTF-8; ``None`` where nothing does."""
    for mark, name in _MARKS.items():
        if raw.startswith(mark):
            return 1, f"this is {name}, not UTF-8", _SAVE
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf_8(raw, error.start)
    at = text.find("\0")
    if at < 0:
        return None
    if _is_wide(raw):
        return 1, "this looks like UTF-16, not UTF-8: every other byte is NUL", _SAVE
    line, column = place(text, at)
    return line, f"a NUL at column {column}", "take it away: no store keeps one"


def line_ends(text: str) -> str:
    """What is wrong with the ends of lines: that they are of several kinds; empty where nothing is."""
    both, feeds, returns = (text.count(end) for end in ("\r\n", "\n", "\r"))
    counts = {"CR LF": both, "LF": feeds - both, "CR": returns - both}
    found = [f"{number} {name}" for name, number in counts.items() if number]
    return f"the ends of lines differ: {', '.join(found)}" if len(found) > 1 else ""


def refuse_too_much(text: str, most_parts: int) -> None:
    """Refuse TOML that tomllib would choke on. Raises TooMuch: a name of many parts, or a number of many digits."""
    found = masked(text)
    dotted = re.search(rf"(?<![\w~-])(?:[\w~-]+[ \t]*\.[ \t]*){{{most_parts}}}", found)
    if dotted:  # it takes memory by the square of the parts
        raise TooMuch(f"a name has more than {most_parts} parts", dotted.start())
    if huge := _HUGE.search(found):
        raise TooMuch("a number has 19 digits or more", huge.start())


def toml(text: str, error: Exception) -> Mistake:
    """Where a TOML text is broken, and how, from what tomllib raised."""
    if isinstance(error, RecursionError):
        return _at(text, _deepest(text), "the brackets are nested too deep", "claims need four levels at most")
    if isinstance(error, TooMuch):
        return _at(text, error.offset, str(error), "put it in quotation marks where it is text")
    said, told = str(error), _AT.search(str(error))
    if told is None or told[1] is None:
        return _at(text, *_not_closed(text, _AT.sub("", said)))
    line, column = int(told[1]), int(told[2])
    if (alone := re.search(r"\r(?!\n)", text)) and place(text, alone.start()) <= (line, column):
        return _at(text, alone.start(), "a CR without LF", "end the lines with LF, or with CR LF")
    signs = text.split("\n")[line - 1][max(column - 2, 0) : column]
    curly = next((sign for sign in signs if sign in _CURLY), "")
    advice = next((advice for words, advice in _ADVICES if re.search(words, said)), _ADVICE)
    if curly:
        advice = f"""{curly} marks no string in TOML; write " or '"""
    return line, f"not valid TOML at column {column}: {_AT.sub('', said)}", advice


def place(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a place in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def masked(text: str) -> str:
    """A TOML text in which ``~`` stands for each sign of strings and comments."""
    return _TOKEN.sub(lambda found: re.sub(r"[^\n]", "~", found[0]), text)


def _at(text: str, offset: int, reason: str, advice: str) -> Mistake:
    line, column = place(text, offset)
    return line, f"not valid TOML at column {column}: {reason}", advice


def _not_closed(text: str, said: str) -> tuple[int, str, str]:
    """What is open where a text ends before it should: an offset, a reason and an advice."""
    if torn := next((token for token in _TOKEN.finditer(text) if token.lastgroup), None):
        mark = torn[0][: 3 if torn["open"] else 1]
        return torn.start(), f"the string that begins here with {mark} is not closed", _ADVICE
    found = masked(text)
    opened: list[int] = []
    for bracket in re.finditer(r"[\[\]{}]", found):
        if bracket[0] in "[{":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
    if opened:
        return opened[-1], f"this {text[opened[-1]]} is not closed", "write its fellow"
    return len(text.rstrip()), f"{said}, and the file ends", _ADVICE


def _deepest(text: str) -> int:
    """Where brackets are nested deepest."""
    found, depth, most, at = masked(text), 0, 0, 0
    for bracket in re.finditer(r"[\[\]{}]", found):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > most:
            most, at = depth, bracket.start()
    return at


def _not_utf_8(raw: bytes, start: int) -> Mistake:
    begin = raw.rfind(b"\n", 0, start) + 1
    line, column = raw.count(b"\n", 0, start) + 1, len(raw[begin:start].decode("utf-8")) + 1
    where = f"not UTF-8 at byte {start}, column {column}"
    if _is_wide(raw):
        return line, f"{where}; this looks like UTF-16", _SAVE
    letters = re.sub(rb"\s", b"", raw[:100_000])
    if 3 * sum(byte > 127 for byte in letters) > len(letters):
        return line, f"{where}; this may be {_OTHER_SCRIPTS}", _SAVE
    before, after = re.search(rb"\S{0,40}\Z", raw[begin:start]), re.match(rb"\S{0,40}", raw[start:])
    word = ((before[0] if before else b"") + (after[0] if after else b"")).decode("cp1252", "replace")
    return line, f"{where}; read as Latin-1 the word there is {word!r}", _SAVE


def _is_wide(raw: bytes) -> bool:
    """Whether NULs stand as they do where each letter takes two bytes."""
    head = raw[:1_000]
    return max(head[::2].count(0), head[1::2].count(0)) * 4 > len(head)
