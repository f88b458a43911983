"""Questions: files of SPARQL that run as they are in any tool; their parameters can be given other values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.errors import QueryError
from kg.namespaces import expand, shorten
from kg.terms import XSD


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a VALUES block binds: its default as a person would type it, and what it means."""

    name: str
    default: str
    meaning: str

    @property
    def is_iri(self) -> bool:
        """Whether its values are things or terms, and not text, numbers or days."""
        return bool(re.match(r"[\w.-]*:", self.default))


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its title, its description and its parameters; ``text`` is the whole of it, unchanged."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def questions() -> list[Question]:
    """List the questions that come with the package, by name."""
    return [read_question(path) for path in sorted(resources.queries().glob("*.rq"))]


def get_question(name: str) -> Question:
    """Return the question of this name. Raises QueryError with the nearest names where there is none."""
    known = {path.stem: path for path in resources.queries().glob("*.rq")}
    if name not in known:
        raise QueryError(f"there is no question {name!r}{_nearest(name, sorted(known))}; `kg query` alone lists them")
    return read_question(known[name])


def read_question(source: Path | str) -> Question:
    r"""Read a question from a file (a ``Path``) or from the text of a query (a ``str``).

    The first line of the comment at the top is the title, the rest the description; neither need be there.

    >>> question = read_question("# States at war\n#\n# Who fought?\nSELECT ?a { ?a ?b ?c }")
    >>> question.title, question.description
    ('States at war', 'Who fought?')
    """
    if isinstance(source, Path):
        try:
            text, name = source.read_text(encoding="utf-8-sig"), source.stem
        except OSError as error:
            raise QueryError(f"{source}: cannot be read: {error.strerror}; give a file of SPARQL") from error
        except UnicodeDecodeError as error:
            raise QueryError(f"{source}: is not UTF-8 text; give a file of SPARQL") from error
    else:
        text, name = source.removeprefix("\ufeff"), ""
    title, description = _header(text)
    return Question(name, title, description, _parameters(text, name), text)


