"""分配分值, 清除分值 and the line that says what the weights come to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QDialog

from hfgoals.model.values import AnnualPlan, Indicator, Project
from hfgoals.model.weights import weight_sums
from hfgoals.presets.weighing import weighing
from tests.ui import modal
from ui.dialogs.weights import WeightsDialog
from ui.main_window import MainWindow
from ui.projects.balance_bar import weight_words


def _plan(window: MainWindow) -> AnnualPlan:
    plan = window.document.plan
    assert plan is not None
    return plan


def _of_all_projects(dialog: QDialog) -> None:
    assert isinstance(dialog, WeightsDialog)
    dialog.whose.setCurrentIndex(1)
    assert dialog.outcome.text()
    dialog.accept()


def test_all_projects_get_weights_in_one_step_and_lose_them_in_one(window: MainWindow) -> None:
    before = _plan(window)
    modal.answer(WeightsDialog, _of_all_projects)
    window.actions_by_name["share_weights"].trigger()
    after = _plan(window)
    assert after.columns == ("weight",)
    for project in after.projects:
        sums = weight_sums(project.indicators)
        open_points = weighing(after, [project]).open
        assert sums.total == 90 or open_points
    window.actions_by_name["clear_weights"].trigger()
    assert _plan(window) == before
    window.document.undo()
    assert _plan(window) == after
    window.document.undo()
    assert _plan(window) == before


def test_only_the_project_in_hand_and_nothing_twice(window: MainWindow) -> None:
    window.document.select_project(_plan(window).projects[1].id)
    modal.answer(WeightsDialog, QDialog.accept)
    window.actions_by_name["share_weights"].trigger()
    plan = _plan(window)
    weighted = [any(row.weight for row in each.indicators) for each in plan.projects]
    assert weighted == [each.id == plan.projects[1].id for each in plan.projects]
    dialog = WeightsDialog(plan, plan.projects[1], window)
    assert dialog.weighing.edits == ()
    assert dialog.refusal()
    dialog.rounding.setCurrentIndex(0)
    dialog.scheme.setCurrentIndex(1)
    assert dialog.weighing.edits
    assert not dialog.refusal()
    assert "财预" in dialog.source.text()


def test_points_without_rows_are_told(window: MainWindow) -> None:
    project = Project(name="甲", indicators=(Indicator(level1="产出指标", name="期数"),))
    plan = AnnualPlan(year=2024, projects=(project,))
    dialog = WeightsDialog(plan, project, window)
    assert "效益指标" in dialog.open_points.text()
    assert "30" in dialog.open_points.text()
    several = replace(plan, projects=(project, replace(project, id="b", name="乙")))
    dialog = WeightsDialog(several, None, window)
    assert "“乙”" in dialog.open_points.text()


def test_the_line_says_what_is_missing() -> None:
    def rows(*weights: str) -> Project:
        levels = ("产出指标", "效益指标", "满意度指标")
        pairs = zip(levels, weights, strict=True)
        return Project(
            indicators=tuple(
                Indicator(level1=level, name="甲", weight=Decimal(text) if text else None)
                for level, text in pairs
            )
        )

    said, role = weight_words(rows("50", "30", "10"))
    assert said == "分值 产出 50＋效益 30＋满意度 10 ＝ 90，加预算执行率 10 ＝ 100 ✓"
    assert role == "second"
    assert weight_words(rows("60", "30", "10")) == (
        "分值 产出 60＋效益 30＋满意度 10 ＝ 100 ✓",
        "second",
    )
    said, role = weight_words(rows("50", "27.5", ""))
    assert ("还差 12.5" in said, "1 行" in said, role) == (True, True, "warning")
    assert "多了 5" in weight_words(rows("50", "35", "10"))[0]
    assert weight_words(rows("", "", ""))[1] == "second"
