"""年度总览 in the window: reached by keys, following edits, leading to forms, never in the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.store import create
from hfgoals.year_overview import words
from tests.many_projects import LONG_NAME, many, so_many
from tests.pace import too_long
from tests.staged import STAGE_FORMS
from ui.document import Document
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.review.review import Review
from ui.year_overview.page import OverviewPage


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    create(tmp_path / "甲.hfg", many()).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.open_path(tmp_path / "甲.hfg")
    made.open_workspace.review.check_now()
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> OverviewPage:
    """The page, reached by its key."""
    QTest.keyClick(_hands(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    made = window.open_workspace.overview
    _until(qtbot, lambda: made.overview is not None)
    return made


def _until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=60_000)


def _hands() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_it_is_not_made_before_it_is_wanted(window: MainWindow) -> None:
    assert window.open_workspace.overview_tab.made is None


def test_it_shows_the_year(page: OverviewPage) -> None:
    assert page.sums.figure == "576.40 万元"
    assert page.projects.figure == "13 个"
    assert page.difference.figure.startswith("+383.40 万元")
    assert [line.words for line in page.spending.lines] == ["3月底", "6月底", "10月底", "12月底"]
    assert page.spending.lines[0].figures == ("17.09%", "98.50", "25.00%")
    assert len(page.changes.lines) == 5


def test_the_findings_are_those_of_the_panel(window: MainWindow, page: OverviewPage) -> None:
    counts = window.open_workspace.review.counts
    assert page.found.figure == f"{counts.open} 处"
    of_all = page.reasons.lines[-1]
    assert of_all.sum
    told = [int(text or 0) for text in of_all.figures]
    assert told == [counts.open, counts.error, counts.warning, counts.hint]
    assert sum(int(line.figures[0]) for line in page.reasons.lines[:-1]) == counts.open


def test_every_part_is_reached_by_tab_and_says_what_it_shows(page: OverviewPage) -> None:
    parts = [page.sums, page.projects, page.found, page.difference, page.kinds, page.chart]
    parts += [page.spending, page.reasons, page.changes, page.stages]
    assert _hands() is page.sums
    reached = []
    for _ in parts:
        reached.append(_hands())
        QTest.keyClick(_hands(), Qt.Key.Key_Tab)
    assert reached == parts
    assert all(part.accessibleName() and part.accessibleDescription() for part in parts)
    assert page.chart.accessibleDescription() == words.spending_told(page.overview)  # type: ignore[arg-type]
    for line in page.kinds.lines:
        assert line.words in page.kinds.accessibleDescription()


def test_it_follows_every_edit_and_its_undoing(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    document = window.document
    assert document.plan is not None
    budget = Address("project", document.plan.projects[0].id, "budget")
    assert document.apply("改预算", [SetText(budget, "148")])
    _until(qtbot, lambda: page.sums.figure == "676.40 万元")
    document.undo()
    _until(qtbot, lambda: page.sums.figure == "576.40 万元")


def test_another_year_is_another_overview(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    window.document.select_plan(window.document.book.years[0].id)
    _until(qtbot, lambda: page.projects.figure == "4 个")
    assert page.difference.figure == "—"
    assert not page.stages.isVisible()


def test_enter_on_a_change_goes_to_the_project(window: MainWindow, page: OverviewPage) -> None:
    page.changes.setFocus()
    QTest.keyClick(page.changes, Qt.Key.Key_Down)
    QTest.keyClick(page.changes, Qt.Key.Key_Return)
    space = window.open_workspace
    assert space.page is space.projects
    assert window.document.project is not None
    assert window.document.project.id == page.changes.lines[1].goes_to


def test_what_is_gone_leads_nowhere(page: OverviewPage) -> None:
    assert [bool(line.goes_to) for line in page.changes.lines] == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("head", "form"),
    [("项目", None), ("监控（1–7月）", "monitoring_project"), ("自评", "evaluation_project")],
)
def test_a_click_on_a_stage_opens_its_form(
    window: MainWindow, page: OverviewPage, head: str, form: str | None
) -> None:
    table, model = page.stages, page.stages.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    index = model.index(3, heads.index(head))
    table.scrollTo(index)
    place = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    space = window.open_workspace
    assert window.document.project_number == 4
    if form is None:
        assert space.page is space.projects
    else:
        assert space.page.form.id == form  # type: ignore[union-attr]


def test_keys_open_the_form_of_the_stage_in_hand(window: MainWindow, page: OverviewPage) -> None:
    page.stages.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(page.stages, key)
    QTest.keyClick(page.stages, Qt.Key.Key_Return)
    assert window.document.project_number == 2
    assert window.open_workspace.page.form.id == "monitoring_project"  # type: ignore[union-attr]


def test_a_stage_whose_form_the_year_does_not_use_is_told(
    window: MainWindow, page: OverviewPage
) -> None:
    said: list[str] = []
    window.document.refused.connect(said.append)
    window.open_workspace.show_stage(many().years[-1].projects[0].id, 3)
    assert said
    assert window.open_workspace.page is page


def test_long_names_stand_there_whole(page: OverviewPage) -> None:
    table = page.stages
    assert table.model().index(2, 1).data() == LONG_NAME
    assert table.rowHeight(2) >= 2 * table.fontMetrics().height()
    assert table.rowHeight(0) < table.rowHeight(2)


@pytest.mark.parametrize("width", [700, 860, 1366, 1920])
def test_nothing_is_wider_than_its_room(page: OverviewPage, qtbot: QtBot, width: int) -> None:
    page.window().resize(width, 728)
    scroller = page._scroller
    # A layout within another settles some rounds later.
    _until(qtbot, lambda: scroller.horizontalScrollBar().maximum() == 0)
    assert scroller.horizontalScrollBar().maximum() == 0
    for part in page.findChildren(QWidget):
        if hasattr(part, "height_at"):
            assert part.height() == part.height_at(part.width())


def test_it_is_there_again_at_the_next_start(
    window: MainWindow, page: OverviewPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.close_book()
    window.open_path(tmp_path / "甲.hfg")
    assert window.open_workspace.page is window.open_workspace.overview
    _until(qtbot, lambda: window.open_workspace.overview.overview is not None)


def test_the_preview_shows_the_printed_page(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    space = window.open_workspace
    space.show_preview(True)

    def shown() -> bool:
        (sheet,) = space.preview.view.pages or (None,)
        return sheet is not None and any(box.cell.text == "576.40" for box in sheet.boxes)

    _until(qtbot, shown)


def test_it_is_exported_as_pdf(
    window: MainWindow, page: OverviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "交"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.export.trigger()
    assert [path.suffix for path in folder.iterdir()] == [".pdf"]
    assert window.notice.isVisible()


def test_an_empty_workbook_has_an_empty_page(qtbot: QtBot, tmp_path: Path) -> None:
    document = Document.create(tmp_path / "空.hfg", Book())
    page = OverviewPage(document, Review(document))
    qtbot.addWidget(page)
    page.show()
    page.show_now()
    assert page.overview is None
    assert page.statement_of() is None
    assert not page.print.isEnabled()
    document.close()


def test_a_thousand_projects_never_stop_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    plan = so_many(1000)
    now = replace(plan, forms=(*plan.forms, *STAGE_FORMS))
    before = AnnualPlan(
        year=2022, projects=tuple(replace(each, id=f"f{each.id[1:]}", goals=(), indicators=())
                                  for each in plan.projects),
    )  # fmt: skip
    document = Document.create(tmp_path / "多.hfg", Book(years=(before, now)))
    page = OverviewPage(document, Review(document, waits=True))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    longest = 0.0
    while page.overview is None:
        begun = time.process_time()
        QApplication.processEvents()
        longest = max(longest, time.process_time() - begun)
    begun = time.process_time()
    QApplication.processEvents()
    longest = max(longest, time.process_time() - begun)
    assert page.projects.figure == "1000 个"
    assert page.stages.rows_all == 1000
    assert not too_long(longest, 0.1), f"{longest:.3f} s"
    document.close()