def with_parameters(question: Question, values: Mapping[str, str]) -> str:
    r"""Return the SPARQL of a question with other values than the defaults; each takes the form of its default.

    In place of an IRI: a name (``qing``), ``id:qing``, ``dip:War``, a whole IRI, ``<urn:x>``. In place of a literal:
    what its datatype allows; the language stays. Several values stand between commas; ``\,`` is a comma.
    Raises QueryError where the parameter is unknown or the value has not the form of the default.

    >>> question = read_question('ASK { VALUES ?day { "1904-02-12"^^xsd:date }  # parameter: the day\n ?x ?y ?day }')
    >>> print(with_parameters(question, {"day": "1905-09-05"}).splitlines()[0])
    ASK { VALUES ?day { "1905-09-05"^^xsd:date }  # parameter: the day
    """
    known = {parameter.name for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise QueryError(f"{_whose(question)} has no parameter {name!r}; {_usage(question)}")

    prefixes = dict(_PREFIX.findall(question.text))

    def replace(line: re.Match[str]) -> str:
        name = line["name"]
        if name not in values:
            return line[0]
        try:
            block = " ".join(_typed(value, line["default"], prefixes) for value in _split(values[name]))
        except ValueError as error:
            raise QueryError(f"{name}={values[name]}: {error}; {_usage(question)}") from error
        return f"{line['before']}{{ {block} }}{line['after']}"

    return _LINE.sub(replace, question.text)


_NAME = r"[\w.-]*:[\w.%-]*"
_IRI = r"<[^<>\"{}|^`\\\s]*>"
_STRING = rf'"(?:[^"\\\n]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^(?:{_IRI}|{_NAME}))?'
_TERM = rf"{_IRI}|{_STRING}|[+-]?[0-9]+(?:\.[0-9]+)?|true|false|{_NAME}"
_LINE = re.compile(
    rf"^(?P<before>[^#\"'<\n]*\bVALUES[ \t]*[?$](?P<name>\w+)[ \t]*)"
    rf"\{{[ \t]*(?P<default>{_TERM})(?P<more>(?:[ \t]+(?:{_TERM}))*)[ \t]*\}}"
    r"(?P<after>[^#\n]*#[ \t]*parameter\b:?[ \t]*(?P<meaning>[^\n]*))$",
    re.IGNORECASE | re.MULTILINE,
)
_PREFIX = re.compile(r"^[ \t]*PREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE | re.MULTILINE)
_MARKED = re.compile(r"^[^#\n]*\bVALUES\b.*#[ \t]*parameter\b", re.IGNORECASE)


def _header(text: str) -> tuple[str, str]:
    comment: list[str] = []
    for line in text.lstrip().split("\n"):
        if not line.startswith("#"):
            break
        comment.append(line[1:].strip())
    title = comment[0] if comment else ""
    paragraphs = "\n".join(comment[1:]).strip().split("\n\n")
    return title, "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _parameters(text: str, name: str) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    prefixes = dict(_PREFIX.findall(text))
    for line in _LINE.finditer(text):
        terms = re.findall(_TERM, line["default"] + line["more"], re.IGNORECASE)
        default = ",".join(_as_typed(term, prefixes) for term in terms)
        meaning = line["meaning"].strip()
        first = found.setdefault(line["name"], Parameter(line["name"], default, meaning))
        if first.default != default:
            raise QueryError(f"{name or 'the query'}: the parameter {first.name} has two defaults; make them one")
    for number, line_text in enumerate(text.split("\n"), 1):
        if _MARKED.match(line_text) and not _LINE.match(line_text):
            raise QueryError(
                f"{name or 'the query'}:{number}: a parameter stands on one line as "
                "VALUES ?name { <iri> }  # parameter: what it means"
            )
    return tuple(found.values())


def _as_typed(term: str, prefixes: Mapping[str, str]) -> str:
    """Return a term of a query as a person would give it: a short IRI, or the bare value."""
    prefix, colon, rest = term.partition(":")
    if term.startswith('"'):
        return _escape_comma(_unescape(term[1 : term.rindex('"')]))
    if term.startswith("<"):
        return _escape_comma(shorten(term[1:-1]))
    return shorten(prefixes[prefix] + rest) if colon and prefix in prefixes else term


def _escape_comma(text: str) -> str:
    return text.replace(",", "\\,")


def _unescape(text: str) -> str:
    named = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
    return re.sub(r"\\(.)", lambda match: named.get(match[1], match[1]), text)


def _split(value: str) -> list[str]:
    parts = [part.replace("\\,", ",") for part in re.split(r"(?<!\\),", value)]
    return [part.strip() for part in parts] if len(parts) > 1 else parts


def _typed(value: str, default: str, prefixes: Mapping[str, str]) -> str:
    """Write a value as a SPARQL term of the kind of the default. Raises ValueError, saying what is wanted."""
    if not default.startswith('"'):
        if default[0] == "<" or ":" in default:
            return _iri(value.strip(), prefixes)
        return _plain(value.strip(), default)
    ending = default[default.rindex('"') + 1 :]
    datatype = ending.removeprefix("^^").strip("<>").removeprefix(XSD).removeprefix("xsd:")
    if datatype in _LEXICAL and not ending.startswith("@"):
        value = value.strip()
        _check(value, datatype)
    return f'"{_quoted(value)}"{ending}'


def _iri(value: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = value.partition(":")
    if value.startswith("<") and value.endswith(">"):
        iri = value[1:-1]
    else:
        iri = prefixes[prefix] + rest if colon and prefix in prefixes else expand(value)
    if not value or not _WHOLE_IRI.fullmatch(iri):
        raise ValueError("wanted is a name such as qing, a prefixed name such as id:qing or dip:War, or an IRI")
    return f"<{iri}>"


# RFC 3987, but for addresses of hosts in brackets; its letters beyond ASCII are those of the first plane, and of the
# planes after it without their last two.
_LETTERS = "\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
)
_IN_IRI = rf"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{_LETTERS}-]|%[0-9A-Fa-f]{{2}})"
_HOST = rf"//(?:[A-Za-z0-9._~!$&'()*+,;={_LETTERS}-]|%[0-9A-Fa-f]{{2}})*(?::[0-9]*)?(?:[/?]{_IN_IRI}*)?"
_WHOLE_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:(?:{_HOST}|(?!//){_IN_IRI}+)(?:\#{_IN_IRI}*)?")


def _plain(value: str, default: str) -> str:
    datatype = "boolean" if default in ("true", "false") else "decimal" if "." in default else "integer"
    _check(value, datatype)
    return f"{value}.0" if datatype == "decimal" and "." not in value else value


_LEXICAL = {
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day, as 1904-02-12, of the years 0001 to 9999"),
    "gYearMonth": (r"[0-9]{4}-(?:0[1-9]|1[0-2])", "a month, as 1904-02"),
    "gYear": (r"[0-9]{4}", "a year, as 1904"),
    "integer": (r"[+-]?[0-9]+", "a whole number"),
    "decimal": (r"[+-]?[0-9]+(?:\.[0-9]+)?", "a number, as 1.5"),
    "boolean": (r"true|false", "true or false"),
    "dateTime": (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z?",
        "a moment, as 1904-02-12T00:00:00Z",
    ),
}


def _check(value: str, datatype: str) -> None:
    pattern, wanted = _LEXICAL[datatype]
    if not re.fullmatch(pattern, value):
        raise ValueError(f"wanted is {wanted}")
    if datatype == "date":
        try:
            datetime.date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"no calendar has this day ({error}); wanted is {wanted}") from error


def _quoted(text: str) -> str:
    if re.search("[\ud800-\udfff\x00]", text):
        raise ValueError("this is not text")
    named = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    return re.sub(r'[\t\n\r"\\]', lambda character: named[character[0]], text)


def _whose(question: Question) -> str:
    return question.name or "the query"


def _usage(question: Question) -> str:
    if not question.parameters:
        return "it has none"
    return "it has " + ", ".join(f"{p.name}={p.default} ({p.meaning})" for p in question.parameters)


def _nearest(name: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; nearest: {', '.join(near)}" if near else ""
