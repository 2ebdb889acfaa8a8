"""Workbooks of ours after people worked in them: moved, added to, taken apart, cleared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Project
from hfgoals.trouble import NotUnderstood
from tests.exchange.xlsx.trips import fields, overall_as_read, written
from tests.forms.examples import overall, platform_project, stray_project

_PLAN = AnnualPlan(year=2023, overall=overall(), projects=(platform_project(), stray_project()))
_FIRST = "1."


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Callable[[Any], object]], Proposal]:
    """The plan written, edited by the function given, saved, and read."""

    def edit(work: Callable[[Any], object]) -> Proposal:
        from openpyxl import load_workbook

        path = written(_PLAN, tmp_path)
        workbook = load_workbook(path)
        work(workbook)
        workbook.save(path)
        return read_source(path)

    return edit


def _form(workbook: Any) -> Any:
    return next(sheet for sheet in workbook if sheet.title.startswith(_FIRST))


def _at(sheet: Any, text: str) -> Any:
    return next(cell for row in sheet for cell in row if cell.value == text)


def _whole(proposal: Proposal) -> bool:
    plan = proposal.plan
    return fields(plan.projects) == fields(_PLAN.projects) and overall_as_read(
        plan.overall
    ) == overall_as_read(_PLAN.overall)


def test_moved_and_renamed_worksheets_and_columns(edited: Any) -> None:
    def work(workbook: Any) -> None:
        workbook.move_sheet(workbook.worksheets[-1], -3)
        for number, sheet in enumerate(workbook):
            sheet.title = f"Sheet{number}"
            sheet.column_dimensions["B"].width = 3
            sheet.row_dimensions[3].height = 99

    proposal = edited(work)
    assert _whole(proposal)
    assert (proposal.year, proposal.unread) == (2023, ())


def test_all_merged_cells_split(edited: Any) -> None:
    def work(workbook: Any) -> None:
        for sheet in workbook:
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))

    proposal = edited(work)
    assert _whole(proposal)
    assert proposal.unread == ()


def test_a_row_for_another_indicator(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        last = sheet.max_row
        for column in (3, 6, 8):
            sheet.cell(last + 1, column).value = f"新{column}"

    indicators = edited(work).plan.projects[0].indicators
    before = platform_project().indicators
    assert len(indicators) == len(before) + 1
    new = indicators[-1]
    assert (new.level1, new.name, new.target.text) == (before[-1].level1, "新3", "新8")


def test_rows_added_above_and_a_column_before(edited: Any) -> None:
    def work(workbook: Any) -> None:
        # A copy cell by cell, one column further and three rows lower, with its merged cells.
        source = _form(workbook)
        target = workbook.create_sheet("挪过的表")
        for row in source:
            for cell in row:
                target.cell(cell.row + 3, cell.column + 1).value = cell.value
                target.cell(cell.row + 3, cell.column + 1).number_format = cell.number_format
        for merged in source.merged_cells.ranges:
            merged.shift(1, 3)
            target.merge_cells(str(merged))
        workbook.remove(source)

    assert _whole(edited(work))


def test_cleared_cells(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        project = platform_project()
        for text in (project.purpose, project.code, f"1.{project.goals[0].text}"):
            _at(sheet, text).value = None
        budget = _at(sheet, "预算数")
        sheet.cell(budget.row, budget.column + 1).value = None

    read = edited(work).plan.projects[0]
    whole = platform_project()
    expected: Project = replace(whole, purpose="", code="", budget=None, goals=whole.goals[1:])
    assert fields([read]) == fields([expected])


def test_values_typed_by_hand(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        budget, march = _at(sheet, "预算数"), _at(sheet, "3月底")
        sheet.cell(budget.row, budget.column + 1).value = "１,234.5 万元"
        for column, value, shape in ((2, 25, "General"), (4, 0.5, "0%"), (7, "七成", "@")):
            cell = sheet.cell(march.row + 1, column)
            cell.value, cell.number_format = value, shape
        code = _at(sheet, platform_project().code)
        code.value, code.number_format = 13073023100005000, "0"
        target = next(i.target.text for i in platform_project().indicators if i.target.text)
        cell = _at(sheet, target)
        cell.value, cell.number_format = 0.955, "0.0%"

    proposal = edited(work)
    project = proposal.plan.projects[0]
    assert project.budget == Money.of_wan(Decimal("1234.5"))
    assert (project.plan.march, project.plan.june, project.plan.october) == (25, 50, None)
    assert "95.5%" in [each.target.text for each in project.indicators]
    assert [(note.text, note.place.endswith(("G7", "H7"))) for note in proposal.unread] == [
        ("七成", True)
    ]
    assert any("15 位" in note.message for note in proposal.notes)


def test_dates_and_formulas(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        head = _at(sheet, "指标值")
        cell = sheet.cell(head.row + 1, head.column)
        cell.value, cell.number_format = 44742, 'yyyy"年"m"月"d"日"'
        sheet.cell(head.row + 2, head.column).value = "=1+1"

    proposal = edited(work)
    targets = [each.target.text for each in proposal.plan.projects[0].indicators]
    assert targets[:2] == ["2022年6月30日", ""]
    assert [note.place.split()[-1][0] for note in proposal.notes if "公式" in note.message] == ["H"]


def test_foreign_sheets_and_cells_are_noted(edited: Any) -> None:
    def work(workbook: Any) -> None:
        workbook.create_sheet("随手记")["B2"] = "记一笔"
        _form(workbook)["N30"] = "旁注"

    proposal = edited(work)
    assert _whole(proposal)
    beside, foreign = proposal.unread
    assert (beside.text, beside.place.endswith(" N30")) == ("旁注", True)
    assert beside.place.startswith(f"工作表“{_FIRST}")
    assert foreign.where == "工作表“随手记”"


def test_paragraphs_added_to_the_overall_part(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = workbook["部门整体绩效目标"]
        sheet.cell(sheet.max_row + 1, 1).value = "7、再添一条措施"

    proposal = edited(work)
    safeguards = [each.text for each in proposal.plan.overall.safeguards]
    assert safeguards == [*(each.text for each in overall().safeguards), "7、再添一条措施"]


def test_two_forms_in_one_worksheet(edited: Any) -> None:
    def work(workbook: Any) -> None:
        first, second = (sheet for sheet in workbook if sheet.title[0] in "12")
        start = first.max_row + 2
        for row in second:
            for cell in row:
                first.cell(start + cell.row, cell.column).value = cell.value
                first.cell(start + cell.row, cell.column).number_format = cell.number_format
        for merged in second.merged_cells.ranges:
            merged.shift(0, start)
            first.merge_cells(str(merged))
        workbook.remove(second)

    assert _whole(edited(work))


def test_the_year_is_asked_for_when_names_disagree(tmp_path: Path) -> None:
    path = written(_PLAN, tmp_path)
    renamed = path.with_name("单位_2024年_绩效目标.xlsx")
    path.rename(renamed)
    proposal = read_source(renamed)
    assert proposal.year is None
    assert "2024" in proposal.notes[0].message


def test_an_xlsx_under_another_name_and_what_is_none(tmp_path: Path) -> None:
    path = written(_PLAN, tmp_path)
    misnamed = path.with_suffix(".xls")
    path.rename(misnamed)
    assert _whole(read_source(misnamed))
    page = tmp_path / "网页.xls"
    page.write_text("<html><table><tr><td>项目编码</td></tr></table></html>", encoding="utf-8")
    locked = tmp_path / "加密.xlsx"
    locked.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    for source, word in ((page, "网页"), (locked, "密码")):
        with pytest.raises(NotUnderstood) as raised:
            read_source(source)
        assert word in raised.value.what
        assert "另存" in raised.value.advice
