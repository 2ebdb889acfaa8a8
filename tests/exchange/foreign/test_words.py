"""Labels, amounts, goals, targets and pieces: the small parts of understanding."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.foreign.amounts import amount_of
from hfgoals.exchange.foreign.indicators import target_text
from hfgoals.exchange.foreign.labels import (
    caption_of,
    currency_in,
    heading_spelling_of,
    load_labels,
    near_spelling_of,
    sign_of,
    spelling_of,
)
from hfgoals.exchange.foreign.pieces import goals_in, pieces_of
from hfgoals.model.kinds import FieldError
from hfgoals.paths import resource
from hfgoals.trouble import PresetTrouble

_LABELS = resource("exchange", "labels.toml")


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("项 目 名 称", "project.name"),
        ("项目（政策）名称：", "project.name"),
        ("（一）项目名称", "project.name"),
        ("其中：财政拨款", "project.fiscal"),
        ("年度资金总额（万元）：", "project.budget"),
        ("2024年预算数(元)", "project.budget"),
        ("项目当年预算", "project.budget"),
        ("年\n度\n总\n体\n目\n标", "goal.text"),
        ("本年度指标值", "indicator.target"),
        ("部门（单位）名称", "unit.name"),
        ("分值（权重）", "indicator.weight"),
        ("评（扣）分标准", "indicator.scoring"),
        ("数据来源/佐证资料", "indicator.evidence"),
    ],
)
def test_labels_as_they_are_written(text: str, choice: str) -> None:
    found = spelling_of(text)
    assert found is not None
    assert found.choice is not None
    assert found.choice.id == choice


@pytest.mark.parametrize("text", ["实施期指标值", "上年指标值", "主管部门", "中期资金总额", "得分"])
def test_labels_known_but_not_held(text: str) -> None:
    found = spelling_of(text)
    assert found is not None
    assert found.choice is None
    assert found.role == "left_out"


@pytest.mark.parametrize(
    "text", ["数量指标", "新闻播出条数", "（2024年度）", "四级指标", "", "x" * 99]
)
def test_what_is_no_label(text: str) -> None:
    assert spelling_of(text) is None


def test_misspelt_labels() -> None:
    for text, meant in (
        ("三极指标", "三级指标"),
        ("财政拔款", "财政拨款"),
        ("项名目称", "项目名称"),
    ):
        found = near_spelling_of(text)
        assert found is not None
        assert found.mistyped
        assert found.text == meant
    # Neither another second level nor what may be two things.
    assert near_spelling_of("质量指标") is None
    assert near_spelling_of("四级指标") is None


def test_words_with_two_meanings_are_headings_only() -> None:
    found = heading_spelling_of("指标内容")
    assert found is not None
    assert [choice.path for choice in found.choices] == ["name", "description"]
    assert spelling_of("指标内容") is None


def test_currencies() -> None:
    said = [
        "单位：万元",
        "金额单位:元",
        "单位（亿元）",
        "（2024年度）  单位：千元",
        "填报单位：万元店",
    ]
    assert [caption_of(text) for text in said] == ["万元", "元", "亿元", "千元", None]
    labels = ["项目资金\n（万元）", "总额(单位：元)", "预算数，万元", "预算数（含税）", "100元"]
    assert [currency_in(text) for text in labels] == ["万元", "元", "万元", None, None]


def test_signs() -> None:
    written = [
        "≥",
        ">=",
        "大于等于",
        "不低于",
        "正向",
        "反向",
        "定性",
        "定量",
        "以内",
        "左右",
        "95",
    ]
    found = [sign_of(text) for text in written]
    assert found == ["≥", "≥", "≥", "≥", "≥", "≤", "定性", "", "≤", None, None]


@pytest.mark.parametrize(
    ("text", "currency", "fen"),
    [
        ("120.5", "万元", 120_500_000),
        ("1,205,000元", "万元", 120_500_000),
        ("120.5万", "元", 120_500_000),
        ("￥ 0.01", "元", 1),
        ("1.2", "亿元", 12_000_000_000),
        ("１２", "千元", 1_200_000),
    ],
)
def test_amounts(text: str, currency: str, fen: int) -> None:
    amount = amount_of(text, currency)  # type: ignore[arg-type]
    assert amount is not None
    assert amount.fen == fen


@pytest.mark.parametrize("text", ["约5", "1.001", "5-6", "1e3", "12,34", "9" * 30, "NaN"])
def test_what_is_no_exact_amount(text: str) -> None:
    with pytest.raises(FieldError):
        amount_of(text, "元")


@given(st.decimals(0, 10**9, places=2))
def test_yuan_become_wan_yuan_exactly(amount: Decimal) -> None:
    found = amount_of(str(amount), "元")
    assert found is not None
    assert found.wan == amount / 10_000


@pytest.mark.parametrize(
    ("value", "sign", "unit", "text"),
    [
        ("95", "大于等于", "%", "≥95%"),
        ("95%", "≥", "%", "≥95%"),
        ("95%", "≥", "", "≥95%"),
        ("≥95%", "≥", "%", "≥95%"),
        ("98", "≥", "百分比", "≥98%"),
        ("有效提升", "定性", "无", "有效提升"),
        ("2024年10月底", "≤", "无", "2024年10月底"),
        ("1,200", "=", "元/人", "＝1,200元/人"),
        ("3场", "", "场", "3场"),
        ("不超过5", "≤", "天", "不超过5天"),
        (" 12 ", "", "", "12"),
    ],
)
def test_targets_out_of_their_parts(value: str, sign: str, unit: str, text: str) -> None:
    assert target_text(value, sign, unit) == text


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("一句话。", ("一句话。",)),
        ("1.甲\n2.乙", ("甲", "乙")),
        ("目标1：甲\n续\n目标2：乙", ("甲\n续", "乙")),
        ("（一）甲。（二）乙。", ("（一）甲。（二）乙。",)),
        ("①甲\n②乙", ("甲", "乙")),
        ("前言\n1.甲\n2.乙", ("前言\n1.甲\n2.乙",)),
        ("1.甲\n3.乙", ("1.甲\n3.乙",)),
        ("1.5万元投入\n2.5万元投入", ("1.5万元投入\n2.5万元投入",)),
        ("", ()),
    ],
)
def test_goals_of_a_cell(text: str, goals: tuple[str, ...]) -> None:
    assert goals_in(text) == goals


def test_labels_and_values_in_one_cell() -> None:
    text = "年度资金总额：120万元，其中：财政拨款100万元、其他资金20万元"
    assert [(piece.label, piece.text) for piece in pieces_of(text)] == [
        ("年度资金总额", "120万元"), ("财政拨款", "100万元"), ("其他资金", "20万元"),
    ]  # fmt: skip
    assert pieces_of("目标1：完成甲；目标2：完成乙") == ()
    [goal] = pieces_of("绩效目标：目标1：完成\n目标2：单位：甲")
    assert goal.text == "目标1：完成\n目标2：单位：甲"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"含义" = "项目名称"', '"含义" = "项目的名字"'),
        ('"含义" = "项目名称"', '"意思" = "项目名称"'),
        ('["3月底", ', '["3月底", "项目名称", '),
        ('"次选" = true', '"次选" = "是"'),
    ],
)
def test_faults_in_the_word_list_are_named(tmp_path: Path, before: str, after: str) -> None:
    text = _LABELS.read_text("utf-8")
    assert before in text
    path = tmp_path / "labels.toml"
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(PresetTrouble) as raised:
        load_labels(path)
    assert "labels.toml" in raised.value.what


@pytest.mark.parametrize(
    "text", ["1.5万元", "1．5万元", "1、2月份完成", "1. 5万元", "一、二季度完成", "1.2.3级"]
)
def test_a_figure_is_no_number_of_a_goal(text: str) -> None:
    assert goals_in(text) == (text,)
