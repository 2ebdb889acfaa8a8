"""The window: menus, tool bar, the start page or the workspace, and what the status bar says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QIcon
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hfgoals import __version__
from hfgoals.paths import log_folder, resource
from hfgoals.trouble import Trouble
from ui.actions import Actions
from ui.memory import Memory
from ui.menus import fill_menu_bar, plain
from ui.messages import ask, tell, tell_trouble
from ui.notice import Notice
from ui.save_state import SaveState
from ui.start_page import StartPage
from ui.tool_bar import ToolBar

# Everything about workbooks is imported where it is first needed: the start page shall be there
# in a blink.
if TYPE_CHECKING:
    from hfgoals.app import Saving
    from hfgoals.export import Format
    from hfgoals.model.values import Book
    from ui.document import Document
    from ui.workspace import Workspace

NAME = "绩效目标填报"


class MainWindow(QMainWindow):
    """One window, one workbook at a time. Its public methods are the commands of ui/actions.py."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.workspace: Workspace | None = None
        self._manual: QWidget | None = None
        self._zoom: QWidget | None = None
        self.actions_by_name = Actions(self)
        self.notice = Notice(self)
        self.start_page = StartPage(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start_page)
        self._put_together()
        self._connect_start_page()
        self._restore_geometry()
        self._show_start()

    @property
    def left_off(self) -> Path | None:
        """The workbook that was open when the program was left last, if it is still there."""
        last = self._memory.last
        return last if last is not None and last.exists() else None

    def begin(self, path: Path | None) -> None:
        """Open a workbook, or get ready for one while the user looks at the start page."""
        if path is not None:
            self.open_path(path)
        else:
            import ui.workspace  # noqa: F401 - loaded now, so that opening is quick

    # ------------------------------------------------------------- files
    def new_book(self) -> None:
        """A blank workbook."""
        from ui import flows

        settled = flows.new_book(self, self._memory)
        if settled is not None:
            path, book = settled
            self._create(path, book)

    def open_book(self) -> None:
        """A workbook chosen by the user."""
        from ui import flows

        path = flows.choose_workbook(self, self._memory)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a workbook; False, and the trouble told, when that cannot be."""
        if self.workspace is not None and self.workspace.document.session.path == path:
            return True
        return self._told(lambda: self.load(path))

    def load(self, path: Path) -> bool:
        """Open a workbook in place of the one in hand; False when the user stays with that.

        Raises Trouble.
        """
        from ui.document import Document

        return self._put_in_place(Document.open(path))

    def open_sample(self) -> None:
        """The sample, as a file of the user's own to try everything on."""
        from hfgoals.sample import sample_book
        from ui import flows

        folder = flows.documents_folder()
        path = _unused(folder / "绩效目标示例.hfg")
        self._create(path, sample_book())

    def import_text(self) -> None:
        """A published text, into the workbook in hand or a new one."""
        from ui import flows

        source = flows.choose_source(self, self._memory)
        if source is not None:
            self.import_path(source)

    def import_path(self, source: Path) -> None:
        """Read that text in, after the user has looked it over."""
        from ui import flows

        document = self.workspace.document if self.workspace is not None else None
        self._flush()
        book = flows.read_in(self, source, document.book if document is not None else None)
        if book is None:
            return
        if document is None:
            year = book.years[-1].year
            name = f"{book.unit.name}_{year}年"
            path = flows.choose_target(self, self._memory, "读入的内容保存为", name)
            if path is not None:
                self._create(path, book)
            return
        known = {plan.id for plan in document.book.years}
        if document.replace("读入文本", book):
            fresh = [plan.id for plan in document.book.years if plan.id not in known]
            if fresh:
                document.select_plan(fresh[-1])
            self.notice.say(
                f"已读入“{source.name}”。", ("撤销", self.undo), tone="bar-good", seconds=12
            )

    def save_copy(self) -> None:
        """A copy of the file under another name; work goes on in this one."""
        from ui import flows

        document = self._document()
        self._flush()
        name = f"{document.session.path.stem}副本"
        path = flows.choose_target(self, self._memory, "另存副本", name)
        if path is None:
            return
        try:
            document.session.save_copy(path)
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return
        self._say_written(f"副本已存为“{path.name}”。", path.parent)

    def export_excel(self) -> None:
        """Excel for the bureau."""
        self._export(("xlsx",))

    def export_pdf(self) -> None:
        """PDF for signing."""
        self._export(("pdf",))

    def print_pages(self) -> None:
        """Print what the preview shows."""
        from ui.printing import print_with_dialog

        self._flush()
        workspace = self._workspace()
        workspace.preview.refresh_now()
        pages = workspace.preview.view.pages
        if not pages:
            tell(self, "没有可以打印的内容。", "请先新建或选中一个项目。")
            return
        try:
            print_with_dialog(self, pages, workspace.document.session.path.stem)
        except Trouble as trouble:
            tell_trouble(self, trouble)

    def close_book(self) -> bool:
        """Close the workbook and show the start page; False when the user wants to stay."""
        if not self._let_go():
            return False
        self._memory.left()
        self._show_start()
        return True

    def quit(self) -> None:
        """Close the window."""
        self.close()

    # ------------------------------------------------------------- editing
    def undo(self) -> None:
        """Take back the last step."""
        self._flush()
        self._document().undo()

    def redo(self) -> None:
        """Take again the step undone last."""
        self._flush()
        self._document().redo()

    def add_year(self) -> None:
        """A further, blank budget year."""
        from hfgoals.model.edits import Insert
        from hfgoals.model.values import AnnualPlan
        from ui.dialogs.unit import YearDialog, next_budget_year

        document = self._document()
        dialog = YearDialog(document.book, "新建年度", "新建", next_budget_year(), self)
        if dialog.exec():
            plan = AnnualPlan(year=dialog.year)
            if document.apply(f"新建 {dialog.year} 年度", [Insert("", plan)]):
                document.select_plan(plan.id)

    def change_year(self) -> None:
        """Another number for the year in hand."""
        from hfgoals.model.address import Address
        from hfgoals.model.edits import SetText
        from ui.dialogs.unit import YearDialog

        document = self._document()
        plan = document.plan
        if plan is None:
            return
        dialog = YearDialog(document.book, "更改年份", "更改", plan.year, self)
        if dialog.exec():
            address = Address("plan", plan.id, "year")
            document.apply("更改年份", [SetText(address, str(dialog.year))])

    def remove_year(self) -> None:
        """Remove the year in hand with all its projects; undo brings it back."""
        from hfgoals.model.edits import Remove

        document = self._document()
        plan = document.plan
        if plan is None:
            return
        more = f"其中有 {len(plan.projects)} 个项目。删除后仍可撤销，关闭文件后就不能再找回。"
        if ask(self, f"要删除 {plan.year} 年度吗？", more, "删除"):
            self._flush()
            document.apply(f"删除 {plan.year} 年度", [Remove(plan.id)])

    # ------------------------------------------------------------- view and help
    def show_overall(self) -> None:
        """The tab 部门整体绩效目标."""
        self._workspace().show_page(self._workspace().overall)

    def show_projects(self) -> None:
        """The tab 项目绩效目标."""
        self._workspace().show_page(self._workspace().projects)

    def toggle_preview(self, shown: bool) -> None:
        """Open or fold the preview."""
        if self.workspace is not None:
            self.workspace.show_preview(shown)

    def open_manual(self) -> None:
        """The manual, beside the window."""
        from ui.manual_window import ManualWindow

        if self._manual is None:
            self._manual = ManualWindow(self)
        self._manual.show()
        self._manual.raise_()

    def open_logs(self) -> None:
        """The folder of the log."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def about(self) -> None:
        """Name and version."""
        tell(
            self,
            f"{NAME} {__version__}",
            "部门整体绩效目标和项目绩效目标表的离线编制程序。\n所有内容只保存在本机，不联网。\n"
            "字体：思源宋体、思源黑体（OFL 许可）。",
        )

    # ------------------------------------------------------------- putting together
    def _put_together(self) -> None:
        self.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        self.setMinimumSize(900, 600)
        fill_menu_bar(
            self.menuBar(),
            self.actions_by_name,
            recent=lambda: self._memory.recent,
            open_path=self.open_path,
            page_commands=lambda: self.workspace.commands if self.workspace is not None else (),
        )
        self._tool_bar = ToolBar(self.actions_by_name, self)
        self._tool_bar.year_chosen.connect(self._year_chosen)
        self.addToolBar(self._tool_bar)
        central = QWidget(self)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(central)
        self.save_state = SaveState(self)
        self._file_name = QLabel(self)
        self._file_name.setTextFormat(Qt.TextFormat.PlainText)
        self._file_name.setProperty("role", "second")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.save_state)
        self.statusBar().addPermanentWidget(self._file_name)

    def _connect_start_page(self) -> None:
        page = self.start_page
        page.import_wanted.connect(self.import_text)
        page.sample_wanted.connect(self.open_sample)
        page.new_wanted.connect(self.new_book)
        page.open_wanted.connect(self.open_book)
        page.recent_wanted.connect(self._open_recent)

    def _open_recent(self, path: Path) -> None:
        if not path.exists():
            self._memory.forget(path)
            self.start_page.show_recent(self._memory.recent)
            tell(self, f"找不到“{path.name}”。", "它可能被移走或改名了，已从列表中去掉。")
            return
        self.open_path(path)

    def _restore_geometry(self) -> None:
        kept = self._memory.get("geometry")
        if not (isinstance(kept, str) and self.restoreGeometry(QByteArray.fromHex(kept.encode()))):
            self.resize(1280, 800)

    # ------------------------------------------------------------- the open workbook
    def _create(self, path: Path, book: Book) -> bool:
        from ui.document import Document

        return self._told(lambda: self._put_in_place(Document.create(path, book)))

    def _told(self, do: Callable[[], bool]) -> bool:
        try:
            return do()
        except Trouble as trouble:
            tell_trouble(self, trouble)
            return False

    def _put_in_place(self, document: Document) -> bool:
        if not self._let_go():
            document.close()
            return False
        self._memory.opened(document.session.path)
        self._take(document)
        return True

    def _take(self, document: Document) -> None:
        from ui.workspace import Workspace
        from ui.zoom_control import ZoomControl

        workspace = Workspace(document, self)
        self.workspace = workspace
        self._zoom = ZoomControl(workspace.projects.table, self)
        self.statusBar().addPermanentWidget(self._zoom)
        workspace.tab_changed.connect(self._show_zoom)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        document.changed.connect(self._refresh)
        document.year_changed.connect(self._refresh)
        document.saving_changed.connect(self._tell_saving)
        document.refused.connect(lambda text: self.notice.say(text, seconds=10))
        workspace.import_wanted.connect(self.import_text)
        workspace.preview_shown.connect(self.actions_by_name["toggle_preview"].setChecked)
        self.notice.hide()
        self._tool_bar.show()
        self.statusBar().show()
        self.save_state.show_saving(document.session.saving)
        self._refresh()
        workspace.restore(_mapping(document.session.setting("place")), self.width())
        self.actions_by_name["toggle_preview"].setChecked(workspace.preview.isVisibleTo(workspace))
        if document.read_only:
            self.notice.say(
                document.session.read_only_reason + "现在只能查看，不能修改。",
                ("另存副本…", self.save_copy),
            )

    def _let_go(self) -> bool:
        """Close the workbook in hand; False when something is unsaved and the user stays."""
        workspace = self.workspace
        if workspace is None:
            return True
        workspace.flush()
        session = workspace.document.session
        if not session.flush(5.0) and not ask(
            self,
            "最后的修改还没有写进文件。",
            "现在关闭会丢失这些修改。可以先回去，用“另存副本”存到别处。",
            "仍要关闭",
            "回去",
        ):
            return False
        try:
            session.put_setting("place", workspace.state())
        except Trouble as trouble:
            # The place in the file is comfort; the values are safe or have been asked about.
            self.notice.say(str(trouble))
        workspace.close_document()
        if self._zoom is not None:
            self.statusBar().removeWidget(self._zoom)
            self._zoom.deleteLater()
            self._zoom = None
        self._stack.removeWidget(workspace)
        workspace.deleteLater()
        self.workspace = None
        return True

    def _show_start(self) -> None:
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.show_recent(self._memory.recent)
        self._tool_bar.hide()
        self.statusBar().hide()
        self._refresh()

    def _refresh(self) -> None:
        workspace = self.workspace
        if workspace is None:
            self.setWindowTitle(NAME)
            self.actions_by_name.enable(has_book=False, read_only=False)
            return
        document = workspace.document
        plan, unit = document.plan, document.book.unit
        named = unit.name or document.session.path.stem
        year = f" {plan.year}" if plan is not None else ""
        sample = "（示例）" if document.book.sample else ""
        self.setWindowTitle(f"{named}{year}{sample} — {NAME}")
        self._file_name.setText(str(document.session.path))
        self.actions_by_name.enable(has_book=True, read_only=document.read_only)
        self._refresh_undo(document)
        self._tool_bar.show_years(document)

    def _show_zoom(self) -> None:
        workspace = self.workspace
        if workspace is not None and self._zoom is not None:
            self._zoom.setVisible(workspace.page is workspace.projects)

    def _refresh_undo(self, document: Document) -> None:
        for name, text, step in (
            ("undo", "撤销", document.undo_name),
            ("redo", "恢复", document.redo_name),
        ):
            action = self.actions_by_name[name]
            action.setText(plain(f"{text}：{step}") if step else text)
            action.setEnabled(step is not None)
            key = action.shortcut().toString()
            action.setToolTip(f"{text}：{step}（{key}）" if step else f"{text}（{key}）")

    def _year_chosen(self, plan_id: str) -> None:
        self._flush()
        self._document().select_plan(plan_id)

    def _tell_saving(self, saving: Saving) -> None:
        self.save_state.show_saving(saving)
        if saving.state == "failed" and saving.trouble is not None:
            self.notice.say(
                str(saving.trouble),
                ("重试", self._document().session.retry),
                ("另存副本…", self.save_copy),
                tone="bar-error",
            )
        elif saving.state == "saved" and self.notice.property("role") == "bar-error":
            self.notice.hide()

    def _export(self, formats: tuple[Format, ...]) -> None:
        self._flush()
        from ui import flows

        exported = flows.run_export(self, self._memory, self._document(), formats)
        if exported is None:
            return
        result, folder = exported
        count = len(result.files)
        if result.notes:
            tell(self, f"已导出 {count} 个文件，有几处请留意。", "\n".join(result.notes))
        what = f"“{result.files[0].name}”" if count == 1 else f" {count} 个文件"
        self._say_written(f"已导出{what}。", folder)

    def _say_written(self, text: str, folder: Path) -> None:
        def open_folder() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self.notice.say(text, ("打开文件夹", open_folder), tone="bar-good", seconds=30)

    def _flush(self) -> None:
        if self.workspace is not None:
            self.workspace.flush()

    def _workspace(self) -> Workspace:
        if self.workspace is None:
            raise RuntimeError("no workbook is open; the command should not be offered")
        return self.workspace

    def _document(self) -> Document:
        return self._workspace().document

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._let_go():
            event.ignore()
            return
        self._memory.put("geometry", bytes(self.saveGeometry().toHex().data()).decode())
        event.accept()


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _unused(path: Path) -> Path:
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}{number}")
    return candidate
