"""Chromium and pages for the tests that look at an exported page as a reader does."""

from __future__ import annotations

import importlib.util
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a graph, or a page's text, from a file; options: width, height, scheme, hash."""
    contexts: list[Any] = []

    def open_(what: Any, width: int = 1366, height: int = 768, scheme: str = "light", fragment: str = "") -> Reading:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_bytes((what if isinstance(what, str) else view.page(what)).encode("utf-8"))
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme=scheme, offline=True, reduced_motion="reduce")
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        address, note = file.as_uri(), seen.errors.append
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: note(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.goto(address + fragment)
        page.wait_for_function("window.foedera && new Promise(requestAnimationFrame)")
        page.wait_for_timeout(150)
        seen.requests = [asked for asked in seen.requests if asked.partition("#")[0] != address]
        return Reading(page, seen)

    yield open_
    for context in contexts:
        context.close()
