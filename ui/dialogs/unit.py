"""Dialogs about the unit and its years."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from hfgoals.model.budget_year import budget_year_now
from hfgoals.model.values import AnnualPlan, Book, Unit
from ui.dialogs.form import FormDialog
from ui.dialogs.year_forms import YearForms


def year_box(year: int) -> QSpinBox:
    """A field for a budget year."""
    box = QSpinBox()
    box.setRange(1990, 2100)
    box.setValue(year)
    box.setSuffix(" 年")
    return box


class UnitDialog(FormDialog):
    """Code and name of the unit, and the year: for a new workbook."""

    def __init__(self, parent: QWidget | None = None, known: tuple[str, str] = ("", "")) -> None:
        """``known``: code and name that are filled in already."""
        super().__init__(
            "新建工作簿",
            "填写本单位的预算编码和名称，以后各年度都放在同一个文件里。",
            "选择保存位置…",
            parent,
        )
        code, name = known
        self._code = QLineEdit(code, self)
        self._code.setPlaceholderText("如 359001")
        self._name = QLineEdit(name, self)
        self._name.setPlaceholderText("如 怀来县融媒体中心")
        self._year = year_box(budget_year_now())
        (self._year if name else self._code).setFocus()
        self.fields.addRow("单位编码", self._code)
        self.fields.addRow("单位名称", self._name)
        self.fields.addRow("预算年度", self._year)
        self.forms = YearForms(AnnualPlan(), self)
        self.forms.put_into(self)

    @property
    def unit(self) -> Unit:
        """The unit as filled in."""
        return Unit(self._code.text().strip(), self._name.text().strip())

    @property
    def year(self) -> int:
        """The budget year."""
        return self._year.value()

    def refusal(self) -> str:
        if not self.unit.name:
            self._name.setFocus()
            return "请填写单位名称。"
        return self.forms.refusal


class YearDialog(FormDialog):
    """Asks for a year that the book does not hold yet, or for the changes to one that it holds."""

    def __init__(
        self,
        book: Book,
        title: str,
        accept: str,
        year: int,
        parent: QWidget,
        plan: AnnualPlan | None = None,
    ) -> None:
        super().__init__(title, "", accept, parent)
        self.forms = YearForms(plan or AnnualPlan(), self)
        # The year itself may stay: something else of it can be changed.
        self._taken = {each.year for each in book.years if each is not plan}
        while year in self._taken:
            year += 1
        self._year = year_box(year)
        self._year.setFocus()
        self._year.selectAll()
        self.fields.addRow("预算年度", self._year)
        self.forms.put_into(self)

    @property
    def year(self) -> int:
        """The year chosen."""
        return self._year.value()

    def refusal(self) -> str:
        if self.year in self._taken:
            return f"本工作簿里已有 {self.year} 年度。"
        return self.forms.refusal
