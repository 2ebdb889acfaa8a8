"""The window as a whole: opening, years, troubles, what it says and offers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from hfgoals.forms import evaluation_project, evaluation_report
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.rows import Changes
from hfgoals.sample import sample_book
from hfgoals.store import Besides, Store, create, open_file
from hfgoals.trouble import CannotWrite
from tests.forms.examples import book
from tests.ui.input_method import InputMethod
from ui import flows
from ui.actions import COMMANDS, MENUS
from ui.launch import run
from ui.main_window import MainWindow
from ui.memory import Memory

SOURCES = Path(__file__).parents[1] / "real_files"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", book()).close()
    return tmp_path / "甲.hfg"


def _answer(name: str, seen: list[str] | None = None, typed: str = "") -> None:
    """Type, and press the button of that name in the dialog that offers it, whenever it comes."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        buttons = dialog.findChildren(QPushButton) if isinstance(dialog, QDialog) else []
        wanted = [each for each in buttons if each.text() == name and each.isVisible()]
        if not wanted:
            QTimer.singleShot(10, look)
            return
        if seen is not None and isinstance(dialog, QMessageBox):
            seen.append(dialog.text() + dialog.informativeText())
        if typed and isinstance(dialog, QDialog):
            QTest.keyClicks(dialog.focusWidget(), typed)
        wanted[0].click()

    QTimer.singleShot(0, look)


def test_every_command_is_in_a_menu_or_on_the_tool_bar(window: MainWindow) -> None:
    placed = {name for _, names in MENUS for name in names}
    for command in COMMANDS:
        assert command.name in placed
        assert window.actions_by_name[command.name].text()


def test_what_needs_a_workbook_is_offered_with_one(window: MainWindow, path: Path) -> None:
    assert not window.actions_by_name["export_excel"].isEnabled()
    assert window.open_path(path)
    assert window.actions_by_name["export_excel"].isEnabled()
    assert not window.actions_by_name["undo"].isEnabled()
    assert book().unit.name in window.windowTitle()
    assert window.close_book()
    assert not window.actions_by_name["export_excel"].isEnabled()


@pytest.mark.parametrize(
    ("command", "ending"),
    [("export_excel", ".xlsx"), ("export_pdf", ".pdf"), ("export_word", ".docx")],
)
def test_every_format_has_its_command(
    window: MainWindow, path: Path, command: str, ending: str
) -> None:
    window.open_path(path)
    before = set(path.parent.iterdir())
    _answer("导出")
    window.actions_by_name[command].trigger()
    (made,) = set(path.parent.iterdir()) - before
    assert made.suffix == ending
    assert made.name in window.notice.text


def test_a_report_is_written_once_the_year_has_a_stage(window: MainWindow, path: Path) -> None:
    window.open_path(path)
    seen: list[str] = []
    _answer("确定", seen)
    window.actions_by_name["export_stage_report"].trigger()
    assert "自评表" in seen[0]
    assert window.workspace is not None
    document = window.workspace.document
    plan = document.plan
    assert plan is not None
    forms = "、".join((*plan.forms, evaluation_project.ID))
    document.apply("x", [SetText(Address("plan", plan.id, "forms"), forms)])
    before = set(path.parent.iterdir())
    _answer("导出")
    window.actions_by_name["export_stage_report"].trigger()
    (made,) = set(path.parent.iterdir()) - before
    assert made.suffix == ".docx"
    assert evaluation_report.NAME in made.name


def test_a_file_that_is_none_is_told_and_nothing_changes(
    window: MainWindow, path: Path, tmp_path: Path
) -> None:
    window.open_path(path)
    (tmp_path / "乙.hfg").write_bytes(b"PK\x03\x04 not ours")
    seen: list[str] = []
    _answer("确定", seen)
    assert not window.open_path(tmp_path / "乙.hfg")
    assert "乙.hfg" in seen[0]
    assert window.workspace is not None
    assert window.workspace.document.session.path == path


