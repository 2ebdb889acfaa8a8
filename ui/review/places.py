"""Where in a year's text an address stands: its rank in reading order, and its place in words."""

from __future__ import annotations

from typing import Final

from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.blanks import all_results, all_stages
from hfgoals.model.department import department_of
from hfgoals.model.fields import FIELDS
from hfgoals.model.items import items_of
from hfgoals.model.values import AnnualPlan

OVERALL: Final = "部门整体绩效目标"
_UNNAMED = "（未命名项目）"
_FIELD_RANK = {
    (part, field.path): rank for part, fields in FIELDS.items() for rank, field in enumerate(fields)
}
_ROW_WORDS = {
    "report": "信息公开年报",
    "policy": "第{}份政策文件",
    "subgoal": "第{}个分项",
    "safeguard": "第{}条",
    "goal": "第{}条",
    "indicator": "第{}行",
    "result": "第{}行",
    "stage": "监控和自评",
}

Rank = tuple[int, int]


class Places:
    """The rows of one year. Cheap to make: one walk over the year."""

    def __init__(self, plan: AnnualPlan, first: int = 1) -> None:
        """``first``: the number of the first project, where the plan holds but some."""
        self.plan_id = plan.id
        self._items = items_of(plan)
        self._rows: dict[str, tuple[int, int]] = {UNIT_ROW: (0, 0), plan.id: (1, 0)}
        self._owners: dict[str, str] = {}
        self._names: dict[str, str] = {plan.id: OVERALL}
        overall, department = plan.overall, department_of(plan)
        for rows in (overall.subgoals, overall.safeguards, overall.indicators):
            self._add(plan.id, tuple(row.id for row in rows))
        self._add(plan.id, tuple(row.id for row in all_stages(plan, department)))
        for place, indicator in enumerate(overall.indicators, 1):
            for row in all_results(plan, indicator):
                self._add(plan.id, (row.id,), place)
        self._add(plan.id, (plan.report.id,))
        self._add(plan.id, tuple(policy.id for policy in plan.policies))
        for number, project in enumerate(plan.projects, first):
            self._rows[project.id] = (len(self._rows), number)
            self._owners[project.id] = project.id
            self._names[project.id] = f"{number}　{' '.join(project.name.split()) or _UNNAMED}"
            self._add(project.id, tuple(goal.id for goal in project.goals))
            self._add(project.id, tuple(row.id for row in project.indicators))
            self._add(project.id, tuple(row.id for row in all_stages(plan, project)))
            for place, indicator in enumerate(project.indicators, 1):
                for row in all_results(plan, indicator):
                    self._add(project.id, (row.id,), place)

    def rank(self, address: Address) -> Rank:
        """Ascending in reading order; what is not in the year comes first."""
        order = self._rows.get(address.row, (-1, 0))[0]
        return order, _FIELD_RANK.get((address.part, address.path), 0)

    def owner(self, address: Address) -> str:
        """The id of the project it belongs to, else of the year."""
        return self._owners.get(address.row, self.plan_id)

    def words(self, address: Address) -> str:
        """The place within its project or the overall part: 第3行 指标值."""
        field = _FIELD_LABELS.get((address.part, address.path), "")
        number = self._rows.get(address.row, (0, 0))[1]
        if address.part == "subgoal" and self._items is not None:
            return f"第{number}条 {self._items.label(address)}"
        row = _ROW_WORDS.get(address.part, "")
        return f"{row.format(number)} {field}" if row else field

    def name(self, owner: str) -> str:
        """The heading of an owner: number and name of the project, or 部门整体绩效目标."""
        return self._names.get(owner, OVERALL)

    def _add(self, owner: str, rows: tuple[str, ...], first: int = 1) -> None:
        for number, row in enumerate(rows, first):
            self._rows[row] = (len(self._rows), number)
            self._owners[row] = owner


_FIELD_LABELS = {
    (part, field.path): field.label for part, fields in FIELDS.items() for field in fields
}
