"""What comes out of a damaged file: all that nothing happened to, and nothing that is wrong."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.rows import PlacedRow, bare, difference, flatten
from hfgoals.model.stages import Result
from hfgoals.model.target import Target
from hfgoals.model.values import Book, Unit
from hfgoals.store import create, open_file, verify
from hfgoals.store.content import written
from hfgoals.store.damaged import open_damaged
from hfgoals.store.digests import record_line
from hfgoals.store.salvage import SalvageReport, salvage
from hfgoals.store.schema import PAGE_SIZE
from hfgoals.trouble import CannotWrite, Damaged, NotOurs
from tests.budget import tried
from tests.store.workbooks import put_record, run_sql, small_book, step
from tests.strategies import books

Rows = dict[str, tuple[str, object]]


def rows_of(book: Book) -> Rows:
    """Every row's own fields by its id."""
    return {each.id: (each.part, bare(each.row)) for each in flatten(book)}


def salvaged(data: bytes, folder: Path) -> tuple[SalvageReport, Book]:
    """What comes out of a file of these bytes, which stays as it is; the new file is sound."""
    bad, good = folder / "坏.hfg", folder / "好.hfg"
    bad.write_bytes(data)
    good.unlink(missing_ok=True)
    report = salvage(bad, good)
    assert bad.read_bytes() == data
    assert verify(good).ok
    with open_file(good) as store:
        return report, store.book


def pages_of(data: bytes, placed: PlacedRow) -> set[int]:
    """The pages of a sound file that hold some of the row, or of a row with such a text."""
    line = record_line(placed)
    text = written(placed.part, placed.row).encode()
    # A line lies in one piece but for further pages, each of which it fills up to its last.
    pieces = {text[start : start + 240] for start in range(0, len(text), 200)}
    found = set()
    for piece in {*pieces, placed.id.encode(), line.digest}:
        at = data.find(piece)
        while at >= 0:
            found |= {at // PAGE_SIZE, (at + len(piece) - 1) // PAGE_SIZE}
            at = data.find(piece, at + 1)
    return found


def spoilt(data: bytes, chance: random.Random, pages: set[int]) -> bytes:
    """The file with something happening to each of these pages."""
    changed = bytearray(data)
    for page in pages:
        start = page * PAGE_SIZE
        kind = chance.randrange(4)
        first, last = (0, PAGE_SIZE) if kind < 2 else sorted(chance.choices(range(PAGE_SIZE), k=2))
        if kind == 3:
            for at in chance.choices(range(PAGE_SIZE), k=5):
                changed[start + at] ^= 1 << chance.randrange(8)
            continue
        noise = chance.randbytes(last - first) if kind else bytes(last - first)
        changed[start + first : start + last] = noise
    return bytes(changed)


def check_salvage(book: Book, data: bytes, damaged: set[int], folder: Path, seed: int) -> None:
    """Rows on other pages are all there and as they were; nothing that never was is there."""
    report, found = salvaged(spoilt(data, random.Random(seed), damaged), folder)
    was, now = rows_of(book), rows_of(found)
    untouched = {each.id for each in flatten(book) if not damaged & pages_of(data, replace(each))}
    assert {row_id: now.get(row_id) for row_id in untouched} == {
        row_id: was[row_id] for row_id in untouched
    }
    doubted = any(loss.kind == "uncertain" for loss in report.losses)
    made = {row_id for row_id in now if row_id not in was and row_id != "unit"}
    moved = sum(loss.kind == "moved" for loss in report.losses)
    assert doubted or len(made) <= 2 * moved
    assert doubted or all(now[each] == was[each] for each in now.keys() & was if each in untouched)
    if report.whole:
        assert found == book


@tried(10)
@given(books(), st.integers(0, 2**32), st.booleans())
def test_rows_on_untouched_pages_come_out_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, book: Book, seed: int, header: bool
) -> None:
    folder = tmp_path_factory.mktemp("salvage")
    path = folder / "a.hfg"
    create(path, book).close()
    data = path.read_bytes()
    chance = random.Random(seed)
    count = len(data) // PAGE_SIZE
    damaged = set(chance.choices(range(count), k=chance.randrange(1, 4))) | (
        {0} if header else set()
    )
    try:
        check_salvage(book, data, damaged, folder, seed)
    except (Damaged, NotOurs):
        # Nothing was left: so every row was on those pages.
        assert all(damaged & pages_of(data, each) for each in flatten(book))


