"""The list under a cell: what the cell may hold, to be taken or ticked, or ignored."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.grid.offers import Offer, Offers
from ui.kit import tokens
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index, Row, RowDelegate, shrunk
from ui.kit.table import calm

_MOST_HEIGHT = 336
_LEAST_WIDTH = 176
_WIDE = 380
_SHADOW = 18
_TICKS = (Qt.Key.Key_Space,)
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
OFFER = Qt.ItemDataRole.UserRole
_ROW, _NOTED_ROW, _SIDE, _BOX = 30, 48, 10, 15
_NOTE = 0.857


class OfferModel(QAbstractListModel):
    """The offers as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: tuple[Offer, ...] = ()

    def take(self, items: tuple[Offer, ...]) -> None:
        """Show other offers."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The number of offers."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The offer itself for painting, its words for readers of the screen."""
        if not index.isValid() or not 0 <= index.row() < len(self._items):
            return None
        offer = self._items[index.row()]
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "，".join(part for part in (offer.note, offer.aside) if part)
        return None


class OfferPopup(QFrame):
    """A frameless list that never takes the focus: the keys come from the editor."""

    chosen = Signal(object)
    """An Offer was taken (or, where several may be, ticked or unticked)."""
    sign_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_SHADOW)
        shadow.setOffset(0, 3)
        color = QColor(tokens.TEXT)
        color.setAlpha(48)
        shadow.setColor(color)
        self.setGraphicsEffect(shadow)
        self._offers = Offers()
        self._signs = QWidget(self)
        row = in_row(on=self._signs, margins=(8, 4, 8, 4), gap=tokens.STEP)
        self._sign_row = row
        self._list = _list_view(self)
        self._model = OfferModel(self)
        self._list.setModel(self._model)
        self._list.clicked.connect(self._take)
        self._hint = PlainLabel(parent=self, wraps=True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 2)
        # Room between the tint of the last offer and the line above the hint.
        column.setSpacing(tokens.STEP)
        for part in (self._signs, self._list, self._hint):
            column.addWidget(part)
        self.hide()

    @property
    def offers(self) -> Offers:
        """What is shown."""
        return self._offers

    @property
    def highlighted(self) -> Offer | None:
        """The offer that Enter would take."""
        index = self._list.currentIndex()
        return self._model.data(index, OFFER) if index.isValid() else None

    def show_offers(self, offers: Offers, cell: QRect, highlight: str = "") -> None:
        """Show them under (or above) the cell, given in pixels of the window."""
        kept = self.highlighted.text if offers.several and self.highlighted else highlight
        self._offers = offers
        self._model.take(offers.items)
        self._put_signs(offers.signs)
        self._hint.setText(offers.hint)
        self._hint.setVisible(bool(offers.hint))
        at = next((at for at, item in enumerate(offers.items) if kept and item.text == kept), -1)
        self._list.setCurrentIndex(self._model.index(at) if at >= 0 else QModelIndex())
        self._list.setVisible(bool(offers.items))
        self._stand(cell)
        self.show()
        self.raise_()
        if at >= 0:
            self._list.scrollTo(self._model.index(at))

    def close_offers(self) -> None:
        """Go away."""
        if self.isVisible():
            self.hide()
            self._list.setCurrentIndex(QModelIndex())
            self.closed.emit()

    def move_to(self, cell: QRect) -> None:
        """Follow the cell."""
        if self.isVisible():
            self._stand(cell)

    def key(self, event: QKeyEvent) -> bool:
        """Deal with a key typed in the editor; False when it is none of the list's."""
        if not self.isVisible():
            return False
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 6,
            Qt.Key.Key_PageUp: -6,
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in steps and self._offers.items:
            self._step(steps[Qt.Key(key)])
            return True
        if key == Qt.Key.Key_Escape:
            self.close_offers()
            return True
        index = self._list.currentIndex()
        if key in (_TICKS if self._offers.several else _TAKES) and index.isValid():
            self._take(index)
            return True
        return False

    def clear_highlight(self) -> None:
        """Typing: Enter shall take the text as typed."""
        self._list.setCurrentIndex(QModelIndex())

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        at = self._list.currentIndex().row()
        first = 0 if by > 0 else count - 1
        at = first if at < 0 else min(max(at + by, 0), count - 1)
        self._list.setCurrentIndex(self._model.index(at))
        self._list.scrollTo(self._model.index(at))

    def _take(self, index: QModelIndex) -> None:
        offer = self._model.data(index, OFFER)
        if offer is not None:
            if self._offers.several:
                self._list.setCurrentIndex(index)
            self.chosen.emit(offer)

    def _put_signs(self, signs: tuple[str, ...]) -> None:
        present = [button.text() for button in self._signs.findChildren(QToolButton)]
        if tuple(present) != signs:
            for button in self._signs.findChildren(QToolButton):
                button.setParent(None)
            while self._sign_row.count():
                self._sign_row.takeAt(0)
            for sign in signs:
                button = QToolButton(self._signs)
                button.setText(sign)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(lambda _=False, sign=sign: self.sign_chosen.emit(sign))
                self._sign_row.addWidget(button)
            self._sign_row.addStretch(1)
        self._signs.setVisible(bool(signs))

    def window_rect(self) -> QRect:
        """The window that it must stay within."""
        return cast(QWidget, self.parentWidget()).rect()

    def _whole_rows(self, most: int) -> int:
        """The height of as many offers as fit whole, of one at least."""
        height = 0
        for at in range(self._model.rowCount()):
            row = self._list.sizeHintForIndex(self._model.index(at)).height()
            if height and height + row > most:
                break
            height += row
        return height

    def _stand(self, cell: QRect) -> None:
        window = self.window_rect().adjusted(4, 4, -4, -4)
        wide = any(item.note for item in self._offers.items)
        width = min(max(cell.width(), _WIDE if wide else _LEAST_WIDTH), window.width())
        self._list.setFixedHeight(self._whole_rows(_MOST_HEIGHT))
        self.setFixedWidth(width)
        self._column.activate()
        height = self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            height = self._column.totalHeightForWidth(width)
        below, above = window.bottom() - cell.bottom(), cell.top() - window.top()
        up = below < height and above > below
        room = max(above if up else below, 80)
        if height > room:
            before = self._list.height()
            self._list.setFixedHeight(self._whole_rows(before - (height - room)))
            height -= before - self._list.height()
        x = min(max(cell.x(), window.x()), window.right() - width)
        y = cell.top() - height - 3 if up else cell.bottom() + 4
        self.setGeometry(QRect(QPoint(x, y), QSize(width, height)))


