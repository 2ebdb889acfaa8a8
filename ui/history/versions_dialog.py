"""Two states of a year beside each other: versions, what the workbook holds now, backups, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QWidget

from hfgoals.history.changes import Change, changes_of_year
from hfgoals.history.history import History
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


@dataclass(frozen=True, slots=True)
class State:
    """One state that can be compared."""

    listed: str
    """How it stands in the list."""
    name: str
    """What its column is called."""
    book: Callable[[], Book]
    """Raises Trouble when it cannot be read."""
    version: Version | None = None


class VersionsDialog(Dialog):
    """Shows what differs in the year in hand between any two of its states.

    ``further`` are states beside versions and the present one; ``another`` asks for one more.
    ``hand_over`` writes the table of both; ``restore`` puts the earlier one in place of what is
    there now.
    """

    def __init__(
        self,
        document: Document,
        plan: AnnualPlan,
        further: Sequence[State],
        another: Callable[[], State | None],
        hand_over: Callable[[tuple[str, str], tuple[Change, ...]], None],
        restore: Callable[[Version, Book], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{plan.year} 年度的版本")
        self._document, self._plan = document, plan
        self._hand_over, self._restore, self._another = hand_over, restore, another
        history = document.session.history
        versions = [each for each in history.versions if each.plan == plan.id]
        self._states = [_of_version(each, history) for each in versions]
        self._states.append(State(NOW, NOW, lambda: document.book))
        self._states += further
        self.before, self.after = self._choice("原来"), self._choice("现在")
        self._said = PlainLabel("", "second", wraps=True)
        self.changes = ChangeTable("两个状态的内容相同。", self)
        self.export = push_button("导出对照表…", self._export)
        self.back = push_button("恢复成左边的版本…", self._go_back)
        self._shown: tuple[Change, ...] = ()
        self.other = push_button("另一个文件…", self._take_another)
        self._lay_out()
        self.before.setCurrentIndex(len(versions) - 1 if versions else 0)
        self.after.setCurrentIndex(len(versions))
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(self._compare)
        self._compare()
        begin_with(self, _SIZE)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.addItems([state.listed for state in self._states])
        # A long name must not make the dialog wider than the screen.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _take_another(self) -> None:
        state = self._another()
        if state is not None:
            self._states.append(state)
            for box in (self.before, self.after):
                box.addItem(state.listed)
            self.before.setCurrentIndex(len(self._states) - 1)

    def _lay_out(self) -> None:
        close = push_button("关闭", self.reject)
        head = in_row(
            PlainLabel("比较"),
            (self.before, 1),
            PlainLabel("与"),
            (self.after, 1),
            self.other,
            gap=2 * tokens.STEP,
        )
        foot = in_row(self.back, ..., self.export, close, gap=2 * tokens.STEP)
        in_column(
            head, self._said, (self.changes, 1), foot, on=self, margins=_SIDE, gap=3 * tokens.STEP
        )

    def _compare(self) -> None:
        one, other = (self._states[box.currentIndex()] for box in (self.before, self.after))
        try:
            self._shown = changes_of_year(one.book(), other.book(), self._plan.year)
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return
        self.changes.call(one.name, other.name)
        self.changes.show(self._shown)
        homes = len({each.home for each in self._shown})
        told = f"{homes} 个表里有 {len(self._shown)} 处不同。" if self._shown else "没有不同。"
        self._said.setText(f"{told}{self._note(one)}")
        self.export.setEnabled(bool(self._shown))
        self.back.setEnabled(one.version is not None and not self._document.read_only)

    def _note(self, state: State) -> str:
        if not any(each.version for each in self._states):
            return "还没有保存过版本，请先用“保存版本…”。"
        note = state.version.note if state.version is not None else ""
        return f"说明：{note}" if note else ""

    def _export(self) -> None:
        labels = self.before.currentText(), self.after.currentText()
        self._hand_over(labels, self._shown)

    def _go_back(self) -> None:
        state = self._states[self.before.currentIndex()]
        if state.version is None:
            return
        try:
            book = state.book()
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return
        if self._restore(state.version, book):
            self._compare()


def _of_version(version: Version, history: History) -> State:
    mark = "　已报送" if version.submitted else ""
    who = f"　{version.who}" if version.who else ""
    listed = f"{version.name}　{version.when:%Y-%m-%d %H:%M}{who}{mark}"
    return State(listed, version.name, lambda: history.book_of(version), version)
