"""How long the installed program takes against the same program from a checkout of Linux."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from installer.building import roots
from installer.building.smoke.steps import TITLE, WORKBOOK, Desk
from installer.setup.environment import clean_variables

_ROUNDS = 3
_SOON = 120.0


def tell(desk: Desk) -> None:
    """Print a line of docs/benchmarks.md each for a check and for a painted window, by turns."""
    with tempfile.TemporaryDirectory() as home:
        source = _Source(desk, Path(home))
        _line("`check` of the sample", lambda: _check(desk), source.check)
        _line("start to painted window with the sample", lambda: _window(desk), source.window)


class _Source:
    """The checkout's program, used by somebody whose home is empty."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self._desk = desk
        self._command: list[str | Path] = [desk.order.python, "-I", "-m", "hfgoals"]
        self._variables = {
            **clean_variables(os.environ),
            "HOME": str(home),
            "DISPLAY": desk.screen.display,
        }
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            self._variables.pop(name, None)
        self._workbook = home / WORKBOOK
        self._run("sample", str(self._workbook))

    def check(self) -> float:
        begun = time.monotonic()
        self._run("check", str(self._workbook))
        return time.monotonic() - begun

    def window(self) -> float:
        begun = time.monotonic()
        process = self._start(str(self._workbook))
        try:
            return _painted(self._desk) - begun
        finally:
            roots.end(process)
            self._desk.screen.wait_gone(TITLE, _SOON)

    def _run(self, *arguments: str) -> None:
        self._start(*arguments).wait(_SOON)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._command, *arguments],
            env=self._variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _check(desk: Desk) -> float:
    begun = time.monotonic()
    desk.command("check", desk.place(WORKBOOK))
    return time.monotonic() - begun


def _window(desk: Desk) -> float:
    begun = time.monotonic()
    desk.window(desk.place(WORKBOOK))
    try:
        return _painted(desk) - begun
    finally:
        desk.kill()
        desk.screen.wait_gone(TITLE, _SOON)


def _painted(desk: Desk) -> float:
    """When that was."""
    desk.screen.wait_for(TITLE, _SOON)
    desk.screen.wait_until(lambda: desk.screen.colours() > 300, "painted", _SOON)
    return time.monotonic()


def _line(what: str, ours: Callable[[], float], other: Callable[[], float]) -> None:
    pairs = [(ours(), other()) for _ in range(_ROUNDS)]
    mine, theirs = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(one / two for one, two in pairs)
    print(
        f"| {what} | Linux source | {mine:.2f} s | {theirs:.2f} s | {ratio:.2f} | | |", flush=True
    )
