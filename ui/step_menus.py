"""The steps that can be taken back, or taken again: choosing one goes there at once."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QWidget

from ui.menus import plain

if TYPE_CHECKING:
    from hfgoals.model.workbook import Step
    from ui.desk import Desk

_MOST_LISTED: Final = 30
_MOST_LETTERS: Final = 40


class StepsMenu(QMenu):
    """Names and times, the next step first; filled when it opens, moved in by the arrow keys."""

    def __init__(self, title: str, desk: Desk, parent: QWidget, *, back: bool) -> None:
        """``back``: of the steps to undo; else of those to take again."""
        super().__init__(title, parent)
        self._desk, self._back = desk, back
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        self._desk.flush()
        workspace = self._desk.workspace
        steps = []
        if workspace is not None and not workspace.document.read_only:
            workbook = workspace.document.session.workbook
            steps = list(workbook.done if self._back else workbook.undone)
        for count, step in enumerate(steps[:_MOST_LISTED], 1):
            action = self.addAction(_told(step))
            action.triggered.connect(lambda _=False, count=count: self._go(count))
        if len(steps) > _MOST_LISTED:
            self.addAction(f"另有更早的 {len(steps) - _MOST_LISTED} 步").setEnabled(False)
        if not steps:
            nothing = "（没有可以撤销的）" if self._back else "（没有可以恢复的）"
            self.addAction(nothing).setEnabled(False)

    def _go(self, count: int) -> None:
        if self._back:
            self._desk.document.undo(count)
        else:
            self._desk.document.redo(count)


def _told(step: Step) -> str:
    """Its name, and behind a tab, as menus show keys, its time."""
    name = step.name if len(step.name) <= _MOST_LETTERS else f"{step.name[:_MOST_LETTERS]}…"
    at = datetime.datetime.fromtimestamp(step.at).astimezone()
    return f"{plain(name)}\t{at:%H:%M:%S}"
