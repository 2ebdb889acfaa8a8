"""A page on a real file, with an overall part to work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.money import Money
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Overall,
    Project,
    Safeguard,
    SubGoal,
    Unit,
)
from ui.document import Document
from ui.overall.page import OverallPage


def overall_book(count: int = 3) -> Book:
    """One year with so many sub-goals, two safeguards and two projects of 475.00 together."""
    subgoals = tuple(
        SubGoal(id=f"s{at}", title=f"分项{at}", goal=f"目标{at}", indicators=f"指标{at}")
        for at in range(1, count + 1)
    )
    overall = Overall(
        goal="保障融媒体中心正常运行。",
        subgoals=subgoals,
        safeguards=(Safeguard(id="m1", text="完善制度。"), Safeguard(id="m2", text="加强监督。")),
        funds=Funds(Money.parse("530.25"), Money.parse("475")),
    )
    projects = (
        Project(id="p1", name="甲", budget=Money.parse("80")),
        Project(id="p2", name="乙", budget=Money.parse("395")),
    )
    plan = AnnualPlan(id="y1", year=2023, overall=overall, projects=projects)
    return Book(Unit("425001", "某县融媒体中心"), (plan,))


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """The book above, in a file."""
    made = Document.create(tmp_path / "整体.hfg", overall_book())
    yield made
    made.close()


@pytest.fixture
def page(document: Document, qtbot: QtBot) -> OverallPage:
    """The page, shown and in hand."""
    made = OverallPage(document)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made
