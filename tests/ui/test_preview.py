"""The preview shows the pages of the PDF and follows what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from hfgoals.export import booklet, form_pages
from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText
from hfgoals.model.values import Indicator
from tests.ui.scrolling import assert_goes_by_lines_and_pages
from ui.document import Document
from ui.kit.sheets import paint_page
from ui.preview import PreviewPanel


def _shown(panel: PreviewPanel, qtbot: QtBot) -> PreviewPanel:
    qtbot.addWidget(panel)
    panel.resize(500, 700)
    panel.show()
    qtbot.waitUntil(lambda: bool(panel.view.pages))
    return panel


def test_shows_the_pages_of_the_project_in_hand(document: Document, qtbot: QtBot) -> None:
    panel = _shown(PreviewPanel(document), qtbot)
    plan, project = document.plan, document.project
    assert plan is not None
    assert project is not None
    assert panel.view.pages == form_pages(hebei_project.FORM, document.book.unit, plan, project.id)


def test_follows_an_edit(document: Document, qtbot: QtBot) -> None:
    panel = _shown(PreviewPanel(document), qtbot)
    assert document.project is not None
    document.apply("改", [SetText(Address("project", document.project.id, "name"), "改过的名称")])

    def texts() -> str:
        return "".join(box.cell.text for page in panel.view.pages for box in page.boxes)

    qtbot.waitUntil(lambda: "改过的名称" in texts())


def test_shows_the_whole_text_laid_out_beside_the_window(document: Document, qtbot: QtBot) -> None:
    panel = _shown(PreviewPanel(document), qtbot)
    plan = document.plan
    assert plan is not None
    panel._scope.setCurrentIndex(1)
    whole = booklet(document.book.unit, plan)
    qtbot.waitUntil(lambda: panel.view.pages == whole)
    panel.view.go_to_page(3)
    assert panel.view.page_in_view() == 3
    panel.wait()


def test_the_wheel_goes_by_lines(document: Document, qtbot: QtBot) -> None:
    panel = _shown(PreviewPanel(document), qtbot)
    panel._scope.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(panel.view.pages) > 3)
    assert_goes_by_lines_and_pages(panel.view)
    panel.wait()


def test_the_overall_tab_shows_the_overall_target(document: Document, qtbot: QtBot) -> None:
    panel = _shown(PreviewPanel(document), qtbot)
    panel.show_form(hebei_overall.FORM)
    qtbot.waitUntil(lambda: panel.view.pages[0].sheet_title == "部门整体绩效目标")


def test_zoom_and_keys(document: Document, qtbot: QtBot) -> None:
    panel = _shown(PreviewPanel(document), qtbot)
    panel._zoom.setCurrentText("200%")
    assert panel.view.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(panel.view, Qt.Key.Key_End)
    bar = panel.view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_every_box_is_painted_where_it_stands(document: Document) -> None:
    plan, project = document.plan, document.project
    assert plan is not None
    assert project is not None
    (page, *_) = form_pages(hebei_project.FORM, document.book.unit, plan, project.id)
    dots = 4.0
    image = QImage(round(210 * dots), round(297 * dots), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_page(painter, page, dots)
    painter.end()
    for box in page.boxes:
        if box.framed:
            assert _darkest(image, box.x, box.y + box.height / 2, dots) < 120
        for line in box.lines:
            left, right = line.x, line.x + max(2.0, line.size * 0.35)
            inked = any(
                image.pixelColor(x, y).lightness() < 128
                for x in range(round(left * dots), round(right * dots))
                for y in range(round((line.baseline - 3.5) * dots), round(line.baseline * dots) + 2)
            )
            assert inked or not line.text.strip(), line


def _darkest(image: QImage, x: float, y: float, dots: float) -> int:
    column = round(x * dots)
    return min(
        QColor(image.pixel(at, round(y * dots))).lightness() for at in range(column - 2, column + 3)
    )


def test_a_table_a_little_too_long_is_fitted_to_its_page_or_not(
    document: Document, qtbot: QtBot
) -> None:
    project = document.project
    assert project is not None
    unit = document.book.unit

    def both() -> list[int]:
        plan = document.plan
        assert plan is not None
        assert project is not None
        made = (
            form_pages(hebei_project.FORM, unit, plan, project.id, fit_page=fit)
            for fit in (True, False)
        )
        return [len(pages) for pages in made]

    while both() != [1, 2]:
        document.apply("加一行", [Insert(project.id, Indicator(name="编发数量"))])
    panel = _shown(PreviewPanel(document), qtbot)
    assert len(panel.view.pages) == 1
    panel.fit_page(on=False)
    qtbot.waitUntil(lambda: len(panel.view.pages) == 2)
    panel.fit_page(on=True)
    panel.refresh_now()
    assert len(panel.view.pages) == 1
