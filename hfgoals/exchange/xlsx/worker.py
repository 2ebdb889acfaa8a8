"""The child process that reads a workbook.

``python -m hfgoals.exchange.xlsx.worker SOURCE RESULT``. It knows nothing but the standard library
and its neighbours, sets limits to itself before it looks at the file, and writes plain cells as
JSON to RESULT. Exit code 0: RESULT holds the cells, or the reason why they were refused. Windows
has no such limits of memory; there the limits on what is read (prescan, cells) stand alone, with
the time limit of the parent.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfgoals.exchange.xlsx.cells import Lookups, Room, read_cells
from hfgoals.exchange.xlsx.parts import (
    cell_shapes,
    document_title,
    main_part,
    related,
    shared_texts,
    sheets,
)
from hfgoals.exchange.xlsx.prescan import TOO_LARGE, Package, Refused, opened

MOST_MEMORY = 384 * 1024 * 1024
"""In bytes of address space."""
MOST_SECONDS = 30
"""Of processor time."""


def main(arguments: Sequence[str]) -> int:
    """Read the first file, write the second."""
    source, result = map(Path, arguments)
    _limit()
    # Plain values in great number, none of them in a cycle.
    gc.disable()
    answer: dict[str, Any]
    try:
        answer = read_workbook(source)
        text = json.dumps(answer, separators=(",", ":"))
    except Refused as refused:
        text = json.dumps({"refused": refused.what, "advice": refused.advice})
    except (MemoryError, RecursionError):
        text = json.dumps({"refused": TOO_LARGE, "advice": Refused("").advice})
    result.write_text(text, encoding="ascii")
    return 0


def read_workbook(path: Path) -> dict[str, Any]:
    """The plain cells of all worksheets. Raises Refused, OSError."""
    with opened(path) as file:
        package = Package(file)
        main = main_part(package)
        found, since_1904 = sheets(package, main)
        texts, styles = (related(package, main, kind) for kind in ("sharedStrings", "styles"))
        lookups = Lookups(
            shared_texts(package, texts) if texts else [],
            cell_shapes(package, styles) if styles else [],
            since_1904,
        )
        room = Room()
        answer = []
        for sheet in found:
            cells = read_cells(package, sheet.part, lookups, room)
            answer.append(
                {
                    "title": sheet.title,
                    "hidden": sheet.hidden,
                    "cells": cells.cells,
                    "merges": cells.merges,
                }
            )
        return {
            "title": document_title(package),
            "macros": any(name.lower().endswith("vbaproject.bin") for name in package.names),
            "links": any("externallinks/" in name.lower() for name in package.names),
            "sheets": answer,
        }


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
