"""What a cell of a foreign table may hold: the fields of the model, and the parts of a 指标值."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hfgoals.model.fields import MONEY, PERCENT, Kind, Part, field_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a cell, a column or a label may mean."""

    id: str
    """part.path, such as "project.name"."""
    part: Part
    path: str
    label: str
    """For people; each is there once, and labels.toml goes by it."""
    group: str
    """The heading under which it is offered."""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount, given in 元 or 万元."""
        return self._kind is MONEY

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self._kind is PERCENT

    @property
    def in_rows(self) -> bool:
        """Whether a project (or the overall part) has a whole list of them, a row each."""
        return self.part in ("indicator", "subgoal")

    @property
    def of_project(self) -> bool:
        """Whether it belongs to one of the projects."""
        return self.part in ("project", "goal", "indicator")

    @property
    def _kind(self) -> Kind | None:
        return None if self in (SIGN, MEASURE) else field_of(self.part, self.path).kind


_PROJECT, _LIST, _WHOLE = "项目", "绩效指标", "部门整体和单位"


def _choice(part: Part, path: str, label: str, group: str) -> Choice:
    return Choice(f"{part}.{path}", part, path, label, group)


SIGN = _choice("indicator", "target.sign", "指标值的符号", _LIST)
MEASURE = _choice("indicator", "target.unit", "指标值的计量单位", _LIST)
"""With the sign and the number they make up one 指标值."""

FIELD_CHOICES: tuple[Choice, ...] = (
    _choice("project", "name", "项目名称", _PROJECT),
    _choice("project", "code", "项目编码", _PROJECT),
    _choice("project", "budget", "预算数", _PROJECT),
    _choice("project", "fiscal", "财政资金", _PROJECT),
    _choice("project", "other", "其他资金", _PROJECT),
    _choice("project", "purpose", "资金用途", _PROJECT),
    _choice("project", "plan.march", "3月底支出进度", _PROJECT),
    _choice("project", "plan.june", "6月底支出进度", _PROJECT),
    _choice("project", "plan.october", "10月底支出进度", _PROJECT),
    _choice("project", "plan.december", "12月底支出进度", _PROJECT),
    _choice("goal", "text", "绩效目标", _PROJECT),
    _choice("indicator", "level1", "一级指标", _LIST),
    _choice("indicator", "level2", "二级指标", _LIST),
    _choice("indicator", "name", "三级指标", _LIST),
    _choice("indicator", "description", "绩效指标描述", _LIST),
    _choice("indicator", "target", "指标值", _LIST),
    SIGN,
    MEASURE,
    _choice("indicator", "basis", "指标值确定依据", _LIST),
    _choice("unit", "code", "单位编码", _WHOLE),
    _choice("unit", "name", "单位名称", _WHOLE),
    _choice("plan", "year", "年度", _WHOLE),
    _choice("plan", "overall.goal", "总体绩效目标", _WHOLE),
    _choice("plan", "overall.funds.basic", "基本支出", _WHOLE),
    _choice("plan", "overall.funds.project", "项目支出", _WHOLE),
    _choice("subgoal", "title", "分项名称", _WHOLE),
    _choice("subgoal", "goal", "分项绩效目标", _WHOLE),
    _choice("subgoal", "indicators", "分项绩效指标", _WHOLE),
    _choice("safeguard", "text", "工作保障措施", _WHOLE),
)
"""In the order in which they are offered."""


@cache
def choice_of(choice_id: str) -> Choice:
    """The choice of that id. Raises KeyError when there is none."""
    return {choice.id: choice for choice in FIELD_CHOICES}[choice_id]


@cache
def choice_labelled(label: str) -> Choice | None:
    """The choice that people know by that label, or None."""
    return next((choice for choice in FIELD_CHOICES if choice.label == label), None)
