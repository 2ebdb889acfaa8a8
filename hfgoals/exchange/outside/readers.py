"""Processes that read files from outside, kept warm from one file to the next.

Where a process can fork, each file is read by a fork of its own; elsewhere a process reads a few
files, one after another, and is replaced. Either ends as soon as this program does: its input ends.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, cast

import hfgoals
from hfgoals.progress import Report

FORKS = hasattr(os, "fork")
MOST_FILES = 20
"""Read by a process that does not fork."""
_MOST_IDLE = 4
"""As many as are read at once (merging); more are not kept."""
_MOMENT = 0.1
"""Between two reports, so the longest until a job is stopped; an answer is taken when it comes."""
_WORKER = "hfgoals.exchange.outside.worker"
# The current folder may hold files from others: none of them is a module (-P). A bundle has no -m:
# hfgoals.start looks for these words and runs the module.
_MODULE = ("-P", "-m")
# Looking through the installed packages (-S) is half of starting; the places are handed over.
_PYTHON = _MODULE if sys.platform == "win32" or hasattr(sys, "frozen") else ("-S", *_MODULE)


class Failed(Exception):
    """The process ended without an answer, or its fork did: with this code, having said this."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code, said)
        self.code = code
        self.said = said


class Reader:
    """One process; asked for one file at a time."""

    def __init__(self) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        self._left = MOST_FILES
        self.process = subprocess.Popen(
            [sys.executable, *_PYTHON, _WORKER, "fork" if FORKS else "stay"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            # Not the current folder: it could not be removed as long as the process is there.
            cwd=Path(sys.executable).parent,
            env=_environment(),
            # A group of its own: the fork is stopped with it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._requests = cast(IO[bytes], self.process.stdin)
        self._answers = cast(IO[bytes], self.process.stdout)

    @property
    def ready(self) -> bool:
        """Whether it can be asked for another file."""
        return self._left > 0 and self.process.poll() is None

    def ask(self, kind: str, path: Path, seconds: float, report: Report | None) -> bytes | None:
        """The reader's answer in JSON; None when it took longer. Raises Failed, what report does.

        It is not ``ready`` after either.
        """
        answer: list[bytes] = []
        request = json.dumps([kind, str(path)]).encode("ascii") + b"\n"
        thread = threading.Thread(target=self._exchange, args=(request, answer), daemon=True)
        whole = False
        thread.start()
        try:
            end = time.monotonic() + seconds
            thread.join(_MOMENT)
            while thread.is_alive():
                if report is not None:
                    report(0, 1)
                if time.monotonic() > end:
                    return None
                thread.join(_MOMENT)
            content = self._told(answer)
            whole = True
        finally:
            if not whole:
                self.kill()
            # The thread sees the end of the answers then.
            thread.join()
        self._left -= not FORKS
        return content

    def _exchange(self, request: bytes, answer: list[bytes]) -> None:
        # A process that is gone is told by its code.
        with contextlib.suppress(OSError):
            self._requests.write(request)
            self._requests.flush()
            answer[:] = self._answers.readline(), self._answers.readline()

    def _told(self, answer: list[bytes]) -> bytes:
        content, ended = answer or (b"", b"")
        code = int(ended) if ended else self.process.wait()
        if code or not ended:
            self._complaints.seek(0)
            said = self._complaints.read()[-4000:].decode("utf-8", "replace")
            raise Failed(code, said)
        return content

    def kill(self) -> None:
        """At once, with what it forked."""
        self._left = 0
        if FORKS and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """Let it end; does nothing more to one that has."""
        with contextlib.suppress(OSError):
            self._requests.close()
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            self.kill()
        self._answers.close()
        self._complaints.close()


_idle: list[Reader] = []


def take() -> Reader:
    """A process that waits for a file: a warm one, if there is any."""
    while True:
        try:
            reader = _idle.pop()
        except IndexError:
            return Reader()
        if reader.ready:
            return reader
        reader.close()


def give_back(reader: Reader) -> None:
    """Keep it for the next file, if it can read one."""
    if reader.ready and len(_idle) < _MOST_IDLE:
        _idle.append(reader)
    else:
        reader.close()


def prepare() -> None:
    """Start a process, if none waits, while the user still chooses a file."""
    if not _idle:
        give_back(Reader())


@atexit.register
def close() -> None:
    """End all that wait."""
    while _idle:
        _idle.pop().close()


if FORKS:
    # They answer to this process alone.
    os.register_at_fork(after_in_child=_idle.clear)


def _environment() -> dict[str, str]:
    """The child finds everything where this process found it, in the same order.

    A relative place, such as the empty one for the current folder, is none of them.
    """
    here = str(Path(hfgoals.__file__).resolve().parent.parent)
    path = dict.fromkeys(entry for entry in (*sys.path, here) if Path(entry).is_absolute())
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}
