"""政府信息公开工作年度报告 (document 003): six chapters, three of them tables that must add up.

All tables stand on one grid of columns. A sum is shown as worked out and cannot be filled in; only
one that a source states is a field, until it is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from hfgoals.forms.draft import Draft, address_of
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.layout.styles import Density
from hfgoals.model.check_code import report_code
from hfgoals.model.disclosure import DISPUTES, OPENING, Count, Report, sums_of
from hfgoals.model.disclosure_fields import (
    CHAPTERS,
    COLUMNS_OF,
    DISPUTE_NAMES,
    GROUPS,
    ITEM_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    PUBLISHED_NAMES,
    RESULTS_HEADING,
    Column,
)
from hfgoals.model.kinds import EXACT_MONEY
from hfgoals.model.values import AnnualPlan, Unit

ID = "disclosure_report"
NAME = "政府信息公开工作年度报告"
RELATION: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ARTICLES: Final = (
    ("第二十条第（一）项", ("regulations", "documents")),
    ("第二十条第（五）项", ("permits", "inspections", "confirmations")),
    ("第二十条第（六）项", ("penalties", "coercions")),
    ("第二十条第（八）项", ("fees",)),
    ("第二十条第（九）项", ("procurement",)),
)
"""What chapter 二 tells, by the articles of the regulation that ask for it."""
OTHER_SERVICES: Final = "其他对外管理服务事项"
_OTHER_SERVICES: Final = ("inspections", "confirmations")
_SHORT: Final = {
    "natural": "自\n然\n人",
    "research": "科研\n机构",
    "corrected": "结果\n纠正",
    "other": "其他\n结果",
    "pending": "尚未\n审结",
}
"""Labels of narrow columns with the line breaks that they are printed with."""
_WIDTH = 172.0
_Span = tuple[float, float]
_WHOLE = (0.0, _WIDTH)
_PUBLISHED = (0.0, 24.0, 46.0, 88.0, 130.0, _WIDTH)
_REQUESTS = (0.0, 10.5, 30.0, 83.0, 94.0, 107.0, 120.0, 134.0, 148.0, 159.0, _WIDTH)
_DISPUTES = tuple(round(_WIDTH * place / 15, 3) for place in range(16))
_ROW = 6.3
_CLOSE: Final = Density(room=0.7)
"""So that a page holds the whole of chapter 三 with what ends chapter 二 above it."""
_PUBLISHED_TABLE, _REQUESTS_TABLE, _DISPUTES_TABLE = 1, 2, 3


def compose(unit: Unit, plan: AnnualPlan) -> Sheet:
    """The report of one year."""
    report = plan.report
    draft = Draft(sorted({*_PUBLISHED, *_REQUESTS, *_DISPUTES}))
    draft.value(draft.row(Row(keep_with_next=True)), _WHOLE, unit, "name", "title-above")
    title = f"{plan.year}年{NAME}"
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, title, "title")
    opening = report.opening or OPENING
    at = draft.row(Row(splits=True, least=_ROW))
    draft.text(at, _WHOLE, opening, "paragraph", address=address_of(report, "opening"))
    _chapter(draft, report, "overview")
    _heading(draft, "published")
    _published(draft, report)
    _heading(draft, "requests")
    sums = sums_of(report)
    _requests(draft, report, sums)
    _heading(draft, "disputes")
    _disputes(draft, report, sums)
    _chapter(draft, report, "problems")
    _chapter(draft, report, "others")
    return replace(draft.sheet(ID, NAME, owner=plan.id), density=_CLOSE)


FORM = Form(
    ID,
    NAME,
    "year",
    lambda of: compose(of.unit, of.plan),
    in_booklet=False,
    code_of_year=report_code,
)


def _heading(draft: Draft, chapter: str) -> None:
    draft.text(draft.row(Row(keep_with_next=True)), _WHOLE, CHAPTERS[chapter], "heading1")


def _prose(draft: Draft, report: Report, path: str) -> None:
    draft.value(draft.row(Row(splits=True, least=_ROW)), _WHOLE, report, path, "paragraph")


def _chapter(draft: Draft, report: Report, path: str) -> None:
    _heading(draft, path)
    _prose(draft, report, path)


def _published(draft: Draft, report: Report) -> None:
    for article, names in ARTICLES:
        at = _row(draft, _PUBLISHED_TABLE, keeps=True)
        draft.text(at, _WHOLE, article, "head")
        at = _row(draft, _PUBLISHED_TABLE, keeps=True)
        draft.text(at, (_PUBLISHED[0], _PUBLISHED[2]), "信息内容", "label")
        columns = COLUMNS_OF[names[0]]
        for column, span in zip(columns, _spans(columns), strict=True):
            draft.text(at, span, column.label, "label")
        for name in names:
            # The last article has one number or two: it does not begin a page by itself.
            keeps = name is not names[-1] or article == ARTICLES[-2][0]
            at = _row(draft, _PUBLISHED_TABLE, keeps=keeps)
            _name(draft, at, name)
            for column, span in zip(columns, _spans(columns), strict=True):
                style = "exact" if column.kind is EXACT_MONEY else "count"
                draft.value(at, span, report, f"{name}.{column.path}", style)


def _name(draft: Draft, at: int, name: str) -> None:
    left = 0
    if name in _OTHER_SERVICES:
        left = 1
        if name == _OTHER_SERVICES[0]:
            rows = len(_OTHER_SERVICES)
            draft.text(at, (_PUBLISHED[0], _PUBLISHED[1]), OTHER_SERVICES, "label", rows=rows)
    draft.text(at, (_PUBLISHED[left], _PUBLISHED[2]), PUBLISHED_NAMES[name], "label")


def _spans(columns: Sequence[Column]) -> list[_Span]:
    """The places of so many columns; the last goes to the table's edge."""
    spans = list(pairwise(_PUBLISHED[2:]))[: len(columns)]
    return [*spans[:-1], (spans[-1][0], _WIDTH)]


