"""A page on a real file, with four projects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from tests.forms.examples import platform_project, stray_project
from ui.document import Document
from ui.projects.page import ProjectsPage


def projects_book() -> Book:
    """One year with a whole project, a half one, one like it and an empty one."""
    projects = (
        stray_project(),
        platform_project(),
        Project(id="half", name="新媒体运营维护", budget=Money.parse("80.5")),
        Project(id="empty"),
    )
    return Book(
        Unit("425001", "某县融媒体中心"), (AnnualPlan(id="y1", year=2023, projects=projects),)
    )


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """The book above, in a file."""
    made = Document.create(tmp_path / "项目.hfg", projects_book())
    yield made
    made.close()


@pytest.fixture
def page(document: Document, qtbot: QtBot) -> ProjectsPage:
    """The page, shown and in hand."""
    made = ProjectsPage(document)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made
