"""The wide table as an Excel workbook: one worksheet, streamed row by row.

What a text does not show is told by its cell's number format (codec.marks.telling), so that it
reads back whatever its headings are called. A text longer than a cell can hold is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hfgoals.codec.marks import telling
from hfgoals.layout.styles import STYLES
from hfgoals.model.check_code import LABEL
from hfgoals.model.text import printable
from hfgoals.model.values import Unit
from hfgoals.progress import Report
from hfgoals.render.xlsx import new_workbook, set_foot
from hfgoals.render.xlsx_archive import discard, save
from hfgoals.render.xlsx_styles import (
    LONGEST_TEXT,
    TEXT,
    Look,
    Looks,
    stored,
    text_format,
    units,
)
from hfgoals.trouble import Trouble
from hfgoals.wide.columns import Kind, column_of
from hfgoals.wide.profile import WideProfile
from hfgoals.wide.table import WideCell, WideRow, heading
from hfgoals.writing import atomic_target

if TYPE_CHECKING:
    from openpyxl import Workbook


SHEET_TITLE: Final = "绩效指标明细表"
_STYLES: Final[dict[tuple[bool, Kind], str]] = {
    (False, "text"): "listed",
    (False, "center"): "listed-center",
    (False, "amount"): "listed-number",
    (True, "text"): "listed-top",
    (True, "center"): "listed-top-center",
    (True, "amount"): "listed-top-number",
}
"""By whether it stands at the top of its cell, which may be higher than a page or cut off."""
_HEAD: Final = "listed-head"
_LEADING, _PADDING = 1.35, 5.0
"""From line to line as a multiple of the size; room above and below in points."""
_HIGHEST_ROW = 409.0
"""In points; Excel has no higher ones."""
_DIGITS_PER_POINT = 11.0
"""A column is so many digits of 11 points wide."""
_MARGIN_INCHES = 0.5
_A3, _A4 = 8, 9
"""Excel's own numbers of paper sizes."""
_WIDEST_ON_A4 = 180
"""In digits: wider ones come out below four fifths of their size, too small to read."""


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the headings."""

    title: str
    unit: Unit
    currency: str


def write_wide_xlsx(
    projects: Iterable[tuple[WideRow, ...]],
    target: Path,
    profile: WideProfile,
    above: Above,
    *,
    total: int,
    code: str = "",
    report: Report | None = None,
) -> None:
    """Write the rows of the projects, given project by project; ``total`` is how many there are.

    ``above`` is written when the profile wants it, its title goes into the file's properties too,
    as does the ``code``, which stands at the foot beside page numbers.
    The same rows give the same bytes. Raises Trouble when a text is too long for a cell,
    CannotWrite for the target, and whatever ``projects`` and ``report`` raise.
    """
    with atomic_target(target) as path:
        workbook = new_workbook(f"{above.unit.name}{above.title}", above.unit.name, code)
        workbook.create_sheet(SHEET_TITLE)
        try:
            table = _Table(workbook, profile)
            table.begin(above if profile.titled else None)
            for done, rows in enumerate(projects):
                if report is not None:
                    report(done, total)
                table.add(rows)
            table.finish(code)
            save(workbook, path)
        except BaseException:
            discard(workbook)
            raise
    if report is not None:
        report(total, total)


class _Table:
    """The worksheet on its way."""

    def __init__(self, workbook: Workbook, profile: WideProfile) -> None:
        from openpyxl.cell import Cell as ExcelCell

        self._worksheet: Any = workbook.worksheets[0]
        self._looks = Looks(workbook)
        self._profile = profile
        self._columns = [column_of(column.key) for column in profile.columns]
        once = profile.repeat == "合并"
        # What is said once a project: merged, or in full in the first row.
        self._once = [
            column.scope == "project" and (once or column.long) for column in self._columns
        ]
        self._styles = [
            _STYLES[top, column.kind] for top, column in zip(self._once, self._columns, strict=True)
        ]
        self._room = [_letters_a_line(column.width) for column in self._columns]
        self._merged: list[tuple[int, int, int, int]] = []
        self._row = self._head = 0
        self._cell = ExcelCell

    def begin(self, above: Above | None) -> None:
        """Set the worksheet up; write what stands above, and the headings."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        head = heading(self._profile)
        self._worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._head = 1 if above is None else 3
        self._worksheet.freeze_panes = f"A{self._head + 1}"
        for number, column in enumerate(self._columns, 1):
            self._worksheet.column_dimensions[get_column_letter(number)].width = column.width
        if above is not None:
            self._write_above(above)
        lines = max(_lines(cell.text, room) for cell, room in zip(head, self._room, strict=True))
        height = _height(lines, STYLES[_HEAD].size)
        self._append([self._text(cell, _HEAD) for cell in head], height)

    def add(self, rows: tuple[WideRow, ...]) -> None:
        """Write the rows of one project."""
        first = self._row + 1
        for row, height in zip(rows, self._heights(rows), strict=True):
            for place, cell in enumerate(row):
                if len(cell.text) * 2 > LONGEST_TEXT:
                    self._refuse_too_long(cell, place)
            cells = [
                self._content(cell, style) for cell, style in zip(row, self._styles, strict=True)
            ]
            self._append(cells, height)
        if self._profile.repeat == "合并" and len(rows) > 1:
            for place, column in enumerate(self._columns):
                if column.scope == "project":
                    self._merged.append((first, place + 1, self._row, place + 1))

    def finish(self, code: str) -> None:
        """Add what concerns the whole worksheet."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

        worksheet, setup = self._worksheet, self._worksheet.page_setup
        last = get_column_letter(len(self._columns))
        # Rows under merged cells cannot be filtered one by one.
        if self._profile.repeat == "重复" and self._row > self._head:
            worksheet.auto_filter.ref = f"A{self._head}:{last}{self._row}"
        width = sum(column.width for column in self._columns)
        setup.paperSize = _A4 if width <= _WIDEST_ON_A4 else _A3
        setup.orientation = "landscape"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        margins = worksheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = _MARGIN_INCHES
        margins.header = margins.footer = _MARGIN_INCHES / 2
        worksheet.print_options.horizontalCentered = True
        set_foot(worksheet, f"{LABEL} {code}" if code else "")
        worksheet.print_title_rows = f"{self._head}:{self._head}"

        class InOrder(MultiCellRange):
            def __iter__(self) -> Any:
                return iter(self.sorted())

        worksheet.merged_cells = InOrder(
            {
                CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)
                for top, left, bottom, right in self._merged
            }
        )

    def _write_above(self, above: Above) -> None:
        last = len(self._columns)
        self._append([self._text(WideCell(above.title), "title")], 30.0)
        unit = self._text(WideCell(f"{above.unit.code}{above.unit.name}"), "caption")
        currency = self._text(WideCell(f"单位：{above.currency}"), "caption-right")
        between = [None] * max(0, last - 2)
        self._append([unit, *between, currency] if last > 1 else [unit], 18.0)
        if last > 1:
            self._merged.append((1, 1, 1, last))
            if last > 2:
                self._merged.append((2, 1, 2, last - 1))

    def _append(self, cells: Sequence[Any], height: float) -> None:
        self._row += 1
        for place, cell in enumerate(cells, 1):
            if cell is not None:
                cell.row, cell.column = self._row, place
        self._worksheet.row_dimensions[self._row].height = height
        self._worksheet.append(cells)

    def _content(self, cell: WideCell, style: str) -> Any:
        if cell.number is None:
            return self._text(cell, style)
        made = self._made(Look(style, True, cell.number_format))
        made.value = cell.number
        return made

    def _text(self, cell: WideCell, style: str) -> Any:
        text = printable(cell.text)
        framed = style.startswith("listed")
        shape = telling(cell.said) if cell.said else text_format(text) if framed else TEXT
        if not text:
            return self._made(Look(style, framed, shape))
        made = self._made(Look(style, framed, shape, quoted=not text[0].isalpha()))
        made.value = stored(text)
        made.data_type = "s"
        return made

    def _made(self, look: Look) -> Any:
        return self._cell(self._worksheet, 1, 1, style_array=self._looks.style_array(look))

    def _heights(self, rows: tuple[WideRow, ...]) -> list[float]:
        """High enough for the texts. A long one said again in further rows may be cut off."""
        own = [self._lines(row, once=False) for row in rows]
        whole = self._lines(rows[0], once=True)
        if self._profile.repeat == "合并":
            # The merged cells have the room of all rows.
            own = [lines + max(0, whole - sum(own)) / len(own) for lines in own]
        else:
            own[0] = max(own[0], whole)
        return [_height(lines, STYLES["listed"].size) for lines in own]

    def _lines(self, row: WideRow, *, once: bool) -> float:
        return max(
            (
                _lines(cell.text, self._room[place])
                for place, cell in enumerate(row)
                if self._once[place] == once
            ),
            default=1,
        )

    def _refuse_too_long(self, cell: WideCell, place: int) -> None:
        length = units(cell.text)
        if length > LONGEST_TEXT:
            title = self._profile.title_of(self._profile.columns[place])
            raise Trouble(
                f"“{title}”一栏里有一格有 {length} 个字，"
                f"超过 Excel 一个单元格最多 {LONGEST_TEXT} 个字的限制。",
                "没有生成指标明细表，填报的内容没有改动。",
                "请精简这一栏后再导出，或不选这一栏。",
            )


def _height(lines: float, size: float) -> float:
    """In points, whole pixels as Excel has them."""
    exact = min(_HIGHEST_ROW, lines * size * _LEADING + _PADDING)
    return round(exact * 4 / 3) * 3 / 4


def _letters_a_line(width: int) -> int:
    """How many letters of half width go on a line of a column so many digits wide."""
    return max(2, int(width * _DIGITS_PER_POINT / STYLES["listed"].size) - 1)


def _lines(text: str, room: int) -> int:
    """How many lines the text takes, a little more rather than less."""
    if len(text) * 2 <= room and "\n" not in text:
        return 1
    return sum(
        max(1, -(-sum(2 if letter > "\u2000" else 1 for letter in line) // room))
        for line in text.split("\n")
    )
