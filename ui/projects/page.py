"""项目绩效目标: the list of projects, the table of the one in hand, and what adds up."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QWidget

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Move, Remove
from hfgoals.model.rows import duplicated
from hfgoals.model.values import Project
from hfgoals.model.workbook import Step
from ui.document import Document
from ui.grid.table_editor import TableEditor
from ui.kit.card import EmptyState, ToolRow, page_action
from ui.kit.fitting import Scrolled
from ui.kit.layouts import in_column, in_row
from ui.kit.notice import Toast
from ui.kit.tokens import STEP
from ui.projects.balance_bar import BalanceBar
from ui.projects.kind_choice import KindChoice
from ui.projects.list_model import UNNAMED
from ui.projects.list_panel import FOLDED_WIDTH, LEAST_WIDTH, MOST_WIDTH, ProjectListPanel

_FIRST_WIDTH = 272
_LEAST_TABLE = 12 * STEP
_LONGEST_NAME = 16


class ProjectsPage(QWidget):
    """Shows the projects of the year in hand; every change goes through the Document."""

    import_wanted = Signal()
    """The user wants a text read in."""
    wanted = Signal()
    """What the user asked for is on this page, whatever is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._removed_step, self._removed_id = "", ""
        self._width = _FIRST_WIDTH
        self.panel = ProjectListPanel()
        self.table = TableEditor(document)
        self.balance = BalanceBar()
        self.kind = KindChoice(document)
        self.notice = Toast(self, above=14 * STEP)
        self._commands = ProjectCommands(self, self.panel)
        self.panel.offer(self._commands.new, self._commands.on_rows)
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

    def current_address(self) -> Address | None:
        """The cell in hand."""
        return self.table.current_address()

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
        self.balance.show_balance(self._document.plan, self._document.project)
        self.kind.show_project()
        self._offer()

    def _offer(self) -> None:
        writable = not self._document.read_only
        self._commands.offer(
            writable=writable,
            has_year=self._document.plan is not None,
            previous=bool(self.panel.neighbour(self._project_id, -1)),
            following=bool(self.panel.neighbour(self._project_id, 1)),
        )
        self._commands.offer_project(writable=writable, in_hand=bool(self._project_id))
        self.panel.view.may_drag = writable and not self.panel.shown.wanted

    # ------------------------------------------------------------ what the user does

    def _new(self) -> None:
        self.wanted.emit()
        self._insert("新建项目", Project(), -1)

    def _duplicate(self) -> None:
        self.flush()
        project = self._document.project
        if project is not None:
            self._insert("复制项目", duplicated(project), self._document.project_number)

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
        project = self._document.project
        if project is None:
            return
        name = " ".join((project.name or UNNAMED).split())
        short = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        self._removed_step, self._removed_id = f"删除项目“{short}”", project.id
        if self._document.apply(self._removed_step, [Remove(project.id)]):
            self.notice.say_removed(name, self._undo_removal)

    def _undo_removal(self) -> None:
        if self._document.undo_name == self._removed_step:
            self._document.undo()
            self._document.select_project(self._removed_id)

    def _move(self, by: int) -> None:
        other = self.panel.neighbour(self._project_id, by)
        if other:
            self._move_to(self._project_id, self.panel.model.row_of(other))

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
        panel.shown.layoutChanged.connect(self._offer)
        panel.shown.rowsInserted.connect(self._offer)
        panel.shown.rowsRemoved.connect(self._offer)
        self._empty.clicked.connect(commands.new.trigger)
        self._import.clicked.connect(self.import_wanted)
        commands.new.triggered.connect(self._new)
        commands.duplicate.triggered.connect(self._duplicate)
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
        column = in_column(tools, on=right, margins=0, gap=0)
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
        order = (self.panel.filter, self.panel.view, self.panel.folder, self.kind, self.table)
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


class ProjectCommands:
    """QActions whose keys work while the focus is on the page; those on a row, on the list."""

    def __init__(self, page: QWidget, panel: QWidget) -> None:
        self.new = page_action(page, "新建项目", "Ctrl+Shift+N", "add")
        self.duplicate = page_action(panel, "复制项目", "Ctrl+Shift+D", "duplicate")
        self.remove = page_action(panel, "删除项目", "Del", "delete")
        self.up = page_action(panel, "项目上移", "Alt+Up", "up")
        self.down = page_action(panel, "项目下移", "Alt+Down", "down")
        self.previous = page_action(page, "上一个项目", "Ctrl+PgUp", "left")
        self.next = page_action(page, "下一个项目", "Ctrl+PgDown", "right")
        self.find = page_action(page, "筛选项目", "Ctrl+L", "search")
        self.kind = page_action(page, "选择项目类型", "Ctrl+Shift+T")
        self.on_rows = (self.duplicate, self.remove, self.up, self.down)
        self.actions = (
            self.new, self.duplicate, self.remove, self.up, self.down, self.previous, self.next,
            self.find, self.kind,
        )  # fmt: skip

    def offer(self, *, writable: bool, has_year: bool, previous: bool, following: bool) -> None:
        """Offer what can be done with the project in hand; without one nothing follows it."""
        self.new.setEnabled(writable and has_year)
        self.up.setEnabled(writable and previous)
        self.down.setEnabled(writable and following)
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def offer_project(self, *, writable: bool, in_hand: bool) -> None:
        """Offer what needs a project in hand."""
        self.duplicate.setEnabled(writable and in_hand)
        self.remove.setEnabled(writable and in_hand)
        self.kind.setEnabled(writable and in_hand)
