"""Workbooks of a monitoring or self-evaluation for others to fill in: targets are locked, what came
of them is open, with drop-downs and hints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hfgoals.evaluation.attainment import CLASSES
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.fields import Part, field_of
from hfgoals.model.kinds import MONEY, POINTS, TICK, TICK_SIGN
from hfgoals.model.rows import OF_STAGES
from hfgoals.render.xlsx import write_xlsx
from hfgoals.render.xlsx_grid import Piece
from hfgoals.render.xlsx_template import NO_AMOUNT, Condition, protect, rule_of

if TYPE_CHECKING:
    from openpyxl import Workbook

_Area = tuple[int, int, int]
_CLASSES: Final = f'"{",".join(each.name for each in CLASSES)}"'
_TICKS: Final = f'"{TICK_SIGN}"'
_NO_POINTS: Final = "得分是 0 到本行分值的数字，最多两位小数。确实要这样填吗？"
_NO_TICK: Final = f"这一格打勾选“{TICK_SIGN}”，不打勾留空。确实要这样填吗？"
_MONEY: Final = "以万元为单位填数字，最多到分，不写“万元”。资金总额不填时按各项来源相加。"
_HINTS: Final = {
    "actual": "照指标值的单位填实际完成的数，不写≥、≤；期限填实际完成的年月。",
    "forecast": "填预计到年底能完成的数或年月。",
    "reason": "有偏差的写明原因；自评的同时写改进措施。",
    "remedy": "预计不能完成的，写明拟采取的措施。",
    "score": "一般不用填，按完成值计算；定性指标没有全部达成的，在分值以内填。",
    "achieved": "写做成了什么，不要照抄目标。Alt+回车可以换行。",
    "conclusion": "200 字以内。",
    "problems": "200 字以内。",
    "measures": "200 字以内。",
}


def write_stage_template(
    form: Sheet, notes: Sheet, target: Path, *, title: str, author: str
) -> None:
    """Write the instructions and one form of a stage. Raises what write_xlsx raises."""
    write_xlsx((notes, form), target, title=title, author=author, fill_in=_Filling())


class _Filling:
    """Rules and protection of one workbook."""

    def unlocks(self, cell: Cell) -> bool:
        return cell.address is not None and cell.address.part in OF_STAGES

    def finish_sheet(
        self, worksheet: Any, sheet: Sheet, places: Mapping[Cell, tuple[Piece, ...]]
    ) -> None:
        protect(worksheet)
        areas: dict[tuple[Part, str], list[_Area]] = {}
        for cell in sheet.cells:
            if cell.address is not None and self.unlocks(cell):
                pieces = places[cell]
                area = (pieces[0].first + 1, pieces[-1].last + 1, cell.column + 1)
                areas.setdefault((cell.address.part, cell.address.path), []).append(area)
        weights = _weights(sheet, places)
        for place, found in areas.items():
            first, last = min(top for top, _, _ in found), max(end for _, end, _ in found)
            condition = _condition(place, weights.get(first, ""))
            field = field_of(*place)
            hint = _MONEY if field.kind is MONEY else _HINTS.get(field.path, "")
            if condition[0] or hint:
                rule = rule_of(place, condition, hint, first, last, found[0][2])
                worksheet.data_validations.append(rule)

    def finish(self, workbook: Workbook) -> None:
        """Lists are short and stand in the rules."""


def _weights(sheet: Sheet, places: Mapping[Cell, tuple[Piece, ...]]) -> dict[int, str]:
    """The cell with the weight of each row that has a score, by its row: the one at its left."""
    from openpyxl.utils import get_column_letter

    found: dict[int, str] = {}
    by_place = {(cell.row, cell.column + cell.columns): cell for cell in sheet.cells}
    for cell in sheet.cells:
        left = by_place.get((cell.row, cell.column))
        if cell.address is not None and cell.address.path == "score" and left is not None:
            row = places[cell][0].first + 1
            found[row] = f"${get_column_letter(left.column + 1)}{row}"
    return found


def _condition(place: tuple[Part, str], weight: str) -> Condition:
    """What a cell may hold. The weight is that of the first row; Excel goes down with it."""
    kind = field_of(*place).kind
    if kind is MONEY:
        return "decimal", "0", "", NO_AMOUNT
    if kind is POINTS:
        return "decimal", "0", weight or "100", _NO_POINTS
    if kind is TICK:
        return "list", _TICKS, "", _NO_TICK
    if place == ("result", "actual"):
        # Offered, and nothing is said of other texts: most are numbers.
        return "list", _CLASSES, "", ""
    return None, "", "", ""
