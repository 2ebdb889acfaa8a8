"""A table editor over a real file, shown off screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import text_at
from hfgoals.model.values import Indicator, Project
from tests.forms import examples
from ui.document import Document
from ui.grid.cell_editor import CellEditor
from ui.grid.editing import Note
from ui.grid.popup import OfferPopup
from ui.grid.table_editor import TableEditor

NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """What a user sees and does: keys go where the focus is, the mouse to cells by address."""

    def __init__(self, table: TableEditor, document: Document) -> None:
        self.table = table
        self.document = document
        self.refusals: list[str] = []
        document.refused.connect(self.refusals.append)

    @property
    def project(self) -> Project:
        project = self.document.project
        assert project is not None
        return project

    def row(self, number: int) -> Indicator:
        """The indicator of that number on the form, from 1."""
        return self.project.indicators[number - 1]

    def cell(self, number: int, path: str) -> Address:
        return Address("indicator", self.row(number).id, path)

    def field(self, path: str) -> Address:
        return Address("project", self.project.id, path)

    def text(self, address: Address) -> str:
        return text_at(self.document.book, address)

    def take(self, address: Address) -> None:
        assert self.table.show_address(address)

    @property
    def here(self) -> Address | None:
        return self.table.current_address()

    @property
    def editor(self) -> CellEditor:
        (editor,) = self.table.viewport().findChildren(CellEditor)
        return editor

    @property
    def note(self) -> Note:
        (note,) = self.table.viewport().findChildren(Note)
        return note

    @property
    def popup(self) -> OfferPopup | None:
        shown = [each for each in self.table.findChildren(OfferPopup) if each.isVisible()]
        return shown[0] if shown else None

    @property
    def offered(self) -> list[str]:
        return [item.text for item in self.popup.offers.items] if self.popup else []

    @property
    def editing(self) -> bool:
        return self.editor.awake

    def target(self) -> QWidget:
        return self.editor

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.target(), key, modifiers)

    def type(self, text: str) -> None:
        """ASCII by keys, everything else as an input method commits it."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.target(), letter)
            else:
                self.compose(letter)

    def compose(self, committed: str = "", preedit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(committed)
        QApplication.sendEvent(self.target(), event)

    def spot(self, address: Address) -> QPoint:
        board = self.table.board()
        assert board is not None
        place = board.of(address)
        assert place is not None
        self.table.scroll_to(place.rect)
        return self.table.viewing.pixels(place.rect).center()

    def click(self, address: Address) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(self.table.viewport(), left, NONE, self.spot(address))

    def double_click(self, address: Address) -> None:
        spot, none = self.spot(address), NONE
        QTest.mouseDClick(self.table.viewport(), Qt.MouseButton.LeftButton, none, spot)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[int], Hands]]:
    """Opens the example project of that index in an editor."""
    documents: list[Document] = []

    def made(project: int) -> Hands:
        document = Document.create(tmp_path / "book.hfg", examples.book())
        documents.append(document)
        plan = document.plan
        assert plan is not None
        document.select_project(plan.projects[project].id)
        table = TableEditor(document)
        qtbot.addWidget(table)
        table.resize(1040, 900)
        table.show()
        table.activateWindow()
        table.setFocus()
        return Hands(table, document)

    yield made
    for document in documents:
        document.close()


@pytest.fixture
def hands(make: Callable[[int], Hands]) -> Hands:
    """The project with merged levels, two goals and eight indicators."""
    return make(1)


@pytest.fixture
def blank(make: Callable[[int], Hands]) -> Hands:
    """The project with neither goals nor indicators."""
    return make(2)
