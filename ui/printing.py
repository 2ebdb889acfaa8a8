"""Printing: the pages of the PDF on the system's printer."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QToolButton, QWidget

from hfgoals.layout.pages import Page
from hfgoals.layout.sheet import Paper
from hfgoals.trouble import CannotWrite, Trouble
from ui.kit.sheets import paint_page
from ui.messages import answered, choose, tell_trouble


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def print_or_export(
    parent: QWidget, pages: tuple[Page, ...], title: str, export_pdf: Callable[[], None]
) -> None:
    """Print the pages as the user says in the dialog; where there is no printer, PDF is offered.

    A refusal of the printer is told.
    """
    if not has_printer() and not _prints_without(parent, export_pdf):
        return
    try:
        print_with_dialog(parent, pages, title)
    except Trouble as trouble:
        tell_trouble(parent, trouble)


def _prints_without(parent: QWidget, export_pdf: Callable[[], None]) -> bool:
    """Whether the user wants the dialog all the same, where no printer is known."""
    to_pdf, to_file = "导出 PDF…", "打印到文件…"
    # Windows' dialog shows itself only with a printer.
    ways = (to_pdf,) if sys.platform == "win32" else (to_pdf, to_file)
    answer = choose(
        parent,
        "这台电脑上没有打印机。",
        "填报的内容没有改动。可以导出 PDF，拿到有打印机的电脑上打印；"
        "也可以请人装好打印机后再来打印。",
        ways,
    )
    if answer == to_pdf:
        export_pdf()
    return answer == to_file


def print_with_dialog(parent: QWidget, pages: tuple[Page, ...], title: str) -> bool:
    """Ask for printer, copies and range, then print; False when the user thought better of it."""
    printer = new_printer(title)
    if not answered(print_dialog(printer, len(pages), parent)):
        return False
    print_pages(printer, pages)
    return True


def print_dialog(printer: QPrinter, pages: int, parent: QWidget) -> QPrintDialog:
    """The system's dialog for that many pages, not shown yet."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, pages)
    for button in dialog.findChildren(QToolButton):
        # Qt's own, for the file that is printed into, says no more than "…".
        if button.text().strip(".…") == "":
            button.setAccessibleName("选择输出文件")
    return dialog


def new_printer(title: str) -> QPrinter:
    """A printer that takes the paper as it is: the margins are in the pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    _put_paper_in(printer, Paper())
    return printer


def print_pages(printer: QPrinter, pages: tuple[Page, ...]) -> None:
    """Print the pages in the printer's range. Raises CannotWrite when the printer refuses."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    printed = pages[first - 1 : last]
    # The dialog may have put the printer's usual paper and margins back, as that of Windows does.
    _put_paper_in(printer, printed[0].paper if printed else Paper())
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotWrite("打印机没有响应。", "填报的内容没有改动。", "请检查打印机后再试。")
    dots_per_mm = printer.resolution() / 25.4
    for number, page in enumerate(printed):
        if number:
            _put_paper_in(printer, page.paper)
            printer.newPage()
        paint_page(painter, page, dots_per_mm)
    painter.end()


def _put_paper_in(printer: QPrinter, paper: Paper) -> None:
    """The paper that a page is laid out on, without margins: those are in the page.

    By its name and turned, not by its millimetres: printers' drivers know A4, and take other sizes
    for somebody's own.
    """
    narrow, long = sorted((paper.width, paper.height))
    size = QPageSize(
        QSizeF(narrow, long),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    turned = paper.width > paper.height
    orientation = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    # First: without it margins narrower than the printer's own are refused.
    printer.setFullPage(True)
    layout = QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
