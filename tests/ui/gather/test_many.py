"""Many sources: the window stays alive from the first file to undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hfgoals.model.values import Project
from hfgoals.store import create
from tests.pace import too_long
from tests.ui.alive import Beat
from tests.ui.gather.conftest import PAPER, book_of
from ui.gather.wizard import FINISHED, REVIEW, SOURCES, GatherWizard
from ui.main_window import MainWindow

MOST_SECONDS = 0.4
"""Four times what a person notices, on the machine of docs/benchmarks.md."""


def test_a_hundred_sources(
    window: MainWindow,
    wizard: GatherWizard,
    tmp_path: Path,
    arrive: Callable[[GatherWizard, int], None],
) -> None:
    folder = tmp_path / "科室"
    folder.mkdir()
    for number in range(100):
        own = (Project(code=f"B{number:03}{each}", name=f"项目{each}") for each in range(5))
        mine = replace(PAPER, purpose=f"用于报纸印刷支出（{number}）")
        create(folder / f"{number:03}.hfg", book_of(mine, *own)).close()
    QTest.qWait(300)
    before = window.document.book
    with Beat() as beat:
        wizard.files.add([folder])
        wizard.forward.click()
        arrive(wizard, SOURCES)
        wizard.forward.click()
        arrive(wizard, REVIEW)
        dispute = wizard.review.model.dispute(wizard.review.view.currentIndex().row())
        assert dispute is not None
        assert len(dispute.offers) == 100
        for _ in range(50):
            QTest.keyClick(wizard.review.view, Qt.Key.Key_Right)
        wizard.forward.click()
        arrive(wizard, FINISHED)
        wizard.accept()
        assert len(window.document.book.years[0].projects) == 502
        assert window.document.book.years[0].projects[0].purpose.endswith("（49）")
        window.undo()
        QTest.qWait(200)
    assert window.document.book is before
    assert not too_long(beat.longest, MOST_SECONDS), f"{beat.longest:.3f} s without a turn"
