"""Running the command line inside the test, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hfgoals.cli.entry import main
from tests.pace import PATIENCE

ROOT = Path(__file__).parents[2]
REAL = ROOT / "tests" / "real_files"


class Window:
    """A window that only remembers what it was opened on."""

    def __init__(self, code: int = 0) -> None:
        self.opened: list[tuple[Path | None, Path | None]] = []
        self._code = code

    def __call__(self, path: Path | None, picture: Path | None = None) -> int:
        self.opened.append((path, picture))
        return self._code


def run(*arguments: str | Path) -> int:
    """The exit code of one command; it must open no window."""
    window = Window()
    code = main([str(argument) for argument in arguments], window)
    assert window.opened == []
    return code


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process, in an environment of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hfgoals", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=PATIENCE,
    )
