"""Excel: every Sheet becomes a worksheet with the same layout, printing on the same pages.

Amounts and percents are numbers, the sums of the overview formulas; everything else is text that
no program may take for a formula. A text longer than a cell can hold is refused, never cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from hfgoals.codec.marks import CONTINUES, REPEATS
from hfgoals.layout.flow import flow
from hfgoals.layout.paragraphs import in_paragraphs
from hfgoals.layout.sheet import Cell, Sheet, foot_of, keywords_of
from hfgoals.model.text import printable
from hfgoals.names import sheet_titles
from hfgoals.progress import Report
from hfgoals.render.sheet_marks import marks_of
from hfgoals.render.xlsx_archive import discard, save
from hfgoals.render.xlsx_grid import Grid, Piece, grid_of
from hfgoals.render.xlsx_styles import (
    LONGEST_TEXT,
    SANS,
    SERIF,
    TEXT,
    Look,
    Looks,
    stored,
    text_format,
    units,
)
from hfgoals.trouble import Trouble
from hfgoals.writing import atomic_target

if TYPE_CHECKING:
    from openpyxl import Workbook


_MOST_DIGITS = 15
_ROOM_ACROSS, _ROOM_DOWN = 1.07, 1.03
"""Columns and rows are a little larger than on the pages: Excel breaks lines by its own measure.
Fit to width then prints them smaller again, so that every page of the layout stays one page."""
_SIDE_MARGIN, _END_MARGIN = 15.0, 16.0
_POINTS_PER_MM = 72 / 25.4
_PIXELS_PER_MM = 96 / 25.4
_PIXELS_PER_DIGIT = 8
"""The width of a digit of 宋体 11, by which Excel counts the widths of columns."""
_BLANK_FORMATS = {
    "number": "0.00",
    "percent": "0%",
    "count": "0",
    "sum": "0",
    "exact": "0.0000",
    "amount": "0.00",
}
"""Of cells that numbers are yet to be filled in."""
_PAPER_SIZES = {210: 9, 297: 8}
"""Excel's own numbers of A4 and A3, by their shorter side in mm."""


class FillIn(Protocol):
    """What makes a workbook one to be filled in by others: asked while it is written."""

    def unlocks(self, cell: Cell) -> bool:
        """Whether the cell is for them to fill in."""

    def finish_sheet(
        self, worksheet: Any, sheet: Sheet, places: Mapping[Cell, tuple[Piece, ...]]
    ) -> None:
        """Add what a worksheet has beyond the Sheet; ``places`` are rows from 0."""

    def finish(self, workbook: Workbook) -> None:
        """Add what the workbook has beyond the Sheets."""


def write_xlsx(
    sheets: Sequence[Sheet],
    target: Path,
    *,
    title: str,
    author: str,
    report: Report | None = None,
    fill_in: FillIn | None = None,
) -> None:
    """Write one workbook with a worksheet per Sheet, in their order.

    The same Sheets give the same bytes. Raises Trouble when a text is too long for a cell,
    CannotWrite when the target cannot be written, and whatever ``report`` raises.
    """
    sheets = [in_paragraphs(sheet) for sheet in sheets]
    for sheet in sheets:
        _check_lengths(sheet)
    with atomic_target(target) as path:
        workbook = new_workbook(title, author, keywords_of(sheets))
        workbook.calculation.fullCalcOnLoad = True
        try:
            _fill(workbook, sheets, report, fill_in)
            if fill_in is not None:
                fill_in.finish(workbook)
            save(workbook, path)
        except BaseException:
            discard(workbook)
            raise
    if report is not None:
        report(len(sheets), len(sheets))


def new_workbook(title: str, author: str, keywords: str = "") -> Workbook:
    """A workbook to be written row by row, with those properties."""
    from openpyxl import Workbook
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.styles import Font

    workbook = Workbook(write_only=True)
    workbook.properties = DocumentProperties(
        title=title, creator=author, keywords=keywords or None, language="zh-CN"
    )
    workbook._named_styles["Normal"].font = Font(name=SERIF, size=11)  # type: ignore[attr-defined]
    return workbook


