"""The review follows the work, walks from where one stands, and keeps what the user decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.checks import SETTING, Checker, Finding, counted
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Remove, SetText, text_at
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.store import Store
from hfgoals.trouble import CannotWrite
from ui.document import Document
from ui.review import looking
from ui.review.review import Review
from ui.review.run import CheckRun


def unbalance(document: Document, number: int = 0) -> Address:
    """Make the money of a project not add up; the place of the finding that follows."""
    assert document.plan is not None
    address = Address("project", document.plan.projects[number].id, "budget")
    assert document.apply("修改预算数", [SetText(address, "99999.00")])
    return address


def found(review: Review, code: str, address: Address) -> Finding | None:
    return next((f for f in review.findings if f.code == code and f.address == address), None)


def test_it_finds_what_the_rules_find(review: Review, document: Document) -> None:
    assert document.plan is not None
    whole = Checker().check(document.book, document.plan)
    assert sorted(map(repr, review.findings)) == sorted(map(repr, whole))
    sums = counted(whole)
    counts = review.counts
    assert (counts.error, counts.warning, counts.hint) == tuple(sums.values())
    assert sum(each.error for each in review.by_owner.values()) == sums["error"]
    ranks = [review.places.rank(each.address) for each in review.findings if review.places]
    assert ranks == sorted(ranks)


def test_a_step_is_looked_at_soon_after(review: Review, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(review.findings_changed):
        address = unbalance(document)
        assert found(review, "H12", address) is None
    assert found(review, "H12", address) is not None
    with qtbot.waitSignal(review.findings_changed):
        document.undo()
    assert found(review, "H12", address) is None


def test_the_first_look_is_beside_the_window(document: Document, qtbot: QtBot) -> None:
    made = Review(document)
    running: list[bool] = []
    made.running_changed.connect(lambda: running.append(made.progress is not None))
    assert not made.checked
    qtbot.waitUntil(lambda: made.checked and made.progress is None)
    assert True in running
    assert made.counts.open > 0


def test_stopping_leaves_the_window_alone_until_asked_again(
    document: Document, qtbot: QtBot
) -> None:
    made = Review(document)
    made.check_all()
    assert made.progress is not None
    made.stop()
    assert made.progress is None
    qtbot.wait(50)
    assert not made.checked
    made.check_all()
    qtbot.waitUntil(lambda: made.checked)


def test_a_step_while_it_looks_is_not_lost(document: Document, qtbot: QtBot) -> None:
    made = Review(document)
    made.check_all()
    assert made.progress is not None
    address = unbalance(document)
    qtbot.waitUntil(lambda: found(made, "H12", address) is not None)


def test_many_projects_are_looked_at_beside_the_window(qapp: QApplication, tmp_path: Path) -> None:
    projects = tuple(Project(name=f"项目{at}", budget=Money(1)) for at in range(80))
    book = Book(Unit("1", "某单位"), (AnnualPlan(year=2023, projects=projects),))
    document = Document.create(tmp_path / "大.hfg", book)
    made = Review(document)
    made.check_now()
    made.check_all()
    assert made.progress is not None
    made.check_now()
    assert made.progress is None
    before = made.findings
    assert before
    made.stop()
    QApplication.processEvents()
    assert made.findings == before
    document.close()


def test_what_was_slow_is_done_beside_the_window_next_time(
    review: Review, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[CheckRun] = []
    start = CheckRun.start
    monkeypatch.setattr(CheckRun, "start", lambda self: (runs.append(self), start(self))[1])
    monkeypatch.setattr(looking, "_BLINK_SECONDS", 0.0)
    with qtbot.waitSignal(review.findings_changed):
        unbalance(document)
    assert len(runs) == 1


def test_another_year_has_findings_of_its_own(
    review: Review, document: Document, qtbot: QtBot
) -> None:
    plan = AnnualPlan(year=2030)
    assert document.apply("新建", [Insert("", plan)])
    document.select_plan(plan.id)
    assert not review.checked
    assert review.findings == ()
    qtbot.waitUntil(lambda: review.checked)
    assert {each.owner for each in review.findings} <= {plan.id}
    document.apply("删除", [Remove(each.id) for each in document.book.years])
    qtbot.waitUntil(lambda: not review.checked)
    assert review.counts.open == 0


def test_an_accepted_finding_no_longer_counts_and_is_kept_in_the_file(
    review: Review, document: Document, path: Path
) -> None:
    finding = next(each for each in review.findings if each.level == "error")
    errors = review.counts.error
    assert review.accept(finding, " 合同如此 ")
    same = found(review, finding.code, finding.address)
    assert same is not None
    assert same.accepted == "合同如此"
    assert (review.counts.error, review.counts.accepted) == (errors - 1, 1)
    assert document.session.setting(SETTING)["accepted"][0]["reason"] == "合同如此"
    again = Review(document)
    again.check_now()
    assert again.counts.accepted == 1
    again.stop()
    assert review.take_back(same)
    assert review.counts.error == errors


def test_several_at_once_get_one_reason(review: Review, document: Document) -> None:
    some = [each for each in review.findings if not each.fault][:3]
    assert review.accept_all(some, "集中说明")
    kept = {(each.code, each.address) for each in review.findings if each.accepted}
    assert kept == {(each.code, each.address) for each in some}
    reasons = {each["reason"] for each in document.session.setting(SETTING)["accepted"]}
    assert reasons == {"集中说明"}


def test_an_acceptance_lapses_with_the_text(review: Review, document: Document) -> None:
    address = unbalance(document)
    review.check_now()
    finding = found(review, "H12", address)
    assert finding is not None
    review.accept(finding, "如此")
    document.apply("修改预算数", [SetText(address, "88888.00")])
    review.check_now()
    finding = found(review, "H12", address)
    assert finding is not None
    assert finding.accepted == ""


def test_a_reason_that_cannot_be_written_is_told(
    review: Review, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("磁盘已满，没有写进去。")

    monkeypatch.setattr(Store, "put_setting", full)
    with qtbot.waitSignal(document.refused) as refused:
        assert not review.accept(review.findings[0], "如此")
    assert "磁盘已满" in refused.args[0]
    assert review.counts.accepted == 0


def test_a_repair_is_one_step_to_undo(review: Review, document: Document) -> None:
    finding = next(each for each in review.findings if each.repair)
    before = document.book
    assert review.repair(finding)
    assert document.book != before
    assert finding not in review.findings
    document.undo()
    assert document.book == before


def test_a_stale_repair_is_refused(review: Review, document: Document, qtbot: QtBot) -> None:
    finding = next(each for each in review.findings if each.repair)
    address = finding.address
    document.apply("改", [SetText(address, text_at(document.book, address) + "又一句")])
    gone = replace(finding, message="别的")
    with qtbot.waitSignal(document.refused):
        assert not review.repair(gone)


def test_a_finding_whose_project_is_gone_meanwhile_can_be_neither_kept_nor_mended(
    review: Review, document: Document, qtbot: QtBot
) -> None:
    """The list is behind by a moment; a quick hand is not."""
    plan = document.plan
    assert plan is not None
    finding = next(
        each
        for each in review.findings
        if each.repair and any(each.owner == project.id for project in plan.projects)
    )
    document.apply("删", [Remove(finding.owner)])
    book = document.book
    for decide in (lambda: review.accept(finding, "就这样"), lambda: review.repair(finding)):
        with qtbot.waitSignal(document.refused):
            assert not decide()
    review.take_back(finding)
    assert document.book == book
    assert not any(each.owner == finding.owner for each in review.findings)


def test_all_safe_repairs_are_one_step_and_leave_nothing_to_repair(
    review: Review, document: Document
) -> None:
    before, steps = document.book, document.undo_name
    kept = next(each for each in review.findings if each.repair)
    review.accept(kept, "就这样")
    assert review.repairable > 1
    assert review.repair_all()
    assert document.undo_name == "全部安全修复"
    review.check_now()
    assert review.repairable == 0
    document.undo()
    assert document.book == before
    assert document.undo_name == steps


def test_repairs_worked_out_for_another_book_are_refused(
    review: Review, document: Document
) -> None:
    work = review.repairs_work()
    assert work is not None
    repairs = work(lambda _done, _total: None)
    unbalance(document)
    book = document.book
    assert not review.repair_all(repairs)
    assert document.book is book


class Standing:
    """Where the user stands."""

    at: Address | None = None

    def __call__(self) -> Address | None:
        return self.at


@pytest.fixture
def standing() -> Standing:
    return Standing()


@pytest.fixture
def walk(document: Document, standing: Standing) -> Review:
    """A review of someone who goes where it says."""
    made = Review(document, standing)
    made.place_wanted.connect(lambda each: setattr(standing, "at", each.address))
    made.check_now()
    return made


def test_the_walk_meets_every_finding_once_and_begins_again(walk: Review) -> None:
    met = []
    for _ in walk.keyed:
        assert walk.go_next()
        met.append(walk.key_in_hand)
    assert met == list(walk.keyed)
    walk.go_next()
    assert walk.key_in_hand == met[0]
    walk.go_previous()
    assert walk.key_in_hand == met[-1]


def test_the_walk_goes_on_from_where_the_user_went(walk: Review, standing: Standing) -> None:
    walk.go_next()
    findings = walk.findings
    last = findings[-1]
    standing.at = last.address
    walk.go_next()
    assert walk.in_hand is not None
    assert walk.in_hand.address == last.address
    standing.at = findings[0].address
    walk.go_previous()
    assert walk.in_hand == last


def test_the_walk_passes_over_the_accepted_and_the_levels_left_out(walk: Review) -> None:
    errors = [key for key, each in walk.keyed.items() if each.level == "error"]
    assert len(errors) > 2
    walk.accept(walk.keyed[errors[1]], "如此")
    walk.levels = frozenset({"error"})
    walk.go_next()
    assert walk.key_in_hand == errors[0]
    walk.go_next()
    assert walk.key_in_hand == errors[2]


def test_the_walk_goes_on_behind_what_was_mended(walk: Review) -> None:
    keys = list(walk.keyed)
    at = next(at for at, key in enumerate(keys) if walk.keyed[key].repair and at > 0)
    walk.go_to(keys[at])
    place = walk.keyed[keys[at]].address
    assert walk.repair(walk.keyed[keys[at]])
    assert walk.places is not None
    rank = walk.places.rank(place)
    assert walk.in_hand is None
    walk.go_next()
    assert walk.in_hand is not None
    assert walk.places.rank(walk.in_hand.address) >= rank


def test_there_is_nothing_to_walk_without_findings(qapp: QApplication, tmp_path: Path) -> None:
    document = Document.create(tmp_path / "空.hfg", Book(Unit("1", "某单位")))
    made = Review(document)
    made.check_now()
    assert not made.go_next()
    assert not made.go_previous()
    assert not made.repair_all()
    document.close()
