"""Gathering: what is there stays, blanks are filled, and no text is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfgoals.exchange.dump import dump
from hfgoals.merging.gathering import Gathered, Source, gathered
from hfgoals.merging.pairing import folded
from hfgoals.model.edits import SetText, applied, find, text_at
from hfgoals.model.fields import FIELDS
from hfgoals.model.kinds import OF_THE_YEAR, STAGE_DATE
from hfgoals.model.money import Money
from hfgoals.model.rows import difference, flatten
from hfgoals.model.target import Target
from hfgoals.model.values import (
    STANDARD_FORMS,
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SubGoal,
    Unit,
)
from hfgoals.model.workbook import Workbook
from hfgoals.trouble import Cancelled
from tests.budget import tried
from tests.strategies import books, plans, projects

UNIT = Unit("425001", "融媒体中心")
LAWS = tried(17)


def one(*rows: Project, year: int = 2023, unit: Unit = UNIT, **fields: object) -> Book:
    """A workbook of one year."""
    plan = AnnualPlan(year=year, projects=rows, **fields)  # type: ignore[arg-type]
    return Book(unit, (plan,))


def gather(book: Book, *sources: Book, **options: object) -> Gathered:
    """The sources gathered, called 甲, 乙, 丙 …"""
    named = [Source(name, each) for name, each in zip("甲乙丙丁", sources, strict=False)]
    return gathered(book, named, **options)  # type: ignore[arg-type]


def texts(book: Book) -> Iterator[str]:
    for placed in flatten(book):
        for field in FIELDS[placed.part]:
            if field.kind not in (*OF_THE_YEAR, STAGE_DATE) and field.text(placed.row).strip():
                yield field.text(placed.row)


def has_own_ids(book: Book) -> bool:
    ids = [placed.id for placed in flatten(book)]
    return len(ids) == len(set(ids))


def has_twins(book: Book) -> bool:
    """Whether two projects of a year go by one code and name: nothing tells which is which."""
    known = [
        (plan.year, folded(project.code), folded(project.name))
        for plan in book.years
        for project in plan.projects
    ]
    return len(known) != len(set(known))


def alike() -> st.SearchStrategy[Book]:
    """A workbook that shares years, codes, names and texts with every other of these."""
    few = st.sampled_from(["", "", "甲", "乙", " 甲", "甲 ", " "])
    money = st.sampled_from([None, Money.parse("1"), Money.parse("2")])
    rows = st.builds(
        Indicator,
        level2=few,
        name=few,
        description=few,
        target=st.sampled_from(["", "1期", "≥2期"]).map(Target.parse),
    )
    project = st.builds(
        Project,
        code=st.sampled_from(["", "", "A1", "A2", "Ａ1"]),
        name=few,
        budget=money,
        purpose=few,
        goals=_few(st.builds(Goal, text=few)),
        indicators=_few(rows),
    )
    overall = st.builds(
        Overall,
        goal=few,
        subgoals=_few(st.builds(SubGoal, title=few, goal=few)),
        safeguards=_few(st.builds(Safeguard, text=few)),
        funds=st.builds(Funds, basic=money),
    )
    plan = st.builds(
        AnnualPlan,
        year=st.sampled_from([2022, 2023, 2023]),
        overall=overall,
        projects=_few(project),
        signatures=st.builds(Signatures, preparer=few),
    )
    years = st.lists(plan, max_size=2, unique_by=lambda each: each.year)
    in_order = years.map(lambda found: tuple(sorted(found, key=lambda each: each.year)))
    unit = st.builds(Unit, code=st.sampled_from(["", "1", "1", "2"]), name=few)
    return st.builds(Book, unit, in_order)


def _few(rows: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(rows, max_size=4).map(tuple)


def any_books() -> st.SearchStrategy[Book]:
    return alike() | books()


# ---------------------------------------------------------------- laws


@LAWS
@given(any_books(), st.sampled_from(["ours", "theirs"]))
def test_a_workbook_gathered_with_itself_is_the_very_same(book: Book, prefer: str) -> None:
    result = gather(book, book, prefer=prefer)
    assert result.book is book
    assert result.conflicts == ()
    assert [entry for entry in result.log if entry.kind in ("added", "filled", "left_out")] == []


@LAWS
@given(any_books())
def test_an_empty_workbook_takes_all(book: Book) -> None:
    result = gather(Book(sample=book.sample), book)
    assert dump(result.book) == dump(book)
    assert result.conflicts == ()
    assert result.left_out == ()


@LAWS
@given(any_books(), st.lists(any_books(), max_size=3), st.sampled_from(["ours", "theirs"]))
def test_no_text_is_lost(book: Book, sources: list[Book], prefer: str) -> None:
    result = gather(book, *sources, prefer=prefer)
    there = {text.strip() for text in texts(result.book)}
    there |= {side.strip() for each in result.conflicts for side in (each.ours, each.theirs)}
    noted = "\n".join(entry.text for entry in result.log)
    for each in (book, *sources):
        for text in texts(each):
            assert text.strip() in there or text in noted
    assert has_own_ids(result.book)


@LAWS
@given(any_books(), any_books())
def test_ours_stays_and_gathering_again_adds_nothing(book: Book, source: Book) -> None:
    assume(not has_twins(source))
    once = gather(book, source)
    for placed in flatten(book):
        after = find(once.book, placed.id)
        for field in FIELDS[placed.part]:
            before = field.text(placed.row)
            assert not before.strip() or field.text(after) == before
    again = gather(once.book, source)
    assert len(list(flatten(again.book))) == len(list(flatten(once.book)))


@LAWS
@given(any_books(), any_books())
def test_a_conflict_can_be_decided_by_its_address(book: Book, source: Book) -> None:
    ours, theirs = gather(book, source), gather(book, source, prefer="theirs")
    decided = applied(ours.book, [SetText(each.address, each.theirs) for each in ours.conflicts])
    assert dump(decided) == dump(theirs.book)
    assert all(text_at(ours.book, each.address) == each.ours for each in ours.conflicts)
    assert all(text_at(theirs.book, each.address) == each.theirs for each in theirs.conflicts)


@LAWS
@given(
    st.lists(projects(), min_size=2, max_size=6, unique_by=lambda each: folded(each.name)),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.permutations(range(3)),
)
def test_disjoint_sources_in_any_order(
    given_projects: list[Project], homes: list[int], order: list[int]
) -> None:
    different = [
        replace(each, code=f"A{number}", name=f"{each.name}{number}")
        for number, each in enumerate(given_projects)
    ]
    sources = [
        one(*(each for each, home in zip(different, homes, strict=False) if home == at))
        for at in range(3)
    ]
    wanted = dump(gather(Book(UNIT), *sources).book)
    found = dump(gather(Book(UNIT), *(sources[at] for at in order)).book)
    for each in (wanted, found):
        each["years"][0]["projects"].sort(key=lambda project: project["code"])
    assert found == wanted


@LAWS
@given(plans(), st.integers(1990, 2100))
def test_only_the_year_asked_for(plan: AnnualPlan, year: int) -> None:
    result = gather(Book(UNIT), Book(UNIT, (plan,)), year=year)
    assert [each.year for each in result.book.years] == [year] * (plan.year == year)
    assert any(entry.year == plan.year for entry in result.log)


# ---------------------------------------------------------------- projects


def test_blanks_are_filled_equal_stays_and_differing_is_listed() -> None:
    whole = Money.parse("30")
    ours = one(Project(code="A1", name="甲", purpose="买", budget=whole))
    theirs = one(Project(code="A1", name="甲", purpose="租", budget=whole, fiscal=whole))
    result = gather(ours, theirs)
    (project,) = result.book.years[0].projects
    assert project == replace(ours.years[0].projects[0], fiscal=whole)
    (conflict,) = result.conflicts
    assert (conflict.ours, conflict.theirs, conflict.label) == ("买", "租", "资金用途")
    assert (conflict.source, conflict.year, conflict.project) == ("甲", 2023, "A1 甲")
    assert not conflict.taken
    assert [entry.kind for entry in result.log] == ["filled"]


def test_which_forms_a_year_uses_is_ours_to_say_but_for_a_new_year() -> None:
    theirs = one(Project(code="A1"), forms=("hebei_project",))
    result = gather(one(Project(code="A1")), theirs)
    assert result.book.years[0].forms == STANDARD_FORMS
    assert result.conflicts == ()
    assert gather(Book(), theirs).book.years[0].forms == ("hebei_project",)


def test_blanks_around_a_text_are_no_difference() -> None:
    ours = one(Project(code="A1", purpose="买 \n车 "))
    assert gather(ours, one(Project(code="A1", purpose="买 \n车"))).book is ours
    assert gather(ours, one(Project(code="A1", purpose="买 \n车"))).conflicts == ()
    assert len(gather(ours, one(Project(code="A1", purpose="买车"))).conflicts) == 1


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (("A1", "甲"), ("A1", "乙"), True),
        (("A1", "甲"), ("Ａ1 ", "乙"), True),
        (("", "设备 购置"), ("", "设备购置"), True),
        (("", "设备（购置）"), ("A1", "设备(购置)"), True),
        (("A1", "设备"), ("", "设备"), True),
        (("A1", "设备"), ("A2", "设备"), False),
        (("", "甲"), ("", "乙"), False),
        (("", ""), ("A1", ""), False),
    ],
)
def test_projects_are_matched_by_code_then_by_name(
    ours: tuple[str, str], theirs: tuple[str, str], same: bool
) -> None:
    books = [
        one(Project(code=code, name=name, purpose=purpose))
        for (code, name), purpose in ((ours, "一"), (theirs, "二"))
    ]
    result = gather(*books)
    assert len(result.book.years[0].projects) == (1 if same else 2)
    assert any(each.label == "资金用途" for each in result.conflicts) == same


def test_the_code_counts_before_the_name() -> None:
    ours = one(Project(name="甲"), Project(code="A1", name="乙"))
    theirs = one(Project(code="A1", name="甲", purpose="租"))
    first, second = gather(ours, theirs).book.years[0].projects
    assert (first.purpose, second.purpose) == ("", "租")


def test_one_name_with_two_codes_is_two_projects_and_noted() -> None:
    result = gather(one(Project(code="A1", name="设备")), one(Project(code="A2", name="设备")))
    assert [entry.kind for entry in result.log] == ["added", "noted"]


def test_a_later_source_matches_what_an_earlier_one_brought() -> None:
    sources = [
        one(Project(name="设备")),
        one(Project(code="A1", name="设备")),
        one(Project(code="A2", name="设备")),
        one(Project(code="A1", purpose="租")),
    ]
    found = gather(Book(UNIT), *sources).book.years[0].projects
    assert [(each.code, each.purpose) for each in found] == [("A1", "租"), ("A2", "")]


def test_two_projects_of_a_source_never_become_one() -> None:
    ours = one(Project(name="设备"))
    found = gather(
        ours, one(Project(name="设备", purpose="买"), Project(name="设备", purpose="租"))
    )
    assert [each.purpose for each in found.book.years[0].projects] == ["买", "租"]
    assert found.conflicts == ()


def test_rows_of_a_copy_of_the_workbook_get_ids_of_their_own() -> None:
    goals, rows = (Goal(text="目标"),), (Indicator(name="期数"),)
    ours = one(Project(code="A1", goals=goals, indicators=rows))
    plan = ours.years[0]
    another = replace(
        plan.projects[0], code="A2", name="别的", goals=(replace(goals[0], text="为"),)
    )
    another = replace(another, indicators=(replace(rows[0], name="场次"),))
    added = replace(plan.projects[0], indicators=(*rows, Indicator(name="人数")))
    copies = [
        replace(ours, years=(replace(plan, projects=(project,)),)) for project in (another, added)
    ]
    next_year = replace(ours, years=(replace(plan, year=2024),))
    result = gather(ours, *copies, next_year)
    assert has_own_ids(result.book)
    assert result.book.years[0].projects[0].id == plan.projects[0].id
    assert len(list(flatten(result.book))) == len(list(flatten(ours))) + 3 + 1 + 4


def test_goals_and_indicators() -> None:
    ours = Project(
        code="A1",
        goals=(Goal(text="保障 运行"),),
        indicators=(
            Indicator(level2="数量指标", name="期数"),
            Indicator(level2="质量指标", name="期数", target=Target.parse("≥1期")),
        ),
    )
    theirs = Project(
        code="A1",
        goals=(Goal(text="新的"), Goal(text="保障 运行"), Goal()),
        indicators=(
            Indicator(level2="质量指标", name="期 数", target=Target.parse("≥2期")),
            Indicator(level2="数量指标", name="期数", target=Target.parse("48期")),
            Indicator(level2="数量指标", name="人数"),
        ),
    )
    result = gather(one(ours), one(theirs))
    (project,) = result.book.years[0].projects
    assert [goal.text for goal in project.goals] == ["保障 运行", "新的"]
    assert [(each.name, each.target.text) for each in project.indicators] == [
        ("期数", "48期"), ("期数", "≥1期"), ("人数", ""),
    ]  # fmt: skip
    rows = {(each.row, each.label): (each.ours, each.theirs) for each in result.conflicts}
    assert rows == {
        ("绩效指标第2行“期数”", "三级指标"): ("期数", "期 数"),
        ("绩效指标第2行“期数”", "指标值"): ("≥1期", "≥2期"),
    }


def test_an_equal_row_is_found_before_one_of_the_same_name() -> None:
    first, second = (Indicator(name="期数", target=Target.parse(text)) for text in ("1期", "2期"))
    ours = one(Project(code="A1", indicators=(first, second)))
    result = gather(ours, one(Project(code="A1", indicators=(second,))))
    assert result.book is ours
    assert result.conflicts == ()


# ---------------------------------------------------------------- overall part and unit


FULL = Overall("目标", (SubGoal(title="一"),), (Safeguard(text="措施"),), Funds(Money.parse("1")))


def test_the_overall_part_is_filled_only_where_blank() -> None:
    signed = Signatures(preparer="张三")
    result = gather(one(), one(overall=FULL, signatures=signed))
    plan = result.book.years[0]
    assert (plan.overall, plan.signatures) == (FULL, signed)

    own = Overall("别的", (SubGoal(title="二"),), funds=Funds(project=Money.parse("2")))
    result = gather(one(overall=own), one(overall=FULL))
    overall = result.book.years[0].overall
    assert (overall.goal, overall.subgoals) == (own.goal, own.subgoals)
    assert (overall.safeguards, overall.funds.basic) == (FULL.safeguards, FULL.funds.basic)
    assert [(each.label, each.ours, each.theirs) for each in result.conflicts] == [
        ("总体绩效目标", "别的", "目标")
    ]
    assert [entry.text for entry in result.left_out] == ["一"]


def test_another_unit_gives_its_projects_only() -> None:
    other = Unit("425002", "电视台")
    result = gather(one(), one(Project(code="A1"), overall=FULL, unit=other))
    plan = result.book.years[0]
    assert result.book.unit == UNIT
    assert (len(plan.projects), plan.overall) == (1, Overall())
    assert any("425002电视台" in entry.text for entry in result.log if entry.kind == "noted")
    assert [entry.text for entry in result.left_out] == ["目标", "1.00", "一", "措施"]


@pytest.mark.parametrize(("code", "notes"), [("", 2), ("A1", 1)])
def test_a_project_of_another_unit_matched_by_its_name_alone_is_noted(
    code: str, notes: int
) -> None:
    other = one(Project(code=code, name="设备"), unit=Unit("425002", "电视台"))
    result = gather(one(Project(code=code, name="设备")), other)
    assert [entry.kind for entry in result.log] == ["noted"] * notes


def test_a_blank_unit_takes_the_first_and_the_same_unit_may_be_written_another_way() -> None:
    result = gather(Book(), one(), one(unit=Unit("425001", "县融媒体中心")))
    assert result.book.unit == UNIT
    assert [(each.label, each.theirs) for each in result.conflicts] == [
        ("单位名称", "县融媒体中心")
    ]


# ---------------------------------------------------------------- one step


def test_it_is_one_step_to_undo() -> None:
    book = one(Project(code="A1"))
    workbook = Workbook(book)
    sources = (one(Project(code="A2")), one(Project(code="A3"), year=2024))
    result = gather(book, *sources)
    step = workbook.replace("汇总", result.book)
    assert step is not None
    assert len(step.changes.written) == 3
    assert not step.changes.removed
    workbook.undo()
    assert workbook.book is book
    assert not difference(book, workbook.book)


def test_progress_is_told_and_may_stop_it() -> None:
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        gather(Book(), one(), one(), one(), report=report)
    assert told == [(1, 3), (2, 3)]
