"""Backups in their folders: whose they are, whole or not at all, and never in each other's way."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfgoals.backups import Shelf
from hfgoals.backups.shelf import choose_folder, chosen_folders
from hfgoals.paths import backup_folder
from hfgoals.store import Store, create, open_file, verify
from hfgoals.store.whole import book_of, put_whole
from hfgoals.trouble import CannotWrite, Damaged, Trouble
from tests.backups.making import HOUR, MINUTE, NOW, add, renamed, shelf_in
from tests.store.workbooks import small_book


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create(tmp_path / "甲.hfg", small_book())
    yield made
    made.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path)


def test_a_backup_holds_the_workbook_and_says_what_it_is(shelf: Shelf, store: Store) -> None:
    store.put_setting("place", {"tab": 1})
    made = add(shelf, store, reason="roll")
    assert made.when == "2026-11-27 14:30:05"
    assert made.brief.unit == store.book.unit
    (year,) = made.brief.years
    assert (year.year, year.projects, year.budget) == (2023, 3, year.budget)
    assert str(year.budget) == "18.00"
    (kept,) = shelf.workbooks()
    assert kept.backups == (made,)
    assert kept.newest.book() == store.book


def test_what_comes_back_is_a_sound_file(shelf: Shelf, store: Store, tmp_path: Path) -> None:
    store.put_setting("place", {"tab": 1})
    put_whole(add(shelf, store).content(), tmp_path / "新.hfg")
    assert verify(tmp_path / "新.hfg").ok
    with open_file(tmp_path / "新.hfg") as again:
        assert not again.read_only
        assert again.book == store.book
        assert again.setting("place") == {"tab": 1}
        assert again.created == store.created
        renamed(again, "乙")


def test_any_program_that_unpacks_archives_gets_the_workbook_out(
    shelf: Shelf, store: Store, tmp_path: Path
) -> None:
    with zipfile.ZipFile(add(shelf, store).file) as archive:
        archive.extract("workbook.hfg", tmp_path / "out")
    assert verify(tmp_path / "out" / "workbook.hfg").ok


def test_a_new_file_never_replaces_another(shelf: Shelf, store: Store) -> None:
    backup = add(shelf, store)
    with pytest.raises(CannotWrite):
        put_whole(backup.content(), store.path)


def test_what_is_there_already_is_not_kept_twice(shelf: Shelf, store: Store) -> None:
    first = add(shelf, store)
    assert add(shelf, store, NOW + HOUR) == first
    renamed(store, "乙")
    assert add(shelf, store, NOW + HOUR) != first
    (kept,) = shelf.workbooks()
    assert len(kept.backups) == 2


def test_no_two_have_the_same_time(shelf: Shelf, store: Store) -> None:
    for name in "甲乙丙":
        renamed(store, name)
        add(shelf, store)
    (kept,) = shelf.workbooks()
    assert [each.when[-2:] for each in kept.backups] == ["07", "06", "05"]
    assert [each.brief.unit.name for each in kept.backups] == ["丙", "乙", "甲"]
    assert kept.at("latest") == kept.newest
    assert kept.at(kept.backups[2].when) == kept.backups[2]
    assert kept.at("2026-11-27") is None


def test_a_file_renamed_goes_on_with_its_backups(
    shelf: Shelf, store: Store, tmp_path: Path
) -> None:
    add(shelf, store)
    store.close()
    moved = store.path.rename(tmp_path / "乙.hfg")
    with open_file(moved) as again:
        renamed(again, "乙")
        add(shelf, again, NOW + HOUR)
    (kept,) = shelf.workbooks()
    assert [each.path.name for each in kept.backups] == ["乙.hfg", "甲.hfg"]
    for known in (moved, store.path):
        assert shelf.of(known) == kept


def test_a_copy_has_backups_of_its_own_and_until_then_its_originals(
    shelf: Shelf, store: Store, tmp_path: Path
) -> None:
    add(shelf, store)
    copy = tmp_path / "副本" / "甲.hfg"
    copy.parent.mkdir()
    store.save_copy(copy)
    original = shelf.of(store.path)
    assert shelf.of(copy) == original
    with open_file(copy) as other:
        renamed(other, "乙")
        add(shelf, other, NOW + HOUR)
        renamed(store, "甲")
        add(shelf, store, NOW + 2 * HOUR)
    ours, theirs = shelf.of(store.path), shelf.of(copy)
    assert ours is not None
    assert theirs is not None
    assert [each.brief.unit.name for each in theirs.backups] == ["乙"]
    assert len(ours.backups) == 2
    assert {each.path for each in ours.backups} == {store.path}


def test_another_workbook_under_the_same_name_is_another(
    shelf: Shelf, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(shelf, store)
    store.close()
    store.path.unlink()
    _in_another_second(monkeypatch)
    with create(store.path, small_book(projects=1)) as other:
        assert other.created != store.created
        before = shelf.of(store.path)
        assert before is not None
        assert before.newest.brief.created == store.created
        add(shelf, other, NOW + HOUR)
    assert sorted(len(each.backups) for each in shelf.workbooks()) == [1, 1]
    found = shelf.of(store.path)
    assert found is not None
    assert found.newest.brief.created == other.created


def _in_another_second(monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return datetime.datetime(2030, 1, 1, tzinfo=tz)

    monkeypatch.setattr("hfgoals.store.opening.datetime.datetime", Later)


@pytest.mark.parametrize("fate", ["deleted", "damaged", "empty", "another"])
def test_backups_are_found_whatever_became_of_the_file(
    shelf: Shelf, store: Store, fate: str
) -> None:
    made = add(shelf, store)
    store.close()
    if fate == "deleted":
        store.path.unlink()
    else:
        head = store.path.read_bytes()[:100] + bytes(20_000)
        what = {"damaged": head, "empty": b"", "another": b"PK\x03\x04 a letter" * 100}
        store.path.write_bytes(what[fate])
    kept = shelf.of(store.path)
    assert kept is not None
    assert kept.newest == made


@pytest.mark.parametrize("place", ["CREATE TABLE", "用于保障设备", "created", "2023", ""])
def test_a_damaged_workbook_replaces_no_backup(shelf: Shelf, store: Store, place: str) -> None:
    good = add(shelf, store, NOW - 400 * HOUR)
    data = bytearray(store.whole())
    if place:
        at = data.index(place.encode())
        data[at : at + 3] = b"###"
    else:
        del data[-4096:]
    with pytest.raises(Trouble):
        shelf.add(bytes(data), store.path, "timed", NOW)
    (kept,) = shelf.workbooks()
    assert kept.backups == (good,)
    assert list(good.file.parent.iterdir()) == [good.file]


def test_one_that_does_not_come_back_as_it_was_is_none(
    shelf: Shelf, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that keeps something else than it was given."""
    real = zipfile.ZipFile.writestr

    def other(self: zipfile.ZipFile, name: str, data: bytes | str) -> None:
        real(self, name, data[:-1] + b"?" if isinstance(data, bytes) else data)

    monkeypatch.setattr(zipfile.ZipFile, "writestr", other)
    with pytest.raises(Damaged):
        add(shelf, store)
    assert shelf.workbooks() == []


