"""Nothing is found fault with that a damaged file has lost."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.checks import Checker
from hfgoals.model.values import Book, Damage
from tests.store.workbooks import small_book


def test_no_finding_is_about_a_lost_row_and_the_others_stay() -> None:
    book = small_book()
    plan = book.years[0]
    rows = plan.projects[0].indicators
    blank = replace(rows[0], name="", description="", target=type(rows[0].target)(""), basis="")
    project = replace(plan.projects[0], indicators=(blank, *rows[1:]))
    hurt = replace(plan, projects=(project, *plan.projects[1:]))
    sound = Checker().check(Book(book.unit, (hurt,)), hurt)
    assert any(each.address.row == blank.id for each in sound)
    damaged = replace(hurt, damage=Damage(frozenset({blank.id})))
    found = Checker().check(Book(book.unit, (damaged,)), damaged)
    assert [each.address for each in found] == [
        each.address for each in sound if each.address.row != blank.id
    ]
