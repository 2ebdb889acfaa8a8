"""H01-H06, H14-H19 on small cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.model.money import Money
from hfgoals.model.values import Funds, Goal, Overall
from tests.checks.making import findings, plan_of, project, row, told


@pytest.mark.parametrize(
    "name",
    [
        "人民路123号办公楼维修",
        "数字12号演播室改造",
        "融媒大厦（2023）12号楼修缮",
        "地铁2号线宣传活动承办",
        "2023年公益广告制作费",
    ],
)
def test_numbers_of_houses_and_lines_are_no_documents(name: str) -> None:
    assert told("H04", project(name=name)) == []


@pytest.mark.parametrize(
    "name", ["示财字〔2023〕7号 运行费", "冀财（2023）12号运行费", "经费（待定）", "运行费(预留)"]
)
def test_documents_and_what_is_undecided_in_names(name: str) -> None:
    assert told("H04", project(name=name)) == [("name", "warning")]


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("]运行维护费", "运行维护费"),
        ("*运行维护费*", "运行维护费"),
        ("运行维护费（2023年", None),
        ("运行（维护费", None),
    ],
)
def test_a_stray_mark_is_mended_only_at_the_ends(name: str, whole: str | None) -> None:
    (found,) = findings("H02", plan_of(project(name=name)))
    assert [edit.text for edit in found.repair] == ([whole] if whole else [])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name", ["《新报》编印费", "更换牌匾（21年借款）", "“平安城市”广播(一期）"]
)
def test_paired_brackets_are_no_stray_marks(name: str) -> None:
    assert told("H02", project(name=name)) == []


def test_a_purpose_may_mention_what_another_project_is_called() -> None:
    ads = project(name="公益广告制作", purpose="用于策划和拍摄。")
    screen = project(name="户外大屏运维", purpose="用于大屏巡检和公益广告制作后的上线。")
    copied = project(name="户外大屏检修", purpose="用于公益广告制作。")
    assert findings("H03", plan_of(ads, screen)) == []
    (found,) = findings("H03", plan_of(ads, screen, copied))
    assert found.address.row == copied.id


def test_amounts_of_single_contracts_are_not_the_budget() -> None:
    part = "用于播出设备运行维护，其中备件合同299000元。"
    assert told("H14", project(purpose=part)) == []
    whole = "用于播出设备运行维护，共需299000元。"
    assert told("H14", project(purpose=whole)) == [("purpose", "error")]
    assert told("H14", project(purpose="用于播出设备运行维护，共需300000元。")) == []


@pytest.mark.parametrize(
    ("target", "slipped"),
    [
        ("≤300000万元", True),
        ("≤30元", True),
        ("≤300000元", False),
        ("≤80元/份", False),
        ("≤0万元", False),
        ("≤30.00万元", False),
    ],
)
def test_a_thousand_times_too_much_is_a_slip(target: str, slipped: bool) -> None:
    assert bool(told("H14", project(row("成本", "维护总成本", target)))) == slipped


def test_own_income_must_stand_under_other_money() -> None:
    own = project(purpose="用创收收入购买备件。")
    assert told("H15", own) == [("other", "warning")]
    shared = replace(own, fiscal=Money.parse("20"), other=Money.parse("10"))
    assert told("H15", shared) == []
    growing = project(goals=(Goal(text="带动中心增加经营收入5万元。"),))
    assert told("H15", growing) == []


@pytest.mark.parametrize(
    ("purpose", "same"),
    [
        ("播出设备运行维护费", True),
        ("用于播出设备运行维护等支出。", True),
        ("示例县融媒体中心播出设备运行维护费", True),
        ("用于播出设备运行维护的备件和技术服务。", False),
        ("", False),
    ],
)
def test_a_purpose_says_more_than_the_name(purpose: str, same: bool) -> None:
    assert bool(told("H16", project(purpose=purpose))) == same


def _funded(text: str, project_funds: str | None) -> Overall:
    funds = Funds(Money.parse("41777.19"), Money.parse(project_funds or ""))
    return Overall(goal=text, funds=funds)


def test_sums_of_the_department() -> None:
    one = project()
    assert [each.level for each in findings("H18", plan_of(one))] == ["hint"]
    assert findings("H18", plan_of(one, overall=_funded("", "30.00"))) == []
    over = findings("H18", plan_of(one, overall=_funded("", "29.99")))
    assert [each.level for each in over] == ["error"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("资金总额51455.45万元，其中基本支出41777.19万元、项目支出9678.26万元。", 0),
        ("资金总额51455.46万元，其中基本支出41777.19万元、项目支出9678.26万元。", 1),
        ("安排项目支出9678.62万元。", 1),
        ("项目支出进度达到100%，基本支出保障到位。", 0),
        ("", 0),
    ],
)
def test_the_overall_text_agrees_with_the_funds(text: str, count: int) -> None:
    plan = plan_of(project(), overall=_funded(text, "9678.26"))
    assert len(findings("H19", plan)) == count


def test_an_indented_paragraph_has_no_blanks_too_many() -> None:
    plan = plan_of(overall=Overall(goal="　　做好宣传工作。\n　　办好节目。"))
    assert findings("H06", plan) == []
    assert told("H06", project(purpose="　用于备件更换。")) == [("purpose", "hint")]
