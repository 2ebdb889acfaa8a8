"""Writes how large the rooms are into docs/architecture.md: ``python -m tests.house.count``."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.structure import ROOT, circles, imports, rooms

ARCHITECTURE = ROOT / "docs" / "architecture.md"
_TABLE = re.compile(r"(?<=<!-- count -->\n).*?(?=<!-- /count -->)", re.DOTALL)
_ROW = re.compile(r"\| `?([\w/*.]+)`? \| ([\d,]+) \| ([\d,]+) \|")


def table(root: Path = ROOT) -> str:
    """The count in Markdown: a line a room, then what it comes to."""
    found = rooms(root)
    lines = ["| room | files | lines |", "|---|---:|---:|"]
    lines += [f"| `{each.name}` | {each.files} | {each.lines:,} |" for each in found]
    files, all_lines = sum(each.files for each in found), sum(each.lines for each in found)
    too_long, rings = sum(each.too_long for each in found), len(circles(imports(root)))
    lines += [f"| together | {files} | {all_lines:,} |", ""]
    lines.append(f"Files over 450 lines: {too_long}. Circles of imports: {rings}.")
    return "\n".join([*lines, ""])


def told(text: str) -> dict[str, tuple[int, int]]:
    """Files and lines by room, as the table in that text says."""
    rows = _ROW.findall(text)
    return {
        name: (int(files.replace(",", "")), int(lines.replace(",", "")))
        for name, files, lines in rows
    }


def written(text: str, counted: str) -> str:
    """The document with that table in the place of the one before."""
    return _TABLE.sub(lambda _: counted, text)


if __name__ == "__main__":
    document = ARCHITECTURE.read_text(encoding="utf-8")
    ARCHITECTURE.write_text(written(document, table()), encoding="utf-8", newline="\n")
