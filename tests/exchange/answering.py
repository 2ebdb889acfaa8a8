"""Hostile files, each read in a process of its own: answered soon, in little memory."""

from __future__ import annotations

import multiprocessing
import resource
import subprocess
import sys
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.budget import some
from tests.pace import PATIENCE, spent, too_long

_SECONDS = 8.0
"""Of processor time, of the reading and of the child that it starts together, on the machine of
docs/benchmarks.md; both work at once, so the user waits for less."""
_MEMORY_MB = 400
# Starting Python and importing the program takes longer than most readings: that is done once, in
# a small process without windows, from which each reading forks off.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["pytest", "hfgoals.exchange.reading"])


def at_this_run(makers: Iterable[str], dear: Sequence[str], count: int) -> list[str]:
    """The names of all the makers but for the dear ones, of which this run has so many."""
    chosen = some(dear, count)
    return [name for name in makers if name in chosen or name not in dear]


def made_by(module: str, folder: Path, names: list[str]) -> Path:
    """The folder, filled with those files of the module, all made in one process."""
    command = [sys.executable, "-m", module, str(folder), *names]
    subprocess.run(command, check=True, timeout=PATIENCE)
    return folder


def assert_answered(path: Path, *, readable: bool, seconds: float = _SECONDS) -> None:
    """A Trouble with what is safe and what to do, or what can be read; both within the limits."""
    said = _read_apart(path, seconds)
    assert not said["late"], said
    assert said["memory"] < _MEMORY_MB, said
    if "trouble" in said:
        assert said["safe"]
        assert said["advice"]
        assert not readable, said
    else:
        assert said["read"] >= 1 or said["notes"]
    assert not Path("/tmp/hfgoals-climbed").exists()


def _read_apart(path: Path, seconds: float = _SECONDS) -> dict[str, Any]:
    here, there = _processes.Pipe(duplex=False)
    reading = _processes.Process(target=_read, args=(path, seconds, there))
    reading.start()
    there.close()
    assert here.poll(PATIENCE), "no answer"
    said: dict[str, Any] = here.recv()
    reading.join(PATIENCE)
    assert reading.exitcode == 0
    return said


def _read(path: Path, seconds: float, answer: Connection) -> None:
    from hfgoals.exchange.outside import readers
    from hfgoals.exchange.reading import read_source
    from hfgoals.trouble import Trouble

    said: dict[str, Any]
    try:
        proposal = read_source(path)
        said = {"read": len(proposal.plan.projects), "notes": len(proposal.notes)}
    except Trouble as trouble:
        said = {"trouble": trouble.what, "safe": trouble.safe, "advice": trouble.advice}
    # What it took counts here when it has ended.
    readers.close()
    took = spent()
    late = too_long(took, seconds)
    status = Path("/proc/self/status").read_text("ascii", "replace")
    ours = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    answer.send({**said, "memory": ours + child, "took": took, "late": late})
