"""Manual, log and version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfgoals.paths import log_folder
from hfgoals.version import VERSION
from ui.messages import tell

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.manual_window import ManualWindow


class HelpCommands:
    """The commands of the help menu of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window
        self._manual: ManualWindow | None = None
        self._without_pages = False

    def open_manual(self) -> None:
        """The manual, beside the window."""
        self._shown_manual()

    def show_keys(self) -> None:
        """The manual at the chapter of all keys."""
        from ui.keys import HEADING

        self._shown_manual().show_chapter(HEADING)

    def _shown_manual(self) -> ManualWindow:
        from ui.keys import chapter
        from ui.manual_window import ManualWindow

        window = self._window
        # The pages of a workbook have keys of their own.
        if self._manual is None or (self._without_pages and window.workspace is not None):
            if self._manual is not None:
                self._manual.deleteLater()
            self._without_pages = window.workspace is None
            keys = chapter(window.actions_by_name, window.workspace)
            self._manual = ManualWindow(window, keys)
        self._manual.show()
        self._manual.raise_()
        return self._manual

    def open_logs(self) -> None:
        """The folder of the log."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        folder = log_folder()
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            tell(self._window, "没有日志。", f"日志文件夹“{folder}”不能建立，所以没有写日志。")

    def about(self) -> None:
        """Name and version."""
        tell(
            self._window,
            f"绩效目标填报 {VERSION}",
            "部门整体绩效目标和项目绩效目标表的离线编制程序。\n所有内容只保存在本机，不联网。\n"
            "字体：思源宋体、思源黑体（OFL 许可）。",
        )
