"""The source table: cells where they belong, coloured and tagged, with mouse and keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from hfgoals.exchange.foreign import CellAt, CellLeftOut
from hfgoals.exchange.tables import Origin, table_of
from tests.budget import tried
from tests.pace import within
from tests.ui.foreign.foreign_tables import FIRST_ROW, STRAYS, form, understood
from tests.ui.foreign.hands import click, press
from tests.ui.scrolling import assert_goes_by_lines_and_pages
from ui.foreign.layout import lay_out
from ui.foreign.preview import ForeignPreview
from ui.foreign.sorts import SORTS
from ui.foreign.source_view import SourceView
from ui.kit import tokens

NAME, BUDGET, LEVEL = CellAt(0, 3, 2), CellAt(0, 4, 2), CellAt(0, FIRST_ROW, 1)
STRAY = CellAt(0, *STRAYS[0])


def _ground(preview: ForeignPreview, at: CellAt) -> str:
    """The colour of a cell near its lower left corner, where no text is."""
    preview.source.take(CellAt(at.table, 1, 1))
    preview.source.light(())
    rect = preview.source.cell_pixels(at)
    image = preview.source.viewport().grab().toImage()
    return image.pixelColor(rect.left() + 3, rect.bottom() - 4).name().upper()


def test_cells_are_coloured_by_what_they_hold(preview: ForeignPreview) -> None:
    assert _ground(preview, NAME) == SORTS["project"].ground
    assert _ground(preview, CellAt(0, FIRST_ROW, 3)) == SORTS["list"].ground
    assert _ground(preview, STRAY) == SORTS["unknown"].ground
    assert _ground(preview, CellAt(0, 3, 1)) == SORTS["label"].ground
    assert _ground(preview, CellAt(0, 3, 1)) != tokens.PAPER


def test_a_cell_not_understood_has_an_edge_of_its_own(preview: ForeignPreview) -> None:
    preview.source.take(CellAt(0, 1, 1))
    rect = preview.source.cell_pixels(STRAY)
    image = preview.source.viewport().grab().toImage()
    edge = {image.pixelColor(x, rect.top() + 1).name() for x in range(rect.left(), rect.right())}
    assert QColor(tokens.ERROR).name() in edge
    assert QColor(SORTS["unknown"].ground).name() in edge


def test_tags_name_the_field_once_for_a_column(preview: ForeignPreview) -> None:
    source = preview.source
    assert "项目名称" in source.tag(NAME)
    assert "1" in source.tag(NAME)
    assert "三级指标" in source.tag(CellAt(0, FIRST_ROW, 3))
    assert source.tag(CellAt(0, FIRST_ROW + 1, 3)) == ""
    assert "预算数" in source.tag(CellAt(0, 4, 1))
    assert source.tag(CellAt(0, 3, 1)) == ""
    preview.correct(CellLeftOut(BUDGET))
    assert source.tag(BUDGET) == SORTS["left_out"].said


def test_a_click_takes_a_merged_cell_as_one(preview: ForeignPreview) -> None:
    rect = preview.source.cell_pixels(LEVEL)
    assert rect.height() > 2 * preview.source.cell_pixels(CellAt(0, FIRST_ROW, 2)).height()
    click(preview, LEVEL)
    assert preview.source.in_hand == LEVEL
    lower = rect.center() + QPoint(0, rect.height() // 3)
    assert preview.source.at(lower) == LEVEL


def test_arrows_step_over_merged_cells(preview: ForeignPreview) -> None:
    click(preview, CellAt(0, FIRST_ROW, 2))
    press(preview, Qt.Key.Key_Left)
    assert preview.source.in_hand == LEVEL
    press(preview, Qt.Key.Key_Up)
    assert preview.source.in_hand == CellAt(0, FIRST_ROW - 1, 1)
    press(preview, Qt.Key.Key_Down)
    assert preview.source.in_hand == LEVEL
    click(preview, NAME)
    press(preview, Qt.Key.Key_Right)
    assert preview.source.in_hand == CellAt(0, 3, 4)
    press(preview, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert preview.source.in_hand == CellAt(0, FIRST_ROW + 2, 5)
    press(preview, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert preview.source.in_hand == CellAt(0, 1, 1)


def test_the_cell_in_hand_is_told_to_readers_of_the_screen(preview: ForeignPreview) -> None:
    click(preview, BUDGET)
    said = preview.source.accessibleName()
    assert "B4" in said
    assert "800000" in said
    assert "预算数" in said
    assert "预算数" in preview.panel.said


def test_the_tip_is_plain_text(preview: ForeignPreview, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_: shown.append(text))
    at = preview.source.cell_pixels(CellAt(0, 6, 2)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, at)
    QApplication.sendEvent(preview.source.viewport(), event)
    assert "绩效目标" in shown[0]
    assert "<b>" not in shown[0]


def test_the_grid_leaves_no_gap_and_no_overlap(preview: ForeignPreview) -> None:
    table = form()
    layout = lay_out(table, preview.font(), 600, lambda _row, _column: 0)
    whole = QRect(0, 0, layout.width, layout.height)
    area = 0
    for start in layout.starts_in(whole):
        rect = layout.rect(*start)
        assert whole.contains(rect)
        area += rect.width() * rect.height()
    assert area == layout.width * layout.height


@tried(13)
@given(
    cells=st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 7), st.text(max_size=30), st.just("")),
        unique_by=lambda cell: cell[:2],
    ),
    merges=st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 7), st.integers(0, 4), st.integers(0, 4))
    ),
    key=st.sampled_from([Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down]),
)
def test_no_text_is_hidden_in_any_table(
    qapp: QApplication,
    cells: list[tuple[int, int, str, str]],
    merges: list[tuple[int, int, int, int]],
    key: Qt.Key,
) -> None:
    ranges = [(top, left, top + high, left + wide) for top, left, high, wide in merges]
    table = table_of(Origin("乱"), cells, ranges)
    view = SourceView()
    view.show_table(understood(table), 0)
    view.resize(500, 300)
    for cell in table.cells():
        at = CellAt(0, cell.row, cell.column)
        if not cell.text:
            continue
        view.take(at)
        assert view.in_hand == at
        before = view.cell_pixels(at)
        assert not before.isEmpty()
        QTest.keyClick(view, key)
        assert not view.cell_pixels(view.in_hand).isEmpty()
    view.grab()
    view.deleteLater()


def test_the_wheel_goes_by_lines(qapp: QApplication, qtbot: QtBot) -> None:
    view = SourceView()
    qtbot.addWidget(view)
    view.show_table(understood(form(rows=[("数量指标", "名称", "1")] * 90)), 0)
    view.resize(600, 300)
    view.show()
    assert_goes_by_lines_and_pages(view)


@pytest.mark.parametrize("room", [200, 600, 1600])
def test_every_text_has_a_place_at_any_width(preview: ForeignPreview, room: int) -> None:
    table = form(rows=[("数量指标", "很长的指标名称" * 20, "1")] * 30)
    layout = lay_out(table, preview.font(), room, lambda _row, _column: 12)
    line = preview.fontMetrics().height()
    assert len(list(table.cells())) > 90
    for cell in table.cells():
        rect = layout.rect(cell.row, cell.column)
        assert rect.height() >= line
        assert rect.width() >= 40


def test_a_hostile_table_is_laid_out_soon(preview: ForeignPreview) -> None:
    cells = [(row, column, "指标" * 5, "") for row in range(1, 5001) for column in range(1, 21)]
    table = table_of(Origin("大"), cells, [(1, 1, 5000, 200)])
    with within(5):
        layout = lay_out(table, preview.font(), 800, lambda _row, _column: 0)
    assert layout.last_row == 5000
