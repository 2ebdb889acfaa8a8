"""How large the table and the preview are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.absent import or_none

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.grid.table_editor import TableEditor
    from ui.preview import PageView

_STEP = 10
_NOTHING_TO_ZOOM = "这一页的大小跟着窗口。打开预览（F7），或转到表格，就可以放大、缩小。"


class ViewCommands:
    """The commands on what is seen in one window; of two that can be zoomed, the one in hand."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def toggle_last_year(self, shown: bool) -> None:
        """Last year's values beside this year's in the table of a project."""
        window = self._window
        window.memory.put("last_year", shown)
        if window.workspace is not None:
            window.workspace.projects.table.show_last_year(on=shown)

    def zoom_in(self) -> None:
        """Larger by a step."""
        self._zoom(_STEP)

    def zoom_out(self) -> None:
        """Smaller by a step."""
        self._zoom(-_STEP)

    def zoom_fit(self) -> None:
        """As wide as there is room."""
        self._zoom(0)

    def set_preferences(self) -> None:
        """How the window looks, from the next start on."""
        from ui.dialogs.preferences import PreferencesDialog
        from ui.messages import answered

        dialog = PreferencesDialog(self._window.memory, self._window)
        if answered(dialog) and dialog.keep():
            said = "已记住，下次打开程序时生效。"
            self._window.notice.say(said, tone="bar-good", seconds=8)

    def _zoom(self, by: int) -> None:
        space = self._window.open_workspace
        table: TableEditor | None = getattr(space.page, "table", None)
        view: PageView | None = space.preview.view if space.previewing else None
        focus = or_none(self._window.focusWidget())
        if view is not None and (table is None or (focus is not None and focus is view)):
            view.zoom_by(by)
        elif table is not None and by:
            table.set_zoom(table.zoom() + by)
        elif table is not None:
            table.fit_width()
        else:
            self._window.document.refused.emit(_NOTHING_TO_ZOOM)
