"""An empty project named with an input method, drafted and put in; the overview of the year."""

from __future__ import annotations

import pytest

from tests.hands.program import Program

pytestmark = pytest.mark.slow
OVERVIEW_TAB = 2


def test_a_project_is_named_drafted_and_seen_in_the_overview(program: Program) -> None:
    there = len(program.dump()["years"][-1]["projects"])
    program.keys("ctrl+shift+n")
    program.wait_state(project=there + 1)
    program.compose("shebei", "设备")
    program.keys("space")
    program.wait_state(preedit="", text="设备", editing=True)
    program.compose("weihu", "维护")
    program.keys("space")
    program.wait_state(preedit="", text="设备维护", editing=True)
    program.keys("Return")
    program.wait_state(editing=False)
    program.keys("ctrl+t")
    program.wait(lambda: program.state()["dialog"], "the draft")
    program.keys("Return")
    program.wait_state(dialog="")

    project = program.dump()["years"][-1]["projects"][-1]
    assert project["name"] == "设备维护"
    assert "维护" in project["purpose"]
    assert len(project["goals"]) >= 1
    assert len(project["indicators"]) >= 6
    # What only the unit knows is left open.
    assert sum(not row["target"] for row in project["indicators"]) >= 4
    assert "＿＿" in "".join(project["goals"])
    program.keys("ctrl+4")
    program.wait_state(tab=OVERVIEW_TAB)
    program.keys("ctrl+2", "ctrl+z")
    program.wait_state(tab=1)
    program.wait(
        lambda: not program.dump()["years"][-1]["projects"][-1]["indicators"], "the draft undone"
    )
