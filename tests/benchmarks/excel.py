"""Excel of many project forms, against bare openpyxl writing the same styled cells."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hfgoals.forms import hebei_project
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.layout.styles import STYLES, Style
from hfgoals.names import sheet_titles
from hfgoals.render.xlsx import write_xlsx
from tests.benchmarks.books import book
from tests.benchmarks.measure import Row, compare_timings, not_measured, seconds

_HEIGHT = 40.0
"""Any height: openpyxl does not look at it."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about Excel; the files go into the folder."""
    made = book(size)
    sheets = hebei_project.FORM.sheets(made.unit, made.years[0])
    subject = f"Excel of {size} forms (lay out, write)"
    for mode, goal in (("normal", 1.3), ("write_only", None)):
        yield compare_timings(
            subject,
            lambda: _ours(size, folder / "ours.xlsx"),
            f"bare openpyxl, as many styled cells, {mode} mode",
            lambda mode=mode: seconds(  # type: ignore[misc]
                lambda: _write(sheets, folder / "bare.xlsx", write_only=mode == "write_only")
            ),
            rounds=rounds,
            goal=goal,
        )
    against = "bare XlsxWriter, as many styled cells"
    if importlib.util.find_spec("xlsxwriter") is None:
        yield not_measured(subject, against, None, "XlsxWriter is not installed")
        return
    yield compare_timings(
        subject,
        lambda: _ours(size, folder / "ours.xlsx"),
        against,
        lambda: seconds(lambda: _write_by_other(sheets, folder / "other.xlsx")),
        rounds=rounds,
    )


def _ours(size: int, target: Path) -> float:
    made = book(size)
    sheets = hebei_project.FORM.sheets(made.unit, made.years[0])
    return seconds(lambda: write_xlsx(sheets, target, title="基准", author=made.unit.name))


class _Looks:
    """One set of style objects a style, shared by all cells, as openpyxl's users are told to."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        side = Side("thin", "FF000000")
        self.border = Border(side, side, side, side)
        self.looks: dict[str, tuple[Any, Any, Any]] = {}
        for name, style in STYLES.items():
            font = Font(name="宋体", size=style.size, bold=style.face.endswith("bold"))
            across = "left" if style.align == "justify" else style.align
            alignment = Alignment(horizontal=across, vertical=style.valign, wrap_text=True)
            fill = PatternFill("solid", f"FF{style.fill.removeprefix('#')}") if style.fill else None
            self.looks[name] = (font, alignment, fill)

    def put(self, target: Any, cell: Cell, framed: bool) -> None:
        """Style one cell of a worksheet."""
        font, alignment, fill = self.looks[cell.style]
        target.font, target.alignment = font, alignment
        if fill is not None:
            target.fill = fill
        if framed:
            target.border = self.border


def _write(sheets: Sequence[Sheet], target: Path, *, write_only: bool) -> None:
    from openpyxl import Workbook

    workbook = Workbook(write_only=write_only)
    if not write_only:
        workbook.remove(workbook.worksheets[0])
    looks = _Looks()
    for title, sheet in zip(sheet_titles(sheet.title for sheet in sheets), sheets, strict=True):
        worksheet: Any = workbook.create_sheet(title)
        _set_up(worksheet, sheet)
        if write_only:
            _stream(worksheet, sheet, looks)
        else:
            _fill(worksheet, sheet, looks)
    workbook.save(target)


def _set_up(worksheet: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(sheet.columns, 1):
        worksheet.column_dimensions[get_column_letter(number)].width = width / 2
    for number in range(1, len(sheet.rows) + 1):
        worksheet.row_dimensions[number].height = _HEIGHT


def _fill(worksheet: Any, sheet: Sheet, looks: _Looks) -> None:
    for cell in sheet.cells:
        framed = sheet.rows[cell.row].table > 0
        if cell.rows > 1 or cell.columns > 1:
            worksheet.merge_cells(
                start_row=cell.row + 1,
                start_column=cell.column + 1,
                end_row=cell.row + cell.rows,
                end_column=cell.column + cell.columns,
            )
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                looks.put(worksheet.cell(row + 1, column + 1), cell, framed)
        worksheet.cell(cell.row + 1, cell.column + 1).value = _value(cell)


def _stream(worksheet: Any, sheet: Sheet, looks: _Looks) -> None:
    from openpyxl.cell import WriteOnlyCell

    rows: list[list[Any]] = [[None] * len(sheet.columns) for _ in sheet.rows]
    for cell in sheet.cells:
        framed = sheet.rows[cell.row].table > 0
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                made = rows[row][column] = WriteOnlyCell(worksheet)
                looks.put(made, cell, framed)
        rows[cell.row][cell.column].value = _value(cell)
    for cells in rows:
        worksheet.append(cells)
    for cell in sheet.cells:
        if cell.rows > 1 or cell.columns > 1:
            worksheet.merged_cells.add(_range(cell))


def _write_by_other(sheets: Sequence[Sheet], target: Path) -> None:
    from xlsxwriter import Workbook

    workbook = Workbook(str(target))
    looks = {
        (name, framed): workbook.add_format(_other_look(style, framed=framed))
        for name, style in STYLES.items()
        for framed in (True, False)
    }
    for title, sheet in zip(sheet_titles(sheet.title for sheet in sheets), sheets, strict=True):
        worksheet = workbook.add_worksheet(title)
        for number, width in enumerate(sheet.columns):
            worksheet.set_column(number, number, width / 2)
        for number in range(len(sheet.rows)):
            worksheet.set_row(number, _HEIGHT)
        for cell in sheet.cells:
            look = looks[cell.style, sheet.rows[cell.row].table > 0]
            first = (cell.row, cell.column)
            if cell.rows > 1 or cell.columns > 1:
                last = (cell.row + cell.rows - 1, cell.column + cell.columns - 1)
                worksheet.merge_range(*first, *last, _value(cell) or "", look)
            else:
                worksheet.write(*first, _value(cell), look)
    workbook.close()


def _other_look(style: Style, *, framed: bool) -> dict[str, Any]:
    look = {
        "font_name": "宋体",
        "font_size": style.size,
        "bold": style.face.endswith("bold"),
        "align": "left" if style.align == "justify" else style.align,
        "valign": {"center": "vcenter"}.get(style.valign, style.valign),
        "text_wrap": True,
        "border": int(framed),
    }
    return look | ({"bg_color": style.fill} if style.fill else {})


def _range(cell: Cell) -> str:
    from openpyxl.utils import get_column_letter

    first, last = (
        get_column_letter(column) for column in (cell.column + 1, cell.column + cell.columns)
    )
    return f"{first}{cell.row + 1}:{last}{cell.row + cell.rows}"


def _value(cell: Cell) -> Any:
    return cell.number if cell.number is not None else cell.text or None
