"""What a cell of a foreign table may hold: the fields of the model, and the parts of a 指标值."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hfgoals.model.fields import FIELDS, Part, field_of
from hfgoals.model.kinds import MONEY, OF_THE_YEAR, PERCENT, TARGET, Kind


@dataclass(frozen=True, slots=True)
class FieldChoice:
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
        return self.part in ("indicator", "subgoal", "result")

    @property
    def of_project(self) -> bool:
        """Whether it belongs to one of the projects."""
        return self.part in ("project", "goal", "indicator", "stage", "result")

    @property
    def _kind(self) -> Kind | None:
        return None if self in _PARTS else field_of(self.part, self.path).kind


_GROUPS: dict[Part, str] = {
    "project": "项目",
    "goal": "项目",
    "indicator": "绩效指标",
    "unit": "部门整体和单位",
    "plan": "部门整体和单位",
    "subgoal": "部门整体和单位",
    "safeguard": "部门整体和单位",
}
_STAGED: tuple[Part, ...] = ("stage", "result")
_AFTERWARDS = "监控和自评"
"""The heading of every part, in the order in which they are offered."""


def _choice(part: Part, path: str, label: str) -> FieldChoice:
    return FieldChoice(f"{part}.{path}", part, path, label, _GROUPS.get(part, _AFTERWARDS))


SIGN = _choice("indicator", "target.sign", "指标值的符号")
MEASURE = _choice("indicator", "target.unit", "指标值的计量单位")
"""With the sign and the number they make up one 指标值."""
LIKELIHOOD = _choice("result", "likelihood", "完成目标可能性")
"""Said in words, where there are no columns to tick."""
_PARTS = (SIGN, MEASURE, LIKELIHOOD)


def _choices() -> Iterator[FieldChoice]:
    for part in _GROUPS:
        for field in FIELDS[part]:
            if field.foreign:
                yield _choice(part, field.path, field.name)
            if field.kind is TARGET:
                yield from (SIGN, MEASURE)


FIELD_CHOICES: tuple[FieldChoice, ...] = tuple(_choices())
"""In the order in which they are offered."""


def _staged() -> Iterator[FieldChoice]:
    for part in _STAGED:
        for field in FIELDS[part]:
            if field.kind not in OF_THE_YEAR:
                yield _choice(part, field.path, field.name)
    yield LIKELIHOOD
    department = field_of("plan", "stages.department")
    yield _choice("plan", department.path, department.name)


STAGE_CHOICES: tuple[FieldChoice, ...] = tuple(_staged())
"""What only tables of monitoring and self-evaluation hold, and nobody is offered elsewhere."""


@cache
def choice_of(choice_id: str) -> FieldChoice:
    """The choice of that id. Raises KeyError when there is none."""
    return {choice.id: choice for choice in (*FIELD_CHOICES, *STAGE_CHOICES)}[choice_id]


@cache
def choice_labelled(label: str) -> FieldChoice | None:
    """The choice that people know by that label, or None."""
    return next((choice for choice in FIELD_CHOICES if choice.label == label), None)


@cache
def stage_choice_labelled(label: str) -> FieldChoice | None:
    """The choice of a monitoring or self-evaluation that people know by that label, or None."""
    return next((choice for choice in STAGE_CHOICES if choice.label == label), None)
