"""The wide table's worksheet: texts stay texts, amounts are numbers, it prints and filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hfgoals.export import Choice, export_wide
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project, Unit
from hfgoals.trouble import Cancelled, Trouble
from hfgoals.wide.profile import IMPORT, STANDARD, Column, WideProfile
from tests.exchange.wide.trips import EVERY

_PROJECT = Project(
    code="007",
    name='=HYPERLINK("http://a")',
    budget=Money(30_000_000),
    purpose="<b>&",
    indicators=(
        Indicator(name="率", target=Target.parse("≥80.00%")),
        Indicator(name="+1", target=Target.parse("进一步提升")),
    ),
)


def _book(*projects: Project) -> Book:
    return Book(Unit("001", "甲"), (AnnualPlan(year=2023, projects=projects),))


def _sheet(folder: Path, profile: WideProfile, *projects: Project) -> Any:
    (path,) = export_wide(_book(*(projects or (_PROJECT,))), folder, profile).files
    (sheet,) = load_workbook(path).worksheets
    return sheet


def _column(sheet: Any, title: str, head: int = 1) -> list[Any]:
    (at,) = (cell.column for cell in sheet[head] if cell.value == title)
    return [sheet.cell(row, at) for row in range(head + 1, sheet.max_row + 1)]


def test_texts_are_texts_and_amounts_are_numbers(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, replace(EVERY, currency="元"))
    for title, value in (("项目编码", "007"), ("项目名称", _PROJECT.name), ("资金用途", "<b>&")):
        for cell in _column(sheet, title):
            assert (cell.data_type, cell.value) == ("s", value)
            assert cell.quotePrefix
    assert [cell.value for cell in _column(sheet, "预算数（元）")] == [300_000, 300_000]
    assert [cell.value for cell in _column(sheet, "指标值")] == [80, "进一步提升"]
    assert _column(sheet, "指标值")[0].number_format == "0.00"
    assert [cell.value for cell in _column(sheet, "计算符号")] == ["≥", "定性"]


def test_an_import_table_is_bare(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, IMPORT)
    assert [cell.value for cell in sheet[1]] == [IMPORT.title_of(each) for each in IMPORT.columns]
    assert not sheet.merged_cells.ranges
    assert sheet.max_row == 3
    assert all(cell.value for row in (2, 3) for cell in sheet[row][:2])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.paperSize == 9


def test_the_standard_table_has_a_title_and_prints(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, STANDARD, _PROJECT, replace(_PROJECT, id="x", indicators=()))
    assert "2023年" in sheet["A1"].value
    assert sheet["A2"].value == "001甲"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    # On A4 it would come out at half its size, too small to read.
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (8, 0)
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "B4:B5" in {str(each) for each in sheet.merged_cells.ranges}
    assert [cell.value for cell in _column(sheet, "项目编码", 3)] == ["007", None, "007"]


def test_on_paper_it_keeps_clear_of_the_edges_and_of_its_page_numbers(tmp_path: Path) -> None:
    sheet = _sheet(tmp_path, STANDARD)
    margins = sheet.page_margins
    # In inches: what every printer can do, and no paper thrown away.
    for side in (margins.left, margins.right, margins.top, margins.bottom):
        assert 0.3 <= side <= 0.8
    assert 0.2 <= margins.footer < margins.bottom
    assert margins.left == margins.right
    assert sheet.print_options.horizontalCentered
    assert {"&P", "&N"} <= set(sheet.oddFooter.center.text.split())
    assert 8 <= int(sheet.oddFooter.center.size) <= 10.5


def test_last_year_s_target_and_a_title_of_ones_own(tmp_path: Path) -> None:
    before = AnnualPlan(year=2022, projects=(replace(_PROJECT, id="last"),))
    after = replace(
        _PROJECT, indicators=(Indicator(name="率", target=Target.parse("≥90%")), Indicator())
    )
    book = Book(years=(before, AnnualPlan(year=2023, projects=(after,))))
    profile = WideProfile("甲", (Column("project_name"), Column("last_target", "去年")))
    (path,) = export_wide(book, tmp_path, profile, Choice(years=(2023,))).files
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in _column(sheet, "去年")] == ["≥80.00%", None]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    written = [
        export_wide(_book(_PROJECT), tmp_path / name, EVERY).files[0].read_bytes()
        for name in ("一", "二")
    ]
    assert written[0] == written[1]


def test_a_stop_leaves_the_old_file(tmp_path: Path) -> None:
    (path,) = export_wide(_book(_PROJECT), tmp_path, EVERY).files
    before = path.read_bytes()
    steps: Iterator[int] = iter(range(10))

    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total == 3
        if next(steps) == 2:
            raise Cancelled

    many = (_PROJECT, replace(_PROJECT, id="a"), replace(_PROJECT, id="b"))
    with pytest.raises(Cancelled):
        export_wide(_book(*many), tmp_path, EVERY, report=stop)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_nothing_to_write_or_no_table_to_be_made(tmp_path: Path) -> None:
    for book, profile in (
        (_book(), EVERY),
        (Book(), EVERY),
        (_book(_PROJECT), WideProfile("空", ())),
        (_book(_PROJECT), WideProfile("没有项目", (Column("indicator"),))),
    ):
        with pytest.raises(Trouble):
            export_wide(book, tmp_path / "出", profile)
    assert not (tmp_path / "出").exists()
