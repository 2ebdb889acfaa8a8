"""X01-X02: the overall part and the project tables, on small years written for the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.checks import Checker, CheckSettings, Thresholds, all_rules
from hfgoals.checks.case import PlanCase
from hfgoals.checks.rule import Hit
from hfgoals.checks.rules import facts
from hfgoals.model.identity import new_id
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    SubGoal,
    Unit,
)
from hfgoals.sample import sample_book

_RULES = {each.code: each for each in all_rules()}
_UNIT = Unit("999001", "示例县融媒体中心")


def _row(name: str, target: str) -> Indicator:
    return Indicator(
        level1="产出指标",
        level2="数量指标",
        name=name,
        description=name,
        target=Target.parse(target),
    )


def _hits(code: str, plan: AnnualPlan) -> list[Hit]:
    case = PlanCase(_UNIT, plan, Thresholds())
    return list(_RULES[code].look(case))


def _year(indicators: str, *projects: Project, goal: str = "") -> AnnualPlan:
    row = SubGoal(title="公益广告宣传", goal=goal, indicators=indicators)
    return AnnualPlan(year=2023, overall=Overall(goal="2023年", subgoals=(row,)), projects=projects)


def _advertising(target: str, name: str = "公益广告制作数量") -> Project:
    return Project(name="公益广告制作", indicators=(_row(name, target),))


def test_another_number_for_the_same_thing_is_found_in_the_table() -> None:
    project = _advertising("≥100条")
    (hit,) = _hits("X01", _year("公益广告制作≥120条", project))
    assert (hit.address.row, hit.address.path) == (project.indicators[0].id, "target")


def test_a_number_in_words_of_the_table_is_read_too() -> None:
    assert len(_hits("X01", _year("公益广告制作≥120条", _advertising("全年制作一百条以上")))) == 1
    assert _hits("X01", _year("公益广告制作≥120条", _advertising("全年达到120条以上"))) == []


def test_the_same_number_in_another_unit_of_counting_agrees() -> None:
    project = Project(name="新媒体", indicators=(_row("短视频播放量", "≥2400万次"),))
    assert _hits("X01", _year("短视频播放量≥0.24亿次", project)) == []
    assert len(_hits("X01", _year("短视频播放量≥2500万次", project))) == 1


def test_parts_in_several_projects_are_not_held_against_a_total() -> None:
    projects = (_advertising("≥80条"), _advertising("≥40条"))
    assert _hits("X01", _year("公益广告制作≥120条", *projects)) == []
    assert _hits("X01", _year("公益广告制作≥150条", *projects)) == []


def test_what_is_not_surely_the_same_is_left_alone() -> None:
    assert _hits("X01", _year("公益广告播出≥5000条", _advertising("≥120条"))) == []
    assert _hits("X01", _year("公益广告≥120条", _advertising("≥120分钟", "公益广告时长"))) == []
    assert _hits("X01", _year("每月制作公益广告10条", _advertising("≥120条"))) == []
    assert _hits("X01", _year("群众满意度≥90%", _advertising("≥92%", "群众满意度"))) == []


def test_an_empty_year_and_blank_rows_are_quiet() -> None:
    for code in ("X01", "X02"):
        assert _hits(code, AnnualPlan(year=2023)) == []
        assert (
            _hits(code, AnnualPlan(projects=(Project(), Project(indicators=(_row("", ""),))))) == []
        )
        assert _hits(code, AnnualPlan(overall=Overall(subgoals=(SubGoal(),)))) == []


def test_a_task_in_no_project_is_a_warning_and_a_project_apart_a_hint() -> None:
    project = Project(name="锅炉煤改气", purpose="用于锅炉煤改气。")
    plan = _year("公益广告制作≥120条", project)
    task, apart = _hits("X02", plan)
    assert (task.address.part, task.address.path, task.level) == ("subgoal", "title", None)
    assert (apart.address.row, apart.address.path, apart.level) == (project.id, "name", "hint")


def test_amounts_in_no_table_are_one_hint() -> None:
    plan = _year("公益广告制作≥120条；标语喷绘≥30处；海报≥50张", _advertising("≥120条"))
    (hit,) = _hits("X02", plan)
    assert hit.level == "hint"
    assert "30处" in str(hit.values["what"])
    assert "50张" in str(hit.values["what"])
    assert "120条" not in str(hit.values["what"])


def test_a_number_that_contradicts_is_left_to_the_other_rule() -> None:
    assert _hits("X02", _year("公益广告制作≥120条", _advertising("≥100条"))) == []


def test_a_task_of_plain_trade_words_is_matched_by_longer_words() -> None:
    row = SubGoal(title="新媒体平台运营", goal="做好新媒体平台运营。", indicators="设备运行维护")
    project = Project(name="新媒体平台运营费", purpose="锅炉")
    plan = AnnualPlan(overall=Overall(goal="2023年", subgoals=(row,)), projects=(project,))
    assert _hits("X02", plan) == []


def _only(code: str) -> Checker:
    """A checker with that one rule."""
    return Checker(CheckSettings(off=frozenset(_RULES.keys() - {code})))


@pytest.mark.parametrize("code", ["X01", "X02"])
def test_one_edit_in_a_year_of_a_thousand_projects_reads_it_alone(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    real = facts.said_by

    def said_by(project: Project) -> facts.Said:
        read.append(project.purpose)
        return real(project)

    sample = sample_book().years[-1]
    plan = replace(
        sample,
        projects=tuple(
            replace(sample.projects[at % 12], id=new_id(), purpose=f"用于事项{at}。")
            for at in range(1000)
        ),
    )
    checker = _only(code)
    monkeypatch.setattr(facts, "said_by", said_by)
    checker.check(Book(_UNIT, (plan,)), plan)
    assert len(read) == 1000
    read.clear()
    first = replace(plan.projects[0], purpose="用于演播室。")
    edited = replace(plan, projects=(first, *plan.projects[1:]))
    checker.check(Book(_UNIT, (edited,)), edited)
    assert set(read) == {"用于事项0。", "用于演播室。"}


def test_what_is_remembered_of_a_project_lapses_with_it() -> None:
    counted, taken_up = _only("X01"), _only("X02")
    project = _advertising("≥100条")
    plan = _year("公益广告制作≥120条", project)
    assert len(counted.check(Book(_UNIT, (plan,)), plan)) == 1
    mended = replace(
        project, indicators=(replace(project.indicators[0], target=Target.parse("≥120条")),)
    )
    changed = replace(plan, projects=(mended,))
    assert counted.check(Book(_UNIT, (changed,)), changed) == ()
    goal = replace(mended, goals=(Goal(text="海报50张"),))
    more = replace(plan.overall.subgoals[0], indicators="公益广告制作≥120条；海报≥50张")
    changed = replace(changed, overall=replace(plan.overall, subgoals=(more,)))
    assert len(taken_up.check(Book(_UNIT, (changed,)), changed)) == 1
    changed = replace(changed, projects=(goal,))
    assert taken_up.check(Book(_UNIT, (changed,)), changed) == ()
