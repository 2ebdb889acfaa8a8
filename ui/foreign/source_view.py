"""The source table as it stands in its file, each cell coloured by what it was understood to be."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from hfgoals.exchange.foreign import CellAt, Understanding
from ui.foreign import source_painter as painting
from ui.foreign.layout import TableLayout, lay_out
from ui.foreign.words import cell_spoken, tip_of
from ui.kit.plain import plain_tip
from ui.kit.rows import shrunk

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Menu)
_LEAVES_OUT = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SourceView(QAbstractScrollArea):
    """Shows one table of an Understanding at a time, with one cell in hand."""

    taken = Signal(object)
    """The CellAt that the user took in hand."""
    menu_wanted = Signal(QPoint)
    """The menu of the cell in hand, at that point of the screen."""
    leave_out_wanted = Signal()
    """Delete."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._understanding: Understanding | None = None
        self._number = 0
        self._layout: TableLayout | None = None
        self._in_hand = CellAt(0, 1, 1)
        self._lit: frozenset[CellAt] = frozenset()
        self._tags: dict[tuple[int, int], str] = {}
        self._room = 0
        self._small = shrunk(self.font(), painting.SMALL)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("来源表格")

    # ------------------------------------------------------------- what is shown
    @property
    def in_hand(self) -> CellAt:
        """The cell in hand."""
        return self._in_hand

    @property
    def table_number(self) -> int:
        """The table shown, by its index."""
        return self._number

    @property
    def lit(self) -> frozenset[CellAt]:
        """The cells lit up."""
        return self._lit

    def tag(self, at: CellAt) -> str:
        """The small tag painted in that cell of the table shown; "" for none."""
        return self._tags.get((at.row, at.column), "")

    def show_table(self, understanding: Understanding, number: int) -> None:
        """Show that table; the cell in hand stays when it is in it."""
        other = self._number != number or self._understanding is None
        self._understanding, self._number = understanding, number
        self._tags = painting.tags(understanding, number)
        if other:
            self._lit = frozenset()
            first = next(iter(understanding.tables[number].cells()), None)
            self._in_hand = CellAt(number, first.row if first else 1, first.column if first else 1)
        self._lay(afresh=True)
        if other:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self._describe()

    def take(self, at: CellAt) -> None:
        """Take that cell of the table shown in hand, and bring it into view."""
        layout = self._layout
        if layout is None:
            return
        row, column = layout.start_of(
            min(max(at.row, 1), layout.last_row), min(max(at.column, 1), layout.last_column)
        )
        self._in_hand = CellAt(self._number, row, column)
        self._reveal(layout.rect(row, column))
        self._describe()
        self.viewport().update()

    def light(self, cells: Collection[CellAt]) -> None:
        """Light up these cells, and no others."""
        self._lit = frozenset(cells)
        self.viewport().update()

    def cell_pixels(self, at: CellAt) -> QRect:
        """Where that cell of the table shown stands in the viewport."""
        if self._layout is None:
            return QRect()
        return self._layout.rect(at.row, at.column).translated(self._origin())

    def point_of_menu(self) -> QPoint:
        """Where a menu of the cell in hand opens, on the screen."""
        rect = self.cell_pixels(self._in_hand) & self.viewport().rect()
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(12, 0))

    def at(self, place: QPoint) -> CellAt | None:
        """The cell at that place of the viewport."""
        layout = self._layout
        if layout is None or place.x() < painting.LEFT or place.y() < painting.TOP:
            return None
        spot = place - self._origin()
        if not QRect(0, 0, layout.width, layout.height).contains(spot):
            return None
        start = layout.start_of(layout.row_at(spot.y()), layout.column_at(spot.x()))
        return CellAt(self._number, *start)

    def sizeHint(self) -> QSize:
        return QSize(680, 480)

    # ------------------------------------------------------------- placing
    def _origin(self) -> QPoint:
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QPoint(painting.LEFT, painting.TOP) - scrolled

    def _lay(self, *, afresh: bool = False) -> None:
        if self._understanding is None:
            return
        room = self.viewport().width() - painting.LEFT - 2
        if afresh or room != self._room:
            self._room = room
            over = painting.tag_height(self._small)
            self._layout = lay_out(
                self._understanding.tables[self._number],
                self.font(),
                room,
                lambda row, column: over if (row, column) in self._tags else 0,
            )
        if self._layout is not None:
            shown = self.viewport().size() - QSize(painting.LEFT, painting.TOP)
            for bar, whole, page in (
                (self.verticalScrollBar(), self._layout.height + 8, shown.height()),
                (self.horizontalScrollBar(), self._layout.width + 2, shown.width()),
            ):
                bar.setRange(0, max(whole - page, 0))
                bar.setPageStep(max(page, 1))
                bar.setSingleStep(36)
        self.viewport().update()

    def _reveal(self, rect: QRect) -> None:
        shown = self.viewport().size() - QSize(painting.LEFT, painting.TOP)
        for bar, first, last, page in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), shown.height()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), shown.width()),
        ):
            if last + 12 > bar.value() + page:
                bar.setValue(last + 12 - page)
            if first - 12 < bar.value():
                bar.setValue(first - 12)

    def _describe(self) -> None:
        if self._understanding is None:
            return
        name = cell_spoken(self._understanding, self._in_hand)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _take_by_hand(self, at: CellAt) -> None:
        self.take(at)
        self.taken.emit(self._in_hand)

    # ------------------------------------------------------------- events
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._layout is None or self._understanding is None:
            painting.ground(painter, event.rect())
            return
        painting.paint(
            painter,
            painting.Shown(
                self._understanding,
                self._number,
                self._layout,
                self._tags,
                self._lit,
                self._in_hand,
                focused=self.hasFocus(),
                small=self._small,
            ),
            event.rect(),
            self.viewport().rect(),
            self._origin(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.at(event.pos())
            tip = tip_of(self._understanding, at) if self._understanding and at else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.at(event.position().toPoint())
        if at is not None:
            self._take_by_hand(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.at(event.position().toPoint()) is not None:
            self.menu_wanted.emit(event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.at(event.pos())
            if at is None:
                return
            if at != self._in_hand:
                self._take_by_hand(at)
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.point_of_menu())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift_f10 = key == Qt.Key.Key_F10 and held == Qt.KeyboardModifier.ShiftModifier
        if shift_f10 or (key in _OPENS and not held):
            self.menu_wanted.emit(self.point_of_menu())
        elif key in _LEAVES_OUT and not held:
            self.leave_out_wanted.emit()
        elif self._layout is not None and (to := self._moved(event)) is not None:
            self._take_by_hand(to)
        else:
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> CellAt | None:
        if self._layout is None:
            return None
        page = self.viewport().height() - painting.TOP
        return _moved(self._layout, self._in_hand, event, page)


def _moved(layout: TableLayout, at: CellAt, event: QKeyEvent, page: int) -> CellAt | None:
    """The cell to which the key leads, None when it leads nowhere; ``page`` in pixels."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        return None
    place = _place(layout, at, event.key(), held == Qt.KeyboardModifier.ControlModifier, page)
    if place is None:
        return None
    row = min(max(place[0], 1), layout.last_row)
    column = min(max(place[1], 1), layout.last_column)
    return CellAt(at.table, *layout.start_of(row, column))


def _place(
    layout: TableLayout, at: CellAt, key: int, control: bool, page: int
) -> tuple[int, int] | None:
    bottom, right = layout.end_of((at.row, at.column))
    if key == Qt.Key.Key_Home:
        return (1 if control else at.row, 1)
    if key == Qt.Key.Key_End:
        return (layout.last_row if control else at.row, layout.last_column)
    if control:
        return None
    top = layout.rows[at.row - 1]
    steps = {
        Qt.Key.Key_Left: (at.row, at.column - 1),
        Qt.Key.Key_Right: (at.row, right + 1),
        Qt.Key.Key_Up: (at.row - 1, at.column),
        Qt.Key.Key_Down: (bottom + 1, at.column),
        Qt.Key.Key_PageUp: (layout.row_at(top - page), at.column),
        Qt.Key.Key_PageDown: (layout.row_at(top + page), at.column),
    }
    return steps.get(Qt.Key(key))
