"""核对签字件: codes typed in from signed paper, and what each was printed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hfgoals.history.printed import Answer, State, Traces
from hfgoals.model.check_code import typed
from hfgoals.trouble import Trouble
from ui.history.change_table import ChangeTable
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, Scrolled, begin_with, with_room
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index, Row, RowDelegate
from ui.kit.table import ROW_HEIGHT, Table, TableModel
from ui.messages import tell_trouble

_SIZE: Final = QSize(1080, 640)
_SIDE: Final = 6 * tokens.STEP
_GAP: Final = 3 * tokens.STEP
_CODES_WIDTH: Final = 64 * tokens.STEP
_UPPER_HEIGHT: Final = 44 * tokens.STEP
_CHANGES_HEIGHT: Final = 62 * tokens.STEP
_CODE_WIDTH: Final = 44 * tokens.STEP
_EDGE: Final = 3 * tokens.STEP
_SETTLE_MS: Final = 150
_MOST_CODES: Final = 200
_LOOK_ROLE: Final = Qt.ItemDataRole.UserRole
_WAITING: Final = "不是当前内容，正在查以前的版本…"
_EXPLAINED: Final = (
    "照着签字件页脚输入核对码，一行一个；大小写、短横、空格都不影响。"
    "先与当前内容核对，再查以前的版本。"
)


class AnswerModel(TableModel):
    """What can be said of each code."""

    heads = ("核对码", "结果")

    looking = False
    """Whether further states are going to be looked at."""

    def show(self, answers: Sequence[Answer], *, looking: bool) -> None:
        """Show these; the row in hand stays in hand while their number does."""
        self.looking = looking
        if len(answers) == len(self._rows):
            self._rows = tuple(answers)
            if answers:
                self.dataChanged.emit(self.index(0, 0), self.index(len(answers) - 1, 1))
            return
        self.beginResetModel()
        self._rows = tuple(answers)
        self.endResetModel()

    def answer(self, row: int) -> Answer | None:
        """The answer of that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def waits(self, answer: Answer) -> bool:
        """Whether nothing can be said of a code before further states are looked at."""
        return self.looking and answer.wants_more and not answer.typed.fault

    def says(self, answer: Answer) -> str:
        """The answer as far as it is known."""
        return _WAITING if self.waits(answer) else answer.says

    def role(self, answer: Answer) -> str:
        """Whether all is well, or something is to be looked at, or the code is none."""
        if answer.current:
            return "good"
        if self.waits(answer):
            return "second"
        return "warning" if answer.known else "error"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer: Answer = self._rows[index.row()]
        if role == _LOOK_ROLE:
            return self.role(answer)
        if role == Qt.ItemDataRole.DisplayRole:
            return (answer.code or answer.typed.text, self.says(answer))[index.column()]
        return None


class _CodeField(QPlainTextEdit):
    """Takes letters and digits as they are typed: an input method would compose words of them."""

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        enabled = query == Qt.InputMethodQuery.ImEnabled
        return False if enabled else super().inputMethodQuery(query)


