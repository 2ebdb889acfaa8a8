"""Blocks of cells on the clipboard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.grid.pasting import format_block, parse_block

VALUES = st.text(st.sampled_from('ab≥值"\t\n ,1'), max_size=6)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(BLOCKS)
def test_what_is_copied_is_pasted_the_same(block: list[list[str]]) -> None:
    assert parse_block(format_block(block)) == block


@given(st.text(st.sampled_from('a"\t\r\n值'), max_size=30))
def test_any_text_can_be_pasted(text: str) -> None:
    assert all(row for row in parse_block(text))


def test_excel_quotes_a_cell_with_a_line_break() -> None:
    text = '数量指标\t"第一行\n第二行"\r\n质量指标\t"说""好"""\r\n'
    assert parse_block(text) == [["数量指标", "第一行\n第二行"], ["质量指标", '说"好"']]


def test_a_quotation_that_does_not_end_is_text() -> None:
    assert parse_block('"甲\t乙') == [['"甲', "乙"]]
    assert parse_block('"甲"乙\t丙') == [['"甲"乙', "丙"]]


def test_rows_may_end_in_any_way() -> None:
    assert parse_block("1\n2\r\n3") == [["1"], ["2"], ["3"]]
