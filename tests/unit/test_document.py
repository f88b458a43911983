"""The page's scripts as the page carries them: shorter, and the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg import document
from tests.conftest import require

TEMPLATES = Path(__file__).parents[2] / "kg" / "templates"
SHORTENED = [
    ("const a = { b: [1, 2], c: (d) => d * 2 };", "const a={b:[1,2],c:(d)=>d*2};"),
    ("if (a === b && !c) return [a ? -1 : 1];", "if(a===b&&!c)return[a?-1:1];"),
    ("return a / b / (c - d);", "return a / b /(c-d);"),
    ("return a + +b - -c + d++ + e;", "return a + +b - -c+d+++e;"),
    ("say('a, b : c' + \"d = 'e', f\" + `g = ${h} , i`);", "say('a, b : c'+\"d = 'e', f\"+`g = ${h} , i`);"),
    ("say('it\\'s, so', 'a // b');", "say('it\\'s, so','a // b');"),
    ("a = b.replace(/^x = (y) [/ ,'] \\/ z/g, ' , ');", "a=b.replace(/^x = (y) [/ ,'] \\/ z/g,' , ');"),
    ('const a = 1; // it\'s so, and "so"\nlet b;', "const a=1;\nlet b;"),
    ("  // a line\n\n  f();\n  g();", "f();g();"),
    ("if (a\n  && b) {\n  c = d ?\n    e : f;\n}\ng(h\n)", "if(a&&b){c=d?e:f;}\ng(h)"),
    ("a = () => {}\n[b] = c", "a=()=>{}\n[b]=c"),
    ("let a = b\nlet c", "let a=b\nlet c"),
]


@pytest.mark.parametrize(("given", "wanted"), SHORTENED)
def test_a_script_loses_blanks_and_comments_and_keeps_its_strings_and_patterns(given: str, wanted: str) -> None:
    assert document.lean_script(given) == wanted


def test_the_script_of_the_page_can_be_read_and_opens_no_comment_of_html() -> None:
    node = shutil.which("node")
    require(None if node else "no node on the PATH: apt-get install nodejs")
    parts = [(TEMPLATES / name).read_text("utf-8") for name in document.SCRIPTS]
    script = "\n".join(map(document.lean_script, parts))
    ran = subprocess.run([str(node), "--check", "-"], input=script, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "<!--" not in script
    assert "</script" not in script
    assert len(script) < 0.94 * sum(len(line.strip()) + 1 for part in parts for line in part.split("\n"))


@pytest.mark.parametrize("name", document.SCRIPTS)
def test_no_script_has_what_the_shortening_would_misread(name: str) -> None:
    """Templates in templates or over several lines, block comments, and signs that would grow together."""
    for line in (TEMPLATES / name).read_text("utf-8").splitlines():
        assert line.count("`") % 2 == 0, line
        assert not re.search(r"`[^`]*\$\{[^}`]*`|- -|\+ \+|< ! ?--|^\s*(?:/\*|\*/)", line), line
