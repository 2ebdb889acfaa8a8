"""The panel in the window: keys, mouse, what is shown where, what can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, text_at
from hfgoals.model.stretch import Stretch
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import create, open_file
from tests.ui import modal
from tests.ui.review.published import published_book, workspace_of
from ui.dialogs.changes import CHANGE_ROLE
from ui.dialogs.form import FormDialog
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.projects.list_model import COUNTS_ROLE
from ui.review.dialogs import RepairDialog
from ui.review.field_marks import EdgeMark
from ui.review.help_window import RuleHelpWindow
from ui.review.listing import FindingRow
from ui.review.model import GroupRow
from ui.review.panel import ReviewPanel
from ui.workspace import Workspace


@pytest.fixture
def space(window: MainWindow) -> Workspace:
    return workspace_of(window)


@pytest.fixture
def panel(window: MainWindow, space: Workspace, qtbot: QtBot) -> ReviewPanel:
    """The panel, open."""
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert space.findings.isVisible()
    return space.findings


def rows(panel: ReviewPanel) -> list[FindingRow | GroupRow]:
    model = panel.model
    found = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row for row in found if row is not None]


def finding_rows(panel: ReviewPanel) -> list[FindingRow]:
    return [row for row in rows(panel) if isinstance(row, FindingRow)]


def middle(panel: ReviewPanel, name: object) -> QPoint:
    index = panel.model.index_of(name)
    panel.view.scrollTo(index)
    return panel.view.visualRect(index).center()


def choose(panel: ReviewPanel, row: FindingRow) -> None:
    """Take it in hand by the keyboard's way."""
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index_of(row.key))


def first(panel: ReviewPanel, part: str, *, repair: bool = False) -> FindingRow:
    return next(
        row
        for row in finding_rows(panel)
        if row.finding.address.part == part and (row.finding.repair or not repair)
    )


def answer(name: str, text: str = "") -> None:
    """Type into the form that comes, and press the button of that name."""

    def press(dialog: FormDialog) -> None:
        if text:
            dialog.findChildren(QPlainTextEdit)[0].insertPlainText(text)
        buttons = dialog.findChildren(QPushButton)
        next(each for each in buttons if each.text() == name).click()

    # On a slow machine the progress of working it out comes before.
    modal.answer(FormDialog, press)


def test_a_small_window_starts_with_the_panel_folded_and_counts_all(
    window: MainWindow, space: Workspace
) -> None:
    assert not space.findings.isVisible()
    counts = space.review.counts
    assert window.tool_bar.counter.shown == f"●{counts.error} ▲{counts.warning}"
    overall = space.review.overall_counts
    badges = [space._badges.of(space.tabs.widget(tab)) for tab in (0, 1)]
    texts = [badge.text for badge in badges]
    assert f"▲{overall.warning}" in texts[0]
    assert f"▲{counts.warning - overall.warning}" in texts[1]
    assert all(badge.isVisible() for badge in badges)


