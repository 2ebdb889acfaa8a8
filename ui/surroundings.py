"""What stands around the workspace and follows it: title, tool bar, status bar, notices on saving.

One for each window; it changes nothing in the workbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from hfgoals.history import RETURNS
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.icons import icon
from ui.kit.layouts import in_row
from ui.kit.plain import ElidedLabel, PlainLabel, plain_tip
from ui.menus import plain

# Everything about workbooks is imported where it is first needed: the start page shall be there
# in a blink.
if TYPE_CHECKING:
    from hfgoals.app import Saving
    from hfgoals.backups import Standing
    from ui.desk import Desk
    from ui.document import Document
    from ui.grid.table_editor import TableEditor
    from ui.tool_bar import ToolBar
    from ui.workspace import Workspace

_STEP = 10
NAME = "绩效目标填报"


class Surroundings(QObject):
    """Says in the window how the workbook in hand stands."""

    def __init__(self, window: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._bar: ToolBar | None = None
        self._zoom: QWidget | None = None
        self._backup_trouble = ""
        self.save_state = SaveState(parent=window)
        self.backup_state = PlainLabel("", "second", window)
        # A path may be longer than any window is wide.
        self._file_name = ElidedLabel("", "second", window)
        self._file_name.elided = Qt.TextElideMode.ElideMiddle
        self._file_name.setAlignment(Qt.AlignmentFlag.AlignRight)
        status_bar = window.statusBar()
        status_bar.setSizeGripEnabled(False)
        status_bar.addWidget(self.save_state)
        status_bar.addWidget(self.backup_state)
        self.returns_state = push_button("", self._open_returns, role="link", tip="退回意见…")
        self.returns_state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        status_bar.addWidget(self.returns_state)
        self.returns_state.hide()
        status_bar.addPermanentWidget(self._file_name, 1)
        self._lock_told = ""

    @property
    def tool_bar(self) -> ToolBar:
        """The tool bar, made when a workbook first needs it."""
        from ui.tool_bar import ToolBar

        if self._bar is None:
            self._bar = ToolBar(self._window.actions_by_name, self._window)
            self._bar.year_chosen.connect(self._year_chosen)
            self._window.addToolBar(self._bar)
        return self._bar

    def follow(self, workspace: Workspace) -> None:
        """Show how that workspace stands, from now on."""
        self._workspace = workspace
        window, document, actions = self._window, workspace.document, self._window.actions_by_name
        self._zoom = ZoomControl(workspace.projects.table, window)
        window.statusBar().addPermanentWidget(self._zoom)
        workspace.tab_changed.connect(self._show_zoom)
        document.changed.connect(self.refresh)
        document.changed.connect(window.notice.step_taken)
        document.year_changed.connect(self.refresh)
        document.year_changed.connect(self._show_returns)
        document.returns_changed.connect(self._show_returns)
        document.lock_changed.connect(self._lock_changed)
        document.saving_changed.connect(self._tell_saving)
        document.typing_changed.connect(self._show_saving)
        document.backed_up.connect(self._tell_backup)
        document.refused.connect(self._tell_refused)
        workspace.review_shown.connect(actions["toggle_review"].setChecked)
        workspace.preview_shown.connect(actions["toggle_preview"].setChecked)
        workspace.review.findings_changed.connect(self._show_counts)
        workspace.review.running_changed.connect(self._show_counts)
        window.notice.hide()
        self.backup_state.setText("")
        self._backup_trouble = ""
        self.tool_bar.show()
        window.statusBar().show()
        self._show_saving()
        self._show_returns()
        self.refresh()

    def catch_up(self) -> None:
        """Take over what the workspace has restored without a signal."""
        workspace, actions = self._workspace, self._window.actions_by_name
        if workspace is None:
            return
        actions["toggle_preview"].setChecked(workspace.previewing)
        actions["toggle_review"].setChecked(workspace.reviewing)
        actions["review_beside"].setChecked(self._window.memory.review_beside)
        actions["fit_to_page"].setChecked(self._window.memory.fit_page)
        workspace.fit_page(on=self._window.memory.fit_page)
        beside = self._window.memory.get("last_year") is True
        actions["toggle_last_year"].setChecked(beside)
        workspace.projects.table.show_last_year(on=beside)
        self._show_counts()
        if workspace.document.locked:
            self._lock_changed()

    def let_go(self) -> None:
        """The workspace is about to go."""
        self._workspace = None
        if self._zoom is not None:
            self._window.statusBar().removeWidget(self._zoom)
            self._zoom.deleteLater()
            self._zoom = None

    def withdraw(self) -> None:
        """Leave the start page alone in the window."""
        if self._bar is not None:
            self._bar.hide()
        self._window.statusBar().hide()
        self.refresh()

    def refresh(self) -> None:
        """Say what the workbook is, and offer what can be done with it."""
        window, workspace = self._window, self._workspace
        if workspace is None:
            window.setWindowTitle(NAME)
            window.actions_by_name.enable(has_book=False, read_only=False)
            return
        document = workspace.document
        plan, unit = document.plan, document.book.unit
        named = unit.name or document.session.path.stem
        year = f" {plan.year}" if plan is not None else ""
        sample = "（示例）" if document.book.sample else ""
        sample += "（已损坏，只读）" if document.session.damage is not None else ""
        window.setWindowTitle(f"{named}{year}{sample} — {NAME}")
        self._file_name.setText(str(document.session.path))
        session = document.session
        damaged = session.damage is not None
        window.actions_by_name.enable(has_book=True, read_only=session.read_only, damaged=damaged)
        self._refresh_undo(document)
        self.tool_bar.show_years(document)

    def _refresh_undo(self, document: Document) -> None:
        workbook = document.session.workbook
        for name, text, step, why in (
            ("undo", "撤销", workbook.undo_name, workbook.why_no_undo),
            ("redo", "恢复", workbook.redo_name, workbook.why_no_redo),
        ):
            action = self._window.actions_by_name[name]
            action.setText(plain(f"{text}：{step}") if step else text)
            action.setEnabled(step is not None and why is None)
            key = action.shortcut().toString()
            said = f"{text}：{step}（{key}）" if step else f"{text}（{key}）"
            action.setToolTip(plain_tip(said if why is None else str(why)))

    def _lock_changed(self) -> None:
        self.refresh()
        self._show_saving()
        self.tell_lock()

    def tell_damage(self) -> None:
        """Say above the workbook in hand that it is damaged, with the ways to see and save it."""
        window, session = self._window, self._window.document.session
        actions = window.actions_by_name
        window.notice.say(
            session.read_only_reason,
            ("缺损之处…", actions["show_losses"].trigger),
            ("抢救…", actions["salvage"].trigger),
            tone="bar-error",
        )

    def tell_lock(self) -> None:
        """Say above the year in hand that it was handed in, with the way to change it."""
        document = self._window.document
        plan, window = document.plan, self._window
        if document.locked and plan is not None:
            version = document.session.history.lock_of(plan.id)
            name = f"“{version.name}”，{version.when:%Y-%m-%d %H:%M}" if version else ""
            self._lock_told = (
                f"{plan.year} 年度已报送{f'（{name}）' if name else ''}，已锁定，现在只能查看。"
            )
            unlock = window.actions_by_name["unlock_year"].trigger
            window.notice.say(self._lock_told, ("解除锁定…", unlock))
        elif self._lock_told and window.notice.text == self._lock_told:
            window.notice.hide()

    def _year_chosen(self, plan_id: str) -> None:
        self._window.flush()
        self._window.document.select_plan(plan_id)

    def _show_zoom(self) -> None:
        workspace = self._workspace
        if workspace is not None and self._zoom is not None:
            self._zoom.setVisible(workspace.page is workspace.projects)

    def _show_counts(self) -> None:
        if self._workspace is not None:
            review = self._workspace.review
            # ✓ is for what is filled in, and nothing is left to fill in.
            checked = review.checked and not (review.nothing_to_check or review.untouched)
            self.tool_bar.counter.show_counts(
                review.counts, running=review.progress is not None, checked=checked
            )

    def _tell_refused(self, text: str) -> None:
        """What stands against every change of a damaged file stays to be read."""
        if self._window.document.session.damage is not None:
            self.tell_damage()
        else:
            self._window.notice.say(text, seconds=10)

    def _tell_backup(self, standing: Standing) -> None:
        """A quiet word; what is wrong is told once, and never in place of another notice."""
        at, trouble = standing.at, standing.trouble
        made = f"已备份 {at:%H:%M}" if at is not None else ""
        self.backup_state.setText("未能备份" if trouble and not made else made)
        self.backup_state.put_role("warning" if trouble else "second")
        self.backup_state.setToolTip(plain_tip(trouble))
        notice = self._window.notice
        if trouble and trouble != self._backup_trouble and not notice.text:
            notice.say(trouble, seconds=20)
        self._backup_trouble = trouble

    def _show_returns(self) -> None:
        """How many of the bureau's remarks on the year in hand are not dealt with."""
        document = self._window.document
        plan, kept = document.plan, document.session.setting(RETURNS)
        count = _open_returns_of(plan.id, kept) if plan is not None and kept else 0
        self.returns_state.setText(f"退回意见 {count} 条未改")
        self.returns_state.setVisible(count > 0)

    def _open_returns(self) -> None:
        self._window.actions_by_name["show_returns"].trigger()

    def _show_saving(self) -> None:
        if self._workspace is not None:
            document = self._workspace.document
            self.save_state.show_saving(
                document.session.saving,
                typing=document.is_typing,
                locked=document.locked,
                damaged=document.session.damage is not None,
            )

    def _tell_saving(self, saving: Saving) -> None:
        self._show_saving()
        window = self._window
        if saving.state == "failed" and saving.trouble is not None:
            window.notice.say(
                str(saving.trouble),
                ("重试", window.document.session.retry),
                ("另存副本…", window.actions_by_name["save_copy"].trigger),
                tone="bar-error",
            )
        elif saving.state == "saved" and window.notice.property("role") == "bar-error":
            window.notice.hide()


