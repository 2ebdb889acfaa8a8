"""A virtual screen with a window manager and a Chinese input method, made for one run of tests.

Everything lives in a folder of its own, the input method's memory too: what it offers first does
not depend on what anybody typed before.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import IO, TypeVar

from installer.setup.system import QT_WINDOW, TEST_PROGRAMS, missing

Found = TypeVar("Found")
ENGINE = "libpinyin"
_SIZE = "1600x1000x24"
PATIENCE = 60.0
"""Seconds for what takes a moment on a machine at rest. Nothing is awaited longer than needed."""


def lacking() -> list[str]:
    """The Debian packages without which there is no such screen."""
    wanted = {"xvfb", "xdotool", "openbox", "dbus-x11", "ibus", "ibus-libpinyin"}
    return missing((*QT_WINDOW, *(need for need in TEST_PROGRAMS if need.package in wanted)))


def wait_for(look: Callable[[], Found], what: str, patience: float = PATIENCE) -> Found:
    """What ``look`` finds as soon as it is something; AssertionError when it never is."""
    end = monotonic() + patience
    while not (found := look()):
        if monotonic() > end:
            raise AssertionError(f"never came: {what}")
        sleep(0.03)
    return found


class Screen:
    """Xvfb, openbox, a message bus and ibus; ``environment`` leads programs to them."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._running: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def start(self) -> None:
        """Raises AssertionError, with what was said, when a part does not come up."""
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        run = self._home / "run"
        run.mkdir(mode=0o700)
        environment = {
            **{name: value for name, value in os.environ.items() if name != "IBUS_ADDRESS"},
            "HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(run),
            **{f"XDG_{name}_HOME": str(self._home / name) for name in ("CONFIG", "CACHE", "DATA")},
            "XDG_STATE_HOME": str(self._home / "STATE"),
            "GSETTINGS_BACKEND": "memory",
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "ibus",
            "XMODIFIERS": "@im=ibus",
        }
        self.environment = environment
        number = self._first_line("Xvfb", "-displayfd", "1", "-screen", "0", _SIZE)
        environment["DISPLAY"] = f":{number}"
        bus = self._first_line("dbus-daemon", "--session", "--nofork", "--print-address=1")
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        self._run("openbox", "--sm-disable")
        self._run("ibus-daemon", "--panel=disable", "--emoji-extension=disable")
        self.choose_input_method()

    def stop(self) -> None:
        """End everything, the last first."""
        for process in reversed(self._running):
            process.terminate()
        for process in reversed(self._running):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._running.clear()

    def choose_input_method(self) -> None:
        """Have libpinyin take the keys; a new window begins with what its keyboard says."""

        def chosen() -> bool:
            # Its exit code says nothing: 1 although the engine is set.
            self.call("ibus", "engine", ENGINE)
            return self.call("ibus", "engine") == ENGINE

        wait_for(chosen, f"input method {ENGINE}; {self._said()}")

    def call(self, *command: str | int) -> str:
        """What a command on this screen says."""
        words = [str(word) for word in command]
        done = subprocess.run(
            words, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        return done.stdout.strip()

    def _first_line(self, *command: str) -> str:
        process = self._run(*command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        line = process.stdout.readline().decode().strip()
        assert line, f"{command[0]} did not start: {self._said()}"
        return line

    def _run(
        self, *command: str, stdout: int | IO[bytes] = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        with (self._home / f"{command[0]}.log").open("wb") as said:
            process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=said,
            )
        self._running.append(process)
        return process

    def _said(self) -> str:
        return "\n".join(
            f"{log.name}: {log.read_text('utf-8', 'replace')[-500:]}"
            for log in sorted(self._home.glob("*.log"))
        )