def test_a_second_window_can_only_look(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.open_path(path)
    other = MainWindow(Memory(path.parent / "other.json"))
    qtbot.addWidget(other)
    other.show()
    # As another program does, which knows nothing of this window.
    assert other.load(path)
    assert other.workspace is not None
    assert other.workspace.document.read_only
    assert other.notice.text.count("只能查看") == 1
    assert not other.actions_by_name["add_year"].isEnabled()
    assert other.close_book()
    assert not other.notice.text
    other.close()


def test_a_file_put_aside_is_told_once(window: MainWindow, path: Path) -> None:
    """Somebody's file that only has the name of the journal: it is kept, and where is said."""
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes("会议纪要".encode())
    assert window.open_path(path)
    (kept,) = path.parent.glob(f"{journal.name}-旧-*")
    assert kept.name in window.notice.text
    assert window.close_book()
    assert not window.notice.text
    assert window.open_path(path)
    assert not window.notice.text


@pytest.mark.parametrize("way", ["button", "Ctrl+S"])
def test_a_failed_write_stays_visible_until_it_is_mended(
    window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    window.open_path(path)
    assert window.workspace is not None
    document = window.workspace.document
    write = Store.write

    def full(self: Store, changes: Changes, beside: Besides) -> None:
        raise CannotWrite("磁盘已满，没有写进去。")

    monkeypatch.setattr(Store, "write", full)
    window.workspace.projects.table.setFocus()
    next(each for each in window.workspace.commands if "复制项目" in each.text()).trigger()
    qtbot.waitUntil(lambda: "磁盘已满" in window.notice.text)
    assert "未能保存" in window.save_state.text()
    monkeypatch.setattr(Store, "write", write)
    buttons = window.notice.findChildren(QPushButton)
    if way == "button":
        retry = next(each for each in buttons if each.text() == "重试")
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.save_state.text().startswith("已保存"))
    assert not window.notice.text
    assert document.session.flush()


def test_years_come_change_and_go(window: MainWindow, path: Path) -> None:
    window.open_path(path)
    assert window.workspace is not None
    document = window.workspace.document
    first = document.plan
    _answer("新建")
    window.years.add_year()
    assert document.plan is not first
    assert document.plan is not None
    assert document.plan.projects == ()
    added = document.plan.year
    _answer("更改", typed=str(added + 3))
    window.years.change_year()
    assert document.plan.year == added + 3
    _answer("删除")
    window.years.remove_year()
    assert document.plan == first
    for _ in range(3):
        window.undo()
    assert [plan.year for plan in document.book.years] == [first.year if first else 0]


@pytest.mark.parametrize("command", ["close_book", "quit"])
def test_what_is_being_composed_at_the_end_is_in_the_file(
    window: MainWindow, path: Path, command: str
) -> None:
    window.open_path(path)
    assert window.workspace is not None
    window.activateWindow()
    document, page = window.workspace.document, window.workspace.overall
    window.workspace.show_page(page)
    method = InputMethod()
    method.send("融媒", "")
    assert method.composing
    window.actions_by_name[command].trigger()
    assert "融媒" in document.book.years[0].overall.goal
    store = open_file(path, read_only=True)
    assert store.book == document.book
    store.close()


def test_a_published_text_becomes_a_workbook(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "读入.hfg"
    monkeypatch.setattr("ui.flows.choose_target", lambda *_: target)
    _answer("读入并保存为…")
    window.files.import_path(SOURCES / "004.txt")
    assert window.workspace is not None
    document = window.workspace.document
    assert document.plan is not None
    assert document.plan.year == 2023
    assert len(document.plan.projects) == 3
    assert target.exists()


def test_reading_into_an_open_workbook_is_one_step(window: MainWindow, path: Path) -> None:
    window.open_path(path)
    assert window.workspace is not None
    document = window.workspace.document
    before = document.book
    _answer("读入到本工作簿")
    seen: list[str] = []
    _answer("确定", seen)
    window.files.import_path(SOURCES / "004.txt")
    assert len(seen) == 1
    assert document.book != before
    assert document.undo_name is not None
    window.undo()
    assert document.book == before


def test_the_sample_is_a_file_of_its_own(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.flows.documents_folder", lambda: tmp_path)
    window.files.open_sample()
    assert window.workspace is not None
    assert window.workspace.document.book.years[0].year == sample_book().years[0].year
    assert "示例" in window.windowTitle()
    window.files.open_sample()
    assert len(list(tmp_path.glob("绩效目标示例*.hfg"))) == 2


def test_qts_own_words_are_chinese(window: MainWindow) -> None:
    box = QMessageBox(window)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    assert "取消" in cancel.text()


def test_f1_shows_the_manual(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    (page,) = window.findChildren(QTextBrowser)
    assert "使用手册" in page.toPlainText()


@pytest.fixture
def _no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hooks for the whole process are no test's business."""
    monkeypatch.setattr("ui.launch._keep_a_log", lambda: None)


@pytest.mark.usefixtures("_no_log", "qapp")
def test_a_picture_of_no_workbook_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "没有.hfg", picture=tmp_path / "window.png") == 3
    assert "没有.hfg" in capsys.readouterr().err
    assert not (tmp_path / "window.png").exists()


@pytest.mark.usefixtures("_no_log", "qapp")
def test_the_picture_command_writes_one(tmp_path: Path, path: Path) -> None:
    picture = tmp_path / "window.png"
    assert run(path, picture=picture) == 0
    assert picture.stat().st_size > 20_000


def test_fitting_to_a_page_is_on_until_switched_off_and_is_remembered(
    window: MainWindow, path: Path, tmp_path: Path
) -> None:
    window.open_path(path)
    action = window.actions_by_name["fit_to_page"]
    assert action.isChecked()
    action.trigger()
    assert not Memory(tmp_path / "window.json").fit_page
    window.close_book()
    window.open_path(path)
    assert not action.isChecked()
    action.trigger()
    assert Memory(tmp_path / "window.json").fit_page


def test_files_are_first_looked_for_beside_the_workbook(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def cancelled(_parent: object, _title: str, folder: str, *_: object, **__: object) -> Any:
        asked.append(folder)
        return "", ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", cancelled)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", cancelled)
    memory = Memory(tmp_path / "window.json")
    window = MainWindow(memory)
    qtbot.addWidget(window)
    assert flows.choose_source(window, memory) is None
    beside = tmp_path / "今年"
    beside.mkdir()
    memory.opened(beside / "本单位.hfg")
    assert flows.choose_source(window, memory) is None
    assert flows.choose_target(window, memory, "另存副本", "副本") is None
    assert asked == [
        str(flows.documents_folder()),
        str(beside),
        str(beside / "副本.hfg"),
    ]


def test_a_steps_name_is_shown_as_it_is(window: MainWindow, path: Path) -> None:
    assert window.open_path(path)
    document = window.document
    assert document.replace("读入“<b>甲&乙</b>.txt”", sample_book())
    action = window.actions_by_name["undo"]
    assert "&lt;b&gt;甲&amp;乙&lt;/b&gt;" in action.toolTip()
    assert "<b>甲&&乙</b>" in action.text()
