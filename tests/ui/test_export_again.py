"""Exporting where files of the same name are already: the window asks before it replaces any."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.ui.modal import answer
from ui.dialogs.export import ExportDialog
from ui.dialogs.wide.dialog import WideDialog
from ui.main_window import MainWindow

KEEP, OVER, LEAVE = "都保留", "替换", "取消"


def _excel(window: MainWindow, then: Callable[[], None]) -> None:
    def go(dialog: ExportDialog) -> None:
        then()
        dialog.accept_button.click()

    answer(ExportDialog, go)
    window.actions_by_name["export_excel"].trigger()


def _wide(window: MainWindow, then: Callable[[], None]) -> None:
    def go(dialog: WideDialog) -> None:
        then()
        dialog.accept_button.click()

    answer(WideDialog, go)
    window.actions_by_name["export_wide"].trigger()


def _clicks(word: str, told: list[str]) -> None:
    """In the next message, the button with that word; notes what the message says."""

    def click(box: QMessageBox) -> None:
        told.append(box.text() + box.informativeText())
        (button,) = (each for each in box.buttons() if word in each.text())
        button.click()

    answer(QMessageBox, click)


@pytest.mark.parametrize("export", [_excel, _wide])
def test_a_file_in_the_way_is_asked_about(
    export: Callable[[MainWindow, Callable[[], None]], None], window: MainWindow, tmp_path: Path
) -> None:
    told: list[str] = []
    export(window, lambda: None)
    (signed,) = tmp_path.glob("*.xlsx")
    whole = signed.read_bytes()
    signed.write_bytes(b"signed")

    export(window, lambda: _clicks(LEAVE, told))
    assert list(tmp_path.glob("*.xlsx")) == [signed]

    def keep() -> None:
        _clicks(KEEP, told)

    export(window, keep)
    assert len(told) == 2
    assert all(signed.name in each for each in told)
    assert signed.read_bytes() == b"signed"
    (second,) = (each for each in tmp_path.glob("*.xlsx") if each != signed)
    assert second.read_bytes() == whole
    assert second.name in window.notice.text

    export(window, lambda: _clicks(OVER, told))
    assert signed.read_bytes() == whole
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


@pytest.mark.parametrize(("word", "files"), [("重试", 1), ("另存", 2), (LEAVE, 1)])
@pytest.mark.parametrize("export", [_excel, _wide])
def test_a_file_that_another_program_holds(
    export: Callable[[MainWindow, Callable[[], None]], None],
    word: str,
    files: int,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As Windows has it while Excel shows the file: closed before the second try."""
    export(window, lambda: None)
    (held,) = tmp_path.glob("*.xlsx")
    whole = held.read_bytes()
    held.write_bytes(b"signed")
    window.notice.hide()
    told: list[str] = []
    rename = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target != held:
            return rename(path, target)
        raise PermissionError(13, "shared", str(path), None, str(target))

    def meet(box: QMessageBox) -> None:
        told.append(box.text())
        monkeypatch.setattr(Path, "replace", rename)
        next(each for each in box.buttons() if word in each.text()).click()

    def over(box: QMessageBox) -> None:
        monkeypatch.setattr(Path, "replace", refuse)
        answer(QMessageBox, meet)
        next(each for each in box.buttons() if OVER in each.text()).click()

    export(window, lambda: answer(QMessageBox, over))
    assert held.name in told[0]
    assert (held.read_bytes() == whole) == (word == "重试")
    assert len(list(tmp_path.glob("*.xlsx"))) == files
    assert bool(window.notice.text) == (word != LEAVE)
