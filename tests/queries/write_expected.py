"""Ask every question of the graph as it is built now, and write the rows to ``expected/``; then read them again.

Run it from the checkout as ``python -m tests.queries.write_expected`` after a change of the corpus or of a question,
and check by eye, against the corpus, each row that ``git diff`` shows.
"""

from __future__ import annotations

from pathlib import Path

from kg.build import make
from kg.query import questions
from kg.rdf import ntriples
from kg.store import from_quads
from kg.tables import render

EXPECTED = Path(__file__).parent / "expected"


def main() -> None:
    """Write one CSV file a question, and remove those of questions that are gone."""
    store = from_quads(ntriples(make().parts.everything()), "the graph just built")
    EXPECTED.mkdir(exist_ok=True)
    for old in EXPECTED.glob("*.csv"):
        old.unlink()
    for question in questions():
        rows = render(store.ask(question.text), "csv")
        (EXPECTED / f"{question.name}.csv").write_text(rows, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
