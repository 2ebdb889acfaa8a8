"""Twenty ways to lay a project out, as counties and provinces do, put together from parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.exchange.foreign.layouts.maker import Grid
from tests.exchange.gauge.truth import Row, Truth

_WIDTH = 8
_TARGET = re.compile(r"([≥≤＝])(\d+)(.*)")


@dataclass
class Sheet:
    """A table while it is drawn, from top to bottom."""

    truth: Truth
    yuan: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    height: int = 0
    first_row: int = 0
    """The first row of indicators; all below are of them."""
    shown: set[str] = field(default_factory=set)
    """The fields that it shows."""

    def line(self, *texts: str, spans: tuple[int, ...] = ()) -> int:
        """A further row; each text over so many columns."""
        self.height += 1
        at = 1
        for number, text in enumerate(texts):
            wide = spans[number] if number < len(spans) else 1
            if text:
                self.cells[self.height, at] = text
            if wide > 1:
                self.merges.append((self.height, at, self.height, at + wide - 1))
            at += wide
        return self.height

    def down(self, column: int, top: int, bottom: int) -> None:
        """Merge a column over these rows."""
        if bottom > top:
            self.merges.append((top, column, bottom, column))

    def amount(self, value: Decimal) -> str:
        """In the currency of the sheet."""
        return f"{value * 10_000:,.2f}" if self.yuan else f"{value:.2f}"

    @property
    def currency(self) -> str:
        """The currency's name."""
        return "元" if self.yuan else "万元"

    def grid(self) -> Grid:
        """As it stands."""
        columns = max(column for _, column in self.cells)
        columns = max([columns, *(right for *_, right in self.merges)])
        return Grid("目标表", self.cells, self.merges, self.height, columns)


Part = Callable[[Sheet], None]


def titled(sheet: Sheet) -> None:
    sheet.line(f"{sheet.truth.year}年项目支出绩效目标表", spans=(_WIDTH,))
    sheet.line(
        f"填报单位：{sheet.truth.unit}", f"金额单位：{sheet.currency}", spans=(_WIDTH - 2, 2)
    )
    sheet.shown |= {"年度", "单位名称"}


def titled_by_cells(sheet: Sheet) -> None:
    sheet.line("项目绩效目标申报表", spans=(_WIDTH,))
    sheet.line(f"（{sheet.truth.year}年度）", spans=(_WIDTH,))
    sheet.line("单位名称", sheet.truth.unit, "单位：", sheet.currency, spans=(1, 3, 1, 3))
    sheet.shown |= {"年度", "单位名称"}


def self_evaluated(sheet: Sheet) -> None:
    sheet.line("项目支出绩效自评表", spans=(_WIDTH,))
    sheet.line(f"（{sheet.truth.year}年度）", spans=(_WIDTH,))
    sheet.shown.add("年度")


def named_in_a_row(sheet: Sheet) -> None:
    sheet.line("项目名称", sheet.truth.name, "项目编码", sheet.truth.code, spans=(1, 3, 1, 3))
    sheet.shown |= {"项目名称", "项目编码"}


def named_alone(sheet: Sheet) -> None:
    sheet.line("项目名称：", sheet.truth.name, spans=(2, 6))
    sheet.line("主管部门及代码", "示例县宣传部", "实施单位", sheet.truth.unit, spans=(2, 2, 2, 2))
    sheet.shown.add("项目名称")


def funds_listed(sheet: Sheet) -> None:
    top = sheet.line(
        f"项目资金（{sheet.currency}）", "年度资金总额", sheet.amount(sheet.truth.budget),
        spans=(1, 3, 4),
    )  # fmt: skip
    sheet.line("", "其中：财政拨款", sheet.amount(sheet.truth.fiscal), spans=(1, 3, 4))
    sheet.line("", "其他资金", sheet.amount(sheet.truth.other), spans=(1, 3, 4))
    sheet.down(1, top, sheet.height)
    sheet.shown |= {"预算数", "财政资金", "其他资金"}


def funds_in_a_row(sheet: Sheet) -> None:
    money = sheet.truth
    sheet.line(
        f"预算数（{sheet.currency}）", sheet.amount(money.budget), "其中：财政资金",
        sheet.amount(money.fiscal), "其他资金", sheet.amount(money.other), spans=(1, 1, 1, 1, 2, 2),
    )  # fmt: skip
    sheet.shown |= {"预算数", "财政资金", "其他资金"}


