"""Wide tables that people worked in: columns and rows moved, added, deleted, sorted, retyped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import Goal, Indicator, Project, Unit
from hfgoals.trouble import NotUnderstood
from hfgoals.wide.profile import Column, WideProfile
from tests.exchange.wide.trips import EVERY, UNIT, fields, of, written


def _rows(*pairs: tuple[str, str]) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(level1="产出指标", name=name, target=Target.parse(text)) for name, text in pairs
    )


_FIRST = Project(
    code="A1",
    name="甲",
    budget=Money(30_000_000),
    goals=(Goal(text="一"), Goal(text="二")),
    indicators=_rows(("数", "≥5个"), ("率", "100%")),
)
_SECOND = Project(code="A2", name="乙", indicators=_rows(("时", "6月底前"), ("度", "≥90%")))
_THREE = replace(EVERY, columns=tuple(c for c in EVERY.columns if c.key != "target"))


def _edited(
    folder: Path, edit: Callable[[Any], None], profile: WideProfile = _THREE
) -> tuple[Proposal, Any]:
    path = written(of(_FIRST, _SECOND), folder, profile)
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    edit(sheet)
    workbook.save(path)
    return read_source(path), sheet


def _at(sheet: Any, title: str) -> int:
    """The number of the column under that heading."""
    (found,) = (cell.column for row in sheet.iter_rows() for cell in row if cell.value == title)
    return int(found)


def test_headings_renamed_and_columns_moved_and_added(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        for number, cell in enumerate(sheet[1], 1):
            cell.value = f"改名{number}"
        sheet.move_range(sheet.dimensions, rows=2, cols=1)

    proposal, _ = _edited(tmp_path, edit)
    assert fields(*proposal.plan.projects) == fields(_FIRST, _SECOND)
    assert proposal.unread == ()


def test_the_titles_alone_are_enough(tmp_path: Path) -> None:
    path = written(of(_FIRST, _SECOND), tmp_path, _THREE)
    values = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    workbook = Workbook()
    for row in values:
        workbook.worksheets[0].append(row)
    workbook.save(path)
    proposal = read_source(path)
    found = proposal.plan.projects
    assert [(each.code, each.budget, len(each.goals)) for each in found] == [
        ("A1", Money(30_000_000), 2),
        ("A2", None, 0),
    ]
    texts = [each.target.text for project in found for each in project.indicators]
    assert texts == ["≥5个", "＝100%", "6月底前", "≥90%"]


def test_rows_sorted_go_back_to_their_projects(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for at, values in enumerate((rows[3], rows[0], rows[2], rows[1]), 2):
            for column, value in enumerate(values, 1):
                sheet.cell(at, column).value = value

    proposal, _ = _edited(tmp_path, edit)
    found = [[row.name for row in project.indicators] for project in proposal.plan.projects]
    assert [project.name for project in proposal.plan.projects] == ["乙", "甲"]
    assert found == [["度", "时"], ["数", "率"]]


def test_a_deleted_column_is_named(tmp_path: Path) -> None:
    proposal, _ = _edited(tmp_path, lambda sheet: sheet.delete_cols(_at(sheet, "三级指标")))
    assert [len(each.indicators) for each in proposal.plan.projects] == [2, 2]
    assert any("三级指标" in note.message for note in proposal.notes)
    assert proposal.unread == ()


def test_a_column_of_others_is_told_once_and_weights_are_read(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        remark = sheet.max_column + 1
        sheet.cell(1, remark).value = "备注"
        for row in range(2, 6):
            sheet.cell(row, remark).value = f"注{row}"
            sheet.cell(row, _at(sheet, "权重")).value = 10

    proposal, _ = _edited(tmp_path, edit)
    read = [row for project in proposal.plan.projects for row in project.indicators]
    assert [row.weight for row in read] == [10] * 4
    assert proposal.plan.columns == ("weight",)
    (note,) = proposal.unread
    assert "备注" in note.message


def test_rows_added_below_a_project_belong_to_it(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_rows(4)
        sheet.cell(4, _at(sheet, "三级指标")).value = "新"
        sheet.cell(4, _at(sheet, "指标值")).value = 0.95
        sheet.cell(4, _at(sheet, "指标值")).number_format = "0%"
        sheet.cell(4, _at(sheet, "计算符号")).value = "不低于"
        sheet.cell(4, _at(sheet, "计量单位")).value = "%"

    proposal, _ = _edited(tmp_path, edit)
    added = proposal.plan.projects[0].indicators[2]
    assert (added.name, added.target.text) == ("新", "≥95%")
    assert len(proposal.plan.projects) == 2


def test_a_sign_retyped_counts_and_not_what_it_was(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3, _at(sheet, "计算符号")).value = "≤"

    proposal, _ = _edited(tmp_path, edit)
    assert proposal.plan.projects[0].indicators[1].target.text == "≤100%"


def test_values_that_disagree_are_told_by_cell(tmp_path: Path) -> None:
    places: list[str] = []

    def edit(sheet: Any) -> None:
        for title, value in (("预算数（万元）", "三十"), ("6月底", "一半"), ("项目名称", "甲")):
            cell = sheet.cell(4, _at(sheet, title))
            cell.value = value
            places.append(cell.coordinate)
        other = sheet.cell(3, _at(sheet, "预算数（万元）"))
        other.value = 31
        places.append(other.coordinate)

    proposal, _ = _edited(tmp_path, edit)
    unread = " ".join(note.place for note in proposal.unread)
    assert [place for place in places if place not in unread] == [places[2]]
    assert proposal.plan.projects[0].budget == Money(30_000_000)


def test_the_whole_text_counts_before_its_parts(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(2, _at(sheet, "指标值")).value = 7

    proposal, _ = _edited(tmp_path, edit, EVERY)
    assert proposal.plan.projects[0].indicators[0].target.text == "≥5个"
    assert len([note for note in proposal.notes if "全文" in note.message]) == 1


def test_other_units_and_years_are_left_out(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3, _at(sheet, "预算年度")).value = 2024
        sheet.cell(5, _at(sheet, "单位名称")).value = "别的单位"

    proposal, _ = _edited(tmp_path, edit)
    assert [len(each.indicators) for each in proposal.plan.projects] == [1, 1]
    assert (proposal.unit, proposal.year, len(proposal.unread)) == (UNIT, 2023, 2)


@pytest.mark.parametrize("currency", ["万元", "元"])
def test_amounts_changed_to_another_currency(currency: str, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        column = _at(sheet, "预算数（万元）")
        sheet.cell(1, column).value = f"预算数({currency})"
        for row in (2, 3):
            sheet.cell(row, column).value = 12345

    proposal, _ = _edited(tmp_path, edit)
    fen = 1_234_500 if currency == "元" else 12_345_000_000
    assert proposal.plan.projects[0].budget == Money(fen)


def test_merged_cells_split_by_hand(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))

    profile = replace(_THREE, repeat="合并")
    proposal, _ = _edited(tmp_path, edit, profile)
    assert fields(*proposal.plan.projects) == fields(_FIRST, _SECOND)


def test_sums_and_a_heading_in_the_middle(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        titles = [cell.value for cell in sheet[1]]
        sheet.insert_rows(4)
        for column, title in enumerate(titles, 1):
            sheet.cell(4, column).value = title
        sheet.cell(7, 1).value = "合计"
        sheet.cell(7, _at_first(sheet, "预算数（万元）")).value = 30

    def _at_first(sheet: Any, title: str) -> int:
        return next(cell.column for cell in sheet[1] if cell.value == title)

    proposal, _ = _edited(tmp_path, edit)
    assert fields(*proposal.plan.projects) == fields(_FIRST, _SECOND)
    assert {note.message for note in proposal.unread} == {"合计行没有读入。"}


def test_a_table_without_projects_in_it_is_none_of_ours(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        for title in ("项目编码", "项目名称"):
            sheet.delete_cols(_at(sheet, title))

    path = tmp_path / "单位.xlsx"
    workbook = Workbook()
    workbook.worksheets[0].append(["姓名", "指标值"])
    workbook.save(path)
    with pytest.raises(NotUnderstood):
        read_source(path)


def test_a_small_profile_reads_with_a_note_of_what_is_missing(tmp_path: Path) -> None:
    profile = WideProfile(
        "少", tuple(Column(key) for key in ("project_name", "indicator", "value"))
    )
    proposal, _ = _edited(tmp_path, lambda sheet: None, profile)
    assert proposal.unit == Unit()
    assert [row.target.text for row in proposal.plan.projects[0].indicators] == ["≥5个", "100%"]
    (note,) = proposal.notes
    assert "项目编码" in note.message
    assert "计算符号" not in note.message


def test_blank_levels_of_a_table_made_by_hand_go_on_from_above(tmp_path: Path) -> None:
    path = tmp_path / "手工.xlsx"
    workbook = Workbook()
    for row in (
        ("项目名称", "一级指标", "二级指标", "三级指标", "指标值"),
        ("甲", "产出指标", "数量指标", "a", "≥1个"),
        (None, None, None, "b", "≥2个"),
        (None, None, "质量指标", "c", "≥3个"),
        ("乙", None, None, "d", "≥4个"),
    ):
        workbook.worksheets[0].append(row)
    workbook.save(path)
    first, second = read_source(path).plan.projects
    levels = [(row.level1, row.level2) for row in (*first.indicators, *second.indicators)]
    assert levels == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("", ""),
    ]


@pytest.mark.parametrize("before", ["一", "5万元以内采购"])
def test_a_figure_typed_over_the_goals_stays_whole(before: str, tmp_path: Path) -> None:
    path = written(of(replace(_FIRST, goals=(Goal(text=before),))), tmp_path, _THREE)
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == f"1.{before}":
                cell.value = "1.5万元以内维修\n2.二\n3.5月完成"
    workbook.save(path)
    proposal = read_source(path)
    goals = [goal.text for goal in proposal.plan.projects[0].goals]
    assert goals == ["1.5万元以内维修", "二\n3.5月完成"]
    assert any("1.5万元" in note.text for note in proposal.notes)
