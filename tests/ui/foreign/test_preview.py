"""Correcting in the preview: a cell, a column, a table; undone, walked, linked, settled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.exchange.foreign import (
    CellAt,
    CellHolds,
    CellLeftOut,
    TableMoney,
    TableRead,
    choice_of,
)
from hfgoals.model.fields import field_of
from hfgoals.model.values import Project
from tests.ui.foreign.foreign_tables import FIRST_ROW, NAME, STRAYS, form, understood
from tests.ui.foreign.hands import choose_in_menu, click, pick, press, when_open
from ui.foreign.correcting import looked_at
from ui.foreign.preview import ForeignPreview
from ui.foreign.result import ResultRow

_Key = Qt.Key
BUDGET = CellAt(0, 4, 2)
STRAY = CellAt(0, *STRAYS[0])


def _project(preview: ForeignPreview, index: int = 0) -> Project:
    return preview.proposal.plan.projects[index]


def _amount(preview: ForeignPreview, index: int = 0) -> str:
    return field_of("project", "budget").text(_project(preview, index))


def _row(preview: ForeignPreview, label: str) -> tuple[int, ResultRow]:
    rows = preview.results.results.rows
    return next(
        (number, row)
        for number, row in enumerate(rows)
        if row.kind == "field" and row.cells[0].text == label
    )


def test_the_result_stands_beside_its_source(preview: ForeignPreview) -> None:
    assert _row(preview, "预算数")[1].cells[1].text == "80.00 万元"
    assert _row(preview, "预算数")[1].cells[1].sources == (BUDGET,)
    listed = [row for row in preview.results.results.rows if row.kind == "indicator"]
    assert len(listed) == 6
    level, name, target, basis = listed[1].cells
    assert (level.text, level.below, name.text, target.text) == (
        "产出指标",
        "质量指标",
        "合格率",
        "≥98%",
    )
    assert level.sources == (CellAt(0, FIRST_ROW, 1), CellAt(0, FIRST_ROW + 1, 2))
    assert target.sources == (CellAt(0, FIRST_ROW + 1, 5),)
    assert basis.sources == ()


def test_a_cell_is_corrected_with_keys_alone(preview: ForeignPreview) -> None:
    click(preview, STRAY)
    choose_in_menu(_Key.Key_Return)
    pick("用途")
    press(preview, _Key.Key_F2)
    assert _project(preview).purpose == "王某某 138"
    assert preview.understanding.meanings[STRAY].kind == "value"
    assert "资金用途" in preview.source.tag(STRAY)
    assert preview.source.in_hand == STRAY
    assert _row(preview, "资金用途")[1].cells[1].text == "王某某 138"


def test_the_picker_offers_the_projects(preview: ForeignPreview) -> None:
    click(preview, STRAY)
    pick("用途")
    QTest.mouseClick(preview.panel.button("cell"), Qt.MouseButton.LeftButton)
    assert _project(preview).purpose
    preview.panel.project_wanted.emit(1)
    assert _project(preview).purpose == ""
    assert _project(preview, 1).purpose == "王某某 138"


def test_typing_narrows_and_arrows_walk(preview: ForeignPreview) -> None:
    click(preview, STRAY)
    pick("支出进度", _Key.Key_Down, _Key.Key_Down)
    QTest.mouseClick(preview.panel.button("cell"), Qt.MouseButton.LeftButton)
    made = preview.correcting.corrections[-1]
    assert isinstance(made, CellHolds)
    assert made.choice == choice_of("project.plan.october")


def test_a_column_is_corrected(preview: ForeignPreview) -> None:
    click(preview, CellAt(0, FIRST_ROW + 1, 5))
    pick("确定依据")
    QTest.mouseClick(preview.panel.button("column"), Qt.MouseButton.LeftButton)
    bases = [indicator.basis for indicator in _project(preview).indicators]
    assert bases == ["≥50期", "≥98%", "100%"]
    assert "确定依据" in preview.source.tag(CellAt(0, FIRST_ROW, 5))
    assert [each.target.text for each in _project(preview, 1).indicators] == bases


def test_delete_leaves_a_cell_out(preview: ForeignPreview) -> None:
    click(preview, BUDGET)
    press(preview, _Key.Key_Delete)
    assert _amount(preview) == ""
    assert preview.correcting.corrections == (CellLeftOut(BUDGET),)
    assert not preview.panel.button("leave_out").isEnabled()


def test_the_currency_of_a_table(preview: ForeignPreview) -> None:
    box = preview.table_bar.money
    assert box.currentText() == "元"
    box.setFocus()
    QTest.keyClick(box, _Key.Key_End)
    assert preview.correcting.corrections == (TableMoney(0, "亿元"),)
    assert _amount(preview) != "80.00"
    assert _amount(preview, 1) == "300.00"


def test_walking_through_the_currencies_is_one_correction(preview: ForeignPreview) -> None:
    box = preview.table_bar.money
    for key in (_Key.Key_Down, _Key.Key_Down, _Key.Key_Down):
        QTest.keyClick(box, key)
    assert preview.correcting.corrections == (TableMoney(0, "亿元"),)
    preview.correct(TableMoney(1, "万元"))
    assert len(preview.correcting.corrections) == 2
    assert preview.correcting.undo()
    assert preview.correcting.corrections == (TableMoney(0, "亿元"),)


def test_a_table_is_not_read(preview: ForeignPreview) -> None:
    QTest.keyClick(preview.tables, _Key.Key_Down)
    assert preview.source.table_number == 1
    QTest.keyClick(preview.table_bar.read, _Key.Key_Space)
    assert preview.correcting.corrections == (TableRead(1, read=False),)
    assert len(preview.proposal.plan.projects) == 1
    assert not preview.table_bar.money.isEnabled()
    QTest.keyClick(preview.table_bar.read, _Key.Key_Space)
    assert len(preview.proposal.plan.projects) == 2


def test_undo_and_restore(preview: ForeignPreview) -> None:
    first = preview.proposal.plan
    preview.correct(CellLeftOut(BUDGET))
    preview.correct(CellHolds(STRAY, choice_of("project.purpose")))
    assert preview.corrections.count() == 2
    QTest.keyClick(preview, _Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert preview.correcting.corrections == (CellLeftOut(BUDGET),)
    assert _project(preview).purpose == ""
    preview.correct(CellHolds(STRAY, choice_of("project.purpose")))
    _button(preview, "全部还原").click()
    assert preview.correcting.corrections == ()
    assert _amount(preview) == "80.00"
    assert len(preview.proposal.plan.projects) == len(first.projects)
    assert not _button(preview, "全部还原").isEnabled()


def _button(preview: ForeignPreview, text: str) -> QPushButton:
    return next(each for each in preview.findChildren(QPushButton) if each.text() == text)


def test_f8_walks_what_is_to_be_looked_at(preview: ForeignPreview) -> None:
    places = [CellAt(table, *stray) for table in (0, 1) for stray in STRAYS]
    seen = []
    for _ in range(5):
        QTest.keyClick(preview, _Key.Key_F8)
        seen.append(preview.source.in_hand)
    assert seen == [*places, places[0]]
    assert preview.source.table_number == 0
    QTest.keyClick(preview, _Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert preview.source.in_hand == places[-1]
    assert preview.tables.currentRow() == 1
    assert preview.legend.entry("unknown").count == 4


def test_a_legend_entry_leads_to_its_cells(preview: ForeignPreview) -> None:
    QTest.mouseClick(preview.legend.entry("list"), Qt.MouseButton.LeftButton)
    assert preview.source.in_hand == CellAt(0, FIRST_ROW, 1)


def test_a_value_lights_up_its_sources_and_the_other_way_round(preview: ForeignPreview) -> None:
    view = preview.results
    number, _ = _row(preview, "预算数")
    index = view.results.index(number, 1)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert preview.source.in_hand == BUDGET
    assert preview.source.lit == {BUDGET}
    click(preview, CellAt(0, FIRST_ROW, 1))
    row = view.results.rows[view.currentIndex().row()]
    assert row.kind == "indicator"
    assert CellAt(0, FIRST_ROW, 1) in set(row.sources)
    assert preview.source.lit == frozenset()


def test_the_second_table_s_value_brings_its_table(preview: ForeignPreview) -> None:
    rows = preview.results.results.rows
    number = max(at for at, row in enumerate(rows) if row.cells[0].text == "预算数")
    preview.results.setCurrentIndex(preview.results.results.index(number, 1))
    assert preview.source.table_number == 1
    assert preview.source.in_hand == CellAt(1, 4, 2)


def test_a_correction_chosen_shows_its_place(preview: ForeignPreview) -> None:
    preview.correct(CellLeftOut(BUDGET))
    preview.take_cell(CellAt(1, 1, 1))
    preview.corrections.itemClicked.emit(preview.corrections.item(0))
    assert preview.source.in_hand == BUDGET


def test_accept_gives_the_corrected_proposal(preview: ForeignPreview) -> None:
    preview.correct(CellHolds(STRAY, choice_of("project.purpose")))
    preview.accept_button.click()
    assert preview.result() == QDialog.DialogCode.Accepted
    assert preview.proposal.plan.projects[0].purpose == "王某某 138"
    assert preview.proposal.understanding is not None
    assert preview.proposal.understanding.corrections == preview.understanding.corrections


def test_cancel_asks_when_corrections_would_be_lost(preview: ForeignPreview) -> None:
    preview.correct(CellLeftOut(BUDGET))
    for answer, visible in (("回去", True), ("不读入", False)):

        def press_it(box: QDialog, answer: str = answer) -> None:
            assert isinstance(box, QMessageBox)
            next(each for each in box.buttons() if each.text() == answer).click()

        when_open(QMessageBox, press_it)
        QTest.keyClick(preview, _Key.Key_Escape)
        assert preview.isVisible() is visible
    assert preview.result() == QDialog.DialogCode.Rejected


def test_nothing_read_is_not_accepted(preview: ForeignPreview) -> None:
    preview.correct(TableRead(0, read=False))
    preview.correct(TableRead(1, read=False))
    preview.accept_button.click()
    assert preview.isVisible()


@pytest.mark.parametrize("size", [(1240, 752), (1840, 1020)])
def test_thirty_tables_stay_fluent(
    preview: ForeignPreview, qtbot: QtBot, size: tuple[int, int]
) -> None:
    rows = [("数量指标", f"指标{number}", "1个") for number in range(60)]
    tables = [form(f"表{number}", f"项目{number}", rows=rows) for number in range(30)]
    understanding = understood(*tables)
    large = ForeignPreview(looked_at(understanding), NAME)
    qtbot.addWidget(large)
    large.resize(*size)
    large.show()
    assert large.results.results.rowCount() > 1800
    large.take_cell(CellAt(29, FIRST_ROW + 59, 3))
    assert large.source.cell_pixels(large.source.in_hand).bottom() < large.source.height()
    assert large.results.currentIndex().isValid()


def test_an_amount_that_is_none_is_in_doubt(qapp: QApplication, qtbot: QtBot) -> None:
    understanding = understood(form(budget="约80万"))
    made = ForeignPreview(looked_at(understanding), NAME)
    qtbot.addWidget(made)
    made.show()
    assert _row(made, "预算数")[1].cells[1].text == ""
    assert _row(made, "预算数")[1].cells[1].doubtful
    assert made.legend.entry("doubtful").count >= 1
    made.take_cell(BUDGET)
    assert "约80万" in made.panel.said.split("\n")[-1]


def test_everything_is_reached_by_tab_and_has_a_name(preview: ForeignPreview) -> None:
    preview.correct(CellLeftOut(BUDGET))
    preview.take_cell(CellAt(0, 3, 2))
    preview.activateWindow()
    preview.source.setFocus()
    met: list[QWidget] = []
    while (focus := preview.focusWidget()) is not None and focus not in met:
        met.append(focus)
        QTest.keyClick(focus, _Key.Key_Tab)
    assert preview.focusWidget() is met[0]
    wanted = {
        preview.tables,
        preview.source,
        preview.notes,
        preview.table_bar.money,
        preview.accept_button,
        preview.legend.entry("unknown"),
        *(each for each in preview.panel.stops if each.isVisible() and each.isEnabled()),
    }
    assert wanted <= set(met)
    for widget in met:
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_the_menu_moves_a_value_to_another_project(preview: ForeignPreview) -> None:
    click(preview, CellAt(0, 6, 2))
    choose_in_menu(_Key.Key_P, _Key.Key_Down, _Key.Key_Return)
    press(preview, _Key.Key_Menu)
    assert preview.understanding.meanings[CellAt(0, 6, 2)].holds[0].project == 1
    assert _project(preview).goals == ()
