"""What an indicator measures."""

from __future__ import annotations

import pytest

from hfgoals.checks.text.measure import (
    code,
    direction,
    family,
    is_negative,
    is_rate,
    misfit,
    unit_of,
    words_after,
)
from hfgoals.model.target import QUALITATIVE, Target
from hfgoals.presets import codes, library


@pytest.mark.parametrize(
    ("text", "unit", "after"),
    [
        ("≥95%以上", "%", "以上"),
        ("≤2小时内", "小时", "内"),
        ("≥48期", "期", ""),
        ("≥48", "", ""),
        ("2023年6月底前", "", ""),
        ("≤2.5万元/月", "万元/月", ""),
    ],
)
def test_the_unit_alone(text: str, unit: str, after: str) -> None:
    target = Target.parse(text)
    assert (unit_of(target), words_after(target)) == (unit, after)


@pytest.mark.parametrize(
    "name", ["及时率", "群众满意度（%）", "播出信号可用度", "高清化比例。", "占比"]
)
def test_rates(name: str) -> None:
    assert is_rate(name)


@pytest.mark.parametrize(
    "name",
    ["影响程度", "年度", "施工进度", "发射功率", "播出频率", "数量", "", "画面清晰度", "制度"],
)
def test_no_rates(name: str) -> None:
    assert not is_rate(name)


@pytest.mark.parametrize("word", ["差错", "故障", "事故", "投诉", "停播", "中断", "诉讼", "事件"])
@pytest.mark.parametrize("end", ["次数", "件数", "率", "发生率", ""])
def test_bad_things_are_the_fewer_the_better(word: str, end: str) -> None:
    name = f"年度{word}{end}"
    assert is_negative(name)
    assert direction("社会效益", name, "次") == "down"
    assert not is_negative(f"{word}处置{end}")
    assert not is_negative(f"无{word}{end}")


def test_signs_of_the_library_go_the_natural_way() -> None:
    """221 indicators, written by hand: none against its direction."""
    for one in library():
        if one.sign == QUALITATIVE:
            continue
        natural = direction(one.code, one.name, one.unit)
        allowed = {"up": "≥＞＝", "down": "≤＜＝", None: "≥＞＝≤＜"}[natural]
        assert one.sign in allowed, one


def test_directions_are_known_for_most_of_the_library() -> None:
    told = [direction(one.code, one.name, one.unit) for one in library() if one.code != "成本"]
    assert sum(each is not None for each in told) > len(told) / 2


def test_units_of_the_library_fit_their_names() -> None:
    for one in library():
        assert misfit(one.name, one.unit) == "", one
        if is_rate(one.name):
            assert one.unit in ("%", "‰"), one


def test_families_of_units() -> None:
    assert family("%") == family("‰") == "比率"
    assert family("元") == family("万元/月") == "金额"
    assert family("年") == family("小时") == family("个工作日") == "时间"
    assert family("期") == "期"


def test_codes_in_any_spelling() -> None:
    assert code("数量指标") == code("产出数量") == "数量"
    assert code("") is None
    assert code("别的") is None
    assert "可持续影响" in codes()
