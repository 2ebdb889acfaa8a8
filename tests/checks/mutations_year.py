"""Mistakes between the projects of a year, and in its overall part."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import at
from hfgoals.model.address import Address
from hfgoals.model.values import AnnualPlan
from tests.checks.mutation import Mutation, made


def of_year(plan: AnnualPlan) -> Iterator[Mutation]:
    """All of one year."""
    yield from _pairs(plan)
    yield from _overall(plan)


def _pairs(plan: AnnualPlan) -> Iterator[Mutation]:
    one, other, third = plan.projects[:3]
    cells = (at(one, "code"), at(other, "code"))
    yield made("same code twice", plan, {cells[1]: one.code}, "H11", places=cells)
    elsewhere = "8888" + one.code[4:]
    yield made("code of another county", plan, {cells[0]: elsewhere}, "H09")
    later = f"{one.code[:6]}{(plan.year + 1) % 100}{one.code[8:]}"
    yield made("code of next year", plan, {cells[0]: later}, "H10")
    edits = {}
    for project in (one, other, third):
        row = project.indicators[1]
        edits |= {at(row, "name"): "完成项目数量", at(row, "target"): "≥2个"}
    yield made("template indicators", plan, edits, "W04")
    paths = ("plan.march", "plan.june", "plan.october", "plan.december")
    texts = ("25", "50", "75", "100")
    edits = {
        at(project, path): text
        for project in plan.projects
        for path, text in zip(paths, texts, strict=True)
    }
    yield made("one plan for all", plan, edits, "S08")


def _overall(plan: AnnualPlan) -> Iterator[Mutation]:
    goal = Address("plan", plan.id, "overall.goal")
    funds = Address("plan", plan.id, "overall.funds.project")
    text = plan.overall.goal
    yield made("blank overall goal", plan, {goal: ""}, "X11")
    yield made("project money too small", plan, {funds: "100.00"}, "H18")
    yield made("project money blank", plan, {funds: ""}, "H18")
    yield made("year gone", plan, {goal: text.replace(f"{plan.year}年，", "")}, "X11")
    old = text.replace(str(plan.year), str(plan.year - 1))
    yield made("overall of last year", plan, {goal: old}, "V08 X11")
    money = "资金总额99.00万元，其中基本支出50.00万元、项目支出49.00万元。"
    yield made("overall money wrong", plan, {goal: text + money}, "H19")
    yield made("overall said twice", plan, {goal: text + "\n" + text}, "X10")
    three = "开设4个专栏：《身边》《乡音》《健康》。"
    yield made("wrong count", plan, {goal: f"{text}\n{three}"}, "X08")
    parted = three.replace("》《", "》、《")
    yield made("wrong count", plan, {goal: f"{text}\n{parted}"}, "X08")
    yield made("overall typo", plan, {goal: f"{text}加强移动或联网传播。"}, "W19")
    yield made("app in title marks", plan, {goal: f"{text}用好《学习强国》平台。"}, "X15")
    for safeguard in plan.overall.safeguards:
        cell = at(safeguard, "text")
        listed = "（一）加强组织领导。（二）健全规章制度。（四）强化内部监督。"
        yield made("gap in numbers", plan, {cell: listed}, "X03")
        yield made("old safeguard", plan, {cell: f"{plan.year - 1}年，{safeguard.text}"}, "V08")
        yield made("safeguard of a leader", plan, {cell: f"{safeguard.text}台领导亲自抓。"}, "W22")
        yield made(
            "empty words", plan, {cell: f"{safeguard.text}做好代编预算和下达资金工作。"}, "X13"
        )
    for subgoal in plan.overall.subgoals:
        title, aim = at(subgoal, "title"), at(subgoal, "goal")
        listed_at = at(subgoal, "indicators")
        here = (title, aim, listed_at)
        yield made("no indicators", plan, {listed_at: ""}, "X04")
        yield made("no goal", plan, {aim: ""}, "X04")
        vague = "持续做好各项工作，不断提高水平。"
        yield made("nothing to measure", plan, {listed_at: vague}, "X05")
        duty = f"负责{subgoal.title}的统筹规划、组织实施和监督管理等工作"
        yield made("duty as title", plan, {title: duty}, "X06")
        foreign = {
            title: "IPTV播控推广",
            aim: "与电信网、互联网运营商合作，在城区推开IPTV点播回看。",
            listed_at: "IPTV开通户数≥5000户。",
        }
        yield made("no project for it", plan, foreign, "X02", places=here)
        words = subgoal.indicators.replace("≥", "大于等于")
        if words != subgoal.indicators:
            yield made("words for signs", plan, {listed_at: words}, "V10")
    yield from _contradictions(plan)


_COUNTED = {
    "《示例融媒》报出版": "报纸出版期数",
    "微信公众号发布文章": "微信公众号文章发布数量",
    "短视频发布": "短视频发布数量",
    "磁盘阵列购置": "磁盘阵列购置数量",
    "备份磁带库购置": "备份磁带库购置数量",
    "节目素材可保存年限": "节目素材可保存年限",
    "偿还欠款": "偿还欠款笔数",
    "《示例新闻》播出": "《示例新闻》播出期数",
    "专题节目制作": "专题节目制作期数",
    "新媒体内容年阅读量": "新媒体内容年阅读量",
    "摄像机购置": "摄像机购置数量",
    "编辑工作站购置": "编辑工作站购置数量",
    "等级保护测评系统": "等级保护测评系统数量",
    "应急广播终端维修": "应急广播终端维修数量",
    "应急信息送达行政村": "应急信息送达行政村数量",
    "公益广告制作": "公益广告制作数量",
    "群众文艺活动": "群众文艺活动场次",
    "防水层重铺面积": "防水层重铺面积",
}
"""What the sub-goals count, with the row of the project that counts it."""


def _contradictions(plan: AnnualPlan) -> Iterator[Mutation]:
    targets = {row.name: at(row, "target") for each in plan.projects for row in each.indicators}
    for subgoal in plan.overall.subgoals:
        cell = at(subgoal, "indicators")
        for item in subgoal.indicators.rstrip("。").split("；"):
            for sign in ("≥", "＝"):
                counted, _, amount = item.partition(sign)
                place = targets.get(_COUNTED.get(counted, ""))
                if not amount or place is None:
                    continue
                digits = amount.rstrip("期篇条次台套个场年笔平方米万")
                wrong = item.replace(digits, str(int(digits) * 3 + 1))
                text = subgoal.indicators.replace(item, wrong)
                yield made("overall contradicts", plan, {cell: text}, "X01", places=(cell, place))
