"""One more kind of file to read in, for the drill test_adding_a_source: SYLK, a worksheet as text.

It goes into a copy of the program as hfgoals/exchange/older/sylk.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused, opened
from hfgoals.exchange.xlsx.cells import MOST_CELLS, PlainCell

_MARK = b"ID;P"
_CELL = re.compile(r'C;Y(\d+);X(\d+);K"(.*)"')


def is_sylk(start: bytes, _: Callable[[], bytes]) -> bool:
    """Whether the file begins as every SYLK file does."""
    return start.startswith(_MARK)


def read_sylk(path: Path) -> dict[str, Any]:
    """The texts of its cells. Raises Refused, OSError."""
    with opened(path) as file:
        lines = file.read().decode("utf-8", "replace").splitlines()
    found = [cell for cell in map(_CELL.fullmatch, lines) if cell is not None]
    if len(found) > MOST_CELLS:
        raise Refused(TOO_LARGE)
    cells: list[PlainCell] = [(int(cell[1]), int(cell[2]), cell[3], "") for cell in found]
    sheet = {"title": "", "number": 1, "hidden": False, "cells": cells, "merges": []}
    return {"title": "", "macros": False, "links": False, "sheets": [sheet]}