def _requests(draft: Draft, report: Report, sums: Mapping[str, Count]) -> None:
    first, second, third, edge = _REQUESTS[:4]
    spans = dict(zip(KIND_NAMES, pairwise(_REQUESTS[3:]), strict=True))
    _requests_head(draft, spans)
    plain = {*(item for _, items in GROUPS for item in items)}
    groups = {items[0]: (name, len(items)) for name, items in GROUPS}
    outer = ("received", "brought_over", "carried_over")
    for item, name in ITEM_NAMES.items():
        at = _row(draft, _REQUESTS_TABLE)
        if item == "granted":
            rows = len(ITEM_NAMES) - len(outer)
            draft.text(at, (first, second), RESULTS_HEADING, "label", rows=rows)
        if item in groups:
            group, rows = groups[item]
            draft.text(at, (second, third), group, "label", rows=rows)
        left = first if item in outer else third if item in plain else second
        if item == "carried_over" and report.carried_title:
            draft.value(at, (left, edge), report, "carried_title", "group")
        else:
            draft.text(at, (left, edge), name, "group")
        for kind, span in spans.items():
            _number(draft, at, span, report, f"requests.{item}.{kind}", sums)


def _requests_head(draft: Draft, spans: Mapping[str, _Span]) -> None:
    rows = [_row(draft, _REQUESTS_TABLE, keeps=True) for _ in range(3)]
    draft.text(rows[0], (_REQUESTS[0], _REQUESTS[3]), RELATION, "label", rows=3)
    draft.text(rows[0], (_REQUESTS[3], _WIDTH), "申请人情况", "head")
    for kind in ("natural", "total"):
        draft.text(rows[1], spans[kind], _SHORT.get(kind, KIND_NAMES[kind]), "label", rows=2)
    organisations = (spans["business"][0], spans["other"][1])
    draft.text(rows[1], organisations, "法人或其他组织", "label")
    for kind in list(spans)[1:-1]:
        label = KIND_NAMES[kind] if kind == "other" else _SHORT.get(kind, KIND_NAMES[kind])
        draft.text(rows[2], spans[kind], label, "label")


def _disputes(draft: Draft, report: Report, sums: Mapping[str, Count]) -> None:
    rows = [_row(draft, _DISPUTES_TABLE, keeps=True) for _ in range(3)]
    at = _row(draft, _DISPUTES_TABLE)
    edges = _DISPUTES
    draft.text(rows[0], (edges[0], edges[5]), DISPUTE_NAMES["reviews"], "head")
    draft.text(rows[0], (edges[5], edges[15]), "行政诉讼", "head")
    for number, dispute in enumerate(DISPUTES):
        first = number * len(OUTCOME_NAMES)
        spans = list(pairwise(edges[first : first + len(OUTCOME_NAMES) + 1]))
        head, high = (rows[2], 1) if number else (rows[1], 2)
        if number:
            draft.text(rows[1], (spans[0][0], spans[-1][1]), DISPUTE_NAMES[dispute], "label")
        for (outcome, name), span in zip(OUTCOME_NAMES.items(), spans, strict=True):
            draft.text(head, span, _SHORT.get(outcome, name), "label", rows=high)
            _number(draft, at, span, report, f"{dispute}.{outcome}", sums)


def _row(draft: Draft, table: int, *, keeps: bool = False) -> int:
    return draft.row(Row(table=table, least=_ROW, keep_with_next=keeps))


def _number(
    draft: Draft, at: int, span: _Span, report: Report, path: str, sums: Mapping[str, Count]
) -> None:
    """A number as filled in, a sum as worked out where nobody states another."""
    stated: Any = report
    for name in path.split("."):
        stated = getattr(stated, name)
    if path in sums and stated is None:
        draft.sum(at, span, sums[path])
    else:
        draft.value(at, span, report, path, "count")
