"""Windows in the program's own look, on workbooks of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.sample import sample_book
from hfgoals.store import create
from tests.forms.examples import book
from ui.document import Document
from ui.main_window import MainWindow
from ui.memory import Memory


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program starts it: Chinese, bundled fonts, style sheet."""
    from ui.launch import application

    return application()


@pytest.fixture(autouse=True)
def _own_clipboard(qapp: QApplication) -> Iterator[None]:
    """What a test has copied is not the next one's.

    Qt falls over data that were made in Python and are still on the clipboard when it ends.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """A document on a real file, with a few projects."""
    made = Document.create(tmp_path / "试用.hfg", book())
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The whole window, 1280 × 800, with the sample open from 甲.hfg."""
    create(tmp_path / "甲.hfg", sample_book()).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    assert made.open_path(tmp_path / "甲.hfg")
    yield made
    made.close()
