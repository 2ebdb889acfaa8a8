"""Deciding field by field: what is decided comes in, all else stays as it was gathered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.exchange.dump import dump
from hfgoals.merging.deciding import Dispute, decided, disputes
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import SetText, UnknownRow, applied, text_at
from hfgoals.model.kinds import FieldError
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import Book, Indicator, Overall, Project, SubGoal, Unit
from tests.merging.test_gathering import LAWS, any_books, gather, one


def texts(found: tuple[Dispute, ...]) -> list[tuple[str, str, list[str]]]:
    return [(each.label, each.held, [offer.text for offer in each.offers]) for each in found]


# ---------------------------------------------------------------- laws


@LAWS
@given(any_books(), any_books())
def test_the_source_s_side_everywhere_is_as_if_it_were_preferred(book: Book, source: Book) -> None:
    result = gather(book, source)
    found = disputes(result)
    taken = decided(result, {each.address: each.offers[0].text for each in found})
    assert dump(taken) == dump(gather(book, source, prefer="theirs").book)
    kept = decided(result, {each.address: each.held for each in found})
    assert kept is result.book
    assert decided(result, {}) is result.book


@LAWS
@given(any_books(), st.lists(any_books(), max_size=4), st.data())
def test_any_verdicts_are_as_so_many_edits(
    book: Book, sources: list[Book], data: st.DataObject
) -> None:
    result = gather(book, *sources)
    verdicts = {}
    for each in disputes(result):
        assert each.held == text_at(result.book, each.address)
        assert [offer for offer in each.offers if offer.text.strip() == each.held.strip()] == []
        choices = [each.held, *(offer.text for offer in each.offers), "", "9"]
        text = data.draw(st.none() | st.sampled_from(choices))
        if text is not None:
            verdicts[each.address] = text
    edits = [SetText(address, text) for address, text in verdicts.items()]
    assert decided(result, verdicts) == applied(result.book, edits)


@LAWS
@given(any_books(), st.lists(any_books(), max_size=4))
def test_every_conflict_is_in_one_dispute(book: Book, sources: list[Book]) -> None:
    result = gather(book, *sources)
    found = disputes(result)
    assert len({each.address for each in found}) == len(found)
    wanted = {(each.address, each.theirs.strip(), each.source) for each in result.conflicts}
    assert wanted == {
        (each.address, offer.text.strip(), name)
        for each in found
        for offer in each.offers
        for name in offer.sources
    }


# ---------------------------------------------------------------- several sources


def test_several_sources_offer_each_text_once() -> None:
    ours = one(Project(code="A1", purpose="买"))
    sources = [one(Project(code="A1", purpose=text)) for text in ("租", "借", "租 ", "买")]
    (found,) = disputes(gather(ours, *sources))
    assert (found.held, found.holder) == ("买", "")
    assert [(each.text, each.sources) for each in found.offers] == [
        ("租", ("甲", "丙")),
        ("借", ("乙",)),
    ]
    assert found.offer_of(" 租") is found.offers[0]
    assert found.offer_of("买") is None


def test_any_of_the_texts_or_one_s_own_can_be_taken() -> None:
    ours = one(Project(code="A1", purpose="买"))
    sources = [one(Project(code="A1", purpose=text)) for text in ("租", "借")]
    result = gather(ours, *sources)
    (found,) = disputes(result)
    for text in ("买", "租", "借", "先租后买\n", ""):
        book = decided(result, {found.address: text})
        assert book.years[0].projects[0].purpose == text.strip("\n")
    assert result.book.years[0].projects[0].purpose == "买"


def test_what_an_earlier_source_brought_is_told_as_its_own() -> None:
    ours = one(Project(code="A1", name="甲项目"))
    first = one(Project(code="A1", purpose="租"), Project(code="A2", purpose="建"))
    second = one(Project(code="A1", purpose="借"), Project(code="A2", purpose="修", name="新"))
    found = disputes(gather(ours, first, second))
    assert [(each.held, each.holder) for each in found] == [("租", "甲"), ("建", "甲")]


def test_disputes_stand_in_the_order_of_the_forms() -> None:
    rows = (Indicator(level2="数量指标", name="期数", target=Target.parse("1期")),)
    overall = Overall("目标", (SubGoal(title="一", goal="甲"),))
    ours = one(
        Project(code="A1", purpose="买", budget=Money.parse("1"), indicators=rows),
        Project(code="A2", purpose="建"),
        overall=overall,
    )
    changed = (replace(rows[0], target=Target.parse("2期"), id="x"),)
    theirs = one(
        Project(code="A2", purpose="修"),
        Project(code="A1", purpose="租", budget=Money.parse("2"), indicators=changed),
        overall=Overall("另一", (SubGoal(title="一", goal="乙"),)),
        unit=Unit("425001", "县融媒体中心"),
    )
    found = disputes(gather(ours, theirs))
    assert [each.label for each in found] == [
        "单位名称", "总体绩效目标", "绩效目标", "预算数", "资金用途", "指标值", "资金用途",
    ]  # fmt: skip
    plan = ours.years[0]
    owners = [UNIT_ROW, plan.id, plan.id, *[plan.projects[0].id] * 3, plan.projects[1].id]
    assert [each.owner for each in found] == owners


# ---------------------------------------------------------------- refusals


def test_a_text_that_the_field_cannot_take_is_refused() -> None:
    ours = one(Project(code="A1", budget=Money.parse("1")))
    result = gather(ours, one(Project(code="A1", budget=Money.parse("2"))))
    (found,) = disputes(result)
    with pytest.raises(FieldError):
        decided(result, {found.address: "三十万"})
    with pytest.raises(UnknownRow):
        decided(result, {Address("project", "没有", "name"): "x"})


def test_parts_that_nothing_was_decided_about_stay_the_same_objects() -> None:
    ours = one(Project(code="A1", purpose="买"), Project(code="A2"))
    result = gather(ours, one(Project(code="A1", purpose="租")))
    (found,) = disputes(result)
    book = decided(result, {found.address: "租"})
    assert book.years[0].projects[1] is ours.years[0].projects[1]
    assert book.years[0].overall is ours.years[0].overall
