"""Chromium and pages for the tests that look at an exported page as a reader does."""

from __future__ import annotations

import importlib.util
import itertools
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import view
from tests.conftest import require

ID = "https://w3id.org/foedera/id/"
STORY = Path(__file__).parents[1] / "fixtures" / "east-asia.toml"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Whether its script has run; waits until the names stand where they stood one frame before.
SETTLED = """window.foedera !== undefined && new Promise((settled) => {
  let before = null;
  const look = () => {
    const now = JSON.stringify(foedera.labels());
    if (now === before) settled(true);
    else { before = now; requestAnimationFrame(look); }
  };
  look();
})"""


@dataclass
class Seen:
    """What a page did besides showing itself: addresses it asked for, and errors it reported."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """An open page, and what it did."""

    page: Any
    seen: Seen


Open = Callable[..., Reading]


def east_asia(**story: Any) -> nx.MultiDiGraph[str]:
    """The network of the fixture, as the projection would hand it over."""
    told = tomllib.loads(STORY.read_text("utf-8"))
    graph = nx.MultiDiGraph(**told["graph"] | story)
    graph.add_nodes_from((ID + name["id"], name) for name in told["names"])
    for relation in told["relations"]:
        known = told["kinds"][relation["kind"]] | relation
        graph.add_edge(ID + relation["from"], ID + relation["to"], key=relation["iri"], **known)
    return graph


@cache
def page_of_east_asia() -> str:
    """The page of the fixture, written once for all tests that only read it."""
    return view.page(east_asia())


class Window:
    """One tab of Chromium, in which page after page is opened: a new one costs more than what it shows."""

    def __init__(self, browser: Any) -> None:
        self._seen = Seen()
        self._context = browser.new_context(offline=True)
        self.page = self._context.new_page()
        self.page.on("request", lambda request: self._seen.requests.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._seen.errors.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self._seen.errors.append(message.text)

    def show(self, file: Path, size: tuple[int, int], scheme: str, fragment: str) -> Reading:
        """Open a file, and wait until it stands still."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.mouse.move(0, 0)
        self._seen = seen = Seen()
        self.page.goto(file.as_uri() + fragment)
        assert self.page.evaluate(SETTLED), f"the script of the page did not run to its end: {seen.errors}"
        seen.requests[:] = [asked for asked in seen.requests if asked.partition("#")[0] != file.as_uri()]
        return Reading(self.page, seen)

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright; both must be there."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(None if importlib.util.find_spec("playwright") else "playwright is not installed: pip install playwright")
    require(None if path else "no Chromium on the PATH: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser: Any) -> Iterator[Window]:
    window = Window(browser)
    yield window
    window.close()


@pytest.fixture
def opened(browser: Any, window: Window, tmp_path: Path) -> Iterator[Open]:
    """Open a graph, or a page's text, or the page of the fixture; options: width, height, scheme, fragment, anew.

    A page takes the place of the one before it, unless it is opened ``anew``, where nothing was ever seen.
    """
    others: list[Window] = []
    number = itertools.count()

    def open_(
        what: Any = None,
        *,
        width: int = 1366,
        height: int = 768,
        scheme: str = "light",
        fragment: str = "",
        anew: bool = False,
    ) -> Reading:
        text = page_of_east_asia() if what is None else what if isinstance(what, str) else view.page(what)
        file = tmp_path / f"page-{next(number)}.html"
        file.write_bytes(text.encode("utf-8"))
        if anew:
            others.append(Window(browser))
        return (others[-1] if anew else window).show(file, (width, height), scheme, fragment)

    yield open_
    for other in others:
        other.close()


def poke(reading: Reading) -> None:
    """Do what a reader may do: open rows, hover and click over the drawing, search, change the day, filter."""
    page = reading.page
    for row in page.query_selector_all("#rows .row")[:4]:
        row.click()
    box = page.locator("#canvas").bounding_box()
    for across, down in itertools.product((0.2, 0.5, 0.8), repeat=2):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    for label in page.evaluate("foedera.labels()")[:5]:
        page.mouse.click(box["x"] + label["x"] + 4, box["y"] + label["y"] + 4)
    page.fill("#find", "a")
    page.keyboard.press("Enter")
    page.click("#after")
    page.click("#none")
    page.click("#all")
    page.wait_for_timeout(50)
