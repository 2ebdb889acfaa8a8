"""The commands of the page, for its menu and its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.kit.icons import icon


class ProjectCommands:
    """QActions whose keys work while the focus is on the page; those on a row, on the list."""

    def __init__(self, page: QWidget, panel: QWidget) -> None:
        self.new = _action(page, "新建项目", "Ctrl+Shift+N", "add")
        self.duplicate = _action(panel, "复制项目", "Ctrl+Shift+D", "duplicate")
        self.remove = _action(panel, "删除项目", "Del", "delete")
        self.up = _action(panel, "项目上移", "Alt+Up", "up")
        self.down = _action(panel, "项目下移", "Alt+Down", "down")
        self.previous = _action(page, "上一个项目", "Ctrl+PgUp", "left")
        self.next = _action(page, "下一个项目", "Ctrl+PgDown", "right")
        self.find = _action(page, "筛选项目", "Ctrl+F", "search")
        self.on_rows = (self.duplicate, self.remove, self.up, self.down)
        self.actions = (
            self.new, self.duplicate, self.remove, self.up, self.down, self.previous, self.next,
            self.find,
        )  # fmt: skip

    def offer(self, *, writable: bool, has_year: bool, previous: bool, following: bool) -> None:
        """Offer what can be done with the project in hand; without one nothing follows it."""
        self.new.setEnabled(writable and has_year)
        self.up.setEnabled(writable and previous)
        self.down.setEnabled(writable and following)
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def offer_project(self, *, writable: bool, in_hand: bool) -> None:
        """Offer what needs a project in hand."""
        self.duplicate.setEnabled(writable and in_hand)
        self.remove.setEnabled(writable and in_hand)


def _action(owner: QWidget, text: str, keys: str, icon_name: str) -> QAction:
    action = QAction(icon(icon_name), text, owner)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setToolTip(f"{text}（{keys}）")
    owner.addAction(action)
    return action
