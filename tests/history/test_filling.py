"""What copies have of what a damaged workbook lost: found by id or place, taken as one step."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.backups import Shelf
from hfgoals.history.filling import Gap, gaps_of, sources_of, write_filled
from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.rows import difference, flatten
from hfgoals.model.values import Book
from hfgoals.store import create, open_file, verify
from hfgoals.store.digests import record_line
from hfgoals.store.salvage import Salvaged, salvaged
from hfgoals.store.schema import PAGE_SIZE
from hfgoals.trouble import CannotWrite, Trouble
from tests.store.workbooks import run_sql, small_book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook that is going to be damaged; a copy lies beside it."""
    made = tmp_path / "坏.hfg"
    create(made, small_book()).close()
    (tmp_path / "副本.hfg").write_bytes(made.read_bytes())
    return made


@pytest.fixture
def copy(path: Path) -> Path:
    return path.with_name("副本.hfg")


def book_in(path: Path) -> Book:
    with open_file(path, read_only=True) as store:
        return store.book


def hurt(path: Path, *texts: str) -> None:
    """Change a byte of each of these texts."""
    data = bytearray(path.read_bytes())
    for text in texts:
        data[data.index(text.encode()) + 1] ^= 0x10
    path.write_bytes(data)


def looked(
    path: Path, *beside: Path, shelf: Path | None = None
) -> tuple[Salvaged, tuple[Gap, ...]]:
    """What is left of it, and what is missing beside those copies."""
    found = salvaged(path)
    backups = Shelf([shelf or path.parent / "没有备份"])
    return found, gaps_of(found, sources_of(found, beside, backups))


def all_filled(found: Salvaged, gaps: tuple[Gap, ...], target: Path) -> Book:
    """The workbook with the first offer for every gap."""
    write_filled(found, [gap.offers[0] for gap in gaps if gap.offers], target, "李会计")
    assert verify(target).ok
    return book_in(target)


def test_damaged_rows_come_back_as_one_step_of_the_log(path: Path, copy: Path) -> None:
    before = book_in(path)
    hurt(path, "≥12个", "保障第2套系统正常运行", before.years[0].projects[0].code)
    found, gaps = looked(path, copy)
    assert [bool(gap.offers) for gap in gaps] == [True] * 3
    assert all(gap.sure and gap.remains for gap in gaps)
    target = path.with_name("新.hfg")
    assert all_filled(found, gaps, target) == before
    with open_file(target, read_only=True) as store:
        (entry,) = History(store, "").entries
    assert entry.who == "李会计"
    assert "副本.hfg" in entry.step


def test_only_what_was_taken_is_put_in(path: Path, copy: Path) -> None:
    hurt(path, "≥12个", "保障第2套系统正常运行")
    found, gaps = looked(path, copy)
    target = path.with_name("新.hfg")
    write_filled(found, [gap.offers[0] for gap in gaps if "指标" in gap.where], target, "")
    plan = book_in(target).years[0]
    assert [len(each.indicators) for each in plan.projects] == [4, 4, 4]
    assert [len(each.goals) for each in plan.projects] == [1, 1, 0]


def test_rows_without_a_trace_are_found_by_their_place(path: Path, copy: Path) -> None:
    before = book_in(path)
    rows = before.years[0].projects[0].indicators
    for row in rows[1:3]:
        run_sql(path, f"DELETE FROM record WHERE id = '{row.id}'")  # noqa: S608 - our own names
    data = path.read_bytes()
    _wipe(path, data, [record_line_of(before, row.id) for row in rows[1:3]])
    found, gaps = looked(path, copy)
    assert [gap.remains for gap in gaps if gap.sure] == ["", ""]
    assert all_filled(found, gaps, path.with_name("新.hfg")) == before


def record_line_of(book: Book, row: str) -> bytes:
    """The digest of that row's record."""
    return next(record_line(each).digest for each in flatten(book) if each.id == row)


def _wipe(path: Path, data: bytes, pieces: list[bytes]) -> None:
    """Overwrite what is left of deleted records."""
    for piece in pieces:
        data = data.replace(piece, bytes(len(piece)))
    path.write_bytes(data)


