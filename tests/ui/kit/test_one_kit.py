"""Whatever the window shows is made of the kit: nothing else names a colour or paints a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import tokens
from ui.kit.layouts import in_column, in_row
from ui.kit.rows import Row, RowDelegate
from ui.kit.table import Table, TableModel

UI = Path(__file__).parents[3] / "ui"
BASES = (
    "QTableView",
    "QStyledItemDelegate",
    "QAbstractTableModel",
    "QTableWidget",
    "QItemDelegate",
)
"""What a room makes its own of by the kit alone."""


@pytest.mark.parametrize(
    ("pattern", "home"),
    [
        (r"\.setStyleSheet\(", {"kit/look.py"}),
        (r"#[0-9A-Fa-f]{6}\b", {"kit/tokens.py"}),
        (rf"^class \w+\((?:{'|'.join(BASES)})\)", {"kit/rows.py", "kit/table.py"}),
        (r"\bQLabel\(|\(QLabel\)", {"kit/plain.py", "kit/row_stack.py"}),
        (r"\bdef plain_tip\b|setToolTip\((?!plain_tip\()[^\"\n]*[{.\[]", {"kit/plain.py"}),
        (r"\bdef plain_tip\b|setToolTip\(\s*f\"[^\"]*\{", {"kit/plain.py"}),
    ],
    ids=["style sheets", "colours", "tables and rows", "labels", "tips", "tips put together"],
)
def test_only_the_kit_does_it(pattern: str, home: set[str]) -> None:
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if re.search(pattern, path.read_text("utf-8"), re.MULTILINE)
    }
    assert found
    assert found <= home


def test_a_row_is_tinted_in_hand_and_told_from_the_rest(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItems(["<b>甲</b>", "乙"])
    painted: list[str] = []

    def paint(row: Row, index: QModelIndex) -> None:
        row.fill(tokens.PAPER, ruled=True)
        painted.append(str(index.data()))

    view.setItemDelegate(RowDelegate(view, paint, lambda _font, _index: 40))
    view.setCurrentRow(0)
    view.resize(200, 120)
    with qtbot.waitExposed(view):
        view.show()
    shown = view.grab().toImage()
    assert {"<b>甲</b>", "乙"} <= set(painted)
    middle = [view.visualItemRect(view.item(row)).center() for row in (0, 1)]
    colors = [QColor(shown.pixel(view.viewport().mapTo(view, at))).name() for at in middle]
    assert colors == [tokens.ACCENT_TINT.lower(), tokens.PAPER.lower()]
    assert view.sizeHintForIndex(view.model().index(0, 0)).height() == 40


class _Figures(TableModel):
    heads = ("名称", "数")
    right = frozenset({1})

    def __init__(self, rows: list[int]) -> None:
        super().__init__()
        self._rows = rows

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._rows[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


def test_an_empty_table_says_so(qtbot: QtBot) -> None:
    def picture(rows: list[int], empty: str) -> QPixmap:
        table = Table(_Figures(rows), "数", empty=empty)
        qtbot.addWidget(table)
        table.resize(300, 200)
        return table.viewport().grab()

    silent = picture([], "").toImage()
    assert picture([], "没有可以显示的内容。").toImage() != silent
    assert picture([1], "没有").toImage() == picture([1], "").toImage()


def test_heads_of_figures_stand_at_the_right() -> None:
    model = _Figures([1, 2])
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    sides = [
        model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        for at in (0, 1)
    ]
    assert Qt.AlignmentFlag.AlignLeft in sides[0]
    assert Qt.AlignmentFlag.AlignRight in sides[1]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_rows_and_columns_share_their_room(qtbot: QtBot) -> None:
    whole, below = QWidget(), QWidget()
    qtbot.addWidget(whole)
    one, two, three = QPushButton("一"), QPushButton("二"), QPushButton("三")
    row = in_row(one, ..., two, gap=7)
    in_column(row, 11, (below, 3), (three, 0), on=whole, margins=(1, 2, 3, 4), gap=5)
    whole.resize(400, 300)
    whole.show()
    assert one.geometry().topLeft().toTuple() == (1, 2)
    assert two.geometry().right() == 400 - 3 - 1
    assert three.geometry().bottom() == 300 - 4 - 1
    assert below.geometry().top() == one.geometry().bottom() + 1 + 5 + 11
    assert below.height() > 100
