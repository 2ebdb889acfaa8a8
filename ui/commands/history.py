"""Versions, the bureau's remarks and the change log of the workbook in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hfgoals.trouble import Trouble
from ui.messages import answered, ask, tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.backups import Kept
    from hfgoals.export import Format
    from hfgoals.history.versions import Version
    from hfgoals.model.values import AnnualPlan, Book
    from hfgoals.progress import Report
    from ui.desk import Desk
    from ui.handing_over import Made
    from ui.history.versions_dialog import State

_MOST_BACKUPS: Final = 30
"""Older ones are compared in the dialog of backups."""


class HistoryCommands:
    """The commands of the menu of versions of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def keep_version(self) -> None:
        """The year in hand as it is, under a name."""
        from ui.history.keeping import KeepDialog

        plan = self._plan()
        if plan is None:
            return
        session = self._window.document.session
        used = {each.name for each in session.history.versions if each.plan == plan.id}
        dialog = KeepDialog(plan, used, session.who, self._window)
        if not answered(dialog):
            return
        if dialog.who != session.who:
            session.who = self._window.memory.who = dialog.who
        try:
            session.keep_version(dialog.name, plan, submitted=dialog.submitted, note=dialog.note)
        except Trouble as trouble:
            tell_trouble(self._window, trouble)
            return
        self._window.document.lock_changed.emit()
        if not dialog.submitted:
            said = f"已保存版本“{dialog.name}”。"
            self._window.notice.say(said, tone="bar-good", seconds=8)

    def show_versions(self) -> None:
        """What differs between two states of the year in hand."""
        from ui.handing_over import comparison_of
        from ui.history.versions_dialog import VersionsDialog

        plan = self._plan()
        kept = None if plan is None else self._backups()
        if plan is None or kept is None:
            return
        dialog = VersionsDialog(
            self._window.document,
            plan,
            kept,
            self._another_file,
            lambda compared: self._hand_over("对照表", comparison_of(compared)),
            lambda compared: self._print("对照表", comparison_of(compared)),
            self._restore,
            self._window,
        )
        answered(dialog)

    def _backups(self) -> list[State] | None:
        """The latest backups of the workbook as states; None when the user would not wait."""
        from hfgoals.backups import Shelf
        from ui.dialogs.progress import ProgressDialog
        from ui.history.versions_dialog import State

        session = self._window.document.session
        looking = ProgressDialog(
            "查找备份", lambda _: Shelf.own().of(session.path, session.created), self._window
        )
        if not looking.run():
            return None
        kept: Kept | None = looking.result_value
        latest = kept.backups[:_MOST_BACKUPS] if kept is not None else ()
        return [State(f"自动备份　{each.when}", f"备份 {each.when}", each.book) for each in latest]

    def _another_file(self) -> State | None:
        """Another workbook that the user chooses, as a state."""
        from hfgoals.store import open_file
        from ui import flows
        from ui.dialogs.progress import ProgressDialog
        from ui.history.versions_dialog import State

        path = flows.choose_workbook(self._window, self._window.memory)
        if path is None:
            return None

        def read(_: Report) -> Book:
            with open_file(path, read_only=True) as store:
                return store.book

        reading = ProgressDialog(f"打开“{path.name}”", read, self._window)
        if not reading.run():
            return None
        book: Book = reading.result_value
        return State(f"文件　{path.name}", path.name, lambda: book)

    def show_returns(self) -> None:
        """What the bureau sent the year in hand back for, and what was done about it."""
        from ui.handing_over import reply_of
        from ui.history.returns_dialog import ReturnsDialog

        plan = self._plan()
        if plan is None:
            return
        window = self._window
        here = window.open_workspace.place()
        what = "整改情况回复"
        dialog = ReturnsDialog(
            window.document,
            plan,
            here,
            lambda remarks: self._hand_over(what, reply_of(remarks)),
            lambda remarks: self._print(what, reply_of(remarks)),
            window,
        )
        answered(dialog)
        if dialog.chosen is not None:
            window.open_workspace.show_address(dialog.chosen)

    def show_log(self) -> None:
        """Who changed what when."""
        from ui.handing_over import log_of
        from ui.history.log_dialog import LogDialog

        self._window.flush()
        try:
            entries = tuple(self._window.document.session.history.entries)
        except Trouble as trouble:
            tell_trouble(self._window, trouble)
            return
        session = self._window.document.session
        dialog = LogDialog(
            entries,
            session.who,
            lambda lines: self._hand_over("修改记录", log_of(lines)),
            self._window,
        )
        answered(dialog)
        if dialog.who != session.who:
            session.who = self._window.memory.who = dialog.who

    def check_signed(self) -> None:
        """What signed copies were printed from, by the codes at their feet."""
        from hfgoals.backups import Shelf
        from hfgoals.history.printed import states_of
        from ui.history.signed_copies import SignedCopiesDialog

        self._window.flush()
        document = self._window.document
        session = document.session
        kept = Shelf.own().of(session.path, session.created)
        states = states_of(document.book, session.history, kept)
        dialog = SignedCopiesDialog(states, self._window)
        answered(dialog)
        chosen = dialog.chosen
        if chosen is not None and chosen.now is not None and chosen.address is not None:
            document.select_plan(chosen.now.plan.id)
            self._window.open_workspace.show_address(chosen.address)

    def unlock_year(self) -> None:
        """Let the year in hand be changed again."""
        from ui.history.keeping import UnlockDialog

        plan = self._plan()
        if plan is None:
            return
        session = self._window.document.session
        if not session.is_locked(plan.id):
            tell(self._window, f"{plan.year} 年度没有锁定，可以修改。")
            return
        dialog = UnlockDialog(plan, session.history.lock_of(plan.id), self._window)
        if not answered(dialog):
            return
        try:
            session.unlock(plan, dialog.reason)
        except Trouble as trouble:
            tell_trouble(self._window, trouble)
            return
        self._window.document.lock_changed.emit()
        self._window.notice.say(f"{plan.year} 年度已解除锁定。", tone="bar-good", seconds=8)

    def _plan(self) -> AnnualPlan | None:
        self._window.flush()
        plan = self._window.document.plan
        if plan is None:
            tell(self._window, "工作簿里还没有年度。", "请先新建年度。")
        return plan

    def _restore(self, version: Version, book: Book) -> bool:
        """Put the year of that version in place of the one in hand, which is kept before."""
        from hfgoals.history.versions import restored

        document = self._window.document
        plan = document.plan
        if plan is None or not book.years:
            return False
        more = "现在的内容先存成一个版本；恢复之后也可以撤销。"
        if not ask(self._window, f"要恢复成“{version.name}”吗？", more, "恢复"):
            return False
        try:
            document.session.keep_version(f"恢复“{version.name}”之前", plan)
        except Trouble as trouble:
            tell_trouble(self._window, trouble)
            return False
        step = f"恢复版本“{version.name}”"
        return document.replace(step, restored(document.book, plan, book.years[0]))

    def _hand_over(self, what: str, made: Made, formats: tuple[Format, ...] = ()) -> None:
        from ui import handing_over

        window = self._window
        written = handing_over.run_statement(
            window, window.memory, window.document, f"导出{what}", made, formats
        )
        if written is not None:
            window.say_written(f"{what}已导出。", written.files[0].parent)

    def _print(self, what: str, made: Made) -> None:
        from ui import handing_over

        window = self._window
        handing_over.print_statement(
            window, window.document, made, lambda: self._hand_over(what, made, ("pdf",))
        )
