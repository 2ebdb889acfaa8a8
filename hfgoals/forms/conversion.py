"""The overall part as another form has it: Hebei's sub-goals and Beijing's items.

A sub-goal's goal and indicators are one text in an item; of an item the sentences with an amount
are a sub-goal's indicators, all others its goal. No character gets lost on either way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from hfgoals import presets
from hfgoals.forms import beijing_overall, form_of, hebei_overall, stand_in
from hfgoals.forms.form import Form
from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, SetText, applied
from hfgoals.model.fields import field_of
from hfgoals.model.identity import new_id
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.values import AnnualPlan, Book, SubGoal
from hfgoals.patterns import pattern

_SENTENCE = pattern(r"[^。；;\n]*(?:[。；;\n]|\Z)")
_FIELDS = ("goal", "indicators")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What becomes of a year's overall part in another form."""

    form: Form
    """The form that the year uses then."""
    rows: tuple[tuple[SubGoal, SubGoal], ...]
    """Every sub-goal as it is and as it would be; it stays the same row."""
    unprinted: tuple[str, ...]
    """What that form has no room for, a Chinese sentence each; the workbook keeps it."""
    edits: tuple[Edit, ...]
    """The one step that does it."""


def conversion(plan: AnnualPlan) -> Conversion:
    """From Hebei's form to Beijing's, or back where the year uses that one already."""
    back = beijing_overall.ID in plan.forms
    there = form_of(hebei_overall.ID if back else beijing_overall.ID)
    gone = beijing_overall.ID if back else hebei_overall.ID
    forms = (there.id, *(each for each in plan.forms if each not in (gone, there.id)))
    become = _as_subgoal if back else _as_item
    rows = tuple((row, become(row)) for row in plan.overall.subgoals)
    edits: list[Edit] = [SetText(Address("plan", plan.id, "forms"), "、".join(forms))]
    for before, after in rows:
        edits += [
            SetText(Address("subgoal", before.id, path), getattr(after, path))
            for path in _FIELDS
            if getattr(after, path) != getattr(before, path)
        ]
    return Conversion(there, rows, _unprinted(plan, back=back), tuple(edits))


def _as_item(row: SubGoal) -> SubGoal:
    texts = [text for text in (row.goal, row.indicators) if text.strip()]
    return replace(row, goal="", indicators="\n".join(texts))


def _as_subgoal(row: SubGoal) -> SubGoal:
    goal = [row.goal] if row.goal else []
    indicators: list[str] = []
    for sentence in _SENTENCE.findall(row.indicators):
        (indicators if _counted().search(sentence) else goal).append(sentence)
    put = field_of("subgoal", "goal").kind.parse
    return replace(row, goal=put("".join(goal)), indicators=put("".join(indicators)))


@cache
def _counted() -> re.Pattern[str]:
    """An amount: a sign, or a number with one of the usual units behind it."""
    units = {unit for group in presets.unit_groups() for unit in group.units}
    either = "|".join(re.escape(each) for each in sorted(units, key=len, reverse=True))
    return pattern(rf"[≥≤＞＜＝]|(?<![\d第.])\d[\d,.]*\s*[十百千万亿]*(?:{either})")


def _unprinted(plan: AnnualPlan, *, back: bool) -> tuple[str, ...]:
    overall = plan.overall
    told = []
    if not back and overall.safeguards:
        told.append(f"工作保障措施 {len(overall.safeguards)} 条")
    if back and overall.remarks.strip():
        told.append("其他说明的问题")
    if back and overall.funds.total is not None:
        told.append(f"另写的资金总额 {overall.funds.total} 万元")
    return tuple(f"{each}：新的表样没有这一栏，内容仍留在工作簿里，不印出来。" for each in told)


def from_last_year(book: Book, plan: AnnualPlan) -> tuple[Edit, ...]:
    """What the year before has and this one does not: the goal, the remarks, its items by name.

    In this year's form, years in texts moved where they surely mean the budget year; amounts stay
    behind. () where there is no year before, or nothing new in it.
    """
    before = book.plan_of(plan.year - 1)
    if before is None:
        return ()
    if stand_in(before, hebei_overall.ID) != stand_in(plan, hebei_overall.ID):
        (before,) = applied(Book(book.unit, (before,)), conversion(before).edits).years
    sure = [change for change in proposed_years(before, plan.year) if change.sure]
    moved = rolled(before, plan.year, sure)
    edits: list[Edit] = []
    for path in ("overall.goal", "overall.remarks"):
        text = field_of("plan", path).text(moved)
        if text.strip() and not field_of("plan", path).text(plan).strip():
            edits.append(SetText(Address("plan", plan.id, path), text))
    known = {"".join(row.title.split()) for row in plan.overall.subgoals}
    new = [row for row in moved.overall.subgoals if "".join(row.title.split()) not in known]
    return (*edits, *(Insert(plan.id, replace(row, id=new_id())) for row in new))
