"""Two states of a year beside each other: versions, or what the workbook holds now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QWidget

from hfgoals.history.changes import Change, changes_of_year
from hfgoals.history.versions import Version
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble
from ui.document import Document
from ui.history.change_table import ChangeTable
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, begin_with
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.messages import tell_trouble

NOW: Final = "现在的内容"
_SIZE: Final = QSize(1080, 640)
_SIDE: Final = 6 * tokens.STEP


class VersionsDialog(Dialog):
    """Shows what differs in the year in hand between any two of its states.

    ``hand_over`` writes the table of both; ``restore`` puts the earlier one in place of what is
    there now.
    """

    def __init__(
        self,
        document: Document,
        plan: AnnualPlan,
        hand_over: Callable[[tuple[str, str], tuple[Change, ...]], None],
        restore: Callable[[Version, Book], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{plan.year} 年度的版本")
        self._document, self._plan = document, plan
        self._hand_over, self._restore = hand_over, restore
        found = document.session.history.versions
        self._versions = [each for each in found if each.plan == plan.id]
        self.before, self.after = self._choice("原来"), self._choice("现在")
        self._said = PlainLabel("", "second", wraps=True)
        self.changes = ChangeTable("两个状态的内容相同。", self)
        self.export = push_button("导出对照表…", self._export)
        self.back = push_button("恢复成左边的版本…", self._go_back)
        self._shown: tuple[Change, ...] = ()
        self._lay_out()
        self.before.setCurrentIndex(len(self._versions) - 1 if self._versions else 0)
        self.after.setCurrentIndex(len(self._versions))
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(self._compare)
        self._compare()
        begin_with(self, _SIZE)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for version in self._versions:
            mark = "　已报送" if version.submitted else ""
            who = f"　{version.who}" if version.who else ""
            box.addItem(f"{version.name}　{version.when:%Y-%m-%d %H:%M}{who}{mark}")
        box.addItem(NOW)
        return box

    def _lay_out(self) -> None:
        close = push_button("关闭", self.reject)
        head = in_row(
            PlainLabel("比较"),
            (self.before, 1),
            PlainLabel("与"),
            (self.after, 1),
            gap=2 * tokens.STEP,
        )
        foot = in_row(self.back, ..., self.export, close, gap=2 * tokens.STEP)
        in_column(
            head, self._said, (self.changes, 1), foot, on=self, margins=_SIDE, gap=3 * tokens.STEP
        )

    def _state(self, at: int) -> tuple[str, Book]:
        if at >= len(self._versions):
            return NOW, self._document.book
        version = self._versions[at]
        return version.name, self._document.session.history.book_of(version)

    def _compare(self) -> None:
        try:
            one, other = (self._state(box.currentIndex()) for box in (self.before, self.after))
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return
        self._shown = changes_of_year(one[1], other[1], self._plan.year)
        self.changes.call(one[0], other[0])
        self.changes.show(self._shown)
        homes = len({each.home for each in self._shown})
        note = self._note()
        told = f"{homes} 个表里有 {len(self._shown)} 处不同。" if self._shown else "没有不同。"
        self._said.setText(f"{told}{note}")
        self.export.setEnabled(bool(self._shown))
        is_version = self.before.currentIndex() < len(self._versions)
        self.back.setEnabled(is_version and not self._document.read_only)

    def _note(self) -> str:
        if not self._versions:
            return "还没有保存过版本，请先用“保存版本…”。"
        at = self.before.currentIndex()
        note = self._versions[at].note if at < len(self._versions) else ""
        return f"说明：{note}" if note else ""

    def _export(self) -> None:
        labels = self.before.currentText(), self.after.currentText()
        self._hand_over(labels, self._shown)

    def _go_back(self) -> None:
        version = self._versions[self.before.currentIndex()]
        try:
            book = self._document.session.history.book_of(version)
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return
        if self._restore(version, book):
            self._compare()