def test_a_wide_window_starts_with_the_panel_open(
    qapp: QApplication, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    made = MainWindow(Memory(tmp_path / "wide.json"))
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made.show()
    made.open_path(path)
    assert workspace_of(made).findings.isVisible()
    assert made.actions_by_name["toggle_review"].isChecked()
    made.close()


def test_f6_opens_and_folds(window: MainWindow, space: Workspace, panel: ReviewPanel) -> None:
    assert panel.height() >= panel.minimumHeight()
    assert window.tool_bar.counter.isChecked()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert not panel.isVisible()
    QTest.mouseClick(window.tool_bar.counter, Qt.MouseButton.LeftButton)
    assert panel.isVisible()


def test_all_findings_are_listed_by_project(space: Workspace, panel: ReviewPanel) -> None:
    assert len(finding_rows(panel)) == len(space.review.findings)
    groups = [row for row in rows(panel) if isinstance(row, GroupRow)]
    assert [row.owner for row in groups] == list(dict.fromkeys(row.owner for row in groups))
    owner = None
    for row in rows(panel):
        if isinstance(row, GroupRow):
            owner = row.owner
        else:
            assert row.finding.owner == owner


def test_levels_are_switched_by_their_chips(panel: ReviewPanel) -> None:
    for name in ("warning", "hint"):
        QTest.mouseClick(panel.chips.chip(name), Qt.MouseButton.LeftButton)
    shown = finding_rows(panel)
    assert {row.finding.level for row in shown} == {"error"}
    assert len(shown) == panel.chips.chip("error").count
    QTest.mouseClick(panel.chips.chip("error"), Qt.MouseButton.LeftButton)
    assert rows(panel) == []


def test_f8_walks_into_the_very_cell(window: MainWindow, space: Workspace, qtbot: QtBot) -> None:
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F8)
    assert space.findings.isVisible()
    finding = space.review.in_hand
    assert finding is not None
    assert space.place() == finding.address
    assert space.projects.table.hasFocus()
    QTest.keyClick(space.projects.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    before = space.review.in_hand
    assert before is not None
    assert before is not finding


def test_a_click_shows_the_place_and_the_list_keeps_the_keys(
    space: Workspace, panel: ReviewPanel
) -> None:
    row = [row for row in finding_rows(panel) if row.finding.address.part == "indicator"][-1]
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, row.key))
    assert space.projects.table.current_address() == row.finding.address
    assert space.document.project is not None
    assert space.document.project.id == row.finding.owner
    assert panel.view.hasFocus()
    assert panel.detail.message.text() == row.finding.message


def test_enter_goes_to_the_place_and_esc_back_to_the_page(
    space: Workspace, panel: ReviewPanel
) -> None:
    row = first(panel, "indicator")
    choose(panel, row)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert space.projects.table.hasFocus()
    assert space.place() == row.finding.address
    panel.enter()
    assert panel.view.hasFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert space.projects.table.hasFocus()


def test_arrows_walk_and_fold(panel: ReviewPanel) -> None:
    row = first(panel, "indicator")
    choose(panel, row)
    count = panel.model.rowCount()
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    group = panel.view.row_in_hand()
    assert isinstance(group, GroupRow)
    assert group.owner == row.finding.owner
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.model.rowCount() < count
    assert panel.view.row_in_hand() is not None
    QTest.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.model.rowCount() == count
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert isinstance(panel.view.row_in_hand(), FindingRow)
    place = middle(panel, group.owner)
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert panel.model.rowCount() == count
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.model.rowCount() < count
    assert isinstance(panel.view.row_in_hand(), GroupRow)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.model.rowCount() == count


def test_the_walk_unfolds_what_it_enters(
    window: MainWindow, space: Workspace, panel: ReviewPanel
) -> None:
    row = first(panel, "indicator")
    panel._fold_group(row.finding.owner, folded=True)
    assert not panel.model.index_of(row.key).isValid()
    space.review.go_to(row.key)
    assert panel.view.row_in_hand() == next(
        each for each in finding_rows(panel) if each.key == row.key
    )


def test_a_double_click_on_the_overall_part_selects_what_is_quoted(
    space: Workspace, panel: ReviewPanel, qtbot: QtBot
) -> None:
    row = next(row for row in finding_rows(panel) if row.finding.code == "W18")
    QTest.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, row.key))
    editor = space.overall.column.goal.goal
    qtbot.waitUntil(editor.hasFocus)
    selected = editor.textCursor().selectedText()
    assert selected
    assert selected in row.finding.message


def test_repairing_moves_on_to_the_next_finding(space: Workspace, panel: ReviewPanel) -> None:
    row = first(panel, "project", repair=True)
    choose(panel, row)
    before = space.document.book
    panel.detail.repair.click()
    assert space.document.book != before
    assert space.review.keyed.get(row.key) != row.finding
    assert panel.view.hasFocus()
    assert isinstance(panel.view.row_in_hand(), FindingRow)
    assert space.document.undo_name is not None
    space.document.undo()
    assert space.document.book == before


