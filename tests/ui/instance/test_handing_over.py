"""What a further start hands over, to whom, and what it does when nobody takes it."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pace import PATIENCE
from tests.ui.instance.running import Running
from ui.instance import asking, channel
from ui.instance.asking import BUSY, FRONT, ROOM, handed_over
from ui.instance.lines import LONGEST, Line, received
from ui.instance.talking import Talk, understood

_SHORT = 0.3
"""Seconds for a test of what is not answered."""


@pytest.fixture
def second() -> Iterator[Running]:
    ear = channel.listen()
    assert ear is not None
    made = Running(ear)
    yield made
    made.close()


def _line(number: int = 0) -> Line:
    line = channel.call(number)
    assert line is not None
    return line


def _hung_up(line: Line) -> bool:
    try:
        received(line, PATIENCE)
    except TimeoutError:
        return False
    except OSError:
        return True
    return False


@pytest.mark.parametrize("answer", [FRONT, ROOM])
def test_a_file_is_handed_over(answer: bytes, running: Running, tmp_path: Path) -> None:
    running.answer = answer
    path = tmp_path / "绩效 目标\n2024.hfg"
    path.touch()
    assert handed_over(path, PATIENCE)
    assert running.shown == [path]


def test_a_start_without_a_file(running: Running) -> None:
    assert handed_over(None, PATIENCE)
    assert running.shown == [None]


def test_from_the_current_folder(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert handed_over(Path("甲.hfg"), PATIENCE)
    assert running.shown == [tmp_path / "甲.hfg"]


def test_a_busy_one_is_left_alone(running: Running, tmp_path: Path) -> None:
    running.answer = BUSY
    assert not handed_over(tmp_path / "甲.hfg", PATIENCE)
    assert running.asked
    assert not running.shown


def test_nobody_is_there(tmp_path: Path) -> None:
    assert not handed_over(tmp_path / "甲.hfg", PATIENCE)


def test_who_has_it_open_comes_before_who_has_room(
    running: Running, second: Running, tmp_path: Path
) -> None:
    second.answer = FRONT
    assert handed_over(tmp_path / "甲.hfg", PATIENCE)
    assert (running.shown, second.shown) == ([], [tmp_path / "甲.hfg"])


def test_one_that_hangs_is_waited_for_no_longer_than_told(running: Running, tmp_path: Path) -> None:
    running.answer = None
    begun = time.monotonic()
    assert not handed_over(tmp_path / "甲.hfg", _SHORT)
    assert time.monotonic() - begun < _SHORT + PATIENCE
    assert asking.SECONDS <= 2
    # When it goes on after all nobody waits any more.
    for _ in range(round(PATIENCE * 100)):
        if running.late and running.late[0].dropped.is_set():
            break
        time.sleep(0.01)
    assert running.late[0].dropped.is_set()


def test_one_that_hangs_keeps_nobody_from_another(
    running: Running, second: Running, tmp_path: Path
) -> None:
    running.answer = None
    assert handed_over(tmp_path / "甲.hfg", _SHORT)
    assert second.shown == [tmp_path / "甲.hfg"]


def test_one_that_is_starting_asks_for_patience(tmp_path: Path) -> None:
    """The user has double-clicked twice: the window is not there yet."""
    ear = channel.listen()
    assert ear is not None
    talk = Talk(ear, young=PATIENCE)
    told: list[bool] = []
    start = threading.Thread(target=lambda: told.append(handed_over(tmp_path / "甲.hfg", 1.0)))
    start.start()
    # Longer than a caller waits for one that says nothing.
    start.join(1.5)
    assert start.is_alive()
    running = Running.__new__(Running)
    running.answer, running.asked, running.shown, running.late = FRONT, [], [], []
    talk.attach(running._take)
    start.join(PATIENCE)
    talk.close()
    assert told == [True]
    assert running.shown == [tmp_path / "甲.hfg"]


def test_a_closed_one_is_no_more(running: Running, tmp_path: Path) -> None:
    running.close()
    assert not handed_over(tmp_path / "甲.hfg", PATIENCE)
    again = channel.listen()
    assert again is not None
    again.close()


def test_other_settings_are_another_program(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "stick"))
    assert not handed_over(tmp_path / "甲.hfg", PATIENCE)
    assert not running.asked


@pytest.mark.skipif(sys.platform == "win32", reason="there the session counts")
def test_another_desktop_is_another_program(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":77")
    assert not handed_over(tmp_path / "甲.hfg", PATIENCE)
    assert not running.asked


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells whose the other end is")
def test_another_users_program_is_none(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert channel.call(0) is None
    assert not handed_over(tmp_path / "甲.hfg", PATIENCE)
    assert not running.asked


@pytest.mark.skipif(sys.platform != "linux", reason="the names of Linux's sockets")
def test_another_user_who_calls_is_not_heard(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = os.geteuid()
    name = channel._name(0)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as stranger:
        monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
        stranger.connect(f"\0{name}")
        stranger.settimeout(PATIENCE)
        assert stranger.recv(1) == b""
    monkeypatch.undo()
    assert not running.asked


_PATH = str(Path("甲.hfg").absolute())


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 10_000,
        b'{"open": null}',
        b'{"hfgoals": 99, "open": null}',
        b'{"hfgoals": 1, "open": null, "run": "x"}',
        *(
            json.dumps({"hfgoals": 1, "open": path}).encode()
            for path in ("甲.hfg", "", 5, [_PATH], f"{_PATH}\0", f"/{'a' * 9000}", "/\ud800")
        ),
    ],
)
def test_what_is_no_start_is_not_believed(said: bytes, running: Running) -> None:
    with pytest.raises(OSError, match="no"):
        understood(said)
    line = _line()
    line.send(said)
    assert _hung_up(line)
    line.close()
    assert not running.asked
    assert handed_over(None, PATIENCE)


def test_a_line_without_end_is_not_listened_to(running: Running) -> None:
    line = _line()
    with suppress(OSError):
        line.send(b"x" * (LONGEST + 1))
    assert _hung_up(line)
    line.close()
    assert handed_over(None, PATIENCE)


def test_who_hangs_up_has_asked_for_nothing(running: Running, tmp_path: Path) -> None:
    line = _line()
    line.send(asking.question(tmp_path / "甲.hfg"))
    assert received(line, PATIENCE) == ROOM
    line.close()
    assert handed_over(None, PATIENCE)
    assert running.shown == [None]


def test_a_name_of_odd_bytes(running: Running, tmp_path: Path) -> None:
    path = tmp_path / b"\xb9.hfg".decode("utf-8", "surrogateescape")
    assert handed_over(path, PATIENCE)
    assert running.shown == [path]


def test_a_path_beyond_all_measure_is_opened_by_the_start_itself(running: Running) -> None:
    assert not handed_over(Path("/", *["长" * 80] * 200), PATIENCE)
    assert not running.asked
