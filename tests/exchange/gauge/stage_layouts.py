"""Monitoring and self-evaluation tables as counties lay them out, put together from parts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.exchange.gauge.layouts import Sheet, merge_alike, text_of
from tests.exchange.gauge.truth import Row, Truth, truth_of

_WIDTH = 10
_CAUSES = {
    "funds": "经费保障", "rules": "制度保障", "staff": "人员保障", "equipment": "硬件条件保障",
    "other": "其他",
}  # fmt: skip
_LIKELY = {"certain": "确定能", "possible": "有可能", "impossible": "完全不可能"}
_REASONS = ("设备到货晚于计划，已催办。", "人员调整，下半年补上。", "受天气影响，活动延期。")
_ACHIEVED = ("已完成全部任务，运行稳定。", "完成了大部分任务，其余在推进。")


@dataclass(frozen=True)
class Outcome:
    """What came of one row, as texts of a table."""

    actual: str
    forecast: str
    weight: str
    score: str
    reason: str = ""
    cause: str = ""
    likely: str = "certain"
    remedy: str = ""


@dataclass
class StageSheet(Sheet):
    """A table of results while it is drawn."""

    month: int = 13
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    """By the name of the row."""
    funds: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    """By column and source, in 万元."""
    achieved: str = ""

    @property
    def months(self) -> str:
        """As headings say it."""
        return f"1-{self.month}月"


Part = Callable[[StageSheet], None]


def made_up(layout: str, chance: random.Random, *, yuan: bool) -> StageSheet:
    """A made-up project with what came of it, in that layout."""
    truth = truth_of(chance)
    month = chance.choice((6, 7, 9)) if layout in MONITORING else 13
    sheet = StageSheet(truth, yuan, month=month, achieved=chance.choice(_ACHIEVED))
    weights = _shares(90, len(truth.rows))
    for row, weight in zip(truth.rows, weights, strict=True):
        sheet.outcomes[row.name] = _outcome(row, weight, chance)
    sheet.funds = _funds(truth, chance)
    for part in LAYOUTS[layout]:
        part(sheet)
    return sheet


def _shares(whole: int, count: int) -> list[int]:
    return [whole // count + (number < whole % count) for number in range(count)]


def _outcome(row: Row, weight: int, chance: random.Random) -> Outcome:
    missed = chance.random() < 0.3
    bare = row.target.lstrip("≥≤＝")
    figures = "".join(letter for letter in bare if letter.isdigit())
    if "年" in row.target and "月" in row.target:
        actual = row.target.replace("底前", "")
    elif bare == row.target:
        actual = "已完成"
    else:
        actual = bare if not missed else bare.replace(figures, str(max(int(figures) - 1, 1)), 1)
    score = str(weight) if not missed else f"{Decimal(weight) * Decimal('0.9'):.2f}"
    return Outcome(
        actual,
        bare,
        str(weight),
        score,
        chance.choice(_REASONS) if missed else "",
        chance.choice(list(_CAUSES)) if missed else "",
        chance.choice(list(_LIKELY)) if missed else "certain",
        "加快实施进度" if missed else "",
    )


def _funds(truth: Truth, chance: random.Random) -> dict[str, dict[str, Decimal]]:
    adjusted = chance.choice((Decimal(0), Decimal(chance.randint(1, 500)) / 100))
    initial = {"total": truth.budget, "fiscal": truth.fiscal, "other": truth.other}
    revised = initial | {"total": truth.budget + adjusted, "fiscal": truth.fiscal + adjusted}
    share = Decimal(chance.randint(40, 100)) / 100
    spent = {
        each: (revised[each] * share).quantize(Decimal("0.01")) for each in ("fiscal", "other")
    }
    spent["total"] = spent["fiscal"] + spent["other"]
    expected = dict(revised)
    return {"initial": initial, "revised": revised, "spent": spent, "expected": expected}


def titled(text: str) -> Part:
    def draw(sheet: StageSheet) -> None:
        sheet.line(text.format(months=sheet.months), spans=(_WIDTH,))
        sheet.line(f"（{sheet.truth.year}年度）", spans=(_WIDTH,))
        sheet.shown.add("年度")

    return draw


def named(sheet: StageSheet) -> None:
    sheet.line("项目名称", sheet.truth.name, spans=(2, 8))
    sheet.line("主管部门", "示例县宣传部", "实施单位", sheet.truth.unit, spans=(2, 3, 2, 3))


def named_with_code(sheet: StageSheet) -> None:
    sheet.line("项目名称", sheet.truth.name, "项目编码", sheet.truth.code, spans=(2, 3, 2, 3))
    sheet.shown.add("项目编码")


_SOURCES = {"total": "年度资金总额", "fiscal": "其中：当年财政拨款", "other": "其他资金"}


def funds(heads: str, sources: dict[str, str] | None = None) -> Part:
    """A table of these columns, written path=heading or rate=, weight=, points=."""
    columns = [each.split("=", 1) for each in heads.split()]
    labels = sources or _SOURCES

    def draw(sheet: StageSheet) -> None:
        said = [head.format(months=sheet.months) for _, head in columns]
        top = sheet.line(f"项目资金（{sheet.currency}）", "", *said, spans=(1, 2))
        for source, label in labels.items():
            texts = [_amount(sheet, path, source) for path, _ in columns]
            sheet.line("", label, *texts, spans=(1, 2))
        sheet.down(1, top, sheet.height)
        sheet.shown |= {f"{path}.{source}" for path, _ in columns for source in labels}

    return draw


def _amount(sheet: StageSheet, path: str, source: str) -> str:
    money = sheet.funds
    base = money["initial"] if sheet.month < 13 else money["revised"]
    rate = money["spent"][source] / base[source] if base[source] else None
    if path == "rate":
        return "" if rate is None else f"{rate * 100:.2f}%"
    if path in ("weight", "points"):
        if source != "total" or rate is None:
            return "—"
        return "10" if path == "weight" else f"{min(rate, Decimal(1)) * 10:.2f}"
    return sheet.amount(money[path][source])


def funds_in_pairs(sheet: StageSheet) -> None:
    money = sheet.funds
    sheet.line(
        f"全年预算数（{sheet.currency}）", sheet.amount(money["revised"]["total"]),
        f"全年执行数（{sheet.currency}）", sheet.amount(money["spent"]["total"]),
        spans=(2, 3, 2, 3),
    )  # fmt: skip
    sheet.funds["initial"] = {"total": money["revised"]["total"]}
    sheet.shown |= {"initial.total", "spent.total"}


def goals(left: str, right: str = "", lead: str = "年度总体目标") -> Part:
    def draw(sheet: StageSheet) -> None:
        text = "\n".join(f"{n}.{g}" for n, g in enumerate(sheet.truth.goals, 1))
        if not right:
            sheet.line(left, text, spans=(2, 8))
        else:
            top = sheet.line(lead, left, right.format(months=sheet.months), spans=(2, 4, 4))
            sheet.line("", text, sheet.achieved, spans=(2, 4, 4))
            sheet.merges.append((top, 1, sheet.height, 2))
            sheet.merges.remove((top, 1, top, 2))
            sheet.merges.remove((sheet.height, 1, sheet.height, 2))
            sheet.shown.add("achieved")
        sheet.shown.add("绩效目标")

    return draw


def goals_below(sheet: StageSheet) -> None:
    text = "\n".join(f"{n}.{g}" for n, g in enumerate(sheet.truth.goals, 1))
    sheet.line("年初设定目标", text, spans=(2, 8))
    sheet.line("年度目标完成情况", sheet.achieved, spans=(2, 8))
    sheet.shown |= {"绩效目标", "achieved"}


_RESULTS = {
    "actual": "actual", "forecast": "forecast", "score": "score", "reason": "reason",
    "remedy": "remedy", "weight": "weight",
}  # fmt: skip


def rows(heads: str, *, lead: str = "", points: bool = False, total: str = "") -> Part:
    """Columns: names of target columns as they are, results as path=heading; ticks as causes and
    likelihood, each of several columns under one heading."""
    columns = [each.partition("=") for each in heads.split()]

    def draw(sheet: StageSheet) -> None:
        _headings(sheet, columns, lead)
        sheet.first_row = sheet.height + 1
        for row in sheet.truth.rows:
            cells = [text for path, _, head in columns for text in _cells(sheet, row, path, head)]
            sheet.line(*((("",) if lead else ()) + tuple(cells)))
            if points:
                at = 2 if lead else 1
                level = sheet.cells[sheet.height, at]
                whole = sum(
                    int(sheet.outcomes[each.name].weight)
                    for each in sheet.truth.rows
                    if each.level1 == level
                )
                sheet.cells[sheet.height, at] = f"{level}（{whole}分）"
        for number in (1, 2):
            merge_alike(sheet, number + bool(lead))
        if total:
            scores = [Decimal(each.score) for each in sheet.outcomes.values()]
            sheet.line(total, f"{sum(scores):.2f}", spans=(len(columns) - 1 + bool(lead),))
        shown = {"一级指标": "level1", "二级指标": "level2", "三级指标": "name"}
        sheet.shown |= {shown.get(path, path) for path, _, _ in columns} | {"target"}

    return draw


def _headings(sheet: StageSheet, columns: list[tuple[str, str, str]], lead: str) -> None:
    groups = {"causes": [*_CAUSES.values(), "原因说明"], "likelihood": list(_LIKELY.values())}
    titles = {"causes": "偏差原因分析", "likelihood": "完成目标可能性"}
    upper: list[str] = [lead] if lead else []
    lower: list[str] = [""] if lead else []
    spans = [1] if lead else []
    for path, _, head in columns:
        wide = len(groups.get(path, "1"))
        upper.append(titles.get(path) or (head or path).rstrip("*").format(months=sheet.months))
        lower += groups.get(path, [""])
        spans.append(wide)
    top = sheet.line(*upper, spans=tuple(spans))
    if any(lower):
        sheet.line(*lower)
        for at, text in enumerate(lower, 1):
            if not text:
                sheet.down(at, top, top + 1)


def _cells(sheet: StageSheet, row: Row, path: str, head: str) -> list[str]:
    outcome = sheet.outcomes[row.name]
    if path == "causes":
        return [*("√" if each == outcome.cause else "" for each in _CAUSES), outcome.reason]
    if path == "likelihood":
        return ["√" if each == outcome.likely else "" for each in _LIKELY]
    if path == "likely":
        return [_LIKELY[outcome.likely]]
    if path in _RESULTS:
        return [getattr(outcome, path)]
    return [text_of(row, path, points=False)]


def prose(sheet: StageSheet) -> None:
    sheet.line("评价结论", "项目完成较好，自评为优。", spans=(2, 8))
    sheet.line("存在问题", "部分指标完成偏晚。", spans=(2, 8))
    sheet.line("改进措施", "提前采购，按月调度。", spans=(2, 8))
    sheet.shown |= {"conclusion", "problems", "measures"}


def noted_below(sheet: StageSheet) -> None:
    sheet.line(
        "注：1.资金使用单位按项目绩效目标填报，得分一档最高不能超过该指标分值上限。",
        spans=(_WIDTH,),
    )


_USUAL = "一级指标 二级指标 三级指标 "
_NATIONAL = (
    "initial=年初预算数 revised=全年预算数 spent=全年执行数 weight=分值 rate=执行率 points=得分"
)
EVALUATION: dict[str, tuple[Part, ...]] = {
    "national": (
        titled("项目支出绩效自评表"), named, funds(_NATIONAL), goals("预期目标", "实际完成情况"),
        rows(
            _USUAL + "年度指标值 actual=实际完成值 weight=分值 score=得分 "
            "reason=偏差原因分析及改进措施", points=True, total="总分",
        ),
    ),
    "led": (
        titled("项目绩效自评表"), named, funds(_NATIONAL), goals("预期目标", "实际完成情况"),
        rows(
            _USUAL + "年度指标值 actual=全年完成值 weight=分值 score=自评得分 "
            "reason=未完成原因分析", lead="绩效指标",
        ),
    ),
    "sichuan": (
        titled("项目支出绩效自评表"), named_with_code, goals_below,
        funds(
            "initial=年初预算 revised=调整后预算数 spent=预算执行数 rate=预算执行率 weight=权重 "
            "points=得分", {"total": "总额", "fiscal": "财政资金", "other": "其他资金"},
        ),
        rows(
            _USUAL + "指标性质 指标值* 计量单位 actual=完成值 weight=权重 score=得分 "
            "reason=未完成原因分析",
        ),
        prose,
    ),
    "weights before": (
        titled("项目支出绩效自我评价表"), named,
        funds("initial=年初预算数 spent=实际支出数 rate=执行率"),
        goals("年初设定目标", "全年实际完成情况"),
        rows(_USUAL + "weight=分值 年度指标值 actual=全年实际完成值 score=得分 reason=扣分原因"),
        noted_below,
    ),
    "in pairs": (
        titled("县级预算项目绩效自评表"), named_with_code, funds_in_pairs, goals_below,
        rows(_USUAL + "目标值 actual=实际值 weight=权重 score=自评分 reason=原因说明"),
    ),
    "no scores": (
        titled("项目支出绩效目标自评表"), named, funds(_NATIONAL),
        goals("预期目标", "目标实际完成情况"),
        rows(_USUAL + "指标值 actual=完成情况 reason=偏差原因"),
    ),
    "actual before": (
        titled("项目绩效自评表"), named, funds("spent=全年执行数 initial=年初预算数 rate=执行率"),
        goals("年度目标", "完成情况", lead="项目目标"),
        rows(_USUAL + "actual=实际完成值 年度指标值 weight=分值 score=得分 reason=改进措施"),
    ),
}  # fmt: skip
_JULY = "initial=年初预算数 spent={months}执行数 rate={months}执行率 expected=全年预计执行数"
MONITORING: dict[str, tuple[Part, ...]] = {
    "monitoring, national": (
        titled("项目支出绩效目标执行监控表"), named, funds(_JULY), goals("年度总体目标"),
        rows(
            _USUAL + "年度指标值 actual={months}执行情况 forecast=全年预计完成情况 causes "
            "likelihood remedy=备注",
        ),
    ),
    "monitoring, one column each": (
        titled("{months}项目绩效运行监控表"), named, funds(_JULY), goals("年度总体目标"),
        rows(
            _USUAL + "年度指标值 actual={months}完成情况 forecast=全年预计完成情况 "
            "reason=偏差原因分析 likely=完成目标可能性 remedy=备注",
        ),
    ),
    "monitoring, led": (
        titled("项目绩效运行监控表"), named_with_code,
        funds("initial=年初预算数 spent={months}执行数 rate=执行率"), goals("年度绩效目标"),
        rows(
            _USUAL + "指标值 actual={months}实际完成值 reason=原因说明 remedy=拟采取的措施",
            lead="绩效指标",
        ),
    ),
    "monitoring, goals told": (
        titled("绩效目标运行监控表"), named, funds(_JULY),
        goals("年度总体目标", "{months}完成情况", lead="绩效目标"),
        rows(_USUAL + "目标值 actual={months}完成情况 forecast=预计全年完成值 reason=偏差原因"),
    ),
    "monitoring, signs apart": (
        titled("部门预算项目绩效监控表"), named_with_code,
        funds("initial=年初预算 spent={months}支出数 rate=支出进度"), goals("年度目标"),
        rows(
            _USUAL + "指标性质 指标值* 计量单位 actual={months}执行情况 reason=偏差原因说明 "
            "likely=完成可能性",
        ),
    ),
    "monitoring, weights": (
        titled("项目绩效跟踪监控表"), named, funds(_JULY), goals("年度总体目标"),
        rows(
            _USUAL + "weight=权重 年度指标值 actual={months}执行情况 forecast=全年预计完成情况 "
            "reason=原因说明 likelihood",
        ),
    ),
}  # fmt: skip
LAYOUTS: dict[str, tuple[Part, ...]] = EVALUATION | MONITORING
