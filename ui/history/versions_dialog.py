"""Two states of a year beside each other: versions, what the workbook holds now, backups, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from hfgoals.history import reasons
from hfgoals.history.changes import Change, changes_of_year
from hfgoals.history.history import History
from hfgoals.history.versions import Version
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble
from ui.dialogs.progress import ProgressDialog
from ui.document import Document
from ui.history.change_table import ChangeTable
from ui.history.kept_setting import KeptSetting
from ui.history.reason_field import ReasonField
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.choice import Choice
from ui.kit.composing import settle
from ui.kit.fitting import Dialog, begin_with
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.messages import tell_trouble

NOW: Final = "现在的内容"
_SIZE: Final = QSize(1080, 680)
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


@dataclass(frozen=True, slots=True)
class Compared:
    """What the table of two states shows."""

    states: tuple[str, str]
    changes: tuple[Change, ...]
    reasons: Mapping[str, str]
    """Why, by what the changes are about."""


class VersionsDialog(Dialog):
    """Shows what differs in the year in hand between any two of its states, and takes the reasons.

    ``further`` are states beside versions and the present one; ``another`` asks for one more.
    ``hand_over`` writes the table of both, ``print_out`` prints it; ``restore`` puts the earlier
    one in place of what is there now.
    """

    def __init__(
        self,
        document: Document,
        plan: AnnualPlan,
        further: Sequence[State],
        another: Callable[[], State | None],
        hand_over: Callable[[Compared], None],
        print_out: Callable[[Compared], None],
        restore: Callable[[Version, Book], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{plan.year} 年度的版本")
        self._document, self._plan = document, plan
        self._restore, self._another = restore, another
        history = document.session.history
        versions = [each for each in history.versions if each.plan == plan.id]
        self._states = [_of_version(each, history) for each in versions]
        self._states.append(State(NOW, NOW, lambda: document.book))
        self._states += further
        self._every_reason = document.session.setting(reasons.SETTING)
        self._file = KeptSetting(
            document, reasons.SETTING, "调整原因", lambda: self._every_reason, self
        )
        self._reasons: dict[str, str] = {}
        self._origin, self._about = reasons.NO_VERSION, ""
        self.before, self.after = self._choice("原来"), self._choice("现在")
        self._said = PlainLabel("", "second", wraps=True)
        self.changes = ChangeTable("两个状态的内容相同。", self)
        self.reason = ReasonField(self, kept=not document.session.read_only)
        self.print = push_button("打印对照表…", lambda: self._give(print_out))
        self.export = push_button("导出对照表…", lambda: self._give(hand_over))
        self.back = push_button("恢复成左边的版本…", self._go_back)
        self._shown: tuple[Change, ...] = ()
        self._pair = 0, 0
        self.other = push_button("另一个文件…", self._take_another)
        self._lay_out()
        self._pair = max(0, len(versions) - 1), len(versions)
        self._choose(self._pair)
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(self._compare)
        self.changes.table.selectionModel().currentRowChanged.connect(self._show_reason)
        self.reason.typed.connect(self._take_reason)
        self.reason.entered.connect(self._go_on)
        self.reason.spread.connect(self._spread)
        self._compare()
        begin_with(self, _SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.changes.table.setFocus()

    def _choice(self, name: str) -> Choice:
        return Choice(name, [state.listed for state in self._states], self)

    def _choose(self, pair: tuple[int, int]) -> None:
        for box, at in zip((self.before, self.after), pair, strict=True):
            with QSignalBlocker(box):
                box.setCurrentIndex(at)

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
        foot = in_row(self.back, ..., self.print, self.export, close, gap=2 * tokens.STEP)
        in_column(
            head,
            self._said,
            (self.changes, 1),
            self.reason,
            foot,
            on=self,
            margins=_SIDE,
            gap=3 * tokens.STEP,
        )

    def _compare(self) -> None:
        self._keep()
        pair = self.before.currentIndex(), self.after.currentIndex()
        one, other = (self._states[at] for at in pair)
        year = self._plan.year
        comparing = ProgressDialog(
            "比较", lambda _: changes_of_year(one.book(), other.book(), year), self
        )
        if not comparing.run():
            self._choose(self._pair)
            return
        self._shown, self._pair = comparing.result_value, pair
        self._origin = reasons.NO_VERSION if one.version is None else one.version.key
        self._reasons = reasons.reasons_of(self._every_reason, self._plan.id, self._origin)
        self.changes.call(one.name, other.name)
        self.changes.show(self._shown)
        homes = len({each.about for each in self._shown})
        told = f"{homes} 个表里有 {len(self._shown)} 处不同。" if self._shown else "没有不同。"
        self._said.setText(f"{told}{self._note(one)}")
        for button in (self.print, self.export):
            button.setEnabled(bool(self._shown))
        self.back.setEnabled(one.version is not None and not self._document.read_only)
        self._show_reason()

    def _note(self, state: State) -> str:
        if not any(each.version for each in self._states):
            return "还没有保存过版本，请先用“保存版本…”。"
        note = state.version.note if state.version is not None else ""
        return f"说明：{note}" if note else ""

    # ------------------------------------------------------------- reasons

    def _show_reason(self, *_rows: QModelIndex) -> None:
        # What is composed belongs to the project that was in hand before.
        settle(self.reason.line)
        change = self.changes.in_hand
        self._about = "" if change is None else change.about
        home = "" if change is None else change.home
        self.reason.show_reason(home, self._reasons.get(self._about, ""))
        self._count()

    def _take_reason(self, text: str) -> None:
        if self._about:
            self._put({self._about: reasons.line_of(text)})
            self._file.soon()

    def _put(self, told: Mapping[str, str]) -> None:
        self._reasons.update(told)
        self._every_reason = reasons.with_reasons(
            self._every_reason, self._plan.id, self._origin, self._reasons
        )
        self._count()

    def _count(self) -> None:
        left = reasons.without_reason(self._shown, self._reasons)
        self.reason.tell_left(len(left), len({each.about for each in self._shown}))

    def _go_on(self) -> None:
        """To the next project without a reason, from the one in hand round to it again."""
        if not self._keep():
            return
        left = reasons.without_reason(self._shown, self._reasons)
        here = self.changes.table.currentIndex().row()
        rows = (*range(here + 1, len(self._shown)), *range(here))
        row = next((each for each in rows if self._shown[each].about in left), None)
        if row is None:
            self.export.setFocus()
        else:
            self.changes.table.selectRow(row)

    def _spread(self) -> None:
        settle(self.reason.line)
        text = reasons.line_of(self.reason.line.text())
        if text:
            self._put(dict.fromkeys(reasons.without_reason(self._shown, self._reasons), text))
            self._keep()
            # The button has nothing more to do, and Qt would move the focus anywhere.
            self.export.setFocus()

    def _keep(self) -> bool:
        settle(self.reason.line)
        return self._file.keep()

    def reject(self) -> None:
        settle(self.reason.line)
        if self._file.may_leave():
            super().reject()

    # ------------------------------------------------------------- what is done with them

    def _give(self, to: Callable[[Compared], None]) -> None:
        if self._keep():
            labels = self.before.currentText(), self.after.currentText()
            to(Compared(labels, self._shown, dict(self._reasons)))

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
