"""The thread that saves: in order, told when durable, nothing lost on a failure."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hfgoals.model.rows import Changes
from hfgoals.model.values import Book
from hfgoals.store import NOTHING_BESIDE, Besides, Store, Writer, connection, open_file
from hfgoals.trouble import CannotWrite, Trouble
from tests.pace import PATIENCE
from tests.store.workbooks import step


class _Heard:
    """What the writer told."""

    def __init__(self, store: Store) -> None:
        self.saved: list[int] = []
        self.failed: list[Trouble] = []
        self.threads: set[int] = set()
        self.any_failure = threading.Event()
        self.writer = Writer(store, self._on_saved, self._on_failed)

    def _on_saved(self, ticket: int) -> None:
        self.saved.append(ticket)
        self.threads.add(threading.get_ident())

    def _on_failed(self, trouble: Trouble) -> None:
        self.failed.append(trouble)
        self.threads.add(threading.get_ident())
        self.any_failure.set()


@pytest.fixture
def store(saved: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.02)
    with open_file(saved) as opened:
        yield opened


def _steps(book: Book, count: int) -> tuple[Book, list[Changes]]:
    made = []
    for number in range(count):
        book, changes = step(book, f"第{number}步")
        made.append(changes)
    return book, made


def test_every_step_is_told_in_order(store: Store, saved: Path) -> None:
    after, steps = _steps(store.book, 30)
    heard = _Heard(store)
    tickets = [heard.writer.submit(changes) for changes in steps]
    assert heard.writer.flush(PATIENCE)
    assert heard.saved == tickets == list(range(1, 31))
    assert heard.threads.isdisjoint({threading.get_ident()})
    assert heard.writer.close()
    store.close()
    with open_file(saved) as again:
        assert again.book == after


def test_submitting_does_not_wait_for_the_disk(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    monkeypatch.setattr(store, "write", lambda *_: release.wait(PATIENCE))
    heard = _Heard(store)
    for changes in _steps(store.book, 20)[1]:
        heard.writer.submit(changes)
    assert not heard.writer.flush(0.05)
    assert heard.writer.waiting == 20
    release.set()
    assert heard.writer.close()
    assert len(heard.saved) == 20


def test_a_failure_keeps_the_steps_until_it_is_tried_again(store: Store, saved: Path) -> None:
    after, steps = _steps(store.book, 5)
    heard = _Heard(store)
    with closing(sqlite3.connect(saved)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for changes in steps[:4]:
            heard.writer.submit(changes)
        assert heard.any_failure.wait(PATIENCE)
        assert not heard.writer.flush(PATIENCE)
        assert isinstance(heard.failed[0], CannotWrite)
        assert heard.saved == []
        assert heard.writer.waiting == 4
        other.rollback()
    heard.writer.retry()
    assert heard.writer.flush(PATIENCE)
    assert heard.saved == [1, 2, 3, 4]
    heard.writer.submit(steps[4])
    assert heard.writer.close()
    assert heard.saved == [1, 2, 3, 4, 5]
    store.close()
    with open_file(saved) as again:
        assert again.book == after


def test_the_next_step_tries_the_failed_ones_again(store: Store, saved: Path) -> None:
    _, (first, second) = _steps(store.book, 2)
    heard = _Heard(store)
    with closing(sqlite3.connect(saved)) as other:
        other.execute("BEGIN EXCLUSIVE")
        heard.writer.submit(first)
        assert heard.any_failure.wait(PATIENCE)
        other.rollback()
    heard.writer.submit(second)
    assert heard.writer.flush(PATIENCE)
    assert heard.saved == [1, 2]
    heard.writer.close()


def test_who_hears_of_a_failure_may_try_again_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (only,) = _steps(store.book, 1)
    real, saved = store.write, threading.Event()

    def full(changes: Changes, beside: Besides = NOTHING_BESIDE) -> None:
        raise CannotWrite("磁盘满了。")

    def again(trouble: Trouble) -> None:
        monkeypatch.setattr(store, "write", real)
        writer.retry()

    monkeypatch.setattr(store, "write", full)
    writer = Writer(store, lambda ticket: saved.set(), again)
    writer.submit(only)
    assert saved.wait(10)
    assert writer.close()


def test_closing_says_when_steps_are_left(store: Store, saved: Path) -> None:
    _, (only,) = _steps(store.book, 1)
    heard = _Heard(store)
    with closing(sqlite3.connect(saved)) as other:
        other.execute("BEGIN EXCLUSIVE")
        heard.writer.submit(only)
        assert not heard.writer.close()
        assert heard.writer.waiting == 1
        assert not heard.writer.close()
        with pytest.raises(ValueError, match="closed"):
            heard.writer.submit(only)


def test_a_fault_of_ours_is_told_and_does_not_end_the_thread(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (only,) = _steps(store.book, 1)
    real = store.write

    def broken(changes: Changes, beside: Besides = NOTHING_BESIDE) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(store, "write", broken)
    heard = _Heard(store)
    heard.writer.submit(only)
    assert not heard.writer.flush(PATIENCE)
    assert "RuntimeError" in heard.failed[0].what
    monkeypatch.setattr(store, "write", real)
    assert heard.writer.flush(PATIENCE)
    assert heard.writer.close()


def test_a_listener_that_fails_does_not_stop_the_saving(store: Store, saved: Path) -> None:
    def gone(_: object) -> None:
        raise RuntimeError("the window is closed")

    after, steps = _steps(store.book, 3)
    writer = Writer(store, gone, gone)
    for changes in steps:
        writer.submit(changes)
    assert writer.close()
    store.close()
    with open_file(saved) as again:
        assert again.book == after


def test_flushing_from_a_callback_does_not_hang(store: Store) -> None:
    answers: list[bool] = []
    writer = Writer(
        store, lambda ticket: answers.append(writer.flush(PATIENCE)), lambda trouble: None
    )
    writer.submit(_steps(store.book, 1)[1][0])
    # A callback that waited would keep this from ending.
    assert writer.close()
    assert answers == [False]


def test_settings_and_steps_from_two_threads(store: Store, saved: Path) -> None:
    after, steps = _steps(store.book, 40)
    heard = _Heard(store)
    for number, changes in enumerate(steps):
        heard.writer.submit(changes)
        store.put_setting("place", number)
    assert heard.writer.close()
    store.close()
    with open_file(saved) as again:
        assert again.book == after
        assert again.setting("place") == 39
