"""Theme and size of type: what the user wants, and what the desktop says."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.kit import tokens
from ui.memory import Memory

STYLE: Final = "Fusion"
"""The style of Qt's own that all of it is drawn on."""
THEME: Final = "theme"
TEXT_SIZE: Final = "text_size"
"""Where the memory has them."""
THEMES: Final = {"light": "浅色", "dark": "深色", "system": "跟随系统"}
SIZES: Final = {"standard": ("标准", 10.5), "large": ("大", 12.0), "largest": ("特大", 13.5)}
"""Ids with their names, and points."""


def theme_of(memory: Memory) -> str:
    """The id of the theme chosen; the light one until one is."""
    theme = memory.get(THEME)
    return theme if isinstance(theme, str) and theme in THEMES else "light"


def size_of(memory: Memory) -> str:
    """The id of the size of type chosen; the standard one until one is."""
    size = memory.get(TEXT_SIZE)
    return size if isinstance(size, str) and size in SIZES else "standard"


def chosen(app: QGuiApplication, memory: Memory | None = None) -> bool:
    """Have the tokens go by what the user wants; whether that is dark."""
    memory = memory or Memory()
    theme = theme_of(memory)
    desktop = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    dark = theme == "dark" or (theme == "system" and desktop)
    tokens.choose(dark=dark, points=SIZES[size_of(memory)][1])
    return dark
