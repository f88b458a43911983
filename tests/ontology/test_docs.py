"""The page and the picture of the ontology: as committed, whole, and asking nothing of the network."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib.namespace import SKOS

from kg import diagram, docs, ontology, resources
from kg.errors import KgError, OntologyError
from kg.ontology import Kind
from tests.conftest import require

EXPORTS = resources.CHECKOUT / "exports"
SVG = "{http://www.w3.org/2000/svg}"
AGAIN = "rebuild it with python -m kg.docs"


@pytest.fixture(scope="module")
def page() -> str:
    return (EXPORTS / docs.PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def picture() -> ElementTree.Element:
    return ElementTree.fromstring((EXPORTS / docs.PICTURE).read_text("utf-8"))


def needs_pylode() -> None:
    require(None if importlib.util.find_spec("pylode") else 'pyLODE is not installed: pip install "foedera[docs]"')


def test_the_committed_picture_is_that_of_the_ontology(terms: ontology.Ontology) -> None:
    assert diagram.diagram(terms) == (EXPORTS / docs.PICTURE).read_text("utf-8"), AGAIN


@pytest.mark.parametrize("seed", ["1", "20"])
def test_the_committed_page_is_that_of_the_ontology(seed: str, tmp_path: Path) -> None:
    """In a process of its own for each order of hashes: pyLODE walks through sets."""
    needs_pylode()
    program = "from kg import docs, ontology, resources; print(docs.page(ontology.read(resources.ontology())), end='')"
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": str(resources.CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert run.stdout == (EXPORTS / docs.PAGE).read_text("utf-8"), AGAIN


def test_without_pylode_the_reader_is_told_what_to_install(
    terms: ontology.Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pylode.profiles.ontpub", None)
    monkeypatch.setitem(sys.modules, "pylode", None)
    with pytest.raises(KgError, match=re.escape("foedera[docs]")):
        docs.page(terms)


def test_nothing_is_fetched_when_the_page_is_opened(page: str) -> None:
    """Links to follow are its only addresses."""
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|video|audio|base|form)\b", page)
    assert not re.search(r"@import|\bsrc=|\bsrcset=|http-equiv|\bon\w+=\"", page)
    assert set(re.findall(r"url\(([^)]*)\)", page)) == {"#tip"}
    without_links = re.sub(r'href="[^"]*"|xmlns="[^"]*"|<code>[^<]*</code>|>[^<]*<', "", page)
    assert "://" not in without_links


def test_every_term_has_its_address_in_the_page(page: str, terms: ontology.Ontology) -> None:
    anchors = Counter(re.findall(r'\bid="([^"]*)"', page))
    assert [anchor for anchor, times in anchors.items() if times > 1] == []
    assert {*terms.classes, *terms.properties, *terms.concepts, *terms.schemes, *terms.keys} <= set(anchors)
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(anchors)


def test_the_page_names_every_class_in_english_and_in_chinese(page: str, terms: ontology.Ontology) -> None:
    for kind in terms.classes.values():
        assert re.search(rf">{re.escape(kind.label)} [\u4e00-\u9fff]+", page), kind.name
    assert "TerritorialControl" in page
    assert terms.classes["Alliance"].sentence in page


def test_the_page_says_for_whom_a_term_is_there_that_the_project_does_not_use(terms: ontology.Ontology) -> None:
    needs_pylode()
    written = docs.page(terms)
    for term, note in terms.graph.subject_objects(SKOS.scopeNote):
        definition = terms.graph.value(term, SKOS.definition)
        assert f"{definition} {note}" in written
    assert "Defined in None" not in written


def test_the_page_is_html_without_a_mistake(page: str) -> None:
    needs_pylode()
    html5lib = importlib.import_module("html5lib")  # comes with pyLODE
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    assert page.index('<meta charset="utf-8">') < 1024 - len("<meta>")


def test_the_picture_is_small_and_stands_alone(picture: ElementTree.Element) -> None:
    text = (EXPORTS / docs.PICTURE).read_text("utf-8")
    assert len(text.encode()) < 60_000
    assert set(re.findall(r"https?://[^\"'\s<)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(?:image|script|foreignObject|use)\b|@font-face|@import", text)
    assert "prefers-color-scheme: dark" in text
    assert picture.findtext(f"{SVG}title")


def test_the_picture_shows_every_class_and_every_property(
    picture: ElementTree.Element, terms: ontology.Ontology
) -> None:
    words = [text.text or "" for text in picture.iter(f"{SVG}text")]
    names = [text.text for text in picture.iter(f"{SVG}text") if text.get("class") == "name"]
    assert set(terms.classes) <= set(names)
    shown = set(re.findall(r"\w+", " ".join(words)))
    assert {name for name, prop in terms.properties.items() if prop.domain} <= shown


def test_no_text_of_the_picture_runs_out_of_its_box(picture: ElementTree.Element, terms: ontology.Ontology) -> None:
    """At 5.8 pixels a letter, the average of sans-serif type of this size."""
    boxes = [
        tuple(float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        for rect in picture.iter(f"{SVG}rect")
        if rect.get("class") in {"box", "kind"}
    ]
    for text in picture.iter(f"{SVG}text"):
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        around = [box for box in boxes if box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]]
        if around and not text.get("class"):
            assert x + 5.8 * len(text.text or "") <= min(box[0] + box[2] for box in around if box[0] < x), text.text


def test_a_class_without_a_place_is_an_error_and_not_left_out(terms: ontology.Ontology) -> None:
    treaty = terms.classes["Treaty"]
    more = {**terms.classes, "Armistice": Kind("Armistice", treaty.iri, "armistice")}
    with pytest.raises(OntologyError, match="Armistice"):
        diagram.diagram(replace(terms, classes=more))
