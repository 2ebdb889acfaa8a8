"""Colours (#RRGGBB), distances and sizes in device-independent pixels."""

from __future__ import annotations

from typing import Final

GROUND: Final = "#F4F5F7"
PAPER: Final = "#FFFFFF"
TEXT: Final = "#1F2329"
SECOND_TEXT: Final = "#646A73"
FAINT_TEXT: Final = "#8F959E"
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
ERROR: Final = "#D83931"
ERROR_TINT: Final = "#FDECEB"
WARNING: Final = "#B86E00"
WARNING_TINT: Final = "#FEF3E2"
HINT: Final = "#646A73"
GOOD: Final = "#2EA121"
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
