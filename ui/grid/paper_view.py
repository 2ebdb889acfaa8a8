"""A scroll area that shows one sheet of paper: zoom, scrolling, the grey ground; and the sheet,
made anew only when something of it changed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from hfgoals.forms import hebei_project
from hfgoals.layout.flow import endless
from hfgoals.layout.sheet import Sheet
from ui.document import Document
from ui.grid.geometry import Board, Rect
from ui.grid.viewing import LEAST, MOST, Viewing
from ui.kit import tokens

Compose = Callable[[], Sheet | None]
_STEP = 10
_AROUND = 28
"""What is kept visible around the cell in hand, in pixels."""


class PaperView(QAbstractScrollArea):
    """Lays a board out in the viewport; what is painted on it is for those who derive from it."""

    zoom_changed = Signal(int)
    """The zoom in percent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewing = Viewing()
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # One that Python knows already: for Qt's own it would look through all kinds of widgets.
        self.setViewport(QWidget(self))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # The bar always takes its room: or fitting the width would make it come and go.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def zoom(self) -> int:
        """The zoom in percent."""
        return self.viewing.percent

    def set_zoom(self, percent: int) -> None:
        """Show the sheet at that zoom (50-200), keeping the cell in hand in view."""
        self._fits = False
        self._zoom_to(min(max(percent, LEAST), MOST))

    def fit_width(self) -> None:
        """Fill the width, now and when the window changes."""
        self._fits = True
        self._zoom_to(self.viewing.fitting(self.viewport().width()))

    def take_paper(self, board: Board | None, *, to_top: bool) -> None:
        """Show another form."""
        self.viewing.take_board(board)
        if self._fits:
            self._set_percent(self.viewing.fitting(self.viewport().width()))
        self._lay()
        if to_top:
            self.verticalScrollBar().setValue(0)

    def scroll_to(self, rect: Rect) -> None:
        """Bring a part of the page into view, its upper left corner before all."""
        pixels = self.viewing.pixels(rect)
        room = self.viewport().rect().adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        upright, level = self.verticalScrollBar(), self.horizontalScrollBar()
        _scroll(upright, pixels.top(), pixels.bottom(), room.top(), room.bottom())
        _scroll(level, pixels.left(), pixels.right(), room.left(), room.right())

    def reveal(self, pixels: QRect) -> None:
        """Bring a spot of the viewport into view, below the paper's end too."""
        bar, lowest = self.verticalScrollBar(), self.viewport().height() - _AROUND // 2
        if pixels.bottom() > lowest:
            wanted = bar.value() + pixels.bottom() - lowest
            bar.setMaximum(max(bar.maximum(), wanted))
            bar.setValue(wanted)
        elif pixels.top() < 0:
            bar.setValue(bar.value() + pixels.top())

    def laid(self) -> None:
        """Told whenever the sheet stands elsewhere in the viewport."""

    def paint_ground(self, painter: QPainter, exposed: QRect) -> None:
        """No form: the ground alone."""
        painter.fillRect(exposed, QColor(tokens.GROUND))

    def sizeHint(self) -> QSize:
        """Enough for the sheet at 100 %."""
        return QSize(760, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width while nobody chose a zoom."""
        super().resizeEvent(event)
        if self._fits:
            self._zoom_to(self.viewing.fitting(self.viewport().width()))
        else:
            self._lay()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Scrolled."""
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_zoom(self.zoom() + (_STEP if turned > 0 else -_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def _zoom_to(self, percent: int) -> None:
        """Zoom, with the same line of the form at the upper edge of the window."""
        bar = self.verticalScrollBar()
        at_top = bar.value() == 0
        _, upper = self.viewing.spot(QPointF(0, 0))
        changed = self._set_percent(percent)
        self._lay()
        if changed and not at_top:
            bar.setValue(bar.value() + self.viewing.pixels(Rect(0, upper, 0, 0)).top())

    def _set_percent(self, percent: int) -> bool:
        if percent == self.viewing.percent:
            return False
        self.viewing.percent = percent
        self.zoom_changed.emit(percent)
        return True

    def _lay(self) -> None:
        extent, room = self.viewing.extent(), self.viewport().size()
        for bar, whole, shown in (
            (self.verticalScrollBar(), extent.height(), room.height()),
            (self.horizontalScrollBar(), extent.width(), room.width()),
        ):
            bar.setRange(0, max(whole - shown, 0))
            bar.setPageStep(shown)
            bar.setSingleStep(40)
        self._place()

    def _place(self) -> None:
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.viewing.place(self.viewport().size(), scrolled)
        self.laid()
        self.viewport().update()


def _scroll(bar: QScrollBar, start: int, end: int, least: int, most: int) -> None:
    by = min(end - most, start - least) if end > most else 0
    if start - by < least:
        by = start - least
    bar.setValue(bar.value() + by)


class BoardSource:
    """The board of what ``compose`` gives; by default the document's project in hand."""

    def __init__(self, document: Document, compose: Compose | None = None) -> None:
        self._document = document
        self._compose = compose
        self._shown: tuple[object, ...] = ()
        self._sheet: Sheet | None = None
        self.board: Board | None = None

    def refresh(self) -> bool:
        """Make the board anew when what it shows changed; whether it did."""
        if self._compose is None and self._is_shown():
            return False
        sheet = self._compose() if self._compose is not None else self._project_sheet()
        if sheet == self._sheet:
            return False
        self._sheet = sheet
        self.board = None if sheet is None else Board(sheet, endless(sheet))
        return True

    def _is_shown(self) -> bool:
        """Values are never changed in place: the same objects make the same form."""
        document = self._document
        plan = document.plan
        now = (
            document.book.unit,
            plan.signatures if plan is not None else None,
            document.project,
            document.project_number,
        )
        same = len(self._shown) == len(now) and all(
            one is other or (isinstance(one, int) and one == other)
            for one, other in zip(now, self._shown, strict=True)
        )
        self._shown = now
        return same

    def _project_sheet(self) -> Sheet | None:
        document = self._document
        plan, project = document.plan, document.project
        if plan is None or project is None:
            return None
        (sheet,) = hebei_project.FORM.sheets(
            document.book.unit, plan, [(document.project_number, project)]
        )
        return sheet