def test_keeping_asks_for_a_reason_and_shows_it_later(space: Workspace, panel: ReviewPanel) -> None:
    row = first(panel, "indicator")
    choose(panel, row)
    answer("保留", "见合同第三条")
    panel.detail.keep.click()
    assert panel.chips.chip("accepted").count == 1
    assert not panel.model.index_of(row.key).isValid()
    QTest.mouseClick(panel.chips.chip("accepted"), Qt.MouseButton.LeftButton)
    kept = next(each for each in finding_rows(panel) if each.key == row.key)
    assert kept.finding.accepted == "见合同第三条"
    choose(panel, kept)
    assert "见合同第三条" in panel.detail.kept.text()
    assert not panel.detail.repair.isVisible()
    panel.detail.take_back.click()
    assert space.review.counts.accepted == 0


def test_no_reason_keeps_nothing(space: Workspace, panel: ReviewPanel) -> None:
    choose(panel, first(panel, "indicator"))

    def press(dialog: FormDialog) -> None:
        keep = next(each for each in dialog.findChildren(QPushButton) if each.text() == "保留")
        keep.click()
        assert dialog.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    modal.answer(FormDialog, press)
    panel.detail.keep.click()
    assert space.review.counts.accepted == 0


def _menu(panel: ReviewPanel) -> dict[str, QAction]:
    """What the right mouse button offers on the finding in hand."""
    view = panel.view
    at = view.visualRect(view.currentIndex()).center()
    view.customContextMenuRequested.emit(at)
    menu = panel.findChildren(QMenu)[-1]
    menu.hide()
    return {action.text(): action for action in menu.actions()}


def test_the_menu_of_a_finding_offers_what_its_buttons_do(
    window: MainWindow, space: Workspace, panel: ReviewPanel
) -> None:
    row = first(panel, "project", repair=True)
    choose(panel, row)
    assert list(_menu(panel)) == ["定位", "修复", "保留并说明理由…", "说明"]
    _menu(panel)["说明"].trigger()
    assert window.findChild(RuleHelpWindow).isVisible()
    answer("保留", "见合同")
    _menu(panel)["保留并说明理由…"].trigger()
    assert space.review.counts.accepted == 1
    QTest.mouseClick(panel.chips.chip("accepted"), Qt.MouseButton.LeftButton)
    choose(panel, next(each for each in finding_rows(panel) if each.key == row.key))
    assert list(_menu(panel)) == ["定位", "取消保留", "说明"]
    _menu(panel)["取消保留"].trigger()
    assert space.review.counts.accepted == 0
    before = space.document.book
    choose(panel, first(panel, "project", repair=True))
    _menu(panel)["修复"].trigger()
    assert space.document.book != before


def test_the_help_of_a_rule_opens_beside_the_work(window: MainWindow, panel: ReviewPanel) -> None:
    choose(panel, first(panel, "indicator"))
    panel.detail.help.click()
    (help_window,) = window.findChildren(RuleHelpWindow)
    assert help_window.isVisible()
    assert not help_window.isModal()
    assert help_window.text.strip()


def test_the_help_goes_with_its_workbook(window: MainWindow, panel: ReviewPanel) -> None:
    choose(panel, first(panel, "indicator"))
    panel.detail.help.click()
    assert window.close_book()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(RuleHelpWindow) == []


def test_all_repairs_are_shown_before_they_are_done(
    window: MainWindow, space: Workspace, panel: ReviewPanel
) -> None:
    before = space.document.book
    answer("取消")
    window.actions_by_name["repair_all"].trigger()
    assert space.document.book is before
    answer("修复")
    window.actions_by_name["repair_all"].trigger()
    assert space.document.book != before
    assert space.document.undo_name == "全部安全修复"
    assert window.notice.text
    window.undo()
    assert space.document.book == before


