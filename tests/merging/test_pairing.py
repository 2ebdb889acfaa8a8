"""Pairing: ids, codes, names and contents; one to one, and never two made one in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfgoals.exchange.proposal import Proposal
from hfgoals.merging.gathering import Gathered, Source, gathered
from hfgoals.merging.pairing import Paired, without_ids
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.money import Money
from hfgoals.model.rows import flatten
from hfgoals.model.target import Target
from hfgoals.model.values import AnnualPlan, Book, Goal, Indicator, Project, Safeguard, Unit
from tests.budget import tried
from tests.strategies import projects

LAWS = tried(17)
UNIT = Unit("425001", "融媒体中心")
CARS = Project(
    name="设备购置",
    budget=Money.parse("40"),
    purpose="购置两辆采访车，用于下乡采访。",
    goals=(Goal(text="保障下乡采访用车。"),),
    indicators=(
        Indicator(level2="数量指标", name="购车数量", target=Target.parse("2辆")),
        Indicator(level2="质量指标", name="车辆验收合格率", target=Target.parse("100%")),
    ),
)
CAMERAS = Project(
    name="设备购置",
    budget=Money.parse("18.5"),
    purpose="演播室更换高清摄像机三台。",
    goals=(Goal(text="提高节目画质。"),),
    indicators=(
        Indicator(level2="数量指标", name="摄像机台数", target=Target.parse("3台")),
        Indicator(level2="质量指标", name="画面清晰度", target=Target.parse("高清")),
    ),
)


def book(*rows: Project, unit: Unit = UNIT) -> Book:
    return Book(unit, (AnnualPlan(year=2023, projects=rows),))


def gather(ours: Book, *sources: Book, prefer: str = "ours") -> Gathered:
    named = [Source(name, each) for name, each in zip("甲乙丙丁", sources, strict=False)]
    return gathered(ours, named, prefer=prefer)  # type: ignore[arg-type]


def sent_back(project: Project, **texts: object) -> Project:
    """As a form comes back: the same texts but for these, rows with ids that nobody knows."""
    fresh = Project(**{name: getattr(project, name) for name in _FIELDS})
    goals = tuple(Goal(text=goal.text) for goal in project.goals)
    rows = tuple(replace(row, id=Indicator().id) for row in project.indicators)
    return replace(fresh, goals=goals, indicators=rows, **texts)  # type: ignore[arg-type]


_FIELDS = ("code", "name", "budget", "fiscal", "other", "purpose", "plan")


def projects_of(result: Gathered) -> tuple[Project, ...]:
    return result.book.years[0].projects


# ---------------------------------------------------------------- one name, no code


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_forms_of_two_projects_of_one_name_find_their_own(order: tuple[int, int]) -> None:
    filled = (
        sent_back(CARS, purpose="购置两辆采访车，用于下乡采访和直播。", budget=Money.parse("42")),
        sent_back(CAMERAS, purpose="演播室更换高清摄像机四台。", budget=Money.parse("24")),
    )
    result = gather(book(CARS, CAMERAS), *(book(filled[at]) for at in order), prefer="theirs")
    cars, cameras = projects_of(result)
    assert (cars.id, cars.budget, cars.purpose) == (CARS.id, filled[0].budget, filled[0].purpose)
    assert (cameras.id, cameras.budget) == (CAMERAS.id, filled[1].budget)
    assert sum(entry.kind == "noted" for entry in result.log) == 2


def test_the_second_of_one_name_comes_back_alone_and_the_first_stays() -> None:
    result = gather(book(CARS, CAMERAS), book(sent_back(CAMERAS, fiscal=Money.parse("18.5"))))
    assert projects_of(result)[0] is CARS
    assert projects_of(result)[1] == replace(CAMERAS, fiscal=Money.parse("18.5"))
    assert result.conflicts == ()


def test_two_departments_send_projects_of_one_name() -> None:
    result = gather(book(), book(sent_back(CARS)), book(sent_back(CAMERAS)))
    assert [each.purpose for each in projects_of(result)] == [CARS.purpose, CAMERAS.purpose]
    assert result.conflicts == ()
    assert any("同名" in entry.what for entry in result.log if entry.kind == "noted")


def test_the_same_form_sent_twice_is_one_project() -> None:
    corrected = sent_back(CARS, purpose="购置两辆采访车，用于下乡采访及应急直播。")
    result = gather(book(), book(sent_back(CARS)), book(corrected))
    assert len(projects_of(result)) == 1
    assert [each.label for each in result.conflicts] == ["资金用途"]


def test_two_blank_forms_of_one_name_each_take_one_that_comes_back() -> None:
    blank = [Project(name="设备购置"), Project(name="设备购置")]
    result = gather(book(*blank), book(sent_back(CARS)), book(sent_back(CAMERAS)))
    assert [(each.id, each.purpose) for each in projects_of(result)] == [
        (blank[0].id, CARS.purpose), (blank[1].id, CAMERAS.purpose),
    ]  # fmt: skip
    assert result.conflicts == ()


def test_a_project_with_a_code_is_not_the_other_of_its_name() -> None:
    coded = replace(CARS, code="A1")
    result = gather(book(coded), book(sent_back(CAMERAS)))
    assert [without_ids(each) for each in projects_of(result)] == [
        without_ids(coded), without_ids(CAMERAS),
    ]  # fmt: skip


def test_taking_in_goes_by_the_same_pairs() -> None:
    ours = book(CARS)
    plan = AnnualPlan(year=2023, projects=(sent_back(CAMERAS), sent_back(CARS)))
    result = taken_in(ours, Proposal(UNIT, 2023, plan), 2023)
    assert [each.purpose for each in result.book.years[0].projects] == [
        CARS.purpose, CAMERAS.purpose,
    ]  # fmt: skip
    assert len(result.skipped) == 1
    assert len(taken_in(result.book, Proposal(UNIT, 2023, plan), 2023).skipped) == 2


# ---------------------------------------------------------------- copies bring ids


def test_a_project_renamed_in_a_copy_is_the_same() -> None:
    renamed = replace(CARS, name="采访车辆购置", budget=Money.parse("41"))
    result = gather(book(CARS), book(renamed))
    assert projects_of(result) == (CARS,)
    assert [(each.label, each.theirs) for each in result.conflicts] == [
        ("项目名称", "采访车辆购置"), ("预算数", "41.00"),
    ]  # fmt: skip
    plan = book(renamed).years[0]
    assert len(taken_in(book(CARS), Proposal(UNIT, 2023, plan), 2023).skipped) == 1


def test_a_code_corrected_in_a_copy_is_a_difference() -> None:
    ours = replace(CARS, code="A1")
    result = gather(book(ours), book(replace(ours, code="A2")))
    assert projects_of(result) == (ours,)
    assert [each.label for each in result.conflicts] == ["项目编码"]


def test_two_of_one_name_swapped_in_a_copy_stay_what_they_are() -> None:
    theirs = [replace(CAMERAS, purpose="改"), replace(CARS, budget=None)]
    result = gather(book(CARS, CAMERAS), book(*theirs), prefer="theirs")
    assert projects_of(result) == (CARS, theirs[0])


def test_a_copy_written_over_with_another_project_is_another() -> None:
    ours = replace(CARS, code="A1")
    over = replace(CAMERAS, id=ours.id, code="B7", name="演播室改造")
    result = gather(book(ours), book(over))
    assert projects_of(result)[0] == ours
    assert without_ids(projects_of(result)[1]) == without_ids(over)
    assert result.conflicts == ()


def test_another_unit_that_began_with_our_copy_has_projects_of_its_own() -> None:
    ours = replace(CARS, code="A1")
    theirs = replace(ours, code="B1", purpose="给电视台购置转播车。")
    result = gather(book(ours), book(theirs, unit=Unit("425002", "电视台")))
    assert [each.code for each in projects_of(result)] == ["A1", "B1"]
    assert result.conflicts == ()


def test_what_another_unit_is_said_to_have_sent_as_ours_goes_by_codes() -> None:
    ours = replace(CARS, code="A1")
    plan = AnnualPlan(year=2023, projects=(replace(ours, code="B1"),))
    theirs = Proposal(Unit("425002", "电视台"), 2023, plan)
    result = taken_in(book(ours), theirs, 2023, as_ours=True)
    assert [each.code for each in result.book.years[0].projects] == ["A1", "B1"]
    ids = [placed.id for placed in flatten(result.book)]
    assert len(ids) == len(set(ids))


def test_rows_reworded_in_a_copy_are_the_same_rows() -> None:
    first, second = CARS.indicators
    rows = (replace(second, name="验收情况"), replace(first, name="采访车", target=Target("")))
    theirs = replace(CARS, goals=(replace(CARS.goals[0], text="另一句话"),), indicators=rows)
    result = gather(book(CARS), book(theirs))
    assert projects_of(result) == (CARS,)
    assert {each.address.row for each in result.conflicts} == {
        first.id, second.id, CARS.goals[0].id,
    }  # fmt: skip
    assert not any(entry.kind == "added" for entry in result.log)


# ---------------------------------------------------------------- rows without ids


def test_a_row_renamed_on_a_form_is_a_difference_and_a_new_one_is_new() -> None:
    first, second = CARS.indicators
    renamed = replace(first, id=Indicator().id, name="采访车购置数量")
    new = Indicator(level2="数量指标", name="培训驾驶员人数", target=Target.parse("4人"))
    back = replace(sent_back(CARS), indicators=(renamed, new, replace(second, id=Indicator().id)))
    result = gather(book(CARS), book(back))
    (project,) = projects_of(result)
    assert project.indicators == (*CARS.indicators, new)
    assert [(each.ours, each.theirs) for each in result.conflicts] == [
        ("购车数量", "采访车购置数量")
    ]


def test_a_measure_reworded_is_a_difference_and_another_is_left_out() -> None:
    def plan(*texts: str) -> Book:
        measures = tuple(Safeguard(text=text) for text in texts)
        overall = replace(AnnualPlan().overall, safeguards=measures)
        return Book(UNIT, (AnnualPlan(year=2023, overall=overall),))

    ours = plan("完善制度建设，健全内部控制。", "加强人员培训。")
    theirs = plan("完善制度建设，健全单位内部控制。", "按季度公开支出进度。")
    result = gather(ours, theirs)
    assert [each.theirs for each in result.conflicts] == ["完善制度建设，健全单位内部控制。"]
    assert [entry.text for entry in result.left_out] == ["按季度公开支出进度。"]


# ---------------------------------------------------------------- laws


@LAWS
@given(st.lists(projects(), max_size=5), st.permutations(range(5)))
def test_a_moved_copy_pairs_each_with_itself(rows: list[Project], order: list[int]) -> None:
    moved = [rows[at] for at in order if at < len(rows)]
    pairs = Paired(rows).pairs(moved)
    assert [rows[at or 0].id for at in pairs] == [each.id for each in moved]


@LAWS
@given(st.lists(projects(), max_size=5), st.lists(projects(), max_size=5), st.booleans())
def test_no_place_is_given_twice(ours: list[Project], theirs: list[Project], by_id: bool) -> None:
    same_names = [replace(each, name="设备", code="") for each in (*ours, *theirs)]
    pairs = Paired(same_names[: len(ours)]).pairs(same_names[len(ours) :], by_id=by_id)
    found = [at for at in pairs if at is not None]
    assert len(found) == len(set(found))
    assert all(0 <= at < len(ours) for at in found)


@LAWS
@given(projects(), st.sampled_from(["name", "code", "purpose"]), st.text("甲乙丙", min_size=1))
def test_one_field_changed_in_a_copy_adds_no_row(project: Project, path: str, text: str) -> None:
    ours = book(project)
    theirs = applied(ours, [SetText(Address("project", project.id, path), text)])
    assume(theirs != ours)
    result = gather(ours, theirs)
    assert len(list(flatten(result.book))) == len(list(flatten(ours)))