def test_a_damaged_backup_is_refused_and_the_others_are_not(shelf: Shelf, store: Store) -> None:
    good = add(shelf, store)
    renamed(store, "乙")
    bad = add(shelf, store, NOW + HOUR)
    data = bytearray(bad.file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 10] = bytes(10)
    bad.file.write_bytes(data)
    (kept,) = shelf.workbooks()
    assert kept.newest.when == bad.when
    with pytest.raises(Damaged) as refused:
        kept.newest.content()
    assert bad.when in refused.value.what
    assert kept.backups[1].book() == good.book()


@pytest.mark.parametrize(
    "about",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"format": "hfgoals-backup/2"}',
        json.dumps({"format": "hfgoals-backup/1", "reason": "why"}).encode(),
    ],
)
def test_what_is_no_backup_is_passed_over_and_left(
    shelf: Shelf, store: Store, about: bytes
) -> None:
    made = add(shelf, store)
    strange = made.file.with_name(f"20200101-000000-timed{''.join(made.file.suffixes)}")
    with zipfile.ZipFile(strange, "w") as archive:
        archive.writestr("about.json", about)
    link = strange.with_name(f"20200102-000000-timed{''.join(made.file.suffixes)}")
    link.symlink_to(made.file)
    (kept,) = shelf.workbooks()
    assert kept.backups == (made,)
    renamed(store, "乙")
    add(shelf, store, NOW + HOUR)
    assert strange.exists()


