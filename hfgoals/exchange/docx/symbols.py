"""Signs that a Word document takes from a font of signs by their place. Runs in the child."""

from __future__ import annotations

from typing import Final

_GREEK: Final = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
)
_SYMBOL: Final = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xA5: "∞", 0xB0: "°", 0xB7: "·", 0xB2: "″", 0xA2: "′", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xBC: "…", 0xE5: "∑", 0xD0: "∠", 0x2D: "−", 0xD6: "√", 0xA7: "♣",
    **{0x41 + at: sign for at, sign in enumerate(_GREEK[0])},
    **{0x61 + at: sign for at, sign in enumerate(_GREEK[1])},
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
    0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xE0: "→", 0xDF: "←", 0xE8: "➔",
    **{0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)},
}  # fmt: skip
_WINGDINGS_2: Final = {0x50: "✓", 0x51: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "□"}
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign_of(font: str, code: str) -> str:
    """The sign at that place (hexadecimal) of the font; "" when it is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= place <= 0xF0FF:
        place -= 0xF000
    elif not 0x20 <= place <= 0x10FFFF or 0xD800 <= place <= 0xF8FF:
        return ""
    signs = _FONTS.get(font.strip().lower())
    if signs is not None:
        found = signs.get(place, "")
        return found or (chr(place) if signs is _SYMBOL and 0x20 <= place < 0x40 else "")
    # Other fonts hold letters where everybody expects them, but nobody knows what at a private use.
    return chr(place) if place > 0xFF or int(code, 16) < 0xF000 else ""
