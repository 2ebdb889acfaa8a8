"""The dialog that copies a year to the next: which year, which projects, which years in texts.

The years found in the texts are a table to tick, each as it is and as it would be.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from hfgoals.checks.where import Places
from hfgoals.model.address import Address
from hfgoals.model.rolling import YearChange, next_free_year, proposed_years, rolled_into
from hfgoals.model.values import AnnualPlan, Book
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickHeading, TickList, in_card
from ui.dialogs.unit import year_box
from ui.kit import tokens
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel, plain_tip
from ui.kit.rows import (
    ELIDE_LEFT,
    LEFT,
    Index,
    Row,
    TickDelegate,
    cut,
    halves,
    is_ticked,
    shrunk,
    strong,
)
from ui.kit.table import Table, TableModel

PLACE, BEFORE, AFTER = range(3)
"""The columns."""
_CHANGE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The YearChange of a row."""
_HOME_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The project, or the overall part, in words."""
_ROW_HEIGHT: Final = 54
_EDGE = 3 * tokens.STEP
_PLACE_WIDTH = 224
_TIP_LETTERS = 150
_CHECK = Qt.ItemDataRole.CheckStateRole
_LAST_YEAR = 2100


class RollDialog(FormDialog):
    """Accepted, ``rolled_book()`` is the Book with the new year."""

    def __init__(self, book: Book, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(
            "结转到下一年度",
            f"把 {plan.year} 年度复制成新的年度。文字、指标、金额和支出计划照旧，"
            "项目编码和填报日期清空；勾选的年份一并改好。",
            "结转",
            parent,
        )
        self.resize(1080, 680)
        self._book, self._plan = book, plan
        self._year = year_box(next_free_year(book, plan))
        self._year.setMinimum(min(plan.year + 1, _LAST_YEAR))
        self._year.setFixedWidth(120)
        self._projects = self._project_list()
        self._project_heading = TickHeading("项目", self)
        self.years = YearsModel(plan, self)
        self._table = years_table(self.years, self)
        self._year_heading = TickHeading("文字里的年份", self)
        self.fields.addRow("结转到", self._year)
        self.fields.addRow(self._columns())
        self._year.valueChanged.connect(self._show_years)
        self._projects.ticked_changed.connect(self._show_years)
        self._project_heading.all.clicked.connect(lambda: self.take_projects(taken=True))
        self._project_heading.none.clicked.connect(lambda: self.take_projects(taken=False))
        self._year_heading.all.clicked.connect(lambda: self.years.tick_all(ticked=True))
        self._year_heading.none.clicked.connect(lambda: self.years.tick_all(ticked=False))
        self.years.ticks_changed.connect(self._count_years)
        self._show_years()
        self._year.setFocus()

    @property
    def year(self) -> int:
        """The year to copy to."""
        return self._year.value()

    @year.setter
    def year(self, year: int) -> None:
        self._year.setValue(year)

    @property
    def projects(self) -> frozenset[str]:
        """The row ids of the projects to take."""
        return self._projects.ticked

    def take_projects(self, *, taken: bool) -> None:
        """Tick or untick all projects."""
        self._projects.tick_all(ticked=taken)

    def rolled_book(self) -> Book:
        """The Book with the new year. Raises CannotRoll."""
        return rolled_into(self._book, self._plan, self.year, self.years.ticked, self.projects)

    def refusal(self) -> str:
        present = self._book.plan_of(self.year)
        if present is not None and not present.is_blank:
            return f"本工作簿里已有 {self.year} 年度，并且填有内容。请换一个年度。"
        if self.year <= self._plan.year:
            return f"只能结转到 {self._plan.year} 年之后的年度。"
        return ""

    def _project_list(self) -> TickList:
        listed = TickList("要结转的项目", self)
        names = (" ".join(each.name.split("\n")) for each in self._plan.projects)
        listed.fill(
            (project.id, f"{number}. {name or '（未填项目名称）'}")
            for number, (project, name) in enumerate(
                zip(self._plan.projects, names, strict=True), 1
            )
        )
        return listed

    def _columns(self) -> QWidget:
        both = QWidget(self)
        both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        columns = in_row(on=both, margins=0, gap=20)
        note = PlainLabel("部门整体绩效目标一并结转。", "second", wraps=True)
        columns.addWidget(in_card(self._project_heading, self._projects, note), 2)
        columns.addWidget(in_card(self._year_heading, self._table), 5)
        return both

    def _show_years(self) -> None:
        projects = self.projects
        self._project_heading.count(f"已选 {len(projects)} 个")
        self.years.show(proposed_years(self._plan, self.year), projects)

    def _count_years(self) -> None:
        found, ticked = self.years.rowCount(), len(self.years.ticked)
        self._year_heading.count(f"共 {found} 处，改 {ticked} 处")


class YearsModel(TableModel):
    """The changes of the projects taken, ticked when sure or as the user has settled."""

    heads = ("位置", "现在", "结转后")
    _rows: list[YearChange]

    ticks_changed = Signal()

    def __init__(self, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = Places(plan)
        self._rows = []
        self._settled: dict[tuple[Address, int], bool] = {}

    def show(self, changes: Iterable[YearChange], projects: frozenset[str]) -> None:
        """Show those of the changes that are in the overall part or in a project taken."""
        self.beginResetModel()
        self._rows = []
        for change in changes:
            project = self._places.where(change.address).project
            if project is None or project.id in projects:
                self._rows.append(change)
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def ticked(self) -> list[YearChange]:
        """The changes to make."""
        return [change for change in self._rows if self.is_ticked(change)]

    def is_ticked(self, change: YearChange) -> bool:
        """Whether that change is to be made."""
        return self._settled.get((change.address, change.start), change.sure)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick all that are shown."""
        self._settled.update(((each.address, each.start), ticked) for each in self._rows)
        if self._rows:
            self._tell(0, len(self._rows) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == PLACE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._rows[index.row()]
        if role == _CHANGE_ROLE:
            return change
        if role == _HOME_ROLE:
            return self._places.where(change.address).home
        if role == _CHECK and index.column() == PLACE:
            return Qt.CheckState.Checked if self.is_ticked(change) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(change, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != PLACE:
            left, right = change.around(_TIP_LETTERS)
            return plain_tip(f"{left}{change.before}{right}")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        change = self._rows[index.row()]
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._settled[change.address, change.start] = ticked
        self._tell(index.row(), index.row())
        return True

    def _said(self, change: YearChange, column: int) -> str:
        where = self._places.where(change.address)
        left, right = change.around()
        if column == PLACE:
            label = change.address.field.label
            return f"第{where.row}行　{label}" if where.part == "indicator" else where.says
        return f"{left}{change.before if column == BEFORE else change.after}{right}"

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.heads) - 1))
        self.ticks_changed.emit()


