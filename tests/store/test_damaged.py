"""Damaged files looked at: each value shown is the one saved, or is marked; quickly, always.

300 of them; HFGOALS_TIMES=10000 in the environment makes ten thousand.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from hfgoals.export import booklet
from hfgoals.forms.stamp import INCOMPLETE
from hfgoals.history.history import History
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.rows import PlacedRow, bare, flatten
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.store import Store, create, open_file
from hfgoals.store.damaged import open_damaged
from hfgoals.store.digests import record_line
from hfgoals.store.remains import LOST_PROJECT, RESCUED
from hfgoals.store.schema import PAGE_SIZE
from hfgoals.trouble import CannotWrite, Damaged, NotOurs, ReadOnlyFile, TooNew
from tests.budget import often
from tests.pace import within
from tests.store.spoiling import spoilt, worked_in
from tests.store.test_salvage import pages_of
from tests.store.workbooks import run_sql, small_book

_SECONDS: Final = 5
Rows = dict[str, PlacedRow]


def rows_of(book: Book) -> Rows:
    return {placed.id: placed for placed in flatten(book)}


def marked(book: Book) -> tuple[set[str], set[str]]:
    """The ids that stand for lost rows, and those of doubtful ones."""
    found = [plan.damage for plan in book.years if plan.damage is not None]
    lost = {row for damage in found for row in damage.lost}
    return lost, {row for damage in found for row in damage.doubtful}


def is_blank(placed: PlacedRow) -> bool:
    """Whether a row in the place of a lost one says nothing that could be taken for a value."""
    row = bare(placed.row)
    if isinstance(row, AnnualPlan):
        return row.overall.goal.startswith(f"（{RESCUED}")
    if isinstance(row, Project):
        return row.name.startswith(RESCUED) or row == Project(id=row.id, name=LOST_PROJECT)
    return bool(row == (type(row)() if placed.id == UNIT_ROW else type(row)(id=row.id)))


def wrong_in(store: Store, was: Rows) -> list[str]:
    """Rows that are shown unmarked and are not what was saved."""
    lost, doubtful = marked(store.book)
    now = rows_of(store.book)
    assert all(is_blank(now[each]) for each in lost)
    return [
        row_id
        for row_id, placed in now.items()
        if row_id not in lost | doubtful
        and (row_id not in was or _plain(placed.row) != _plain(was[row_id].row))
    ]


def _plain(row: object) -> object:
    """The row's own fields, without what is known of the damage around it."""
    own = bare(row)
    return AnnualPlan(own.id, own.year, own.overall) if isinstance(own, AnnualPlan) else own


@pytest.mark.slow
def test_no_value_is_shown_wrong_unless_it_is_marked(tmp_path: Path) -> None:
    sound, older = worked_in(tmp_path / "a.hfg")
    with open_file(tmp_path / "a.hfg", read_only=True) as store:
        truth = store.book
    (tmp_path / "older.hfg").write_bytes(older)
    with open_file(tmp_path / "older.hfg", read_only=True) as store:
        once = rows_of(store.book)
    was = rows_of(truth)
    homes = {row_id: pages_of(sound, placed) for row_id, placed in was.items()}
    seed = int(os.environ.get("HFGOALS_SEED", str(random.randrange(1_000_000))))
    path, found = tmp_path / "坏.hfg", Counter[str]()
    for number in range(often(300)):
        chance = random.Random(seed * 1_000_000 + number)
        way, made = spoilt(sound, older, chance)
        path.write_bytes(made)
        told = f"{way}, number {number} of seed {seed}"
        with within(_SECONDS):
            try:
                store = open_damaged(path)
            except (Damaged, NotOurs, TooNew) as trouble:
                found[f"{way}: refused, {type(trouble).__name__}"] += 1
                continue
        assert path.read_bytes() == made, told
        assert store.damage is not None
        report = store.damage
        if report.whole:
            assert store.book == truth, told
            found[f"{way}: proven whole"] += 1
            continue
        wrong = wrong_in(store, was)
        turned_to = {loss.row for loss in report.losses if loss.row}
        assert turned_to <= rows_of(store.book).keys(), told
        assert not (report.certain and wrong), told
        # Where older content cannot be ruled out, that is said; what never was is never shown.
        assert all(
            _plain(once[each].row) == _plain(rows_of(store.book)[each].row) for each in wrong
        )
        found[f"{way}: {'rest proven' if report.certain else 'rest not proven'}"] += 1
        found["rows shown older, under a doubt that is told"] += len(wrong)
        if store.book == truth:
            # Only the log, a version or a setting was hit.
            assert report.certain, told
            continue
        assert all(plan.damage is not None for plan in store.book.years), told
        touched = _touched(sound, made)
        shown = rows_of(store.book).keys() - marked(store.book)[0]
        untouched = {row_id for row_id, pages in homes.items() if not pages & touched}
        found["records on untouched pages"] += len(untouched)
        found["of these shown"] += len(untouched & shown)
        if number % 20 == 0:
            _says_so_on_every_page(store.book, told)
    print(*(f"{count} {what}" for what, count in sorted(found.items())), sep="\n")
    assert found["of these shown"] >= 0.99 * found["records on untouched pages"] > 0


def _touched(sound: bytes, made: bytes) -> set[int]:
    count = len(sound) // PAGE_SIZE
    pages = range(count)
    cut = [slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE) for page in pages]
    return {page for page in pages if sound[cut[page]] != made[cut[page]]}


