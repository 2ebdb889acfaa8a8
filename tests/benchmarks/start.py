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
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Row, Timing, compare_timings, not_measured

_ROOT = Path(__file__).resolve().parents[2]
_PAINTED = b"painted "
_PATIENCE = 60.0
_AGAINST = "empty PySide6 window"
_FEW, _MANY = 0.5, 20
"""Of the size: the workbook of an ordinary unit, and one of a large one."""


def measure(size: int, rounds: int, folder: Path) -> Iterator[Row]:
    """The rows about starting; workbooks, settings and logs go into the folder."""
    # The processes that are measured import this module, too.
    from hfgoals.app import Session
    from tests.benchmarks.books import book

    environment = _environment(folder)
    yield _row("start to painted window", ["program"], environment, rounds, 1.5)
    for projects, goal in ((max(1, int(size * _FEW)), 2.5), (size * _MANY, 4.0)):
        path = folder / f"start-{projects}.hfg"
        Session.create(path, book(projects)).close()
        subject = f"start to painted workbook of {projects} projects"
        yield _row(subject, ["program", str(path)], environment, rounds, goal)


def _row(
    subject: str, which: list[str], environment: dict[str, str], rounds: int, goal: float
) -> Row:
    ours, empty = _starting(which, environment), _starting(["empty"], environment)
    try:
        return compare_timings(subject, ours, _AGAINST, empty, rounds=rounds, goal=goal)
    except RuntimeError as error:
        return not_measured(subject, _AGAINST, goal, str(error))


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


def _starting(which: list[str], environment: dict[str, str]) -> Timing:
    command = [sys.executable, "-m", "tests.benchmarks.start", *which]

    def start() -> float:
        with subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            line = process.stdout.readline()
            complaint = process.stderr.read().decode(errors="replace")
            process.wait(_PATIENCE)
        if not line.startswith(_PAINTED):
            last = complaint.strip().splitlines()[-1:] or ["it ended without a window"]
            raise RuntimeError(f"the {which[0]} did not start: {last[0]}")
        return float(line.removeprefix(_PAINTED))

    return start


# ---------------------------------------------------------------- the process measured


def _run(which: str, workbook: str = "") -> None:
    if which == "empty":
        _run_empty()
        return
    _watch_first_paint(with_workbook=bool(workbook))
    sys.argv = ["hfgoals", *([workbook] if workbook else [])]
    runpy.run_module("hfgoals", run_name="__main__")


def _run_empty() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    _watch_first_paint()
    window.show()
    app.exec()


def _watch_first_paint(*, with_workbook: bool = False) -> None:
    """Say so and end the process when a window of the application has been painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if with_workbook and getattr(watched, "workspace", None) is None:
                return False
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
    # Of the processor alone: what others do on the machine at this moment is not ours.
    os.write(1, _PAINTED + f"{time.process_time()}\n".encode())
    os._exit(0)


if __name__ == "__main__":
    _run(*sys.argv[1:])
