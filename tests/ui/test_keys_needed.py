"""A whole project goes in by keys alone, and by few."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.completeness import gaps
from tests.benchmarks.keys import GOALS, HEAD, MOST, ROWS, Hand, opened


def test_six_indicators_from_an_empty_form(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(tmp_path)
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
