"""Colours (#RRGGBB), distances and sizes in device-independent pixels.

Whoever is read falls out against its ground by 4.5 : 1 at least, in either theme (a test asks).
``choose`` has to be called before anything else of the window is imported: many keep what they
read.
"""

from __future__ import annotations

from typing import Final

GROUND: Final = "#F4F5F7"
PAPER: Final = "#FFFFFF"
SHEET: Final = "#FFFFFF"
"""Of what is going to be printed, in every theme."""
TEXT: Final = "#1F2329"
SECOND_TEXT: Final = "#5A6069"
FAINT_TEXT: Final = "#666C75"
LINE: Final = "#DEE0E3"
STRONG_LINE: Final = "#BBBFC4"
DESK: Final = "#E8EAED"
"""What lies below sheets of paper."""
HANDLE: Final = "#C9CDD4"
HANDLE_HOVER: Final = "#A8ADB5"
"""Of scroll bars."""
LABEL: Final = "#F2F4F8"
HOVER: Final = "#EEF1F6"
ACCENT: Final = "#245BDB"
ACCENT_DARK: Final = "#1C4CBA"
ACCENT_TINT: Final = "#E8EEFC"
ACCENT_ON_DARK: Final = "#9DBBFF"
ERROR: Final = "#C22B24"
ERROR_TINT: Final = "#FDECEB"
WARNING: Final = "#935700"
WARNING_TINT: Final = "#FEF3E2"
HINT: Final = "#5A6069"
GOOD: Final = "#1F7A17"
SKY: Final = "#1A6496"
SKY_TINT: Final = "#E3F0FA"
LEAF: Final = "#2B7021"
LEAF_TINT: Final = "#E7F4E4"
PLUM: Final = "#6A3FA5"
PLUM_TINT: Final = "#F1EAFA"
"""Three quiet colours of like weight, to tell groups of cells apart."""

STEP: Final = 4
"""All distances are multiples of this."""
CONTROL: Final = 32
"""The height of buttons, fields and dropdowns."""
RADIUS: Final = 6
WINDOW_POINTS: Final = 10.5
"""The size of the window's type, in points."""
TITLE, FIGURE, SECTION, SMALL = "20pt", "15pt", "12pt", "9pt"
"""Sizes of single words, as style sheets have them."""
_DARK: Final = {
    "GROUND": "#16181C",
    "PAPER": "#1F2227",
    "TEXT": "#E6E8EB",
    "SECOND_TEXT": "#A9AFB8",
    "FAINT_TEXT": "#989EA8",
    "LINE": "#363B43",
    "STRONG_LINE": "#545B66",
    "DESK": "#101215",
    "HANDLE": "#4A505A",
    "HANDLE_HOVER": "#636A75",
    "LABEL": "#282C33",
    "HOVER": "#2A2E36",
    "ACCENT": "#7EA6FF",
    "ACCENT_DARK": "#A3C0FF",
    "ACCENT_TINT": "#26324A",
    "ACCENT_ON_DARK": "#1C4CBA",
    "ERROR": "#FF8A80",
    "ERROR_TINT": "#43282A",
    "WARNING": "#F0B35A",
    "WARNING_TINT": "#3D3122",
    "HINT": "#A9AFB8",
    "GOOD": "#6CCB63",
    "SKY": "#7CC0EE",
    "SKY_TINT": "#1F3342",
    "LEAF": "#86CB7B",
    "LEAF_TINT": "#22351F",
    "PLUM": "#C2A2F0",
    "PLUM_TINT": "#33284A",
}
"""What the dark theme has instead."""
_WORDS: Final = (("TITLE", 20.0), ("FIGURE", 15.0), ("SECTION", 12.0), ("SMALL", 9.0))


def choose(*, dark: bool = False, points: float = WINDOW_POINTS) -> None:
    """Take the theme and the size of type that the user wants."""
    share = points / WINDOW_POINTS
    sizes = {name: f"{size * share:g}pt" for name, size in _WORDS}
    globals().update(_DARK if dark else {}, WINDOW_POINTS=points, **sizes)