def test_the_last_rows_are_offered_with_a_doubt(path: Path, copy: Path) -> None:
    """No number tells of rows behind the last; they may as well have been deleted since."""
    before = book_in(path)
    row = before.years[0].projects[0].indicators[-1]
    data = path.read_bytes()
    run_sql(path, f"DELETE FROM record WHERE id = '{row.id}'")  # noqa: S608 - our own names
    _wipe(path, path.read_bytes(), [record_line_of(before, row.id)])
    assert path.read_bytes() != data
    _, gaps = looked(path, copy)
    assert [(gap.sure, len(gap.offers)) for gap in gaps] == [(False, 1)]
    assert row.target.text in gaps[0].offers[0].text


def test_what_was_deleted_since_the_copy_is_not_called_missing(path: Path, copy: Path) -> None:
    with open_file(path) as store:
        plan = store.book.years[0]
        after = replace(store.book, years=(replace(plan, projects=plan.projects[1:]),))
        store.write(difference(store.book, after))
    hurt(path, "≥12个")
    found, gaps = looked(path, copy)
    assert found.report.certain
    assert ["≥12个" in gap.offers[0].text for gap in gaps] == [True]


def test_a_lost_project_comes_back_around_its_rows(path: Path, copy: Path) -> None:
    before = book_in(path)
    hurt(path, before.years[0].projects[1].code)
    found, gaps = looked(path, copy)
    assert len(gaps) == 1
    assert all_filled(found, gaps, path.with_name("新.hfg")) == before


def test_the_newest_good_backup_is_taken_and_older_files_stand_behind_it(
    path: Path, copy: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "备份"
    shelf.mkdir()
    now = datetime.datetime.now().astimezone() + datetime.timedelta(hours=3)
    for hours in (2, 1, 0):
        kept, _ = Shelf([shelf]).add(
            path.read_bytes(), path, "timed", now - datetime.timedelta(hours=hours)
        )
        if hours:
            _take_a_step(path, f"目标{hours}")
    kept.file.write_bytes(kept.file.read_bytes()[:-200])
    hurt(path, "≥12个")
    _, gaps = looked(path, copy, shelf=shelf)
    (gap,) = gaps
    names = [offer.source.name for offer in gap.offers]
    assert len(names) == 2
    assert names[0] == "备份"
    assert gap.offers[0].source.when == f"{now - datetime.timedelta(hours=1):%Y-%m-%d %H:%M:%S}"


def _take_a_step(path: Path, text: str) -> None:
    with open_file(path) as store:
        row = store.book.years[0].projects[0].goals[0].id
        after = applied(store.book, [SetText(Address("goal", row, "text"), text)])
        store.write(difference(store.book, after))


def test_a_locked_year_is_mended_and_stays_locked(path: Path, copy: Path) -> None:
    with open_file(path) as store:
        before = store.book
        History(store, "张会计").keep("报送稿", before, before.years[0], submitted=True)
    copy.write_bytes(path.read_bytes())
    hurt(path, "≥12个")
    found, gaps = looked(path, copy)
    target = path.with_name("新.hfg")
    assert all_filled(found, gaps, target) == before
    with open_file(target, read_only=True) as store:
        assert History(store, "").is_locked(before.years[0].id)


def test_another_workbook_is_refused(path: Path, tmp_path: Path) -> None:
    create(tmp_path / "别的.hfg", small_book()).close()
    hurt(path, "≥12个")
    with pytest.raises(Trouble, match="别的"):
        looked(path, tmp_path / "别的.hfg")


def test_nothing_is_written_over(path: Path, copy: Path) -> None:
    hurt(path, "≥12个")
    found, gaps = looked(path, copy)
    content = copy.read_bytes()
    with pytest.raises(CannotWrite):
        write_filled(found, [gaps[0].offers[0]], copy, "")
    assert copy.read_bytes() == content


def test_without_any_source_all_is_listed_and_nothing_offered(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.index("≥12个".encode()) // PAGE_SIZE * PAGE_SIZE
    data[at : at + PAGE_SIZE] = bytes(PAGE_SIZE)
    path.write_bytes(data)
    _, gaps = looked(path)
    assert gaps
    assert not any(gap.offers for gap in gaps)
