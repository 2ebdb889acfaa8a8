"""Progress is told now and then, and at the end."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from hfgoals.progress import Report
from hfgoals.trouble import OutOfMemory
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
    assert (told[0], told[-1]) == (0, 20_000)
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
