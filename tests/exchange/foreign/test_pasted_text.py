"""Text from the clipboard as tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.foreign import proposal_of, understand
from hfgoals.exchange.foreign.pasted import tables_of_text
from tests.budget import tried
from tests.pace import within


def _rows(text: str) -> dict[int, list[str]]:
    [table] = tables_of_text(text)
    return {row: [cell.text for cell in cells] for row, cells in table.rows.items()}


def test_tabs_quotes_and_lines() -> None:
    text = '甲\t乙\n"丙\n丁"\t"说""好"""\n\n戊：己\n"未完\t庚\n'
    assert _rows(text) == {
        1: ["甲", "乙"], 2: ["丙\n丁", '说"好"'], 5: ["戊：己"], 6: ['"未完', "庚"],
    }  # fmt: skip


def test_a_line_without_tabs_goes_over_all_columns() -> None:
    [table] = tables_of_text("标题\n甲\t乙\t丙\r\n丁")
    assert [cell.last_column for cell in table.cells()] == [3, 1, 2, 3, 3]


def test_a_cell_a_line_as_documents_are_converted() -> None:
    text = "题\n\n\t项目名称\n\t甲\n\t项目编码\n\t01\n\n\t绩效目标\n\t一\n二\n\n"
    assert _rows(text) == {
        1: ["题"], 3: ["项目名称", "甲", "项目编码", "01"], 8: ["绩效目标", "一\n二"],
    }  # fmt: skip
    [project] = proposal_of(understand(tables_of_text(text))).plan.projects
    assert (project.name, project.code, project.goals[0].text) == ("甲", "01", "一\n二")


def test_nothing_is_no_table() -> None:
    assert tables_of_text("") == []
    assert tables_of_text(" \n\t\n") == []


@given(st.text(st.sampled_from('甲乙：\t\n\r"\x0b 1项目名称'), max_size=60))
@tried(100)
def test_any_text_is_read_without_losing_a_letter(text: str) -> None:
    found = "".join(cell.text for table in tables_of_text(text) for cell in table.cells())
    letters = sorted(letter for letter in text if letter in "甲乙：1项目名称")
    assert sorted(letter for letter in found if letter in "甲乙：1项目名称") == letters
    proposal_of(understand(tables_of_text(text)))


@pytest.mark.parametrize(
    "text",
    ['"\t' * 300_000, "甲" + "\t" * 600_000, "甲\t" + " \t" * 300_000],
    ids=["quotes", "tabs", "blanks"],
)
def test_a_line_of_very_many_cells(text: str) -> None:
    with within(3):
        tables_of_text(text)
