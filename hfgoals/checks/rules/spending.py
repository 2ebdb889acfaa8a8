"""S01-S10: the spending plan, cumulative percent at the ends of March, June, October, December."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hfgoals.checks.case import PlanCase, ProjectCase, at
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.text.costs import costs_of
from hfgoals.checks.text.kinds import (
    is_building_or_buying,
    is_debt,
    is_finished_once,
    is_prepaid,
    is_seasonal,
    is_works,
)
from hfgoals.checks.text.schedule import (
    COLUMNS,
    column_of,
    completion,
    evened,
    event_of,
    first_reaching,
)
from hfgoals.checks.text.wording import plain_number, quoted
from hfgoals.model.address import Address
from hfgoals.model.balance import plan_balance
from hfgoals.model.edits import SetText
from hfgoals.model.values import Project, SpendingPlan
from hfgoals.presets import spending_plans

_WHOLE = Decimal(100)
_EVEN = (Decimal(25), Decimal(50), Decimal(83), Decimal(100))
_READS = ("project.plan",)
_SAME_FROM = 3
_QUARTERS = (Decimal(25), Decimal(50), Decimal(75), Decimal(100))


def _cell(project: Project, column: int) -> dict[str, object]:
    return {"label": COLUMNS[column].label, "percent": _percent(tuple(project.plan)[column])}


def _percent(percent: Decimal | None) -> str:
    return "空白" if percent is None else f"{plain_number(percent)}%"


@rule("S01", reads=_READS)
def no_plan(case: ProjectCase) -> Iterator[Hit]:
    """At least something is planned."""
    if all(percent is None for percent in case.project.plan):
        yield Hit(at(case.project, "plan.march"))


@rule("S02", reads=_READS)
def ends_at_whole(case: ProjectCase) -> Iterator[Hit]:
    """The plan ends at 100 %; blanks after 100 % can be filled."""
    plan = tuple(case.project.plan)
    filled = [column for column, percent in enumerate(plan) if percent is not None]
    if not filled:
        return
    last = filled[-1]
    value = plan[last]
    if value is None or not 0 <= value <= _WHOLE:
        return
    values = _cell(case.project, last)
    if value != _WHOLE:
        values["fault"] = "还没有到100%" if last == 3 else "后面没有填到100%"
        yield Hit(at(case.project, "plan.december"), values)
    elif last < 3:
        values["fault"] = "后面却是空白"
        blank = [at(case.project, COLUMNS[column].path) for column in range(last + 1, 4)]
        repair = tuple(SetText(address, "100%") for address in blank)
        yield Hit(blank[0], values, repair, "warning")


@rule("S03", reads=_READS)
def never_falls(case: ProjectCase) -> Iterator[Hit]:
    """A cumulative percent never falls."""
    plan = tuple(case.project.plan)
    filled = [(column, percent) for column, percent in enumerate(plan) if percent is not None]
    for (_, before), (column, percent) in pairwise(filled):
        if percent < before:
            values = {**_cell(case.project, column), "before": _percent(before)}
            yield Hit(at(case.project, COLUMNS[column].path), values)


@rule("S04", reads=_READS)
def within_bounds(case: ProjectCase) -> Iterator[Hit]:
    """Percents are from 0 to 100."""
    for column, percent in enumerate(case.project.plan):
        if percent is not None and not 0 <= percent <= _WHOLE:
            yield Hit(at(case.project, COLUMNS[column].path), _cell(case.project, column))


@rule("S05", reads=_READS)
def blanks_before(case: ProjectCase) -> Iterator[Hit]:
    """No blanks before a filled month; those in front can be filled with 0 %."""
    plan = tuple(case.project.plan)
    filled = [column for column, percent in enumerate(plan) if percent is not None]
    for column in range(filled[-1] if filled else 0):
        if plan[column] is not None:
            continue
        address = at(case.project, COLUMNS[column].path)
        front = column < filled[0]
        advice = "没有支出的月份请填0%，不要空着。" if front else "请填写到这时的累计百分比。"
        values = {"label": COLUMNS[column].label, "advice": advice}
        yield Hit(address, values, (SetText(address, "0%"),) if front else ())


@rule("S06", reads=("project.plan", "project.name"))
def half_year_low(case: ProjectCase) -> Iterator[Hit]:
    """By June a good part is spent; works may begin late, but not with nothing in half a year."""
    project = case.project
    if all(percent is None for percent in project.plan) or is_seasonal(project.name):
        return
    if not _readable(project.plan):
        return
    june = evened(project.plan)[1]
    if june is None or not 0 <= june < case.thresholds.half_year_progress:
        return
    if june > 0 and is_works(project.name):
        return
    values = {"percent": _percent(june), "floor": _percent(case.thresholds.half_year_progress)}
    yield Hit(at(project, "plan.june"), values)


@rule("S07", reads=("project.plan", "project.budget", "indicator"))
def uneven_months(case: ProjectCase) -> Iterator[Hit]:
    """What is paid every month of the year is spent evenly."""
    budget = case.project.budget
    if budget is None or budget.fen <= 0 or _usual(case) or not _readable(case.project.plan):
        return
    for cost in costs_of(case.project):
        if cost.per not in ("月", "个月") or abs(cost.wan * 12 / budget.wan - 1) > Decimal("0.05"):
            continue
        plan = evened(case.project.plan)
        gaps = [
            (abs(percent - even), column)
            for column, (percent, even) in enumerate(zip(plan, _EVEN, strict=True))
            if percent is not None
        ]
        gap, column = max(gaps, default=(Decimal(0), 0), key=lambda each: (each[0], -each[1]))
        if gap > case.thresholds.monthly_gap:
            values = {
                "target": cost.row.target.text,
                "label": COLUMNS[column].label,
                "even": _percent(_EVEN[column]),
                "percent": _percent(plan[column]),
            }
            yield Hit(at(case.project, COLUMNS[column].path), values)
        return


def _readable(plan: SpendingPlan) -> bool:
    """Whether it may be judged: S03 and S04 have nothing to say about it."""
    return plan_balance(plan).state not in ("beyond", "falling")


def _usual(case: ProjectCase) -> bool:
    """Whether the plan is one offered for this kind of project, such as rent paid half-yearly."""
    kind = case.kind
    if kind is None:
        return False
    plans = (each.plan for each in spending_plans(kind.id) if kind.id in each.kinds)
    return case.project.plan in plans


@rule("S08", reads=("project.plan",), scope="plan")
class AllTheSame(YearRule):
    """Projects are spent each in its own way."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._plans: Counter[SpendingPlan] = Counter()
        self._changed: dict[str, None] = {}
        self._same: tuple[object, ...] = ()

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        for case, times in ((old, -1), (new, 1)):
            if case is not None:
                self._changed[case.project.id] = None
                plan = case.project.plan
                self._plans[plan] += times
                if not self._plans[plan]:
                    del self._plans[plan]

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        changed, self._changed = self._changed, {}
        projects = case.plan.projects
        plan = tuple(projects[0].plan) if len(projects) >= _SAME_FROM else ()
        if None in plan or len(self._plans) > 1:
            plan = ()
        same = (len(projects), plan) if plan else ()
        if same != self._same:
            self._same, changed = same, changed | dict.fromkeys(case.positions)
        for each in changed:
            known = plan and each in case.positions
            yield each, (self._hit(each, len(projects), plan),) if known else ()

    def _hit(self, project_id: str, count: int, plan: tuple[Decimal | None, ...]) -> Hit:
        quarters = plan == _QUARTERS
        remark = "（像是按季度填的，而第三格是10月底）" if quarters else ""
        values = {"count": count, "plan": "、".join(map(_percent, plan)), "remark": remark}
        path = "plan.october" if quarters else "plan.march"
        return Hit(Address("project", project_id, path), values)


