"""Cycles are garbage of the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from hfgoals.progress import Report
from ui.sweeping import Sweeper, sweep
from ui.tasks import Task


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()


class _Ring:
    """Holds a Qt object and itself."""

    def __init__(self) -> None:
        self.thing = QObject()
        self.itself = self


def _rubbish(count: int) -> list[list[object]]:
    made: list[list[object]] = []
    for _ in range(count):
        ring: list[object] = []
        ring.append(ring)
        made.append(ring)
    return made


def test_a_jobs_thread_takes_down_nothing_of_the_windows(qtbot: QtBot) -> None:
    asked = QObject()
    Sweeper(asked)
    gone_on: list[str] = []
    ring = _Ring()
    weakref.finalize(ring, lambda: gone_on.append(threading.current_thread().name))

    def work(report: Report) -> None:
        for _ in range(200):
            _rubbish(1000)

    del ring
    task = Task(work)
    with qtbot.waitSignal(task.done):
        task.start()
    task.wait()
    for _ in range(40):
        _rubbish(1000)
        sweep()
    assert gone_on == [threading.main_thread().name]


def test_garbage_is_collected_while_the_program_waits(qtbot: QtBot) -> None:
    asked = QObject()
    Sweeper(asked)
    gone: list[int] = []
    ring = _Ring()
    weakref.finalize(ring, lambda: gone.append(1))
    del ring

    def more() -> bool:
        _rubbish(1000)
        return bool(gone)

    qtbot.waitUntil(more, timeout=20_000)
