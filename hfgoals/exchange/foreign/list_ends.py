"""Where a list ends: at a further label, a title, or a note at the foot."""

from __future__ import annotations

from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.heads import Head
from hfgoals.exchange.foreign.labels import is_footnote, spelling_of
from hfgoals.exchange.foreign.pieces import pieces_of
from hfgoals.exchange.foreign.titles import is_title
from hfgoals.exchange.tables import Cell

_SUM = frozenset({"合计", "总计", "小计", "总分", "合计分", "总分值", "项目合计", "金额合计"})


def list_end(grid: Grid, head: Head, bottom: int) -> int:
    """The last row of the list under the heading, at most ``bottom``."""
    last = head.bottom
    for row in grid.rows_between(head.bottom + 1, bottom):
        if _is_beyond(grid, head, row):
            break
        last = row
    return max(last, head.bottom)


def _is_beyond(grid: Grid, head: Head, row: int) -> bool:
    """Whether the row is no more of the list: a further label, a note at the foot, a title."""
    cells = grid.row(row)
    first = cells[0]
    if is_footnote(first.text) or (len(cells) == 1 and is_title(first.text)):
        return True
    if len(cells) > 1 and all(spelling_of(cell.text) for cell in cells):
        return True
    if first.column > head.columns[0].last:
        return False
    found = spelling_of(first.text)
    if found is not None and found.role != "skip" and not names_sum(first):
        # A project of a list may be called 其他资金; a label has less at its right.
        beside = head.column_at(first.column)
        named = beside is not None and beside.choice is not None and beside.choice.part == "project"
        return not named or len(cells) * 2 < max(len(head.columns), 3)
    if found is not None and found.text != "序号" and len(cells) > 1:
        return spelling_of(cells[1].text) is not None
    if pieces_of(first.text) and head.first <= 2:
        return True
    wide = first.last_column - first.column + 1 >= 0.6 * (head.last - head.first + 1)
    return len(cells) == 1 and len(head.columns) > 2 and (wide or len(first.text) > 25)


def names_sum(cell: Cell) -> bool:
    """Whether the cell names a sum of the rows: 合计."""
    return folded(cell.text) in _SUM
