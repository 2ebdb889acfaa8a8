"""What is to be looked at comes first, by its kind, each with its reason, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hfgoals.exchange.foreign import CellAt
from hfgoals.exchange.note import Note, grouped
from tests.ui.foreign.foreign_tables import NAME, STRAYS, form, understood
from ui.foreign.correcting import looked_at
from ui.foreign.preview import ForeignPreview
from ui.kit.notes import NotesList

_Key = Qt.Key


def _many(count: int) -> list[Note]:
    taken = [
        Note(n, f"第{n}个", f"“值{n}”按“值”读入，请核对。", place=f"C{n}") for n in range(count)
    ]
    told = [Note(0, "", "文件里有宏，程序没有运行。")]
    lost = [Note(n, f"杂{n}", "没有读懂这一格，没有读入。", True, f"D{n}") for n in range(3)]
    return [*told, *taken, *lost]


@pytest.fixture
def listed(qtbot: QtBot) -> NotesList:
    made = NotesList("要核对的地方")
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show_notes(_many(68))
    made.show()
    return made


def _lines(listed: NotesList) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


def test_notes_of_one_kind_are_one_group_and_the_unsure_come_first() -> None:
    groups = grouped(_many(68))
    assert [len(group.notes) for group in groups] == [3, 68, 1]
    assert [group.unread for group in groups] == [True, False, False]
    assert "值7" not in groups[1].message
    assert grouped([]) == ()
    (one,) = grouped(_many(1)[1:2])
    assert "值0" in one.message


def test_many_of_a_kind_are_folded_and_opened_by_keys(listed: NotesList) -> None:
    lines = _lines(listed)
    # Three that were not understood with their head, 68 in one line, one by itself.
    assert len(lines) == 6
    assert "68" in lines[4]
    listed.setCurrentRow(4)
    QTest.keyClick(listed, _Key.Key_Return)
    assert listed.count() == 6 + 68
    assert listed.currentRow() == 4
    QTest.keyClick(listed, _Key.Key_Down)
    chosen: list[Note] = []
    listed.chosen.connect(chosen.append)
    QTest.keyClick(listed, _Key.Key_Down)
    assert [note.place for note in chosen] == ["C1"]
    QTest.keyClick(listed, _Key.Key_Left)
    assert (listed.count(), listed.currentRow()) == (6, 4)
    QTest.keyClick(listed, _Key.Key_Right)
    assert listed.count() == 6 + 68


def test_what_was_opened_stays_open(listed: NotesList) -> None:
    listed.setCurrentRow(4)
    QTest.keyClick(listed, _Key.Key_Space)
    listed.show_notes(_many(67))
    assert listed.count() == 6 + 67
    assert listed.item(4).data(Qt.ItemDataRole.AccessibleTextRole).endswith("收起")


def test_the_preview_begins_with_what_is_unsure(preview: ForeignPreview) -> None:
    assert preview.notes.isVisible()
    first = preview.notes.item(0).text()
    assert "没有读懂" in first
    preview.notes.setFocus()
    while preview.source.in_hand != CellAt(1, *STRAYS[1]):
        row = preview.notes.currentRow()
        QTest.keyClick(preview.notes, _Key.Key_Down)
        assert preview.notes.currentRow() == row + 1
    assert preview.notes.hasFocus()


def test_a_preview_without_a_doubt_begins_with_the_result(qtbot: QtBot) -> None:
    table = form()
    table.rows = {
        row: [cell for cell in cells if (cell.row, cell.column) not in STRAYS]
        for row, cells in table.rows.items()
    }
    made = ForeignPreview(looked_at(understood(table)), NAME)
    qtbot.addWidget(made)
    made.show()
    assert not made.proposal.notes
    assert made.results.isVisible()
    assert made.notes.count() == 1
    assert not made.notes.item(0).flags() & Qt.ItemFlag.ItemIsEnabled
