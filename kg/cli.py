"""The commands: data goes to standard output, words to standard error, and ``-o FILE`` puts the data in a file.

Exit codes: 0 done, 1 the graph does not conform, 2 wrong usage, 3 something else that the user can mend.
Each command imports what it needs when it runs, so that asking a question does not wait for rdflib.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import CorpusError, DoesNotConform, KgError, counted

if TYPE_CHECKING:
    from kg.knowledge import KnowledgeGraph
    from kg.terms import Store


_RARELY = 100_000  # objects between two runs of the collector: a build makes many, and hardly a cycle to collect

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except DoesNotConform as error:
        _say(f"kg: {error}", *(f"  {line}" for line in error.report))
        return error.exit_code
    except CorpusError as error:
        _say(*(str(problem) for problem in error.problems), f"kg: {error}")
        return error.exit_code
    except KgError as error:
        _say(f"kg: {error}")
        return error.exit_code
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stderr.close()
        return 0


def build(options: argparse.Namespace) -> int:
    """The command build: the whole flow, and a summary."""
    from kg.build import build_graph

    gc.set_threshold(_RARELY, *gc.get_threshold()[1:])
    built = build_graph(options.corpus, options.output)
    triples = len(built.parts.everything())
    statuses = ", ".join(f"{number} {status}" for status, number in built.statuses.items())
    for warning in [*map(str, built.warnings), *(f"warning: {line}" for line in built.report.warnings)]:
        _say(warning)
    _say(
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

    problems, report = check_corpus(options.corpus)
    errors = [problem for problem in problems if problem.severity == "error"]
    _say(*(str(problem) for problem in problems), *report.errors, *(f"warning: {line}" for line in report.warnings))
    if errors:
        _say(f"kg: {counted(len(errors), 'mistake')}; nothing would be built")
        return CorpusError.exit_code
    if report.errors:
        _say(f"kg: the graph does not conform: {counted(len(report.errors), 'result')}")
        return DoesNotConform.exit_code
    _say(f"{report.passed} shapes and checks passed")
    return 0


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
    answer = _store(options).ask(questions.with_parameters(asked, values))
    return _write(options, tables.render(answer, options.format))


def explain(options: argparse.Namespace) -> int:
    """The command explain: from a fact to the words."""
    from kg import explain as explaining

    explanation = _graph(options).explain(options.id)
    bold = sys.stdout.isatty() and not options.output
    mark = (lambda quote: f"\033[1m{quote}\033[0m") if bold else (lambda quote: f"«{quote}»")
    return _write(options, explaining.render(explanation, mark=mark))


def state(options: argparse.Namespace) -> int:
    """The command state: who stood where on a day."""
    from kg import state as states

    graph = _graph(options)
    standings = graph.state(options.date, polity=options.polity or "")
    for claim, sentence in graph.disputed_state(options.date, polity=options.polity or ""):
        _say(f"said, but not accepted: {sentence} (kg explain {claim})")
    if options.format == "json":
        return _write(options, states.to_json(standings))
    return _write(options, states.render(standings, day=options.date))


def extract(options: argparse.Namespace) -> int:
    """The command extract: propose claims, for a person to review."""
    from kg import extract as extracting
    from kg.build import extract_claims

    proposals = extract_claims(_text(options.text), options.corpus)
    _say(f"{len(proposals)} claims proposed, none of them reviewed")
    if options.format == "json":
        return _write(options, extracting.to_json(proposals))
    return _write(options, extracting.to_toml(proposals, Path(options.text).stem if options.text != "-" else "text"))


def view(options: argparse.Namespace) -> int:
    """The command view: the network page."""
    if options.output is None and sys.stdout.isatty():
        raise KgError("a page is long: say where it shall go, with -o page.html, or pipe it")
    page = _graph(options).page(options.on or "", about=options.about or "")
    return _write(options, page)


def _parser() -> argparse.ArgumentParser:
    about = "Texts about diplomacy as a graph in which every fact shows its words."
    parser = argparse.ArgumentParser(prog="kg", description=about)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _making(commands)
    _asking(commands)
    _reading(commands)
    return parser


def _making(commands: Any) -> None:
    """The commands build and check."""
    one = _command(
        commands, build, "turn a corpus into a checked graph and its files", "kg build my-corpus -o my-exports"
    )
    two = _command(commands, check, "all that build would refuse, at once", "kg check my-corpus")
    for each in (one, two):
        each.add_argument(
            "corpus",
            type=Path,
            nargs="?",
            metavar="CORPUS_DIR",
            help="a corpus folder (default: the bundled corpus)",
        )
    where = "where the files go (default: exports)"
    one.add_argument("-o", "--output", type=Path, default=Path("exports"), metavar="DIR", help=where)


def _asking(commands: Any) -> None:
    """The commands query, explain, state and view, each of a store."""
    one = _command(
        commands,
        query,
        "ask a question; without one, list them",
        "kg query treaty-signatures --set treaty=treaty-of-portsmouth",
    )
    one.add_argument(
        "question", nargs="?", metavar="NAME|FILE.rq|-", help="a question, a file, or - for standard input"
    )
    one.add_argument("--set", action="append", type=_pair, metavar="name=value", help="another value for a parameter")
    forms = ("table", "csv", "tsv", "json", "md")
    one.add_argument("--format", default="table", choices=forms, help="how rows are written; csv is SPARQL's own")
    _store_and_output(one)

    one = _command(commands, explain, "from a fact to the words", "kg explain qing-neutrality-1904:chemulpo-day")
    one.add_argument("id", metavar="ID", help="a thing (qing-neutrality) or a claim (source:claim)")
    _store_and_output(one)

    one = _command(commands, state, "who stood where on a day", "kg state 1904-03-01 --polity japan")
    one.add_argument("date", metavar="DATE", help="a day (1904-03-01), a month or a year")
    one.add_argument("--polity", metavar="P", help="only what concerns this polity, by name, label or alias")
    one.add_argument("--format", default="table", choices=("table", "json"), help="for people, or for programs")
    _store_and_output(one)

    one = _command(
        commands, view, "the network as one page that needs no network", "kg view --on 1904-03-01 -o page.html"
    )
    one.add_argument("--on", metavar="DAY", help="the day at which the page opens (1904-03-01)")
    one.add_argument("--about", metavar="TOPIC", help="a question with a column ?thing, or one thing")
    _store_and_output(one)


def _reading(commands: Any) -> None:
    """The command extract."""
    one = _command(commands, extract, "propose claims from a text, unreviewed", "kg extract article.txt -o claims.toml")
    one.add_argument("text", metavar="TEXT", help="a text file, or - for standard input")
    one.add_argument("--corpus", type=Path, metavar="CORPUS_DIR", help="whose authority file names actors and places")
    one.add_argument("--format", default="toml", choices=("toml", "json"), help="a claim file, or all that was noted")
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: the look-up is slow."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            sys.stdout.write(f"foedera {version('foedera')}\n")
        except PackageNotFoundError:
            sys.stdout.write("foedera, run from a checkout that is not installed\n")
        parser.exit()


def _command(commands: Any, run: Command, purpose: str, example: str) -> argparse.ArgumentParser:
    about, line = f"{purpose[0].upper()}{purpose[1:]}.", f"Example: {example}"
    parser: argparse.ArgumentParser = commands.add_parser(run.__name__, help=purpose, description=about, epilog=line)
    parser.set_defaults(command=run)
    return parser


def _store_and_output(parser: argparse.ArgumentParser) -> None:
    default = "./exports, else the bundled graph"
    parser.add_argument("--store", metavar="FILE|DIR|URL", help=f"what is asked (default: {default})")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output")


def _graph(options: argparse.Namespace) -> KnowledgeGraph:
    from kg.knowledge import KnowledgeGraph

    return KnowledgeGraph(_store(options))


def _store(options: argparse.Namespace) -> Store:
    from kg import resources, store

    where = options.store or resources.default_graph()
    if not options.store:
        _say(f"asking {where}")
    return store.open_store(where)


def _question(name: str) -> Any:
    from kg import query as questions

    if name == "-" or name.endswith(".rq"):
        return questions.read_question(_text(name))
    return questions.get_question(name)


def _pair(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{setting}: write --set name=value")
    return name, value


def _text(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
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
        _say(f"written to {options.output}")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    return 0


def _say(*lines: str) -> None:
    from kg.sentences import tame

    for line in map(tame, lines):
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(f"{line}\n".encode(encoding, "backslashreplace").decode(encoding))
