"""Running the rules: what did not change is not looked at again, and nobody can tell."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks import (
    Checker,
    CheckSettings,
    Thresholds,
    all_rules,
    counted,
)
from hfgoals.checks.case import OverallCase, PlanCase, ProjectCase, at
from hfgoals.checks.finding import OTHER
from hfgoals.checks.rule import Hit, Look, Rule, Scope, rule
from hfgoals.checks.settings import Accepted
from hfgoals.checks.told import Told
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import Edit, Insert, Move, Remove, SetText, applied, find, text_at
from hfgoals.model.fields import FIELDS
from hfgoals.model.identity import new_id
from hfgoals.model.kinds import FieldError
from hfgoals.model.rows import duplicated, flatten
from hfgoals.model.values import AnnualPlan, Book, Overall, Project, SubGoal
from hfgoals.sample import sample_book
from hfgoals.trouble import Cancelled
from tests.benchmarks.books import book as new_book
from tests.budget import tried
from tests.checks.mutation import Mutation
from tests.checks.mutations import mutations

SAMPLE = sample_book()
YEAR = SAMPLE.years[-1].year
UseRules = Callable[..., None]


def _plan(book: Book) -> AnnualPlan:
    plan = book.plan_of(YEAR)
    assert plan is not None
    return plan


def _rule(
    code: str, look: Look, reads: tuple[str, ...] = ("project",), scope: Scope = "project"
) -> Rule:
    return Rule(code, scope, reads, look, tell=_told)


def _told(code: str) -> Told:
    return Told(code, "名称", "error", OTHER, "{name}不对。", "请改{name}。", "为什么", (), ())


@pytest.fixture
def use_rules(monkeypatch: pytest.MonkeyPatch) -> UseRules:
    """Only these rules are there."""

    def use(*chosen: Rule) -> None:
        monkeypatch.setattr("hfgoals.checks.check.all_rules", lambda: chosen)

    return use


def _counting(seen: list[str]) -> Look:
    def look(case: ProjectCase) -> Iterator[Hit]:
        seen.append(case.project.id)
        yield Hit(at(case.project, "name"), {"name": case.project.name})

    return look


# ---------------------------------------------------------------- what runs again


def test_only_the_project_that_changed_is_looked_at_again(use_rules: UseRules) -> None:
    seen: list[str] = []
    use_rules(_rule("Z01", _counting(seen)))
    checker = Checker()
    before = checker.check(SAMPLE, _plan(SAMPLE))
    assert seen == [project.id for project in _plan(SAMPLE).projects]
    seen.clear()
    assert checker.check(SAMPLE, _plan(SAMPLE)) == before
    assert seen == []
    third = _plan(SAMPLE).projects[2]
    book = applied(SAMPLE, [SetText(at(third, "name"), "另一个名称")])
    found = checker.check(book, _plan(book))
    assert seen == [third.id]
    assert found[2].message == "另一个名称不对。"
    assert found[:2] == before[:2]


def test_a_rule_that_reads_other_fields_does_not_run(use_rules: UseRules) -> None:
    names: list[str] = []
    targets: list[str] = []
    use_rules(
        _rule("Z01", _counting(names), ("project.name",)),
        _rule("Z02", _counting(targets), ("indicator.target", "goal")),
    )
    checker = Checker()
    checker.check(SAMPLE, _plan(SAMPLE))
    names.clear()
    targets.clear()
    # One that was not there last year: else another name would lead to another last year.
    first = _plan(SAMPLE).projects[4]
    book = SAMPLE
    for address, ran in (
        (at(first, "budget"), ([], [])),
        (at(first, "name"), ([first.id], [])),
        (at(first.indicators[0], "target"), ([], [first.id])),
        (at(first.indicators[0], "basis"), ([], [])),
        (at(first.goals[0], "text"), ([], [first.id])),
    ):
        book = applied(book, [SetText(address, "7")])
        checker.check(book, _plan(book))
        assert (names, targets) == ran, address
        names.clear()
        targets.clear()
    book = applied(book, [Remove(first.indicators[1].id)])
    checker.check(book, _plan(book))
    assert (names, targets) == ([], [first.id])


@pytest.mark.parametrize("change", ["unit", "year", "thresholds", "last year"])
def test_what_every_rule_may_ask_for_makes_all_run_again(change: str, use_rules: UseRules) -> None:
    seen: list[str] = []
    use_rules(_rule("Z01", _counting(seen), ("project.name",)))
    checker = Checker()
    checker.check(SAMPLE, _plan(SAMPLE))
    book, plan = SAMPLE, _plan(SAMPLE)
    expected = [project.id for project in plan.projects]
    seen.clear()
    if change == "unit":
        book = applied(SAMPLE, [SetText(Address("unit", UNIT_ROW, "name"), "另一单位")])
        plan = _plan(book)
    elif change == "year":
        book = applied(SAMPLE, [SetText(Address("plan", plan.id, "year"), "2025")])
        plan = book.years[-1]
    elif change == "thresholds":
        checker.use(CheckSettings(thresholds=Thresholds(shortest_goal=20)))
    else:
        old = SAMPLE.years[0].projects[0]
        book = applied(SAMPLE, [SetText(at(old, "purpose"), "改过的用途")])
        plan = _plan(book)
        expected = [each.id for each in plan.projects if each.name == old.name]
        assert expected
    checker.check(book, plan)
    assert seen == expected


def test_the_overall_part_and_texts(use_rules: UseRules) -> None:
    seen: list[str] = []

    def look(case: ProjectCase | OverallCase) -> Iterator[Hit]:
        seen.append("overall" if isinstance(case, OverallCase) else case.project.id)
        yield from ()

    use_rules(_rule("Z01", look, ("project", "plan"), scope="texts"))
    checker = Checker()
    checker.check(SAMPLE, _plan(SAMPLE))
    assert seen == ["overall", *(project.id for project in _plan(SAMPLE).projects)]
    seen.clear()
    book = applied(SAMPLE, [SetText(Address("plan", _plan(SAMPLE).id, "overall.goal"), "改")])
    checker.check(book, _plan(book))
    assert seen == ["overall"]


def test_what_is_known_of_a_project_is_worked_out_once(use_rules: UseRules) -> None:
    worked: list[str] = []

    def work(project: Any) -> str:
        worked.append(project.id)
        return str(project.name)

    def look(case: PlanCase) -> Iterator[Hit]:
        for project in case.plan.projects:
            assert case.known("name", project, work) == project.name
            yield from ()

    use_rules(_rule("Z01", look, scope="plan"))
    checker = Checker()
    book = SAMPLE
    checker.check(book, _plan(book))
    assert len(worked) == len(_plan(book).projects)
    worked.clear()
    first = _plan(book).projects[0]
    for number in range(700):
        book = applied(book, [SetText(at(first, "name"), f"名称{number}")])
        checker.check(book, _plan(book))
    # Now and then what is no longer there is let go; what is there need not be found again.
    assert worked == [first.id] * 700
    assert len(checker._years[_plan(book).id].known) < 700


# ---------------------------------------------------------------- nobody can tell

_SMALL = replace(
    SAMPLE,
    years=tuple(
        replace(plan, projects=plan.projects[:count])
        for plan, count in zip(SAMPLE.years, (3, 5), strict=True)
    ),
)
_TEXTS: dict[tuple[str, str], list[str]] = {}
for _each in flatten(SAMPLE):
    for _field in FIELDS[_each.part]:
        _TEXTS.setdefault((_each.part, _field.path), ["", "待定", "7"]).append(
            _field.text(_each.row)
        )
for _mistake in mutations(SAMPLE):
    for _edit in _mistake.edits:
        if isinstance(_edit, SetText):
            _TEXTS[_edit.address.part, _edit.address.path].append(_edit.text)


@st.composite
def _an_edit(draw: st.DrawFn, book: Book) -> Edit:
    placed = draw(st.sampled_from([each for each in flatten(book) if each.part != "plan"]))
    kind = draw(st.sampled_from(["text"] * 8 + ["insert", "remove", "move"]))
    if kind == "text" or placed.part == "unit":
        # Years too: rules may not remember what belonged to another one.
        plan = _plan_row(book)
        rows = [placed, placed, placed, plan] if plan is not None else [placed]
        placed = draw(st.sampled_from(rows))
        fields = [each for each in FIELDS[placed.part] if "signatures" not in each.path]
        field = draw(st.sampled_from(fields))
        text = draw(st.sampled_from(_TEXTS[placed.part, field.path]))
        if field.path == "year":
            text = str(placed.row.year)
        return SetText(Address(placed.part, placed.id, field.path), text)
    if kind == "remove":
        return Remove(placed.id)
    if kind == "move":
        return Move(placed.id, draw(st.integers(0, 3)))
    row = find(book, placed.id)
    twin = duplicated(row) if placed.part == "project" else replace(row, id=new_id())
    return Insert(placed.parent, twin, draw(st.integers(-1, 3)))


def _plan_row(book: Book) -> Any:
    return next((each for each in flatten(book) if each.part == "plan"), None)


def _edited(book: Book, edit: Edit) -> Book:
    try:
        return applied(book, [edit])
    except FieldError:
        return book


@tried(13)
@given(st.data())
def test_after_any_edits_the_findings_are_those_of_a_fresh_look(data: st.DataObject) -> None:
    """The law behind the memory: rules say all they read, and remember nothing else."""
    book, checker = _SMALL, Checker()
    for plan in book.years:
        checker.check(book, plan)
    for _ in range(data.draw(st.integers(1, 6))):
        for _ in range(data.draw(st.integers(1, 3))):
            book = _edited(book, data.draw(_an_edit(book)))
        for plan in book.years:
            assert checker.check(book, plan) == Checker().check(book, plan)


_FOLLOWING = CheckSettings(off=frozenset(each.code for each in all_rules() if each.follows is None))
_LONG = ("project.name", "project.purpose", "goal.text", "subgoal.title", "subgoal.indicators")


@st.composite
def _words_of_another(draw: st.DrawFn, book: Book) -> Edit:
    """A text in the place of another, or joined to it: what the year's rules compare."""
    places = [
        Address(placed.part, placed.id, field.path)
        for placed in flatten(book)
        for field in FIELDS[placed.part]
        if f"{placed.part}.{field.path}" in _LONG
    ]
    to, source = draw(st.sampled_from(places)), draw(st.sampled_from(places))
    other, own = text_at(book, source), text_at(book, to)
    start = draw(st.integers(0, max(0, len(other) - 1)))
    piece = other[start : start + draw(st.integers(1, 40))]
    return SetText(to, draw(st.sampled_from([piece, other, own + piece, own[1:], own[:-1]])))


