"""From starting the process to a painted window, against an empty PySide6 window.

The same file is the process that is measured: it runs the program, or an empty window, as it is,
and ends at once when the first picture is complete.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import Row, Timing, compare_timings, not_measured

_ROOT = Path(__file__).resolve().parents[2]
_PAINTED = b"painted\n"
_PATIENCE = 60.0
_SUBJECT, _AGAINST, _GOAL = "start to painted window", "empty PySide6 window", 1.5


def measure(size: int, rounds: int, folder: Path) -> list[Row]:
    """The row about starting; settings and logs go into the folder."""
    environment = _environment(folder)
    ours, empty = (_starting(which, environment) for which in ("program", "empty"))
    try:
        return [compare_timings(_SUBJECT, ours, _AGAINST, empty, rounds=rounds, goal=_GOAL)]
    except RuntimeError as error:
        return [not_measured(_SUBJECT, _AGAINST, _GOAL, str(error))]


def _environment(folder: Path) -> dict[str, str]:
    """Without the user's own settings, and without a display where there is none."""
    environment = dict(os.environ)
    # An installed program is compiled; without this it would be compiled again at every start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    if not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def _starting(which: str, environment: dict[str, str]) -> Timing:
    command = [sys.executable, "-m", "tests.benchmarks.start", which]

    def start() -> float:
        begin = time.perf_counter()
        with subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            line = process.stdout.readline()
            taken = time.perf_counter() - begin
            complaint = process.stderr.read().decode(errors="replace")
            process.wait(_PATIENCE)
        if line != _PAINTED:
            last = complaint.strip().splitlines()[-1:] or ["it ended without a window"]
            raise RuntimeError(f"the {which} did not start: {last[0]}")
        return taken

    return start


# ---------------------------------------------------------------- the process measured


def _run(which: str) -> None:
    if which == "empty":
        _run_empty()
        return
    _watch_first_paint()
    sys.argv = ["hfgoals"]
    runpy.run_module("hfgoals", run_name="__main__")


def _run_empty() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    _watch_first_paint()
    window.show()
    app.exec()


def _watch_first_paint() -> None:
    """Say so and end the process when a window of the application has been painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest and isinstance(watched, QWidget):
                # The update is carried out when this filter returns; what follows comes after.
                QTimer.singleShot(0, _painted)
            return False

    run_events = QApplication.exec
    watchers: list[QObject] = []

    def watched_exec(*_: object) -> int:
        watcher = Watcher()
        watchers.append(watcher)
        for window in QApplication.topLevelWidgets():
            window.installEventFilter(watcher)
            if window.isVisible():
                # Painted while it was shown, or to be painted now.
                window.update()
        return run_events()

    QApplication.exec = staticmethod(watched_exec)  # type: ignore[method-assign]


def _painted() -> None:
    os.write(1, _PAINTED)
    os._exit(0)


if __name__ == "__main__":
    _run(sys.argv[1])
