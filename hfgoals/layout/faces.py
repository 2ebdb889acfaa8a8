"""The faces that travel with the program. By itself, because the window needs them at once."""

from __future__ import annotations

FACES: dict[str, str] = {
    "serif": "NotoSerifSC-Regular.ttf",
    "serif-bold": "NotoSerifSC-Bold.ttf",
    "sans": "NotoSansSC-Regular.ttf",
    "sans-bold": "NotoSansSC-Bold.ttf",
}
"""The file under resources/fonts of every face."""
