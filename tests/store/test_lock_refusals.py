"""What systems and network drives answer to who asks for a lock: held, free, or none to be had."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from hfgoals.store import lock, open_file
from hfgoals.trouble import CannotWrite
from tests.store.workbooks import step


def _refusing(code: int | None) -> object:
    def try_lock(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code)) if code is not None else OSError("no number")

    return try_lock


@pytest.mark.parametrize("code", [0, 13, 36, None, errno.EAGAIN, errno.EACCES])
def test_what_means_that_somebody_holds_it(
    code: int | None, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0, 13 and 36 are what Windows' C library has said, at one time or another."""
    with open_file(saved):
        monkeypatch.setattr(lock, "_try_lock", _refusing(code))
        with open_file(saved) as second:
            assert second.read_only
            for told in (lock.login_name(), lock.socket.gethostname()):
                assert told in second.read_only_reason


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_without_locks_is_read_only_with_a_way_out(
    code: int, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_try_lock", _refusing(code))
    with open_file(saved) as store:
        assert store.read_only
        assert "本机" in store.read_only_reason
        assert "别处打开" not in store.read_only_reason


def test_a_drive_that_has_gone_is_not_said_to_be_locked(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_try_lock", _refusing(errno.EIO))
    with open_file(saved) as store:
        assert store.read_only
        assert "别处打开" not in store.read_only_reason


def test_who_took_the_lock_meanwhile_is_told_when_saving(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_file(saved) as store:
        changes = step(store.book, "改")[1]
        lock.lock_path(saved).unlink()
        monkeypatch.setattr(lock, "_try_lock", _refusing(36))
        with pytest.raises(CannotWrite, match="别处"):
            store.write(changes)
