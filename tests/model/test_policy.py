from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hfgoals.model.money import Money
from hfgoals.model.policy import Policy, named_in, span_of, state_in, tasks_of
from hfgoals.model.policy_links import carried_tasks, indicators_of, suggested
from hfgoals.model.policy_text import read_policy
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.values import AnnualPlan, Indicator, Overall, Project, SubGoal
from hfgoals.presets.policies import bundled_policies

_OPINION = """某县人民政府办公室
关于加强应急广播建设的实施意见
县政办〔2023〕12号
各乡镇人民政府：
一、总体要求
（一）指导思想。以人民为中心。
二、重点任务
（一）建设平台。建成县级平台。
1．建机房。面积不少于80平方米。
2．配设备。
（二）建设终端。
1．装音柱1.5万只。
2．修旧喇叭。
三、保障措施
（一）加强领导。
本意见自2023年5月1日起施行，有效期5年。
"""


def _opinion() -> Policy:
    policy = read_policy(_OPINION)
    assert policy is not None
    return policy


def test_tasks_are_the_inmost_headings_of_chapters_about_tasks() -> None:
    tasks = tasks_of(_opinion())
    assert [(task.number, task.group, task.title) for task in tasks] == [
        ("（一）1", "建设平台", "建机房"),
        ("（一）2", "建设平台", "配设备"),
        ("（二）1", "建设终端", "装音柱1.5万只"),
        ("（二）2", "建设终端", "修旧喇叭"),
    ]
    assert tasks[0].text == "面积不少于80平方米。"
    assert tasks[0].cite == "《关于加强应急广播建设的实施意见》第（一）1项"


def test_chapters_and_their_parts_are_tasks_where_nothing_stands_below_them() -> None:
    text = "一、主要任务\n（一）办好节目。\n（二）管好设备。\n1、巡检。\n二、办好应急广播\n三、保障"
    tasks = tasks_of(Policy(title="意见", text=text))
    assert [(task.number, task.title) for task in tasks] == [
        ("（一）", "办好节目"),
        ("1", "巡检"),
        ("二", "办好应急广播"),
    ]
    assert tasks_of(Policy(text="没有序号的文字。")) == ()


def test_what_a_text_says_of_itself_is_read() -> None:
    policy = _opinion()
    assert policy.issuer == "某县人民政府办公室"
    assert policy.number == "县政办〔2023〕12号"
    assert (policy.begins, policy.ends) == ("2023年5月1日", "2028年4月30日")
    assert policy.text.split("\n") == _OPINION.strip().split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于开会的通知\n请准时到会。",
        "部门整体绩效目标\n一、总体绩效目标\n办好节目。",
        "关于下达项目资金的通知\n一、重点项目\n1、修机房。5万元。\n2、买设备。8万元。\n3、办节目。",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert read_policy(text) is None


@pytest.mark.parametrize(
    ("begins", "ends", "span", "states"),
    [
        ("2021年7月23日", "2025年", (date(2021, 7, 23), date(2025, 12, 31)), {2020: "early"}),
        ("2021年", "2025年2月", (date(2021, 1, 1), date(2025, 2, 28)), {2026: "expired"}),
        ("", "", (None, None), {1999: ""}),
        ("印发之日", "2025年13月", (None, None), {2030: ""}),
    ],
)
def test_dates_are_read_from_what_is_written(
    begins: str, ends: str, span: tuple[date | None, date | None], states: dict[int, str]
) -> None:
    policy = Policy(begins=begins, ends=ends)
    assert span_of(policy) == span
    assert {year: state_in(policy, year) for year in states} == states
    assert state_in(policy, 2023) == ""


def test_a_text_names_tasks_as_paper_does() -> None:
    (policy,) = bundled_policies()
    tasks = tasks_of(policy)

    def named(text: str) -> list[str]:
        return [task.number if task else "" for _, task in named_in(text, (policy,))]

    assert named(f"{tasks[11].basis}\n{policy.cite}第6项") == ["6", "12"]
    assert named(policy.cite) == [""]
    assert named("《别的意见》第6项") == named("第6项") == []
    assert list(named_in("《》第1项", (Policy(text=policy.text),))) == []


def _year() -> AnnualPlan:
    (policy,) = bundled_policies()
    tasks = tasks_of(policy)
    rows = (Indicator(name="终端", basis=tasks[5].cite), Indicator(name="满意度"))
    return AnnualPlan(
        year=2023,
        overall=Overall(subgoals=(SubGoal(title="应急广播", policy_basis=tasks[5].basis),)),
        projects=(
            Project(
                id="p1",
                name="应急广播",
                budget=Money.parse("30"),
                indicators=rows,
                policy_basis=f"{tasks[5].basis}\n{tasks[18].basis}",
            ),
            Project(id="p2", name="公益广告", policy_basis=tasks[18].basis),
            Project(id="p3", name="水电费", budget=Money.parse("9")),
        ),
        policies=(policy,),
    )


def test_every_task_is_told_with_who_carries_it() -> None:
    carried = carried_tasks(_year())
    assert len(carried) == 30
    by_number = {each.task.number: each for each in carried}
    assert [row.title for row in by_number["6"].subgoals] == ["应急广播"]
    assert [row.id for row in by_number["6"].projects] == ["p1"]
    assert by_number["6"].money == by_number["19"].money == Money.parse("30")
    assert [row.id for row in by_number["19"].projects] == ["p1", "p2"]
    none = by_number["1"]
    assert (none.subgoals, none.projects, none.money) == ((), (), None)
    (project, _, _) = _year().projects
    assert [row.name for row in indicators_of(project, by_number["6"])] == ["终端"]
    assert len(indicators_of(project, by_number["19"])) == 2


def test_tasks_are_suggested_by_what_both_say() -> None:
    (policy,) = bundled_policies()
    first, *_ = suggested((policy,), ["农村应急广播终端建设，播发应急信息。"])
    assert first.task.number == "6"
    assert "应急广播" in first.why
    (best, *_) = suggested((policy,), ["制作公益广告24条"])
    assert best.task.number == "19"
    assert suggested((policy,), ["办公楼水电费", "缴纳水费电费"]) == ()


def test_a_policy_goes_on_as_it_is_and_so_do_the_ties() -> None:
    plan = _year()
    assert not [each for each in proposed_years(plan, 2024) if each.address.part == "policy"]
    following = rolled(plan, 2024, ())
    assert [replace(each, id="") for each in following.policies] == [
        replace(each, id="") for each in plan.policies
    ]
    assert [len(each.projects) for each in carried_tasks(following)] == [
        len(each.projects) for each in carried_tasks(plan)
    ]
