"""Brackets, stray marks and blanks in names and texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.text.marks import (
    stray,
    unpaired,
    without_blanks,
    without_bracketed,
    without_stray_ends,
)


@pytest.mark.parametrize(
    ("text", "places"),
    [("", ()), ("（一）", ()), ("(一）", ()), ("]费", (0,)), ("费（一", (1,)), ("（一】）", (2,))],
)
def test_unpaired(text: str, places: tuple[int, ...]) -> None:
    assert unpaired(text) == places


@given(st.text(alphabet="费（）()【】《》]*_-# ", max_size=12))
def test_what_is_left_after_mending_has_no_stray_mark(text: str) -> None:
    whole = without_stray_ends(text)
    if whole is not None:
        assert stray(whole) == ()
        assert whole in text


def test_remarks_in_brackets_go_and_titles_stay() -> None:
    assert without_bracketed("《新报》编印费（2023年）【预留】") == "《新报》编印费"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("怀财字【2023】7号  《新怀来》报", "怀财字【2023】7号《新怀来》报"),
        ("投入完成 2023 年深入", "投入完成2023年深入"),
        ("围绕 “生态第一”", "围绕“生态第一”"),
        ("智慧 APP 客户端", "智慧 APP 客户端"),
        ("《奋进新征程 建功新时代》", "《奋进新征程 建功新时代》"),
        (" 首尾 ", "首尾"),
        ("第一段。\n　　第二段。", "第一段。\n　　第二段。"),
    ],
)
def test_blanks(text: str, right: str) -> None:
    assert without_blanks(text) == right


@given(st.text(alphabet="广播 　2%aB《》“”。\n", max_size=20))
def test_blanks_are_taken_out_once_and_nothing_else(text: str) -> None:
    right = without_blanks(text)
    assert without_blanks(right) == right
    assert "".join(right.split()) == "".join(text.split())
