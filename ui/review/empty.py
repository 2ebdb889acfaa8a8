"""What stands in the panel when nothing is listed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.icons import pixmap
from ui.kit.plain import PlainLabel
from ui.kit.tokens import GOOD, STEP
from ui.review.review import Review


class EmptyFindings(QWidget):
    """One calm line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = PlainLabel()
        self._picture.setPixmap(pixmap("check", GOOD, 22))
        self._said = PlainLabel("", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * STEP, 0, 4 * STEP, 2 * STEP)
        row.setSpacing(2 * STEP)
        row.addStretch(1)
        row.addWidget(self._picture)
        row.addWidget(self._said)
        row.addStretch(1)

    def say(self, review: Review) -> None:
        """Say why nothing is listed."""
        counts = review.counts
        blank = review.nothing_to_check and not counts.open
        self._picture.setVisible(review.checked and not counts.open and not blank)
        if blank:
            what = "还没有年度" if review.plan is None else f"{review.plan.year} 年度还没有填写"
            self._said.setText(f"{what}，没有可以检查的内容。")
        elif not review.checked:
            running = review.progress is not None
            self._said.setText("正在检查…" if running else "还没有检查。按 Ctrl+Shift+R 全部检查。")
        elif counts.open:
            self._said.setText("所选的类别里没有问题。")
        elif counts.accepted:
            self._said.setText(f"没有发现问题；已保留 {counts.accepted} 处。")
        else:
            self._said.setText("没有发现问题。")
