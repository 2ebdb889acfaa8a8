"""The faces of the window and of the forms on it."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from hfgoals.layout.faces import FACES
from hfgoals.paths import resource
from ui.kit.tokens import WINDOW_POINTS

_WINDOWS_FACE = "Microsoft YaHei UI"
_OWN_TYPE = (
    # For these Windows tells Qt a type of its own, at 8 points, and that of the application leaves
    # it as it is; heirs, such as the heads of tables, follow.
    *("QMenu", "QMenuBar", "QMessageBox", "QTipLabel", "QStatusBar"),
    *("QAbstractItemView", "QMdiSubWindowTitleBar", "QDockWidgetTitle"),
)


def window_font() -> QFont:
    """The window's type: that of Chinese Windows there, else the bundled one."""
    on_windows = sys.platform == "win32" and QFontDatabase.hasFamily(_WINDOWS_FACE)
    font = QFont(_WINDOWS_FACE if on_windows else _family("sans"))
    font.setPointSizeF(WINDOW_POINTS)
    return font


def put_type_on() -> None:
    """Set all of the window in its type, whatever the desktop has for single kinds of widgets.

    To be done again when the desktop's theme changes: that brings the types of those kinds back.
    """
    font = window_font()
    QApplication.setFont(font)
    for kind in _OWN_TYPE:
        # PySide declares bytes here, and takes text.
        QApplication.setFont(font, kind)  # type: ignore[arg-type]


def form_font(face: str, pixels: float) -> QFont:
    """The type of a face of layout.faces.FACES, at a size in pixels."""
    font = QFont(_family(face))
    font.setBold(face.endswith("-bold"))
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def tabular(font: QFont) -> QFont:
    """The same type with figures of one width, for amounts below each other."""
    even = QFont(font)
    even.setFeature(QFont.Tag("tnum"), 1)
    return even


@cache
def _family(face: str) -> str:
    number = QFontDatabase.addApplicationFont(str(resource("fonts", FACES[face])))
    families = QFontDatabase.applicationFontFamilies(number)
    # Without the bundled file the system's own face has to do; the set-up checks that it is there.
    return families[0] if families else QFont().family()
