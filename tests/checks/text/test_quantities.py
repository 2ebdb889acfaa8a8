"""Numbers with units in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.text.quantities import (
    chinese_number,
    in_wan,
    money_unit,
    normalized,
    quantities,
)


def _told(text: str) -> list[tuple[str, str, str]]:
    return [(f"{each.number.normalize():f}", each.unit, each.sign) for each in quantities(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年编发数达到48期以上", [("48", "期", "≥")]),
        ("《新怀来》报完成出版41期。", [("41", "期", "")]),
        ("播出240期，《新闻综述》52期", [("240", "期", ""), ("52", "期", "")]),
        ("粉丝量17.8万。", [("178000", "", "")]),
        ("全年阅读量达到2,400万次", [("24000000", "次", "≥")]),
        ("每月成本控制在5.00万元以内", [("5", "万元", "≤")]),
        ("≤0.2万元/月", [("0.2", "万元/月", "≤")]),
        ("每日播出3次/日", [("3", "次/日", "")]),
        ("举办十二场活动、一百二十人次", [("12", "场", ""), ("120", "人次", "")]),
        ("共需两万三千元", [("23000", "元", "")]),
        ("维修 ４２０ 台", [("420", "台", "")]),
        ("1800条以上", [("1800", "条", "≥")]),
        ("资金总额1900.00万元", [("1900", "万元", "")]),
        ("大于等于９０％", [("90", "%", "≥")]),
    ],
)
def test_quantities_are_read_with_unit_and_sign(text: str, told: list[object]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "2022年6月底前完成",
        "2019年-2022年",
        "怀财字【2023】7号",
        "《百度24小时排行》",
        "学习党的二十大精神",
        "严格执行三级审核",
        "第3期简报",
        "通过H5、海报等形式",
        "1.保障机关工作正常运行",
        "13020822P00908810002X",
        "（三）加强监控",
        "10月底前竣工",
        "2023-06-30前",
        "2023.6.30",
    ],
)
def test_what_is_no_quantity_is_passed_over(text: str) -> None:
    assert quantities(text) == ()


@given(st.text(alphabet="一二十百千万亿两零0123456789.,%元期条《》年月第达到以上 ／", max_size=40))
def test_places_are_those_of_the_text(text: str) -> None:
    last = 0
    for each in quantities(text):
        assert text[each.start : each.end] == each.text
        assert last <= each.start < each.end
        last = each.end


_DIGITS = "零一二三四五六七八九"


def _spelled(number: int) -> str:
    for scale, sign in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            low = number % scale
            gap = "零" if 0 < low < scale // 10 else ""
            return _spelled(number // scale) + sign + gap + (_spelled(low) if low else "")
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            low = number % scale
            gap = "零" if 0 < low < scale // 10 else ""
            return _DIGITS[number // scale] + sign + gap + (_spelled(low) if low else "")
    return _DIGITS[number]


@given(st.integers(1, 10**11))
def test_a_spelled_number_comes_back(number: int) -> None:
    assert chinese_number(_spelled(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十八", 18),
        ("两万三", 23000),
        ("一百二", 120),
        ("二〇二三", 2023),
        ("三亿五千万", 350000000),
    ],
)
def test_short_and_spoken_numerals(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "万", "期", "十期", "二三十"])
def test_what_is_no_numeral(text: str) -> None:
    assert chinese_number(text) is None


def test_units_of_money() -> None:
    monthly, yearly = money_unit("万元／月"), money_unit("万元/年")
    assert monthly is not None
    assert (monthly.yuan, monthly.per) == (10000, "月")
    assert yearly is not None
    assert yearly.per == ""
    assert money_unit("平方米") is None
    assert money_unit("元件") is None
    assert in_wan(Decimal("93209.07"), "元") == Decimal("9.320907")
    assert in_wan(Decimal(3), "期") is None


def test_amounts_of_money_in_a_text() -> None:
    (whole,) = quantities("项目总额为51455.45万元")
    assert whole.yuan == Decimal(514554500)
    assert whole.wan == Decimal("51455.45")
    (each,) = quantities("每人不超过300元/人")
    assert each.yuan is None


def test_the_same_quantity_in_other_units_is_the_same() -> None:
    assert normalized(Decimal(2400), "万次") == (Decimal(24000000), "次")
    assert normalized(Decimal("0.2"), "万元/月") == (Decimal(2000), "元/月")
