"""The style of the wizard, on top of that of all windows."""

from __future__ import annotations

from string import Template

from ui.style import tokens

_SHEET = Template("""
#gather-head { background: $PAPER; border: 0; border-bottom: 1px solid $LINE; }
#gather-foot { background: $PAPER; border: 0; border-top: 1px solid $LINE; }
QTableView::item { padding: 0 9px; border: 0; }
#gather-notes { border: 0; padding: 0; background: $PAPER; }
#gather-whole { background: $PAPER; border: 1px solid $LINE; border-radius: 8px;
  padding: 8px; }
QPushButton[role="segment"] { border: 1px solid $LINE; border-radius: 15px; min-height: 28px;
  padding: 0 14px; background: $PAPER; color: $SECOND_TEXT; }
QPushButton[role="segment"]:hover { border-color: $STRONG_LINE; color: $TEXT; }
QPushButton[role="segment"]:checked { background: $ACCENT_TINT; border-color: $ACCENT_TINT;
  color: $ACCENT; font-weight: bold; }
QPushButton[role="segment"]:focus { border-color: $ACCENT; }
QPushButton[role="segment"]:disabled { color: $FAINT_TEXT; background: transparent; }
QPushButton[role="segment"]:checked:disabled { background: $HOVER; border-color: $LINE; }
QFrame[role="choice"] { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; }
QFrame[role="choice"]:hover { border-color: $STRONG_LINE; }
QFrame[role="choice"][chosen="true"] { border: 1px solid $ACCENT; }
QFrame[role="choice"] QPlainTextEdit { border: 0; background: transparent; padding: 0 6px 6px 6px; }
QFrame[role="choice"] QComboBox { min-height: 26px; }
QLabel[role="figure"] { font-size: 15pt; font-weight: bold; }
QLabel[role="key"] { color: $SECOND_TEXT; border: 1px solid $LINE; border-radius: 4px; }
QLabel[role="key"][chosen="true"] { color: $PAPER; background: $ACCENT; border-color: $ACCENT; }
QLabel[chosen="true"] { color: $ACCENT; }
""")


def wizard_sheet() -> str:
    """The style sheet of the wizard."""
    names = {name: value for name, value in vars(tokens).items() if name.isupper()}
    return _SHEET.substitute(names)