def test_rows_of_a_file_that_was_worked_in(tmp_path: Path) -> None:
    """Changed, moved and removed rows leave older states behind, which must not come back."""
    path = tmp_path / "a.hfg"
    book = small_book(30, 8)
    with create(path, book) as store:
        for round_ in range(12):
            book, changes = step(book, "改" * (round_ * 25), 60)
            store.write(changes)
            year = book.years[0]
            after = replace(book, years=(replace(year, projects=year.projects[1:]),))
            store.write(difference(book, after))
            book = after
    data = path.read_bytes()
    for seed in range(25):
        chance = random.Random(seed)
        damaged = set(chance.sample(range(len(data) // PAGE_SIZE), chance.randrange(1, 5)))
        report, found = salvaged(spoilt(data, chance, damaged), tmp_path)
        was, now = rows_of(book), rows_of(found)
        doubtful = sum(loss.kind == "uncertain" for loss in report.losses)
        # The unit is in every book; where it is lost it is blank, and said to be missing.
        blank = {"unit"} if book.unit != found.unit == Unit() else set()
        wrong = [each for each in now.keys() - blank if each in was and now[each] != was[each]]
        gone = [each for each in now if each not in was]
        moved = sum(loss.kind == "moved" for loss in report.losses)
        assert len(wrong) + len(gone) <= doubtful + 2 * moved, seed
        if report.whole:
            assert found == book


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: bytes(100) + data[100:],
        lambda data: bytes(PAGE_SIZE) + data[PAGE_SIZE:],
        lambda data: data[:PAGE_SIZE] + bytes(PAGE_SIZE) + data[2 * PAGE_SIZE :],
        lambda data: bytes(2 * PAGE_SIZE) + data[2 * PAGE_SIZE :],
    ],
    ids=["header", "schema", "interior", "both"],
)
def test_what_leads_to_the_rows_may_be_lost(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a.hfg"
    book = small_book(40, 10)
    create(path, book).close()
    report, found = salvaged(damage(path.read_bytes()), tmp_path)
    was, now = rows_of(book), rows_of(found)
    assert len(now.keys() & was) >= 0.9 * len(was)
    moved = sum(loss.kind == "moved" for loss in report.losses)
    assert sum(now[each] != was[each] for each in now.keys() & was) <= moved
    assert report.saved >= 0.9 * len(was)


def test_a_damaged_record_is_shown_beside(saved: Path, tmp_path: Path) -> None:
    data = saved.read_bytes()
    at = data.index("≥12个".encode())
    report, book = salvaged(data[:at] + b"\xe3" + data[at + 1 :], tmp_path)
    (loss,) = report.losses
    assert loss.kind == "damaged"
    assert "融媒体中心运行维护费1" in loss.where
    assert "第 3 行" in loss.where
    assert "完成数量2" in loss.text
    assert (report.whole, report.absent) == (False, 1)
    with open_file(saved) as store:
        was = store.book
    assert len(rows_of(book)) == len(rows_of(was)) - 1


def test_a_missing_row_is_named_by_its_number(saved: Path, tmp_path: Path) -> None:
    run_sql(saved, "DELETE FROM record WHERE part = 'indicator' AND position = 1", "VACUUM")
    report, _ = salvaged(saved.read_bytes(), tmp_path)
    assert [loss.kind for loss in report.losses] == ["missing"] * 3
    assert all("第 2 行" in loss.where for loss in report.losses)
    assert report.absent == 3


def test_rows_without_their_project_stand_under_one_that_says_so(
    saved: Path, tmp_path: Path
) -> None:
    run_sql(saved, "DELETE FROM record WHERE part IN ('project', 'plan')", "VACUUM")
    report, book = salvaged(saved.read_bytes(), tmp_path)
    assert [len(each.indicators) for year in book.years for each in year.projects] == [4, 4, 4]
    assert all("抢救出的行" in each.name for year in book.years for each in year.projects)
    assert sum(loss.kind == "moved" for loss in report.losses) == 4
    assert all("抢救出的行" in year.overall.goal for year in book.years)


def test_rows_without_their_project_stand_where_the_only_one_is_missing(
    saved: Path, tmp_path: Path
) -> None:
    """One place, told once: no blank project beside the one that was made for the rows."""
    run_sql(saved, "DELETE FROM record WHERE part = 'project' AND position = 1", "VACUUM")
    report, book = salvaged(saved.read_bytes(), tmp_path)
    with open_damaged(saved) as store:
        looked = store.book
    for found in (book, looked):
        (year,) = found.years
        assert [len(each.indicators) for each in year.projects] == [4, 4, 4]
        assert [each.name.startswith("抢救出的行") for each in year.projects] == [0, 1, 0]
    (loss,) = report.losses
    assert (loss.kind, report.absent) == ("moved", 1)
    assert "第 2 行" in loss.where
    assert "5 行放在项目“抢救出的行" in loss.text


def test_results_without_their_indicator_stand_under_one_that_says_so(tmp_path: Path) -> None:
    book = small_book(2, 1)
    year = book.years[0]
    (lost,) = year.projects[0].indicators
    result = Result(date="2023", actual=Target.parse("48期"))
    projects = (
        replace(year.projects[0], indicators=(replace(lost, stages=(result,)),)),
        *year.projects[1:],
    )
    book = replace(book, years=(replace(year, projects=projects),))
    path = tmp_path / "a.hfg"
    create(path, book).close()
    of_it = "SELECT parent FROM record WHERE part = 'result'"
    run_sql(path, f"DELETE FROM record WHERE id = ({of_it})", "VACUUM")  # noqa: S608
    report, found = salvaged(path.read_bytes(), tmp_path)
    kept = rows_of(found)
    assert kept[result.id] == rows_of(book)[result.id]
    assert kept.keys() >= rows_of(book).keys() - {lost.id}
    assert any(loss.kind == "moved" for loss in report.losses)


def test_the_year_of_a_lost_plan_follows_from_the_codes(saved: Path, tmp_path: Path) -> None:
    run_sql(saved, "DELETE FROM record WHERE part = 'plan'", "VACUUM")
    _, book = salvaged(saved.read_bytes(), tmp_path)
    assert [year.year for year in book.years] == [2023]
    assert len(book.years[0].projects) == 3


def test_a_deleted_row_does_not_come_back(saved: Path, tmp_path: Path) -> None:
    with open_file(saved) as store:
        book = store.book
        year = book.years[0]
        less = replace(book, years=(replace(year, projects=year.projects[:1]),))
        store.write(difference(book, less))
    report, found = salvaged(saved.read_bytes(), tmp_path)
    assert report.whole
    assert found == less


def test_settings_and_what_else_has_a_digest_come_along(saved: Path, tmp_path: Path) -> None:
    with open_file(saved) as store:
        store.put_setting("place", {"tab": 1})
    salvaged(bytes(100) + saved.read_bytes()[100:], tmp_path)
    with open_file(tmp_path / "好.hfg") as store:
        assert store.setting("place") == {"tab": 1}


def test_a_step_that_was_broken_off_is_taken_back(saved: Path, tmp_path: Path) -> None:
    before = saved.read_bytes()
    with closing(sqlite3.connect(saved, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("PRAGMA cache_spill=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE record SET content = content || ' '")
        connection.execute("UPDATE record SET position = position + 1")
        torn = saved.read_bytes()
        journal = saved.with_name(f"{saved.name}-journal").read_bytes()
    bad = tmp_path / "断.hfg"
    bad.write_bytes(torn)
    bad.with_name("断.hfg-journal").write_bytes(journal)
    report = salvage(bad, tmp_path / "好.hfg")
    saved.write_bytes(before)
    with open_file(saved) as old, open_file(tmp_path / "好.hfg") as new:
        assert new.book == old.book
    assert report.whole
    assert bad.read_bytes() == torn


def test_nothing_is_written_over(saved: Path) -> None:
    with pytest.raises(CannotWrite):
        salvage(saved, saved)


@pytest.mark.parametrize("data", [b"", b"hello" * 5000, bytes(50_000)])
def test_what_holds_nothing_of_ours_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.hfg"
    path.write_bytes(data)
    with pytest.raises(NotOurs):
        salvage(path, tmp_path / "b.hfg")
    assert not (tmp_path / "b.hfg").exists()


def test_a_file_made_to_keep_us_busy_is_refused(tmp_path: Path) -> None:
    """Every page names two thousand long lines that all go on through the same pages."""
    count = 1500
    cell = b"\x80\x80\x04" + b"\x0a\x25\x17\x0d\x01\xbf\xff\x7d\x4c"
    page = bytearray(PAGE_SIZE)
    page[:8] = b"\x0a\0\0" + (2000).to_bytes(2, "big") + bytes(3)
    page[4050 : 4050 + len(cell)] = cell
    for each in range(2000):
        page[8 + 2 * each : 10 + 2 * each] = (4050).to_bytes(2, "big")
    path = tmp_path / "a.hfg"
    path.write_bytes(b"SQLite format 3\0" + bytes(PAGE_SIZE - 16) + bytes(page) * count)
    with pytest.raises(NotOurs):
        salvage(path, tmp_path / "b.hfg")


def test_records_that_lie_about_themselves_do_no_harm(saved: Path, tmp_path: Path) -> None:
    put_record(saved, "unit", "project", "", 0, "{}")
    put_record(saved, "aaaaaaaaaaaa", "indicator", "aaaaaaaaaaaa", 1 << 60, "{}")
    put_record(saved, "bbbbbbbbbbbb", "nonsense", "", -5, "[" * 5000)
    put_record(saved, "cccccccccccc", "unit", "", 0, "{}")
    run_sql(saved, "DELETE FROM meta WHERE key = 'seal'")
    report, book = salvaged(saved.read_bytes(), tmp_path)
    assert sum(loss.kind == "damaged" for loss in report.losses) == 3
    assert len(book.years[0].projects) == 4
