"""Processes made to be killed, at any moment of what they do.

A nursery loads once what they need and forks one for each piece of work. A moment is a call to the
system that touches a file; a process may be killed before any of them, or after a time.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.disk import can_be_watched, watched

_ROOT = Path(__file__).parents[1]
_TOUCHING: Final = ("open", "os.", "shutil.", "sqlite3.connect")


class Nursery:
    """Does one piece of work after the other, each in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def whole(self, *told: str) -> int:
        """Do the work to its end; how many moments it has."""
        ended, moments = self._done(told, 0, 0.0)
        assert ended == "done", ended
        return moments

    def killed_at(self, moment: int, *told: str) -> bool:
        """Do it until that moment, from 1; False when it came to its end before."""
        ended, _ = self._done(told, moment, 0.0)
        assert ended in ("killed", "done"), ended
        return ended == "killed"

    def killed_after(self, seconds: float, *told: str) -> bool:
        """Do it for so long; False when it came to its end before."""
        ended, _ = self._done(told, 0, seconds)
        assert ended in ("killed", "done"), ended
        return ended == "killed"

    def _done(self, told: tuple[str, ...], moment: int, seconds: float) -> tuple[str, int]:
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        into.write(json.dumps([list(told), moment, seconds]) + "\n")
        into.flush()
        ended, moments = json.loads(out.readline())
        return str(ended), int(moments)


@contextmanager
def nursery(work: Callable[..., None]) -> Iterator[Nursery]:
    """For work that a module of the tests defines; it is told texts."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.nursery", work.__module__, work.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    ) as process:
        assert process.stdin is not None
        yield Nursery(process)
        process.stdin.close()


def moments(chance: random.Random, there: int, kills: int) -> list[int]:
    """So many moments of those that there are, the last among them, each once before any comes
    again."""
    chosen = [there]
    while len(chosen) < kills:
        every = list(range(1, there + (len(chosen) > 1)))
        chance.shuffle(every)
        chosen += every
    return chosen[:kills]


def _main(module: str, name: str) -> None:
    work = getattr(importlib.import_module(module), name)
    watchable = can_be_watched()
    for line in sys.stdin:
        told, moment, seconds = json.loads(line)
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os._exit(_child(work, told, moment, write, watchable=watchable))
        os.close(write)
        if seconds:
            time.sleep(seconds)
            # Not waited for yet: it is still there, at least as what it ended with.
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        with os.fdopen(read, "rb") as counted:
            found = counted.read()
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            ended = "killed"
        else:
            ended = "done" if status == 0 else f"failed ({status})"
        print(json.dumps([ended, int(found or b"0")]), flush=True)


def _child(
    work: Callable[..., None], told: list[str], moment: int, write: int, *, watchable: bool
) -> int:
    counted = 0

    def touched() -> None:
        nonlocal counted
        counted += 1
        if counted == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, _about: tuple[Any, ...]) -> None:
        if event.startswith(_TOUCHING):
            touched()

    def working() -> None:
        sys.addaudithook(heard)
        # No event tells of what is made durable.
        really = os.fsync
        os.fsync = lambda handle: (touched(), really(handle))[1]
        work(*told)

    try:
        if watchable:
            with watched() as disk:
                disk.told = touched
                working()
        else:
            working()
    except BaseException:  # noqa: BLE001 - told to whoever asked, by the status
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        return 1
    os.write(write, b"%d" % counted)
    return 0


if __name__ == "__main__":
    _main(*sys.argv[1:])
