"""退回意见: what the bureau sent the year back for, tied to cells, answered and ticked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from hfgoals.checks.finding import REASONS
from hfgoals.checks.where import Places
from hfgoals.history import RETURNS, returns
from hfgoals.history.return_places import GONE, Finder, told
from hfgoals.history.returns import MOST, Remark, State
from hfgoals.model.address import Address
from hfgoals.model.values import AnnualPlan
from hfgoals.progress import Report
from ui.dialogs.progress import ProgressDialog
from ui.document import Document
from ui.history.kept_setting import KeptSetting
from ui.history.returns_table import RemarkModel, RemarkTable, Told
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.choice import Choice
from ui.kit.composing import settle
from ui.kit.excerpt import MarkedText
from ui.kit.fitting import Dialog, begin_with
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import PlainLabel
from ui.messages import tell

_SIZE: Final = QSize(1120, 680)
_SIDE: Final = 5 * tokens.STEP
_GAP: Final = 3 * tokens.STEP
_PASTE_HEIGHT: Final = 19 * tokens.STEP
_ANSWER_HEIGHT: Final = 17 * tokens.STEP
_TEXT_HEIGHT: Final = 14 * tokens.STEP
_STATES: Final[tuple[tuple[State, str], ...]] = (
    ("all", "全部"),
    ("open", "未完成"),
    ("done", "已完成"),
)
_NOWHERE: Final = "不指定"
_ANSWER: Final = "怎样改的；没有改的写明理由。印在整改情况回复里。"
_PASTE: Final = "把财政退回的意见粘贴或输入到这里，一行一条；行首的编号自动去掉。Ctrl+回车 加入。"


class ReturnsDialog(Dialog):
    """Accepted when the user wants to see the cell that a remark is about: ``chosen``.

    ``here`` is the cell in hand, which is offered as well; ``hand_over`` writes the reply,
    ``print_out`` prints it.
    """

    def __init__(
        self,
        document: Document,
        plan: AnnualPlan,
        here: Address | None,
        hand_over: Callable[[Sequence[Remark]], None],
        print_out: Callable[[Sequence[Remark]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{plan.year} 年度的退回意见")
        self._document, self._plan = document, plan
        self._places, self._finder = Places(plan), Finder(plan)
        self._here = here if here is not None and self._is_there(here) else None
        self._all = returns.remarks_of(document.session.setting(RETURNS))
        self._removed: tuple[Remark, int] | None = None
        self._showing = False
        self.chosen: Address | None = None
        self._make_list()
        self._make_detail()
        self.print = push_button("打印整改情况回复…", lambda: self._give(print_out))
        self.export = push_button("导出整改情况回复…", lambda: self._give(hand_over))
        self._file = KeptSetting(
            document, RETURNS, "退回意见", lambda: returns.stored(self._all), self
        )
        self._file.written.connect(document.returns_changed)
        self._lay_out()
        self._connect()
        self._filter()
        begin_with(self, _SIZE)

    # ------------------------------------------------------------- what is shown

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All of the year, as they are now."""
        return returns.of_plan(self._all, self._plan.id)

    @property
    def in_hand(self) -> Remark | None:
        """The remark of the row in hand."""
        return self.model.remark(self.table.currentIndex().row())

    def _told(self, remark: Remark) -> Told:
        return ("", "") if remark.address is None else told(self._places, remark.address)

    def _is_there(self, address: Address) -> bool:
        return told(self._places, address)[0] != GONE

    def _offer(self, address: Address, said: str = "") -> None:
        # What tells the places of one project apart is to be seen in a narrow list, too.
        home, says = told(self._places, address)
        self.place.addItem(f"{said}{'　'.join(filter(None, (says, home)))}", address)

    # ------------------------------------------------------------- widgets

    def _make_list(self) -> None:
        self.pasted = _named(_PasteField(self), "退回意见，一行一条", _PASTE)
        self.pasted.setFixedHeight(_PASTE_HEIGHT)
        self.add = push_button("加入", self._add, tip="加入（Ctrl+回车）")
        self.states = QButtonGroup(self)
        for number, (_, name) in enumerate(_STATES):
            button = QPushButton(name, self)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self.states.addButton(button, number)
        self.states.button(0).setChecked(True)
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText("查找：意见、原因、整改情况中的文字")
        self.wanted.setAccessibleName("查找")
        self.wanted.setClearButtonEnabled(True)
        self.model = RemarkModel(self._told, self)
        self.table = RemarkTable(self.model, self)

    def _make_detail(self) -> None:
        self._text = MarkedText("这条意见的全文", self)
        self._text.setFixedHeight(_TEXT_HEIGHT)
        self.reason, self.place = Choice("退回原因", REASONS, self), Choice("位置", (), self)
        self.answer = _named(QPlainTextEdit(self), "整改情况", _ANSWER)
        self.answer.setFixedHeight(_ANSWER_HEIGHT)
        self.tick = QCheckBox("已改好", self)
        self.remove = push_button("删除", self._remove, tip="删除（Delete）")
        self.go = push_button("转到", self._go, tip="转到这一格（回车）")
        self._said = PlainLabel("", "second")
        self.back = push_button("恢复这一条", self._put_back, role="link")

    def _lay_out(self) -> None:
        segments = (self.states.button(number) for number in range(len(_STATES)))
        fields = in_column(
            in_row(PlainLabel("位置", "caption"), (self.place, 1), self.go, gap=2 * tokens.STEP),
            in_row(PlainLabel("原因", "caption"), (self.reason, 1), gap=2 * tokens.STEP),
            in_row(self.tick, ..., self.remove, gap=2 * tokens.STEP),
            margins=0,
            gap=2 * tokens.STEP,
        )
        texts = in_column(self._text, self.answer, margins=0, gap=tokens.STEP)
        detail = on_card(in_row((texts, 1), (fields, 1), margins=0, gap=_GAP), margins=_GAP)
        in_column(
            in_row((self.pasted, 1), self.add, gap=_GAP),
            in_row(*segments, (self.wanted, 1), gap=2 * tokens.STEP),
            (self.table, 1),
            detail,
            in_row(
                self._said,
                self.back,
                ...,
                self.print,
                self.export,
                push_button("关闭", self.reject),
                gap=2 * tokens.STEP,
            ),
            on=self,
            margins=_SIDE,
            gap=_GAP,
        )

    def _connect(self) -> None:
        self.pasted.taken.connect(self._add)
        self.table.removed.connect(self._remove)
        self.pasted.textChanged.connect(self._enable)
        self.states.idToggled.connect(lambda _number, on: self._filter() if on else None)
        self.wanted.textChanged.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._show_in_hand)
        self.model.modelReset.connect(self._show_in_hand)
        self.table.ticked.connect(lambda: self._tick(not (self.in_hand or _NONE).done))
        self.table.asked_for_place.connect(self._go)
        self.tick.toggled.connect(self._tick)
        self.reason.currentTextChanged.connect(lambda text: self._change(reason=text))
        self.place.currentIndexChanged.connect(self._put_place)
        self.answer.textChanged.connect(self._answered)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.table if self.remarks else self.pasted).setFocus()

    # ------------------------------------------------------------- the list

    def _filter(self, *_: object) -> None:
        """Show what fits the filter; what is ticked meanwhile stays until it is asked for anew."""
        state = _STATES[self.states.checkedId()][0]
        held = self.in_hand
        shown = returns.chosen(self.remarks, state, self.wanted.text())
        self.model.show(shown)
        row = self.model.row_of(held.id) if held is not None else -1
        self._take_in_hand(max(row, 0))
        self._count()

    def _refresh(self) -> None:
        """Show the same ones as they are now."""
        known = {each.id: each for each in self.remarks}
        rows = (self.model.remark(row) for row in range(self.model.rowCount()))
        self.model.show([known[each.id] for each in rows if each is not None and each.id in known])
        self._count()

    def _take_in_hand(self, row: int) -> None:
        if self.model.rowCount():
            self.table.selectRow(min(row, self.model.rowCount() - 1))
        self._show_in_hand()

    def _count(self) -> None:
        every, still = self.remarks, returns.open_count(self.remarks)
        counts = (len(every), still, len(every) - still)
        for number, (_, name) in enumerate(_STATES):
            self.states.button(number).setText(f"{name} {counts[number]}")
        self._enable()

    def _enable(self) -> None:
        fixed = self._document.session.read_only
        remark = self.in_hand
        self.pasted.setReadOnly(fixed)
        self.add.setEnabled(not fixed and bool(self.pasted.toPlainText().strip()))
        self.answer.setReadOnly(fixed or remark is None)
        for field in (self.reason, self.place, self.tick, self.remove):
            field.setEnabled(not fixed and remark is not None)
        self.go.setEnabled(self._goal() is not None)
        for button in (self.print, self.export):
            button.setEnabled(bool(self.remarks))
        self.back.setVisible(self._removed is not None)

    def _add(self) -> None:
        settle(self.pasted)
        text = self.pasted.toPlainText()
        count = len(returns.lines_of(text))
        if self._document.session.read_only or not count:
            return
        if count > MOST:
            tell(self, f"一次最多加入 {MOST} 条意见，这里有 {count} 行。", "请分几次粘贴。")
            return
        made = self._tied(returns.remarks_in(text, self._plan.id, int(time.time())))
        if made is None:
            return
        before, self._all = self._all, (*self._all, *made)
        if not self.keep():
            self._all = before
            return
        self.pasted.clear()
        self.wanted.clear()
        self.states.button(0).setChecked(True)
        self._filter()
        self._say(f"已加入 {len(made)} 条。")
        self._take_in_hand(self.model.row_of(made[0].id))
        self.table.setFocus()

    def _tied(self, found: Sequence[Remark]) -> list[Remark] | None:
        """Those remarks with their places, found beside the window; None when it was stopped."""

        def work(report: Report) -> list[Remark]:
            made: list[Remark] = []
            for number, remark in enumerate(found):
                report(number, len(found))
                made.append(self._finder.tied(remark))
            return made

        looking = ProgressDialog("查找各条意见所说的位置", work, self)
        return looking.result_value if looking.run() else None

    def _remove(self) -> None:
        remark, row = self.in_hand, self.table.currentIndex().row()
        if remark is None or self._document.session.read_only:
            return
        self._removed = remark, self._all.index(remark)
        self._all = returns.without(self._all, remark.id)
        self.keep()
        self._refresh()
        self._take_in_hand(row)
        self._say("已删除 1 条。", removed=self._removed)

    def _put_back(self) -> None:
        if self._removed is None:
            return
        remark, place = self._removed
        self._all = returns.put_back(self._all, remark, place)
        self.keep()
        self._say("")
        self._filter()
        self._take_in_hand(self.model.row_of(remark.id))
        self.table.setFocus()

    def _say(self, text: str, removed: tuple[Remark, int] | None = None) -> None:
        self._said.setText(text)
        self._removed = removed
        self._enable()

    # ------------------------------------------------------------- the remark in hand

    def _show_in_hand(self, *_rows: QModelIndex) -> None:
        remark = self.in_hand
        self._showing = True
        settle(self.answer)
        self._text.setPlainText("" if remark is None else remark.text)
        self.reason.setCurrentText((remark or _NONE).reason)
        self.tick.setChecked((remark or _NONE).done)
        self.answer.setPlainText((remark or _NONE).answer)
        self.place.clear()
        if remark is not None:
            self._offer_places(remark)
        self._showing = False
        self._enable()

    def _offer_places(self, remark: Remark) -> None:
        self.place.addItem(_NOWHERE, None)
        found = self._finder.offered(remark.text)
        for address in dict.fromkeys(filter(None, (*found, remark.address))):
            self._offer(address)
        if self._here is not None:
            self._offer(self._here, "现在所在的格：")
        at = next(
            (n for n in range(self.place.count()) if self.place.itemData(n) == remark.address), 0
        )
        self.place.setCurrentIndex(at)

    def _put_place(self, at: int) -> None:
        if at >= 0:
            self._change(address=self.place.itemData(at))

    def _tick(self, done: bool) -> None:
        self._change(done=done)

    def _answered(self) -> None:
        self._change(now=False, answer=self.answer.toPlainText())

    def _change(self, *, now: bool = True, **values: Any) -> None:
        """Take other values of the remark in hand, into the file at once or when typing rests."""
        remark = self.in_hand
        if self._showing or remark is None or self._document.session.read_only:
            return
        changed = replace(remark, **values)
        self._all = returns.put(self._all, changed)
        self._refresh()
        if "done" in values:
            self._showing = True
            self.tick.setChecked(changed.done)
            self._showing = False
        if now:
            self.keep()
        else:
            self._file.soon()

    def _goal(self) -> Address | None:
        remark = self.in_hand
        address = remark.address if remark is not None else None
        return address if address is not None and self._is_there(address) else None

    def _go(self) -> None:
        address = self._goal()
        if address is not None and self._leave():
            self.chosen = address
            self.accept()

    def _give(self, to: Callable[[Sequence[Remark]], None]) -> None:
        if self._leave():
            to(self.remarks)

    # ------------------------------------------------------------- the file

    def keep(self) -> bool:
        """Have the file hold what is shown; False, and the trouble told, when it cannot."""
        return self._file.keep()

    def _leave(self) -> bool:
        settle(self.answer)
        return self._file.may_leave()

    def reject(self) -> None:
        if self._leave():
            super().reject()


_NONE: Final = Remark("", "")


class _PasteField(QPlainTextEdit):
    taken = Signal()
    """Ctrl+Enter was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


Text = TypeVar("Text", bound=QPlainTextEdit)


def _named(field: Text, name: str, placeholder: str) -> Text:
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    field.setTabChangesFocus(True)
    return field
