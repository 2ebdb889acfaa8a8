"""The dialog before fill-in workbooks: for which projects, which year, to which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from hfgoals.checks import CheckSettings
from hfgoals.model.values import Book
from hfgoals.templates import (
    Stage,
    Template,
    templates_of_book,
    templates_of_kinds,
    templates_of_stage,
)
from hfgoals.trouble import Trouble
from ui.dialogs.form import FormDialog
from ui.dialogs.tick import TickHeading, TickList, in_card
from ui.dialogs.unit import year_box
from ui.kit.folder_field import FolderField
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel


class TemplatesDialog(FormDialog):
    """Accepted, ``templates`` are to be written to ``folder``. Without a book only blank ones."""

    def __init__(
        self,
        book: Book | None,
        year: int,
        folder: Path,
        parent: QWidget,
        settings: CheckSettings | None = None,
    ) -> None:
        super().__init__(
            "给各科室的填报模板",
            "生成带下拉选择和填写提示的 Excel 表，发给各科室填写；收回以后用“文件→汇总各部门的表”"
            "并进工作簿。监控和自评的表里目标是锁定的，只收完成情况。已有的同名文件不会被覆盖。",
            "生成",
            parent,
        )
        self.resize(640, 640)
        self._book, self._settings = book, settings
        self._found: tuple[Template, ...] = ()
        self._why = ""
        self._year = year_box(year)
        self._year.setFixedWidth(120)
        self._of_book = QRadioButton("本工作簿的项目：每个项目一个，带出已有的内容", self)
        self._of_kinds = QRadioButton("新项目：空白表和各类项目的示例表", self)
        self._of_stages: dict[Stage, QRadioButton] = {
            "monitoring": QRadioButton("监控：目标已印好，填执行情况、偏差原因", self),
            "evaluation": QRadioButton("自评：目标已印好，填完成值、得分、原因", self),
        }
        group = QButtonGroup(self)
        for each in (self._of_book, self._of_kinds, *self._of_stages.values()):
            group.addButton(each)
        has_projects = book is not None and any(plan.projects for plan in book.years)
        for each in (self._of_book, *self._of_stages.values()):
            each.setEnabled(has_projects)
        (self._of_book if has_projects else self._of_kinds).setChecked(True)
        self._heading = TickHeading("表格", self)
        self._listed = TickList("要生成的表格", self)
        self._note = PlainLabel("", "second", wraps=True)
        self._folder = FolderField(folder, self)
        self.fields.addRow("预算年度", self._year)
        self.fields.addRow(
            "内容", _stacked(self._of_book, self._of_kinds, *self._of_stages.values())
        )
        whole = in_card(self._heading, self._listed, self._note)
        whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.fields.addRow(whole)
        self.fields.addRow("保存到", self._folder)
        self._year.valueChanged.connect(self._show)
        group.buttonToggled.connect(self._chosen)
        self._listed.ticked_changed.connect(self._count)
        self._heading.all.clicked.connect(lambda: self._listed.tick_all(ticked=True))
        self._heading.none.clicked.connect(lambda: self._listed.tick_all(ticked=False))
        self._show()
        self._listed.setFocus()

    @property
    def templates(self) -> tuple[Template, ...]:
        """Those that are ticked."""
        ticked = self._listed.ticked
        return tuple(each for each in self._found if each.name in ticked)

    @property
    def folder(self) -> Path:
        """The folder to write to."""
        return self._folder.folder

    def refusal(self) -> str:
        if not self._found:
            return self._why
        if not self._listed.ticked:
            return "请至少勾选一张表格。"
        return self._folder.refusal

    @property
    def _stage(self) -> Stage | None:
        """The stage that is to be filled in; None for targets."""
        return next((name for name, each in self._of_stages.items() if each.isChecked()), None)

    def _chosen(self, _button: QAbstractButton, on: bool) -> None:
        """Go to a year with targets where its results are asked for: the next one has none."""
        if not on:
            return
        years = [plan.year for plan in self._book.years if plan.projects] if self._book else []
        if self._stage is not None and years and self._year.value() not in years:
            self._year.setValue(years[-1])
        self._show()

    def _show(self) -> None:
        year = self._year.value()
        self._found, self._why = (), ""
        try:
            self._found = self._offered(year)
        except Trouble as trouble:
            self._why = trouble.what
        self._listed.fill((each.name, " ".join(each.label.split())) for each in self._found)
        self._note.setText(self._why or self._copied(year))
        self._count()
        self.fit()

    def _offered(self, year: int) -> tuple[Template, ...]:
        """All that there are for that choice. Raises Trouble."""
        if self._book is None or self._of_kinds.isChecked():
            plan = self._book.plan_of(year) if self._book is not None else None
            return templates_of_kinds(year, plan.scheme if plan is not None else "")
        if self._stage is not None:
            return templates_of_stage(self._book, year, self._stage)
        return templates_of_book(self._book, year, self._settings)

    def _copied(self, year: int) -> str:
        """What to know when the year is not in the workbook yet."""
        if self._book is None or not self._of_book.isChecked() or self._book.plan_of(year):
            return ""
        return f"本工作簿还没有 {year} 年度，从最近的年度带出：文中的年份顺延，项目编码清空。"

    def _count(self) -> None:
        self._heading.count(f"已选 {len(self._listed.ticked)} 张")


def _stacked(*widgets: QWidget) -> QWidget:
    column = QWidget()
    in_column(*widgets, on=column, margins=(0, 4, 0, 0), gap=4)
    return column
