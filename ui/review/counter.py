"""Counts as coloured signs: on the tool bar, on the tabs and in the list of projects."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from ui.kit import tokens
from ui.kit.icons import pixmap
from ui.kit.plain import plain_tip
from ui.kit.rows import LEFT, paint_pieces, pieces_width
from ui.review.counts import SIGNS, Counts

COLORS = {"error": tokens.ERROR, "warning": tokens.WARNING, "hint": tokens.HINT}
_GAP = 2 * tokens.STEP
_ICON = 18


def pieces(counts: Counts, *, hints: bool = False) -> list[tuple[str, str]]:
    """Texts with their colours: ●3, ▲12; only what there is."""
    found = zip(SIGNS, (counts.error, counts.warning, counts.hint if hints else 0), strict=True)
    return [(f"{SIGNS[level]}{number}", COLORS[level]) for level, number in found if number]


class CountBadge(QWidget):
    """The counts of one tab; takes no room when there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[tuple[str, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def text(self) -> str:
        """What it shows."""
        return " ".join(text for text, _ in self._pieces)

    def show_counts(self, counts: Counts) -> bool:
        """Show other counts; whether it takes another room now."""
        before = self.sizeHint()
        self._pieces = pieces(counts)
        self.setAccessibleName(counts.words)
        self.setFixedSize(self.sizeHint())
        self.update()
        return before != self.sizeHint()

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return (
            QSize(pieces_width(self._pieces, self.font()) + 2, height)
            if self._pieces
            else QSize(0, 0)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_pieces(painter, self.rect(), self._pieces, self.font())
        painter.end()


class CounterButton(QToolButton):
    """检查 ●3 ▲12 on the tool bar; opens and folds the panel."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[tuple[str, str]] = []
        self._running = False
        self._good = False
        self.setCheckable(True)
        self.setText("检查")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    @property
    def shown(self) -> str:
        """What it says after 检查."""
        return " ".join(text for text, _ in self._pieces)

    def show_counts(self, counts: Counts, *, running: bool, checked: bool) -> None:
        """Show the counts; ``running`` while a check goes on, whose counts are not known yet."""
        shown = pieces(counts)
        if running and not checked:
            shown = [("…", tokens.FAINT_TEXT)]
        elif checked and not counts.open:
            shown = [("✓", tokens.GOOD)]
        elif not shown and counts.hint:
            shown = pieces(counts, hints=True)
        self._pieces = shown
        said = self._said(counts, running=running, checked=checked)
        self.setToolTip(plain_tip(f"{said}（F6）"))
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        more = pieces_width(self._pieces, self.font()) + _GAP if self._pieces else 0
        word = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(8 + _ICON + 4 + word + more + 10, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        color = tokens.ACCENT if self.isChecked() else tokens.TEXT
        if not self.isEnabled():
            color = tokens.FAINT_TEXT
        y = (self.height() - _ICON) // 2
        ratio = self.devicePixelRatioF()
        picture = pixmap("review", color, round(_ICON * ratio))
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(9, y, picture)
        painter.setPen(QColor(color))
        x = 9 + _ICON + 4
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), LEFT, self.text())
        x += self.fontMetrics().horizontalAdvance(self.text()) + _GAP
        if self.isEnabled():
            paint_pieces(painter, self.rect().adjusted(x, 0, 0, 0), self._pieces, self.font())
        painter.end()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())

    @staticmethod
    def _said(counts: Counts, *, running: bool, checked: bool) -> str:
        if not checked:
            return "正在检查" if running else "检查结果"
        return f"检查结果：{counts.words or '没有发现问题'}"
