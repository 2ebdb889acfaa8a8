"""A picture of every window, to be looked at: ``python -m tests.ui.screens.pictures FOLDER``.

As large as the screen it runs on; on a virtual one for instance by
``xvfb-run -s "-screen 0 1366x768x24" python -m tests.ui.screens.pictures pictures``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from hfgoals.store import create
from tests.ui.review.published import published_book
from tests.ui.screens.openers import LONG, OPENERS, Opener, Scene
from ui.launch import application
from ui.main_window import MainWindow
from ui.memory import Memory

_REST = 0.3
"""Seconds for a window manager to answer."""


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.screens.pictures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="a part of the names of those wanted")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        # Backups and settings of what is only opened to be looked at are nobody's.
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = home
        _take_all(chosen)


def _take_all(chosen: argparse.Namespace) -> None:
    application()
    for kind, states in OPENERS.items():
        for state, opener in states.items():
            name = f"{kind.__name__} {state}".strip()
            if chosen.only in name:
                with tempfile.TemporaryDirectory() as folder:
                    _take(opener, Path(folder), chosen.folder / f"{name}.png")


def _take(opener: Opener, folder: Path, target: Path) -> None:
    files = folder / f"{LONG}的工作簿和各部门交来的表"
    files.mkdir()
    create(files / "怀来.hfg", published_book()).close()
    window = MainWindow(Memory(folder / "window.json"))
    window.showMaximized()
    window.open_path(files / "怀来.hfg")
    _come_to_rest()
    scene = Scene(window, files)
    opened: QWidget = opener(scene)
    if opened is not window:
        opened.show()
    for do in scene.once_seen:
        do()
    _come_to_rest()
    window.screen().grabWindow(0).save(str(target))
    if opened is not window:
        opened.close()
        opened.deleteLater()
    window.close()
    window.deleteLater()
    _come_to_rest()


def _come_to_rest() -> None:
    until = time.monotonic() + _REST
    while time.monotonic() < until:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


if __name__ == "__main__":
    main()
    # Qt's objects are not taken down in good order at the end of a process that held them so long.
    os._exit(0)
