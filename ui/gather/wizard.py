"""The wizard 汇总: from the files to one step in the open workbook."""

from __future__ import annotations

import datetime
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from hfgoals.merging.deciding import decided, disputes
from hfgoals.merging.finding import told_apart
from hfgoals.merging.gathering import Gathered, gathered
from hfgoals.merging.log import counts, kept_log, write_log
from hfgoals.merging.reading import Read, as_of, read_all, told_of_others
from hfgoals.model.budget_year import budget_year_now
from hfgoals.model.rows import difference
from hfgoals.model.uncollected import here_to_stay, uncollected
from hfgoals.model.values import Book
from hfgoals.progress import Report
from hfgoals.trouble import Trouble
from ui.dialogs.progress import ProgressDialog
from ui.document import Document
from ui.gather.files_page import FilesPage
from ui.gather.finished_page import FinishedPage
from ui.gather.job_page import JobPage
from ui.gather.review_page import ReviewPage, ToReview
from ui.gather.sources_page import SourcesPage
from ui.gather.steps import StepBar
from ui.kit.fitting import Dialog
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP
from ui.memory import Memory
from ui.messages import ask, tell, tell_trouble

if TYPE_CHECKING:
    from hfgoals.checks import CheckSettings

FILES, SOURCES, REVIEW, FINISHED = range(4)
_LEAST: Final = QSize(900, 560)
_MOST: Final = QSize(1520, 980)
_FOOT: Final = 14 * STEP
_NAME_YEAR = "请回到“选择文件”，在“汇总年度”里选定年度，再读取一次。"
_SAY_OURS = "请核对是否发错了文件；确实要并入本单位的，请勾选它。"
_NOT_SAVED: Final = Trouble(
    "汇总的内容还没有写进工作簿的文件，记录没有保存。",
    "汇总的内容都还在程序里。",
    "请先关闭这个窗口，处理“未能保存”的提示。",
)


