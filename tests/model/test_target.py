"""指标值: the text is kept to the letter, and read for what it means."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.target import SIGNS, Target


@pytest.mark.parametrize(
    ("text", "sign", "value", "unit"),
    [
        ("≥95%", "≥", "95", "%"),
        ("≤2.5万元/月", "≤", "2.5", "万元/月"),
        ("48期以上", "≥", "48", "期"),
        ("95以上", "≥", "95", None),
        ("1以内", "≤", "1", None),
        ("大于等于90%", "≥", "90", "%"),
        ("100%", "＝", "100", "%"),
        ("≥1个", "≥", "1", "个"),
        ("≤593平方米", "≤", "593", "平方米"),
        (">=80", "≥", "80", None),
        ("＜5次", "＜", "5", "次"),
        ("> 3", "＞", "3", None),
        ("=12期", "＝", "12", "期"),
        ("不超过10万元", "≤", "10", "万元"),
        ("不低于９５％", "≥", "95", "%"),
        ("≥1,200人次", "≥", "1,200", "人次"),
        ("4项", "＝", "4", "项"),
        ("全年编发数达到48期以上", "≥", "48", "期"),
        ("20个以内", "≤", "20", "个"),
    ],
)
def test_a_number_with_its_sign_and_unit(
    text: str, sign: str, value: str, unit: str | None
) -> None:
    target = Target.parse(text)
    assert (target.sign, target.value, target.unit) == (sign, value, unit)
    assert str(target) == text
    assert target.deadline is None
    assert target.number == Decimal(value.replace(",", ""))


@pytest.mark.parametrize(
    ("text", "sign", "day"),
    [
        ("2022年6月底前完成", "≤", datetime.date(2022, 6, 30)),
        ("2022年底前完成", "≤", datetime.date(2022, 12, 31)),
        ("2023年12月31日前", "≤", datetime.date(2023, 12, 31)),
        ("2024年2月底", "＝", datetime.date(2024, 2, 29)),
        ("≤2023年10月", "≤", datetime.date(2023, 10, 31)),
        ("2023年上半年", "＝", datetime.date(2023, 6, 30)),
    ],
)
def test_a_date_is_a_deadline(text: str, sign: str, day: datetime.date) -> None:
    target = Target.parse(text)
    assert (target.sign, target.deadline) == (sign, day)
    assert str(target) == text
    assert target.number is None
    assert not target.qualitative


@pytest.mark.parametrize(
    "text",
    [
        "进一步提升",
        "",
        "进一步提升融媒体节目制作播出在社会的影响力",
        "推进2项改革任务",
        "2023年2月30日",
        "及时",
        "<b>95</b>",
    ],
)
def test_what_has_no_clear_number_is_qualitative(text: str) -> None:
    target = Target.parse(text)
    assert target.sign == "定性"
    assert target.value is None
    assert target.unit is None
    assert target.qualitative
    assert str(target) == text


def test_whether_the_sign_is_written() -> None:
    assert Target.parse("≥95%").signed
    assert Target.parse("48期以上").signed
    assert not Target.parse("100%").signed


@pytest.mark.parametrize("parts", [("≥", "95", "%"), ("≤", "2.5", "万元/月"), ("＝", "4", "项")])
def test_a_target_composed_of_its_parts_means_them(parts: tuple[str, str, str]) -> None:
    target = Target.compose(*parts)
    assert (target.sign, target.value, target.unit) == parts


def test_a_qualitative_one_is_composed_of_its_words() -> None:
    assert str(Target.compose("定性", "进一步提升", "")) == "进一步提升"


@given(
    st.text(max_size=60)
    | st.text("≥≤><=＞＜＝0123456789.,%年月日底前以上内期个大于等不超过 ", max_size=24)
)
def test_any_text_is_kept_and_read_alike_again(text: str) -> None:
    target = Target.parse(text)
    assert str(target) == text
    assert target.sign in SIGNS
    assert Target.parse(str(target)) == target
    assert (target.value is None) == target.qualitative
    if target.value is not None and target.deadline is None:
        assert target.number is not None


@given(
    st.sampled_from(["≥", "≤", "＞", "＜", "＝"]),
    st.decimals(0, 10**6, places=2).map(lambda number: f"{number:f}"),
    st.sampled_from(["%", "个", "期", "万元", "万元/月", "人次", "平方米", "小时/天"]),
)
def test_parts_survive_composing(sign: str, value: str, unit: str) -> None:
    target = Target.compose(sign, value, unit)
    assert (target.sign, target.value, target.unit) == (sign, value, unit)
    assert target.signed
