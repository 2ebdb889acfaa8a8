"""The composition root: the command line, with the real window behind it."""

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `python -m` looks into the current folder first, where files from others may lie: a json.py
    # among them must not be taken for Python's, nor a __future__.py, which is why that is not
    # imported here. The program's own folder comes last.
    _current = sys.path.pop(0)
    if _current == os.path.dirname(os.path.dirname(__file__)):
        sys.path.append(_current)

import gc
import importlib
from pathlib import Path

from hfgoals.cli.entry import main as command_line


def _open_window(path: Path | None, picture: Path | None = None) -> int:
    # Nothing made while starting is garbage; looking for it would take a tenth of the time. The
    # launch sets the collector going again.
    gc.disable()
    # By name: the core does not import the window, and a command does not load Qt.
    talk = None
    if picture is None:
        if importlib.import_module("ui.instance.asking").handed_over(path):
            return 0
        # From here on the next start is heard, though the window answers it only when it is there.
        talk = importlib.import_module("ui.instance.talking").begun()
    importlib.import_module("ui.readiness").make_sure(os.environ)
    launched: int = importlib.import_module("ui.launch").run(path, picture=picture, talk=talk)
    return launched


def main() -> int:
    """Run the program with the arguments of the process; its exit code."""
    return command_line(None, _open_window)


if __name__ == "__main__":
    sys.exit(main())
