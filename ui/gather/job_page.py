"""A long job as a page of the wizard: how far it is, what is in hand, and a way to stop it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.kit.card import push_button
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.kit.tokens import STEP
from ui.tasks import Task, Work

_WIDTH = 130 * STEP


class JobPage(QWidget):
    """Runs one job at a time. Exactly one of ``done``, ``failed`` and ``cancelled`` follows."""

    done = Signal(object)
    failed = Signal(object)
    """A Trouble."""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._names: Sequence[str] = ()
        self._verb = ""
        self._said = PlainLabel("", "section")
        self._counted = PlainLabel("", "second")
        self._in_hand = ElidedLabel("", "second")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(2 * STEP)
        self.stop = push_button("取消", self.cancel)
        self._lay_out()

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._task is not None

    def run(self, verb: str, names: Sequence[str], work: Work) -> None:
        """Begin a job on things of these names; it reports how many of them are done."""
        self._verb, self._names = verb, names
        self._said.setText(f"正在{verb}…")
        self._tell(0, len(names))
        self.stop.setEnabled(True)
        self.stop.setFocus()
        task = Task(work, self)
        self._task = task
        task.progress.connect(self._tell)
        task.done.connect(lambda result: self._over(task, self.done, result))
        task.failed.connect(lambda trouble: self._over(task, self.failed, trouble))
        task.cancelled.connect(lambda: self._over(task, self.cancelled))
        task.start()

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self._task is not None:
            self._said.setText("正在停下…")
            self.stop.setEnabled(False)
            self._task.cancel()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setFixedWidth(_WIDTH)
        column = in_column(on=inside, margins=0, gap=3 * STEP)
        counted = in_row((self._said, 1), self._counted)
        column.addLayout(counted)
        column.addWidget(self._bar)
        column.addWidget(self._in_hand)
        column.addSpacing(2 * STEP)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def _tell(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._counted.setText(f"{done} / {total}" if total else "")
        self._in_hand.setText(self._names[done] if done < len(self._names) else "")

    def _over(self, task: Task, signal: SignalInstance, *result: object) -> None:
        task.wait()
        task.deleteLater()
        self._task = None
        signal.emit(*result)
