"""The style of the widgets in this folder, put once on a page; the rest is ui.style.look's."""

from __future__ import annotations

from string import Template

from ui.style import tokens

_SHEET = Template("""
GrowingText { border: 1px solid $LINE; border-radius: ${RADIUS}px; background: $PAPER;
  color: $TEXT; padding: 0; selection-background-color: $ACCENT; selection-color: $PAPER; }
GrowingText:hover { border-color: $STRONG_LINE; }
GrowingText:focus { border-color: $ACCENT; }
GrowingText:read-only { background: $GROUND; }
GrowingText:disabled { color: $FAINT_TEXT; border-color: $LINE; background: $GROUND; }
GrowingText[role="bare"] { border-color: transparent; }
GrowingText[role="bare"]:hover { border-color: $LINE; }
GrowingText[role="bare"]:focus { border-color: $ACCENT; }
LineField[role="plain"] { border-color: transparent; background: transparent; padding: 0; }
LineField[role="plain"]:hover { border-color: $LINE; }
LineField[role="plain"]:focus { border-color: $ACCENT; background: $PAPER; }
LineField[role="heading"] { padding: 0 4px; }
LineField[role="heading"] { border-color: transparent; background: transparent; font-weight: bold; }
LineField[role="heading"]:hover { border-color: $LINE; }
LineField[role="heading"]:focus { border-color: $ACCENT; background: $PAPER; }
LineField[invalid="true"], LineField[invalid="true"]:hover, LineField[invalid="true"]:focus {
  border-color: $ERROR; background: $ERROR_TINT; }
LineField QToolButton { min-height: 0; padding: 0; border: 0; background: transparent; }
ToolRow { background: $PAPER; border: 0; border-bottom: 1px solid $LINE; padding: 4px 8px;
  spacing: 2px; }
ToolRow QToolButton { min-height: 26px; }
RowButton { min-height: 24px; max-height: 24px; min-width: 24px; max-width: 24px; padding: 0; }
NoticeBar { background: $TEXT; border-radius: ${RADIUS}px; }
NoticeBar QLabel { color: $PAPER; }
NoticeBar QPushButton { color: #9DBBFF; border: 0; background: transparent; padding: 0 8px;
  font-weight: bold; }
NoticeBar QPushButton:hover, NoticeBar QPushButton:focus { text-decoration: underline; }
DropLine { background: $ACCENT; border: 0; border-radius: 1px; }
PlainLabel[role="caption"] { color: $SECOND_TEXT; }
PlainLabel[role="faint"] { color: $FAINT_TEXT; }
PlainLabel[role="heading"] { font-weight: bold; }
PlainLabel[role="amount"] { font-size: 12pt; font-weight: bold; }
""")


def page_sheet() -> str:
    """The style sheet for a page that holds these widgets."""
    names = {name: value for name, value in vars(tokens).items() if name.isupper()}
    return _SHEET.substitute(names)