def test_the_table_the_list_and_the_overall_part_are_marked(
    space: Workspace, panel: ReviewPanel
) -> None:
    project = space.document.project
    assert project is not None
    found = space.review.found_at(project.id)
    assert set(space.projects.table._marks) == {each.address for each in found}
    index = space.projects.panel.model.index(0)
    assert index.data(COUNTS_ROLE) == space.review.by_owner[project.id]
    space.show_page(space.overall)
    editor = space.overall.column.goal.goal
    edge = editor.findChild(EdgeMark)
    assert edge is not None
    assert edge.isVisible()
    assert "<qt>" in editor.toolTip()
    plan = space.document.plan
    assert plan is not None
    goal = Address("plan", plan.id, "overall.goal")
    said = next(each for each in space.review.findings if each.address == goal)
    assert said.message[:6] in editor.accessibleDescription()
    space.document.apply("改", [SetText(goal, "2023年保障融媒体中心正常运行，播出240期。")])
    space.review.check_now()
    still = any(each.address == goal for each in space.review.findings)
    assert edge.isVisible() == still


def test_marks_follow_the_project_in_hand(space: Workspace) -> None:
    plan = space.document.plan
    assert plan is not None
    second = plan.projects[1]
    space.document.select_project(second.id)
    found = space.review.found_at(second.id)
    assert set(space.projects.table._marks) == {each.address for each in found}


def test_what_is_open_is_remembered(
    window: MainWindow, space: Workspace, panel: ReviewPanel, path: Path, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.chips.chip("hint"), Qt.MouseButton.LeftButton)
    assert window.close_book()
    assert window.open_path(path)
    again = workspace_of(window)
    assert again.findings.isVisible()
    assert not again.findings.chips.chip("hint").isChecked()
    assert again.review.levels == frozenset({"error", "warning"})


def test_checking_everything_again_finds_the_same(
    window: MainWindow, space: Workspace, qtbot: QtBot
) -> None:
    before = space.review.findings
    with qtbot.waitSignal(space.review.findings_changed):
        window.actions_by_name["check_all"].trigger()
    assert space.review.findings == before
    assert space.findings.isVisible()


def test_typing_is_not_disturbed(space: Workspace, panel: ReviewPanel, qtbot: QtBot) -> None:
    table = space.projects.table
    table.setFocus()
    QTest.keyClicks(table, "a")
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not table
    space.review.check_now()
    assert QApplication.focusWidget() is editor
    space.show_page(space.overall)
    field = space.overall.column.goal.goal
    field.setFocus()
    QTest.keyClicks(field, "a")
    with qtbot.waitSignal(space.review.findings_changed):
        QTest.keyClicks(field, "b")
    assert field.hasFocus()
    assert field.text().count("ab") == 1


def test_the_places_that_are_not_ticked_stay_as_they_stood(
    window: MainWindow, space: Workspace, panel: ReviewPanel
) -> None:
    before = space.document.book
    asked: list[tuple[int, int]] = []
    left: list[Stretch] = []

    def act(dialog: RepairDialog) -> None:
        model, table = dialog.places, dialog.table
        asked.append((dialog._repairs.asked, space.review.repairable))
        assert str(dialog._repairs.asked) in panel._repair_all.text()
        model.tick_all(ticked=False)
        dialog.accept()
        assert dialog.isVisible()
        model.tick_all(ticked=True)
        table.setFocus()
        table.selectRow(0)
        QTest.keyClick(table, Qt.Key.Key_Space)
        left.extend(
            model.index(row, 0).data(CHANGE_ROLE)
            for row in range(model.rowCount())
            if not model.is_ticked(model.index(row, 0).data(CHANGE_ROLE))
        )
        dialog.accept()

    modal.answer(RepairDialog, act)
    window.actions_by_name["repair_all"].trigger()
    ((told, shown),) = asked
    assert told == shown
    (kept,) = left
    now = text_at(space.document.book, kept.address)
    assert now[kept.start : kept.start + len(kept.before)] == kept.before
    assert space.document.book != before
    window.undo()
    assert space.document.book == before


