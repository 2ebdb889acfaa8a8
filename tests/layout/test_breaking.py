from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.layout.breaking import broken, lines
from hfgoals.layout.metrics import width
from hfgoals.layout.pieces import BLANKS, NO_END, NO_START
from hfgoals.layout.styles import MM_PER_POINT

EM = 10 * MM_PER_POINT


def ten(text: str, em: float, indent: float = 0.0) -> tuple[str, ...]:
    """The lines of a text of 10 points in that many em."""
    return lines(text, em * EM, "serif", 10, indent * EM)


@pytest.mark.parametrize(
    ("text", "em", "expected"),
    [
        ("一二三四五六七", 4, ("一二三四", "五六七")),
        ("一二三四，五六", 4, ("一二三", "四，五六")),
        ("一二三（四五）", 4, ("一二三", "（四五）")),
        ("一二“三”四", 3, ("一二", "“三”", "四")),
        ('一二"三"四', 2.6, ("一二", '"三"', "四")),
        ("一二三》。四", 4, ("一二", "三》。四")),
        ("一二三……四", 4, ("一二", "三……四")),
        ("一二三——四", 4, ("一二", "三——四")),
        ("一二\n\n三", 4, ("一二", "", "三")),
        ("一二\n", 4, ("一二", "")),
        ("", 4, ("",)),
        ("数量达到48期以上", 5, ("数量达到", "48期以上")),
        ("完成率为≥95%", 5, ("完成率为", "≥95%")),
        ("成本为≤2.5万元/月", 6, ("成本为", "≤2.5万元/月")),
        ("计划于2022年底前", 4, ("计划于", "2022年", "底前")),
        ("使用App平台", 3, ("使用", "App平", "台")),
        ("甲 abc def", 3.2, ("甲 abc ", "def")),
        ("怀财字〔2023〕7号", 7, ("怀财字", "〔2023〕7号")),
        ("到第3季度", 4, ("到", "第3季度")),
    ],
)
def test_lines_end_where_they_may(text: str, em: float, expected: tuple[str, ...]) -> None:
    assert ten(text, em) == expected


def test_what_fills_more_than_a_line_is_broken_and_everything_else_is_not() -> None:
    code = "13020822P00908810002X"
    assert ten(f"编码{code}", width(code, "serif", 10) / EM + 0.1) == ("编码", code)
    assert "".join(ten(code, 5)) == code
    assert all(len(line) > 4 for line in ten(code, 5)[:-1])
    assert ten("https://example.com/融媒体", 7)[0].endswith(("/", "."))


def test_a_number_too_wide_for_a_line_loses_its_unit_first() -> None:
    assert ten("12345678万元", 5) == ("12345678", "万元")


def test_an_unbroken_run_of_closing_signs_goes_over_the_edge_of_no_line() -> None:
    assert ten("。" * 10, 4) == ("。。。。", "。。。。", "。。")


def test_the_first_line_of_every_paragraph_is_shorter() -> None:
    assert ten("一二三四五六\n七八九十", 4, indent=2) == ("一二", "三四五六", "七八", "九十")


def test_no_break_spaces_and_marks_hold_their_neighbours() -> None:
    assert ten("一二\u00a0三四", 2.6) == ("一", "二\u00a0三", "四")
    assert ten("一二葛\U000e0100四", 3)[0] in {"一二", "一二葛\U000e0100"}


TEXTS = st.text(
    st.sampled_from(
        "甲乙丙丁，。；：！？、（）《》“”『』…—％0123456789.,%/-+≥≤=abcXYZ元年月期万第"
        " 　\n\u00a0\"'"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=120,
)
WIDTHS = st.floats(0.5, 40.0)


@given(TEXTS, WIDTHS, st.sampled_from([0.0, 2.0]))
def test_joined_the_lines_are_the_text_without_its_line_feeds(
    text: str, em: float, indent: float
) -> None:
    made = broken(text, em * EM, "serif", 10, indent * EM)
    paragraphs, paragraph = [], ""
    for line in made:
        paragraph += line.text
        if line.ends:
            paragraphs.append(paragraph)
            paragraph = ""
    assert paragraphs == text.split("\n")
    assert paragraph == ""
    assert "".join(ten(text, em, indent)) == text.replace("\n", "")


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_its_room_unless_it_is_a_single_character(
    text: str, em: float
) -> None:
    for line in broken(text, em * EM, "serif", 10):
        shown = line.text.rstrip(BLANKS)
        assert abs(line.width - width(shown, "serif", 10)) < 1e-6
        assert line.width <= em * EM + 1e-5 or len(shown) == 1


@given(st.text(st.sampled_from("甲乙丙丁戊，。；：！？、（）《》“”》％"), max_size=80))
def test_no_line_begins_or_ends_with_what_must_not(text: str) -> None:
    """As long as no run of signs fills half a line by itself."""
    made = ten(text, 12)
    runs = "".join("甲" if sign in "甲乙丙丁戊" else " " for sign in text).split("甲")
    if max(map(len, runs)) > 5:
        return
    assert not any(line[:1] in NO_START for line in made[1:] if line)
    assert not any(line[-1:] in NO_END for line in made[:-1] if line)


@given(st.lists(st.sampled_from(["≥95%", "2.5万元/月", "48期", "2022年", "App", "甲"]), min_size=1))
def test_words_and_numbers_that_fit_in_a_line_are_kept_whole(parts: list[str]) -> None:
    found = [part for line in ten("，".join(parts), 7) for part in line.split("，") if part]
    assert found == parts


@pytest.mark.parametrize(
    "unit", ["融媒体中心2022年完成48期，", "。", "1", "a.", "5元/", " ", "≥", '"', "万", "a..b"]
)
def test_nothing_of_a_long_text_is_lost(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    made = broken.__wrapped__(text, 150.0, "serif", 12.0)
    assert "".join(line.text for line in made) == text
