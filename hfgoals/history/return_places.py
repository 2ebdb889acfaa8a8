"""Which cells a remark of the bureau's may be about: by the names and numbers that it says.

Nothing is guessed: a remark that names nothing is offered nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Final

from hfgoals.checks.finding import REASONS
from hfgoals.checks.where import Places
from hfgoals.history.changes import ROW_NAMES
from hfgoals.history.names import LEAST, SHARED, Names
from hfgoals.history.returns import Remark
from hfgoals.merging.pairing import folded
from hfgoals.model.address import Address
from hfgoals.model.fields import FIELDS, Part
from hfgoals.model.numbering import value_of
from hfgoals.model.values import AnnualPlan, Indicator, Project, SubGoal

MOST_OFFERED: Final = 12
GONE: Final = "（原来的位置已经删除）"
_MOST_LETTERS: Final = 1000
"""What comes later in a remark names no place."""
_LEAST_NAME: Final = 2
_WHOLE: Final[dict[Part, str]] = {
    "plan": "overall.goal",
    "subgoal": "goal",
    "safeguard": "text",
    "project": "name",
    "goal": "text",
    "indicator": "name",
}
"""The field that stands for the whole row."""
_N: Final = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NS: Final = rf"{_N}(?:(?:、|,|和|及|与|第){{1,2}}{_N}){{0,9}}"
_UNIT: Final = r"(?!\d|[.%年月日天季期万亿元个项条人次台套家级般])"
_PROJECT_NUMBER: Final = re.compile(
    rf"第({_NS})(?:个|号|项)?项目|({_N})号项目|项目(\d{{1,3}}){_UNIT}"
    r"|项目([一二三四五六七八九十]{1,3})(?=$|[,、。;:的(“\"「])"
)
_ROW_NUMBER: Final = re.compile(
    rf"第({_NS})行|第({_NS})[条个项](?:三级|绩效)?指标"
    rf"|指标第({_NS})[条个项]|指标(\d{{1,3}}){_UNIT}|第({_NS})(?:三级|绩效)指标"
)
_GOAL_NUMBER: Final = re.compile(rf"目标第({_NS})[条个项点]|第({_NS})[条个项](?:绩效|项目)?目标")
_SUBGOAL_NUMBER: Final = re.compile(rf"分项(?:绩效)?目标第?({_NS})[条个项]?|第({_NS})[条个项]分项")
_SAFEGUARD_NUMBER: Final = re.compile(rf"保障措施第({_NS})[条个项]|第({_NS})[条个项](?:工作)?保障")
_OVERALL: Final = (
    "总体绩效目标",
    "总体目标",
    "部门整体绩效目标",
    "整体绩效目标",
    "部门整体",
    "整体目标",
)
_FORM_NAMES: Final = ("绩效目标申报表", "绩效目标表", "绩效指标表")
_QUOTED: Final = re.compile(r"[“\"「『《'‘]([^“”\"「」『』《》'‘’]+)[”\"」』》'’]")


def told(places: Places, address: Address) -> tuple[str, str]:
    """The project or overall part, and the row and field within it, "" for the whole; GONE for a
    place that the year no longer has."""
    try:
        where = places.where(address)
    except KeyError:
        return GONE, ""
    if _WHOLE.get(address.part) == address.path and (where.line or where.project is not None):
        return where.home, where.line
    return where.home, where.says


class Finder:
    """What the remarks sent back for one year may be about: made once for all of them."""

    def __init__(self, plan: AnnualPlan) -> None:
        self._plan = plan

    def offered(self, text: str) -> tuple[Address, ...]:
        """The cells, rows and projects that a remark may be about, the likeliest first."""
        plan = self._plan
        said = _Said.of(text)
        projects = self._projects(said.text)
        rest = said.without(name for project in projects for name in _names(project))
        subgoals = _titled(plan, rest)
        rest = rest.without(folded(each.title) for each in subgoals)
        if not projects:
            projects = self._by_their_parts(rest.text)
            rest = rest.without(name for project in projects for name in _names(project))
        overall = [*(_whole("subgoal", each) for each in subgoals), *_overall(plan, rest)]
        found: list[Address] = [] if projects and not subgoals else overall
        known = projects or (plan.projects if len(plan.projects) == 1 else ())
        for project in known:
            found += _rows(project, rest)
        if not known:
            found += self._named_anywhere(rest)
        for project in known:
            found += _fields(project, rest)
        found += [_whole("project", project) for project in projects]
        return tuple(dict.fromkeys([*found, *overall]))[:MOST_OFFERED]

    def tied(self, remark: Remark) -> Remark:
        """The remark with the likeliest place, where all that are offered lie in one form."""
        found = self.offered(remark.text)
        if not found:
            return remark
        homes = {self._places.where(address).home for address in found}
        return replace(remark, address=found[0]) if len(homes) == 1 else remark

    @cached_property
    def _places(self) -> Places:
        return Places(self._plan)

    @cached_property
    def _project_names(self) -> Names:
        return Names([folded(each.name) for each in self._plan.projects])

    @cached_property
    def _project_codes(self) -> Names:
        return Names([folded(each.code) for each in self._plan.projects])

    @cached_property
    def _every_row(self) -> tuple[tuple[Indicator, ...], Names]:
        rows = tuple(row for project in self._plan.projects for row in project.indicators)
        return rows, Names([folded(row.name) for row in rows])

    def _projects(self, said: str) -> tuple[Project, ...]:
        """By their names or codes, else by their numbers."""
        projects = self._plan.projects
        places = {*self._project_names.said(said), *self._project_codes.said(said)}
        likely = [projects[at] for at in sorted(places)]
        rest, named = said, list[str]()
        # The longest first: 甲项目 is no other project where 甲项目二期 is meant.
        for name in sorted({name for each in likely for name in _names(each)}, key=_longest_first):
            if _stands(name, rest):
                named.append(name)
                rest = rest.replace(name, "\n")
        if named:
            found = (each for name in named for each in likely if name in _names(each))
            return tuple({each.id: each for each in found}.values())
        numbers = _numbers(_PROJECT_NUMBER, said)
        return tuple(projects[n - 1] for n in numbers if 0 < n <= len(projects))

    def _by_their_parts(self, said: str) -> tuple[Project, ...]:
        names = self._project_names
        return tuple(self._plan.projects[at] for at in _by_part(names, said))

    def _named_anywhere(self, said: _Said) -> Iterator[Address]:
        """Rows whose whole name is said, where no project is."""
        path = _field("indicator", said.text) or _WHOLE["indicator"]
        rows, names = self._every_row
        quoted = (at for name in said.quoted for at in names.called(name))
        for at in sorted({*names.said(said.text), *quoted}):
            if _is_named(names[at], said):
                yield Address("indicator", rows[at].id, path)


def _whole(part: Part, row: Any) -> Address:
    return Address(part, row.id, _WHOLE[part])


@dataclass(frozen=True, slots=True)
class _Said:
    """A remark without blanks and the names of forms, which hold those of fields."""

    text: str
    quoted: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Said:
        told = folded(text[:_MOST_LETTERS])
        for name in _FORM_NAMES:
            told = told.replace(name, "\n")
        return cls(told, frozenset(_QUOTED.findall(told)))

    def without(self, names: Iterable[str]) -> _Said:
        """What is left behind the names: they hold words that would tell something else."""
        rest = self.text
        for name in names:
            part = _longest_part(name, rest)
            rest = rest.replace(part, "\n") if part else rest
        return _Said(rest, self.quoted)


def _names(project: Project) -> Iterator[str]:
    yield from (each for each in (folded(project.name), folded(project.code)) if each)


# ------------------------------------------------------------------ names


def _longest_first(text: str) -> tuple[int, str]:
    return -len(text), text


def _stands(name: str, said: str) -> bool:
    return len(name) >= LEAST and name in said and not _is_common(name)


def _is_named(name: str, said: _Said) -> bool:
    """Whether the whole name is said; a short one only tells anything in quotation marks."""
    return _stands(name, said.text) or (len(name) >= _LEAST_NAME and name in said.quoted)


def _by_part(names: Names, said: str) -> list[int]:
    """The places of the names of which a part that few share is said, the longest part first."""
    parts = {at: _longest_part(names[at], said) for at in names.partly_said(said)}
    telling = {
        at: part
        for at, part in parts.items()
        if len(part) >= LEAST and not _is_common(part) and names.tells(part)
    }
    return sorted(telling, key=lambda at: -len(telling[at]))


def _longest_part(name: str, said: str) -> str:
    """The whole name, else its longest part that is said and long enough; "" for none."""
    if name in said:
        return name
    best = ""
    for start in range(len(name) - LEAST + 1):
        end = start + max(LEAST, len(best) + 1)
        while end <= len(name) and name[start:end] in said:
            best = name[start:end]
            end += 1
    return best


# ------------------------------------------------------------------ rows


def _rows(project: Project, said: _Said) -> Iterator[Address]:
    """Rows of a project that is known, with the field that is said."""
    path = _field("indicator", said.text)
    rows = [*_named(project.indicators, said), *_numbered(_ROW_NUMBER, project.indicators, said)]
    if not rows:
        rows = _of_level(project.indicators, said.text)
    for row in rows:
        yield Address("indicator", row.id, path or _WHOLE["indicator"])
    for goal in _numbered(_GOAL_NUMBER, project.goals, said):
        yield _whole("goal", goal)


def _named(rows: Sequence[Indicator], said: _Said) -> list[Indicator]:
    """Those whose name is said, or a part of it that tells them apart."""
    names = Names([folded(row.name) for row in rows])
    exact = [row for at, row in enumerate(rows) if _is_named(names[at], said)]
    return exact or [rows[at] for at in _by_part(names, said.text)]


def _of_level(rows: Sequence[Indicator], said: str) -> list[Indicator]:
    """The rows of a 二级指标 that is said, where they are few."""
    found = [row for row in rows if len(row.level2) >= LEAST and folded(row.level2) in said]
    return found if len(found) <= SHARED else []


def _numbered(pattern: re.Pattern[str], rows: Sequence[Any], said: _Said) -> list[Any]:
    numbers = _numbers(pattern, said.text)
    return [rows[number - 1] for number in numbers if 0 < number <= len(rows)]


def _numbers(pattern: re.Pattern[str], said: str) -> list[int]:
    found = (group for each in pattern.finditer(said) for group in each.groups() if group)
    return [value_of(word) for group in found for word in re.findall(_N, group)]


# ------------------------------------------------------------------ fields


def _fields(project: Project, said: _Said) -> Iterator[Address]:
    path = _field("project", said.text)
    if path:
        yield Address("project", project.id, path)
    elif len(project.goals) == 1 and _goal_is_said(said.text):
        yield _whole("goal", project.goals[0])


def _goal_is_said(said: str) -> bool:
    return "绩效目标" in said and not any(name in said for name in (*_OVERALL, "分项绩效目标"))


def _field(part: Part, said: str) -> str:
    """The path of the field whose label is said; the row's own name only where no other is."""
    labels = sorted(
        (
            (folded(label), each.path)
            for each in FIELDS[part]
            for label in (each.label, *each.also, *_SHORT.get((part, each.path), ()))
        ),
        key=lambda pair: -len(pair[0]),
    )
    found: list[tuple[int, str]] = []
    for label, path in labels:
        at = said.find(label)
        if at >= 0:
            found.append((at, path))
            said = said.replace(label, "\n" * len(label))
    return min(found, key=lambda pair: (pair[1] == _WHOLE[part], pair[0]))[1] if found else ""


