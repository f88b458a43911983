"""A corpus, a file of RDF and a question from a stranger: nothing is fetched, nothing is read that lies outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from kg import rdf, store, validate
from kg.errors import KgError, OntologyError, QueryError, StoreError
from kg.knowledge import KnowledgeGraph
from kg.namespaces import TYPE, dip, thing
from kg.store import from_quads, open_store
from kg.terms import Triple
from tests.fixtures.listener import Listener, listening
from tests.fixtures.served import served
from tests.integration.conftest import Shell, write_corpus

SECRET = "SECRET"
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">{}</rdf:RDF>'
DESCRIPTION = '<rdf:Description rdf:about="urn:a"><e:p>{}</e:p></rdf:Description>'
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dip: <https://w3id.org/foedera/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix own: <https://example.org/own#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture(params=["address", "file"])
def elsewhere(request: pytest.FixtureRequest, listener: Listener, tmp_path: Path) -> str:
    """What must not be asked for: an address, where somebody listens, or a file with a secret."""
    secret = tmp_path / "secret.ttl"
    secret.write_text(f'<urn:secret> <urn:says> "{SECRET}" .\n')
    return listener.url if request.param == "address" else secret.as_uri()


# Files of RDF.


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.jsonld", '{{"@context": "{elsewhere}", "@id": "urn:a", "urn:p": "b"}}'),
        ("x.jsonld", '{{"@context": ["{elsewhere}", {{}}], "@id": "urn:a", "urn:p": "b"}}'),
        ("x.jsonld", '{{"@context": {{"@version": 1.1, "@import": "{elsewhere}"}}, "urn:p": "b"}}'),
        ("x.jsonld", '{{"urn:p": {{"@context": {{"p": {{"@id": "urn:p", "@context": "{elsewhere}"}}}}, "p": {{}}}}}}'),
        ("x.rdf", '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "{elsewhere}">]>' + XML.format(DESCRIPTION.format("&x;"))),
        ("x.rdf", '<!DOCTYPE rdf:RDF [<!ENTITY % x SYSTEM "{elsewhere}"> %x;]>' + XML.format("")),
        ("x.rdf", '<!DOCTYPE rdf:RDF SYSTEM "{elsewhere}">' + XML.format(DESCRIPTION.format("b"))),
        ("x.rdf", '<!DOCTYPE rdf:RDF PUBLIC "-//x//y" "{elsewhere}">' + XML.format(DESCRIPTION.format("b"))),
        ("x.rdf", XML.format('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{elsewhere}"/>')),
        ("x.rdf", '<?xml-stylesheet href="{elsewhere}"?>' + XML.format(DESCRIPTION.format("b"))),
        ("x.ttl", "@base <{elsewhere}> . <> a <#c> ; <http://www.w3.org/2002/07/owl#imports> <{elsewhere}> ."),
        ("x.trig", "<{elsewhere}> {{ <{elsewhere}> <http://www.w3.org/2002/07/owl#imports> <{elsewhere}> }}"),
        ("x.nq", "<{elsewhere}> <http://www.w3.org/2002/07/owl#imports> <{elsewhere}> <{elsewhere}> ."),
        ("x.n3", "@prefix l: <http://www.w3.org/2000/10/swap/log#> . <urn:a> l:uri <{elsewhere}> ; l:semantics [] ."),
        ("x.n3", "{{ <{elsewhere}> <http://www.w3.org/2000/10/swap/log#semantics> ?x }} => {{ ?x a ?x }} ."),
    ],
    ids=range(15),
)
def test_a_file_of_rdf_asks_for_nothing(
    tmp_path: Path, listener: Listener, elsewhere: str, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content.format(elsewhere=elsewhere))
    try:
        answer = open_store(tmp_path / name).ask("CONSTRUCT WHERE { ?s ?p ?o }")
    except StoreError as error:
        assert name in str(error)
    else:
        assert SECRET not in repr(answer)
    assert not listener.was_called()


def test_a_link_or_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for target in ("/dev/zero", "/dev/stdin"):
        link = tmp_path / f"{Path(target).name}.ttl"
        link.symlink_to(target)
        with pytest.raises(StoreError, match="no ordinary file"):
            open_store(link)


# Questions.


@pytest.mark.parametrize("form", ["SERVICE <{}> {{ ?s ?p ?o }}", "SERVICE SILENT <{}> {{ ?s ?p ?o }}"])
def test_a_question_with_service_is_refused_by_the_store_and_by_rdflib(listener: Listener, form: str) -> None:
    graph = KnowledgeGraph(from_quads("<urn:a> <urn:b> <urn:c> .", "one"))
    asked = f"SELECT * {{ {form.format(listener.url)} }}"
    with pytest.raises(QueryError, match="SERVICE would send a request"):
        graph.ask(asked)
    with pytest.raises(QueryError, match="SERVICE reaches for what is not in this graph"):
        graph.to_rdflib().query(asked)
    assert not listener.was_called()


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_question_with_from_reads_neither_file_nor_address(listener: Listener, elsewhere: str, clause: str) -> None:
    graph = KnowledgeGraph(from_quads("<urn:a> <urn:b> <urn:c> .", "one"))
    asked = f"SELECT * {clause} <{elsewhere}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    assert SECRET not in repr(graph.ask(asked))
    with pytest.raises(QueryError, match="FROM reaches for what is not in this graph"):
        graph.to_rdflib().query(asked)
    assert not listener.was_called()


# Terms, shapes, rules and checks that a corpus brings.

CONSTRAINT = 'own:S a sh:NodeShape ; sh:targetClass dip:War ; sh:sparql [ sh:message "own" ; sh:select """{}""" ] .'
COMPONENT = """own:C a sh:ConstraintComponent ; sh:parameter [ sh:path own:asks ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:message "own" ; sh:ask \"\"\"{}\"\"\" ] .
own:S a sh:NodeShape ; sh:targetClass dip:War ; own:asks true ."""


@pytest.mark.parametrize(
    "shapes",
    [
        CONSTRAINT.format("SELECT $this ?value WHERE {{ SERVICE <{0}> {{ $this ?p ?value }} }}"),
        CONSTRAINT.format("SELECT $this ?value WHERE {{ $this ?p ?o FILTER EXISTS {{SERVICE<{0}>{{ ?a ?b ?c }} }} }}"),
        CONSTRAINT.format("SELECT $this ?value FROM <{0}> WHERE {{ $this ?p ?o . ?x <urn:says> ?value }}"),
        COMPONENT.format("ASK {{ SERVICE <{0}> {{ ?a ?b ?c }} }}"),
        COMPONENT.format("ASK {{ FILTER EXISTS {{ SERVICE<{0}>{{ ?a ?b ?c }} }} }}"),
    ],
    ids=range(5),
)
def test_shapes_that_reach_out_are_refused(tmp_path: Path, listener: Listener, elsewhere: str, shapes: str) -> None:
    (tmp_path / "shapes-own.ttl").write_text(PREFIXES + shapes.format(elsewhere))
    data = rdf.to_rdflib([Triple(thing("w"), TYPE, dip("War"))])
    with pytest.raises(OntologyError, match=r"the shapes cannot be run: .*(?:SERVICE|FROM)"):
        validate.run_shapes(data, validate.read_shapes([tmp_path / "shapes-own.ttl"]))
    assert not listener.was_called()


@pytest.mark.parametrize(
    "shapes",
    [
        "<{0}> a owl:Ontology ; owl:imports <{0}> ; sh:shapesGraph <{0}> ; sh:entailment <{0}> .",
        "own:S a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:target [ a sh:SPARQLTarget ; "
        'sh:select "SELECT ?this {{ SERVICE <{0}> {{ ?this ?p ?o }} }}" ] .',
        "own:S a sh:NodeShape ; sh:targetClass dip:War ; sh:rule [ a sh:SPARQLRule ; "
        'sh:construct "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}" ] .',
        "own:S a sh:NodeShape ; sh:targetClass dip:War ; sh:js [ a sh:JSConstraint ; sh:jsFunctionName 'f' ; "
        'sh:jsLibrary [ a sh:JSLibrary ; sh:jsLibraryURL "{0}"^^xsd:anyURI ] ] .',
    ],
    ids=range(4),
)
def test_what_else_shapes_may_name_is_not_fetched(
    tmp_path: Path, listener: Listener, elsewhere: str, shapes: str
) -> None:
    (tmp_path / "shapes-own.ttl").write_text(PREFIXES + shapes.format(elsewhere))
    data = rdf.to_rdflib([Triple(thing("w"), TYPE, dip("War"))])
    assert validate.run_shapes(data, validate.read_shapes([tmp_path / "shapes-own.ttl"])).errors == ()
    assert not listener.was_called()


CHECK = "# A\n#\n# Problem: b\n# Solution: c\n# Severity: error\nSELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rules/own.rq", "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", "SERVICE would send"),
        ("checks/own.rq", CHECK, "SERVICE would send"),
        ("shapes-own.ttl", PREFIXES + "<> owl:imports <{0}> . own:S a sh:NodeShape ; sh:targetClass dip:Alliance ; "
         'sh:sparql [ sh:select "SELECT $this {{ SERVICE <{0}> {{ $this ?p ?o }} }}" ] .', "SERVICE"),
        ("own.ttl", "<urn:a> <urn:b> " + "(" * 50_000, "brackets are nested too deep"),
    ],
    ids=["rule", "check", "shape", "terms"],
)  # fmt: skip
def test_what_a_corpus_brings_along_is_refused_where_it_reaches_out(
    kg: Shell, tmp_path: Path, listener: Listener, name: str, content: str, words: str
) -> None:
    own = write_corpus(tmp_path / "mine") / "ontology" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(content.format(listener.url) if "{0}" in content else content)
    ran = kg("kg build mine -o out")
    assert (ran.code, ran.out) == (KgError.exit_code, "")
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()
    assert not listener.was_called()


EVERYTHING_WITH_EVERYTHING = "{ ?a ?b ?c . ?d ?e ?f }"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rules/own.rq", f"CONSTRUCT {{ ?a ?b ?f }} WHERE {EVERYTHING_WITH_EVERYTHING}"),
        ("checks/own.rq", CHECK.partition("SELECT")[0] + f"SELECT * {EVERYTHING_WITH_EVERYTHING}"),
    ],
)
def test_what_a_corpus_brings_along_is_stopped_where_it_takes_too_much(
    kg: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str
) -> None:
    monkeypatch.setattr(store, "FOR_STRANGERS", store.Budget(50_000, 60))
    own = write_corpus(tmp_path / "mine") / "ontology" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(content)
    ran = kg("kg build mine -o out")
    assert (ran.code, ran.out) == (KgError.exit_code, "")
    assert f"{name}: more than 50,000 " in ran.err
    assert "; let its patterns share variables" in ran.err
    assert not (tmp_path / "out").exists()


def test_rdflib_without_a_guard_would_have_asked(listener: Listener) -> None:
    with pytest.raises(OSError, match=r".+"):
        rdflib.Graph().query(f"ASK {{ SERVICE <{listener.url}> {{ ?s ?p ?o }} }}")
    assert listener.was_called(), "the listener hears what it is there to hear"


# Answers of endpoints.

RESULTS = "application/sparql-results+json"
DEEP_RESULT = '{"type": "triple", "value": {"subject": {"type": "uri", "value": "urn:a"}, "object": '


@pytest.mark.parametrize(
    ("media_type", "body", "words"),
    [
        (RESULTS, '{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": ' + DEEP_RESULT * 1_000, "half an answer"),
        (RESULTS, '{"head": {"vars": ["x"], "y": ' + "[" * 100_000, "half an answer"),
        ("application/n-triples", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 100_001, "triples within triples"),
        ("application/rdf+xml", XML.format("<rdf:Description><e:p>" * 1_000), "elements more than 256 deep"),
        ("application/rdf+xml", '<!DOCTYPE rdf:RDF [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', "made of others"),
        ("application/ld+json", '{"@context": "http://example.org/"}', "half an answer, or a broken one"),
    ],
    ids=range(6),
)
def test_an_answer_that_is_nested_beyond_measure_ends_in_a_word(media_type: str, body: str, words: str) -> None:
    asked = "SELECT * { ?s ?p ?o }" if media_type == RESULTS else "CONSTRUCT WHERE { ?s ?p ?o }"
    with served(200, media_type, body) as stub, pytest.raises(StoreError, match=words):
        open_store(stub.url).ask(asked)


@pytest.mark.parametrize("length", [None, 10**12])
def test_an_answer_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch, length: int | None) -> None:
    monkeypatch.setattr(store, "MOST_OF_AN_ANSWER", 10_000)
    with (
        served(200, RESULTS, " " * 10_001, length=length) as stub,
        pytest.raises(StoreError, match=r"an answer of more than 10,000 bytes; ask again, with a LIMIT"),
    ):
        open_store(stub.url).ask("SELECT * { ?s ?p ?o }")
