"""The same corpus gives the same bytes, on any machine; one change in one claim touches the lines of that claim."""

from __future__ import annotations

import difflib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import build, export, resources, validate
from kg.namespaces import ID, claim, dip
from tests.conftest import require
from tests.integration.conftest import ROOT

SCRIPT = """
import locale, sys
from pathlib import Path
locale.setlocale(locale.LC_ALL, "")
from kg import build
built = build.build_graph(out=Path(sys.argv[1]))
print(*built.claims, *built.warnings, built.report, sep="\\n", file=sys.stderr)
"""
TOOLS = Path(os.environ.get("FOEDERA_TOOLS", Path.home() / ".cache" / "foedera-tools"))
OTHER_PYTHON = TOOLS / "other-python" / "bin" / "python"  # as .ci/install makes it
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LOCPATH": str(TOOLS / "locales")}  # a comma before decimals; I is not i

# A name, the Python, its options, and the environment.
SURROUNDINGS: list[tuple[str, Path, list[str], dict[str, str]]] = [
    ("ASCII", Path(sys.executable), ["-O"], {"LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "UTC", "PYTHONHASHSEED": "1"}),
    ("Turkish", Path(sys.executable), ["-OO"], {**TURKISH, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"}),
    ("other Python", OTHER_PYTHON, [], {"LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "7"}),
]


class Run(NamedTuple):
    """A build in a process of its own, the folder it writes, and what it prints."""

    process: subprocess.Popen[bytes]
    folder: Path


def missing(name: str) -> str | None:
    """What this machine lacks for a build in these surroundings."""
    if name == "other Python" and not OTHER_PYTHON.exists():
        return f"another Python than this is not in {OTHER_PYTHON.parents[1]}: run .ci/install"
    if name == "Turkish" and not Path(TURKISH["LOCPATH"]).is_dir():
        return f"the Turkish locale is not in {TURKISH['LOCPATH']}: run .ci/install"
    return None


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    """The same build in all surroundings that there are, at the same time."""
    started = {}
    for name, python, options, environment in SURROUNDINGS:
        if not missing(name):
            folder = tmp_path_factory.mktemp("built")
            process = subprocess.Popen(
                [python, *options, "-c", SCRIPT, folder],
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                cwd=ROOT,
                stderr=subprocess.PIPE,
            )
            started[name] = Run(process, folder)
    yield started
    for run in started.values():
        run.process.kill()
        run.process.communicate()


@pytest.mark.parametrize("name", [name for name, *_ in SURROUNDINGS])
def test_other_surroundings_give_the_same_bytes(
    name: str, runs: dict[str, Run], made: dict[str, str], built: build.Built
) -> None:
    require(missing(name))
    run = runs[name]
    _, printed = run.process.communicate(timeout=120)
    assert run.process.returncode == 0, printed.decode()[-2000:]
    written = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in run.folder.iterdir()}
    assert written == {file: hashlib.sha256(content.encode()).hexdigest() for file, content in made.items()}
    # Where only ASCII can be printed, other letters are escaped; what is printed must still be the same.
    told = "\n".join(map(str, (*built.claims, *built.warnings, built.report))) + "\n"
    assert printed.decode().encode("ascii", "backslashreplace") == told.encode("ascii", "backslashreplace")


def test_the_other_python_is_another_one() -> None:
    require(missing("other Python"))
    version = "import sys; print(*sys.version_info[:2], sys.implementation.name)"
    other = subprocess.run([OTHER_PYTHON, "-c", version], capture_output=True, check=True, text=True).stdout.split()
    assert other != [*map(str, sys.version_info[:2]), sys.implementation.name]
    assert other[2] == "cpython"


def test_the_other_locale_writes_a_comma() -> None:
    require(missing("Turkish"))
    code = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.localeconv()['decimal_point'])"
    ran = subprocess.run([sys.executable, "-c", code], env={**os.environ, **TURKISH}, capture_output=True, check=True)
    assert ran.stdout.strip() == b","


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are in one of the texts only, with their sign."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]


CLAIM_ADDED = """
[[claim]]
id = "boxer-rebellion-end"
about = "boxer-rebellion"
end = "[1900-06-17..]"
locator = "war 82"
"""
CLAIM_REMOVED = """
[[claim]]
id = "war-not-after"
about = "russo-japanese-war"
end = "[..1905-09-15]"
locator = "war 85"
note = "Fighting had ended by that day."
"""


class Edit(NamedTuple):
    """One change in a claim file of the bundled corpus."""

    name: str
    claim: str
    old: str
    new: str


EDITS = [
    Edit("note", "cow-wars:war-not-after", "Fighting had ended by that day.", "Fighting had stopped by then."),
    Edit("date", "cow-wars:war-not-after", 'end = "[..1905-09-15]"', 'end = "[..1905-09-14]"'),
    Edit(
        "status",
        "qing-neutrality-1904:other-financial-support",
        'status = "Disputed"\nnote = "Garbled, and told by this text alone, which does not name the countries."',
        'status = "Accepted"\nnote = "Garbled, and told by this text alone, which does not name the countries."',
    ),
    Edit(
        "quote",
        "qing-neutrality-1904:alliance",
        'quote = "Japan took the opportunity to enter into anti-Russian military alliance with the United Kingdom"',
        'quote = "enter into anti-Russian military alliance with the United Kingdom"',
    ),
    Edit("added", "cow-wars:boxer-rebellion-end", "", CLAIM_ADDED),
    Edit("removed", "cow-wars:war-not-after", CLAIM_REMOVED, ""),
]


def edited(edit: Edit, folder: Path) -> build.Built:
    """The bundled corpus with this one change, built but for shapes and checks, which see the whole of it elsewhere."""
    corpus = Path(shutil.copytree(resources.corpus(), folder / "corpus"))
    path = corpus / edit.claim.partition(":")[0] / "claims.toml"
    text = path.read_text("utf-8")
    assert not edit.old or text.count(edit.old) == 1
    path.write_text(text.replace(edit.old, edit.new) if edit.old else text + edit.new, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "validated", lambda *_: validate.Report((), (), 0))
        return build.make(corpus)


def own_subjects(built: build.Built, key: str) -> set[str]:
    """The claim, its statements and passages, the thing it is about, what is derived from that, and their parts."""
    stated = next((each for each in built.claims if each.key == key), None)
    if stated is None:
        return {claim(key)}
    triples = list(built.parts.statements())
    links = {dip("says"), dip("evidence")}
    linked = {str(each.object) for each in triples if each.subject == claim(key) and each.predicate in links}
    derived = {
        str(each.subject) for each in triples if each.predicate == dip("derivedFrom") and each.object == stated.about
    }
    own = {claim(key), stated.about, *linked, *derived}
    return own | {str(each.subject) for each in triples if each.subject.rpartition("/")[0] in own}


def blocks(turtle: str) -> dict[str, str]:
    """The block of each subject of a Turtle file as we write it."""
    found = (block.split(None, 1) for block in turtle.split("\n\n"))
    names = ((words[0], words[1]) for words in found if len(words) == 2)
    return {name.strip("<>").replace("id:", ID, 1) if not name.startswith("@") else name: rest for name, rest in names}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_one_change_touches_the_lines_of_its_claim_and_of_its_thing(
    edit: Edit, built: build.Built, made: dict[str, str], tmp_path: Path
) -> None:
    after = edited(edit, tmp_path)
    files = export.rdf_files(after.parts.by_name(), after.parts.by_source())
    own = own_subjects(built, edit.claim) | own_subjects(after, edit.claim)
    quads = changed_lines(made["foedera.nq"], files["foedera.nq"])
    assert quads
    assert {line[2:].partition("> ")[0] for line in quads} <= own
    for name in ("claims.ttl", "facts.ttl", "derived.ttl", "foedera.ttl"):
        before, now = blocks(made[name]), blocks(files[name])
        assert {each for each in before.keys() | now.keys() if before.get(each) != now.get(each)} <= own, name
    assert files["ontology.ttl"] == made["ontology.ttl"]


def test_another_note_changes_one_line_in_each_file_that_has_it(
    built: build.Built, made: dict[str, str], tmp_path: Path
) -> None:
    after = edited(EDITS[0], tmp_path)
    files = export.rdf_files(after.parts.by_name(), after.parts.by_source())
    for name in ("foedera.nq", "claims.ttl", "foedera.ttl", "foedera.trig"):
        lines = changed_lines(made[name], files[name])
        assert len(lines) == 2, name
        assert all("Fighting had" in line for line in lines), name
    for name in ("facts.ttl", "derived.ttl"):
        assert files[name] == made[name]


def test_words_put_before_it_leave_the_names_of_passages_as_they_are(built: build.Built, tmp_path: Path) -> None:
    """Offsets move with the text; what leads to the words by name does not."""
    corpus = Path(shutil.copytree(resources.corpus(), tmp_path / "corpus"))
    folder = corpus / "qing-neutrality-1904"
    moved = b"On this day.\n" + (folder / "text.txt").read_bytes()
    (folder / "text.txt").write_bytes(moved)
    source = (folder / "source.toml").read_text("utf-8")
    recorded = next(line for line in source.splitlines() if line.startswith("sha256"))
    (folder / "source.toml").write_text(
        source.replace(recorded, f'sha256 = "{hashlib.sha256(moved).hexdigest()}"'), "utf-8"
    )
    after = build.make(corpus)
    evidence = [
        {str(t.object) for t in each.parts.all_claims() if t.predicate.endswith("#evidence")} for each in (built, after)
    ]
    assert evidence[0] == evidence[1]
    assert {p.start for c in after.claims for p in c.evidence if p.exact} == {
        p.start + 13 for c in built.claims for p in c.evidence if p.exact
    }
