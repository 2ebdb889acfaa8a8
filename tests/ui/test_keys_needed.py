"""A whole project goes in by keys alone, and by few."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.completeness import gaps
from hfgoals.sample import sample_book
from tests.benchmarks.keys import BLANK, GOALS, HEAD, MOST, MOST_TO_FOLLOW, ROWS, Hand, opened


def test_six_indicators_from_an_empty_form(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(tmp_path / "空白.hfg", BLANK)
    qtbot.addWidget(window)
    hand = Hand(window)
    keys = hand.fill_in()
    project = hand.project
    assert (project.code, project.name) == HEAD[:2]
    assert str(project.budget) == "24.00"
    assert [goal.text for goal in project.goals] == list(GOALS)
    rows = [
        (row.level1, row.level2, row.name, row.description, row.target.text, row.basis)
        for row in project.indicators
    ]
    assert rows[: len(ROWS)] == list(ROWS)
    assert gaps(project) == ()
    assert keys <= MOST
    window.close()


def test_the_year_after_with_five_budgets_changed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(tmp_path / "示例.hfg", sample_book())
    qtbot.addWidget(window)
    before = window.document.book.years[-1]
    assert Hand(window).follow_on() <= MOST_TO_FOLLOW
    after = window.document.book.years[-1]
    assert after.year == before.year + 1
    assert [str(each.budget) for each in after.projects[:5]] == [f"{60 + n}.00" for n in range(5)]
    window.close()
