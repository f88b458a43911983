"""What strangers nest too deep, make too long or let grow is refused; the process goes on, and can be interrupted."""

from __future__ import annotations

import _thread
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg import depth, sparql
from kg.errors import QueryError, StoreError
from kg.store import Budget, from_quads, open_store
from kg.terms import Table, Triples

RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
    '<rdf:Description rdf:about="urn:a">{}</rdf:Description></rdf:RDF>'
)
NESTED = "<e:p><rdf:Description>"
DEEP = 100_000
MANY = 20_000
MOST_TIMES = 8_000  # more than the usual stack has room for, and answered in seconds


def laughing(doctype: str, content: str) -> str:
    """A file of RDF/XML with entities."""
    return f"<!DOCTYPE rdf:RDF [{doctype}]>" + RDF_XML.format(f"<e:p>{content}</e:p>")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.ttl", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * (DEEP + 1), "100,000 triples within triples"),
        ("x.nt", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * (DEEP + 1), "100,000 triples within triples"),
        ("x.trig", "{ " + "<< " * (DEEP + 1), "100,000 triples within triples"),
        ("x.rdf", RDF_XML.format(NESTED * DEEP), "elements more than 256 deep within one another"),
        (
            "x.rdf",
            laughing('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', "&b;"),
            "the entity b, which is long or made of others",
        ),
        ("x.rdf", laughing(f'<!ENTITY a "{"ha" * 101}">', "&a;"), "the entity a, which is long"),
        ("x.rdf", laughing(f'<!ENTITY a "{"ha" * 100}">', "&a;" * 9_000), "more than 10 times as long"),
        ("x.jsonld", "[" * DEEP, "not good JSON-LD"),
        ("x.jsonld", '{"urn:a":' * DEEP, "not good JSON-LD"),
        ("x.n3", "{" * DEEP, "not good N3"),
        ("x.ttl", "<urn:a> <urn:b> " + "[ <urn:b> " * DEEP, "not good Turtle"),
        ("x.ttl", "<urn:a> <urn:b> " + "(" * DEEP, "not good Turtle"),
    ],
    ids=range(12),
)
def test_a_file_that_is_nested_or_grows_beyond_measure_is_refused(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(StoreError, match=words):
        open_store(tmp_path / name)


def test_what_oxigraph_can_read_is_read_however_deep(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> " + "[ <urn:b> " * MANY + "1 " + "]" * MANY + " .")
    (tmp_path / "y.nt").write_text(
        "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * MANY + "<urn:c> " + ")>> " * MANY + "."
    )
    (tmp_path / "z.rdf").write_text(laughing('<!ENTITY dip "https://w3id.org/foedera/ontology#">', "&dip;War"))
    assert open_store(tmp_path / "x.ttl").ask("ASK { ?s <urn:b> 1 }") is True
    assert open_store(tmp_path / "y.nt").ask("ASK { <urn:a> <urn:b> ?o }") is True
    assert open_store(tmp_path / "z.rdf").ask('ASK { ?s ?p "https://w3id.org/foedera/ontology#War" }') is True
    with pytest.raises(QueryError, match="holds a triple inside a triple") as caught:
        open_store(tmp_path / "y.nt").ask("SELECT ?o { ?s ?p ?o }")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("before", "opening", "inner", "closing", "after"),
    [
        ("ASK ", "{", "", "}", ""),
        ("ASK { FILTER(", "(", "1", ")", ") }"),
        ("ASK { FILTER(", "!", "1", "", ") }"),
        ("ASK { ?s ", "(", "<urn:b>", ")", " ?o }"),
        ("ASK ", "{ FILTER EXISTS ", "{}", " }", ""),
        ("SELECT * ", "{ { SELECT * ", "{}", " } }", ""),
        ("ASK { ", "MINUS {} ", "", "", "}"),
    ],
    ids=range(7),
)
def test_a_query_that_is_nested_deep_is_answered_and_one_that_is_too_long_refused(
    before: str, opening: str, inner: str, closing: str, after: str
) -> None:
    store = from_quads("", "nothing")

    def query(times: int) -> str:
        return before + opening * times + inner + closing * times + after

    most = min((sparql.MOST_SIGNS - len(query(0))) // len(opening + closing), MOST_TIMES)
    store.ask(query(most))
    with pytest.raises(QueryError, match=r"the query has [0-9,]+ signs, and no more than 48,000 are read"):
        store.ask(query(DEEP))
    with pytest.raises(QueryError):
        store.ask(before + opening * most + inner)


def test_a_long_list_of_values_makes_no_query_too_long() -> None:
    things = " ".join(f"<urn:thing:{number}>" for number in range(20_000))
    query = f"ASK {{ VALUES ?thing {{ {things} }} ?thing ?p ?o }}"
    assert len(query) > 5 * sparql.MOST_SIGNS
    assert from_quads("<urn:thing:7> <urn:b> <urn:c> .", "one").ask(query) is True
    with pytest.raises(QueryError, match="signs"):
        from_quads("", "nothing").ask(f"ASK {{ VALUES ?thing {{ {things} ({'(' * sparql.MOST_SIGNS} }} ?thing ?p ?o }}")


@pytest.mark.parametrize("sign", ['"', "'", '"""', ".a", "\\", "@a", "<#>", "1<2#", "a:", "VALUES ?x {<a>", "# \n"])
def test_a_query_is_looked_through_in_little_time(sign: str) -> None:
    begun = time.process_time()
    with pytest.raises(QueryError):
        from_quads("", "nothing").ask("ASK { " + sign * (sparql.MOST_SIGNS // len(sign) - 6))
    assert time.process_time() - begun < 5


FOR_EVER = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background of a shell may ignore it
from kg.store import from_quads
store = from_quads("".join(f"<urn:{number}> <urn:p> <urn:{number}> .\\n" for number in range(1_000)), "many")
print("asking", flush=True)
store.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d && ?d = ?i) }")
"""


def test_a_query_that_takes_for_ever_is_interrupted() -> None:
    with subprocess.Popen([sys.executable, "-c", FOR_EVER], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == b"asking\n"
        time.sleep(0.3)
        asking.send_signal(signal.SIGINT)
        try:
            _, said = asking.communicate(timeout=10)
        finally:
            asking.kill()  # else a query that goes on would be waited for
    assert b"KeyboardInterrupt" in said


def test_what_the_work_raises_is_raised_and_what_it_gives_is_given() -> None:
    before = threading.stack_size()
    assert depth.with_room(threading.get_ident) != _thread.get_ident()
    with pytest.raises(ZeroDivisionError):
        depth.with_room(lambda: 1 // 0)
    assert threading.stack_size() == before


def test_threads_that_ask_at_once_leave_the_size_of_stacks_as_it_was() -> None:
    before, together = threading.stack_size(), threading.Barrier(8)

    def ask() -> None:
        for _ in range(20):
            together.wait(10)
            depth.with_room(threading.get_ident)

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    after = threading.stack_size(before)
    assert after == before


def test_work_that_is_not_done_in_time_is_left_to_itself() -> None:
    begun, may_end = time.monotonic(), threading.Event()
    with pytest.raises(TimeoutError):
        depth.with_room(lambda: may_end.wait(3), 0.1)
    may_end.set()
    assert time.monotonic() - begun < 5
    assert depth.with_room(lambda: 1, 5) == 1


SELVES = "".join(f"<urn:{number}> <urn:p> <urn:{number}> .\n" for number in range(200))
PAIRS = "{ ?a ?b ?c . ?d ?e ?f }"


@pytest.mark.parametrize(
    ("form", "what"), [("CONSTRUCT { ?a ?b ?f } WHERE", "triples"), ("SELECT *", "rows"), ("DESCRIBE ?a", "triples")]
)
def test_a_query_is_stopped_where_its_answer_is_more_than_its_budget(form: str, what: str) -> None:
    most = 40_000 if what == "rows" or "CONSTRUCT" in form else 200
    enough = from_quads(SELVES, "pairs", budget=Budget(most, 60)).ask(f"{form} {PAIRS}")
    assert isinstance(enough, Table | Triples)
    assert len(enough.rows if isinstance(enough, Table) else enough.triples) == most
    with pytest.raises(QueryError, match=f"^more than {most - 1:,} {what}; let its patterns share variables"):
        from_quads(SELVES, "pairs", budget=Budget(most - 1, 60)).ask(f"{form} {PAIRS}")


def test_a_query_is_stopped_where_its_answer_takes_longer_than_its_budget() -> None:
    begun, threads = time.monotonic(), threading.active_count()
    with pytest.raises(QueryError, match=r"^no answer within 0\.2 s; let its patterns share variables"):
        from_quads(SELVES, "pairs", budget=Budget(10**9, 0.2)).ask(
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        )
    while threading.active_count() > threads and time.monotonic() - begun < 5:
        time.sleep(0.01)
    assert time.monotonic() - begun < 5, "it goes on"


def test_a_query_that_takes_for_ever_before_it_answers_is_stopped_and_ends_with_the_process() -> None:
    for_ever = FOR_EVER.replace("from_quads\n", "from_quads, Budget\n").replace(
        ', "many")', ', "", budget=Budget(9, 0.3))'
    )
    ran = subprocess.run([sys.executable, "-c", for_ever], capture_output=True, text=True, timeout=20, check=False)
    assert (ran.returncode, ran.stdout) == (1, "asking\n")
    assert ran.stderr.splitlines()[-1].startswith("kg.errors.QueryError: no answer within 0.3 s; ")
