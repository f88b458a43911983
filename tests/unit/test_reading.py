"""Files of a corpus that cannot be read: where they are broken, and how, is told to the column."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import broken, reading
from kg.errors import Problem
from kg.reading import Folder


def problem(folder: Path, content: str | bytes) -> Problem:
    """What is wrong with a TOML file of this content."""
    (folder / "x.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    files = Folder(folder, [])
    assert files.toml(folder / "x.toml") is None
    (found,) = files.problems
    return found


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ('a = 1\nnote = """never closed\n\n', 2, 8, 'the string that begins here with """ is not closed'),
        ("a = 1\nnote = '''never closed\n\n", 2, 8, "the string that begins here with ''' is not closed"),
        ('a = "b"\nc = "d', 2, 5, 'the string that begins here with " is not closed'),
        ("a = '''b''' # it's\nc = 'd", 2, 5, "the string that begins here with ' is not closed"),
        ('party = ["a",\n"b"\n\n', 1, 9, "this [ is not closed"),
        ('a = [1, ["]"], {b = [2', 1, 21, "this [ is not closed"),
        ("a = 1\n[[claim", 2, 2, "this [ is not closed"),
        ("a = 1\nnote =\n", 2, 7, "Invalid value"),
        ("a = 1\nnote", 2, 5, "the file ends"),
        ("a = 1\nnote = \n\n\n", 2, 8, "Invalid value"),
        ('a = 1\nquote = "in two\nlines"\n', 2, 16, "in triple quotation marks"),
        ("a = 1\nquote = “Denmark”\n", 2, 9, "“ marks no string in TOML"),
        ("a = 1\na = 2\n", 2, 6, "stands twice"),
        ('a = "c:\\q"\n', 1, 10, "write \\\\ for the sign itself"),
        ("a = 1\r\nb = 2\rc = 3\n", 2, 6, "a CR without LF"),
        ("a = 1\nn = " + "9" * 5_000, 2, 5, "a number has 19 digits or more"),
        ("a = 1\nn = 0x" + "f" * 5_000, 2, 5, "a number has 19 digits or more"),
        ("a = 1\nb" + ".b" * 50_000 + " = 1\n", 2, 1, "a name has more than 32 parts"),
        ('a = 1\n["b"' + ".'b'" * 50_000 + "]\n", 2, 2, "a name has more than 32 parts"),
        ("a = 1\nb = " + "[" * 50_000, 2, 50_004, "nested too deep"),
        ("a = 1\nb = " + "{b = " * 50_000, 2, 250_000, "nested too deep"),
    ],
    ids=range(21),
)
def test_broken_toml_is_told_with_line_and_column(
    tmp_path: Path, content: str, line: int, column: int, words: str
) -> None:
    found = problem(tmp_path, content)
    assert (found.line, found.severity) == (line, "error")
    assert f"not valid TOML at column {column}: " in found.message, found
    assert words in str(found)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('a = "x"\n'.encode("utf-16"), 1, "this is UTF-16, not UTF-8"),
        (b"\xfe\xff" + 'a = "x"\n'.encode("utf-16-be"), 1, "this is UTF-16, not UTF-8"),
        ('a = "x"\n'.encode("utf-16-le"), 1, "this looks like UTF-16"),
        ('a = "大清"\n'.encode("utf-16-be"), 1, "this looks like UTF-16"),
        ('a = "x"\n'.encode("utf-32"), 1, "this is UTF-32, not UTF-8"),
        (
            'a = "x"\nb = "é"\nc = "Le traité de paix"\n'.encode().replace("té".encode(), b"t\xe9"),
            3,
            "not UTF-8 at byte 30, column 14; read as Latin-1 the word there is 'traité'",
        ),
        ("光緒三十年大清國宣布中立\n".encode("gb18030"), 1, "this may be GB18030, Big5, Shift JIS"),
        ('a = "x"\nb = "é\0"\n', 2, "a NUL at column 7"),
    ],
    ids=range(8),
)
def test_another_encoding_is_told_with_what_it_looks_like(
    tmp_path: Path, content: str | bytes, line: int, words: str
) -> None:
    found = problem(tmp_path, content)
    assert (found.line, found.severity) == (line, "error")
    assert words in found.message, found
    assert found.advice


def test_a_byte_order_mark_is_warned_of_and_toml_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xef\xbb\xbfa = 1\n")
    files = Folder(tmp_path, [])
    file = files.toml(tmp_path / "x.toml")
    assert file is not None
    assert file.table == {"a": 1}
    assert [str(each) for each in files.problems] == [
        "x.toml:1: warning: the file begins with a byte order mark (save it as UTF-8 without one)"
    ]


def test_mixed_ends_of_lines_are_counted_by_kind() -> None:
    assert broken.line_ends("a\r\nb\r\nc\nd\re") == "the ends of lines differ: 2 CR LF, 1 LF, 1 CR"
    assert broken.line_ends("a\r\nb\r\n") == broken.line_ends("a\nb") == broken.line_ends("") == ""


def test_toml_takes_mixed_ends_of_lines(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"a = 1\r\nb = 2\nc = '''\r\n'''\r\n")
    files = Folder(tmp_path, [])
    file = files.toml(tmp_path / "x.toml")
    assert file is not None
    assert file.table == {"a": 1, "b": 2, "c": ""}
    assert files.problems == []


@pytest.mark.parametrize(
    "text",
    ['a="' + '\\"' * 50_000, "a='''" + "x''" * 50_000, '"\n' * 50_000, '"""\n' * 50_001, "a." * 50_000, "~-" * 50_000],
    ids=range(6),
)
def test_the_place_of_a_mistake_is_found_in_a_time_that_grows_with_the_text(text: str) -> None:
    _, message, advice = broken.toml(text, ValueError("Unterminated string (at end of document)"))
    assert message.startswith("not valid TOML at column ")
    assert advice


