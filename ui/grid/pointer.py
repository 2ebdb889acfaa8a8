"""What the mouse does on the sheet: take cells and rows in hand, drag, open, point."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from hfgoals.model.address import Address
from hfgoals.model.fields import Part
from ui.grid.asides import Aside
from ui.grid.geometry import Board, Place, Point
from ui.grid.gutter import Gutters
from ui.grid.marks import Mark
from ui.grid.selection import Selection
from ui.grid.viewing import Viewing
from ui.kit.plain import plain_tip

_LEFT = Qt.MouseButton.LeftButton


class Table(Protocol):
    """What the mouse asks of the table."""

    def viewport(self) -> QWidget: ...
    def board(self) -> Board | None: ...
    def gutter(self) -> Gutters | None: ...
    def ready(self) -> bool: ...
    def moved(self, *, scroll: bool = True) -> None: ...
    def edit_at(self, position: QPoint) -> None: ...
    def tick(self) -> None: ...
    @property
    def ticks(self) -> bool: ...
    def offer(self) -> None: ...
    def on_arrow(self, position: QPoint) -> bool: ...
    def add_row(self, part: Part) -> None: ...
    def carry_rows(self, before: int) -> None: ...
    def marks_at(self, place: Place) -> list[Mark]: ...
    def told_at(self, place: Place) -> str: ...
    def beside_at(self, x: float, y: float) -> Aside | None: ...
    def show_address(self, address: Address) -> bool: ...


class Pointer:
    """The mouse over one table."""

    def __init__(self, table: Table, selection: Selection, viewing: Viewing) -> None:
        self._table = table
        self._selection = selection
        self._viewing = viewing
        self._drag = ""
        self._drag_row = 0
        self._clicked = False
        """Whether the mouse went down on one cell, without a key, and has not moved on."""
        self.hovered: Place | None = None
        self.hovered_row: int | None = None
        self.adding: Part | None = None
        """The part of the table whose handle is under the mouse."""
        self.drop: int | None = None

    @property
    def carried(self) -> int:
        """The grid row that is dragged, or was last."""
        return self._drag_row

    def press(self, event: QMouseEvent) -> None:
        """Take the cell or the row under the mouse in hand."""
        board, gutter = self._table.board(), self._table.gutter()
        position = event.position().toPoint()
        if board is None or gutter is None or event.button() is not _LEFT:
            return
        if self._table.on_arrow(position) and not event.modifiers():
            self._table.offer()
            return
        x, y = self._viewing.spot(event.position())
        if not self._table.ready():
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        row, adding = gutter.row_at(x, y), gutter.adds(x, y)
        if adding is not None:
            self._table.add_row(adding)
        elif row is not None:
            self._press_row(row, extend=extend)
        else:
            point = board.hit(x, y)
            if point is not None:
                self._drag = "cells"
                self._clicked = not event.modifiers()
                self._selection.put(point, extend=extend)
                self._table.moved(scroll=False)

    def _press_row(self, row: int, *, extend: bool) -> None:
        selection = self._selection
        rows, _ = selection.span
        anchor = selection.anchor.row if extend and selection.anchor is not None else row
        inside = selection.ranged and row in rows and not extend
        if not inside:
            selection.row_ends(anchor, row)
        self._drag, self._drag_row = "rows", row
        self._table.moved(scroll=False)

    def move(self, event: QMouseEvent) -> None:
        """Extend the range, carry rows, or just show what is under the mouse."""
        x, y = self._viewing.spot(event.position())
        board, gutter = self._table.board(), self._table.gutter()
        if board is None or gutter is None:
            return
        if event.buttons() & _LEFT and self._drag == "cells":
            self._selection.put(board.nearest(x, y), extend=True)
            self._table.moved()
        elif event.buttons() & _LEFT and self._drag == "rows":
            rows, index = gutter.of_row(self._drag_row).rows, gutter.drop_index(y, self._drag_row)
            at = rows.index(self._drag_row) if self._drag_row in rows else index
            self.drop = None if index in (at, at + 1) else index
            self._table.viewport().update()
        else:
            self._hover(board, gutter, x, y)

    def _hover(self, board: Board, gutter: Gutters, x: float, y: float) -> None:
        place = board.at(board.hit(x, y))
        row, adding = gutter.row_at(x, y), gutter.adds(x, y)
        if (place, row, adding) != (self.hovered, self.hovered_row, self.adding):
            self.hovered, self.hovered_row, self.adding = place, row, adding
            self._table.viewport().setCursor(_shape(row, adding=adding is not None))
            self._table.viewport().update()

    def release(self) -> None:
        """Let dragged rows go where they are; a tick that was clicked comes or goes."""
        drop, self.drop, drag, self._drag = self.drop, None, self._drag, ""
        clicked, self._clicked = self._clicked, False
        if clicked and not self._selection.ranged:
            self._table.tick()
        if drag == "rows" and drop is not None and self._table.ready():
            self._table.carry_rows(drop)
        self._table.viewport().update()

    def leave(self) -> None:
        """Nothing is under the mouse any more."""
        self.hovered, self.hovered_row, self.adding = None, None, None
        self._table.viewport().update()

    def forget(self) -> None:
        """The sheet was made anew: its old cells are gone."""
        self.hovered, self.hovered_row, self.drop = None, None, None

    def double_click(self, event: QMouseEvent) -> None:
        """Edit the cell; the title leads to the name that stands in it."""
        board = self._table.board()
        if board is None or event.button() is not _LEFT:
            return
        x, y = self._viewing.spot(event.position())
        point = board.hit(x, y)
        if point is not None:
            # The first of the two clicks has seen to a tick.
            if self._table.ready() and not self._table.ticks:
                self._selection.put(point)
                self._table.moved(scroll=False)
                self._table.edit_at(event.position().toPoint())
            return
        box = board.box_at(x, y)
        if box is not None and box.cell.style == "title":
            self._table.show_address(Address("project", board.sheet.owner, "name"))

    def take_for_menu(self, position: QPoint) -> bool:
        """Take the cell or row under the mouse in hand unless it is; False beside the form."""
        board, gutter, selection = self._table.board(), self._table.gutter(), self._selection
        if board is None or gutter is None:
            return False
        row = gutter.row_at(*self._viewing.spot(QPointF(position)))
        point = self.point_under(position)
        if row is not None and row not in selection.span[0]:
            selection.row_ends(row, row)
        elif point is not None and board.at(point) not in selection.places:
            selection.put(point)
        self._table.moved(scroll=False)
        return row is not None or point is not None

    def point_under(self, position: QPoint) -> Point | None:
        """The fillable square under a pixel of the viewport."""
        board = self._table.board()
        return None if board is None else board.hit(*self._viewing.spot(QPointF(position)))

    def tip(self, event: QHelpEvent) -> None:
        """Show what the marks of the cell say, and last year's target, as plain text."""
        board = self._table.board()
        place = board.at(self.point_under(event.pos())) if board is not None else None
        said, rect = "", None
        if place is not None:
            lines = [mark.text for mark in self._table.marks_at(place)]
            said = "\n".join(filter(None, (*lines, self._table.told_at(place))))
            rect = place.rect
        else:
            aside = self._table.beside_at(*self._viewing.spot(QPointF(event.pos())))
            if aside is not None:
                said, rect = aside.tip, aside.rect
        if rect is None or not said:
            QToolTip.hideText()
            return
        QToolTip.showText(
            event.globalPos(), plain_tip(said), self._table.viewport(), self._viewing.pixels(rect)
        )


def _shape(row: int | None, *, adding: bool) -> Qt.CursorShape:
    if adding:
        return Qt.CursorShape.PointingHandCursor
    return Qt.CursorShape.OpenHandCursor if row is not None else Qt.CursorShape.ArrowCursor
