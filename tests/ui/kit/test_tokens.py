"""What is to be read falls out against its ground in every theme; sizes follow the type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hfgoals.layout.styles import TINT
from ui.appearance import SIZES, THEMES, size_of, theme_of
from ui.dialogs.preferences import PreferencesDialog
from ui.kit import tokens
from ui.memory import Memory

LEAST = 4.5
_PLAIN = ("PAPER", "GROUND", "HOVER", "LABEL", "ACCENT_TINT")
_INKS = (
    *("TEXT", "SECOND_TEXT", "FAINT_TEXT", "ACCENT", "ACCENT_DARK"),
    *("ERROR", "WARNING", "HINT", "GOOD"),
)
PAIRS = [
    *((ink, ground) for ink in _INKS for ground in _PLAIN),
    *((ink, "ERROR_TINT") for ink in ("TEXT", "SECOND_TEXT", "ERROR", "ACCENT")),
    *((ink, "WARNING_TINT") for ink in ("TEXT", "SECOND_TEXT", "WARNING", "ACCENT")),
    *((ink, "DESK") for ink in ("TEXT", "SECOND_TEXT")),
    *((name, f"{name}_TINT") for name in ("SKY", "LEAF", "PLUM")),
    *(("TEXT", f"{name}_TINT") for name in ("SKY", "LEAF", "PLUM")),
    # Buttons, tool tips and toasts.
    *(("PAPER", ground) for ground in ("ACCENT", "ACCENT_DARK", "TEXT")),
    ("ACCENT_ON_DARK", "TEXT"),
]


def _light(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG counts it."""
    less, more = sorted((_light(one), _light(other)))
    return (more + 0.05) / (less + 0.05)


def _colors(theme: str) -> dict[str, str]:
    dark = tokens._DARK if theme == "dark" else {}
    return {name: value for name, value in vars(tokens).items() if name.isupper()} | dark


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_what_is_to_be_read_can_be(theme: str, ink: str, ground: str) -> None:
    colors = _colors(theme)
    assert contrast(colors[ink], colors[ground]) >= LEAST


def test_contrast_is_counted_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_dark_theme_has_every_colour_of_its_own() -> None:
    colors = {name for name, value in vars(tokens).items() if str(value).startswith("#")}
    assert colors - set(tokens._DARK) == {"SHEET"}
    assert set(tokens._DARK) <= colors


def test_labels_on_the_screen_are_as_on_paper() -> None:
    assert tokens.LABEL == TINT


_TOLD = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ui.appearance import chosen
from ui.memory import Memory
from pathlib import Path
dark = chosen(app, Memory(Path(sys.argv[1])))
from ui.kit.look import put_on
from ui.kit import tokens
put_on(app, dark=dark)
there = tokens.SECTION in app.styleSheet()
print(dark, tokens.PAPER, app.font().pointSizeF(), there, tokens.SECTION)
"""


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("{}", "False #FFFFFF 10.5 True 12pt"),
        ('{"theme": "dark", "text_size": "large"}', "True #1F2227 12.0 True 13.7143pt"),
        ('{"theme": 3, "text_size": ["?"]}', "False #FFFFFF 10.5 True 12pt"),
    ],
)
def test_a_start_goes_by_what_was_chosen(tmp_path: Path, kept: str, told: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(kept, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _TOLD, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == told


def test_preferences_are_chosen_by_keys_and_kept(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    memory = Memory(tmp_path / "window.json")
    dialog = PreferencesDialog(memory)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.size_box, Qt.Key.Key_Down)
    QTest.keyClick(dialog.theme_box, Qt.Key.Key_Down)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.keep()
    assert not dialog.keep()
    again = Memory(tmp_path / "window.json")
    assert (size_of(again), theme_of(again)) == ("large", "dark")
    assert next(iter(SIZES)) == "standard"
    assert next(iter(THEMES)) == "light"
