"""Files at names that anybody may have taken: opened only when plain, never through a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hfgoals.plain import NotPlain, added_to, open_plain


def test_a_plain_file_is_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"text")
    for flags in (os.O_RDONLY, os.O_RDWR | os.O_CREAT):
        descriptor = open_plain(path, flags)
        assert os.read(descriptor, 9) == b"text"
        os.close(descriptor)


def test_a_missing_one_is_made_only_when_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_plain(tmp_path / "a")
    os.close(open_plain(tmp_path / "a", os.O_WRONLY | os.O_CREAT))
    assert (tmp_path / "a").read_bytes() == b""


@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT])
def test_anything_else_is_refused_and_stays(tmp_path: Path, flags: int) -> None:
    victim = tmp_path / "b"
    victim.write_bytes(b"text")
    path = tmp_path / "a"
    for put in (
        lambda: path.symlink_to(victim),
        lambda: path.symlink_to(tmp_path / "none"),
        lambda: os.link(victim, path),
        lambda: os.mkfifo(path),
    ):
        put()
        with pytest.raises(NotPlain) as caught:
            open_plain(path, flags)
        assert caught.value.path == path
        assert str(caught.value)
        path.unlink()
    path.mkdir()
    with pytest.raises(NotPlain):
        open_plain(path, flags)
    assert victim.read_bytes() == b"text"
    assert sorted(tmp_path.iterdir()) == [path, victim]


def test_one_that_is_exchanged_after_the_first_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, victim = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"mine")
    victim.write_bytes(b"text")
    really = os.open
    opened: list[int] = []

    def exchanged(*given: object) -> int:
        if not opened:
            path.unlink()
            os.link(victim, path)
        opened.append(really(*given))  # type: ignore[call-overload]
        return opened[-1]

    monkeypatch.setattr(os, "open", exchanged)
    with pytest.raises(NotPlain):
        open_plain(path, os.O_RDWR | os.O_CREAT)
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(opened[0])


def test_lines_are_added_at_the_end_of_a_plain_file_only(tmp_path: Path) -> None:
    path, victim = tmp_path / "日志.log", tmp_path / "b"
    for line in ("一\n", "二\n"):
        with added_to(path) as file:
            file.write(line)
    assert path.read_text("utf-8") == "一\n二\n"
    victim.symlink_to(path)
    with pytest.raises(NotPlain):
        added_to(victim)
