"""Texts as paragraphs and tables: rows of lines, their places, and what they become when read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.blocks import Paragraph, WordTable
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.text_blocks import blocks_of_text
from hfgoals.model.values import Overall
from tests.exchange.docx import made
from tests.exchange.docx.trips import read as read_document

_HEADS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
_ROW = ("产出指标", "数量指标", "编发数", "全年", "≥1个", "计划")
_CODE = ("项目编码", "13022522P1", "项目名称", "甲")


def _text(*rows: tuple[str, ...] | str) -> str:
    """Rows of cells, a line each behind a tab; a text by itself is a paragraph."""
    parts = [
        row if isinstance(row, str) else "\n".join(f"\t{cell}" for cell in row) for row in rows
    ]
    return "\n\n".join(parts) + "\n"


def _rows(text: str) -> list[list[str]]:
    tables = (block for block in blocks_of_text(text) if isinstance(block, WordTable))
    return [
        [cell.text for cell in table.table.filled(row)]
        for table in tables
        for row in sorted(table.table.rows)
    ]


def _unread(proposal: Proposal) -> list[str]:
    return [note.text for note in proposal.unread]


def test_cells_keep_the_line_they_begin_in() -> None:
    (table,) = blocks_of_text(_text(_CODE, _HEADS, _ROW))
    assert isinstance(table, WordTable)
    lines = [cell.origin.line(cell.row, cell.column) for cell in table.table.cells()]
    assert lines == [1, 2, 3, 4, *range(6, 12), *range(13, 19)]
    assert table.counts() == {1: 4, 2: 6, 3: 6}


def test_a_row_goes_on_behind_a_gap_while_it_is_short() -> None:
    text = _text(_CODE, ("绩效目标",)) + "\n\t1.办好\n又一段\n"
    assert _rows(text) == [list(_CODE), ["绩效目标", "1.办好\n又一段"]]


def test_a_foreign_paragraph_parts_a_table_and_both_parts_are_read() -> None:
    more = ("产出指标", "质量指标", "合格率", "合格", "100%", "计划")
    proposal = read_published(_text("1.甲绩效目标表", _CODE, _HEADS, _ROW, "— 3 —", more))
    (project,) = proposal.plan.projects
    assert [each.name for each in project.indicators] == ["编发数", "合格率"]
    assert [(note.line, note.text) for note in proposal.unread] == [(22, "— 3 —")]


def test_what_stands_before_the_tables_is_paragraphs() -> None:
    blocks = blocks_of_text("第一部分\n\t缩进的一段\n\n第二部分\n" + _text(_CODE, _HEADS, _ROW))
    before = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert [text for text in before if text] == ["第一部分", "缩进的一段", "第二部分"]


@pytest.mark.parametrize("row", [_ROW[1:], (*_ROW, "多一格"), _ROW[:2]])
def test_a_row_of_another_length_is_refused_and_lends_no_level(row: tuple[str, ...]) -> None:
    below = ("", "", "合格率", "合格", "100%", "计划")
    proposal = read_published(_text(_CODE, _HEADS, _ROW, row, below))
    (project,) = proposal.plan.projects
    assert [(each.name, each.level1) for each in project.indicators] == [
        ("编发数", "产出指标"),
        ("合格率", ""),
    ]
    assert _unread(proposal) == list(row)


def test_a_column_that_nobody_knows_is_told_and_the_others_are_read() -> None:
    proposal = read_published(_text(_CODE, (*_HEADS, "备注"), (*_ROW, "另议")))
    (project,) = proposal.plan.projects
    assert [each.target.text for each in project.indicators] == ["≥1个"]
    assert _unread(proposal) == ["备注", "另议"]


def test_points_of_a_level_are_read_as_elsewhere() -> None:
    row = ("产出指标（20分）", *_ROW[1:])
    (project,) = read_published(_text(_CODE, _HEADS, row)).plan.projects
    (indicator,) = project.indicators
    assert (indicator.level1, str(indicator.weight)) == ("产出指标", "20")


def test_two_forms_without_titles_keep_their_captions_apart() -> None:
    caption = ("425001某中心", "单位：万元")
    second = ("项目编码", "13022522P2", "项目名称", "乙")
    rows = (caption, _CODE, _HEADS, _ROW, caption, second, _HEADS, _ROW)
    proposal = read_published(_text(*rows))
    assert [each.name for each in proposal.plan.projects] == ["甲", "乙"]
    assert [len(each.indicators) for each in proposal.plan.projects] == [1, 1]
    assert (proposal.unit.code, proposal.notes[-1:], proposal.unread) == ("425001", (), ())


def test_a_second_value_for_a_field_is_left_and_told() -> None:
    proposal = read_published(_text(("项目编码", "1", "项目编码", "2", "项目名称", "甲"), _HEADS))
    (project,) = proposal.plan.projects
    assert (project.code, project.name, _unread(proposal)) == ("1", "甲", ["2"])


_OVERALL = (
    "一、总体绩效目标", "办好新闻。", "", "也办好活动。", "二、分项绩效目标", "引言",
    "1、宣传", "绩效目标：更好", "绩效指标：≥1", "三、工作保障措施", "加强领导。", "严格执行。",
)  # fmt: skip


def _overall_of(kind: str, folder: Path) -> Overall:
    if kind == "text":
        return read_published("\n".join(_OVERALL)).plan.overall
    body = "".join(made.paragraph(made.run(line)) for line in _OVERALL)
    return read_document(made.saved(folder, body)).plan.overall


@pytest.mark.parametrize("kind", ["text", "docx"])
def test_the_overall_part_is_the_same_from_any_source(kind: str, tmp_path: Path) -> None:
    overall = _overall_of(kind, tmp_path)
    assert overall.goal == "办好新闻。\n\n也办好活动。"
    assert [(each.title, each.goal, each.indicators) for each in overall.subgoals] == [
        ("", "引言", ""),
        ("宣传", "更好", "≥1"),
    ]
    assert [each.text for each in overall.safeguards] == ["加强领导。", "严格执行。"]


def test_unit_and_currency_may_stand_in_a_paragraph_above() -> None:
    text = _text("1.甲绩效目标表", "425001某中心　单位：万元", _CODE, _HEADS, _ROW)
    proposal = read_published(text)
    assert (proposal.unit.code, proposal.unit.name) == ("425001", "某中心")
    assert proposal.unread == ()
