from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.xml.functions import fromstring

from hfgoals.forms import hebei_overall, hebei_project, overview
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Cell, Paper, Row, Sheet
from hfgoals.model.money import Money
from hfgoals.model.text import printable
from hfgoals.model.values import AnnualPlan, Overall, Project
from hfgoals.render.xlsx import write_xlsx
from hfgoals.trouble import Cancelled, CannotWrite, Trouble
from tests.budget import tried
from tests.forms.examples import UNIT, long_project, plan, platform_project, stray_project

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def project_sheet(project: Project, *, signed: bool = False) -> Sheet:
    return hebei_project.compose(UNIT, AnnualPlan(year=2023), project, 1, signed=signed)


def written(sheets: list[Sheet], folder: Path, name: str = "t.xlsx") -> Any:
    target = folder / name
    write_xlsx(sheets, target, title="绩效目标", author=UNIT.name)
    return openpyxl.load_workbook(target)


def merged(worksheet: Any) -> set[tuple[int, int, int, int]]:
    """Merged ranges as (row, column, rows, columns), counted from 0."""
    return {
        (top - 1, left - 1, bottom - top + 1, right - left + 1)
        for left, top, right, bottom in (
            range_boundaries(str(each)) for each in worksheet.merged_cells.ranges
        )
    }


@pytest.mark.parametrize("project", [platform_project(), stray_project(), Project()])
def test_texts_numbers_and_merges_come_back(project: Project, tmp_path: Path) -> None:
    sheet = project_sheet(project)
    worksheet = written([sheet], tmp_path).active
    for cell in sheet.cells:
        value = worksheet.cell(cell.row + 1, cell.column + 1).value
        assert value == (
            cell.text or None if cell.number is None else pytest.approx(float(cell.number))
        )
    assert merged(worksheet) == {
        (cell.row, cell.column, cell.rows, cell.columns)
        for cell in sheet.cells
        if cell.rows > 1 or cell.columns > 1
    }


def test_amounts_are_numbers_and_percents_fractions(tmp_path: Path) -> None:
    project = platform_project()
    sheet = project_sheet(project)
    worksheet = written([sheet], tmp_path).active
    shown = {cell.address.path: cell for cell in sheet.cells if cell.address}
    for path, value, shape in (("budget", 315, "0.00"), ("plan.june", 0.335, "0.0%")):
        cell = worksheet.cell(shown[path].row + 1, shown[path].column + 1)
        assert (cell.data_type, cell.value, cell.number_format) == ("n", value, shape)
    code = worksheet.cell(shown["code"].row + 1, shown["code"].column + 1)
    assert (code.data_type, code.number_format) == ("s", "@")


def test_an_amount_of_more_digits_than_excel_keeps_is_text(tmp_path: Path) -> None:
    project = Project(budget=Money(123_456_789_012_345_670_000))
    sheet = project_sheet(project)
    worksheet = written([sheet], tmp_path).active
    values = [cell.value for row in worksheet.iter_rows() for cell in row]
    assert "123456789012345.67" in values


def test_every_cell_of_a_table_is_framed_and_none_outside(tmp_path: Path) -> None:
    sheet = project_sheet(platform_project())
    worksheet = written([sheet], tmp_path).active
    for number, row in enumerate(sheet.rows):
        for column in range(len(sheet.columns)):
            cell = worksheet.cell(number + 1, column + 1)
            # A reader gives the inner cells of a merged range only its outer frame.
            inner = cell.__class__.__name__ == "MergedCell"
            if not inner:
                assert (cell.border.top.style == "thin") == bool(row.table)
    raw = zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml").decode()
    framed_rows = sum(bool(row.table) for row in sheet.rows)
    assert raw.count("<c ") >= framed_rows * len(sheet.columns)


def test_cells_under_merged_ones_stand_each_in_its_place_with_the_same_frame(
    tmp_path: Path,
) -> None:
    # As the file has them: openpyxl gives those cells frames of its own when it reads.
    worksheet = written([project_sheet(platform_project())], tmp_path).active
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        xml = fromstring(archive.read("xl/worksheets/sheet1.xml"))
        looks = fromstring(archive.read("xl/styles.xml"))
    cells = [cell.attrib for row in xml.iter(f"{_MAIN}row") for cell in row]
    names = [cell["r"] for cell in cells]
    assert len(names) == len(set(names))
    frames = [look.get("borderId") for look in looks.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    frame_of = {cell["r"]: frames[int(cell["s"])] for cell in cells}
    covered = [each for each in worksheet.merged_cells.ranges if each.size["rows"] > 1]
    assert covered
    for each in worksheet.merged_cells.ranges:
        under = [worksheet.cell(*place).coordinate for place in each.cells]
        assert {frame_of[name] for name in under} == {frame_of[each.coord.partition(":")[0]]}


def test_prints_on_a4_fit_to_width_with_the_heading_repeated(tmp_path: Path) -> None:
    sheet = project_sheet(long_project())
    worksheet = written([sheet], tmp_path).active
    setup = worksheet.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "portrait")
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    head = next(number for number, row in enumerate(sheet.rows, 1) if row.heading)
    assert worksheet.print_title_rows.replace("$", "") == f"{head}:{head}"
    assert len(worksheet.row_breaks.brk) == len(flow((sheet,))) - 1 >= 1
    assert "&P" in worksheet.oddFooter.center.text
    assert worksheet.oddFooter.right.text is None


