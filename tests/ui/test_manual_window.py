"""The manual's window: its pictures fit the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QTextFragment
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.paths import manual
from ui.manual_window import ManualPage, ManualWindow


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> ManualWindow:
    made = ManualWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def _page(window: ManualWindow) -> ManualPage:
    (page,) = window.findChildren(ManualPage)
    return page


def _fragments(page: ManualPage) -> list[QTextFragment]:
    found = []
    block = page.document().begin()
    while block.isValid():
        found += [each.fragment() for each in block]
        block = block.next()
    return found


def _pictures(page: ManualPage) -> list[QTextFragment]:
    return [each for each in _fragments(page) if each.charFormat().isImageFormat()]


def test_every_picture_is_there(window: ManualWindow) -> None:
    pictures = _pictures(_page(window))
    assert len(pictures) == manual().read_text("utf-8").count("![")
    for each in pictures:
        name = each.charFormat().toImageFormat().name()
        assert not QImage(str(manual().parent / name)).isNull()


def test_all_is_in_the_type_of_the_window_what_is_to_be_typed_too(window: ManualWindow) -> None:
    formats = [each.charFormat() for each in _fragments(_page(window))]
    assert {each.font().family() for each in formats} == {window.font().family()}
    assert not any(each.fontFixedPitch() for each in formats)


@pytest.mark.parametrize(("width", "height"), [(600, 480), (800, 600), (1280, 800), (1920, 1080)])
def test_nothing_scrolls_sideways(
    window: ManualWindow, width: int, height: int, qtbot: QtBot
) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    page = _page(window)
    assert page.viewport().width() > width - 30
    # What lies below the window is laid out a little later.
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)
    assert page.document().size().width() <= page.viewport().width()


def _shown(page: ManualPage, picture: QTextFragment) -> QImage:
    """What the page shows where the picture is, in pixels of the screen."""
    block = page.document().findBlock(picture.position())
    page.verticalScrollBar().setValue(
        round(page.document().documentLayout().blockBoundingRect(block).top())
    )
    return page.viewport().grab().toImage()


def test_a_picture_is_shrunk_whole_and_never_enlarged(window: ManualWindow) -> None:
    page = _page(window)
    picture = _pictures(page)[0]
    own = QImage(str(manual().parent / picture.charFormat().toImageFormat().name()))
    block = page.document().findBlock(picture.position())
    sizes = []
    for width in (700, 1700):
        window.resize(QSize(width, 1000))
        QApplication.processEvents()
        sizes.append(page.document().documentLayout().blockBoundingRect(block).height())
    assert own.height() * 0.4 < sizes[0] < own.height() * 0.65
    assert own.height() <= sizes[1] < own.height() + 40
    assert _has_right_edge(_shown(page, picture), own)


def _has_right_edge(shown: QImage, own: QImage) -> bool:
    """Whether a column of pixels near the right edge of the picture is on the page as it is."""
    rows = range(own.height() // 4, own.height() // 2)
    column = [own.pixel(own.width() - 40, y) for y in rows]
    return any(
        [shown.pixel(24 + own.width() - 40, y + by) for y in rows] == column
        for by in range(-30, 60)
        if rows[0] + by >= 0 and rows[-1] + by < shown.height()
    )
