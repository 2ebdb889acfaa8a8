"""The overview in Chinese: what the page, its descriptions and the printed sheet all say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hfgoals.evaluation.exact import Grade, half_up, percent_shown
from hfgoals.model.money import Money, shown
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.year_overview.changes import BesideLastYear, Change, Sort
from hfgoals.year_overview.facts import StageFacts, State
from hfgoals.year_overview.findings import Found
from hfgoals.year_overview.overview import KindSum, StageSum, Standing, YearOverview
from hfgoals.year_overview.spending import Point, Spending

TITLE: Final = "年度总览"
STANDINGS: Final[dict[Standing, str]] = {
    "complete": "完成填报", "to_mend": "待改", "blank": "未填",
}  # fmt: skip
STATES: Final[dict[State, str]] = {
    "complete": "已填全", "partial": "填写中", "to_mend": "待改", "blank": "未填",
}  # fmt: skip
SORTS: Final[dict[Sort, str]] = {"new": "新增", "gone": "取消", "more": "增加", "less": "减少"}
UNNAMED: Final = "（未命名项目）"
NO_KIND: Final = "未识别出类型"
NOT_CHECKED: Final = "正在检查…"
NOTHING_FOUND: Final = "没有发现问题。"
NOTHING_TO_CHECK: Final = "还没有填写，没有可以检查的内容。"
NO_LAST_YEAR: Final = "这个工作簿里没有上一年度。"
NO_CHANGES: Final = "各项目的预算数都和上年相同。"
NO_PROJECTS: Final = "还没有项目。"
NO_CURVE: Final = "还没有既填了预算数、又填全了资金支出计划的项目。"
_GRADES: Final[tuple[Grade, ...]] = ("优", "良", "中", "差")


def kind_name(kind: KindSum) -> str:
    """What a kind is called."""
    return kind.name or NO_KIND


def share_shown(part: Money | None, whole: Money | None) -> str:
    """How much of the whole it is: 33.3%; blank where there is nothing to take it of."""
    if part is None or whole is None or whole.fen <= 0 or part.fen < 0:
        return ""
    return f"{half_up(Fraction(part.fen, whole.fen) * 100, 1)}%"


def signed(difference: Money) -> str:
    """More or less: +80.00, -80.00; 0.00 for no difference."""
    return f"+{difference}" if difference.fen > 0 else str(difference)


def signed_share(difference: Money, before: Money | None) -> str:
    """The difference in percent of what was before: +12.5%; blank where nothing was."""
    if before is None or before.fen <= 0:
        return ""
    percent = half_up(Fraction(abs(difference.fen), before.fen) * 100, 1)
    return f"{'-' if difference.fen < 0 else '+' if difference.fen else ''}{percent}%"


def stage_name(month: int) -> str:
    """监控（1–7月） or 自评."""
    if month == WHOLE_YEAR:
        return "自评"
    return f"监控（{_when(month)}）"


def standings_told(overview: YearOverview) -> str:
    """完成填报 8，待改 3，未填 1: all three, also where there is none."""
    return "，".join(f"{word} {overview.standings[each]}" for each, word in STANDINGS.items())


def sources_told(overview: YearOverview) -> str:
    """财政资金 80.00，其他资金 20.00, as far as filled in."""
    sums = overview.sums
    named = (("财政资金", sums.fiscal), ("其他资金", sums.other))
    return "，".join(f"{name} {amount}" for name, amount in named if amount is not None)


def spent_by(point: Point) -> str:
    """What shall be spent by then, in 万元 with two decimals: a share of a sum has more."""
    return f"{half_up(Fraction(point.planned.wan), 2)}"


def percent(spending: Spending, amount: Money) -> str:
    """How much of all it is: 25.00%."""
    return percent_shown(spending.share(amount))


def point_told(spending: Spending, point: Point) -> str:
    """3月底计划 25.00%（20.00 万元），均匀支出为 25.00%."""
    planned, even = percent(spending, point.planned), percent(spending, point.even)
    return f"{point.month}月底计划 {planned}（{spent_by(point)} 万元），均匀支出为 {even}"


def spending_told(overview: YearOverview) -> str:
    """The whole curve in words."""
    spending = overview.spending
    if not spending.points:
        return NO_CURVE
    parts = [f"共 {spending.whole} 万元"]
    parts += [point_told(spending, point) for point in spending.points]
    parts += [done_told(overview), left_out_told(spending)]
    return "；".join(filter(None, parts)) + "。"


def left_out_told(spending: Spending) -> str:
    """How many projects are not in the curve; blank for none."""
    left = spending.left_out
    return (
        f"{left} 个项目没有填预算数或没有填全支出计划，未计入" if left and spending.points else ""
    )


def done_told(overview: YearOverview) -> str:
    """实际执行：1–7月 53.00%，全年 95.00%; blank where nothing is told."""
    told = "，".join(
        f"{_when(each.month)} {percent_shown(each.rate)}"
        for each in overview.stages
        if each.rate is not None
    )
    return f"实际执行：{told}" if told else ""


def _when(month: int) -> str:
    return "全年" if month == WHOLE_YEAR else f"1–{month}月" if month > 1 else "1月"


def states_told(stage: StageSum) -> str:
    """监控（1–7月）：已填全 1 个，未填 2 个: only what there is."""
    told = "，".join(
        f"{word} {stage.states[state]} 个" for state, word in STATES.items() if stage.states[state]
    )
    return f"{stage_name(stage.month)}：{told}"


def found_told(overview: YearOverview) -> str:
    """What is said where there is no table of findings, and of those kept."""
    found = overview.found
    if found is None:
        return NOT_CHECKED
    if overview.blank and not found.reasons:
        return NOTHING_TO_CHECK
    return "" if found.reasons else f"{NOTHING_FOUND}{kept_told(found)}"


def kept_told(found: Found) -> str:
    """How many findings are kept; blank for none."""
    return f"另有 {found.kept} 处已说明理由保留。" if found.kept else ""


def change_told(change: Change) -> str:
    """新增 某项目 0.00 → 80.00, +80.00."""
    name = change.name or UNNAMED
    before, after = shown(change.before) or "—", shown(change.after) or "—"
    return f"{SORTS[change.sort]} {name}：{before} → {after}（{signed(change.difference)}）"


def changes_told(last: BesideLastYear) -> str:
    """新增 2 个，取消 1 个: how many changed in which way; that none did, too."""
    told = "，".join(
        f"{word} {last.counts[sort]} 个" for sort, word in SORTS.items() if last.counts[sort]
    )
    return told or NO_CHANGES


def rate_shown(stage: StageFacts | StageSum) -> str:
    """执行率, blank where there is none."""
    return percent_shown(stage.rate)


def score_shown(score: Decimal | None) -> str:
    """A score, blank where there is none."""
    return "" if score is None else f"{score:.2f}"


def grades_told(grades: Mapping[Grade, int]) -> str:
    """优 3，良 1: only what there is."""
    return "，".join(f"{each} {grades[each]}" for each in _GRADES if grades[each])
