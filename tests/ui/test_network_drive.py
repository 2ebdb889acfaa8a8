"""A workbook on a network drive: said once, with a way to work on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import hfgoals.places
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from ui import flows
from ui.main_window import MainWindow
from ui.memory import Memory

_HERE = "复制到本机编辑"


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of another computer, with a workbook."""
    folder = tmp_path / "共享"
    folder.mkdir()
    create(folder / "甲.hfg", sample_book()).close()
    monkeypatch.setattr(
        hfgoals.places, "on_network", lambda path: Path(path).is_relative_to(folder)
    )
    documents = tmp_path / "文档"
    documents.mkdir()
    monkeypatch.setattr(flows, "documents_folder", lambda: documents)
    return folder / "甲.hfg"


@pytest.fixture
def opened(share: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    assert window.open_path(share)
    return window


def _offered(window: MainWindow) -> QPushButton | None:
    shown = [each for each in window.notice.findChildren(QPushButton) if each.isVisible()]
    return next((each for each in shown if each.text() == _HERE), None)


def test_it_is_said_once(opened: MainWindow, share: Path) -> None:
    assert "网络" in opened.notice.text
    assert not opened.document.read_only
    assert opened.close_book()
    assert opened.open_path(share)
    assert not opened.notice.text
    opened.close()


def test_working_on_a_copy(opened: MainWindow, share: Path, tmp_path: Path) -> None:
    (tmp_path / "文档" / "甲.hfg").write_bytes(b"another")
    book = opened.document.book
    button = _offered(opened)
    assert button is not None
    button.click()
    here = opened.document.session.path
    assert here.parent == tmp_path / "文档"
    assert not opened.document.read_only
    assert opened.document.book == book
    assert (tmp_path / "文档" / "甲.hfg").read_bytes() == b"another"
    opened.close()
    with open_file(share) as there:
        assert there.book == book


def test_a_file_of_this_machine_is_not_spoken_of(window: MainWindow) -> None:
    assert not window.notice.text
