"""LICENCES.txt: the licences of all that is shipped, in one file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from pathlib import Path

_LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_QT = {"pyside6_essentials", "shiboken6"}
_RULE = "=" * 80
_QT_NOTICE = """\
Qt {version}、PySide6、Shiboken 按 GNU 宽通用公共许可证第 3 版（LGPL-3.0）使用，未作任何改动；
许可证全文（连同它所依据的 GPL-3.0）附在本文件末尾。
源代码：https://download.qt.io/official_releases/ 中 qt/ 与 QtForPython/ 下的版本 {version}；
Qt 自带的第三方部分及其许可：https://doc.qt.io/qt-6/licenses-used-in-qt.html
您可以换上自己修改或重新编译的 Qt：它们是单独的动态库，位于
    {place}
先关闭本程序，用同名且二进制兼容（同一主次版本）的文件替换其中的
    {files}
再启动即可。本程序不检查、不阻止替换，也允许为此进行逆向工程和调试。

Qt {version}, PySide6 and Shiboken are used unchanged under the GNU Lesser General Public
License, version 3; its text, and that of the GPL it builds on, are at the end of this file. The
sources are at https://download.qt.io/official_releases/ (qt/ and QtForPython/, version {version}).
To use a Qt of your own, close the program and replace the files above, in the folder above, by
files of the same names that are binary compatible (same minor version).
Nothing checks or prevents that; reverse engineering for debugging such changes is permitted.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is shipped, and what its makers ask to be told with it."""

    name: str
    licence: str
    """In a few words, as its makers say it."""
    text: str


@dataclass(frozen=True, slots=True)
class QtPlace:
    """Where Qt's libraries are in what is shipped, for whoever replaces them."""

    folder: str
    files: str


def of_packages(folder: Path, qt: QtPlace) -> list[Piece]:
    """What the packages installed in a folder say of their licences, in order of their names.

    Raises LookupError for a package that says nothing: it must not be shipped unlooked at.
    """
    return [_package(info, qt) for info in sorted(folder.glob("*.dist-info"))]


def _package(info: Path, qt: QtPlace) -> Piece:
    told = message_from_string((info / "METADATA").read_text("utf-8"))
    name, version = str(told["Name"]), str(told["Version"])
    if name.lower() in _QT:
        text = _QT_NOTICE.format(version=version, place=qt.folder, files=qt.files)
    else:
        files = sorted(path for path in info.rglob("*") if _LICENCE.search(path.name))
        text = "\n\n".join(path.read_text("utf-8").strip() for path in files if path.is_file())
    if not text:
        raise LookupError(f"{name} brings no licence")
    return Piece(f"{name} {version}", _licence(told), text)


def _licence(told: Message) -> str:
    expression = told["License-Expression"] or told["License"] or ""
    if not expression:
        classes = told.get_all("Classifier") or []
        expression = next((line for line in classes if line.startswith("License ::")), "")
    return str(expression).splitlines()[0] if expression else "see below"


def written(ours: Piece, others: Sequence[Piece], full: Mapping[str, str]) -> str:
    """The text of LICENCES.txt: a list, then each, then whole licences that several go by."""
    pieces = (ours, *others)
    lines = [
        "本程序及随附组件的许可证 / Licences of this program and what comes with it",
        "",
    ]
    lines += [f"  {piece.name} — {piece.licence}" for piece in pieces]
    for piece in pieces:
        lines += ["", _RULE, piece.name, _RULE, "", piece.text.strip()]
    for title, text in full.items():
        lines += ["", _RULE, title, _RULE, "", text.strip()]
    return "\n".join(lines) + "\n"


def gnu(root: Path) -> dict[str, str]:
    """The LGPL and GPL, from a Debian root."""
    common = root / "usr" / "share" / "common-licenses"
    return {
        "GNU LESSER GENERAL PUBLIC LICENSE, version 3": (common / "LGPL-3").read_text("utf-8"),
        "GNU GENERAL PUBLIC LICENSE, version 3": (common / "GPL-3").read_text("utf-8"),
    }


def of_program(root: Path) -> tuple[Piece, Piece]:
    """The program's own, and that of the typefaces in it."""
    fonts = (root / "resources" / "fonts" / "OFL.txt").read_text("utf-8")
    return (
        Piece("绩效目标填报 (hfgoals)", "MIT", (root / "LICENSE").read_text("utf-8")),
        Piece("Noto Sans SC, Noto Serif SC", "SIL Open Font License 1.1", fonts),
    )
