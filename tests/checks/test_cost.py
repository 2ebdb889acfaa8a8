"""K01-K07 on small cases."""

from __future__ import annotations

import pytest

from hfgoals.checks.text.costs import costs_of
from tests.checks.making import project, row, told


@pytest.mark.parametrize(
    ("target", "levels"),
    [
        ("≤30.00万元", []),
        ("≤300000元", []),
        ("≤30.01万元", ["error"]),
        ("≤300090元", ["warning"]),
        ("≤31万元/年", ["error"]),
        ("≤40元/份", []),
        ("全年成本控制在31.50万元以内", ["error"]),
        ("优", []),
    ],
)
def test_whole_costs_against_the_budget(target: str, levels: list[str]) -> None:
    assert told("K01", project(row("成本", "维护总成本", target))) == [
        ("target", level) for level in levels
    ]


@pytest.mark.parametrize(
    ("target", "rows", "fits"),
    [
        ("≤2.5万元/月", [], True),
        ("≤2.49万元/月", [], True),
        ("≤2.51万元/月", [], False),
        ("≤2.0万元/月", [], False),
        ("≤5万元/月", [("时效", "服务完成时间", "2023年6月底前")], True),
        ("≤5.01万元/月", [("时效", "服务完成时间", "2023年6月底前")], False),
        ("≤3万元/月", [("数量", "服务月数", "＝10个月")], True),
        ("≤1.5万元/月", [("成本", "备件采购成本", "≤12.00万元")], True),
        ("≤25000元/月", [], True),
    ],
)
def test_months_make_up_the_budget(
    target: str, rows: list[tuple[str, str, str]], fits: bool
) -> None:
    made = project(row("成本", "月均维护成本", target), *(row(*each) for each in rows))
    assert (told("K02", made) == []) == fits


@pytest.mark.parametrize(
    ("unit_cost", "count", "fits"),
    [
        (("单期编印成本", "≤1.00万元/期"), ("报纸编印期数", "≥30期"), True),
        (("单期编印成本", "≤1.10万元/期"), ("报纸编印期数", "≥30期"), False),
        (("单期编印成本", "≤0.50万元/期"), ("报纸编印期数", "≥30期"), True),
        (("单期栏目制作成本", "≤0.30万元/期"), ("电视新闻播出期数", "≥240期"), True),
    ],
)
def test_pieces_do_not_exceed_the_budget(
    unit_cost: tuple[str, str], count: tuple[str, str], fits: bool
) -> None:
    made = project(row("成本", *unit_cost), row("数量", *count))
    assert (told("K02", made) == []) == fits


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("办公楼防水改造", True),
        ("偿还历史债务", True),
        ("防水设施维护服务", False),
        ("人员经费", False),
    ],
)
def test_a_month_is_no_measure_of_what_is_done_once(name: str, found: bool) -> None:
    made = project(row("成本", "月均成本", "≤2.5万元/月"), name=name)
    assert bool(told("K03", made)) == found


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        (["≤19.20万元", "≤10.80万元"], False),
        (["≤19.20万元", "≤10.90万元"], True),
        (["≤30万元", "≤19.20万元", "≤10.80万元"], False),
        (["≤30万元", "≤12.00万元"], False),
        (["≤192000元", "≤10.90万元"], True),
    ],
)
def test_items_add_up(amounts: list[str], found: bool) -> None:
    rows = [row("成本", f"第{at}项采购成本", amount) for at, amount in enumerate(amounts)]
    assert bool(told("K05", project(*rows))) == found


def test_a_named_total_is_no_item() -> None:
    rows = [("采购总成本", "≤29.00万元"), ("主机成本", "≤19.00万元"), ("备件成本", "≤10.00万元")]
    assert told("K05", project(*(row("成本", *each) for each in rows))) == []


def test_a_ceiling_is_no_floor() -> None:
    assert told("K06", project(row("成本", "单期成本", "≥1万元/期"))) == [("target", "error")]
    assert told("K06", project(row("成本", "采购成本节约率", "≥3%"))) == []
    assert told("K06", project(row("经济效益", "广告收入", "≥20万元"))) == []


def test_units_of_money() -> None:
    assert told("K07", project(row("成本", "总成本", "≤300000元"))) == [("target", "warning")]
    assert told("K07", project(row("成本", "手续费成本", "≤500元"))) == []
    assert told("K07", project(row("成本", "人均成本", "≤20000元/人"))) == []


def test_social_costs_are_no_money() -> None:
    assert costs_of(project(row("社会成本", "扰民投诉件数", "≤2件", scheme=1))) == ()
    (cost,) = costs_of(project(row("成本", "总成本", "≤30万元", scheme=1)))
    assert cost.wan == 30
