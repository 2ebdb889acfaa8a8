"""Plans to compose forms from: one like the published 2023 text, an empty one, a long one."""

from __future__ import annotations

from decimal import Decimal

from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SpendingPlan,
    SubGoal,
    Unit,
)

UNIT = Unit("359001", "怀来县融媒体中心（怀来县广播电视台）")


def indicator(level1: str, level2: str, name: str, target: str = "≥95%", **more: str) -> Indicator:
    """One indicator; description and basis may be named."""
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        description=more.get("description", name),
        target=Target.parse(target),
        basis=more.get("basis", "2023年工作计划、合同"),
    )


def platform_project() -> Project:
    """The second project of the 2023 text: merged levels, long values."""
    return Project(
        code="13073023P00005310002K",
        name="怀财字【2023】7号  融媒体中心建设提升资金",
        budget=Money(315_000_000),
        fiscal=Money(300_000_000),
        other=Money(15_000_000),
        purpose="用于整体改造提升项目购置设备及安装、办公空间提升等。",
        plan=SpendingPlan(Decimal(25), Decimal("33.5"), None, Decimal(100)),
        goals=(
            Goal(text="目标内容：整体改造提升项目购置设备及安装、办公空间提升"),
            Goal(text="保障安全播出"),
        ),
        indicators=(
            indicator(
                "产出指标",
                "数量指标",
                "设备购置数量",
                "4项",
                description="融媒体技术平台1项、指挥中心大屏系统1项、数字单频网1项、二级等保测评1项",
            ),
            indicator("产出指标", "数量指标", "办公空间改造数量", "≤593平方米", basis=""),
            indicator("产出指标", "质量指标", "设备验收合格率", "100%"),
            indicator("产出指标", "质量指标", "项目建设验收合格率", "100%"),
            indicator("产出指标", "时效指标", "完成及时性", "≤12月"),
            indicator("产出指标", "成本指标", "项目预算控制数", "≤315.00万元"),
            indicator(
                "效益指标",
                "社会效益指标",
                "提升的社会影响力",
                "进一步提升融媒体节目制作播出在社会的影响力",
            ),
            indicator("满意度指标", "服务对象满意度指标", "观众满意度", "≥70%", basis="问卷调查"),
        ),
    )


def stray_project() -> Project:
    """The first project of the 2022 text, stray bracket and all."""
    return Project(
        code="13020822P00908810002X",
        name="]融媒体中心运行维护费",
        budget=Money(30_000_000),
        fiscal=Money(30_000_000),
        purpose="融媒体中心运行维护费",
        plan=SpendingPlan(None, Decimal(30), Decimal(60), Decimal(100)),
        goals=(Goal(text="保障融媒体中心的正常运行"),),
        indicators=(
            indicator("产出指标", "数量指标", "完成项目数量", "≥1个", basis="预算安排"),
            indicator("产出指标", "质量指标", "运行正常运转率", "≥95%", basis="经验标准"),
            indicator("产出指标", "时效指标", "按时完成项目", "2022年底前完成", basis="历史经验"),
            indicator("产出指标", "成本指标", "实际发生成本", "≤2.5万元/月", basis="预算安排"),
            indicator("效益指标", "可持续影响指标", "增强服务保障能力。", "≥95%", basis="经验标准"),
            indicator("满意度指标", "服务对象满意度指标", "满意率", "≥90%", basis="调查问卷"),
        ),
    )


def long_project(count: int = 40) -> Project:
    """A project of many indicators with long descriptions: several pages."""
    levels = ("数量指标", "质量指标", "时效指标", "成本指标")
    rows = tuple(
        indicator(
            "产出指标" if row < count // 2 else "效益指标",
            levels[row * 4 // count],
            f"第{row + 1}项三级指标",
            f"≥{row + 1}个",
            description="全年编发稿件并及时更新各平台内容，保证导向正确、播出安全" * (1 + row % 4),
        )
        for row in range(count)
    )
    return Project(code="1" * 21, name="长表", budget=Money(1_000_000), indicators=rows)


def overall() -> Overall:
    """An overall part of several pages with itemised and plain sub-goals."""
    sentence = (
        "紧紧围绕中央、省、市的决策部署和区委、区政府中心工作，"
        "开展有计划、有重点、有深度的宣传报道。"
    )
    return Overall(
        goal="\n".join(sentence * (3 + number % 5) for number in range(14)),
        subgoals=(
            SubGoal(title="新闻出版广播影视产业建设", goal=sentence, indicators="完成率≥90%"),
            SubGoal(goal=f"{sentence}\n\n{sentence}"),
            SubGoal(title="拓展工作思路", goal=sentence * 2, indicators="下载量≥80%"),
        ),
        safeguards=tuple(Safeguard(text=f"{n}、{sentence * 3}") for n in range(1, 7)),
        funds=Funds(Money(12_345_600), Money(345_000_000)),
    )


def plan() -> AnnualPlan:
    """A whole year: overall part and four projects, one of them empty and one long."""
    projects = (stray_project(), platform_project(), Project(name="空表"), long_project())
    return AnnualPlan(year=2023, overall=overall(), projects=projects)


def book() -> Book:
    """A Book of one year."""
    return Book(UNIT, (plan(),))