@tried(25)
@given(st.data())
def test_what_follows_a_year_tells_the_same_as_what_looks_at_all_of_it(
    data: st.DataObject,
) -> None:
    """Whatever is edited, taken back, or looked at only in part before somebody stopped it."""
    books, checker = [_SMALL], Checker(_FOLLOWING)
    for _ in range(data.draw(st.integers(2, 8))):
        book = data.draw(st.sampled_from([books[-1], books[-1], books[-1], *books[:1]]))
        for _ in range(data.draw(st.integers(1, 3))):
            edits = st.one_of(_an_edit(book), _words_of_another(book))
            book = _edited(book, data.draw(edits))
        books.append(book)
        for plan in book.years:
            limit = data.draw(st.sampled_from([0, 1, 3, 99]))

            def stop(done: int, _: int, limit: int = limit) -> None:
                if done >= limit:
                    raise Cancelled

            with suppress(Cancelled):
                checker.check(book, plan, stop)
            if limit == 99 or data.draw(st.booleans()):
                assert checker.check(book, plan) == Checker(_FOLLOWING).check(book, plan)


def test_projects_that_change_places_are_compared_in_their_new_order() -> None:
    code = _plan(SAMPLE).projects[0].code
    projects = tuple(Project(code=code, name=name) for name in ("甲项目", "乙项目", "丙项目"))
    plan = replace(_plan(SAMPLE), projects=projects)
    checker = Checker(_FOLLOWING)
    before = checker.check(replace(SAMPLE, years=(plan,)), plan)
    turned = replace(plan, projects=projects[::-1])
    book = replace(SAMPLE, years=(turned,))
    after = checker.check(book, turned)
    assert after == Checker(_FOLLOWING).check(book, turned)
    assert {each.message for each in after} != {each.message for each in before}


