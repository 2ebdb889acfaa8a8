"""The window as its commands see it: the workbook in hand, what may be said, and to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from ui.kit.notice import Notice

if TYPE_CHECKING:
    from hfgoals.model.values import Book
    from hfgoals.store import Store
    from ui.actions import Actions
    from ui.document import Document
    from ui.memory import Memory
    from ui.workspace import Workspace


class Desk(QMainWindow):
    """One workbook at a time. Opening one is the heir's."""

    actions_by_name: Actions

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory
        self.workspace: Workspace | None = None
        self.awaited: Path | None = None
        """The workbook that it was painted for and is about to open."""
        self.notice = Notice(self)

    @property
    def open_workspace(self) -> Workspace:
        """The workspace; only commands that need a workbook may ask."""
        if self.workspace is None:
            raise RuntimeError("no workbook is open; the command should not be offered")
        return self.workspace

    @property
    def document(self) -> Document:
        """The workbook in hand; only commands that need one may ask."""
        return self.open_workspace.document

    def flush(self) -> None:
        """Hand over what is still being typed."""
        if self.workspace is not None:
            self.workspace.flush()

    def open_path(self, path: Path) -> bool:
        """Open a workbook; False, and the trouble told, when that cannot be."""
        raise NotImplementedError

    def look_at(self, store: Store) -> bool:
        """Show what is left of a damaged workbook in place of the one in hand."""
        raise NotImplementedError

    def create_book(self, path: Path, book: Book) -> bool:
        """Put a new file with that book in place of the workbook in hand."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take back the last step."""
        self.flush()
        self.document.undo()

    def say_written(self, text: str, folder: Path) -> None:
        """Say that files were written, with a way to their folder."""

        def open_folder() -> None:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self.notice.say(text, ("打开文件夹", open_folder), tone="bar-good", seconds=30)

    def say_undoable(self, text: str) -> None:
        """Say that a step was taken, with a way back for as long as it is the last."""
        self.notice.say(text, ("撤销", self.undo), tone="bar-good", seconds=12, until_step=True)
