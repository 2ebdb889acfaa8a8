"""The style of the panel, on top of that of the shared widgets."""

from __future__ import annotations

from string import Template

from ui.style import tokens
from ui.widgets.look import page_sheet

_SHEET = Template("""
#review { background: $PAPER; border: 0; border-top: 1px solid $LINE; }
#review QListView { border: 0; border-top: 1px solid $LINE; }
#review QListView::item { padding: 0; border-radius: 0; }
#detail { background: $PAPER; border: 0; border-top: 1px solid $LINE; }
#detail QPushButton { min-height: 26px; padding: 0 10px; }
#detail QScrollArea, #detail QScrollArea > QWidget > QWidget { background: $PAPER; }
""")


def panel_sheet() -> str:
    """The style sheet of the panel."""
    names = {name: value for name, value in vars(tokens).items() if name.isupper()}
    return page_sheet() + _SHEET.substitute(names)
