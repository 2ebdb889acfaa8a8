"""Workbooks for others to fill in: dropdowns, hints and protected labels on top of the Excel form.

What can be chosen stands on a hidden worksheet under defined names: a list written out in the rule
itself may have no more than 255 characters. The 二级指标 offered are those of the 一级指标 in the
same row, found by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.fields import Part, field_of
from hfgoals.model.kinds import MONEY, PERCENT
from hfgoals.presets import Scheme
from hfgoals.progress import Report
from hfgoals.render.xlsx import write_xlsx
from hfgoals.render.xlsx_grid import Piece

if TYPE_CHECKING:
    from openpyxl import Workbook

_LISTS = "选项"
_LEVEL1, _LEVEL2, _BASES = "一级指标选项", "二级_", "确定依据选项"
_Kind = Literal["decimal", "list"] | None
Condition = tuple[_Kind, str, str, str]
"""Kind, first and second formula of a rule, and what is said when it is not kept."""
NO_AMOUNT = "请填不小于 0 的数字，以万元为单位，不要写“万元”。确实要这样填吗？"
_NO_PERCENT = "请填 0% 到 100% 之间的百分比。确实要这样填吗？"
_NO_LEVEL = "不是下拉清单中的名称。确实要这样填吗？"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the cells of a form offer."""

    scheme: Scheme
    bases: tuple[str, ...]


def write_template(
    form: Sheet,
    notes: Sheet,
    choices: Choices,
    target: Path,
    *,
    title: str,
    author: str,
    beside: Sequence[Sheet] = (),
    report: Report | None = None,
) -> None:
    """Write the instructions, one form and what comes beside it.

    Every cell with an address can be filled in. The labels are protected without a password.
    Raises what write_xlsx raises.
    """
    filling = _Filling(choices)
    write_xlsx(
        (notes, form, *beside), target, title=title, author=author, report=report, fill_in=filling
    )


class _Filling:
    """Rules, protection and the hidden lists of one workbook."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def unlocks(self, cell: Cell) -> bool:
        return cell.address is not None

    def finish_sheet(
        self, worksheet: Any, sheet: Sheet, places: Mapping[Cell, tuple[Piece, ...]]
    ) -> None:
        protect(worksheet)
        areas: dict[tuple[Part, str], list[tuple[int, int, int]]] = {}
        for cell in sheet.cells:
            if cell.address is not None and self.unlocks(cell):
                pieces = places[cell]
                area = (pieces[0].first + 1, pieces[-1].last + 1, cell.column + 1)
                areas.setdefault((cell.address.part, cell.address.path), []).append(area)
        for place, found in areas.items():
            # Rows added between the first and the last get the rule as well.
            first, last = min(top for top, _, _ in found), max(end for _, end, _ in found)
            worksheet.data_validations.append(self._rule(place, first, last, found[0][2]))

    def finish(self, workbook: Workbook) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.workbook.defined_name import DefinedName

        worksheet: Any = workbook.create_sheet(_LISTS)
        worksheet.sheet_state = "hidden"
        protect(worksheet)
        columns = self._lists()
        for number, (name, entries) in enumerate(columns, 1):
            letter = get_column_letter(number)
            area = f"'{_LISTS}'!${letter}$2:${letter}${len(entries) + 1}"
            workbook.defined_names[name] = DefinedName(name, attr_text=area)
        deepest = max(len(entries) for _, entries in columns)
        worksheet.append([_text(worksheet, name) for name, _ in columns])
        for row in range(deepest):
            texts = [entries[row] if row < len(entries) else "" for _, entries in columns]
            worksheet.append([_text(worksheet, text) if text else None for text in texts])

    def _lists(self) -> list[tuple[str, Sequence[str]]]:
        """The name of every list and what is in it; none is empty."""
        scheme = self._choices.scheme
        seconds = [(f"{_LEVEL2}{level.name}", level.level2) for level in scheme.levels]
        lists: list[tuple[str, Sequence[str]]] = [
            (_LEVEL1, scheme.level1),
            *seconds,
            (_BASES, self._choices.bases),
        ]
        return [(name, entries) for name, entries in lists if entries]

    def _rule(self, place: tuple[Part, str], first: int, last: int, column: int) -> Any:
        from openpyxl.utils import get_column_letter

        before = get_column_letter(max(column - 1, 1))
        condition = _condition(place, f"${before}{first}")
        return rule_of(place, condition, field_of(*place).hint, first, last, column)


def rule_of(
    place: tuple[Part, str], condition: Condition, hint: str, first: int, last: int, column: int
) -> Any:
    """The data validation of these rows of a column, with the hint of the field."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(column)
    kind, lowest, highest, wrong = condition
    field = field_of(*place)
    title = f"{field.label}（万元）" if field.kind is MONEY else field.label
    return DataValidation(
        type=kind,
        operator="greaterThanOrEqual" if lowest == "0" and not highest else None,
        formula1=lowest or None,
        formula2=highest or None,
        allow_blank=True,
        showErrorMessage=bool(wrong),
        # Asks instead of refusing: what is unusual may be right.
        errorStyle="warning" if wrong else None,
        errorTitle=title[:32] if wrong else None,
        error=wrong or None,
        showInputMessage=bool(hint),
        promptTitle=title[:32] if hint else None,
        prompt=hint or None,
        sqref=f"{letter}{first}:{letter}{last}",
    )


def _condition(place: tuple[Part, str], beside: str) -> Condition:
    """Kind, first and second formula of a rule, and what is said when it is not kept."""
    kind = field_of(*place).kind
    if kind is MONEY:
        return "decimal", "0", "", NO_AMOUNT
    if kind is PERCENT:
        return "decimal", "0", "1", _NO_PERCENT
    if place == ("indicator", "level1"):
        return "list", _LEVEL1, "", _NO_LEVEL
    if place == ("indicator", "level2"):
        return "list", f'INDIRECT("{_LEVEL2}"&{beside})', "", _NO_LEVEL
    if place == ("indicator", "basis"):
        return "list", _BASES, "", ""
    return None, "", "", ""


def protect(worksheet: Any) -> None:
    """Keep the labels; what is filled in can be changed, and rows and columns made larger."""
    protection = worksheet.protection
    protection.sheet = True
    protection.formatRows = protection.formatColumns = False


def _text(worksheet: Any, text: str) -> Any:
    """A cell that no program takes for a formula, whatever the text begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(worksheet, text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
