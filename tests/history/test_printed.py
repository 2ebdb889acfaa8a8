from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.backups import Shelf
from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, booklet, export
from hfgoals.history.history import History
from hfgoals.history.printed import Answer, State, answers, states_of
from hfgoals.model.address import Address
from hfgoals.model.check_code import form_codes, project_code, typed, year_code
from hfgoals.model.edits import Edit, Move, Remove, SetText, applied
from hfgoals.model.rows import difference
from hfgoals.model.values import Book, Signatures
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from tests.store.workbooks import small_book

BOOK = sample_book()
PLAN = BOOK.years[-1]
PROJECT = PLAN.projects[2]
CODE = project_code(BOOK.unit, PLAN.year, PROJECT)
BUDGET = SetText(Address("project", PROJECT.id, "budget"), "77.00")
TARGET = SetText(Address("indicator", PROJECT.indicators[3].id, "target"), "≥91%")


def asked(code: str, *books: Book) -> Answer:
    """The first Book is the present one."""
    states = [State(f"第{number}个", None, book) for number, book in enumerate(books)]
    (answer,) = answers([typed(code)], states)
    return answer


def edited(*edits: Edit) -> Book:
    return applied(BOOK, edits)


def test_a_page_of_the_present_state() -> None:
    answer = asked(CODE.lower(), BOOK)
    assert answer.known
    assert answer.current
    assert answer.part is not None
    assert answer.part.project is PROJECT
    assert answer.changes == ()
    assert answer.address == Address("project", PROJECT.id, "name")
    assert "一致" in answer.says


def test_every_page_of_the_booklet_is_found_as_what_it_is() -> None:
    feet = [page.footer[-1].text for page in booklet(BOOK.unit, PLAN)]
    found = answers([typed(foot) for foot in feet], [State("现在", None, BOOK)])
    assert all(answer.current for answer in found)
    parts = [answer.part for answer in found if answer.part is not None]
    assert [part.whole for part in parts[:3]] == [True, True, False]
    shown = [part.project for part in parts if part.project is not None]
    assert tuple(dict.fromkeys(shown)) == PLAN.projects


def test_what_changed_since_an_earlier_state_is_told_with_both_values() -> None:
    other = SetText(Address("project", PLAN.projects[0].id, "budget"), "1.00")
    answer = asked(CODE, edited(BUDGET, TARGET, other), edited(BUDGET), BOOK)
    assert not answer.current
    assert answer.state is not None
    assert answer.state.label == "第2个"
    assert [(each.path, each.after) for each in answer.changes] == [
        ("budget", "77.00"),
        ("target", "≥91%"),
    ]
    assert answer.changes[0].before == str(PROJECT.budget)
    assert "2 处" in answer.says


def test_the_latest_of_several_equal_states_is_named() -> None:
    answer = asked(CODE, edited(BUDGET), edited(TARGET), BOOK, BOOK)
    assert answer.state is not None
    assert answer.state.label == "第2个"


def test_the_unit_counts_for_every_page_and_who_signs_for_none() -> None:
    renamed = replace(BOOK, unit=replace(BOOK.unit, name="另一个"))
    answer = asked(CODE, renamed, BOOK)
    assert [(each.part, each.path) for each in answer.changes] == [("unit", "name")]
    signed = replace(PLAN, signatures=Signatures("张三"), forms=("hebei_project",))
    assert asked(CODE, replace(BOOK, years=(*BOOK.years[:-1], signed)), BOOK).current


def test_the_overall_part_and_the_whole_year() -> None:
    goal = SetText(Address("plan", PLAN.id, "overall.goal"), "改了")
    moved = Move(PLAN.projects[0].id, 3)
    now = edited(goal, BUDGET, moved)
    signed = replace(now.years[-1], signatures=Signatures("张三"))
    now = replace(now, years=(*now.years[:-1], signed))
    overall = asked(form_codes(BOOK.unit, PLAN)[0], now, BOOK)
    assert [each.path for each in overall.changes] == ["overall.goal"]
    assert overall.address == Address("plan", PLAN.id, "overall.goal")
    whole = asked(year_code(BOOK.unit, PLAN), now, BOOK)
    assert {each.path for each in whole.changes} == {"overall.goal", "budget", "order"}


