"""V05, V14-V18, V20, V21: how much is promised, and in which direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from hfgoals.checks.case import OverallCase, ProjectCase
from hfgoals.checks.finding import Level
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import (
    LASTING,
    QUANTITY,
    direction,
    is_percent,
    is_rate,
    is_satisfaction,
    rate_misfit,
    unit_of,
)
from hfgoals.checks.text.wording import bare_name, folded, quoted
from hfgoals.checks.text.words import any_of, ends_with, word_file
from hfgoals.evaluation.attainment import comparable, far_above
from hfgoals.model.address import Address
from hfgoals.model.blanks import is_staged
from hfgoals.model.last_year import done_of, same_rows, timeless
from hfgoals.model.target import AT_LEAST, AT_MOST, LESS, MORE, Target
from hfgoals.model.values import Project

_HUNDRED = Decimal(100)
_COVERAGE = re.compile(
    r"(?P<noun>[^，。；：、,;:\s\d≥≤＝＞]{0,20}覆盖率?)的?"
    r"(?:大于或?等于|不低于|达到|≥|＞|＝|>=)\s*(?P<number>\d+(?:\.\d+)?)\s*[%％]"
)
_HISTORY = re.compile(r"连续|累计|历史|不间断")


def _upwards(target: Target) -> bool:
    return target.signed and target.sign in (AT_LEAST, MORE)


def _downwards(target: Target) -> bool:
    return target.signed and target.sign in (AT_MOST, LESS)


@rule("V05", reads=("indicator.name", "indicator.target", "indicator.level2"))
def right_direction(case: ProjectCase) -> Iterator[Hit]:
    """More is better of outputs and rates, less of errors, durations and dates (K06: costs)."""
    for row in rows_of(case.project):
        target = row.indicator.target
        if rate_misfit(row.indicator.name, target, row.code):
            # V04 tells it: ≤12月 of a rate is no direction.
            continue
        if target.deadline is not None:
            good = "down"
        else:
            good = direction(row.code, row.indicator.name, unit_of(target)) or ""
        if good == "up" and target.number is not None and _downwards(target):
            says = "越高越好" if is_rate(row.indicator.name) else "越多越好"
            yield row.hit("target", good=says, sign="≥")
        elif good == "down" and target.value is not None and _upwards(target):
            says = "应当在这个日期之前" if target.deadline else "越少越好"
            yield row.hit("target", good=says, sign="≤")


def _must_be_all(row: Row, project: Project) -> bool:
    name = bare_name(row.indicator.name)
    if ends_with("values", "必须全部").search(name):
        return True
    paying = any_of("values", "偿还发放").search(project.name + name)
    return paying is not None and any_of("values", "偿还发放的完成率").fullmatch(name) is not None


@rule("V14", reads=("project.name", "indicator.name", "indicator.target"))
def all_of_it(case: ProjectCase) -> Iterator[Hit]:
    """Wages, debts, acceptance, safe broadcasting and political guidance allow no remainder."""
    for row in rows_of(case.project):
        target = row.indicator.target
        short = target.number is not None and target.number < _HUNDRED
        if short and unit_of(target) == "%" and _must_be_all(row, case.project):
            yield row.hit("target")


@rule("V15", reads=("indicator.name", "indicator.target", "indicator.level2"))
def sensible_satisfaction(case: ProjectCase) -> Iterator[Hit]:
    """Satisfaction is neither set so low that it asks nothing, nor at 100 %."""
    floor = case.thresholds.satisfaction_floor
    for row in rows_of(case.project):
        number = row.indicator.target.number
        if number is None or unit_of(row.indicator.target) != "%":
            continue
        if not is_satisfaction(row.indicator.name, row.code):
            continue
        if number < floor:
            yield row.hit("target", why=f"低于{floor}%，要求偏低")
        elif number >= _HUNDRED:
            yield row.hit("target", why="人人满意很难做到，也难以证明")


@rule(
    "V16",
    reads=(
        "project.purpose",
        "goal.text",
        "indicator.name",
        "indicator.target",
        "subgoal",
    ),
    scope="texts",
)
def whole_coverage(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """Who promises to cover all does not set 90 %."""
    if isinstance(case, OverallCase):
        yield from _whole_coverage_overall(case)
        return
    promised = _promised(" ".join((case.project.purpose, *(g.text for g in case.project.goals))))
    for row in rows_of(case.project):
        target = row.indicator.target
        if "覆盖" not in row.indicator.name or not is_percent(unit_of(target)):
            continue
        promise = _promised(row.indicator.name) or promised
        if promise and target.number is not None and target.number < _HUNDRED:
            yield row.hit("target", goal=promise, place=f"第{row.number}行", number=target.value)


def _whole_coverage_overall(case: OverallCase) -> Iterator[Hit]:
    for subgoal in case.overall.subgoals:
        promised = _promised(f"{subgoal.title} {subgoal.goal} {subgoal.indicators}")
        found = _COVERAGE.search(subgoal.indicators) if promised else None
        if found and Decimal(found["number"]) < _HUNDRED:
            name, number = quoted(found["noun"]), found["number"]
            told = {"goal": promised, "place": "绩效指标中", "name": name, "number": number}
            yield Hit(Address("subgoal", subgoal.id, "indicators"), told)


def _promised(text: str) -> str:
    found = any_of("values", "全覆盖").search(text)
    return found[0] if found else ""


@rule("V17", reads=("indicator",))
def worth_setting(case: ProjectCase) -> Iterator[Hit]:
    """A target asks more than anything at all, no less than last year's, and what the law asks."""
    before = _targets(case.last_year) if case.last_year is not None else {}
    for row in rows_of(case.project):
        target = row.indicator.target
        if target.number is None:
            continue
        if over := _over_the_law(row, case.project):
            yield row.hit("target", level="error", why=over)
            continue
        if row.code == QUANTITY and target.number <= 1 and target.signed and _upwards(target):
            yield row.hit("target", why="只要做了就算完成，看不出做得多少")
            continue
        last = before.get((row.code, folded(row.indicator.name), unit_of(target)))
        if last is None or last.number is None:
            continue
        good = direction(row.code, row.indicator.name, unit_of(target))
        lower = target.number < last.number
        if (good == "up" and lower) or (good == "down" and target.number > last.number):
            yield row.hit("target", why=f"比上年的“{last.text}”{'低' if lower else '高'}")


