"""The preview of a table that others made: the source at the left, what becomes of it at the right.

Nothing is written here: accepted, ``proposal`` goes on to the review of every source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QWidget,
)

from hfgoals.exchange.foreign import CellAt, Correction, Understanding
from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.values import Overall, Unit
from ui.foreign.asking import Asking
from ui.foreign.cell_panel import CellPanel
from ui.foreign.correcting import Correcting, Looked
from ui.foreign.legend import Legend
from ui.foreign.lists import CorrectionsList, TablesList
from ui.foreign.offers import OfferName
from ui.foreign.result_view import ResultView
from ui.foreign.sorts import sort_of, tally, to_look_at
from ui.foreign.source_view import SourceView
from ui.foreign.table_bar import TableBar
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, room_for
from ui.kit.layouts import in_column, in_row
from ui.kit.notes import NotesList
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.messages import ask

_MOST = QSize(1840, 1020)
_LEAST_LIST = 40
_NOTHING_READ = "还没有读到内容。请指明哪一格是什么，或点“取消”。"


class ForeignPreview(Dialog):
    """Shows an Understanding and lets one correct it; ``proposal`` is what follows from it."""

    def __init__(self, looked: Looked, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("核对读到的表格")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._take_room()
        self.correcting = Correcting(looked, self)
        self._asking = Asking(self.correcting, self)
        self.tables = TablesList(self)
        self.source = SourceView(self)
        self.table_bar = TableBar(self)
        self.legend = Legend(self)
        self.panel = CellPanel(self)
        self.results = ResultView(self)
        self.notes = NotesList("要核对的地方", self)
        self.corrections = CorrectionsList(self)
        self._side = QTabWidget(self)
        self._summary = PlainLabel("", "section")
        self._said = ElidedLabel("", "warning")
        self._undo = self._button("撤销上一处更正", "撤销上一处更正（Ctrl+Z）")
        self._restore = self._button("全部还原", "去掉所有更正，回到刚读入时")
        self._next = self._button("下一处存疑", "下一处存疑或未读懂（F8）")
        self._previous = self._button("上一处", "上一处存疑或未读懂（Shift+F8）")
        self.accept_button = QPushButton("继续读入", self)
        self._cancel = self._button("取消", "不读入，原来的内容不动")
        self._lay_out(source)
        self._connect()
        self._order_tabs()
        self._refresh()
        self._side.setCurrentIndex(0 if self.proposal.notes else 1)
        self._begin()

    @property
    def proposal(self) -> Proposal:
        """What follows from the understanding, with the corrections made."""
        return self.correcting.proposal

    @property
    def understanding(self) -> Understanding:
        """As it is now."""
        return self.correcting.understanding

    # ------------------------------------------------------------- what the user does
    def take_cell(self, at: CellAt) -> None:
        """Take that cell in hand: it is brought into view, told of, and lit at the right."""
        self._show_table(at.table)
        self.source.take(at)
        self._followed(self.source.in_hand)

    def take_result(self, sources: Sequence[CellAt]) -> None:
        """Light up the cells that a value came from, the first of them in hand."""
        if sources:
            self._show_table(sources[0].table)
            self.source.take(sources[0])
            self.panel.show_cell(self.understanding, self.source.in_hand, self._asking.projects)
        self.source.light(sources)

    def _take_note(self, note: Note) -> None:
        """Show the cell that it is about, if it is about one."""
        for number, table in enumerate(self.understanding.tables):
            if note.place.startswith(table.origin.name):
                for cell in table.cells():
                    if cell.text and cell.place == note.place:
                        self.take_cell(CellAt(number, cell.row, cell.column))
                        return

    def walk(self, *, forward: bool) -> None:
        """To the next cell in doubt or not understood, or the one before."""
        self._walk(to_look_at(self.understanding), forward=forward)

    def correct(self, correction: Correction) -> None:
        """Make a correction; all that is shown follows."""
        if not self.correcting.correct(correction):
            # Stopped: what was switched on the bar goes back.
            self._refresh()

    def accept(self) -> None:
        """Go on to the review, when anything was read."""
        if _holds_nothing(self.proposal):
            self._said.setText(_NOTHING_READ)
            return
        super().accept()

    def reject(self) -> None:
        """Close without anything read in; corrections are not lost unasked."""
        count = len(self.correcting.corrections)
        if count and not ask(
            self,
            "不读入这份表格吗？",
            f"已作的 {count} 处更正不会保留。",
            "不读入",
            "回去",
            loses=True,
        ):
            return
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Divide the room when it is known."""
        super().showEvent(event)
        if event.spontaneous():
            return
        right = max(400, min(self.width() * 36 // 100, 640))
        names = 0 if self.tables.isHidden() else 168 if self.width() < 1500 else 220
        self._middle.setSizes([names, max(self.width() - right - names, 200), right])
        self._right.setSizes([250, max(self.height() - 400, 200)])

    # ------------------------------------------------------------- following
    def _begin(self) -> None:
        open_cells = to_look_at(self.understanding)
        first = open_cells[0].table if open_cells else None
        if first is None:
            readings = self.understanding.readings
            first = next((at for at, reading in enumerate(readings) if reading.read), 0)
        if self.understanding.tables:
            self._show_table(first)
            self._followed(self.source.in_hand)
        self.source.setFocus()

    def _show_table(self, number: int) -> None:
        if self.source.table_number != number or self.tables.currentRow() != number:
            self.source.show_table(self.understanding, number)
            self.table_bar.show_table(self.understanding, number)
            self.tables.take(number)

    def _table_chosen(self, number: int) -> None:
        self._show_table(number)
        self._followed(self.source.in_hand)

    def _followed(self, at: CellAt) -> None:
        self.panel.show_cell(self.understanding, at, self._asking.projects)
        self.source.light(())
        self.results.follow(at)

    def _refresh(self) -> None:
        """Show the understanding afresh; table, cell and scrolling stay as they are."""
        understanding = self.understanding
        counts = tally(understanding)
        self._summary.setText(counts.said)
        self.legend.show_tally(counts)
        self.results.show_rows(self.correcting.rows)
        notes = self.proposal.notes
        self.notes.show_notes(notes, "没有要核对的地方。")
        self._side.setTabText(0, f"要核对 {len(notes)}" if notes else "要核对")
        self.corrections.show_corrections(understanding)
        made = len(understanding.corrections)
        self._side.setTabText(2, f"更正 {made}" if made else "更正")
        self._undo.setEnabled(bool(made))
        self._restore.setEnabled(bool(made))
        open_cells = bool(to_look_at(understanding))
        self._next.setEnabled(open_cells)
        self._previous.setEnabled(open_cells)
        self._said.setText("")
        if understanding.tables:
            number = self.source.table_number
            self.tables.show_tables(understanding, number)
            self.source.show_table(understanding, number)
            self.table_bar.show_table(understanding, number)
            self._followed(self.source.in_hand)

    def _walk(self, cells: Sequence[CellAt], *, forward: bool) -> None:
        if not cells:
            return
        here = self.source.in_hand
        if forward:
            at = cells[bisect_right(cells, here) % len(cells)]
        else:
            at = cells[bisect_left(cells, here) - 1]
        self.take_cell(at)
        self.source.setFocus()

    def _walk_sort(self, name: str) -> None:
        understanding = self.understanding
        cells = sorted(
            at
            for at, meaning in understanding.meanings.items()
            if understanding.readings[at.table].read
            and (meaning.doubtful if name == "doubtful" else sort_of(meaning).name == name)
        )
        self._walk(cells, forward=True)

    def _step_table(self, by: int) -> None:
        number = self.source.table_number + by
        if 0 <= number < len(self.understanding.tables):
            self._table_chosen(number)

    # ------------------------------------------------------------- putting together
    def _take_room(self) -> None:
        self.resize(room_for(self).size().boundedTo(_MOST))

    def _connect(self) -> None:
        self.correcting.changed.connect(self._refresh)
        self.tables.chosen.connect(self._table_chosen)
        self.source.taken.connect(self._followed)
        self.source.menu_wanted.connect(self._open_menu)
        self.source.leave_out_wanted.connect(lambda: self._do("leave_out"))
        self.table_bar.correction_wanted.connect(self.correct)
        self.legend.wanted.connect(self._walk_sort)
        self.panel.wanted.connect(self._do)
        self.panel.project_wanted.connect(
            lambda index: self._asking.assign(self.source.in_hand, index)
        )
        self.notes.chosen.connect(self._take_note)
        self.results.chosen.connect(self.take_result)
        self.results.source_wanted.connect(self.source.setFocus)
        self.corrections.chosen.connect(self.take_cell)
        self._undo.clicked.connect(self.correcting.undo)
        self._restore.clicked.connect(self.correcting.restore)
        self._next.clicked.connect(lambda: self.walk(forward=True))
        self._previous.clicked.connect(lambda: self.walk(forward=False))
        self._cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        for keys, act in (
            ("Ctrl+Z", self.correcting.undo),
            ("F8", lambda: self.walk(forward=True)),
            ("Shift+F8", lambda: self.walk(forward=False)),
            ("Ctrl+PgUp", lambda: self._step_table(-1)),
            ("Ctrl+PgDown", lambda: self._step_table(1)),
            ("Ctrl+Return", self.accept),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _order_tabs(self) -> None:
        """As it is read: the tables, what holds for one, its cells, the cell, what follows."""
        order: list[QWidget] = [self._previous, self._next, *self.legend.stops, self.tables]
        order += [self.table_bar.read, self.table_bar.money, self.table_bar.begins, self.source]
        order += [*self.panel.stops, self._side, self.notes, self.results, self.corrections]
        order += [self._undo, self._restore, self._cancel, self.accept_button]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _do(self, name: OfferName) -> None:
        self._asking.do(name, self.source.in_hand)

    def _open_menu(self, spot: QPoint) -> None:
        self._asking.open_menu(self.source.in_hand, spot)

    def _button(self, text: str, said: str) -> QPushButton:
        button = push_button(text, tip=said)
        button.setAccessibleDescription(said)
        return button

    def _lay_out(self, source: str) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        left = _column(self.table_bar, self.source)
        self.tables.setMinimumWidth(120)
        side = QSplitter(Qt.Orientation.Vertical, self)
        side.setObjectName("side")
        self._side.addTab(self.notes, "要核对")
        self._side.addTab(self.results, "读入结果")
        self._side.addTab(self.corrections, "更正")
        self._side.tabBar().setAccessibleName("要核对的、读入结果和更正")
        self.notes.setMinimumHeight(_LEAST_LIST)
        self.results.setMinimumHeight(_LEAST_LIST)
        self.corrections.setMinimumHeight(_LEAST_LIST)
        side.addWidget(self.panel)
        side.addWidget(self._side)
        for each in (self.tables, left, side):
            middle.addWidget(each)
        middle.setChildrenCollapsible(False)
        side.setChildrenCollapsible(False)
        self.tables.setVisible(len(self.understanding.tables) > 1)
        self._middle, self._right = middle, side
        middle.setStretchFactor(1, 3)
        middle.setStretchFactor(2, 1)
        side.setStretchFactor(1, 1)
        in_column(self._head(source), (middle, 1), self._foot(), on=self, margins=0, gap=0)

    def _head(self, source: str) -> QFrame:
        head = QFrame(self)
        head.setObjectName("head")
        above = QHBoxLayout()
        above.setSpacing(16)
        sentence = "这份表格是按栏目名称读懂的。请核对颜色和结果，读错的地方可以在这里更正。"
        above.addWidget(self._summary)
        above.addWidget(ElidedLabel(f"“{source}”　{sentence}", "second"), 1)
        above.addWidget(self._previous)
        above.addWidget(self._next)
        in_column(above, self.legend, on=head, margins=(16, 10, 16, 6), gap=4)
        return head

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("foot")
        row = in_row(on=foot, margins=(16, 10, 16, 10), gap=8)
        self.accept_button.setProperty("role", "primary")
        self.accept_button.setAutoDefault(False)
        self.accept_button.setToolTip("核对年度后写入工作簿（Ctrl+回车）")
        row.addWidget(self._undo)
        row.addWidget(self._restore)
        row.addWidget(self._said, 1)
        row.addWidget(PlainLabel("此时还没有写入任何内容。", "second", wraps=True))
        row.addWidget(self._cancel)
        row.addWidget(self.accept_button)
        return foot


def _column(*parts: QWidget) -> QWidget:
    column = QWidget()
    layout = in_column(on=column, margins=0, gap=0)
    for part in parts:
        layout.addWidget(part)
    return column


def _holds_nothing(proposal: Proposal) -> bool:
    plan = proposal.plan
    return not plan.projects and plan.overall == Overall() and proposal.unit == Unit()
