"""Each style of the layout in a worksheet: its face, size, alignment, ground and frame."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from hfgoals.layout.styles import STYLES
from hfgoals.render.xlsx_styles import GENERAL, TEXT, Look, Looks, stored, text_format, units


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return Workbook()


def _cell(workbook: Workbook, look: Look) -> Any:
    array = Looks(workbook).style_array(look)
    return Cell(workbook.worksheets[0], 1, 1, style_array=array)


@pytest.mark.parametrize("name", STYLES)
def test_a_cell_looks_as_its_style(name: str, workbook: Workbook) -> None:
    style, cell = STYLES[name], _cell(workbook, Look(name, framed=True))
    assert cell.font.name == ("黑体" if style.face in ("sans", "sans-bold") else "宋体")
    assert cell.font.bold == (style.face in ("sans-bold", "serif-bold"))
    assert cell.font.size == style.size
    assert cell.alignment.horizontal == style.align.replace("justify", "left")
    assert cell.alignment.vertical == style.valign
    assert cell.alignment.wrap_text
    ground = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type == "solid" else ""
    assert ground == style.fill.removeprefix("#")


@pytest.mark.parametrize("on", [True, False])
def test_frames_quotes_and_locks_are_as_asked_for(workbook: Workbook, *, on: bool) -> None:
    cell = _cell(workbook, Look("value", framed=on, quoted=on, unlocked=on, size=on * 8.0))
    sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
    assert [side.style for side in sides] == (["thin"] if on else [None]) * 4
    assert bool(cell.quotePrefix) == on
    assert cell.protection.locked != on
    assert cell.font.size == (8.0 if on else STYLES["value"].size)
    assert cell.number_format == "@"


def test_looks_are_made_once(workbook: Workbook) -> None:
    looks = Looks(workbook)
    assert looks.style_array(Look("value", True)) is looks.style_array(Look("value", True))
    assert looks.style_array(Look("value", True)) != looks.style_array(Look("head", True))


def test_a_long_text_is_not_of_the_text_format() -> None:
    """Old Excel shows ##### for it."""
    assert [text_format("长" * length) for length in (0, 255, 256)] == [TEXT, TEXT, GENERAL]


def test_a_text_is_as_long_as_excel_counts_it() -> None:
    assert [units(text) for text in ("", "中a", "𬭎", "\ud800")] == [0, 2, 2, 1]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("_x0041_", "_x005F_x0041_"),
        ("a_xFfFf_b", "a_x005F_xFfFf_b"),
        ("_x004_", "_x004_"),
        ("_x00G1_", "_x00G1_"),
        ("x0041_", "x0041_"),
    ],
)
def test_what_excel_would_read_as_a_letter_is_kept(text: str, kept: str) -> None:
    assert stored(text) == kept
