"""The overall part as another form has it: Hebei's sub-goals, Beijing's items, counties' tasks.

A sub-goal's goal and indicators are one text in an item; of an item the sentences with an amount
are a sub-goal's indicators, all others its goal; so they are of a task, which has but a content. No
character gets lost on any way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from hfgoals import presets
from hfgoals.forms import FORMS, beijing_overall, county_overall, form_of, hebei_overall, stand_in
from hfgoals.forms.form import Form
from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, SetText, applied
from hfgoals.model.fields import field_of
from hfgoals.model.identity import new_id
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.values import AnnualPlan, Book, Funds, Indicator, SubGoal
from hfgoals.patterns import pattern

_SENTENCE = pattern(r"[^。；;\n]*(?:[。；;\n]|\Z)")
_FIELDS = ("goal", "indicators")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What becomes of a year's overall part in another form."""

    now: Form
    """The form that the year uses."""
    form: Form
    """The form that it uses then."""
    rows: tuple[tuple[SubGoal, SubGoal], ...]
    """Every sub-goal as it is and as it would be; it stays the same row."""
    unprinted: tuple[str, ...]
    """What that form has no room for, a Chinese sentence each; the workbook keeps it."""
    edits: tuple[Edit, ...]
    """The one step that does it."""


def form_now(plan: AnnualPlan) -> Form:
    """The form of the overall part that the year uses."""
    return stand_in(plan, hebei_overall.ID) or form_of(hebei_overall.ID)


def others(plan: AnnualPlan) -> tuple[Form, ...]:
    """The forms that the year may use instead of that, Hebei's first."""
    now = form_now(plan)
    stands = [form for form in FORMS if form.stands_for == hebei_overall.ID]
    return tuple(form for form in (form_of(hebei_overall.ID), *stands) if form is not now)


def conversion(plan: AnnualPlan, form: Form | None = None) -> Conversion:
    """From the form that the year uses to another; to the first of ``others`` for None."""
    now, there = form_now(plan), form or others(plan)[0]
    forms = (there.id, *(each for each in plan.forms if each not in (now.id, there.id)))
    become = _BECOME.get(there.id, _as_item)
    rows = tuple((row, become(row)) for row in plan.overall.subgoals)
    edits: list[Edit] = [SetText(Address("plan", plan.id, "forms"), "、".join(forms))]
    for before, after in rows:
        edits += [
            SetText(Address("subgoal", before.id, path), getattr(after, path))
            for path in _FIELDS
            if getattr(after, path) != getattr(before, path)
        ]
    return Conversion(now, there, rows, _unprinted(plan, there), tuple(edits))


def _as_item(row: SubGoal) -> SubGoal:
    texts = [text for text in (row.goal, row.indicators) if text.strip()]
    return replace(row, goal="", indicators="\n".join(texts))


def _as_task(row: SubGoal) -> SubGoal:
    texts = [text for text in (row.goal, row.indicators) if text.strip()]
    return replace(row, goal="\n".join(texts), indicators="")


def _as_subgoal(row: SubGoal) -> SubGoal:
    goal: list[str] = []
    indicators: list[str] = []
    # One of the two is blank in the other forms.
    for sentence in _SENTENCE.findall("\n".join(filter(None, (row.goal, row.indicators)))):
        (indicators if _counted().search(sentence) else goal).append(sentence)
    put = field_of("subgoal", "goal").kind.parse
    return replace(row, goal=put("".join(goal)), indicators=put("".join(indicators)))


@cache
def _counted() -> re.Pattern[str]:
    """An amount: a sign, or a number with one of the usual units behind it."""
    units = {unit for group in presets.unit_groups() for unit in group.units}
    either = "|".join(re.escape(each) for each in sorted(units, key=len, reverse=True))
    return pattern(rf"[≥≤＞＜＝]|(?<![\d第.])\d[\d,.]*\s*[十百千万亿]*(?:{either})")


_BECOME: Final[dict[str, Callable[[SubGoal], SubGoal]]] = {
    hebei_overall.ID: _as_subgoal,
    county_overall.ID: _as_task,
}


def _unprinted(plan: AnnualPlan, there: Form) -> tuple[str, ...]:
    overall, lists = plan.overall, there.id == county_overall.ID
    funds = overall.funds
    told = []
    if there.id != hebei_overall.ID and overall.safeguards:
        told.append(f"工作保障措施 {len(overall.safeguards)} 条")
    if there.id != beijing_overall.ID and overall.remarks.strip():
        told.append("其他说明的问题")
    if there.id == hebei_overall.ID and funds.total is not None:
        told.append(f"另写的资金总额 {funds.total} 万元")
    if lists and funds != Funds() and not {*there.lists} <= {*plan.columns}:
        told.append("基本支出、项目支出")
    if not lists and any(_priced(row) for row in overall.subgoals):
        told.append("各项任务的预算金额")
    if not lists and overall.indicators:
        told.append(f"分级的年度绩效指标 {len(overall.indicators)} 行")
    return tuple(f"{each}：新的表样没有这一栏，内容仍留在工作簿里，不印出来。" for each in told)


def _priced(row: SubGoal) -> bool:
    return any(each is not None for each in (row.budget, row.fiscal, row.other))


def from_last_year(book: Book, plan: AnnualPlan) -> tuple[Edit, ...]:
    """What the year before has and this one does not: the goal, the remarks, its items by name.

    In this year's form, years in texts moved where they surely mean the budget year; amounts stay
    behind. () where there is no year before, or nothing new in it.
    """
    before = book.plan_of(plan.year - 1)
    if before is None:
        return ()
    if form_now(before) is not form_now(plan):
        turned = conversion(before, form_now(plan)).edits
        (before,) = applied(Book(book.unit, (before,)), turned).years
    sure = [change for change in proposed_years(before, plan.year) if change.sure]
    moved = rolled(before, plan.year, sure)
    edits: list[Edit] = []
    for path in ("overall.goal", "overall.remarks"):
        text = field_of("plan", path).text(moved)
        if text.strip() and not field_of("plan", path).text(plan).strip():
            edits.append(SetText(Address("plan", plan.id, path), text))
    known = {"".join(row.title.split()) for row in plan.overall.subgoals}
    new = [row for row in moved.overall.subgoals if "".join(row.title.split()) not in known]
    edits += (Insert(plan.id, replace(row, id=new_id(), **_UNPRICED)) for row in new)
    if form_now(plan).id == county_overall.ID:
        there = {_named(row) for row in plan.overall.indicators}
        rows = (row for row in moved.overall.indicators if _named(row) not in there)
        edits += (Insert(plan.id, replace(row, id=new_id())) for row in rows)
    return tuple(edits)


_UNPRICED: Final[dict[str, Any]] = {"budget": None, "fiscal": None, "other": None}


def _named(row: Indicator) -> str:
    return "".join(f"{row.level2}{row.name}".split())
