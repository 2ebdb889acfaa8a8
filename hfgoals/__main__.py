"""The composition root: the command line, with the real window behind it."""

from __future__ import annotations

import gc
import importlib
import sys
from pathlib import Path

from hfgoals.cli.entry import main as command_line


def _open_window(path: Path | None, picture: Path | None = None) -> int:
    # Nothing made while starting is garbage; looking for it would take a tenth of the time. The
    # launch sets the collector going again.
    gc.disable()
    # By name: the core does not import the window, and a command does not load Qt.
    launched: int = importlib.import_module("ui.launch").run(path, picture=picture)
    return launched


def main() -> int:
    """Run the program with the arguments of the process; its exit code."""
    return command_line(None, _open_window)


if __name__ == "__main__":
    sys.exit(main())
