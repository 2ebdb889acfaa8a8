"""A log that cannot be put aside, opened or written stops nothing: neither window nor command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hfgoals.paths import log_folder
from tests.pace import PATIENCE

ROOT = Path(__file__).parents[2]
_LARGE = 1_200_000
_FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_100_000,) * 2); "
_PROGRAM = "import sys; from hfgoals.__main__ import main; sys.exit(main())"
_FAULTY = (
    "import sys, pathlib; from hfgoals.cli.entry import main; "
    "sys.exit(main([], lambda path, picture=None: 1 // 0))"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and odd files of Linux")


def _held(log: Path) -> None:
    """As where another window writes to it: it cannot be given another name."""
    log.write_bytes(b"x" * _LARGE)
    (log.with_suffix(".log.1") / "taken").mkdir(parents=True)


def _folder(log: Path) -> None:
    log.mkdir()
    log.with_name("crash.log").mkdir()


def _read_only(log: Path) -> None:
    """As a folder where nothing can be made, also for the superuser."""
    log.parent.rmdir()
    log.parent.symlink_to("/proc/self")


_STATES = [_held, _folder, _read_only]


@pytest.fixture(params=_STATES)
def log(request: pytest.FixtureRequest) -> Path:
    path = log_folder() / "hfgoals.log"
    spoil: Callable[[Path], None] = request.param
    spoil(path)
    return path


def _ran(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )


@pytest.mark.parametrize("disk", ["", _FULL], ids=["room", "full"])
def test_the_window_opens(log: Path, disk: str, tmp_path: Path) -> None:
    ran = _ran(disk + _PROGRAM, "--picture", str(tmp_path / "window.png"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "window.png").stat().st_size > 0


@pytest.mark.parametrize("disk", ["", _FULL], ids=["room", "full"])
def test_a_fault_of_a_command_is_told_all_the_same(log: Path, disk: str) -> None:
    ran = _ran(disk + _FAULTY)
    assert ran.returncode == 3
    assert "Traceback" not in ran.stderr
    # The file is named only where it says something.
    assert ("hfgoals.log" in ran.stderr) == (log.is_file() and not disk)


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = log_folder() / "hfgoals.log"
    log.write_bytes(b"x" * _LARGE)
    assert _ran(_PROGRAM, "--picture", str(tmp_path / "window.png")).returncode == 0
    assert log.stat().st_size < _LARGE
    assert log.with_suffix(".log.1").stat().st_size == _LARGE
