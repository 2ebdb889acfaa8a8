"""A policy of the year, and a task tied to a sub-goal, by real keys and nothing else."""

from __future__ import annotations

import pytest

from hfgoals.forms import policy_tasks
from hfgoals.model.policy import tasks_of
from hfgoals.presets.policies import bundled_policies
from tests.hands.program import Program
from tests.hands.walking import at, until, with_form

pytestmark = pytest.mark.slow


def test_a_task_is_looked_for_and_tied(program: Program) -> None:
    with_form(program, policy_tasks.NAME)
    program.keys("alt+shift+a")
    program.wait(lambda: program.state()["dialog"], "the choice of policies")
    program.keys("space", "Return")
    program.wait_state(dialog="")
    until(program, "Down", lambda: (program.ask("place") or [""])[0] == "subgoal")
    until(program, "Right", at(program, "policy_basis"))
    program.compose("guangbo", "广播")
    program.keys("space")
    program.wait_state(preedit="", text="广播", editing=True)
    program.keys("Down", "space", "Return")
    program.wait_state(editing=False)

    year = program.dump()["years"][-1]
    (policy,) = year["policies"]
    (bundled,) = bundled_policies()
    assert policy["text"] == bundled.text
    tied = [row.get("policy_basis", "") for row in year["overall"]["subgoals"]]
    (basis,) = [each for each in tied if each]
    assert basis in {task.basis for task in tasks_of(bundled)}
