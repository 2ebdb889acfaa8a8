"""绩效运行监控报告: the monitoring in hand of a whole year, as a text to go on writing.

Chapters as such reports have them beside the tables of 财预〔2019〕136号.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from hfgoals.evaluation.deviation import Deviation, Outlook, monitored_deviations, outlook_of
from hfgoals.evaluation.exact import execution_rate, percent_shown
from hfgoals.evaluation.funds import FundsShown
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.monitoring_project import months
from hfgoals.forms.stage_parts import funds_of
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
from hfgoals.model.stage_fields import CAUSE_NAMES, LIKELIHOOD_NAMES
from hfgoals.model.stages import result_at
from hfgoals.model.values import Indicator, Project

ID: Final = "monitoring_report"
NAME: Final = "绩效运行监控报告"
_UNSAID: Final = "未判断"


def _tables(month: int) -> tuple[Table, ...]:
    so_far = months(month)
    texts = ("value", "value-center", "value-center", "value-center", "value-center")
    return (
        Table(
            (
                "序号",
                "项目名称",
                "年初预算数",
                f"{so_far}\n执行数",
                "执行率",
                "全年预计\n执行数",
                "监控结论",
            ),
            (12.0, 46.0, 23.0, 23.0, 19.0, 21.0, 28.0),
            ("value-center", "value", "number", "number", "percent", "number", "value"),
        ),
        Table(
            ("项目名称", "年初预算数", f"{so_far}\n执行数", "执行率", "原因"),
            (50.0, 23.0, 23.0, 20.0, 56.0),
            ("value", "number", "number", "percent", "value"),
        ),
        Table(
            ("一级指标", "指标数", *LIKELIHOOD_NAMES.values(), _UNSAID),
            (52.0, 24.0, 24.0, 24.0, 24.0, 24.0),
            ("value", *["value-center"] * 5),
        ),
        Table(
            (
                "三级指标",
                "年度指标值",
                f"{so_far}\n执行情况",
                "全年预计\n完成情况",
                "完成\n可能性",
                "原因",
                "措施",
            ),
            (29.0, 26.0, 24.0, 24.0, 17.0, 30.0, 22.0),
            (*texts, "value", "value"),
        ),
    )


def compose(of: Subject) -> Sheet:
    """The report of one year."""
    month = of.plan.stages.monitored
    overview, execution, counts, deviations = tables = _tables(month)
    report = StageReport(of, NAME, tables)
    report.about_the_unit("监控")
    report.chapter("监控工作组织实施情况")
    report.blank("监控的组织分工、时间安排、方式方法，数据如何采集、核对")
    report.chapter("总体情况")
    report.table(overview, _overview(of), "没有项目")
    report.chapter("预算执行情况及趋势")
    _execution(report, of, execution)
    report.chapter("绩效目标完成情况及趋势")
    _counts(report, of, counts)
    report.told("achieved", month, "年度总体目标的进展、预计全年能否完成")
    report.chapter("偏差情况、原因和措施")
    _deviations(report, of, deviations)
    report.chapter("监控中发现的主要问题")
    report.told("problems", month, "预算执行、绩效目标和管理上的主要问题及原因")
    report.chapter("下一步工作措施和建议")
    report.told("measures", month, "纠偏措施、责任人和完成时限；需要调整目标或预算的，写明建议")
    return report.sheet(ID)


def _funds(of: Subject) -> list[FundsShown]:
    return [funds_of(each, of.plan.stages.monitored) for each in each_project(of)]


def _outlooks(project: Project, of: Subject) -> Counter[Outlook]:
    month = of.plan.stages.monitored
    return _counted(project.indicators, of.plan.year, month)


def _counted(indicators: Sequence[Indicator], year: int, month: int) -> Counter[Outlook]:
    return Counter(outlook_of(result_at(row.stages, row.id, year, month)) for row in indicators)


def _overview(of: Subject) -> Iterator[Sequence[Shown]]:
    found = _funds(of)
    for number, (project, funds) in enumerate(zip(of.plan.projects, found, strict=True), 1):
        spent, expected = funds.spent.total, funds.expected.total
        rate = percent_shown(funds.rate("total", of="initial")) or NO_NUMBER
        amounts = (funds.initial.total, spent, rate, expected)
        yield (str(number), named(project), *amounts, _conclusion(_outlooks(project, of)))
    if len(found) > 1:
        initial, spent, expected = (
            whole_of([getattr(each, column).total for each in found])
            for column in ("initial", "spent", "expected")
        )
        rate = percent_shown(execution_rate(spent, initial)) or NO_NUMBER
        yield ("", "合计", initial, spent, rate, expected, "")


def _conclusion(outlooks: Counter[Outlook]) -> str | None:
    """What the ticks come to; None while there is none."""
    ticked = [(LIKELIHOOD_NAMES[path], outlooks[path]) for path in ("certain", "possible")]
    ticked.append((LIKELIHOOD_NAMES["impossible"], outlooks["impossible"]))
    if not any(count for _, count in ticked):
        return None
    if not outlooks[""] and outlooks["certain"] == outlooks.total():
        return f"{outlooks.total()}个指标都确定能完成"
    told = [f"{name}{count}个" for name, count in (*ticked, (_UNSAID, outlooks[""])) if count]
    return "、".join(told)


def _execution(report: StageReport, of: Subject, table: Table) -> None:
    found, month = _funds(of), of.plan.stages.monitored
    spent = [funds.spent.total for funds in found]
    open_ = spent.count(None)
    initial, whole = whole_of([each.initial.total for each in found]), whole_of(spent)
    expected = whole_of([each.expected.total for each in found])
    if whole is None or initial is None:
        report.blank(
            f"1至{month}月预算执行的总体情况"
            + (f"；还有{open_}个项目没有填执行数" if open_ else "")
        )
    else:
        rate = percent_shown(execution_rate(whole, initial)) or NO_NUMBER
        told = f"{len(found)}个项目年初预算数合计{initial}万元，"
        told += f"{months(month)}执行{whole}万元，执行率{rate}"
        if expected is not None:
            yearly = percent_shown(execution_rate(expected, initial)) or NO_NUMBER
            told += f"；预计全年执行{expected}万元，为年初预算数的{yearly}"
        report.text(f"{told}。")
    pace = Fraction(month, 12)
    behind: list[Sequence[Shown]] = []
    for each, funds in zip(each_project(of), found, strict=True):
        rate_so_far = funds.rate("total", of="initial")
        if rate_so_far is not None and rate_so_far < pace:
            amounts = (funds.initial.total, funds.spent.total, percent_shown(rate_so_far))
            reason = said(each, month, "spending_reason")
            behind.append((named(each.project), *amounts, reason))
    if behind:
        report.text(
            f"按时间计算的进度为{percent_shown(pace)}，执行率低于这一进度的项目{len(behind)}个：",
            above_table=True,
        )
        report.table(table, behind)


def _counts(report: StageReport, of: Subject, table: Table) -> None:
    month, year = of.plan.stages.monitored, of.plan.year
    groups = by_level1(of.plan)
    rows: list[Sequence[Shown]] = []
    for name, indicators in groups:
        found = _counted(indicators, year, month)
        told = (found["certain"], found["possible"], found["impossible"], found[""])
        rows.append((name, str(len(indicators)), *map(str, told)))
    everything = [row for _, indicators in groups for row in indicators]
    report.text(f"各项目共设绩效指标{len(everything)}个，完成可能性的判断如下：", above_table=True)
    report.table(table, rows, "没有指标")


def _deviations(report: StageReport, of: Subject, table: Table) -> None:
    month, year = of.plan.stages.monitored, of.plan.year
    rows: list[Sequence[Shown] | str] = []
    count = 0
    for each in each_project(of):
        found = list(monitored_deviations(each.project, year, month))
        count += len(found)
        if found:
            rows.append(f"{each.number}.{named(each.project)}")
        rows.extend(_deviation(deviation) for deviation in found)
    if count:
        report.text(f"有偏差或可能完不成的指标{count}个：", above_table=True)
        report.table(table, rows)
    else:
        report.blank("有偏差或可能完不成的指标，逐个写明原因和措施；没有的写“无”")


def _deviation(deviation: Deviation) -> Sequence[Shown]:
    indicator, result = deviation.indicator, deviation.result
    outlook = outlook_of(result)
    causes = "、".join(name for path, name in CAUSE_NAMES.items() if getattr(result.causes, path))
    reason = "：".join(filter(None, (causes, result.reason.strip())))
    return (
        indicator.name,
        indicator.target.text,
        result.actual.text or None,
        result.forecast.text or None,
        LIKELIHOOD_NAMES[outlook] if outlook else None,
        reason if result.reason.strip() else f"{causes}：（请填写）" if causes else None,
        result.remedy.strip() or None,
    )


FORM: Final = Form(
    ID,
    NAME,
    "year",
    compose,
    in_booklet=False,
    draft=True,
    code_of_year=lambda _unit, _plan: "",
    stage=lambda stages: stages.monitored,
)
