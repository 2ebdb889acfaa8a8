"""The sample: filled in as a reviewer would wish. What a program can check of that is here."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from hfgoals.exchange.dump import dump
from hfgoals.model.money import total
from hfgoals.model.target import AT_LEAST, AT_MOST, EQUAL
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project
from hfgoals.presets import overall_library
from hfgoals.sample import sample_book

_BOOK = sample_book()
_PROJECTS = [(plan, project) for plan in _BOOK.years for project in plan.projects]
_ROWS = [row for _, project in _PROJECTS for row in project.indicators]
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_OLD = {
    "产出指标": {"数量指标", "质量指标", "时效指标", "成本指标"},
    "效益指标": {"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"},
    "满意度指标": {"服务对象满意度指标"},
}
_NEW = {
    "成本指标": {"经济成本指标", "社会成本指标", "生态环境成本指标"},
    "产出指标": {"数量指标", "质量指标", "时效指标"},
    "效益指标": {"经济效益指标", "社会效益指标", "生态效益指标"},
    "满意度指标": {"服务对象满意度指标"},
}
_SCHEMES = {2022: _OLD, 2023: _NEW}


def _name(case: tuple[AnnualPlan, Project]) -> str:
    return f"{case[0].year} {case[1].name}"


every_project = pytest.mark.parametrize(("plan", "project"), _PROJECTS, ids=map(_name, _PROJECTS))


def test_it_is_marked_and_made_anew_each_time() -> None:
    assert _BOOK.sample
    assert "示例" in _BOOK.unit.name
    assert dump(sample_book()) == dump(_BOOK)
    assert sample_book().years[0].id != _BOOK.years[0].id


def test_two_years_with_at_least_eight_kinds_of_projects() -> None:
    assert [plan.year for plan in _BOOK.years] == [2022, 2023]
    assert len({project.name for project in _BOOK.years[1].projects}) >= 8


@pytest.mark.parametrize("plan", _BOOK.years, ids=lambda plan: str(plan.year))
def test_the_overall_part_is_complete_and_adds_up(plan: AnnualPlan) -> None:
    overall = plan.overall
    assert f"{plan.year}年" in overall.goal
    assert overall.safeguards
    for subgoal in overall.subgoals:
        assert subgoal.title
        assert subgoal.goal
        assert re.search(r"[≥≤＝]\d", subgoal.indicators)
    budget = total([project.budget for project in plan.projects])
    assert overall.funds.project == budget
    assert overall.funds.basic is not None
    assert f"{len(plan.projects)}个项目，预算{budget}万元" in overall.goal


@pytest.mark.parametrize("plan", _BOOK.years, ids=lambda plan: str(plan.year))
def test_what_the_overall_part_counts_is_in_a_table(plan: AnnualPlan) -> None:
    values = {str(row.target) for project in plan.projects for row in project.indicators}
    counted = [
        item
        for subgoal in plan.overall.subgoals
        for item in re.split("[；。]", subgoal.indicators)
        if item
    ]
    assert len(counted) >= len(plan.overall.subgoals) > 0
    of_the_unit = tuple(each.name for each in overall_library())
    for item in counted:
        if item.startswith(of_the_unit):
            continue
        found = re.search(r"[≥≤＝].*", item)
        assert found is not None, item
        assert found[0] in values, item


@pytest.mark.parametrize("plan", _BOOK.years, ids=lambda plan: str(plan.year))
def test_no_other_year_is_named(plan: AnnualPlan) -> None:
    year_data = next(each for each in dump(_BOOK)["years"] if each["year"] == plan.year)
    assert set(re.findall(r"(?<!\d)(20\d\d)(?!\d)", str(year_data))) == {str(plan.year)}


@every_project
def test_the_code_is_well_formed(plan: AnnualPlan, project: Project) -> None:
    code = project.code
    assert re.fullmatch(rf"\d{{6}}{plan.year % 100:02d}P\d{{6}}1\d{{4}}[{_ALPHABET}]", code)
    weighed = sum(_ALPHABET.index(sign) * 3**place for place, sign in enumerate(code[:20]))
    assert code[20] == _ALPHABET[(30 - weighed) % 31]


def test_codes_are_different() -> None:
    assert max(Counter(project.code for _, project in _PROJECTS).values()) == 1


@every_project
def test_money_balances(plan: AnnualPlan, project: Project) -> None:
    assert project.budget is not None
    assert project.budget.fen > 0
    assert total([project.fiscal, project.other]) == project.budget
    assert re.fullmatch(r"\d+\.\d\d", str(project.budget))


@every_project
def test_spending_rises_to_all_of_it_with_half_by_june(plan: AnnualPlan, project: Project) -> None:
    plan_of_spending = list(project.plan)
    assert None not in plan_of_spending
    percents = [percent for percent in plan_of_spending if percent is not None]
    assert percents == sorted(percents)
    assert percents[1] >= 50
    assert percents[3] == 100


def test_not_all_projects_spend_alike() -> None:
    for plan in _BOOK.years:
        assert len({project.plan for project in plan.projects}) > 1


@every_project
def test_goals_are_concrete(plan: AnnualPlan, project: Project) -> None:
    assert len(project.goals) >= 2
    for goal in project.goals:
        assert len(goal.text) >= 15
        assert re.search(r"\d", goal.text)
        assert goal.text not in (project.purpose, project.name)
    assert project.purpose not in ("", project.name)


@every_project
def test_goals_and_indicators_name_the_same_numbers(plan: AnnualPlan, project: Project) -> None:
    goals = "".join(goal.text for goal in project.goals)
    in_goals = set(re.findall(r"\d+(?:\.\d+)?", goals)) - {str(plan.year)}
    values = "".join(row.target.text for row in project.indicators)
    in_rows = set(re.findall(r"\d+(?:\.\d+)?", values)) - {str(plan.year)}
    assert in_goals == in_rows


@every_project
def test_every_level_of_the_years_scheme_is_there(plan: AnnualPlan, project: Project) -> None:
    scheme = _SCHEMES[plan.year]
    found: dict[str, set[str]] = {}
    for row in project.indicators:
        found.setdefault(row.level1, set()).add(row.level2)
    assert list(found) == list(scheme), "in the scheme's order"
    for level1, level2 in found.items():
        assert level2 <= scheme[level1]
    assert found["产出指标"] == scheme["产出指标"]


@every_project
def test_names_are_unique_and_described_in_other_words(plan: AnnualPlan, project: Project) -> None:
    names = [row.name for row in project.indicators]
    assert len(names) == len(set(names))
    for row in project.indicators:
        assert row.name
        assert row.description not in ("", row.name)
        assert not row.name.startswith(row.description)
        assert not row.name.endswith(tuple("。，；：）"))
        assert len(row.basis) >= 4


@every_project
def test_targets_mean_something(plan: AnnualPlan, project: Project) -> None:
    for row in project.indicators:
        assert not row.target.qualitative
        assert row.target.signed
        if row.target.deadline is not None:
            assert row.target.deadline.year == plan.year
        else:
            _points_the_right_way(row)


def _points_the_right_way(row: Indicator) -> None:
    target = row.target
    assert target.unit
    least = row.level2 in ("数量指标", "社会效益指标", "服务对象满意度指标", "可持续影响指标")
    if least:
        assert target.sign in (AT_LEAST, EQUAL)
    if "成本指标" in (row.level1, row.level2):
        assert target.sign == AT_MOST
        assert target.unit.startswith("万元")
    if row.name.endswith(("率", "度", "比例")):
        assert target.unit == "%"
        assert target.number is not None
        assert 0 <= target.number <= 100
    if row.level1 == "满意度指标":
        assert target.number is not None
        assert 90 <= target.number < 100


@every_project
def test_costs_keep_to_the_budget(plan: AnnualPlan, project: Project) -> None:
    assert project.budget is not None
    costs = [row.target for row in project.indicators if "成本指标" in (row.level1, row.level2)]
    whole = [target.number for target in costs if target.unit == "万元"]
    each = [target for target in costs if target.unit != "万元"]
    if whole:
        assert not each
        assert sum(number for number in whole if number is not None) == project.budget.wan
        return
    (unit_cost,) = each
    assert unit_cost.number is not None
    assert unit_cost.unit is not None
    counted = unit_cost.unit.removeprefix("万元/")
    if counted == "月":
        times: set[Decimal | None] = {Decimal(12)}
    else:
        rows = project.indicators
        times = {row.target.number for row in rows if row.target.unit == counted}
    assert project.budget.wan in {unit_cost.number * many for many in times if many is not None}
    if counted == "月":
        even = (25, 50, 83, 100)
        gaps = [abs((percent or 0) - at) for percent, at in zip(project.plan, even, strict=True)]
        assert max(gaps) <= 20


def test_one_name_means_one_unit_and_is_no_template() -> None:
    units: dict[str, set[str | None]] = {}
    for plan in _BOOK.years:
        said = Counter(
            (row.name, row.target.text) for project in plan.projects for row in project.indicators
        )
        assert max(said.values()) < 3
    for row in _ROWS:
        units.setdefault(row.name, set()).add(row.target.unit)
    assert all(len(found) == 1 for found in units.values())


def test_the_later_year_aims_no_lower() -> None:
    before, after = (
        {
            (project.name, row.name): row.target
            for project in plan.projects
            for row in project.indicators
        }
        for plan in _BOOK.years
    )
    common = before.keys() & after.keys()
    assert common
    for key in common:
        old, new = before[key], after[key]
        assert old.number is not None
        assert new.number is not None
        if old.sign == AT_LEAST:
            assert new.number >= old.number, key


def test_the_typing_is_clean() -> None:
    for text in _texts(_BOOK):
        assert not re.search(r"[,:;()]|[。，；：、]{2}|\s{2}|[\u4e00-\u9fff] [\u4e00-\u9fff]", text)
        assert text == text.strip()
        assert not re.search(r"([\u4e00-\u9fff]{3,})\1", text), text
        for left, right in ("（）", "《》", "“”", "【】"):
            assert text.count(left) == text.count(right)
        assert not re.search(r"以上|以下|大于|小于|待定|XX|某某|[*_]", text)


def test_no_sentence_of_the_overall_part_stands_twice() -> None:
    for plan in _BOOK.years:
        overall = plan.overall
        parts = [overall.goal, *(each.text for each in overall.safeguards)]
        parts += [text for each in overall.subgoals for text in (each.goal, each.indicators)]
        parts += [goal.text for project in plan.projects for goal in project.goals]
        sentences = [s for part in parts for s in re.split("[。；\n]", part) if len(s) > 12]
        assert len(sentences) == len(set(sentences))


def _texts(book: Book) -> list[str]:
    texts: list[str] = []

    def gather(data: object) -> None:
        if isinstance(data, dict):
            for value in data.values():
                gather(value)
        elif isinstance(data, list):
            for value in data:
                gather(value)
        elif isinstance(data, str):
            texts.extend(data.split("\n"))

    for year in dump(book)["years"]:
        # Names of forms are the program's.
        gather({key: value for key, value in year.items() if key != "forms"})
    return texts
