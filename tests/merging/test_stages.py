"""Results that departments hand back, gathered and taken in beside the targets that are there."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.proposal import Proposal
from hfgoals.merging.gathering import Source, gathered
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.edits import applied
from hfgoals.model.stages import WHOLE_YEAR, at_stage, stages_said
from hfgoals.model.values import Book, Overall, Signatures
from tests.staged import monitoring, plan_of, project_of, result, targets, whole


def _actuals(book: Book, month: int) -> list[str]:
    rows = (at_stage(each.stages, month) for each in project_of(book).indicators)
    return ["" if row is None else str(row.actual) for row in rows]


def _returned() -> Book:
    """The workbook as a department hands it back: other ids throughout."""
    return load(dump(whole()))


def test_results_come_to_the_targets_that_are_there() -> None:
    ours, theirs = targets(), _returned()
    found = gathered(ours, [Source("新闻部", theirs)])
    assert found.conflicts == ()
    assert len(plan_of(found.book).projects) == 1
    for month in (7, WHOLE_YEAR):
        assert _actuals(found.book, month) == _actuals(theirs, month)
    assert stages_said(project_of(found.book).stages) == {7, WHOLE_YEAR}
    told = [entry.what for entry in found.log]
    assert any("7月监控" in each for each in told)
    assert any("自评" in each for each in told)


def test_results_that_differ_are_conflicts_and_blanks_are_filled() -> None:
    ours = targets()
    ours = applied(ours, result(ours, 1, 7, actual="0.9万元/期"))
    found = gathered(ours, [Source("新闻部", _returned())])
    (conflict,) = [each for each in found.conflicts if each.address.path == "actual"]
    assert (conflict.ours, conflict.theirs) == ("0.9万元/期", "1.05万元/期")
    row = at_stage(project_of(found.book).indicators[0].stages, 7)
    assert row is not None
    assert (str(row.actual), row.reason) == ("0.9万元/期", "纸价上涨。")


def test_gathering_twice_changes_nothing_more() -> None:
    once = gathered(targets(), [Source("新闻部", _returned())]).book
    again = gathered(once, [Source("新闻部", _returned())])
    assert again.book == once
    assert again.conflicts == ()


def test_a_proposal_brings_results_to_projects_that_are_there() -> None:
    ours, theirs = targets(), _returned()
    plan = replace(plan_of(theirs), overall=Overall(), signatures=Signatures())
    found = taken_in(ours, Proposal(theirs.unit, 2023, plan), 2023)
    assert found.skipped == ()
    assert _actuals(found.book, 7) == _actuals(theirs, 7)
    assert plan_of(found.book).stages.department == "359 县委宣传部"


def test_a_stage_that_is_filled_in_stays_as_it_is() -> None:
    ours = targets()
    ours = applied(ours, monitoring(ours))
    ours = applied(ours, result(ours, 1, 7, actual="0.9万元/期"))
    theirs = _returned()
    found = taken_in(ours, Proposal(theirs.unit, 2023, plan_of(theirs)), 2023)
    assert _actuals(found.book, 7)[0] == "0.9万元/期"
    assert _actuals(found.book, WHOLE_YEAR) == _actuals(theirs, WHOLE_YEAR)
