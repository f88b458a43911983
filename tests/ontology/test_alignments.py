"""The alignments: the table and the Turtle say the same, in terms of ours, and nothing that cannot hold."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, PROV, RDF, RDFS, SDO, SKOS

from kg import ontology, resources
from kg.namespaces import DIP

FOLDER = resources.ontology() / "alignments"
FILES = sorted(FOLDER.glob("*.sssom.tsv"))
COLUMNS = [
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "comment",
]  # fmt: skip
PREDICATES = {
    *(str(SKOS[name]) for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
    str(RDFS.subClassOf),
    str(RDFS.subPropertyOf),
}
# What the super-properties lead to, as their vocabularies have it: "date" is any literal of time.
SUPER_PROPERTIES = {
    "sem:eventType": "thing", "sem:hasActor": "thing", "sem:hasPlace": "thing",
    "sem:hasEarliestBeginTimeStamp": "date", "sem:hasLatestBeginTimeStamp": "date",
    "sem:hasEarliestEndTimeStamp": "date", "sem:hasLatestEndTimeStamp": "date",
    "crm:P1_is_identified_by": "thing", "crm:P2_has_type": "thing", "crm:P7_took_place_at": "thing",
    "crm:P14_carried_out_by": "thing", "prov:wasDerivedFrom": "thing",
}  # fmt: skip


@dataclass(frozen=True)
class MappingSet:
    """An SSSOM file as read: its metadata lines, its prefixes, its rows."""

    metadata: dict[str, str]
    prefixes: dict[str, str]
    rows: list[dict[str, str]]

    def expand(self, curie: str) -> str:
        prefix, _, name = curie.partition(":")
        return self.prefixes[prefix] + name

    def triples(self) -> set[tuple[str, str, str]]:
        keys = ("subject_id", "predicate_id", "object_id")
        return {(s, p, o) for row in self.rows for s, p, o in [tuple(self.expand(row[key]) for key in keys)]}


def read(path: Path) -> MappingSet:
    lines = path.read_text("utf-8").splitlines()
    head = [line[1:] for line in lines if line.startswith("#")]
    assert all(not line.startswith("#") for line in lines[len(head) :]), "the metadata stand before the table"
    metadata = dict(re.findall(r"^(\w+): (.+)$", "\n".join(head), re.MULTILINE))
    prefixes = dict(re.findall(r"^  (\w+): (\S+)$", "\n".join(head), re.MULTILINE))
    table = csv.DictReader(lines[len(head) :], delimiter="\t")
    rows = list(table)
    assert table.fieldnames == COLUMNS
    return MappingSet(metadata, prefixes, rows)


def test_there_is_one_for_each_vocabulary_of_the_design() -> None:
    names = {path.name.removesuffix(".sssom.tsv") for path in FILES}
    assert names == {"sem", "cidoc-crm", "prov-o", "schema-org", "wikidata"}
    assert names == {path.stem for path in FOLDER.glob("*.ttl")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_table_and_turtle_say_the_same(path: Path) -> None:
    graph = rdflib.Graph().parse(path.with_name(path.name.replace(".sssom.tsv", ".ttl")))
    header = next(graph.subjects(RDF.type, OWL.Ontology))
    in_turtle = {(str(s), str(p), str(o)) for s, p, o in graph if s != header}
    mappings = read(path)
    assert in_turtle == mappings.triples()
    assert str(header) == mappings.metadata["mapping_set_id"]
    assert str(graph.value(header, OWL.versionInfo)) == mappings.metadata["mapping_set_version"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_metadata_are_whole_and_the_rows_are_sorted_once_each(path: Path) -> None:
    mappings = read(path)
    assert {"mapping_set_id", "mapping_set_title", "mapping_set_version", "license"} <= set(mappings.metadata)
    keys = [column for column in COLUMNS if column.endswith(("_id", "justification"))]
    used = {row[key].partition(":")[0] for row in mappings.rows for key in keys}
    assert used == set(mappings.prefixes)
    rows = [(row["subject_id"], row["object_id"]) for row in mappings.rows]
    assert len(rows) == len(set(rows))
    assert [subject for subject, _ in rows] == sorted(subject for subject, _ in rows)
    assert {row["mapping_justification"] for row in mappings.rows} == {"semapv:ManualMappingCuration"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_subject_is_a_term_of_ours_under_its_own_label(path: Path, terms: ontology.Ontology) -> None:
    for row in read(path).rows:
        term = terms.by_iri[DIP + row["subject_id"].removeprefix("dip:")]
        assert row["subject_label"] == term.label


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_mapping_joins_terms_of_two_kinds(path: Path, terms: ontology.Ontology) -> None:
    mappings = read(path)
    for row in mappings.rows:
        predicate, name = mappings.expand(row["predicate_id"]), row["subject_id"].removeprefix("dip:")
        assert predicate in PREDICATES
        if predicate == str(RDFS.subClassOf):
            assert name in terms.classes
            assert re.match(r"\w+:[A-Z]", row["object_id"]), "a class of theirs"
        if predicate == str(RDFS.subPropertyOf):
            kind = "thing" if terms.properties[name].is_object else "date"
            assert SUPER_PROPERTIES[row["object_id"]] == kind


def test_terms_of_closed_vocabularies_exist_there() -> None:
    """PROV-O and schema.org are known to rdflib, term by term."""
    for name, namespace in (("prov-o", PROV), ("schema-org", SDO)):
        for row in read(FOLDER / f"{name}.sssom.tsv").rows:
            term = row["object_id"].partition(":")[2]
            assert term in namespace, f"{row['object_id']} is not defined"
            assert row["object_label"] == term
