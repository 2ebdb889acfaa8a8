"""Step four: what was gathered, in figures, and the log to keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from ui.kit.absent import or_none
from ui.kit.card import push_button
from ui.kit.fitting import Scrolled
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.tokens import STEP

_WIDTH = 150 * STEP


class FinishedPage(QWidget):
    """The figures, and a button that saves the log."""

    log_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "title")
        self._sentence = PlainLabel("", "second", wraps=True)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(6 * STEP)
        self._figures.setVerticalSpacing(2 * STEP)
        self.save_log = push_button("保存汇总记录…", self.log_wanted.emit)
        self.saved = PlainLabel("", "good")
        self.open_folder = push_button("打开文件夹", self._open_folder, role="link")
        self._folder = Path()
        self._lay_out()

    def show_figures(self, title: str, sentence: str, figures: Sequence[tuple[str, int]]) -> None:
        """Say how it went, with a figure for each thing that was done."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        while item := or_none(self._figures.takeAt(0)):
            if widget := or_none(item.widget()):
                widget.deleteLater()
        for row, (name, figure) in enumerate(figures):
            number = PlainLabel(str(figure), "figure")
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._figures.addWidget(number, row, 0)
            self._figures.addWidget(PlainLabel(name), row, 1)
        self._figures.setColumnStretch(1, 1)
        self.saved.hide()
        self.open_folder.hide()

    def show_saved(self, path: Path) -> None:
        """Say that the log was written, with a way to its folder."""
        self._folder = path.parent
        self.saved.setText(f"已保存为“{path.name}”。")
        self.saved.setToolTip(plain_tip(str(path)))
        self.saved.show()
        self.open_folder.show()

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        card.setFixedWidth(_WIDTH)
        inside = in_column(
            self._title,
            self._sentence,
            2 * STEP,
            self._figures,
            2 * STEP,
            on=card,
            margins=(10 * STEP, 8 * STEP, 10 * STEP, 8 * STEP),
            gap=4 * STEP,
        )
        row = in_row(self.save_log, self.saved, self.open_folder, ..., gap=3 * STEP)
        inside.addLayout(row)
        page = QWidget()
        middle = QVBoxLayout(page)
        middle.addStretch(2)
        # An aligned item would be asked how high it is at the width of the page, not its own.
        across = in_row(..., card, ...)
        middle.addLayout(across)
        middle.addStretch(3)
        in_column(Scrolled(page, self), on=self, margins=0)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