def _over_the_law(row: Row, project: Project) -> str:
    """Which rule does not allow so much; "" for none."""
    number, unit = row.indicator.target.number, unit_of(row.indicator.target)
    share = None if number is None else {"%": number, "‰": number / 10}.get(unit)
    if share is None:
        return ""
    for entry in word_file("values").entries("法定上限"):
        of = any(word in f"{row.indicator.name}{project.name}" for word in entry.texts("事物"))
        ends = bare_name(row.indicator.name).endswith(entry.texts("结尾"))
        if of and ends and share > Decimal(entry.text("上限")):
            return f"超过{entry.text('出处')}"
    return ""


def _targets(project: Project) -> dict[tuple[str | None, str, str], Target]:
    return {
        (row.code, folded(row.indicator.name), unit_of(row.indicator.target)): row.indicator.target
        for row in rows_of(project)
    }


_HOURS = {
    "秒": Decimal(1) / 3600, "分钟": Decimal(1) / 60, "分": Decimal(1) / 60, "小时": Decimal(1),
    "天": Decimal(24), "日": Decimal(24), "个工作日": Decimal(24), "工作日": Decimal(24),
    "周": Decimal(168), "个月": Decimal(720), "月": Decimal(720), "年": Decimal(8760),
}  # fmt: skip


@rule("V20", reads=("indicator.name", "indicator.target"))
def of_usual_size(case: ProjectCase) -> Iterator[Hit]:
    """A share or a time is of the size that such things have: no 9.8 % of 合格率, no 20 天."""
    for row in rows_of(case.project):
        target, name = row.indicator.target, bare_name(row.indicator.name)
        number, unit = target.number, unit_of(target)
        if number is None:
            continue
        if unit == "%":
            yield from _of_usual_share(row, name, number)
        elif unit in _HOURS and _downwards(target):
            hours = number * _HOURS[unit]
            for entry in word_file("values").entries("时间的常理"):
                most = Decimal(entry.text("最长"))
                if name.endswith(entry.texts("结尾")) and hours > most:
                    why = "这样的时间一般没有这么长，多半写错了单位"
                    yield row.hit("target", level="hint", why=why)
                    break


def _of_usual_share(row: Row, name: str, number: Decimal) -> Iterator[Hit]:
    for entry in word_file("values").entries("本来就高的率"):
        if name.endswith(entry.texts("结尾")) and 0 < number < Decimal(entry.text("低于")):
            yield row.hit("target", why="这样的率本来就该高，多半少写了一位或点错了小数点")
            return
    for entry in word_file("values").entries("本来就低的率"):
        if name.endswith(entry.texts("结尾")) and number > Decimal(entry.text("高于")):
            yield row.hit("target", why="这样的率本来就该低，多半多写了一位或点错了小数点")
            return


@rule("V18", reads=("indicator.name", "indicator.target", "indicator.level2"))
def sensible_years(case: ProjectCase) -> Iterator[Hit]:
    """An effect is not said to last longer than things usually do."""
    for row in rows_of(case.project):
        target = row.indicator.target
        if row.code != LASTING or unit_of(target) != "年" or target.number is None:
            continue
        long = target.number > case.thresholds.longest_effect
        if long and not _HISTORY.search(row.indicator.name):
            yield row.hit("target")


@rule("V21", reads=("indicator.name", "indicator.target", "indicator.level2"))
def no_less_than_done(case: ProjectCase) -> Iterator[Hit]:
    """A target asks no less than what was done last year, but for a small margin."""
    before = case.last_year
    if before is None or not is_staged(before):
        return
    then, now = case.year - 1, case.year
    rows = same_rows(before.indicators, case.project.indicators, then, now)
    for row in rows_of(case.project):
        old = rows.get(row.indicator.id)
        # A rolled row may have become another indicator.
        if old is None or timeless(old.name, then) != timeless(row.indicator.name, now):
            continue
        target, done = row.indicator.target, done_of(old)
        if (how := _worse(target, done, case.thresholds.below_done)) is not None:
            asked = far_above(target, done, case.thresholds.far_above)
            level: Level | None = "warning" if asked else None
            yield row.hit("target", level=level, done=quoted(done.text), how=how)


def _worse(target: Target, done: Target, margin: Decimal) -> str | None:
    """低 or 高 where the target is worse than that by more than so many percent of it."""
    pair = comparable(target, done)
    if pair is None:
        return None
    aim, value = pair
    least = 1 - Fraction(margin) / 100
    if _upwards(target):
        return "低" if aim < value * least else None
    if not _downwards(target) or value <= 0:
        return None
    if is_percent(unit_of(target)):
        # Of a share that is to be small the rest counts: 0.02 % is hardly worse than 0.01 %.
        return "高" if 100 - aim < (100 - value) * least else None
    return "高" if aim * least > value else None