_SHORT: Final = {
    ("indicator", "description"): ("描述",),
    ("indicator", "basis"): ("依据",),
    ("project", "budget"): ("预算金额", "预算规模"),
    ("project", "purpose"): ("用途",),
    ("project", "plan.december"): ("支出计划", "支出进度"),
    ("project", "code"): ("编码",),
}
"""What else bureaux call them."""


def _titled(plan: AnnualPlan, said: _Said) -> list[SubGoal]:
    """The sub-goals whose title is said."""
    return [each for each in plan.overall.subgoals if _is_named(folded(each.title), said)]


def _overall(plan: AnnualPlan, said: _Said) -> Iterator[Address]:
    overall = plan.overall
    for subgoal in _numbered(_SUBGOAL_NUMBER, overall.subgoals, said):
        yield _whole("subgoal", subgoal)
    for safeguard in _numbered(_SAFEGUARD_NUMBER, overall.safeguards, said):
        yield _whole("safeguard", safeguard)
    for label, path in (("基本支出", "overall.funds.basic"), ("项目支出", "overall.funds.project")):
        if label in said.text:
            yield Address("plan", plan.id, path)
    if any(name in said.text for name in _OVERALL):
        yield _whole("plan", plan)


_COMMON: Final = frozenset(
    folded(text)
    for text in (
        *REASONS,
        *ROW_NAMES.values(),
        *_OVERALL,
        *(label for part in FIELDS.values() for each in part for label in (each.label, *each.also)),
        "产出指标", "效益指标", "满意度指标", "成本指标", "数量指标", "质量指标", "时效指标",
        "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标",
        "融媒体中心", "项目绩效目标", "绩效指标值",
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def _is_common(part: str) -> bool:
    """Whether it is no more than what every form says."""
    return any(part in common for common in _COMMON)
