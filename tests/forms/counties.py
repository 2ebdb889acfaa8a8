"""A media centre's year in the overall form that most counties use, filled in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hfgoals.model.money import Money
from hfgoals.model.stages import Amounts, Result, Stage
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Funds, Indicator, Overall, Project, SubGoal, Unit

UNIT = Unit("425001", "某县融媒体中心")
FORMS = ("county_overall", "hebei_project")
_TASKS = (
    ("新闻宣传与舆论引导", "办好自办新闻栏目，全年播出新闻节目260期。", "120.00", "120.00", "0.00"),
    ("安全播出", "检修维护发射和播出设备，重要保障期零停播。", "88.00", "80.00", "8.00"),
    ("机构运转", "保障人员工资和机构正常运转。", "200.50", "200.50", ""),
)
_ROWS = (
    ("产出指标", "数量指标", "播出自办新闻节目期数", "≥260期", "20", "268期"),
    ("产出指标", "数量指标", "新媒体发布作品条数", "≥1800条", "15", "1650条"),
    ("产出指标", "质量指标", "安全播出事故次数", "＝0次", "15", "0次"),
    ("产出指标", "时效指标", "重点报道任务完成时间", "2024年12月底前", "10", "2024年12月20日"),
    ("效益指标", "社会效益指标", "本地新闻综合覆盖人口", "≥32万人", "20", "33万人"),
    ("满意度指标", "服务对象满意度指标", "观众和用户满意度", "≥92%", "10", "94%"),
)


def _task(title: str, goal: str, *amounts: str) -> SubGoal:
    budget, fiscal, other = (Money.parse(each) if each else None for each in amounts)
    return SubGoal(title=title, goal=goal, budget=budget, fiscal=fiscal, other=other)


def plan() -> AnnualPlan:
    """The targets of 2024; tasks and funds both come to 408.50."""
    rows = tuple(
        Indicator(level1=one, level2=two, name=name, target=Target.parse(target))
        for one, two, name, target, _, _ in _ROWS
    )
    overall = Overall(
        goal="办好2024年的新闻宣传，守住安全播出底线。",
        subgoals=tuple(_task(*each) for each in _TASKS),
        funds=Funds(Money.parse("320.50"), Money.parse("88.00")),
        indicators=rows,
    )
    return AnnualPlan(year=2024, overall=overall, forms=FORMS, columns=("department_funds",))


def evaluated() -> AnnualPlan:
    """The same a year later: weights of 90, 318.20 of 基本支出 and 80.00 of the project spent."""
    targets = plan()
    rows = tuple(
        replace(
            row,
            weight=Decimal(weight),
            stages=(Result(date="2024", actual=Target.parse(actual)),),
        )
        for row, (*_, weight, actual) in zip(targets.overall.indicators, _ROWS, strict=True)
    )
    stage = Stage(
        date="2024",
        spent=Amounts(basic=Money.parse("318.20")),
        achieved="全年宣传和播出任务完成，新媒体作品略少于计划。",
    )
    spent = Stage(date="2024", spent=Amounts(fiscal=Money.parse("80.00")))
    project = Project(name="设备维护费", budget=Money.parse("88.00"), stages=(spent,))
    overall = replace(targets.overall, indicators=rows, stages=(stage,))
    forms = (*FORMS, "evaluation_overall")
    return replace(targets, overall=overall, projects=(project,), forms=forms, columns=("weight",))
