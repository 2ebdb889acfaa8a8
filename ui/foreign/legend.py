"""The legend: each sort of cells with its colour, its name and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.foreign.sorts import SORTS, Sort, Tally
from ui.kit import tokens
from ui.kit.layouts import in_row
from ui.kit.plain import plain_tip

_HEIGHT = 26
_SWATCH = 14
_PAD = 7


class LegendEntry(QAbstractButton):
    """One sort; pressed, it leads to the next cell of that sort."""

    def __init__(self, said: str, sort: Sort | None) -> None:
        """``sort`` is None for the cells in doubt, of whatever sort."""
        super().__init__()
        self._said, self._sort, self._count = said, sort, 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(plain_tip(f"到下一个“{said}”的格子"))
        self.show_count(0)

    @property
    def count(self) -> int:
        """The number that it shows."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setText(f"{self._said} {count}")
        self.setAccessibleName(self.text())
        self.setEnabled(bool(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + _SWATCH + 3 * _PAD, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setPen(QColor(tokens.ACCENT if self.hasFocus() else tokens.LINE))
            painter.setBrush(QColor(tokens.HOVER))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        box = QRect(_PAD, (_HEIGHT - _SWATCH) // 2, _SWATCH, _SWATCH)
        self._paint_swatch(painter, box)
        painter.setPen(QColor(tokens.TEXT if self._count else tokens.FAINT_TEXT))
        room = self.rect().adjusted(2 * _PAD + _SWATCH, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()

    def _paint_swatch(self, painter: QPainter, box: QRect) -> None:
        sort = self._sort
        painter.setPen(QColor(tokens.STRONG_LINE if sort is not None else tokens.WARNING))
        painter.setBrush(QColor(sort.ground if sort is not None else tokens.PAPER))
        if sort is not None and sort.name == "unknown":
            painter.setPen(QPen(QColor(tokens.ERROR), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if sort is None:
            painter.setBrush(QColor(tokens.WARNING))
            right, top = box.right(), box.top()
            corner = [QPoint(right - 7, top), QPoint(right, top), QPoint(right, top + 7)]
            painter.drawPolygon(QPolygon(corner))
        elif sort.name == "left_out":
            inner = box.adjusted(1, 1, -1, -1)
            painter.fillRect(inner, QBrush(QColor(tokens.STRONG_LINE), Qt.BrushStyle.BDiagPattern))


class Legend(QWidget):
    """All sorts in one row, and the cells in doubt."""

    wanted = Signal(str)
    """The SortName, or "doubtful", of which the next cell is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, LegendEntry] = {}
        row = in_row(on=self, margins=0, gap=2)
        for name in (*SORTS, "doubtful"):
            sort = SORTS.get(name)
            entry = LegendEntry(sort.said if sort is not None else "存疑", sort)
            entry.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self._entries[name] = entry
            row.addWidget(entry)
        row.addStretch(1)

    def entry(self, name: str) -> LegendEntry:
        """The one of that sort, or of "doubtful"."""
        return self._entries[name]

    @property
    def stops(self) -> list[QWidget]:
        """What the tab key goes through, in order."""
        return list(self._entries.values())

    def show_tally(self, tally: Tally) -> None:
        """Show other counts."""
        for name, entry in self._entries.items():
            count = tally.doubtful if name == "doubtful" else tally.sorts[name]
            entry.show_count(count)
