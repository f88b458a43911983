"""The commands that ask, as their users run them: data on standard output, words on standard error."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest

from kg import query
from tests.integration.conftest import Shell, write_corpus

DIP = "https://w3id.org/foedera/ontology#"
ID = "https://w3id.org/foedera/id/"
RAILWAY = "transfer-of-the-changchun-port-arthur-railway/after/changchun-port-arthur-railway"


def test_query_alone_lists_the_questions(kg: Shell) -> None:
    ran = kg("kg query")
    assert ran.code == 0
    for question in query.questions():
        assert re.search(rf"^{question.name} +{re.escape(question.title)}$", ran.out, re.MULTILINE)


def test_a_thing_that_the_graph_does_not_know_is_warned_of(kg: Shell) -> None:
    ran = kg("kg query treaty-signatures --set treaty=treaty-of-portsmout")
    assert ran.code == 0
    assert "is called 'treaty-of-portsmout'; kg query inventory lists the names" in ran.err
    for known in ("treaty-signatures --set treaty=treaty-of-portsmouth", "alliances-on-date --set day=1904-03-01"):
        assert "warning" not in kg(f"kg query {known}").err


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "md"])
def test_each_format_holds_the_same_rows(kg: Shell, form: str) -> None:
    ran = kg(f"kg query treaty-signatures --format {form}")
    assert ran.code == 0
    if form == "json":
        parsed = json.loads(ran.out)
        names, rows = parsed["head"]["vars"], len(parsed["results"]["bindings"])
    elif form in ("csv", "tsv"):
        cells = list(csv.reader(io.StringIO(ran.out), delimiter="," if form == "csv" else "\t"))
        names, rows = [name.lstrip("?") for name in cells[0]], len(cells) - 1
    else:
        lines = ran.out.splitlines()
        names, rows = lines[0].strip("| ").replace("|", " ").split(), len(lines) - 2
    assert rows == 2
    assert "signatoryLabel" in names
    assert "Japan" in ran.out
    assert "Russia" in ran.out


def test_set_gives_another_value(kg: Shell) -> None:
    asked = "kg query treaty-signatures --format csv --set treaty=treaty-of-peking-1905"
    assert "Qing China" in kg(asked).out
    assert "Russia" not in kg(asked).out


@pytest.mark.parametrize(
    ("sparql", "wanted"),
    [
        ("ASK { id:qing a dip:Polity }", "true\n"),
        ("SELECT ?x { VALUES ?x { 1 } }", "x\n-\n1\n"),
        ("CONSTRUCT { id:qing a dip:Polity } WHERE { id:qing a dip:Polity }", "id:qing a dip:Polity ."),
        ("DESCRIBE id:qing", "大清"),
    ],
)
def test_each_query_form_from_a_file_and_from_standard_input(
    kg: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sparql: str, wanted: str
) -> None:
    asked = f"PREFIX dip: <{DIP}>\nPREFIX id: <{ID}>\n{sparql}\n"
    (tmp_path / "asked.rq").write_text(asked, encoding="utf-8")
    from_file = kg("kg query asked.rq")
    assert from_file.code == 0, from_file.err
    assert wanted in from_file.out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(asked.encode())))
    assert kg("kg query -").out == from_file.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kg query treaty-signature", "treaty-signatures"),
        ("kg query treaty-signatures --set treaties=x", "treaty="),
        ("kg query absent.rq", "absent.rq"),
        ("kg query broken.rq", "1"),
        ("kg query alliances-on-date --set day=yesterday", "day=yesterday"),
        ("kg query inventory --store absent.ttl", "absent.ttl"),
        ("kg query inventory --store broken.ttl", "broken.ttl:1"),
        ("kg query inventory --store http://127.0.0.1:9/sparql", "127.0.0.1:9"),
        ("kg explain qing-neutralty", "did you mean 'qing-neutrality'?"),
        ("kg explain qing-neutrality-1904:declaraton", "did you mean 'qing-neutrality-1904:declaration'?"),
        ("kg state 1904-02-30", "1904-02"),
        ("kg state yesterday", "yesterday"),
        ("kg state 1904 --polity japn", "did you mean 'japan'?"),
        ("kg extract absent.txt", "absent.txt"),
        ("kg extract latin.txt", "UTF-8"),
        ("kg view --about nothing-at-all", "nothing-at-all"),
        ("kg query inventory -o occupied/answer.txt", "occupied"),
    ],
)
def test_a_mistake_is_told_with_what_to_do_next(kg: Shell, tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "broken.rq").write_text("SELECT ?x {", encoding="utf-8")
    (tmp_path / "broken.ttl").write_text("this is not Turtle", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Düna".encode("latin-1"))
    (tmp_path / "occupied").write_text("mine")
    ran = kg(line)
    assert (ran.code, ran.out) == (3, "")
    assert "\nkg: " in f"\n{ran.err}"
    assert words in ran.err
    assert "Traceback" not in ran.err


# What is asked.


def test_exports_beside_the_user_are_asked_first_and_it_is_said(kg: Shell, exported: Path, tmp_path: Path) -> None:
    bundled = kg("kg state 1900")
    assert f"asking {exported / 'foedera.ttl'}" in bundled.err
    assert "Qing China" in bundled.out
    write_corpus(tmp_path / "mine")
    assert kg("kg build mine").code == 0
    own = kg("kg state 1900")
    assert "asking exports" in own.err
    assert "certain         France — alliance — Russia" in own.out
    assert "Qing" not in own.out


def test_a_store_is_a_file_or_a_folder(kg: Shell, exported: Path) -> None:
    asked = "kg query inventory --format csv --store"
    folder = kg(f"{asked} {exported}")
    assert folder.code == 0
    for name in ("foedera.ttl", "foedera.trig", "foedera.nq"):
        assert kg(f"{asked} {exported / name}").out == folder.out
    assert "asking" not in folder.err


# kg explain and kg state.


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "qing-neutrality-1904:chemulpo-day",
            ["Rejected: ", "«sank Russian warships Incheon in Korea on February 8, 1904»", "against it: Accepted"],
        ),
        ("qing-neutrality-1904:declaration", ["guimao-12-27", "1904-01-30 Julian", "1904-02-12 Gregorian", "(Mao"]),
        ("qing-neutrality", ["neutrality of the Qing", "characters ", "Papers relating to the Foreign Relations"]),
        ("id:qing-neutrality", ["neutrality of the Qing"]),
        ("https://w3id.org/foedera/id/qing-neutrality", ["neutrality of the Qing"]),
        ("qing-neutrality-1904:korea-acknowledged", ['read: "North Korea" as Korean Empire: No North Korean state']),
        (RAILWAY, ["derived by a rule from id:transfer-of-the-changchun-port-arthur-railway", "art. VI"]),
        ("qing", ["Authority file of the corpus", "1912-02-12"]),
    ],
)
def test_explain_leads_from_the_fact_to_the_words(kg: Shell, name: str, words: list[str]) -> None:
    ran = kg(f"kg explain {name}")
    assert ran.code == 0, ran.err
    for each in words:
        assert each in ran.out


def test_the_claim_that_was_asked_for_comes_first(kg: Shell) -> None:
    first = kg("kg explain qing-neutrality-1904:chemulpo-day").out.split("\n\n")[1]
    assert first.splitlines()[0].endswith("(qing-neutrality-1904:chemulpo-day)")


def test_explain_a_provision_within_a_treaty(kg: Shell) -> None:
    assert "art. IX" in kg("kg explain treaty-of-portsmouth/provision/ix").out


def test_state_as_table_and_as_json_for_one_polity(kg: Shell) -> None:
    ran = kg("kg state 1904-03-01 --polity united-kingdom")
    assert ran.out.startswith("certain         Japan — alliance — United Kingdom\n")
    (only,) = json.loads(kg("kg state 1904-03-01 --polity united-kingdom --format json").out)
    assert (only["certainty"], only["kind"]) == ("certain", "alliance")
    assert "anti-Russian military alliance with the United Kingdom" in only["words"]


def test_a_day_of_which_nothing_is_known(kg: Shell) -> None:
    ran = kg("kg state 1500")
    assert (ran.code, ran.out) == (0, "Nothing in this graph is known to have held on 1500.\n")