def test_a_project_or_year_that_is_gone() -> None:
    for now in (edited(Remove(PROJECT.id)), edited(Remove(PLAN.id))):
        answer = asked(CODE, now, BOOK)
        assert answer.known
        assert not answer.current
        assert (answer.now, answer.address, answer.changes) == (None, None, ())


def test_a_file_whose_rows_have_other_ids() -> None:
    again = load(dump(edited(BUDGET)))
    answer = asked(CODE, again, BOOK)
    assert [each.path for each in answer.changes] == ["budget"]
    assert answer.address == Address("project", again.years[-1].projects[2].id, "name")


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_file_read_back_from_excel_or_word_is_the_same_content(
    suffix: str, tmp_path: Path
) -> None:
    only = Choice(formats=(suffix,), years=(PLAN.year,))
    (path,) = export(BOOK, tmp_path, only).files
    proposal = read_source(path)
    again = Book(proposal.unit, (replace(proposal.plan, year=proposal.year or 0),))
    codes = [*form_codes(BOOK.unit, PLAN), year_code(BOOK.unit, PLAN)]
    found = answers([typed(code) for code in codes], [State("读回", None, again)])
    assert all(answer.current for answer in found)


def test_a_slip_is_placed_when_a_real_code_is_near_and_only_then() -> None:
    wrong = CODE[:3] + ("2" if CODE[3] != "2" else "3") + CODE[4:]
    answer = asked(wrong, edited(BUDGET), BOOK)
    assert not answer.known
    assert "第 4 位" in answer.says
    assert answer.part is not None
    assert answer.part.project is PROJECT
    other = project_code(BOOK.unit, 1999, PROJECT)
    wrong = ("2" if other[0] != "2" else "3") + other[1:]
    answer = asked(wrong, BOOK)
    assert (answer.known, answer.part) == (False, None)
    assert "第 1 位" not in answer.says


def test_a_right_code_of_nothing_known_is_said_to_be_right() -> None:
    other = project_code(BOOK.unit, 1999, PROJECT)
    answer = asked(other, BOOK, edited(BUDGET))
    assert not answer.known
    assert answer.typed.fault == ""
    assert "有误" not in answer.says


def test_several_at_once_keep_their_order() -> None:
    texts = ["??", CODE, year_code(BOOK.unit, PLAN), ""]
    found = answers([typed(text) for text in texts], [State("现在", None, BOOK)])
    assert [answer.typed.text for answer in found] == texts
    assert [answer.known for answer in found] == [False, True, True, False]


def test_kept_versions_are_looked_at_latest_first(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    create(path, BOOK).close()
    with open_file(path) as store:
        history = History(store, "甲")
        history.keep("一稿", BOOK, PLAN)
        history.keep("二稿", edited(BUDGET), edited(BUDGET).years[-1])
        history.take("改了两处", edited(BUDGET, TARGET))
    with open_file(path, read_only=True) as store:
        states = list(states_of(store.book, History(store, "")))
        (answer,) = answers([typed(CODE)], states)
    assert [state.label for state in states][1:] == ["版本“二稿”", "版本“一稿”"]
    assert states[1].at is not None
    assert answer.state is states[2]
    assert {each.path for each in answer.changes} == {"budget", "target"}


def test_a_page_printed_before_a_backup_is_found_in_it_past_a_damaged_one(tmp_path: Path) -> None:
    (tmp_path / "备份").mkdir()
    shelf = Shelf([tmp_path / "备份"])
    start = datetime.datetime(2026, 11, 28, 9, 0, 0).astimezone()
    book = small_book()
    with create(tmp_path / "a.hfg", book) as store:
        codes = form_codes(book.unit, book.years[0])
        for hour in range(3):
            shelf.add(store.whole(), store.path, "timed", start + datetime.timedelta(hours=hour))
            row = book.years[0].projects[0].id
            after = applied(book, [SetText(Address("project", row, "purpose"), f"第{hour}次改")])
            store.write(difference(book, after))
            book = after
        kept = shelf.of(store.path, store.created)
        assert kept is not None
        newest = kept.backups[0].file
        newest.write_bytes(newest.read_bytes()[:-200])
        states = list(states_of(book, History(store, ""), shelf.of(store.path, store.created)))
    (answer,) = answers([typed(codes[1])], states)
    assert answer.state is not None
    assert answer.state.at == start
    assert [change.before for change in answer.changes] == ["用于保障设备正常运行。"]
