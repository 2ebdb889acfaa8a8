"""What is about a row that is gone meanwhile is refused in words, wherever it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, Move, Remove, SetText
from hfgoals.model.values import Goal
from ui.main_window import MainWindow


@pytest.mark.parametrize(
    "edits",
    [
        [SetText(Address("indicator", "gone", "name"), "x")],
        [Insert("gone", Goal(text="x"), 0)],
        [Move("gone", 0)],
        [Remove("gone")],
    ],
    ids=["set", "insert", "move", "remove"],
)
def test_a_step_about_it_is_refused_and_nothing_changes(
    window: MainWindow, edits: Sequence[Edit]
) -> None:
    document = window.document
    said: list[str] = []
    document.refused.connect(said.append)
    plan = document.plan
    assert plan is not None
    before = document.book
    # What comes before in the same step is not taken either.
    first = SetText(Address("project", plan.projects[0].id, "name"), "改过")
    assert not document.apply("修改", [first, *edits])
    assert document.book is before
    assert said == ["“修改”没有进行：它说的那一行已经不在了。没有改动任何内容。"]
    assert window.save_state.text() != ""


@pytest.mark.parametrize("part", ["plan", "subgoal", "safeguard", "project", "goal", "indicator"])
def test_going_to_it_goes_nowhere(window: MainWindow, part: str) -> None:
    workspace = window.open_workspace
    before = window.document.project
    workspace.show_address(Address(part, "gone", "name"))  # type: ignore[arg-type]
    assert window.document.project is before


def test_a_finding_of_a_project_that_is_gone_is_not_decided(window: MainWindow) -> None:
    document, review = window.document, window.open_workspace.review
    plan = document.plan
    assert plan is not None
    row = plan.projects[0].id
    blanked = [SetText(Address("project", row, path), "") for path in ("name", "purpose")]
    document.apply("清空", blanked)
    review.check_now()
    found = [each for each in review.findings if each.address.row == row]
    said: list[str] = []
    document.refused.connect(said.append)
    document.apply("删除", [Remove(row)])
    for finding in found:
        assert not review.repair(finding)
        assert not review.accept(finding, "本年不适用")
    assert len(said) == 2 * len(found) > 0
