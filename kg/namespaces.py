"""Our vocabularies and prefixes, and the only place that mints IRIs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeGuard

from kg.terms import Iri, Literal, Term, Triple

if TYPE_CHECKING:
    from kg.model import Passage

ONTOLOGY = "https://w3id.org/foedera/ontology"
DIP = ONTOLOGY + "#"
ID = "https://w3id.org/foedera/id/"
GRAPH = "https://w3id.org/foedera/graph/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"

# The order is that of the @prefix lines in every Turtle that we write.
PREFIXES = {
    "dip": DIP,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "oa": OA,
    "schema": SCHEMA,
    "geo": GEO,
    "void": VOID,
    "dcat": DCAT,
    "spdx": SPDX,
}

TYPE = Iri(RDF + "type")
LABEL = Iri(RDFS + "label")
AUTHORITY = "authority"  # the source to which the entries of an authority file are attributed
AGENT = Iri(ID + "agent/foedera-project")

NAMING = "use lower-case letters, digits and single hyphens, 200 signs at most"
LONGEST_NAME = 200  # stores differ in how long an IRI may be, and three names may stand in one
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
NOT_OF_THINGS = frozenset({"agent", "claim", "passage", "rule", "source", "statement"})  # id/claim/... is a claim
_IN_ADDRESS = r"""(?:[^\s<>"{}|\\^`\[\]%#]|%[0-9A-Fa-f]{2})*"""
_ADDRESS = re.compile(rf"https?://[\w.~-]+(?::[0-9]+)?(?:[/?]{_IN_ADDRESS})?(?:#{_IN_ADDRESS})?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def dip(name: str) -> Iri:
    """The IRI of one of our own terms, by its local name.

    >>> dip("Alliance")
    'https://w3id.org/foedera/ontology#Alliance'
    """
    return Iri(DIP + name)


# The four bounds of dates, by the names of the values of kg.model.Bounds, and the same in EDTF.
BOUNDS = {
    "earliest_start": dip("earliestStart"),
    "latest_start": dip("latestStart"),
    "earliest_end": dip("earliestEnd"),
    "latest_end": dip("latestEnd"),
}
EDTF = frozenset({dip("edtfStart"), dip("edtfEnd")})


def is_name(text: object) -> TypeGuard[str]:
    """Whether the text may name a thing, a source or a claim: lower case, digits, single hyphens, not too long.

    >>> is_name("treaty-of-portsmouth"), is_name("Treaty of Portsmouth")
    (True, False)
    """
    return isinstance(text, str) and len(text) <= LONGEST_NAME and bool(_NAME.match(text))


def is_thing_name(text: object) -> TypeGuard[str]:
    """Whether the text may name a thing: a name, and none under which nodes of another kind stand.

    >>> is_thing_name("qing"), is_thing_name("claim")
    (True, False)
    """
    return is_name(text) and text not in NOT_OF_THINGS


def is_address(text: object) -> TypeGuard[str]:
    """Whether it is an absolute web address that may stand as an IRI as it is.

    >>> is_address("http://www.wikidata.org/entity/Q8733"), is_address("see <there>")
    (True, False)
    """
    return isinstance(text, str) and text.isprintable() and bool(_ADDRESS.fullmatch(text))


def is_language(text: object) -> TypeGuard[str]:
    """Whether it is a language tag.

    >>> is_language("zh-hant"), is_language("traditional Chinese")
    (True, False)
    """
    return isinstance(text, str) and bool(_LANGUAGE.match(text))


def slug(text: str) -> str:
    """A readable name made of a text; texts that differ in nothing but case, accents and signs may share it.

    Letters that ASCII does not have, and what is cut from a long text, are told apart by a short digest.

    >>> slug("Article II (Korea)"), slug("第1條"), slug("第1款")
    ('article-ii-korea', '1-cfe9b2', '1-47bb53')
    """
    letters = unicodedata.normalize("NFKD", text)
    plain = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode().lower()).strip("-")
    lost = any(letter.isalnum() and not letter.isascii() for letter in letters)
    if not plain:
        return digest(text)
    if len(plain) > LONGEST_NAME:
        return f"{plain[: LONGEST_NAME - 13].rstrip('-')}-{digest(text)}"
    return f"{plain}-{digest(text, length=6)}" if lost else plain


def digest(*parts: str, length: int = 12) -> str:
    """A short name for contents: the head of the SHA-256 of the parts, each closed by a NUL."""
    import hashlib  # here, since most commands that ask never need it

    return hashlib.sha256("".join(f"{part}\0" for part in parts).encode()).hexdigest()[:length]


def thing(name: str) -> Iri:
    """The IRI of a thing that claims describe, by its name in the corpus."""
    return Iri(ID + name)


def part(parent: Iri, key: str, value: str) -> Iri:
    """The IRI of a node within a thing: a provision by its clause, a participation by its polity."""
    return Iri(f"{parent}/{slug(key)}/{slug(value)}")


def source(name: str) -> Iri:
    """The IRI of a source."""
    return Iri(f"{ID}source/{name}")


def claim(key: str) -> Iri:
    """The IRI of a claim, from ``source:claim``."""
    return Iri(f"{ID}claim/{key.replace(':', '/', 1)}")


def passage(where: Passage) -> Iri:
    """The IRI of a passage, from its words: it stays when text before it is added or removed."""
    words = f"{where.exact}\0{where.occurrence}" if where.exact else where.locator
    if where.exact and where.locator:
        words += f"\0{where.locator}"
    return Iri(f"{ID}passage/{where.source}/{digest(words)}")


def statement(triple: Triple) -> Iri:
    """The IRI of a triple as something that can be said: one for each distinct triple."""
    return Iri(f"{ID}statement/{digest(triple.subject, triple.predicate, canonical(triple.object), length=20)}")


def canonical(term: Term) -> str:
    """One string for one term (N-Triples without escapes): what names are made from."""
    if isinstance(term, Literal):
        return f'"{term.value}"^^{term.datatype}@{term.language}'
    return f"<{term}>"


def graph(name: str) -> Iri:
    """The IRI of a named graph: one for each source, ``derived``, ``ontology``, ``dataset``."""
    return Iri(GRAPH + name)


def shorten(iri: str) -> str:
    """An IRI as people write it: with its prefix where the rest is a plain name, else whole.

    >>> shorten("https://w3id.org/foedera/ontology#War"), shorten("https://example.org/x")
    ('dip:War', 'https://example.org/x')
    >>> shorten("https://w3id.org/foedera/id///x")
    'https://w3id.org/foedera/id///x'
    """
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and not rest.startswith("//"):  # id://x would be an absolute IRI of a scheme id
            return f"{prefix}:{rest}"
    return iri


def expand(name: str) -> Iri:
    """The IRI that a person meant: a whole IRI, ``dip:War``, ``id:qing``, ``qing``, or ``source:claim``.

    >>> expand("qing"), expand("qing-neutrality-1904:declaration")
    ('https://w3id.org/foedera/id/qing', 'https://w3id.org/foedera/id/claim/qing-neutrality-1904/declaration')
    """
    if name.startswith(("http://", "https://")):
        return Iri(name)
    prefix, colon, rest = name.partition(":")
    if colon and prefix in PREFIXES:
        return Iri(PREFIXES[prefix] + rest)
    return claim(name) if colon else thing(name)


def nearest(word: str, among: Iterable[str]) -> str:
    """The best guess at what was meant, as a phrase for a message; empty where nothing is near."""
    import difflib  # here, since it is wanted only where something is misspelt

    close = difflib.get_close_matches(word, sorted(among), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""
