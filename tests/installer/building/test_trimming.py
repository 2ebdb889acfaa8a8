"""What of the packages is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from installer.building import trimming

ROOT = Path(__file__).resolve().parents[3]
IMPORT = re.compile(r"^\s*from PySide6\.(\w+) import|^\s*import PySide6\.(\w+)", re.MULTILINE)


def test_every_part_of_qt_that_the_window_imports_stays() -> None:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py"))
    used = {first or second for first, second in IMPORT.findall(text)}
    assert {"QtCore", "QtWidgets", "QtPrintSupport"} <= used
    for module in used:
        assert trimming.of_packages(f"PySide6/{module}.pyd"), module
        assert trimming.of_packages(f"PySide6/{module.replace('Qt', 'Qt6', 1)}.dll"), module


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/qml/QtQuick/plugins.qmltypes",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/QtCore.pyi",
        "PIL/_avif.cp311-win_amd64.pyd",
        "reportlab/fonts/DarkGarden.sfd",
        "openpyxl-3.1.5.dist-info/RECORD",
    ],
)
def test_what_is_never_used_goes(name: str) -> None:
    assert not trimming.of_packages(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "openpyxl/cell/cell.py",
        "reportlab/pdfbase/ttfonts.py",
        "openpyxl-3.1.5.dist-info/LICENCE.rst",
        "openpyxl-3.1.5.dist-info/METADATA",
        "PIL/_imaging.cp311-win_amd64.pyd",
    ],
)
def test_what_is_used_or_must_be_told_stays(name: str) -> None:
    assert trimming.of_packages(name)


def test_of_python_only_the_library_stays() -> None:
    assert trimming.of_python("python311.dll")
    assert trimming.of_python("_sqlite3.pyd")
    assert not trimming.of_python("python.exe")
    assert not trimming.of_python("_ssl.pyd")
