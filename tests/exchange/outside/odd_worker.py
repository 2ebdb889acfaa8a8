"""A worker with readers that misbehave; started in place of the real one."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hfgoals.exchange.outside import worker

_seen = itertools.count(1)


def count(_: Path) -> dict[str, Any]:
    """How many files this process has seen."""
    return {"seen": next(_seen), "process": os.getpid()}


def crash(_: Path) -> None:
    """As a fault in a C library."""
    os.kill(os.getpid(), signal.SIGSEGV)


def halfway(_: Path) -> None:
    """Dies when part of the answer is already told."""
    for number in range(3, 20):
        try:
            os.write(number, b'{"sheets"')
        except OSError:
            continue
    os._exit(3)


def talk(_: Path) -> dict[str, Any]:
    """Speaks where the answers go."""
    print("[]")
    os.write(1, b"[]\n0\n")
    return {"spoken": True}


def swell(_: Path) -> dict[str, Any]:
    """Takes more memory than is allowed."""
    return {"length": len(bytearray(2 * worker.MOST_MEMORY))}


def forever(_: Path) -> None:
    """Never done."""
    while True:
        pass


def write(path: Path) -> dict[str, Any]:
    """Fills the disk."""
    with path.with_suffix(".filled").open("wb") as file:
        file.write(bytes(64 * 1024 * 1024))
    return {}


_ODD: tuple[Callable[[Path], Any], ...] = (count, crash, halfway, talk, swell, forever, write)

if __name__ == "__main__":
    worker.MOST_SECONDS = 1
    for odd in _ODD:
        worker.READERS[odd.__name__] = f"tests.exchange.outside.odd_worker:{odd.__name__}"
    sys.exit(worker.main(sys.argv[1:]))
