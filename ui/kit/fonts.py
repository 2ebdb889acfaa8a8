"""The faces of the window and of the forms on it."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from hfgoals.layout.faces import FACES
from hfgoals.paths import resource
from ui.kit.tokens import WINDOW_POINTS

_WINDOWS_FACE = "Microsoft YaHei UI"


def window_font() -> QFont:
    """The window's type: that of Chinese Windows there, else the bundled one."""
    on_windows = sys.platform == "win32" and QFontDatabase.hasFamily(_WINDOWS_FACE)
    font = QFont(_WINDOWS_FACE if on_windows else _family("sans"))
    font.setPointSizeF(WINDOW_POINTS)
    return font


def form_font(face: str, pixels: float) -> QFont:
    """The type of a face of layout.faces.FACES, at a size in pixels."""
    font = QFont(_family(face))
    font.setBold(face.endswith("-bold"))
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _family(face: str) -> str:
    number = QFontDatabase.addApplicationFont(str(resource("fonts", FACES[face])))
    families = QFontDatabase.applicationFontFamilies(number)
    # Without the bundled file the system's own face has to do; the set-up checks that it is there.
    return families[0] if families else QFont().family()
