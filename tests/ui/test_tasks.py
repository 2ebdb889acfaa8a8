"""Progress is told now and then, and at the end."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from hfgoals.progress import Report
from hfgoals.trouble import Cancelled, OutOfMemory
from ui.tasks import Task


def test_a_job_that_reports_often_does_not_flood_the_window(qtbot: QtBot) -> None:
    def work(report: Report) -> None:
        for done in range(20_000):
            report(done, 20_000)
        report(20_000, 20_000)

    task = Task(work)
    told: list[int] = []
    task.progress.connect(lambda done, _total: told.append(done))
    with qtbot.waitSignal(task.done):
        task.start()
    assert told[-1] == 20_000
    assert told == sorted(told)
    assert len(told) < 1000
    task.wait()


def test_a_job_that_has_no_memory_says_so(qtbot: QtBot) -> None:
    def work(report: Report) -> None:
        raise MemoryError

    task = Task(work)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert isinstance(failed.args[0], OutOfMemory)
    task.wait()


def test_a_job_outlives_whoever_asked_for_it(qtbot: QtBot) -> None:
    """Its thread must not touch what is taken down at that moment."""
    over: list[threading.Event] = []

    def work(report: Report, done: threading.Event) -> None:
        try:
            while True:
                report(len(over), 1000)
        except Cancelled:
            done.set()
            raise

    for _ in range(40):
        asked = QObject()
        tasks = []
        for _ in range(3):
            done = threading.Event()
            over.append(done)
            tasks.append(Task(lambda report, done=done: work(report, done), asked))
        for task in tasks:
            task.start()
        qtbot.wait(1)
        for task in tasks[1:]:
            task.cancel()
        jobs = [task._job for task in tasks]
        asked.deleteLater()
        del asked, tasks, task
        qtbot.wait(1)
        jobs[0].stop.set()
    assert all(done.wait(20) for done in over)


def test_a_listener_may_wait_in_a_loop_of_its_own(qtbot: QtBot) -> None:
    """A box shown at a step of progress: the end is told once."""
    ends: list[object] = []

    def work(report: Report) -> int:
        for done in range(5):
            report(done, 5)
            time.sleep(0.01)
        return 7

    task = Task(work)
    task.done.connect(ends.append)
    task.progress.connect(lambda *_: qtbot.wait(60))
    task.start()
    qtbot.waitUntil(lambda: bool(ends))
    qtbot.wait(80)
    assert ends == [7]
