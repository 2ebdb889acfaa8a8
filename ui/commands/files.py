"""Workbooks as files: new, open, read in, copy, export, print."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from hfgoals.trouble import Trouble
from ui.messages import tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.export import Format
    from hfgoals.model.values import Book
    from ui.desk import Desk
    from ui.handing_over import Made

_SAVE_SECONDS = 2.0
_THIS, _PROJECTS, _OVERALL, _ALL = "这张表", "全部项目", "部门整体", "整本文本"


class FileCommands:
    """The commands about files of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def new_book(self) -> None:
        """A blank workbook."""
        from ui import flows

        settled = flows.new_book(self._window, self._window.memory)
        if settled is not None:
            path, book = settled
            self._window.create_book(path, book)

    def open_book(self) -> None:
        """A workbook chosen by the user."""
        from ui import flows

        path = flows.choose_workbook(self._window, self._window.memory)
        if path is not None:
            self._window.open_path(path)

    def open_sample(self) -> None:
        """The sample, as a file of the user's own to try everything on."""
        from hfgoals.sample import sample_book
        from ui import flows

        folder = flows.documents_folder()
        path = _unused(folder / "绩效目标示例.hfg")
        self._window.create_book(path, sample_book())

    def import_text(self) -> None:
        """A published text, into the workbook in hand or a new one."""
        from ui import flows

        source = flows.choose_source(self._window, self._window.memory)
        if source is not None:
            self.import_path(source)

    def import_path(self, source: Path) -> None:
        """Read that text in, after the user has looked it over."""
        from ui import flows

        self._window.flush()
        self._take_in(source.name, flows.read_in(self._window, source, self._book()))

    def paste_table(self) -> None:
        """A table copied in another program, into the workbook in hand or a new one."""
        from hfgoals.exchange.pasted import PASTED
        from ui import flows

        self._window.flush()
        self._take_in(PASTED, flows.read_pasted(self._window, self._book()))

    def _book(self) -> Book | None:
        workspace = self._window.workspace
        return workspace.document.book if workspace is not None else None

    def _take_in(self, source: str, book: Book | None) -> None:
        """Put that book, read from the source, in place of the one in hand: one step."""
        from ui import flows

        if book is None:
            return
        workspace = self._window.workspace
        if workspace is None:
            year = book.years[-1].year
            name = f"{book.unit.name}_{year}年"
            path = flows.choose_target(self._window, self._window.memory, "读入的内容保存为", name)
            if path is not None:
                self._window.create_book(path, book)
            return
        document = workspace.document
        known = {plan.id for plan in document.book.years}
        if document.replace(f"读入“{source}”", book, "import"):
            fresh = [plan.id for plan in document.book.years if plan.id not in known]
            if fresh:
                document.select_plan(fresh[-1])
            self._window.say_undoable(f"已读入“{source}”。")

    def make_templates(self) -> None:
        """Workbooks that departments fill in."""
        from ui import handing_over

        window = self._window
        window.flush()
        book = self._book()
        settings = window.open_workspace.review.settings if book is not None else None
        made = handing_over.run_templates(window, window.memory, book, settings)
        if made is not None:
            paths, folder = made
            window.say_written(f"已生成 {len(paths)} 个填报模板。", folder)

    def gather_sources(self) -> None:
        """Many files of departments into the workbook in hand, as one step."""
        from ui.gather.wizard import GatherWizard
        from ui.messages import answered

        window = self._window
        window.flush()
        known = {plan.id for plan in window.document.book.years}
        wizard = GatherWizard(window.document, window.memory, window)
        answered(wizard)
        if wizard.gathered:
            # Reasons come along even where the texts were the same.
            review = window.open_workspace.review
            settings = wizard.with_reasons(review.settings)
            if settings != review.settings:
                review.use(settings)
        if wizard.taken:
            fresh = [plan.id for plan in window.document.book.years if plan.id not in known]
            if fresh:
                window.document.select_plan(fresh[-1])
            window.say_undoable("各部门的表已汇总到本工作簿。")

    def save(self) -> None:
        """Take what is being typed, and answer: every step goes to the disk by itself, but not what
        the disk refused: that is tried again."""
        self._window.flush()
        session = self._window.document.session
        if session.saving.state == "failed":
            session.retry()
        elif session.flush(_SAVE_SECONDS):
            at = session.saving.at
            when = f" {at:%H:%M}" if at is not None else ""
            said = f"已保存{when}，每一步都自动保存。"
            self._window.notice.say(said, tone="bar-good", seconds=5)

    def save_copy(self) -> None:
        """A copy of the file under another name; work goes on in this one."""
        from ui import flows
        from ui.dialogs.progress import ProgressDialog

        document = self._window.document
        self._window.flush()
        name = f"{document.session.path.stem}副本"
        path = flows.choose_target(self._window, self._window.memory, "另存副本", name)
        if path is None:
            return
        copying = ProgressDialog(
            "另存副本", lambda _: document.session.save_copy(path), self._window
        )
        if copying.run():
            said = f"副本已存为“{path.name}”。{copying.result_value}"
            self._window.say_written(said, path.parent)

    def edit_here(self) -> None:
        """A copy of a workbook that lies on the network, among the user's documents, in its place.

        What lies on the network stays as it is.
        """
        from hfgoals.places import on_network
        from ui import flows

        window, document = self._window, self._window.document
        window.flush()
        folder = flows.documents_folder()
        path: Path | None = _unused(folder / document.session.path.name)
        if on_network(folder):
            # A bureau may keep its users' documents there, too.
            name = document.session.path.stem
            path = flows.choose_target(window, window.memory, "复制到本机", name)
        if path is None:
            return
        try:
            document.session.save_copy(path)
        except Trouble as trouble:
            tell_trouble(window, trouble)
            return
        if window.open_path(path):
            window.say_written(
                f"现在编辑的是本机的“{path.name}”，网络盘上的没有动；编好后请复制回去。",
                path.parent,
            )

    def export_excel(self) -> None:
        """Excel for the bureau."""
        self._export(("xlsx",))

    def export_pdf(self) -> None:
        """PDF for signing."""
        self._export(("pdf",))

    def export_word(self) -> None:
        """Word for publishing, and for those who go on writing in it."""
        self._export(("docx",))

    def export_stage_report(self) -> None:
        """The report of the monitoring or the self-evaluation, to go on writing."""
        from hfgoals.forms.reports import reports_of

        plan = self._window.document.plan
        if plan is None or not reports_of(plan):
            tell(
                self._window,
                "本年度还没有用到监控表或自评表。",
                "请先在“年度→本年度的年份和表样…”里勾选，填好以后再导出报告。",
            )
            return
        self._export((), report=True)

    def export_wide(self) -> None:
        """The wide table of indicators for the bureau's own systems."""
        from ui import handing_over

        window = self._window
        window.flush()
        exported = handing_over.run_wide(window, window.memory, window.document)
        if exported is not None:
            result, folder = exported
            window.say_written(f"已导出“{result.files[0].name}”。", folder)

    def make_package(self) -> None:
        """All that goes to the bureau, in one folder or zip."""
        from ui import handing_over

        window = self._window
        window.flush()
        settings = window.open_workspace.review.settings
        made = handing_over.run_package(window, window.memory, window.document, settings)
        if made is None:
            return
        result, left = made
        if result.notes:
            tell(window, f"“{result.target.name}”已生成，有几处请留意。", "\n".join(result.notes))
        said = f"“{result.target.name}”已生成。{f'{left}。' if left else ''}"
        shown = result.target if result.target.is_dir() else result.target.parent
        window.say_written(said, shown)

    def print_pages(self) -> None:
        """Print the form in hand, all projects, the overall part, or the whole text."""
        from ui.messages import choose

        window = self._window
        window.flush()
        ways = (_THIS, _PROJECTS, _OVERALL, _ALL)
        way = choose(window, "打印什么？", "按回车打印眼前的这张表。", ways)
        if way is not None:
            self._print(way)

    def print_projects(self, projects: Collection[str]) -> None:
        """Print the forms of those projects, by their ids."""
        self._print(_PROJECTS, projects)

    def _print(self, way: str, projects: Collection[str] = ()) -> None:
        from hfgoals.export import booklet, form_pages, pages_of
        from ui.dialogs.progress import ProgressDialog
        from ui.form_pages import form_shown
        from ui.printing import print_or_export

        window, document = self._window, self._window.document
        unit, plan, fit = document.book.unit, document.plan, window.memory.fit_page
        if plan is None:
            return
        space = window.open_workspace
        form = form_shown(space.page, space.projects)
        own = document.project.id if document.project is not None else ""
        works = {
            _THIS: lambda: form_pages(form, unit, plan, own, fit_page=fit),
            _PROJECTS: lambda: pages_of("project", unit, plan, projects, fit_page=fit),
            _OVERALL: lambda: pages_of("year", unit, plan, fit_page=fit),
            _ALL: lambda: booklet(unit, plan, fit_page=fit),
        }
        laying = ProgressDialog("排版", lambda _: works[way](), window)
        if not laying.run():
            return
        if not laying.result_value:
            tell(window, "没有可以打印的内容。", "请先新建或选中一个项目。")
            return
        title = document.session.path.stem
        print_or_export(window, laying.result_value, title, self.export_pdf)

    def print_overview(self) -> None:
        """Print the overview of the year in hand, one page."""
        from ui import handing_over

        made = self._overview()
        if made is not None:
            window = self._window
            handing_over.print_statement(window, window.document, made, self.export_overview)

    def export_overview(self) -> None:
        """The overview of the year in hand as PDF."""
        from ui import handing_over

        window, made = self._window, self._overview()
        if made is None:
            return
        what = "导出年度总览"
        written = handing_over.run_statement(window, window.memory, window.document, what, made)
        if written is not None:
            path = written.files[0]
            window.say_written(f"已导出“{path.name}”。", path.parent)

    def _overview(self) -> Made | None:
        self._window.flush()
        return self._window.open_workspace.overview.statement_of()

    def fit_to_page(self, on: bool) -> None:
        """Set tables that are a little too long more closely, in print, preview and exports."""
        window = self._window
        window.memory.fit_page = on
        if window.workspace is not None:
            window.workspace.fit_page(on=on)

    def export_projects(self, projects: tuple[str, ...]) -> None:
        """Those projects, by their ids."""
        self._export(("xlsx",), projects)

    def _export(
        self, formats: tuple[Format, ...], projects: tuple[str, ...] = (), *, report: bool = False
    ) -> None:
        from ui import handing_over

        window = self._window
        window.flush()
        exported = handing_over.run_export(
            window, window.memory, window.document, formats, projects, report=report
        )
        if exported is None:
            return
        window.actions_by_name["fit_to_page"].setChecked(window.memory.fit_page)
        result, folder = exported
        count = len(result.files)
        if result.notes:
            tell(self._window, f"已导出 {count} 个文件，有几处请留意。", "\n".join(result.notes))
        what = f"“{result.files[0].name}”" if count == 1 else f" {count} 个文件"
        self._window.say_written(f"已导出{what}。", folder)


def _unused(path: Path) -> Path:
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}{number}")
    return candidate
