"""What all tests share: no way out to the network, and one word for what a machine lacks."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


def require(missing: str | None) -> None:
    """Go on when nothing is missing; else skip the test with that word, or fail it where ``CI=true``."""
    if missing is None:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have it: {missing}", pytrace=False)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real data from outside the project, named by the environment variable FOEDERA_DATA."""
    named = os.environ.get("FOEDERA_DATA")
    if not named or not Path(named).is_dir():
        require(f"FOEDERA_DATA must name the folder of real data; it is {named!r}")
    return Path(str(named))


@pytest.fixture(scope="session", autouse=True)
def _no_network_but_loopback() -> Iterator[None]:
    """Fail each test that looks up or connects to a host other than this one."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        looked_up = socket.getaddrinfo

        def getaddrinfo(host: str | bytes | None, *rest: Any, **options: Any) -> Any:
            _stay(host)
            return looked_up(host, *rest, **options)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _stay(address[0])
        return connect(self, address)

    return guarded


def _stay(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        is_here = ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        # Not an Exception: code that expects a dead server must not take this for one.
        pytest.fail(f"a test may only speak to this machine, not to {name}")
