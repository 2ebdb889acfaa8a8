"""The commands of the page, for its menu and its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.kit.icons import icon


class PageCommands:
    """QActions whose keys work while the focus is on the page."""

    def __init__(self, page: QWidget) -> None:
        self.add_subgoal = _action(page, "增加分项", "Ctrl+Shift+G", "add")
        self.add_safeguard = _action(page, "增加保障措施", "Ctrl+Shift+M", "add")
        self.up = _action(page, "上移", "Alt+Shift+Up", "up")
        self.down = _action(page, "下移", "Alt+Shift+Down", "down")
        self.remove = _action(page, "删除这一项", "Ctrl+Shift+Del", "delete")
        self.fold_all = _action(page, "收起或展开全部分项", "Ctrl+Shift+F", "fold")
        self.actions = (
            self.add_subgoal, self.add_safeguard, self.up, self.down, self.remove, self.fold_all,
        )  # fmt: skip

    def offer(self, *, writable: bool, at: int, count: int) -> None:
        """Offer what can be done with the row in hand: the one ``at`` of ``count``; -1 for none."""
        self.add_subgoal.setEnabled(writable)
        self.add_safeguard.setEnabled(writable)
        self.up.setEnabled(writable and at > 0)
        self.down.setEnabled(writable and 0 <= at < count - 1)
        self.remove.setEnabled(writable and at >= 0)


def _action(page: QWidget, text: str, keys: str, icon_name: str) -> QAction:
    action = QAction(icon(icon_name), text, page)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setToolTip(f"{text}（{keys}）")
    page.addAction(action)
    return action
