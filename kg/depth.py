"""RDF of strangers comes in; why Oxigraph shall not read it goes out; and its work is given room.

It reads what is nested by calling itself, and a stack that is used up ends the whole process. So its work is done on
a deep stack, and what would use up that one too is refused before. What it never does, by itself, is to follow an
address: contexts of JSON-LD, entities and imports are not fetched.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from mmap import mmap

MOST_TRIPLES_IN_TRIPLES = 100_000  # of RDF 1.2, which we do not use: at 500 bytes of stack each
MOST_ELEMENTS_DEEP = 256  # in RDF/XML; it takes time by the square of the depth
MOST_GROWTH = 10  # times the size of the file, by entities of XML
MOST_OF_AN_ENTITY = 200  # signs: editors of ontologies declare namespaces so

_STACK = 256 * 2**20  # bytes, of which only those are taken that are used
_SETTING_THE_SIZE = threading.Lock()  # of stacks: one size holds for all threads that are started anywhere

_Result = TypeVar("_Result")


def with_room(work: Callable[[], _Result], seconds: float | None = None) -> _Result:
    """Do some work on a deep stack, in a thread of its own; meanwhile Ctrl-C is heard.

    Raises what the work raises, or TimeoutError where it is not done after so many seconds; it is left to itself then,
    and ends at the latest with the process.
    """
    done, failed = list[_Result](), list[BaseException]()

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # it is raised again, where it is waited for
            _leave_behind(error)
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)  # an interrupted query shall not keep the process alive
    if _is_started(thread):
        thread.join(seconds)
    else:
        run()
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]


def _is_started(thread: threading.Thread) -> bool:
    """Start a thread on a deep stack; false where so much address space is not granted."""
    with _SETTING_THE_SIZE:
        before = threading.stack_size(_STACK)
        try:
            thread.start()
        except RuntimeError:
            return False
        finally:
            threading.stack_size(before)
    return True


def _leave_behind(error: BaseException) -> None:
    """Let go of what the frames of an error hold: Oxigraph's answers may not be let go of by another thread."""
    trace = error.__traceback__
    while trace:
        with suppress(RuntimeError):  # the frame that is still at work
            trace.tb_frame.clear()
        trace = trace.tb_next


def refusal(content: bytes | mmap, *, is_xml: bool) -> str:
    """What in a file would use up stack or memory beyond measure; empty where nothing does."""
    if is_xml:
        return _refusal_of_xml(content)
    opened = sum(1 for _ in islice(re.finditer(b"<<", content), MOST_TRIPLES_IN_TRIPLES + 1))
    if opened > MOST_TRIPLES_IN_TRIPLES:
        return f"more than {MOST_TRIPLES_IN_TRIPLES:,} triples within triples, which are not RDF 1.1"
    return ""


class _TooMuch(Exception):  # noqa: N818 (it reads as what is wrong)
    """What stops the reading of XML."""


class _Xml:
    """What a reader of XML is told of; it stops where there are more than so many signs of texts and attributes."""

    def __init__(self, most: int) -> None:
        self.most, self.depth, self.size = most, 0, 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_ELEMENTS_DEEP:
            raise _TooMuch(f"elements more than {MOST_ELEMENTS_DEEP} deep within one another")
        self.read("".join(attributes.values()))

    def end(self, _: str) -> None:
        self.depth -= 1

    def read(self, text: str) -> None:
        self.size += len(text)
        if self.size > self.most:
            raise _TooMuch(f"entities that make it more than {MOST_GROWTH} times as long")

    def declare(self, name: str, _: bool, value: str | None, *rest: object) -> None:
        if value and ("&" in value or len(value) > MOST_OF_AN_ENTITY):
            raise _TooMuch(f"the entity {name}, which is long or made of others")


def _refusal_of_xml(content: bytes | mmap) -> str:
    from xml.parsers import expat  # here, since hardly any file is RDF/XML

    reader, parser = _Xml(MOST_GROWTH * len(content) + 2**20), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = reader.read, reader.declare
    try:
        parser.Parse(bytes(content), True)
    except expat.ExpatError as error:
        return f"what is no XML: {error}"
    except _TooMuch as error:
        return str(error)
    return ""
