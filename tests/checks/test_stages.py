"""Rules of monitoring and self-evaluation over a whole year: silent before, and as time goes on."""

from __future__ import annotations

from hfgoals.checks import Checker, CheckSettings, Finding, all_rules
from hfgoals.checks.where import Places
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import Book
from hfgoals.sample import sample_book
from tests.staged import monitoring, plan_of, result, stage, targets, whole

_OTHERS = frozenset(rule.code for rule in all_rules() if rule.code[0] not in "ME")


def _found(book: Book, checker: Checker | None = None) -> tuple[Finding, ...]:
    checker = checker or Checker(CheckSettings(off=_OTHERS))
    return checker.check(book, plan_of(book))


def _codes(book: Book) -> list[str]:
    return [each.code for each in _found(book)]


def test_there_are_rules_for_both_stages() -> None:
    codes = [rule.code for rule in all_rules()]
    assert sum(code.startswith("M") for code in codes) >= 10
    assert sum(code.startswith("E") for code in codes) >= 10


def test_they_are_silent_before_anything_of_a_stage_is_filled_in() -> None:
    assert _codes(targets()) == []
    sample = sample_book()
    for plan in sample.years:
        assert Checker(CheckSettings(off=_OTHERS)).check(sample, plan) == ()


def test_a_stage_filled_in_well_is_left_alone() -> None:
    assert _codes(applied(targets(), monitoring(targets()))) == []
    assert _codes(whole()) == []


def test_rules_of_the_monitoring_do_not_look_at_the_self_evaluation() -> None:
    book = applied(targets(), result(targets(), 1, WHOLE_YEAR, actual="1.00万元/期"))
    assert {code[0] for code in _codes(book)} == {"E"}
    book = applied(targets(), result(targets(), 1, 7, actual="1.00万元/期"))
    assert {code[0] for code in _codes(book)} == {"M"}


def test_what_changes_is_found_again_and_nothing_else_is_forgotten() -> None:
    checker = Checker(CheckSettings(off=_OTHERS))
    book = whole()
    for edits in (
        result(book, 2, WHOLE_YEAR, reason=""),
        stage(book, WHOLE_YEAR, spent__fiscal="60"),
        result(book, 1, 7, reason="", remedy=""),
        [SetText(Address("plan", plan_of(book).id, "stages.month"), "9")],
        result(book, 2, WHOLE_YEAR, reason="停印两个月。"),
    ):
        book = applied(book, edits)
        assert _found(book, checker) == _found(book)


def test_another_scale_of_the_year_is_heeded_at_once() -> None:
    checker = Checker(CheckSettings(off=_OTHERS))
    book = applied(whole(), result(whole(), 2, WHOLE_YEAR, score="9.17"))
    assert _found(book, checker) == ()
    target = Address("indicator", plan_of(book).projects[0].indicators[1].id, "target")
    book = applied(book, [SetText(target, "＝48期"), *result(book, 2, WHOLE_YEAR, reason="")])
    assert "E08" not in [each.code for each in _found(book, checker)]
    equal = Address("plan", plan_of(book).id, "stages.equal")
    book = applied(book, [SetText(equal, "不得分")])
    assert "E08" in [each.code for each in _found(book, checker)]


def test_places_are_told_by_stage_and_row() -> None:
    book = applied(whole(), result(whole(), 2, WHOLE_YEAR, reason=""))
    (finding,) = _found(book)
    where = Places(plan_of(book)).where(finding.address)
    assert (where.part, where.row, where.field) == ("result", 2, "reason")
    assert where.says == "绩效指标第2行（自评）“偏差原因”"
    assert where.home.startswith("1.")
