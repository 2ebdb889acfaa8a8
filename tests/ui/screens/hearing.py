"""What a screen reader cannot say of a window: a control without a name, or a foreign one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QFileDialog, QWidget

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BY_CONTENT = {
    QAccessible.Role.ListItem,
    QAccessible.Role.TreeItem,
    QAccessible.Role.Cell,
    QAccessible.Role.ColumnHeader,
    QAccessible.Role.RowHeader,
    QAccessible.Role.Client,
    QAccessible.Role.MenuItem,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.PageTab,
}
"""What is called as what stands in it; a user's words may be in any language."""

_ROWS = (QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree)


def unheard(window: QWidget) -> list[str]:
    """Each control that can be in hand and has no Chinese name, in the order it is read."""
    if isinstance(window, QFileDialog):
        # All of it is Qt's own, and only where the desktop has none.
        return []
    root = QAccessible.queryAccessibleInterface(window)
    return [
        f"{each.role().name} in {type(each.object().parent()).__name__}: “{_name(each)[:30]}”"
        for each in _below(root)
        if not _CHINESE.search(_name(each))
    ]


def _below(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for at in range(root.childCount()):
        child = root.child(at)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        if child.state().focusable and child.role() not in _BY_CONTENT and child.object():
            yield child
        if child.role() not in (
            QAccessible.Role.List,
            QAccessible.Role.Table,
            QAccessible.Role.Tree,
        ):
            yield from _below(child)


def _name(each: QAccessibleInterface) -> str:
    told = each.text(QAccessible.Text.Name)
    if each.role() is not QAccessible.Role.ComboBox:
        return told
    # Where Qt tells what is chosen as a box's name, readers go by its label.
    labels = [label for label, _ in each.relations(QAccessible.RelationFlag.Label)]
    own = each.object().accessibleName() if isinstance(each.object(), QWidget) else ""
    return own or "".join(label.text(QAccessible.Text.Name) for label in labels)
