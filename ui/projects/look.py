"""The style of the page's own parts, on top of that of the shared widgets."""

from __future__ import annotations

from string import Template

from ui.style import tokens
from ui.widgets.look import page_sheet

_SHEET = Template("""
#panel { background: $PAPER; border: 0; }
#panel QListView { border: 0; }
#sums { border: 0; border-top: 1px solid $LINE; background: $PAPER; }
#balance { background: $PAPER; border: 0; border-top: 1px solid $LINE; min-height: 36px; }
""")


def projects_sheet() -> str:
    """The style sheet of the page."""
    names = {name: value for name, value in vars(tokens).items() if name.isupper()}
    return page_sheet() + _SHEET.substitute(names)
