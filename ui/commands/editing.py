"""Finding and replacing words, and going to a project by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

if TYPE_CHECKING:
    from hfgoals.model.address import Address
    from ui.desk import Desk
    from ui.dialogs.find import FindWindow


class EditCommands:
    """The commands on what stands in the workbook of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window
        self._finding: FindWindow | None = None

    def find_words(self) -> None:
        """All places of some words, beside the work."""
        self._find(replace=False)

    def replace_words(self) -> None:
        """The same, and others in their place."""
        self._find(replace=True)

    def go_to_project(self) -> None:
        """A project of the year, by its number or a piece of its name."""
        from ui.dialogs.go_to import GoToDialog
        from ui.messages import answered

        self._window.flush()
        space, plan = self._window.open_workspace, self._window.document.plan
        if plan is None or not plan.projects:
            self._window.document.refused.emit("本年度还没有项目。")
            return
        dialog = GoToDialog(plan, self._window)
        if answered(dialog) and dialog.project is not None:
            self._window.document.select_project(dialog.project.id)
            space.show_page(space.projects)

    def _find(self, *, replace: bool) -> None:
        from ui.dialogs.find import FindWindow

        self._window.flush()
        space = self._window.open_workspace
        # It goes with its workspace.
        if self._finding is None or not isValid(self._finding):
            self._finding = FindWindow(space.document, space)
            self._finding.place_wanted.connect(self._show)
            self._finding.replaced.connect(self._window.say_undoable)
        self._finding.begin(replace=replace)

    def _show(self, plan_id: str, address: Address) -> None:
        self._window.flush()
        self._window.document.select_plan(plan_id)
        self._window.open_workspace.show_address(address)