def test_a_word_less_in_the_overall_part_may_leave_a_project_alone() -> None:
    project = Project(name="锅炉煤改气", purpose="用于锅炉煤改气。")
    row = SubGoal(title="公益广告宣传", goal="锅炉煤改气", indicators="公益广告制作≥120条")
    plan = AnnualPlan(
        year=2023, overall=Overall(goal="2023年", subgoals=(row,)), projects=(project,)
    )
    checker = Checker(_FOLLOWING)
    before = checker.check(replace(SAMPLE, years=(plan,)), plan)
    assert not any(each.code == "X02" and each.owner == project.id for each in before)
    less = Overall(goal="2023年", subgoals=(replace(row, goal="公益广告"),))
    plan = replace(plan, overall=less)
    book = replace(SAMPLE, years=(plan,))
    after = checker.check(book, plan)
    assert any(each.code == "X02" and each.owner == project.id for each in after)
    assert after == Checker(_FOLLOWING).check(book, plan)


_OF_MANY = Checker()


@tried(8)
@given(st.sampled_from(list(mutations(_SMALL))))
def test_a_mistake_is_found_as_by_a_fresh_look_whatever_was_looked_at_before(
    mistake: Mutation,
) -> None:
    book = applied(_SMALL, mistake.edits)
    plan = book.plan_of(mistake.year)
    assert plan is not None
    assert _OF_MANY.check(book, plan) == Checker().check(book, plan)


