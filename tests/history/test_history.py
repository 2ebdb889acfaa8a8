"""Named versions: kept as they were, never changed; a year handed in is locked until unlocked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from hfgoals.app import Session
from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.edits import Insert, Remove, SetText
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.store import Store, create, open_file, verify
from hfgoals.trouble import CannotWrite, ReadOnlyFile, YearLocked
from tests.store.workbooks import run_sql, small_book


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.create(tmp_path / "a.hfg", small_book(), who="张会计")
    yield made
    made.close()


def _plan(session: Session) -> AnnualPlan:
    return session.book.years[0]


def _rename(session: Session, text: str) -> None:
    row = _plan(session).projects[0].id
    session.apply("修改项目名称", [SetText(Address("project", row, "name"), text)])


def test_a_version_keeps_the_year_as_it_was(session: Session) -> None:
    plan = _plan(session)
    made = session.keep_version("一上报送稿", plan)
    _rename(session, "改过的名称")
    (version,) = session.history.versions
    assert version == made
    assert (version.name, version.who, version.year) == ("一上报送稿", "张会计", 2023)
    kept = session.history.book_of(version)
    assert kept.years == (plan,)
    assert kept.unit == session.book.unit


def test_versions_are_there_after_opening_again_and_in_a_copy(
    session: Session, tmp_path: Path
) -> None:
    session.keep_version("一上报送稿", _plan(session))
    _rename(session, "改过的名称")
    session.keep_version("批复稿", _plan(session))
    session.save_copy(tmp_path / "副本.hfg")
    for path in (tmp_path / "副本.hfg", session.path):
        assert verify(path).ok
        with open_file(path, read_only=True) as store:
            history = History(store, "")
            first, second = history.versions
            assert (first.name, second.name) == ("一上报送稿", "批复稿")
            assert history.book_of(first).years[0].projects[0].name == "融媒体中心运行维护费0"
            assert history.book_of(second).years[0].projects[0].name == "改过的名称"


def test_what_was_typed_last_is_in_the_version(session: Session) -> None:
    for number in range(20):
        _rename(session, f"第{number}次")
    version = session.keep_version("稿", _plan(session))
    assert session.history.book_of(version).years[0].projects[0].name == "第19次"


def test_a_year_handed_in_is_locked(session: Session) -> None:
    _rename(session, "报送前")
    plan = _plan(session)
    session.keep_version("一上报送稿", plan, submitted=True)
    assert session.is_locked(plan.id)
    for change in (
        lambda: _rename(session, "报送后"),
        lambda: session.apply("删除年度", [Remove(plan.id)]),
        session.workbook.undo,
        lambda: session.replace("读入", Book(session.book.unit, ())),
    ):
        with pytest.raises(YearLocked) as told:
            change()
        assert "一上报送稿" in told.value.what
        assert _plan(session) is plan
    assert session.workbook.undo_name is not None, "the step is still there to be taken back later"


def test_other_years_stay_open(session: Session) -> None:
    session.keep_version("一上报送稿", _plan(session), submitted=True)
    session.apply("新建年度", [Insert("", AnnualPlan(year=2024))])
    assert [plan.year for plan in session.book.years] == [2023, 2024]
    session.workbook.undo()
    assert [plan.year for plan in session.book.years] == [2023]


def test_the_lock_holds_after_opening_again_until_it_is_undone_with_a_reason(
    session: Session,
) -> None:
    session.keep_version("一上报送稿", _plan(session), submitted=True)
    session.close()
    again = Session.open(session.path, who="李科长")
    with pytest.raises(YearLocked):
        _rename(again, "新名称")
    again.unlock(_plan(again), "财政局退回，要求调整指标值")
    _rename(again, "新名称")
    again.close()
    last = Session.open(session.path)
    assert not last.is_locked(_plan(last).id)
    assert _plan(last).projects[0].name == "新名称"
    told = [(entry.who, entry.reason) for entry in last.history.entries]
    assert ("李科长", "财政局退回，要求调整指标值") in told
    last.close()


def test_a_read_only_file_keeps_no_version(session: Session) -> None:
    second = Session.open(session.path)
    with pytest.raises(ReadOnlyFile):
        second.keep_version("稿", _plan(second))
    second.close()


def test_a_version_that_was_changed_underneath_is_damage(session: Session) -> None:
    session.keep_version("一上报送稿", _plan(session))
    session.close()
    run_sql(session.path, "UPDATE version SET about = replace(about, '一上', '二上')")
    assert not verify(session.path).ok


@pytest.mark.parametrize("odd", [None, [], "x", {"a": 1}, {"a": {"b": []}}, 3])
def test_an_odd_setting_locks_nothing(session: Session, odd: object) -> None:
    session.put_setting("locks", odd)
    session.close()
    again = Session.open(session.path)
    _rename(again, "新名称")
    again.close()


class _Complaining:
    """A connection that complains of the next commit when it is done."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self.once = connection, True

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        done = self._connection.execute(statement, *values)
        if statement == "COMMIT" and self.once:
            self.once = False
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_DIR_FSYNC
            raise error
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def _complaint(store: Store) -> Iterator[None]:
    connection = store._connection
    assert connection is not None
    store._connection = cast("sqlite3.Connection", _Complaining(connection))
    yield


def test_a_version_that_reached_the_disk_is_kept_whatever_the_disk_says(tmp_path: Path) -> None:
    with create(tmp_path / "a.hfg", small_book()) as store:
        history = History(store, "张会计")
        (plan,) = store.book.years
        with _complaint(store):
            history.keep("一稿", store.book, plan, submitted=True)
        assert history.is_locked(plan.id)
        history.keep("二稿", store.book, plan)
    _holds(tmp_path / "a.hfg", ["一稿", "二稿"], plan.id)


def test_a_version_that_was_told_to_have_failed_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk complains of a commit that it did, and stays away for a while."""
    with create(tmp_path / "a.hfg", small_book()) as store:
        history = History(store, "张会计")
        (plan,) = store.book.years
        with _complaint(store), monkeypatch.context() as away:
            away.setattr(store, "_reconnected", _gone)
            with pytest.raises(CannotWrite):
                history.keep("一稿", store.book, plan, submitted=True)
            assert history.versions == ()
        history.keep("二稿", store.book, plan)
        assert history.is_locked(plan.id), "as the file says"
    _holds(tmp_path / "a.hfg", ["一稿", "二稿"], plan.id)


def test_a_setting_that_was_told_to_have_failed_is_known_once_the_file_says_so(
    tmp_path: Path,
) -> None:
    with create(tmp_path / "a.hfg", small_book()) as store:
        with _complaint(store), pytest.raises(CannotWrite):
            store.put_setting("returns", [1])
        assert store.reached()
        assert store.setting("returns") == [1]


def _gone() -> sqlite3.Connection:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    raise error


def _holds(path: Path, names: list[str], plan: str) -> None:
    assert verify(path).ok
    with open_file(path) as store:
        history = History(store, "")
        assert [each.name for each in history.versions] == names
        assert [each.key for each in history.versions] == ["000001", "000002"]
        assert all(history.book_of(each).years for each in history.versions)
        assert history.is_locked(plan)
        told = [entry.step for entry in history.entries]
        assert [name for step in told for name in names if name in step] == names
