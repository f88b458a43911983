"""A cell that ends with a page shows it: the output of a kernel, opened in Chromium within the page of a notebook."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import EXPORTS, SETTLED, until
from tests.conftest import require
from tests.integration import notebooks

CELL = f"import kg\nkg.open_graph({str(EXPORTS)!r}).page('1904-03-01', title='Who \"stood\" <where>?')"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a kernel gives for the cell, by media type."""
    require(notebooks.missing())
    made = import_module("nbformat.v4")
    notebook = made.new_notebook(cells=[made.new_code_cell(CELL)])
    run = notebooks.execute(notebook, tmp_path_factory.mktemp("notebook"))
    ((_, found),) = notebooks.shown(run)
    return found


def test_the_output_of_the_cell_is_a_frame_and_a_word_on_it(output: dict[str, str]) -> None:
    assert set(output) == {"text/html", "text/plain"}
    assert output["text/html"].startswith("<iframe srcdoc=")
    assert output["text/plain"].startswith("<Page 'Who \"stood\" <where>?' of ")
    assert len(output["text/plain"]) < 100


def test_the_frame_draws_in_an_origin_of_its_own(output: dict[str, str], browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(f"<!DOCTYPE html><title>A notebook</title>{output['text/html']}", encoding="utf-8")
    context = browser.new_context(offline=True)
    page, told, asked = context.new_page(), list[str](), list[str]()
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    (frame,) = page.main_frame.child_frames
    assert frame.evaluate(SETTLED)
    assert frame.evaluate("document.title").startswith('Who "stood" <where>?')
    assert frame.evaluate("foedera.labels().length") > 10
    assert frame.evaluate("origin") == "null"
    frame.evaluate("location.hash = 'on=1905'")  # the state of the page in its address
    until(frame, "document.getElementById('day').value === '1905'")
    assert frame.evaluate(SETTLED)
    context.close()
    assert told == []
    assert asked == [file.as_uri()]
