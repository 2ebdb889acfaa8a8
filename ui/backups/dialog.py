"""Choosing a backup by when, why and what it holds: all of it, one project, or a new file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from hfgoals.backups import Backup, Kept, Shelf
from hfgoals.backups.restoring import PartStanding, counted, standings
from hfgoals.backups.shelf import choose_folder
from hfgoals.export import form_pages
from hfgoals.forms import forms_of
from hfgoals.layout.pages import Page
from hfgoals.model.values import Book
from hfgoals.progress import Report
from hfgoals.trouble import TooNew, Trouble
from ui.backups.folder import FolderDialog
from ui.backups.tables import BackupsModel, PartsModel, Told, backups_table, parts_table
from ui.kit.card import push_button
from ui.kit.fitting import Dialog, with_room
from ui.kit.layouts import in_column, in_row, on_card
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.messages import answered, tell_trouble
from ui.preview import PageView
from ui.tasks import Task

Wanted = Literal["all", "project", "file"]
_LEAST: Final = 96
_SIDE: Final = 20
_LETTERS: Final = 12
"""Of a workbook's name that are in view at least."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """A backup that was looked into beside the window."""

    backup: Backup
    told: Told
    book: Book | None = None
    parts: tuple[PartStanding, ...] = ()


class RestoreDialog(Dialog):
    """Accepted, ``wanted`` says what of ``book`` is to be brought back, ``project`` which one."""

    def __init__(
        self,
        workbooks: Sequence[Kept],
        chosen: Kept | None,
        now: Book | None,
        parent: QWidget | None = None,
        *,
        changing: bool = True,
    ) -> None:
        """``chosen``: the one shown first. ``now`` is the open workbook, to compare them with.

        ``changing``: whether the open workbook may be changed.
        """
        super().__init__(parent)
        self.setWindowTitle("从备份恢复")
        self.resize(1320, 680)
        self.wanted: Wanted = "file"
        self.book: Book | None = None
        self._now = now
        self._workbooks = list(workbooks)
        self._task: Task | None = None
        self._asked: Backup | None = None
        self.backups = BackupsModel(self, compared=now is not None)
        self.parts = PartsModel(self, compared=now is not None)
        self.table = backups_table(self.backups, self)
        self.contents = parts_table(self.parts, self)
        self.view = PageView(self)
        self._which = self._workbook_box(chosen)
        self._said = ElidedLabel("", "second", self)
        self._folder = ElidedLabel("", "second", self)
        self._all = self._button("恢复全部", "all")
        self._one = self._button("只恢复这个项目", "project")
        self._file = self._button("存成新文件…", "file")
        for button in (self._all, self._one):
            button.setVisible(now is not None and changing)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.contents.selectionModel().currentRowChanged.connect(self._show_part)
        self._which.currentIndexChanged.connect(self._show_workbook)
        self._show_workbook()
        self.table.setFocus()

    @property
    def backup(self) -> Backup | None:
        """The one in hand."""
        row = self.table.currentIndex().row()
        return self.backups.backups[row] if 0 <= row < len(self.backups.backups) else None

    @property
    def project(self) -> str:
        """The id of the project in hand, as the backup holds it; "" for none."""
        part = self.parts.part(self.contents.currentIndex().row())
        there = part is not None and part.project is not None and part.state != "new"
        return part.project.id if there and part is not None and part.project is not None else ""

    def done(self, result: int) -> None:
        """Close; what is still looked into is let go of."""
        self._asked = None
        if self._task is not None:
            self._task.cancel()
            self._task.wait()
            self._task = None
        super().done(result)

    # ------------------------------------------------------------- putting together
    def _workbook_box(self, chosen: Kept | None) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("工作簿")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for kept in self._workbooks:
            newest = kept.newest
            box.addItem(f"{newest.path.name}　{newest.brief.unit.name}　{newest.path.parent}")
        if chosen is not None:
            box.setCurrentIndex([each.key for each in self._workbooks].index(chosen.key))
        box.setVisible(self._now is None or len(self._workbooks) > 1)
        return box

    def _button(self, text: str, wanted: Wanted) -> QPushButton:
        button = push_button(text, partial(self._settle, wanted))
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        title = PlainLabel("从备份恢复", "section")
        said = "恢复前会先备份现在的内容；恢复后也可以撤销。" if self._now is not None else ""
        head = in_row(title, 8, PlainLabel(said, "second"), (self._which, 1), gap=8)
        if self._which.isHidden():
            head.addStretch(1)
        right = in_column(
            self._said, (on_card(with_room(self.contents, _LEAST)), 1), margins=0, gap=6
        )
        columns = in_row(
            (on_card(with_room(self.table, _LEAST)), 15),
            (right, 9),
            (on_card(with_room(self.view, _LEAST)), 10),
            margins=0,
            gap=12,
        )
        change = push_button("更改备份文件夹…", self._change_folder, role="link")
        close = push_button("关闭", self.reject)
        foot = in_row((self._folder, 1), change, 12, self._all, self._one, self._file, close, gap=8)
        in_column(head, (columns, 1), foot, on=self, margins=(_SIDE, _SIDE, _SIDE, 16), gap=12)
        for button in (self._all, self._one, self._file, change, close):
            button.setAutoDefault(False)
        self._tell_folder()

    # ------------------------------------------------------------- what is in hand
    def _show_workbook(self) -> None:
        at = self._which.currentIndex()
        self.backups.show(self._workbooks[at].backups if at >= 0 else ())
        self._show_looked(None)
        if self.backups.backups:
            self.table.selectRow(0)

    def _chosen(self) -> None:
        self._show_looked(None)
        self._asked = self.backup
        self._go_on()

    def _go_on(self) -> None:
        """Look into the backup in hand, and when there is time into the others."""
        if self._task is not None:
            return
        whole, backup = True, self._asked
        if backup is None:
            whole, backup = False, self.backups.next_untold()
        if backup is None:
            return
        self._task = Task(partial(_looked_into, backup, self._now, whole), self)
        self._task.done.connect(self._looked)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _looked(self, looked: _Looked) -> None:
        self._task = None
        self.backups.tell(looked.backup, looked.told)
        answered_it = looked.book is not None or isinstance(looked.told, str)
        if looked.backup is self._asked and answered_it:
            self._asked = None
            self._show_looked(looked)
        self._go_on()

    def _failed(self, trouble: Trouble) -> None:
        self._task = self._asked = None
        self._said.setText(str(trouble))

    def _show_looked(self, looked: _Looked | None) -> None:
        self.book = looked.book if looked is not None else None
        self.parts.show(looked.parts if looked is not None else ())
        for button in (self._all, self._file):
            button.setEnabled(self.book is not None)
        self._one.setEnabled(False)
        self.view.show_pages(())
        if looked is None:
            self._said.setText("正在读取…" if self.backup is not None else "")
        elif isinstance(looked.told, str):
            self._said.setText("这一份备份读不出来，请另选一份。")
        else:
            unit = looked.backup.brief.unit
            self._said.setText(f"{unit.code}　{unit.name}".strip() or "（没有填单位）")
            self.contents.selectRow(self._first_differing())

    def _first_differing(self) -> int:
        states = [part.state for part in map(self.parts.part, range(self.parts.rowCount())) if part]
        return next((at for at, each in enumerate(states) if each in ("changed", "gone")), 0)

    def _show_part(self) -> None:
        part = self.parts.part(self.contents.currentIndex().row())
        self._one.setEnabled(bool(self.project) and part is not None and part.state != "same")
        self.view.show_pages(self._pages(part) if part is not None else ())

    def _pages(self, part: PartStanding) -> tuple[Page, ...]:
        plan = self.book.plan_of(part.year) if self.book is not None else None
        if plan is None or self.book is None or part.state == "new":
            return ()
        scope = "year" if part.project is None else "project"
        form = next((each for each in forms_of(plan) if each.scope == scope), None)
        if form is None:
            return ()
        return form_pages(form, self.book.unit, plan, part.project.id if part.project else "")

    def _settle(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.accept()

    # ------------------------------------------------------------- the folder
    def _change_folder(self) -> None:
        dialog = FolderDialog(self)
        if not answered(dialog):
            return
        try:
            choose_folder(dialog.folder)
        except Trouble as trouble:
            tell_trouble(self, trouble)
        self._tell_folder()

    def _tell_folder(self) -> None:
        self._folder.setText(f"备份保存在 {Shelf.own().folder}")


def _looked_into(backup: Backup, now: Book | None, whole: bool, report: Report) -> _Looked:
    report(0, 1)
    try:
        book = backup.book()
    except TooNew:
        return _Looked(backup, "要用新版本的程序")
    except Trouble:
        return _Looked(backup, "已损坏，不能用")
    if not whole:
        return _Looked(backup, counted(book, now or book))
    # The year in work is the one looked for.
    parts = sorted(standings(book, now or book), key=lambda part: -part.year)
    return _Looked(backup, counted(book, now or book), book, tuple(parts))
