"""Workbook and Word document have the widths and sizes of the pages, and every text as it was."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from hfgoals.forms import hebei_project
from hfgoals.layout.fitting import fitted
from hfgoals.layout.flow import endless, flow
from hfgoals.layout.pages import Box
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import NORMAL, STYLES
from hfgoals.model.values import AnnualPlan
from hfgoals.render.docx import write_docx
from hfgoals.render.xlsx import write_xlsx
from tests.forms.examples import UNIT, indicator, platform_project

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = "≤1234567890123.07万元"


def form(count: int) -> Sheet:
    """A form with so many rows, the first with a number too wide for its column."""
    rows = [
        indicator("产出指标", "数量指标", f"第{number}项", basis="工作计划、合同")
        for number in range(count)
    ]
    rows[0] = indicator("产出指标", "数量指标", "设备", NUMBER, basis="工作计划、合同")
    project = replace(platform_project(), indicators=tuple(rows))
    return hebei_project.compose(UNIT, AnnualPlan(year=2023), project, 1, signed=True)


def shrunk() -> Sheet:
    return form(4)


def compressed() -> Sheet:
    made = (fitted(form(count)) for count in range(8, 30))
    return next(sheet for sheet in made if sheet.density.size < NORMAL.size)


def boxes(sheet: Sheet) -> list[Box]:
    return list(endless(sheet).boxes)


@pytest.mark.parametrize("make", [shrunk, compressed])
def test_a_workbook_has_the_sizes_and_widths_of_the_pages(make: type, tmp_path: Path) -> None:
    sheet = make()
    write_xlsx([sheet], tmp_path / "t.xlsx", title="t", author="a")
    worksheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    for box in boxes(sheet):
        cell = worksheet.cell(box.cell.row + 1, box.cell.column + 1)
        assert cell.font.sz == box.style.size
        if box.cell.number is None:
            assert (cell.value or "") == box.cell.text
    letters = [openpyxl.utils.get_column_letter(at + 1) for at in range(len(sheet.columns))]
    widths = [worksheet.column_dimensions[letter].width for letter in letters]
    ratios = [width / mm for width, mm in zip(widths, sheet.columns, strict=True)]
    assert max(ratios) - min(ratios) < 0.01
    assert len(worksheet.row_breaks.brk) == len(flow([sheet])) - 1


@pytest.mark.parametrize("make", [shrunk, compressed])
def test_a_document_has_the_sizes_of_the_pages(make: type, tmp_path: Path) -> None:
    sheet = make()
    write_docx([sheet], tmp_path / "t.docx", title="t", author="a")
    with ZipFile(tmp_path / "t.docx") as archive:
        document = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314
        styles = ET.fromstring(archive.read("word/styles.xml"))  # noqa: S314
    usual = {
        style.get(f"{W}styleId"): size.get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if (size := style.find(f"{W}rPr/{W}sz")) is not None
    }
    shown = {}
    for paragraph in document.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            own = run.find(f"{W}rPr/{W}sz")
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            text = "".join(part.text or "" for part in run.iter(f"{W}t"))
            assert style is not None
            size = usual[style.get(f"{W}val")] if own is None else own.get(f"{W}val")
            shown[text] = float(size or 0) / 2
    for box in boxes(sheet):
        if box.cell.text:
            assert shown["".join(box.cell.text.split("\n"))] == box.style.size
    (grid,) = [
        [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
        for table in document.iter(f"{W}tbl")
        if NUMBER in "".join(text.text or "" for text in table.iter(f"{W}t"))
    ]
    assert sum(grid) == pytest.approx(sum(sheet.columns) * 1440 / 25.4, abs=2)


def test_a_number_too_wide_for_its_column_is_whole_in_smaller_type() -> None:
    (box,) = [box for box in boxes(shrunk()) if box.cell.text == NUMBER]
    assert [line.text for line in box.lines] == [NUMBER]
    assert 8 <= box.style.size < STYLES["value-center"].size
