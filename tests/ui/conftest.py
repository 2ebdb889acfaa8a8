"""Windows in the program's own look, on workbooks of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.forms.examples import book
from ui.document import Document


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
