"""The levels as buttons to switch on and off, each with its count; and what is said instead of a
list when nothing is left to show.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from hfgoals.checks import LEVEL_NAMES, LEVELS, Level
from ui.kit import tokens
from ui.kit.fonts import tabular
from ui.kit.icons import pixmap
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.tokens import GOOD, STEP
from ui.review.counter import COLORS
from ui.review.counts import SIGNS, Counts
from ui.review.model import Shown
from ui.review.review import Review

_HEIGHT = 26
_PAD = 10
_ACCEPTED: Final = "accepted"
_TINTS = {"error": tokens.ERROR_TINT, "warning": tokens.WARNING_TINT}


class Chip(QAbstractButton):
    """One level."""

    def __init__(self, name: str, sign: str, color: str, tint: str) -> None:
        super().__init__()
        self._name, self._sign, self._color, self._tint = name, sign, color, tint
        self._count = 0
        self._short = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(tabular(self.font()))
        self.show_count(0)

    @property
    def count(self) -> int:
        """The number that it shows."""
        return self._count

    def show_count(self, number: int) -> None:
        """Show another number."""
        self._count = number
        words = f"{self._name} {number}"
        if self._sign:
            self.setText(f"{self._sign} {number}" if self._short else f"{self._sign} {words}")
        else:
            self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(f"点击显示或隐藏“{self._name}”"))
        self.updateGeometry()
        self.update()

    def put_short(self, short: bool) -> None:
        """Show only sign and number, or the name too."""
        self._short = short
        self.show_count(self._count)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PAD, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(0, 0, -1, -1)
        on = self.isChecked()
        painter.setBrush(QColor(self._tint if on else tokens.PAPER))
        edge = tokens.ACCENT if self.hasFocus() else tokens.LINE
        if self.underMouse():
            edge = tokens.STRONG_LINE
        painter.setPen(QColor(self._tint if on and not self._edged else edge))
        painter.drawRoundedRect(QRect(room), _HEIGHT / 2, _HEIGHT / 2)
        color = self._color if self._count and on else tokens.FAINT_TEXT
        painter.setPen(QColor(color))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    @property
    def _edged(self) -> bool:
        return self.hasFocus() or self.underMouse()


class Chips(QWidget):
    """错误, 警告, 提示, 已保留."""

    changed = Signal(object)
    """Another Shown."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, Chip] = {
            level: Chip(
                LEVEL_NAMES[level], SIGNS[level], COLORS[level], _TINTS.get(level, tokens.LABEL)
            )
            for level in LEVELS
        }
        self._chips[_ACCEPTED] = Chip("已保留", "", tokens.SECOND_TEXT, tokens.LABEL)
        row = in_row(on=self, margins=0, gap=tokens.STEP + 2)
        for name, chip in self._chips.items():
            chip.setChecked(name != _ACCEPTED)
            chip.toggled.connect(lambda _: self.changed.emit(self.shown))
            row.addWidget(chip)

    @property
    def shown(self) -> Shown:
        """What is switched on."""
        levels: frozenset[Level] = frozenset(
            level for level in LEVELS if self._chips[level].isChecked()
        )
        return Shown(levels, self._chips[_ACCEPTED].isChecked())

    def put(self, shown: Shown) -> None:
        """Switch on just that."""
        for level in LEVELS:
            self._chips[level].setChecked(level in shown.levels)
        self._chips[_ACCEPTED].setChecked(shown.accepted)

    def chip(self, name: str) -> Chip:
        """The one of a level, or of "accepted"."""
        return self._chips[name]

    def show_counts(self, counts: Counts) -> None:
        """Show other counts."""
        for name, chip in self._chips.items():
            chip.show_count(getattr(counts, name))

    def put_short(self, short: bool) -> None:
        """Take less room, or more."""
        for chip in self._chips.values():
            chip.put_short(short)


class EmptyFindings(QWidget):
    """One calm line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = PlainLabel()
        self._picture.setPixmap(pixmap("check", GOOD, 22))
        self._said = PlainLabel("", "second")
        in_row(
            ...,
            self._picture,
            self._said,
            ...,
            on=self,
            margins=(4 * STEP, 0, 4 * STEP, 2 * STEP),
            gap=2 * STEP,
        )

    def say(self, review: Review) -> None:
        """Say why nothing is listed."""
        counts = review.counts
        blank = review.nothing_to_check and not counts.open
        waits = review.untouched
        self._picture.setVisible(review.checked and not counts.open and not blank and not waits)
        if blank:
            what = "还没有年度" if review.plan is None else f"{review.plan.year} 年度还没有填写"
            self._said.setText(f"{what}，没有可以检查的内容。")
        elif not review.checked:
            running = review.progress is not None
            self._said.setText("正在检查…" if running else "还没有检查。按 F9 检查全部。")
        elif counts.open:
            self._said.setText("所选的类别里没有问题。")
        elif waits:
            self._said.setText(f"填了的没有发现问题；还有 {waits} 个项目没有填写。")
        elif counts.accepted:
            self._said.setText(f"没有发现问题；已保留 {counts.accepted} 处。")
        else:
            self._said.setText("没有发现问题。")
