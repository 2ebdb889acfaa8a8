"""The pages of the window with ten times the rows: nothing may take much more than ten times."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from hfgoals.checks import Finding
from hfgoals.checks.finding import OTHER
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, SubGoal
from tests.benchmarks.measure import Row, compare, not_measured

_TIMES = 10
_GOAL = 12.0


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """Rows about the project list, the overall page and the findings; files go into the folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        yield not_measured("the pages of the window", "a tenth", _GOAL, str(error))
        return
    application = QApplication.instance() or QApplication([])
    few = max(1, size // 10)
    yield _growth("project page of", size, _projects(folder, "open"), rounds)
    yield _growth("edit, filter and choose among", size, _projects(folder, "work"), rounds)
    yield _growth("overall page, sub-goals:", few, _overall(folder, "open"), rounds)
    yield _growth("overall page, one edit, sub-goals:", few, _overall(folder, "work"), rounds)
    yield _growth("list of findings:", size, _findings, rounds)
    application.processEvents()


def _growth(
    subject: str, size: int, made: Callable[[int], Callable[[], object]], rounds: int
) -> Row:
    many, some = made(size * _TIMES), made(size)
    return compare(f"{subject} {size * _TIMES}", many, str(size), some, rounds=rounds, goal=_GOAL)


def _projects(folder: Path, what: str) -> Callable[[int], Callable[[], object]]:
    def made(size: int) -> Callable[[], object]:
        projects = tuple(Project(id=f"p{at}", name=f"项目{at}") for at in range(size))
        plan = AnnualPlan(id="y1", year=2023, projects=projects)
        return _page_of(folder / f"{what}-{size}.hfg", plan, what, _work_on_projects)

    return made


def _overall(folder: Path, what: str) -> Callable[[int], Callable[[], object]]:
    def made(size: int) -> Callable[[], object]:
        rows = tuple(SubGoal(id=f"s{at}", title=f"分项{at}", goal="目标") for at in range(size))
        plan = AnnualPlan(id="y1", year=2023, overall=Overall(goal="目标", subgoals=rows))
        return _page_of(folder / f"{what}-{size}-overall.hfg", plan, what, _work_on_overall)

    return made


def _page_of(
    path: Path, plan: AnnualPlan, what: str, work: Callable[[Any, Any, str], None]
) -> Callable[[], object]:
    """Opening the page of the plan, or working on one that is open."""
    from PySide6.QtWidgets import QApplication

    from ui.document import Document
    from ui.overall.page import OverallPage
    from ui.projects.page import ProjectsPage

    document = Document.create(path, Book(years=(plan,)))
    numbers = count()

    def opened() -> Any:
        page = (ProjectsPage if plan.projects else OverallPage)(document)
        page.resize(1280, 700)
        page.show()
        QApplication.processEvents()
        return page

    if what == "open":
        return lambda: opened().deleteLater()
    page = opened()

    def worked() -> None:
        work(page, document, str(next(numbers)))
        QApplication.processEvents()

    return worked


def _work_on_projects(page: Any, document: Any, text: str) -> None:
    last = document.plan.projects[-1].id
    document.apply("改", [SetText(Address("project", last, "budget"), text)])
    document.select_project(document.plan.projects[len(text) % len(document.plan.projects)].id)
    page.panel.look_for("项目7")
    page.panel.look_for("")


def _work_on_overall(page: Any, document: Any, text: str) -> None:
    del page
    last = document.plan.overall.subgoals[-1].id
    document.apply("改", [SetText(Address("subgoal", last, "goal"), text)])


def _findings(size: int) -> Callable[[], object]:
    from ui.review.listing import in_order
    from ui.review.model import FindingsModel, Shown, rows_of
    from ui.review.places import Places

    plan = AnnualPlan(year=2023, projects=tuple(Project(name=f"项目{at}") for at in range(size)))
    places = Places(plan)
    found = [
        Finding(code, "error", OTHER, Address("project", each.id, "name"), each.id, "说明", "改法")
        for each in plan.projects
        for code in "ABCDE"
    ]
    model = FindingsModel()
    turns = count()

    def shown() -> None:
        left = found[next(turns) % 2 :]
        model.show_rows(rows_of(in_order(left, places), places, Shown()))

    return shown
