"""A workbook, what three departments handed in, and the wizard over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.export import Choice, export
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Overall, Project, Unit
from hfgoals.store import create
from ui.gather.wizard import GatherWizard
from ui.main_window import MainWindow
from ui.memory import Memory

UNIT = Unit("425001", "县融媒体中心")
PAPER = Project(
    code="130700250001",
    name="报纸印刷",
    budget=Money.parse("30"),
    fiscal=Money.parse("30"),
    purpose="用于报纸印刷支出",
    goals=(Goal(text="按期出版。"),),
    indicators=(
        Indicator(
            level1="产出指标",
            level2="数量指标",
            name="出版期数",
            description="全年出版期数",
            target=Target.parse("≥48期"),
            basis="预算安排",
        ),
    ),
)
RADIO = Project(code="130700250002", name="广播节目", purpose="用于广播节目制作")


def book_of(*projects: Project, year: int = 2025) -> Book:
    overall = Overall("办好媒体。")
    return Book(UNIT, (AnnualPlan(year=year, overall=overall, projects=projects),))


def with_target(project: Project, target: str) -> Project:
    row = replace(project.indicators[0], target=Target.parse(target))
    return replace(project, indicators=(row,))


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Two departments' workbooks of Excel and one .hfg; they differ about 报纸印刷."""
    folder = tmp_path / "收到的表"
    folder.mkdir()
    television = Project(code="130700250003", name="电视设备", purpose="用于摄像机购置")
    for name, book in (
        ("编辑部", book_of(replace(PAPER, purpose="用于报纸印刷和发行支出"))),
        ("技术部", book_of(with_target(PAPER, "≥52期"), television)),
    ):
        made = export(book, tmp_path / name, Choice(formats=("xlsx",))).files[-1]
        made.rename(folder / f"{name}.xlsx")
    office = replace(with_target(PAPER, "≥50期"), budget=Money.parse("31"))
    create(folder / "办公室.hfg", book_of(office, RADIO)).close()
    return folder


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    create(tmp_path / "总.hfg", book_of(PAPER, replace(RADIO, purpose=""))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    assert made.open_path(tmp_path / "总.hfg")
    yield made
    made.close()


@pytest.fixture
def wizard(window: MainWindow, qtbot: QtBot) -> GatherWizard:
    made = GatherWizard(window.document, window.memory, window)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def arrive(qtbot: QtBot) -> Callable[[GatherWizard, int], None]:
    """Wait until the wizard shows a page."""

    def wait(wizard: GatherWizard, page: int) -> None:
        qtbot.waitUntil(lambda: wizard.page == page and not wizard.job.running)

    return wait
