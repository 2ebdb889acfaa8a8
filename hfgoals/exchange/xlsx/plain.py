"""A workbook as plain cells: what the child process tells of an .xlsx. Runs in the child."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hfgoals.exchange.outside.parts import document_title, related
from hfgoals.exchange.outside.prescan import Package, opened
from hfgoals.exchange.xlsx.cells import Lookups, Room, read_cells
from hfgoals.exchange.xlsx.parts import SharedTexts, cell_shapes, main_part, shared_texts, sheets


def read_workbook(path: Path) -> dict[str, Any]:
    """The plain cells of all worksheets. Raises Refused, OSError."""
    with opened(path) as file:
        package = Package(file)
        main = main_part(package)
        found, since_1904 = sheets(package, main)
        texts, styles = (related(package, main, kind) for kind in ("sharedStrings", "styles"))
        lookups = Lookups(
            shared_texts(package, texts) if texts else SharedTexts(),
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
                    "told": cells.aside.told(),
                }
            )
        return {
            "title": document_title(package),
            "macros": any(name.lower().endswith("vbaproject.bin") for name in package.names),
            "links": any("externallinks/" in name.lower() for name in package.names),
            "sheets": answer,
        }
