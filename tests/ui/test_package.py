"""The hand-in package from the window: its dialog, and all the way to the files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.package import package_name
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from tests.ui.modal import answer
from ui.dialogs.package import KEPT, NOT_KEPT, SUBMITTED, PackageDialog
from ui.main_window import MainWindow
from ui.memory import Memory

UNIT = Unit(name="甲单位")
PLAN = AnnualPlan(year=2025, projects=(Project(name="乙"),))


@pytest.fixture
def parent(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_what_is_left_is_a_warning(parent: QWidget, tmp_path: Path) -> None:
    dialog = PackageDialog(UNIT, PLAN, "还有 2 处错误、5 处警告未处理", tmp_path, parent)
    assert "还有 2 处错误、5 处警告未处理" in dialog.state.text()
    assert dialog.state.property("role") == "warning"
    assert dialog.refusal() == ""
    fine = PackageDialog(UNIT, PLAN, "", tmp_path, parent)
    assert fine.state.property("role") == "good"


def test_no_line_is_cut_off(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    unit = Unit(name="某某某某" * 10)
    dialog = PackageDialog(unit, PLAN, "还有 2 处错误、5 处警告未处理" * 3, tmp_path, parent)
    dialog.show()
    for act in (lambda: None, dialog.findChildren(QCheckBox)[0].click, _emptied(dialog)):
        act()
        qtbot.waitUntil(lambda: not _cut_off(dialog))
    assert dialog.isVisible()


def _emptied(dialog: PackageDialog) -> Callable[[], None]:
    def act() -> None:
        dialog.findChildren(QLineEdit)[0].clear()
        dialog.accept_button.click()

    return act


def _cut_off(dialog: PackageDialog) -> list[str]:
    labels = [each for each in dialog.findChildren(QLabel) if each.isVisible()]
    return [
        each.text()
        for each in labels
        if each.wordWrap() and each.height() < each.heightForWidth(each.width())
    ]


def _tick(dialog: PackageDialog, word: str) -> QCheckBox:
    (found,) = (box for box in dialog.findChildren(QCheckBox) if word in box.text())
    return found


def test_folder_and_zip_are_given_back(parent: QWidget, tmp_path: Path) -> None:
    dialog = PackageDialog(UNIT, PLAN, "", tmp_path, parent)
    assert (dialog.folder, dialog.zipped) == (tmp_path, False)
    _tick(dialog, "压缩包").click()
    assert dialog.zipped
    name = package_name(UNIT, PLAN, ".zip", public=True)
    assert not dialog.public
    assert name not in [label.text() for label in dialog.findChildren(QLabel)]
    _tick(dialog, "用于公开").click()
    assert dialog.public
    assert name in [label.text() for label in dialog.findChildren(QLabel)]
    (field,) = dialog.findChildren(QLineEdit)
    for text in ("", "  ", str(_file(tmp_path))):
        field.setText(text)
        dialog.accept_button.click()
        assert dialog.refusal()
        assert dialog.result() == 0


def _file(folder: Path) -> Path:
    path = folder / "file"
    path.write_text("x")
    return path


@pytest.mark.parametrize("zipped", [False, True])
def test_from_the_menu_to_the_files(zipped: bool, window: MainWindow, tmp_path: Path) -> None:
    book = sample_book()
    create(tmp_path / "甲.hfg", book).close()
    assert not window.actions_by_name["make_package"].isEnabled()
    assert window.open_path(tmp_path / "甲.hfg")
    to = tmp_path / "报送"

    def fill(dialog: PackageDialog) -> None:
        dialog.findChildren(QLineEdit)[0].setText(str(to))
        _tick(dialog, "压缩包").setChecked(zipped)
        dialog.accept_button.click()

    answer(PackageDialog, fill)
    window.actions_by_name["make_package"].trigger()
    (made,) = to.iterdir()
    assert made.is_file() is zipped
    if zipped:
        with zipfile.ZipFile(made) as archive:
            archive.extractall(tmp_path / "out")
        made = tmp_path / "out"
    assert len(list(made.iterdir())) == 5
    (copy,) = made.glob("*.hfg")
    with open_file(copy, read_only=True) as store:
        assert store.book == book
    offered = [each.text() for each in window.notice.findChildren(QPushButton) if each.isVisible()]
    assert "打开文件夹" in offered


def test_thinking_better_of_it_writes_nothing(window: MainWindow, tmp_path: Path) -> None:
    create(tmp_path / "甲.hfg", Book(UNIT, (PLAN,))).close()
    assert window.open_path(tmp_path / "甲.hfg")
    before = sorted(tmp_path.iterdir())
    answer(PackageDialog, lambda dialog: dialog.reject())
    window.actions_by_name["make_package"].trigger()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("keeping", [KEPT, SUBMITTED, NOT_KEPT])
def test_the_state_that_is_packed_is_kept_as_a_version(
    keeping: int, window: MainWindow, tmp_path: Path
) -> None:
    create(tmp_path / "甲.hfg", Book(UNIT, (PLAN,))).close()
    assert window.open_path(tmp_path / "甲.hfg")

    def fill(dialog: PackageDialog) -> None:
        dialog.findChildren(QLineEdit)[0].setText(str(tmp_path / "报送"))
        box = dialog.findChild(QComboBox)
        box.setFocus()
        for _ in range(keeping):
            QTest.keyClick(box, Qt.Key.Key_Down)
        dialog.accept_button.click()

    answer(PackageDialog, fill)
    window.actions_by_name["make_package"].trigger()
    kept = window.document.session.history.versions
    (made,) = (tmp_path / "报送").iterdir()
    assert [each.note for each in kept] == ([] if keeping == NOT_KEPT else [made.name])
    assert window.document.locked is (keeping == SUBMITTED)


def test_what_is_published_is_kept_as_no_version(parent: QWidget, tmp_path: Path) -> None:
    dialog = PackageDialog(UNIT, PLAN, "", tmp_path, parent)
    assert dialog.keeping == KEPT
    _tick(dialog, "用于公开").click()
    assert dialog.keeping == NOT_KEPT
    looked_at = PackageDialog(UNIT, PLAN, "", tmp_path, parent, may_keep=False)
    assert looked_at.keeping == NOT_KEPT
