"""The reading processes that run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def descendants(of: int | None = None) -> list[int]:
    """The readers that a process (this one) has started, and their forks.

    Other tests may have processes of their own.
    """
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not list the children of a process")
    found: list[int] = []
    waiting = [os.getpid() if of is None else of]
    while waiting:
        tasks = Path(f"/proc/{waiting.pop()}/task")
        for task in tasks.glob("*/children"):
            numbers = [int(number) for number in _content(task).split()]
            waiting += numbers
            found += [number for number in numbers if b"exchange.outside" in command_of(number)]
    return sorted(found)


def command_of(process: int) -> bytes:
    """How it was started; nothing when it has ended."""
    return _content(Path(f"/proc/{process}/cmdline"))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # It has ended meanwhile.
        return b""
