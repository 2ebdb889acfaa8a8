"""One writer per file; a second opener reads; a crash locks nothing."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hfgoals.store import create, open_file
from hfgoals.store.lock import lock_path
from hfgoals.trouble import CannotWrite, ReadOnlyFile
from tests.store.workbooks import small_book, step

_HOLDER = """
import sys
from pathlib import Path
from hfgoals.store import open_file
store = open_file(Path(sys.argv[1]))
print("read only" if store.read_only else "writable", flush=True)
sys.stdin.read()
"""


@contextmanager
def _held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={"USER": "李会计", "PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C.UTF-8"},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "writable\n"
        yield holder
        holder.kill()


def test_a_second_process_reads_only_and_hears_who_has_it(saved: Path) -> None:
    with _held_elsewhere(saved), open_file(saved) as store:
        assert store.read_only
        assert "李会计" in store.read_only_reason
        assert store.book.unit.code == "425001"
        with pytest.raises(ReadOnlyFile):
            store.write(step(store.book, "改")[1])
        with pytest.raises(ReadOnlyFile):
            store.put_setting("place", 1)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_lock_is_free_when_its_holder_is_killed(saved: Path, end: signal.Signals) -> None:
    with _held_elsewhere(saved) as holder:
        holder.send_signal(end)
        holder.wait()
        assert lock_path(saved).exists()
        with open_file(saved) as store:
            assert not store.read_only
    assert not lock_path(saved).exists()


def test_twice_in_one_process(saved: Path) -> None:
    with open_file(saved) as first:
        with open_file(saved) as second:
            assert second.read_only
        first.write(step(first.book, "改")[1])
        with open_file(saved) as second:
            assert second.read_only
    with open_file(saved) as third:
        assert not third.read_only


def test_a_link_to_the_file_is_the_same_file(saved: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.hfg"
    link.symlink_to(saved)
    with open_file(link) as first, open_file(saved) as second:
        assert not first.read_only
        assert second.read_only


@pytest.mark.parametrize("left", [b"", b"{}", b"\xff\xfe", b'{"user": 1, "since": 5}'])
def test_a_lock_file_left_behind_is_harmless(saved: Path, left: bytes) -> None:
    lock_path(saved).write_bytes(left)
    with open_file(saved) as store:
        assert not store.read_only


def test_a_lock_file_of_somebody_else_is_not_taken_away(saved: Path) -> None:
    """Somebody deleted the hidden file while we worked, and the next user made a new one."""
    first = open_file(saved)
    lock_path(saved).unlink()
    with open_file(saved) as second:
        assert not second.read_only
        with pytest.raises(CannotWrite, match="别处"):
            first.write(step(first.book, "改")[1])
        first.close()
        assert lock_path(saved).exists()
        with open_file(saved) as third:
            assert third.read_only


def test_a_lock_file_that_tells_nothing_still_locks(saved: Path) -> None:
    with open_file(saved):
        lock_path(saved).write_bytes(b"\xff")
        with open_file(saved) as second:
            assert second.read_only
            assert second.read_only_reason


def test_a_reader_sees_what_was_saved_meanwhile(saved: Path) -> None:
    with open_file(saved) as writer:
        after, changes = step(writer.book, "改")
        writer.write(changes)
        with open_file(saved, read_only=True) as reader:
            assert reader.book == after
            assert reader.read_only_reason


def test_a_name_in_use_is_not_taken_over(saved: Path, tmp_path: Path) -> None:
    with open_file(saved) as one, create(tmp_path / "b.hfg", small_book()) as other:
        with pytest.raises(CannotWrite):
            one.save_copy(other.path, replace=True)
        with pytest.raises(CannotWrite):
            one.save_copy(saved, replace=True)
        with pytest.raises(CannotWrite):
            create(other.path, small_book())
        assert other.setting("x") is None


_NOT_OURS = [
    b"years of work\n",
    b"\xff\xfe",
    b"[]",
    b'{"user": "a"}',
    b'{"user": "", "host": "", "since": "", "process": 1, "more": 2}',
    b" " * 5000,
    bytes(5000),
]


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Another file of the user, nobody else's to read."""
    path = tmp_path / "别处" / "工资表.xls"
    path.parent.mkdir()
    path.write_bytes(b"years of work\0and more")
    path.chmod(0o600)
    return path


