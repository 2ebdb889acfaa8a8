"""The columns of an indicator table that tell what came of the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hfgoals.exchange.foreign.afterwards import heading_choice, is_tick_heading
from hfgoals.exchange.foreign.choices import FieldChoice, choice_of
from hfgoals.exchange.foreign.columns import Column
from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.heads import Head
from hfgoals.exchange.foreign.yearly import Sort
from hfgoals.exchange.tables import Cell

_ACTUAL, _REASON = "result.actual", "result.reason"
_TWICE = "“{}”与“{}”是同一项，只读入后者，请核对。"
_GUESSED = "表头“{}”按“{}”读入，请核对。"
_TOLD_BY = {"实际": _ACTUAL, "完成值": _ACTUAL, "原因": _REASON, "扣分": _REASON}
_NOT_ACTUAL = ("预计", "得分", "率", "目标", "上年", "原因", "可能", "比")
_IN_PLACE_OF = ("indicator.basis", "project.other", "project.budget")
"""What such a heading means in other tables: 备注, 其他."""


def with_results(grid: Grid, head: Head, sort: Sort) -> Head:
    """The heading with what its columns hold in a table of that sort; each field once, but for
    reasons, of which there may be two columns."""
    if head.kind == "tasks" or not sort:
        return head
    columns: list[Column] = []
    taken: dict[FieldChoice, str] = {}
    for column in head.columns:
        choice = _choice(grid, head, column, sort)
        if choice is not None and column.head is not None:
            text = " ".join(column.head.text.split())
            before = taken.get(choice)
            if before is not None and choice.id != _REASON:
                column = replace(column, choice=None, why=_TWICE.format(text, before))
            else:
                taken[choice] = text
                column = replace(column, choice=choice, why="")
        columns.append(column)
    columns = [_guessed(each, taken) for each in columns]
    return replace(head, columns=tuple(columns))


def _choice(grid: Grid, head: Head, column: Column, sort: Sort) -> FieldChoice | None:
    if column.head is None or column.period == "past" or _only_groups(head, column):
        return None
    if column.choice is not None and column.choice.id not in _IN_PLACE_OF:
        return None
    above = [folded(cell.text) for cell in _above(grid, head, column.head)]
    return heading_choice(column.head.text, above, sort)


def _only_groups(head: Head, column: Column) -> bool:
    """Whether its heading stands over others and this column has none of its own."""
    over = column.head
    return over is not None and any(
        each.head is not None
        and each.head.row > over.row
        and over.column <= each.head.column <= over.last_column
        for each in head.columns
    )


def _above(grid: Grid, head: Head, cell: Cell) -> Iterator[Cell]:
    """The headings over one, the nearest first; beside a gap the one that began before it."""
    for row in range(cell.row - 1, max(head.top - 2, 0), -1):
        upper = grid.at(row, cell.column)
        if upper is None and is_tick_heading(cell.text):
            upper = next(reversed(grid.row(row, 1, cell.column)), None)
        if upper is not None:
            yield upper


def _guessed(column: Column, taken: dict[FieldChoice, str]) -> Column:
    """A heading that nobody listed but that speaks of results, where no other column does."""
    if column.choice is not None or column.head is None or not column.why or column.period:
        return column
    text = folded(column.head.text)
    if len(text) > 20 or column.why.startswith(tuple(f"“{text}”与" for text in taken.values())):
        return column
    for word, choice_id in _TOLD_BY.items():
        choice = choice_of(choice_id)
        unlikely = choice_id == _ACTUAL and any(each in text for each in _NOT_ACTUAL)
        if word in text and choice not in taken and not unlikely:
            taken[choice] = text
            title = " ".join(column.head.text.split())
            return replace(column, choice=choice, why=_GUESSED.format(title, choice.label))
    return column