def _open_returns_of(plan_id: str, kept: object) -> int:
    from hfgoals.history.returns import of_plan, open_count, remarks_of

    return open_count(of_plan(remarks_of(kept), plan_id))


class SaveState(PlainLabel):
    """One quiet line at the left of the status bar."""

    def show_saving(
        self,
        saving: Saving,
        *,
        typing: bool = False,
        locked: bool = False,
        damaged: bool = False,
    ) -> None:
        """Say how the file stands; with something typed that no step has taken it is behind.

        ``locked``: the year in hand was handed in. ``damaged``: the file is, and only looked at.
        """
        if damaged:
            self._say("文件已损坏，只读", "error")
        elif typing and saving.state in ("saved", "saving"):
            self._say("正在填写…", "second")
        elif saving.state == "saving":
            # At once, though it is over in milliseconds: a power cut does not wait either.
            self._say("正在保存…", "second")
        elif saving.state == "failed":
            self._say("未能保存，内容都在，请看上方提示", "error")
        elif saving.state == "read_only":
            self._say("只读，不能修改", "warning")
        elif locked:
            self._say("本年度已报送，锁定中", "warning")
        elif saving.at is None:
            self._say("已保存", "second")
        else:
            self._say(f"已保存 {saving.at:%H:%M:%S}", "second")

    def _say(self, text: str, role: str) -> None:
        self.setText(text)
        self.put_role(role)


class ZoomControl(QWidget):
    """Two buttons, and the figure between them, which fits the width again when pressed."""

    def __init__(self, table: TableEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        layout = in_row(on=self, margins=(0, 0, 8, 0), gap=0)
        self._figure = QToolButton(self)
        self._figure.setToolTip("适合宽度")
        self._figure.setMinimumWidth(56)
        self._figure.clicked.connect(table.fit_width)
        layout.addWidget(self._button("remove", "缩小", -_STEP))
        layout.addWidget(self._figure)
        layout.addWidget(self._button("add", "放大", _STEP))
        table.zoom_changed.connect(self._show)
        self._show(table.zoom())

    def _button(self, name: str, text: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, tokens.SECOND_TEXT))
        button.setToolTip(plain_tip(f"{text}（Ctrl+滚轮）"))
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self._table.set_zoom(self._table.zoom() + by))
        return button

    def _show(self, percent: int) -> None:
        self._figure.setText(f"{percent}%")
        self._figure.setAccessibleName(f"表格比例 {percent}%，按下适合宽度")
