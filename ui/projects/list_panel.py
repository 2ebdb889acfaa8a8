"""The panel with the year's projects: look for one, take it in hand, see their sums."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
)

from hfgoals.model.balance import project_sums
from hfgoals.model.money import shown
from hfgoals.model.values import AnnualPlan
from ui.kit.fonts import tabular
from ui.kit.icons import icon
from ui.kit.layouts import in_column, in_row
from ui.kit.line_field import LineField
from ui.kit.plain import PlainLabel
from ui.kit.tokens import FAINT_TEXT, SECOND_TEXT, STEP
from ui.projects.list_model import ID_ROLE, ProjectFilter, ProjectListModel
from ui.projects.list_view import ProjectListView
from ui.projects.orders import BY_NUMBER, ORDERS, Order

LEAST_WIDTH, MOST_WIDTH, FOLDED_WIDTH = 240, 320, 40
_STRIP_EDGE = 2
_A_ROW = 10 * STEP
_FILTER_WAIT = 120


class ProjectListPanel(QFrame):
    """Tells which project the user wants in hand; changes nothing itself."""

    chosen = Signal(str)
    """The id of the project that the user put the focus on."""
    drag_wanted = Signal(int, int)
    """A row is to go into the gap before another."""
    opened = Signal()
    fold_changed = Signal(bool)
    order_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.model = ProjectListModel(self)
        self.shown = ProjectFilter(self.model)
        self.view = ProjectListView()
        self.view.setModel(self.shown)
        self.filter = FilterField()
        self._title = PlainLabel("项目", "heading")
        self._new, self._more, self.folder = QToolButton(), QToolButton(), QToolButton()
        self._more.setIcon(icon("more", SECOND_TEXT))
        self._more.setToolTip("对选中的项目：复制、删除、移动；清单的排列")
        self._more.setAccessibleName("项目的更多操作")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self._new, self._more, self.folder):
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.orders = {order: QAction(order.text, self, checkable=True) for order in ORDERS}
        chosen = QActionGroup(self)
        for action in self.orders.values():
            chosen.addAction(action)
        self.orders[BY_NUMBER].setChecked(True)
        self._none = PlainLabel("没有符合的项目", "faint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sums = _Sums()
        self._head = QHBoxLayout()
        self._content = QWidget()
        self._updating = False
        self._in_hand = ""
        self._wait = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._place()
        self._connect()
        self.fold(False)

    @property
    def folded(self) -> bool:
        """Whether only the narrow strip is shown."""
        return self._content.isHidden()

    def fold(self, folded: bool) -> None:
        """Show only a narrow strip, or everything."""
        self._content.setVisible(not folded)
        self._head.setContentsMargins(_STRIP_EDGE if folded else 4 * STEP, STEP, _STRIP_EDGE, 0)
        for widget in (self._title, self._new, self._more):
            widget.setVisible(not folded)
        self.folder.setIcon(icon("right" if folded else "left", SECOND_TEXT))
        tip = "展开项目列表" if folded else "收起项目列表"
        self.folder.setToolTip(tip)
        self.folder.setAccessibleName(tip)
        self.setMinimumWidth(FOLDED_WIDTH if folded else LEAST_WIDTH)
        self.setMaximumWidth(FOLDED_WIDTH if folded else MOST_WIDTH)
        self.fold_changed.emit(folded)

    def minimumSizeHint(self) -> QSize:
        """The sums give way where the panel is low: they stand below the table as well."""
        return super().minimumSizeHint() - QSize(0, self._room_for_sums())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = super().minimumSizeHint().height() - self._room_for_sums()
        self._sums.setVisible(self.height() >= least + self._sums.sizeHint().height() + _A_ROW)

    def _room_for_sums(self) -> int:
        shown = self._sums.isVisibleTo(self)
        return self._sums.minimumSizeHint().height() + 2 * STEP if shown else 0

    def offer(self, new: QAction, on_rows: Sequence[QAction], in_order: QAction) -> None:
        """Put the commands on buttons in the head, and on the menu of the rows."""
        self._new.setDefaultAction(new)
        self._new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        menu = QMenu(self._more)
        menu.addActions(list(on_rows))
        menu.addSeparator()
        for order, action in self.orders.items():
            menu.addAction(action)
            action.triggered.connect(lambda _=False, order=order: self.put_in(order))
        menu.addAction(in_order)
        self._more.setMenu(menu)
        self.view.addActions([new, *on_rows])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_plan(self, plan: AnnualPlan | None, project_id: str) -> None:
        """Show the projects of the year, that one in hand."""
        self._updating = True
        self.model.show_projects(plan.projects if plan is not None else ())
        self._sums.show_plan(plan)
        self._show_count()
        self._updating = False
        self.show_in_hand(project_id)

    def show_in_hand(self, project_id: str) -> None:
        """Mark the project in hand, if the filter lets it pass."""
        self._in_hand = project_id
        row = self.model.row_of(project_id)
        index = self.shown.mapFromSource(self.model.index(row)) if row >= 0 else QModelIndex()
        if index == self.view.currentIndex() and (
            not index.isValid() or self.view.selectionModel().hasSelection()
        ):
            # Others may be selected with it.
            return
        self._updating = True
        if index.isValid():
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, only)
            self.view.scrollTo(index)
        else:
            self.view.selectionModel().clear()
        self._updating = False

    @property
    def selected(self) -> frozenset[str]:
        """The ids of the projects selected."""
        return frozenset(index.data(ID_ROLE) for index in self.view.selectedIndexes())

    @property
    def listed(self) -> list[str]:
        """The ids of the projects in view, in the order of the list."""
        return [self.shown.index(row, 0).data(ID_ROLE) for row in range(self.shown.rowCount())]

    def neighbour(self, project_id: str, by: int) -> str:
        """The id of the project so many visible rows below; "" when there is none."""
        row = self.model.row_of(project_id)
        index = self.shown.mapFromSource(self.model.index(row)) if row >= 0 else QModelIndex()
        if not index.isValid():
            # The one in hand is filtered away: the first or last of those in view.
            wanted = 0 if by > 0 else self.shown.rowCount() - 1
        else:
            wanted = index.row() + by
        found = self.shown.index(wanted, 0)
        return found.data(ID_ROLE) if found.isValid() else ""

    def look_for(self, text: str) -> None:
        """Show only what holds this text."""
        self.filter.show_text(text)
        self._apply_filter()

    def put_in(self, order: Order) -> None:
        """Show the projects in that order; the year keeps its own."""
        self.orders[order].setChecked(True)
        self._updating = True
        self.shown.put_in(order)
        self._updating = False
        self._show_count()
        self.show_in_hand(self._in_hand)
        self.order_changed.emit()

    def _apply_filter(self) -> None:
        self._wait.stop()
        self._updating = True
        self.shown.look_for(self.filter.text())
        self._updating = False
        self._show_count()
        # Qt puts another row in hand when the filter takes that one away.
        self.show_in_hand(self._in_hand)

    def _show_count(self) -> None:
        total, passed = self.model.rowCount(), self.shown.rowCount()
        among = f"{passed} / {total}" if self.shown.wanted else f"{total}"
        order = self.shown.order
        by = "" if order is BY_NUMBER else f"·{order.text.partition('，')[0]}"
        self._title.setText(f"项目（{among}）{by}")
        nothing = passed == 0 and total > 0
        self._none.setVisible(nothing)
        self.view.setVisible(not nothing)

    def _connect(self) -> None:
        self.folder.clicked.connect(lambda: self.fold(not self.folded))
        self.filter.edited.connect(self._wait.start)
        self.filter.cleared.connect(lambda: self.look_for(""))
        self.filter.list_wanted.connect(self._enter_list)
        self._wait.timeout.connect(self._apply_filter)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.dropped.connect(self.drag_wanted)
        self.view.opened.connect(self.opened)

    def _enter_list(self) -> None:
        self._apply_filter()
        if self.shown.rowCount():
            self.view.setFocus()
            if not self.view.selectionModel().hasSelection():
                self.view.setCurrentIndex(self.shown.index(0, 0))

    def _current_changed(self, index: QModelIndex) -> None:
        if not self._updating and index.isValid():
            self.chosen.emit(index.data(ID_ROLE))

    def _place(self) -> None:
        head = self._head
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        for button in (self._new, self._more, self.folder):
            head.addWidget(button)
        column = in_column(on=self._content, margins=0, gap=2 * STEP)
        filtering = in_row(self.filter, margins=(3 * STEP, 0, 3 * STEP, 0))
        column.addLayout(filtering)
        self.view.setMinimumHeight(_A_ROW)
        column.addWidget(self.view, 1)
        column.addWidget(self._none, 1)
        column.addWidget(self._sums)
        in_column(head, (self._content, 1), (..., 0), on=self, margins=(0, STEP, 0, 0), gap=STEP)


class FilterField(LineField):
    """What to look for among the projects; Esc clears it, ↓ and Enter go to the list."""

    cleared = Signal()
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("名称、编码、金额或内容")
        self.setAccessibleName("筛选项目")
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", FAINT_TEXT), self.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


_WHOLE_SUM = "合计（万元）"


class _Sums(QFrame):
    """The foot of the panel: the amounts of all projects added up."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sums")
        grid = QGridLayout(self)
        grid.setContentsMargins(4 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        grid.setVerticalSpacing(STEP // 2)
        self._amounts: dict[str, PlainLabel] = {}
        self._labels: dict[str, PlainLabel] = {}
        lines = (("budget", _WHOLE_SUM), ("fiscal", "财政资金"), ("other", "其他资金"))
        for row, (name, label) in enumerate(lines):
            role = "heading" if name == "budget" else "second"
            amount = PlainLabel("", role)
            amount.setFont(tabular(amount.font()))
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._labels[name] = PlainLabel(label, role)
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(amount, row, 1)
            self._amounts[name] = amount

    def show_plan(self, plan: AnnualPlan | None) -> None:
        sums = project_sums(plan.projects if plan is not None else ())
        for name, label in self._amounts.items():
            label.setText(shown(getattr(sums, name)) or "—")
        whole = plan is None or plan.damage is None
        self._labels["budget"].setText(_WHOLE_SUM if whole else "合计（不全）")
