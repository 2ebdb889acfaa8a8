from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from hfgoals.checks import Checker, CheckSettings, Finding
from hfgoals.checks.case import at
from hfgoals.export import FORMATS, Format
from hfgoals.history.returns import Remark
from hfgoals.model.address import Address
from hfgoals.model.check_code import year_code
from hfgoals.model.edits import SetText, applied
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.report import check_report, hand_over, return_reply
from hfgoals.sample import sample_book
from hfgoals.trouble import Cancelled, CannotWrite
from tests.staged import result, whole

SAMPLE = sample_book()
_PROJECT = SAMPLE.years[-1].projects[0]
MISTAKEN = applied(
    SAMPLE,
    [
        SetText(at(_PROJECT, "budget"), "50.00"),
        SetText(at(_PROJECT, "purpose"), _PROJECT.name),
        SetText(at(_PROJECT.indicators[1], "basis"), ""),
    ],
)
PLAN = MISTAKEN.years[-1]


def _found(reason: str = "") -> tuple[Finding, ...]:
    found = Checker().check(MISTAKEN, PLAN)
    if not reason:
        return found
    purpose = next(each for each in found if each.code == "H16")
    return Checker(CheckSettings().keeping(purpose, _PROJECT.name, reason)).check(MISTAKEN, PLAN)


def test_every_finding_is_told_with_place_and_advice() -> None:
    found = _found()
    assert len(found) > 3
    (sheet,) = check_report(MISTAKEN, PLAN, found, datetime.date(2023, 1, 5)).sheets
    texts = [cell.text for cell in sheet.cells]
    for finding in found:
        assert finding.message in texts
        assert finding.advice in texts
    assert "绩效指标第2行\n指标值确定依据" in texts
    assert f"1.{_PROJECT.name}" in texts
    assert any("2023年1月5日" in text for text in texts)


def test_it_carries_the_code_of_what_was_checked() -> None:
    sheets = check_report(MISTAKEN, PLAN, _found("批复如此"), datetime.date(2023, 1, 5)).sheets
    assert len(sheets) == 2
    assert {sheet.code for sheet in sheets} == {year_code(MISTAKEN.unit, PLAN)}


def test_both_files_are_written_and_hold_the_findings(tmp_path: Path) -> None:
    found = _found("批复如此，无法更改")
    result = hand_over(check_report(MISTAKEN, PLAN, found), tmp_path / "报告")
    assert sorted(result.files) == sorted((tmp_path / "报告").iterdir())
    assert [path.suffix for path in result.files] == [".xlsx", ".pdf"]
    assert all(path.name.startswith(f"{SAMPLE.unit.name}_2023年_") for path in result.files)
    assert result.notes == ()
    workbook = openpyxl.load_workbook(result.files[0])
    assert len(workbook.sheetnames) == 2
    values = [cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {finding.message for finding in found} <= set(values)
    assert "批复如此，无法更改" in values
    assert all(sheet.print_title_rows for sheet in workbook)
    printed = "".join(page.extract_text() for page in PdfReader(result.files[1]).pages)
    assert "批复如此" in printed.replace("\n", "")


@pytest.mark.parametrize("form", FORMATS)
def test_one_format_alone(form: Format, tmp_path: Path) -> None:
    (path,) = hand_over(check_report(MISTAKEN, PLAN, _found()), tmp_path, (form,)).files
    assert path.suffix == f".{form}"


def test_an_empty_year_has_its_report_too(tmp_path: Path) -> None:
    plan = AnnualPlan(year=2024)
    book = Book(Unit(), (plan,))
    for findings in ((), Checker().check(book, plan)):
        result = hand_over(check_report(book, plan, findings), tmp_path)
        assert len(result.files) == 2


def test_progress_rises_and_the_report_can_be_stopped(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    hand_over(
        check_report(MISTAKEN, PLAN, ()), tmp_path / "a", report=lambda *steps: told.append(steps)
    )
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        hand_over(check_report(MISTAKEN, PLAN, ()), tmp_path / "b", report=stop)
    assert list((tmp_path / "b").iterdir()) == []


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite):
        hand_over(check_report(MISTAKEN, PLAN, ()), tmp_path / "file")


def test_users_text_is_no_formula_and_no_markup(tmp_path: Path) -> None:
    book = applied(MISTAKEN, [SetText(at(_PROJECT, "name"), '=HYPERLINK("x")<b>&甲</b>]')])
    plan = book.years[-1]
    found = Checker().check(book, plan)
    path = hand_over(check_report(book, plan, found), tmp_path, ("xlsx",)).files[0]
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    named = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert named
    assert {cell.data_type for cell in named} == {"s"}


def test_the_reply_tells_each_remark_with_its_place_in_every_format(tmp_path: Path) -> None:
    row = _PROJECT.indicators[1]
    remarks = (
        Remark("指标值偏低", PLAN.id, address=at(row, "target"), done=True, answer="已改为≥60期"),
        Remark("=请盖章", PLAN.id),
        Remark("删去的", PLAN.id, address=Address("indicator", "gone", "target")),
    )
    result = hand_over(return_reply(SAMPLE.unit, PLAN, remarks), tmp_path)
    assert [path.suffix for path in result.files] == [".xlsx", ".pdf", ".docx"]
    assert all("整改情况回复" in path.name for path in result.files)
    (sheet,) = openpyxl.load_workbook(result.files[0])
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    place = f"1.{_PROJECT.name}\n绩效指标第2行“指标值”"
    assert [1, "指标值偏低", place, "已改为≥60期", "已整改"] in rows
    assert any(row[:2] == [2, "=请盖章"] and row[-1] == "未整改" for row in rows)
    assert any("已经删除" in str(row) for row in rows)


def test_a_year_with_stages_is_told_stage_by_stage() -> None:
    book = applied(whole(), result(whole(), 2, WHOLE_YEAR, reason=""))
    (year,) = book.years
    (sheet, *_) = check_report(book, year, Checker().check(book, year)).sheets
    texts = [cell.text for cell in sheet.cells]
    heads = [at for at, text in enumerate(texts) if text[1:2] == "、" and "需要处理的问题" in text]
    targets_at, monitored, evaluated = heads[:3]
    assert "绩效目标" in texts[targets_at]
    assert "7月监控" in texts[monitored]
    assert "自评" in texts[evaluated]
    (lost,) = (at for at, text in enumerate(texts) if "9.17" in text)
    assert lost > evaluated
    assert "没有需要处理的问题。" in texts[monitored:evaluated]


def test_a_worksheet_repeats_the_heading_of_the_first_table_alone(tmp_path: Path) -> None:
    (year,) = whole().years
    report = check_report(whole(), year, Checker().check(whole(), year))
    (path,) = hand_over(report, tmp_path, ("xlsx",)).files
    sheet = openpyxl.load_workbook(path).worksheets[0]
    first, last = sheet.print_title_rows.replace("$", "").split(":")
    assert first == last
    assert sheet.cell(int(first), 1).value == "序号"
