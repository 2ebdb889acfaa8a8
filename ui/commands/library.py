"""Keeping indicators in the user's own library, and looking after it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hfgoals.trouble import Trouble

if TYPE_CHECKING:
    from hfgoals.presets import LibraryIndicator
    from ui.desk import Desk


class LibraryCommands:
    """The commands about the user's own library of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def keep_row(self) -> None:
        """Keep the row in hand."""
        from hfgoals.presets import kind_of_project
        from hfgoals.presets.own import line_of

        self._window.flush()
        document = self._window.document
        address = self._window.open_workspace.projects.current_address()
        plan, project = document.plan, document.project
        rows = project.indicators if project is not None and address is not None else ()
        row = next((each for each in rows if address is not None and each.id == address.row), None)
        if plan is None or project is None or row is None:
            self._say("请先在项目的指标表里选中一行。", good=False)
            return
        line = line_of(row, kind_of_project(project), plan.year)
        self._keep([line] if line is not None else [])

    def keep_rows(self) -> None:
        """Keep all rows of the project in hand."""
        from hfgoals.presets.own import lines_of

        self._window.flush()
        document = self._window.document
        if document.plan is None or document.project is None:
            self._say("请先选中一个项目。", good=False)
            return
        self._keep(lines_of(document.project, document.plan.year))

    def own_library(self) -> None:
        """Mend, remove, pass on and take in lines."""
        from ui.dialogs.own_library import OwnLibraryDialog
        from ui.flows import usual_folder
        from ui.messages import answered

        window = self._window
        window.flush()
        plan = window.document.plan
        year = plan.year if plan is not None else datetime.datetime.now().astimezone().year
        answered(OwnLibraryDialog(year, usual_folder(window.memory), window))

    def _keep(self, lines: Sequence[LibraryIndicator]) -> None:
        from hfgoals.presets.own import keep_lines
        from ui.messages import tell_trouble

        if not lines:
            self._say("没有可存的指标：要有三级指标的名称和二级指标。", good=False)
            return
        try:
            keep_lines(lines)
        except Trouble as trouble:
            tell_trouble(self._window, trouble)
            return
        self._say(f"已存入我的指标库：{len(lines)} 条。", good=True)

    def _say(self, text: str, *, good: bool) -> None:
        self._window.notice.say(text, tone="bar-good" if good else "bar-error", seconds=6)
