"""The row of steps at the top: which are done, which one is in hand, which are to come."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import tokens
from ui.kit.icons import pixmap

STEPS: Final = ("选择文件", "读取", "核对", "完成")
_DISC: Final = 6 * tokens.STEP
_LINE: Final = 10 * tokens.STEP
_GAP: Final = 2 * tokens.STEP
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class StepBar(QWidget):
    """Shows the steps; it is not for clicking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("步骤")
        self.show_step(0)

    @property
    def step(self) -> int:
        """The step in hand, from 0."""
        return self._step

    def show_step(self, step: int) -> None:
        """Have that step in hand."""
        self._step = step
        self.setAccessibleDescription(f"第 {step + 1} 步，共 {len(STEPS)} 步：{STEPS[step]}")
        self.update()

    def sizeHint(self) -> QSize:
        words = sum(QFontMetrics(self._font(bold=True)).horizontalAdvance(each) for each in STEPS)
        between = (len(STEPS) - 1) * (_LINE + 2 * _GAP)
        return QSize(words + len(STEPS) * (_DISC + _GAP) + between, 8 * tokens.STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0
        for number, name in enumerate(STEPS):
            if number:
                x = self._paint_line(painter, x, reached=number <= self._step)
            x = self._paint_step(painter, x, number, name)
        painter.end()

    def _paint_line(self, painter: QPainter, x: int, *, reached: bool) -> int:
        painter.setPen(QColor(tokens.ACCENT if reached else tokens.LINE))
        middle = self.height() // 2
        painter.drawLine(x + _GAP, middle, x + _GAP + _LINE, middle)
        return x + _LINE + 2 * _GAP

    def _paint_step(self, painter: QPainter, x: int, number: int, name: str) -> int:
        held, done = number == self._step, number < self._step
        disc = QRect(x, (self.height() - _DISC) // 2, _DISC, _DISC)
        painter.setPen(QColor(tokens.ACCENT if held or done else tokens.STRONG_LINE))
        painter.setBrush(QColor(tokens.ACCENT if held else tokens.PAPER))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if done:
            side = 14
            place = disc.center() - QRect(0, 0, side, side).center()
            painter.drawPixmap(place.x(), place.y(), pixmap("check", tokens.ACCENT, side))
        else:
            painter.setFont(self._font(bold=False))
            painter.setPen(QColor(tokens.PAPER if held else tokens.FAINT_TEXT))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        font = self._font(bold=held)
        width = QFontMetrics(self._font(bold=True)).horizontalAdvance(name)
        painter.setFont(font)
        painter.setPen(QColor(tokens.TEXT if held or done else tokens.FAINT_TEXT))
        left = x + _DISC + _GAP
        painter.drawText(QRect(left, 0, width, self.height()), _LEFT, name)
        return left + width

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        return font
