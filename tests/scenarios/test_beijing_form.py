"""Beijing's overall form from an empty workbook, by keys: another unit than the document's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import create, open_file
from tests.scenarios.keyboard import focused, press, type_text
from tests.ui import modal
from ui.dialogs.duty_items import DutyItemsDialog
from ui.dialogs.overall_form import OverallFormDialog
from ui.form_pages import FormPage
from ui.main_window import MainWindow
from ui.memory import Memory

UNIT = "某县融媒体中心"
HEAD = (UNIT, "", "320.50", "88.00", "办好2024年的新闻宣传，守住安全播出底线。")
ITEMS = (
    ("新闻宣传", "播出新闻节目260期，观众满意度达到92%。"),
    ("安全播出", "检修设备12次，全年不发生停播事故。"),
)
REMARKS = "无"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a blank year that uses the form, with one project."""
    project = Project(name="设备维护费", budget=Money.parse("88.00"))
    plan = AnnualPlan(year=2024, projects=(project,), forms=("beijing_overall", "hebei_project"))
    create(tmp_path / "a.hfg", Book(Unit("425001"), (plan,))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.open_path(tmp_path / "a.hfg")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def _page(window: MainWindow) -> FormPage:
    page = window.open_workspace.forms.instead_of("hebei_overall")
    assert page is not None
    return page


def _fill_in(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert _page(window).isAncestorOf(focused())
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for text in HEAD:
        type_text(text)
        press(Qt.Key.Key_Tab)
    for name, content in ITEMS:
        # Tab behind the last cell of a filled row begins the next one.
        type_text(name)
        press(Qt.Key.Key_Tab)
        type_text(content)
        press(Qt.Key.Key_Tab)
    # Of a blank one Tab leads on, out of the table.
    for _ in range(2):
        press(Qt.Key.Key_Tab)
    type_text(REMARKS)
    press(Qt.Key.Key_Return)


def test_from_empty_to_the_paper_by_keys(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    document = window.document
    _fill_in(window)
    plan = document.plan
    assert plan is not None
    overall = plan.overall
    assert document.book.unit.name == UNIT
    assert [str(each) for each in (overall.funds.basic, overall.funds.project)] == [*HEAD[2:4]]
    assert (str(overall.funds.whole), overall.funds.total) == ("408.50", None)
    assert (overall.goal, overall.remarks) == (HEAD[4], REMARKS)
    *filled, blank = overall.subgoals
    assert [(row.title, row.indicators) for row in filled] == list(ITEMS)
    assert (blank.title, blank.indicators) == ("", "")
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    plan = document.plan
    assert plan is not None
    assert [(row.title, row.indicators) for row in plan.overall.subgoals] == list(ITEMS)
    assert [each.code for each in window.open_workspace.review.found_at(plan.id)] == []
    qtbot.waitUntil(lambda: "已保存" in window.save_state.text())
    (path,) = export(
        document.book, tmp_path, Choice(("xlsx",), (2024,), ("beijing_overall",))
    ).files
    again = read_source(path).plan.overall
    assert [(row.title, row.indicators) for row in again.subgoals] == list(ITEMS)
    assert replace(again, subgoals=()) == replace(plan.overall, subgoals=())
    window.close()
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book.years[-1] == plan


def _alt_shift(key: Qt.Key) -> None:
    press(key, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)


def test_it_fills_itself_from_duties_and_projects_and_becomes_hebeis(window: MainWindow) -> None:
    document = window.document
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    def tick(dialog: DutyItemsDialog) -> None:
        dialog.list.setFocus()
        for _ in range(2):
            QTest.keyClick(dialog.list, Qt.Key.Key_Space)
            QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        dialog.accept()

    modal.answer(DutyItemsDialog, tick)
    _alt_shift(Qt.Key.Key_A)
    plan = document.plan
    assert plan is not None
    assert [row.title for row in plan.overall.subgoals] == ["新闻宣传与舆论引导", "新媒体平台运营"]
    fill = _page(window).fill
    assert fill is not None
    fill.money.trigger()
    assert document.plan is not None
    assert document.plan.overall.funds.project == Money.parse("88.00")
    modal.answer(OverallFormDialog, OverallFormDialog.accept)
    window.years.convert_overall()
    assert document.plan.forms == ("hebei_overall", "hebei_project")
    assert window.open_workspace.forms.pages == ()
    assert all(row.goal for row in document.plan.overall.subgoals)
    for _ in range(3):
        document.undo()
    assert document.plan.overall.subgoals == ()
