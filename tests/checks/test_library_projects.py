"""Projects put together from the indicator library, as its readers would: the rules are quiet."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

import pytest

from hfgoals.checks import Checker
from hfgoals.checks.text.project_code import check_character
from hfgoals.model.fields import with_texts
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
from hfgoals.presets import Kind, LibraryIndicator, Scheme, kinds, library, quantities_of, schemes

YEAR = 2023
UNIT = Unit("425001", "某县融媒体中心")
NAMES = {
    "operations": "演播设备运行维护费",
    "leased_line": "信号传输专线租赁费",
    "equipment": "摄录编设备购置",
    "repair": "播出机房屋面防水修缮",
    "newspaper": "《某县新闻》报编印费",
    "programmes": "广播电视节目制作费",
    "new_media": "新媒体平台运营费",
    "public_service_ads": "公益广告制作展播",
    "events": "群众文艺活动承办",
    "emergency_broadcast": "应急广播终端维护",
    "safe_broadcast": "网络安全等级保护测评",
    "personnel": "聘用采编人员劳务费",
    "debt": "偿还设备购置欠款",
    "training": "采编人员业务培训",
    "household_access": "户户通接收设备维修服务",
    "wireless_station": "高山台发射机运行维护费",
    "public_services": "便民服务平台运营费",
    "media_assets": "历史节目磁带数字化",
    "domestic_it": "信创终端替换",
    "rural_live": "助农直播带货",
    "contributors": "通讯员稿酬",
    "copyrights": "电视剧版权购买",
    "ad_business": "广告经营成本支出",
    "logistics": "办公楼物业服务费",
    "upper_transfer": "中央补助公共文化专项资金",
    "services": "财务审计服务费",
    "general": "县域老照片征集",
}
PLAN = SpendingPlan(Decimal(25), Decimal(50), Decimal(83), Decimal(100))


def _code(number: int) -> str:
    body = f"42500123P{number:06}10001"
    return body + check_character(body)


def _own_number(chosen: LibraryIndicator) -> str:
    """A sensible number of the unit's own: not the example's, nor out of its range."""
    number = Decimal(chosen.value) if chosen.unit not in ("", "%", "‰") else Decimal(0)
    step = -1 if chosen.sign == "≤" else 1
    return chosen.completed(f"{number + step}") if number >= 10 else chosen.example(YEAR)


def _row(
    chosen: LibraryIndicator, scheme: Scheme, budget: Money, counted: dict[str, Decimal]
) -> Indicator:
    fill = chosen.filled(YEAR, budget, scheme, counted)
    target = Target.parse(_own_number(chosen) if chosen.open else fill.target)
    return Indicator(
        level1=fill.level1,
        level2=fill.level2,
        name=fill.name,
        description=fill.description,
        target=target,
        basis=fill.basis,
    )


def _priced(
    row: Indicator, picked: list[LibraryIndicator], counted: dict[str, Decimal], budget: Money
) -> Indicator:
    """An open price such that the budget pays all of what the rows count in its unit, and so one
    that is divided by a row which is not among them."""
    money, _, per = (row.target.unit or "").partition("/")
    pieces = [counted[each.name] for each in picked if each.code == "数量" and each.unit == per]
    if money not in ("元", "万元") or not pieces:
        return row
    price = budget.wan / pieces[0] * (10000 if money == "元" else 1)
    shown = price.quantize(Decimal("0.01"), ROUND_DOWN)
    return replace(row, target=Target.parse(f"≤{shown}{row.target.unit}"))


def _project(number: int, kind: Kind, scheme: Scheme, skip: int) -> Project:
    """One row of every second level the kind has, in the order of the scheme."""
    budget = Money.of_wan(Decimal(24 + number % 20 * 6))
    picked: list[LibraryIndicator] = []
    for code in [entry.code for level in scheme.levels for entry in level.entries]:
        of_code = [each for each in library(kind.id) if each.code == code]
        chosen = of_code[skip : skip + 1] or of_code[:1]
        picked.extend(chosen)
    # A unit cost is chosen anew once the quantity stands that it divides by.
    counted = {each.name: Decimal(16) for each in library(kind.id) if each.code == "数量"}
    counted |= quantities_of(
        Project(indicators=tuple(_row(each, scheme, budget, {}) for each in picked))
    )
    rows = []
    for each in picked:
        row = _row(each, scheme, budget, counted)
        # What divides by a row that stands here is the program's own sum, and stays.
        divided = not each.open and any(other.name in each.value for other in picked)
        rows.append(row if divided else _priced(row, picked, counted, budget))
    told = "，".join(f"{row.name}{row.target}" for row in rows if not row.target.qualitative)
    name = NAMES[kind.id] + ("" if not skip else "（二期）")
    return Project(
        code=_code(number),
        name=name,
        budget=budget,
        fiscal=budget,
        purpose=f"用于{YEAR}年{name}中的各项开支，按合同和进度支付。",
        plan=PLAN,
        goals=(Goal(text=f"{YEAR}年内做好{name}各项工作，{told}。"),),
        indicators=tuple(rows),
    )


def _book(scheme: Scheme) -> Book:
    all_kinds = kinds()
    projects = [_project(n, kind, scheme, 0) for n, kind in enumerate(all_kinds, 1)]
    projects += [_project(n, kind, scheme, 1) for n, kind in enumerate(all_kinds[:6], 51)]
    total = Money(sum(each.budget.fen for each in projects if each.budget is not None))
    subgoals = tuple(
        SubGoal(
            title=project.name,
            goal=f"做好{project.name}，保证工作按计划完成。",
            indicators="；".join(f"{row.name}{row.target}" for row in project.indicators[:3]),
        )
        for project in projects
    )
    overall = Overall(
        goal=f"{YEAR}年，某县融媒体中心围绕全县中心工作做好宣传，实施{len(projects)}个项目。",
        subgoals=subgoals,
        safeguards=(Safeguard(text="明确责任分工，每季度核对一次项目进度和资金支出。"),),
        funds=Funds(Money.of_wan(Decimal(800)), total),
    )
    return Book(UNIT, (AnnualPlan(year=YEAR, overall=overall, projects=tuple(projects)),))


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.id)
def test_projects_from_the_library_with_numbers_of_their_own_give_no_finding(
    scheme: Scheme,
) -> None:
    book = _book(scheme)
    (plan,) = book.years
    assert len(plan.projects) == len(kinds()) + 6
    found = Checker().check(book, plan)
    told = [
        f"{each.code} {each.message}"
        for each in found
        if each.level != "hint" or each.address.part == "indicator"
    ]
    assert told == [], "\n".join(told)


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.id)
def test_untouched_defaults_give_an_open_number_a_row_and_nothing_else(scheme: Scheme) -> None:
    for number, kind in enumerate(kinds(), 1):
        project = _project(number, kind, scheme, 0)
        lines = [line for line in library(kind.id) if scheme.level_of(line.code)]
        counted = {line.name: Decimal(16) for line in lines if line.code == "数量"}
        rows = tuple(
            with_texts(Indicator(), line.filled(YEAR, project.budget, scheme, counted).texts)
            for line in lines
        )
        project = replace(project, indicators=rows, goals=(Goal(text="全年做好各项工作。"),))
        plan = AnnualPlan(year=YEAR, projects=(project,))
        found = Checker().check(Book(UNIT, (plan,)), plan)
        told = {(each.code, each.address.row) for each in found if each.address.part == "indicator"}
        open_rows = {row.id for row, line in zip(rows, lines, strict=True) if line.open}
        assert told == {("C05", row) for row in open_rows}, kind.id
