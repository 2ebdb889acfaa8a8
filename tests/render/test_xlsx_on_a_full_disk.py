"""The disk takes no more at any place of the streams: why is told, and nothing is left lying."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_CHILD = """
import resource, sys
from pathlib import Path
from hfgoals.export import Choice, export
from hfgoals.sample import sample_book
from hfgoals.trouble import CannotWrite

book, folder = sample_book(), Path(sys.argv[1])
told = 0
for limit in (0, 1, 300, 5_000, 9_000, 20_000, 40_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        export(book, folder / "out", Choice(formats=("xlsx",), years=(2023,)))
    except CannotWrite:
        told += 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
print(told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on files is the system's to set")
def test_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    rooms = tmp_path / "temporary", tmp_path / "target"
    for room in rooms:
        room.mkdir()
    environment = {**os.environ, "TMPDIR": str(rooms[0])}
    run = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", _CHILD, str(rooms[1])],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout.strip(), run.stderr, run.returncode) == ("7", "", 0)
    assert [each for room in rooms for each in room.rglob("*") if each.is_file()] == []
