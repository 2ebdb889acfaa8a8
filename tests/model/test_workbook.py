"""Steps back and forth: exact, named, and merged only where one run of typing is one."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText, UnknownRow
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.model.workbook import Step, Workbook
from hfgoals.trouble import YearLocked
from tests.budget import tried
from tests.model.test_rows import any_edits, as_file, written
from tests.strategies import books

NAME = Address("project", "p", "name")
CODE = Address("project", "p", "code")


@pytest.fixture
def workbook() -> Workbook:
    plan = AnnualPlan(id="y", year=2023, projects=(Project(id="p"),))
    return Workbook(Book(years=(plan,)))


def typed(workbook: Workbook, *texts: str, key: str = "", address: Address = NAME) -> None:
    for text in texts:
        workbook.apply("修改项目名称", [SetText(address, text)], key)


@tried(13)
@given(books(), st.randoms(use_true_random=False))
def test_undo_and_redo_go_the_same_way_back_and_forth(book: Book, chance: random.Random) -> None:
    workbook = Workbook(book)
    file = as_file(book)
    history = [book]

    def save(step: Step) -> None:
        nonlocal file
        file = written(file, step.before, step.after)

    workbook.subscribe(save)
    for _ in range(5):
        step = workbook.replace("改", any_edits(workbook.book, chance))
        history.extend([] if step is None else [step.after])
    for expected in reversed(history[:-1]):
        workbook.undo()
        assert workbook.book is expected
        assert file == as_file(expected)
    assert workbook.undo() is None
    for expected in history[1:]:
        workbook.redo()
        assert workbook.book is expected
        assert file == as_file(expected)
    assert workbook.redo() is None


def test_a_run_of_typing_is_one_step(workbook: Workbook) -> None:
    before = workbook.book
    typed(workbook, "新", "新媒", "新媒体", key="run 1")
    assert workbook.book.years[0].projects[0].name == "新媒体"
    workbook.undo()
    assert workbook.book is before
    assert workbook.undo_name is None
    workbook.redo()
    assert workbook.book.years[0].projects[0].name == "新媒体"


def test_runs_of_other_keys_and_none_are_steps_of_their_own(workbook: Workbook) -> None:
    typed(workbook, "一", key="run 1")
    typed(workbook, "二", key="run 2")
    typed(workbook, "三")
    typed(workbook, "四")
    for expected in ("三", "二", "一", ""):
        workbook.undo()
        assert workbook.book.years[0].projects[0].name == expected


def test_typing_after_undo_never_reaches_into_what_was_before(workbook: Workbook) -> None:
    typed(workbook, "一", key="run 1")
    typed(workbook, "二", key="run 2")
    workbook.undo()
    typed(workbook, "三", key="run 1")
    workbook.undo()
    assert workbook.book.years[0].projects[0].name == "一"


def test_a_new_step_forgets_what_was_undone(workbook: Workbook) -> None:
    typed(workbook, "一", "二")
    workbook.undo()
    typed(workbook, "三")
    assert workbook.redo() is None
    assert workbook.redo_name is None


def test_what_changes_nothing_is_no_step(workbook: Workbook) -> None:
    heard: list[Step] = []
    workbook.subscribe(heard.append)
    assert workbook.apply("改", [SetText(NAME, "")]) is None
    assert workbook.apply("改", []) is None
    assert heard == []
    assert workbook.undo_name is None


def test_a_refused_edit_changes_nothing(workbook: Workbook) -> None:
    before = workbook.book
    budget = Address("project", "p", "budget")
    with pytest.raises(FieldError):
        workbook.apply("改", [SetText(NAME, "新"), SetText(budget, "许多")])
    with pytest.raises(UnknownRow):
        workbook.apply("改", [SetText(NAME, "新"), Insert("no", Project())])
    assert workbook.book is before
    assert workbook.undo_name is None


def test_listeners_hear_every_step_as_the_change_it_makes(workbook: Workbook) -> None:
    heard: list[Step] = []
    stop = workbook.subscribe(heard.append)
    typed(workbook, "一")
    workbook.undo()
    workbook.redo()
    stop()
    workbook.undo()
    assert [step.after.years[0].projects[0].name for step in heard] == ["一", "", "一"]
    assert all(step.changes.rows == {"p"} for step in heard)
    assert all(before.after is after.before for before, after in pairwise(heard))


def test_names_are_told_for_the_menu(workbook: Workbook) -> None:
    workbook.apply("修改项目编码", [SetText(CODE, "1")])
    typed(workbook, "一")
    assert workbook.undo_name == "修改项目名称"
    workbook.undo()
    assert (workbook.undo_name, workbook.redo_name) == ("修改项目编码", "修改项目名称")


def test_only_so_many_steps_are_kept() -> None:
    plan = AnnualPlan(id="y", year=2023, projects=(Project(id="p"),))
    workbook = Workbook(Book(years=(plan,)), least_steps=3, most_bytes=0)
    typed(workbook, "一", "二", "三", "四", "五")
    undone = 0
    while workbook.undo() is not None:
        undone += 1
    assert undone == 3
    assert workbook.book.years[0].projects[0].name == "二"


def test_all_steps_are_kept_while_they_are_small() -> None:
    plan = AnnualPlan(id="y", year=2023, projects=(Project(id="p"),))
    workbook = Workbook(Book(years=(plan,)), least_steps=3)
    typed(workbook, *map(str, range(9)))
    assert len(workbook.done) == 9
    few = Workbook(Book(years=(plan,)), least_steps=3, most_bytes=10_500)
    typed(few, *map(str, range(9)))
    assert len(few.done) == 5
    few.undo(2)
    typed(few, "甲", "乙", "丙")
    assert len(few.done) == 5


def test_several_steps_back_and_forth_are_one_change() -> None:
    plan = AnnualPlan(id="y", year=2023, projects=(Project(id="p"),))
    workbook = Workbook(Book(years=(plan,)))
    typed(workbook, "一", "二", "三", "四")
    heard: list[Step] = []
    workbook.subscribe(heard.append)
    steps = list(workbook.done)
    assert [step.after.years[0].projects[0].name for step in steps] == ["四", "三", "二", "一"]
    assert all(step.at > 0 for step in steps)
    workbook.undo(3)
    assert workbook.book.years[0].projects[0].name == "一"
    assert list(workbook.undone) == [steps[2], steps[1], steps[0]]
    workbook.redo(2)
    assert workbook.book.years[0].projects[0].name == "三"
    assert len(heard) == 2
    assert (heard[0].before, heard[0].after) == (steps[0].after, steps[2].before)
    workbook.redo(99)
    assert workbook.book is steps[0].after
    assert workbook.redo() is None


def test_several_steps_of_which_one_may_not_be_taken_back_stay() -> None:
    plan = AnnualPlan(id="y", year=2023, projects=(Project(id="p"),))
    refused: list[Step] = []

    def may_be_taken(step: Step) -> None:
        if refusing:
            refused.append(step)
            raise YearLocked("已锁定。", "没有改动。")

    refusing = False
    workbook = Workbook(Book(years=(plan,)), may_be_taken=may_be_taken)
    typed(workbook, "一", "二", "三")
    before = workbook.book
    refusing = True
    with pytest.raises(YearLocked):
        workbook.undo(2)
    assert workbook.book is before
    assert (len(refused), len(workbook.done), len(workbook.undone)) == (1, 3, 0)
