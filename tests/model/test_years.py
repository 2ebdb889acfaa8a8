"""Which of the years in a text mean the budget year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.years import Sense, read_year, written_like, years_in
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年工作计划、合同", ["2023 plain"]),
        ("2022年底前完成", ["2022 plain"]),
        ("2022年6月底以前签订合同", ["2022 plain"]),
        ("通过资金投入完成 2023 年深入推进新闻宣传", ["2023 plain"]),
        ("到2022年底建成", ["2022 plain"]),
        ("截至2022年底建成", ["2022 plain"]),
        ("（2022年度）", ["2022 plain"]),
        ("2022年1月至2022年12月", ["2022 plain", "2022 plain"]),
        ("2022年1月1日—12月31日", ["2022 plain"]),
        ("2022-06-30前", ["2022 plain"]),
        ("2022.6.30前", ["2022 plain"]),
        ("二〇二二年底", ["2022 plain"]),
        ("二○二二年", ["2022 plain"]),
        ("２０２２年", ["2022 plain"]),
        ("用于2023年《新怀来》报", ["2023 plain"]),
        ("《2023年工作计划》", ["2023 title"]),
        ("《建设规划（2019年-2035年）》", ["2019 title", "2035 title"]),
        ("《关于《2023年要点》的批复》2023年", ["2023 title", "2023 plain"]),
        ("《2023年工作计划", ["2023 doubtful"]),
        ("怀财字【2023】7号  新媒体平台", ["2023 number"]),
        ("冀财预〔2023〕7号", ["2023 number"]),
        ("字[2023]第12号", ["2023 number"]),
        ("国办发(2022)7号", ["2022 number"]),
        ("2022年第5号", ["2022 number"]),
        ("2022年5月3号前", ["2022 plain"]),
        ("2020年以来", ["2020 past"]),
        ("2020年3月以来", ["2020 past"]),
        ("较2021年增长", ["2021 past"]),
        ("与2021年相比", ["2021 past"]),
        ("与2021年同期持平", ["2021 past"]),
        ("上年", []),
        ("2019年-2022年", ["2019 span", "2022 span"]),
        ("（2022--2025）", ["2022 span"]),
        ("2021年至2022年", ["2021 span", "2022 span"]),
        ("2021年12月至2022年3月", ["2021 doubtful", "2022 doubtful"]),
        ("2022、2023年", ["2022 doubtful", "2023 doubtful"]),
        ("自2022年起", ["2022 doubtful"]),
        ("截至2022年", ["2022 doubtful"]),
        ("2022年实际完成", ["2022 doubtful"]),
        ("“2022年春晚”", ["2022 doubtful"]),
        ("2022春节晚会", ["2022 doubtful"]),
        ("（2022）", ["2022 doubtful"]),
        ("发布2022条", []),
        ("≥2022", []),
        ("2022.5万元", []),
        ("12022年", []),
        ("13020822P00947710001C", []),
        ("电话0315-2022", []),
    ],
)
def test_senses(text: str, years: list[str]) -> None:
    assert [f"{each.year} {each.sense}" for each in years_in(text)] == years


def test_only_doubts_have_a_reason() -> None:
    text = "自2022年起，2022年，《2022年》，较2022年，2022年-2023年"
    senses: dict[Sense, str] = {each.sense: each.why for each in years_in(text)}
    assert set(senses) == {"doubtful", "plain", "title", "past", "span"}
    assert [sense for sense, why in senses.items() if why] == ["doubtful"]


@given(texts(), st.lists(st.sampled_from(["2022年", "《2023年", "》", "至二〇二二年"]), max_size=4))
def test_mentions_lie_in_order_and_say_their_digits(text: str, put: list[str]) -> None:
    text = text.join(put) if len(put) > 1 else text + "".join(put)
    end = 0
    for each in years_in(text):
        assert end <= each.start < each.end == each.start + 4
        assert read_year(text[each.start : each.end]) == each.year
        end = each.end


@given(
    st.sampled_from(["2022", "２０２２", "二〇二二", "二○二二", "二零二二"]),
    st.integers(2000, 2099),
)
def test_a_year_is_written_as_the_one_before(digits: str, year: int) -> None:
    written = written_like(digits, year)
    assert read_year(written) == year
    assert written_like(digits, 2022) == digits


@pytest.mark.parametrize(
    "text", ["《" * 40000, "2022年至" * 10000, "《a》《" * 8000, "2022、" * 8000]
)
def test_long_texts_are_read_to_their_end(text: str) -> None:
    # How long it takes is a benchmark.
    assert list(years_in(f"{text}。2022年"))[-1].end == len(text) + 5
