"""First drafts as their users complete them: nothing is left that a bureau would send back."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

import pytest

from hfgoals.checks import Checker
from hfgoals.checks.text.project_code import check_character
from hfgoals.model.edits import applied
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.text import UNFILLED
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SpendingPlan,
    SubGoal,
    Unit,
)
from hfgoals.presets import LibraryIndicator, Scheme, kinds, library, schemes
from hfgoals.presets.drafting import completions, draft_of
from hfgoals.presets.drafts import line_reworded, outline_of, outlines

YEAR = 2027
UNIT = Unit("425001", "某县融媒体中心")
TITLES = """
general|县域老照片征集
programmes|自办栏目节目制作费
programmes|广播节目制作费
programmes|新闻宣传业务费
programmes|专题片拍摄制作
programmes|手语新闻节目制作
new_media|公众号和短视频运营
new_media|智慧某县客户端技术服务
public_service_ads|公益广告制作播出
public_service_ads|户外公益广告更换
newspaper|《某县新闻》报编印费
events|群众文艺活动承办
contributors|通讯员稿酬
rural_live|助农直播带货
copyrights|电视剧版权购买
copyrights|正版图片库使用费
ad_business|广告经营成本支出
public_services|便民服务平台运营费
media_assets|历史节目磁带数字化
media_assets|档案数字化加工
operations|演播设备运行维护费
emergency_broadcast|应急广播终端维护
safe_broadcast|安全播出保障经费
safe_broadcast|网络安全等级保护测评
leased_line|信号传输专线租赁费
wireless_station|高山台发射机运行维护费
household_access|户户通接收设备维修服务
equipment|无人机购置
equipment|摄录设备购置
equipment|虚拟演播系统建设
equipment|办公设备购置
equipment|采访车购置
domestic_it|信创终端替换
domestic_it|正版软件采购
repair|办公用房装修改造
repair|播出机房屋面防水修缮
repair|更换牌匾
repair|办公楼供暖管网改造工程
personnel|聘用采编人员劳务费
personnel|人才引进安家补贴
training|采编人员业务培训
debt|偿还设备购置欠款
upper_transfer|中央补助公共文化专项资金
services|财务审计服务费
services|宣传品印制
services|云资源租用
logistics|机关办公经费
logistics|办公楼物业服务费
logistics|房屋租赁费
logistics|办公楼取暖费
logistics|公务用车运行维护费
""".split()
PLAN = SpendingPlan(Decimal(20), Decimal(50), Decimal(83), Decimal(100))


def line_of(kind: str, row: Indicator) -> LibraryIndicator:
    known = {line.name: line for line in library(kind)}
    found = known.get(row.name) or line_reworded(row.name)
    assert found is not None
    return found


def own_number(line: LibraryIndicator) -> str:
    """A sensible number of the unit's own: not the example's, nor out of its range."""
    number = Decimal(line.value) if line.unit not in ("", "%", "‰") else Decimal(0)
    step = -1 if line.sign == "≤" else 1
    return line.completed(f"{number + step}") if number >= 10 else line.example(YEAR)


def priced(row: Indicator, line: LibraryIndicator, project: Project) -> str:
    """A price such that the budget pays for all that the table counts in its unit."""
    money, _, per = line.unit.partition("/")
    counts = [each.target.number for each in project.indicators if each.target.unit == per and per]
    if money not in ("元", "万元") or not counts or counts[0] is None or project.budget is None:
        return row.target.text
    price = project.budget.wan / counts[0] * (10000 if money == "元" else 1)
    return f"≤{price.quantize(Decimal('0.01'), ROUND_DOWN)}{line.unit}"


def drafted(title: str, number: int, budget: Money, scheme: Scheme) -> Project:
    """The project as the draft makes it and its user goes on."""
    body = f"42500127P{number:06}10001"
    project = Project(
        code=body + check_character(body), name=title, budget=budget, fiscal=budget, plan=PLAN
    )
    plan = AnnualPlan(year=YEAR, projects=(project,))
    draft = draft_of(plan, project, scheme=scheme)
    book = applied(Book(UNIT, (plan,)), draft.edits({each.id for each in draft.items}))
    (project,) = book.years[0].projects
    kind = draft.kind.id if draft.kind is not None else "general"
    project = replace(
        project,
        indicators=tuple(
            _named(row, Target.parse(own_number(line)))
            if (line := line_of(kind, row)).open
            else row
            for row in project.indicators
        ),
    )
    project = replace(
        project,
        indicators=tuple(
            replace(row, target=Target.parse(priced(row, line, project)))
            if (line := line_of(kind, row)).open and line.code == "成本"
            else row
            for row in project.indicators
        ),
    )
    plan = replace(plan, projects=(project,))
    edits = [edit for item in completions(plan, project) for edit in item.edits]
    return applied(Book(UNIT, (plan,)), edits).years[0].projects[0]


def _named(row: Indicator, target: Target) -> Indicator:
    """What was bought gets its name."""
    name, description = (each.replace(UNFILLED, "摄像机") for each in (row.name, row.description))
    return replace(row, name=name, description=description, target=target)


def test_every_outline_is_tried() -> None:
    tried = set()
    for told in TITLES:
        kind, _, title = told.partition("|")
        outline, _ = outline_of(kind, title, "")
        tried.add((outline.kind, outline.words))
    assert tried == {(each.kind, each.words) for each in outlines().outlines}
    assert {kind for kind, _ in tried} == {kind.id for kind in kinds()}


@pytest.mark.parametrize("budget", [30, 260])
@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.id)
def test_a_draft_with_plausible_figures_gives_neither_error_nor_warning(
    scheme: Scheme, budget: int
) -> None:
    told = []
    for number, line in enumerate(TITLES, 1):
        _, _, title = line.partition("|")
        project = drafted(title, number, Money.of_wan(Decimal(budget + number % 10)), scheme)
        assert UNFILLED not in "".join(goal.text for goal in project.goals), title
        assert len(project.indicators) >= 6, title
        book = _book(project)
        found = Checker().check(book, book.years[0])
        told += [f"{title} {each.code} {each.message}" for each in found if each.level != "hint"]
    assert told == [], "\n".join(told)


def _book(project: Project) -> Book:
    """The project in a year that is whole otherwise."""
    subgoal = SubGoal(
        title=project.name,
        goal=f"做好{project.name}，保证工作按计划完成。",
        indicators="；".join(f"{row.name}{row.target}" for row in project.indicators[:3]),
    )
    overall = Overall(
        goal=f"{YEAR}年，某县融媒体中心围绕全县中心工作做好宣传，实施1个项目。",
        subgoals=(subgoal,),
        safeguards=(Safeguard(text="明确责任分工，每季度核对一次项目进度和资金支出。"),),
        funds=Funds(Money.of_wan(Decimal(800)), project.budget),
    )
    return Book(UNIT, (AnnualPlan(year=YEAR, overall=overall, projects=(project,)),))
