"""One 分项绩效目标 as a card that folds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from hfgoals.model.edits import SetText
from hfgoals.model.values import SubGoal
from ui.document import Document
from ui.kit.binding import BoundRow
from ui.kit.card import FieldBox
from ui.kit.growing_text import GrowingText
from ui.kit.icons import icon
from ui.kit.later import Later
from ui.kit.layouts import in_column, in_row
from ui.kit.line_field import LineField
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.kit.row_stack import RowButton
from ui.kit.tokens import SECOND_TEXT, STEP
from ui.overall.indicator_menu import IndicatorMenu

if TYPE_CHECKING:
    from hfgoals import presets
else:
    presets = Later("hfgoals.presets")

_NUMBER_WIDTH = 28


class SubGoalCard(BoundRow):
    """Title, 绩效目标 and 绩效指标; a blank title is a text that is not itemised."""

    fold_changed = Signal()

    def __init__(self, document: Document, row_id: str) -> None:
        super().__init__(document, "subgoal", row_id)
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._folder = RowButton("fold", "收起或展开")
        self._folder.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._folder.clicked.connect(lambda: self.fold(not self.folded))
        self._number = PlainLabel("", "heading")
        self._number.setFixedWidth(_NUMBER_WIDTH)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.title = LineField("分项名称，不分项时留空")
        self.title.setProperty("role", "heading")
        self.goal = GrowingText("这一分项要达到的目标")
        self.indicators = GrowingText("用什么指标衡量，达到多少")
        self.bind("title", self.title)
        self.bind("goal", self.goal)
        self.bind("indicators", self.indicators)
        self.library = IndicatorMenu(self._take, document.refused.emit)
        self._offer_library()
        document.lock_changed.connect(self._offer_library)
        self._summary = ElidedLabel("", "faint")
        self._summary.hide()
        self._hint = PlainLabel("没有分项名称：这段文字按原样列出，不编号。", "faint")
        self._body = QWidget()
        self._place()

    @property
    def folded(self) -> bool:
        """Whether only the head is shown."""
        return self._body.isHidden()

    def fold(self, folded: bool) -> None:
        """Show only the head, or everything."""
        if folded == self.folded:
            return
        self._body.setVisible(not folded)
        self._folder.setIcon(icon("unfold" if folded else "fold", SECOND_TEXT))
        self._show_summary()
        self.fold_changed.emit()

    def fields(self) -> Iterator[QWidget]:
        yield self._folder
        yield from super().fields()
        yield self.library

    def show_number(self, number: int) -> None:
        self._number.setText(f"{number}、" if number else "")

    def refresh(self) -> None:
        super().refresh()
        subgoal: SubGoal = self.row
        self._hint.setHidden(bool(subgoal.title))
        self._show_summary()

    def _offer_library(self) -> None:
        self.library.setEnabled(not self._document.read_only)

    def _take(self, indicator: presets.OverallIndicator) -> None:
        binding = self.bindings["indicators"]
        binding.flush()
        text = presets.joined(self.indicators.text(), indicator)
        edits = [SetText(binding.address, text)]
        if self._document.apply(f"选用指标“{indicator.name}”", edits):
            self.indicators.setFocus()
            self._select_gap(indicator)

    def _select_gap(self, indicator: presets.OverallIndicator) -> None:
        """Select what stands for the number, so that typing puts the number there."""
        cursor = self.indicators.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if indicator.gap:
            behind, long = len(indicator.unit), len(indicator.gap)
            move, mark = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode
            cursor.movePosition(move, mark.MoveAnchor, behind)
            cursor.movePosition(move, mark.KeepAnchor, long)
        self.indicators.setTextCursor(cursor)

    def _show_summary(self) -> None:
        self._summary.setText(self.row.goal if self.row is not None else "")
        self._summary.setVisible(self.folded and bool(self._summary.text()))

    def _place(self) -> None:
        head = in_row(
            self.handle,
            self._folder,
            self._number,
            (self.title, 1),
            self.buttons("这一分项"),
            gap=STEP,
        )
        indent = 20 + 24 + 2 * STEP
        in_column(
            self._hint,
            FieldBox("绩效目标", self.goal),
            FieldBox("绩效指标", self.indicators, self.library),
            on=self._body,
            margins=(indent, 0, indent, 2 * STEP),
            gap=2 * STEP,
        )
        column = in_column(head, on=self, margins=2 * STEP, gap=STEP)
        summary = in_row(self._summary, margins=(indent + STEP + _NUMBER_WIDTH, 0, indent, STEP))
        column.addLayout(summary)
        column.addWidget(self._body)
