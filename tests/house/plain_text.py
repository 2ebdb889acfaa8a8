"""Sheets as plain text, a line a row. Kept here for the drill of CONTRIBUTING.md, "an output"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hfgoals.layout.sheet import Sheet
from hfgoals.writing import atomic_target


def write_text(
    sheets: Sequence[Sheet],
    target: Path,
    *,
    title: str,
    author: str,
    report: Callable[[int, int], None] | None = None,
) -> tuple[str, ...]:
    """Write one file of the Sheets."""
    del author
    lines = [title]
    for number, sheet in enumerate(sheets):
        if report is not None:
            report(number, len(sheets))
        lines += [
            "\t".join(cell.text for cell in sheet.cells if cell.row == row)
            for row in range(len(sheet.rows))
        ]
    with atomic_target(target) as temporary:
        temporary.write_text("\n".join(lines), "utf-8")
    return ()
