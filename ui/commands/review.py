"""Walking through the findings, and mending what can be mended safely."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.review.review import Review


class ReviewCommands:
    """The commands about findings of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def toggle_review(self, shown: bool) -> None:
        """Open or fold the findings."""
        if self._window.workspace is not None:
            self._window.workspace.show_review(shown)

    def review_beside(self, beside: bool) -> None:
        """The findings at the right of the pages, or below them; open either way."""
        self._window.memory.review_beside = beside
        self._window.open_workspace.stand_review(beside=beside)
        self._window.open_workspace.show_review(True)

    def next_finding(self) -> None:
        """To the next place with a finding."""
        self._walk(lambda review: review.go_next())

    def previous_finding(self) -> None:
        """To the place with a finding before."""
        self._walk(lambda review: review.go_previous())

    def check_all(self) -> None:
        """Look at the whole year again."""
        self._window.flush()
        workspace = self._window.open_workspace
        workspace.show_review(True)
        workspace.review.check_all()

    def repair_all(self) -> None:
        """Mend what can be mended safely, after the user has seen it."""
        from ui.review.dialogs import mend_all

        self._window.flush()
        done = mend_all(self._window.open_workspace.review, self._window)
        if done:
            said = f"已改好 {done} 处。"
            self._window.say_undoable(said)

    def export_report(self) -> None:
        """The findings as PDF and Excel, to sign or to send along."""
        from ui import handing_over

        window = self._window
        window.flush()
        settings = window.open_workspace.review.settings
        written = handing_over.run_report(window, window.memory, window.document, settings)
        if written is not None:
            count = len(written.files)
            window.say_written(f"检查报告已导出，共 {count} 个文件。", written.files[0].parent)

    def set_rules(self) -> None:
        """Which rules run, how grave they are, and their numbers."""
        from ui.messages import answered
        from ui.review.settings_dialog import SettingsDialog

        review = self._window.open_workspace.review
        dialog = SettingsDialog(review.settings, self._window)
        if answered(dialog):
            review.use(dialog.settings)

    def _walk(self, step: Callable[[Review], bool]) -> None:
        self._window.flush()
        workspace = self._window.open_workspace
        workspace.show_review(True)
        if not step(workspace.review):
            self._window.notice.say("没有要处理的问题。", tone="bar-good", seconds=4)
