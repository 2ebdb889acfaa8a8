"""The dialog that copies a year to the next: which year, which projects, which years in texts.

The years found in the texts are a table to tick, each as it is and as it would be.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from hfgoals.checks.where import Places
from hfgoals.model.rolling import YearChange, next_free_year, proposed_years, rolled_into
from hfgoals.model.values import AnnualPlan, Book
from ui.dialogs.changes import ChangesModel, changes_table
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickHeading, TickList, in_card
from ui.dialogs.unit import year_box
from ui.kit.layouts import in_row
from ui.kit.plain import PlainLabel

_LAST_YEAR = 2100


class RollDialog(FormDialog):
    """Accepted, ``rolled_book()`` is the Book with the new year."""

    def __init__(self, book: Book, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(
            "结转到下一年度",
            f"把 {plan.year} 年度复制成新的年度。文字、指标、金额和支出计划照旧，"
            "填报日期清空；勾选的年份一并改好。",
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
        self._table = changes_table(
            self.years, "文字里的年份", "文字里没有写预算年份，不需要改。", self
        )
        self._year_heading = TickHeading("文字里的年份", self)
        self.keep_codes = QCheckBox("延续项目保留编码（不勾选就清空，以后填新编码）", self)
        self.fields.addRow("结转到", self._year)
        self.fields.addRow("项目编码", self.keep_codes)
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
        kept, years = self.keep_codes.isChecked(), self.years.ticked
        return rolled_into(self._book, self._plan, self.year, years, self.projects, keep_codes=kept)

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


class YearsModel(ChangesModel):
    """The changes of the projects taken, ticked when sure or as the user has settled."""

    heads = ("位置", "现在", "结转后")

    def __init__(self, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = Places(plan)

    def show(self, changes: Iterable[YearChange], projects: frozenset[str]) -> None:
        """Show those of the changes that are in the overall part or in a project taken."""
        shown = []
        for change in changes:
            where = self._places.where(change.address)
            if where.project is None or where.project.id in projects:
                shown.append((change, where))
        self.show_changes(shown)
