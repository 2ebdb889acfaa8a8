"""A text that no cell holds is refused in a sentence, by whatever writes a workbook of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.checks.finding import REASONS, Finding
from hfgoals.export import Choice, export
from hfgoals.forms.fill_in import compose
from hfgoals.model.address import Address
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SubGoal,
    Unit,
)
from hfgoals.package import write_package
from hfgoals.report import check_report, hand_over
from hfgoals.templates import templates_of_book, write_templates
from hfgoals.trouble import Trouble
from tests.exchange.xlsx.trips import UNIT, read_here, written

_LONG = "字" * 40_000
_PLAIN = Project(name="短")


def _plan(**more: object) -> AnnualPlan:
    return replace(AnnualPlan(year=2023, projects=(_PLAIN,)), **more)  # type: ignore[arg-type]


_PLANS = {
    "purpose": _plan(projects=(_PLAIN, Project(name="长", purpose=_LONG))),
    "name": _plan(projects=(Project(name=_LONG),)),
    "code": _plan(projects=(Project(code=_LONG),)),
    "goal": _plan(projects=(Project(goals=(Goal(text="𠮷" * 16_384),)),)),
    "indicator": _plan(projects=(Project(indicators=(Indicator(basis=_LONG),)),)),
    "level": _plan(projects=(Project(indicators=(Indicator(level1=_LONG),)),)),
    "overall": _plan(overall=Overall(goal=_LONG)),
    "blank lines": _plan(overall=Overall(goal="甲" + "\n" * 33_000 + "乙")),
    "blanks": _plan(overall=Overall(goal=" " * 33_000)),
    "sub-goal": _plan(overall=Overall(subgoals=(SubGoal(title=_LONG),))),
    "safeguard": _plan(overall=Overall(safeguards=(Safeguard(text=_LONG),))),
    "signature": _plan(signatures=Signatures(phone=_LONG)),
}


def _refused(work: Callable[[], object], folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(Trouble) as raised:
        work()
    assert "32767" in raised.value.what
    assert raised.value.safe
    assert raised.value.advice
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", _PLANS)
def test_an_export_is_refused_and_the_old_file_stays(name: str, tmp_path: Path) -> None:
    book = Book(UNIT, (_PLANS[name],))
    choice = Choice(formats=("xlsx",))
    _refused(lambda: export(book, tmp_path, choice), tmp_path)
    export(Book(UNIT, (_plan(),)), tmp_path, choice)
    _refused(lambda: export(book, tmp_path, choice), tmp_path)


def test_the_unit_is_refused_too(tmp_path: Path) -> None:
    _refused(lambda: written(_plan(), tmp_path, Unit("1", _LONG)), tmp_path)


def test_what_just_fits_comes_back(tmp_path: Path) -> None:
    texts = ("字" * 32_767, "𠮷" * 16_383 + "x", "a b" * 10_922 + "c", "\n甲" * 16_383)
    plan = _plan(
        projects=tuple(Project(name=str(number), purpose=text) for number, text in enumerate(texts))
    )
    read = read_here(written(plan, tmp_path)).plan
    assert [each.purpose for each in read.projects] == [*texts[:3], texts[3].strip("\n")]


@pytest.mark.parametrize("name", ["purpose", "goal", "indicator"])
def test_fill_in_workbooks_are_refused(name: str, tmp_path: Path) -> None:
    book = Book(UNIT, (replace(_PLANS[name], projects=_PLANS[name].projects[-1:]),))
    _refused(lambda: write_templates(templates_of_book(book), tmp_path / "发"), tmp_path)
    assert compose(UNIT, book.years[0], book.years[0].projects[0]).cells


@pytest.mark.parametrize("zipped", [False, True])
def test_a_package_is_refused_whole(zipped: bool, tmp_path: Path) -> None:
    book = Book(UNIT, (_PLANS["purpose"],))
    _refused(
        lambda: write_package(book, book.years[0], (), tmp_path, zipped=zipped, copy=None), tmp_path
    )
    assert list(tmp_path.iterdir()) == []


def test_a_check_report_is_refused(tmp_path: Path) -> None:
    plan = _PLANS["purpose"]
    owner = plan.projects[1].id
    address = Address("project", owner, "purpose")
    reason = next(iter(REASONS))
    finding = Finding("A001", "error", reason, address, owner, f"“{_LONG}”太长。", "请精简。")
    report = check_report(Book(UNIT, (plan,)), plan, (finding,))
    _refused(lambda: hand_over(report, tmp_path, ("xlsx",)), tmp_path)
