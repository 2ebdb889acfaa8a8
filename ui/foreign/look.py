"""The style of the preview's own parts, on top of that of the shared widgets."""

from __future__ import annotations

from string import Template

from ui.style import tokens
from ui.widgets.look import page_sheet

_SHEET = Template("""
#head, #foot, #table-bar, #cell-panel, #side { background: $PAPER; border: 0; }
#head { border-bottom: 1px solid $LINE; }
#foot { border-top: 1px solid $LINE; }
#table-bar { border-bottom: 1px solid $LINE; }
#side QTabWidget::pane { background: $PAPER; }
#cell-panel { border-bottom: 1px solid $LINE; }
#cell-panel QPushButton { padding: 0 8px; text-align: left; }
#cell-panel QScrollArea, #cell-panel QScrollArea > QWidget > QWidget { background: $PAPER; }
#tables { border-right: 1px solid $LINE; padding: 4px; }
QTableView { selection-background-color: $ACCENT_TINT; }
""")


def preview_sheet() -> str:
    """The style sheet of the preview."""
    names = {name: value for name, value in vars(tokens).items() if name.isupper()}
    return page_sheet() + _SHEET.substitute(names)
