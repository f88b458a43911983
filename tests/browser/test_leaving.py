"""What leaves the page: rows as CSV, the drawing as a picture, words on the clipboard, and all of it on paper."""

from __future__ import annotations

import base64
import html
import struct
import time
from pathlib import Path
from typing import Any

import pytest

from kg import view
from tests.browser.conftest import PATIENCE, Open, east_asia, page_of_east_asia, until
from tests.browser.tables import TABLE, files, lines, many, told, with_statuses

# Whether the drawing has as many pixels as its place on the screen.
SHARP = "(({ width, clientWidth }) => width > 0 && width === clientWidth)(document.querySelector('#canvas canvas'))"
COPIED = "document.getElementById('said').textContent === 'The citation is copied.'"
# How many colours a band of a picture has, looked at in the page, which may show pictures of data.
COLOURS = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const found = new Set(new Uint32Array(context.getImageData(0, 200, picture.width, 400).data.buffer));
  return found.size;
}"""


def pasted(page: Any) -> str:
    """What stands on the clipboard, once it does: another process keeps it."""
    begun = time.monotonic()
    text = ""
    while not text and time.monotonic() - begun < PATIENCE / 1000:
        page.fill("#find", "")
        page.focus("#find")
        page.keyboard.press("Control+V")
        text = str(page.input_value("#find"))
    return text


def test_csv_has_the_rows_that_are_shown_and_no_formula(opened: Open, tmp_path: Path) -> None:
    graph = with_statuses()
    *_, known = next(iter(graph.edges(data=True)))
    known["sentence"] = '=HYPERLINK("http://x","a, b")\nsecond line'
    page = opened(graph, fragment=TABLE + "&on=1904-03-01&hide=Lease&with=Rejected").page
    path = files(page, "#save-csv", tmp_path)
    assert path.name == "Who-stood-where-when-Russia-and-Japan-fought-over-Manchuria-1904-03-01.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfnumber,from,kind,to,")
    found = lines(path)
    states = {each["id"]: each["state"] for each in page.evaluate("foedera.relations()") if each["shown"]}
    assert {line["relation"]: line["state"] for line in found} == states
    assert [line["number"] for line in found] == [str(number + 1) for number in range(len(states))]
    expected = {row["iri"]: row for row in told(graph).values()}
    for line in found:
        row = expected[line["relation"]]
        assert line["sentence"] == row["sentence"] or line["sentence"] == "'" + row["sentence"]
        assert not line["sentence"].startswith("=")
        assert [line[bound] for bound in view.BOUNDS] == [row.get(bound, "") for bound in view.BOUNDS]
        assert (line["status"], line["from"], line["on"]) == (row["status"], row["from"], "1904-03-01")
        assert (row["evidence"][0].get("quote") or row["evidence"][0]["locator"]) in line["words"]
    assert sum(line["sentence"].startswith("'=HYPERLINK") for line in found) == 1


@pytest.mark.parametrize("at", ["", TABLE])
def test_the_drawing_is_saved_sharp_with_title_and_legend(opened: Open, tmp_path: Path, at: str) -> None:
    page = opened(fragment=at, anew=True).page
    path = files(page, "#save-png", tmp_path)
    if at:
        assert page.is_hidden("#view-network")
        assert page.is_visible("#view-table")
        page.click("#tab-network")
    box = page.locator("#canvas").bounding_box()
    raw = path.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", raw[16:24])
    assert width >= 2 * box["width"]
    assert height >= 2 * box["height"] + 150
    colours = page.evaluate(COLOURS, "data:image/png;base64," + base64.b64encode(raw).decode("ascii"))
    assert colours > 300
    # On the screen it is again as sharp as it was, once the observer of its size has seen it.
    until(page, SHARP)


def test_a_citation_is_copied_with_its_words_and_its_stable_id(opened: Open) -> None:
    page = opened(fragment=TABLE).page
    page.click("text=Qing China declared strict neutrality")
    page.locator("#evidence").get_by_text("Copy citation").first.click()
    until(page, COPIED)
    text = pasted(page)
    assert text.startswith("Qing China declared strict neutrality")
    assert "“February 12, 1904, the Qing government announced strict neutrality in the Russo-Japanese War”" in text
    assert "qing-neutrality-1904" in text
    assert "file:" not in text


def test_where_the_clipboard_is_closed_the_citation_stands_selected(opened: Open) -> None:
    page = opened(anew=True).page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#evidence").get_by_text("Copy citation").first.click()
    until(page, COPIED)
    assert "Japan took the opportunity" in pasted(page)
    page.evaluate("document.execCommand = () => false")
    page.locator("#evidence").get_by_text("Copy citation").first.click()
    page.wait_for_selector("textarea.by-hand")
    assert "Japan took the opportunity" in page.evaluate("getSelection().toString()")
    assert "Ctrl+C" in page.inner_text("#said")


def test_a_frame_without_an_origin_saves_and_copies_too(opened: Open, tmp_path: Path) -> None:
    frame = html.escape(page_of_east_asia(), quote=True)
    notebook = tmp_path / "notebook.html"
    notebook.write_text(
        '<!doctype html><title>A notebook</title><textarea id="find"></textarea>'
        f'<iframe sandbox="allow-scripts allow-downloads" width="1200" height="600" srcdoc="{frame}"></iframe>',
        encoding="utf-8",
    )
    reading = opened(anew=True)
    reading.page.goto(notebook.as_uri())
    inner = reading.page.frame_locator("iframe")
    with reading.page.expect_download() as waiting:
        inner.locator("#save-csv").click()
    waiting.value.save_as(tmp_path / "rows.csv")
    assert len(lines(tmp_path / "rows.csv")) == 49
    inner.locator("#evidence").get_by_text("Copy citation").first.click()
    assert "Japan took the opportunity" in pasted(reading.page)
    assert reading.seen.errors == []


@pytest.mark.parametrize("at", ["", TABLE])
def test_paper_gets_the_drawing_and_all_relations_numbered_with_their_words(opened: Open, at: str) -> None:
    graph = east_asia()
    reading = opened(fragment=f"{at or '#'}&on=1904-03-01", anew=True)
    page = reading.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.getElementById('paper').width") > 400
    printed = page.evaluate("[...document.querySelectorAll('#printed ol > li')].map((item) => item.textContent)")
    assert len(printed) == 49
    for sentence, known in told(graph).items():
        (item,) = [each for each in printed if each.startswith(sentence)]
        quotes = [each["quote"] for each in known["evidence"] if each.get("quote")]
        assert (quotes[0] if quotes else known["evidence"][0]["locator"]) in item
    assert sum("; in force" in item for item in printed) == 9
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert reading.seen.errors == []


def test_paper_ends_after_two_thousand_relations_and_says_so(opened: Open) -> None:
    page = opened(many(2003)).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('#printed li').length") == 2000
    assert "3 more relations not printed" in page.evaluate("document.getElementById('printed').textContent")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
