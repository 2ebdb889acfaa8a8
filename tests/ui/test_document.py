"""What the window's pages rely on: one place in hand, signals for what changed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Remove, SetText
from hfgoals.model.rows import Changes
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import Besides, Store
from ui.document import Document
from ui.surroundings import SaveState


def test_a_project_is_in_hand_from_the_beginning(document: Document) -> None:
    assert document.plan is not None
    assert document.project is document.plan.projects[0]
    assert document.project_number == 1


def test_the_neighbour_comes_into_hand_when_the_project_goes(
    document: Document, qtbot: QtBot
) -> None:
    plan = document.plan
    assert plan is not None
    second, third = plan.projects[1], plan.projects[2]
    document.select_project(second.id)
    with qtbot.waitSignal(document.project_changed):
        document.apply("删除项目", [Remove(second.id)])
    assert document.project is not None
    assert document.project.id == third.id


def test_a_refused_text_changes_nothing(document: Document, qtbot: QtBot) -> None:
    assert document.project is not None
    before = document.book
    with qtbot.waitSignal(document.refused) as refused:
        taken = document.apply(
            "修改预算数", [SetText(Address("project", document.project.id, "budget"), "三十万")]
        )
    assert not taken
    assert "三十万" in refused.args[0]
    assert document.book is before


def test_another_year_brings_its_first_project(document: Document, qtbot: QtBot) -> None:
    project = Project(name="明年的项目")
    plan = AnnualPlan(year=2030, projects=(project,))
    document.apply("新建 2030 年度", [Insert("", plan)])
    with qtbot.waitSignals([document.year_changed, document.project_changed]):
        document.select_plan(plan.id)
    assert document.project is not None
    assert document.project.id == project.id


def test_removing_the_year_in_hand_takes_up_another(document: Document, qtbot: QtBot) -> None:
    plan = AnnualPlan(year=2030)
    document.apply("新建 2030 年度", [Insert("", plan)])
    document.select_plan(plan.id)
    with qtbot.waitSignal(document.year_changed):
        document.apply("删除年度", [Remove(plan.id)])
    assert document.plan is not None
    assert document.plan.year != 2030


def test_saving_is_told_on_the_windows_thread(tmp_path: Path, qtbot: QtBot) -> None:
    book = Book(Unit("1", "某单位"), (AnnualPlan(year=2023),))
    document = Document.create(tmp_path / "a.hfg", book)
    plan = document.plan
    assert plan is not None
    states: list[str] = []
    document.saving_changed.connect(lambda saving: states.append(saving.state))
    document.apply("修改", [SetText(Address("plan", plan.id, "overall.goal"), "目标")])
    qtbot.waitUntil(lambda: "saved" in states)
    document.close()


def test_a_step_taken_while_the_window_is_busy_is_not_called_saved(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first step is on the disk, but the window hears of it only after taking the second."""
    through = threading.Semaphore(1)
    write = Store.write

    def gated(self: Store, changes: Changes, beside: Besides) -> None:
        assert through.acquire(timeout=30)
        write(self, changes, beside)

    monkeypatch.setattr(Store, "write", gated)
    document = Document.create(
        tmp_path / "a.hfg", Book(Unit("1", "某单位"), (AnnualPlan(year=2023),))
    )
    label = SaveState()
    qtbot.addWidget(label)
    document.saving_changed.connect(label.show_saving)
    plan = document.plan
    assert plan is not None
    goal = Address("plan", plan.id, "overall.goal")
    document.apply("修改", [SetText(goal, "一")])
    assert "已保存" not in label.text()
    assert document.session.flush()
    document.apply("修改", [SetText(goal, "二")])
    QApplication.processEvents()
    assert label.text()
    assert "已保存" not in label.text()
    through.release()
    qtbot.waitUntil(lambda: "已保存" in label.text())
    assert document.session.flush(0)
    document.close()
