"""What of the bundle is shipped, and what of the system it is known to want."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from installer.building.linux.bundle import PACKAGES, RECIPES
from installer.building.linux.trimming import of_bundle, of_packages
from ui.readiness import PACKAGES as OF_QT

ROOT = Path(__file__).resolve().parents[4]
_IMPORT = re.compile(r"^\s*from PySide6\.(\w+) import", re.MULTILINE)
_QT = "PySide6/Qt/"
(_METAINFO,) = RECIPES.glob("*.metainfo.xml")


def test_every_part_of_qt_that_the_window_imports_stays() -> None:
    used = set(
        _IMPORT.findall("".join(path.read_text("utf-8") for path in ROOT.glob("ui/**/*.py")))
    )
    assert {"QtCore", "QtWidgets", "QtPrintSupport"} <= used
    for module in used:
        assert of_packages(f"PySide6/{module}.abi3.so"), module
        assert of_packages(f"{_QT}lib/{module.replace('Qt', 'libQt6', 1)}.so.6"), module


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/libpyside6.abi3.so.6.9", True),
        ("shiboken6/libshiboken6.abi3.so.6.9", True),
        (_QT + "lib/libQt6XcbQpa.so.6", True),
        (_QT + "lib/libicudata.so.73", True),
        (_QT + "lib/libxcb-cursor.so.0", True),
        (_QT + "plugins/platforms/libqxcb.so", True),
        (_QT + "plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        (_QT + "plugins/printsupport/libcupsprintersupport.so", True),
        (_QT + "translations/qtbase_zh_CN.qm", True),
        ("PIL/_imaging.cpython-311-x86_64-linux-gnu.so", True),
        ("pillow.libs/libjpeg-4f3b7b4c.so.62", True),
        ("openpyxl-3.1.5.dist-info/METADATA", True),
        ("PySide6/QtQml.abi3.so", False),
        (_QT + "lib/libQt6Quick.so.6", False),
        (_QT + "lib/libQt6WaylandClient.so.6", False),
        (_QT + "plugins/platforms/libqwayland-generic.so", False),
        (_QT + "plugins/platformthemes/libqgtk3.so", False),
        (_QT + "plugins/tls/libqopensslbackend.so", False),
        (_QT + "translations/qtbase_de.qm", False),
        ("pillow.libs/libavif-4f3b7b4c.so.62", False),
        ("reportlab/fonts/Vera.ttf", False),
    ],
)
def test_of_packages(name: str, stays: bool) -> None:
    assert of_packages(name) == stays


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("hfgoals", True),
        ("_internal/libpython3.11.so.1.0", True),
        ("_internal/libffi.so.7", True),
        ("_internal/base_library.zip", True),
        ("_internal/python3.11/lib-dynload/zlib.cpython-311-x86_64-linux-gnu.so", True),
        ("_internal/resources/fonts/NotoSansSC-Regular.ttf", True),
        ("_internal/PySide6/Qt/lib/libQt6Core.so.6", True),
        ("_internal/pillow.libs/libtiff-20b7e810.so.6.3.0", True),
        ("_internal/libQt6Core.so.6", False),
        ("_internal/libstdc++.so.6", False),
        ("_internal/libgcc_s.so.1", False),
        ("_internal/libglib-2.0.so.0", False),
        ("_internal/libz.so.1", False),
        ("_internal/libatspi.so.0", False),
    ],
)
def test_of_bundle(name: str, stays: bool) -> None:
    assert of_bundle(name) == stays


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
    metainfo = _METAINFO.read_text("utf-8")
    assert f"<mediatype>{types[1]}</mediatype>" in metainfo


def test_the_file_for_software_centres_is_called_after_its_reversed_domain() -> None:
    told = re.search(r"<id>(.*)</id>", _METAINFO.read_text("utf-8"))
    assert told is not None
    assert f"{told[1]}.metainfo.xml" == _METAINFO.name
    assert told[1].count(".") == 2


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("appstreamcli validate --no-net", _METAINFO),
        ("desktop-file-validate", RECIPES / "hfgoals.desktop"),
    ],
)
def test_the_desktops_own_tools_have_nothing_to_say(
    command: str, file: Path, tmp_path: Path
) -> None:
    words = command.split()
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    text = file.read_text("utf-8").replace("@VERSION@", "1.0").replace("@DATE@", "2026-01-01")
    (tmp_path / file.name).write_text(text, "utf-8")
    done = subprocess.run([*words, tmp_path / file.name], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search("^[EW]:|warning", done.stdout, re.MULTILINE), done.stdout
