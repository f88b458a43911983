"""Chromium and pages for the tests that look at an exported page as a reader does."""

from __future__ import annotations

import itertools
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import view
from kg.knowledge import open_graph
from tests.conftest import require

ID = "https://w3id.org/foedera/id/"
STORY = Path(__file__).parents[1] / "fixtures" / "east-asia.toml"
EXPORTS = Path(__file__).parents[2] / "exports"
PATIENCE = 30_000  # milliseconds that a test waits for what comes by itself, also where all processors are busy
# Whether its script has run to its end; waits until the names stand where they stood four pictures before: what an
# observer of sizes sets off with one picture is drawn with the second after it.
SETTLED = """new Promise((settled) => {
  let [before, still, pictures] = [null, 0, 0];
  const look = () => {
    const now = window.foedera && JSON.stringify([foedera.labels(), canvas.clientWidth, canvas.clientHeight]);
    still = now && now === before ? still + 1 : 0;
    pictures += 1;
    before = now;
    if (still === 4) settled(true);
    else requestAnimationFrame(look);
  };
  look();
  // Not counted in pictures: none may come.
  setTimeout(() => {
    if (still < 4) console.error(`not still after ${pictures} pictures`);
    settled(false);
  }, PATIENCE);
})""".replace("PATIENCE", str(PATIENCE))

# Goes so many steps; both events tell of it, first that of the history.
WENT = """(steps) => new Promise((gone) => {
  const [from, to] = ['popstate', 'hashchange'].map(
    (name) => new Promise((heard) => addEventListener(name, heard, { once: true })));
  Promise.all([from, to]).then(() => setTimeout(gone));
  history.go(steps);
})"""
VIEWS = ("network", "table", "timeline", "text", "doubts")
# Functions that look at a page from within, or use it: an expression.
SCRIPT = Path(__file__).with_name("look.js").read_text("utf-8")


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


@cache
def page_of_exports() -> str:
    """The page of the bundled graph, as ``exports/network.html`` has it."""
    return open_graph(EXPORTS).page()


@cache
def axe() -> str:
    """The script of axe-core; it must be where ``.ci/install`` puts it."""
    tools = Path(os.environ.get("FOEDERA_TOOLS") or Path.home() / ".cache" / "foedera-tools")
    script = tools / "axe" / "node_modules" / "axe-core" / "axe.min.js"
    require(None if script.is_file() else f"no axe-core at {script}: run .ci/install")
    return script.read_text("utf-8")


class Window:
    """One tab of Chromium, in which page after page is opened: a new one costs more than what it shows."""

    def __init__(self, browser: Any) -> None:
        self._seen = Seen()
        self._context = browser.new_context(offline=True)
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
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
        assert self.page.evaluate(SETTLED), f"the page did not run to its end, or never stands still: {seen.errors}"
        seen.requests[:] = [asked for asked in seen.requests if asked.partition("#")[0] != file.as_uri()]
        return Reading(self.page, seen)

    def close(self) -> None:
        self._context.close()


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


def look(page: Any, name: str, *given: Any) -> Any:
    """What a function of ``look.js`` finds in the page."""
    return page.evaluate(f"([name, given]) => {SCRIPT}[name](...given)", [name, given])


def passed(page: Any, milliseconds: int) -> None:
    """Wait by the page's own timers: all that it set before, for no later than that, has been done then."""
    page.evaluate("(milliseconds) => new Promise((done) => setTimeout(done, milliseconds))", milliseconds)


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true in a page or a frame of one.

    As a function it is read once: the policy of our pages forbids to read it again and again.
    """
    page.wait_for_function(f"() => {condition}", timeout=PATIENCE)


def go(page: Any, steps: int) -> None:
    """Go back (-1) or on (1) as the buttons of a browser do, and wait until the page has heard of it."""
    page.evaluate(WENT, steps)


def worked(page: Any, act: str) -> float:
    """Seconds that a processor worked for an act in the page, and what it promised, however busy it was besides."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds() -> float:
        told = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return float(told["ThreadTime"])

    begun = seconds()
    page.evaluate(act)
    took = seconds() - begun
    session.detach()
    return took


def show_view(page: Any, view: str) -> bool:
    """Go to one of ``VIEWS``; whether this page has it."""
    tab = page.locator(f"#tabs [data-view={view}]")
    if tab.is_hidden():
        return False
    tab.click()
    return True


def poke(reading: Reading) -> dict[str, Any]:
    """Do what a reader may do: hover and click over the drawing, then use every control of every view.

    Returns the words on all that was pressed, and what the address bars of all links would show.
    """
    page = reading.page
    show_view(page, "network")
    box = page.locator("#canvas").bounding_box()
    for across, down in itertools.product((0.2, 0.5, 0.8), repeat=2):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    for label in page.evaluate("foedera.labels()")[:5]:
        page.mouse.click(box["x"] + label["x"] + 4, box["y"] + label["y"] + 4)
    used: dict[str, Any] = look(page, "useAll")
    return used
