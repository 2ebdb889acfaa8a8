"""A table as text with commas or semicolons between its cells (CSV), as plain cells.

What is cut by tabs is text as pasted, and read as that. Runs in the child but for ``is_delimited``.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from hfgoals.exchange.outside.encodings import beginning, decoded
from hfgoals.exchange.outside.parts import LONGEST_TEXT
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused, opened
from hfgoals.exchange.xlsx.cells import MOST_CELLS, PlainCell

_DELIMITERS: Final = ",;"
_LOOKED_AT = 20
"""Rows by which such a file is known."""
_LEAST = 2
"""Rows, and delimiters in a row, that no running text has alike."""
_NO_TEXT = "是用逗号隔开的表格（CSV），但读不出里面的文字。"
_SAVE_AS_XLSX = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”，再读入。"


def is_delimited(start: bytes, _: Callable[[], bytes]) -> bool:
    """Whether most rows of the file's beginning have the same number of commas or semicolons."""
    return _delimiter(beginning(start)) is not None


def _delimiter(text: str) -> str | None:
    if "\x00" in text:
        return None
    for delimiter in _DELIMITERS:
        # 1,234,567 in cells with tabs between is no row of three.
        count = text.count(delimiter)
        if count < _LEAST * _LEAST or text.count("\t") * 2 > count:
            continue
        rows = _rows(text, delimiter, _LOOKED_AT + 1)
        # The last may be cut where the look ended.
        looked_at = [row for row in (rows[:-1] if len(rows) > _LEAST else rows) if any(row)]
        counts = Counter(len(row) - 1 for row in looked_at)
        commas, alike = max(counts.items(), key=lambda each: each[1], default=(0, 0))
        if commas >= _LEAST and alike >= _LEAST and alike * 3 >= len(looked_at) * 2:
            return delimiter
    return None


def _rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(row)
            if len(found) >= most:
                break
    except csv.Error:
        return []
    return found


def read_delimited(path: Path) -> dict[str, Any]:
    """The cells of the table. Raises Refused, OSError."""
    with opened(path) as file:
        data = file.read()
    text = decoded(data)
    delimiter = _delimiter(beginning(data[:4096]))
    if text is None or delimiter is None:
        raise Refused(_NO_TEXT, _SAVE_AS_XLSX)
    csv.field_size_limit(LONGEST_TEXT)
    cells: list[PlainCell] = []
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, row in enumerate(rows, 1):
            if len(row) > MOST_CELLS:
                raise Refused(TOO_LARGE)
            cells += [(number, at, _shown(each), "") for at, each in enumerate(row, 1) if each]
            if len(cells) > MOST_CELLS:
                raise Refused(TOO_LARGE)
    except csv.Error as error:
        raise Refused(TOO_LARGE) from error
    cells = [cell for cell in cells if cell[2]]
    sheet = {"title": "", "number": 1, "hidden": False, "cells": cells, "merges": []}
    return {"title": "", "macros": False, "links": False, "sheets": [sheet]}


def _shown(cell: str) -> str:
    """As a worksheet would show it: ="0012" and a tab keep programs from taking a number."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
    return text[2:-1] if text.startswith('="') and text.endswith('"') and len(text) > 2 else text