def test_what_is_remembered_of_a_project_is_small() -> None:
    """At most 50 KB of each, however many there are."""
    few, many = (_remembered(projects) for projects in (20, 80))
    assert (many - few) / 60 < 50_000


def _remembered(projects: int) -> int:
    made = new_book(projects)
    checker = Checker()
    checker.check(made, made.years[0])
    made = new_book(projects)
    checker = Checker()
    tracemalloc.start()
    try:
        found = checker.check(made, made.years[0])
        assert len(found) > projects
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


# ---------------------------------------------------------------- findings


def test_findings_come_in_the_order_of_the_printed_text() -> None:
    plan = _plan(SAMPLE)
    book = applied(
        SAMPLE,
        [
            SetText(at(plan.projects[3].indicators[2], "basis"), ""),
            SetText(at(plan.projects[3], "purpose"), ""),
            SetText(at(plan.projects[1].goals[0], "text"), ""),
            SetText(at(plan.overall.subgoals[1], "indicators"), ""),
            SetText(Address("unit", UNIT_ROW, "name"), ""),
        ],
    )
    plan = _plan(book)
    rows = [placed.id for placed in flatten(book)]
    found = Checker().check(book, plan)
    assert [each.code for each in found][:1] == ["H01"]
    owners = [each.owner for each in found]
    assert {plan.id, plan.projects[1].id, plan.projects[3].id} <= set(owners)
    places = [rows.index(each.address.row) for each in found if each.address.row != plan.id]
    assert places == sorted(places)


