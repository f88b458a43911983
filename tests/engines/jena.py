"""Apache Jena: its server Fuseki, with a dataset in memory, and its command ``riot --validate``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.engines import MEDIA_TYPES, Server, lines_of

OLDEST_JAVA = 17


class Jena(Server):
    """One JVM that answers all queries over HTTP."""

    name = "jena"
    path_of_queries = "/ds/sparql"

    @classmethod
    def is_available(cls) -> str | None:
        if not any(_jars().glob("jena-fuseki-main-*.jar")):
            return f"Apache Jena is not in {_jars()}: run .ci/install, or copy the jars of tests/engines/jena/pom.xml"
        if _java_version() < OLDEST_JAVA:
            return f"Apache Jena needs Java {OLDEST_JAVA} or newer: apt-get install default-jre-headless"
        return None

    def command(self, port: int) -> Sequence[str]:
        server = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"
        return [*_java(server), "--mem", "--update", "--localhost", f"--port={port}", "/ds"]

    def load(self, file: Path) -> None:
        self.request("POST", "/ds/update", b"CLEAR SILENT ALL", content_type="application/sparql-update")
        where = "/ds/data?default" if file.suffix == ".ttl" else "/ds"
        self.request("PUT", where, file.read_bytes(), content_type=MEDIA_TYPES[file.suffix])

    def dump(self) -> frozenset[str]:
        return lines_of(self.request("GET", "/ds", accept="application/n-quads"))


def complaints(files: Sequence[Path]) -> list[str]:
    """What ``riot --validate`` says against the files: syntax, IRIs, lexical forms; a line each."""
    command = [*_java("riotcmd.riot"), "--validate", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    said = [line for line in (done.stdout + done.stderr).splitlines() if " INFO " not in line]
    return said if said or done.returncode == 0 else [f"riot ended with {done.returncode}"]


def _java(main: str) -> list[str]:
    # The quick compiler alone: a server that lives for seconds never earns the cost of the other.
    return ["java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", str(_jars() / "*"), main]


def _jars() -> Path:
    tools = os.environ.get("FOEDERA_TOOLS")
    return (Path(tools) if tools else Path.home() / ".cache" / "foedera-tools") / "jena"


def _java_version() -> int:
    if not shutil.which("java"):
        return 0
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    number = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(number[1]) if number else 0
