"""The child process that reads a file from outside.

``python -P -m hfgoals.exchange.outside.worker KIND SOURCE RESULT``. It knows nothing but the
standard library and its neighbours (and xlrd, for .xls), sets limits to itself before it looks at
the file, and writes plain values as JSON to RESULT. Exit code 0: RESULT holds them, or the reason
why they were refused.
Windows has no such limits of memory; there the limits on what is read (prescan, and those of each
kind) stand alone, with the time limit of the parent. To add a kind: one line in READERS.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused

READERS: Final = {
    "xlsx": "hfgoals.exchange.xlsx.plain:read_workbook",
    "docx": "hfgoals.exchange.docx.plain:read_document",
    "xls": "hfgoals.exchange.older.biff:read_workbook",
    "html": "hfgoals.exchange.older.page:read_page",
}
"""The function that reads each kind: it takes a Path, gives plain values, raises Refused."""
MOST_MEMORY = 384 * 1024 * 1024
"""In bytes of address space."""
MOST_SECONDS = 30
"""Of processor time."""


def main(arguments: Sequence[str]) -> int:
    """Read the file of that kind, write what is in it to the last file named."""
    kind, source, result = arguments
    _limit()
    # Plain values in great number, none of them in a cycle.
    gc.disable()
    try:
        text = json.dumps(_reader(kind)(Path(source)), separators=(",", ":"))
    except Refused as refused:
        text = json.dumps({"refused": refused.what, "advice": refused.advice})
    except (MemoryError, RecursionError):
        text = json.dumps({"refused": TOO_LARGE, "advice": Refused("").advice})
    Path(result).write_text(text, encoding="ascii")
    return 0


def _reader(kind: str) -> Callable[[Path], Any]:
    module, _, name = READERS[kind].partition(":")
    reader: Callable[[Path], Any] = getattr(import_module(module), name)
    return reader


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
