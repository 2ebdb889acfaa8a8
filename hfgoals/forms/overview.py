"""汇总: the projects of a year on one page, with their amounts added up, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hfgoals.forms.draft import Draft, address_of
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.money import total
from hfgoals.model.values import AnnualPlan, Project, Signatures, Unit

ID = "overview"
TITLE = "汇总"
_EDGES = (0.0, 11.0, 58.0, 99.0, 119.0, 138.0, 157.0, 172.0)
_SPANS = tuple(pairwise(_EDGES))
_HEADS = ("序号", "项目编码", "项目名称", "预算数", "财政资金", "其他资金", "指标数")
_AMOUNTS = ("budget", "fiscal", "other")
_AMOUNT_SPANS = _SPANS[3:6]
_TABLE = 1
_SIGNATURES = (("unit_head", "finance_head"), ("preparer", "phone", "filled_on"))
_SIGNATURE_SPANS = ((0.0, 58.0), (58.0, 119.0), (119.0, 172.0))


def compose(
    unit: Unit,
    plan: AnnualPlan,
    projects: Sequence[tuple[int, Project]] | None = None,
    *,
    signed: bool = True,
) -> Sheet:
    """The overview of these (number, project) pairs; of all projects of the year by default.

    ``signed`` adds the names that are filled in, as such tables have them at the foot.
    """
    shown = list(enumerate(plan.projects, 1)) if projects is None else list(projects)
    draft = Draft(_EDGES)
    whole = (_EDGES[0], _EDGES[-1])
    title = draft.row(Row(keep_with_next=True))
    draft.text(title, whole, f"{plan.year}年预算项目绩效目标汇总表", "title")
    caption = draft.row(Row(keep_with_next=True))
    draft.text(caption, (0.0, 119.0), f"{unit.code}{unit.name}", "caption")
    draft.text(caption, (119.0, 172.0), "单位：万元", "caption-right")
    head = draft.row(Row(table=_TABLE, heading=True, keep_with_next=True, least=9.0))
    for span, label in zip(_SPANS, _HEADS, strict=True):
        draft.text(head, span, label, "head")
    for number, project in shown:
        _project(draft, number, project)
    _totals(draft, [project for _, project in shown], head + 1)
    if signed and plan.signatures != Signatures():
        _signatures(draft, plan)
    return draft.sheet(ID, TITLE, owner=plan.id)


def _project(draft: Draft, number: int, project: Project) -> None:
    at = draft.row(Row(table=_TABLE, least=8.5, item=project.id))
    draft.count(at, _SPANS[0], number)
    draft.value(at, _SPANS[1], project, "code", "value-center")
    draft.value(at, _SPANS[2], project, "name")
    for span, path in zip(_AMOUNT_SPANS, _AMOUNTS, strict=True):
        draft.value(at, span, project, path)
    draft.count(at, _SPANS[6], len(project.indicators))


def _totals(draft: Draft, projects: Sequence[Project], first: int) -> None:
    at = draft.row(Row(table=_TABLE, least=9.0))
    above = (first, at - 1) if projects else None
    draft.text(at, (_EDGES[0], _EDGES[3]), "合计", "label")
    for span, path in zip(_AMOUNT_SPANS, _AMOUNTS, strict=True):
        draft.amount(at, span, total([getattr(project, path) for project in projects]), above)
    draft.count(at, _SPANS[6], sum(len(project.indicators) for project in projects), above)


def _signatures(draft: Draft, plan: AnnualPlan) -> None:
    draft.gap(3.0, keep_with_next=True)
    for line in _SIGNATURES:
        at = draft.row(Row(least=8.5, keep_with_next=line is not _SIGNATURES[-1]))
        for path, span in zip(line, _SIGNATURE_SPANS, strict=False):
            address = address_of(plan, f"signatures.{path}")
            text = f"{address.field.label}：{address.field.text(plan)}"
            draft.text(at, span, text, "signature", address=address)