def _list_view(parent: QWidget) -> QListView:
    view = QListView(parent)
    calm(view, "可选内容")
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setItemDelegate(RowDelegate(view, _paint, _height))
    return view


def _height(_font: QFont, index: Index) -> int:
    return _NOTED_ROW if index.data(OFFER).note else _ROW


def _paint(row: Row, index: Index) -> None:
    """The row, tinted under the mouse or when Enter would take it."""
    offer: Offer = index.data(OFFER)
    row.focused = False
    row.fill_rounded(4)
    room = row.rect.adjusted(_SIDE, 0, -_SIDE, 0)
    if offer.ticked is not None:
        _tick_box(row.painter, room, ticked=offer.ticked)
        room.setLeft(room.left() + _BOX + 9)
    upper = QRect(room)
    if offer.note:
        upper.setHeight(room.height() // 2 + 2)
        upper.moveTop(room.top() + 3)
        lower = QRect(room.left(), upper.bottom() - 2, room.width(), room.bottom() - upper.bottom())
        row.say(lower, offer.note, tokens.FAINT_TEXT, shrunk(row.font, _NOTE))
    if offer.aside:
        taken = row.say(upper, offer.aside, tokens.SECOND_TEXT, right=True)
        upper.setRight(upper.right() - taken - 12)
    row.say(upper, offer.text)


def _tick_box(painter: QPainter, rect: QRect, *, ticked: bool) -> None:
    box = QRectF(rect.left() + 0.5, rect.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
    painter.setPen(QPen(QColor(tokens.ACCENT if ticked else tokens.STRONG_LINE), 1.2))
    painter.setBrush(QColor(tokens.ACCENT if ticked else tokens.PAPER))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        pen = QPen(QColor(tokens.PAPER), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corner = box.topLeft()
        painter.drawPolyline(
            [corner + QPointF(3.5, 7.8), corner + QPointF(6.4, 10.8), corner + QPointF(11.6, 4.6)]
        )
