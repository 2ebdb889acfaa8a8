"""A workbook of Excel 2003 as XML (SpreadsheetML) as plain cells. Runs in the child."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from hfgoals.exchange.outside.aside import Aside
from hfgoals.exchange.outside.lone import Lone
from hfgoals.exchange.outside.parts import LONGEST_TEXT, attribute, local, parse
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused
from hfgoals.exchange.xlsx.cells import ERROR, NUMBER, PERCENT, Merge, PlainCell, Room
from hfgoals.exchange.xlsx.numbers import GENERAL, Shape, shape_of
from hfgoals.exchange.xlsx.rich import Rich

_FORMATS: Final = {
    "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Currency": "#,##0.00",
    "Short Date": "yyyy/m/d", "Medium Date": "yyyy/m/d", "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d", "General Number": "", "General": "",
}  # fmt: skip
_ZERO: Final = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_DATE: Final = shape_of(0, "yyyy/m/d")
_MOST_CELLS = 150_000
"""With something in them. 1,000 forms have 75,000."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_OUTSIDE = "里有超出工作表范围的单元格，可能是恶意文件，没有读入。"


def read_workbook(path: Path) -> dict[str, Any]:
    """The plain cells of all worksheets. Raises Refused, OSError."""
    reader = _Reader()
    parse(Lone(path), "", reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise Refused("里没有可以读的工作表。")
    return {"title": "", "macros": False, "links": False, "sheets": reader.sheets}


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[dict[str, Any]] = []
        self._room = Room(cells=_MOST_CELLS)
        self._shapes: dict[str, Shape] = {}
        self._style = self._prefix = ""
        self._row = self._column = 0
        self._cells: list[PlainCell] = []
        self._merges: list[Merge] = []
        self._aside = Aside()
        self._cell: Shape | None = None
        self._kind = ""
        """Of the value that is being read; "" for none."""
        self._rich = Rich()
        self._hidden = self._visibility = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "Style": self._begin_style,
            "NumberFormat": self._put_format,
            "Worksheet": self._begin_sheet,
            "Column": self._begin_column,
            "Row": self._begin_row,
            "Cell": self._begin_cell,
            "Data": self._begin_data,
            "Visible": lambda _: self._see_visibility(on=True),
        }

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._room.elements -= 1
        if self._room.elements < 0:
            raise Refused(TOO_LARGE)
        tag = local(tag)
        if self._kind:
            # Its runs have the names of a page's: <S> strikes out.
            self._rich.start("strike" if tag == "S" else "", {})
        elif tag == "Font" and self._style:
            struck = attribute(given, "StrikeThrough") == "1"
            shape = self._shapes[self._style]
            self._shapes[self._style] = replace(shape, struck=struck or shape.struck)
        elif tag in self._starts:
            self._starts[tag](given)

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "Data":
            self._kind = ""
        elif self._kind:
            self._rich.end("r" if tag == "S" else "")
        elif tag == "Cell":
            self._end_cell()
        elif tag == "Visible":
            self._see_visibility(on=False)
        elif tag == "Style":
            self._style = ""
        elif tag == "Worksheet":
            self.sheets[-1]["hidden"] = self._hidden
            self.sheets[-1]["told"] = self._aside.told()

    def text(self, data: str) -> None:
        if self._kind:
            self._rich.add(data)
        elif self._visibility:
            self._hidden = self._hidden or "Hidden" in data

    def _see_visibility(self, *, on: bool) -> None:
        self._visibility = on

    def _begin_style(self, given: dict[str, str]) -> None:
        self._style = attribute(given, "ID")
        self._shapes[self._style] = self._shapes.get(attribute(given, "Parent"), GENERAL)

    def _put_format(self, given: dict[str, str]) -> None:
        said = attribute(given, "Format")[:500]
        code = _FORMATS.get(said, said)
        if self._style:
            shape = shape_of(0, code or None)
            self._shapes[self._style] = replace(shape, struck=self._shapes[self._style].struck)

    def _begin_sheet(self, given: dict[str, str]) -> None:
        self._row = self._column = 0
        self._cells, self._merges, self._aside = [], [], Aside()
        self._hidden = False
        name = next((key for key in given if local(key) == "Name"), "Name")
        self._prefix = name.removesuffix("Name")
        title = given.get(name, "")
        self.sheets.append({"title": title, "cells": self._cells, "merges": self._merges})

    def _begin_column(self, given: dict[str, str]) -> None:
        first = _whole(self._said(given, "Index")) or self._column + 1
        self._column = min(first + _whole(self._said(given, "Span")), _LAST_COLUMN)
        if self._said(given, "Hidden") == "1":
            self._aside.hidden_columns.update(range(first, self._column + 1))

    def _begin_row(self, given: dict[str, str]) -> None:
        self._row = _whole(self._said(given, "Index")) or self._row + 1
        self._column = 0
        self._aside.hides_row = self._said(given, "Hidden") == "1"

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._column = _whole(self._said(given, "Index")) or self._column + 1
        across = _whole(self._said(given, "MergeAcross"))
        down = _whole(self._said(given, "MergeDown"))
        right, bottom = self._column + across, self._row + down
        if not (self.sheets and 0 < self._row <= bottom <= _LAST_ROW and right <= _LAST_COLUMN):
            raise Refused(_OUTSIDE)
        if across or down:
            self._room.merges -= 1
            self._merges.append((self._row, self._column, bottom, right))
        self._cell = self._shapes.get(self._said(given, "StyleID"), GENERAL)
        self._rich, self._type, self._across = Rich(), "", across

    def _begin_data(self, given: dict[str, str]) -> None:
        if self._cell is not None:
            self._kind = self._type = self._said(given, "Type") or "String"

    def _said(self, given: dict[str, str], name: str) -> str:
        """The attribute, with the prefix that those of this file have."""
        return given.get(self._prefix + name, "")

    def _end_cell(self) -> None:
        shape, self._cell = self._cell, None
        place = self._row, self._column
        self._column += self._across
        if shape is None:
            return
        text, letters = _shown(self._type, self._rich.plain, shape)
        if text and (shape.struck or self._rich.several):
            pieces = self._rich.pieces if self._rich.several else [(text, None)]
            text = self._aside.kept(*place, pieces, struck=shape.struck) or ""
        if not text.strip():
            return
        self._room.cells -= 1
        self._room.text -= len(text)
        if (
            min(self._room.cells, self._room.text, self._room.merges) < 0
            or len(text) > LONGEST_TEXT
        ):
            raise Refused(TOO_LARGE)
        self._aside.see(*place)
        self._cells.append((*place, text, letters + shape.mark))


def _shown(kind: str, value: str, shape: Shape) -> tuple[str, str]:
    """The text shown, and letters (cells.py)."""
    if kind == "Number":
        try:
            return shape.show(value), PERCENT if shape.percent else NUMBER
        except ValueError:
            return value, ERROR
    if kind == "DateTime":
        try:
            days = (datetime.datetime.fromisoformat(value.strip()) - _ZERO).total_seconds() / 86_400
        except (ValueError, TypeError):
            return value, ERROR
        return (shape if shape.date else _DATE).show(f"{days:.9f}"), NUMBER
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), value), ""
    return value, ERROR if kind == "Error" else ""


def _whole(text: str) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