def _symbolic(lock: Path, victim: Path) -> None:
    lock.symlink_to(victim)


def _hard(lock: Path, victim: Path) -> None:
    os.link(victim, lock)


def _hard_and_empty(lock: Path, victim: Path) -> None:
    victim.write_bytes(b"")
    os.link(victim, lock)


def _dangling(lock: Path, victim: Path) -> None:
    lock.symlink_to(victim.with_name("还没有.txt"))


def _folder(lock: Path, _victim: Path) -> None:
    lock.mkdir()


def _pipe(lock: Path, _victim: Path) -> None:
    os.mkfifo(lock)


@pytest.mark.parametrize("put", [_symbolic, _hard, _hard_and_empty, _dangling, _folder, _pipe])
def test_what_is_no_plain_file_is_no_lock(
    saved: Path, victim: Path, put: Callable[[Path, Path], None]
) -> None:
    """An unzipped folder can bring a link: what it points to stays, and the file can be seen."""
    put(lock_path(saved), victim)
    content, there = victim.read_bytes(), lock_path(saved).lstat()
    with open_file(saved) as store:
        assert store.read_only
        assert lock_path(saved).name in store.read_only_reason
        assert store.book.unit.code == "425001"
    assert victim.read_bytes() == content
    assert stat.S_IMODE(victim.stat().st_mode) == 0o600
    after = lock_path(saved).lstat()
    assert (after.st_ino, after.st_mode, after.st_nlink) == (
        there.st_ino,
        there.st_mode,
        there.st_nlink,
    )
    assert list(victim.parent.iterdir()) == [victim]


@pytest.mark.parametrize("put", [_symbolic, _hard, _pipe])
def test_a_link_at_the_lock_of_a_new_file_or_a_copy(
    saved: Path, victim: Path, put: Callable[[Path, Path], None]
) -> None:
    new = saved.with_name("新.hfg")
    put(lock_path(new), victim)
    with pytest.raises(CannotWrite, match="lock"):
        create(new, small_book())
    with open_file(saved) as store, pytest.raises(CannotWrite, match="lock"):
        store.save_copy(new)
    assert victim.read_bytes() == b"years of work\0and more"
    assert not new.exists()


def test_a_link_put_in_the_place_of_the_lock_while_the_file_is_open(
    saved: Path, victim: Path
) -> None:
    with open_file(saved) as store:
        after, changes = step(store.book, "改")
        lock_path(saved).unlink()
        lock_path(saved).symlink_to(victim)
        with pytest.raises(CannotWrite, match="lock"):
            store.write(changes)
        assert victim.read_bytes() == b"years of work\0and more"
        lock_path(saved).unlink()
        store.write(changes)
    with open_file(saved) as store:
        assert store.book == after


@pytest.mark.parametrize("content", _NOT_OURS)
def test_a_file_that_is_no_lock_is_neither_written_nor_taken_away(
    saved: Path, content: bytes
) -> None:
    lock_path(saved).write_bytes(content)
    lock_path(saved).chmod(0o600)
    with open_file(saved) as store:
        assert not store.read_only
        with open_file(saved) as second:
            assert second.read_only
        store.write(step(store.book, "改")[1])
    assert lock_path(saved).read_bytes() == content
    assert stat.S_IMODE(lock_path(saved).stat().st_mode) == 0o600


def test_a_lock_that_lost_its_text_to_a_power_cut_is_taken_over(saved: Path) -> None:
    lock_path(saved).write_bytes(bytes(82))
    with open_file(saved) as store:
        assert not store.read_only
        assert b"process" in lock_path(saved).read_bytes()
    assert not lock_path(saved).exists()
