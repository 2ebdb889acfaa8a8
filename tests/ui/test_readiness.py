"""What is said, and with which exit code, where no window can be opened."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfgoals.trouble import Trouble
from ui.readiness import (
    PACKAGES,
    answers,
    make_sure,
    missing_libraries,
    refusal,
    wanted_platforms,
)

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks desktops")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


def _started(**screens: str) -> subprocess.CompletedProcess[str]:
    """The program, with just these variables about screens."""
    kept = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.run(
        [sys.executable, "-m", "hfgoals"],
        cwd=ROOT,
        env=kept | screens,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@linux
@pytest.mark.parametrize(
    "screens",
    [
        {},
        {"DISPLAY": ":987"},
        {"DISPLAY": "这不是屏幕"},
        {"WAYLAND_DISPLAY": "wayland-987", "XDG_RUNTIME_DIR": "/nowhere"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":987"},
    ],
    ids=str,
)
def test_without_a_screen_it_says_so_and_ends(screens: dict[str, str]) -> None:
    ended = _started(**screens)
    assert ended.returncode == 3
    assert "桌面" in ended.stderr
    assert "--help" in ended.stderr
    assert "qt.qpa" not in ended.stderr
    assert all(value in ended.stderr for name, value in screens.items() if name == "DISPLAY")


def test_the_platforms_are_tried_in_qts_order() -> None:
    assert wanted_platforms({}) == []
    assert wanted_platforms({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}) == ["xcb", "wayland"]
    assert wanted_platforms({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:a=b"}) == ["offscreen"]
    assert wanted_platforms({"QT_QPA_PLATFORM": "wayland;xcb"}) == ["wayland", "xcb"]


@linux
def test_where_nothing_has_to_be_shown_all_is_well() -> None:
    make_sure({"QT_QPA_PLATFORM": "offscreen"})


@pytest.fixture
def wayland(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A session in which something listens."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "w"))
        listening.listen()
        yield {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}


@linux
def test_a_session_of_wayland_will_do(wayland: dict[str, str]) -> None:
    assert answers("wayland", wayland)
    assert not answers("wayland", wayland | {"WAYLAND_DISPLAY": "v"})
    make_sure(wayland)


@linux
def test_a_library_that_a_plugin_lacks_is_named(tmp_path: Path) -> None:
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    whole = (folder / "libqxcb.so").read_bytes()
    assert b"libQt6XcbQpa.so.6" in whole
    crippled = tmp_path / "libqxcb.so"
    crippled.write_bytes(whole.replace(b"libQt6XcbQpa.so.6", b"libxcb-curser.so.6"[:17]))
    said = refusal(crippled)
    assert missing_libraries([said])[0] == "libxcb-curser.so."


@linux
def test_a_missing_library_is_said_with_what_to_install(
    wayland: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(name: str) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr("ui.readiness.importlib.import_module", lacking)
    with pytest.raises(Trouble) as told:
        make_sure(wayland)
    assert "libEGL.so.1" in told.value.what
    assert f"apt install {PACKAGES['libEGL.so.1']}" in told.value.advice


@linux
def test_a_plugin_that_qt_has_from_elsewhere_is_left_to_qt(tmp_path: Path) -> None:
    assert refusal(tmp_path / "libqxcb.so") == ""
