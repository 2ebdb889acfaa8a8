"""From millimetres on the page to pixels in the viewport: zoom, margins, scrolling."""

from __future__ import annotations

from dataclasses import field

from PySide6.QtCore import QPoint, QPointF, QRect, QSize

from hfgoals.lean import dataclass
from ui.grid.geometry import Board, Rect
from ui.kit.tokens import STEP

LEAST, MOST = 50, 200
"""Zoom in percent."""
_FIT_LEAST, _FIT_MOST = 75, 110
_PIXELS_PER_MM = 96 / 25.4
_MARGIN = 9.0
"""White around the form, in mm: paper has more, but room is dear on a screen."""
_FOOT = 8.0
"""Room in mm below the form for the handle that adds a row."""
_GROUND = 4 * STEP
"""Grey ground around the paper, in pixels."""


_NOTHING = Rect(0, 0, 0, 0)


@dataclass(slots=True)
class Viewing:
    """How the page lies in the viewport."""

    percent: int = 100
    paper: Rect = _NOTHING
    """The white sheet in mm of the page."""
    origin: QPointF = field(default_factory=QPointF)
    """Where the page's own corner lies, in pixels of the viewport."""
    beside: float = 0.0
    """Room in mm at the right of the form for what is no part of it."""

    @property
    def scale(self) -> float:
        """Pixels for a millimetre."""
        return self.percent / 100 * _PIXELS_PER_MM

    def take_board(self, board: Board | None) -> None:
        """Cut the paper to the form."""
        if board is None or not board.page.boxes:
            self.paper = _NOTHING
            return
        boxes = board.page.boxes
        left = min(box.x for box in boxes) - _MARGIN
        top = min(box.y for box in boxes) - _MARGIN
        right = max(box.x + box.width for box in boxes) + _MARGIN + self.beside
        bottom = max(box.y + box.height for box in boxes) + _MARGIN + _FOOT
        self.paper = Rect(left, top, right - left, bottom - top)

    def extent(self) -> QSize:
        """The size of paper and ground in pixels."""
        width = round(self.paper.width * self.scale) + 2 * _GROUND
        return QSize(width, round(self.paper.height * self.scale) + 2 * _GROUND)

    def fitting(self, width: int) -> int:
        """The zoom at which the paper fills a viewport of that width, within what reads well."""
        if not self.paper.width:
            return 100
        room = max(width - 2 * _GROUND, 1)
        percent = int(room / (self.paper.width * _PIXELS_PER_MM) * 100)
        return min(max(percent, _FIT_LEAST), _FIT_MOST)

    def place(self, viewport: QSize, scrolled: QPoint) -> None:
        """Lay the page into the viewport: centred where there is room, else as scrolled."""
        spare = max(viewport.width() - self.extent().width(), 0) // 2
        x = spare + _GROUND - scrolled.x() - self.paper.x * self.scale
        y = _GROUND - scrolled.y() - self.paper.y * self.scale
        self.origin = QPointF(x, y)

    def pixels(self, rect: Rect) -> QRect:
        """A rectangle of the page in whole pixels; neighbours share their edges."""
        left = round(self.origin.x() + rect.x * self.scale)
        top = round(self.origin.y() + rect.y * self.scale)
        right = round(self.origin.x() + (rect.x + rect.width) * self.scale)
        bottom = round(self.origin.y() + (rect.y + rect.height) * self.scale)
        return QRect(left, top, right - left, bottom - top)

    def spot(self, point: QPointF) -> tuple[float, float]:
        """A pixel of the viewport as mm on the page."""
        return (
            (point.x() - self.origin.x()) / self.scale,
            (point.y() - self.origin.y()) / self.scale,
        )
