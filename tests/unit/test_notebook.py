"""A page is a text; a notebook gets a frame around it, in which nothing of the page gets out."""

from __future__ import annotations

import copy
import pickle
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.notebook import Page

HOSTILE = """<!DOCTYPE html><title>"&amp;'</title></iframe><script>alert("1")</script>\u2028 和平\n"""


class Tags(HTMLParser):
    """The tags of a piece of HTML, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", [HOSTILE, "", '"', "&quot;", "a" * 100_000])
def test_the_frame_holds_the_page_and_nothing_else(text: str) -> None:
    ((tag, attributes),) = Tags(Page(text, text)._repr_html_()).tags
    assert (tag, attributes["srcdoc"], attributes["title"]) == ("iframe", text, text)


def test_the_frame_is_an_origin_of_its_own() -> None:
    ((_, attributes),) = Tags(Page("x")._repr_html_()).tags
    assert attributes["sandbox"] == "allow-scripts allow-downloads allow-popups"
    assert set(attributes) == {"srcdoc", "title", "sandbox", "style"}


def test_a_page_is_a_text_like_others() -> None:
    page = Page(HOSTILE, "Who fought?")
    assert page == HOSTILE
    assert page.encode() == HOSTILE.encode()
    assert f"{page}" == str(page) == HOSTILE
    assert copy.copy(page) == pickle.loads(pickle.dumps(page)) == page
    assert repr(Page("x" * 1234, "Who fought?")) == "<Page 'Who fought?' of 1,234 characters; save(path) writes it>"


def test_a_page_saves_itself_as_utf_8_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    Page(HOSTILE).save(file)
    assert file.read_bytes() == HOSTILE.encode()
    Page("again").save(str(file))
    assert file.read_text("utf-8") == "again"
    for unwritable in (Page("\ud800"), Page("x")):
        with pytest.raises(KgError, match=r"half of a character|cannot be written"):
            unwritable.save(file if unwritable == "\ud800" else file / "below.html")
    assert file.read_text("utf-8") == "again"
    assert list(tmp_path.iterdir()) == [file]


def test_where_the_frame_is_taken_out_words_stay_that_tell_why() -> None:
    told = re.sub("<[^>]*>", "", Page("<p>x</p>")._repr_html_())  # as Jupyter does in a notebook that is not trusted
    assert told == "This page is shown where the notebook is trusted: trust it, or run the cell again."
