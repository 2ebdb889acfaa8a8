"""Where a finding stands: what the command line and the report say of an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.blanks import all_results, all_stages
from hfgoals.model.dating import stage_name
from hfgoals.model.department import department_of
from hfgoals.model.items import items_of
from hfgoals.model.values import AnnualPlan, Project

PrintedPart = Literal[
    "overall", "subgoal", "safeguard", "project", "indicator", "report", "policy", "stage", "result"
]
"""The parts of the printed text. A project's goals are of its own part, "project"."""

_FIELDS: Final = {
    ("unit", "code"): "unit.code",
    ("unit", "name"): "unit.name",
    ("plan", "overall.goal"): "goal",
    ("plan", "overall.funds.basic"): "funds.basic",
    ("plan", "overall.funds.project"): "funds.project",
    ("plan", "overall.funds.total"): "funds.total",
    ("plan", "overall.remarks"): "remarks",
    ("project", "plan.march"): "plan.3",
    ("project", "plan.june"): "plan.6",
    ("project", "plan.october"): "plan.10",
    ("project", "plan.december"): "plan.12",
    ("goal", "text"): "goal",
}
"""Fields that the dump names otherwise than the model."""


_OWN_HOMES: Final = {"report": "政府信息公开工作年度报告", "policy": "政策依据"}


@dataclass(frozen=True, slots=True)
class Where:
    """One place of one year's printed text."""

    year: int
    part: PrintedPart
    field: str
    """As the dump names it: "target", "plan.12", "goal"."""
    project: Project | None = None
    number: int | None = None
    """The project's number on the form, from 1."""
    row: int | None = None
    """The row on the form, from 1; None where the part has but one of it."""
    line: str = ""
    """The row within its project or the overall part, in Chinese: 绩效指标第2行; "" for none."""
    label: str = ""
    """The field's name on the form: 指标值; "" where the row is but one field."""
    date: str = ""
    """Of the monitoring or self-evaluation that it is of; "" for the targets."""

    @property
    def says(self) -> str:
        """The place within its project or the overall part: 绩效指标第2行“指标值”."""
        return f"{self.line}“{self.label}”" if self.line and self.label else self.line + self.label

    @property
    def home(self) -> str:
        """The project with its number, or the overall part, in Chinese."""
        if self.part in _OWN_HOMES:
            return _OWN_HOMES[self.part]
        if self.project is None:
            return "部门整体绩效目标"
        return f"{self.number}.{self.project.name or '（未填项目名称）'}"


class Places:
    """Every place of one year."""

    def __init__(self, plan: AnnualPlan) -> None:
        self._plan = plan
        self._items = items_of(plan)
        self._dates: dict[str, str] = {}
        """Of the rows of stages."""
        self._rows: dict[str, tuple[PrintedPart, Project | None, int | None, int | None]] = {
            UNIT_ROW: ("overall", None, None, None),
            plan.id: ("overall", None, None, None),
            plan.report.id: ("report", None, None, None),
        }
        for row, subgoal in enumerate(plan.overall.subgoals, 1):
            self._rows[subgoal.id] = ("subgoal", None, None, row)
        for row, safeguard in enumerate(plan.overall.safeguards, 1):
            self._rows[safeguard.id] = ("safeguard", None, None, row)
        self._add_department(plan)
        for row, policy in enumerate(plan.policies, 1):
            self._rows[policy.id] = ("policy", None, None, row)
        for number, project in enumerate(plan.projects, 1):
            self._rows[project.id] = ("project", project, number, None)
            for row, goal in enumerate(project.goals, 1):
                self._rows[goal.id] = ("project", project, number, row)
            for row, indicator in enumerate(project.indicators, 1):
                self._rows[indicator.id] = ("indicator", project, number, row)
            for stage in all_stages(plan, project):
                self._rows[stage.id] = ("stage", project, number, None)
                self._dates[stage.id] = stage.date
            for row, indicator in enumerate(project.indicators, 1):
                for result in all_results(plan, indicator):
                    self._rows[result.id] = ("result", project, number, row)
                    self._dates[result.id] = result.date

    def _add_department(self, plan: AnnualPlan) -> None:
        department = department_of(plan)
        for stage in all_stages(plan, department):
            self._rows[stage.id] = ("stage", None, None, None)
            self._dates[stage.id] = stage.date
        for row, indicator in enumerate(department.indicators, 1):
            self._rows[indicator.id] = ("indicator", None, None, row)
            for result in all_results(plan, indicator):
                self._rows[result.id] = ("result", None, None, row)
                self._dates[result.id] = result.date

    def where(self, address: Address) -> Where:
        """The place of an address. Raises KeyError for a row that the year does not hold."""
        part, project, number, row = self._rows[address.row]
        field = _FIELDS.get((address.part, address.path), address.path)
        line, label = _told(address, row)
        if address.row in self._dates:
            named = stage_name(self._dates[address.row])
            line = named if row is None else f"绩效指标第{row}行（{named}）"
        if address.part == "subgoal" and self._items is not None:
            line, label = self._items.line.format(row), self._items.label(address)
        date = self._dates.get(address.row, "")
        return Where(self._plan.year, part, field, project, number, row, line, label, date)


def _told(address: Address, row: int | None) -> tuple[str, str]:
    label = address.field.label
    if address.part == "subgoal":
        return f"分项绩效目标第{row}项", label
    if address.part == "indicator":
        return f"绩效指标第{row}行", label
    if address.part == "policy":
        return f"第{row}份政策文件", label
    if address.part in ("safeguard", "goal"):
        return f"{label}第{row}条", ""
    return "", label
