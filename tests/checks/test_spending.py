"""S01-S10 on small cases, and the laws of a spending plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.edits import applied
from hfgoals.model.values import Book
from tests.checks.making import YEAR, findings, plan_of, project, row, told

MONTHLY = row("成本", "月均维护成本", "≤2.5万元/月")
WORKS = "办公楼屋面防水修缮"


@pytest.mark.parametrize(
    ("code", "plan", "expected"),
    [
        ("S01", "", [("plan.march", "error")]),
        ("S02", "25 50 83 99", [("plan.december", "error")]),
        ("S02", "25 50 83 -", [("plan.december", "error")]),
        ("S02", "25 100 - -", [("plan.october", "warning")]),
        ("S02", "0 0 0 100", []),
        ("S03", "25 50 40 100", [("plan.october", "error")]),
        ("S03", "25 25 25 100", []),
        ("S03", "50 - 40 100", [("plan.october", "error")]),
        ("S04", "-1 50 83 101", [("plan.march", "error"), ("plan.december", "error")]),
        ("S05", "- - 50 100", [("plan.march", "warning"), ("plan.june", "warning")]),
        ("S05", "20 - 50 100", [("plan.june", "warning")]),
        ("S05", "20 100 - -", []),
        ("S06", "0 29 60 100", [("plan.june", "warning")]),
        ("S06", "0 30 60 100", []),
        ("S06", "- - 50 100", [("plan.june", "warning")]),
    ],
)
def test_plans(code: str, plan: str, expected: list[object]) -> None:
    assert told(code, project(plan=plan)) == expected


def test_works_and_seasons_may_begin_late() -> None:
    assert told("S06", project(name=WORKS, plan="0 10 90 100")) == []
    assert told("S06", project(name=WORKS, plan="0 0 90 100")) == [("plan.june", "warning")]
    assert told("S06", project(name="冬季采暖费", plan="0 0 30 100")) == []


def test_months_paid_evenly() -> None:
    assert told("S07", project(MONTHLY, plan="0 30 60 100")) == [("plan.march", "warning")]
    assert told("S07", project(MONTHLY, plan="20 45 75 100")) == []
    # Paid every half-year, as the program itself offers for this kind of project.
    assert told("S07", project(MONTHLY, plan="0 50 50 100")) == []
    assert told("S07", project(row("成本", "维护总成本", "≤30万元"), plan="0 30 60 100")) == []


def test_the_same_plan_everywhere() -> None:
    same = [project(plan="25 50 75 100") for _ in range(3)]
    assert told("S08", *same) == [("plan.october", "hint")] * 3
    assert told("S08", *same[:2]) == []
    assert told("S08", *same, project(plan="0 50 75 100")) == []


@pytest.mark.parametrize(
    ("plan", "deadline", "place"),
    [
        ("100 100 100 100", "2023年11月底前", "plan.march"),
        ("0 60 100 100", "2023年3月底前", "plan.october"),
        ("0 60 95 100", "2023年6月底前", None),
        ("0 60 100 100", "2023年10月底前", None),
        ("100 - - -", "≤60天", "plan.march"),
        ("100 - - -", "2023年4月底前", None),
    ],
)
def test_paid_when_done(plan: str, deadline: str, place: str | None) -> None:
    done = row("时效", "工程竣工时间", deadline)
    found = told("S09", project(done, name=WORKS, plan=plan))
    assert found == ([(place, "warning")] if place else [])


@pytest.mark.parametrize("name", ["数据专线租赁费", "公务车辆保险费"])
def test_what_is_paid_beforehand_may_be_done_later(name: str) -> None:
    done = row("时效", "年度服务完成时间", "2023年12月底前")
    assert told("S09", project(done, name=name, plan="100 100 100 100")) == []


def test_paid_before_bought() -> None:
    assert told("S10", project(name="摄像设备购置", plan="25 60 90 100")) == [
        ("plan.march", "hint")
    ]
    assert told("S10", project(name="摄像设备购置", plan="24 60 90 100")) == []
    assert told("S10", project(name="偿还摄像设备购置欠款", plan="50 60 90 100")) == []


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(0, 3), st.integers(0, 3))
def test_repairs_leave_no_blank_and_never_fall(rising: list[int], front: int, back: int) -> None:
    steps = [str(step) for step in sorted(rising)] + ["100"]
    for at in range(front):
        steps[at] = "-"
    for at in range(4 - back, 4):
        if steps[at - 1] in ("100", "-"):
            steps[at] = "-"
    plan = plan_of(project(plan=" ".join(steps)))
    book = Book(years=(plan,))
    for code in ("S05", "S02"):
        for found in findings(code, book.years[0]):
            book = applied(book, found.repair)
    mended = book.plan_of(YEAR)
    assert mended is not None
    filled = [each for each in mended.projects[0].plan if each is not None]
    assert filled == sorted(filled)
    assert not findings("S03", mended)
    if "100" in steps:
        last = max(at for at, step in enumerate(steps) if step != "-")
        if steps[last] == "100":
            assert not findings("S02", mended)
