"""When a project says that it is done."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hfgoals.checks.text.schedule import column_of, completion, evened, first_reaching
from hfgoals.model.values import SpendingPlan
from tests.checks.looking import project, row


@pytest.mark.parametrize(
    ("kind", "name", "target", "done"),
    [
        ("时效", "改造完成时间", "2023年6月底前", True),
        ("时效", "改造时间", "2023年6月底前完成", True),
        ("时效", "改造时间", "2023年6月底前竣工验收", True),
        ("时效", "改造时间", "2023年6月底前", False),
        ("时效", "采购合同签订时间", "2023年6月底前完成", False),
        ("时效", "改造完成时间", "2024年6月底前", False),
        ("时效", "改造完成时间", "≤30天", False),
        ("质量", "改造完成时间", "2023年6月底前", False),
    ],
)
def test_a_row_that_says_when_it_is_done(kind: str, name: str, target: str, done: bool) -> None:
    made = project(row(kind, name, target))
    assert completion(made, 2023) == (made.indicators[0] if done else None)


def test_of_several_rows_the_last_date_counts() -> None:
    dates = ("2023年6月底前", "2023年11月底前", "2023年9月底前")
    made = project(*(row("时效", "完成时间", date) for date in dates))
    assert completion(made, 2023) == made.indicators[1]


def test_the_column_at_whose_end_a_month_is_over() -> None:
    columns = [column_of(month) for month in range(1, 13)]
    assert columns == [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3]


def test_where_the_plan_reaches_a_share() -> None:
    plan = SpendingPlan(None, Decimal(30), Decimal(90), Decimal(100))
    shares = (0, 30, 31, 90, 100, 101)
    assert [first_reaching(plan, Decimal(share)) for share in shares] == [1, 1, 2, 2, 3, None]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ((None, 30, None, None), (0, 30, None, None)),
        ((None, 30, 100, None), (0, 30, 100, 100)),
        ((None, None, None, None), (None, None, None, None)),
        ((10, None, None, 100), (10, None, None, 100)),
    ],
)
def test_blanks_at_the_ends_of_the_plan(
    given: tuple[int | None, ...], made: tuple[int | None, ...]
) -> None:
    numbers = [None if each is None else Decimal(each) for each in given]
    assert evened(SpendingPlan(*numbers)) == made
