"""Monitorings and self-evaluations in the model: there once filled in, and of their year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.exchange.dump import dump, load
from hfgoals.model.address import Address
from hfgoals.model.blanks import blank_row, rows_of
from hfgoals.model.check_code import form_codes, stage_code
from hfgoals.model.dating import dated, stage_name
from hfgoals.model.edits import SetText, UnknownRow, applied, find, text_at
from hfgoals.model.kinds import STAGE_DATE, TICK, FieldError
from hfgoals.model.rolling import proposed_years, rolled
from hfgoals.model.rows import duplicated
from hfgoals.model.stages import (
    WHOLE_YEAR,
    at_stage,
    blank_id,
    date_of,
    month_of,
    says_anything,
    stages_said,
)
from hfgoals.model.workbook import Workbook
from tests.staged import evaluation, monitoring, plan_of, project_of, targets, whole


def test_rows_are_there_once_anything_is_filled_in() -> None:
    book = targets()
    indicator = project_of(book).indicators[0]
    address = Address("result", blank_id(indicator.id, 7), "actual")
    assert text_at(book, address) == ""
    assert find(book, address.row).date == "2023-07"
    assert project_of(book).indicators[0].stages == ()
    filled = applied(book, [SetText(address, "1万元/期")])
    (row,) = project_of(filled).indicators[0].stages
    assert (row.id, row.date, str(row.actual)) == (address.row, "2023-07", "1万元/期")
    again = applied(filled, [SetText(address, "2万元/期")])
    assert len(project_of(again).indicators[0].stages) == 1


def test_no_row_is_made_up_for_another_id() -> None:
    book = targets()
    assert blank_row(book, "0" * 12) is None
    with pytest.raises(UnknownRow):
        find(book, "0" * 12)
    with pytest.raises(UnknownRow):
        applied(book, [SetText(Address("stage", "0" * 12, "achieved"), "甲")])


def test_undo_goes_back_to_where_nothing_was() -> None:
    book = targets()
    workbook = Workbook(book)
    workbook.apply("监控", monitoring(book))
    workbook.apply("自评", evaluation(workbook.book))
    assert stages_said(project_of(workbook.book).stages) == {7, WHOLE_YEAR}
    workbook.undo(2)
    assert workbook.book == book


def test_a_dump_tells_of_stages_only_where_there_are_any() -> None:
    bare = dump(targets())
    (plan,) = bare["years"]
    (project,) = plan["projects"]
    assert "stages" not in project
    assert "stages" not in plan
    assert not any("stages" in row for row in project["indicators"])
    told = dump(whole())["years"][0]["projects"][0]
    july, year = told["stages"]
    assert (july["date"], year["date"]) == ("2023-07", "2023")
    assert july["spent"]["fiscal"] == "26.50"
    assert year["budgets"]["revised"]["fiscal"] == "50.00"
    row = told["indicators"][1]["stages"][0]
    assert row["causes"]["equipment"] is True
    assert row["likelihood"] == {"certain": False, "possible": True, "impossible": False}
    assert row["actual"] == "20期"


def test_a_dump_is_read_back_whole() -> None:
    told = dump(whole())
    assert dump(load(told)) == told


def test_codes_of_targets_know_nothing_of_what_came_of_them() -> None:
    book, after = targets(), whole()
    bare = replace(plan_of(after), stages=plan_of(book).stages)
    assert form_codes(book.unit, plan_of(book)) == form_codes(book.unit, bare)
    codes = {stage_code(book.unit, plan_of(each), project_of(each), 7) for each in (book, after)}
    assert len(codes) == 2


def test_a_code_of_a_stage_is_over_its_own_results() -> None:
    book = whole()
    plan, project = plan_of(book), project_of(book)
    july = stage_code(book.unit, plan, project, 7)
    year = stage_code(book.unit, plan, project, WHOLE_YEAR)
    assert july != year
    row = at_stage(project.indicators[0].stages, WHOLE_YEAR)
    assert row is not None
    other = applied(book, [SetText(Address("result", row.id, "score"), "1")])
    assert stage_code(book.unit, plan, project_of(other), 7) == july
    assert stage_code(book.unit, plan, project_of(other), WHOLE_YEAR) != year


def test_results_do_not_roll_over_nor_go_with_a_copy() -> None:
    plan = replace(plan_of(whole()), stages=replace(plan_of(whole()).stages, month=9))
    following = rolled(plan, 2024, proposed_years(plan, 2024))
    assert following.stages.month is None
    assert following.stages.department == "359 县委宣传部"
    for project in (*following.projects, duplicated(plan.projects[0])):
        assert project.stages == ()
        assert not any(each.stages for each in project.indicators)
    assert str(following.projects[0].indicators[0].weight) == "20"


def test_stages_are_of_their_year_whatever_it_becomes() -> None:
    plan = plan_of(whole())
    assert dated(plan) is plan
    moved = dated(replace(plan, year=2024))
    dates = {row.date for row in rows_of(moved, moved.projects[0])}
    assert dates == {"2024-07", "2024"}


@pytest.mark.parametrize(("month", "date"), [(1, "2023-01"), (12, "2023-12"), (13, "2023")])
def test_dates_tell_the_month(month: int, date: str) -> None:
    assert date_of(2023, month) == date
    assert month_of(date) == month
    assert stage_name(date) == ("自评" if month == WHOLE_YEAR else f"{month}月监控")


def test_a_row_with_its_date_alone_says_nothing() -> None:
    book = targets()
    assert not any(says_anything(row) for row in rows_of(plan_of(book), project_of(book)))
    assert month_of("") == 0


@pytest.mark.parametrize("text", ["√", "✓", "1", " 是 ", "V"])
def test_ticks_are_typed_in_many_ways(text: str) -> None:
    assert TICK.parse(text) is True
    assert TICK.format(TICK.parse(text)) == "√"


@pytest.mark.parametrize("text", ["", "0", "×", "否"])
def test_no_tick_is_blank(text: str) -> None:
    assert TICK.format(TICK.parse(text)) == ""


@pytest.mark.parametrize("text", ["好", "2", "√√"])
def test_what_is_no_tick_is_refused(text: str) -> None:
    with pytest.raises(FieldError):
        TICK.parse(text)


@pytest.mark.parametrize("text", ["2023-13", "23-07", "2023年7月", "2023-7"])
def test_what_is_no_date_of_a_stage_is_refused(text: str) -> None:
    with pytest.raises(FieldError):
        STAGE_DATE.parse(text)
