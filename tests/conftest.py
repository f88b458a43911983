"""What all tests share: several processes, a limit of time, no way out to the network, one word for what is missing."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import chromium

MOST_PROCESSES = 4  # each of them builds the bundled corpus for itself
MOST_SECONDS = 20.0  # of CPU for one test and all that it starts: a few times what the slowest takes


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Share a run of whole folders out to several processes, unless ``-n`` says how many or pytest-xdist is not here.

    A run of single files or tests stays in this process: others would take longer to start than it takes. So does one
    that someone watches (``-s``, ``--trace``, ``--pdb``).
    """
    options = config.option
    told = getattr(options, "numprocesses", 0) is not None or options.dist != "no"  # 0 also where xdist is not here
    watched = options.capture == "no" or options.trace
    if told or watched or hasattr(config, "workerinput"):
        return
    if all((config.invocation_params.dir / named).is_dir() for named in config.args):
        options.numprocesses = "auto"
        options.dist, options.loadscopereorder = "loadfile", False  # in their order, in which the many small ones end


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """As many processes as there are processors, up to some number; 0 is this one alone. pytest-xdist asks."""
    processors = os.cpu_count() or 1
    return min(processors, MOST_PROCESSES) if processors > 1 else 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Fail a test that passed, but took too long."""
    begun = _cpu_seconds()
    yield
    stay_quick(_cpu_seconds() - begun)


def stay_quick(seconds: float) -> None:
    """Fail where ``CI=true`` when a test took more CPU than any may, so that the whole run stays short.

    CPU and not time: another process that keeps the machine busy must not fail a test.
    """
    if seconds > MOST_SECONDS and os.environ.get("CI") == "true":
        pytest.fail(f"took {seconds:.1f} s of CPU, and no test may take more than {MOST_SECONDS:.0f} s", pytrace=False)


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium: one for all, since playwright allows a process no second one."""
    require(chromium.missing())
    with chromium.launched() as launched:
        yield launched


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