class SignedCopiesDialog(Dialog):
    """Accepted when the user wants to see the form that an answer is about: ``chosen``."""

    def __init__(self, states: Iterable[State], parent: QWidget | None = None) -> None:
        """``states``: the present one, then earlier ones; each is looked at when it is needed."""
        super().__init__(parent)
        self.setWindowTitle("核对签字件")
        self._traces = Traces(states)
        self._more = self._traces.look_further()
        self.chosen: Answer | None = None
        self.codes = _CodeField(self)
        self.codes.setAccessibleName("核对码，一行一个")
        self.codes.setPlaceholderText("如 1DBJV-CFTLD")
        self.codes.setTabChangesFocus(True)
        self.codes.setFixedWidth(_CODES_WIDTH)
        self.model = AnswerModel(self)
        self.table = Table(self.model, "核对结果", self, empty="还没有输入核对码。")
        self.table.setItemDelegate(RowDelegate(self.table, _paint, lambda *_: ROW_HEIGHT))
        self.table.widths(_CODE_WIDTH, 0)
        self.said = PlainLabel("", wraps=True)
        self.changes = ChangeTable("没有要列出的不同之处。", self)
        self.changes.call("签字件", "现在")
        self._searching = PlainLabel("", "second")
        self.go = push_button("转到这张表", self._go)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._answer)
        self._search = QTimer(self, interval=0, singleShot=True)
        self._search.timeout.connect(self._look_further)
        self.codes.textChanged.connect(self._settle.start)
        self.table.selectionModel().currentRowChanged.connect(self._show_in_hand)
        self.table.activated.connect(self._go)
        self._lay_out()
        self._answer()
        begin_with(self, _SIZE)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """One for each line that is not blank."""
        lines = [line for line in self.codes.toPlainText().splitlines() if line.strip()]
        return tuple(self._traces.answer(typed(line)) for line in lines[:_MOST_CODES])

    @property
    def in_hand(self) -> Answer | None:
        """The answer of the row in hand."""
        return self.model.answer(self.table.currentIndex().row())

    def answer_all(self) -> None:
        """Look at all that it takes, now: what else happens by itself as soon as typing rests."""
        self._settle.stop()
        self._answer()
        while self._search.isActive():
            self._look_further()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.codes.setFocus()

    def _lay_out(self) -> None:
        for upper in (self.codes, self.table):
            upper.setFixedHeight(_UPPER_HEIGHT)
        contents = QWidget(self)
        in_column(
            PlainLabel(_EXPLAINED, "second", wraps=True),
            in_row(self.codes, (self.table, 1), gap=_GAP),
            self.said,
            (with_room(self.changes, _CHANGES_HEIGHT), 1),
            on=contents,
            margins=(_SIDE, _SIDE, _SIDE, 0),
            gap=_GAP,
        )
        close = push_button("关闭", self.reject)
        foot = in_row(
            self._searching, ..., self.go, close, margins=(_SIDE, 0, _SIDE, _SIDE), gap=_GAP
        )
        in_column((Scrolled(contents, self), 1), foot, on=self, margins=0, gap=_GAP)

    def _answer(self) -> None:
        answers = self.answers
        looking = self._more and any(each.wants_more for each in answers)
        self.model.show(answers, looking=looking)
        if answers and self.in_hand is None:
            self.table.selectRow(0)
        self._show_in_hand()
        count = self._traces.looked_at - 1
        self._searching.setText(f"正在查以前的版本，已查 {count} 个…" if looking else "")
        if looking:
            self._search.start()
        else:
            self._search.stop()

    def _look_further(self) -> None:
        """One state at a time: between two the window answers keys."""
        try:
            self._more = self._traces.look_further()
        except Trouble as trouble:
            self._more = False
            tell_trouble(self, trouble)
        self._answer()

    def _show_in_hand(self, *_rows: QModelIndex) -> None:
        answer = self.in_hand
        self.said.setText(self.model.says(answer) if answer is not None else "")
        self.said.put_role(self.model.role(answer) if answer is not None else "")
        self.changes.show(answer.changes if answer is not None else ())
        self.go.setEnabled(answer is not None and answer.address is not None)

    def _go(self, *_index: QModelIndex) -> None:
        answer = self.in_hand
        if answer is not None and answer.address is not None:
            self.chosen = answer
            self.accept()


_MARKS: Final = {
    "good": ("✓", tokens.GOOD),
    "warning": ("▲", tokens.WARNING),
    "error": ("✕", tokens.ERROR),
    "second": ("…", tokens.SECOND_TEXT),
}


def _paint(row: Row, index: Index) -> None:
    row.fill(tokens.PAPER, ruled=True)
    room = row.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    if not index.column():
        mark, color = _MARKS[index.data(_LOOK_ROLE)]
        row.say(room, mark, color)
        room = room.adjusted(5 * tokens.STEP, 0, 0, 0)
    row.say(room, index.data())
