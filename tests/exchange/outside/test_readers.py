"""Reading processes: nothing of one file is left for the next, and no process when all is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfgoals.exchange.outside import child, readers
from hfgoals.trouble import NotUnderstood, Trouble
from tests.exchange.hostile_xlsx import of_sheet
from tests.exchange.outside.running import command_of, descendants
from tests.pace import PATIENCE

_PROGRAM = """
import sys
from pathlib import Path
from hfgoals.exchange.outside import child, readers
readers.FORKS = sys.argv[1] == "fork"
child.plain_content("xlsx", Path(sys.argv[2]))
print(readers._idle[0].process.pid, flush=True)
if len(sys.argv) > 3:
    child.plain_content("xlsx", Path(sys.argv[3]), lambda *_: print("reading", flush=True))
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="both ways need a fork")


@pytest.fixture(params=["fork", "stay"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each test with a process that forks for a file, and with one that stays for a few."""
    readers.close()
    monkeypatch.setattr(readers, "FORKS", request.param == "fork")
    yield request.param
    readers.close()
    assert not descendants()


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Readers that misbehave instead of the real ones."""
    monkeypatch.setattr(readers, "_WORKER", "tests.exchange.outside.odd_worker")
    return tmp_path / "文件.xlsx"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "好.xlsx"
    path.write_bytes(of_sheet())
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    path = tmp_path / "慢.xlsx"
    rows = (f'<row r="{n % 1_000_000 + 1}" ht="{n % 7919}"/>' for n in range(1_500_000))
    path.write_bytes(of_sheet("".join(rows)))
    return path


def test_one_process_for_many_files(good: Path) -> None:
    first = child.plain_content("xlsx", good)
    (process,) = descendants()
    assert all(child.plain_content("xlsx", good) == first for _ in range(5))
    assert descendants() == [process]


def test_a_file_finds_nothing_of_the_one_before(odd: Path, way: str) -> None:
    told = [child.plain_content("count", odd) for _ in range(3)]
    assert len({each["process"] for each in told}) == (3 if way == "fork" else 1)
    if way == "fork":
        assert [each["seen"] for each in told] == [1, 1, 1]


def test_a_process_that_stays_is_replaced(
    odd: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "MOST_FILES", 2)
    seen = [child.plain_content("count", odd)["seen"] for _ in range(5)]
    assert seen == ([1, 1, 1, 1, 1] if way == "fork" else [1, 2, 1, 2, 1])


def test_after_a_refusal_nothing_has_changed(good: Path, tmp_path: Path, way: str) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(of_sheet("<row><c>"))
    before = child.plain_content("xlsx", good)
    processes = descendants()
    for _ in range(2):
        with pytest.raises(NotUnderstood):
            child.plain_content("xlsx", bad)
        assert child.plain_content("xlsx", good) == before
    assert (descendants() == processes) == (way == "fork")


@pytest.mark.parametrize("kind", ["crash", "halfway", "forever", "write"])
def test_after_a_crash_the_next_file_is_read(kind: str, odd: Path) -> None:
    child.plain_content("count", odd)
    with pytest.raises(Trouble) as raised:
        child.plain_content(kind, odd)
    assert odd.name in raised.value.what
    assert raised.value.safe
    assert raised.value.advice
    assert ("很久" in raised.value.what) == (kind == "forever")
    assert child.plain_content("count", odd)["seen"] == 1


def test_too_much_memory_is_refused(odd: Path) -> None:
    with pytest.raises(NotUnderstood):
        child.plain_content("swell", odd)
    assert child.plain_content("count", odd)["seen"] == 1


def test_nothing_but_the_answer_is_an_answer(odd: Path) -> None:
    assert child.plain_content("talk", odd) == {"spoken": True}
    assert "seen" in child.plain_content("count", odd)


def test_a_process_that_died_while_it_waited(good: Path) -> None:
    child.plain_content("xlsx", good)
    (process,) = descendants()
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert child.plain_content("xlsx", good)["sheets"]


def test_one_that_is_prepared_is_the_one_that_reads(good: Path) -> None:
    readers.prepare()
    readers.prepare()
    (process,) = [reader.process.pid for reader in readers._idle]
    child.plain_content("xlsx", good)
    assert descendants() == [process]


def test_a_fork_of_the_program_has_readers_of_its_own(good: Path) -> None:
    child.plain_content("xlsx", good)
    fork = os.fork()
    if fork == 0:
        os._exit(len(readers._idle))
    assert os.waitpid(fork, 0)[1] == 0
    assert len(readers._idle) == 1


def test_none_is_left_when_the_program_ends(good: Path, way: str) -> None:
    command = [sys.executable, "-c", _PROGRAM, way, str(good)]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE)
    assert not done.stderr
    assert not command_of(int(done.stdout))


@pytest.mark.parametrize("busy", [False, True])
def test_none_is_left_when_the_program_is_killed(
    busy: bool, good: Path, slow: Path, way: str
) -> None:
    command = [sys.executable, "-c", _PROGRAM, way, str(good), str(slow)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert int(program.stdout.readline())
        if busy:
            assert program.stdout.readline() == b"reading\n"
        left = descendants(program.pid)
        assert len(left) >= (2 if busy and way == "fork" else 1)
        program.kill()
    end = time.monotonic() + PATIENCE
    while any(command_of(process) for process in left):
        assert time.monotonic() < end
        time.sleep(0.01)
