"""Numbers of a list go where the form prints its own; all other figures stay."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.forms import hebei_project
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, SetText, applied
from hfgoals.model.numbering import entries, goals_of, in_lists
from hfgoals.model.values import AnnualPlan, Book, Goal, Overall, Project, SubGoal, Unit
from hfgoals.model.workbook import Workbook


def goals(text: str, place: int = 1) -> list[str]:
    return list(entries("goal", "text", text, place))


@pytest.mark.parametrize("place", [1, 3])
@pytest.mark.parametrize("number", ["1.", "3、", "2．", "１．", " 1 . ", "12."])
def test_the_form_s_own_kind_goes_wherever_it_stands(number: str, place: int) -> None:
    assert goals(f"{number}全年刊发1500篇", place) == ["全年刊发1500篇"]


@pytest.mark.parametrize(
    "number", ["（3）", "(3)", "3)", "3）", "三、", "（三）", "③", "（3）、", "⑶", "⒊", "第三，"]
)
def test_another_kind_goes_when_it_is_the_place_s(number: str) -> None:
    assert goals(f"{number}全年刊发", 3) == ["全年刊发"]
    assert goals(f"{number}全年刊发", 1) == [f"{number}全年刊发"]


@pytest.mark.parametrize(
    "text",
    [
        "1.5万篇以上", "1.2亿元", "2023年全年", "3月底前完成", "1、2月份完成", "一、二季度完成",
        "三、四季度", "12.9晚会", "5G覆盖", "4K超高清", "1.1.刊发", "100.篇", "1", "1.", "1. ", "①",
        "（1）甲；（2）乙", "①甲；②乙", "一是办好报纸", "十五分钟", "",
        "做好：\n1.甲\n2.乙", "1. 5万篇", "（2023）全年", "2023.全年",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [1, 2, 3])
def test_what_is_no_number_of_the_list_stays_to_the_letter(text: str, place: int) -> None:
    assert goals(text, place) == [text]


@pytest.mark.parametrize("text", ["1.2023年完成", "1、2023年完成", "1.1.2023年完成"[2:]])
def test_a_year_may_follow_a_number(text: str) -> None:
    assert goals(text) == ["2023年完成"]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("1.甲\n2.乙\n3、丙", 1, ["甲", "乙", "丙"]),
        ("3.甲\n4.乙", 3, ["甲", "乙"]),
        ("1.甲\n2.乙", 3, ["甲", "乙"]),
        ("2.甲\n3.乙", 1, ["甲", "乙"]),
        ("一、甲\n二、乙", 1, ["甲", "乙"]),
        ("（1）甲\n（2）乙", 1, ["甲", "乙"]),
        ("①甲\n②乙", 5, ["甲", "乙"]),
        ("1.甲\n又甲\n2.乙", 1, ["甲\n又甲", "乙"]),
        ("1.甲\n（1）子\n（2）丑\n2.乙", 1, ["甲\n（1）子\n（2）丑", "乙"]),
        ("\n1.甲\n\n2.乙\n", 1, ["甲", "乙"]),
        # No list that rises by one: what stands there stays, but for the number in front.
        ("1.甲\n3.乙", 1, ["甲\n3.乙"]),
        ("1.甲\n1.乙", 1, ["甲\n1.乙"]),
        ("（2）甲\n（3）乙", 1, ["（2）甲\n（3）乙"]),
        ("1.甲\n2.5万元", 1, ["甲\n2.5万元"]),
    ],
)
def test_several_numbered_lines_are_several_goals(text: str, place: int, found: list[str]) -> None:
    assert goals(text, place) == found


@given(st.text("1２.．、（）()一二①② \n甲年0", max_size=24), st.integers(1, 12))
def test_once_is_enough_and_no_word_is_lost(text: str, place: int) -> None:
    found = goals(text, place)
    for number, each in enumerate(found):
        assert goals(each, place + number) == [each]
    assert "".join(found).count("甲") == text.count("甲")


def test_a_text_of_nothing_but_numbers_ends_soon() -> None:
    assert goals("（1）" * 20_000 + "甲")[0].endswith("甲")


@pytest.mark.parametrize(
    ("part", "path", "text", "found"),
    [
        ("subgoal", "title", "1、新闻宣传", "新闻宣传"),
        ("subgoal", "title", "（1）新闻宣传", "新闻宣传"),
        ("project", "name", "1.报纸发行", "报纸发行"),
        ("project", "name", "3.15晚会", "3.15晚会"),
        ("project", "name", "（1）报纸发行", "（1）报纸发行"),
        # These are printed without numbers.
        ("safeguard", "text", "1.加强领导", "1.加强领导"),
        ("subgoal", "goal", "1.甲\n2.乙", "1.甲\n2.乙"),
        ("plan", "overall.goal", "一、甲", "一、甲"),
        ("indicator", "name", "1.甲", "1.甲"),
    ],
)
def test_only_what_the_forms_number_themselves(part: Any, path: str, text: str, found: str) -> None:
    assert entries(part, path, text, 1) == (found,)


@pytest.fixture
def book() -> Book:
    project = Project(id="p", name="报纸", goals=(Goal("a", "甲"), Goal("b", "乙")))
    overall = Overall(subgoals=(SubGoal("s"),))
    return Book(years=(AnnualPlan("y", 2023, overall, (project,)),))


def _texts(book: Book) -> list[str]:
    return [goal.text for goal in book.years[0].projects[0].goals]


def test_an_edit_takes_the_number_off_and_prints_one(book: Book) -> None:
    changed = applied(
        book,
        [
            SetText(Address("goal", "b", "text"), "1.全年刊发"),
            SetText(Address("project", "p", "name"), "1.报纸发行"),
            SetText(Address("subgoal", "s", "title"), "1、新闻"),
            Insert("p", Goal(text="3.扩大影响")),
        ],
    )
    plan = changed.years[0]
    sheet = hebei_project.compose(Unit(), plan, plan.projects[0], 1)
    shown = [cell.text for cell in sheet.cells]
    assert sheet.title == "1.报纸发行绩效目标表"
    assert [text for text in shown if text[:2] in ("1.", "2.", "3.")][1:] == [
        "1.甲", "2.全年刊发", "3.扩大影响",
    ]  # fmt: skip
    assert plan.overall.subgoals[0].title == "新闻"


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (SetText(Address("goal", "a", "text"), "1.子\n2.丑"), ["子", "丑", "乙"]),
        (Insert("p", Goal("c", "1.子\n2.丑"), 1), ["甲", "子", "丑", "乙"]),
        (Insert("p", Goal("c", "3.子\n4.丑")), ["甲", "乙", "子", "丑"]),
    ],
)
def test_a_list_becomes_rows_in_one_step_to_undo(
    edit: SetText | Insert, found: list[str], book: Book
) -> None:
    workbook = Workbook(book)
    workbook.apply("改", [edit])
    assert _texts(workbook.book) == found
    rows = workbook.book.years[0].projects[0].goals
    assert len({row.id for row in rows}) == len(rows)
    # The row that was written to is the first of them.
    row_id = edit.address.row if isinstance(edit, SetText) else "c"
    assert next(row.text for row in rows if row.id == row_id) == "子"
    workbook.undo()
    assert workbook.book == book
    workbook.redo()
    assert _texts(workbook.book) == found


def test_a_plan_read_from_elsewhere(book: Book) -> None:
    subgoals = (SubGoal("s", "1、新闻"), SubGoal("t", "2、报纸"))
    project = Project(id="p", name="1.报纸", goals=(Goal("a", "1.甲\n2.乙"), Goal("b", "3.丙")))
    plan = AnnualPlan("y", 2023, Overall(subgoals=subgoals), (project,))
    found = in_lists(plan)
    assert [each.title for each in found.overall.subgoals] == ["新闻", "报纸"]
    assert found.projects[0].name == "报纸"
    assert [each.text for each in found.projects[0].goals] == ["甲", "乙", "丙"]
    assert in_lists(found) == found
    assert in_lists(book.years[0]) is book.years[0]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["1.甲", "（1）子", "（2）丑", "2.乙"], [["甲\n（1）子\n（2）丑"], [], [], ["乙"]]),
        (["一、甲", "1.子", "2.丑", "二、乙", "1.寅", "2.卯"],
         [["甲\n1.子\n2.丑"], [], [], ["乙\n1.寅\n2.卯"], [], []]),
        (["1、甲", "①子", "②丑"], [["甲\n①子\n②丑"], [], []]),
        # no list of its own: one alone, none above
        (["1.甲", "（1）子", "2.乙"], [["甲"], ["（1）子"], ["乙"]]),
        (["（1）甲", "（2）乙"], [["甲"], ["乙"]]),
        (["甲", "（1）子", "（2）丑"], [["甲"], ["（1）子"], ["（2）丑"]]),
        (["", "1.甲"], [[""], ["甲"]]),
        ([], []),
    ],
)  # fmt: skip
def test_rows_numbered_below_another_go_on_with_it(rows: list[str], found: list[list[str]]) -> None:
    assert [list(each) for each in goals_of(rows)] == found
    plan = AnnualPlan(projects=(Project(goals=tuple(Goal(text=text) for text in rows)),))
    goals = [goal.text for goal in in_lists(plan).projects[0].goals]
    assert goals == [text for each in found for text in each]


@pytest.mark.parametrize("title", ["1、2月份专项宣传", "1、2、3月份", "一、二季度", "1、 2月"])
def test_months_in_a_row_are_no_number(title: str) -> None:
    assert entries("subgoal", "title", title, 1) == (title,)
