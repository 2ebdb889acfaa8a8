"""Years and dates inside texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.text.dates import month_without_year, part_of_year, with_year, years_in


def _years(text: str) -> list[int]:
    return [each.year for each in years_in(text)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022年，为了实现全年目标", [2022]),
        ("用于2022年《新怀来》报", [2022]),
        ("2022年度和2023年的任务", [2022, 2023]),
        ("《2022年工作要点》2023年落实", [2023]),
        ("怀财字【2022】7号、〔2021〕12号、2020年第3号公告", []),
        ("截至2022年底", []),
        ("较2022年增长", []),
        ("比2022年多", []),
        ("2019年-2022年", []),
        ("2021至2025年规划", []),
        ("2022年实际完成数", []),
        ("2021年借款", []),
        ("2020年以来", []),
        ("2022年，我中心完成了各项任务", []),
        ("2021年购置的设备", []),
        ("号码13020822年", []),
        ("12022年", []),
        ("没有年份", []),
    ],
)
def test_years_that_a_text_sets_for_itself(text: str, years: list[int]) -> None:
    assert _years(text) == years


@given(st.text(), st.integers(1990, 2099))
def test_mentions_are_where_they_say(text: str, year: int) -> None:
    whole = f"{text}，{year}年，{text}"
    for mention in years_in(whole):
        assert whole[mention.start : mention.end].startswith(str(mention.year))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("≤12月", "12月"),
        ("6月底前完成", "6月底前"),
        ("10月31日前", "10月31日前"),
        ("13月", ""),
        ("12个月", ""),
        ("每月10日前", ""),
        ("每年6月底前", ""),
        ("2023年6月底前", ""),
        ("2023.6月", ""),
        ("≤2.5万元/月", ""),
        ("1月均值", ""),
    ],
)
def test_months_without_a_year(text: str, month: str) -> None:
    assert month_without_year(text) == month


def test_parts_of_a_year() -> None:
    assert part_of_year("年底前完成") == "年底前"
    assert part_of_year("第三季度") == "三季度"
    assert part_of_year("2023年底前") == ""
    assert part_of_year("全年") == ""


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("6月底前", "2023年6月底前"),
        ("≤6月底前完成", "2023年6月底前完成"),
        ("10月31日前", "2023年10月31日前"),
        ("≤12月", ""),
        ("6月", ""),
        ("第一批6月底前、第二批9月底前", ""),
    ],
)
def test_a_year_is_added_only_to_a_plain_date(text: str, full: str) -> None:
    assert with_year(text, 2023) == full
