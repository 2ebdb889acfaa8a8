"""The window: menus, the start page or the workspace; opening and closing workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QStackedWidget, QWidget

from hfgoals.paths import resource
from hfgoals.trouble import Damaged, FileMissing, NotOurs, Trouble
from ui.actions import Actions
from ui.commands.backups import BackupCommands
from ui.commands.editing import EditCommands
from ui.commands.files import FileCommands
from ui.commands.help import HelpCommands
from ui.commands.history import HistoryCommands
from ui.commands.library import LibraryCommands
from ui.commands.review import ReviewCommands
from ui.commands.viewing import ViewCommands
from ui.commands.weights import WeightCommands
from ui.commands.years import YearCommands
from ui.desk import Desk
from ui.kit.fitting import begin_with, keep_on_screen
from ui.kit.fonts import put_type_on
from ui.kit.layouts import in_column
from ui.memory import Memory, understood
from ui.menus import fill_menu_bar
from ui.messages import ask, tell_trouble
from ui.step_menus import StepsMenu
from ui.surroundings import SaveState, Surroundings
from ui.tasks import Task
from ui.windows import bring_forward, close_all, holding

# Everything about workbooks is imported where it is first needed: the start page shall be there
# in a blink.
if TYPE_CHECKING:
    from hfgoals.app import Session
    from hfgoals.model.values import Book
    from hfgoals.store import Store
    from ui.document import Document
    from ui.start_page import StartPage
    from ui.tool_bar import ToolBar

_FIRST_SIZE = QSize(1280, 800)
_NO_FURTHER_FORM = "本年度没有选用其他表样。要选用，请点“年度→本年度的年份和表样…”。"


class MainWindow(Desk):
    """One window, one workbook at a time. What its commands do is in ui/commands."""

    def __init__(self, memory: Memory, *, opening: bool = False) -> None:
        """``opening``: a workbook is about to come, so the start page is made only without it."""
        super().__init__(memory)
        self._checked: Session | None = None
        self.files = FileCommands(self)
        self.years = YearCommands(self)
        self.backups = BackupCommands(self)
        rest = (
            *(EditCommands, WeightCommands, HistoryCommands, ReviewCommands, LibraryCommands),
            *(ViewCommands, HelpCommands),
        )
        handlers = (self, self.files, self.years, self.backups, *(each(self) for each in rest))
        self.actions_by_name = Actions(self, handlers)
        self._start_page: StartPage | None = None
        self.surroundings = Surroundings(self)
        self._stack = QStackedWidget(self)
        self._put_together()
        self._restore_geometry()
        if opening:
            self.surroundings.withdraw()
        else:
            self._show_start()

    @property
    def start_page(self) -> StartPage:
        """The start page; made when it is first shown."""
        if self._start_page is None:
            from ui.start_page import StartPage

            self._start_page = StartPage(self._stack)
            self._stack.addWidget(self._start_page)
            self._connect_start_page(self._start_page)
        return self._start_page

    @property
    def tool_bar(self) -> ToolBar:
        """The tool bar."""
        return self.surroundings.tool_bar

    @property
    def save_state(self) -> SaveState:
        """What the status bar says of saving."""
        return self.surroundings.save_state

    def begin(self, path: Path | None) -> None:
        """Open a workbook, or get ready for one while the user looks at the start page."""
        self.awaited = None
        if path is not None:
            try:
                self.open_path(path)
            finally:
                if self.workspace is None:
                    self._show_start()
        else:
            import ui.workspace  # noqa: F401 - loaded now, so that opening is quick

    # ------------------------------------------------------------- files

    def open_path(self, path: Path) -> bool:
        """Open a workbook; False, and the trouble told, when that cannot be.

        One that another window has open is shown there.
        """
        there = holding(path)
        if there is not None:
            if there is not self:
                bring_forward(there)
            return True
        try:
            return self.load(path)
        except (Damaged, FileMissing, NotOurs) as trouble:
            return self.backups.offer_ways_out(path, trouble)
        except Trouble as trouble:
            tell_trouble(self, trouble)
        return False

    def load(self, path: Path) -> bool:
        """Open a workbook in place of the one in hand; False when the user stays with that.

        Raises Trouble.
        """
        from ui.document import Document

        return self._put_in_place(Document.open(path, self.memory.who))

    def look_at(self, store: Store) -> bool:
        """Show what is left of a damaged workbook in place of the one in hand."""
        from ui.document import Document

        return self._put_in_place(Document.of_damaged(store))

    def close_book(self) -> bool:
        """Close the workbook and show the start page; False when the user wants to stay."""
        if not self._let_go():
            return False
        self.memory.left()
        self._show_start()
        return True

    def quit(self) -> None:
        """Close the program: this window and all others."""
        if self.close():
            close_all()

    # ------------------------------------------------------------- editing
    def redo(self) -> None:
        """Take again the step undone last."""
        self.flush()
        self.document.redo()

    # ------------------------------------------------------------- view and help
    def show_overall(self) -> None:
        """The tab with the overall part, whatever form the year has it in."""
        space = self.open_workspace
        space.show_page(space.instead or space.overall)

    def show_projects(self) -> None:
        """The tab 项目绩效目标."""
        self.open_workspace.show_page(self.open_workspace.projects)

    def show_further_form(self) -> None:
        """The tab of a further form of the year; of several, the one behind that in hand."""
        space = self.open_workspace
        pages = space.forms.pages
        if not pages:
            self.document.refused.emit(_NO_FURTHER_FORM)
            return
        at = next((at for at, page in enumerate(pages, 1) if page is space.page), 0)
        space.show_page(pages[at % len(pages)])

    def show_overview(self) -> None:
        """The tab 年度总览."""
        self.open_workspace.show_page(self.open_workspace.overview)

    def toggle_preview(self, shown: bool) -> None:
        """Open or fold the preview."""
        if self.workspace is not None:
            self.workspace.show_preview(shown)

    # ------------------------------------------------------------- putting together
    def _put_together(self) -> None:
        self.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        keep_on_screen(self)
        fill_menu_bar(
            self.menuBar(),
            self.actions_by_name,
            recent=lambda: self.memory.recent,
            open_path=self.open_path,
            page_commands=lambda: self.workspace.commands if self.workspace is not None else (),
            steps={
                "UNDO_STEPS": StepsMenu("撤销到", self, self, back=True),
                "REDO_STEPS": StepsMenu("恢复到", self, self, back=False),
            },
        )
        central = QWidget(self)
        in_column(self.notice, (self._stack, 1), on=central, margins=0, gap=0)
        self.setCentralWidget(central)

    def _connect_start_page(self, page: StartPage) -> None:
        page.import_wanted.connect(self.files.import_text)
        page.sample_wanted.connect(self.files.open_sample)
        page.new_wanted.connect(self.files.new_book)
        page.open_wanted.connect(self.files.open_book)
        page.paste_wanted.connect(self.files.paste_table)
        page.restore_wanted.connect(self.backups.restore_backup)
        page.recent_wanted.connect(self._open_recent)

    def _open_recent(self, path: Path) -> None:
        if not path.exists():
            self.memory.forget(path)
            self.start_page.show_recent(self.memory.recent)
            more = "它可能被移走或改名了，已从列表中去掉。"
            self.backups.offer_ways_out(path, Trouble(f"找不到“{path.name}”。", more))
            return
        self.open_path(path)

    def _restore_geometry(self) -> None:
        kept = self.memory.get("geometry")
        if not (isinstance(kept, str) and self.restoreGeometry(QByteArray.fromHex(kept.encode()))):
            begin_with(self, _FIRST_SIZE)

    # ------------------------------------------------------------- the open workbook
    def create_book(self, path: Path, book: Book) -> bool:
        """Put a new file with that book in place of the workbook in hand."""
        from ui.document import Document

        return self._told(lambda: self._put_in_place(Document.create(path, book, self.memory.who)))

    def _told(self, do: Callable[[], bool]) -> bool:
        try:
            return do()
        except Trouble as trouble:
            if self.workspace is None:
                self._show_start()
            tell_trouble(self, trouble)
            return False

    def _put_in_place(self, document: Document) -> bool:
        if not self._let_go():
            document.close()
            return False
        self.memory.opened(document.session.path)
        self._take(document)
        return True

    def _take(self, document: Document) -> None:
        from ui.place import PLACE
        from ui.workspace import Workspace

        workspace = Workspace(document, self._stack)
        place = understood(document.session.setting("place"), PLACE)
        workspace.restore_tab(place)
        self.workspace = workspace
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        workspace.import_wanted.connect(self.files.import_text)
        workspace.projects.print_wanted.connect(self.files.print_projects)
        workspace.projects.draft_wanted.connect(self.actions_by_name["draft_project"].trigger)
        workspace.projects.done.connect(self.say_undoable)
        workspace.projects.export_wanted.connect(self.files.export_projects)
        workspace.overview_tab.print_wanted.connect(self.files.print_overview)
        workspace.overview_tab.export_wanted.connect(self.files.export_overview)
        workspace.repair_all_wanted.connect(self.actions_by_name["repair_all"].trigger)
        self.surroundings.follow(workspace)
        workspace.stand_review(beside=self.memory.review_beside)
        workspace.restore(place, self.width())
        self.surroundings.catch_up()
        workspace.page.setFocus()
        self._say_how_it_was_opened(document.session)

    def _say_how_it_was_opened(self, session: Session) -> None:
        from hfgoals.places import on_network

        far = on_network(session.path)
        here = ("复制到本机编辑", self.files.edit_here)
        if session.damage is not None:
            self.surroundings.tell_damage()
        elif session.read_only:
            copy = here if far else ("另存副本…", self.files.save_copy)
            self.notice.say(session.read_only_reason, copy)
        elif session.put_aside:
            self.notice.say(session.put_aside)
        elif far and self.memory.first_time("network", session.path):
            self.notice.say(
                "这个文件在网络盘（共享文件夹）上：网络一断就存不进去。建议复制到本机编辑，"
                "编好后再放回去；也可以就在这里编辑。",
                here,
            )

    def _let_go(self) -> bool:
        """Close the workbook in hand; False when something is unsaved and the user stays."""
        workspace = self.workspace
        if workspace is None:
            return True
        workspace.leave()
        session = workspace.document.session
        if not session.flush(5.0) and not ask(
            self,
            "最后的修改还没有写进文件。",
            "现在关闭会丢失这些修改。可以先回去，用“另存副本”存到别处。",
            "仍要关闭",
            "回去",
            loses=True,
        ):
            return False
        # What it says and offers is about this workbook.
        self.notice.hide()
        try:
            session.put_setting("place", workspace.state())
        except Trouble as trouble:
            # The place in the file is comfort; the values are safe or have been asked about.
            self.notice.say(str(trouble))
        workspace.close_document()
        self.surroundings.let_go()
        self._stack.removeWidget(workspace)
        workspace.deleteLater()
        self.workspace = None
        return True

    def _show_start(self) -> None:
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.show_recent(self.memory.recent)
        self.surroundings.withdraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._check_file()
        if event.type() == QEvent.Type.ThemeChange:
            put_type_on()

    def _check_file(self) -> None:
        """Another program may have spoilt the file while the window was behind others."""
        if self.workspace is None or self.workspace.document.read_only:
            return
        self._checked = session = self.workspace.document.session
        checking = Task(lambda _report: session.check_file(), self)
        # Methods of the window's own, so that they are called on its thread.
        checking.failed.connect(self._tell_spoilt)
        for over in (checking.done, checking.failed):
            over.connect(checking.deleteLater)
        checking.start()

    def _tell_spoilt(self, trouble: Trouble) -> None:
        if self.workspace is not None and self.workspace.document.session is self._checked:
            self.notice.say(str(trouble), ("另存副本…", self.files.save_copy), tone="bar-error")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._let_go():
            event.ignore()
            return
        self.memory.put("geometry", bytes(self.saveGeometry().toHex().data()).decode())
        event.accept()
