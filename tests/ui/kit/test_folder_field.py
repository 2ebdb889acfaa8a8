"""Where files are written that a dialog is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.folder_field import FolderField


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("报送", "offered/报送"),
        (" 报送 ", "offered/报送"),
        ("报送/一月", "offered/报送/一月"),
        ("~nobody-of-that-name", "offered/~nobody-of-that-name"),
        ("{root}/elsewhere", "elsewhere"),
    ],
)
def test_a_name_alone_is_a_folder_in_the_one_offered(
    written: str, meant: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    field = FolderField(tmp_path / "offered", parent)
    assert field.folder == tmp_path / "offered"
    field.line.setText(written.format(root=tmp_path))
    assert field.folder == tmp_path / meant
    assert field.refusal == ""


def test_nothing_and_a_file_are_refused(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    parent = QWidget()
    qtbot.addWidget(parent)
    field = FolderField(tmp_path, parent)
    for written in ("", "  ", "file"):
        field.line.setText(written)
        assert field.refusal
