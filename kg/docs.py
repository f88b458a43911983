"""The ontology comes in; one HTML page of all its terms goes out, which asks nothing of the network.

    python -m kg.docs          # writes exports/ontology.html and exports/data-model.svg

The page is written by pyLODE (``pip install "foedera[docs]"``); the picture in it and the lists of concepts are ours.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS

from kg import ontology, resources
from kg.diagram import diagram
from kg.errors import KgError
from kg.namespaces import DIP, ONTOLOGY, shorten
from kg.ontology import Ontology, local

PAGE, PICTURE = "ontology.html", "data-model.svg"

_NOT_WANTED = re.compile(r"<script .*?</script>|<link [^>]*>|<meta [^>]*http-equiv[^>]*>", re.DOTALL)
_NOT_KNOWN = re.compile(r' title="None\. Defined in None"| Defined in None(?=")')  # pyLODE tells so of words of others
_ROWS = {  # pyLODE names these rows after properties that only it knows
    "In Domain Includes Of": "Properties",
    "In Range Includes Of": "Value of",
    "Domain Includes": "Property of",
    "Range Includes": "Leads to",
    "Super Class Of": "Kinds",
    "Sub Class Of": "Kind of",
}
_NOTES = {
    "sentence": "Told as: “{}”.",
    "fromScheme": "One of the list {}.",
    "derivedBy": "Derived by {}.",
    "keyOf": "A key of the corpus files, for {}.",
    "becomes": "Becomes {}.",
}
_HEAD = """<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light }
body { background: #ffffff }
svg.model { width: 100%; height: auto }
#concepts td, #concepts th { padding: 4px 12px 4px 0; text-align: left; vertical-align: top }
#concepts th { width: 17em; font-weight: normal }
#concepts code, #concepts i { color: #475569 }
</style>"""


def page(terms: Ontology) -> str:
    """All terms as one HTML page. Raises KgError: pyLODE is not installed."""
    html = _NOT_WANTED.sub("", _by_pylode(_told(terms)))
    for theirs, ours in _ROWS.items():
        html = html.replace(f">{theirs}</a>", f">{ours}</a>")
    html = html.replace("<html>", '<html lang="en">').replace("<head>", _HEAD)
    html = _NOT_KNOWN.sub("", html)
    picture = f'<div class="section" id="data-model"><h2>The data model</h2>\n{diagram(terms, dark=False)}</div>\n'
    html = _before('<div class="section" id="classes">', picture, html)
    html = _before('<div id="namespaces">', _concepts(terms), html)
    html = _before('<li>\n<h4>\n<a href="#classes">', _entry("data-model", "The data model"), _flat(html))
    return _before('<li>\n<h4>\n<a href="#namespaces">', _entry("concepts", "Lists of concepts"), html)


def _by_pylode(told: rdflib.Graph) -> str:
    try:
        from pylode.profiles.ontpub import OntPub
    except (ImportError, OSError) as error:  # version 3.4.1 looks for a file that its wheel lacks
        raise KgError('the page of the ontology is written by pyLODE 3.3: pip install "foedera[docs]"') from error
    logging.disable(logging.INFO)  # it tells of each of its steps
    try:
        document = OntPub(told, sort_subjects=True)
        document.fids.update({str(term): local(term) for term in told.subjects()})  # dip:War stands at #War
        return str(document.make_html())
    finally:
        logging.disable(logging.NOTSET)


def _told(terms: Ontology) -> rdflib.Graph:
    """The classes and properties as pyLODE tells them best: one label each, our annotations in the description."""
    told, known = rdflib.Graph(bind_namespaces="none"), terms.graph
    for prefix, namespace in known.namespaces():
        told.bind(prefix, namespace)
    header = rdflib.URIRef(ONTOLOGY)
    for predicate, value in known.predicate_objects(header):
        if not _is_chinese(value):
            told.add((header, predicate, value))
    concepts = {*known.subjects(SKOS.inScheme), *known.objects(None, SKOS.inScheme)}
    for term in set(known.subjects(RDFS.isDefinedBy)) - concepts:
        for predicate in (RDF.type, RDFS.subClassOf, SDO.domainIncludes, SDO.rangeIncludes):
            for value in known.objects(term, predicate):
                if value != OWL.FunctionalProperty:
                    told.add((term, predicate, value))
        told.add((term, RDFS.label, rdflib.Literal(_label(terms, term))))
        told.add((term, DCTERMS.description, rdflib.Literal(" ".join(_description(terms, term)))))
    return told


def _description(terms: Ontology, term: rdflib.term.Node) -> Iterator[str]:
    """The definition of a term; how often it stands, how it is told, and which rule writes it."""
    yield _definition(terms, term)
    if (term, RDF.type, OWL.FunctionalProperty) in terms.graph:
        yield "At most one value."
    for name, words in _NOTES.items():
        if value := terms.graph.value(term, rdflib.URIRef(DIP + name)):
            yield words.format(shorten(str(value)))


def _concepts(terms: Ontology) -> str:
    """The lists of concepts as tables; the address of a concept of two lists leads to the first."""
    parts, seen = ['<div class="section" id="concepts"><h2>Lists of concepts</h2>'], set[str]()
    for scheme in sorted(terms.schemes):
        title = escape(_label(terms, rdflib.URIRef(DIP + scheme)))
        parts.append(f'<h3 id="{scheme}">{title}</h3>\n<table>')
        for name in sorted(terms.schemes[scheme]):
            anchor = "" if name in seen else f' id="{name}"'
            seen.add(name)
            parts.append(f"<tr{anchor}>{_cells(terms, name)}</tr>")
        parts.append("</table>")
    return "\n".join([*parts, "</div>\n"])


def _cells(terms: Ontology, name: str) -> str:
    concept = terms.concepts[name]
    iri = rdflib.URIRef(concept.iri)
    told = f"<br><i>{escape(concept.sentence)}</i>" if concept.sentence else ""
    named = f"<th><code>{name}</code><br>{escape(_label(terms, iri))}</th>"
    return f"{named}<td>{escape(_definition(terms, iri))}{told}</td>"


def _label(terms: Ontology, term: rdflib.term.Node) -> str:
    """The label in English, then in Chinese."""
    return " ".join(str(each) for each in sorted(terms.graph.objects(term, RDFS.label), key=_is_chinese))


def _definition(terms: Ontology, term: rdflib.term.Node) -> str:
    """What a term means, and for whom it is there where the project itself does not use it."""
    told = (terms.graph.value(term, predicate) for predicate in (SKOS.definition, SKOS.scopeNote))
    return " ".join(str(text) for text in told if text)


def _is_chinese(term: rdflib.term.Node) -> bool:
    return getattr(term, "language", "") == "zh-hant"


def _entry(anchor: str, words: str) -> str:
    return f'<li>\n<h4>\n<a href="#{anchor}">{words}</a>\n</h4>\n</li>\n'


def _before(mark: str, addition: str, html: str) -> str:
    if html.count(mark) != 1:
        raise KgError(
            f"pyLODE writes another page than kg/docs.py knows: {mark!r} stands {html.count(mark)} times in it"
        )
    return html.replace(mark, addition + mark)


def _flat(html: str) -> str:
    """Without indentation and empty lines, which are a third of the page."""
    return "\n".join(line for line in map(str.strip, html.splitlines()) if line) + "\n"


def main() -> int:
    """Write the page and the picture into exports/ of the checkout. Returns the exit code."""
    try:
        terms = ontology.read(resources.ontology())
        written = {PICTURE: diagram(terms), PAGE: page(terms)}
    except KgError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    for name, text in written.items():
        (resources.CHECKOUT / "exports" / name).write_text(text, "utf-8")
        sys.stderr.write(f"{Path('exports') / name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
