"""The child process: it is stopped with the job, and told in a sentence when it fails."""

from __future__ import annotations

import errno
import os
import signal
import time
from pathlib import Path

import pytest

from hfgoals.exchange.outside import child, readers
from hfgoals.progress import Report
from hfgoals.trouble import Cancelled, OutOfMemory, Trouble
from tests.exchange.hostile_xlsx import of_sheet
from tests.exchange.outside.running import command_of, descendants


def _slow(folder: Path) -> Path:
    path = folder / "慢.xlsx"
    numbered = (f'<row r="{n % 1_000_000 + 1}" ht="{n % 7919}"/>' for n in range(1_500_000))
    path.write_bytes(of_sheet("".join(numbered)))
    return path


def _sending(number: signal.Signals) -> Report:
    """A report that sends the reading child the signal, once: what the child wrote before it ended
    is reported after its end, too."""
    sent: list[int] = []

    def report(done: int, total: int) -> None:
        del done, total
        if not sent:
            # The fork, which came last.
            sent.append(descendants()[-1])
            os.kill(sent[0], number)

    return report


def test_cancelling_kills_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _slow(tmp_path)
    processes: list[int] = []

    def report(done: int, total: int) -> None:
        del done, total
        processes.extend(descendants())
        raise Cancelled

    with pytest.raises(Cancelled):
        child.plain_content("xlsx", path, report)
    # It was not waited for until it had read to the end.
    assert processes
    assert not descendants()
    while any(command_of(process) for process in processes):
        time.sleep(0.01)


def test_too_slow_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_SECONDS", 0.2)
    with pytest.raises(Trouble) as raised:
        child.plain_content("xlsx", _slow(tmp_path))
    assert "停下" in raised.value.what
    assert not descendants()


def test_a_child_that_used_up_its_processor_time(tmp_path: Path) -> None:
    path = _slow(tmp_path)

    with pytest.raises(Trouble) as raised:
        child.plain_content("xlsx", path, _sending(signal.SIGXCPU))
    assert "很久" in raised.value.what


def test_a_child_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readers.close()
    monkeypatch.setattr(readers, "_WORKER", "hfgoals.exchange.outside.no_such_worker")
    path = tmp_path / "x.xlsx"
    path.write_bytes(of_sheet())
    with pytest.raises(Trouble) as raised:
        child.plain_content("xlsx", path)
    assert raised.value.safe
    assert raised.value.advice


def test_any_folder_to_start_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "中文 名.xlsx"
    path.write_bytes(of_sheet())
    answer = child.plain_content("xlsx", Path(path.name))
    assert answer["sheets"][0]["title"] == "甲"


def test_a_child_that_a_system_without_memory_ended(tmp_path: Path) -> None:
    path = _slow(tmp_path)
    with pytest.raises(OutOfMemory):
        child.plain_content("xlsx", path, _sending(signal.SIGKILL))


def test_no_memory_to_start_a_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left() -> readers.Reader:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(readers, "take", none_left)
    with pytest.raises(OutOfMemory):
        child.plain_content("xlsx", tmp_path / "a.xlsx")