class GatherWizard(Dialog):
    """Nothing is written before the last button of 核对; then it is one step."""

    def __init__(self, document: Document, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("汇总各部门的表")
        self._document, self._memory = document, memory
        self._after: Any = None
        self._result: Gathered | None = None
        self._with_checks: list[Read] = []
        self.taken = self.gathered = False
        """Whether the workbook holds what was gathered."""
        plan = document.plan
        years = sorted({plan.year for plan in document.book.years} | {budget_year_now()})
        own = document.session.path
        self.files = FilesPage(own, years, plan.year if plan else None, memory, self)
        self.job = JobPage(self)
        self.sources = SourcesPage(self)
        self.review = ReviewPage(self)
        self.end = FinishedPage(self)
        self.steps = StepBar(self)
        self._pages = QStackedWidget(self)
        self.back, self.cancel = QPushButton("上一步", self), QPushButton("取消", self)
        self.forward = QPushButton("下一步", self)
        self._lay_out()
        self._connect()
        self.show_page(FILES)
        self.resize(_fitting(parent))

    @property
    def page(self) -> int:
        """Which page is shown: FILES, SOURCES, REVIEW or FINISHED."""
        return self.steps.step

    def show_page(self, page: int) -> None:
        """Show a page, its job being over."""
        shown = (self.files, self.sources, self.review, self.end)[page]
        self._pages.setCurrentWidget(shown)
        self.steps.show_step(page)
        self.back.setVisible(page in (SOURCES, REVIEW))
        self.cancel.setVisible(page != FINISHED)
        self.forward.show()
        self.forward.setText(("下一步", "下一步", "汇总到本工作簿", "完成")[page])
        self._offer()
        if page == FILES:
            (self.files.table if self.files.files.rowCount() else self.files.add_files).setFocus()
        elif page == FINISHED:
            self.forward.setFocus()

    def reject(self) -> None:
        """Esc and 取消: stop the job, or leave; the workbook is as it was."""
        if self.job.running:
            self.job.cancel()
        elif self.page == FINISHED:
            super().accept()
        elif self.page != REVIEW or self._gives_up():
            super().reject()

    def done(self, result: int) -> None:
        """Close, and let go of all that was read but for those that keep reasons."""
        super().done(result)
        self._with_checks = [each for each in self.sources.sources.ticked if each.checks]
        held: list[Any] = [self._result, *self.sources.sources.read]
        self._result = None
        self.sources.sources.show(())
        self.review.show_gathered(ToReview.nothing())
        threading.Thread(target=_drop, args=(held,), name="dropping", daemon=True).start()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _gives_up(self) -> bool:
        """Whether what was decided may be lost; one key pressed too often shall not do it."""
        number = len(self.review.decisions.verdicts)
        more = f"已经决定的 {number} 处不会保留，本工作簿没有改动。"
        return not number or ask(self, "要放弃这次汇总吗？", more, "放弃汇总", "回去", loses=True)

    def _lay_out(self) -> None:
        head = QFrame(self)
        head.setObjectName("gather-head")
        in_row(
            PlainLabel("汇总各部门的表", "section"),
            ...,
            self.steps,
            on=head,
            margins=(6 * STEP, 3 * STEP, 6 * STEP, 3 * STEP),
        )
        foot = QFrame(self)
        foot.setObjectName("gather-foot")
        foot.setFixedHeight(_FOOT)
        in_row(
            self.cancel,
            ...,
            self.back,
            self.forward,
            on=foot,
            margins=(6 * STEP, 3 * STEP, 6 * STEP, 3 * STEP),
            gap=2 * STEP,
        )
        for button in (self.cancel, self.back):
            button.setAutoDefault(False)
        self.forward.setDefault(True)
        for page in (self.files, self.job, self.sources, self.review, self.end):
            self._pages.addWidget(page)
        in_column(head, (self._pages, 1), foot, on=self, margins=0, gap=0)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_forward)
        self.files.changed.connect(self._offer)
        self.sources.changed.connect(self._offer)
        self.sources.as_year_wanted.connect(self._take_as_year)
        self.job.done.connect(self._job_done)
        self.job.cancelled.connect(lambda: self.show_page(self._page_before()))
        self.job.failed.connect(self._job_failed)
        self.end.log_wanted.connect(self._save_log)

    def _offer(self) -> None:
        ready = True
        if self.page == FILES:
            ready = bool(self.files.files.rowCount())
        elif self.page == SOURCES:
            ready = bool(self.sources.sources.ticked)
        self.forward.setEnabled(ready)

    def _go_back(self) -> None:
        self.show_page(self.page - 1)

    def _go_forward(self) -> None:
        (self._read, self._gather, self._finish, self.accept)[self.page]()

    def _read(self) -> None:
        found, year = told_apart(self.files.files.found), self.files.year
        names = [each.name for each in found]

        def work(report: Report) -> list[Read]:
            with uncollected():
                read = read_all(found, year, _NAME_YEAR, report)
                here_to_stay()
            return read

        self._run(SOURCES, "读取", names, work, self._show_read)

    def _show_read(self, read: list[Read]) -> None:
        self.show_page(SOURCES)
        told = told_of_others(read, self._document.book.unit, _SAY_OURS)
        self.sources.show_read(told, self.files.year)

    def _take_as_year(self) -> None:
        """Sources of other years alone, as of the year that is gathered."""
        year = self.files.year
        if year is not None:
            self._show_read([as_of(each, year) for each in self.sources.sources.read])

    def _gather(self) -> None:
        book, year = self._document.book, self.files.year
        sources = [source for each in self.sources.sources.ticked if (source := each.source)]

        def work(report: Report) -> ToReview:
            with uncollected():
                result = gathered(book, sources, year, report=report)
                to_review = ToReview.of(result, disputes(result))
                here_to_stay()
            return to_review

        self._run(REVIEW, "比对", [each.name for each in sources], work, self._show_gathered)

    def _show_gathered(self, to_review: ToReview) -> None:
        self._result = to_review.result
        self.show_page(REVIEW)
        self.review.show_gathered(to_review)

    def _finish(self) -> None:
        result = self._result
        if result is None or self.review.show_wrong():
            return
        book, verdicts = self._document.book, self.review.decisions.verdicts

        def work(_report: Report) -> tuple[Book, bool]:
            with uncollected():
                after = decided(result, verdicts)
                changed = bool(difference(book, after))
                here_to_stay()
            return after, changed

        self._run(FINISHED, "汇总", [], work, self._take)

    def _take(self, outcome: tuple[Book, bool]) -> None:
        after, changed = outcome
        refused: list[str] = []
        listening = self._document.refused.connect(refused.append)
        taken = not changed or self._document.replace("汇总", after, "merge")
        self._document.refused.disconnect(listening)
        if not taken:
            self.show_page(REVIEW)
            tell(self, "没有汇总，本工作簿没有改动。", "".join(refused))
            return
        self.taken, self.gathered = changed, True
        self._tell_finished()
        self.show_page(FINISHED)

    def with_reasons(self, settings: CheckSettings) -> CheckSettings:
        """The settings with the sources' reasons for what they keep, once the wizard is done."""
        from hfgoals.checks import CheckSettings
        from hfgoals.checks.carrying import carried

        sources = [
            (each.book, CheckSettings.from_json(each.checks))
            for each in self._with_checks
            if each.book is not None
        ]
        self._with_checks = []
        return carried(settings, self._document.book, sources)

    def _run(self, page: int, verb: str, names: list[str], work: Any, after: Any) -> None:
        self._after = after
        self.steps.show_step(page)
        for button in (self.back, self.cancel, self.forward):
            button.hide()
        self._pages.setCurrentWidget(self.job)
        self.job.run(verb, names, work)

    def _job_done(self, outcome: object) -> None:
        self._after(outcome)

    def _job_failed(self, trouble: Trouble) -> None:
        self.show_page(self._page_before())
        tell_trouble(self, trouble)

    def _page_before(self) -> int:
        return max(FILES, self.steps.step - 1)

    def _tell_finished(self) -> None:
        if self._result is None:
            return
        count, decisions = counts(self._result), self.review.decisions
        figures = (
            ("个来源", len(self.sources.sources.ticked)),
            ("个新增的项目", count["projects"]),
            ("处补填的空白", count["filled"]),
            ("处不一致，已按您的决定处理", len(decisions.verdicts)),
            ("处不一致没有决定，保留本工作簿的内容", decisions.undecided),
            ("处没有汇总", count["left_out"]),
        )
        shown = [each for each in figures if each[1]]
        if self.taken:
            title, said = "汇总完成", "本工作簿已更新。需要退回时，点一次“撤销”即可全部还原。"
        else:
            title, said = "不需要改动", "各来源的内容与本工作簿一致，或都保留了本工作簿的内容。"
        self.end.show_figures(title, said, shown)

    def _save_log(self) -> None:
        result = self._result
        if result is None:
            return
        today = datetime.datetime.now().astimezone()
        own = self._document.session.path
        folder = self._memory.folder("gather-log", own.parent)
        name = folder / f"汇总记录_{today:%Y%m%d}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, "保存汇总记录", str(name), "文本文件 (*.txt)")
        if not chosen:
            return
        path = _as_text(chosen)
        read, verdicts = self.sources.sources.read, self.review.decisions.verdicts
        without = [each.name for each in self.sources.sources.unticked]

        session, taken = self._document.session, self.taken

        def work(_report: Report) -> None:
            # The log says that the workbook holds it.
            if taken and not session.flush(30.0):
                raise _NOT_SAVED
            text = kept_log(own, read, result, verdicts, without, today, changed=taken)
            write_log(path, text)

        if ProgressDialog("保存汇总记录", work, self).run():
            self._memory.put_folder("gather-log", path.parent)
            self.end.show_saved(path)


def _drop(held: list[Any]) -> None:
    """Free hundreds of workbooks one by one: all at once would stop the window for a moment."""
    while held:
        held.pop()


def _as_text(chosen: str) -> Path:
    path = Path(chosen)
    return path if path.suffix.lower() == ".txt" else path.with_name(f"{path.name}.txt")


def _fitting(parent: QWidget | None) -> QSize:
    """Nearly as large as the window it belongs to, within reason."""
    room = parent.window().size() if parent is not None else QSize(1280, 800)
    return (room - QSize(20 * STEP, 15 * STEP)).expandedTo(_LEAST).boundedTo(_MOST)
