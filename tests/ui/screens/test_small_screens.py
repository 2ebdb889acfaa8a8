"""Every window on small screens: inside, each button in view, nothing out of reach or unheard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hfgoals.store import create
from tests.budget import some
from tests.ui.review.published import published_book
from tests.ui.screens.hearing import unheard
from tests.ui.screens.looking import faults
from tests.ui.screens.openers import LONG, OPENERS, Opener, Scene, own_windows
from ui.main_window import MainWindow
from ui.memory import Memory

SIZES = ("1024x640", "960x540", "911x472", "1920x1080")
CASES = [
    pytest.param(size, opener, id=f"{size} {kind.__name__} {state}".strip())
    for kind, states in OPENERS.items()
    for state, opener in states.items()
    for size in SIZES
]

_ROUNDS = 5


@pytest.fixture
def scene(size: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    (screen,) = [each for each in qapp.screens() if each.name() == size]
    folder = tmp_path / f"{LONG}的工作簿和各部门交来的表"
    folder.mkdir()
    create(folder / "怀来.hfg", published_book()).close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.setScreen(screen)
    window.move(screen.geometry().topLeft())
    with qtbot.waitExposed(window):
        window.show()
    assert window.open_path(folder / "怀来.hfg")
    yield Scene(window, folder)
    window.close()


def _come_to_rest() -> None:
    """A layout within another settles one round later; what is taken off, leaves in between."""
    for _ in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _lasting_faults(opened: QWidget) -> list[str]:
    """What is wrong at rest: a backup may be told in the status bar at this very moment."""
    found = faults(opened)
    for _ in range(_ROUNDS):
        if not found:
            break
        _come_to_rest()
        found = faults(opened)
    return found


def test_every_window_can_be_opened_here() -> None:
    assert own_windows() <= set(OPENERS)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "opener"), some(CASES, len(CASES) // 2))
def test_a_window_fits(opener: Opener, scene: Scene, qtbot: QtBot) -> None:
    opened = opener(scene)
    if opened is not scene.window:
        qtbot.addWidget(opened)
    with qtbot.waitExposed(opened):
        opened.show()
    for do in scene.once_seen:
        do()
    _come_to_rest()
    assert opened.screen() is scene.window.screen()
    assert "\n".join(_lasting_faults(opened)) == ""
    assert "\n".join(unheard(opened)) == ""
