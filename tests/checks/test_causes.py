"""What two rules say of one cell is one finding; what one says of many rows is one line."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.checks.causes import MANY, by_cause, lines
from hfgoals.checks.finding import OTHER, Finding, Level
from hfgoals.model.address import Address

_CELL = Address("indicator", "a", "target")


def _found(code: str, level: Level = "warning", row: str = "a") -> Finding:
    return Finding(code, level, OTHER, replace(_CELL, row=row), "p", f"{code}。", "请改。")


def test_two_rules_with_one_cause_at_one_cell_are_one_finding_of_both() -> None:
    (one,) = by_cause([_found("H14"), _found("K01", "error")])
    assert (one.code, one.level, one.message, one.also) == ("H14", "error", "H14。K01。", ("K01",))


def test_at_other_cells_or_for_other_causes_they_stay_two() -> None:
    apart = [_found("H14"), _found("K01", row="b")]
    unlike = [_found("H14"), _found("W08")]
    assert by_cause(apart) == tuple(apart)
    assert by_cause(unlike) == tuple(unlike)


def test_one_that_is_kept_for_a_reason_is_not_joined_to_one_that_counts() -> None:
    found = [replace(_found("H14"), accepted="合同如此"), _found("K01")]
    assert by_cause(found) == tuple(found)


def test_many_places_of_one_rule_are_one_line_before_the_others() -> None:
    many = [_found("W01", row=str(number)) for number in range(MANY)]
    few = [_found("W05", row=str(number)) for number in range(MANY - 1)]
    told = lines([*few, *many])
    assert [len(line.findings) for line in told] == [MANY, *(1 for _ in few)]
    assert [line.many for line in told] == [True, *(False for _ in few)]


def test_nothing_is_lost_and_what_is_kept_has_its_own_line() -> None:
    kept = [replace(_found("W01", row=str(number)), accepted="批复如此") for number in range(MANY)]
    told = lines([*kept, _found("W02")])
    assert [each for line in told for each in line.findings] == [*kept, _found("W02")]
