"""The data and the look of a page come in; the template that pyvis fills goes out, with all that it carries inside."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from importlib import resources as packaged
from pathlib import Path
from typing import Any

import jinja2
import pyvis
from markupsafe import Markup

from kg import block
from kg.errors import KgError

VIS = "lib/vis-9.1.2/vis-network.min.js"
PACKED_VIS = "vis-network-9.1.2.min.js.gz"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
SCRIPTS = (
    # what needs no document, and is tested without one
    *(
        "unpack.js",
        "dates.js",
        "model.js",
        "state.js",
        "choice.js",
        "search.js",
        "place.js",
        "shapes.js",
        "bins.js",
        "rows.js",
        "bars.js",
    ),
    *("spans.js", "views.js"),
    # what shows it
    *("elements.js", "drawing.js", "heaps.js", "walk.js", "labels.js", "badges.js"),
    *("evidence.js", "find.js", "strip.js", "legend.js"),
    *("save.js", "table.js", "printed.js", "barshapes.js", "timeline.js", "text.js", "doubts.js", "page.js"),
)


def templates(scene: dict[str, Any]) -> jinja2.Environment:
    """Our template with everything that it inlines; autoescape is on, only our own code is let through as it is."""
    files = packaged.files("kg") / "templates"
    style, vis = _lean_style(files.joinpath("page.css").read_text("utf-8")), _vis_network()
    packed = _packed(vis, files.joinpath(PACKED_VIS).read_bytes())
    parts = [lean_script(files.joinpath(name).read_text("utf-8")) for name in SCRIPTS]
    script = "\n".join(["(() => {", "'use strict';", *parts, "})();"])
    policy = (
        f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    environment = jinja2.Environment(autoescape=True, loader=jinja2.PackageLoader("kg", "templates"), trim_blocks=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
    # The three come from this package and from the checked wheel, never from a source.
    environment.globals.update(policy=policy, style=Markup(style), vis=Markup(packed), script=Markup(script))  # noqa: S704
    environment.globals.update(scope=scene["scope"], counts=scene["counts"], packed=_packer(scene))
    return environment


def _packer(scene: dict[str, Any]) -> Any:
    """What turns the nodes, edges and options of the network into the page's data."""
    told = {key: value for key, value in scene.items() if key not in ("counts", "scope")}

    def packed(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], options: Any) -> dict[str, Any]:
        written = options if isinstance(options, str) else json.dumps(options)
        return block.pack(nodes, edges, {**told, "options": written})

    return packed


def _lean_style(style: str) -> str:
    """Our style sheet without comments, and without blanks beside braces and semicolons (no string of it has any)."""
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"/\*.*?\*/", "", _lean(style), flags=re.DOTALL))


def lean_script(code: str) -> str:
    """A script of ours without comments, and without blanks beside signs; strings and patterns stay as they are.

    A stroke begins a pattern where no blank follows it, as our scripts have it. An end of a line stays where it may end
    a statement (ECMA-262, 12.10): not before a sign that goes on with one, and not after a sign that asks for more.
    """
    return _TOKENS.sub(lambda found: found["kept"] or found["sign"] or "", _lean(code))


_TOKENS = re.compile(
    r"""
    (?P<kept> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `(?:[^`\\]|\\.)*`
        | /(?![\ /*]) (?: \\. | \[(?:\\.|[^\]\\])*\] | [^/\\\[\n] )+ / )
    | \ *//.*
    | (?:\n(?=[\]});,:?=&|<>*]))? \ ?
        (?P<sign> [,:;?=(){}\[\]<>&|*!]+ | (?<=\ )[-+%](?=\ [^-+]) )
        (?: \ | (?<=[\[({;,:?=&|<>*!])\n )?
    """,
    re.VERBOSE,
)


def _lean(code: str) -> str:
    """Scripts and styles as the page carries them: without indentation, empty lines and lines of comment."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _packed(vis: str, packed: bytes) -> str:
    """The notice of vis-network as it is, and its code packed: a compressor may write other bytes on another machine.

    Raises KgError where what lies packed beside the template is not the file of pyvis.
    """
    if gzip.decompress(packed).decode("utf-8") != vis:
        raise KgError(f"{PACKED_VIS} is not {VIS} of pyvis==0.3.2; install foedera anew")
    notice = vis[: vis.index("*/") + 2]
    return notice + "\n" + base64.b64encode(packed).decode("ascii")


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _vis_network() -> str:
    """vis-network out of the installed pyvis, with its licence notice; refused if it is not the one we know."""
    path = Path(str(pyvis.__file__)).parent / VIS
    code = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(code).hexdigest() != VIS_SHA256:
        raise KgError(f"{VIS} of the installed pyvis is not the file that the page is made for; install pyvis==0.3.2")
    # HTML turns CR LF into LF, and the policy's hash is taken after that.
    return code.decode("utf-8").replace("\r\n", "\n")