def funds_with_total(sheet: Sheet) -> None:
    year = sheet.truth.year
    sheet.line("项目周期", f"{year - 1}年-{year + 2}年", spans=(2, 6))
    top = sheet.line(
        f"项目资金（{sheet.currency}）", "项目资金总额", sheet.amount(sheet.truth.budget * 3),
        "年度资金申请总额", sheet.amount(sheet.truth.budget), spans=(1, 1, 2, 2, 2),
    )  # fmt: skip
    sheet.line(
        "", "其中：财政资金", sheet.amount(sheet.truth.fiscal * 3),
        "其中：当年财政拨款", sheet.amount(sheet.truth.fiscal), spans=(1, 1, 2, 2, 2),
    )  # fmt: skip
    sheet.down(1, top, sheet.height)
    sheet.shown |= {"预算数", "财政资金"}


def funds_spent(sheet: Sheet) -> None:
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    top = sheet.line(f"项目资金（{sheet.currency}）", "", *heads)
    for label, value in (
        ("年度资金总额", sheet.truth.budget),
        ("其中：当年财政拨款", sheet.truth.fiscal),
        ("其他资金", sheet.truth.other),
    ):
        spent = sheet.amount(value * Decimal("0.9"))
        sheet.line(
            "", label, sheet.amount(value), sheet.amount(value * 2), spent, "10", "45%", "4.5"
        )
    sheet.down(1, top, sheet.height)
    sheet.shown |= {"预算数", "财政资金", "其他资金"}


def goals_beside(sheet: Sheet) -> None:
    goals = sheet.truth.goals
    text = goals[0] if len(goals) == 1 else "\n".join(f"{n}.{g}" for n, g in enumerate(goals, 1))
    sheet.line("年度绩效目标", text, spans=(1, _WIDTH - 1))
    sheet.shown.add("绩效目标")


def goals_of_two_terms(sheet: Sheet) -> None:
    top = sheet.line("总体目标", "实施期目标", "年度目标", spans=(1, 3, 4))
    text = "\n".join(f"目标{n}：{g}" for n, g in enumerate(sheet.truth.goals, 1))
    sheet.line("", "三年建成并稳定运行。", text, spans=(1, 3, 4))
    sheet.down(1, top, sheet.height)
    sheet.shown.add("绩效目标")


def goals_evaluated(sheet: Sheet) -> None:
    top = sheet.line("年度总体目标", "预期目标", "实际完成情况", spans=(1, 3, 4))
    text = "\n".join(f"{n}.{g}" for n, g in enumerate(sheet.truth.goals, 1))
    sheet.line("", text, "已全面完成，效果良好。", spans=(1, 3, 4))
    sheet.down(1, top, sheet.height)
    sheet.shown.add("绩效目标")


def rows_of(heads: str, *, lead: str = "", points: bool = False) -> Part:
    """An indicator list with these columns; ``lead``: a column at its left that is merged.

    A star behind 指标值: the number alone, its sign and unit in columns of their own.
    """
    columns = heads.split()

    def draw(sheet: Sheet) -> None:
        before = (lead,) if lead else ()
        blank = ("",) if lead else ()
        top = sheet.line(*before, *(each.rstrip("*") for each in columns))
        sheet.first_row = top + 1
        for row in sheet.truth.rows:
            sheet.line(*blank, *(text_of(row, each, points=points) for each in columns))
        if lead:
            sheet.down(1, top, sheet.height)
        for number, head in enumerate(columns, 1 + len(before)):
            if head in ("一级指标", "二级指标"):
                merge_alike(sheet, number)
        sheet.shown |= {path for each in columns for path in _SHOWS.get(each, ())}

    return draw


_SHOWS = {
    "一级指标": ("level1",), "二级指标": ("level2",), "三级指标": ("name",), "指标名称": ("name",),
    "指标值": ("target",), "指标值*": ("target",), "年度指标值": ("target",),
    "目标值": ("target",), "当年预期实现值": ("target",), "指标值及单位": ("target",),
    "指标解释": ("description",), "指标值确定依据": ("basis",),
}  # fmt: skip


