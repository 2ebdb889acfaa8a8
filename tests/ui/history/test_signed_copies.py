"""核对签字件 with the keyboard alone: codes typed, answers read, off to the form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.history.printed import State
from hfgoals.model.address import Address
from hfgoals.model.check_code import form_codes, project_code, year_code
from hfgoals.model.edits import Remove, SetText, applied
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from hfgoals.trouble import Damaged
from tests.ui.modal import answer
from ui.history.signed_copies import SignedCopiesDialog
from ui.main_window import MainWindow

THEN = sample_book()
PLAN = THEN.years[-1]
PROJECT = PLAN.projects[4]
CODES = form_codes(THEN.unit, PLAN)
CODE = project_code(THEN.unit, PLAN.year, PROJECT)
BUDGET = SetText(Address("project", PROJECT.id, "budget"), "77.00")
NOW = applied(THEN, [BUDGET])


@pytest.fixture
def parent(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def opened(parent: QWidget, qtbot: QtBot, *books: Book) -> SignedCopiesDialog:
    states = (State(f"第{number}个", None, book) for number, book in enumerate(books, 1))
    dialog = SignedCopiesDialog(states, parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def answers(dialog: SignedCopiesDialog) -> list[str]:
    return [str(dialog.model.index(row, 1).data()) for row in range(dialog.model.rowCount())]


def looks(dialog: SignedCopiesDialog) -> list[str]:
    role = Qt.ItemDataRole.UserRole
    return [dialog.model.index(row, 0).data(role) for row in range(dialog.model.rowCount())]


def test_a_code_typed_in_is_answered_as_soon_as_typing_rests(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(parent, qtbot, THEN)
    assert dialog.focusWidget() is dialog.codes
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.codes, CODE[:5].lower())
    qtbot.waitUntil(lambda: looks(dialog) == ["error"])
    QTest.keyClicks(dialog.codes, CODE[5:].lower())
    qtbot.waitUntil(lambda: looks(dialog) == ["good"])
    assert PROJECT.name in dialog.said.text()
    assert dialog.go.isEnabled()


def test_no_input_method_composes_in_a_code(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(parent, qtbot, THEN)
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(dialog.codes, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is False


def test_several_codes_a_line_each_with_what_differs(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(parent, qtbot, NOW, NOW, THEN)
    wrong = CODE[:3] + ("2" if CODE[3] != "2" else "3") + CODE[4:]
    lines = [CODES[1], "", CODE, year_code(THEN.unit, PLAN), wrong, "00000-00000"]
    for number, line in enumerate(lines):
        QTest.keyClicks(dialog.codes, line)
        if number < len(lines) - 1:
            QTest.keyClick(dialog.codes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: looks(dialog) == ["good", "warning", "warning", "error", "error"])
    assert "第 4 位" in answers(dialog)[3]
    QTest.keyClick(dialog.codes, Qt.Key.Key_Tab)
    assert dialog.table.hasFocus()
    assert dialog.changes.model.rowCount() == 0
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.said.text() == answers(dialog)[1]
    (before, after) = (str(dialog.changes.model.index(0, column).data()) for column in (1, 2))
    assert (before, after) == (str(PROJECT.budget), "77.00")
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert not dialog.go.isEnabled()


def test_earlier_states_are_looked_at_no_further_than_needed(parent: QWidget, qtbot: QtBot) -> None:
    taken: list[int] = []

    def states() -> Iterator[State]:
        for number, book in enumerate((NOW, NOW, THEN, THEN)):
            taken.append(number)
            yield State(f"第{number}个", None, book)

    dialog = SignedCopiesDialog(states(), parent)
    dialog.show()
    dialog.codes.setPlainText(CODES[1])
    qtbot.waitUntil(lambda: looks(dialog) == ["good"])
    assert taken == [0]
    dialog.codes.setPlainText(f"{CODES[1]}\n{CODE}")
    qtbot.waitUntil(lambda: looks(dialog) == ["good", "warning"])
    assert taken == [0, 1, 2]


def test_while_earlier_states_are_looked_at_nothing_is_said_too_soon(
    parent: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(parent, qtbot, NOW, NOW, THEN)
    dialog.codes.setPlainText(CODE)
    seen = set()
    for _ in range(400):
        seen.update(looks(dialog))
        if "warning" in seen:
            break
        QTest.qWait(5)
    assert "warning" in seen
    assert "error" not in seen


def test_a_state_that_cannot_be_read_is_told(parent: QWidget, qtbot: QtBot) -> None:
    def states() -> Iterator[State]:
        yield State("现在", None, NOW)
        raise Damaged("版本“一稿”有损坏。", "别的没有改动。")

    dialog = SignedCopiesDialog(states(), parent)
    dialog.show()
    told: list[str] = []

    def close(box: QMessageBox) -> None:
        told.append(box.text())
        box.close()

    answer(QMessageBox, close)
    dialog.codes.setPlainText(CODE)
    qtbot.waitUntil(lambda: looks(dialog) == ["error"])
    assert "一稿" in told[0]


def test_from_the_menu_to_the_form_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    plan = document.book.years[-1]
    project = plan.projects[4]
    document.select_plan(document.book.years[0].id)
    code = project_code(document.book.unit, plan.year, project)

    def act(dialog: SignedCopiesDialog) -> None:
        QTest.keyClicks(dialog.codes, code)
        qtbot.waitUntil(lambda: looks(dialog) == ["good"])
        QTest.keyClick(dialog.codes, Qt.Key.Key_Tab)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)

    answer(SignedCopiesDialog, act)
    window.actions_by_name["check_signed"].trigger()
    assert document.plan is plan
    assert document.project is project
    place = window.open_workspace.place()
    assert place is not None
    assert (place.row, place.path) == (project.id, "name")


def test_a_form_that_is_gone_has_no_way_to_it(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(parent, qtbot, applied(THEN, [Remove(PROJECT.id)]), THEN)
    dialog.codes.setPlainText(CODE)
    qtbot.waitUntil(lambda: looks(dialog) == ["warning"])
    assert not dialog.go.isEnabled()
