"""转到项目: by its number, or by a piece of its name or code."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from hfgoals.model.initials import begins
from hfgoals.model.values import AnnualPlan, Project
from ui.dialogs.form import FormDialog
from ui.kit.plain import PlainLabel

_UNNAMED = "（未命名项目）"


class GoToDialog(FormDialog):
    """Accepted, ``project`` is the one wanted."""

    def __init__(self, plan: AnnualPlan, parent: QWidget | None = None) -> None:
        super().__init__("转到项目", "", "转到", parent)
        self._projects = plan.projects
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(f"1—{len(plan.projects)}，或名称、编码里的几个字")
        self.field.setAccessibleName("项目编号")
        self._found = PlainLabel("", "second")
        self.fields.addRow("编号", self.field)
        self.fields.addRow("", self._found)
        self.field.textChanged.connect(self._tell)
        self.field.setFocus()

    @property
    def project(self) -> Project | None:
        """The project of that number, else the first whose name or code holds the words."""
        words = self.field.text().strip().casefold()
        if words.isdecimal() and 1 <= int(words) <= len(self._projects):
            return self._projects[int(words) - 1]
        named = ((each, f"{each.name}\n{each.code}".casefold()) for each in self._projects)
        holding = (each for each, names in named if words in names or begins(words, names))
        return next(holding, None) if words else None

    def refusal(self) -> str:
        if self.project is not None:
            return ""
        return f"没有这个项目。本年度有 {len(self._projects)} 个项目，请输入编号或名称里的字。"

    def _tell(self) -> None:
        project = self.project
        if project is None:
            self._found.setText("")
            return
        number = next(at for at, each in enumerate(self._projects, 1) if each is project)
        self._found.setText(f"{number}　{' '.join(project.name.split()) or _UNNAMED}")
