"""部门整体绩效目标: a page to read and write in, one column wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Move, Remove
from hfgoals.model.values import AnnualPlan, Safeguard, SubGoal, Unit
from hfgoals.model.workbook import Step
from ui.document import Document
from ui.grid.marks import Mark
from ui.kit.binding import Binding, BoundRow
from ui.kit.card import EmptyState
from ui.kit.growing_text import GrowingText
from ui.kit.line_field import LineField
from ui.kit.notice import Toast
from ui.overall.column import OverallColumn, PageCommands
from ui.overall.subgoal_card import SubGoalCard
from ui.review.field_marks import quoted_part, show_field_marks


class OverallPage(QWidget):
    """Shows the overall target of the year in hand; every change goes through the Document."""

    wanted = Signal()
    """What the user asked for is on this page, whatever is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._plan: AnnualPlan | None = None
        self._unit: Unit | None = None
        self._left: dict[str, Any] | None = None
        """What is folded and where it stood, until that is put back."""
        self._awake = False
        self._in_hand = ""
        self._address: Address | None = None
        self._marks: Mapping[Address, Mark] = {}
        self._removed_step = ""
        self._commands = PageCommands(self)
        self.column = OverallColumn(document, self._commands)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.column)
        self._layers.addWidget(
            EmptyState("这个文件里还没有年度", "从菜单“年度”新建一个，就可以开始填写。")
        )
        self.notice = Toast(self)
        self._connect()
        self._show_all()

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be done on this page."""
        return self._commands.actions

    @property
    def commands_from_elsewhere(self) -> tuple[QAction, ...]:
        """Those whose keys are to work on every page; they ask for this one."""
        return (self._commands.add_subgoal, self._commands.add_safeguard)

    def flush(self) -> None:
        """Take in what is being typed."""
        for binding in self._bindings():
            binding.flush()

    def show_address(self, address: Address, said: str = "") -> None:
        """Put the focus into the field at that address, if it is on this page.

        What a sentence ``said`` of it quotes from a long text is selected there.
        """
        self._wake()
        row = self.column.row_widget(address.row)
        if isinstance(row, SubGoalCard) and address.path != "title":
            row.fold(False)
        for binding in self._bindings():
            if binding.address == address:
                binding.editor.setFocus()
                self.column.reveal(binding.editor)
                _show_quoted(binding.editor, said)
                return
        self.column.scroll_to_top()

    def current_address(self) -> Address | None:
        """The field that has, or had last, the focus."""
        return self._address

    def set_marks(self, marks: Mapping[Address, Mark]) -> None:
        """Mark the fields with findings, in place of the marks before."""
        self._marks = marks
        if self._awake:
            show_field_marks(self._bindings(), marks)

    def showEvent(self, event: QShowEvent) -> None:
        self._wake()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would do the same but takes the fields above it out of the Tab order.
        self.column.first_field.setFocus(event.reason())

    def state(self) -> dict[str, Any]:
        """What is folded and where the page stands, as plain JSON."""
        return self._left if self._left is not None else self.column.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Fold and scroll as it was; at the first look at the page, if that is yet to come."""
        self._left = state
        if self._awake:
            self._restore()

    def _restore(self) -> None:
        if self._left is not None:
            self.column.restore(self._left)
            self._left = None

    def _connect(self) -> None:
        document, column, commands = self._document, self.column, self._commands
        document.changed.connect(self._changed)
        document.year_changed.connect(self._show_all)
        document.lock_changed.connect(self._offer)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        column.subgoals.moved.connect(self._move_to)
        column.safeguards.moved.connect(self._move_to)
        column.row_made.connect(self._row_made)
        commands.add_subgoal.triggered.connect(self._add_subgoal)
        commands.add_safeguard.triggered.connect(self._add_safeguard)
        commands.up.triggered.connect(lambda: self._move_by(self._in_hand, -1))
        commands.down.triggered.connect(lambda: self._move_by(self._in_hand, 1))
        commands.remove.triggered.connect(lambda: self._remove(self._in_hand))
        commands.fold_all.triggered.connect(self.column.fold_all)

    def _row_made(self, row: BoundRow) -> None:
        row.up_wanted.connect(lambda row_id: self._move_by(row_id, -1))
        row.down_wanted.connect(lambda row_id: self._move_by(row_id, 1))
        row.removal_wanted.connect(self._remove)

    # ------------------------------------------------------------ what comes from the workbook

    def _changed(self, step: Step) -> None:
        if step.name != self._removed_step:
            self.notice.hide()
        self._show_all()

    def _show_all(self) -> None:
        plan = self._document.plan
        self._layers.setCurrentIndex(0 if plan is not None else 1)
        unit = self._document.book.unit
        if self._awake and plan is not None:
            if plan is not self._plan or unit is not self._unit:
                self.column.show_plan(unit, plan)
                show_field_marks(self._bindings(), self._marks)
            self._plan, self._unit = plan, unit
        self._offer()

    def _wake(self) -> None:
        """Make the cards only when they are first looked at: opening a file is quicker for it."""
        if not self._awake:
            self._awake = True
            self._show_all()
            self._restore()

    # ------------------------------------------------------------ what the user does

    def _add_subgoal(self) -> None:
        self._add("增加分项绩效目标", SubGoal())

    def _add_safeguard(self) -> None:
        self._add("增加工作保障措施", Safeguard())

    def _add(self, name: str, row: SubGoal | Safeguard) -> None:
        plan = self._document.plan
        if plan is None:
            return
        self.wanted.emit()
        self.flush()
        rows = _siblings(plan, row)
        ids = [each.id for each in rows]
        index = ids.index(self._in_hand) + 1 if self._in_hand in ids else len(ids)
        if self._document.apply(name, [Insert(plan.id, row, index)]):
            self._focus_row(row.id)

    def _remove(self, row_id: str) -> None:
        found = self._place_of(row_id)
        if found is None:
            return
        rows, at = found
        self.flush()
        row = self._place_of(row_id)[0][at]  # type: ignore[index]
        named = row.title or row.goal if isinstance(row, SubGoal) else row.text
        label = "分项绩效目标" if isinstance(row, SubGoal) else "工作保障措施"
        had_focus = self._in_hand == row_id
        self._removed_step = f"删除{label}"
        others = [each.id for each in rows if each.id != row_id]
        if not self._document.apply(self._removed_step, [Remove(row_id)]):
            return
        self.notice.say_removed(named or label, self._undo_removal)
        if had_focus and others:
            self._focus_row(others[min(at, len(others) - 1)])

    def _undo_removal(self) -> None:
        if self._document.undo_name == self._removed_step:
            self._document.undo()

    def _move_by(self, row_id: str, by: int) -> None:
        found = self._place_of(row_id)
        if found is not None and 0 <= found[1] + by < len(found[0]):
            self._move_to(row_id, found[1] + by)

    def _move_to(self, row_id: str, index: int) -> None:
        self.flush()
        if self._document.apply("调整顺序", [Move(row_id, index)]):
            widget = self.column.row_widget(row_id)
            if widget is not None:
                self.column.reveal(widget)

    # ------------------------------------------------------------ focus

    def _focus_row(self, row_id: str) -> None:
        row = self.column.row_widget(row_id)
        if row is not None:
            first = next(iter(row.bindings.values())).editor
            first.setFocus()
            self.column.reveal(row)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.column.isAncestorOf(new):
            return
        above: QWidget | None = new
        while above is not None and not isinstance(above, BoundRow):
            above = above.parentWidget()
        self._in_hand = above.row_id if isinstance(above, BoundRow) else ""
        self._address = next(
            (each.address for each in self._bindings() if each.editor is new), self._address
        )
        if not isinstance(new, GrowingText):
            self.column.reveal(new)
        self._offer()

    def _offer(self) -> None:
        found = self._place_of(self._in_hand)
        self._commands.offer(
            writable=self._document.plan is not None and not self._document.read_only,
            at=found[1] if found is not None else -1,
            count=len(found[0]) if found is not None else 0,
        )

    def _place_of(self, row_id: str) -> tuple[tuple[Any, ...], int] | None:
        """The row's siblings and its place among them."""
        plan = self._document.plan
        if plan is None:
            return None
        overall = plan.overall
        families: list[tuple[Any, ...]] = [overall.subgoals, overall.safeguards]
        for rows in families:
            for index, row in enumerate(rows):
                if row.id == row_id:
                    return rows, index
        return None

    def _bindings(self) -> Iterator[Binding]:
        return self.column.bindings()


def _siblings(plan: AnnualPlan, row: SubGoal | Safeguard) -> tuple[Any, ...]:
    overall = plan.overall
    return overall.subgoals if isinstance(row, SubGoal) else overall.safeguards


def _show_quoted(editor: GrowingText | LineField, said: str) -> None:
    part = quoted_part(said, editor.text())
    if part is not None and isinstance(editor, GrowingText):
        editor.show_part(*part)
