"""What of the bundle is shipped, and what of the system it is known to want."""

import re

import pytest

from installer.building.linux.bundle import PACKAGES, RECIPES
from installer.building.linux.trimming import stays
from ui.readiness import PACKAGES as OF_QT

_QT = "_internal/PySide6/Qt/"


@pytest.mark.parametrize(
    "name",
    [
        "hfgoals",
        "LICENCES.txt",
        "_internal/libpython3.11.so.1.0",
        "_internal/libffi.so.7",
        "_internal/base_library.zip",
        "_internal/lib-dynload/zlib.cpython-311-x86_64-linux-gnu.so",
        "_internal/resources/fonts/NotoSansSC-Regular.ttf",
        "_internal/docs/manual/manual.md",
        "_internal/PySide6/QtWidgets.abi3.so",
        "_internal/PySide6/libpyside6.abi3.so.6.9",
        "_internal/shiboken6/libshiboken6.abi3.so.6.9",
        _QT + "lib/libQt6XcbQpa.so.6",
        _QT + "lib/libicudata.so.73",
        _QT + "plugins/platforms/libqxcb.so",
        _QT + "plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        _QT + "plugins/printsupport/libcupsprintersupport.so",
        _QT + "translations/qtbase_zh_CN.qm",
        "_internal/PIL/_imaging.cpython-311-x86_64-linux-gnu.so",
        "_internal/pillow.libs/libjpeg-4f3b7b4c.so.62",
    ],
)
def test_stays(name: str) -> None:
    assert stays(name)


@pytest.mark.parametrize(
    "name",
    [
        "_internal/libstdc++.so.6",
        "_internal/libgcc_s.so.1",
        "_internal/libglib-2.0.so.0",
        "_internal/libz.so.1",
        "_internal/libQt6Core.so.6",
        "_internal/PySide6/QtQml.abi3.so",
        _QT + "lib/libQt6Quick.so.6",
        _QT + "lib/libQt6WaylandClient.so.6",
        _QT + "plugins/platforms/libqwayland-generic.so",
        _QT + "plugins/platformthemes/libqgtk3.so",
        _QT + "plugins/tls/libqopensslbackend.so",
        _QT + "translations/qtbase_de.qm",
        "_internal/openpyxl-3.1.5.dist-info/METADATA",
    ],
)
def test_goes(name: str) -> None:
    assert not stays(name)


def test_packages_are_those_that_the_program_itself_names() -> None:
    """A window that cannot be opened names a package; the .deb asks for the same."""
    for library, package in OF_QT.items():
        assert PACKAGES[library].split(" | ")[0] == package


def test_desktop_and_files_know_each_other() -> None:
    """The type of the files is one word in three places."""
    desktop = (RECIPES / "hfgoals.desktop").read_text("utf-8")
    types = re.search(r"^MimeType=(.*);$", desktop, re.MULTILINE)
    assert types is not None
    assert f'<mime-type type="{types[1]}">' in (RECIPES / "hfgoals-mime.xml").read_text("utf-8")
    metainfo = (RECIPES / "hfgoals.metainfo.xml").read_text("utf-8")
    assert f"<mediatype>{types[1]}</mediatype>" in metainfo
