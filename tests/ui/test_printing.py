"""Printing on the paper that each page is laid out on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Paper
from tests.forms.examples import UNIT, plan
from ui.printing import new_printer, print_pages


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
