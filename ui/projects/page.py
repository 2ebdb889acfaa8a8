"""项目绩效目标: the list of projects, the table of the one in hand, and what adds up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QWidget

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Move
from hfgoals.model.several import copied, moved, put_in_order, removed
from hfgoals.model.values import Project
from hfgoals.model.workbook import Step
from ui.document import Document
from ui.grid.marks import Mark
from ui.grid.table_editor import TableEditor
from ui.kit.card import EmptyState, ToolRow
from ui.kit.fitting import Scrolled
from ui.kit.layouts import in_column, in_row
from ui.kit.notice import Toast
from ui.kit.tokens import STEP
from ui.messages import choose
from ui.projects.balance_bar import BalanceBar
from ui.projects.commands import ProjectCommands
from ui.projects.draft_bar import DraftBar
from ui.projects.kind_choice import KindChoice
from ui.projects.list_model import UNNAMED
from ui.projects.list_panel import FOLDED_WIDTH, LEAST_WIDTH, MOST_WIDTH, ProjectListPanel
from ui.projects.orders import BY_NUMBER

_FIRST_WIDTH = 272
_LEAST_TABLE = 12 * STEP
_LONGEST_NAME = 16


class ProjectsPage(QWidget):
    """Shows the projects of the year in hand; every change goes through the Document."""

    import_wanted = Signal()
    """The user wants a text read in."""
    draft_wanted = Signal()
    """The user wants a first draft of the project in hand."""
    print_wanted = Signal(object)
    export_wanted = Signal(object)
    """The ids of the projects chosen, a tuple."""
    done = Signal(str)
    """A sentence for the user about a step that can be taken back."""
    wanted = Signal()
    """What the user asked for is on this page, whatever is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._removed_step, self._removed_id = "", ""
        self._width = _FIRST_WIDTH
        self._wrong: frozenset[str] = frozenset()
        self.panel = ProjectListPanel()
        self.table = TableEditor(document)
        self.balance = BalanceBar()
        self.kind = KindChoice(document)
        self.draft = DraftBar(document, self)
        self.notice = Toast(self, above=14 * STEP)
        self._commands = ProjectCommands(self, self.panel)
        commands = self._commands
        self.panel.offer(commands.new, commands.on_rows, commands.put_in_order)
        self._empty = EmptyState(
            "还没有项目",
            "每个预算项目填一张绩效目标表。可以新建，也可以从去年公开的文本读入。",
            "新建第一个项目",
            "new",
        )
        self._import = self._empty.add_button("读入…")
        self._place()
        self._connect()
        self._show_all()

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be done on this page, the rows of the table included."""
        return (*self._commands.actions, *self.table.commands)

    @property
    def commands_from_elsewhere(self) -> tuple[QAction, ...]:
        """Those whose keys are to work on every page; they ask for this one."""
        return (self._commands.new, self._commands.find)

    def flush(self) -> None:
        """Take in what is being typed into the table."""
        self.table.commit()

    def show_address(self, address: Address, _said: str = "") -> None:
        """Take the project of that field in hand and show the field."""
        plan = self._document.plan
        for project in plan.projects if plan is not None else ():
            parts: tuple[Any, ...] = (*project.goals, *project.indicators)
            if address.row in {project.id, *(part.id for part in parts)}:
                self._document.select_project(project.id)
                self.table.show_address(address)
                return

    def set_marks(self, marks: Mapping[Address, Mark]) -> None:
        """Mark cells with findings; what is said to be in order is not, where one is an error."""
        self.table.set_marks(marks)
        self._wrong = frozenset(
            address.path for address, mark in marks.items() if mark.level == "error"
        )
        self._show_balance()

    def current_address(self) -> Address | None:
        """The cell in hand."""
        return self.table.current_address()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draft.show_project()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A focus proxy would do the same but takes the list before it out of the Tab order.
        (self.table if self.table.isVisible() else self._empty.button).setFocus(event.reason())

    def state(self) -> dict[str, Any]:
        """How the panel stands, as plain JSON."""
        return {
            "width": self._list_width(),
            "folded": self.panel.folded,
            "filter": self.panel.filter.text(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put the panel back as it was."""
        width = state.get("width", _FIRST_WIDTH)
        self._width = min(max(int(width), LEAST_WIDTH), MOST_WIDTH)
        self.panel.fold(bool(state.get("folded", False)))
        self.panel.look_for(str(state.get("filter", "")))
        self._spread()
        self._show_in_hand()

    # ------------------------------------------------------------ what comes from the workbook

    def _changed(self, step: Step) -> None:
        if step.name != self._removed_step:
            self.notice.hide()
        self._show_all()

    def _show_all(self) -> None:
        plan = self._document.plan
        self.panel.show_plan(plan, self._project_id)
        has_projects = plan is not None and bool(plan.projects)
        self._layers.setCurrentIndex(0 if has_projects else 1)
        self._empty.button.setEnabled(plan is not None and not self._document.read_only)
        self._import.setEnabled(not self._document.read_only)
        self._show_in_hand()

    def _show_in_hand(self) -> None:
        self.panel.show_in_hand(self._project_id)
        self._show_balance()
        self.kind.show_project()
        self.draft.show_project()
        self._offer()

    @property
    def _chosen(self) -> list[Project]:
        """What a command is about: the projects selected with the one in hand, or it alone."""
        document = self._document
        plan, own = document.plan, document.project
        ids = self.panel.selected
        if plan is None or own is None:
            return []
        return [each for each in plan.projects if each.id in ids] if own.id in ids else [own]

    def _show_balance(self) -> None:
        self.balance.show_balance(self._document.plan, self._document.project, self._wrong)

    def _offer(self) -> None:
        writable = not self._document.read_only
        self._commands.offer(
            writable=writable,
            has_year=self._document.plan is not None,
            previous=bool(self.panel.neighbour(self._project_id, -1)),
            following=bool(self.panel.neighbour(self._project_id, 1)),
        )
        self._commands.offer_project(writable=writable, in_hand=bool(self._project_id))
        plainly = self.panel.shown.order is BY_NUMBER
        self.panel.view.may_drag = writable and plainly and not self.panel.shown.wanted
        for action in (self._commands.up, self._commands.down):
            action.setEnabled(action.isEnabled() and plainly)
        in_order = writable and not plainly and not self.panel.shown.wanted
        self._commands.put_in_order.setEnabled(in_order)
        self._commands.say_how_many(len(self._chosen))

    # ------------------------------------------------------------ what the user does

    def _new(self) -> None:
        self.wanted.emit()
        self._insert("新建项目", Project(), -1)

    def _duplicate(self) -> None:
        self.flush()
        plan, chosen = self._document.plan, self._chosen
        if plan is None or not chosen:
            return
        name = "复制项目" if len(chosen) == 1 else f"复制 {len(chosen)} 个项目"
        edits = copied(plan, [each.id for each in chosen])
        if self._document.apply(name, edits):
            self.panel.look_for("")
            self._document.select_project(edits[0].row.id)
            self.table.show_address(Address("project", edits[0].row.id, "name"))

    def _insert(self, name: str, project: Project, index: int) -> None:
        plan = self._document.plan
        if plan is None:
            return
        self.flush()
        if self._document.apply(name, [Insert(plan.id, project, index)]):
            self.panel.look_for("")
            self._document.select_project(project.id)
            self.table.show_address(Address("project", project.id, "name"))

    def _remove(self) -> None:
        self.flush()
        chosen = self._chosen
        if not chosen:
            return
        name = " ".join((chosen[0].name or UNNAMED).split())
        short = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        several = f"{len(chosen)} 个项目"
        one = len(chosen) == 1
        self._removed_step = f"删除项目“{short}”" if one else f"删除 {several}"
        self._removed_id = chosen[0].id
        if self._document.apply(self._removed_step, removed([each.id for each in chosen])):
            self.notice.say_removed(name if one else several, self._undo_removal)

    def _undo_removal(self) -> None:
        if self._document.undo_name == self._removed_step:
            self._document.undo()
            self._document.select_project(self._removed_id)

    def _move(self, by: int) -> None:
        plan, chosen = self._document.plan, self._chosen
        if plan is not None and len(chosen) > 1:
            self.flush()
            edits = moved(plan, [each.id for each in chosen], down=by > 0)
            self._document.apply("调整项目顺序", edits)
            return
        other = self.panel.neighbour(self._project_id, by)
        if other:
            self._move_to(self._project_id, self.panel.model.row_of(other))

    def _put_in_order(self) -> None:
        self.flush()
        plan = self._document.plan
        if plan is not None and not self.panel.shown.wanted:
            self._document.apply("按清单的排列重新编号", put_in_order(plan, self.panel.listed))
            self.panel.put_in(BY_NUMBER)

    def _copy_to_year(self) -> None:
        from hfgoals.model.rolling import copied_to

        self.flush()
        document, chosen = self._document, self._chosen
        plan = document.plan
        others = {f"{each.year} 年度": each for each in document.book.years if each is not plan}
        if plan is None or not chosen:
            return
        if not others:
            document.refused.emit("本工作簿里还没有别的年度。请先“年度→新建年度”或“结转”。")
            return
        many = f" {len(chosen)} 个项目" if len(chosen) > 1 else "这个项目"
        answer = choose(self, f"把{many}复制到哪个年度？", "项目编码不复制。", tuple(others))
        if answer is not None:
            ids = [each.id for each in chosen]
            edits = copied_to(document.book, plan, others[answer], ids)
            if document.apply(f"复制{many}到 {answer}", edits):
                self.done.emit(f"已复制{many}到 {answer}。")

    def _dropped(self, row: int, gap: int) -> None:
        project = self.panel.model.project(row)
        self._move_to(project.id, gap - 1 if gap > row else gap)

    def _move_to(self, project_id: str, index: int) -> None:
        self.flush()
        self._document.apply("调整项目顺序", [Move(project_id, index)])

    def _step_to(self, by: int) -> None:
        other = self.panel.neighbour(self._project_id, by)
        if other:
            self._choose(other)

    def _choose(self, project_id: str) -> None:
        self.flush()
        self._document.select_project(project_id)

    def _find(self) -> None:
        self.wanted.emit()
        self.panel.fold(False)
        self.panel.filter.setFocus()
        self.panel.filter.selectAll()

    def _choose_kind(self) -> None:
        self.flush()
        self.kind.setFocus()
        self.kind.showPopup()

    # ------------------------------------------------------------ putting it together

    @property
    def _ids(self) -> tuple[str, ...]:
        self.flush()
        return tuple(each.id for each in self._chosen)

    @property
    def _project_id(self) -> str:
        project = self._document.project
        return project.id if project is not None else ""

    def _connect(self) -> None:
        document, commands, panel = self._document, self._commands, self.panel
        document.changed.connect(self._changed)
        document.year_changed.connect(self._show_all)
        document.lock_changed.connect(self._show_all)
        document.project_changed.connect(self._show_in_hand)
        panel.chosen.connect(self._choose)
        panel.opened.connect(self.table.setFocus)
        panel.drag_wanted.connect(self._dropped)
        panel.fold_changed.connect(self._spread)
        panel.order_changed.connect(self._offer)
        panel.shown.layoutChanged.connect(self._offer)
        panel.shown.rowsInserted.connect(self._offer)
        panel.shown.rowsRemoved.connect(self._offer)
        self._empty.clicked.connect(commands.new.trigger)
        self._import.clicked.connect(self.import_wanted)
        self.draft.wanted.connect(self.draft_wanted)
        commands.new.triggered.connect(self._new)
        panel.view.selectionModel().selectionChanged.connect(self._offer)
        commands.duplicate.triggered.connect(self._duplicate)
        commands.copy_to_year.triggered.connect(self._copy_to_year)
        commands.put_in_order.triggered.connect(self._put_in_order)
        commands.print.triggered.connect(lambda: self.print_wanted.emit(self._ids))
        commands.export.triggered.connect(lambda: self.export_wanted.emit(self._ids))
        commands.remove.triggered.connect(self._remove)
        commands.up.triggered.connect(lambda: self._move(-1))
        commands.down.triggered.connect(lambda: self._move(1))
        commands.previous.triggered.connect(lambda: self._step_to(-1))
        commands.next.triggered.connect(lambda: self._step_to(1))
        commands.find.triggered.connect(self._find)
        commands.kind.triggered.connect(self._choose_kind)

    def _place(self) -> None:
        right = QWidget()
        rows = ToolRow(self.table.row_commands)
        tools = QFrame()
        tools.setObjectName("tools")
        in_row((rows, 1), self.kind, on=tools, margins=(0, 0, 2 * STEP, 0))
        column = in_column(tools, self.draft, on=right, margins=0, gap=0)
        self.table.setMinimumHeight(_LEAST_TABLE)
        column.addWidget(self.table, 1)
        column.addWidget(self.balance)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.panel)
        self._split.addWidget(right)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.splitterMoved.connect(self._keep_width)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._split)
        self._layers.addWidget(Scrolled(self._empty))
        panel, draft = self.panel, self.draft
        order = (
            *(panel.filter, panel.view, panel.folder, self.kind),
            *(draft.button, draft.away, self.table),
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._spread()

    def _spread(self) -> None:
        width = FOLDED_WIDTH if self.panel.folded else self._width
        self._split.setSizes([width, max(1, self._split.width() - width)])

    def _keep_width(self) -> None:
        if not self.panel.folded:
            self._width = self.panel.width()

    def _list_width(self) -> int:
        return self._width
