"""W25: what goal, purpose and rows of one project say otherwise."""

from __future__ import annotations

import pytest

from hfgoals.checks.rule import Hit
from hfgoals.model.values import Indicator
from tests.checks.looking import in_project, project, row


def _found(goal: str, *rows: Indicator, purpose: str = "") -> list[Hit]:
    return in_project("W25", project(*rows, goals=(goal,), purpose=purpose))


_DONE = row("时效", "设备交付使用时间", "≤2023年9月底前")


@pytest.mark.parametrize(
    "goal", ["12月底前投入使用", "2023年6月底前投入使用", "汛期前投入使用"]
)  # fmt: skip
def test_another_month_is_told_at_the_row(goal: str) -> None:
    (hit,) = _found(goal, _DONE)
    assert (hit.address.row, hit.address.path) == (_DONE.id, "target")


@pytest.mark.parametrize(
    "goal",
    ["9月底前投入使用", "国庆前投入使用", "年底前投入使用",
     "6月底前签订合同，9月底前投入使用", "3月底前招标"],
)  # fmt: skip
def test_the_same_month_steps_and_looser_bounds_are_left_alone(goal: str) -> None:
    assert _found(goal, _DONE) == []


def test_bounds_units_and_levels_of_one_number() -> None:
    warm = row("社会", "冬季值班室温度", "≤18摄氏度")
    assert len(_found("冬季值班室温度不低于18摄氏度", warm)) == 1
    helpers = row("数量", "注册志愿者人数", "≥1.5万户")
    assert len(_found("注册志愿者突破1.5万人", helpers)) == 1
    used = row("数量", "省级媒体刊播稿件数量", "≥50篇")
    assert len(_found("国家级媒体刊播稿件50篇", used)) == 1
    assert _found("省级媒体刊播稿件50篇", used) == []
    assert _found("省级以上媒体刊播稿件60篇", used) == []


def test_a_description_makes_up_its_value() -> None:
    right = row("数量", "采购安全设备台套数", "=3台套", "防火墙2台、日志审计1套")
    wrong = row("数量", "采购安全设备台套数", "=5台套", "防火墙2台、日志审计1套")
    assert _found("采购设备", right) == []
    (hit,) = _found("采购设备", wrong)
    assert hit.address.row == wrong.id
    listed = row("数量", "新增模块个数", "=4个", "预约、商城、随手拍")
    (hit,) = _found("新增模块", listed)
    assert (hit.level, hit.address.path) == ("hint", "description")


def test_one_noun_is_counted_alike() -> None:
    rows = row("数量", "放映场数", "=1200场", "100个行政村，每村每月1场")
    (hit,) = _found("覆盖100个行政村", rows, purpose="全县110个行政村的放映费")
    assert hit.address.path == "purpose"
    assert _found("覆盖100个行政村", rows, purpose="抽查20个行政村") == []
