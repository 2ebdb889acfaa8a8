"""A whole file as bytes: what is taken is what the file holds, and nothing is believed unseen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given

from hfgoals.model.money import total
from hfgoals.model.values import Book
from hfgoals.store import create, open_file
from hfgoals.store.whole import book_of, brief_of, created_of, put_whole, version_of
from hfgoals.trouble import CannotWrite, Damaged, NotOurs, TooNew, Trouble
from tests.budget import tried_on_files
from tests.store.workbooks import put_record, run_sql, small_book, step
from tests.strategies import books

OLD = Path(__file__).parents[1] / "old_files" / "version_1.hfg"


@given(books())
@tried_on_files(15)
def test_any_book_comes_back_with_its_sums(
    tmp_path_factory: pytest.TempPathFactory, book: Book
) -> None:
    with create(tmp_path_factory.mktemp("any") / "a.hfg", book) as store:
        data, created = store.whole(), store.created
        held = store.book
    assert book_of(data, "a") == held
    brief = brief_of(data, "a")
    assert (brief.unit, brief.created) == (book.unit, created)
    assert [(each.year, each.projects, each.budget) for each in brief.years] == [
        (plan.year, len(plan.projects), total([each.budget for each in plan.projects]))
        for plan in held.years
    ]


def test_it_is_the_file_as_of_the_last_step(tmp_path: Path) -> None:
    book = small_book()
    with create(tmp_path / "a.hfg", book) as store:
        before = store.whole()
        after, changes = step(book, "新")
        store.write(changes)
        assert book_of(store.whole(), "a") == after
        assert store.whole() != before
    assert book_of(before, "a") == book


def test_what_another_program_put_there_is_not_taken(tmp_path: Path) -> None:
    with create(tmp_path / "a.hfg", small_book()) as store:
        put_record(store.path, "unit", "unit", "", 0, "{}")
        with pytest.raises(CannotWrite):
            store.whole()


def test_every_changed_byte_that_means_something_is_seen(tmp_path: Path) -> None:
    """Where one is not seen it lies in room that holds nothing: the book is the same."""
    book = small_book()
    with create(tmp_path / "a.hfg", book) as store:
        data = store.whole()
    chance, seen = random.Random(), 0
    for _ in range(150):
        at = chance.randrange(100, len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        try:
            brief_of(bytes(changed), "a")
        except Trouble:
            seen += 1
        else:
            assert book_of(bytes(changed), "a") == book
    assert seen


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" * 50, bytes(8192)])
def test_what_is_no_file_of_ours_is_none(data: bytes) -> None:
    for look in (brief_of, book_of):
        with pytest.raises(NotOurs):
            look(data, "a")


def test_a_row_that_is_gone_is_noticed(tmp_path: Path) -> None:
    create(tmp_path / "a.hfg", small_book()).close()
    run_sql(tmp_path / "a.hfg", "DELETE FROM record WHERE part = 'goal'")
    with pytest.raises(Damaged):
        brief_of((tmp_path / "a.hfg").read_bytes(), "a")


def test_what_only_a_later_program_knows_is_left_to_it(tmp_path: Path) -> None:
    create(tmp_path / "a.hfg", small_book()).close()
    put_record(tmp_path / "a.hfg", "0123456789ab", "later", "", 0, "{}")
    data = (tmp_path / "a.hfg").read_bytes()
    assert brief_of(data, "a").years
    with pytest.raises(TooNew):
        book_of(data, "a")


def test_the_version_and_the_making_are_read_from_outside(tmp_path: Path) -> None:
    with create(tmp_path / "a.hfg", small_book()) as store:
        created = store.created
    assert version_of(OLD) == 1
    assert version_of(tmp_path / "a.hfg") > 1
    assert created_of(tmp_path / "a.hfg") == created
    (tmp_path / "b.hfg").write_bytes(b"a letter")
    for none in (tmp_path / "b.hfg", tmp_path / "no.hfg", tmp_path):
        assert version_of(none) == 0
        assert created_of(none) == ""


def test_put_at_a_place_of_its_own_it_opens(tmp_path: Path) -> None:
    with create(tmp_path / "a.hfg", small_book()) as store:
        put_whole(store.whole(), tmp_path / "b.hfg")
        with pytest.raises(CannotWrite):
            put_whole(store.whole(), store.path)
        with pytest.raises(CannotWrite):
            put_whole(store.whole(), tmp_path / "no" / "c.hfg")
    with open_file(tmp_path / "b.hfg") as other:
        assert not other.read_only
        assert other.book == store.book