def _fill(
    workbook: Workbook, sheets: Sequence[Sheet], report: Report | None, fill_in: FillIn | None
) -> None:
    names = sheet_titles(sheet.title for sheet in sheets)
    worksheets = [workbook.create_sheet(name) for name in names]
    looks = Looks(workbook)
    for number, (sheet, worksheet) in enumerate(zip(sheets, worksheets, strict=True)):
        if report is not None:
            report(number, len(sheets))
        _Worksheet(worksheet, sheet, looks, fill_in).write()


def set_foot(worksheet: Any, right: str, *, numbered: bool = True, head: str = "") -> None:
    """Page numbers in the middle of the foot, and what stands at its right; what stands above."""
    foot = worksheet.oddFooter
    foot.center.text = "第 &P 页 共 &N 页" if numbered else None
    foot.right.text = right or None
    foot.center.size = foot.right.size = 9
    if head:
        worksheet.oddHeader.center.text = head
        worksheet.oddHeader.center.font, worksheet.oddHeader.center.size = f"{SANS},Bold", 11


def _check_lengths(sheet: Sheet) -> None:
    for cell in sheet.cells:
        text = cell.kept or cell.text
        if len(text) * 2 <= LONGEST_TEXT:
            continue
        length = units(text)
        if length > LONGEST_TEXT:
            label = cell.address.field.label if cell.address is not None else "表中文字"
            raise Trouble(
                f"“{sheet.title}”的“{label}”有 {length} 个字，"
                f"超过 Excel 一个单元格最多 {LONGEST_TEXT} 个字的限制。",
                "这个 Excel 文件没有生成，已有的文件和填报的内容没有改动。",
                "请精简这一栏后再导出，或者导出 PDF。",
            )


