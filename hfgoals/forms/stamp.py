"""What every page of a form says beside it: its code, or that the file it comes from is damaged."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.values import AnnualPlan, Damage

INCOMPLETE: Final = "数据不完整"
LOST: Final = "〔损坏〕"
"""Stands where a value is lost."""
DOUBTFUL: Final = "〔存疑〕"
"""Stands behind a value that may be an older one."""
PARTIAL: Final = "〔不全〕"
"""Stands behind a sum of values some of which are lost."""
_WHY: Final = f"{INCOMPLETE}：所据文件已损坏，仅供查看，不作报送"


def stamped(sheet: Sheet, plan: AnnualPlan, code: str) -> Sheet:
    """The Sheet of that year with its code; of a damaged one with marks in the cells concerned, and
    with word of it on every page instead of a code: nothing was ever signed that looks like this.
    """
    damage = plan.damage
    if damage is None:
        return replace(sheet, code=code)
    cells = tuple(_marked(cell, damage) for cell in sheet.cells)
    hurt = {(cell.row, cell.column) for cell in cells if _says(cell)}
    cells = tuple(_partial(cell, hurt) for cell in cells)
    return replace(sheet, cells=cells, code="", incomplete=_WHY)


def _marked(cell: Cell, damage: Damage) -> Cell:
    rows = {each.row for each in (cell.address, *cell.also) if each is not None}
    if rows & damage.lost:
        return replace(cell, text=LOST, kept="", number=None, number_format="")
    if rows & damage.doubtful and cell.text:
        return replace(cell, text=cell.text + DOUBTFUL, kept="", number=None, number_format="")
    return cell


def _says(cell: Cell) -> bool:
    return cell.text.endswith((LOST, DOUBTFUL))


def _partial(cell: Cell, hurt: set[tuple[int, int]]) -> Cell:
    """A sum of values some of which are lost is none, and not worked out by Excel."""
    if cell.adds_up is None:
        return cell
    first, last = cell.adds_up
    if not any(column == cell.column and first <= row <= last for row, column in hurt):
        return cell
    text = cell.text + PARTIAL
    return replace(cell, text=text, number=None, number_format="", adds_up=None)
