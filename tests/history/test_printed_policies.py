"""Pages of 政策任务落实情况表 are known by their code, and what differs since."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.history.printed import State, answers
from hfgoals.model.address import Address
from hfgoals.model.check_code import overall_code, policy_code, project_code, typed
from hfgoals.model.edits import SetText, applied
from hfgoals.model.policy import tasks_of
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, SubGoal, Unit
from hfgoals.presets.policies import bundled_policies

_UNIT = Unit("130001", "某县融媒体中心")
_POLICY = bundled_policies()[0]
_PLAN = AnnualPlan(
    year=2023,
    overall=Overall(goal="办好节目。", subgoals=(SubGoal(id="goal", title="应急广播"),)),
    projects=(Project(id="p", name="应急广播"),),
    policies=(_POLICY,),
)


def _book(*texts: tuple[Address, str]) -> Book:
    return applied(Book(_UNIT, (_PLAN,)), [SetText(*each) for each in texts])


_TIE = (Address("subgoal", "goal", "policy_basis"), tasks_of(_POLICY)[5].basis)


def test_a_page_is_known_and_what_changed_since() -> None:
    before, code = _book(), policy_code(_UNIT, _PLAN)
    (answer,) = answers([typed(code)], [State("当前内容", None, before)])
    assert answer.current
    assert answer.part is not None
    assert answer.part.home == "2023年政策依据"
    assert answer.address == Address("policy", _POLICY.id, "title")
    other = (Address("plan", _PLAN.id, "overall.goal"), "改了。")
    now = _book(_TIE, other, (Address("policy", _POLICY.id, "ends"), "2030年"))
    states = [State("当前内容", None, now), State("版本", None, before)]
    (answer,) = answers([typed(code)], states)
    assert not answer.current
    assert {(change.part, change.path) for change in answer.changes} == {
        ("subgoal", "policy_basis"),
        ("policy", "ends"),
    }


def test_other_codes_are_not_over_policies_and_ties() -> None:
    (tied,) = _book(_TIE, (Address("project", "p", "policy_basis"), _TIE[1])).years
    bare = replace(_PLAN, policies=())
    assert overall_code(_UNIT, tied) == overall_code(_UNIT, bare)
    assert project_code(_UNIT, 2023, tied.projects[0]) == project_code(
        _UNIT, 2023, bare.projects[0]
    )
    assert policy_code(_UNIT, tied) != policy_code(_UNIT, _PLAN) != policy_code(_UNIT, bare)