def test_they_are_thinned_out_as_they_come(shelf: Shelf, store: Store) -> None:
    times = [NOW + HOUR * at for at in range(0, 24 * 40, 5)]
    for at in times:
        renamed(store, f"{at:%d%H}")
        add(shelf, store, at)
    (kept,) = shelf.workbooks()
    assert kept.newest.at == times[-1]
    assert len(kept.backups) < 30
    assert min(each.at for each in kept.backups) < NOW + 24 * HOUR * 10


def test_left_overs_of_a_kill_go_after_a_day(shelf: Shelf, store: Store) -> None:
    folder = add(shelf, store).file.parent
    old, new = folder / ".hfg-00000000.tmp", folder / ".hfg-11111111.tmp"
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    renamed(store, "乙")
    add(shelf, store, NOW + HOUR)
    assert not old.exists()
    assert new.exists()


def test_a_folder_that_is_gone_is_stood_in_for_by_the_programs_own(
    store: Store, tmp_path: Path
) -> None:
    disk, own = tmp_path / "disk", tmp_path / "own"
    own.mkdir()
    disk.mkdir()
    shelf = Shelf([disk, own])
    made, told = shelf.add(store.whole(), store.path, "timed", NOW)
    assert (made.file.parent.parent, told) == (disk, "")
    disk.rename(tmp_path / "unplugged")
    renamed(store, "乙")
    made, told = shelf.add(store.whole(), store.path, "timed", NOW + MINUTE)
    assert made.file.parent.parent == own
    assert str(disk) in told
    assert not disk.exists()
    (tmp_path / "unplugged").rename(disk)
    (kept,) = shelf.workbooks()
    assert len(kept.backups) == 2


def test_where_no_folder_takes_it_that_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        add(Shelf([tmp_path / "no", tmp_path / "nor this"]), store)


def test_the_folder_is_the_users_to_choose(store: Store, tmp_path: Path) -> None:
    assert chosen_folders() == (None, ())
    add(Shelf.own(), store)
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
        choose_folder(tmp_path / name)
        renamed(store, name)
        assert add(Shelf.own(), store, NOW + HOUR).file.parent.parent == tmp_path / name
    choose_folder(None)
    renamed(store, "三")
    assert add(Shelf.own(), store, NOW + 2 * HOUR).file.parent.parent == backup_folder()
    (kept,) = Shelf.own().workbooks()
    assert len(kept.backups) == 4
    assert len({each.file.parent.name for each in kept.backups}) == 1
    assert chosen_folders() == (None, (tmp_path / "二", tmp_path / "一"))


def test_a_broken_setting_is_none(store: Store, tmp_path: Path) -> None:
    choose_folder(tmp_path)
    (found,) = Path(os.environ["XDG_CONFIG_HOME"]).rglob("backups.json")
    found.write_text("{", "utf-8")
    assert Shelf.own().folder == backup_folder()


def test_nothing_is_made_of_a_folder_that_cannot_be_listed(tmp_path: Path, store: Store) -> None:
    shelf = shelf_in(tmp_path)
    add(shelf, store)
    shutil.rmtree(shelf.folder)
    assert shelf.workbooks() == []
    assert shelf.of(store.path) is None


def test_an_older_file_is_kept_as_it_is(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "old_files" / "version_1.hfg"
    data = old.read_bytes()
    made, _ = shelf_in(tmp_path).add(data, old, "upgrade", NOW)
    assert made.brief.version == 1
    assert made.content() == data
    with open_file(old, read_only=True) as store:
        assert made.book() == store.book == book_of(data, "old")
        assert made.brief.created == store.created
