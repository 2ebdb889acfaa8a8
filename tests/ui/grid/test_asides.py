"""What stands beside the values: the money behind percentages, last year's values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from hfgoals.model.address import Address
from hfgoals.model.balance import spent_by
from hfgoals.model.edits import SetText
from hfgoals.model.last_year import Past
from hfgoals.model.money import Money
from hfgoals.model.rolling import rolled_into
from hfgoals.model.stages import WHOLE_YEAR, blank_id
from hfgoals.model.values import Book
from tests.strategies import amounts
from tests.ui.grid.conftest import Hands
from ui.grid.asides import asides_of, last_years, past_told


@pytest.mark.parametrize(
    ("budget", "percent", "spent"),
    [
        ("80", "25", "20.00"),
        ("80", "0", "0.00"),
        ("0.01", "33.33", "0.003333"),
        ("3", "150", "4.50"),
    ],
)
def test_the_money_behind_a_percentage(budget: str, percent: str, spent: str) -> None:
    assert str(spent_by(Money.parse(budget), Decimal(percent))) == spent


@given(amounts())
def test_nothing_is_nothing_and_all_is_all(budget: Money | None) -> None:
    assert spent_by(budget, None) is None
    assert spent_by(None, Decimal(50)) is None
    assert spent_by(budget, Decimal(100)) == budget


def _money(hands: Hands) -> list[str]:
    board = hands.table.board()
    return [text for _, text in asides_of(board, hands.project, ()).money]


def test_each_percentage_has_its_money_beside_it(hands: Hands) -> None:
    hands.take(hands.field("budget"))
    hands.type("80")
    for path, typed in (("march", "25"), ("june", "50"), ("october", ""), ("december", "100")):
        hands.document.apply("改", [SetText(hands.field(f"plan.{path}"), typed)])
    hands.key(Qt.Key.Key_Return)
    assert _money(hands) == ["20.00", "40.00", "80.00"]
    board = hands.table.board()
    assert board is not None
    place = board.of(hands.field("plan.march"))
    assert place is not None
    assert hands.table.told_at(place) == "3月底支出进度 25% = 20.00 万元"
    hands.document.apply("改", [SetText(hands.field("budget"), "")])
    assert _money(hands) == []


def _next_year(hands: Hands) -> None:
    document, before = hands.document, hands.document.plan
    assert before is not None
    document.replace("结转", rolled_into(document.book, before, before.year + 1, []))
    document.select_plan(document.book.years[-1].id)
    plan = document.plan
    assert plan is not None
    document.select_project(plan.projects[1].id)


def _column(hands: Hands) -> list[tuple[str, bool]]:
    board, plan = hands.table.board(), hands.document.plan
    assert board is not None
    assert plan is not None
    found = last_years(board, hands.document.book, plan, hands.project)
    return [(each.text, each.differs) for each in found if not each.title]


def test_last_year_s_values_stand_beside_the_rows_that_they_are_of(hands: Hands) -> None:
    before = hands.project
    _next_year(hands)
    column = _column(hands)
    assert (f"预算数 {before.budget}", False) in column
    assert [text for text, _ in column[-3:]] == [
        row.target.text for row in before.indicators if row.target.text
    ][-3:]
    assert not any(differs for _, differs in column)
    hands.document.apply("改", [SetText(hands.cell(2, "target"), "≥1234次")])
    changed = [text for text, differs in _column(hands) if differs]
    assert changed == [before.indicators[1].target.text]


def test_without_a_year_before_the_column_says_so(hands: Hands) -> None:
    board, plan = hands.table.board(), hands.document.plan
    assert board is not None
    assert plan is not None
    alone = Book(years=(replace(plan, year=1999),))
    (only,) = last_years(board, alone, plan, hands.project)
    assert only.title
    assert "上年没有" in only.text


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_column_is_shown_when_it_is_wanted_and_takes_its_room_then(hands: Hands) -> None:
    _next_year(hands)
    table = hands.table
    table.set_zoom(75)
    before, width = _picture(table), table.viewing.paper.width
    table.show_last_year(on=True)
    assert table.viewing.paper.width > width
    assert _picture(table) != before
    table.show_last_year(on=False)
    assert table.viewing.paper.width == width
    assert _picture(table) == before


def _evaluate(hands: Hands) -> None:
    """Fill in what came of the second indicator and of the money, before the year is rolled."""
    document, plan, project = hands.document, hands.document.plan, hands.project
    assert plan is not None
    result = blank_id(project.indicators[1].id, WHOLE_YEAR)
    stage = blank_id(project.id, WHOLE_YEAR)
    document.apply(
        "自评",
        [
            SetText(Address("result", result, "actual"), "44次"),
            SetText(Address("stage", stage, "spent.fiscal"), "12.5"),
        ],
    )


def test_what_was_really_done_stands_below_last_year_s_target(hands: Hands) -> None:
    _evaluate(hands)
    target = hands.project.indicators[1].target.text
    _next_year(hands)
    board, plan = hands.table.board(), hands.document.plan
    assert board is not None
    assert plan is not None
    found = last_years(board, hands.document.book, plan, hands.project)
    assert [each.done for each in found if each.done] == ["执行数 12.50", "完成 44次"]
    (row,) = (each for each in found if each.done.startswith("完成"))
    assert row.text == target
    assert row.tip == f"上年：{target}，完成 44次"
    place = board.of(hands.cell(2, "target"))
    assert place is not None
    assert hands.table.told_at(place) == row.tip


def test_the_column_answers_the_mouse_and_nothing_else_does(hands: Hands) -> None:
    _evaluate(hands)
    _next_year(hands)
    table = hands.table
    table.set_zoom(75)
    table.show_last_year(on=True)
    plain = _picture(table)
    (row,) = (each for each in table._asides.column if each.done.startswith("完成"))
    rect = row.rect
    assert table.beside_at(rect.x + 1, rect.y + rect.height / 2) == row
    assert table.beside_at(rect.x - 20, rect.y) is None
    table.show_last_year(on=False)
    assert table.beside_at(rect.x + 1, rect.y + 1) is None
    hands.document.undo()
    table.show_last_year(on=True)
    assert _picture(table) != plain


def test_the_year_before_that_is_told_too() -> None:
    years = (Past(2022, "≥45期", "44期"), Past(2021, "≥40期", ""))
    assert past_told(years, 2023) == "上年：≥45期，完成 44期\n前年：≥40期"
    assert past_told(years[1:], 2023) == "前年：≥40期"
    assert past_told((), 2023) == ""
