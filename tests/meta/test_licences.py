"""What this project depends on, near and far, is under a licence that lets everyone use it."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.conftest import require

ROOT = Path(__file__).parents[2]
LESSER: dict[str, str] = {}  # distributions under the LGPL, each with the reason why it may be used
GPL = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)
LGPL = re.compile(r"\bLGPL|GNU Lesser General Public|GNU Library", re.IGNORECASE)


def direct() -> list[Requirement]:
    """The requirements of foedera itself, those of its optional parts left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(each) for each in project["dependencies"]]


def every_dependency() -> dict[str, Distribution]:
    """All installed distributions that an installation of foedera brings, by name."""
    found: dict[str, Distribution] = {}
    wanted = direct()
    while wanted:
        requirement = wanted.pop()
        name = requirement.name.lower().replace("_", "-")
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = distribution(requirement.name)
        except PackageNotFoundError:
            require(f"{requirement} is not installed (pip install .)")
        wanted += [Requirement(each) for each in found[name].requires or []]
    return found


def licence(package: Distribution) -> str:
    """What a distribution says of its licence, in its fields; a licence written out in full is cut."""
    told = package.metadata
    fields = [each[:200] for name in ("License-Expression", "License") for each in told.get_all(name) or []]
    classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License")]
    return "; ".join(each for each in [*fields, *classifiers] if each)


def test_no_dependency_is_under_the_gpl() -> None:
    told = {name: licence(package) for name, package in every_dependency().items()}
    assert len(told) >= len(direct())
    for name, words in told.items():
        without_choice = not re.search(r"\bOR\b|MIT|BSD|Apache", words)
        lesser = bool(LGPL.search(words))
        strict = GPL.search(LGPL.sub("", words))
        assert not (strict and without_choice), f"{name}: {words}"
        assert not lesser or name in LESSER, f"{name}: {words}"


def test_every_dependency_says_what_its_licence_is() -> None:
    silent = [name for name, package in every_dependency().items() if not licence(package)]
    unsaid = [name for name in silent if not (every_dependency()[name].metadata.get_all("License-File") or [])]
    assert unsaid == []


def test_every_direct_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for requirement in direct():
        assert re.search(rf'^\s*"{requirement.name}[^"]*",\s+# \w+', text, re.MULTILINE), requirement.name
