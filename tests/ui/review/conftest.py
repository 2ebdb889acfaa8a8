"""The published text of 2023 as a workbook of its own, under review and in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.store import create
from tests.ui.review.published import published_book, workspace_of
from ui.document import Document
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.review.review import Review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file holding it."""
    create(tmp_path / "怀来.hfg", published_book()).close()
    return tmp_path / "怀来.hfg"


@pytest.fixture
def document(qapp: QApplication, path: Path) -> Iterator[Document]:
    """It, open."""
    made = Document.open(path)
    yield made
    made.close()


@pytest.fixture
def review(document: Document) -> Iterator[Review]:
    """Its review, looked at once."""
    made = Review(document)
    made.check_now()
    yield made
    made.stop()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, path: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The whole window with it, 1280 × 800, checked."""
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    assert made.open_path(path)
    qtbot.waitUntil(lambda: workspace_of(made).review.checked)
    yield made
    made.close()
