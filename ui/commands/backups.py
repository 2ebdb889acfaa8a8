"""Bringing back what a backup holds: into the workbook in hand, or as a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hfgoals.trouble import Trouble
from ui.messages import answered, tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.backups import Kept
    from ui.backups.dialog import RestoreDialog
    from ui.desk import Desk


class BackupCommands:
    """The commands about backups of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def restore_backup(self) -> None:
        """Of the workbook in hand; without one, of any workbook that has backups."""
        from hfgoals.backups import Shelf

        window = self._window
        if window.workspace is None:
            self.restore_of(None)
            return
        window.flush()
        session = window.document.session
        shelf = Shelf.own()
        kept = shelf.of(session.path, session.created)
        if kept is None:
            tell(
                window,
                "这个工作簿还没有备份。",
                "打开后第一次修改、工作中每半小时，以及结转、汇总、读入之前，都会自动备份。",
            )
            return
        # Of the workbook that it is a copy of, or was restored from, as well.
        alike = [e for e in shelf.workbooks() if e.newest.brief.created == session.created]
        self._restore_into_open(alike, kept)

    def restore_of(self, path: Path | None) -> None:
        """A new file from a backup of the workbook that was at that path; of any for None."""
        from hfgoals.backups import Shelf
        from ui.backups.dialog import RestoreDialog

        shelf = Shelf.own()
        known = shelf.workbooks()
        if not known:
            more = "打开工作簿并开始修改时，程序会自动备份。"
            tell(self._window, "还没有任何备份。", more)
            return
        chosen = shelf.of(path) if path is not None else None
        dialog = RestoreDialog(known, chosen, None, self._window)
        if answered(dialog):
            self._as_new_file(dialog)

    def _restore_into_open(self, known: list[Kept], kept: Kept) -> None:
        from hfgoals.backups.restoring import with_project
        from ui.backups.dialog import RestoreDialog

        window, document = self._window, self._window.document
        dialog = RestoreDialog(known, kept, document.book, window, changing=not document.read_only)
        if not answered(dialog) or dialog.backup is None or dialog.book is None:
            return
        if dialog.wanted == "file":
            self._as_new_file(dialog)
            return
        when = dialog.backup.when
        try:
            book, said = dialog.book, f"已恢复到 {when} 的内容。"
            if dialog.wanted == "project":
                book = with_project(document.book, dialog.book, dialog.project)
                said = f"已恢复 {when} 时的这个项目。"
        except Trouble as trouble:
            tell_trouble(window, trouble)
            return
        if document.replace(f"恢复 {when} 的备份", book, "restore"):
            if dialog.wanted == "project":
                document.select_project(dialog.project)
            window.say_undoable(said)

    def _as_new_file(self, dialog: RestoreDialog) -> None:
        from hfgoals.store.whole import put_whole
        from ui import flows

        window, backup = self._window, dialog.backup
        if backup is None:
            return
        name = f"{backup.path.stem} {backup.at:%m月%d日%H点%M分}的备份"
        path = flows.choose_target(window, window.memory, "备份存为新文件", name)
        if path is None:
            return
        try:
            put_whole(backup.content(), path)
        except Trouble as trouble:
            tell_trouble(window, trouble)
            return
        if window.workspace is None:
            window.open_path(path)
        window.say_written(f"{backup.when} 的备份已存为“{path.name}”。", path.parent)
