"""Mistakes in a project's table of indicators: rows, texts, values, levels."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hfgoals.checks.case import at
from hfgoals.model.edits import Remove
from hfgoals.model.values import AnnualPlan, Indicator, Project
from hfgoals.presets import code_of
from tests.checks.mutation import Mutation, is_debt, made


def of_project(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    """All of one project."""
    yield from _table(plan, project)
    yield from _names(plan, project)
    for number in range(len(project.indicators)):
        for make in (_row, _target, _level):
            yield from make(plan, project, number)


_SATISFACTION = ("满意度指标",)


def _table(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    name = at(project, "name")
    rows = project.indicators
    for level1 in dict.fromkeys(row.level1 for row in rows):
        gone = [row for row in rows if row.level1 == level1]
        if level1 == "产出指标":
            continue
        codes = "C01 C02"
        yield Mutation(
            f"without {level1}",
            plan.year,
            tuple(Remove(row.id) for row in gone),
            frozenset(codes.split()),
            frozenset((name, *(at(row, path) for row in rows for path in ("level1", "level2")))),
        )
    outputs = [row for row in rows if row.level1 == "产出指标"]
    for level2 in dict.fromkeys(row.level2 for row in outputs):
        gone = [row for row in outputs if row.level2 == level2]
        yield Mutation(
            f"without {level2}",
            plan.year,
            tuple(Remove(row.id) for row in gone),
            frozenset(("C02",)),
            frozenset((name, *(at(row, path) for row in rows for path in ("level1", "level2")))),
        )


def _names(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    first, second = project.indicators[1:3]
    cells = (at(first, "name"), at(second, "name"))
    edits = {cells[1]: first.name}
    # Another row's name above its own value and description.
    follows = "V12 V13"
    yield made("same name twice", plan, edits, "C10", places=cells, follows=follows)
    for row in project.indicators:
        if row.level1 in _SATISFACTION:
            cell = at(row, "name")
            yield made("satisfaction of nobody", plan, {cell: "满意率"}, "W08 C04")


_VAGUE = "历史经验"


def _row(plan: AnnualPlan, project: Project, number: int) -> Iterator[Mutation]:
    row = project.indicators[number]
    name, description = at(row, "name"), at(row, "description")
    target, basis = at(row, "target"), at(row, "basis")
    blank = (name, description, target, basis)
    cell = blank[number % 4]
    yield made("blank cell", plan, {cell: ""}, "C05 C03")
    cell = blank[(number + 1) % 4]
    yield made("placeholder", plan, {cell: "待定"}, "C06")
    yield made("copied description", plan, {description: row.name}, "W01")
    yield made("vague basis", plan, {basis: _VAGUE}, "W05")
    if number % 3 == 0:
        yield made("cut description", plan, {description: row.name[:-1]}, "W12")
        yield made("name with stop", plan, {name: f"{row.name}。"}, "W02")
        yield made("slogan as name", plan, {name: "各类媒体广泛宣传"}, "W03")
        broken = row.name[:-1] + "\n" + row.name[-1:]
        yield made("broken line", plan, {name: broken}, "W11")
        return
    if number % 3 == 1 and not is_debt(project):
        yield made("year of basis", plan, {basis: f"{plan.year - 1}年工作计划"}, "V08 W06")
    if number % 3 == 1 and row.target.unit:
        yield made("unit in name", plan, {name: f"{row.name}（{row.target.unit}）"}, "V11")


def _is_cost(row: Indicator) -> bool:
    return "成本" in row.level2


def _target(plan: AnnualPlan, project: Project, number: int) -> Iterator[Mutation]:
    row = project.indicators[number]
    cell = at(row, "target")
    target = row.target
    # A number that was changed is no longer the one of the goal.
    follows = "W15"
    yield made("slogan as value", plan, {cell: "进一步提升"}, "V01")
    if target.deadline is not None:
        if not is_debt(project):
            yield from _deadline(plan, row)
        return
    unit, value = target.unit or "", target.value or ""
    bare = f"{value}{unit}"
    if target.sign == "≥":
        yield made("wrong sign", plan, {cell: f"≤{bare}"}, "V05")
    if target.sign == "≤":
        yield made("wrong sign", plan, {cell: f"≥{bare}"}, "V05 K06")
    yield made("no sign", plan, {cell: bare}, "V02")
    yield made("sign in words", plan, {cell: f"大于等于{bare}"}, "V10")
    yield made("no unit", plan, {cell: f"{target.sign}{value}"}, "V03")
    if unit == "%":
        yield made("rate in pieces", plan, {cell: f"{target.sign}{value}个"}, "V04")
        yield made("beyond 100%", plan, {cell: f"{target.sign}950%"}, "V06", follows=follows)
    elif not _is_cost(row):
        yield made(
            "number as rate",
            plan,
            {cell: f"{target.sign}95%"},
            "V12 C09",
            places=(cell, at(row, "name"), at(row, "level2")),
        )
    if row.level1 in _SATISFACTION:
        yield made("low satisfaction", plan, {cell: "≥60%"}, "V15", follows=follows)
    if "验收合格率" in row.name or "准确率" in row.name:
        yield made("not whole", plan, {cell: "≥90%"}, "V14", follows=follows)
    if _is_cost(row):
        yield from _cost(plan, project, row)


def _deadline(plan: AnnualPlan, row: Indicator) -> Iterator[Mutation]:
    cell, text = at(row, "target"), row.target.text
    month = text.partition("年")[2]
    yield made("next year", plan, {cell: f"{plan.year + 1}年{month}"}, "V09")
    yield made("last year", plan, {cell: f"{plan.year - 1}年{month}"}, "V08")
    yield made("no year", plan, {cell: month}, "V07")
    yield made("month or months", plan, {cell: "≤12月"}, "V07")


def _cost(plan: AnnualPlan, project: Project, row: Indicator) -> Iterator[Mutation]:
    cell, target = at(row, "target"), row.target
    assert project.budget is not None
    targets = tuple(at(each, "target") for each in project.indicators)
    unit, value = target.unit or "", Decimal(target.value or "0")
    follows = "W15"
    dearer = f"≤{value * Decimal('1.2'):.2f}{unit}"
    yield made(
        "cost beyond budget", plan, {cell: dearer}, "K02 K05", places=targets, follows=follows
    )
    if unit == "万元":
        total = f"≤{project.budget.wan + 1:.2f}万元"
        yield made("one cost above all", plan, {cell: total}, "K01", follows=follows)
        slip = f"≤{value * 10000:.0f}万元"
        yield made("yuan as wan", plan, {cell: slip}, "H14")
        in_yuan = f"≤{value * 10000:.0f}元"
        yield made("cost in yuan", plan, {cell: in_yuan}, "K07")
    else:
        whole = f"≤{project.budget}万元"
        yield made("cost is budget", plan, {cell: whole}, "K04", follows="W15")


_FOREIGN = {"产出指标": "社会效益指标", "效益指标": "数量指标", "满意度指标": "质量指标"}
_SHIFTED = {"数量指标": "质量指标", "时效指标": "数量指标"}


def _level(plan: AnnualPlan, project: Project, number: int) -> Iterator[Mutation]:
    row = project.indicators[number]
    level1, level2 = at(row, "level1"), at(row, "level2")
    rows = project.indicators
    heads = tuple(at(each, path) for each in rows for path in ("level1", "level2"))
    # The group that the row left may be empty.
    follows = "C02"
    foreign = _FOREIGN.get(row.level1, "质量指标")
    yield made(
        "foreign level 2", plan, {level2: foreign}, "C08", follows=follows, places=(level1, level2)
    )
    if number % 2:
        yield made("foreign level 1", plan, {level1: "投入指标"}, "C08", places=(level1, level2))
        yield made("blank level 2", plan, {level2: ""}, "C05", places=heads)
    shifted = _SHIFTED.get(row.level2)
    if shifted is not None and code_of(row.level2) is not None:
        places = (*heads, at(row, "name"), at(project, "name"))
        yield made(
            "wrong level 2", plan, {level2: shifted}, "C09 C02", follows="V05", places=places
        )
