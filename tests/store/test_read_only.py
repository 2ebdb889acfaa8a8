"""Files that may only be looked at, and why: write protection, a later version, …"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import pytest

from hfgoals.history.history import History
from hfgoals.model.values import Book
from hfgoals.store import create, open_file, verify
from hfgoals.store.digests import line_of
from hfgoals.store.schema import VERSION
from hfgoals.trouble import Damaged, ReadOnlyFile, TooNew, Trouble
from tests.store.journals import interrupted
from tests.store.workbooks import put_record, replace_pair, run_sql, small_book, step

_NOBODY = 65534


@contextmanager
def _without_privileges() -> Iterator[None]:
    """As an ordinary user: chmod is no hindrance to root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that an ordinary user can reach even when the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _look(path: Path, book: Book) -> str:
    """The reason why only looking is possible."""
    with _without_privileges(), open_file(path) as store:
        assert store.read_only
        assert store.book == book
        with pytest.raises(ReadOnlyFile):
            store.write(step(book, "改")[1])
        return store.read_only_reason


def test_a_write_protected_file(public: Path) -> None:
    book = small_book()
    path = public / "a.hfg"
    create(path, book).close()
    path.chmod(0o444)
    public.chmod(0o777)
    assert "写保护" in _look(path, book)
    assert list(public.iterdir()) == [path]


def test_a_folder_that_takes_no_new_file(public: Path) -> None:
    book = small_book()
    path = public / "a.hfg"
    create(path, book).close()
    path.chmod(0o666)
    public.chmod(0o555)
    assert "文件夹" in _look(path, book)
    assert verify(path).ok


def test_an_unfinished_step_is_taken_back_on_opening(saved: Path) -> None:
    book, torn = interrupted(saved)
    with open_file(saved) as store:
        assert not store.read_only
        assert store.book == book
    assert saved.read_bytes() != torn
    assert list(saved.parent.iterdir()) == [saved]


def test_an_unfinished_step_can_be_looked_at_without_touching_it(saved: Path) -> None:
    book, torn = interrupted(saved)
    with open_file(saved, read_only=True) as store:
        assert store.book == book
        assert "中断" in store.read_only_reason
        store.save_copy(saved.with_name("副本.hfg"))
    assert verify(saved).ok
    assert saved.read_bytes() == torn
    with open_file(saved.with_name("副本.hfg")) as store:
        assert store.book == book


def test_an_unfinished_step_in_a_folder_that_cannot_be_written(public: Path) -> None:
    path = public / "a.hfg"
    create(path, small_book()).close()
    book, _ = interrupted(path)
    for file in public.iterdir():
        file.chmod(0o644)
    public.chmod(0o555)
    assert "中断" in _look(path, book)


def test_an_unfinished_step_whose_journal_may_not_be_read(public: Path) -> None:
    path = public / "a.hfg"
    create(path, small_book()).close()
    _, torn = interrupted(path)
    path.chmod(0o666)
    Path(f"{path}-journal").chmod(0)
    public.chmod(0o777)
    for way in (open_file, verify):
        with _without_privileges(), pytest.raises(Trouble):
            way(path)
    assert path.read_bytes() == torn
    assert Path(f"{path}-journal").stat().st_size > 0


def test_a_journal_of_another_file_spoils_nothing(saved: Path, tmp_path: Path) -> None:
    """A backup put in the place of a file whose journal still lies there."""
    backup = tmp_path / "备份"
    with open_file(saved) as store:
        shutil.copyfile(saved, backup)
        store.write(step(store.book, "后来", rows=12)[1])
    interrupted(saved)
    shutil.copyfile(backup, saved)
    content = saved.read_bytes()
    with pytest.raises(Damaged, match="副本"):
        open_file(saved)
    assert saved.read_bytes() == content


def _made_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE record ADD COLUMN later TEXT")
        connection.execute("CREATE TABLE later (x TEXT)")
        connection.execute("DROP TABLE setting")
        replace_pair(connection, line_of("meta", "version", str(VERSION + 1)))
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
        connection.commit()


def test_a_later_version_can_be_looked_at(saved: Path) -> None:
    with open_file(saved) as store:
        book = store.book
    _made_newer(saved)
    content = saved.read_bytes()
    with open_file(saved) as store:
        assert store.book == book
        assert store.read_only
        assert "更新版本" in store.read_only_reason
        with pytest.raises(ReadOnlyFile):
            store.put_setting("x", 1)
    assert saved.read_bytes() == content
    assert verify(saved).version == VERSION + 1
    assert list(saved.parent.iterdir()) == [saved]


def test_versions_and_the_log_can_be_read_wherever_only_looking_is_possible(
    saved: Path, public: Path
) -> None:
    with open_file(saved) as store:
        History(store, "张会计").keep("一上报送稿", store.book, store.book.years[0], submitted=True)
    _made_newer(saved)
    protected = Path(shutil.copyfile(saved, public / "只读.hfg"))
    protected.chmod(0o444)
    public.chmod(0o555)
    for path in (saved, protected):
        content = path.read_bytes()
        with (
            _without_privileges() if path is protected else nullcontext(),
            open_file(path) as store,
        ):
            history = History(store, "李会计")
            (version,) = history.versions
            assert history.book_of(version).years == store.book.years
            assert [entry.step for entry in history.entries] == ["保存版本“一上报送稿”"]
            plan = store.book.years[0]
            for refused in (
                lambda: history.keep("批复稿", store.book, plan),  # noqa: B023 - called at once
                lambda: history.unlock(plan, "改错"),  # noqa: B023 - called at once
                lambda: store.put_setting("x", 1),
            ):
                with pytest.raises(ReadOnlyFile):
                    refused()
        assert path.read_bytes() == content
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE version",
        "ALTER TABLE version RENAME COLUMN about TO told",
    ],
)
def test_a_later_version_that_keeps_versions_otherwise_shows_none(
    saved: Path, statement: str
) -> None:
    _made_newer(saved)
    run_sql(saved, statement)
    with open_file(saved) as store:
        assert History(store, "").versions == ()
        assert store.book.years


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE record",
        "ALTER TABLE record RENAME COLUMN content TO body",
        "DROP TABLE meta",
    ],
)
def test_a_later_version_that_cannot_be_read(saved: Path, statement: str) -> None:
    _made_newer(saved)
    run_sql(saved, statement)
    with pytest.raises(TooNew):
        open_file(saved)
    with pytest.raises(TooNew):
        verify(saved)


def test_a_later_version_with_a_damaged_record(saved: Path) -> None:
    _made_newer(saved)
    run_sql(saved, "UPDATE record SET position = position + 1 WHERE part = 'goal'")
    with pytest.raises(Damaged):
        open_file(saved)


@pytest.mark.parametrize("record", [("goal", '{"text":"目标","weight":"10"}'), ("chart", "{}")])
def test_fields_and_rows_of_a_later_program_are_not_lost(
    saved: Path, record: tuple[str, str]
) -> None:
    with open_file(saved) as store:
        project = store.book.years[0].projects[0].id
    part, content = record
    put_record(saved, "0123456789ab", part, project, 9, content)
    with open_file(saved) as store:
        assert store.read_only
        assert "更新版本" in store.read_only_reason


def test_a_new_file_can_be_written_by_its_owner(tmp_path: Path) -> None:
    create(tmp_path / "a.hfg", small_book()).close()
    assert stat.S_IMODE((tmp_path / "a.hfg").stat().st_mode) & 0o600 == 0o600
