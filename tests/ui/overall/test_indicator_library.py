"""The library of 部门整体 indicators on the cards of the sub-goals."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from hfgoals import presets
from hfgoals.model.values import SubGoal
from ui.document import Document
from ui.overall.page import OverallPage
from ui.overall.subgoal_card import SubGoalCard


def _taken(card: SubGoalCard, name: str) -> None:
    menu = card.library.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["管理", "履职", "效益", "满意度"]
    next(
        action for action in menu.findChildren(QAction) if action.text().startswith(name)
    ).trigger()


def test_a_chosen_indicator_goes_behind_the_text_and_waits_for_its_number(
    page: OverallPage, document: Document, qtbot: QtBot
) -> None:
    plan = document.plan
    assert plan is not None
    row = plan.overall.subgoals[0]
    card = page.column.row_widget(row.id)
    assert isinstance(card, SubGoalCard)
    before = row.indicators
    _taken(card, "公用经费控制率")
    _taken(card, "预算执行率")
    qtbot.keyClicks(card.indicators, "96")
    page.flush()
    assert document.plan is not None
    after: SubGoal = document.plan.overall.subgoals[0]
    assert after.indicators == f"{before.rstrip('；。')}；公用经费控制率≤100%；预算执行率≥96%"
    document.undo()
    document.undo()
    document.undo()
    assert document.plan.overall.subgoals[0].indicators == before
    assert card.library.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_only_numbers_that_nobody_may_choose_are_given() -> None:
    library = presets.overall_library()
    assert len(library) >= 20
    assert {each.value for each in library} <= {"", "0", "30", "100"}
    assert all(each.told.startswith("规定：《") for each in library if each.value == "30")
