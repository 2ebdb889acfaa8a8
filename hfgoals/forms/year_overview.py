"""年度总览 on one page: sums, kinds, spending, findings, the year before, what came of the targets.

For the head of the unit and for meetings; nobody fills it in, and no system reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from hfgoals.evaluation.exact import half_up
from hfgoals.forms import forms_of
from hfgoals.forms.draft import Draft
from hfgoals.forms.report_frame import head, section
from hfgoals.layout.fitting import fitted
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.money import Money, shown, total
from hfgoals.model.stages import WHOLE_YEAR, month_of
from hfgoals.model.values import AnnualPlan, Unit
from hfgoals.year_overview import words
from hfgoals.year_overview.changes import BesideLastYear
from hfgoals.year_overview.overview import KindSum, YearOverview
from hfgoals.year_overview.spending import Point, Spending

ID: Final = "year_overview"
TITLE: Final = words.TITLE
_LEFT, _RIGHT = 0.0, 172.0
_WHOLE: Final = (_LEFT, _RIGHT)
_SUMS: Final = (_LEFT, 28.0, 57.0, 86.0, 115.0, 143.0, _RIGHT)
_KINDS: Final = (_LEFT, 34.0, 43.0, 69.0, 84.0)
_REASONS: Final = (88.0, 130.0, 140.0, 150.0, 160.0, _RIGHT)
_YEARS: Final = (_LEFT, 17.0, 30.0, 57.0, 84.0)
_STAGES: Final = (88.0, 112.0, 125.0, 138.0, 155.0, _RIGHT)
_CHANGES: Final = (_LEFT, 14.0, 94.0, 120.0, 146.0, _RIGHT)
_BAR: Final = (24.0, 124.0)
"""A millimetre is a percent."""
_BAR_LABEL, _BAR_TOLD = (_LEFT, _BAR[0]), (_BAR[1], _RIGHT)
_EDGES: Final = tuple(
    sorted({*_SUMS, *_KINDS, *_REASONS, *_YEARS, *_STAGES, *_CHANGES, _RIGHT, 114.0}
           | {_BAR[0] + step for step in range(101)})
)  # fmt: skip
_LEAST = 7.0
_MOST_KINDS = 9
"""Rows for kinds; those of least money share the last."""
_LONGEST_NAME = 60
_TABLES: Final = {"sums": 1, "found": 2, "years": 3, "changes": 4}


def months_used(plan: AnnualPlan) -> tuple[int, ...]:
    """The months of the projects' stages that the year has forms for or has filled in, in order.

    Of monitorings only the one in hand: forms show no other.
    """
    formed = {
        form.stage(plan.stages)
        for form in forms_of(plan)
        if form.stage is not None and form.scope == "project"
    }
    filled = {month_of(stage.date) for project in plan.projects for stage in project.stages}
    return tuple(sorted(formed | filled & {plan.stages.monitored, WHOLE_YEAR}))


def compose(unit: Unit, plan: AnnualPlan, overview: YearOverview, made_on: str) -> Sheet:
    """The overview of the year, set as closely as it must be to stay on one page of A4.

    ``made_on`` is the date to be printed.
    """
    draft = Draft(_EDGES)
    head(draft, f"{plan.year}年绩效目标{TITLE}", unit, f"金额单位：万元　{made_on}")
    _sums(draft, overview)
    _kinds_and_findings(draft, overview)
    _spending(draft, overview)
    _years_and_stages(draft, overview)
    if overview.last is not None:
        _changes(draft, overview.last)
    return fitted(draft.sheet(ID, TITLE, owner=plan.id))


def _row(draft: Draft, table: str, *, keeps: bool = False) -> int:
    return draft.row(Row(table=_TABLES[table], least=_LEAST, keep_with_next=keeps))


def _put(
    draft: Draft,
    at: int,
    edges: Sequence[float],
    texts: Sequence[str],
    styles: Sequence[str],
) -> None:
    for span, text, style in zip(pairwise(edges), texts, styles, strict=True):
        draft.text(at, span, text, style)


def _sums(draft: Draft, overview: YearOverview) -> None:
    sums = overview.sums
    amounts = [shown(each) or "—" for each in (sums.budget, sums.fiscal, sums.other)]
    counts = [str(overview.standings[each]) for each in words.STANDINGS]
    rows = (
        ("预算数合计", "财政资金", "其他资金"),
        tuple(f"{word}（个）" for word in words.STANDINGS.values()),
    )
    for labels, told in zip(rows, (amounts, counts), strict=True):
        texts = [text for pair in zip(labels, told, strict=True) for text in pair]
        _put(draft, _row(draft, "sums"), _SUMS, texts, ("listed-head", "listed-center") * 3)


# ------------------------------------------------------------- kinds beside findings


def _kinds_and_findings(draft: Draft, overview: YearOverview) -> None:
    at = draft.row(Row(keep_with_next=True))
    draft.text(
        at, (_KINDS[0], _KINDS[-1]), f"一、项目类型（共 {overview.sums.count} 个）", "section"
    )
    draft.text(at, (_REASONS[0], _REASONS[-1]), "二、检查发现的问题（按退回原因）", "section")
    kinds, reasons = _kind_rows(overview), _reason_rows(overview)
    at = _row(draft, "found", keeps=True)
    _put(draft, at, _KINDS, ("类型", "个数", "预算数", "占比"), ("listed-head",) * 4)
    heads = ("退回原因", "错误", "警告", "提示", "合计")
    _put(draft, at, _REASONS, heads, ("listed-head",) * 5)
    for number in range(max(len(kinds), len(reasons), 1)):
        at = _row(draft, "found")
        if number < len(kinds):
            styles = ("listed", "listed-center", "listed-number", "listed-number")
            _put(draft, at, _KINDS, kinds[number], styles)
        if number < len(reasons):
            _put(draft, at, _REASONS, reasons[number], ("listed", *("listed-center",) * 4))
        if number == 0 and not kinds:
            draft.text(at, (_KINDS[0], _KINDS[-1]), words.NO_PROJECTS, "listed")
        if number == 0 and not reasons:
            said = words.found_told(overview)
            draft.text(at, (_REASONS[0], _REASONS[-1]), said, "listed")


def _kind_rows(overview: YearOverview) -> list[tuple[str, ...]]:
    kinds, whole = list(overview.kinds), overview.sums.budget
    if len(kinds) > _MOST_KINDS:
        rest = kinds[_MOST_KINDS - 1 :]
        budget = total([each.budget for each in rest])
        others = KindSum(f"其余 {len(rest)} 类", sum(each.count for each in rest), budget)
        kinds = [*kinds[: _MOST_KINDS - 1], others]
    return [
        (
            words.kind_name(each),
            str(each.count),
            shown(each.budget),
            words.share_shown(each.budget, whole),
        )
        for each in kinds
    ]


def _reason_rows(overview: YearOverview) -> list[tuple[str, ...]]:
    found = overview.found
    if found is None or not found.reasons:
        return []
    rows = [
        (
            each.reason,
            *(str(count or "") for count in (each.error, each.warning, each.hint, each.all)),
        )
        for each in (*found.reasons, replace(found.sum, reason="合计"))
    ]
    return [*rows, ("已说明理由保留", "", "", "", str(found.kept))] if found.kept else rows


# ------------------------------------------------------------- spending


def _spending(draft: Draft, overview: YearOverview) -> None:
    section(draft, "三、资金支出计划（按金额加权，与均匀支出相比）")
    spending = overview.spending
    for point in spending.points:
        _point(draft, spending, point)
    said = "；".join(filter(None, (words.done_told(overview), words.left_out_told(spending))))
    legend = "深色为支出计划，浅色为均匀支出" if spending.points else words.NO_CURVE.rstrip("。")
    draft.gap(1.0, keep_with_next=True)
    at = draft.row(Row())
    draft.text(at, _WHOLE, "；".join(filter(None, (legend, said))) + "。", "note")


def _point(draft: Draft, spending: Spending, point: Point) -> None:
    draft.gap(1.0, keep_with_next=True)
    above = draft.row(Row(least=3.2, keep_with_next=True))
    below = draft.row(Row(least=2.2, keep_with_next=True))
    draft.text(above, _BAR_LABEL, f"{point.month}月底", "bar-label", rows=2)
    _bar(draft, above, spending.share(point.planned), "bar")
    _bar(draft, below, spending.share(point.even), "bar-even")
    told = f"{words.percent(spending, point.planned)}　{words.spent_by(point)}"
    draft.text(above, _BAR_TOLD, told, "bar-label", rows=2)


def _bar(draft: Draft, at: int, share: Fraction, style: str) -> None:
    percent = int(half_up(min(max(share, Fraction(0)), Fraction(1)) * 100, 0))
    if percent:
        draft.text(at, (_BAR[0], _BAR[0] + percent), "", style)


# ------------------------------------------------------------- the year before, the stages


def _years_and_stages(draft: Draft, overview: YearOverview) -> None:
    at = draft.row(Row(keep_with_next=True))
    draft.text(at, (_YEARS[0], _YEARS[-1]), "四、与上年比较", "section")
    years = _year_rows(overview)
    stages = [
        (
            words.stage_name(each.month),
            str(each.states["complete"]),
            str(len(overview.projects) - each.states["complete"]),
            words.rate_shown(each),
            words.score_shown(each.score),
        )
        for each in overview.stages
    ]
    if stages:
        draft.text(at, (_STAGES[0], _STAGES[-1]), "五、监控和自评", "section")
    at = _row(draft, "years", keeps=True)
    _put(draft, at, _YEARS, ("年度", "项目数", "预算数", "增减"), ("listed-head",) * 4)
    if stages:
        heads = ("阶段", "已填全", "未填全", "执行率", "平均得分")
        _put(draft, at, _STAGES, heads, ("listed-head",) * 5)
    for number in range(max(len(years), len(stages))):
        at = _row(draft, "years")
        if number < len(years):
            styles = ("listed-center", "listed-center", "listed-number", "listed-number")
            _put(draft, at, _YEARS, years[number], styles)
        if number < len(stages):
            _put(draft, at, _STAGES, stages[number], ("listed", *("listed-center",) * 4))


def _year_rows(overview: YearOverview) -> list[tuple[str, ...]]:
    now, last = overview.sums, overview.last
    if last is None:
        return [
            (f"{overview.year}年", str(now.count), shown(now.budget), ""),
            (f"{overview.year - 1}年", "没有", "—", ""),
        ]
    difference = (now.budget or Money(0)) - (last.sums.budget or Money(0))
    return [
        (f"{overview.year}年", str(now.count), shown(now.budget), words.signed(difference)),
        (f"{last.year}年", str(last.sums.count), shown(last.sums.budget), ""),
    ]


def _changes(draft: Draft, last: BesideLastYear) -> None:
    draft.gap(2.0, keep_with_next=True)
    told = draft.row(Row(keep_with_next=bool(last.largest)))
    said = f"与上年相比：{words.changes_told(last)}"
    draft.text(told, _WHOLE, f"{said}。变化最大的：" if last.largest else said, "note")
    if not last.largest:
        return
    at = _row(draft, "changes", keeps=True)
    heads = ("变化", "项目", f"{last.year}年", f"{last.year + 1}年", "增减")
    _put(draft, at, _CHANGES, heads, ("listed-head",) * 5)
    styles = ("listed-center", "listed", "listed-number", "listed-number", "listed-number")
    for each in last.largest:
        name = each.name or words.UNNAMED
        name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        before, after = shown(each.before) or "—", shown(each.after) or "—"
        texts = (words.SORTS[each.sort], name, before, after, words.signed(each.difference))
        _put(draft, _row(draft, "changes"), _CHANGES, texts, styles)
