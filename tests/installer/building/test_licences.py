"""One file with the licences of all that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.building import licences
from installer.building.licences import Piece, QtPlace

ROOT = Path(__file__).resolve().parents[3]
QT = QtPlace("files\\lib\\PySide6", "Qt6*.dll")


def installed(folder: Path, name: str, head: str, files: dict[str, str]) -> None:
    info = folder / f"{name}-1.2.dist-info"
    (info / "licenses").mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.2\n{head}\n\nLong.\n", "utf-8")
    for file, text in files.items():
        (info / file).write_text(text, "utf-8")


def test_each_package_is_told_with_all_it_says(tmp_path: Path) -> None:
    files = {"LICENCE.rst": "first", "licenses/COPYING": "second", "AUTHORS": "nobody"}
    installed(tmp_path, "b", "License: MIT", files)
    installed(tmp_path, "a", "License-Expression: BSD-3-Clause", {"licenses/LICENSE": "theirs"})
    first, second = licences.of_packages(tmp_path, QT)
    assert (first.name, first.licence, first.text) == ("a 1.2", "BSD-3-Clause", "theirs")
    assert (second.licence, second.text) == ("MIT", "first\n\nsecond")


def test_a_package_that_brings_no_licence_is_not_shipped(tmp_path: Path) -> None:
    installed(tmp_path, "a", "License: MIT", {})
    with pytest.raises(LookupError, match="a"):
        licences.of_packages(tmp_path, QT)


@pytest.mark.parametrize("name", ["PySide6_Essentials", "shiboken6"])
def test_of_qt_one_is_told_how_to_replace_it(tmp_path: Path, name: str) -> None:
    installed(tmp_path, name, "License: LGPL-3.0-only", {"licenses/LicenseRef-Qt.txt": "buy"})
    (piece,) = licences.of_packages(tmp_path, QT)
    assert QT.folder in piece.text
    assert QT.files in piece.text
    assert "1.2" in piece.text
    assert "buy" not in piece.text


def test_the_file_lists_all_and_ends_with_whole_licences() -> None:
    ours, fonts = licences.of_program(ROOT)
    text = licences.written(ours, [fonts, Piece("other 3", "X", "as it says")], {"GPL": "in full"})
    head = text[: text.index("=" * 80)]
    assert all(piece in head for piece in (ours.name, fonts.name, "other 3 — X"))
    assert "SIL OPEN FONT LICENSE" in text
    assert "MIT License" in text
    assert text.index("as it says") < text.index("in full")
