"""Files are written whole or not at all, whatever goes wrong."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hfgoals.model.values import Book
from hfgoals.store import create
from hfgoals.trouble import Cancelled, CannotWrite, InUse
from hfgoals.writing import atomic_target, clear_leftovers

OLD = b"the old file"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with one older file of the target's name."""
    path = tmp_path / "旧文件.pdf"
    path.write_bytes(OLD)
    return path


def assert_untouched(path: Path) -> None:
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path], "nothing else may be left in the folder"


def write(path: Path, content: bytes = b"new") -> None:
    with atomic_target(path) as temporary:
        temporary.write_bytes(content)


def write_half(path: Path, error: BaseException) -> None:
    with atomic_target(path) as temporary:
        temporary.write_bytes(b"half")
        raise error


def test_the_file_appears_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "导出.pdf"
    with atomic_target(path) as temporary:
        assert temporary.parent == tmp_path
        assert temporary.name.isascii()
        temporary.write_bytes(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_is_replaced(old: Path) -> None:
    write(old)
    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_modes_are_kept_or_ordinary(old: Path) -> None:
    old.chmod(0o640)
    write(old)
    assert old.stat().st_mode & 0o777 == 0o640
    before = os.umask(0o027)
    try:
        write(old.with_name("new.pdf"))
    finally:
        os.umask(before)
    assert old.with_name("new.pdf").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_what_a_link_points_to_stays(old: Path, link: Callable[[Path, Path], None]) -> None:
    """A folder from elsewhere may hold links at the names that an export gives."""
    old.chmod(0o600)
    path = old.parent / "导出" / "link.pdf"
    path.parent.mkdir()
    link(old, path)
    write(path)
    assert old.read_bytes() == OLD
    assert path.read_bytes() == b"new"
    assert not path.is_symlink()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "link.pdf"
    path.symlink_to(tmp_path / "none.pdf")
    write(path)
    assert list(tmp_path.iterdir()) == [path]
    assert not path.is_symlink()


@pytest.mark.parametrize("error", [Cancelled(), ValueError("ours"), KeyboardInterrupt()])
def test_whatever_the_body_raises_leaves_the_old_file(old: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        write_half(old, error)
    assert_untouched(old)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "没有" / "导出.pdf"
    with pytest.raises(CannotWrite, match="没有文件夹") as caught:
        write(path)
    assert str(path.parent) in str(caught.value)
    assert not path.parent.exists()


def test_a_file_in_the_place_of_the_folder(old: Path) -> None:
    with pytest.raises(CannotWrite):
        write(old / "导出.pdf")
    assert_untouched(old)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "导出.pdf"
    path.mkdir()
    with pytest.raises(CannotWrite, match="是一个文件夹"):
        write(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in folders")
def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "导出.pdf"
    os.mkfifo(path)
    with pytest.raises(CannotWrite, match="不是普通文件"):
        write(path)
    assert path.is_fifo()


def test_a_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="太长"):
        write(tmp_path / f"{'长' * 300}.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name != "nt" and os.geteuid() != 0:
        old.parent.chmod(0o555)
    else:
        # Nothing is forbidden to root: the refusal itself is put in place.
        refuse_opening(monkeypatch, errno.EACCES)
    try:
        with pytest.raises(CannotWrite, match="不允许写入") as caught:
            write(old)
    finally:
        old.parent.chmod(0o755)
    assert str(old.parent) in str(caught.value)
    assert_untouched(old)


def test_a_read_only_disk(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_opening(monkeypatch, errno.EROFS)
    with pytest.raises(CannotWrite, match="只读"):
        write(old)
    assert_untouched(old)


def test_a_write_protected_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old.chmod(0o444)
    # Root may write it all the same, so what the system answers to others is put in place.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CannotWrite, match="只读文件"):
        write(old)
    assert_untouched(old)


@pytest.mark.parametrize("number", [errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)])
def test_a_disk_that_fills_while_writing(old: Path, number: int) -> None:
    with pytest.raises(CannotWrite, match="空间不足"):
        write_half(old, OSError(number, os.strerror(number)))
    assert_untouched(old)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk always full")
def test_a_disk_that_is_full(old: Path) -> None:
    with (
        pytest.raises(CannotWrite, match="空间不足"),
        atomic_target(old),
        open("/dev/full", "wb", buffering=0) as full,  # noqa: PTH123 - unbuffered
    ):
        full.write(b"anything")
    assert_untouched(old)


def test_a_disk_that_is_full_when_it_comes_to_it(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="空间不足"):
        write(old)
    assert_untouched(old)


def test_a_target_open_in_another_program(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(path: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use", str(path), None, str(other))

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(InUse, match=old.name):
        write(old)
    assert_untouched(old)


def test_a_disk_that_breaks(old: Path) -> None:
    with pytest.raises(CannotWrite, match="写入失败"), atomic_target(old):
        raise OSError(errno.EIO, "Input/output error")
    assert_untouched(old)


def test_a_fault_of_our_own_is_not_called_a_trouble(old: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_target(old):
        (tmp_path / "missing.ttf").read_bytes()
    assert_untouched(old)


def refuse_opening(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "open", refuse)


def _left(folder: Path, name: str, hours: float) -> Path:
    """What a killed run may have left so long ago."""
    path = folder / name
    path.write_bytes(b"half")
    _aged(path, hours)
    return path


def _aged(path: Path, hours: float) -> None:
    then = path.stat().st_mtime - hours * 3600
    os.utime(path, (then, then))


@pytest.mark.parametrize("how", ["export", "workbook"])
def test_what_killed_runs_left_is_cleared(how: str, tmp_path: Path) -> None:
    ours = [".hfg-0123abcd.tmp", ".0123456789abcdef.hfg.tmp", ".0123456789abcdef.hfg.tmp-journal"]
    ours.append("..0123456789abcdef.hfg.tmp.lock")
    for name in ours:
        _left(tmp_path, name, 2)
    (tmp_path / ".hfg-00000000.tmp").mkdir()
    _left(tmp_path / ".hfg-00000000.tmp", "a.pdf", 2)
    _aged(tmp_path / ".hfg-00000000.tmp", 2)
    kept = {
        _left(tmp_path, name, hours)
        for name, hours in (
            (".hfg-89abcdef.tmp", 0.5), (".fedcba9876543210.hfg.tmp", 0), (".hfg-xyz.tmp", 90),
            ("hfg-0123abcd.tmp", 90), (".hfg-0123abcd.tmp.xlsx", 90), (".a.hfg.lock", 90),
            (".0123456789abcdef.hfg.tmp-wal", 90),
        )
    }  # fmt: skip
    clear_leftovers.cache_clear()
    target = tmp_path / "新.hfg"
    if how == "export":
        with atomic_target(target) as temporary:
            temporary.write_bytes(b"whole")
    else:
        create(target, Book()).close()
    assert set(tmp_path.iterdir()) == {*kept, target}


def test_a_link_of_such_a_name_is_left_alone(tmp_path: Path) -> None:
    victim, folder = tmp_path / "别处", tmp_path / "夹"
    victim.mkdir()
    (victim / "a").write_text("a")
    folder.mkdir()
    link = folder / ".hfg-0123abcd.tmp"
    link.symlink_to(victim)
    os.utime(link, (1, 1), follow_symlinks=False)
    clear_leftovers.cache_clear()
    clear_leftovers(folder)
    assert (victim / "a").exists()
    clear_leftovers.cache_clear()
    clear_leftovers(tmp_path / "none")
