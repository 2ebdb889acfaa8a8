"""政策任务落实情况表: the year's policies, which of their tasks each sub-goal and project carries
out, and, worked out from that, by whom and with what money every task is carried.

One table on A4 landscape, so that it can be read back by its labels; what is worked out is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Paper, Row, Sheet
from hfgoals.model.check_code import policy_code
from hfgoals.model.money import total
from hfgoals.model.policy import Policy, Task
from hfgoals.model.policy_links import Carried, carried_tasks, indicators_of
from hfgoals.model.values import AnnualPlan, Project, Unit

ID = "policy_tasks"
NAME = "政策任务落实情况表"
_TABLE = 1
_WIDTH = 259.0
_Span = tuple[float, float]
_WHOLE: Final = (0.0, _WIDTH)
_POLICIES: Final = (0.0, 112.0, 150.0, 199.0, 229.0, _WIDTH)
_SUBGOALS: Final = (0.0, 84.0, _WIDTH)
_PROJECTS: Final = (0.0, 84.0, 112.0, _WIDTH)
_CARRIED: Final = (0.0, 84.0, 120.0, 175.0, 199.0, _WIDTH)
_POLICY_FIELDS: Final = ("title", "number", "issuer", "begins", "ends")
_TASK_HEADS: Final = (
    "政策任务",
    "分项目标",
    "落实的项目",
    "项目预算数（万元）",
    "绩效指标和指标值",
)
_WORKED_OUT: Final = "三、各项政策任务的落实情况（由上面两部分自动得出）"
_NOBODY: Final = "未落实"
_UNNAMED: Final = "（没有名称的分项）"


def compose(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The form of one year."""
    draft = Draft(sorted({*_POLICIES, *_SUBGOALS, *_PROJECTS, *_CARRIED}))
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, f"{plan.year}年{NAME}", "title")
    said = f"填报单位：{unit.code}{unit.name}"
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, said, "caption")
    _policies(draft, plan.policies)
    _bases(draft, plan)
    _carried(draft, carried_tasks(plan))
    return draft.sheet(ID, NAME, owner=plan.id)


FORM = Form(
    ID,
    NAME,
    "year",
    lambda of: compose(of.unit, of.plan),
    paper=Paper(297.0, 210.0),
    in_booklet=False,
    code_of_year=policy_code,
    worked_out=_WORKED_OUT,
)


def _row(draft: Draft, *, keeps: bool = False, item: str = "") -> int:
    return draft.row(Row(table=_TABLE, least=8.0, keep_with_next=keeps, item=item))


def _heads(draft: Draft, edges: Sequence[float], labels: Sequence[str]) -> None:
    at = _row(draft, keeps=True)
    for span, label in zip(pairwise(edges), labels, strict=True):
        draft.text(at, span, label, "label")


def _section(draft: Draft, title: str) -> None:
    draft.text(_row(draft, keeps=True), _WHOLE, title, "head")


def _policies(draft: Draft, policies: Sequence[Policy]) -> None:
    _section(draft, "一、本年度依据的政策文件")
    _heads(draft, _POLICIES, ("政策文件", "文号", "发文单位", "施行日期", "有效期至"))
    for policy in policies:
        at = _row(draft, item=policy.id)
        for path, span in zip(_POLICY_FIELDS, pairwise(_POLICIES), strict=True):
            draft.value(at, span, policy, path, "value" if path == "title" else "value-center")
    if not policies:
        at = _row(draft)
        for path, span in zip(_POLICY_FIELDS, pairwise(_POLICIES), strict=True):
            draft.blank(at, span, "policy", path)


def _bases(draft: Draft, plan: AnnualPlan) -> None:
    _section(draft, "二、分项绩效目标和项目的政策依据")
    _heads(draft, _SUBGOALS, ("分项绩效目标", "政策依据"))
    _rows(draft, plan.overall.subgoals, _SUBGOALS, ("title", "policy_basis"))
    _heads(draft, _PROJECTS, ("项目名称", "预算数", "政策依据"))
    _rows(draft, plan.projects, _PROJECTS, ("name", "budget", "policy_basis"))


def _rows(draft: Draft, rows: Sequence[Any], edges: Sequence[float], paths: Sequence[str]) -> None:
    for row in rows:
        at = _row(draft)
        for path, span in zip(paths, pairwise(edges), strict=True):
            draft.value(at, span, row, path)


def _carried(draft: Draft, tasks: Sequence[Carried]) -> None:
    _section(draft, _WORKED_OUT)
    _heads(draft, _CARRIED, _TASK_HEADS)
    above: tuple[str, str] | None = None
    for each in tasks:
        if above is None or above[0] != each.policy.id:
            _policy(draft, each.policy, tasks)
        if each.task.group and above != (each.policy.id, each.task.group):
            draft.text(_row(draft, keeps=True), _WHOLE, each.task.group, "group")
        above = each.policy.id, each.task.group
        _task(draft, each)
    if tasks:
        _sum(draft, tasks)


def _policy(draft: Draft, policy: Policy, tasks: Sequence[Carried]) -> None:
    own = [each for each in tasks if each.policy.id == policy.id]
    done = sum(bool(each.subgoals or each.projects) for each in own)
    left = f"，{len(own) - done} 项未落实" if done < len(own) else ""
    said = f"{policy.cite}：{len(own)} 项任务，{done} 项已落实{left}"
    draft.text(_row(draft, keeps=True), _WHOLE, said, "group")


def _task(draft: Draft, each: Carried) -> None:
    task_span, goals_span, *spans = pairwise(_CARRIED)
    rows = [_row(draft) for _ in each.projects or (None,)]
    draft.text(rows[0], task_span, _called(each.task), "value", rows=len(rows))
    goals = "；".join(subgoal.title or _UNNAMED for subgoal in each.subgoals)
    draft.text(rows[0], goals_span, goals, "value", rows=len(rows))
    for at, project in zip(rows, each.projects, strict=False):
        _project(draft, at, spans, project, each)
    if not each.projects:
        draft.text(rows[0], spans[0], "" if each.subgoals else _NOBODY, "value-center")
        for span in spans[1:]:
            draft.text(rows[0], span, "", "value")


def _called(task: Task) -> str:
    return f"{task.number}{'、' if task.number.isdigit() else ''}{task.title}"


def _project(
    draft: Draft, at: int, spans: Sequence[_Span], project: Project, each: Carried
) -> None:
    draft.text(at, spans[0], project.name, "value")
    draft.amount(at, spans[1], project.budget)
    told = (f"{row.name} {row.target.text}".strip() for row in indicators_of(project, each))
    draft.text(at, spans[2], "；".join(filter(None, told)), "value")


def _sum(draft: Draft, tasks: Sequence[Carried]) -> None:
    """The money of all tasks together, every project once."""
    projects = {project.id: project for each in tasks for project in each.projects}
    at = _row(draft)
    said = f"合计：{len(projects)} 个项目（对应几项任务的只计一次）"
    draft.text(at, (_CARRIED[0], _CARRIED[3]), said, "label")
    amount = total([project.budget for project in projects.values()])
    draft.amount(at, (_CARRIED[3], _CARRIED[4]), amount)
    draft.text(at, (_CARRIED[4], _WIDTH), "", "value")
