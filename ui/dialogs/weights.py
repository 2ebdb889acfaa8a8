"""The dialog that shares out the points among the indicators, shown before it does."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from hfgoals.model.values import AnnualPlan, Project
from hfgoals.presets import weight_schemes
from hfgoals.presets.weighing import Weighing, weighing
from ui.dialogs.form import FormDialog
from ui.kit.choice import Choice
from ui.kit.plain import PlainLabel

_BY_ROWS: Final = "按各项目的一级指标自动选"
_ROUNDINGS: Final = ("整数", "一位小数", "两位小数")
_MOST_SAID: Final = 6


class WeightsDialog(FormDialog):
    """Scheme, projects and rounding, with what comes of them below."""

    def __init__(
        self, plan: AnnualPlan, project: Project | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "分配分值（权重）",
            "先按方案分给各一级指标，再在它的各行里平分，合计分毫不差；分好以后可以逐格修改，"
            "也可以撤销。",
            "分配",
            parent,
        )
        self._plan, self._project = plan, project
        self._schemes = weight_schemes()
        names = [one.name for one in self._schemes]
        self.scheme = Choice("方案", (_BY_ROWS, *names), self)
        whose = ("本项目", "本年度全部项目") if project is not None else ("本年度全部项目",)
        self.whose = Choice("项目", whose, self)
        self.rounding = Choice("取到", _ROUNDINGS, self)
        self.source = PlainLabel("", "second", wraps=True)
        self.outcome = PlainLabel("", wraps=True)
        self.open_points = PlainLabel("", "warning", wraps=True)
        self.fields.addRow("方案", self.scheme)
        self.fields.addRow("", self.source)
        self.fields.addRow("项目", self.whose)
        self.fields.addRow("取到", self.rounding)
        self.fields.addRow("分好以后", self.outcome)
        self.fields.addRow("", self.open_points)
        for choice in (self.scheme, self.whose, self.rounding):
            choice.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def weighing(self) -> Weighing:
        """What is chosen."""
        at = self.scheme.currentIndex() - 1
        scheme = self._schemes[at] if at >= 0 else None
        alone = self._project is not None and self.whose.currentIndex() == 0
        projects = (self._project,) if alone and self._project else self._plan.projects
        return weighing(self._plan, projects, scheme, self.rounding.currentIndex())

    def refusal(self) -> str:
        return "" if self.weighing.edits else "分值已经是这样，没有要改的。"

    def _show(self) -> None:
        found = self.weighing
        at = self.scheme.currentIndex() - 1
        chosen = self._schemes if at < 0 else self._schemes[at : at + 1]
        self.source.setText(
            "\n".join(f"{one.name}，预算执行率 {one.execution}：{one.source}" for one in chosen)
        )
        lines = [*found.lines]
        if found.changed:
            lines.append(f"已经填有分值的 {found.changed} 行会改成新的。")
        self.outcome.setText("\n".join(lines))
        more = len(found.open) - _MOST_SAID
        said = [*found.open[:_MOST_SAID], *([f"……另有 {more} 处。"] if more > 0 else [])]
        self.open_points.setText("\n".join(said))
        self.open_points.setVisible(bool(said))
        if self.isVisible():
            self.fit()
