"""Bringing back what a backup holds: into the workbook in hand, or as a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from hfgoals.lean import dataclass
from hfgoals.progress import Report
from hfgoals.trouble import Damaged, Trouble
from ui.messages import answered, choose, tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.backups import Kept
    from ui.backups.dialog import RestoreDialog
    from ui.desk import Desk

SALVAGE: Final = "抢救…"
LOOK: Final = "只读打开"
_RESTORE: Final = "从备份恢复…"
_DAMAGED: Final = (
    "有备份或副本时，请先看备份。也可以把仍然完好的内容抢救到新文件，缺失处可用备份补；"
    "或者只读打开，缺损处会标出。损坏的文件都不会改动。"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """All workbooks that have backups, and the one asked for."""

    known: list[Kept]
    own: Kept | None


class BackupCommands:
    """The commands about backups of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def restore_backup(self) -> None:
        """Of the workbook in hand; without one, of any workbook that has backups."""
        window = self._window
        if window.workspace is None:
            self.restore_of(None)
            return
        window.flush()
        session = window.document.session
        found = self._look(session.path, session.created)
        if found is None:
            return
        if found.own is None:
            tell(
                window,
                "这个工作簿还没有备份。",
                "打开后第一次修改、工作中每半小时，以及结转、汇总、读入之前，都会自动备份。",
            )
            return
        # Of the workbook that it is a copy of, or was restored from, as well.
        alike = [
            each
            for each in found.known
            if each.newest.brief.created == session.created and each.key != found.own.key
        ]
        self._restore_into_open([found.own, *alike], found.own)

    def offer_ways_out(self, path: Path, trouble: Trouble) -> bool:
        """Say why there is no opening the file, with the ways to its content where there are any:
        its backups, and what a damaged one still holds. Whether a workbook was opened in its place.
        """
        found = self._look(path)
        kept = found.own if found is not None else None
        ways, more = [], [trouble.safe]
        if kept is not None:
            ways.append(_RESTORE)
            latest = kept.newest.when
            more.append(f"程序有它的 {len(kept.backups)} 份备份，最近的一份是 {latest} 的。")
        if isinstance(trouble, Damaged):
            ways += [SALVAGE, LOOK]
            more.append(_DAMAGED)
        else:
            more.append(trouble.advice)
        if not ways:
            tell_trouble(self._window, trouble)
            return False
        way = choose(self._window, trouble.what, "\n".join(filter(None, more)), tuple(ways))
        if way == _RESTORE:
            self.restore_of(path)
        return (way == SALVAGE and self._salvage(path)) or (way == LOOK and self._look_at(path))

    def _salvage(self, path: Path) -> bool:
        from ui import salvaging

        saved = salvaging.run_salvage(self._window, self._window.memory, path)
        return saved is not None and self._window.open_path(saved)

    def _look_at(self, path: Path) -> bool:
        from ui import salvaging

        store = salvaging.look_at(self._window, path)
        return store is not None and self._window.look_at(store)

    def salvage(self) -> None:
        """Of the damaged workbook that is looked at."""
        self._salvage(self._window.document.session.path)

    def show_losses(self) -> None:
        """What the damaged workbook in hand has lost, to turn to each place."""
        from ui.damage.losses import LossesDialog
        from ui.damage.marks import place_of

        window, document = self._window, self._window.document
        report = document.session.damage
        if report is None:
            return
        dialog = LossesDialog(report, window)
        settled = answered(dialog)
        if dialog.salvaging:
            self.salvage()
        place = place_of(document.book, dialog.wanted) if settled else None
        if place is not None:
            plan, address = place
            if plan is not None:
                document.select_plan(plan.id)
            window.open_workspace.show_address(address)

    def restore_of(self, path: Path | None) -> None:
        """A new file from a backup of the workbook that was at that path; of any for None."""
        from ui.backups.dialog import RestoreDialog

        found = self._look(path)
        if found is None:
            return
        if not found.known:
            more = "打开工作簿并开始修改时，程序会自动备份。"
            tell(self._window, "还没有任何备份。", more)
            return
        dialog = RestoreDialog(found.known, found.own, None, self._window)
        if answered(dialog):
            self._as_new_file(dialog)

    def _look(self, path: Path | None, created: str | None = None) -> _Found | None:
        """What backups there are, looked up beside the window: their disk may be a slow one."""
        from hfgoals.backups import Shelf
        from ui.dialogs.progress import ProgressDialog

        def work(report: Report) -> _Found:
            report(0, 1)
            shelf = Shelf.own()
            own = shelf.of(path, created) if path is not None else None
            return _Found(shelf.workbooks(), own)

        progress = ProgressDialog("查找备份", work, self._window)
        if not progress.run():
            return None
        found: _Found = progress.result_value
        return found

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
        at = backup.at
        name = f"{backup.path.stem} {at:%m}月{at:%d}日{at:%H}点{at:%M}分的备份"
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