def _says_so_on_every_page(book: Book, told: str) -> None:
    for plan in book.years:
        for page in booklet(book.unit, plan):
            lines = [line.text for line in page.footer]
            assert sum(INCOMPLETE in line for line in lines) == 2, told
            assert not any("核对码" in line for line in lines), told


def _hit(data: bytes, *texts: str | bytes) -> bytes:
    """The file with a byte of each of these changed, at the first place where it stands."""
    made = bytearray(data)
    for text in texts:
        piece = text.encode() if isinstance(text, str) else text
        made[made.index(piece) + 1] ^= 0x10
    return bytes(made)


@pytest.fixture
def sound(tmp_path: Path) -> tuple[Path, Book]:
    """A workbook that a test is going to damage, and what it holds."""
    path = tmp_path / "坏.hfg"
    with create(path, small_book()) as store:
        History(store, "张会计").keep("一上报送稿", store.book, store.book.years[0], submitted=True)
        return path, store.book


def _after(path: Path, data: bytes) -> Store:
    path.write_bytes(data)
    with pytest.raises(Damaged):
        open_file(path)
    return open_damaged(path)


def test_a_record_of_which_only_the_digest_was_hit_is_whole(sound: tuple[Path, Book]) -> None:
    path, book = sound
    row = next(placed for placed in flatten(book) if placed.part == "indicator")
    with _after(path, _hit(path.read_bytes(), record_line(row).digest)) as store:
        assert store.damage is not None
        assert store.damage.whole
        assert store.book == book


def test_several_such_records_are_told_from_those_that_are_lost(sound: tuple[Path, Book]) -> None:
    path, book = sound
    rows = [placed for placed in flatten(book) if placed.part == "indicator"]
    data = _hit(path.read_bytes(), *(record_line(each).digest for each in rows[:3]))
    with _after(path, _hit(data, "保障第2套系统正常运行")) as store:
        assert store.damage is not None
        assert store.damage.certain
        lost, doubtful = marked(store.book)
        assert lost == {book.years[0].projects[2].goals[0].id}
        assert not doubtful


def test_what_hits_the_log_alone_leaves_the_forms_unmarked(sound: tuple[Path, Book]) -> None:
    path, book = sound
    with open_file(path, read_only=True) as store:
        (key,) = store.entries
        kept = store.content("entry", key)
    with _after(path, _hit(path.read_bytes(), kept[4:12])) as store:
        assert store.book == book
        assert store.damage is not None
        assert not store.damage.whole
        assert store.entries == []


def test_of_a_content_that_is_broken_the_texts_are_told(sound: tuple[Path, Book]) -> None:
    path, book = sound
    project = book.years[0].projects[1]
    data = path.read_bytes()
    at = data.index(b'"name":"' + project.name.encode())
    with _after(path, data[:at] + b"\x01" + data[at + 1 :]) as store:
        assert store.damage is not None
        (loss,) = store.damage.losses
        assert project.purpose in loss.text
        assert "{" not in loss.text


def test_a_lost_project_keeps_its_place_and_its_rows(sound: tuple[Path, Book]) -> None:
    path, book = sound
    project = book.years[0].projects[1]
    with _after(path, _hit(path.read_bytes(), project.code)) as store:
        there = store.book.years[0].projects[1]
        assert (there.id, there.code, there.budget) == (project.id, "", None)
        assert (there.goals, there.indicators) == (project.goals, project.indicators)
        assert marked(store.book) == ({project.id}, set())


def test_a_row_whose_record_is_gone_leaves_a_marked_gap(sound: tuple[Path, Book]) -> None:
    path, book = sound
    rows = book.years[0].projects[0].indicators
    run_sql(path, f"DELETE FROM record WHERE id = '{rows[1].id}'")  # noqa: S608 - our own names
    with _after(path, path.read_bytes()) as store:
        there = store.book.years[0].projects[0].indicators
        assert there[:1] + there[2:] == rows[:1] + rows[2:]
        assert marked(store.book)[0] == {there[1].id}


def test_what_was_never_sealed_like_this_is_all_doubtful(sound: tuple[Path, Book]) -> None:
    """A record with a right digest that the seal does not know: perhaps an older state."""
    path, book = sound
    placed = next(each for each in flatten(book) if each.part == "goal")
    line = record_line(replace(placed, row=replace(placed.row, text="以前的目标")))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)", line.stored)
    with _after(path, path.read_bytes()) as store:
        lost, doubtful = marked(store.book)
        assert not lost
        assert doubtful == set(rows_of(store.book))


def test_it_can_be_looked_at_only(sound: tuple[Path, Book], tmp_path: Path) -> None:
    path, book = sound
    with _after(path, _hit(path.read_bytes(), "保障第2套系统正常运行")) as store:
        assert store.read_only
        with pytest.raises(ReadOnlyFile):
            store.put_setting("place", 1)
        for take in (lambda: store.save_copy(tmp_path / "副本.hfg"), store.whole):
            with pytest.raises(CannotWrite):
                take()
        history = History(store, "")
        (version,) = history.versions
        assert history.book_of(version).years == book.years
        assert history.is_locked(book.years[0].id)
        assert store.created
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_sound_file_is_shown_as_it_is(sound: tuple[Path, Book]) -> None:
    path, book = sound
    with open_damaged(path) as store:
        assert store.book == book
        assert store.damage is not None
        assert store.damage.whole
