"""Words that only sound like the word meant."""

from __future__ import annotations

import pytest

from hfgoals.checks.text.sounds import Slip, slips, unlike, wrong_units


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("支付全年劳务抱酬", Slip(6, "抱酬", "报酬")),
        ("守住安全播出低线", Slip(6, "低线", "底线")),
        ("完成采级，统一编目", Slip(2, "采级", "采集")),
        ("逐台通电捡查", Slip(4, "捡查", "检查")),
    ],
)
def test_a_slip_is_found_with_the_word_meant(text: str, slip: Slip) -> None:
    assert slips(text) == (slip,)


@pytest.mark.parametrize(
    "text",
    [
        "支付全年劳务报酬",
        "扩大平台影响",  # 大平 sounds like 大屏, but is no word of its own here
        "检测与监测",
        "提质增效，服务期三年",
        "",
        "48",
    ],
)
def test_words_that_are_right_are_left_alone(text: str) -> None:
    assert slips(text) == ()


def test_a_run_said_otherwise_elsewhere_is_told_where_it_is_no_word() -> None:
    texts = ["节目编排表按期执行", "按节目编牌表播出", "节目编排表"]
    ((place, slip),) = unlike(texts)
    assert (place, slip.wrong, slip.right) == (1, "目编牌表", "目编排表")


@pytest.mark.parametrize(
    "texts",
    [
        ["四条专线覆盖任务", "专线覆盖人口"],  # other words begin at the edge
        ["系统服务期", "采购服务器"],
        ["节目编排表", "节目编排表"],
    ],
)
def test_other_words_are_not_the_same_word_mistyped(texts: list[str]) -> None:
    assert list(unlike(texts)) == []


def test_a_number_before_what_sounds_like_its_unit() -> None:
    ((place, slip),) = wrong_units(["播出栏目200期", "自办栏目共200其"])
    assert (place, slip) == (1, Slip(5, "200其", "200期"))
    ((place, slip),) = wrong_units(["提词器5抬"])
    assert (place, slip.right) == (0, "5台")
    ((place, slip),) = wrong_units(["每级2.5万元", "每集成本"])
    assert (place, slip.right) == (0, "每集")


@pytest.mark.parametrize(
    "texts", [["播出200期，其中新闻100期"], ["付款5次，3级标准"], ["3张", "5只"], ["48其他"]]
)
def test_other_units_are_left_alone(texts: list[str]) -> None:
    assert list(wrong_units(texts)) == []
