"""What every test may rely on: no real settings are touched, windows need no display.

The order is another one at each run, so that no test comes to lean on another; the report's head
says how to have the same again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # Four screens: an ordinary one, and the small ones that every window has to fit on. Qt's own
    # single screen of 800 x 800 is like nobody's; a path of Windows it cannot read.
    screens = Path(__file__).with_name("screens.json")
    configured = f"offscreen:configfile={screens}"
    os.environ["QT_QPA_PLATFORM"] = configured if sys.platform != "win32" else "offscreen"
# The tests bring lxml along; users' machines have none, so openpyxl is to write without it.
os.environ["OPENPYXL_LXML"] = "False"

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import budget
from tests.patience import PatientBot

budget.load()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The one of pytest-qt, with all the time that a slow machine may want."""
    return PatientBot(request)


def pytest_configure() -> None:
    # Worker processes are given the same environment, and with it the same order.
    os.environ.setdefault(budget.ORDER, str(random.SystemRandom().randrange(10_000)))


def pytest_report_header() -> str:
    return f"order: {budget.ORDER}={os.environ[budget.ORDER]}; laws: {budget.told()}"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Every process names its tests alike; an archive holds the second at which it was made."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """File by file, for what a file makes once; the files, and the tests in them, shuffled."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    chance = random.Random(os.environ[budget.ORDER])
    shuffled = list(files.values())
    chance.shuffle(shuffled)
    for tests in shuffled:
        chance.shuffle(tests)
    items[:] = [item for tests in shuffled for item in tests]


@pytest.fixture(autouse=True)
def _own_settings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's settings and log of this machine stay as they are."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        *(f"XDG_{name}_HOME" for name in ("CONFIG", "CACHE", "DATA", "STATE")),
        "APPDATA",
        "LOCALAPPDATA",
    ):
        monkeypatch.setenv(name, str(home))
