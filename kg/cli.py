"""The commands: data goes to standard output, words to standard error, and ``-o FILE`` puts the data in a file.

Exit codes: 0 done, 1 the graph does not conform, 2 wrong usage, 3 something else that the user can mend,
130 interrupted, 143 terminated while it wrote.
Each command imports what it needs when it runs, so that asking a question does not wait for rdflib.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg import commands
from kg.commands import put, say
from kg.errors import CorpusError, DoesNotConform, KgError

Command = Callable[[argparse.Namespace], int]


def _as_written(arguments: Sequence[str]) -> list[str]:
    """The arguments as UTF-8: under a locale such as C, Python has what is not ASCII as surrogates."""
    return [_from_bytes(each) if any("\udc80" <= sign <= "\udcff" for sign in each) else each for each in arguments]


def _from_bytes(argument: str) -> str:
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        options = _parser().parse_args(_as_written(sys.argv[1:] if arguments is None else arguments))
        command: Command = options.command
        return command(options)
    except DoesNotConform as error:
        say(f"kg: {error}", *(f"  {line}" for line in error.report))
        return error.exit_code
    except CorpusError as error:
        say(*(str(problem) for problem in error.problems), f"kg: {error}")
        return error.exit_code
    except KgError as error:
        say(f"kg: {error}")
        return error.exit_code
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        say("kg: interrupted")
        return 130


def _parser() -> argparse.ArgumentParser:
    about = "Texts about diplomacy as a graph in which every fact shows its words."
    parser = argparse.ArgumentParser(prog="kg", description=about)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    among = parser.add_subparsers(required=True, metavar="COMMAND")
    _making(among)
    _asking(among)
    _reading(among)
    return parser


def _making(among: Any) -> None:
    """The commands build and check."""
    one = _command(
        among, commands.build, "turn a corpus into a checked graph and its files", "kg build my-corpus -o my-exports"
    )
    two = _command(among, commands.check, "all that build would refuse, at once", "kg check my-corpus")
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
    repair = "where a text was changed, propose hash and quotes as a patch, to standard output or to -o"
    two.add_argument("--repair", action="store_true", help=repair)
    two.add_argument("-o", "--output", type=Path, metavar="FILE", help="where the patch goes")


def _asking(among: Any) -> None:
    """The commands query, explain, state and view, each of a store."""
    one = _command(
        among,
        commands.query,
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

    one = _command(among, commands.explain, "from a fact to the words", "kg explain qing-neutrality-1904:chemulpo-day")
    one.add_argument("id", metavar="ID", help="a thing (qing-neutrality) or a claim (source:claim)")
    one.add_argument("property", nargs="?", metavar="PROPERTY", help="only who says this of the thing: outcome, party")
    one.add_argument("value", nargs="?", metavar="VALUE", help="only who says this value: Scuttled, japan")
    _store_and_output(one)

    one = _command(among, commands.state, "who stood where on a day", "kg state 1904-03-01 --polity japan")
    one.add_argument("date", metavar="DATE", help="a day (1904-03-01), a month or a year")
    one.add_argument("--polity", metavar="P", help="only what concerns this polity, by name, label or alias")
    one.add_argument("--format", default="table", choices=("table", "json"), help="for people, or for programs")
    _store_and_output(one)

    one = _command(
        among, commands.diff, "what changed between two graphs, in claims", "kg diff foedera.ttl my-corpus --format md"
    )
    what = "a corpus folder, a folder of exports, an RDF file, or the URL of an endpoint"
    one.add_argument("old", metavar="OLD", help=what)
    one.add_argument("new", metavar="NEW", help="the same, at a later time")
    one.add_argument("--format", default="text", choices=("text", "md", "json"), help="for people, notes or programs")
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output")

    one = _command(
        among, commands.view, "the network as one page that needs no network", "kg view --on 1904-03-01 -o page.html"
    )
    one.add_argument("--on", metavar="DATE", help="the day at which the page opens (1904-03-01), a month or a year")
    one.add_argument("--about", metavar="TOPIC", help="only what touches the answers of a question, or one thing")
    one.add_argument("--title", metavar="TEXT", help="what stands above the page, best a sentence")
    one.add_argument("--focus", metavar="NAME", help="the name at which it opens: in the graph, a label or an alias")
    _store_and_output(one)


def _reading(among: Any) -> None:
    """The command extract."""
    one = _command(
        among, commands.extract, "propose claims from a text, unreviewed", "kg extract article.txt -o claims.toml"
    )
    one.add_argument("text", metavar="TEXT", help="a text file, or - for standard input")
    one.add_argument("--corpus", type=Path, metavar="CORPUS_DIR", help="whose authority file names actors and places")
    one.add_argument("--format", default="toml", choices=("toml", "json"), help="a claim file, or all that was noted")
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: the look-up is slow."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            put(f"foedera {version('foedera')}\n")
        except PackageNotFoundError:
            put("foedera, run from a checkout that is not installed\n")
        parser.exit()


def _command(among: Any, run: Command, purpose: str, example: str) -> argparse.ArgumentParser:
    about, line = f"{purpose[0].upper()}{purpose[1:]}.", f"Example: {example}"
    parser: argparse.ArgumentParser = among.add_parser(run.__name__, help=purpose, description=about, epilog=line)
    parser.set_defaults(command=run)
    return parser


def _store_and_output(parser: argparse.ArgumentParser) -> None:
    default = "./exports, else the bundled graph"
    parser.add_argument("--store", metavar="FILE|DIR|URL", help=f"what is asked (default: {default})")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of to standard output")


def _pair(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{setting}: write --set name=value")
    return name, value
