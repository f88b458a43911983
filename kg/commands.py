"""Parsed options come in; each command does its work: data to standard output, words to standard error.

``-o FILE`` puts the data in a file. Each command imports what it needs when it runs, so that asking a question does
not wait for rdflib.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import CorpusError, DoesNotConform, KgError, counted

if TYPE_CHECKING:
    from kg.knowledge import KnowledgeGraph
    from kg.terms import Store

_RARELY = 100_000  # objects between two runs of the collector: a build makes many, and hardly a cycle to collect


def build(options: argparse.Namespace) -> int:
    """The command build: the whole flow, and a summary."""
    from kg.build import build_graph

    gc.set_threshold(_RARELY, *gc.get_threshold()[1:])
    built = build_graph(options.corpus, options.output)
    triples = len(built.parts.everything())
    statuses = ", ".join(f"{number} {status}" for status, number in built.statuses.items())
    for warning in [*map(str, built.warnings), *(f"warning: {line}" for line in built.report.warnings)]:
        say(warning)
    say(
        f"sources   {len(built.corpus.sources) - 1}",
        f"claims    {sum(built.statuses.values())}: {statuses}",
        f"triples   {triples}: {len(built.parts.all_facts())} facts, {len(built.parts.derived)} derived",
        f"checks    {built.report.passed} passed",
        f"files     {len(built.written)} in {options.output}",
        "",
        "Try next:",
        f"  open {options.output / 'network.html'} in a browser",
        *(f"  {line}" for line in _hints(options)),
    )
    return 0


def _hints(options: argparse.Namespace) -> list[str]:
    """Commands that answer something about what was just built."""
    where = "" if options.output == Path("exports") else f" --store {options.output}"
    if options.corpus:
        return [f"kg query {name}{where}" for name in ("inventory", "chronology")]
    asked = ("state 1904-03-01", "explain qing-neutrality", "query portsmouth-cessions")
    return [f"kg {each}{where}" for each in asked]


def check(options: argparse.Namespace) -> int:
    """The command check: all that build would refuse, at once."""
    from kg.build import check_corpus

    if options.output and not options.repair:
        raise KgError("-o takes the patch of --repair: add --repair, or leave -o out")
    problems, report = check_corpus(options.corpus)
    errors = [problem for problem in problems if problem.severity == "error"]
    say(*(str(problem) for problem in problems), *report.errors, *(f"warning: {line}" for line in report.warnings))
    if options.repair:
        _repair(options)
    if errors:
        found = f" and {counted(len(report.errors), 'result')} of shapes and checks" if report.errors else ""
        say(f"kg: {counted(len(errors), 'mistake')}{found}; nothing would be built")
        return CorpusError.exit_code
    if report.errors:
        say(f"kg: the graph does not conform: {counted(len(report.errors), 'result')}")
        return DoesNotConform.exit_code
    say(f"{report.passed} shapes and checks passed")
    return 0


def _repair(options: argparse.Namespace) -> None:
    """Propose what would make hashes and quotes right again; the patch is data, the rest are words."""
    from kg.changes import repairs

    found = repairs(options.corpus)
    say(*map(str, found.mends), found.summary())
    if found.patch:
        _write(options, found.patch)


def query(options: argparse.Namespace) -> int:
    """The command query: a named question, a file, or standard input."""
    from kg import query as questions
    from kg import tables
    from kg.terms import Literal, Table

    if options.question is None:
        listed = [(Literal(each.name), Literal(each.title)) for each in questions.questions()]
        return _write(options, tables.render(Table(("question", "title"), tuple(listed)), options.format))
    asked = _question(options.question)
    values = dict(options.set or [])
    store, sparql = _store(options), questions.with_parameters(asked, values)
    _warn_of_strangers(store, [values[each.name] for each in asked.parameters if each.is_iri and each.name in values])
    return _write(options, tables.render(store.ask(sparql), options.format))


def _warn_of_strangers(store: Store, values: Sequence[str]) -> None:
    """Warn where a thing is asked for that the store does not know: the answer is empty, and may be for a slip only."""
    from kg.namespaces import ID, expand

    for name in (part.strip() for value in values for part in value.split(",")):
        iri = expand(name)
        if iri.startswith(ID) and store.ask(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}") is False:
            say(f"warning: nothing in {store.name} is called {name!r}; kg query inventory lists the names")


def diff(options: argparse.Namespace) -> int:
    """The command diff: what changed between two graphs, in claims."""
    from kg import difference
    from kg.changes import compare_graphs

    write = {"text": difference.to_text, "md": difference.to_markdown, "json": difference.to_json}[options.format]
    return _write(options, write(compare_graphs(options.old, options.new)))


def explain(options: argparse.Namespace) -> int:
    """The command explain: from a fact to the words."""
    from kg import explain as explaining

    graph = _graph(options)
    bold = _on_terminal() and not options.output
    mark = (lambda quote: f"\033[1m{quote}\033[0m") if bold else (lambda quote: f"«{quote}»")
    if options.property:
        found = graph.provenance(options.id, options.property, options.value or "")
        return _write(options, explaining.render_triples(options.id, found, mark=mark))
    return _write(options, explaining.render(graph.explain(options.id), mark=mark))


def state(options: argparse.Namespace) -> int:
    """The command state: who stood where on a day."""
    from kg import state as states

    graph = _graph(options)
    standings = graph.state(options.date, polity=options.polity or "")
    for claim, sentence in graph.disputed_state(options.date, polity=options.polity or ""):
        say(f"said, but not accepted: {sentence} (kg explain {claim})")
    if options.format == "json":
        return _write(options, states.to_json(standings))
    return _write(options, states.render(standings, day=options.date))


def extract(options: argparse.Namespace) -> int:
    """The command extract: propose claims, for a person to review."""
    from kg import extract as extracting
    from kg.build import extract_claims

    proposals = extract_claims(_text(options.text), options.corpus)
    say(f"{len(proposals)} claims proposed, none of them reviewed")
    if options.format == "json":
        return _write(options, extracting.to_json(proposals))
    return _write(options, extracting.to_toml(proposals, Path(options.text).stem if options.text != "-" else "text"))


def view(options: argparse.Namespace) -> int:
    """The command view: the network page."""
    if options.output is None and _on_terminal():
        raise KgError("a page is long: say where it shall go, with -o page.html, or pipe it")
    given = {name: getattr(options, name) for name in ("on", "about", "title", "focus")}
    for name, text in given.items():
        if text is not None and not text.strip():
            raise KgError(f"--{name} is empty; say something, or leave it out")
    return _write(options, _graph(options).page(**{name: text or "" for name, text in given.items()}))


def _graph(options: argparse.Namespace) -> KnowledgeGraph:
    from kg.knowledge import KnowledgeGraph

    return KnowledgeGraph(_store(options))


def _store(options: argparse.Namespace) -> Store:
    from kg import resources, store

    where = options.store or resources.default_graph()
    if not options.store:
        say(f"asking {where}")
    return store.open_store(where)


def _question(name: str) -> Any:
    from kg import query as questions

    if name == "-" or name.endswith(".rq"):
        return questions.read_question(_text(name))
    return questions.get_question(name)


def _text(name: str) -> str:
    from kg.reading import MOST_BYTES

    if name == "-" and sys.stdin is None:
        raise KgError("standard input is closed; name a file")
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:  # a pipe may be named, and may have no end
                raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise KgError(f"{name}: longer than {MOST_BYTES:,} bytes; give it in parts")
        return raw.decode("utf-8")
    except OSError as error:
        raise KgError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KgError(f"{name}: not UTF-8 at byte {error.start}; store the text as UTF-8") from error


def _write(options: argparse.Namespace, text: str) -> int:
    """Write data to the file named with -o, else to standard output: always UTF-8, line ends as they are."""
    if options.output:
        from kg.files import write_one

        write_one(options.output, text)
        say(f"written to {options.output}")
    else:
        put(text)
    return 0


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def put(text: str) -> None:
    """Write to standard output. Raises KgError where that is closed or full, BrokenPipeError where its reader left."""
    if sys.stdout is None:
        raise KgError("standard output is closed; name a file with -o")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise
        raise KgError(f"standard output cannot be written: {error.strerror}; name a file elsewhere with -o") from error


def say(*lines: str) -> None:
    """Write lines to standard error, tamed for a terminal, and escaped where its encoding lacks a letter."""
    from kg.sentences import tame

    if sys.stderr is None:
        return
    for line in map(tame, lines):
        encoding = sys.stderr.encoding or "utf-8"
        try:
            sys.stderr.write(f"{line}\n".encode(encoding, "backslashreplace").decode(encoding))
            sys.stderr.flush()
        except OSError:  # where words cannot go, the exit code has to do
            _give_up(sys.stderr)


def _give_up(stream: IO[str]) -> None:
    """Let what is left in a stream go nowhere: Python would try it again at its end, and leave with 120."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