def test_what_is_being_typed_is_a_step_before_the_repair(
    space: Workspace, panel: ReviewPanel
) -> None:
    choose(panel, first(panel, "project", repair=True))
    space.show_page(space.overall)
    field = space.overall.column.goal.goal
    field.setFocus()
    QTest.keyClicks(field, "ab")
    assert space.document.is_typing
    panel.detail.repair.click()
    space.document.undo()
    assert space.document.plan is not None
    assert "ab" in space.document.plan.overall.goal


def test_a_read_only_file_offers_no_change(tmp_path: Path, qtbot: QtBot) -> None:
    held = tmp_path / "别人开着.hfg"
    create(held, published_book()).close()
    other = MainWindow(Memory(tmp_path / "other.json"))
    qtbot.addWidget(other)
    other.show()
    with open_file(held):
        assert other.open_path(held)
    space = workspace_of(other)
    assert space.document.read_only
    space.show_review(True)
    qtbot.waitUntil(lambda: space.review.checked)
    choose(space.findings, first(space.findings, "project", repair=True))
    detail = space.findings.detail
    assert detail.help.isVisible()
    assert not any(each.isVisible() for each in (detail.repair, detail.keep, detail.take_back))
    assert list(_menu(space.findings)) == ["定位", "说明"]
    assert not other.actions_by_name["repair_all"].isEnabled()
    other.close()


@pytest.fixture
def clean(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on a book without a single year."""
    create(tmp_path / "空.hfg", Book(Unit("1", "某单位"))).close()
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    made.open_path(tmp_path / "空.hfg")
    yield made
    made.close()


def test_without_a_year_the_walk_says_so(clean: MainWindow) -> None:
    clean.actions_by_name["next_finding"].trigger()
    assert clean.notice.text
    clean.actions_by_name["repair_all"].trigger()
    assert workspace_of(clean).review.counts.open == 0


def test_nothing_found_is_said_calmly(
    clean: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hfgoals.checks import Checker
    from hfgoals.model.edits import Insert

    monkeypatch.setattr(Checker, "check_by_owner", lambda *_: {})
    space = workspace_of(clean)
    space.show_review(True)
    said = space.findings._empty._said
    assert "还没有年度" in said.text()
    space.document.apply("新建", [Insert("", AnnualPlan(year=2024))])
    qtbot.waitUntil(lambda: space.review.checked)
    assert "2024 年度还没有填写" in said.text()
    assert clean.tool_bar.counter.shown == ""
    (plan,) = space.document.book.years
    # A project that nobody has begun is nothing to check, and nothing to tick off.
    space.document.apply("新建", [Insert(plan.id, Project(id="p"))])
    qtbot.wait(300)
    assert "2024 年度还没有填写" in said.text()
    assert clean.tool_bar.counter.shown == ""
    space.document.apply("填", [SetText(Address("project", "p", "name"), "甲")])
    qtbot.waitUntil(lambda: "没有发现问题" in said.text())
    assert rows(space.findings) == []
    assert clean.tool_bar.counter.shown == "✓"
    with pytest.MonkeyPatch.context() as patch:
        told: list[str] = []
        patch.setattr("ui.review.dialogs.tell", lambda _, text, *__: told.append(text))
        clean.actions_by_name["repair_all"].trigger()
        assert told


class Shows(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_opening_a_file_flashes_no_stray_window(
    qapp: QApplication, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    made = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    shows = Shows()
    qapp.installEventFilter(shows)
    made.open_path(path)
    QTest.keyClick(made, Qt.Key.Key_F8)
    qapp.removeEventFilter(shows)
    assert shows.seen == []
    made.close()


def test_beside_the_preview_the_panel_takes_less_room(
    window: MainWindow, space: Workspace, panel: ReviewPanel
) -> None:
    wide = panel.chips.chip("warning").width()
    window.resize(900, 600)
    space.show_preview(True)
    QTest.qWait(20)
    choose(panel, first(panel, "indicator"))
    chips = [panel.chips.chip(name) for name in ("error", "warning", "hint", "accepted")]
    assert chips[1].width() < wide
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert panel.width() <= space.width() - space.preview.width()
