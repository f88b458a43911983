"""A browser that cannot unpack the drawing shows all other views, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import page_of_east_asia


@pytest.fixture
def older(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The page of the fixture, as a browser of 2022 opens it."""
    file = tmp_path / "page.html"
    file.write_text(page_of_east_asia(), encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768})
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def test_without_the_drawing_the_table_opens(older: Any) -> None:
    older.wait_for_selector("#rows .row")
    assert older.is_visible("#view-table")
    assert older.is_hidden("#tab-network")
    assert "cannot draw the network" in older.inner_text("#notice")
    older.click("#tab-timeline")
    assert older.locator("#view-timeline .bar-row").count() > 40
