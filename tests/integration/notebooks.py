"""A notebook comes in; the same notebook, run afresh, goes out, with nothing in it that differs from run to run.

``python -m tests.integration.notebooks`` runs the notebooks of ``notebooks/`` and saves them with their outputs;
``python -m tests.integration.notebooks 02`` only those whose names begin so.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))
NEEDED = ("nbclient", "nbformat", "ipykernel", "matplotlib")
LONGEST_CELL = 120  # seconds
SVG = "image/svg+xml"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

Notebook = Any  # nbformat has no types


def missing() -> str | None:
    """What this Python lacks to run a notebook, in words, or nothing."""
    absent = [name for name in NEEDED if find_spec(name) is None]
    return f"notebooks cannot be run without {', '.join(absent)}: pip install foedera[notebooks]" if absent else None


def read(path: Path) -> Notebook:
    """The notebook as it stands in its file."""
    return import_module("nbformat").read(path, as_version=4)


def execute(notebook: Notebook, folder: Path) -> Notebook:
    """Run all cells in a new kernel whose current directory is ``folder``, and return the notebook tidied.

    The kernel imports ``kg`` from this checkout, and reaches no other machine by HTTP.
    Raises nbclient.exceptions.CellExecutionError: a cell failed.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    # The kernel of this Python: one that the user has installed for another Python must not run in its place.
    specs = KernelSpecManager(kernel_dirs=[str(Path(sys.prefix) / "share" / "jupyter" / "kernels")])
    with tempfile.TemporaryDirectory() as own:
        kernel = AsyncKernelManager(
            kernel_name="python3", kernel_spec_manager=specs, connection_file=str(Path(own) / "kernel.json")
        )
        place = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, timeout=LONGEST_CELL, km=kernel, resources=place)
        client.execute(env=_environment(Path(own)))
    return tidied(notebook)


def tidied(notebook: Notebook) -> Notebook:
    """The notebook without what a machine, a moment or an editor has put into it."""
    notebook.metadata = METADATA
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id, cell.metadata = f"cell-{number:02}", {}
        if cell.cell_type == "code":
            cell.outputs = [each for each in cell.outputs if each.get("name") != "stderr"]
            for output in cell.outputs:
                if "metadata" in output:
                    output.metadata = {}
                if SVG in output.get("data", {}):
                    output.data[SVG] = _smaller(output.data[SVG])
    return notebook


def shown(notebook: Notebook) -> Iterator[tuple[int, dict[str, str]]]:
    """What each code cell shows, by media type: text as it is, of pictures only that there is one.

    Words on standard error are left out: a library may warn on one machine and not on another.
    """
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        found: dict[str, str] = {}
        for output in cell.outputs:
            if output.output_type == "stream":
                found[output.name] = found.get(output.name, "") + output.text
            else:
                found |= {kind: "" if kind.startswith("image/") else str(value) for kind, value in output.data.items()}
        yield number, {kind: value for kind, value in found.items() if kind != "stderr"}


def save(notebook: Notebook, path: Path) -> None:
    """Write the notebook: same cells and outputs, same bytes."""
    text = import_module("nbformat").writes(notebook)  # it has a py.typed, and functions without types
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def main(prefixes: list[str]) -> None:
    """Run and save the notebooks whose names begin with one of the prefixes, or all of them."""
    for path in NOTEBOOKS:
        if path.name.startswith(tuple(prefixes or [""])):
            with tempfile.TemporaryDirectory() as folder:
                save(execute(read(path), Path(folder)), path)
            print(f"{path.name}: {path.stat().st_size} bytes")


def _smaller(svg: str) -> str:
    """The drawing on one line, its coordinates to a hundredth: half the size in the file."""
    return re.sub(r"(\d\.\d\d)\d+", r"\1", re.sub(r"\s*\n\s*", " ", svg)).strip()


def _environment(own: Path) -> dict[str, str]:
    paths = [str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]
    nowhere = "http://127.0.0.1:9"  # nobody listens there
    return {
        **os.environ,
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere),
        "PYTHONPATH": os.pathsep.join(paths),
        "IPYTHONDIR": str(own / "ipython"),  # not the user's, with its history and its start-up files
    }


if __name__ == "__main__":
    main(sys.argv[1:])
