"""An .xls (BIFF 5 to 8; WPS's .et too) as plain cells. Runs in the child.

xlrd reads it: pure Python, no macro, link or formula is ever followed; a formula counts by its
stored result.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hfgoals.exchange.outside.aside import Aside, Piece
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused, opened
from hfgoals.exchange.xlsx.cells import (
    CUT_DIGITS,
    ERROR,
    MOST_CELLS,
    MOST_MERGES,
    NUMBER,
    PERCENT,
    PlainCell,
)
from hfgoals.exchange.xlsx.numbers import GENERAL, Shape, shape_of

_BROKEN = "是旧版 Excel 工作簿，但已经损坏，读不出来。"
_LOCKED = "设了打开密码，读不出来。"
_WITHOUT_PASSWORD = "请用 Excel 或 WPS 打开它，去掉密码另存一份，再读入。"  # noqa: S105 - advice
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MOST_DIGITS = 15
_LAST_COLUMN = 256
_NUMBER, _DATE, _BOOLEAN, _ERROR = 2, 3, 4, 5
_FAULTS = (
    struct.error, LookupError, ValueError, TypeError, AttributeError, AssertionError,
    ArithmeticError, NotImplementedError, EOFError, OSError,
)  # fmt: skip
"""What xlrd meets in files that were written badly or on purpose."""


def read_workbook(path: Path) -> dict[str, Any]:
    """The plain cells of all worksheets. Raises Refused, OSError."""
    import xlrd

    with opened(path) as file:
        data = file.read()
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(
                file_contents=data,
                formatting_info=True,
                ragged_rows=True,
                logfile=nowhere,
                # Writers that fill a sector twice are common; what is really broken shows later.
                ignore_workbook_corruption=True,
            )
            sheets = _sheets(book)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise Refused(_LOCKED, _WITHOUT_PASSWORD) from error
        raise Refused(_BROKEN) from error
    except xlrd.compdoc.CompDocError as error:
        raise Refused(_BROKEN) from error
    except _FAULTS as error:
        raise Refused(_BROKEN) from error
    return {"title": "", "macros": _MACROS in data, "links": False, "sheets": sheets}


def _sheets(book: Any) -> list[dict[str, Any]]:
    shapes = [_shape(book, style) for style in book.xf_list]
    struck = {number for number, font in enumerate(book.font_list) if font.struck_out}
    found, room = [], MOST_CELLS
    for sheet in book.sheets():
        cells = []
        aside = Aside(hidden_columns={at + 1 for at, told in _columns(sheet) if told.hidden})
        for cell in _cells(sheet, shapes, struck, aside, since_1904=bool(book.datemode)):
            cells.append(cell)
            if len(cells) > room:
                raise Refused(TOO_LARGE)
        room -= len(cells)
        if len(sheet.merged_cells) > MOST_MERGES:
            raise Refused(TOO_LARGE)
        # Here the last row and column are one beyond, and counting begins at 0.
        merges = [
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ]
        found.append(
            {
                "title": sheet.name,
                "hidden": sheet.visibility != 0,
                "cells": cells,
                "merges": merges,
                "told": aside.told(),
            }
        )
    return found


def _columns(sheet: Any) -> Iterator[tuple[int, Any]]:
    # WPS writes one line for the columns up to the last, number 256, which there is none of.
    return ((at, told) for at, told in sheet.colinfo_map.items() if at < _LAST_COLUMN)


def _shape(book: Any, style: Any) -> Shape:
    number = style.format_key
    known = book.format_map.get(number)
    code = known.format_str if known is not None else None
    shape = shape_of(number, None if code in (None, "", "General") else code)
    font = style.font_index
    struck = 0 <= font < len(book.font_list) and bool(book.font_list[font].struck_out)
    return replace(shape, struck=True) if struck else shape


def _cells(
    sheet: Any, shapes: list[Shape], struck: set[int], aside: Aside, *, since_1904: bool
) -> Iterator[PlainCell]:
    for row in range(sheet.nrows):
        told = sheet.rowinfo_map.get(row)
        aside.hides_row = told is not None and bool(told.hidden)
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            styled = cell.xf_index is not None and 0 <= cell.xf_index < len(shapes)
            shape = shapes[cell.xf_index] if styled else GENERAL
            text, letters = _shown(cell, shape, since_1904=since_1904)
            runs = sheet.rich_text_runlist_map.get((row, column), ())
            if text and (shape.struck or any(font in struck for _, font in runs)):
                pieces = _pieces(text, runs, struck)
                kept = aside.kept(row + 1, column + 1, pieces, struck=shape.struck)
                if kept is None:
                    continue
                text = kept
            if text:
                aside.see(row + 1, column + 1)
            if text or shape.mark:
                yield row + 1, column + 1, text, letters + shape.mark


def _pieces(text: str, runs: Any, struck: set[int]) -> list[Piece]:
    """The runs of a text: each begins at its place with its font, the cell's stands before."""
    starts = [(0, None), *((at, font in struck) for at, font in runs)]
    ends = [*(at for at, _ in starts[1:]), len(text)]
    return [(text[at:end], own) for (at, own), end in zip(starts, ends, strict=True)]


def _shown(cell: Any, shape: Shape, *, since_1904: bool) -> tuple[str, str]:
    if cell.ctype in (_NUMBER, _DATE):
        text = shape.show(repr(cell.value), since_1904=since_1904)
        letters = PERCENT if shape.percent else NUMBER
        digits = re.sub(r"[^0-9]", "", text.partition(".")[0])
        return text, letters + (CUT_DIGITS if len(digits) > _MOST_DIGITS else "")
    if cell.ctype == _BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), ""
    if cell.ctype == _ERROR:
        import xlrd

        return xlrd.error_text_from_code.get(cell.value, "#N/A"), ERROR
    return str(cell.value), ""
