"""What a cell shows holds in the frames of VS Code: under their policy and sandbox, in one as high as itself."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.notebook import Page
from tests.browser.conftest import SETTLED, Open, page_of_east_asia

# The policy that VS Code 1.139 has for the output of notebooks: in its sources, generateContent() of
# src/vs/workbench/contrib/notebook/browser/view/renderers/backLayerWebView.ts. 'self' stands for its own scripts.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' https: http: data:; font-src 'self' https:; connect-src https:; child-src https: data:"
)
# The frame of a webview: src/vs/workbench/contrib/webview/browser/pre/index.html.
SANDBOX = "allow-same-origin allow-pointer-lock allow-scripts allow-downloads allow-forms"
ALLOWED = "cross-origin-isolated; autoplay; local-network-access; clipboard-read; clipboard-write;"
OUTPUT = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>
<body style="overflow: hidden; margin: 0">
<div id="container" style="position: absolute; width: 100%; top: 0"><div>{{shown}}</div></div>
<script>
// As its preloads do: what is shown tells its height to the window around it.
new ResizeObserver(([{{{{ contentRect }}}}]) => parent.postMessage(contentRect.height, '*')).observe(container);
</script></body></html>"""
# As the notebook does: the frame is as high as what it shows, and some room for the cell above it.
NOTEBOOK = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A notebook</title></head><body>
<iframe id="webview" sandbox="{sandbox}" allow="{allowed}" srcdoc="{output}"
  style="width: 950px; height: 600px"></iframe>
<script>
window.heights = [];
onmessage = ({{ data }}) => {{ heights.push(data); webview.style.height = Math.min(data + 200, 30000) + 'px'; }};
</script></body></html>"""


@pytest.fixture(scope="module")
def shown(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any, list[str]]]:
    """The window, the frame of the page within it, and what the browser reported."""
    output = OUTPUT.format(shown=Page(page_of_east_asia(), "Who stood where")._repr_html_())
    file = tmp_path_factory.mktemp("frames") / "notebook.html"
    file.write_text(NOTEBOOK.format(sandbox=SANDBOX, allowed=ALLOWED, output=html.escape(output)), "utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 900}, accept_downloads=True)
    page, told = context.new_page(), list[str]()
    page.set_default_timeout(5_000)
    # That the frame of VS Code has both rights is told by Chromium, and is not ours to mend.
    page.on("console", lambda line: told.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(file.as_uri())
    ((frame,),) = [each.child_frames for each in page.main_frame.child_frames]
    assert frame.evaluate(SETTLED)
    yield page, frame, told
    context.close()


def test_the_frame_grows_no_further_where_its_window_is_as_high_as_what_it_shows(shown: Any) -> None:
    page, frame, _ = shown
    page.wait_for_function("heights.length > 0")
    assert 500 <= frame.evaluate("innerHeight") <= 1000
    assert len(page.evaluate("heights")) <= 2


def test_the_page_draws_and_shows_the_words_of_a_relation_under_their_policy(shown: Any) -> None:
    _, frame, told = shown
    assert frame.evaluate("foedera.labels().length") > 10
    assert frame.evaluate("origin") == "null"
    assert frame.is_visible("#evidence mark")
    frame.click("#tab-table")
    frame.click("#rows .row >> nth=1")
    assert frame.inner_text("#evidence h2") == frame.inner_text("#rows tr[aria-current=true] .row")
    assert [each for each in told if "can escape its sandboxing" not in each] == []


def test_the_page_is_saved_from_within_their_frame(shown: Any) -> None:
    page, frame, _ = shown
    with page.expect_download() as download:
        frame.click("#save-csv")
    assert Path(download.value.suggested_filename).suffix == ".csv"


def test_there_is_no_link_to_copy_where_the_page_has_no_address(shown: Any) -> None:
    _, frame, _ = shown
    assert frame.evaluate("document.getElementById('save-link').hidden")
    frame.locator("#evidence button", has_text="Copy citation").first.click()
    assert "srcdoc" not in frame.evaluate("[...document.querySelectorAll('.by-hand')].map((each) => each.value).join()")


def test_what_scrolls_within_the_page_does_so_in_its_colours(shown: Any) -> None:
    _, frame, _ = shown
    # Firefox draws white bars on a dark page where it is told of no colours.
    soft = "getComputedStyle(document.querySelector('.scope')).color"
    bars = "getComputedStyle(document.getElementById('legend')).scrollbarColor"
    assert frame.evaluate(bars) == frame.evaluate(soft) + " rgba(0, 0, 0, 0)"


def test_what_is_folded_in_a_narrow_frame_opens_where_it_grows_wide(opened: Open) -> None:
    page = opened(width=300, height=150).page
    assert page.is_hidden("#save-csv")
    page.set_viewport_size({"width": 950, "height": 700})
    page.wait_for_selector("#save-csv", state="visible")
    assert page.is_visible("#kinds")
