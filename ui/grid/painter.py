"""Paints a board as a sheet of paper, with what the hand does on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hfgoals.layout.pages import Box
from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from ui.grid.geometry import NEW_ROW, Board, Place, Rect
from ui.grid.marks import RANK, Mark
from ui.grid.viewing import Viewing
from ui.kit import tokens
from ui.kit.fonts import form_font
from ui.kit.rows import LEFT, paint_corner
from ui.kit.sheets import UNITS_PER_MM, Typesetter, paint_frame

_INVITATION_MM = 3.2
_INVITING = {"name": "键入或从指标库选用", "text": "在这里填写绩效目标"}
_LEFT_OPEN = "未填"
_SELECTED = QColor(tokens.ACCENT)
_SELECTED.setAlpha(26)
_SHADOWS = ((1, 14), (2, 9), (4, 5))
_CORNER = 8
ARROW = 16
"""The side of the arrow that opens a dropdown, in pixels."""


@dataclass(slots=True)
class Scene:
    """Everything to be painted."""

    board: Board
    viewing: Viewing
    selected: list[Rect] = field(default_factory=list)
    """The cells of a range; of a merged one, the rows that the range crosses."""
    frame: Rect | None = None
    """The cell in hand."""
    arrow: bool = False
    """Whether the cell in hand has something to offer."""
    hovered: Place | None = None
    hidden: Place | None = None
    """The cell under the open editor."""
    marks: Mapping[Address, Mark] = field(default_factory=dict)
    active: bool = True
    """Whether the table has the focus."""


def paint(painter: QPainter, scene: Scene, exposed: QRect) -> None:
    """Paint what lies in the exposed part of the viewport."""
    painter.fillRect(exposed, QColor(tokens.GROUND))
    _paper(painter, scene)
    boxes = [
        (box, rect)
        for box in scene.board.page.boxes
        if (rect := _rect(scene, box)).adjusted(-2, -2, 2, 2).intersects(exposed)
    ]
    marked = _marked(scene)
    for box, rect in boxes:
        if box.fill:
            painter.fillRect(rect, QColor(tokens.LABEL))
    for box, rect in boxes:
        mark = marked.get(id(box))
        if mark is not None and mark.tint:
            painter.fillRect(rect, QColor(mark.tint))
    _tints(painter, scene)
    _lines(painter, boxes)
    _texts(painter, scene, [box for box, _ in boxes])
    _invitations(painter, scene)
    for box, rect in boxes:
        mark = marked.get(id(box))
        if mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_corner(painter, rect.adjusted(0, 1, 0, 0), _CORNER, mark.color)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if scene.frame is not None:
        _frame(painter, scene, scene.viewing.pixels(scene.frame))


def _rect(scene: Scene, box: Box) -> QRect:
    return scene.viewing.pixels(Rect(box.x, box.y, box.width, box.height))


def _paper(painter: QPainter, scene: Scene) -> None:
    paper = scene.viewing.pixels(scene.viewing.paper)
    painter.setPen(Qt.PenStyle.NoPen)
    for offset, alpha in _SHADOWS:
        shadow = QColor(tokens.TEXT)
        shadow.setAlpha(alpha)
        painter.setBrush(shadow)
        painter.drawRoundedRect(paper.adjusted(-offset, 0, offset, offset + 1), offset, offset)
    painter.fillRect(paper, QColor(tokens.PAPER))


def _marked(scene: Scene) -> dict[int, Mark]:
    marked: dict[int, Mark] = {}
    for address, mark in scene.marks.items():
        place = scene.board.of(address)
        if place is None:
            continue
        present = marked.get(id(place.box))
        if present is None or RANK[mark.level] < RANK[present.level]:
            marked[id(place.box)] = mark
    return marked


def _tints(painter: QPainter, scene: Scene) -> None:
    if scene.hovered is not None:
        painter.fillRect(_rect(scene, scene.hovered.box), QColor(tokens.HOVER))
    for rect in scene.selected:
        painter.fillRect(scene.viewing.pixels(rect), _SELECTED)


def _lines(painter: QPainter, boxes: list[tuple[Box, QRect]]) -> None:
    painter.setPen(QPen(QColor(tokens.STRONG_LINE), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for box, rect in boxes:
        if box.framed:
            painter.drawRect(rect)


def _texts(painter: QPainter, scene: Scene, boxes: list[Box]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor(tokens.TEXT))
    painter.translate(scene.viewing.origin)
    painter.scale(scene.viewing.scale / UNITS_PER_MM, scene.viewing.scale / UNITS_PER_MM)
    hidden = scene.hidden.box if scene.hidden is not None else None
    type_ = Typesetter(painter)
    for box in boxes:
        if box is not hidden:
            quiet = box.cell.style in ("caption", "caption-right", "sum")
            painter.setPen(QColor(tokens.SECOND_TEXT if quiet else tokens.TEXT))
            type_.draw(box.lines)
    painter.restore()


def _invitations(painter: QPainter, scene: Scene) -> None:
    """A faint word where typing makes the first row, and where a number is yet to be filled in."""
    font = form_font("sans", _INVITATION_MM * scene.viewing.scale)
    painter.setFont(font)
    painter.setPen(QColor(tokens.FAINT_TEXT))
    for place in scene.board.places:
        words = _invitation(place)
        if words and place is not scene.hidden:
            rect = _rect(scene, place.box).adjusted(6, 0, -4, 0)
            painter.drawText(rect, LEFT, words)


def _invitation(place: Place) -> str:
    address = place.address
    if address.row == NEW_ROW:
        return _INVITING.get(address.path, "")
    waits = address.part == "indicator" and address.path == "target"
    return _LEFT_OPEN if waits and not place.box.cell.text else ""


def _frame(painter: QPainter, scene: Scene, rect: QRect) -> None:
    color = tokens.ACCENT if scene.active else tokens.FAINT_TEXT
    paint_frame(painter, rect.adjusted(-1, -1, 3, 3), 2, color)
    if scene.arrow and scene.active:
        _arrow(painter, arrow_rect(rect))


def arrow_rect(cell: QRect) -> QRect:
    """Where the arrow that opens the dropdown stands: beside the cell in hand, not on its text."""
    return QRect(cell.right() + 2, cell.bottom() - ARROW - 1, ARROW, ARROW)


def _arrow(painter: QPainter, rect: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ACCENT_TINT))
    painter.drawRoundedRect(rect, 3, 3)
    pen = QPen(QColor(tokens.ACCENT), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    middle = QRectF(rect).center()
    painter.drawPolyline(
        [middle + QPointF(-3.5, -1.75), middle + QPointF(0, 1.75), middle + QPointF(3.5, -1.75)]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