def years_table(model: YearsModel, parent: QWidget) -> Table:
    """Shows them; says so when there is nothing to change."""
    table = Table(
        model,
        "文字里的年份",
        parent,
        row_height=_ROW_HEIGHT,
        empty="文字里没有写预算年份，不需要改。",
    )
    table.setItemDelegate(TickDelegate(table, _paint))
    table.widths(_PLACE_WIDTH, 0, 0)
    return table


def _paint(row: Row, index: Index) -> None:
    row.focused = False
    row.fill(tokens.PAPER, ruled=True)
    room, ticked = row.rect.adjusted(_EDGE, 6, -_EDGE // 2, -7), is_ticked(index)
    if index.column() == PLACE:
        upper, lower = halves(row.tick(room, ticked=ticked))
        row.say(upper, str(index.data()))
        row.say(lower, str(index.data(_HOME_ROLE)), tokens.SECOND_TEXT, shrunk(row.font))
        return
    change: YearChange = index.data(_CHANGE_ROLE)
    later = index.column() == AFTER
    if later and change.why:
        room, below = halves(room)
        row.say(below, f"{change.why}，请核对", tokens.WARNING, shrunk(row.font))
    if later and not ticked:
        row.say(room, "不改", tokens.FAINT_TEXT)
    else:
        _paint_excerpt(row, room, change, later=later)


def _paint_excerpt(row: Row, room: QRect, change: YearChange, *, later: bool) -> None:
    """The words around the year, which is brought out."""
    left, right = change.around(60)
    year = change.after if later else change.before
    painter, bold = row.painter, QFontMetrics(strong(row.font))
    chip = bold.horizontalAdvance(year) + 2 * tokens.STEP
    left_room, right_room = _shares(row.width_of(left), row.width_of(right), room.width() - chip)
    shown = cut(left, row.font, left_room, ELIDE_LEFT)
    painter.setFont(row.font)
    painter.setPen(QColor(tokens.TEXT))
    painter.drawText(QRect(room.left(), room.top(), left_room, room.height()), LEFT, shown)
    x = room.left() + row.width_of(shown)
    around = QRect(x, room.center().y() - bold.height() // 2, chip, bold.height() + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ACCENT if later else tokens.LINE))
    painter.drawRoundedRect(around.adjusted(1, 0, -1, 0), 3, 3)
    painter.setFont(strong(row.font))
    painter.setPen(QColor(tokens.PAPER if later else tokens.TEXT))
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, year)
    row.say(QRect(x + chip, room.top(), right_room, room.height()), right)


def _shares(left: int, right: int, room: int) -> tuple[int, int]:
    """How much of the room the words before and behind the year get; what one spares, both may."""
    room = max(0, room)
    if left + right <= room:
        return left, right
    half = room // 2
    if left <= half:
        return left, room - left
    return (room - right, right) if right <= half else (half, room - half)