def text_of(row: Row, head: str, *, points: bool) -> str:
    found = _TARGET.fullmatch(row.target)
    sign, number, unit = found.groups() if found is not None else ("定性", row.target, "")
    return {
        "一级指标": f"{row.level1}（50分）" if points else row.level1,
        "二级指标": row.level2,
        "三级指标": row.name,
        "指标名称": row.name,
        "指标值*": number,
        "指标性质": sign,
        "计量单位": unit,
        "指标解释": row.description,
        "指标值确定依据": row.basis,
        "实际完成值": "已完成",
        "得分": "9.5",
        "上年指标值": "80",
        "偏差原因分析及改进措施": "无",
        "分值": "10",
        "权重": "10",
    }.get(head, row.target)


def merge_alike(sheet: Sheet, column: int) -> None:
    """Join cells of one text below one another."""
    top = sheet.first_row
    for row in range(sheet.first_row + 1, sheet.height + 2):
        if sheet.cells.get((row, column)) == sheet.cells[top, column]:
            del sheet.cells[row, column]
        else:
            sheet.down(column, top, row - 1)
            top = row


_USUAL = "一级指标 二级指标 三级指标 "
LAYOUTS: dict[str, tuple[Part, ...]] = {
    "plain": (titled, named_in_a_row, funds_listed, goals_beside, rows_of(_USUAL + "指标值")),
    "led": (
        titled, named_alone, funds_listed, goals_beside,
        rows_of(_USUAL + "年度指标值", lead="绩效指标"),
    ),
    "unit in cells": (
        titled_by_cells, named_in_a_row, funds_in_a_row, goals_beside,
        rows_of(_USUAL + "指标解释 目标值"),
    ),
    "two terms": (
        titled, named_alone, funds_listed, goals_of_two_terms, rows_of(_USUAL + "当年预期实现值"),
    ),
    "several years": (
        titled, named_in_a_row, funds_with_total, goals_of_two_terms, rows_of(_USUAL + "指标值"),
    ),
    "signs apart": (
        titled, named_in_a_row, funds_listed, goals_beside,
        rows_of(_USUAL + "指标性质 指标值* 计量单位"),
    ),
    "signs apart, weights": (
        titled_by_cells, named_alone, funds_in_a_row, goals_beside,
        rows_of(_USUAL + "指标性质 指标值* 计量单位 权重"),
    ),
    "weights before": (
        titled, named_in_a_row, funds_listed, goals_beside, rows_of(_USUAL + "分值 年度指标值"),
    ),
    "weights before, led": (
        titled, named_in_a_row, funds_listed, goals_beside,
        rows_of(_USUAL + "分值 年度指标值", lead="绩效指标"),
    ),
    "last year beside": (
        titled, named_alone, funds_in_a_row, goals_beside, rows_of(_USUAL + "上年指标值 指标值"),
    ),
    "basis": (
        titled_by_cells, named_in_a_row, funds_listed, goals_beside,
        rows_of(_USUAL + "指标解释 指标值 指标值确定依据"),
    ),
    "no first level": (
        titled, named_in_a_row, funds_listed, goals_beside, rows_of("二级指标 三级指标 指标值"),
    ),
    "points": (
        titled, named_in_a_row, funds_listed, goals_beside,
        rows_of(_USUAL + "指标值 分值", points=True),
    ),
    "self-evaluation": (
        self_evaluated, named_alone, funds_spent, goals_evaluated,
        rows_of(_USUAL + "年度指标值 实际完成值 分值 得分", points=True),
    ),
    "self-evaluation, reasons": (
        self_evaluated, named_in_a_row, funds_spent, goals_evaluated,
        rows_of(_USUAL + "年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"),
    ),
    "goal after": (
        titled, named_in_a_row, goals_beside, funds_in_a_row, rows_of(_USUAL + "指标值及单位"),
    ),
    "list first": (
        titled, named_in_a_row, funds_listed, rows_of(_USUAL + "目标值"), goals_beside,
    ),
    "names": (
        titled_by_cells, named_alone, funds_listed, goals_of_two_terms,
        rows_of("一级指标 二级指标 指标名称 指标值"),
    ),
    "explained after": (
        titled, named_alone, funds_with_total, goals_beside, rows_of(_USUAL + "指标值 指标解释"),
    ),
    "led, signs apart": (
        titled_by_cells, named_in_a_row, funds_in_a_row, goals_of_two_terms,
        rows_of(_USUAL + "指标性质 指标值* 计量单位", lead="年度绩效指标"),
    ),
}  # fmt: skip


def drawn(layout: str, truth: Truth, *, yuan: bool) -> Sheet:
    """The project in that layout."""
    sheet = Sheet(truth, yuan)
    for part in LAYOUTS[layout]:
        part(sheet)
    return sheet
