"""Printing on the paper that each page is laid out on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QMessageBox

from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.layout.flow import flow
from hfgoals.layout.pages import Page
from hfgoals.layout.sheet import Paper
from tests.forms.examples import UNIT, plan
from tests.ui.modal import press
from ui.main_window import MainWindow
from ui.printing import _put_paper_in, new_printer, print_pages


@pytest.mark.usefixtures("qapp")
def test_every_page_is_printed_on_its_own_paper(tmp_path: Path) -> None:
    year = plan()
    (narrow,) = hebei_overall.FORM.sheets(UNIT, year)
    broad, *_ = replace(hebei_project.FORM, paper=Paper(297.0, 210.0)).sheets(UNIT, year)
    for sheets in ((narrow, broad), (broad, narrow)):
        pages = flow(sheets)
        printer = new_printer("试印")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "a.pdf"))
        print_pages(printer, pages)
        printed = PdfReader(tmp_path / "a.pdf").pages
        assert [(page.paper.width, page.paper.height) for page in pages] == [
            (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4))
            for page in printed
        ]


@pytest.mark.usefixtures("qapp")
def test_paper_of_the_dialog_does_not_stay(tmp_path: Path) -> None:
    """The dialog of Windows puts the printer's own paper, orientation and margins in."""
    (narrow,) = hebei_overall.FORM.sheets(UNIT, plan())
    pages = flow((narrow,))
    printer = new_printer("试印")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    printer.setFullPage(False)
    letter = QPageSize(QPageSize.PageSizeId.Letter)
    printer.setPageLayout(
        QPageLayout(letter, QPageLayout.Orientation.Landscape, QMarginsF(30, 30, 30, 30))
    )
    print_pages(printer, pages)
    layout = printer.pageLayout()
    assert layout.pageSize().id() == QPageSize.PageSizeId.A4
    assert layout.orientation() == QPageLayout.Orientation.Portrait
    assert layout.margins().isNull()
    assert printer.fullPage()
    first = PdfReader(tmp_path / "a.pdf").pages[0].mediabox
    assert [round(side / 72 * 25.4) for side in (first.width, first.height)] == [210, 297]


@pytest.mark.usefixtures("qapp")
def test_broad_paper_is_a4_turned() -> None:
    """A driver takes 297 x 210 mm for a paper of the user's own, and asks for it by hand."""
    printer = new_printer("试印")
    _put_paper_in(printer, Paper(297.0, 210.0))
    layout = printer.pageLayout()
    assert layout.pageSize().id() == QPageSize.PageSizeId.A4
    assert layout.orientation() == QPageLayout.Orientation.Landscape


@pytest.mark.parametrize("way", ["导出 PDF…", "打印到文件…", "取消"])
def test_without_a_printer(way: str, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    done: list[str] = []
    monkeypatch.setattr(window.files, "export_pdf", lambda: done.append("导出 PDF…"))
    monkeypatch.setattr("ui.printing.print_with_dialog", lambda *_: done.append("打印到文件…"))
    monkeypatch.setattr("ui.messages.choose", lambda *_: "这张表")
    press(QMessageBox, way)
    window.files.print_pages()
    assert done == ([] if way == "取消" else [way])


@pytest.mark.parametrize(
    ("way", "titles"),
    [("这张表", 1), ("全部项目", 12), ("部门整体", 0), ("整本文本", 12), ("取消", None)],
)
def test_what_is_printed_is_asked_before(
    way: str, titles: int | None, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["HP"])
    printed: list[tuple[Page, ...]] = []
    monkeypatch.setattr("ui.printing.print_with_dialog", lambda _, pages, __: printed.append(pages))
    window.show_projects()
    press(QMessageBox, way)
    window.files.print_pages()
    if titles is None:
        assert printed == []
        return
    ((*pages,),) = printed
    boxes = [box for page in pages for box in page.boxes if not box.continued]
    assert sum(box.cell.style == "title" for box in boxes) == titles
    assert any(box.cell.style == "part" for box in boxes) == (way in ("部门整体", "整本文本"))


def test_chosen_projects_are_printed_alone(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["HP"])
    printed: list[tuple[Page, ...]] = []
    monkeypatch.setattr("ui.printing.print_with_dialog", lambda _, pages, __: printed.append(pages))
    plan = window.document.plan
    assert plan is not None
    window.files.print_projects([plan.projects[1].id, plan.projects[2].id])
    ((*pages,),) = printed
    said = [box.cell.text for page in pages for box in page.boxes if box.cell.style == "title"]
    assert [text.split(".")[0] for text in said] == ["2", "3"]
