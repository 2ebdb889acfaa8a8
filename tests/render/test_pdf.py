"""The PDF file gives back what the pages show, and is written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader

from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.layout import metrics
from hfgoals.layout.flow import flow
from hfgoals.layout.pages import Box, Page
from hfgoals.layout.sheet import Cell, Paper
from hfgoals.render.pdf import write_pdf
from hfgoals.trouble import Cancelled, CannotWrite
from tests.forms import examples
from tests.render.page_examples import BASIS, NAME, box, line, page

RARE, NOWHERE, NOWHERE_TOO = "𬭎", "𠮷", "☑"


def table() -> Page:
    """A page with a table of two rows and three columns, in all faces."""
    return page(
        box(0, 0, "项目名称", "sans"),
        box(0, 1, f"怀财字【2023】7号 {RARE}", address=NAME),
        box(0, 2, "“提升”资金", "serif-bold"),
        box(1, 0, "指标值", "sans-bold"),
        box(1, 1, "≥95%"),
        box(1, 2, "1,234.50（万元）", address=BASIS),
    )


def written(folder: Path, *pages: Page) -> Path:
    path = folder / "表.pdf"
    write_pdf(pages or (table(),), path, title="题名", author="怀来县融媒体中心")
    return path


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_text_comes_back_in_its_order(tmp_path: Path) -> None:
    given = table()
    text = squeezed(PdfReader(written(tmp_path), strict=True).pages[0].extract_text())
    shown = [given.sheet_title] if given.sheet_title else []
    shown += [box.cell.text for box in given.boxes[1:]]
    shown += [line.text for line in given.footer]
    assert text == squeezed("".join(shown))


def test_characters_stand_where_the_page_has_them(tmp_path: Path) -> None:
    expected = table().boxes[2].lines[0]
    with pdfplumber.open(written(tmp_path)) as pdf:
        first = next(char for char in pdf.pages[0].chars if char["text"] == "财")
        rare = next(char for char in pdf.pages[0].chars if char["text"] == RARE)
    points = 72 / 25.4
    before = metrics.width("怀", "serif", expected.size)
    assert first["x0"] == pytest.approx((expected.x + before) * points, abs=0.1)
    assert first["matrix"][5] == pytest.approx((297 - expected.baseline) * points, abs=0.1)
    assert first["size"] == pytest.approx(expected.size)
    assert rare["width"] == pytest.approx(10.5, abs=0.2)


def test_justified_lines_are_spread_and_others_not(tmp_path: Path) -> None:
    cell = Cell(0, 0, text="展开平常")
    lines = (line("展开", 20, 50, spacing=2.0), line("平常", 20, 60))
    path = written(tmp_path, Page(Paper(), (Box(19, 40, 100, 30, cell, lines),)))
    with pdfplumber.open(path) as pdf:
        at = {char["text"]: char["x0"] for char in pdf.pages[0].chars}
    points = 72 / 25.4
    assert at["开"] - at["展"] == pytest.approx(10.5 + 2 * points, abs=0.1)
    assert at["常"] - at["平"] == pytest.approx(10.5, abs=0.1)


def test_every_edge_is_drawn_once(tmp_path: Path) -> None:
    # Three columns and two rows need four lines down and three across, however many boxes share
    # them; the sums of floats in the layout must not draw a line beside itself.
    boxes = tuple(
        Box(19 + 0.1 * 3 * column * 100, 40 + row * 10.1, 0.3 * 100, 10.1, Cell(row, column))
        for row in range(2)
        for column in range(3)
    )
    with pdfplumber.open(written(tmp_path, Page(Paper(), boxes))) as pdf:
        lines = [*pdf.pages[0].lines, *pdf.pages[0].curves]
    assert len(lines) == 7
    across = [drawn for drawn in lines if drawn["top"] == drawn["bottom"]]
    assert len(across) == 3
    assert all(drawn["linewidth"] == 0.5 for drawn in lines)
    assert {round(drawn["x1"] - drawn["x0"], 1) for drawn in across} == {round(90 * 72 / 25.4, 1)}


def test_spans_have_no_line_through_them(tmp_path: Path) -> None:
    wide = Box(19, 40, 80, 10, Cell(0, 0, columns=2))
    narrow = (Box(19, 50, 40, 10, Cell(1, 0)), Box(59, 50, 40, 10, Cell(1, 1)))
    with pdfplumber.open(written(tmp_path, Page(Paper(), (wide, *narrow)))) as pdf:
        down = [drawn for drawn in pdf.pages[0].lines if drawn["x0"] == drawn["x1"]]
    inner = [drawn for drawn in down if drawn["x0"] == pytest.approx(59 * 72 / 25.4, abs=0.1)]
    assert [drawn["top"] for drawn in inner] == [pytest.approx(50 * 72 / 25.4, abs=0.1)]


def test_fills_are_coloured_and_unframed_boxes_bare(tmp_path: Path) -> None:
    bare = Box(19, 40, 40, 10, Cell(0, 0), framed=False, fill="#FF8000")
    with pdfplumber.open(written(tmp_path, Page(Paper(), (bare,)))) as pdf:
        (filled,) = pdf.pages[0].rects
        assert not pdf.pages[0].lines
    assert filled["non_stroking_color"] == pytest.approx((1, 0.502, 0), abs=0.01)
    assert (filled["width"], filled["height"]) == pytest.approx(
        (40 * 72 / 25.4, 10 * 72 / 25.4), abs=0.1
    )


def test_size_properties_and_bookmarks(tmp_path: Path) -> None:
    further = Page(Paper(297, 210), (box(0, 0, "第二页"),))
    reader = PdfReader(written(tmp_path, table(), further, page(box(0, 0, "三"), title="2.后表")))
    sizes = [(float(each.mediabox.width), float(each.mediabox.height)) for each in reader.pages]
    assert sizes[0] == pytest.approx((595.28, 841.89), abs=0.01)
    assert sizes[1] == pytest.approx((841.89, 595.28), abs=0.01)
    assert reader.metadata is not None
    assert reader.metadata.title == "题名"
    assert reader.metadata.author == "怀来县融媒体中心"
    assert reader.metadata.creator == "绩效目标填报"
    assert reader.metadata.get("/Keywords") is None
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    outline: Any = reader.outline
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in outline]
    assert marks == [("1.新怀来报绩效目标表", 0), ("2.后表", 2)]


def test_only_our_faces_and_all_embedded(tmp_path: Path) -> None:
    resources: Any = PdfReader(written(tmp_path)).pages[0]["/Resources"]
    fonts = resources["/Font"]
    assert len(fonts) == 4
    for font in fonts.values():
        # Six capitals tell the subset from others of the same face when documents are joined.
        assert re.fullmatch(r"/[A-Z]{6}\+[^+]+", font.get_object()["/BaseFont"])
        (inner,) = font.get_object()["/DescendantFonts"]
        assert inner.get_object()["/BaseFont"] == font.get_object()["/BaseFont"]
        assert "/FontFile2" in inner.get_object()["/FontDescriptor"]
    assert written(tmp_path).stat().st_size < 60_000, "a subset, not the whole faces"


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first


def test_missing_characters_are_named_once_a_field(tmp_path: Path) -> None:
    first = page(
        box(0, 0, f"{NOWHERE}林{NOWHERE}{NOWHERE_TOO}", address=NAME),
        box(0, 1, "好的"),
        box(1, 0, NOWHERE, address=BASIS),
    )
    again = Page(Paper(), (box(0, 0, f"续{NOWHERE}", address=NAME),))
    other = page(box(0, 0, "😀"), title="2.后表")
    path = tmp_path / "表.pdf"
    notes = write_pdf((first, again, other), path, title="", author="")
    assert len(notes) == 3
    assert "1.新怀来报绩效目标表" in notes[0]
    assert "项目名称" in notes[0]
    assert notes[0].count(NOWHERE) == notes[0].count(NOWHERE_TOO) == 1
    assert "指标值确定依据" in notes[1]
    assert NOWHERE_TOO not in notes[1]
    assert "2.后表" in notes[2]
    assert "😀" in notes[2]


def test_titles_that_repeat_a_field_are_not_told_again(tmp_path: Path) -> None:
    given = page(
        box(0, 0, f"{NOWHERE}林", address=NAME), box(0, 1, NOWHERE_TOO), title=f"1.{NOWHERE}林"
    )
    notes = write_pdf((given,), tmp_path / "表.pdf", title="", author="")
    assert len(notes) == 2
    (fixed,) = (note for note in notes if "项目名称" not in note)
    assert NOWHERE_TOO in fixed
    assert f"“{NOWHERE}”" not in fixed


def test_missing_characters_are_seen_and_still_copied(tmp_path: Path) -> None:
    path = written(tmp_path, page(box(0, 0, f"张{NOWHERE}林")), page(box(0, 0, "张〓林")))
    first, second = (each.extract_text() for each in PdfReader(path, strict=True).pages)
    assert f"张{NOWHERE}林" in first
    assert "张〓林" in second
    with pdfplumber.open(path) as pdf:
        pictures = [each.to_image(resolution=60).original.tobytes() for each in pdf.pages]
    assert pictures[0] == pictures[1], "the missing character looks like 〓"


def test_what_cannot_be_seen_takes_no_room(tmp_path: Path) -> None:
    path = written(tmp_path, page(box(0, 0, "葛\U000e0100城")), page(box(0, 0, "葛城")))
    with pdfplumber.open(path) as pdf:
        pictures = [each.to_image(resolution=60).original.tobytes() for each in pdf.pages]
    assert pictures[0] == pictures[1]


def test_an_empty_document_of_one_page(tmp_path: Path) -> None:
    reader = PdfReader(written(tmp_path, Page(Paper(), ())), strict=True)
    assert len(reader.pages) == 1
    assert reader.pages[0].extract_text() == ""


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = (table(), table(), table())
    write_pdf(
        pages, tmp_path / "表.pdf", title="", author="", report=lambda *step: told.append(step)
    )
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    old = tmp_path / "表.pdf"
    old.write_bytes(b"old")

    def cancel(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf((table(), table()), old, title="", author="", report=cancel)
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "表.pdf"
    old.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite):
        write_pdf((table(),), old, title="", author="")
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_pdf((table(),), tmp_path, title="", author="")
    assert list(tmp_path.iterdir()) == []


def test_every_cell_of_real_forms_comes_back(tmp_path: Path) -> None:
    plan = examples.plan()
    sheets = (
        hebei_overall.compose(examples.UNIT, plan),
        *hebei_project.FORM.sheets(examples.UNIT, plan, signed=True),
    )
    pages = flow(sheets)
    read = [squeezed(each.extract_text()) for each in PdfReader(written(tmp_path, *pages)).pages]
    for given, found in zip(pages, read, strict=True):
        lines = [line.text for each in given.boxes for line in each.lines]
        lines += [line.text for line in given.footer]
        assert found == squeezed("".join(lines))
    whole = "".join(read)
    parted = {each.cell for given in pages for each in given.boxes if each.continued}
    cells = [cell for sheet in sheets for cell in sheet.cells if cell.text]
    assert len(cells) > 200
    for cell in cells:
        assert cell in parted or squeezed(cell.text) in whole
