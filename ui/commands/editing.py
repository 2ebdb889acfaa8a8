"""Finding and replacing words, and going to a project by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfgoals.model.address import Address
    from hfgoals.presets.drafting import Draft, Item
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

    def draft_project(self) -> None:
        """A first draft of the project in hand, once it was looked at."""
        from hfgoals.presets.drafting import first_open
        from hfgoals.trouble import Trouble
        from ui.dialogs.draft import DraftDialog
        from ui.messages import answered, tell_trouble

        self._window.flush()
        document, space = self._window.document, self._window.open_workspace
        plan, project = document.plan, document.project
        if plan is None or project is None:
            document.refused.emit("请先新建一个项目，再起草。")
            return
        space.show_page(space.projects)
        try:
            dialog = DraftDialog(plan, project, self._window)
        except Trouble as trouble:
            tell_trouble(self._window, trouble)
            return
        if not dialog.draft.items:
            self._window.notice.say(dialog.refusal(), seconds=8)
        elif answered(dialog) and document.apply(
            "补上草稿里的数" if dialog.draft.completes else "放入草稿", dialog.edits
        ):
            self._window.say_undoable(_said(dialog.draft, dialog.taken))
            first = first_open(document.project) if document.project is not None else None
            if first is not None:
                space.projects.show_address(first)

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


def _said(draft: Draft, items: Sequence[Item]) -> str:
    open_ones = sum(bool(each.row is not None and not each.row.target.text) for each in items)
    if draft.completes:
        return f"已照指标表补上 {len(items)} 处，请核对。"
    more = (
        f"有 {open_ones} 行的指标值等您照实填，填完再按 Ctrl+T 补上句子里的数。"
        if open_ones
        else ""
    )
    return f"已放入草稿 {len(items)} 项。{more}"
