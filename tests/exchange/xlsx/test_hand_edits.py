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
from hfgoals.model.values import AnnualPlan, Goal, Indicator, Project, Safeguard
from hfgoals.trouble import NotUnderstood
from tests.exchange.xlsx.hands import delete_row, insert_column, insert_row, split_all
from tests.exchange.xlsx.trips import fields, overall_fields, written
from tests.forms.examples import overall, platform_project, stray_project

_PLAN = AnnualPlan(year=2023, overall=overall(), projects=(platform_project(), stray_project()))
_FIRST = "1."
_ROWS = (
    Indicator(level1="产出指标", level2="数量指标", name="前"),
    Indicator(),
    Indicator(level1="产出指标", level2="质量指标", name="后"),
)


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
    return fields(plan.projects) == fields(_PLAN.projects) and overall_fields(
        plan.overall
    ) == overall_fields(_PLAN.overall)


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
            split_all(sheet)

    proposal = edited(work)
    assert _whole(proposal)
    assert proposal.unread == ()


def test_a_row_for_another_indicator(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        last = sheet.max_row
        for head in ("三级指标", "绩效指标描述", "指标值"):
            sheet.cell(last + 1, _at(sheet, head).column).value = f"新{head}"

    indicators = edited(work).plan.projects[0].indicators
    before = platform_project().indicators
    assert len(indicators) == len(before) + 1
    new = indicators[-1]
    assert (new.level1, new.name, new.target.text) == (
        before[-1].level1,
        "新三级指标",
        "新指标值",
    )


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
        for month, value, shape in (
            ("3月底", 25, "General"),
            ("6月底", 0.5, "0%"),
            ("10月底", "七成", "@"),
        ):
            cell = sheet.cell(march.row + 1, _at(sheet, month).column)
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
    assert [(note.text, note.place.endswith("7")) for note in proposal.unread] == [("七成", True)]
    assert any("15 位" in note.message for note in proposal.notes)


def test_dates_and_formulas(edited: Any) -> None:
    letters: list[str] = []

    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        head = _at(sheet, "指标值")
        letters.append(head.column_letter)
        cell = sheet.cell(head.row + 1, head.column)
        cell.value, cell.number_format = 44742, 'yyyy"年"m"月"d"日"'
        sheet.cell(head.row + 2, head.column).value = "=1+1"

    proposal = edited(work)
    targets = [each.target.text for each in proposal.plan.projects[0].indicators]
    assert targets[:2] == ["2022年6月30日", ""]
    assert [
        note.place.split()[-1][0] for note in proposal.notes if "公式" in note.message
    ] == letters


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


def _place(sheet: Any, cell: Any) -> str:
    return f"工作表“{sheet.title}” {cell.coordinate}"


def test_a_column_inserted_between_others(edited: Any) -> None:
    places: list[str] = []

    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        column = _at(sheet, "指标值").column
        row = _at(sheet, "指标值").row
        insert_column(sheet, column)
        for down, text in enumerate(("备注", "已核", "待议")):
            sheet.cell(row + down, column).value = text
            places.append(_place(sheet, sheet.cell(row + down, column)))

    proposal = edited(work)
    assert _whole(proposal)
    assert [(note.text, note.place) for note in proposal.unread] == list(
        zip(("备注", "已核", "待议"), places, strict=True)
    )


def test_a_list_written_into_one_cell_is_several_goals(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        goals = platform_project().goals
        last = len(goals)
        at = _at(sheet, f"{last}.{goals[-1].text}")
        at.value = f"{last}.甲\n{last + 1}.乙\n又乙\n{last + 2}、丙"

    read = [goal.text for goal in edited(work).plan.projects[0].goals]
    kept = [goal.text for goal in platform_project().goals[:-1]]
    assert read == [*kept, "甲", "乙\n又乙", "丙"]


def test_rows_inserted_among_goals_and_indicators(edited: Any) -> None:
    places: list[str] = []

    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        goals = platform_project().goals
        at = _at(sheet, f"2.{goals[1].text}").row
        insert_row(sheet, at)
        sheet.cell(at, 2).value = "插进来的目标"
        places.append(_place(sheet, sheet.cell(at + 1, 2)))
        inside = _at(sheet, "项目建设验收合格率").row
        insert_row(sheet, inside)
        for head, text in (("三级指标", "插进来的指标"), ("指标值", "≥1项")):
            sheet.cell(inside, _at(sheet, head).column).value = text

    proposal = edited(work)
    read, whole = proposal.plan.projects[0], platform_project()
    assert [goal.text for goal in read.goals] == [
        whole.goals[0].text,
        "插进来的目标",
        whole.goals[1].text,
    ]
    assert [each.name for each in read.indicators][3] == "插进来的指标"
    assert (read.indicators[3].level1, read.indicators[3].level2) == ("产出指标", "质量指标")
    assert len(read.indicators) == len(whole.indicators) + 1
    assert [note.place for note in proposal.notes] == places


def test_rows_deleted(edited: Any) -> None:
    places: list[str] = []

    def work(workbook: Any) -> None:
        sheet = _form(workbook)
        for name in ("设备购置数量", "完成及时性"):
            at = _at(sheet, name).row
            levels = [sheet.cell(at, column).value for column in (1, 2)]
            delete_row(sheet, at)
            if name == "设备购置数量":
                # Excel keeps the text of a merged cell whose first row goes.
                for column, text in zip((1, 2), levels, strict=True):
                    sheet.cell(at, column).value = text
        goal = _at(sheet, f"1.{platform_project().goals[0].text}")
        label = sheet.cell(goal.row, 1).value
        delete_row(sheet, goal.row)
        sheet.cell(goal.row, 1).value = label
        places.append(_place(sheet, sheet.cell(goal.row, 2)))

    proposal = edited(work)
    whole = platform_project()
    left = tuple(
        each for each in whole.indicators if each.name not in ("设备购置数量", "完成及时性")
    )
    expected = replace(whole, goals=whole.goals[1:], indicators=left)
    assert fields(proposal.plan.projects[:1]) == fields([expected])
    assert [note.place for note in proposal.notes] == places
    assert proposal.unread == ()


def test_indicator_rows_sorted(edited: Any) -> None:
    names = sorted(each.name for each in platform_project().indicators)

    def work(workbook: Any) -> None:
        # No program sorts merged cells: people split them and fill in the levels first.
        sheet = _form(workbook)
        split_all(sheet)
        first = _at(sheet, "指标值").row + 1
        for row in range(first, sheet.max_row + 1):
            for column in (1, 2):
                if not sheet.cell(row, column).value:
                    sheet.cell(row, column).value = sheet.cell(row - 1, column).value
        rows = [
            [(cell.value, cell.number_format) for cell in row]
            for row in sheet.iter_rows(min_row=first)
        ]
        for row, cells in enumerate(sorted(rows, key=lambda row: row[2][0]), first):
            for column, (value, shape) in enumerate(cells, 1):
                sheet.cell(row, column).value = value
                sheet.cell(row, column).number_format = shape

    proposal = edited(work)
    whole = platform_project()
    by_name = {each.name: each for each in whole.indicators}
    expected = replace(whole, indicators=tuple(by_name[name] for name in names))
    assert fields(proposal.plan.projects[:1]) == fields([expected])
    assert proposal.notes == ()


def test_a_worksheet_copied_twice(edited: Any) -> None:
    titles: list[str] = []

    def work(workbook: Any) -> None:
        source = _form(workbook)
        source.title = "1.平台"
        copied = (source, source, workbook["部门整体绩效目标"])
        titles.extend(workbook.copy_worksheet(sheet).title for sheet in copied)

    proposal = edited(work)
    one, other = _PLAN.projects
    assert fields(proposal.plan.projects) == fields([one, other, one, one])
    assert overall_fields(proposal.plan.overall) == overall_fields(_PLAN.overall)
    assert sorted(note.place for note in proposal.notes) == sorted(
        [f"工作表“{titles[0]}” A1", f"工作表“{titles[1]}” A1", f"工作表“{titles[2]}”"]
    )
    assert all("工作表“1.平台” A1" in note.message for note in proposal.notes if not note.unread)


def test_rows_cleared_are_gone_and_what_was_blank_stays(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    project = replace(
        stray_project(), goals=(Goal(text="甲"), Goal(), Goal(text="丙")), indicators=_ROWS
    )
    said = replace(
        overall(),
        goal="一\n二\n三",
        safeguards=(Safeguard(text="甲"), Safeguard(), Safeguard(text="丙")),
    )
    plan = AnnualPlan(year=2023, overall=said, projects=(project,))
    path = written(plan, tmp_path)
    workbook = load_workbook(path)
    form, running = _form(workbook), workbook["部门整体绩效目标"]
    _at(form, "3.丙").value = None
    row = _at(form, "前").row
    for column in range(1, form.max_column + 1):
        if type(form.cell(row, column)).__name__ == "Cell":
            form.cell(row, column).value = None
    _at(running, "二").value = None
    _at(running, "丙").value = None
    workbook.save(path)
    read = read_source(path).plan
    assert [goal.text for goal in read.projects[0].goals] == ["甲", ""]
    assert [each.name for each in read.projects[0].indicators] == ["", "后"]
    assert read.overall.goal == "一\n三"
    assert [each.text for each in read.overall.safeguards] == ["甲", ""]


def test_paragraphs_added_to_the_overall_part(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = workbook["部门整体绩效目标"]
        sheet.cell(sheet.max_row + 1, 1).value = "7、再添一条措施"

    proposal = edited(work)
    safeguards = [each.text for each in proposal.plan.overall.safeguards]
    assert safeguards == [*(each.text for each in overall().safeguards), "7、再添一条措施"]


def test_a_heading_typed_anew_below_a_paragraph(edited: Any) -> None:
    def work(workbook: Any) -> None:
        sheet = workbook["部门整体绩效目标"]
        at = _at(sheet, "三、工作保障措施").row
        delete_row(sheet, at)
        insert_row(sheet, at)
        sheet.cell(at, 1).value = "三、工作保障措施"
        assert sheet.cell(at, 1).number_format != "General"

    assert _whole(edited(work))


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


def test_an_xlsx_under_another_name_and_one_with_a_password(tmp_path: Path) -> None:
    path = written(_PLAN, tmp_path)
    misnamed = path.with_suffix(".xls")
    path.rename(misnamed)
    assert _whole(read_source(misnamed))
    locked = tmp_path / "加密.xlsx"
    locked.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(NotUnderstood) as raised:
        read_source(locked)
    assert "密码" in raised.value.what
    assert "另存" in raised.value.advice
