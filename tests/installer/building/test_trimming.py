"""What of the packages is left out."""

from __future__ import annotations

import io
import re
import zipfile
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


def test_pythons_library_stays_but_for_what_is_never_used() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("json/__init__.pyc", "abc.pyc", "distutils/core.pyc", "unittest/case.pyc"):
            archive.writestr(zipfile.ZipInfo(name, (2024, 4, 2, 12, 0, 0)), name * 10)
    library = trimming.library(whole.getvalue())
    assert library == trimming.library(whole.getvalue())
    with zipfile.ZipFile(io.BytesIO(library)) as archive:
        assert archive.namelist() == ["abc.pyc", "json/__init__.pyc"]
        assert archive.read("abc.pyc") == b"abc.pyc" * 10


def test_of_python_only_the_library_stays() -> None:
    assert trimming.of_python("python311.dll")
    assert trimming.of_python("_sqlite3.pyd")
    assert not trimming.of_python("python.exe")
    assert not trimming.of_python("_ssl.pyd")