class _Worksheet:
    """One Sheet on its way into a write-only worksheet: settings, rows in order, then the rest."""

    def __init__(
        self, worksheet: Any, sheet: Sheet, looks: Looks, fill_in: FillIn | None = None
    ) -> None:
        from openpyxl.cell import Cell as ExcelCell

        self._new_cell = ExcelCell
        self._worksheet = worksheet
        self._sheet = sheet
        self._looks = looks
        self._fill_in = fill_in
        self._grid: Grid = grid_of(sheet, flow((sheet,)))
        self._rows: list[list[Any]] = [
            [None] * len(sheet.columns) for _ in range(len(self._grid.rows))
        ]
        self._blanks: dict[Look, Any] = {}
        self._merged: list[tuple[int, int, int, int]] = []

    def write(self) -> None:
        """Write it all."""
        marks = marks_of(self._sheet, to_fill_in=self._fill_in is not None)
        for cell, mark in zip(self._sheet.cells, marks, strict=True):
            for piece in self._grid.pieces(cell):
                self._put(cell, piece, mark)
                mark = CONTINUES if cell.rows == 1 else REPEATS
        self._set_up()
        for number, (row, cells) in enumerate(zip(self._grid.rows, self._rows, strict=True), 1):
            height = row.height * _POINTS_PER_MM * _ROOM_DOWN
            self._worksheet.row_dimensions[number].height = round(height * 4 / 3) * 3 / 4
            self._worksheet.append(cells)
        self._finish()
        if self._fill_in is not None:
            places = {cell: self._grid.pieces(cell) for cell in self._sheet.cells}
            self._fill_in.finish_sheet(self._worksheet, self._sheet, places)

    def _put(self, cell: Cell, piece: Piece, mark: str) -> None:
        framed = self._sheet.rows[cell.row].table > 0
        size = self._grid.size(cell)
        value, look = _content(cell, printable(piece.text), framed, size, mark)
        if self._fill_in is not None and self._fill_in.unlocks(cell):
            look = replace(look, unlocked=True)
        plain = Look(cell.style, framed, look.number_format, unlocked=look.unlocked, size=size)
        last = cell.column + cell.columns - 1
        blank = self._blank(plain)
        for row in range(piece.first, piece.last + 1):
            self._rows[row][cell.column : last + 1] = [blank] * cell.columns
        top_left = self._cell(look)
        if cell.adds_up is not None:
            top_left.value = self._formula(cell.column, cell.adds_up)
        elif value is not None:
            top_left.value = value
            if isinstance(value, str):
                top_left.data_type = "s"
        self._rows[piece.first][cell.column] = top_left
        if piece.last > piece.first or cell.columns > 1:
            self._merged.append((cell.column, piece.first, last, piece.last))

    def _blank(self, look: Look) -> Any:
        """The cell without content of that look: one for all, as rows are written one by one and
        openpyxl tells a cell where it stands just before it writes it."""
        if look not in self._blanks:
            self._blanks[look] = self._cell(look)
        return self._blanks[look]

    def _cell(self, look: Look) -> Any:
        return self._new_cell(self._worksheet, 1, 1, style_array=self._looks.style_array(look))

    def _formula(self, column: int, rows: tuple[int, int]) -> str:
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(column + 1)
        first, last = (self._grid.first(row) + 1 for row in rows)
        return f"=SUM({letter}{first}:{letter}{last})"

    def _set_up(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        worksheet = self._worksheet
        worksheet.sheet_view.showGridLines = False
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        for number, width in enumerate(self._sheet.columns, 1):
            pixels = width * _PIXELS_PER_MM * _ROOM_ACROSS
            letter = get_column_letter(number)
            worksheet.column_dimensions[letter].width = round(pixels / _PIXELS_PER_DIGIT, 2)

    def _finish(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.pagebreak import Break

        worksheet, setup = self._worksheet, self._worksheet.page_setup
        paper = self._sheet.paper
        setup.paperSize = _PAPER_SIZES[round(min(paper.width, paper.height))]
        setup.orientation = "landscape" if paper.width > paper.height else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        margins = worksheet.page_margins
        margins.left = margins.right = _SIDE_MARGIN / 25.4
        margins.top = margins.bottom = _END_MARGIN / 25.4
        margins.header = margins.footer = _END_MARGIN / 25.4 / 2
        worksheet.print_options.horizontalCentered = True
        sheet = self._sheet
        set_foot(worksheet, foot_of(sheet), numbered=sheet.footer, head=sheet.incomplete)
        headings = [number for number, row in enumerate(self._sheet.rows) if row.heading]
        if headings:
            # Excel repeats but one run of rows: those of the first table that has any.
            table = self._sheet.rows[headings[0]].table
            headings = [number for number in headings if self._sheet.rows[number].table == table]
            first, last = (self._grid.first(headings[end]) + 1 for end in (0, -1))
            worksheet.print_title_rows = f"{first}:{last}"
        for number in self._grid.breaks:
            worksheet.row_breaks.append(Break(number + 1))
        # openpyxl takes names of ranges, too; objects of its own, checked three times, are dear.
        worksheet.merged_cells = [
            f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"
            for left, top, right, bottom in sorted(self._merged)
        ]


def _content(cell: Cell, text: str, framed: bool, size: float, mark: str = "") -> tuple[Any, Look]:
    """The value that Excel stores, and the look that goes with it."""
    # Where the row goes on over the page the number has been said.
    number = cell.number if mark != CONTINUES else None
    if number is not None and len(number.normalize().as_tuple().digits) <= _MOST_DIGITS:
        return number, Look(cell.style, framed, cell.number_format, size=size)
    if not text:
        blank = _BLANK_FORMATS.get(cell.style, TEXT)
        return None, Look(cell.style, framed, mark or blank, size=size)
    quoted = not text[0].isalpha()
    return stored(text), Look(cell.style, framed, mark or text_format(text), quoted, size=size)
