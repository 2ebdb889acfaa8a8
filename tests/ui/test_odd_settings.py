"""Settings that cannot be understood are as if absent, whoever wrote them: the window opens."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.store import create, open_file
from hfgoals.store.digests import line_of
from tests.store.workbooks import replace_pair, seal_again, small_book
from ui.main_window import MainWindow
from ui.memory import Memory, understood
from ui.place import PLACE

_ODD: tuple[Any, ...] = (
    None, {"a": 1}, [], [[1]], "x", -1, 1.5, 10**30, True, [10**30], {"tab": {}}, "\ud800"
)  # fmt: skip
_TEXTS = (
    "{not json", "", "[" * 200_000, "NaN", "[1e999]", '{"project": {"id": 1}}',
    *(json.dumps(dict.fromkeys(PLACE, odd)) for odd in _ODD),
    *(json.dumps({key: dict.fromkeys(shape, odd) for key, shape in PLACE.items()
      if isinstance(shape, dict)}) for odd in _ODD),
)  # fmt: skip


def _put(path: Path, key: str, text: str) -> None:
    """A setting with a right digest and a right seal."""
    with closing(sqlite3.connect(path)) as connection, connection:
        replace_pair(connection, line_of("setting", key, text))
        seal_again(connection)


@pytest.mark.parametrize("text", _TEXTS, ids=lambda text: text[:40])
def test_the_window_opens_on_a_place_that_is_none(
    text: str, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "甲.hfg"
    create(path, small_book()).close()
    _put(path, "place", text)
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    assert window.open_path(path)
    assert window.close_book()
    with open_file(path) as store:
        assert understood(store.setting("place"), PLACE)["projects"]


def test_what_the_window_keeps_is_all_understood(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "甲.hfg"
    create(path, small_book()).close()
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    window.show()
    assert window.open_path(path)
    workspace = window.workspace
    assert workspace is not None
    workspace.show_page(workspace.projects)
    kept = json.loads(json.dumps(workspace.state()))
    assert kept["cell"]
    assert understood(kept, PLACE) == kept
    window.close()


@pytest.mark.parametrize("checks", ["{", '{"thresholds": {"shortest_goal": "1e999999999"}}', "[]"])
def test_the_window_opens_on_odd_settings_of_the_rules(
    checks: str, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "甲.hfg"
    create(path, small_book()).close()
    _put(path, "checks", checks)
    window = MainWindow(Memory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    assert window.open_path(path)
    window.close()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        json.dumps({"recent": ["\0", "\ud800", 7], "last": "\0", "folder.workbook": "\0"}),
        json.dumps({"recent": {}, "last": [], "geometry": "zz", "fit_page": "x"}),
        json.dumps({"geometry": "汉", "wide.profile": []}),
    ],
    ids=["deep", "no paths", "other kinds", "geometry"],
)
def test_the_window_opens_on_an_odd_memory(
    text: str, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    kept = tmp_path / "window.json"
    kept.write_text(text)
    window = MainWindow(Memory(kept))
    qtbot.addWidget(window)
    assert window.memory.left_off is None
    assert window.memory.folder("workbook", tmp_path) == tmp_path
    window.begin(None)
    window.show()
    window.close()


def test_a_workbook_whose_name_is_no_text_is_remembered(tmp_path: Path) -> None:
    odd = tmp_path / "\udcb9\udca4.hfg"
    memory = Memory(tmp_path / "window.json")
    memory.opened(odd)
    assert Memory(tmp_path / "window.json").recent == [odd]
