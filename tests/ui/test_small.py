"""The smaller parts of the window: memory, notices, tasks, saving."""

from __future__ import annotations

import datetime
import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hfgoals.app import Saving
from hfgoals.progress import Report
from hfgoals.trouble import CannotWrite, Trouble
from tests.pace import PATIENCE
from ui.kit.notice import Notice
from ui.memory import Memory
from ui.start_page import StartPage
from ui.surroundings import SaveState
from ui.tasks import Task


def test_memory_lasts_and_survives_damage(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.json")
    for name in "abc":
        memory.opened(tmp_path / f"{name}.hfg")
    memory.opened(tmp_path / "a.hfg")
    again = Memory(tmp_path / "window.json")
    assert [path.stem for path in again.recent] == ["a", "c", "b"]
    assert again.last == tmp_path / "a.hfg"
    (tmp_path / "window.json").write_bytes(b"\xff{")
    assert Memory(tmp_path / "window.json").recent == []


def test_what_is_remembered_is_not_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "工资表.xls"
    victim.write_bytes(b"years of work")
    for name in ("window.tmp", "window.json"):
        (tmp_path / name).symlink_to(victim)
    Memory(tmp_path / "window.json").put("key", "value")
    assert victim.read_bytes() == b"years of work"
    assert Memory(tmp_path / "window.json").get("key") == "value"


def test_notice_offers_its_choices(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    done: list[str] = []
    notice.say("<b>出了事</b>", ("重试", lambda: done.append("重试")), tone="bar-error")
    assert notice.text == "<b>出了事</b>"
    (retry,) = [each for each in notice.findChildren(QPushButton) if each.text() == "重试"]
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert done == ["重试"]
    notice.say("好了", seconds=0.05)
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_a_notice_about_the_last_step_leaves_with_the_next(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("已读入。", until_step=True)
    assert notice.text
    notice.step_taken()
    assert notice.text == ""
    notice.say("已导出。")
    notice.step_taken()
    assert notice.text == "已导出。"


def test_a_task_brings_its_result_home(qtbot: QtBot) -> None:
    def work(report: Report) -> int:
        report(1, 2)
        return 7

    task = Task(work)
    steps: list[tuple[int, int]] = []
    task.progress.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(task.done) as done:
        task.start()
    assert done.args == [7]
    assert steps == [(1, 2)]
    task.wait()


def test_a_task_can_be_stopped(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Report) -> None:
        while True:
            report(0, 0)
            begun.set()

    task = Task(work)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        begun.wait(PATIENCE)
        task.cancel()
    task.wait()


def test_a_tasks_trouble_and_fault_are_told_apart(qtbot: QtBot) -> None:
    def full(report: Report) -> None:
        raise CannotWrite("磁盘已满。")

    def broken(report: Report) -> None:
        raise ZeroDivisionError

    for work, expected in ((full, CannotWrite), (broken, Trouble)):
        task = Task(work)
        with qtbot.waitSignal(task.failed) as failed:
            task.start()
        assert type(failed.args[0]) is expected
        task.wait()


def test_saved_is_not_said_for_a_moment_too_long(qtbot: QtBot) -> None:
    label = SaveState()
    qtbot.addWidget(label)
    at = datetime.datetime(2023, 3, 1, 14, 3, 22, tzinfo=datetime.UTC)
    label.show_saving(Saving("saved", at))
    assert "14:03:22" in label.text()
    label.show_saving(Saving("saving", at))
    assert "已保存" not in label.text()
    assert "14:03:22" not in label.text()
    label.show_saving(Saving("failed", at, CannotWrite("磁盘已满。")))
    assert "未能保存" in label.text()


def test_start_page_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent([tmp_path / "甲.hfg"])
    page.show()
    buttons = page.findChildren(QPushButton)
    with qtbot.waitSignal(page.import_wanted):
        qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    (recent,) = [each for each in buttons if "甲.hfg" in each.accessibleName()]
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        qtbot.mouseClick(recent, Qt.MouseButton.LeftButton)
    assert wanted.args == [tmp_path / "甲.hfg"]
