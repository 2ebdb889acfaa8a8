"""The overall form of most counties by keys: chosen, filled from empty, printed, read back; and a
year later its self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.layout.sheet import Sheet
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText
from hfgoals.model.stages import WHOLE_YEAR, blank_id
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.store import create, open_file
from tests.scenarios.keyboard import focused, press, type_text
from tests.ui import modal
from ui.dialogs.unit import YearDialog
from ui.form_pages import FormPage
from ui.main_window import MainWindow
from ui.memory import Memory

UNIT = "某县融媒体中心"
TASKS = (
    ("新闻宣传", "播出新闻节目260期。", "120", "120", "0"),
    ("机构运转", "保障人员工资和日常运转。", "200.5", "180.5", "20"),
)
GOAL = "办好2024年的新闻宣传，守住安全播出底线。"
ROWS = (
    ("产出指标", "数量指标", "新闻节目播出期数", "≥260期"),
    ("效益指标", "社会效益指标", "本地新闻覆盖人口", "≥32万人"),
)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a blank year that uses the usual forms."""
    create(tmp_path / "a.hfg", Book(Unit("425001", UNIT), (AnnualPlan(year=2024),))).close()
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


def _plan(window: MainWindow) -> AnnualPlan:
    plan = window.document.plan
    assert plan is not None
    return plan


def _rows(plan: AnnualPlan) -> list[tuple[str, str, str, str]]:
    rows = plan.overall.indicators
    return [(row.level1, row.level2, row.name, str(row.target)) for row in rows]


def _choose(window: MainWindow, qtbot: QtBot, *form_ids: str) -> None:
    """Tick forms where the year is set up; each ticked by its key."""

    def tick(dialog: YearDialog) -> None:
        for form_id in form_ids:
            box = dialog.forms.ticks[form_id]
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)
        dialog.accept()

    modal.answer(YearDialog, tick)
    window.years.change_year()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _page(window: MainWindow, form_id: str) -> FormPage:
    (page,) = (page for page in window.open_workspace.forms.pages if page.form.id == form_id)
    return page


def _fill_in(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert _page(window, "county_overall").isAncestorOf(focused())
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Tab)
    for task in TASKS:
        # Tab behind the last cell of a filled row begins the next one.
        for text in task:
            type_text(text)
            press(Qt.Key.Key_Tab)
    # Of a blank one Tab leads on, out of the list.
    for _ in TASKS[0]:
        press(Qt.Key.Key_Tab)
    type_text(GOAL)
    press(Qt.Key.Key_Tab)
    for number, row in enumerate(ROWS):
        if number:
            # A new row has the levels of the one above, and its name in hand.
            press(Qt.Key.Key_Left)
            press(Qt.Key.Key_Left)
        for text in row:
            type_text(text)
            press(Qt.Key.Key_Tab)


def test_chosen_filled_in_printed_and_read_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _choose(window, qtbot, "county_overall")
    assert _plan(window).forms == ("county_overall", "hebei_project")
    _fill_in(window)
    overall = _plan(window).overall
    *tasks, blank = overall.subgoals
    told = [
        (row.title, row.goal, *(str(each) for each in (row.budget, row.fiscal, row.other)))
        for row in tasks
    ]
    assert told == [
        (*TASKS[0][:2], "120.00", "120.00", "0.00"),
        (*TASKS[1][:2], "200.50", "180.50", "20.00"),
    ]
    assert (blank.title, blank.goal, blank.budget) == ("", "", None)
    assert overall.goal == GOAL
    assert _rows(_plan(window))[: len(ROWS)] == list(ROWS)
    # Both lists have a row more than was needed: each goes by the key for it.
    for part, row in (("subgoal", blank), ("indicator", overall.indicators[-1])):
        page = _page(window, "county_overall")
        page.show_address(Address(part, row.id, "title" if part == "subgoal" else "name"))
        page.table.setFocus()
        press(Qt.Key.Key_Delete, ALT)
    overall = _plan(window).overall
    assert (len(overall.subgoals), len(overall.indicators)) == (len(TASKS), len(ROWS))
    review = window.open_workspace.review
    assert [each.code for each in review.found_at(_plan(window).id)] == []
    qtbot.waitUntil(lambda: "已保存" in window.save_state.text())
    formats = ("pdf", "xlsx", "docx")
    files = export(
        window.document.book, tmp_path, Choice(formats, (2024,), ("county_overall",))
    ).files
    assert {path.suffix[1:] for path in files} == {*formats}
    for path in (path for path in files if path.suffix != ".pdf"):
        again = read_source(path).plan
        assert again.forms == ("county_overall", "hebei_project")
        same = [
            (row.level1, row.level2, row.name, str(row.target)) for row in again.overall.indicators
        ]
        assert same == list(ROWS)
        assert [(row.title, row.budget) for row in again.overall.subgoals] == [
            (row.title, row.budget) for row in overall.subgoals
        ]
    window.close()
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        assert store.book.years[-1].overall == overall


def test_a_year_later_it_is_evaluated_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    _choose(window, qtbot, "county_overall", "evaluation_overall")
    _fill_in(window)
    page = _page(window, "evaluation_overall")
    window.open_workspace.tabs.setCurrentWidget(page)
    row, missed, blank = _plan(window).overall.indicators
    edits = [SetText(Address("indicator", each.id, "weight"), "45") for each in (row, missed)]
    window.document.apply("分值", [*edits, Remove(blank.id)])
    result = Address("result", blank_id(row.id, WHOLE_YEAR), "actual")
    page.show_address(result)
    page.table.setFocus()
    # One key takes the first as met and goes on to the next; that one fell short.
    press(Qt.Key.Key_D, ALT | Qt.KeyboardModifier.ShiftModifier)
    type_text("16万人")
    press(Qt.Key.Key_Return)
    scored = [cell.text for cell in _sheet(window).cells]
    assert {"260期", "16万人", "45.00", "22.50", "67.50"} <= {*scored}
    review = window.open_workspace.review
    qtbot.waitUntil(lambda: "E04" in {each.code for each in review.found_at(_plan(window).id)})
    for _ in range(2):
        window.document.undo()
    assert [each.stages for each in _plan(window).overall.indicators] == [(), ()]


def _sheet(window: MainWindow) -> Sheet:
    (sheet,) = _page(window, "evaluation_overall").form.sheets(
        window.document.book.unit, _plan(window)
    )
    return sheet