def test_a_broken_rule_is_told_as_our_fault_and_hides_no_other(
    use_rules: UseRules, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(case: ProjectCase) -> Iterator[Hit]:
        yield Hit(at(case.project, "name"), {"name": "甲"})
        raise ZeroDivisionError

    use_rules(_rule("Z01", broken), _rule("Z02", _counting([])))
    plan = _plan(SAMPLE)
    found = Checker().check(SAMPLE, plan)
    faults = [each for each in found if each.code == "Z01"]
    assert [each.fault for each in faults] == [True] * len(plan.projects)
    assert {each.level for each in faults} == {"hint"}
    assert len([each for each in found if each.code == "Z02"]) == len(plan.projects)
    assert any("Z01" in record.getMessage() for record in caplog.records)


def test_a_sentence_that_cannot_be_filled_in_is_our_fault_too(use_rules: UseRules) -> None:
    def nameless(case: ProjectCase) -> Iterator[Hit]:
        yield Hit(at(case.project, "name"))

    use_rules(_rule("Z01", nameless))
    assert all(each.fault for each in Checker().check(SAMPLE, _plan(SAMPLE)))


def test_levels_and_rules_are_as_set(use_rules: UseRules) -> None:
    use_rules(_rule("Z01", _counting([])), _rule("Z02", _counting([])))
    plan = _plan(SAMPLE)
    chosen = CheckSettings(off=frozenset({"Z02"}), levels={"Z01": "hint"})
    checker = Checker()
    checker.check(SAMPLE, plan)
    checker.use(chosen)
    found = checker.check(SAMPLE, plan)
    assert {(each.code, each.level) for each in found} == {("Z01", "hint")}
    assert found == Checker(chosen).check(SAMPLE, plan)
    assert checker.settings == chosen


def test_what_is_kept_lapses_when_the_text_changes(use_rules: UseRules) -> None:
    use_rules(_rule("Z01", _counting([])))
    plan = _plan(SAMPLE)
    first = plan.projects[0]
    finding = Checker().check(SAMPLE, plan)[0]
    kept = CheckSettings().keeping(finding, first.name, "批复如此")
    checker = Checker(kept)
    found = checker.check(SAMPLE, plan)
    assert [each.accepted for each in found[:2]] == ["批复如此", ""]
    assert counted(found)["error"] == len(plan.projects) - 1
    book = applied(SAMPLE, [SetText(at(first, "name"), "改了")])
    assert not any(each.accepted for each in checker.check(book, _plan(book)))
    book = applied(book, [SetText(at(first, "name"), first.name)])
    assert checker.check(book, _plan(book))[0].accepted == "批复如此"
    checker.use(kept.keeping(found[0], first.name, ""))
    assert not any(each.accepted for each in checker.check(SAMPLE, plan))


def test_a_kept_place_that_is_gone_does_no_harm() -> None:
    gone = Accepted("H01", "no such row", "name", "", "理由")
    assert Checker(CheckSettings(accepted=(gone,))).check(SAMPLE, _plan(SAMPLE)) is not None


def test_progress_is_told_and_the_check_can_be_stopped() -> None:
    plan = _plan(SAMPLE)
    told: list[tuple[int, int]] = []
    Checker().check(SAMPLE, plan, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert {total for _, total in told} == {len(plan.projects)}

    def stop(done: int, total: int) -> None:
        if done >= 2:
            raise Cancelled

    checker = Checker()
    with pytest.raises(Cancelled):
        checker.check(SAMPLE, plan, stop)
    assert checker.check(SAMPLE, plan) == Checker().check(SAMPLE, plan)


# ---------------------------------------------------------------- rules


def test_rules_are_told_apart_by_their_codes() -> None:
    codes = [each.code for each in all_rules()]
    assert codes == sorted(set(codes))
    with pytest.raises(ValueError, match=codes[0]):
        rule(codes[0], reads=())(_counting([]))
    assert [each.code for each in all_rules()] == codes


def test_every_rule_reads_fields_that_are_there() -> None:
    for each in all_rules():
        assert each.reads, each.code
        for read in each.reads:
            part, _, path = read.partition(".")
            paths = [field.path for field in FIELDS[part]]  # type: ignore[index]
            assert not path or any(f"{known}.".startswith(f"{path}.") for known in paths), each
