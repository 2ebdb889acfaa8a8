"""绩效自评报告: the self-evaluations of a whole year, as a text to go on writing.

Chapters after the outlines that go with 财预〔2020〕10号.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hfgoals.evaluation.attainment import reached
from hfgoals.evaluation.deviation import Deviation, evaluated_deviations
from hfgoals.evaluation.exact import execution_rate, percent_shown
from hfgoals.evaluation.funds import FundsShown
from hfgoals.evaluation.scores import Scores, scores_of
from hfgoals.forms.evaluation_project import shown_points
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.stage_parts import funds_of, goals_said
from hfgoals.forms.stage_report import (
    NO_NUMBER,
    Shown,
    StageReport,
    Table,
    by_level1,
    each_project,
    named,
    said,
    whole_of,
)
from hfgoals.layout.sheet import Sheet
from hfgoals.lean import dataclass
from hfgoals.model.stages import WHOLE_YEAR, result_at
from hfgoals.model.values import Indicator

ID: Final = "evaluation_report"
NAME: Final = "绩效自评报告"
_GRADES: Final = ("优", "良", "中", "差")
_OVERVIEW: Final = Table(
    ("序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分", "等级"),
    (12.0, 39.0, 23.0, 23.0, 23.0, 18.0, 17.0, 17.0),
    (
        *("value-center", "value", "number", "number", "number"),
        *("percent", "value-center", "value-center"),
    ),
)
_EXECUTION: Final = Table(
    ("项目名称", "全年预算数", "全年执行数", "执行率", "原因"),
    (50.0, 23.0, 23.0, 20.0, 56.0),
    ("value", "number", "number", "percent", "value"),
)
_GOALS: Final = Table(
    ("项目名称", "预期目标", "实际完成情况"), (38.0, 67.0, 67.0), ("value", "value", "value")
)
_COUNTS: Final = Table(
    ("一级指标", "指标数", "完成", "未完成", "待核对", "得分率"),
    (52.0, 24.0, 24.0, 24.0, 24.0, 24.0),
    ("value", *["value-center"] * 5),
)
_DEVIATIONS: Final = Table(
    ("三级指标", "年度指标值", "实际完成值", "得分/分值", "偏差", "偏差原因分析及改进措施"),
    (38.0, 24.0, 24.0, 22.0, 18.0, 46.0),
    ("value", *["value-center"] * 4, "value"),
)
_TABLES: Final = (_OVERVIEW, _EXECUTION, _GOALS, _COUNTS, _DEVIATIONS)


@dataclass(frozen=True, slots=True)
class _Evaluated:
    """One project with what its self-evaluation comes to."""

    of: Subject
    funds: FundsShown
    scores: Scores


def compose(of: Subject) -> Sheet:
    """The report of one year."""
    year, stages = of.plan.year, of.plan.stages
    found = [
        _Evaluated(each, funds_of(each, WHOLE_YEAR), scores_of(each.project, year, stages))
        for each in each_project(of)
    ]
    report = StageReport(of, NAME, _TABLES)
    report.about_the_unit("自评")
    report.chapter("绩效自评工作开展情况")
    report.blank("自评的组织分工、步骤和方法，数据来源和核对情况")
    report.chapter("综合评价结论")
    _conclusion(report, found)
    report.chapter("绩效目标完成情况分析")
    report.section("预算执行情况")
    _execution(report, found)
    report.section("总体绩效目标完成情况")
    _goals(report, found)
    report.section("绩效指标完成情况")
    _counts(report, of, found)
    report.chapter("偏离绩效目标的原因和改进措施")
    _deviations(report, found)
    report.chapter("存在的主要问题")
    report.told("problems", WHOLE_YEAR, "项目管理、资金使用、绩效管理上的主要问题及原因")
    report.chapter("下一步改进措施")
    report.told("measures", WHOLE_YEAR, "针对上述问题的改进措施和时限")
    report.chapter("绩效自评结果拟应用和公开情况")
    report.blank("结果如何用于以后的预算安排和管理，何时、在哪里公开")
    return report.sheet(ID)


def _conclusion(report: StageReport, found: Sequence[_Evaluated]) -> None:
    grades = Counter(each.scores.grade for each in found)
    given = "、".join(f"“{grade}”{grades[grade]}个" for grade in _GRADES if grades[grade])
    if given:
        report.text(f"纳入自评的{len(found)}个项目中，得分等级为{given}。各项目得分如下：")
    if grades[None]:
        report.blank(f"还有{grades[None]}个项目没有评完；补全自评表后重新导出，或在下表补写")
    report.table(_OVERVIEW, _overview(found), "没有项目")
    report.told("conclusion", WHOLE_YEAR, "综合评价结论")


def _overview(found: Sequence[_Evaluated]) -> Iterator[Sequence[Shown]]:
    for each in found:
        funds, scores = each.funds, each.scores
        done = scores.grade is not None
        yield (
            str(each.of.number),
            named(each.of.project),
            *(funds.initial.total, funds.revised.total, funds.spent.total),
            percent_shown(funds.rate("total")) or NO_NUMBER,
            f"{scores.total}" if done else None,
            scores.grade,
        )
    if len(found) > 1:
        initial, revised, spent = (
            whole_of([getattr(each.funds, column).total for each in found])
            for column in ("initial", "revised", "spent")
        )
        rate = percent_shown(execution_rate(spent, revised)) or NO_NUMBER
        yield ("", "合计", initial, revised, spent, rate, "", "")


def _execution(report: StageReport, found: Sequence[_Evaluated]) -> None:
    initial, revised, spent = (
        whole_of([getattr(each.funds, column).total for each in found])
        for column in ("initial", "revised", "spent")
    )
    if initial is None or revised is None or spent is None:
        open_ = sum(each.funds.spent.total is None for each in found)
        report.blank(
            "全年预算执行的总体情况" + (f"；还有{open_}个项目没有填全年执行数" if open_ else "")
        )
    else:
        rate = percent_shown(execution_rate(spent, revised)) or NO_NUMBER
        report.text(
            f"{len(found)}个项目年初预算数合计{initial}万元，全年（调整后）预算数合计{revised}万元，"
            f"全年执行{spent}万元，执行率{rate}。"
        )
    rows: list[Sequence[Shown]] = []
    for each in found:
        rate_reached = each.funds.rate("total")
        if rate_reached is not None and rate_reached != 1:
            amounts = (each.funds.revised.total, each.funds.spent.total)
            reason = said(each.of, WHOLE_YEAR, "spending_reason")
            rows.append((named(each.of.project), *amounts, percent_shown(rate_reached), reason))
    if rows:
        report.text(f"执行率不是100%的项目{len(rows)}个：", above_table=True)
        report.table(_EXECUTION, rows)


def _goals(report: StageReport, found: Sequence[_Evaluated]) -> None:
    rows = [
        (
            named(each.of.project),
            goals_said(each.of.project) or None,
            said(each.of, WHOLE_YEAR, "achieved"),
        )
        for each in found
    ]
    report.table(_GOALS, rows, "没有项目")


def _counts(report: StageReport, of: Subject, found: Sequence[_Evaluated]) -> None:
    scores = {row: score for each in found for row, score in each.scores.of.items()}
    groups = by_level1(of.plan)
    rows: list[Sequence[Shown]] = []
    totals: Counter[bool | None] = Counter()
    for name, indicators in groups:
        met = Counter(
            reached(row.target, result_at(row.stages, row.id, of.plan.year, WHOLE_YEAR).actual)
            for row in indicators
        )
        totals += met
        told = (met[True], met[False], met[None])
        rate = _rate_of_points(indicators, scores)
        rows.append((name, str(len(indicators)), *map(str, told), rate))
    done, missed, unknown = (totals[key] for key in (True, False, None))
    told_open = f"，还没有填写或程序比不出的{unknown}个（待核对）" if unknown else ""
    report.text(
        f"各项目共设绩效指标{totals.total()}个，完成{done}个，未完成{missed}个{told_open}：",
        above_table=True,
    )
    report.table(_COUNTS, rows, "没有指标")


def _rate_of_points(
    indicators: Sequence[Indicator], scores: dict[str, Decimal | None]
) -> str | None:
    """What share of their weights these were given; None unless all have both."""
    weights = [row.weight for row in indicators if row.weight is not None]
    points = [score for row in indicators if (score := scores[row.id]) is not None]
    if len(weights) < len(indicators) or len(points) < len(indicators) or not sum(weights):
        return None
    return percent_shown(Fraction(sum(points)) / Fraction(sum(weights)))


def _deviations(report: StageReport, found: Sequence[_Evaluated]) -> None:
    rows: list[Sequence[Shown] | str] = []
    count = 0
    for each in found:
        project = each.of.project
        deviating = list(evaluated_deviations(project, each.of.plan.year, each.scores.of))
        count += len(deviating)
        if deviating:
            rows.append(f"{each.of.number}.{named(project)}")
        rows.extend(_deviation(deviation, each.scores) for deviation in deviating)
    if count:
        report.text(f"没有完成、扣了分或超额较多的指标{count}个：", above_table=True)
        report.table(_DEVIATIONS, rows)
    else:
        report.blank("没有完成、扣了分或超额较多的指标，逐个写明原因和改进措施；没有的写“无”")


def _deviation(deviation: Deviation, scores: Scores) -> Sequence[Shown]:
    indicator, result = deviation.indicator, deviation.result
    score, weight = scores.of[indicator.id], shown_points(indicator.weight)
    reason = "\n".join(filter(None, (result.reason.strip(), result.remedy.strip())))
    return (
        indicator.name,
        indicator.target.text,
        result.actual.text or None,
        f"{score:.2f}/{weight}" if score is not None and weight else None,
        deviation.what,
        reason or None,
    )


FORM: Final = Form(
    ID,
    NAME,
    "year",
    compose,
    in_booklet=False,
    draft=True,
    code_of_year=lambda _unit, _plan: "",
    stage=lambda _stages: WHOLE_YEAR,
)
