"""The dialog of a long job: how far it is, and a way to stop it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QPushButton,
    QWidget,
)

from hfgoals.trouble import Trouble
from ui.kit.fitting import Dialog
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.messages import tell_trouble
from ui.tasks import Task, Work

_MOMENT_MS = 300


class ProgressDialog(Dialog):
    """Runs a job and closes when it is over. ``result_value`` holds what came back."""

    def __init__(
        self,
        title: str,
        work: Work,
        parent: QWidget | None = None,
        *,
        untold: type[Trouble] | None = None,
    ) -> None:
        """A trouble of the kind ``untold`` is left in ``trouble`` for the caller to deal with."""
        super().__init__(parent)
        self._untold = untold
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.result_value: Any = None
        self._over = False
        self.trouble: Trouble | None = None
        """Why the job failed."""
        self._said = PlainLabel(f"正在{title}…", parent=self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._stop = QPushButton("取消", self)
        self._stop.clicked.connect(self._cancel)
        self._lay_out()
        self._task = Task(work, self)
        self._task.progress.connect(self._tell)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._cancelled)

    def run(self) -> bool:
        """Do the job; True when it came to its end, False when it failed or was stopped.

        A failure has been told to the user by then, unless it is ``untold``. The dialog shows
        itself only for a job that takes longer than a moment.
        """
        waiting = QEventLoop()
        for over in (self._task.done, self._task.failed, self._task.cancelled):
            over.connect(waiting.quit)
        QTimer.singleShot(_MOMENT_MS, waiting.quit)
        self._task.start()
        waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not self._over:
            self.exec()
        if self.trouble is not None and not isinstance(self.trouble, self._untold or ()):
            tell_trouble(self.parentWidget(), self.trouble)
        self.deleteLater()
        return self.result() == QDialog.DialogCode.Accepted

    def _lay_out(self) -> None:
        whole = in_column(self._said, self._bar, on=self, margins=(24, 20, 24, 16), gap=14)
        row = in_row(..., self._stop)
        whole.addLayout(row)

    def _tell(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _cancel(self) -> None:
        self._said.setText("正在停下…")
        self._stop.setEnabled(False)
        self._task.cancel()

    def _done(self, result: Any) -> None:
        self._over = True
        self.result_value = result
        self.accept()

    def _failed(self, trouble: Trouble) -> None:
        self._over = True
        self.trouble = trouble
        super().reject()

    def _cancelled(self) -> None:
        self._over = True
        super().reject()

    def reject(self) -> None:
        """Esc asks the job to stop; the dialog goes when it has."""
        if self._over:
            super().reject()
        else:
            self._cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._over:
            super().closeEvent(event)
        else:
            event.ignore()
            self._cancel()