def test_the_code_stands_in_the_foot_and_in_the_keywords(tmp_path: Path) -> None:
    sheet = replace(project_sheet(platform_project()), code="1DBJV-CFTLD")
    workbook = written([sheet, replace(sheet, code="7ARN8-L8M62")], tmp_path)
    feet = [worksheet.oddFooter.right.text for worksheet in workbook.worksheets]
    assert feet == ["核对码 1DBJV-CFTLD", "核对码 7ARN8-L8M62"]
    assert workbook.properties.keywords == "1DBJV-CFTLD; 7ARN8-L8M62"


def test_no_row_is_higher_than_excel_allows(tmp_path: Path) -> None:
    project = Project(purpose="长文" * 4000, name="x")
    overall = hebei_overall.compose(UNIT, AnnualPlan(overall=Overall(goal="段落" * 3000)))
    workbook = written([project_sheet(project), overall], tmp_path)
    for worksheet in workbook.worksheets:
        assert max(row.height for row in worksheet.row_dimensions.values()) <= 409
    values = "".join(
        str(cell.value or "") for row in workbook.worksheets[1].iter_rows() for cell in row
    )
    assert "段落" * 3000 in values


def test_overview_adds_up_by_formula_and_nothing_else_is_one(tmp_path: Path) -> None:
    year = plan()
    sheets = [overview.compose(UNIT, year), *hebei_project.FORM.sheets(UNIT, year)]
    workbook = written(sheets, tmp_path)
    formulas = [
        (worksheet.title, cell.value)
        for worksheet in workbook.worksheets
        for row in worksheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert [title for title, _ in formulas] == ["汇总"] * 4
    assert formulas[0][1] == f"=SUM(D4:D{3 + len(year.projects)})"
    assert workbook.sheetnames[1].endswith("融媒体中心运行维护费绩效目标表")


def test_same_content_same_bytes_and_properties_set(tmp_path: Path) -> None:
    sheets = [project_sheet(platform_project())]
    for name in ("a.xlsx", "b.xlsx"):
        workbook = written(sheets, tmp_path, name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert workbook.properties.title == "绩效目标"
    assert workbook.properties.creator == UNIT.name


AWKWARD = ["=1+1", "=", "@x", "+1", "-1", "#N/A", "#REF!", "a\x0bb", "TRUE", "1e5", "007",
           "13020822P00908810002X", "123456789012345678901", "𠮷𰻝", "_x0041_", " 两端空 ",
           "<b>粗</b>&amp;", "'引号", "a\r\nb", "2023-01-01", "\u200b", "{=1}"]  # fmt: skip


def awkward_texts() -> st.SearchStrategy[str]:
    return st.sampled_from(AWKWARD) | st.text(max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("xlsx")


@tried(13)
@given(texts=st.lists(awkward_texts(), min_size=1, max_size=12))
@example(texts=AWKWARD)
def test_any_text_stays_that_text(texts: list[str], folder: Path) -> None:
    texts = [printable(text) for text in texts]
    cells = tuple(Cell(number, 0, text=text) for number, text in enumerate(texts))
    sheet = Sheet("form", "表", (172.0,), tuple(Row(table=1) for _ in texts), cells)
    worksheet = written([sheet], folder).active
    first = 1
    for text in texts:
        cell = worksheet.cell(first, 1)
        assert cell.data_type == ("s" if text else "n")
        assert unescape(cell.value or "") == text
        first += 1


def test_text_that_could_be_taken_for_a_formula_is_marked_as_typed_text(tmp_path: Path) -> None:
    sheet = project_sheet(Project(name="=1+1"))
    worksheet = written([sheet], tmp_path).active
    marked = [cell for row in worksheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.quotePrefix for cell in marked] == [True]


def test_a_text_too_long_for_a_cell_is_refused_by_field_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    with pytest.raises(Trouble, match="资金用途"):
        written([project_sheet(Project(purpose="字" * 40_000))], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    target.write_text("old")

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    sheets = [project_sheet(stray_project())] * 3
    with pytest.raises(Cancelled):
        write_xlsx(sheets, target, title="", author="", report=stop)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_xlsx([project_sheet(Project())], tmp_path / "none" / "t.xlsx", title="", author="")


def test_a_long_percent_keeps_its_digits(tmp_path: Path) -> None:
    cell = Cell(0, 0, text="33.333%", number=Decimal("0.33333"), number_format="0.000%")
    worksheet = written([Sheet("f", "表", (172.0,), (Row(table=1),), (cell,))], tmp_path).active
    assert worksheet["A1"].value == 0.33333


def test_a_broad_sheet_is_printed_broad(tmp_path: Path) -> None:
    narrow = project_sheet(platform_project())
    broad = [
        replace(narrow, title=f"{width}", paper=Paper(width, height))
        for width, height in ((297.0, 210.0), (420.0, 297.0))
    ]
    found = [
        (sheet.page_setup.paperSize, sheet.page_setup.orientation)
        for sheet in written([narrow, *broad], tmp_path)
    ]
    assert found == [(9, "portrait"), (9, "landscape"), (8, "landscape")]
