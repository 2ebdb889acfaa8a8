"""What a reader of the screen says about the cell in hand."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from hfgoals.model.values import Book
from ui.grid.selection import Selection
from ui.grid.writing import text_of


def describe(widgets: Iterable[QWidget], book: Book, selection: Selection) -> None:
    """Name the widgets after the cell in hand: 指标值，第3行：≥95%."""
    board, address = selection.board, selection.address
    if board is None or address is None:
        name = "项目绩效目标表"
    else:
        rows = board.rows_of(address.part)
        row = selection.point.row if selection.point is not None else -1
        number = f"，第{rows.index(row) + 1}行" if _numbered(address.part, rows, row) else ""
        name = f"{address.field.label}{number}：{text_of(book, address) or '空白'}"
    for widget in widgets:
        if name != widget.accessibleName():
            widget.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))


def _numbered(part: str, rows: list[int], row: int) -> bool:
    return part in ("indicator", "goal") and row in rows