@rule("S09", reads=("project.plan", "project.name", "indicator"))
def paid_and_done(case: ProjectCase) -> Iterator[Hit]:
    """What is paid is done at about the same time."""
    project = case.project
    if not _readable(project.plan):
        return
    yield from _held_before_paid(case)
    paid = first_reaching(project.plan, _WHOLE)
    row = completion(project, case.year)
    if row is None or row.target.deadline is None:
        dated = any(each.target.deadline is not None for each in project.indicators)
        if paid == 0 and not dated and is_finished_once(project.name) and project.indicators:
            fault = "3月底就支付100%，却没有写完成时间"
            yield Hit(at(project, "plan.march"), {"fault": fault})
        return
    done = column_of(row.target.deadline.month)
    nearly = first_reaching(project.plan, Decimal(90))
    if paid is not None and done - paid > 1 and not is_prepaid(project.name):
        fault = f"{COLUMNS[paid].label}就支付100%，完成时间却是“{row.target.text}”"
        yield Hit(at(project, COLUMNS[paid].path), {"fault": fault})
    elif nearly is not None and nearly - done > 1 and is_finished_once(project.name):
        # The last part of a price is often kept back as a guarantee.
        fault = f"完成时间是“{row.target.text}”，资金却到{COLUMNS[nearly].label}才付清"
        yield Hit(at(project, COLUMNS[nearly].path), {"fault": fault})


def _held_before_paid(case: ProjectCase) -> Iterator[Hit]:
    """What is held in February is not paid for from June only."""
    plan = evened(case.project.plan)
    begun = next((at for at, percent in enumerate(plan) if percent), None)
    event = event_of(case.project, case.year)
    if event is None or begun is None or begun <= column_of(event[1]):
        return
    what, month = event
    fault = f"“{quoted(what)}”在{month}月，资金却到{COLUMNS[begun].label}才开始支付"
    yield Hit(at(case.project, COLUMNS[begun].path), {"fault": fault})


@rule("S10", reads=("project.plan", "project.name"))
def paid_before_bought(case: ProjectCase) -> Iterator[Hit]:
    """Works and equipment are contracted before they are paid."""
    project, march = case.project, case.project.plan.march
    if march is None or not is_building_or_buying(project.name) or is_debt(project.name):
        return
    if march >= case.thresholds.early_purchase:
        yield Hit(at(project, "plan.march"), {"percent": _percent(march)})