SIGNS = [
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "a",
    "a = ",
    ".",
    "[",
    "]",
    "[[claim]]\n",
    "{",
    "}",
    ",",
    "#",
    "\n",
    "\r",
    "\0",
    "é",
    "0x",
]


@given(
    st.binary(max_size=40) | st.lists(st.sampled_from(SIGNS), max_size=20).map(lambda signs: "".join(signs).encode())
)
def test_whatever_a_file_holds_it_is_read_or_told_with_a_place_within_it(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "x.toml"
        path.write_bytes(raw)
        files = Folder(Path(name), [])
        file = files.toml(path)
    errors = [each for each in files.problems if each.severity == "error"]
    assert len(errors) == (file is None)
    for error in errors:
        assert 1 <= error.line <= raw.count(b"\n") + 1
        assert error.advice


# What is no ordinary file.


def fifo(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


@pytest.mark.parametrize("make", [fifo, unix_socket])
def test_a_pipe_and_a_socket_are_refused_and_nothing_waits_for_them(
    tmp_path: Path, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    make(Path("text.txt"))
    files = Folder(tmp_path, [])
    assert files.raw(tmp_path / "text.txt") is None
    assert [each.message for each in files.problems] == ["this is a pipe, a device or a socket, and a file is wanted"]


def test_a_file_that_is_huge_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "text.txt").open("wb") as file:
        file.truncate(reading.MOST_BYTES + 1)
    monkeypatch.delattr(Path, "read_bytes")
    files = Folder(tmp_path, [])
    assert files.raw(tmp_path / "text.txt") is None
    assert [each.message for each in files.problems] == [
        "the file has 67,108,865 bytes, and no more than 67,108,864 are read"
    ]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("../outside.txt", "leads out of the corpus"),
        ("text.txt", "Too many levels of symbolic links"),
        ("nowhere", "leads nowhere"),
        ("/dev/zero", "leads out of the corpus"),
        ("folder", "this is a folder"),
    ],
)
def test_a_link_is_followed_within_the_folder_only(tmp_path: Path, target: str, words: str) -> None:
    root = tmp_path / "corpus"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("secret")
    (root / "text.txt").symlink_to(target)
    files = Folder(root, [])
    assert files.raw(root / "text.txt") is None
    (found,) = files.problems
    assert words in found.message
    assert "secret" not in str(found)


def test_a_link_that_stays_within_the_folder_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "real.txt").write_text("words")
    (root / "text.txt").symlink_to("../corpus/real.txt")
    (tmp_path / "named").symlink_to(root)
    files = Folder(tmp_path / "named", [])
    assert files.raw(tmp_path / "named" / "text.txt") == b"words"
    assert files.problems == []
