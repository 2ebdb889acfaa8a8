"""The very Qt that is shipped for Linux, as this environment has it: files, and what they want."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer.building import symbols
from installer.building.linux import bundle, trimming

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64",
    reason="Qt as it is shipped for Linux x86_64",
)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of PySide6 and Shiboken that stay."""
    to = tmp_path_factory.mktemp("shipped")
    for package in ("PySide6", "shiboken6"):
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        packages = Path(spec.origin).parents[1]
        for path in (packages / package).rglob("*"):
            name = path.relative_to(packages).as_posix()
            if path.is_file() and path.suffix != ".pyc" and trimming.of_packages(name):
                _put(path, to / name)
    return to


def _put(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, to)
    except OSError:  # another file system
        shutil.copyfile(path, to)


def test_nothing_wants_a_newer_system_than_the_oldest_that_it_is_for(shipped: Path) -> None:
    assert not list(symbols.too_new(shipped))
    assert symbols.newest(shipped)["GLIBC"] == "2.28", "the floor is as low as Qt's"


def test_each_library_that_is_wanted_is_of_a_package_that_is_named(shipped: Path) -> None:
    wanted = bundle.depends(shipped)

    assert len(list(symbols.files(shipped))) > 30
    assert {"libxkbcommon-x11-0", "libfontconfig1"} <= set(wanted)
    # On the list for what Qt wants, and for nothing else; a name too many keeps systems out.
    unused = set(bundle.OF_QT.values()) - set(wanted)
    assert unused <= {"libwayland-client0", "libwayland-cursor0", "libxcb-util1"}, unused


def test_all_that_the_window_needs_of_it_is_there(shipped: Path) -> None:
    """A Qt whose files are called otherwise would be shipped without them."""
    there = {path.name for path in shipped.rglob("*")}
    for name in (
        *(f"libQt6{module}.so.6" for module in ("Core", "Gui", "Widgets", "PrintSupport", "Svg")),
        *(f"libq{plugin}.so" for plugin in ("xcb", "offscreen", "svg", "jpeg", "ico")),
        *("libqsvgicon.so", "libcupsprintersupport.so", "libqxdgdesktopportal.so"),
        *("libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"),
        *("qtbase_zh_CN.qm", "libQt6XcbQpa.so.6"),
    ):
        assert name in there, name
    assert sum(path.stat().st_size for path in shipped.rglob("*") if path.is_file()) < 100e6
