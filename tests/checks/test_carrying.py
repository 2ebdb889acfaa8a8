"""Reasons come along with gathered workbooks, and last year's is offered."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.checks import Checker, CheckSettings
from hfgoals.checks.carrying import carried, last_reason
from hfgoals.checks.finding import Finding
from hfgoals.merging.gathering import Source, gathered
from hfgoals.model.edits import text_at
from hfgoals.model.identity import following_id
from hfgoals.model.values import Book, Indicator, Project
from tests.checks.making import UNIT, plan_of, project, row

_ROWS = (row("数量", "维护设备数量", "86台"), row("质量", "设备完好率", "95%"))
_OTHERS = (row("数量", "放映场次", "24场"), row("社会效益", "观影人次", "2600人次"))


def _book(name: str = "播出设备运行维护费", rows: tuple[Indicator, ...] = _ROWS) -> Book:
    return Book(UNIT, (plan_of(project(*rows, name=name)),))


def _unsigned(book: Book) -> Finding:
    found = Checker().check(book, book.years[0])
    return next(each for each in found if each.code == "V02")


def _keeping(book: Book, reason: str) -> CheckSettings:
    finding = _unsigned(book)
    return CheckSettings().keeping(finding, text_at(book, finding.address), reason)


def _accepted(book: Book, settings: CheckSettings) -> list[str]:
    found = Checker(settings).check(book, book.years[0])
    return [each.accepted for each in found if each.code == "V02" and each.accepted]


def test_the_reasons_of_several_sources_hold_in_the_gathered_book() -> None:
    sources = [_book(), _book("无障碍影视服务", _OTHERS)]
    kept = [_keeping(each, f"理由{at}") for at, each in enumerate(sources)]
    whole = gathered(Book(UNIT), [Source(str(at), each) for at, each in enumerate(sources)]).book
    settings = carried(CheckSettings(), whole, list(zip(sources, kept, strict=True)))
    assert _accepted(whole, settings) == ["理由0", "理由1"]


def test_a_row_that_got_another_id_is_known_by_its_project_and_name() -> None:
    source = _book()
    other = replace(source, years=(plan_of(_with_new_ids(source.years[0].projects[0])),))
    settings = carried(CheckSettings(), other, [(source, _keeping(source, "合同如此"))])
    assert _accepted(other, settings) == ["合同如此"]


def _with_new_ids(one: Project) -> Project:
    rows = tuple(replace(each, id=f"new{at}") for at, each in enumerate(one.indicators))
    return replace(one, id="newproject", indicators=rows)


def test_a_reason_for_another_text_does_not_come_and_our_own_stays() -> None:
    source = _book()
    finding = _unsigned(source)
    stale = CheckSettings().keeping(finding, "从前的内容", "旧理由")
    assert carried(CheckSettings(), source, [(source, stale)]) == CheckSettings()
    own = _keeping(source, "我们的理由")
    assert carried(own, source, [(source, _keeping(source, "他们的理由"))]) == own


def test_last_years_reason_is_offered_for_the_same_row_and_rule_alone() -> None:
    before = _book()
    settings = _keeping(before, "合同如此")
    last = before.years[0]
    (old,) = last.projects
    rolled = tuple(
        replace(each, id=following_id(each.id, last.year + 1), name=f"新{each.name}")
        for each in old.indicators
    )
    renamed = replace(old, id=following_id(old.id, last.year + 1), indicators=rolled)
    plan = replace(last, id="next", year=last.year + 1, projects=(renamed,))
    book = replace(before, years=(last, plan))
    found = [each for each in Checker(settings).check(book, plan) if each.code == "V02"]
    assert [each.accepted for each in found] == ["", ""]
    assert [last_reason(book, plan, settings, each) for each in found] == ["合同如此", ""]
